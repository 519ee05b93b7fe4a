//! The month pack: what a finance team takes from a month, as files that can be checked.
//!
//! [`Pack::build`] reads a month into journals and [`Sheet`]s, plain data; [`Pack::files`] writes them,
//! with a manifest that [`verify`] reads again. Nothing here knows SQL or the command line.

mod accruals;
mod book;
pub mod columns;
mod journal;
mod lists;
mod manifest;
mod readme;
mod verify;

use std::collections::BTreeMap;

use thiserror::Error;

use crate::package::NamedFile;
use domain::policy::CodedCategories;
use domain::upload::{JournalKind, UploadProfile};
use domain::{Month, Pence, Pilot, Refusal};
use store::pack::{IssuedJournal, JournalIssue, MonthMoved, MonthSign};
use store::{Reader, StoreError, TrailHead};
use table::Sheet;

pub use journal::{UploadJournal, UploadLine};
pub use manifest::Manifest;
pub use verify::{NAMESPACE, Verified, signer, verify, verify_against};

use accruals::YearEnd;
use journal::{Uncoded, month_lines};

/// What stands where a reference would, while the month is open.
const DRAFT: &str = "DRAFT";

/// Why there is no pack.
#[derive(Debug, Error)]
pub enum PackError {
    /// A rule said no.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The ledger could not be read.
    #[error("{0}")]
    Store(#[from] StoreError),
}

type Result<T, E = PackError> = std::result::Result<T, E>;

/// A month as it is handed over.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The month.
    pub month: Month,
    /// Whose it is.
    pub pilot: Pilot,
    /// How the month was signed; `None` while it is open.
    pub sign: Option<MonthSign>,
    /// The layout of the journals.
    pub profile: UploadProfile,
    /// The journals, of which each may be empty.
    pub journals: Vec<UploadJournal>,
    /// Journals of the month that were issued before and are not in this pack.
    pub issued_before: Vec<IssuedJournal>,
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// Budget and spend of each month up to this one.
    pub months: Vec<MonthMoved>,
    /// Where the audit trail stood.
    pub head: TrailHead,
}

impl Pack {
    /// Reads a month.
    ///
    /// # Errors
    /// A month outside the pilot; references that are used up; a journal that was issued and would now be
    /// written otherwise; a failure of the file.
    pub fn build(reader: Reader<'_>, month: Month, profile: &UploadProfile) -> Result<Self> {
        let pilot = reader.calendar()?.pilot;
        if month.last() < pilot.starts_on || pilot.ends_on < month.first() {
            let (on, starts_on, ends_on) = (month.first(), pilot.starts_on, pilot.ends_on);
            return Err(Refusal::EffectiveOutsidePilot { on, starts_on, ends_on }.into());
        }
        let sign = reader.month_sign(month)?;
        let closed = sign.clone().filter(|sign| sign.closed);
        let coded = reader.coded_categories()?;
        let mut work =
            Journals { reader, month, profile, closed: closed.as_ref(), next: 1, issued: Vec::new() };
        work.begin()?;
        let (journal, uncoded) = work.of_month(&coded)?;
        let mut journals = vec![journal];
        let (mut schedules, mut notes) = (Vec::new(), Vec::new());
        match month.period() {
            12 => {
                journals.push(work.accruals(&coded)?);
                let known = closed.as_ref().map_or(i64::MAX, |sign| sign.event);
                (schedules, notes) = YearEnd { reader, month, profile, coded: &coded }.sheets(known)?;
            }
            1 => journals.push(work.reversal(&coded)?),
            _ => {}
        }
        let issued_before = work.not_among(&journals);
        let orders = lists::orders(reader, month)?;
        let mut sheets = vec![
            lists::commitments(month, &orders, &coded),
            lists::owed(reader, month, &orders)?,
            lists::vat(reader, month)?,
            lists::funds(reader, month)?,
            lists::exceptions(reader, month, sign.as_ref(), &uncoded, notes)?,
        ];
        sheets.append(&mut schedules);
        if closed.is_some() {
            sheets.push(lists::reconciliation(reader, month)?);
        }
        lists::screen(&mut sheets, &reader.withheld()?);
        let mut pack = Self {
            month,
            pilot,
            sign: closed,
            profile: profile.clone(),
            journals,
            issued_before,
            sheets,
            months: reader.months_moved(month)?,
            head: reader.trail_head()?,
        };
        pack.head = pack.head_now(reader)?;
        Ok(pack)
    }

