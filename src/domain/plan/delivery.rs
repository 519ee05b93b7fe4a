//! What became of what was commissioned.

use crate::{Day, EntryId, Refusal, Units};

/// A commission, and what has come of it so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The commission.
    pub commission: EntryId,
    pub placed_on: Day,
    /// How many units were commissioned, where it was said.
    pub commissioned: Option<Units>,
    /// How many units have come, in thousandths.
    pub delivered: i64,
    /// Since when it is complete: by a purchase in one step, or by a delivery.
    pub complete: Option<Day>,
    /// The entry by which it ended with nothing used: there is nothing to come.
    pub let_go: Option<EntryId>,
}

/// Whether more of a commission is still to be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// This is all of it, or all there will be.
    Complete,
    /// More is to come.
    Partial,
}

/// Something that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Of which commission.
    pub commission: EntryId,
    /// When.
    pub on: Day,
    /// How many units.
    pub units: Option<Units>,
    /// Whether the commission is complete now.
    pub completeness: Completeness,
}

/// What had come of a commission by a day, of the deliveries that are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Came {
    /// Units, in thousandths; `None` where a delivery did not say how many.
    pub units: Option<i64>,
    /// The last day by then on which anything came.
    pub last_on: Option<Day>,
    /// Whether all of it had come.
    pub complete: bool,
    /// Whether any delivery of it is recorded at all: without one, what is invoiced counts as delivered.
    pub recorded: bool,
}

impl Came {
    /// Decides of all deliveries of a commission that are known.
    pub fn by(day: Day, known: &[Delivery]) -> Self {
        let by_then = || known.iter().filter(|delivery| delivery.on <= day);
        let units = |delivery: &Delivery| delivery.units.map(Units::thousandths);
        Self {
            units: by_then().map(units).sum(),
            last_on: by_then().map(|delivery| delivery.on).max(),
            complete: by_then().any(|delivery| delivery.completeness == Completeness::Complete),
            recorded: !known.is_empty(),
        }
    }
}

impl Expected {
    /// Refuses fewer units than have come.
    ///
    /// # Errors
    /// `DELIVERY_ABOVE_COMMISSION`.
    pub fn admits(&self, units: Units) -> Result<(), Refusal> {
        if units.thousandths() >= self.delivered {
            return Ok(());
        }
        let came = Units::from_thousandths(self.delivered).map(|units| units.to_string()).unwrap_or_default();
        let (commission, commissioned, left) = (self.commission, units.to_string(), "0".to_owned());
        Err(Refusal::DeliveryAboveCommission { commission, commissioned, left, given: came })
    }
}

/// Plans a delivery. What reaches the units that were commissioned is all of it, whatever was said.
///
/// # Errors
/// A day before the commission; one that was let go, or is complete; more units than were commissioned.
pub fn deliver(
    expected: &Expected,
    on: Day,
    units: Option<Units>,
    completeness: Completeness,
) -> Result<Delivery, Refusal> {
    let Expected { commission, placed_on, commissioned, delivered, complete, let_go } = *expected;
    if on < placed_on {
        let (what, before) = ("the delivery", "the commission");
        return Err(Refusal::DaysOutOfOrder { what, on, before, before_on: placed_on });
    }
    if let Some(closed_by) = let_go {
        return Err(Refusal::CommissionClosed { commission, closed_by });
    }
    if let Some(since) = complete {
        return Err(Refusal::DeliveryComplete { commission, since });
    }
    let (Some(commissioned), Some(now)) = (commissioned, units) else {
        return Ok(Delivery { commission, on, units, completeness });
    };
    let in_all = delivered + now.thousandths();
    if in_all > commissioned.thousandths() {
        let left = Units::from_thousandths(commissioned.thousandths() - delivered);
        let left = left.map_or_else(|| "0".to_owned(), |left| left.to_string());
        let (commissioned, given) = (commissioned.to_string(), now.to_string());
        return Err(Refusal::DeliveryAboveCommission { commission, commissioned, left, given });
    }
    let completeness =
        if in_all == commissioned.thousandths() { Completeness::Complete } else { completeness };
    Ok(Delivery { commission, on, units, completeness })
}

