//! Lines and items that wait for each other, what was matched, and whose name a merchant's is.

mod read;
mod write;

pub(crate) use read::CarriedFrom;
pub use read::OpenLines;
pub(super) use write::RunSeal;

use std::collections::HashMap;

use rusqlite::params;

use super::in_force::{stands, stood};
use super::lookup::{optional, parsed};
use super::value::sql_list;
use super::{Reader, Result, StoreError};
use domain::matching::{Explained, How, ItemId, Matching, ProviderName};
use domain::month_end::RecordedResolution;
use domain::{
    AccountId, AccountKind, AccountName, Code, Day, EntryId, LineId, MatchingId, Pence, ProviderId,
};

/// A matching as it was decided, and whether it still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedMatching {
    /// Its number.
    pub id: MatchingId,
    /// The event that decided it.
    pub run: EntryId,
    /// What it joins.
    pub matching: Matching,
    pub parts_on: Vec<Day>,
    /// The event that took it apart.
    pub undone_by: Option<EntryId>,
}

/// A merchant's name on statements and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedMerchant {
    /// Its number.
    pub id: i64,
    /// The name, as [`domain::matching::merchant_key`] writes it.
    pub name: String,
    pub provider: ProviderId,
}

/// The kinds of accounts that statements are taken in for, as SQL lists them.
pub(super) fn with_statements() -> String {
    sql_list(AccountKind::ALL.into_iter().filter(|kind| kind.has_statements()).map(AccountKind::as_str))
}

