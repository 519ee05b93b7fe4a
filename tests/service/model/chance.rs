//! Chooses what to ask: mostly what might be done, often what must be refused.

use std::collections::BTreeMap;

use super::ask::{Ask, Line, PaidBy, Step, Want, With};
use super::dice::Dice;
use super::facts;
use super::hands;
use super::holders;
use super::policy::{Band, Policy};
use super::world::{Entry, Place, World};

const CHILDREN: [&str; 7] = ["K1", "K2", "K3", "K4", "K5", "K6", "K-NOBODY"];
const FUNDS: [&str; 7] = ["POOL", "LOOKED", "CLOTHES", "AUTUMN", "CARE", "PCT", "NOFUND"];
const USERS: [&str; 8] = ["ADMIN", "FIN", "FIN", "MGR", "LP1", "LP1", "LP2", "LP3"];
const CATEGORIES: [&str; 4] = ["clothing", "care", "travel", "activities"];
const PROVIDERS: [&str; 4] = ["PA", "PB", "Provider A", "PC"];
const ACCOUNTS: [&str; 7] =
    ["bank:main", "card:1", "card:2", "imprest:office", "notional:PCT", "card:9", "pocket:LP1"];

/// The day after, in plain arithmetic.
fn next_day(day: &str) -> String {
    let mut parts = day.split('-').map(|part| part.parse::<i64>().unwrap());
    let (y, m, d) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    let length = match m {
        2 if y % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let (y, m, d) = match (m, d) {
        (12, 31) => (y + 1, 1, 1),
        (m, d) if d == length => (y, m + 1, 1),
        (m, d) => (y, m, d + 1),
    };
    format!("{y:04}-{m:02}-{d:02}")
}

/// The day in London of an instant: in 2008 summer time began on 30 March, at one in the morning.
pub fn local_day(instant: &str) -> String {
    let day = &instant[..10];
    let summer = ("2008-03-30".."2008-10-26").contains(&day);
    if summer && &instant[11..13] == "23" { next_day(day) } else { day.to_owned() }
}

/// Every day the rounds use: from a little before the pilot to a little after.
pub fn days() -> Vec<String> {
    let mut days = vec!["2007-12-20".to_owned()];
    while days.last().unwrap() < &"2009-01-10".to_owned() {
        days.push(next_day(days.last().unwrap()));
    }
    days
}

/// Draws the next step.
pub fn step(dice: &mut Dice, world: &World, days: &[String], at: usize, used: &[(String, Step)]) -> Step {
    if !used.is_empty() && dice.one_in(25) {
        return again(dice, used);
    }
    let ask = ask(dice, world);
    let user = match &ask {
        _ if dice.one_in(40) => dice.pick(&["EVAL", "NOBODY"]),
        _ if dice.one_in(12) => dice.pick(&USERS),
        Ask::WriteOff { .. } => dice.pick(&["MGR", "FIN", "ADMIN", "LP1"]),
        Ask::Spend { .. } => dice.pick(&["LP1", "LP2", "FIN"]),
        Ask::Place(_) | Ask::Buy { .. } | Ask::Share { .. } | Ask::Invoice { .. } | Ask::Pay { .. } => {
            dice.pick(&["LP1", "LP1", "LP2", "FIN"])
        }
        Ask::HandOver { .. } => dice.pick(&["FIN", "MGR", "LP1", "LP2"]),
        Ask::TakeOver { child } => holders::who_accepts(dice, world, child),
        Ask::Fact(_) => dice.pick(&["LP1", "LP1", "LP2", "FIN", "MGR"]),
        Ask::Claim { .. } => dice.pick(&["LP1", "FIN", "FIN"]),
        Ask::ClaimDecide { .. } => dice.pick(&["LP1", "FIN", "MGR", "MGR", "MGR"]),
        Ask::MonthClose { .. } | Ask::MonthReopen { .. } => dice.pick(&["MGR", "ADMIN"]),
        Ask::Approve { .. } | Ask::Refuse { .. } => dice.pick(&["MGR", "MGR", "FIN", "LP1", "LP2"]),
        Ask::SetPolicy(_) => dice.pick(&["MGR", "ADMIN", "ADMIN", "LP1"]),
        Ask::Declare { .. } => dice.pick(&["LP1", "LP2", "MGR", "FIN", "ADMIN"]),
        _ => dice.pick(&["FIN", "FIN", "ADMIN"]),
    };
    let back = dice.below(12);
    let on = match dice.below(20) {
        0 => Some(days[dice.below(days.len())].clone()),
        1..=9 => Some(days[at.saturating_sub(back)].clone()),
        _ => None,
    };
    let on = match &ask {
        Ask::Fact(_) if dice.one_in(3) => facts::day_of_a_score(dice, world),
        _ => on,
    };
    let now = format!("{}T{:02}:{:02}:00Z", days[at], dice.below(24), dice.below(60));
    let key = dice.one_in(6).then(|| format!("R{}", dice.below(100_000)));
    Step { user, now, on, key, ask }
}

/// A key used before: with the same request, or with another.
fn again(dice: &mut Dice, used: &[(String, Step)]) -> Step {
    let (key, step) = used[dice.below(used.len())].clone();
    let (_, other) = used[dice.below(used.len())].clone();
    let ask = if dice.one_in(2) { step.ask } else { other.ask };
    Step { key: Some(key), ask, ..step }
}

pub fn perhaps<T>(dice: &mut Dice, n: usize, make: impl FnOnce(&mut Dice) -> T) -> Option<T> {
    dice.one_in(n).then(|| make(dice))
}

fn account(dice: &mut Dice) -> Option<String> {
    perhaps(dice, 3, |dice| dice.pick(&ACCOUNTS).to_owned())
}

/// What pays: mostly an account, sometimes somebody's own money, all of it or beside the account.
fn paid_by(dice: &mut Dice, amount: i64) -> PaidBy {
    let own = perhaps(dice, 4, |dice| perhaps(dice, 2, |dice| near(dice, amount)));
    let named = own != Some(None) || dice.one_in(10);
    PaidBy { account: account(dice).filter(|_| named), own, ..PaidBy::default() }
}

/// A provider's number, written in more than one way.
fn number(dice: &mut Dice) -> Option<String> {
    perhaps(dice, 2, |dice| format!("{}{}", dice.pick(&["INV-", "inv-", "Inv - "]), dice.below(9)))
}

fn why_again(dice: &mut Dice) -> Option<&'static str> {
    perhaps(dice, 8, |_| "their number begins anew each year")
}

