//! Money in other hands: what a family was paid and accounts for, and what a broker holds. Written from the
//! rules, not from the program.

use super::ask::{Ask, PaidBy, Want};
use super::chance::{near, number_of, perhaps};
use super::dice::Dice;
use super::facts::{FactAsk, accounted};
use super::rules::{
    Scene, admits, after_opening, after_placing, decided, drawn_or_fed, enter, invoice_of, known_order,
    new_document, numbered, of_the_pilot, own, refuse_if, take_back,
};
use super::world::{Place, Posting, World};

type Answer<T = ()> = Result<T, &'static str>;

/// What is agreed with FA, a family, and with BR, a broker, for whom; all before the pilot began.
enum Agreed {
    /// What may be kept; nothing is asked back where that is forbidden.
    Family(Option<i64>),
    Broker,
}

fn agreed(child: &str, payee: &str) -> Option<Agreed> {
    match (child, payee) {
        ("K1", "FA") => Some(Agreed::Family(Some(2_000))),
        ("K2", "FA") => Some(Agreed::Family(None)),
        ("K3", "FA") => Some(Agreed::Family(Some(0))),
        ("K1" | "K2", "BR") => Some(Agreed::Broker),
        _ => None,
    }
}

fn account() -> Place {
    Place::Own("held:BR".into())
}

/// What the broker holds of an order.
fn held(world: &World, order: i64) -> i64 {
    let of_it = world.entries.values().filter(|entry| entry.order == Some(order));
    let moved =
        |(to, from, pence): &Posting| pence * (i64::from(*to == account()) - i64::from(*from == account()));
    of_it.flat_map(|entry| &entry.postings).map(moved).sum()
}

/// The least that the broker holds of an order on a day and any later one.
fn lowest(world: &World, order: i64, day: &str) -> i64 {
    let mut days = std::collections::BTreeMap::<&str, i64>::new();
    days.insert(day, 0);
    for entry in world.entries.values().filter(|entry| entry.order == Some(order)) {
        let on = if entry.day.as_str() < day { day } else { &entry.day };
        let moved = |(to, from, pence): &Posting| {
            pence * (i64::from(*to == account()) - i64::from(*from == account()))
        };
        *days.entry(on).or_default() += entry.postings.iter().map(moved).sum::<i64>();
    }
    let mut there = 0;
    let running = days.values().map(|moved| {
        there += moved;
        there
    });
    running.min().unwrap_or(0)
}

/// What the last entry left in the broker's hands is promised, and no less than nothing.
pub fn hands_hold(world: &World, since: i64) -> Answer {
    let last = world.entries.last_key_value().filter(|(id, _)| **id > since);
    let Some(order) = last.and_then(|(_, entry)| entry.order) else { return Ok(()) };
    let day = last.map_or("", |(_, entry)| &entry.day);
    refuse_if(lowest(world, order, day) < 0, "RETURN_ABOVE_ADVANCE")?;
    refuse_if(held(world, order) > world.standing(order).committed(), "HELD_ABOVE_COMMITTED")
}

pub fn act(world: &mut World, scene: Scene<'_>, ask: &Ask, day: &str) -> Answer {
    match ask {
        Ask::Advance { order: id, amount, account: from } => {
            let order = known_order(world, *id)?;
            let name = from.as_deref().unwrap_or("bank:main");
            let from = own(world, scene, Some(name))?;
            let rest = world.standing(*id).committed() - held(world, *id);
            let amount = amount.unwrap_or(if rest > 0 { rest } else { order.gross });
            admits(world, day)?;
            refuse_if(order.closed_by.is_some(), "COMMISSION_CLOSED")?;
            decided(world, *id)?;
            after_placing(&order, day)?;
            let broker = matches!(agreed(&order.child, &order.provider), Some(Agreed::Broker));
            refuse_if(!broker, "AGREEMENT_MISSING")?;
            of_the_pilot(name)?;
            let postings = vec![(account(), from, amount)];
            enter(world, scene, "account.move", day, (Some(&order.child), Some(*id)), postings);
            Ok(())
        }
        Ask::Spend { order: id, amount, vat, number, again, last } => {
            let order = known_order(world, *id)?;
            refuse_if(lowest(world, *id, day) <= 0, "RETURN_ABOVE_ADVANCE")?;
            new_document(world, false, &order.provider, (number.as_deref(), *again))?;
            let entry = invoice_of(world, scene, *id, (*amount, *vat), *last, (day, account()))?;
            numbered(world, entry, number.as_deref(), *again);
            Ok(())
        }
        Ask::GiveBack { order: id, amount, account: into } => {
            let order = known_order(world, *id)?;
            let there = lowest(world, *id, day);
            refuse_if(there <= 0, "RETURN_ABOVE_ADVANCE")?;
            let name = into.as_deref().unwrap_or("bank:main");
            let into = own(world, scene, Some(name))?;
            admits(world, day)?;
            after_placing(&order, day)?;
            of_the_pilot(name)?;
            let postings = vec![(into, account(), amount.unwrap_or(there))];
            enter(world, scene, "account.move", day, (Some(&order.child), Some(*id)), postings);
            Ok(())
        }
        Ask::Debt { order, amount } => debt(world, scene, *order, *amount, day),
        Ask::WriteOff { order, amount } => write_off(world, scene, *order, *amount, day),
        _ => unreachable!("only money in other hands comes here"),
    }
}

