//! Loading many rows at once.

use rusqlite::{Connection, Transaction};

use super::Result;
use crate::domain::{Draft, EntryId, PurchaseTerms};

/// What a bulk load keeps in memory until its end.
#[derive(Debug)]
pub struct Bulk {}

impl Bulk {
    pub(super) fn prepare(_conn: &Connection) -> Result<()> {
        Ok(())
    }
    pub(super) fn tidy(_conn: &Connection) -> Result<()> {
        Ok(())
    }
    pub(super) fn begin(_tx: &Transaction<'_>) -> Result<Self> {
        Ok(Self {})
    }
    pub(super) fn place(
        &mut self,
        tx: &Transaction<'_>,
        id: EntryId,
        draft: &Draft,
        terms: &PurchaseTerms,
    ) -> Result<()> {
        super::write::insert_commission(tx, id, draft, terms, &Default::default())
    }
    pub(super) fn follow(
        &mut self,
        _tx: &Transaction<'_>,
        _id: EntryId,
        _commission: Option<EntryId>,
        _draft: &Draft,
    ) -> Result<()> {
        Ok(())
    }
    pub(super) fn finish(self, _tx: &Transaction<'_>) -> Result<()> {
        Ok(())
    }
}