impl Reader<'_> {
    /// Reads the accounts that statements are taken in for: banks, cards and floats.
    pub fn statement_accounts(&self) -> Result<Vec<(AccountId, AccountName)>> {
        self.query_all(
            &format!(
                "SELECT account_id, name FROM account WHERE kind IN ({}) ORDER BY name",
                with_statements()
            ),
            [],
            |row| Ok((AccountId::new(row.get(0)?), parsed(row, 1)?)),
        )
    }

    /// Reads the merchants' names that are known.
    pub fn merchants(&self) -> Result<Vec<RecordedMerchant>> {
        self.query_all("SELECT merchant_id, name, provider_id FROM merchant ORDER BY name", [], merchant)
    }

    /// Finds a merchant by its name as a key.
    pub fn merchant(&self, name: &str) -> Result<Option<RecordedMerchant>> {
        self.query_one("SELECT merchant_id, name, provider_id FROM merchant WHERE name = ?", [name], merchant)
    }

    /// Reads what providers are called.
    pub fn provider_names(&self) -> Result<HashMap<ProviderId, ProviderName>> {
        let names = self.query_all("SELECT provider_id, code, name FROM provider", [], |row| {
            let code: Code = parsed(row, 1)?;
            Ok((ProviderId::new(row.get(0)?), ProviderName { code, name: row.get(2)? }))
        })?;
        Ok(names.into_iter().collect())
    }

    /// Finds the matching that a line is in now.
    pub fn matching_of_line(&self, line: LineId) -> Result<Option<MatchingId>> {
        self.query_one(
            "SELECT matching_id FROM matching_line WHERE line_id = ? AND undone_by IS NULL",
            [line.get()],
            |row| Ok(MatchingId::new(row.get(0)?)),
        )
    }

    /// Finds the matching that an entry is in now, as far as it concerns an account.
    pub fn matching_of_item(&self, entry: EntryId, account: AccountId) -> Result<Option<MatchingId>> {
        self.query_one(
            "SELECT matching_id FROM matching_item WHERE entry_id = ? AND account_id = ? AND undone_by IS NULL",
            [entry.get(), account.get()],
            |row| Ok(MatchingId::new(row.get(0)?)),
        )
    }

    pub fn matching(&self, id: MatchingId) -> Result<Option<RecordedMatching>> {
        let found = self.query_one(
            "SELECT run, account_id, how, score, undone_by FROM matching WHERE matching_id = ?",
            [id.get()],
            |row| {
                let how = row.get_ref(2)?.as_str().ok().and_then(How::from_name);
                let how = how.ok_or_else(|| StoreError::Damaged(format!("matching {id}: how is no word")))?;
                let score: u8 = row.get(3)?;
                let account = AccountId::new(row.get(1)?);
                let matching = Matching { account, lines: Vec::new(), items: Vec::new(), how, score };
                let undone_by = row.get::<_, Option<i64>>(4)?.map(EntryId::new);
                let run = EntryId::new(row.get(0)?);
                Ok(RecordedMatching { id, run, matching, parts_on: Vec::new(), undone_by })
            },
        )?;
        let Some(mut known) = found else {
            return Ok(None);
        };
        let lines = self.query_all(
            "SELECT p.line_id, l.counted_on FROM matching_line p JOIN statement_line l ON l.line_id = p.line_id
              WHERE p.matching_id = ? ORDER BY p.line_id",
            [id.get()],
            |row| Ok((LineId::new(row.get(0)?), parsed::<Day>(row, 1)?)),
        )?;
        let items = self.query_all(
            "SELECT p.entry_id, p.amount_pence, e.effective_on FROM matching_item p JOIN entry e ON e.entry_id = p.entry_id
              WHERE p.matching_id = ? ORDER BY p.entry_id",
            [id.get()],
            |row| Ok((EntryId::new(row.get(0)?), Pence::new(row.get(1)?), parsed::<Day>(row, 2)?)),
        )?;
        known.parts_on = lines.iter().map(|line| line.1).chain(items.iter().map(|item| item.2)).collect();
        known.matching.lines = lines.into_iter().map(|(line, _)| line).collect();
        known.matching.items = items.into_iter().map(|(entry, amount, _)| (entry, amount)).collect();
        Ok(Some(known))
    }

    /// Reads which lines and entries were explained for good: all that are, but what is on its way.
    pub fn explained_for_good(&self) -> Result<Explained> {
        let mut explained = Explained::default();
        self.query_all(
            &format!(
                "SELECT n.line_id, n.entry_id, n.account_id, n.because FROM answer n
                  WHERE n.verdict = 'explained'
                    AND NOT EXISTS (SELECT 1 FROM answer o WHERE o.event > n.event AND o.line_id = n.line_id)
                    AND NOT EXISTS (SELECT 1 FROM answer o WHERE o.event > n.event AND o.entry_id = n.entry_id
                                       AND o.account_id = n.account_id)
                    AND {}",
                stands()
            ),
            [],
            |row| {
                if !parsed::<domain::Explained>(row, 3)?.is_for_good() {
                    return Ok(());
                }
                match (row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?) {
                    (Some(line), _) => explained.lines.insert(LineId::new(line)),
                    (None, entry) => {
                        let entry = EntryId::new(entry.unwrap_or_default());
                        explained.items.insert((entry, AccountId::new(row.get(2)?)))
                    }
                };
                Ok(())
            },
        )?;
        Ok(explained)
    }

    /// Reads what was last said of an item of an account before an event.
    pub(crate) fn resolution_before(
        &self,
        id: ItemId,
        account: AccountId,
        event: i64,
    ) -> Result<Option<RecordedResolution>> {
        let (which, number) = match id {
            ItemId::Bank(line) => ("line_id = ?1 AND account_id = ?3", line.get()),
            ItemId::Book(entry) => ("entry_id = ?1 AND account_id = ?3", entry.get()),
        };
        self.query_one(
            &format!(
                "SELECT event, verdict, because, (SELECT code FROM practitioner WHERE practitioner_id = n.asked), said
                   FROM answer n
                  WHERE {which} AND {}
                    AND event = (SELECT max(event) FROM answer WHERE {which} AND event < ?2)",
                stood("?2 - 1")
            ),
            params![number, event, account.get()],
            |row| {
                Ok(RecordedResolution {
                    number: EntryId::new(row.get(0)?),
                    verdict: row.get(1)?,
                    because: row.get(2)?,
                    asked: optional(row, 3)?,
                    said: row.get(4)?,
                })
            },
        )
    }
}

fn merchant(row: &rusqlite::Row<'_>) -> Result<RecordedMerchant> {
    Ok(RecordedMerchant { id: row.get(0)?, name: row.get(1)?, provider: ProviderId::new(row.get(2)?) })
}
