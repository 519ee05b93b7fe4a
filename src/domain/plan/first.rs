//! What every plan asks first: whether the day can have an entry, and whether the budget can.

use std::collections::BTreeSet;

use crate::{Budget, Day, Draft, EntryKind, Month, Pilot, Refusal};

/// The pilot's settings and the months that are closed: what every plan asks first.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The pilot's settings.
    pub pilot: Pilot,
    /// The months closed now.
    pub closed: BTreeSet<Month>,
    /// The day on which something is recorded, as its event has it; none for who only reads.
    pub today: Option<Day>,
    /// The day in a closed month to which what is recorded late belongs.
    pub belongs_to: Option<Day>,
}

impl Calendar {
    /// Refuses a day outside the pilot and its settling up, one that has not come, or one in a closed month.
    ///
    /// # Errors
    /// `EFFECTIVE_OUTSIDE_PILOT`, `DAY_TO_COME`, `MONTH_CLOSED`.
    pub fn admits(&self, on: Day) -> Result<(), Refusal> {
        self.within(on)?;
        self.has_come(on)?;
        let month = on.month();
        if self.is_closed(on) {
            return Err(Refusal::MonthClosed { month, on, may_reopen: true });
        }
        Ok(())
    }

    /// Refuses a day before the pilot starts or after it is settled.
    pub(super) fn within(&self, on: Day) -> Result<(), Refusal> {
        let (Pilot { starts_on, ends_on, .. }, settles_until) = (&self.pilot, self.pilot.settles_until());
        if on < *starts_on || settles_until < on {
            let (starts_on, ends_on) = (*starts_on, *ends_on);
            return Err(Refusal::EffectiveOutsidePilot { on, starts_on, ends_on, settles_until });
        }
        Ok(())
    }

    /// Refuses a day after the pilot's last for what gives a child money or promises more of it. What is
    /// recorded late is of the day it belongs to.
    ///
    /// # Errors
    /// `EFFECTIVE_OUTSIDE_PILOT`.
    pub fn commits(&self, on: Day) -> Result<(), Refusal> {
        let (on, ends_on) = (self.belongs_to.unwrap_or(on), self.pilot.ends_on);
        if ends_on < on {
            let settles_until = self.pilot.settles_until();
            return Err(Refusal::CommittedAfterPilot { on, ends_on, settles_until });
        }
        Ok(())
    }

    /// Refuses a day that has not come: nothing has happened on it.
    ///
    /// # Errors
    /// `DAY_TO_COME`.
    pub fn has_come(&self, on: Day) -> Result<(), Refusal> {
        let Some(today) = self.today.filter(|today| *today < on) else { return Ok(()) };
        let meant = on.mistyped(today).filter(|meant| self.pilot.starts_on <= *meant);
        Err(Refusal::DayToCome { on, today, meant })
    }

    /// Whether the month of a day is closed.
    pub fn is_closed(&self, on: Day) -> bool {
        self.closed.contains(&on.month())
    }

    /// Finds the first month of the pilot before this one that is open.
    pub fn earlier_open(&self, month: Month) -> Option<Month> {
        let mut earlier = self.pilot.starts_on.month();
        while earlier < month {
            if !self.closed.contains(&earlier) {
                return Some(earlier);
            }
            earlier = earlier.next();
        }
        None
    }

    /// Refuses a day that a late fact cannot belong to: one in an open month, where it would be recorded
    /// as of that day, or one not before the day on which it is recorded.
    ///
    /// # Errors
    /// `EFFECTIVE_OUTSIDE_PILOT`, `BELONGS_TO_OPEN_MONTH`, `DAYS_OUT_OF_ORDER`.
    pub fn takes_late(&self, kind: EntryKind, belongs_on: Day, on: Day) -> Result<(), Refusal> {
        self.within(belongs_on)?;
        // Money of a pool that comes or goes later than its agreement is no other day's for that.
        let of_a_pool = matches!(kind, EntryKind::FundReceive | EntryKind::FundRepay);
        if !of_a_pool && !self.is_closed(belongs_on) {
            return Err(Refusal::BelongsToOpenMonth { month: belongs_on.month(), belongs_on });
        }
        if on <= belongs_on {
            let (what, before) = ("the entry", "the day it belongs to");
            return Err(Refusal::DaysOutOfOrder { what, on, before, before_on: belongs_on });
        }
        Ok(())
    }
}

/// Refuses a day before the budget opened.
pub(super) fn after_opening(budget: &Budget, on: Day) -> Result<(), Refusal> {
    if on < budget.opened_on {
        let child = budget.child.child_ref.clone();
        return Err(Refusal::BeforeBudgetOpened { child, opened_on: budget.opened_on, on });
    }
    Ok(())
}

/// Refuses a closed budget.
pub(crate) fn not_closed(budget: &Budget) -> Result<(), Refusal> {
    match budget.closed_on {
        Some(closed_on) => Err(Refusal::BudgetClosed { child: budget.child.child_ref.clone(), closed_on }),
        None => Ok(()),
    }
}

/// Marks an entry as this child's.
pub(super) fn of_child(budget: &Budget, draft: Draft) -> Draft {
    Draft { child: Some(budget.child.id), ..draft }
}
