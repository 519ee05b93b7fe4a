//! Deliveries: what became of what was commissioned, and when.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, Part};
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
        let part = if self.partly { Part::Some } else { Part::Whole };
        let delivery = plan::deliver(&expected, on, self.units, part)?;
        work.tx.insert(&rows::Delivery {
            commission_id: delivery.commission,
            delivered_on: delivery.on,
            units_thousandths: delivery.units,
            complete: delivery.part == Part::Whole,
        })?;
        let units = self.units.map(|units| format!("of {units} units ")).unwrap_or_default();
        let left = expected.ordered.and_then(|ordered| {
            let now = delivery.units.map_or(0, Units::thousandths);
            Units::from_thousandths(ordered.thousandths() - expected.delivered - now)
        });
        let then = match (delivery.part, left) {
            (Part::Some, Some(left)) => format!("{left} still to be delivered"),
            (Part::Some, None) => "more is still to be delivered".into(),
            (Part::Whole, Some(left)) if delivery.units.is_some() || expected.delivered > 0 => {
                format!("it is complete, {left} short")
            }
            (Part::Whole, _) => "it is complete".into(),
        };
        Ok(Reply::new(format!(
            "recorded a delivery {units}on commission {} on {on}; {then}",
            self.commission
        )))
    }
}
