//! Deliveries: what became of what was commissioned, and when.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, Completeness};
use domain::{Action, Day, EntryId, Units, rows};

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
        let left = expected.commissioned.and_then(|commissioned| {
            let now = delivery.units.map_or(0, Units::thousandths);
            Units::from_thousandths(commissioned.thousandths() - expected.delivered - now)
        });
        let then = match (delivery.completeness, left) {
            (Completeness::Partial, Some(left)) => format!("{left} still to be delivered"),
            (Completeness::Partial, None) => "more is still to be delivered".into(),
            (Completeness::Complete, Some(left)) if delivery.units.is_some() || expected.delivered > 0 => {
                format!("it is complete, {left} short")
            }
            (Completeness::Complete, _) => "it is complete".into(),
        };
        Ok(Reply::new(format!(
            "recorded a delivery {units}on commission {} on {on}; {then}",
            self.commission
        )))
    }
}
