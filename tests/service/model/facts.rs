//! What is recorded beside the money: scores, minutes, deliveries, needs and receipts, and how they are put
//! right. A fact is all that was ever said of it, the last of which stands.

use std::collections::BTreeMap;

use super::ask::Ask;
use super::chance::{local_day, near, number_of, perhaps};
use super::dice::Dice;
use super::hands::paid_at_once;
use super::world::World;

/// What is said of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Score { child: String, value: i64, informant: &'static str, on: String },
    Time { child: String, minutes: i64, activity: &'static str, who: String, on: String },
    Delivery { order: i64, units: Option<i64>, complete: bool, on: String },
    Need { child: String, likely: i64 },
    Mark { need: i64 },
    Receipt { order: i64, reason: &'static str, amount: Option<i64> },
}

/// A fact, known by the event that recorded it first.
#[derive(Clone, Debug)]
pub struct Fact {
    pub recorded_by: String,
    /// What was said of it, each by its event; nothing where it was withdrawn.
    pub said: Vec<(i64, Option<Said>)>,
}

impl Fact {
    pub fn stands(&self) -> Option<&Said> {
        self.said.last().and_then(|(_, said)| said.as_ref())
    }
}

/// A request about facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactAsk {
    Score {
        child: &'static str,
        value: i64,
        informant: &'static str,
    },
    CorrectScore {
        number: i64,
        value: Option<i64>,
        informant: Option<&'static str>,
    },
    Time {
        child: &'static str,
        minutes: i64,
        activity: &'static str,
        who: Option<&'static str>,
    },
    CorrectTime {
        number: i64,
        minutes: Option<i64>,
        activity: Option<&'static str>,
        who: Option<&'static str>,
    },
    Deliver {
        order: i64,
        units: Option<i64>,
        partly: bool,
    },
    CorrectDelivery {
        number: i64,
        units: Option<i64>,
        partly: Option<bool>,
    },
    Need {
        child: &'static str,
        likely: i64,
    },
    CorrectNeed {
        number: i64,
        likely: i64,
    },
    Meet {
        need: i64,
    },
    Receipt {
        order: i64,
        reason: &'static str,
        /// How much of what a family was paid it accounts for.
        amount: Option<i64>,
    },
    Withdraw {
        what: &'static str,
        number: i64,
    },
}

impl FactAsk {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Score { .. } => "outcome.record",
            Self::CorrectScore { .. } => "outcome.correct",
            Self::Time { .. } => "time.record",
            Self::CorrectTime { .. } => "time.correct",
            Self::Deliver { .. } => "delivery.record",
            Self::CorrectDelivery { .. } => "delivery.correct",
            Self::Need { .. } => "need.add",
            Self::CorrectNeed { .. } => "need.correct",
            Self::Meet { .. } => "need.meet",
            Self::Receipt { .. } => "receipt.none",
            Self::Withdraw { what: "outcome", .. } => "outcome.withdraw",
            Self::Withdraw { what: "time", .. } => "time.withdraw",
            Self::Withdraw { what: "delivery", .. } => "delivery.withdraw",
            Self::Withdraw { what: "need", .. } => "need.withdraw",
            Self::Withdraw { .. } => "receipt.withdraw",
        }
    }
}

type Answer<T = ()> = Result<T, &'static str>;

fn refuse_if(no: bool, code: &'static str) -> Answer {
    if no { Err(code) } else { Ok(()) }
}

/// Whether what is said is of the kind that a command is about.
fn is(said: &Said, what: &str) -> bool {
    match said {
        Said::Score { .. } => what == "outcome",
        Said::Time { .. } => what == "time",
        Said::Delivery { .. } => what == "delivery",
        Said::Need { .. } => what == "need",
        Said::Mark { .. } => what == "mark",
        Said::Receipt { .. } => what == "receipt",
    }
}

/// What was first said of a fact tells what it is.
fn is_of(fact: &Fact, what: &str) -> bool {
    fact.said[0].1.as_ref().is_some_and(|said| is(said, what))
}