pub fn number_of<'a>(dice: &mut Dice, from: impl Iterator<Item = &'a i64>) -> i64 {
    let known: Vec<i64> = from.copied().collect();
    match known.len() {
        0 => 1,
        _ if dice.one_in(40) => dice.between(0, 400),
        n => known[if dice.one_in(2) { dice.below(n) } else { n - 1 - dice.below(n.min(6)) }],
    }
}

/// An amount near a figure that matters, or any.
pub fn near(dice: &mut Dice, figure: i64) -> i64 {
    let amount = match dice.below(8) {
        0 => figure,
        1 => figure + 1,
        2 => figure - 1,
        3 => figure / 2,
        4 => dice.between(1, 99),
        _ => dice.between(1, figure.max(100)),
    };
    amount.max(1)
}

/// VAT is said mostly.
fn perhaps_vat(dice: &mut Dice, gross: i64) -> Option<i64> {
    if dice.one_in(3) { None } else { Some(vat(dice, gross)) }
}

fn vat(dice: &mut Dice, gross: i64) -> i64 {
    match dice.below(12) {
        0 => gross,
        1 => gross + 1,
        2..=4 => gross * 7 / 47,
        5 => 1,
        _ => 0,
    }
}

fn want(dice: &mut Dice, world: &World) -> Want {
    let child = dice.pick(&CHILDREN);
    let available = if world.children.contains_key(child) { world.figures(child)[1] } else { 0 };
    let gross = match dice.below(6) {
        0 => near(dice, available),
        1 => near(dice, 10_000),
        _ => near(dice, (available / 3).max(500)),
    };
    Want {
        child: child.into(),
        category: if dice.one_in(30) { "clothign".into() } else { dice.pick(&CATEGORIES).into() },
        gross,
        vat: vat(dice, gross),
        provider: match dice.one_in(30) {
            true => "PZ".into(),
            false if ["K1", "K2", "K3"].contains(&child) && dice.one_in(4) => dice.pick(&["FA", "BR"]).into(),
            false => dice.pick(&PROVIDERS).into(),
        },
        buyer: perhaps(dice, 10, |dice| dice.pick(&["LP1", "LP2", "LP3", "MGR", "LPX"]).to_owned()),
        need: perhaps(dice, 4, |dice| facts::need_of(dice, world, child)),
        units: perhaps(dice, 2, |dice| near(dice, 5_000)),
    }
}

