//! A provider's document by its number: once, unless somebody says why it comes again; and in lines.

use std::collections::BTreeMap;

use super::{Reply, Result, UnitOfWork};
use domain::plan::Document;
use domain::{Amount, Code, EntryId, Pence, ProviderId, Text, rows};

/// Refuses a document that was recorded before, unless there is a reason; returns it where it is needed.
pub(super) fn refuse_recorded<'a>(
    work: &UnitOfWork<'_>,
    document: &Document<'_>,
    provider: ProviderId,
    again: Option<&'a Text>,
) -> Result<Option<&'a Text>> {
    match (document.is_new(&work.reader().documents(provider, document.number)?), again) {
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

/// Makes the entry that was written the line of a document in place of one that was undone, if it is.
pub(super) fn put_in_place(work: &mut UnitOfWork<'_>, line: Option<&rows::DocumentLine>) -> Result<()> {
    if let Some(line) = line {
        work.tx.insert(line)?;
    }
    Ok(())
}

/// Finds the line that takes the place of an entry, where that is one of several of a document.
pub(super) fn place_of(work: &UnitOfWork<'_>, entry: EntryId) -> Result<Option<rows::DocumentLine>> {
    let document = work.reader().document_of(entry)?;
    Ok(document.map(|document_id| rows::DocumentLine { document_id, instead_of: Some(entry) }))
}

/// A document while its lines are written, each an entry. Those that are not the last are sealed here.
#[derive(Debug)]
pub(super) struct Lines {
    count: usize,
    total: Amount,
    /// Whose children share it.
    family: Option<Code>,
    written: Vec<EntryId>,
    funds: BTreeMap<Code, Pence>,
    reply: Reply,
}

impl Lines {
    /// Begins a document of `count` lines.
    pub fn of(count: usize, total: Amount) -> Self {
        Self {
            count,
            total,
            family: None,
            written: Vec::with_capacity(count),
            funds: BTreeMap::new(),
            reply: Reply::default(),
        }
    }

    /// Begins what the children of a family share, a line for each.
    pub(super) fn shared_by(family: &Code, count: usize, total: Amount) -> Self {
        Self { family: Some(family.clone()), ..Self::of(count, total) }
    }

    /// Seals the line before the next one.
    pub fn next(&self, work: &mut UnitOfWork<'_>) -> Result<()> {
        if !self.written.is_empty() {
            work.seal_entry("null")?;
        }
        Ok(())
    }

    /// Takes the entry that was written as the next line, with what it left.
    pub fn add(&mut self, work: &mut UnitOfWork<'_>, entry: EntryId, line: Reply) -> Result<()> {
        self.written.push(entry);
        let first = self.written[0];
        if first != entry {
            work.tx.insert(&rows::DocumentLine { document_id: first, instead_of: None })?;
        }
        if self.written.len() == self.count && self.count > 1 {
            let lines = i64::try_from(self.count).expect("a command line has few lines");
            work.tx.insert(&rows::Document {
                document_id: first,
                lines,
                total_pence: self.total,
                family_ref: self.family.clone(),
            })?;
        }
        self.reply.details.push(line.sentence);
        self.reply.warnings.extend(line.warnings);
        self.reply.of_several_funds |= line.of_several_funds;
        for (fund, pence) in line.split {
            *self.funds.entry(fund).or_default() += pence;
        }
        for left in line.left {
            self.reply.left.retain(|known| known.child != left.child);
            self.reply.left.push(left);
        }
        Ok(())
    }

    /// Ends with a sentence about the whole.
    pub fn end(self, sentence: String) -> Reply {
        let split = self.funds.into_iter().filter(|(_, pence)| *pence != Pence::ZERO).collect();
        Reply { sentence, split, ..self.reply }
    }
}
