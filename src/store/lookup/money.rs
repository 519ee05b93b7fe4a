//! Where the money is: the pilot's own accounts, funds, and a child's pots.

use rusqlite::params;

use super::{account, optional, parsed};
use crate::{Reader, Result, StoreError};
use domain::plan::{FundAccounts, Purse};
use domain::{
    Account, AccountKind, AccountName, Budget, CategoryId, Child, ChildId, Code, Day, DrawFirst, EntryId,
    Fund, FundId, Pence, Pot, Pots, PractitionerId,
};

/// The account of bank charges and interest: one for the pilot.
pub(crate) const CHARGES: &str = "charge:bank";

impl Reader<'_> {
    /// Finds one of the pilot's own accounts.
    pub fn own_account(&self, name: &AccountName) -> Result<Option<Account>> {
        self.named_account(&name.to_string())
    }

    /// Reads an account that money is paid from as it stands, with its limit on a day.
    pub fn purse(&self, account: Account, on: Day) -> Result<Purse> {
        let found = self.query_one(
            "SELECT name, balance_pence,
                    (SELECT limit_pence FROM policy_account q
                      WHERE q.account_id = a.account_id
                        AND q.policy_id = (SELECT policy_id FROM policy WHERE from_on <= ?2 ORDER BY policy_id DESC LIMIT 1))
               FROM account a WHERE account_id = ?1",
            params![account.id.get(), on.to_string()],
            |row| {
                let limit = row.get::<_, Option<i64>>(2)?.map(Pence::new);
                Ok(Purse { account, name: parsed(row, 0)?, left: Pence::new(row.get(1)?), limit })
            },
        )?;
        found.ok_or_else(|| StoreError::Damaged(format!("it has no account {}", account.id)))
    }

    /// Finds the first day, from a day on, on which an account held least, where entries came after that day.
    pub fn lowest_since(&self, account: Account, on: Day) -> Result<Option<(Day, Pence)>> {
        self.query_one(
            "WITH later AS (
                 SELECT e.effective_on AS day,
                        sum(t.amount_pence * ((t.debit_account_id = ?1) - (t.credit_account_id = ?1))) AS pence
                   FROM entry e
                  CROSS JOIN transfer t ON t.entry_id = e.entry_id
                  WHERE e.effective_on > ?2 AND (t.debit_account_id = ?1 OR t.credit_account_id = ?1)
                  GROUP BY e.effective_on),
                  held AS (
                 SELECT ?2 AS day, a.balance_pence - (SELECT sum(pence) FROM later) AS pence FROM account a WHERE account_id = ?1
                  UNION ALL
                 SELECT l.day, a.balance_pence - (SELECT total(n.pence) FROM later n WHERE n.day > l.day)
                   FROM later l JOIN account a ON a.account_id = ?1)
             SELECT day, CAST(pence AS INTEGER) FROM held WHERE pence IS NOT NULL ORDER BY pence, day LIMIT 1",
            params![account.id.get(), on.to_string()],
            |row| Ok((parsed(row, 0)?, Pence::new(row.get(1)?))),
        )
    }

    /// Reads the banks to which some version of the policy gives a limit, as they stand.
    pub fn banks_with_limits(&self) -> Result<Vec<Purse>> {
        self.query_all(
            "SELECT account_id, kind, name, balance_pence FROM account a
              WHERE EXISTS (SELECT 1 FROM policy_account q WHERE q.account_id = a.account_id AND q.limit_pence IS NOT NULL)",
            [],
            |row| {
                let account = account(row, 0, 1)?;
                Ok(Purse { account, name: parsed(row, 2)?, left: Pence::new(row.get(3)?), limit: None })
            },
        )
    }

    /// Returns the account VAT to be recovered is booked to.
    pub fn vat_account(&self) -> Result<Account> {
        let found = self.named_account("vat")?;
        found.ok_or_else(|| StoreError::Damaged("it has no VAT account".into()))
    }

    /// Finds the account that bank charges and interest are booked to; it opens with the first.
    pub fn charge_account(&self) -> Result<Option<Account>> {
        self.named_account(CHARGES)
    }

    /// Finds the account of what was spent of a fund on the pilot itself; it opens with the first.
    pub fn spent_on_the_pilot(&self, fund: &Code) -> Result<Option<Account>> {
        self.named_account(&format!("spent:{fund}"))
    }

    fn named_account(&self, name: &str) -> Result<Option<Account>> {
        self.query_one("SELECT account_id, kind FROM account WHERE name = ?", [name], |row| {
            account(row, 0, 1)
        })
    }

    /// Finds the card a person holds; the newest, if several.
    pub fn card_of(&self, holder: PractitionerId) -> Result<Option<Account>> {
        self.query_one(
            "SELECT account_id, kind FROM account WHERE holder_id = ? AND kind = 'card'
              ORDER BY account_id DESC LIMIT 1",
            [holder.get()],
            |row| account(row, 0, 1),
        )
    }

    pub fn fund(&self, code: &Code) -> Result<Option<FundAccounts>> {
        let id = self.query_one("SELECT fund_id FROM fund WHERE code = ?", [code.as_str()], |row| {
            Ok(FundId::new(row.get(0)?))
        })?;
        id.map(|id| self.fund_accounts(id)).transpose()
    }

    /// Returns every fund, in order of code.
    pub fn funds(&self) -> Result<Vec<FundAccounts>> {
        self.query_all("SELECT fund_id FROM fund ORDER BY code", [], |row| {
            self.fund_accounts(FundId::new(row.get(0)?))
        })
    }

    fn fund_accounts(&self, id: FundId) -> Result<FundAccounts> {
        let categories =
            self.query_all("SELECT category_id FROM fund_category WHERE fund_id = ?", [id.get()], |row| {
                Ok(CategoryId::new(row.get(0)?))
            })?;
        let found = self.query_one(
            "SELECT f.code, f.cohort, f.from_on, f.until_on, g.account_id, g.kind, p.account_id, p.kind,
                    p.balance_pence, i.account_id, i.kind, n.account_id, n.kind
               FROM fund f
               JOIN account g ON g.name = 'grant:' || f.code
               JOIN account p ON p.name = 'pool:' || f.code
               JOIN account i ON i.name = 'income:' || f.code
               LEFT JOIN account n ON f.nature = 'notional' AND n.name = 'notional:' || f.code
              WHERE f.fund_id = ?",
            [id.get()],
            |row| {
                Ok(FundAccounts {
                    fund: Fund {
                        id,
                        code: parsed(row, 0)?,
                        cohort: optional(row, 1)?,
                        from_on: optional(row, 2)?,
                        until_on: optional(row, 3)?,
                        categories,
                        in_kind: match row.get::<_, Option<i64>>(11)? {
                            Some(_) => Some(account(row, 11, 12)?),
                            None => None,
                        },
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
    pub fn budget(&self, child: &Child) -> Result<Option<Budget>> {
        let days = self.query_one(
            "SELECT opened_on, closed_on FROM budget WHERE child_id = ?",
            [child.id.get()],
            |row| Ok((parsed::<Day>(row, 0)?, optional::<Day>(row, 1)?)),
        )?;
        let Some((opened_on, closed_on)) = days else {
            return Ok(None);
        };
        let pots = self.pots(child.id)?;
        let draw_first = DrawFirst::default();
        let mut budget = Budget { child: child.clone(), opened_on, closed_on, pots, draw_first };
        if budget.of_several_funds() {
            budget.draw_first = self.draw_first()?;
            self.learn_receipts(&mut budget)?;
        }
        Ok(Some(budget))
    }

    /// Finds the event that closed a budget which is closed.
    pub fn budget_closed_by(&self, child: ChildId) -> Result<Option<EntryId>> {
        let sql = "SELECT event FROM budget WHERE child_id = ? AND closed_on IS NOT NULL";
        self.query_one(sql, [child.get()], |row| Ok(EntryId::new(row.get(0)?)))
    }

    /// Reads when the money of each fund of a budget first came.
    pub fn learn_receipts(&self, budget: &mut Budget) -> Result<()> {
        for pots in &mut budget.pots {
            pots.received = self.query_one(
                "SELECT e.effective_on, e.entry_id
                   FROM entry e
                  CROSS JOIN transfer t ON t.entry_id = e.entry_id
                  WHERE e.kind = 'fund.receive' AND t.debit_account_id = ?
                    AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
                  ORDER BY e.effective_on, e.entry_id LIMIT 1",
                [pots.pool.account.id.get()],
                |row| Ok((parsed(row, 0)?, EntryId::new(row.get(1)?))),
            )?;
        }
        Ok(())
    }

    /// Reads a child's pots, by fund.
    fn pots(&self, child: ChildId) -> Result<Vec<Pots>> {
        let rows = self.query_all(
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
                Ok(Pots { fund, received: None, pool, available, committed, spent })
            })
            .collect()
    }
}
