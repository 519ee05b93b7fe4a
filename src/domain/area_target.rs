//! What an area is to reach for an aim, by an indicator: where it stood, what nobody is to be left beyond,
//! and what is wanted.

use super::register::check_outcome_aim;
use super::rows::AreaTarget;
use super::{Better, Refusal, Score};

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

    /// Returns what is to be reached, as people say it: `93 by 2007-06-30, from 88, nobody below 85`.
    pub fn terms(&self) -> String {
        let mut said =
            format!("{} by {}, from {}", self.target_thousandths, self.due_on, self.baseline_thousandths);
        if let Some(floor) = self.floor_thousandths {
            said.push_str(&format!(", nobody {} {floor}", self.worse()));
        }
        if let Some(predicted) = self.predicted_thousandths {
            said.push_str(&format!(", {predicted} predicted"));
        }
        if self.weight != 1 {
            said.push_str(&format!(", of weight {}", self.weight));
        }
        said
    }

    /// Returns which side of a figure is the worse one.
    fn worse(&self) -> &'static str {
        match self.better {
            Better::Higher => "below",
            Better::Lower => "above",
        }
    }

    /// Refuses an aim that is none, and a target on the worse side of its floor or baseline.
    ///
    /// # Errors
    /// `FIELD_INVALID`, `TARGET_BELOW_FLOOR`, `TARGET_BELOW_BASELINE`.
    pub fn checked(self) -> Result<Self, Refusal> {
        check_outcome_aim(&self.aim)?;
        if self.weight < 1 {
            let (found, wanted) = (self.weight.to_string(), "a weight of 1 or more");
            return Err(Refusal::FieldInvalid { field: "weight", found, wanted });
        }
        let target = self.target_thousandths;
        let percent = Score::from_thousandths(0)..=Score::from_thousandths(100_000);
        if self.indicator.as_str() == NEEDS_ACHIEVED && !percent.contains(&target) {
            let (found, wanted) = (target.to_string(), "a share in per cent, 0 to 100");
            return Err(Refusal::FieldInvalid { field: "target", found, wanted });
        }
        for (bound, at) in [("floor", self.floor_thousandths), ("baseline", Some(self.baseline_thousandths))]
        {
            let Some(at) = at else { continue };
            let worse = match self.better {
                Better::Higher => target < at,
                Better::Lower => target > at,
            };
            if worse {
                let (target, way, at) = (target.to_string(), self.worse(), at.to_string());
                return Err(Refusal::TargetBelow { target, way, bound, at });
            }
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