/// Plans what takes the place of a delivery; `besides` is the commission as it is without that one. Where
/// another delivery says that it is complete, that one goes on to say so.
///
/// # Errors
/// A day before the commission; more units than were commissioned, with the others; a second one that is
/// the last.
pub fn redeliver(
    besides: &Expected,
    on: Day,
    units: Option<Units>,
    completeness: Completeness,
) -> Result<Delivery, Refusal> {
    let alone = Expected { complete: None, let_go: None, ..besides.clone() };
    let planned = deliver(&alone, on, units, completeness)?;
    match (besides.complete, completeness) {
        (Some(since), Completeness::Complete) => {
            Err(Refusal::DeliveryComplete { commission: besides.commission, since })
        }
        (Some(_), Completeness::Partial) => Ok(Delivery { completeness, ..planned }),
        (None, _) => Ok(planned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(commissioned: Option<&str>, delivered: i64) -> Expected {
        Expected {
            commission: EntryId::new(15),
            placed_on: "2006-09-01".parse().unwrap(),
            commissioned: commissioned.map(|units| units.parse().unwrap()),
            delivered,
            complete: None,
            let_go: None,
        }
    }

    #[test]
    fn what_came_by_a_day_is_what_was_said_of_it_by_then() {
        let of = |on: &str, units: Option<&str>, completeness| Delivery {
            commission: EntryId::new(15),
            on: on.parse().unwrap(),
            units: units.map(|units| units.parse().unwrap()),
            completeness,
        };
        let march: Day = "2007-03-31".parse().unwrap();
        let nothing = Came { units: Some(0), last_on: None, complete: false, recorded: false };
        assert_eq!(Came::by(march, &[]), nothing);
        let april = of("2007-04-01", Some("6"), Completeness::Complete);
        assert_eq!(Came::by(march, &[april]), Came { recorded: true, ..nothing });
        let known = [
            of("2007-03-31", Some("4"), Completeness::Partial),
            of("2007-03-02", Some("1.5"), Completeness::Partial),
            april,
        ];
        let came = Came { units: Some(5_500), last_on: Some(march), complete: false, recorded: true };
        assert_eq!(Came::by(march, &known), came);
        let silent = [known[0], of("2007-03-05", None, Completeness::Complete)];
        assert_eq!(Came::by(march, &silent), Came { units: None, complete: true, ..came });
    }

    #[test]
    fn what_reaches_the_commission_is_all_of_it() {
        let on: Day = "2006-09-01".parse().unwrap();
        let units = |text: &str| Some(text.parse::<Units>().unwrap());
        let completeness =
            |expected: &Expected, units, so_far| deliver(expected, on, units, so_far).unwrap().completeness;
        assert_eq!(
            completeness(&expected(Some("10"), 4_000), units("6"), Completeness::Partial),
            Completeness::Complete
        );
        assert_eq!(
            completeness(&expected(Some("10"), 4_000), units("5.999"), Completeness::Partial),
            Completeness::Partial
        );
        assert_eq!(
            completeness(&expected(Some("10"), 0), units("8"), Completeness::Complete),
            Completeness::Complete
        );
        assert_eq!(
            completeness(&expected(Some("10"), 0), None, Completeness::Partial),
            Completeness::Partial
        );
        assert_eq!(
            completeness(&expected(None, 0), units("99"), Completeness::Partial),
            Completeness::Partial
        );
        deliver(&expected(Some("10"), 4_000), on, units("6.001"), Completeness::Partial).unwrap_err();
    }

    #[test]
    fn what_takes_the_place_of_a_delivery_fits_beside_the_others() {
        let on: Day = "2006-09-01".parse().unwrap();
        let units = |text: &str| Some(text.parse::<Units>().unwrap());
        // Ten were ordered; another delivery brought the last four.
        let besides = Expected { complete: Some(on), ..expected(Some("10"), 4_000) };
        let planned = redeliver(&besides, on, units("6"), Completeness::Partial).unwrap();
        assert_eq!(planned.completeness, Completeness::Partial);
        redeliver(&besides, on, units("6"), Completeness::Complete).unwrap_err();
        redeliver(&besides, on, units("6.5"), Completeness::Partial).unwrap_err();
        let open = Expected { let_go: Some(EntryId::new(20)), ..expected(Some("10"), 4_000) };
        let planned = redeliver(&open, on, units("6"), Completeness::Partial).unwrap();
        assert_eq!(planned.completeness, Completeness::Complete);
    }
}
