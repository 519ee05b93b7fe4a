//! What was said of a line without an entry, or of an entry without a line.

use rusqlite::params;

use super::in_force::stands;
use super::lookup::{optional, parsed};
use super::{Reader, Result, WriteTx};
use domain::matching::ItemId;
use domain::{
    AccountId, AccountName, ChildId, Code, Day, EntryId, Explained, LineId, Pence, PractitionerId,
    ProviderId, Text, rows,
};

/// What is said of an item.
#[derive(Clone, Debug)]
pub enum Resolution {
    /// It waits for a reply: of somebody, or of anybody.
    Queried(Option<PractitionerId>),
    /// Somebody replied.
    Replied,
    /// It may stay as it is.
    Explained(Explained),
    /// What was said no longer holds.
    Reopened,
}

/// A question that waits, or waited, for a reply.
#[derive(Clone, Debug)]
pub struct ItemQuery {
    pub account: AccountId,
    /// What it is about.
    pub item: ItemId,
    /// Whose reply it waits for.
    pub asked: Option<(PractitionerId, Code)>,
    /// What was asked.
    pub said: String,
    /// What was said of it later, the newest.
    pub since: Option<EntryId>,
}

impl Reader<'_> {
    /// Finds the entries that were recorded from a line and wait for it: in no matching now, and not
    /// reversed. The event after such an entry is that of the recording, and names the line.
    pub fn recorded_from(&self, line: LineId) -> Result<Vec<EntryId>> {
        self.query_all(
            "SELECT r.event - 1 FROM statement_line l
              CROSS JOIN matching_run r ON r.event > l.statement
              CROSS JOIN event v ON v.seq = r.event
              WHERE l.line_id = ?1 AND v.kind = 'reconcile.record' AND json_extract(v.payload, '$.asked.line') = ?1
                AND NOT EXISTS (SELECT 1 FROM matching_item p WHERE p.entry_id = r.event - 1
                                   AND p.account_id = l.account_id AND p.undone_by IS NULL)
                AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.reverses_id = r.event - 1)
              ORDER BY 1",
            [line.get()],
            |row| Ok(EntryId::new(row.get(0)?)),
        )
    }

    /// Finds purchases of a child at a provider that take an amount from an account within some days and
    /// are in no matching.
    pub fn bought_alike(
        &self,
        (child, provider, account): (ChildId, ProviderId, AccountId),
        amount: Pence,
        (from, until): (Day, Day),
    ) -> Result<Vec<(EntryId, Day)>> {
        self.query_all(
            "SELECT e.entry_id, e.effective_on FROM entry e CROSS JOIN commission k ON k.commission_id = e.commission_id
              WHERE e.child_id = ?1 AND e.kind IN ('buy', 'payment.record') AND k.provider_id = ?2
                AND e.effective_on BETWEEN ?5 AND ?6
                AND ?4 = (SELECT sum(iif(t.credit_account_id = ?3, t.amount_pence, -t.amount_pence)) FROM transfer t
                           WHERE t.entry_id = e.entry_id AND ?3 IN (t.debit_account_id, t.credit_account_id))
                AND NOT EXISTS (SELECT 1 FROM matching_item p
                                 WHERE p.entry_id = e.entry_id AND p.account_id = ?3 AND p.undone_by IS NULL)
                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
              ORDER BY e.effective_on, e.entry_id",
            params![
                child.get(),
                provider.get(),
                account.get(),
                amount.get(),
                from.to_string(),
                until.to_string()
            ],
            |row| Ok((EntryId::new(row.get(0)?), parsed(row, 1)?)),
        )
    }

    /// Finds what was asked under a number, unless it was matched since.
    pub fn item_query(&self, number: EntryId) -> Result<Option<ItemQuery>> {
        self.query_one(
            &format!(
                "SELECT n.account_id, n.line_id, n.entry_id, n.asked, p.code, n.said,
                    (SELECT max(o.event) FROM answer o
                      WHERE o.event > n.event
                        AND (o.line_id = n.line_id OR (o.entry_id = n.entry_id AND o.account_id = n.account_id)))
               FROM answer n LEFT JOIN practitioner p ON p.practitioner_id = n.asked
              WHERE n.event = ? AND n.verdict = 'parked' AND {}",
                stands()
            ),
            [number.get()],
            |row| {
                let line: Option<i64> = row.get(1)?;
                let item = match line {
                    Some(line) => ItemId::Bank(LineId::new(line)),
                    None => ItemId::Book(EntryId::new(row.get(2)?)),
                };
                let asked = row.get::<_, Option<i64>>(3)?.map(PractitionerId::new);
                Ok(ItemQuery {
                    account: AccountId::new(row.get(0)?),
                    item,
                    asked: asked.zip(optional(row, 4)?),
                    said: row.get(5)?,
                    since: row.get::<_, Option<i64>>(6)?.map(EntryId::new),
                })
            },
        )
    }

    /// Names an account that cash is paid from.
    pub fn account_name(&self, id: AccountId) -> Result<Option<AccountName>> {
        self.query_one(
            "SELECT name FROM account WHERE account_id = ? AND kind IN ('bank', 'card', 'imprest', 'held', 'pocket')",
            [id.get()],
            |row| parsed(row, 0),
        )
    }

    pub fn holder_of_card(&self, id: AccountId) -> Result<Option<Code>> {
        self.query_one(
            "SELECT p.code FROM account a JOIN practitioner p ON p.practitioner_id = a.holder_id
              WHERE a.account_id = ? AND a.kind = 'card'",
            [id.get()],
            |row| parsed(row, 0),
        )
    }
}

impl WriteTx<'_> {
    /// Records what is said of an item; its number is that of the event that follows.
    pub fn add_resolution(
        &mut self,
        account_id: AccountId,
        item: ItemId,
        resolution: &Resolution,
        said: &Text,
    ) -> Result<EntryId> {
        let (line_id, entry_id) = match item {
            ItemId::Bank(line) => (Some(line), None),
            ItemId::Book(entry) => (None, Some(entry)),
        };
        let (verdict, because, asked) = match resolution {
            Resolution::Queried(asked) => ("parked", None, *asked),
            Resolution::Replied => ("replied", None, None),
            Resolution::Explained(because) => ("explained", Some(*because), None),
            Resolution::Reopened => ("reopened", None, None),
        };
        let row = rows::Answer { account_id, line_id, entry_id, verdict, because, asked, said };
        self.insert(&row).map(EntryId::new)
    }
}
