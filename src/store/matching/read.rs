//! What is waiting: lines in no entry and entries on no statement, from the newest closed month on.

use std::collections::HashMap;

use rusqlite::{Row, params};

use super::super::lookup::{damaged, parsed};
use super::super::statements::{LINE, bank_item};
use super::super::value::sql_list;
use super::super::{Reader, Result, StoreError};
use domain::matching::{BankItem, BookItem};
use domain::month_end::SignedBalance;
use domain::{AccountId, Day, EntryId, EntryKind, LineId, Month, Pence, ProviderId, Text};

/// The newest closed month before a day, and its lists of what it carried forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CarriedFrom {
    /// The event that closed it.
    pub event: EntryId,
    pub month: Month,
}

/// The kinds of entries that can move one of the pilot's own accounts, as SQL lists them.
fn moves_own() -> String {
    sql_list(EntryKind::ALL.into_iter().filter(|kind| kind.moves_own()).map(EntryKind::as_str))
}

/// What tells that a line is in no matching.
const FREE: &str =
    "NOT EXISTS (SELECT 1 FROM matching_line p WHERE p.line_id = l.line_id AND p.undone_by IS NULL)";

/// The lines of an account that are in no matching, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenLines {
    pub lines: u64,
    pub money_in: Pence,
    pub money_out: Pence,
    /// The days that the first and the last of them count from.
    pub days: (Day, Day),
}

