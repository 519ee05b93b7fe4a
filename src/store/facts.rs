//! Facts that plans ask for, read by key: no cost here grows with the ledger.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row, params};

use super::{Look, Result, StoreError};
use crate::domain::plan::{Calendar, FundAccounts, Recorded, Touched};
use crate::domain::{
    Account, AccountId, AccountKind, AccountName, Amount, Budget, CategoryId, Child, ChildId, ChosenBy, Code,
    Commission, Day, EntryId, EntryKind, Every, Fund, FundId, MeasureId, Pence, Pilot, Pot, Pots,
    Practitioner, PractitionerId, ProviderId, Share, Text, Transfer, Units,
};

/// A thing known by its code, with the account that belongs to it.
#[derive(Clone, Debug)]
pub struct Known<Id> {
    /// Its number.
    pub id: Id,
    /// Its code.
    pub code: Code,
    /// Its name as people know it.
    pub name: String,
    /// The account of its cost, or of what it is owed.
    pub account: Account,
}

/// What was bought or ordered, as codes.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields are the columns of a commission")]
pub struct Terms {
    pub child: Code,
    pub practitioner: Code,
    pub provider: Code,
    pub category: Code,
    pub description: Option<Text>,
    pub amount: Amount,
    pub units: Option<Units>,
    pub unit_price: Option<Amount>,
    pub every: Option<Every>,
    pub needed_on: Option<Day>,
    pub options_considered: Option<u32>,
    pub chosen_by: Option<ChosenBy>,
    pub instead_of: Option<Text>,
}

/// An earlier request with the same key.
#[derive(Clone, Debug)]
pub struct KnownKey {
    /// The event that answered it.
    pub seq: i64,
    /// Its kind.
    pub kind: String,
    /// What was asked, as JSON.
    pub asked: String,
}

/// One of the pilot's own accounts that pay.
#[derive(Clone, Debug)]
pub struct OwnAccount {
    /// The account.
    pub account: Account,
    /// Its name.
    pub name: String,
}

/// Reads a word the schema has checked; another word means the file is damaged.
pub(super) fn parsed<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(|_| damaged(column))?;
    text.parse().map_err(|_| StoreError::Damaged(format!("`{text}` is not a word of its column")))
}

pub(super) fn perhaps<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<Option<T>> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => parsed(row, column).map(Some),
    }
}

pub(super) fn damaged(column: usize) -> StoreError {
    StoreError::Damaged(format!("column {column} of a row has another type than it should"))
}

/// Reads an account's kind.
pub(super) fn kind(word: &str) -> Result<AccountKind> {
    use AccountKind::{
        Available, Bank, Card, Committed, Cost, Creditor, Grant, Imprest, Income, Notional, Pool, Spent, Vat,
    };
    [Grant, Pool, Available, Committed, Spent, Income, Bank, Card, Imprest, Notional, Creditor, Cost, Vat]
        .into_iter()
        .find(|kind| kind.word() == word)
        .ok_or_else(|| StoreError::Damaged(format!("`{word}` is no kind of account")))
}

fn account(row: &Row<'_>, id: usize, kind_column: usize) -> Result<Account> {
    let word = row.get_ref(kind_column)?.as_str().map_err(|_| damaged(kind_column))?;
    Ok(Account::new(AccountId::new(row.get(id)?), kind(word)?))
}

