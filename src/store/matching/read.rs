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
pub struct CarriedFrom {
    /// The event that closed it.
    pub event: EntryId,
    pub month: Month,
}

/// The kinds of entries that can move one of the pilot's own accounts, as SQL lists them.
fn moves_own() -> String {
    sql_list(EntryKind::ALL.into_iter().filter(|kind| kind.moves_own()).map(EntryKind::as_str))
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
        let base = self.carried_from(until)?;
        let free =
            "NOT EXISTS (SELECT 1 FROM matching_line p WHERE p.line_id = l.line_id AND p.undone_by IS NULL)";
        let mut lines = Vec::new();
        if let Some(base) = base {
            let sql = format!(
                "SELECT {LINE} FROM carried_line c JOIN statement_line l USING (line_id) WHERE c.event = ? AND {free}"
            );
            lines = self.query_all(&sql, [base.event.get()], bank_item)?;
            lines.retain(|line| accounts.contains(&line.account));
        }
        let sql = format!(
            "SELECT {LINE} FROM statement_line l
              WHERE l.account_id = ? AND l.counted_on > ? AND l.counted_on <= ? AND {free}"
        );
        for account in accounts {
            let of_account = params![account.get(), since(base), until.to_string()];
            lines.append(&mut self.query_all(&sql, of_account, bank_item)?);
        }
        lines.sort_by_key(|line| (line.posted_on, line.id));
        Ok(lines)
    }

    /// Reads what entries do to accounts by a day and is in no matching, in order of day.
    pub fn open_items(&self, accounts: &[AccountId], until: Day) -> Result<Vec<BookItem>> {
        let base = self.carried_from(until)?;
        let signed = base.map(|base| self.signed_balances(base)).transpose()?.unwrap_or_default();
        let goes_on = |account: &AccountId| signed.get(account).is_some_and(SignedBalance::goes_on);
        let (signed, others): (Vec<AccountId>, Vec<AccountId>) = accounts.iter().partition(|id| goes_on(id));
        let moves_own = moves_own();
        let mut found = Collected { accounts: &signed, items: Vec::new() };
        if let Some(base) = base.filter(|_| !signed.is_empty()) {
            let carried = "(SELECT DISTINCT entry_id FROM carried_item WHERE event = ?) c JOIN entry e USING (entry_id)";
            self.each_transfer(carried, "true", [base.event.get()], &mut found)?;
            let later = format!("e.effective_on > ? AND e.effective_on <= ? AND e.kind IN ({moves_own})");
            self.each_transfer("entry e", &later, [since(Some(base)), until.to_string()], &mut found)?;
        }
        let mut items = found.items;
        if !others.is_empty() {
            // From the beginning in the order of writing, not through the index of days.
            let all = format!("+e.effective_on <= ? AND e.kind IN ({moves_own})");
            let mut found = Collected { accounts: &others, items: Vec::new() };
            self.each_transfer("entry e", &all, [until.to_string()], &mut found)?;
            items.append(&mut found.items);
        }
        items.retain(|item| item.amount != Pence::ZERO);
        self.forget_payees(&mut items)?;
        let mut open = Vec::with_capacity(items.len());
        for mut item in items {
            if self.matching_of_item(item.entry, item.account)?.is_none() {
                self.learn_documents(&mut item)?;
                open.push(item);
            }
        }
        open.sort_by_key(|item| (item.effective_on, item.entry, item.account));
        Ok(open)
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
        let mut found = Collected { accounts: &accounts, items: Vec::new() };
        self.each_transfer("entry e", "e.entry_id = ?", [entry.get()], &mut found)?;
        let mut items = found.items;
        items.retain(|item| item.amount != Pence::ZERO);
        self.forget_payees(&mut items)?;
        for item in &mut items {
            self.learn_documents(item)?;
        }
        Ok(items)
    }

    /// Takes the payee off what they spend of money they hold: a line of their card names the shop.
    fn forget_payees(&self, items: &mut [BookItem]) -> Result<()> {
        let held = "SELECT account_id FROM account WHERE kind = 'held'";
        let held: Vec<AccountId> = self.query_all(held, [], |row| Ok(AccountId::new(row.get(0)?)))?;
        items.iter_mut().filter(|item| held.contains(&item.account)).for_each(|item| item.provider = None);
        Ok(())
    }

    /// Adds up the transfers of some entries, by entry and account.
    fn each_transfer(
        &self,
        entries: &str,
        which: &str,
        params: impl rusqlite::Params,
        found: &mut Collected<'_>,
    ) -> Result<()> {
        let sql = format!(
            "SELECT e.entry_id, e.effective_on, e.kind, e.commission_id, e.reverses_id, k.provider_id,
                    t.debit_account_id, t.credit_account_id, t.amount_pence
               FROM {entries}
         CROSS JOIN transfer t ON t.entry_id = e.entry_id
               LEFT JOIN commission k ON k.commission_id = e.commission_id
              WHERE {which}"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            found.add(row)?;
        }
        Ok(())
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

/// Items as their transfers are read.
struct Collected<'a> {
    accounts: &'a [AccountId],
    items: Vec<BookItem>,
}

impl Collected<'_> {
    fn add(&mut self, row: &Row<'_>) -> Result<()> {
        let amount: i64 = row.get(8)?;
        for (column, amount) in [(6, amount), (7, -amount)] {
            let account = AccountId::new(row.get(column)?);
            if self.accounts.contains(&account) {
                self.move_by(row, account, Pence::new(amount))?;
            }
        }
        Ok(())
    }

    /// Adds what a transfer does to an account to the item of its entry. An entry's transfers come
    /// together, and it moves few accounts.
    fn move_by(&mut self, row: &Row<'_>, account: AccountId, amount: Pence) -> Result<()> {
        let entry = EntryId::new(row.get(0)?);
        let same = self.items.iter_mut().rev().take_while(|item| item.entry == entry);
        if let Some(item) = same.into_iter().find(|item| item.account == account) {
            item.amount += amount;
            return Ok(());
        }
        let word = row.get_ref(2)?.as_str().map_err(|_| damaged(2))?;
        let kind = EntryKind::from_name(word)
            .ok_or_else(|| StoreError::Damaged(format!("`{word}` is no kind of entry")))?;
        self.items.push(BookItem {
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
}

/// The last day of the month that lists were carried from; what counts later is read.
fn since(base: Option<CarriedFrom>) -> String {
    base.map_or_else(String::new, |base| base.month.last().to_string())
}