fn ask(dice: &mut Dice, world: &World) -> Ask {
    let child = dice.pick(&CHILDREN);
    let figures = if world.children.contains_key(child) { world.figures(child) } else { [0; 4] };
    let fund = dice.pick(&FUNDS);
    let maybe_fund = if dice.one_in(3) { None } else { Some(fund) };
    if dice.one_in(5) {
        return facts::draw(dice, world);
    }
    if dice.one_in(4) {
        return hands::draw(dice, world);
    }
    if dice.one_in(16) {
        return holders::draw(dice, world);
    }
    if dice.one_in(60) {
        return Ask::SetPolicy(policy(dice, world));
    }
    if world.entries.len() < 12 && dice.one_in(3) {
        return Ask::Receive { fund, amount: dice.between(100_000, 900_000), account: None };
    }
    if world.children.values().filter(|child| child.opened.is_some()).count() < 4 && dice.one_in(3) {
        return Ask::Open { child, amount: dice.between(30_000, 240_000), fund: maybe_fund };
    }
    match dice.below(100) {
        0..=5 => Ask::Receive { fund, amount: near(dice, 200_000), account: account(dice) },
        6..=7 => {
            let amount = near(dice, world.balance(&Place::Pool(fund.into())));
            Ask::Repay { fund, amount, account: account(dice) }
        }
        8 => Ask::AccountMove {
            from: dice.pick(&ACCOUNTS).into(),
            to: dice.pick(&ACCOUNTS).into(),
            amount: near(dice, 5000),
        },
        // All that is in the bank, and what it may be below nothing.
        9 | 30 if dice.one_in(2) => {
            let there = world.balance(&Place::Own("bank:main".into()));
            let limit = world.policies.last().and_then(|(_, policy)| policy.bank).unwrap_or(0);
            let amount = ((there + limit).max(1) + dice.between(0, 2)).max(1);
            Ask::AccountMove {
                from: "bank:main".into(),
                to: dice.pick(&["card:1", "imprest:office"]).into(),
                amount,
            }
        }
        9 => Ask::Charge {
            account: dice.pick(&ACCOUNTS).into(),
            amount: near(dice, 500),
            interest: dice.one_in(3),
        },
        10..=14 => {
            let amount = match dice.below(5) {
                0 => near(dice, 10_000),
                1 => near(dice, 250_000),
                _ => dice.between(20_000, 120_000),
            };
            Ask::Open { child, amount, fund: maybe_fund }
        }
        15..=21 => {
            let room = world.max - figures[0];
            let amount = if dice.one_in(4) { near(dice, room) } else { dice.between(100, 60_000) };
            Ask::TopUp { child, amount, fund: maybe_fund }
        }
        22..=24 => Ask::Return { child, amount: near(dice, figures[1]), fund: maybe_fund },
        25..=28 => {
            let to = dice.pick(&CHILDREN);
            Ask::Move { child, to, amount: near(dice, figures[1]), fund: maybe_fund }
        }
        29 if dice.one_in(3) => Ask::Reopen { child },
        29 => Ask::Close { child },
        30 if dice.one_in(2) => Ask::SetPolicy(policy(dice, world)),
        30 if dice.one_in(3) => {
            Ask::Cohort { child, cohort: dice.pick(&["looked_after", "additional_needs"]) }
        }
        31..=42 => Ask::Place(want(dice, world)),
        43 if dice.one_in(3) => Ask::Intervene {
            provider: dice.pick(&PROVIDERS),
            step: dice.pick(&[
                "notice",
                "improvement_plan",
                "suspended",
                "contracted_elsewhere",
                "restored",
                "restored",
            ]),
            stops: perhaps(dice, 4, |dice| dice.one_in(2)),
        },
        43 => about_a_conflict(dice, world),
        44 | 45 | 55 | 65 | 75 => about_own_money(dice, world),
        46..=47 => about_a_request(dice, world),
        48..=50 => share(dice, world),
        51..=54 => {
            let want = want(dice, world);
            let paid = paid_by(dice, want.gross);
            Ask::Buy { want, paid, number: number(dice), again: why_again(dice) }
        }
        55..=93 => about_an_order(dice, world),
        94..=96 => {
            let accounts = ["bank:main", "card:1", "card:2", "imprest:office", "held:BR"];
            let left_out = dice.below(15);
            let said = accounts.iter().enumerate().filter(|(place, _)| *place != left_out);
            let reasons = said.map(|(_, name)| (*name).to_owned()).collect();
            Ask::MonthClose { month: month(dice, world), reasons }
        }
        _ => Ask::MonthReopen { month: month(dice, world) },
    }
}

