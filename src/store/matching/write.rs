//! Matchings written with the run that decided them, and taken apart; merchants learnt.

use std::fmt::Write as _;

use rusqlite::params;
use sha2::{Digest, Sha256};

use super::super::{Result, WriteTx};
use domain::matching::Matching;
use domain::row::{Recorded as _, Row as _};
use domain::{EntryId, MatchingId, ProviderId, Text, rows};

impl WriteTx<'_> {
    /// Writes what was decided, and the run that closes it: its number is that of the event that
    /// follows. Once an event. Returns the matchings' numbers, in order.
    pub fn add_matchings(
        &mut self,
        matchings: impl IntoIterator<Item = Matching>,
    ) -> Result<Vec<MatchingId>> {
        let run = self.next();
        let first: i64 = self
            .reader()
            .conn
            .prepare_cached("SELECT coalesce(max(matching_id), 0) + 1 FROM matching")?
            .query_row([], |row| row.get(0))?;
        let mut seal = RunSeal::default();
        let mut numbers = Vec::new();
        for (id, matching) in (first..).zip(matchings) {
            self.add_matching(run, id, matching, &mut seal)?;
            numbers.push(MatchingId::new(id));
        }
        let count = i64::try_from(numbers.len()).expect("fewer matchings than numbers");
        self.insert(&rows::MatchingRun { matchings: count, sha256: seal.hash() })?;
        Ok(numbers)
    }

    fn add_matching(&self, run: i64, id: i64, matching: Matching, seal: &mut RunSeal) -> Result<()> {
        let Matching { account, mut lines, mut items, how, score } = matching;
        let (account, score) = (account.get(), i64::from(score));
        self.execute(
            "INSERT INTO matching (matching_id, run, account_id, how, score) VALUES (?, ?, ?, ?, ?)",
            params![id, run, account, how.as_str(), score],
        )?;
        seal.matching(id, account, how.as_str(), score);
        lines.sort_unstable();
        for line in lines {
            let sql = "INSERT INTO matching_line (matching_id, line_id) VALUES (?, ?)";
            self.execute(sql, params![id, line.get()])?;
            seal.line(line.get());
        }
        items.sort_unstable();
        for (entry, amount) in items {
            self.execute(
                "INSERT INTO matching_item (matching_id, entry_id, account_id, amount_pence) VALUES (?, ?, ?, ?)",
                params![id, entry.get(), account, amount.get()],
            )?;
            seal.item(entry.get(), amount.get());
        }
        Ok(())
    }

    /// Takes a matching apart.
    pub fn undo_matching(&mut self, matching: MatchingId, reason: &Text) -> Result<EntryId> {
        self.insert(&rows::MatchingUndone { matching_id: matching, reason }).map(EntryId::new)
    }

    /// Records whose name a merchant's is; what was known of the name is amended.
    pub fn set_merchant(&mut self, name: &str, provider: ProviderId) -> Result<()> {
        let known = self.reader().merchant(name)?;
        match known {
            Some(known) if known.provider == provider => Ok(()),
            Some(known) => {
                self.amend(rows::Merchant::TABLE, known.id, &vec![("provider_id", provider.value())])
            }
            None => self.insert(&rows::Merchant { name, provider_id: provider }).map(drop),
        }
    }
}

/// The seal of a run: the SHA-256 of a line of text for each matching, each of its lines and each of
/// its items, by number; words are joined by tabs.
#[derive(Default)]
pub(in super::super) struct RunSeal {
    hash: Sha256,
    text: String,
}

impl RunSeal {
    pub fn matching(&mut self, id: i64, account: i64, how: &str, score: i64) {
        self.say(format_args!("matching\t{id}\t{account}\t{how}\t{score}\n"));
    }

    pub fn line(&mut self, line: i64) {
        self.say(format_args!("line\t{line}\n"));
    }

    pub fn item(&mut self, entry: i64, amount: i64) {
        self.say(format_args!("item\t{entry}\t{amount}\n"));
    }

    fn say(&mut self, what: std::fmt::Arguments<'_>) {
        self.text.clear();
        // Writing to a String cannot fail.
        let _ = self.text.write_fmt(what);
        self.hash.update(self.text.as_bytes());
    }

    pub fn hash(self) -> String {
        domain::hex(&self.hash.finalize())
    }
}
