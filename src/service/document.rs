//! A provider's document by its number: once, unless somebody says why it comes again.

use super::{Result, UnitOfWork};
use domain::plan::Document;
use domain::{ChildId, ProviderId, Text, rows};

/// Refuses a document that was recorded before, unless there is a reason; returns it where it is needed.
pub(super) fn refuse_recorded<'a>(
    work: &UnitOfWork<'_>,
    document: &Document<'_>,
    of: (ChildId, ProviderId),
    again: Option<&'a Text>,
) -> Result<Option<&'a Text>> {
    match (document.is_new(&work.reader().documents(of, document.number)?), again) {
        (Ok(()), _) => Ok(None),
        (Err(_), Some(reason)) => Ok(Some(reason)),
        (Err(refusal), None) => Err(refusal.into()),
    }
}

/// Keeps the reason with the entry that was written. Says so where one was given and none is needed.
pub(super) fn keep_reason(
    work: &mut UnitOfWork<'_>,
    needed: Option<&Text>,
    given: Option<&Text>,
) -> Result<Option<String>> {
    match (needed, given) {
        (Some(reason), _) => {
            work.tx.insert(&rows::DocumentAgain { reason })?;
            Ok(None)
        }
        (None, Some(reason)) => {
            Ok(Some(format!("no such document was recorded before: `{reason}` is no reason that was needed")))
        }
        (None, None) => Ok(None),
    }
}
