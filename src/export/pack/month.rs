//! A month, read as it is handed over.

use std::collections::BTreeMap;

use super::accruals::YearEnd;
use super::error::Result;
use super::journal::UploadJournal;
use super::journals::{DRAFT, Journals};
use super::{lists, vat};
use domain::upload::{JournalKind, UploadProfile};
use domain::{Month, Pence, Pilot};
use store::pack::{IssuedJournal, JournalIssue, MonthMoved, MonthSign};
use store::{Reader, StoreError, TrailHead};
use table::Sheet;

/// A month as it is handed over.
#[derive(Clone, Debug)]
pub struct Pack {
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
        pilot.of_pilot(month)?;
        let sign = reader.month_sign(month)?;
        let closed = sign.clone().filter(|sign| sign.closed);
        let coded = reader.coded_categories()?;
        let mut work = Journals::begin(reader, month, profile, closed.as_ref())?;
        let (journal, uncoded) = work.of_month(&coded)?;
        let mut journals = vec![journal];
        let (mut schedules, mut notes) = (Vec::new(), Vec::new());
        let known = closed.as_ref().map_or(i64::MAX, |sign| sign.event);
        match month.period() {
            12 => {
                journals.push(work.accruals(&coded)?);
                (schedules, notes) = YearEnd { reader, month, profile, coded: &coded }.sheets(known)?;
            }
            1 => journals.push(work.reversal(&coded)?),
            _ => {}
        }
        let issued_before = work.not_among(&journals);
        let orders = lists::orders(reader, month)?;
        let (vat, to_charge) = vat::vat(reader, month, &orders)?;
        notes.extend(to_charge);
        let mut sheets = vec![
            lists::commitments(month, &orders, &coded),
            lists::owed(reader, month, &orders)?,
            vat,
            lists::funds(reader, month, known)?,
            lists::exceptions(reader, month, sign.as_ref(), &uncoded, notes)?,
        ];
        sheets.extend(lists::pilot_costs(reader, month)?);
        sheets.extend(lists::shared(reader, month)?);
        sheets.extend(lists::hands(reader, month, known)?);
        sheets.append(&mut schedules);
        if closed.is_some() {
            sheets.push(lists::reconciliation(reader, month)?);
        }
        let months = reader.months_moved(month)?;
        sheets.extend(lists::pool(reader, month)?);
        lists::shield(&mut sheets, &reader.hidden_entries()?);
        lists::screen(&mut sheets, reader)?;
        let mut pack = Self {
            month,
            pilot,
            sign: closed,
            profile: profile.clone(),
            journals,
            issued_before,
            sheets,
            months,
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