/// What was paid of an order at once, as far as it is cost and left the accounts, and was not asked back or
/// given back. What somebody holds or gave in kind is no part of it; what was written off is settled.
pub fn paid_at_once(world: &World, order: i64) -> i64 {
    let (mut cost, mut paid) = (0, 0);
    for entry in world.entries.values().filter(|entry| entry.order == Some(order)) {
        let of = entry.reverses.map_or(entry.kind, |undone| world.entries[&undone].kind);
        for (to, from, pence) in &entry.postings {
            let aside = |place: &Place| {
                let name = place.name();
                name.starts_with("held:") || name.starts_with("notional:")
            };
            if aside(to) || aside(from) {
                continue;
            }
            let is_cost = |place: &Place| i64::from(matches!(place, Place::Cost(_) | Place::Vat));
            let is_ours = |place: &Place| i64::from(matches!(place, Place::Own(_)));
            if of != "debt.write-off" {
                cost += pence * (is_cost(to) - is_cost(from));
            }
            paid += pence * (is_ours(from) - is_ours(to));
        }
    }
    cost.min(paid)
}

fn unaccounted(world: &World, order: i64) -> i64 {
    paid_at_once(world, order) - accounted(world, order)
}

fn debt(world: &mut World, scene: Scene<'_>, id: i64, amount: Option<i64>, day: &str) -> Answer {
    let order = known_order(world, id)?;
    admits(world, day)?;
    after_opening(world, &order.child, day)?;
    after_placing(&order, day)?;
    let Some(Agreed::Family(kept)) = agreed(&order.child, &order.provider) else {
        return Err("AGREEMENT_MISSING");
    };
    let kept = kept.ok_or("REPAYMENT_FORBIDDEN")?;
    let theirs = world
        .orders
        .iter()
        .filter(|(_, other)| (&other.child, &other.provider) == (&order.child, &order.provider));
    let in_all: i64 = theirs.map(|(id, _)| unaccounted(world, *id).max(0)).sum();
    let (of_it, beyond) = (unaccounted(world, id), (in_all - kept).max(0));
    let asked = amount.unwrap_or(of_it.min(beyond));
    refuse_if(asked > of_it || of_it <= 0, "DEBT_ABOVE_UNACCOUNTED")?;
    refuse_if(asked <= 0 || asked > beyond, "DEBT_WITHIN_CONTINGENCY")?;
    let standing = world.standing(id);
    let (known, whole) = (standing.invoiced - standing.spent(), standing.invoiced);
    let vat = if known > 0 { (2 * asked * known + whole) / (2 * whole) } else { 0 };
    let owes = Place::Creditor(order.provider.clone());
    let most = world.standing(id).spent();
    let postings = take_back(world, id, &order, (asked, vat), most, owes)?;
    enter(world, scene, "debt.record", day, (Some(&order.child), Some(id)), postings);
    Ok(())
}

