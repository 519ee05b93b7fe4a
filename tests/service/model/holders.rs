//! Who holds a child's budget: offered by whoever holds it, or somebody above, and accepted by whoever takes
//! it over. Until then it is whoever leads the case: in these pilots the administrator.

use super::ask::Ask;
use super::chance::perhaps;
use super::dice::Dice;
use super::world::World;

const LEAD: &str = "ADMIN";

/// An offer of a budget, or its withdrawal; and those who took it over.
#[derive(Clone, Debug)]
pub enum Change {
    Offer { to: Option<String>, on: String },
    Taken { by: String, from: String },
}

type Answer<T = ()> = Result<T, &'static str>;

fn refuse_if(no: bool, code: &'static str) -> Answer {
    if no { Err(code) } else { Ok(()) }
}

/// Who holds a budget on a day: the last to have taken it over by then.
pub fn holder(world: &World, child: &str, day: &str) -> String {
    let taken = world.holders.iter().rev().find_map(|(of, change)| match change {
        Change::Taken { by, from } if of == child && from.as_str() <= day => Some(by.clone()),
        _ => None,
    });
    taken.unwrap_or_else(|| LEAD.into())
}

/// Whoever buys holds the budget, or stands above its holders.
pub fn holds(world: &World, child: &str, who: &str, day: &str) -> Answer {
    let above = ["administrator", "manager", "finance"].contains(&world.people[who].role);
    refuse_if(!above && holder(world, child, day) != who, "NOT_THE_HOLDER")
}

/// The newest offer, unless it was accepted or withdrawn: to whom, and on which day.
fn open_offer(world: &World, child: &str) -> Option<(String, String)> {
    match world.holders.iter().rev().find(|(of, _)| of == child)? {
        (_, Change::Offer { to: Some(to), on }) => Some((to.clone(), on.clone())),
        _ => None,
    }
}

fn open_budget(world: &World, child: &str) -> Answer<bool> {
    let found = world.children.get(child).ok_or("UNKNOWN_CHILD")?;
    refuse_if(found.opened.is_none(), "NO_BUDGET")?;
    Ok(found.closed.is_some())
}

pub fn hand_over(world: &mut World, actor: &str, child: &str, to: Option<&str>, day: &str) -> Answer {
    let closed = open_budget(world, child)?;
    let holder = holder(world, child, day);
    refuse_if(to.is_some_and(|to| !world.people.contains_key(to)), "UNKNOWN_PRACTITIONER")?;
    holds(world, child, actor, day)?;
    refuse_if(closed, "BUDGET_CLOSED")?;
    match to {
        None => refuse_if(open_offer(world, child).is_none(), "NOT_OFFERED")?,
        Some(to) => {
            refuse_if(to == holder, "HOLDS_ALREADY")?;
            let person = &world.people[to];
            refuse_if(person.role == "evaluator", "ROLE_MAY_NOT")?;
            refuse_if(person.left.is_some_and(|left| left < day), "PRACTITIONER_NOT_THERE")?;
        }
    }
    world.head += 1;
    world.holders.push((child.into(), Change::Offer { to: to.map(Into::into), on: day.into() }));
    Ok(())
}

pub fn take_over(world: &mut World, actor: &str, child: &str, day: &str) -> Answer {
    let closed = open_budget(world, child)?;
    let (to, offered) = open_offer(world, child).ok_or("NOT_OFFERED")?;
    refuse_if(to != actor, "OFFERED_TO_ANOTHER")?;
    refuse_if(closed, "BUDGET_CLOSED")?;
    let taken = world.holders.iter().filter_map(|(of, change)| match change {
        Change::Taken { from, .. } if of == child => Some(from.as_str()),
        _ => None,
    });
    refuse_if(taken.max().is_some_and(|last| day < last) || day < offered.as_str(), "DAYS_OUT_OF_ORDER")?;
    world.head += 1;
    world.holders.push((child.into(), Change::Taken { by: actor.into(), from: day.into() }));
    Ok(())
}

/// Draws an offer, or that one is accepted.
pub fn draw(dice: &mut Dice, world: &World) -> Ask {
    const CHILDREN: [&str; 5] = ["K1", "K2", "K3", "K4", "K-NOBODY"];
    let offered = CHILDREN.into_iter().find(|child| open_offer(world, child).is_some());
    let opened = |child: &&str| world.children.get(*child).is_some_and(|found| found.opened.is_some());
    let child = CHILDREN.into_iter().filter(opened).nth(dice.below(4)).unwrap_or(dice.pick(&CHILDREN));
    match dice.one_in(2) {
        true => Ask::TakeOver { child: offered.unwrap_or(child) },
        false => {
            let to = dice.pick(&["LP1", "LP1", "LP2", "LP3", "EVAL", "LPX", "ADMIN"]);
            Ask::HandOver { child, to: (!dice.one_in(8)).then_some(to) }
        }
    }
}

/// Who accepts: mostly the one to whom it was offered.
pub fn who_accepts(dice: &mut Dice, world: &World, child: &str) -> &'static str {
    let to = open_offer(world, child).map(|(to, _)| to);
    let known = ["LP1", "LP2", "LP3", "ADMIN"].into_iter().find(|who| Some(*who) == to.as_deref());
    known.filter(|_| !dice.one_in(6)).unwrap_or("LP1")
}

/// Whether the policy asks for the holder, and how strictly.
pub fn gate(dice: &mut Dice) -> Option<&'static str> {
    perhaps(dice, 2, |dice| dice.pick(&["required", "required", "warn"]))
}