/// The fact that has a number: its own, or that of any event that put it right.
fn find(world: &World, what: &str, number: i64) -> Option<i64> {
    let has = |fact: &Fact| is_of(fact, what) && fact.said.iter().any(|(event, _)| *event == number);
    world.facts.iter().find(|(_, fact)| has(fact)).map(|(number, _)| *number)
}

/// A fact that stands.
fn standing(world: &World, what: &str, number: i64) -> Answer<(i64, Said)> {
    let unknown = match what {
        "need" => "UNKNOWN_NEED",
        "receipt" => "UNKNOWN_RECEIPT",
        _ => "UNKNOWN_FACT",
    };
    let number = find(world, what, number).ok_or(unknown)?;
    let said = world.facts[&number].stands().ok_or("FACT_WITHDRAWN")?;
    Ok((number, said.clone()))
}

/// A fact that stands and is theirs to put right: nobody in these pilots but the administrator leads a case.
fn theirs(world: &World, actor: &str, what: &str, number: i64) -> Answer<(i64, Said)> {
    let (number, said) = standing(world, what, number)?;
    let may = world.people[actor].role != "lead_professional" || world.facts[&number].recorded_by == actor;
    refuse_if(!may, "FACT_OF_ANOTHER")?;
    Ok((number, said))
}

fn record(world: &mut World, actor: &str, said: Said) -> Answer {
    world.head += 1;
    world.facts.insert(world.head, Fact { recorded_by: actor.into(), said: vec![(world.head, Some(said))] });
    Ok(())
}

fn put_right(world: &mut World, number: i64, said: Option<Said>) -> Answer {
    world.head += 1;
    world.facts.get_mut(&number).unwrap().said.push((world.head, said));
    Ok(())
}

fn has_come(world: &World, day: &str) -> Answer {
    refuse_if(local_day(&world.clock).as_str() < day, "DAY_TO_COME")
}

fn known_child(world: &World, child: &str) -> Answer {
    refuse_if(!world.children.contains_key(child), "UNKNOWN_CHILD")
}