impl Look<'_> {
    /// Runs a query that finds one row or none.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(read).transpose()
    }

    /// Runs a query and reads every row.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    /// Reads the pilot's settings and the closed months.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn calendar(&self) -> Result<Calendar> {
        let pilot = self
            .one(
                "SELECT name, authority, starts_on, ends_on, budget_min_pence, budget_max_pence FROM pilot",
                [],
                |row| {
                    let amount = |column| -> Result<Amount> {
                        Amount::new(row.get(column)?).ok_or_else(|| damaged(column))
                    };
                    Ok(Pilot {
                        name: parsed(row, 0)?,
                        authority: parsed(row, 1)?,
                        starts_on: parsed(row, 2)?,
                        ends_on: parsed(row, 3)?,
                        budget_min: amount(4)?,
                        budget_max: amount(5)?,
                    })
                },
            )?
            .ok_or_else(|| StoreError::Damaged("it has no pilot".into()))?;
        let closed = self.all(
            "SELECT month FROM month_mark m
              WHERE mark = 'closed' AND event = (SELECT max(event) FROM month_mark WHERE month = m.month)",
            [],
            |row| parsed(row, 0),
        )?;
        Ok(Calendar { pilot, closed: closed.into_iter().collect::<BTreeSet<_>>() })
    }

    /// Finds a person by code.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn practitioner(&self, code: &Code) -> Result<Option<Practitioner>> {
        self.one(
            "SELECT practitioner_id, code, role, sign_off_limit_pence, joined_on, left_on
               FROM practitioner WHERE code = ?",
            [code.as_str()],
            |row| {
                Ok(Practitioner {
                    id: PractitionerId::new(row.get(0)?),
                    code: parsed(row, 1)?,
                    role: parsed(row, 2)?,
                    sign_off_limit: row.get::<_, Option<i64>>(3)?.map(Pence::new),
                    joined_on: perhaps(row, 4)?,
                    left_on: perhaps(row, 5)?,
                })
            },
        )
    }

    /// Finds a child by reference.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn child(&self, child_ref: &Code) -> Result<Option<Child>> {
        self.one(
            "SELECT child_id, child_ref, cohort, arm FROM child WHERE child_ref = ?",
            [child_ref.as_str()],
            |row| {
                Ok(Child {
                    id: ChildId::new(row.get(0)?),
                    child_ref: parsed(row, 1)?,
                    cohort: parsed(row, 2)?,
                    arm: parsed(row, 3)?,
                })
            },
        )
    }

    /// Finds a provider by code, with the account of what it is owed.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn provider(&self, code: &Code) -> Result<Option<Known<ProviderId>>> {
        self.one(
            "SELECT p.provider_id, p.code, p.name, a.account_id, a.kind
               FROM provider p JOIN account a ON a.name = 'creditor:' || p.code WHERE p.code = ?",
            [code.as_str()],
            |row| {
                Ok(Known {
                    id: ProviderId::new(row.get(0)?),
                    code: parsed(row, 1)?,
                    name: row.get(2)?,
                    account: account(row, 3, 4)?,
                })
            },
        )
    }

    /// Finds providers by the exact name people know them by, whatever its case.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn providers_named(&self, name: &str) -> Result<Vec<Code>> {
        self.all("SELECT code FROM provider WHERE lower(name) = lower(?) LIMIT 3", [name], |row| {
            parsed(row, 0)
        })
    }

    /// Finds a category by code, with the account of its cost.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn category(&self, code: &Code) -> Result<Option<Known<CategoryId>>> {
        self.one(
            "SELECT c.category_id, c.code, c.label, a.account_id, a.kind
               FROM category c JOIN account a ON a.name = 'cost:' || c.code WHERE c.code = ?",
            [code.as_str()],
            |row| {
                Ok(Known {
                    id: CategoryId::new(row.get(0)?),
                    code: parsed(row, 1)?,
                    name: row.get(2)?,
                    account: account(row, 3, 4)?,
                })
            },
        )
    }

    /// Returns every code of a register, for "did you mean".
    ///
    /// # Errors
    /// A failure of the file.
    pub fn codes(&self, what: &str) -> Result<Vec<String>> {
        let sql = match what {
            "child" => "SELECT child_ref FROM child",
            "provider" => "SELECT code FROM provider",
            "practitioner" => "SELECT code FROM practitioner",
            "category" => "SELECT code FROM category",
            "fund" => "SELECT code FROM fund",
            "measure" => "SELECT code FROM measure",
            "account" => "SELECT name FROM account WHERE kind IN ('bank', 'card', 'imprest', 'notional')",
            _ => return Ok(Vec::new()),
        };
        self.all(sql, [], |row| Ok(row.get(0)?))
    }

    /// Finds one of the pilot's own accounts.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn own_account(&self, name: &AccountName) -> Result<Option<OwnAccount>> {
        self.named_account(&name.to_string())
    }

    /// Returns the account VAT to be recovered is booked to.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn vat_account(&self) -> Result<Account> {
        let found = self.named_account("vat")?;
        found.map(|own| own.account).ok_or_else(|| StoreError::Damaged("it has no VAT account".into()))
    }

    fn named_account(&self, name: &str) -> Result<Option<OwnAccount>> {
        self.one("SELECT account_id, kind, name FROM account WHERE name = ?", [name], |row| {
            Ok(OwnAccount { account: account(row, 0, 1)?, name: row.get(2)? })
        })
    }

    /// Finds the card a person holds; the newest, if several.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn card_of(&self, holder: PractitionerId) -> Result<Option<OwnAccount>> {
        self.one(
            "SELECT account_id, kind, name FROM account WHERE holder_id = ? AND kind = 'card'
              ORDER BY account_id DESC LIMIT 1",
            [holder.get()],
            |row| Ok(OwnAccount { account: account(row, 0, 1)?, name: row.get(2)? }),
        )
    }

    /// Finds a fund by code, with its accounts.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn fund(&self, code: &Code) -> Result<Option<FundAccounts>> {
        let id = self.one("SELECT fund_id FROM fund WHERE code = ?", [code.as_str()], |row| {
            Ok(FundId::new(row.get(0)?))
        })?;
        id.map(|id| self.fund_accounts(id)).transpose()
    }

    /// Returns every fund, in order of code.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn funds(&self) -> Result<Vec<FundAccounts>> {
        self.all("SELECT fund_id FROM fund ORDER BY code", [], |row| {
            self.fund_accounts(FundId::new(row.get(0)?))
        })
    }

    /// Tells whether a fund arrives in kind.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn fund_is_notional(&self, id: FundId) -> Result<bool> {
        let nature = self.one("SELECT nature FROM fund WHERE fund_id = ?", [id.get()], |row| {
            Ok(row.get::<_, String>(0)?)
        })?;
        Ok(nature.as_deref() == Some("notional"))
    }

    fn fund_accounts(&self, id: FundId) -> Result<FundAccounts> {
        let categories =
            self.all("SELECT category_id FROM fund_category WHERE fund_id = ?", [id.get()], |row| {
                Ok(CategoryId::new(row.get(0)?))
            })?;
        let found = self.one(
            "SELECT f.code, f.cohort, f.from_on, f.until_on, g.account_id, g.kind, p.account_id, p.kind,
                    p.balance_pence, i.account_id, i.kind
               FROM fund f
               JOIN account g ON g.name = 'grant:' || f.code
               JOIN account p ON p.name = 'pool:' || f.code
               JOIN account i ON i.name = 'income:' || f.code
              WHERE f.fund_id = ?",
            [id.get()],
            |row| {
                Ok(FundAccounts {
                    fund: Fund {
                        id,
                        code: parsed(row, 0)?,
                        cohort: perhaps(row, 1)?,
                        from_on: perhaps(row, 2)?,
                        until_on: perhaps(row, 3)?,
                        categories,
                    },
                    grant: account(row, 4, 5)?,
                    pool: Pot { account: account(row, 6, 7)?, balance: Pence::new(row.get(8)?) },
                    income: account(row, 9, 10)?,
                })
            },
        )?;
        found.ok_or_else(|| StoreError::Damaged(format!("fund {id} has no accounts")))
    }

    /// Reads a child's budget with its pots.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn budget(&self, child: &Child) -> Result<Option<Budget>> {
        let days = self.one(
            "SELECT opened_on, closed_on FROM budget WHERE child_id = ?",
            [child.id.get()],
            |row| Ok((parsed::<Day>(row, 0)?, perhaps::<Day>(row, 1)?)),
        )?;
        let Some((opened_on, closed_on)) = days else {
            return Ok(None);
        };
        let pots = self.pots(child.id)?;
        Ok(Some(Budget { child: child.clone(), opened_on, closed_on, pots }))
    }

    /// Reads a child's pots, by fund.
    fn pots(&self, child: ChildId) -> Result<Vec<Pots>> {
        let rows = self.all(
            "SELECT fund_id, account_id, kind, balance_pence FROM account
              WHERE child_id = ? ORDER BY fund_id",
            [child.get()],
            |row| {
                let pot = Pot { account: account(row, 1, 2)?, balance: Pence::new(row.get(3)?) };
                Ok((FundId::new(row.get(0)?), pot))
            },
        )?;
        rows.chunks(3)
            .map(|of_fund| {
                let (fund, _) = of_fund[0];
                let FundAccounts { fund, pool, .. } = self.fund_accounts(fund)?;
                let of_kind = |kind| {
                    let found = of_fund.iter().find(|(id, pot)| *id == fund.id && pot.account.kind == kind);
                    found.map(|(_, pot)| *pot).ok_or_else(|| {
                        StoreError::Damaged(format!("child {child} lacks a pot of fund {}", fund.code))
                    })
                };
                let available = of_kind(AccountKind::Available)?;
                let committed = of_kind(AccountKind::Committed)?;
                let spent = of_kind(AccountKind::Spent)?;
                Ok(Pots { fund, pool, available, committed, spent })
            })
            .collect()
    }

    /// Reads a commission, with its child and the code of its category.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn commission(&self, id: EntryId) -> Result<Option<(Commission, Child, Code)>> {
        let found = self.one(
            "SELECT k.category_id, c.code, cost.account_id, cost.kind, owed.account_id, owed.kind, k.placed_on,
                    k.closed_by, k.invoiced_pence, k.paid_pence, ch.child_ref
               FROM commission k
               JOIN category c ON c.category_id = k.category_id
               JOIN provider p ON p.provider_id = k.provider_id
               JOIN account cost ON cost.name = 'cost:' || c.code
               JOIN account owed ON owed.name = 'creditor:' || p.code
               JOIN child ch ON ch.child_id = k.child_id
              WHERE k.commission_id = ?",
            [id.get()],
            |row| {
                let child_ref: Code = parsed(row, 10)?;
                let commission = Commission {
                    id,
                    child: ChildId::new(0),
                    category: CategoryId::new(row.get(0)?),
                    cost: account(row, 2, 3)?,
                    creditor: account(row, 4, 5)?,
                    placed_on: parsed(row, 6)?,
                    closed_by: row.get::<_, Option<i64>>(7)?.map(EntryId::new),
                    invoiced: Pence::new(row.get(8)?),
                    paid: Pence::new(row.get(9)?),
                    shares: Vec::new(),
                };
                Ok((commission, child_ref, parsed::<Code>(row, 1)?))
            },
        )?;
        let Some((mut commission, child_ref, category)) = found else {
            return Ok(None);
        };
        let child = self
            .child(&child_ref)?
            .ok_or_else(|| StoreError::Damaged(format!("commission {id} has no child")))?;
        commission.child = child.id;
        commission.shares = self.shares(child.id, id)?;
        Ok(Some((commission, child, category)))
    }

    /// Adds up a commission's pots by fund, from its own few transfers.
    fn shares(&self, child: ChildId, commission: EntryId) -> Result<Vec<Share>> {
        self.all(
            "SELECT a.fund_id,
                    sum(iif(a.kind = 'committed', iif(a.account_id = t.debit_account_id, t.amount_pence, -t.amount_pence), 0)),
                    sum(iif(a.kind = 'spent', iif(a.account_id = t.debit_account_id, t.amount_pence, -t.amount_pence), 0))
               FROM entry e
               JOIN transfer t ON t.entry_id = e.entry_id
               JOIN account a ON a.account_id IN (t.debit_account_id, t.credit_account_id)
              WHERE e.child_id = ? AND e.commission_id = ? AND a.kind IN ('committed', 'spent')
              GROUP BY a.fund_id",
            params![child.get(), commission.get()],
            |row| {
                Ok(Share {
                    fund: FundId::new(row.get(0)?),
                    committed: Pence::new(row.get(1)?),
                    spent: Pence::new(row.get(2)?),
                })
            },
        )
    }

    /// Finds the entry on a commission that has this invoice number and stands.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn invoice_numbered(&self, commission: &Commission, number: &Text) -> Result<Option<EntryId>> {
        self.one(
            "SELECT e.entry_id FROM entry e
              WHERE e.child_id = ? AND e.commission_id = ? AND e.kind = 'invoice.record' AND e.reference = ?
                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)",
            params![commission.child.get(), commission.id.get(), number.as_str()],
            |row| Ok(EntryId::new(row.get(0)?)),
        )
    }

    /// Reads an entry with the state of every account it touched.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn entry(&self, id: EntryId) -> Result<Option<Recorded>> {
        let head = self.one(
            "SELECT e.kind, e.effective_on, e.child_id, e.commission_id, r.entry_id
               FROM entry e LEFT JOIN entry r ON r.reverses_id = e.entry_id WHERE e.entry_id = ?",
            [id.get()],
            |row| {
                let word: String = row.get(0)?;
                let kind = EntryKind::from_word(&word)
                    .ok_or_else(|| StoreError::Damaged(format!("`{word}` is no kind of entry")))?;
                Ok(Recorded {
                    id,
                    kind,
                    effective_on: parsed(row, 1)?,
                    child: row.get::<_, Option<i64>>(2)?.map(ChildId::new),
                    commission: row.get::<_, Option<i64>>(3)?.map(EntryId::new),
                    reversed_by: row.get::<_, Option<i64>>(4)?.map(EntryId::new),
                    transfers: Vec::new(),
                    accounts: Vec::new(),
                })
            },
        )?;
        let Some(mut recorded) = head else {
            return Ok(None);
        };
        recorded.transfers = self.all(
            "SELECT d.account_id, d.kind, c.account_id, c.kind, t.amount_pence
               FROM transfer t
               JOIN account d ON d.account_id = t.debit_account_id
               JOIN account c ON c.account_id = t.credit_account_id
              WHERE t.entry_id = ? ORDER BY t.line",
            [id.get()],
            |row| {
                let amount = Amount::new(row.get(4)?).ok_or_else(|| damaged(4))?;
                Ok(Transfer::new(account(row, 0, 1)?, account(row, 2, 3)?, amount))
            },
        )?;
        recorded.accounts = self.all(
            "SELECT account_id, kind, name, fund_id, balance_pence FROM account
              WHERE account_id IN (SELECT debit_account_id FROM transfer WHERE entry_id = ?1
                                   UNION SELECT credit_account_id FROM transfer WHERE entry_id = ?1)",
            [id.get()],
            |row| {
                Ok(Touched {
                    account: account(row, 0, 1)?,
                    name: row.get(2)?,
                    fund: row.get::<_, Option<i64>>(3)?.map(FundId::new),
                    balance: Pence::new(row.get(4)?),
                })
            },
        )?;
        Ok(Some(recorded))
    }

    /// Reads what was asked in the request that an entry answers, as JSON.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn asked(&self, id: EntryId) -> Result<Option<String>> {
        self.one("SELECT payload ->> '$.asked' FROM event WHERE seq = ?", [id.get()], |row| Ok(row.get(0)?))
            .map(Option::flatten)
    }

    /// Finds an earlier request with this key.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn known_key(&self, key: &str) -> Result<Option<KnownKey>> {
        self.one(
            "SELECT seq, kind, coalesce(payload -> '$.asked', 'null') FROM event WHERE request_key = ?",
            [key],
            |row| Ok(KnownKey { seq: row.get(0)?, kind: row.get(1)?, asked: row.get(2)? }),
        )
    }

    /// Reads who leads a child's case now, and since when.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn lead(&self, child: ChildId) -> Result<Option<(Code, Day)>> {
        self.one(
            "SELECT p.code, l.from_on FROM lead l JOIN practitioner p ON p.practitioner_id = l.practitioner_id
              WHERE l.child_id = ? ORDER BY l.from_on DESC LIMIT 1",
            [child.get()],
            |row| Ok((parsed(row, 0)?, parsed(row, 1)?)),
        )
    }

    /// Counts the children a person leads now.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn children_led_by(&self, practitioner: PractitionerId) -> Result<i64> {
        let count = self.one(
            "SELECT count(*) FROM (SELECT DISTINCT child_id FROM lead WHERE practitioner_id = ?1) mine
              WHERE ?1 = (SELECT practitioner_id FROM lead l WHERE l.child_id = mine.child_id
                           ORDER BY from_on DESC LIMIT 1)",
            [practitioner.get()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(count.unwrap_or(0))
    }

    /// Finds a measure by code: its number, bounds in thousandths.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn measure(&self, code: &Code) -> Result<Option<(MeasureId, i64, i64)>> {
        self.one(
            "SELECT measure_id, lowest_thousandths, highest_thousandths FROM measure WHERE code = ?",
            [code.as_str()],
            |row| Ok((MeasureId::new(row.get(0)?), row.get(1)?, row.get(2)?)),
        )
    }

    /// Finds a recorded outcome's value in thousandths, with its event.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn outcome(
        &self,
        child: ChildId,
        measure: MeasureId,
        item: &str,
        informant: &str,
        on: Day,
    ) -> Result<Option<(i64, i64)>> {
        self.one(
            "SELECT value_thousandths, event FROM outcome
              WHERE child_id = ? AND measure_id = ? AND item = ? AND informant = ? AND observed_on = ?",
            params![child.get(), measure.get(), item, informant, on.to_string()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// Counts identical time rows: same child, person, day, activity and minutes.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn times_recorded(
        &self,
        child: ChildId,
        practitioner: PractitionerId,
        on: Day,
        activity: &str,
        minutes: i64,
    ) -> Result<i64> {
        let count = self.one(
            "SELECT count(*) FROM time_spent WHERE child_id = ? AND practitioner_id = ? AND worked_on = ?
                AND activity = ? AND minutes = ?",
            params![child.get(), practitioner.get(), on.to_string(), activity, minutes],
            |row| Ok(row.get(0)?),
        )?;
        Ok(count.unwrap_or(0))
    }

    /// Finds an entry that a person recorded with an effective day in these bounds.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn recorded_by_between(&self, actor: PractitionerId, from: Day, to: Day) -> Result<Option<EntryId>> {
        self.one(
            "SELECT e.entry_id FROM entry e JOIN event v ON v.seq = e.entry_id
              WHERE e.effective_on BETWEEN ? AND ? AND v.actor_id = ? LIMIT 1",
            params![from.to_string(), to.to_string(), actor.get()],
            |row| Ok(EntryId::new(row.get(0)?)),
        )
    }

    /// Finds the earliest open month with entries before a day.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn months_with_entries(&self) -> Result<Vec<crate::domain::Month>> {
        self.all("SELECT month FROM month_total ORDER BY month", [], |row| parsed(row, 0))
    }

    /// Counts the entries recorded so far: the size of the ledger, for choosing a way to load.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn events(&self) -> Result<i64> {
        Ok(self
            .conn
            .query_row("SELECT coalesce(max(seq), 0) FROM event", [], |row| row.get(0))
            .optional()?
            .unwrap_or(0))
    }

    /// Finds a child by number.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn child_numbered(&self, id: ChildId) -> Result<Option<Child>> {
        let child_ref =
            self.one("SELECT child_ref FROM child WHERE child_id = ?", [id.get()], |row| parsed(row, 0))?;
        child_ref.map_or(Ok(None), |child_ref| self.child(&child_ref))
    }

    /// Finds who recorded an entry.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn recorded_by(&self, id: EntryId) -> Result<Option<PractitionerId>> {
        self.one("SELECT actor_id FROM event WHERE seq = ?", [id.get()], |row| {
            Ok(PractitionerId::new(row.get(0)?))
        })
    }

    /// Reads an entry's document number and remark.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn entry_words(&self, id: EntryId) -> Result<(Option<Text>, Option<Text>)> {
        let found = self.one("SELECT reference, note FROM entry WHERE entry_id = ?", [id.get()], |row| {
            Ok((perhaps(row, 0)?, perhaps(row, 1)?))
        })?;
        Ok(found.unwrap_or((None, None)))
    }

    /// Reads what was bought or ordered, as codes.
    ///
    /// # Errors
    /// A failure of the file; a commission that is not there.
    pub fn terms(&self, id: EntryId) -> Result<Terms> {
        let found = self.one(
            "SELECT ch.child_ref, w.code, p.code, c.code, k.description, k.estimate_pence, k.units_thousandths,
                    k.unit_price_pence, k.every, k.needed_on, k.options_considered, k.chosen_by, k.instead_of
               FROM commission k
               JOIN child ch ON ch.child_id = k.child_id
               JOIN practitioner w ON w.practitioner_id = k.practitioner_id
               JOIN provider p ON p.provider_id = k.provider_id
               JOIN category c ON c.category_id = k.category_id
              WHERE k.commission_id = ?",
            [id.get()],
            |row| {
                Ok(Terms {
                    child: parsed(row, 0)?,
                    practitioner: parsed(row, 1)?,
                    provider: parsed(row, 2)?,
                    category: parsed(row, 3)?,
                    description: perhaps(row, 4)?,
                    amount: Amount::new(row.get(5)?).ok_or_else(|| damaged(5))?,
                    units: row.get::<_, Option<i64>>(6)?.and_then(Units::from_thousandths),
                    unit_price: row.get::<_, Option<i64>>(7)?.and_then(Amount::new),
                    every: perhaps(row, 8)?,
                    needed_on: perhaps(row, 9)?,
                    options_considered: row.get(10)?,
                    chosen_by: perhaps(row, 11)?,
                    instead_of: perhaps(row, 12)?,
                })
            },
        )?;
        found.ok_or_else(|| StoreError::Damaged(format!("commission {id} is missing")))
    }
}
