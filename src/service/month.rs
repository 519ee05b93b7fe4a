//! Closing and re-opening months, by someone who recorded nothing in them.

use serde::Serialize;

use super::{Desk, Receipt, Result, Said, UseCase};
use crate::domain::{Action, Month, Pilot, Refusal, Text};

/// Closes a month: nothing can be recorded in it any more.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are what their types say")]
pub struct MonthClose {
    pub month: Said<Month>,
}

impl UseCase for MonthClose {
    const KIND: &'static str = "month.close";
    const ACTION: Action = Action::Months;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        let month = self.month.0;
        if desk.calendar.closed.contains(&month) {
            return Err(Refusal::MonthMarkedAlready { month, state: "closed" }.into());
        }
        let Pilot { starts_on, ends_on, .. } = desk.calendar.pilot;
        if month.last() < starts_on || ends_on < month.first() {
            return Err(Refusal::EffectiveOutsidePilot { on: month.first(), starts_on, ends_on }.into());
        }
        let entered = desk.look().months_with_entries()?;
        let earlier = entered.into_iter().find(|m| *m < month && !desk.calendar.closed.contains(m));
        if let Some(earlier) = earlier {
            return Err(Refusal::EarlierMonthOpen { earlier }.into());
        }
        signer_recorded_nothing(desk, month)?;
        let head = hex(desk.tx.head_hash());
        desk.tx.mark_month(month, "closed", None)?;
        Ok(Receipt::new(format!("closed {month}; the audit trail stands at {head}")))
    }
}

/// Opens a closed month again, latest first.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are what their types say")]
pub struct MonthReopen {
    pub month: Said<Month>,
    pub reason: Said<Text>,
}

impl UseCase for MonthReopen {
    const KIND: &'static str = "month.reopen";
    const ACTION: Action = Action::Months;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        let month = self.month.0;
        if !desk.calendar.closed.contains(&month) {
            return Err(Refusal::MonthMarkedAlready { month, state: "open" }.into());
        }
        if let Some(later) = desk.calendar.closed.iter().next_back().filter(|later| **later > month) {
            return Err(Refusal::LaterMonthClosed { month: *later, asked: month }.into());
        }
        desk.tx.mark_month(month, "reopened", Some(self.reason.as_str()))?;
        Ok(Receipt::new(format!("re-opened {month}: {}", self.reason.0)))
    }
}

fn signer_recorded_nothing(desk: &Desk<'_>, month: Month) -> Result<()> {
    let recorded = desk.look().recorded_by_between(desk.actor.id, month.first(), month.last())?;
    match recorded {
        Some(entry) => Err(Refusal::SignerRecorded { user: desk.actor.code.clone(), month, entry }.into()),
        None => Ok(()),
    }
}

/// Writes a hash as people compare it.
pub fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
