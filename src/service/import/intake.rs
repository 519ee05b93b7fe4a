//! The run over all files: who is told what, and what is kept of bad rows.

use std::collections::{HashMap, HashSet};

use super::super::{Error, Result};
use super::floats::{Floats, Opening};
use super::lookups::Lookups;
use super::pools::Pools;
use super::row_context::{RowContext, RowOutcome};
use super::rows_met::RowsMet;
use super::sent_again;
use super::times::Times;
use super::{
    agreements, budgets, consents, costs, families, happenings, holdings, outcomes, pool_rows, purchases,
    refunds, register_rows, targets, time_rows,
};
use crate::UnitOfWork;
use domain::Refusal;
use file::{BadFile, BadFiles, Source};
use import::{Ending, FileRow, Kind, Reading, Sheet, Spoilt};

/// How often progress is told.
const ROWS_BETWEEN_TELLING: u32 = 1000;

/// What became of one kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub kind: Kind,
    /// Rows recorded now.
    pub new: u64,
    /// Rows recorded before, of which steps that they have now were recorded.
    pub further: u64,
    /// Rows recorded before.
    pub known: u64,
}

/// What was taken in.
pub(super) struct Taken {
    pub counts: Vec<Count>,
    pub warnings: Vec<String>,
    pub told: Vec<String>,
}

/// An import under way.
pub(super) struct Intake<'c, 'p> {
    context: RowContext<'c>,
    reading: Reading,
    bad: Vec<BadFile>,
    /// What whoever sent the files should know.
    told: Vec<String>,
    /// Set when rows could not be read at all: rows that need it are then only checked for form.
    blind: bool,
    spoilt: HashMap<Kind, Spoilt>,
    counts: Vec<Count>,
    progress: &'p mut dyn FnMut(u64, u64),
    bytes_before: u64,
    bytes: u64,
}

impl<'c, 'p> Intake<'c, 'p> {
    pub fn new(
        work: UnitOfWork<'c>,
        (reading, openings): (Reading, Vec<Opening>),
        bytes: u64,
        progress: &'p mut dyn FnMut(u64, u64),
    ) -> Result<Self> {
        let floats = Floats::new(openings, work.reader().banks_with_limits()?);
        let (lookups, times) = (Lookups::new(&work, floats)?, Times::default());
        let pools = Pools::default();
        let (again, warnings, warned) = (RowsMet::default(), Vec::new(), HashSet::new());
        let context = RowContext { lookups, work, times, again, pools, warnings, warned };
        let (bad, told, spoilt, counts) = (Vec::new(), Vec::new(), HashMap::new(), Vec::new());
        Ok(Self {
            context,
            reading,
            bad,
            told,
            blind: false,
            spoilt,
            counts,
            progress,
            bytes_before: 0,
            bytes,
        })
    }

    /// Takes in one file.
    pub fn file(&mut self, kind: Kind, source: &Source) -> Result<()> {
        match kind {
            Kind::Practitioners => self.rows(source, register_rows::practitioner),
            Kind::Providers => self.rows(source, register_rows::provider),
            Kind::Funds => self.rows(source, register_rows::fund),
            Kind::Pools => self.rows(source, pool_rows::share),
            Kind::Contributions => self.rows(source, pool_rows::contribution),
            Kind::Children => self.rows(source, register_rows::child),
            Kind::Families => self.rows(source, families::family),
            Kind::Budgets => self.rows(source, budgets::budget),
            Kind::Agreements => self.rows(source, agreements::agreement),
            Kind::Purchases => self.rows(source, purchases::purchase),
            Kind::Holdings => self.rows(source, holdings::holding),
            Kind::Refunds => self.rows(source, refunds::refund),
            Kind::Costs => self.rows(source, costs::cost),
            Kind::Outcomes => self.rows(source, outcomes::outcome),
            Kind::Time => self.rows(source, time_rows::time),
            Kind::Happenings => self.rows(source, happenings::happening),
            Kind::Consents => self.rows(source, consents::consent),
            Kind::Targets => self.rows(source, targets::target),
            Kind::Actuals => self.rows(source, targets::actual),
        }
    }

