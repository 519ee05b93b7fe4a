//! Issuing the journals of a month: each reference once, noted in the trail with the hash of its file.

use std::cell::RefCell;
use std::fmt;

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase, request};
use domain::upload::JournalKind;
use domain::{Action, Code, Month};
use store::Reader;
use store::pack::JournalIssue;

/// Makes a month's journals, and says which of them have to be issued.
pub type MakeJournals<'a> = dyn Fn(Reader<'_>) -> Result<Vec<JournalIssue>> + 'a;

/// Issues the journals of a month. They are made while nobody else writes, so that no number is given
/// twice and nothing is recorded between.
#[derive(Serialize)]
pub struct JournalsIssue<'a> {
    pub month: Month,
    /// The layout.
    pub profile: Code,
    /// How they are made.
    #[serde(skip)]
    pub make: &'a MakeJournals<'a>,
    /// The events that issued them, in their order, once they are.
    #[serde(skip)]
    pub events: RefCell<Vec<i64>>,
}

impl fmt::Debug for JournalsIssue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JournalsIssue").field("month", &self.month).finish_non_exhaustive()
    }
}

impl UseCase for JournalsIssue<'_> {
    const KIND: &'static str = "journal.issue";
    const ACTION: Action = Action::Months;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let issues = (self.make)(work.reader())?;
        let asked = request::json(self);
        let mut sentences = Vec::new();
        for (place, issue) in issues.iter().enumerate() {
            if place > 0 {
                work.seal(Self::KIND, &asked)?;
            }
            self.events.borrow_mut().push(work.tx.next());
            work.tx.add_journal_issue(issue)?;
            sentences.push(sentence(issue));
        }
        let already = issues.is_empty();
        Ok(Reply { already, ..Reply::new(sentences.join("; ")) })
    }
}

/// Notes that a closed month's pack is handed over: the SHA-256 of its manifest, in the trail alone. The same
/// pack is noted once.
#[derive(Clone, Debug, Serialize)]
pub struct PackExport {
    pub month: Month,
    /// The SHA-256 of the manifest, in hexadecimal.
    pub sha256: String,
}

impl PackExport {
    /// Finds the event that noted it, where one did.
    pub fn noted(&self, reader: Reader<'_>) -> Result<Option<i64>> {
        let month = self.month;
        let closed = reader.month_sign(month)?.map_or(0, |sign| sign.event);
        let noted = reader.packs_exported(month, closed)?;
        Ok(noted.into_iter().find(|(_, sha256)| *sha256 == self.sha256).map(|(event, _)| event))
    }
}

impl UseCase for PackExport {
    const KIND: &'static str = "pack.export";
    const ACTION: Action = Action::Months;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        if let Some(number) = self.noted(work.reader())? {
            let sentence = format!("noted already, in event {number}");
            return Ok(Reply { number, already: true, ..Reply::new(sentence) });
        }
        Ok(Reply::new(format!("noted the pack of {}: SHA-256 {}", self.month, self.sha256)))
    }
}

fn sentence(issue: &JournalIssue) -> String {
    let JournalIssue { month, kind, reference, lines, total, .. } = issue;
    let what = match kind {
        JournalKind::Month => format!("journal {reference} of {month}"),
        JournalKind::Accrual => format!("accruals {reference} of {month}"),
        JournalKind::Reversal => format!("reversal {reference} of the accruals, in {month}"),
    };
    format!("issued {what}: {lines} lines, debits and credits {}", total.format_pounds())
}
