//! A provider's document by its number: once, unless somebody says why it comes again.

use super::{Result, UnitOfWork};
use domain::plan::Document;
use domain::{ChildId, ProviderId, Text, rows};

/// Refuses a document that was recorded before, unless there is a reason.
pub(super) fn refuse_recorded(
    work: &UnitOfWork<'_>,
    document: &Document<'_>,
    of: (ChildId, ProviderId),
    again: Option<&Text>,
) -> Result<()> {
    if again.is_none() {
        document.is_new(&work.reader().documents(of, document.number)?)?;
    }
    Ok(())
}

/// Keeps the reason with the entry that was written.
pub(super) fn keep_reason(work: &mut UnitOfWork<'_>, again: Option<&Text>) -> Result<()> {
    if let Some(reason) = again {
        work.tx.insert(&rows::DocumentAgain { reason })?;
    }
    Ok(())
}