/// Claims own money, decides on a claim, or pays one.
fn about_own_money(dice: &mut Dice, world: &World) -> Ask {
    let owed = |who: &str| -world.balance(&Place::Own(format!("pocket:{who}")));
    let people = ["LP1", "LP2", "LP3", "FIN", "LPX"];
    let mut who = people.into_iter().find(|who| owed(who) > 0);
    let none = world.claims.is_empty() && !dice.one_in(10);
    if none && who.is_none() {
        // Something that is there to be bought.
        let mut want = want(dice, world);
        (want.gross, want.vat, want.provider) = (dice.between(100, 900), 0, "PA".into());
        let paid = PaidBy { own: Some(None), ..PaidBy::default() };
        return Ask::Buy { want, paid, number: None, again: None };
    }
    if who.is_none() || dice.one_in(6) {
        who = perhaps(dice, 2, |dice| dice.pick(&people));
    }
    let claim = number_of(dice, world.claims.keys());
    match dice.below(6) {
        choice if choice < 2 || none => {
            let owed = owed(who.unwrap_or("FIN"));
            Ask::Claim { amount: perhaps(dice, 3, |dice| near(dice, owed)), who }
        }
        2 | 3 => {
            let verdict = dice.pick(&["approved", "approved", "approved", "refused", "withdrawn"]);
            Ask::ClaimDecide { claim, verdict }
        }
        _ => Ask::ClaimPay { claim, account: account(dice) },
    }
}

/// Decides on what is waiting, or on anything.
fn about_a_request(dice: &mut Dice, world: &World) -> Ask {
    let waits: Vec<i64> = world.requests.values().filter(|r| r.verdict.is_none()).map(|r| r.order).collect();
    let order = match waits.len() {
        0 => number_of(dice, world.orders.keys()),
        _ if dice.one_in(8) => number_of(dice, world.orders.keys()),
        n => waits[dice.below(n)],
    };
    if dice.one_in(3) { Ask::Refuse { order } } else { Ask::Approve { order } }
}

