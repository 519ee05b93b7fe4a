//! What an area is to reach for an aim, by an indicator: where it stood, what nobody is to be left beyond,
//! and what is wanted.

use super::register::check_outcome_aim;
use super::rows::AreaTarget;
use super::{Better, Refusal};

/// The indicator that is counted from what became of needs: the share, in per cent, of those with a result
/// whose hope was achieved.
pub const NEEDS_ACHIEVED: &str = "needs_achieved";

impl AreaTarget {
    /// Tells whether what is recorded here says how the indicator stands.
    fn is_counted(&self) -> bool {
        self.measure_id.is_some() || self.indicator.as_str() == NEEDS_ACHIEVED
    }

    /// Returns whose it is, as people say it: `attendance in Millbrook (3.2)`.
    pub fn spoken(&self) -> String {
        let area = self.area.as_ref().map(|area| format!(" in {area}")).unwrap_or_default();
        format!("{}{area} ({})", self.indicator, self.aim)
    }

    /// Returns which side of a figure is the worse one.
    pub fn worse(&self) -> &'static str {
        match self.better {
            Better::Higher => "below",
            Better::Lower => "above",
        }
    }

    /// Refuses an aim that is none, and a target on the worse side of its floor.
    ///
    /// # Errors
    /// `FIELD_INVALID`, `TARGET_BELOW_FLOOR`.
    pub fn checked(self) -> Result<Self, Refusal> {
        check_outcome_aim(&self.aim)?;
        if self.weight < 1 {
            let (found, wanted) = (self.weight.to_string(), "a weight of 1 or more");
            return Err(Refusal::FieldInvalid { field: "weight", found, wanted });
        }
        let target = self.target_thousandths;
        let Some(floor) = self.floor_thousandths else { return Ok(self) };
        let worse = match self.better {
            Better::Higher => target < floor,
            Better::Lower => target > floor,
        };
        if worse {
            let (target, floor) = (target.to_string(), floor.to_string());
            return Err(Refusal::TargetBelowFloor { target, way: self.worse(), floor });
        }
        Ok(self)
    }

    /// Refuses a value for what is counted from what is recorded here.
    ///
    /// # Errors
    /// `INDICATOR_COUNTED`.
    pub fn takes_values(&self) -> Result<(), Refusal> {
        if self.is_counted() {
            return Err(Refusal::IndicatorCounted { indicator: self.indicator.clone() });
        }
        Ok(())
    }
}