    /// Tells whether a month was closed since its journal was last issued, so that one may be due.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn waits(reader: Reader<'_>, month: Month) -> Result<bool, StoreError> {
        let Some(sign) = reader.month_sign(month)?.filter(|sign| sign.closed) else { return Ok(false) };
        let issued = reader.journals_issued(month)?;
        let reaches = |issued: &IssuedJournal| {
            issued.issue.kind == JournalKind::Month && issued.issue.up_to >= sign.event
        };
        Ok(!issued.iter().any(reaches))
    }

    /// Returns what has to be issued before the pack is handed over.
    pub fn to_issue(&self) -> Vec<JournalIssue> {
        let new = self.journals.iter().filter(|journal| {
            journal.issued.is_none() && !journal.lines.is_empty() && journal.reference != DRAFT
        });
        new.map(|journal| journal.issue(self.month, &self.profile.name)).collect()
    }

    /// Notes the events that issued its journals, in the order of [`Pack::to_issue`].
    ///
    /// # Errors
    /// A failure of the file.
    pub fn issued_by(&mut self, reader: Reader<'_>, events: &[i64]) -> Result<(), StoreError> {
        let mut events = events.iter();
        for journal in &mut self.journals {
            if journal.issued.is_none() && !journal.lines.is_empty() && journal.reference != DRAFT {
                journal.issued = events.next().copied();
            }
        }
        self.head = self.head_now(reader)?;
        Ok(())
    }

    /// Where the trail stands for the pack: of a closed month at what it rests on, so that the same month
    /// makes the same pack, however much is recorded later.
    fn head_now(&self, reader: Reader<'_>) -> Result<TrailHead, StoreError> {
        let Some(sign) = &self.sign else { return reader.trail_head() };
        let issued = self.journals.iter().filter_map(|journal| journal.issued);
        let before = self.issued_before.iter().map(|issued| issued.event);
        let seq = issued.chain(before).fold(sign.event, i64::max);
        let none = || StoreError::Damaged(format!("there is no event {seq}"));
        Ok(TrailHead { seq, hash: reader.hash_of(seq)?.ok_or_else(none)? })
    }

    /// Writes every file but the manifest, in order of name.
    pub fn files(&self) -> Vec<NamedFile> {
        let mut files: Vec<NamedFile> = Vec::new();
        let mut put = |name: &str, text: String| {
            files.push(NamedFile::new(name, text));
        };
        for journal in &self.journals {
            put(journal.file, journal.text.clone());
        }
        for sheet in &self.sheets {
            put(sheet.file, sheet.csv());
        }
        put("README.txt", readme::text(self));
        files.extend(book::bytes(self).map(|bytes| NamedFile::new(book::FILE, bytes)));
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }

    /// Returns the sums that a reader compares first, by name.
    pub fn totals(&self) -> BTreeMap<&'static str, Pence> {
        let of = |file: &str, column: &str| {
            self.sheets.iter().find(|sheet| sheet.file == file).map(|sheet| sheet.total(column))
        };
        let mut totals = BTreeMap::new();
        for (name, file, column) in [
            ("committed", "commitments.csv", "committed"),
            ("owed", "owed.csv", "owed"),
            ("vat", "vat.csv", "vat"),
            ("spent_month", "funds.csv", "spent_month"),
            ("spent_to_date", "funds.csv", "spent_to_date"),
        ] {
            totals.extend(of(file, column).map(|total| (name, total)));
        }
        totals
    }
}

/// Journals being made: which were issued, and the next number.
struct Journals<'a> {
    reader: Reader<'a>,
    month: Month,
    profile: &'a UploadProfile,
    closed: Option<&'a MonthSign>,
    next: u64,
    issued: Vec<IssuedJournal>,
}

impl Journals<'_> {
    fn begin(&mut self) -> Result<()> {
        self.issued = self.reader.journals_issued(self.month)?;
        let numbers = self.reader.references_issued()?;
        let last = numbers.iter().filter_map(|reference| self.profile.number(reference)).max();
        self.next = last.map_or(1, |last| last + 1);
        Ok(())
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

    fn of_month(&mut self, coded: &CodedCategories) -> Result<(UploadJournal, Vec<Uncoded>)> {
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
    fn accruals(&mut self, coded: &CodedCategories) -> Result<UploadJournal> {
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
    fn reversal(&mut self, coded: &CodedCategories) -> Result<UploadJournal> {
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

    fn not_among(&self, journals: &[UploadJournal]) -> Vec<IssuedJournal> {
        let there = |issued: &&IssuedJournal| journals.iter().all(|j| j.issued != Some(issued.event));
        self.issued.iter().filter(there).cloned().collect()
    }
}