fn write_off(world: &mut World, scene: Scene<'_>, id: i64, amount: Option<i64>, day: &str) -> Answer {
    let order = known_order(world, id)?;
    admits(world, day)?;
    after_placing(&order, day)?;
    let of_it: Vec<_> = world.entries.iter().filter(|(_, entry)| entry.order == Some(id)).collect();
    let undone = |id: i64| world.entries.values().any(|entry| entry.reverses == Some(id));
    let debts = of_it.iter().filter(|(id, entry)| entry.kind == "debt.record" && !undone(**id));
    refuse_if(
        debts.map(|(_, entry)| entry.day.as_str()).min().is_some_and(|first| day < first),
        "DAYS_OUT_OF_ORDER",
    )?;
    let owed_by = |kind: &str, until: Option<&str>| -> i64 {
        let of_kind = of_it.iter().filter(|(_, entry)| {
            entry.reverses.map_or(entry.kind, |undone| world.entries[&undone].kind) == kind
                && until.is_none_or(|until| entry.day.as_str() <= until)
        });
        let owed = |place: &Place| i64::from(matches!(place, Place::Creditor(_)));
        let postings = of_kind.flat_map(|(_, entry)| &entry.postings);
        postings.map(|(to, from, pence)| pence * (owed(to) - owed(from))).sum()
    };
    let (asked_back, written_off) = (owed_by("debt.record", Some(day)), -owed_by("debt.write-off", None));
    let standing = world.standing(id);
    let owed = (asked_back - written_off).min(standing.paid - standing.invoiced).max(0);
    let asked = amount.unwrap_or(owed);
    let who = &world.people[scene.actor];
    let paid_by_them = of_it
        .iter()
        .any(|(_, entry)| ["buy", "payment.record"].contains(&entry.kind) && entry.actor == scene.actor);
    let may = !matches!(who.role, "lead_professional" | "evaluator")
        && order.buyer != scene.actor
        && !paid_by_them
        && who.limit.is_none_or(|limit| written_off + asked <= limit);
    refuse_if(!may, "WRITE_OFF_WITHOUT_AUTHORITY")?;
    refuse_if(asked <= 0 || asked > owed, "WRITE_OFF_ABOVE_DEBT")?;
    let mut postings = drawn_or_fed(world, &order, asked).ok_or("WRITE_OFF_UNFUNDED")?;
    postings.push((Place::Cost(order.category.clone()), Place::Creditor(order.provider.clone()), asked));
    enter(world, scene, "debt.write-off", day, (Some(&order.child), Some(id)), postings);
    Ok(())
}

/// Something bought of a family at once, or promised to the broker.
fn bought(dice: &mut Dice, payee: &str, child: &str) -> Ask {
    let want = Want {
        child: child.into(),
        category: dice.pick(&["care", "activities"]).into(),
        gross: dice.between(500, 9_000),
        vat: 0,
        provider: payee.into(),
        buyer: None,
        need: None,
        units: None,
    };
    let paid = PaidBy { account: Some("bank:main".into()), ..PaidBy::default() };
    match payee {
        "FA" => Ask::Buy { want, paid, number: None, again: None },
        _ => Ask::Place(want),
    }
}

/// Draws a request about what a family or the broker has, mostly one that may be.
pub fn draw(dice: &mut Dice, world: &World) -> Ask {
    let of = |payee: &str| -> Vec<i64> {
        world.orders.iter().filter(|(_, order)| order.provider == payee).map(|(id, _)| *id).collect()
    };
    for (payee, children) in [("FA", ["K1", "K3"]), ("BR", ["K1", "K2"])] {
        if of(payee).len() < 3 && dice.one_in(2) {
            let child = dice.pick(&children);
            return bought(dice, payee, child);
        }
    }
    let (paid, promised) = (number_of(dice, of("FA").iter()), number_of(dice, of("BR").iter()));
    let accounts = ["bank:main", "imprest:office", "notional:PCT", "card:9"];
    let account = perhaps(dice, 4, |dice| dice.pick(&accounts).to_owned());
    let there = held(world, promised);
    let order = promised;
    match dice.below(12) {
        0..=2 => {
            let rest = world.standing(order).committed() - there;
            Ask::Advance { order, amount: perhaps(dice, 2, |dice| near(dice, rest)), account }
        }
        3..=4 => Ask::Spend {
            order,
            amount: near(dice, there),
            vat: perhaps(dice, 3, |_| 0),
            number: perhaps(dice, 3, |dice| format!("B-{}", dice.below(9))),
            again: None,
            last: dice.one_in(4),
        },
        5 => Ask::GiveBack { order, amount: perhaps(dice, 2, |dice| near(dice, there)), account },
        6..=7 => {
            let gross = world.orders.get(&paid).map_or(100, |order| order.gross);
            let amount = Some(near(dice, gross / 2));
            Ask::Fact(FactAsk::Receipt { order: paid, reason: dice.pick(&["a list", "another"]), amount })
        }
        8..=9 => {
            let spent = world.standing(paid).spent();
            Ask::Debt { order: paid, amount: perhaps(dice, 2, |dice| near(dice, spent / 2)) }
        }
        _ => {
            let order = if dice.one_in(6) { number_of(dice, world.orders.keys()) } else { paid };
            let standing = world.standing(order);
            let owed = standing.paid - standing.invoiced;
            Ask::WriteOff { order, amount: perhaps(dice, 2, |dice| near(dice, owed)) }
        }
    }
}
