//! What an import asks of the past: whether a row without a key of its own was taken before.

use rusqlite::params;

use super::{Reader, Result};
use domain::{Account, Amount, CategoryId, ChildId, Code, Day, EntryId, PractitionerId, Text};

/// What a fund received.
#[derive(Clone, Copy, Debug)]
pub struct Received {
    pub entry: EntryId,
    pub amount: Amount,
    /// Whether it was undone.
    pub undone: bool,
}

impl Reader<'_> {
    /// Reads what came into a pot by entries of these kinds: day and amount of each, oldest first.
    fn came_in(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<(Day, Amount)>> {
        self.query_all(sql, params, |row| {
            let amount = Amount::new(row.get(1)?).ok_or_else(|| super::lookup::damaged(1))?;
            Ok((super::lookup::parsed(row, 0)?, amount))
        })
    }

    /// Reads what a fund's pool received on a day, of one of its partners where it has some.
    pub fn received(&self, pool: Account, on: Day, partner: Option<&Text>) -> Result<Vec<Received>> {
        self.query_all(
            "SELECT e.entry_id, t.amount_pence, EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
               FROM entry e JOIN transfer t ON t.entry_id = e.entry_id
              WHERE e.effective_on = ? AND e.kind = 'fund.receive' AND t.debit_account_id = ?
                AND e.reference IS ?
              ORDER BY e.entry_id",
            params![on.to_string(), pool.id.get(), partner.map(Text::as_str)],
            |row| {
                let amount = Amount::new(row.get(1)?).ok_or_else(|| super::lookup::damaged(1))?;
                Ok(Received { entry: EntryId::new(row.get(0)?), amount, undone: row.get(2)? })
            },
        )
    }

    /// Reads what a child was given from one fund, by its pot of available money.
    pub fn fed(&self, child: ChildId, available: Account) -> Result<Vec<(Day, Amount)>> {
        self.came_in(
            "SELECT e.effective_on, t.amount_pence FROM entry e JOIN transfer t ON t.entry_id = e.entry_id
              WHERE e.child_id = ? AND e.commission_id IS NULL AND e.kind IN ('budget.open', 'budget.top-up')
                AND t.debit_account_id = ?
              ORDER BY e.entry_id",
            params![child.get(), available.id.get()],
        )
    }

    /// Reads the codes of categories.
    pub fn category_codes(&self, ids: &[CategoryId]) -> Result<Vec<Code>> {
        let code = |id: &CategoryId| {
            self.query_one("SELECT code FROM category WHERE category_id = ?", [id.get()], |row| {
                super::lookup::parsed(row, 0)
            })
        };
        ids.iter().filter_map(|id| code(id).transpose()).collect()
    }

    /// Reads the outcome a child's budget is expected to serve.
    pub fn expected_outcome(&self, child: ChildId) -> Result<Option<Code>> {
        self.query_one("SELECT expected_outcome FROM budget WHERE child_id = ?", [child.get()], |row| {
            super::lookup::optional(row, 0)
        })
        .map(Option::flatten)
    }

    /// Tells whether a person leads or has led a child's case.
    pub fn has_led(&self, practitioner: PractitionerId, child: ChildId) -> Result<bool> {
        let found = self.query_one(
            "SELECT 1 FROM lead WHERE child_id = ? AND practitioner_id = ?",
            params![child.get(), practitioner.get()],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}