    fn rows<R: FileRow>(
        &mut self,
        source: &Source,
        take: fn(&mut RowContext<'c>, &R) -> Result<RowOutcome>,
    ) -> Result<()> {
        let mut sheet = match Sheet::<R>::open(source, &self.reading) {
            Ok(sheet) => sheet,
            Err(bad) => {
                self.blind = true;
                self.bad.extend(bad);
                return Ok(());
            }
        };
        let mut count = Count { kind: R::KIND, new: 0, further: 0, known: 0 };
        let mut until_told = 0;
        while let Some(row) = sheet.next_row() {
            if until_told == 0 {
                (self.progress)(self.bytes_before + sheet.bytes_read(), self.bytes);
                until_told = ROWS_BETWEEN_TELLING;
            }
            until_told -= 1;
            if self.blind {
                continue;
            }
            let taken = take(&mut self.context, &row);
            match &taken {
                Ok(RowOutcome::New) => self.context.again.was_new(|| sheet.place()),
                Ok(_) => self.context.again.was_known(),
                Err(_) => {}
            }
            match taken {
                Ok(RowOutcome::New) => count.new += 1,
                Ok(RowOutcome::Further) => count.further += 1,
                Ok(RowOutcome::Known) => count.known += 1,
                Ok(RowOutcome::Waits) => self.context.place(sheet.place()),
                Err(Error::Refused(refusal)) if self.follows(&refusal) => sheet.spoil(),
                Err(Error::Refused(refusal)) => sheet.refuse(refusal.code(), &told(&refusal)),
                Err(other) => return Err(other),
            }
        }
        let spoilt = sheet.spoilt().clone();
        let (new, known) = pool_rows::settle(&mut self.context, &spoilt, |place, refusal| {
            sheet.refuse_at(place.clone(), refusal.code(), &told(refusal));
        })?;
        count.new += new;
        count.known += known;
        count.new += time_rows::settle(&mut self.context, |place, refusal| {
            sheet.refuse_at(place.clone(), refusal.code(), &told(refusal));
        })?;
        sent_again::settle(&mut self.context, R::KIND, |place, refusal| {
            sheet.refuse_at(place.clone(), refusal.code(), &told(refusal));
        })?;
        self.bytes_before += sheet.bytes_read();
        let Ending { bad, spoilt, hides_rows, told } = sheet.finish();
        self.blind |= hides_rows;
        self.bad.extend(bad);
        self.told.extend(told);
        self.spoilt.entry(R::KIND).or_default().extend(spoilt);
        self.counts.push(count);
        Ok(())
    }

    /// Tells whether a refusal only follows from a row refused before.
    fn follows(&self, refusal: &Refusal) -> bool {
        let (kinds, named): (&[Kind], &str) = match refusal {
            Refusal::RefundExceedsPaid { commission, .. } => {
                return self.context.lookups.floats.left_unpaid(*commission);
            }
            Refusal::Unknown { what: "practitioner", found, .. } => (&[Kind::Practitioners], found),
            Refusal::Unknown { what: "provider", found, .. } => (&[Kind::Providers], found),
            Refusal::Unknown { what: "fund", found, .. } => (&[Kind::Funds], found),
            Refusal::Unknown { what: "child", found, .. } => (&[Kind::Children], found),
            Refusal::Unknown { what: "purchase", found, .. } => (&[Kind::Purchases], found),
            Refusal::NoBudget { child } => (&[Kind::Children, Kind::Budgets], child.as_str()),
            Refusal::BudgetExceeded { child, .. } => (&[Kind::Budgets], child.as_str()),
            _ => return false,
        };
        kinds.iter().any(|kind| self.spoilt.get(kind).is_some_and(|spoilt| spoilt.contains(named)))
    }

    /// Ends the run.
    ///
    /// # Errors
    /// Every file that is not taken; a float that has not enough.
    pub fn finish(mut self) -> Result<(UnitOfWork<'c>, Taken)> {
        if !self.bad.is_empty() {
            return Err(BadFiles(self.bad).into());
        }
        self.context.lookups.documents.end(&mut self.context.work)?;
        self.context.lookups.floats.were_enough()?;
        (self.progress)(self.bytes, self.bytes);
        let Self { context: RowContext { work, warnings, .. }, counts, told, .. } = self;
        Ok((work, Taken { counts, warnings, told }))
    }
}

/// Says why a row is refused; where another value is recorded also how it is put right.
fn told(refusal: &Refusal) -> String {
    use Refusal::{
        ConsentSaidAlready, FactWithdrawn, HappenedOtherwise, KeyContentDiffers, OutcomeRecordedOtherwise,
        RegisteredOtherwise, RowRecordedOtherwise, SignOffExceeded, TimeRecordedOtherwise,
    };
    let is_recorded = matches!(
        refusal,
        ConsentSaidAlready { .. }
            | FactWithdrawn { .. }
            | HappenedOtherwise { .. }
            | KeyContentDiffers { .. }
            | OutcomeRecordedOtherwise { .. }
            | RegisteredOtherwise { .. }
            | RowRecordedOtherwise(_)
            | TimeRecordedOtherwise { .. }
    );
    if let SignOffExceeded { .. } = refusal {
        return format!("{refusal}; or say who approved it on paper: approved_by, approved_on");
    }
    if let KeyContentDiffers { entry, .. } = refusal {
        return format!(
            "{refusal}; if this is another, give it another key; if it was recorded wrongly: bhlp entry correct \
             {entry}, for its amount, VAT, category, provider, child, buyer, what paid, invoice or day; for anything \
             else bhlp entry reverse {entry} --reason TEXT, and another key"
        );
    }
    match refusal.hint().filter(|_| is_recorded) {
        Some(hint) => format!("{refusal}; {hint}"),
        None => refusal.to_string(),
    }
}