/// A policy that does not contradict itself; its caps may be below what a child has had.
fn policy(dice: &mut Dice, world: &World) -> Policy {
    if let Some((_, newest)) = world.policies.last()
        && dice.one_in(6)
    {
        return newest.clone();
    }
    let limit = dice.pick(&[&10_000, &9_999, &25_000, &50_000]);
    let band = |above, up_to, roles: &[&'static str], people: &[&'static str]| Band {
        above,
        up_to,
        roles: roles.into(),
        people: people.into(),
    };
    let bands = match dice.below(4) {
        0 => vec![band(*limit, None, &["manager"], &[])],
        1 => vec![band(*limit, Some(60_000), &["manager"], &["LP2"]), band(60_000, None, &["finance"], &[])],
        2 => vec![band(*limit, Some(55_000), &["lead_professional"], &[]), band(55_000, None, &[], &["FIN"])],
        _ => vec![],
    };
    let limit = (!bands.is_empty() || dice.one_in(2)).then_some(*limit);
    let mut categories = BTreeMap::new();
    for category in CATEGORIES {
        let had = CHILDREN.iter().map(|child| world.had(child, category)).max().unwrap_or(0);
        match dice.below(6) {
            0 => drop(categories.insert(category, (dice.one_in(2), None))),
            1 => drop(categories.insert(category, (true, Some(had + dice.between(1, 30_000))))),
            2 => drop(categories.insert(category, (true, Some(near(dice, had))))),
            _ => {}
        }
    }
    let mut bounds = BTreeMap::new();
    if dice.one_in(2) {
        let cohort = dice.pick(&["additional_needs", "looked_after"]);
        bounds.insert(cohort, (dice.between(1, 30_000), dice.between(60_000, 300_000)));
    }
    let draw_first = match dice.below(3) {
        0 => vec!["POOL"],
        1 => vec!["AUTUMN", "POOL", "LOOKED"],
        _ => vec![],
    };
    let gate = perhaps(dice, 12, |dice| dice.pick(&["caf", "consent", "expected_outcome"]));
    let above = perhaps(dice, 2, |dice| (dice.between(0, 100), dice.between(0, 20_000)));
    // Something must be allowed.
    let others_refused = categories.values().any(|(allowed, _)| *allowed) && dice.one_in(4);
    let below = -world.balance(&Place::Own("bank:main".into()));
    let bank = perhaps(dice, 2, |dice| near(dice, below.max(0) + 5_000));
    let holder = holders::gate(dice);
    Policy { limit, others_refused, categories, bands, bounds, draw_first, gate, holder, above, bank }
}

fn about_a_conflict(dice: &mut Dice, world: &World) -> Ask {
    if !world.conflicts.is_empty() && dice.one_in(2) {
        return Ask::EndConflict { conflict: number_of(dice, world.conflicts.keys()) };
    }
    let with = match dice.one_in(2) {
        true => With::Child(dice.pick(&CHILDREN)),
        false => With::Provider(dice.pick(&PROVIDERS)),
    };
    Ask::Declare { who: perhaps(dice, 3, |dice| dice.pick(&["LP1", "LP2", "LP3", "MGR", "LPX"])), with }
}

fn month(dice: &mut Dice, world: &World) -> String {
    let mut months = (1..=6).map(|month| format!("2008-{month:02}"));
    let open = months.find(|month| !world.closed.contains(month));
    match (open, world.closed.last()) {
        (Some(open), _) if dice.one_in(2) => open,
        (_, Some(closed)) if dice.one_in(2) => closed.clone(),
        _ => format!("2008-{:02}", 1 + dice.below(6)),
    }
}

/// Something that two or three children share, mostly of the family and with the right sum.
fn share(dice: &mut Dice, world: &World) -> Ask {
    let mut want = want(dice, world);
    (want.need, want.units) = (None, None);
    let mut shares = Vec::new();
    for child in ["K1", "K2", "K3"] {
        let child = if dice.one_in(20) { dice.pick(&CHILDREN) } else { child };
        if !dice.one_in(4) {
            let available = if world.children.contains_key(child) { world.figures(child)[1] } else { 0 };
            shares.push((child, near(dice, (available / 4).max(100)).max(1)));
        }
    }
    let sum: i64 = shares.iter().map(|(_, part)| *part).sum();
    want.gross = if dice.one_in(12) { sum + 1 } else { sum.max(1) };
    want.vat = vat(dice, want.gross);
    let paid = paid_by(dice, want.gross);
    Ask::Share { want, shares, paid, number: number(dice), again: why_again(dice) }
}

/// An invoice or credit note over two or three orders, mostly of one provider and with the right total.
fn document(dice: &mut Dice, world: &World) -> Ask {
    let provider = dice.pick(&["PA", "PA", "PB"]);
    let of_it: Vec<i64> =
        world.orders.iter().filter(|(_, it)| it.provider == provider).map(|(id, _)| *id).collect();
    let credit = dice.one_in(4);
    let mut lines = Vec::new();
    for _ in 0..dice.between(1, 3) {
        let order = match dice.one_in(15) {
            true => number_of(dice, world.orders.keys()),
            false => number_of(dice, of_it.iter()),
        };
        let standing = world.standing(order);
        let most = if credit { standing.invoiced } else { standing.committed() };
        let amount = near(dice, (most / 2).max(1));
        lines.push(Line { order, amount, vat: perhaps_vat(dice, amount), last: !credit && dice.one_in(6) });
    }
    let sum: i64 = lines.iter().map(|line| line.amount).sum();
    let total = perhaps(dice, 2, |dice| if dice.one_in(6) { sum + 1 } else { sum });
    let number = format!("{}{}", dice.pick(&["INV-", "inv-"]), dice.below(9));
    Ask::Document { credit, provider, lines, number, total, again: why_again(dice) }
}

