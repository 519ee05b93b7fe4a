//! Loading many rows at once: what is done row by row elsewhere is done once, at the end.
//!
//! In the one transaction of the load, triggers and foreign keys stand aside on this connection
//! ([`Aside`]), the running figures are kept in memory ([`Figures`]), and indexes that entries would
//! fill in no order are built anew. Before COMMIT a second look at every new row judges all that the
//! triggers would have judged ([`verify`]): what they would refuse is refused, and nothing is kept.

mod aside;
mod figures;
mod verify;

use rusqlite::{Connection, OptionalExtension};

use super::{Result, check};
use crate::domain::{Draft, EntryId, PurchaseTerms};

pub(super) use aside::Aside;
use figures::Figures;

/// Indexes that a purchase's rows reach in no order: cheaper to build once than to fill.
const REBUILT: [&str; 3] = ["entry_by_child", "entry_by_day", "commission_by_child"];

/// What a load keeps in memory until its end.
#[derive(Debug)]
pub struct Bulk {
    /// The last event before the load.
    since: i64,
    figures: Figures,
    /// The statements that make the indexes again, once they are set aside.
    indexes: Option<Vec<String>>,
}

impl Bulk {
    pub(super) fn begin(since: i64) -> Self {
        Self { since, figures: Figures::default(), indexes: None }
    }

    /// Takes note of a commission that is being placed; its row is written when its figures are known.
    pub(super) fn place(
        &mut self,
        tx: &Connection,
        id: EntryId,
        draft: &Draft,
        terms: &PurchaseTerms,
    ) -> Result<()> {
        if self.indexes.is_none() {
            self.indexes = Some(set_indexes_aside(tx)?);
        }
        self.figures.place(tx, id, draft, terms)
    }

    /// Follows an entry's transfers in the running figures.
    pub(super) fn follow(&mut self, id: EntryId, commission: Option<EntryId>, draft: &Draft) {
        self.figures.follow(id, commission, draft);
    }

    /// Writes what was kept in memory, makes the indexes again, and looks at every new row once more.
    pub(super) fn finish(mut self, tx: &Connection) -> Result<()> {
        self.figures.place_last(tx)?;
        let found = verify::walk(tx, self.since)?;
        self.figures.write(tx)?;
        for sql in self.indexes.iter().flatten() {
            tx.execute_batch(sql)?;
        }
        found.agrees_with_what_is_kept(tx)?;
        check::policy(tx, self.since)
    }
}

fn set_indexes_aside(conn: &Connection) -> Result<Vec<String>> {
    let mut made = Vec::new();
    for index in REBUILT {
        let sql: Option<String> = conn
            .query_row("SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?", [index], |row| {
                row.get(0)
            })
            .optional()?;
        if let Some(sql) = sql {
            conn.execute_batch(&format!("DROP INDEX {index}"))?;
            made.push(sql);
        }
    }
    Ok(made)
}
