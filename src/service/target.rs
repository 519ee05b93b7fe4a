//! What areas are to reach, and where they stand.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::area_target::NEEDS_ACHIEVED;
use domain::rows::AreaTarget;
use domain::{Action, Better, Code, Day, Refusal, Score, Text, rows};

/// Sets what an area, or the whole pilot, is to reach. The newest of a name holds.
#[derive(Clone, Debug, Serialize)]
pub struct TargetSet {
    pub aim: Code,
    pub indicator: Code,
    pub value: Score,
    pub area: Option<Text>,
    pub baseline: Score,
    pub floor: Option<Score>,
    pub predicted: Option<Score>,
    /// Which way is better; nothing is said of what is counted here, of which it is known.
    pub better: Option<Better>,
    pub weight: u32,
    pub due_on: Day,
}

/// Records what an indicator was on a day. The newest of a day holds.
#[derive(Clone, Debug, Serialize)]
pub struct TargetActual {
    pub aim: Code,
    pub indicator: Code,
    pub value: Score,
    pub area: Option<Text>,
    pub on: Option<Day>,
}

impl UseCase for TargetSet {
    const KIND: &'static str = "target.set";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let target = self.target(work)?;
        if let Some((number, _)) = work
            .reader()
            .named_target(self.area.as_ref(), &self.aim, &self.indicator)?
            .filter(|(_, was)| *was == target)
        {
            let sentence = format!("already recorded as entry {number}");
            return Ok(Reply { number, already: true, ..Reply::new(sentence) });
        }
        let warnings = self.area_unknown(work)?;
        work.tx.insert(&target)?;
        let sentence = format!("{}: {}", target.spoken(), target.terms());
        Ok(Reply { warnings, ..Reply::new(sentence) })
    }
}

impl TargetSet {
    /// Returns the target, once it is one.
    pub(super) fn target(&self, work: &UnitOfWork<'_>) -> Result<AreaTarget> {
        let starts_on = work.calendar.pilot.starts_on;
        if self.due_on < starts_on {
            let (found, wanted) = (self.due_on.to_string(), "a day in the pilot or after it");
            return Err(Refusal::FieldInvalid { field: "due_on", found, wanted }.into());
        }
        let scale = work.reader().measure(&self.indicator)?;
        if let Some(scale) = &scale {
            for score in [Some(self.value), Some(self.baseline), self.floor, self.predicted] {
                score.map_or(Ok(()), |score| scale.admits(&self.indicator, score))?;
            }
        }
        let known = match &scale {
            Some(scale) => Some(scale.better),
            None => (self.indicator.as_str() == NEEDS_ACHIEVED).then_some(Better::Higher),
        };
        Ok(AreaTarget {
            area: self.area.clone(),
            aim: self.aim.clone(),
            indicator: self.indicator.clone(),
            measure_id: scale.map(|scale| scale.id),
            better: known.or(self.better).unwrap_or(Better::Higher),
            baseline_thousandths: self.baseline,
            floor_thousandths: self.floor,
            target_thousandths: self.value,
            predicted_thousandths: self.predicted,
            weight: self.weight.into(),
            due_on: self.due_on,
        }
        .checked()?)
    }

    /// Warns of an area in which no child is: it may be mistyped.
    pub(super) fn area_unknown(&self, work: &UnitOfWork<'_>) -> Result<Vec<String>> {
        let Some(area) = &self.area else { return Ok(Vec::new()) };
        let areas = work.reader().areas()?;
        let known = areas.contains(area);
        let areas: Vec<String> = areas.iter().map(ToString::to_string).collect();
        let warning = format!("no child is in {area}; there are children in {}", areas.join(", "));
        Ok(if known || areas.is_empty() { Vec::new() } else { vec![warning] })
    }
}

impl UseCase for TargetActual {
    const KIND: &'static str = "target.actual";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let on = work.on(self.on);
        let (number, target) = self.of(work)?;
        if self.known(work, number, on)? == Some(self.value) {
            return Ok(Reply { already: true, ..Reply::new("already recorded") });
        }
        self.record(work, number, on)?;
        Ok(Reply::new(format!(
            "{}: {} on {on}; wanted: {} by {}",
            target.spoken(),
            self.value,
            target.target_thousandths,
            target.due_on
        )))
    }
}

impl TargetActual {
    /// Finds the target it is of, once that takes values.
    pub(super) fn of(&self, work: &UnitOfWork<'_>) -> Result<(i64, AreaTarget)> {
        let named = work.reader().named_target(self.area.as_ref(), &self.aim, &self.indicator)?;
        let said = match &self.area {
            Some(area) => format!("{} {} in {area}", self.aim, self.indicator),
            None => format!("{} {}", self.aim, self.indicator),
        };
        let (number, target) = work.found(named, "target", said)?;
        target.takes_values()?;
        Ok((number, target))
    }

    /// What is recorded of the day, which has come.
    pub(super) fn known(&self, work: &UnitOfWork<'_>, number: i64, on: Day) -> Result<Option<Score>> {
        work.calendar.has_come(on)?;
        Ok(work.reader().area_actual(number, on)?)
    }

    pub(super) fn record(&self, work: &mut UnitOfWork<'_>, number: i64, on: Day) -> Result<()> {
        work.tx.insert(&rows::AreaActual {
            target: number,
            observed_on: on,
            value_thousandths: self.value,
        })?;
        Ok(())
    }
}