/// Mostly a number that is there, of the provider whose it is.
fn pay_document(dice: &mut Dice, world: &World) -> Ask {
    let numbered = world.entries.iter().filter(|(_, entry)| entry.number.is_some()).map(|(id, _)| *id);
    let numbered: Vec<i64> = numbered.collect();
    let entry = world.entries.get(&number_of(dice, numbered.iter()));
    let of = entry.and_then(|entry| Some((entry.number.clone()?, &world.orders[&entry.order?].provider)));
    let (number, provider) = match of {
        Some((number, of)) => (number, PROVIDERS.into_iter().find(|code| code == of)),
        None => (format!("INV-{}", dice.below(9)), None),
    };
    let provider = provider.unwrap_or_else(|| dice.pick(&["PA", "PB", "PC", "PX"]));
    let by = perhaps(dice, 8, |dice| dice.pick(&["LP1", "LP2", "NOBODY"]));
    Ask::PayDocument { provider, number, by, paid: paid_by(dice, 100) }
}

fn about_an_order(dice: &mut Dice, world: &World) -> Ask {
    let order = number_of(dice, world.orders.keys());
    let entry = number_of(dice, world.entries.keys());
    let standing = world.standing(order);
    let owed = standing.invoiced - standing.paid;
    match dice.below(52) {
        42..=47 => document(dice, world),
        48..=51 => pay_document(dice, world),
        0..=4 => {
            let amount = near(dice, standing.committed() + standing.spent() + 300);
            Ask::Amend { order, amount, vat: perhaps_vat(dice, amount) }
        }
        5..=6 => Ask::Cancel { order },
        7..=15 => {
            let amount = near(dice, standing.committed());
            Ask::Invoice {
                order,
                amount,
                vat: perhaps_vat(dice, amount),
                number: number(dice),
                again: why_again(dice),
                last: dice.one_in(3),
            }
        }
        16..=19 => {
            let amount = near(dice, standing.invoiced);
            Ask::Credit {
                order,
                amount,
                vat: perhaps_vat(dice, amount),
                number: number(dice),
                again: why_again(dice),
            }
        }
        20..=26 => {
            let amount = perhaps(dice, 2, |dice| near(dice, owed));
            let by = perhaps(dice, 5, |dice| dice.pick(&["LP1", "LP2", "LP3", "LPX"]));
            Ask::Pay { order, amount, by, paid: paid_by(dice, owed) }
        }
        27..=30 => {
            let amount = near(dice, standing.paid);
            Ask::Refund { order, amount, vat: perhaps_vat(dice, amount), account: account(dice) }
        }
        31..=34 => Ask::Reverse { entry },
        39.. => {
            let has_vat = |entry: &Entry| entry.postings.iter().any(|(to, ..)| *to == Place::Vat);
            let documents = world.entries.iter().filter(|(_, entry)| has_vat(entry)).map(|(id, _)| id);
            let entry = number_of(dice, documents);
            Ask::ChargeVat { entry, amount: perhaps(dice, 3, |dice| near(dice, 1000)) }
        }
        _ => {
            let amount = perhaps(dice, 2, |dice| near(dice, 3000));
            Ask::Correct {
                entry,
                amount,
                vat: perhaps(dice, 4, |dice| vat(dice, 2000)),
                category: perhaps(dice, 4, |dice| dice.pick(&CATEGORIES)),
                provider: perhaps(dice, 4, |dice| dice.pick(&["PA", "PB"])),
                child: perhaps(dice, 4, |dice| dice.pick(&CHILDREN)),
                buyer: perhaps(dice, 6, |dice| dice.pick(&["LP1", "LP2", "LP3", "NOBODY"])),
            }
        }
    }
}