impl Reader<'_> {
    /// Finds the newest closed month that ends by a day and left its lists.
    pub(crate) fn carried_from(&self, until: Day) -> Result<Option<CarriedFrom>> {
        let found = self.query_one(
            "SELECT m.event, m.month FROM month_end c JOIN month_mark m ON m.event = c.event
              WHERE m.event = (SELECT max(event) FROM month_mark WHERE month = m.month)
                AND date(m.month || '-01', '+1 month', '-1 day') <= ?
              ORDER BY m.month DESC LIMIT 1",
            [until.to_string()],
            |row| Ok(CarriedFrom { event: EntryId::new(row.get(0)?), month: parsed(row, 1)? }),
        )?;
        Ok(found)
    }

    /// Reads what a closed month signed of each account.
    pub(crate) fn signed_balances(&self, base: CarriedFrom) -> Result<HashMap<AccountId, SignedBalance>> {
        let signed = self.query_all(
            "SELECT account_id, ledger_pence, statement_pence FROM month_account WHERE event = ?",
            [base.event.get()],
            |row| {
                let statement = row.get::<_, Option<i64>>(2)?.map(Pence::new);
                let balance = SignedBalance { ledger: Pence::new(row.get(1)?), statement };
                Ok((AccountId::new(row.get(0)?), balance))
            },
        )?;
        Ok(signed.into_iter().collect())
    }

    /// Reads the lines of accounts that count by a day and are in no matching, in order of day.
    pub fn open_lines(&self, accounts: &[AccountId], until: Day) -> Result<Vec<BankItem>> {
        let mut lines = Vec::new();
        self.each_open_line(accounts, until, |line| lines.push(line))?;
        lines.sort_by_key(|line| (line.posted_on, line.id));
        Ok(lines)
    }

    /// Reads those lines one by one, in no order.
    pub fn each_open_line(
        &self,
        accounts: &[AccountId],
        until: Day,
        mut found: impl FnMut(BankItem),
    ) -> Result<()> {
        let base = self.carried_from(until)?;
        if let Some(base) = base {
            let sql = format!(
                "SELECT {LINE} FROM carried_line c JOIN statement_line l USING (line_id) WHERE c.event = ? AND {FREE}"
            );
            self.each(&sql, [base.event.get()], |row| {
                let line = bank_item(row)?;
                if accounts.contains(&line.account) {
                    found(line);
                }
                Ok(())
            })?;
        }
        let sql = format!(
            "SELECT {LINE} FROM statement_line l
              WHERE l.account_id = ? AND l.counted_on > ? AND l.counted_on <= ? AND {FREE}"
        );
        for account in accounts {
            let of_account = params![account.get(), since(base), until.to_string()];
            self.each(&sql, of_account, |row| {
                found(bank_item(row)?);
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Counts those lines of one account, without reading them; `None` where there are none.
    pub fn count_open_lines(&self, account: AccountId, until: Day) -> Result<Option<OpenLines>> {
        let base = self.carried_from(until)?;
        let sql = format!(
            "SELECT count(*), sum(max(pence, 0)), sum(max(-pence, 0)), min(day), max(day) FROM (
                SELECT l.amount_pence AS pence, l.counted_on AS day FROM statement_line l
                 WHERE l.account_id = ?1 AND l.counted_on > ?2 AND l.counted_on <= ?3 AND {FREE}
                 UNION ALL
                SELECT l.amount_pence, l.counted_on FROM carried_line c CROSS JOIN statement_line l USING (line_id)
                 WHERE c.event = ?4 AND l.account_id = ?1 AND {FREE})
             HAVING count(*) > 0"
        );
        let event = base.map(|base| base.event.get());
        self.query_one(&sql, params![account.get(), since(base), until.to_string(), event], |row| {
            let (money_in, money_out) = (Pence::new(row.get(1)?), Pence::new(row.get(2)?));
            let days = (parsed(row, 3)?, parsed(row, 4)?);
            let lines = u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default();
            Ok(OpenLines { lines, money_in, money_out, days })
        })
    }

    /// Reads what entries do to accounts by a day and is in no matching, in order of day.
    pub fn open_items(&self, accounts: &[AccountId], until: Day) -> Result<Vec<BookItem>> {
        let mut items = Vec::new();
        self.each_open_item(accounts, until, |item| items.push(item))?;
        items.sort_by_key(|item| (item.effective_on, item.entry, item.account));
        Ok(items)
    }

    /// Reads those items one by one, in no order.
    pub fn each_open_item(
        &self,
        accounts: &[AccountId],
        until: Day,
        mut found: impl FnMut(BookItem),
    ) -> Result<()> {
        let base = self.carried_from(until)?;
        let signed = base.map(|base| self.signed_balances(base)).transpose()?.unwrap_or_default();
        let goes_on = |account: &AccountId| signed.get(account).is_some_and(SignedBalance::goes_on);
        let (signed, others): (Vec<AccountId>, Vec<AccountId>) = accounts.iter().partition(|id| goes_on(id));
        let moves_own = moves_own();
        let mut open = |mut item: BookItem| {
            if self.matching_of_item(item.entry, item.account)?.is_none() {
                self.learn_documents(&mut item)?;
                found(item);
            }
            Ok(())
        };
        if let Some(base) = base.filter(|_| !signed.is_empty()) {
            let carried = "(SELECT DISTINCT entry_id FROM carried_item WHERE event = ?) c JOIN entry e USING (entry_id)";
            self.each_item(carried, "true", [base.event.get()], &signed, &mut open)?;
            let later = format!("e.effective_on > ? AND e.effective_on <= ? AND e.kind IN ({moves_own})");
            let days = [since(Some(base)), until.to_string()];
            self.each_item("entry e", &later, days, &signed, &mut open)?;
        }
        if !others.is_empty() {
            // From the beginning in the order of writing, not through the index of days.
            let all = format!("+e.effective_on <= ? AND e.kind IN ({moves_own})");
            self.each_item("entry e", &all, [until.to_string()], &others, &mut open)?;
        }
        Ok(())
    }

    /// Reads one line, matched or not.
    pub fn line(&self, id: LineId) -> Result<Option<BankItem>> {
        self.query_one(&format!("SELECT {LINE} FROM statement_line WHERE line_id = ?"), [id.get()], bank_item)
    }

    /// Finds lines that are matched and may be the same money as a line, taken twice.
    pub fn matched_doubles(&self, id: LineId) -> Result<Vec<LineId>> {
        let Some(line) = self.line(id)? else { return Ok(Vec::new()) };
        let (from, until) = line.days_of_double();
        let sql = format!(
            "SELECT {LINE} FROM statement_line l
              WHERE account_id = ? AND amount_pence = ? AND counted_on BETWEEN ? AND ?
                AND EXISTS (SELECT 1 FROM matching_line p WHERE p.line_id = l.line_id AND p.undone_by IS NULL)
              ORDER BY line_id"
        );
        let near = params![line.account.get(), line.amount.get(), from.to_string(), until.to_string()];
        let near = self.query_all(&sql, near, bank_item)?;
        Ok(near.iter().filter(|other| line.may_be_double(other)).map(|other| other.id).collect())
    }

    /// Reads what one entry does to the pilot's own accounts, an item for each.
    pub fn items_of(&self, entry: EntryId) -> Result<Vec<BookItem>> {
        let accounts: Vec<AccountId> = self.statement_accounts()?.into_iter().map(|(id, _)| id).collect();
        let mut items = Vec::new();
        self.each_item("entry e", "e.entry_id = ?", [entry.get()], &accounts, |mut item| {
            self.learn_documents(&mut item)?;
            items.push(item);
            Ok(())
        })?;
        Ok(items)
    }

    /// Adds up what some entries do to accounts, entry by entry: an entry's transfers come together.
    fn each_item(
        &self,
        entries: &str,
        which: &str,
        params: impl rusqlite::Params,
        accounts: &[AccountId],
        mut found: impl FnMut(BookItem) -> Result<()>,
    ) -> Result<()> {
        let sql = format!(
            "SELECT e.entry_id, e.effective_on, e.kind, e.commission_id, e.reverses_id, k.provider_id,
                    t.debit_account_id, t.credit_account_id, t.amount_pence
               FROM {entries}
         CROSS JOIN transfer t ON t.entry_id = e.entry_id
               LEFT JOIN commission k ON k.commission_id = e.commission_id
              WHERE {which}"
        );
        let held = "SELECT account_id FROM account WHERE kind = 'held'";
        let held: Vec<AccountId> = self.query_all(held, [], |row| Ok(AccountId::new(row.get(0)?)))?;
        let mut of_entry: Vec<BookItem> = Vec::new();
        let mut give = |of_entry: &mut Vec<BookItem>| {
            of_entry.drain(..).filter(|item| item.amount != Pence::ZERO).try_for_each(|mut item| {
                // What is spent of money somebody holds: a line of their card names the shop, not the payee.
                item.provider = item.provider.filter(|_| !held.contains(&item.account));
                found(item)
            })
        };
        self.each(&sql, params, |row| {
            let entry = EntryId::new(row.get(0)?);
            if of_entry.first().is_some_and(|item| item.entry != entry) {
                give(&mut of_entry)?;
            }
            let amount: i64 = row.get(8)?;
            for (column, amount) in [(6, amount), (7, -amount)] {
                let account = AccountId::new(row.get(column)?);
                if accounts.contains(&account) {
                    move_by(&mut of_entry, row, (entry, account), Pence::new(amount))?;
                }
            }
            Ok(())
        })?;
        give(&mut of_entry)
    }

    /// Reads the numbers of an item's documents, and the payment it is a part of.
    fn learn_documents(&self, item: &mut BookItem) -> Result<()> {
        item.references = self.document_numbers(item)?;
        if matches!(item.kind, EntryKind::PaymentRecord | EntryKind::Buy) {
            item.part_of = self.document_of(item.entry)?;
        }
        Ok(())
    }

    /// Reads the document numbers of an entry, or of all entries of its commission.
    fn document_numbers(&self, item: &BookItem) -> Result<Vec<Text>> {
        match item.commission {
            None => self.query_all(
                "SELECT reference FROM entry WHERE entry_id = ? AND reference IS NOT NULL",
                [item.entry.get()],
                |row| parsed(row, 0),
            ),
            Some(commission) => self.query_all(
                "SELECT DISTINCT e.reference FROM commission k
                   JOIN entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id
                  WHERE k.commission_id = ? AND e.reference IS NOT NULL",
                [commission.get()],
                |row| parsed(row, 0),
            ),
        }
    }
}

/// Adds what a transfer does to an account to the item of its entry.
fn move_by(
    of_entry: &mut Vec<BookItem>,
    row: &Row<'_>,
    (entry, account): (EntryId, AccountId),
    amount: Pence,
) -> Result<()> {
    if let Some(item) = of_entry.iter_mut().find(|item| item.account == account) {
        item.amount += amount;
        return Ok(());
    }
    let word = row.get_ref(2)?.as_str().map_err(|_| damaged(2))?;
    let kind = EntryKind::from_name(word)
        .ok_or_else(|| StoreError::Damaged(format!("`{word}` is no kind of entry")))?;
    of_entry.push(BookItem {
        entry,
        account,
        effective_on: parsed(row, 1)?,
        amount,
        kind,
        provider: row.get::<_, Option<i64>>(5)?.map(ProviderId::new),
        commission: row.get::<_, Option<i64>>(3)?.map(EntryId::new),
        reverses: row.get::<_, Option<i64>>(4)?.map(EntryId::new),
        references: Vec::new(),
        part_of: None,
    });
    Ok(())
}

/// The last day of the month that lists were carried from; what counts later is read.
fn since(base: Option<CarriedFrom>) -> String {
    base.map_or_else(String::new, |base| base.month.last().to_string())
}
