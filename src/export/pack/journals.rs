//! The journals of a month: issued before and written again, or new.

use super::accruals::YearEnd;
use super::error::Result;
use super::journal::{Uncoded, UploadJournal, UploadLine, month_lines};
use domain::policy::CodedCategories;
use domain::upload::{JournalKind, UploadProfile};
use domain::{Month, Refusal};
use store::Reader;
use store::pack::{IssuedJournal, JournalIssue, MonthSign};

/// What stands where a reference would, while the month is open.
pub(super) const DRAFT: &str = "DRAFT";

/// Journals being made: which were issued, and the next number.
pub(super) struct Journals<'a> {
    reader: Reader<'a>,
    month: Month,
    profile: &'a UploadProfile,
    closed: Option<&'a MonthSign>,
    next: u64,
    issued: Vec<IssuedJournal>,
}

impl<'a> Journals<'a> {
    pub(super) fn begin(
        reader: Reader<'a>,
        month: Month,
        profile: &'a UploadProfile,
        closed: Option<&'a MonthSign>,
    ) -> Result<Self> {
        let numbers = reader.references_issued()?;
        let last = numbers.iter().filter_map(|reference| profile.number(reference)).max();
        let next = last.map_or(1, |last| last + 1);
        Ok(Self { reader, month, profile, closed, next, issued: reader.journals_issued(month)? })
    }

    /// Takes the next reference; a draft has none.
    fn reference(&mut self) -> Result<String> {
        if self.closed.is_none() {
            return Ok(DRAFT.to_owned());
        }
        let UploadProfile { prefix, reference_length, .. } = self.profile;
        let refused = || Refusal::ReferencesUsedUp { prefix: prefix.clone(), length: *reference_length };
        let reference = self.profile.reference(self.next).ok_or_else(refused)?;
        self.next += 1;
        Ok(reference)
    }

    fn last(&self, kind: JournalKind) -> Option<IssuedJournal> {
        self.issued.iter().rev().find(|issued| issued.issue.kind == kind).cloned()
    }

    pub(super) fn of_month(&mut self, coded: &CodedCategories) -> Result<(UploadJournal, Vec<Uncoded>)> {
        let mut uncoded = Vec::new();
        let (reader, month, profile) = (self.reader, self.month, self.profile);
        let journal = self.journal(JournalKind::Month, "journal.csv", i64::MAX, |(after, up_to)| {
            let movements = reader.cash_movements(month, after, up_to)?;
            let (lines, missing) = month_lines(month, profile, coded, &movements);
            uncoded = missing;
            Ok(lines)
        })?;
        Ok((journal, uncoded))
    }

    /// Makes the accruals of the year that ends with the month.
    pub(super) fn accruals(&mut self, coded: &CodedCategories) -> Result<UploadJournal> {
        let (reader, month, profile) = (self.reader, self.month, self.profile);
        let year_end = YearEnd { reader, month, profile, coded };
        self.journal(JournalKind::Accrual, "accrual-journal.csv", i64::MAX, |range| {
            year_end.lines(range, 1, month.last())
        })
    }

    /// Refuses to hand April over before the accruals that it takes back.
    fn accruals_are_issued(&self, coded: &CodedCategories) -> Result<()> {
        let (reader, month, profile) = (self.reader, self.month.before(), self.profile);
        let Some(sign) = reader.month_sign(month)?.filter(|sign| sign.closed && self.closed.is_some()) else {
            return Ok(());
        };
        let issued = reader.journals_issued(month)?;
        let mut march = Journals { reader, month, profile, closed: Some(&sign), next: 1, issued };
        let accruals = march.accruals(coded)?;
        if accruals.issued.is_none() && !accruals.lines.is_empty() {
            return Err(Refusal::AccrualsNotIssued { month, reversed_in: self.month }.into());
        }
        Ok(())
    }

    /// Takes back, on the first day of the year, the accruals that were issued at the end of the last.
    pub(super) fn reversal(&mut self, coded: &CodedCategories) -> Result<UploadJournal> {
        let (reader, month, profile) = (self.reader, self.month.before(), self.profile);
        let on = self.month.first();
        self.accruals_are_issued(coded)?;
        let year_end = YearEnd { reader, month, profile, coded };
        let mut reach = 0;
        for accrual in reader.journals_issued(month)? {
            let JournalIssue { kind: JournalKind::Accrual, after, up_to, ref reference, .. } = accrual.issue
            else {
                continue;
            };
            let lines = year_end.lines((after, up_to), 1, month.last())?;
            let (kind, file, named) =
                (JournalKind::Accrual, "accrual-journal.csv", (reference.clone(), (after, up_to)));
            if !UploadJournal::new(kind, file, month, profile, named, lines).is(&accrual) {
                let (reference, profile) = (reference.clone(), accrual.issue.profile);
                return Err(Refusal::JournalWrittenOtherwise { reference, profile }.into());
            }
            reach = up_to;
        }
        self.journal(JournalKind::Reversal, "accrual-reversal.csv", reach, |range| {
            year_end.lines(range, -1, on)
        })
    }

    /// Makes the journal of a kind: what was recorded since the last one that was issued, up to the
    /// month's closing; where nothing was, the last one again, to the byte.
    fn journal(
        &mut self,
        kind: JournalKind,
        file: &'static str,
        reach: i64,
        mut lines: impl FnMut((i64, i64)) -> Result<Vec<UploadLine>>,
    ) -> Result<UploadJournal> {
        let last = self.last(kind);
        let after = last.as_ref().map_or(0, |issued| issued.issue.up_to);
        let up_to = self.closed.map_or(reach, |sign| sign.event.min(reach));
        let (month, profile) = (self.month, self.profile);
        let write = |reference, range, lines| {
            UploadJournal::new(kind, file, month, profile, (reference, range), lines)
        };
        if after < up_to {
            let new = lines((after, up_to))?;
            if !new.is_empty() {
                return Ok(write(self.reference()?, (after, up_to), new));
            }
        }
        let Some(last) = last.filter(|_| self.closed.is_some()) else {
            return Ok(write(String::new(), (after, up_to.max(after)), Vec::new()));
        };
        let range = (last.issue.after, last.issue.up_to);
        let mut again = write(last.issue.reference.clone(), range, lines(range)?);
        if !again.is(&last) {
            let (reference, profile) = (last.issue.reference, last.issue.profile);
            return Err(Refusal::JournalWrittenOtherwise { reference, profile }.into());
        }
        again.issued = Some(last.event);
        Ok(again)
    }

    pub(super) fn not_among(&self, journals: &[UploadJournal]) -> Vec<IssuedJournal> {
        let there = |issued: &&IssuedJournal| journals.iter().all(|j| j.issued != Some(issued.event));
        self.issued.iter().filter(there).cloned().collect()
    }
}
