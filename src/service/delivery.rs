//! Deliveries: what became of what was commissioned, and when.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, Completeness, Delivery, Expected};
use domain::{Action, Day, EntryId, FactKind, Refusal, Text, Units, rows};

/// Records that something commissioned has come.
#[derive(Clone, Debug, Serialize)]
pub struct DeliveryRecord {
    pub commission: i64,
    pub units: Option<Units>,
    /// More of it is to come.
    pub partly: bool,
    pub on: Option<Day>,
}

impl UseCase for DeliveryRecord {
    const KIND: &'static str = "delivery.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let found = work.reader().expected_delivery(EntryId::new(self.commission))?;
        let expected = work.found(found, "commission", self.commission)?;
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        let completeness = if self.partly { Completeness::Partial } else { Completeness::Complete };
        let delivery = plan::deliver(&expected, on, self.units, completeness)?;
        work.tx.insert(&rows::Delivery {
            commission_id: delivery.commission,
            delivered_on: delivery.on,
            units_thousandths: delivery.units,
            complete: delivery.completeness == Completeness::Complete,
        })?;
        let units = self.units.map(|units| format!("of {units} units ")).unwrap_or_default();
        let then = then(&expected, &delivery);
        Ok(Reply::new(format!(
            "recorded a delivery {units}on commission {} on {on}; {then}",
            self.commission
        )))
    }
}

/// Says what is left of a commission after a delivery.
fn then(expected: &Expected, delivery: &Delivery) -> String {
    let left = expected.commissioned.and_then(|commissioned| {
        let now = delivery.units.map_or(0, Units::thousandths);
        Units::from_thousandths(commissioned.thousandths() - expected.delivered - now)
    });
    let is_complete = delivery.completeness == Completeness::Complete || expected.complete.is_some();
    match (is_complete, left) {
        (false, Some(left)) => format!("{left} still to be delivered"),
        (false, None) => "more is still to be delivered".into(),
        (true, Some(left)) if delivery.units.is_some() || expected.delivered > 0 => {
            format!("it is complete, {left} short")
        }
        (true, _) => "it is complete".into(),
    }
}

/// Gives a commission the units back that it had before a change which is undone or refused, from a day on.
pub(super) fn restore_units(
    work: &mut UnitOfWork<'_>,
    commission_id: EntryId,
    change: EntryId,
    agreed_on: Day,
) -> Result<()> {
    let Some(before) = work.reader().units_before(commission_id, change)? else { return Ok(()) };
    if let (Some(units), Some(expected)) = (before, work.reader().expected_delivery(commission_id)?) {
        expected.admits(units)?;
    }
    work.tx.insert(&rows::UnitsAgreed { commission_id, agreed_on, units_thousandths: before })?;
    Ok(())
}

/// Corrects a delivery: what is given takes the place of what was recorded.
#[derive(Clone, Debug, Serialize)]
pub struct DeliveryCorrect {
    pub number: i64,
    pub units: Option<Units>,
    /// Whether more is to come, where that was wrong.
    pub partly: Option<bool>,
    pub on: Option<Day>,
    pub reason: Text,
}

impl UseCase for DeliveryCorrect {
    const KIND: &'static str = "delivery.correct";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fact = work.correctable(FactKind::Delivery, self.number)?;
        let was = work.reader().recorded_delivery(fact.stands)?;
        let was = work.found(was, "delivery", self.number)?;
        let on = self.on.unwrap_or(was.on);
        work.calendar.has_come(on)?;
        let units = self.units.or(was.units);
        let completeness = match self.partly {
            Some(true) => Completeness::Partial,
            Some(false) => Completeness::Complete,
            None => was.completeness,
        };
        if (on, units, completeness) == (was.on, was.units, was.completeness) {
            let given = self.on.is_some() || self.units.is_some() || self.partly.is_some();
            return Err(if given { Refusal::CorrectAlready } else { Refusal::NothingToCorrect }.into());
        }
        let besides = work.reader().expected_besides(was.commission, fact.stands)?;
        let besides = work.found(besides, "commission", was.commission)?;
        let delivery = plan::redeliver(&besides, on, units, completeness)?;
        let warnings = work.told_before(&fact)?;
        let said = work.reader().said(&fact)?;
        work.tx.correct(&fact, &self.reason)?;
        work.tx.insert(&rows::Delivery {
            commission_id: delivery.commission,
            delivered_on: delivery.on,
            units_thousandths: delivery.units,
            complete: delivery.completeness == Completeness::Complete,
        })?;
        let units = delivery.units.map(|units| format!("{units} units ")).unwrap_or_default();
        let sentence = format!(
            "corrected delivery {}: {units}on commission {} on {on}; {}; it was {said}",
            fact.number,
            was.commission,
            then(&besides, &delivery)
        );
        Ok(Reply { warnings, ..Reply::new(sentence) })
    }
}