/// No other score of the same child, day and informant stands: one of the same value, or another.
fn no_other_score(world: &World, besides: Option<i64>, said: &Said) -> Answer<bool> {
    let Said::Score { child, value, informant, on } = said else { unreachable!("a score") };
    for (number, fact) in &world.facts {
        if let Some(Said::Score { child: c, value: v, informant: i, on: o }) = fact.stands()
            && (c, i, o) == (child, informant, on)
            && besides != Some(*number)
        {
            refuse_if(v != value || besides.is_some(), "OUTCOME_RECORDED_OTHERWISE")?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// What came of an order but for one delivery: units, and whether all of it did.
fn came(world: &World, order: i64, besides: Option<i64>) -> (i64, bool) {
    let mut came = (0, false);
    for (number, fact) in &world.facts {
        if let Some(Said::Delivery { order: of, units, complete, .. }) = fact.stands()
            && *of == order
            && besides != Some(*number)
        {
            came.0 += units.unwrap_or(0);
            came.1 |= complete;
        }
    }
    came
}

/// What is left of an order by its units is all of it, and never less than nothing.
fn fits(world: &World, order: i64, besides: Option<i64>, units: Option<i64>) -> Answer<bool> {
    let (Some(ordered), Some(units)) = (world.orders[&order].units, units) else { return Ok(false) };
    let in_all = came(world, order, besides).0 + units;
    refuse_if(in_all > ordered, "DELIVERY_ABOVE_COMMISSION")?;
    Ok(in_all == ordered)
}

pub fn act(world: &mut World, actor: &str, on: Option<&str>, today: &str, ask: &FactAsk) -> Answer {
    let day = on.unwrap_or(today).to_owned();
    match ask {
        FactAsk::Score { child, value, informant } => {
            known_child(world, child)?;
            refuse_if(!(0..=10).contains(value), "OUTCOME_OUT_OF_RANGE")?;
            has_come(world, &day)?;
            let said = Said::Score { child: (*child).into(), value: *value, informant, on: day };
            if no_other_score(world, None, &said)? { Ok(()) } else { record(world, actor, said) }
        }
        FactAsk::CorrectScore { number, value, informant } => {
            let (number, was) = theirs(world, actor, "outcome", *number)?;
            let Said::Score { child, value: v, informant: i, on: o } = was.clone() else {
                unreachable!("a score")
            };
            let on = on.map_or(o, Into::into);
            let now = Said::Score {
                child,
                value: value.unwrap_or(v),
                informant: informant.unwrap_or(i),
                on: on.clone(),
            };
            refuse_if(now == was, "NOTHING_TO_CORRECT")?;
            refuse_if(!(0..=10).contains(&value.unwrap_or(v)), "OUTCOME_OUT_OF_RANGE")?;
            has_come(world, &on)?;
            no_other_score(world, Some(number), &now)?;
            put_right(world, number, Some(now))
        }
        FactAsk::Time { child, minutes, activity, who } => {
            refuse_if(!(1..=1440).contains(minutes), "FIELD_INVALID")?;
            known_child(world, child)?;
            let who = who.unwrap_or(actor).to_owned();
            refuse_if(!world.people.contains_key(&who), "UNKNOWN_PRACTITIONER")?;
            has_come(world, &day)?;
            record(
                world,
                actor,
                Said::Time { child: (*child).into(), minutes: *minutes, activity, who, on: day },
            )
        }
        FactAsk::CorrectTime { number, minutes, activity, who } => {
            let (number, was) = theirs(world, actor, "time", *number)?;
            let Said::Time { child, minutes: m, activity: a, who: w, on: o } = was.clone() else {
                unreachable!("minutes")
            };
            let minutes = minutes.unwrap_or(m);
            refuse_if(!(1..=1440).contains(&minutes), "FIELD_INVALID")?;
            let who = who.map_or(w, Into::into);
            refuse_if(!world.people.contains_key(&who), "UNKNOWN_PRACTITIONER")?;
            let on: String = on.map_or(o, Into::into);
            has_come(world, &on)?;
            let now = Said::Time { child, minutes, activity: activity.unwrap_or(a), who, on };
            refuse_if(now == was, "NOTHING_TO_CORRECT")?;
            put_right(world, number, Some(now))
        }
        FactAsk::Deliver { order, units, partly } => {
            let placed = world.orders.get(order).ok_or("UNKNOWN_COMMISSION")?;
            has_come(world, &day)?;
            refuse_if(day < placed.placed, "DAYS_OUT_OF_ORDER")?;
            let held = world.standing(*order);
            let let_go = placed.closed_by.is_some() && held.committed() + held.spent() == 0;
            refuse_if(let_go, "COMMISSION_CLOSED")?;
            let at_once = world.entries[order].kind == "buy";
            refuse_if(at_once || came(world, *order, None).1, "DELIVERY_COMPLETE")?;
            let complete = fits(world, *order, None, *units)? || !partly;
            record(world, actor, Said::Delivery { order: *order, units: *units, complete, on: day })
        }
        FactAsk::CorrectDelivery { number, units, partly } => {
            let (number, was) = theirs(world, actor, "delivery", *number)?;
            let Said::Delivery { order, units: u, complete: c, on: o } = was.clone() else {
                unreachable!("a delivery")
            };
            let on: String = on.map_or(o, Into::into);
            has_come(world, &on)?;
            let (units, asked) = (units.or(u), partly.map_or(c, |partly| !partly));
            let same = was == Said::Delivery { order, units, complete: asked, on: on.clone() };
            refuse_if(same, "NOTHING_TO_CORRECT")?;
            refuse_if(on < world.orders[&order].placed, "DAYS_OUT_OF_ORDER")?;
            let all = fits(world, order, Some(number), units)?;
            let another = came(world, order, Some(number)).1;
            refuse_if(another && asked, "DELIVERY_COMPLETE")?;
            let complete = asked || all && !another;
            put_right(world, number, Some(Said::Delivery { order, units, complete, on }))
        }
        FactAsk::Need { child, likely } => {
            known_child(world, child)?;
            record(world, actor, Said::Need { child: (*child).into(), likely: *likely })
        }
        FactAsk::CorrectNeed { number, likely } => {
            let (number, was) = theirs(world, actor, "need", *number)?;
            let Said::Need { child, likely: l } = was else { unreachable!("a need") };
            refuse_if(l == *likely, "NOTHING_TO_CORRECT")?;
            put_right(world, number, Some(Said::Need { child, likely: *likely }))
        }
        FactAsk::Meet { need } => {
            let (need, _) = standing(world, "need", *need)?;
            has_come(world, &day)?;
            record(world, actor, Said::Mark { need })
        }
        FactAsk::Receipt { order, reason, amount } => {
            refuse_if(!world.orders.contains_key(order), "UNKNOWN_COMMISSION")?;
            let same = Said::Receipt { order: *order, reason, amount: *amount };
            if world.facts.values().any(|fact| fact.stands() == Some(&same)) {
                Ok(())
            } else {
                let above = amount
                    .is_some_and(|amount| accounted(world, *order) + amount > paid_at_once(world, *order));
                refuse_if(above, "ACCOUNTED_ABOVE_PAID")?;
                record(world, actor, same)
            }
        }
        FactAsk::Withdraw { what, number } => {
            let mut found = theirs(world, actor, what, *number);
            if *what == "need" && found == Err("UNKNOWN_NEED") {
                found = theirs(world, actor, "mark", *number)
                    .map_err(|code| if code == "UNKNOWN_FACT" { "UNKNOWN_NEED" } else { code });
            }
            let (number, said) = found?;
            let used = world.orders.values().any(|order| order.need == Some(number));
            refuse_if(matches!(said, Said::Need { .. }) && used, "NEED_IN_USE")?;
            put_right(world, number, None)
        }
    }
}

/// What is bought under a need is for the child who has it.
pub fn under_a_need(world: &World, need: Option<i64>, child: &str) -> Answer<Option<i64>> {
    let Some(need) = need else { return Ok(None) };
    let (_, said) = standing(world, "need", need)?;
    refuse_if(!matches!(said, Said::Need { child: of, .. } if of == child), "NEED_OF_ANOTHER_CHILD")?;
    Ok(Some(need))
}

/// What of an order receipts account for.
pub fn accounted(world: &World, order: i64) -> i64 {
    let amounts = world.facts.values().filter_map(|fact| match fact.stands() {
        Some(Said::Receipt { order: of, amount, .. }) if *of == order => *amount,
        _ => None,
    });
    amounts.sum()
}

/// What was recorded again is shown by what showed it before: its last receipt, for all that was accounted
/// for.
pub fn carry_over(world: &mut World, actor: &str, from: i64, to: i64) -> Answer {
    let all = accounted(world, from);
    refuse_if(all > 0 && all > paid_at_once(world, to), "ACCOUNTED_ABOVE_PAID")?;
    let last = world.facts.iter().rev().find_map(|(_, fact)| match fact.stands() {
        Some(Said::Receipt { order, reason, .. }) if *order == from => Some(*reason),
        _ => None,
    });
    if let Some(reason) = last {
        let amount = (all > 0).then_some(all);
        let said = vec![(to, Some(Said::Receipt { order: to, reason, amount }))];
        world.facts.insert(to, Fact { recorded_by: actor.into(), said });
    }
    Ok(())
}

/// What stands, as the ledger's views have it: by kind and number, the event and a figure of each.
pub fn standing_figures(world: &World) -> BTreeMap<String, [i64; 2]> {
    let mut figures = BTreeMap::new();
    for (number, fact) in &world.facts {
        let Some((event, Some(said))) = fact.said.last() else { continue };
        let (what, figure) = match said {
            Said::Score { value, .. } => ("score", value * 1000),
            Said::Time { minutes, .. } => ("time", *minutes),
            Said::Delivery { units, complete, .. } => {
                ("delivery", units.unwrap_or(0) * 10 + i64::from(*complete))
            }
            Said::Need { likely, .. } => ("need", *likely),
            Said::Mark { need } => ("mark", *need),
            Said::Receipt { order, .. } => ("receipt", *order),
        };
        figures.insert(format!("{what} {number}"), [*event, figure]);
    }
    figures
}

/// The same as the ledger has it.
pub const STANDING: &str = "
    SELECT 'score ' || number, event, value_thousandths FROM outcome_standing
     UNION ALL SELECT 'time ' || number, event, minutes FROM time_standing
     UNION ALL SELECT 'delivery ' || number, event, coalesce(units_thousandths, 0) * 10 + complete FROM delivery_standing
     UNION ALL SELECT 'need ' || number, event, likely_pence FROM need_standing
     UNION ALL SELECT 'mark ' || event, event, need_id FROM need_mark_standing
     UNION ALL SELECT 'receipt ' || event, event, commission_id FROM receipt_standing";

const CHILDREN: [&str; 5] = ["K1", "K2", "K3", "K6", "K-NOBODY"];

/// A need of a child, mostly; or of any.
pub fn need_of(dice: &mut Dice, world: &World, child: &str) -> i64 {
    let theirs = |fact: &&Fact| matches!(&fact.said[0].1, Some(Said::Need { child: of, .. }) if of == child);
    let mut needs = world.facts.iter().filter(|(_, fact)| theirs(fact) || fact.said.len() > 2);
    let any = needs.next().map(|(number, _)| *number);
    any.filter(|_| !dice.one_in(5)).unwrap_or_else(|| number_of(dice, world.facts.keys()))
}

/// The day of a score that is there: another of that day meets it.
pub fn day_of_a_score(dice: &mut Dice, world: &World) -> Option<String> {
    let days = world.facts.values().filter_map(|fact| match fact.stands() {
        Some(Said::Score { on, .. }) => Some(on.clone()),
        _ => None,
    });
    let days: Vec<String> = days.collect();
    (!days.is_empty()).then(|| days[dice.below(days.len())].clone())
}

/// Draws a request about facts: mostly one that may be.
pub fn draw(dice: &mut Dice, world: &World) -> Ask {
    let numbers = |what: &str| -> Vec<i64> {
        world.facts.iter().filter(|(_, fact)| is_of(fact, what)).map(|(number, _)| *number).collect()
    };
    let child = dice.pick(&CHILDREN);
    let informant = dice.pick(&["child", "carer"]);
    let activity = dice.pick(&["visit", "call"]);
    let who = perhaps(dice, 4, |dice| dice.pick(&["LP1", "LP2", "LPX"]));
    let of_units: Vec<i64> =
        world.orders.iter().filter(|(_, order)| order.units.is_some()).map(|(id, _)| *id).collect();
    let order = match dice.one_in(3) {
        true => number_of(dice, world.orders.keys()),
        false => number_of(dice, of_units.iter()),
    };
    let value = dice.between(-1, 11);
    let units = perhaps(dice, 2, |dice| near(dice, 3_000));
    Ask::Fact(match dice.below(16) {
        0..=2 => FactAsk::Score { child, value, informant },
        3 => FactAsk::CorrectScore {
            number: number_of(dice, numbers("outcome").iter()),
            value: perhaps(dice, 2, |dice| dice.between(-1, 11)),
            informant: perhaps(dice, 3, |dice| dice.pick(&["child", "carer"])),
        },
        4 => FactAsk::Time { child, minutes: near(dice, 60), activity, who },
        5 => FactAsk::CorrectTime {
            number: number_of(dice, numbers("time").iter()),
            minutes: perhaps(dice, 2, |dice| near(dice, 1440)),
            activity: perhaps(dice, 3, |_| activity),
            who,
        },
        6 | 7 => FactAsk::Deliver { order, units, partly: dice.one_in(2) },
        8 | 9 => FactAsk::CorrectDelivery {
            number: number_of(dice, numbers("delivery").iter()),
            units,
            partly: perhaps(dice, 2, |dice| dice.one_in(2)),
        },
        10 => FactAsk::Need { child, likely: near(dice, 10_000) },
        11 => FactAsk::CorrectNeed {
            number: number_of(dice, numbers("need").iter()),
            likely: near(dice, 10_000),
        },
        12 => FactAsk::Meet { need: number_of(dice, numbers("need").iter()) },
        13 => FactAsk::Receipt { order, reason: dice.pick(&["lost", "burnt"]), amount: None },
        _ => {
            let what = dice.pick(&["outcome", "time", "delivery", "need", "receipt"]);
            let also = if what == "need" && dice.one_in(2) { "mark" } else { what };
            FactAsk::Withdraw { what, number: number_of(dice, numbers(also).iter()) }
        }
    })
}
