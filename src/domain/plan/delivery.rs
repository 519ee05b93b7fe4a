//! What came of what was ordered.

use crate::{Day, EntryId, Refusal, Units};

/// An order, and what has come of it so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The order.
    pub commission: EntryId,
    /// The day it was placed.
    pub placed_on: Day,
    /// How many units were ordered, where it was said.
    pub ordered: Option<Units>,
    /// How many units have come, in thousandths.
    pub delivered: i64,
    /// Since when it is complete: by a purchase in one step, or by a delivery.
    pub complete: Option<Day>,
    /// The entry by which it ended with nothing used: there is nothing to come.
    pub let_go: Option<EntryId>,
}

/// Whether more of an order is still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// This is all of it, or all there will be.
    Whole,
    /// More is to come.
    Some,
}

/// Something that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Of which order.
    pub commission: EntryId,
    /// When.
    pub on: Day,
    /// How many units.
    pub units: Option<Units>,
    /// Whether the order is complete now.
    pub part: Part,
}

/// Plans a delivery. What reaches the units that were ordered is all of it, whatever was said.
///
/// # Errors
/// A day before the order; an order that was let go, or is complete; more units than were ordered.
pub fn deliver(expected: &Expected, on: Day, units: Option<Units>, part: Part) -> Result<Delivery, Refusal> {
    let Expected { commission, placed_on, ordered, delivered, complete, let_go } = *expected;
    if on < placed_on {
        let (what, before) = ("the delivery", "the order");
        return Err(Refusal::DaysOutOfOrder { what, on, before, before_on: placed_on });
    }
    if let Some(closed_by) = let_go {
        return Err(Refusal::CommissionClosed { commission, closed_by });
    }
    if let Some(since) = complete {
        return Err(Refusal::DeliveryComplete { commission, since });
    }
    let (Some(ordered), Some(now)) = (ordered, units) else {
        return Ok(Delivery { commission, on, units, part });
    };
    let in_all = delivered + now.thousandths();
    if in_all > ordered.thousandths() {
        let left = Units::from_thousandths(ordered.thousandths() - delivered);
        let left = left.map_or_else(|| "0".to_owned(), |left| left.to_string());
        let (ordered, given) = (ordered.to_string(), now.to_string());
        return Err(Refusal::DeliveryAboveOrder { commission, ordered, left, given });
    }
    let part = if in_all == ordered.thousandths() { Part::Whole } else { part };
    Ok(Delivery { commission, on, units, part })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(ordered: Option<&str>, delivered: i64) -> Expected {
        Expected {
            commission: EntryId::new(15),
            placed_on: "2006-09-01".parse().unwrap(),
            ordered: ordered.map(|units| units.parse().unwrap()),
            delivered,
            complete: None,
            let_go: None,
        }
    }

    #[test]
    fn what_reaches_the_order_is_all_of_it() {
        let on: Day = "2006-09-01".parse().unwrap();
        let units = |text: &str| Some(text.parse::<Units>().unwrap());
        let part = |expected: &Expected, units, part| deliver(expected, on, units, part).unwrap().part;
        assert_eq!(part(&expected(Some("10"), 4_000), units("6"), Part::Some), Part::Whole);
        assert_eq!(part(&expected(Some("10"), 4_000), units("5.999"), Part::Some), Part::Some);
        assert_eq!(part(&expected(Some("10"), 0), units("8"), Part::Whole), Part::Whole);
        assert_eq!(part(&expected(Some("10"), 0), None, Part::Some), Part::Some);
        assert_eq!(part(&expected(None, 0), units("99"), Part::Some), Part::Some);
        deliver(&expected(Some("10"), 4_000), on, units("6.001"), Part::Some).unwrap_err();
    }
}
