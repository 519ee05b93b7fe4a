//! What the pilot's rules say of a request, worked out on the model: the refusal's code, or the
//! world afterwards. Written from the rules, not from the program.

use std::collections::BTreeSet;

use super::ask::{Ask, PaidBy, Step, Want, With};
use super::chance::local_day;
use super::facts::{accounted, carry_over, under_a_need};
use super::hands::{self, hands_hold, paid_at_once};
use super::holders::{hand_over, holds, take_over};
use super::policy::Policy;
use super::world::{
    Child, Claim, Conflict, Entry, Fund, Order, Place, Posting, Request, Step as Intervention, World, stand,
};

type Answer<T = ()> = Result<T, &'static str>;

/// Says what becomes of a step that has no known key.
pub fn predict(before: &World, step: &Step) -> Answer<World> {
    let mut world = before.clone();
    if world.clock.as_str() < step.now.as_str() {
        world.clock.clone_from(&step.now);
    }
    let person = world.people.get(step.user).ok_or("UNKNOWN_USER")?.clone();
    if person.left.is_some_and(|left| left < local_day(&world.clock).as_str()) {
        return Err("ACTOR_LEFT");
    }
    if !step.ask.may(person.role) {
        return Err("ROLE_MAY_NOT");
    }
    let scene = Scene { actor: step.user, today: &local_day(&step.now), on: step.on.as_deref() };
    act(&mut world, scene, &step.ask)?;
    hands_hold(&world, before.head)?;
    // A float is cash in a tin: whatever else was asked, it does not give more than is in it.
    floats_hold(&world)?;
    within_limit(&world, before.head)?;
    pockets_hold(&world)?;
    Ok(world)
}

fn floats_hold(world: &World) -> Answer {
    let mut floats = world.accounts.iter().filter(|name| name.starts_with("imprest:"));
    refuse_if(floats.any(|name| world.balance(&Place::Own(name.clone())) < 0), "FLOAT_BELOW_ZERO")
}

/// What is paid from the bank leaves it no further below nothing than the policy of the day says.
fn within_limit(world: &World, since: i64) -> Answer {
    let bank = Place::Own("bank:main".into());
    let Some((_, entry)) = world.entries.last_key_value().filter(|(id, _)| **id > since) else {
        return Ok(());
    };
    let pays = entry.postings.iter().any(|(_, from, _)| *from == bank);
    let limit = world.policy(&entry.day).bank;
    refuse_if(pays && limit.is_some_and(|limit| world.balance(&bank) < -limit), "BANK_LIMIT_EXCEEDED")
}

/// Nobody is given back more than they paid themselves.
fn pockets_hold(world: &World) -> Answer {
    let mut pockets = world.accounts.iter().filter(|name| name.starts_with("pocket:"));
    refuse_if(pockets.any(|name| world.balance(&Place::Own(name.clone())) > 0), "POCKET_ABOVE_ZERO")
}

/// Money of the pilot's own is moved, charged, received and claimed: neither in kind nor somebody's.
pub(super) fn of_the_pilot(name: &str) -> Answer {
    refuse_if(name.starts_with("notional:"), "ACCOUNT_IN_KIND")?;
    refuse_if(name.starts_with("pocket:"), "POCKET_MISPLACED")
}

#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub actor: &'a str,
    today: &'a str,
    on: Option<&'a str>,
}

impl Scene<'_> {
    fn day(&self) -> String {
        self.on.unwrap_or(self.today).to_owned()
    }
}

pub(super) fn refuse_if(no: bool, code: &'static str) -> Answer {
    if no { Err(code) } else { Ok(()) }
}

/// After the last day no child is given money and no more of it is promised.
fn commits(world: &World, day: &str) -> Answer {
    refuse_if(world.ends < day, "EFFECTIVE_OUTSIDE_PILOT")
}

pub(super) fn admits(world: &World, day: &str) -> Answer {
    refuse_if(day < world.starts || world.settled < day, "EFFECTIVE_OUTSIDE_PILOT")?;
    refuse_if(local_day(&world.clock).as_str() < day, "DAY_TO_COME")?;
    refuse_if(world.closed.contains(&day[..7]), "MONTH_CLOSED")
}

fn act(world: &mut World, scene: Scene<'_>, ask: &Ask) -> Answer {
    let day = scene.day();
    match ask {
        Ask::Receive { fund, amount, account } => {
            known_account(world, fund, account.as_deref())?;
            admits(world, &day)?;
            let (fund, into) = fund_and_account(world, fund, account.as_deref())?;
            let postings = vec![
                (Place::Pool(fund.clone()), Place::Grant(fund.clone()), *amount),
                (into, Place::Income(fund), *amount),
            ];
            enter(world, scene, "fund.receive", &day, (None, None), postings);
            Ok(())
        }
        Ask::Repay { fund, amount, account } => {
            known_account(world, fund, account.as_deref())?;
            admits(world, &day)?;
            refuse_if(world.balance(&Place::Pool(fund.to_string())) < *amount, "POOL_EXCEEDED")?;
            let (fund, from) = fund_and_account(world, fund, account.as_deref())?;
            let postings = vec![
                (Place::Grant(fund.clone()), Place::Pool(fund.clone()), *amount),
                (Place::Income(fund), from, *amount),
            ];
            enter(world, scene, "fund.repay", &day, (None, None), postings);
            Ok(())
        }
        Ask::AccountMove { from, to, amount } => {
            refuse_if(from == to, "FIELD_INVALID")?;
            let names = [to, from];
            let from = own(world, scene, Some(from))?;
            let to = own(world, scene, Some(to))?;
            admits(world, &day)?;
            names.into_iter().try_for_each(|name| of_the_pilot(name))?;
            enter(world, scene, "account.move", &day, (None, None), vec![(to, from, *amount)]);
            Ok(())
        }
        Ask::Charge { account, amount, interest } => {
            let own = own(world, scene, Some(account))?;
            admits(world, &day)?;
            of_the_pilot(account)?;
            let way = if *interest { (own, Place::Charge) } else { (Place::Charge, own) };
            enter(world, scene, "charge.record", &day, (None, None), vec![(way.0, way.1, *amount)]);
            Ok(())
        }
        Ask::Open { .. }
        | Ask::TopUp { .. }
        | Ask::Return { .. }
        | Ask::Move { .. }
        | Ask::Close { .. }
        | Ask::Reopen { .. } => budgets(world, scene, ask, &day),
        Ask::Place(want) => order(world, scene, want, None, &day),
        Ask::Buy { want, paid, number, again } => {
            let paid =
                Paid { by: paid, number: number.as_deref(), again: *again, is_new: true, shared: None };
            order(world, scene, want, Some(paid), &day)
        }
        Ask::Share { .. } => share(world, scene, ask, &day),
        Ask::Amend { .. } | Ask::Cancel { .. } => amend_or_cancel(world, scene, ask, &day),
        Ask::Invoice { order, amount, vat, number, again, last } => {
            let known = known_order(world, *order)?;
            new_document(world, false, &known.provider, (number.as_deref(), *again))?;
            let entry = invoice(world, scene, *order, (*amount, *vat), *last, &day)?;
            numbered(world, entry, number.as_deref(), *again);
            Ok(())
        }
        Ask::Credit { order, amount, vat, number, again } => {
            let known = known_order(world, *order)?;
            new_document(world, true, &known.provider, (number.as_deref(), *again))?;
            let entry = credit(world, scene, *order, (*amount, *vat), &day)?;
            numbered(world, entry, number.as_deref(), *again);
            Ok(())
        }
        Ask::Document { .. } => document(world, scene, ask, &day),
        Ask::PayDocument { provider, number, by, paid } => {
            pay_document(world, scene, (provider, number), (*by, paid), &day)
        }
        Ask::Pay { order, amount, by, paid } => pay(world, scene, *order, *amount, (*by, paid), &day),
        Ask::Claim { amount, who } => claim(world, scene, *amount, *who, &day),
        Ask::ClaimDecide { claim, verdict } => decide_claim(world, scene, *claim, verdict),
        Ask::ClaimPay { claim, account } => pay_claim(world, scene, *claim, account.as_deref(), &day),
        Ask::Refund { order, amount, vat, account } => {
            refund(world, scene, *order, (*amount, *vat), account.as_deref(), &day)
        }
        Ask::Advance { .. }
        | Ask::Spend { .. }
        | Ask::GiveBack { .. }
        | Ask::Debt { .. }
        | Ask::WriteOff { .. } => hands::act(world, scene, ask, &day),
        Ask::ChargeVat { entry, amount } => charge_vat(world, scene, *entry, *amount, &day),
        Ask::Reverse { entry } => {
            let found = entry_for(world, scene, *entry)?;
            let day = scene.on.unwrap_or(&found.day).to_owned();
            reverse(world, scene, *entry, &found, &day)
        }
        Ask::Correct { entry, amount, vat, category, provider, child, buyer } => {
            let terms = Terms { category: *category, provider: *provider, child: *child, buyer: *buyer };
            let nothing = amount.is_none() && vat.is_none() && terms.are_kept();
            refuse_if(nothing && scene.on.is_none(), "NOTHING_TO_CORRECT")?;
            let found = entry_for(world, scene, *entry)?;
            let day = scene.on.unwrap_or(&found.day).to_owned();
            let anew = anew(world, *entry, &found, (*amount, *vat), &terms)?;
            // It is undone on its own day, or where that month is closed on the day that was given.
            let closed = world.closed.contains(&found.day[..7]);
            let undone_on = if closed { found.day.as_str().max(&day) } else { &found.day }.to_owned();
            reverse(world, scene, *entry, &found, &undone_on)?;
            hands_hold(world, 0)?;
            pockets_hold(world)?;
            let scene = Scene { on: Some(&day), ..scene };
            match &anew {
                // A line of a document stays one.
                Ask::Invoice { order, amount, vat, number, last, .. } if found.document.is_some() => {
                    let entry = invoice(world, scene, *order, (*amount, *vat), *last, &day)?;
                    numbered(world, entry, number.as_deref(), None);
                }
                // So does a share, of the same child.
                Ask::Buy { want, paid, number, .. } if found.document.is_some() && child.is_none() => {
                    let number = number.as_deref();
                    let paid = Paid { by: paid, number, again: None, is_new: false, shared: None };
                    order(world, scene, want, Some(paid), &day)?;
                }
                _ => act(world, scene, &anew)?,
            }
            let head = world.head;
            let stays = found.kind != "buy" || child.is_none();
            world.entries.get_mut(&head).unwrap().document = found.document.filter(|_| stays);
            if let (Some(was), "buy" | "commission.place") = (found.order, found.kind) {
                carry_over(world, scene.actor, was, head)?;
            }
            Ok(())
        }
        Ask::MonthClose { month, reasons } => close_month(world, scene, month, reasons),
        Ask::MonthReopen { month } => {
            refuse_if(!world.closed.contains(month), "MONTH_MARKED_ALREADY")?;
            refuse_if(world.closed.iter().any(|closed| closed > month), "LATER_MONTH_CLOSED")?;
            refuse_if(world.closers.get(month).is_some_and(|who| who == scene.actor), "OWN_SIGN_OFF")?;
            world.closed.remove(month);
            world.reopeners.insert(month.clone(), scene.actor.into());
            world.head += 1;
            Ok(())
        }
        Ask::HandOver { child, to } => hand_over(world, scene.actor, child, *to, &day),
        Ask::TakeOver { child } => take_over(world, scene.actor, child, &day),
        Ask::Fact(ask) => super::facts::act(world, scene.actor, scene.on, scene.today, ask),
        Ask::Approve { order } => decide(world, scene, *order, true, &day),
        Ask::Refuse { order } => decide(world, scene, *order, false, &day),
        Ask::Declare { who, with } => declare(world, scene, *who, *with, &day),
        Ask::Intervene { provider, step, stops } => {
            let known = world.providers.iter().find(|(code, name)| code == provider || name == provider);
            let provider = known.ok_or("UNKNOWN_PROVIDER")?.0.to_owned();
            let stops = stops.unwrap_or(["suspended", "contracted_elsewhere"].contains(step));
            refuse_if(stops && *step == "restored", "FIELD_INVALID")?;
            world.head += 1;
            world.steps.push(Intervention { provider, from: day, event: world.head, stops });
            Ok(())
        }
        Ask::SetPolicy(policy) => set_policy(world, policy, &day, scene.on.is_none()),
        Ask::EndConflict { conflict } => end_conflict(world, scene, *conflict, &day),
        Ask::Cohort { child, cohort } => {
            world.children.get_mut(*child).ok_or("UNKNOWN_CHILD")?.cohort = cohort;
            world.head += 1;
            Ok(())
        }
    }
}

pub(super) fn enter(
    world: &mut World,
    scene: Scene<'_>,
    kind: &'static str,
    day: &str,
    (child, order): (Option<&str>, Option<i64>),
    postings: Vec<Posting>,
) -> i64 {
    world.head += 1;
    let entry = Entry {
        kind,
        day: day.into(),
        actor: scene.actor.into(),
        child: child.map(Into::into),
        order,
        reverses: None,
        charges: None,
        pays_claim: None,
        number: None,
        again: None,
        document: None,
        postings,
    };
    world.entries.insert(world.head, entry);
    world.head
}

fn known_account(world: &World, fund: &str, account: Option<&str>) -> Answer {
    refuse_if(world.fund(fund).is_none(), "UNKNOWN_FUND")?;
    refuse_if(account.is_some_and(|name| !world.accounts.contains(name)), "UNKNOWN_ACCOUNT")
}

/// What a fund gives in kind is in its own account, and only that.
fn fund_and_account(world: &World, fund: &str, account: Option<&str>) -> Answer<(String, Place)> {
    let fund = world.fund(fund).unwrap();
    let own = if fund.notional { format!("notional:{}", fund.code) } else { "bank:main".into() };
    let name = account.unwrap_or(&own);
    refuse_if(fund.notional && name != own, "PAID_IN_KIND")?;
    if !fund.notional {
        of_the_pilot(name)?;
    }
    Ok((fund.code.into(), Place::Own(name.into())))
}

/// The account in kind of a fund.
fn in_kind(world: &World, fund: &str) -> Option<Place> {
    world.fund(fund).filter(|fund| fund.notional).map(|fund| Place::Own(format!("notional:{}", fund.code)))
}

/// The cash book's side of a cost: what a fund gives in kind, from its account; all else from `cash`.
fn cost(world: &World, category: &str, cash: &Place, parts: &[(String, i64)], vat: i64) -> Vec<Posting> {
    let mut postings = Vec::new();
    for (fund, part) in parts {
        let from = in_kind(world, fund).unwrap_or(cash.clone());
        postings.push((Place::Cost(category.into()), from, *part));
    }
    if vat > 0 {
        postings.push((Place::Vat, cash.clone(), vat));
    }
    postings
}

fn no_vat_in_kind(world: &World, parts: &[(String, i64)], vat: i64) -> Answer {
    let only = parts.iter().all(|(fund, _)| in_kind(world, fund).is_some());
    refuse_if(only && vat > 0, "VAT_IN_KIND")
}

pub(super) fn own(world: &World, scene: Scene<'_>, account: Option<&str>) -> Answer<Place> {
    let name = match account {
        Some(name) => name,
        None => world.people[scene.actor].card.unwrap_or("bank:main"),
    };
    refuse_if(!world.accounts.contains(name), "UNKNOWN_ACCOUNT")?;
    Ok(Place::Own(name.into()))
}

/// What pays: the account that is named, else the card of whoever pays, else the bank; with whose pocket pays
/// how much beside it. A card and a pocket are their holder's.
struct Payer {
    named: Option<String>,
    from: Place,
    part: Option<(Place, i64)>,
}

fn payer(world: &mut World, by: &str, paid: &PaidBy) -> Answer<Payer> {
    refuse_if(paid.account.is_some() && paid.own == Some(None), "FIELD_INVALID")?;
    let named = match paid.own {
        Some(None) => Some(format!("pocket:{by}")),
        _ => paid.account.clone(),
    };
    let name = named.clone().unwrap_or_else(|| world.people[by].card.unwrap_or("bank:main").into());
    let holder = match name.strip_prefix("pocket:") {
        Some(holder) => {
            refuse_if(!world.people.contains_key(holder), "UNKNOWN_PRACTITIONER")?;
            world.accounts.insert(name.clone());
            Some(holder.to_owned())
        }
        None => {
            refuse_if(!world.accounts.contains(&name), "UNKNOWN_ACCOUNT")?;
            let held = world.people.iter().find(|(_, person)| person.card == Some(name.as_str()));
            held.map(|(code, _)| code.clone())
        }
    };
    let of_another = !paid.again && named.is_some() && holder.is_some_and(|holder| holder != by);
    refuse_if(of_another, "ACCOUNT_OF_ANOTHER")?;
    let part = paid.own.flatten().map(|part| {
        let pocket = format!("pocket:{}", paid.own_of.as_deref().unwrap_or(by));
        world.accounts.insert(pocket.clone());
        (Place::Own(pocket), part)
    });
    Ok(Payer { named, from: Place::Own(name), part })
}

impl Payer {
    /// Has the part that was somebody's own paid by them: of the first postings first.
    fn share(&self, postings: Vec<Posting>) -> Answer<Vec<Posting>> {
        let Some((pocket, part)) = &self.part else { return Ok(postings) };
        let all: i64 =
            postings.iter().filter(|(_, from, _)| *from == self.from).map(|(.., pence)| pence).sum();
        refuse_if(*part >= all, "FIELD_INVALID")?;
        let mut left = *part;
        let mut shared = Vec::new();
        for (to, from, pence) in postings {
            let own = if from == self.from { pence.min(left) } else { 0 };
            left -= own;
            let parts = [(from, pence - own), (pocket.clone(), own)];
            shared.extend(
                parts.into_iter().filter(|(_, part)| *part > 0).map(|(from, part)| (to.clone(), from, part)),
            );
        }
        Ok(shared)
    }
}

// Own money.

fn claim(world: &mut World, scene: Scene<'_>, amount: Option<i64>, who: Option<&str>, day: &str) -> Answer {
    refuse_if(local_day(&world.clock).as_str() < day, "DAY_TO_COME")?;
    let who = who.unwrap_or(scene.actor);
    refuse_if(!world.people.contains_key(who), "UNKNOWN_PRACTITIONER")?;
    refuse_if(who != scene.actor && is_lead(world, scene), "ROLE_MAY_NOT")?;
    let open = |claim: &&Claim| {
        let paid = claim.paid_by.is_some_and(|entry| world.reversed_by(entry).is_none());
        claim.who == who && !paid && !matches!(claim.verdict, Some("refused" | "withdrawn"))
    };
    let claims = world.claims.iter().filter(|(_, claim)| open(claim));
    let claimed: i64 = claims.map(|(id, _)| owed_of(world, *id)).sum();
    let owed = (-world.balance(&Place::Own(format!("pocket:{who}"))) - claimed).max(0);
    let amount = amount.unwrap_or(owed);
    refuse_if(amount <= 0 || amount > owed, "CLAIM_ABOVE_OWED")?;
    world.head += 1;
    let (who, actor, day) = (who.into(), scene.actor.into(), day.into());
    world.claims.insert(world.head, Claim { who, actor, amount, day, verdict: None, paid_by: None });
    Ok(())
}

/// What a claim would pay: of what was paid before it or before any later claim, what these have left.
fn owed_of(world: &World, id: i64) -> i64 {
    let claim = &world.claims[&id];
    let pocket = Place::Own(format!("pocket:{}", claim.who));
    let moved = |entry: &Entry| -> i64 {
        let each = entry.postings.iter();
        each.map(|(to, from, pence)| pence * (i64::from(*from == pocket) - i64::from(*to == pocket))).sum()
    };
    let counts_from = |number: i64| {
        let number = world.entries[&number].reverses.unwrap_or(number);
        let entry = &world.entries[&number];
        let paid = |(_, other): &(&i64, &Entry)| other.order == entry.order && moved(other) > 0;
        match (entry.kind, entry.pays_claim) {
            ("refund.record", _) => world.entries.iter().find(paid).map_or(number, |(first, _)| *first),
            (_, paid_claim) => paid_claim.unwrap_or(number),
        }
    };
    let left = |until: i64| -> i64 {
        let entries = world
            .entries
            .iter()
            .filter(|(number, entry)| moved(entry) != 0 && counts_from(**number) <= until);
        entries.map(|(_, entry)| moved(entry)).sum()
    };
    let later = world.claims.iter().filter(|(other, of)| **other >= id && of.who == claim.who);
    let least = later.map(|(other, _)| left(*other)).chain([left(i64::MAX), claim.amount]).min();
    least.unwrap_or(0).max(0)
}

fn decide_claim(world: &mut World, scene: Scene<'_>, id: i64, verdict: &'static str) -> Answer {
    let claim = world.claims.get(&id).ok_or("UNKNOWN_CLAIM")?.clone();
    let theirs = [&claim.who, &claim.actor].iter().any(|who| *who == scene.actor);
    if verdict == "withdrawn" {
        refuse_if(claim.verdict.is_some(), "CLAIM_DECIDED")?;
        refuse_if(!theirs, "CLAIM_OF_ANOTHER")?;
    } else {
        refuse_if(is_lead(world, scene), "ROLE_MAY_NOT")?;
        refuse_if(claim.verdict.is_some(), "CLAIM_DECIDED")?;
        refuse_if(theirs, "OWN_CLAIM")?;
    }
    world.claims.get_mut(&id).unwrap().verdict = Some(verdict);
    world.head += 1;
    Ok(())
}

fn pay_claim(world: &mut World, scene: Scene<'_>, id: i64, account: Option<&str>, day: &str) -> Answer {
    let claim = world.claims.get(&id).ok_or("UNKNOWN_CLAIM")?.clone();
    let from = account.unwrap_or("bank:main");
    refuse_if(!world.accounts.contains(from), "UNKNOWN_ACCOUNT")?;
    admits(world, day)?;
    refuse_if(claim.paid_by.is_some_and(|entry| world.reversed_by(entry).is_none()), "CLAIM_PAID")?;
    refuse_if(claim.verdict != Some("approved"), "CLAIM_NOT_APPROVED")?;
    refuse_if(claim.who == scene.actor, "OWN_CLAIM")?;
    refuse_if(day < claim.day.as_str(), "DAYS_OUT_OF_ORDER")?;
    of_the_pilot(from)?;
    let pocket = Place::Own(format!("pocket:{}", claim.who));
    let owed = -world.balance(&pocket);
    refuse_if(owed <= 0, "POCKET_ABOVE_ZERO")?;
    let held = world.people.iter().find(|(_, person)| person.card == Some(from));
    refuse_if(held.is_some_and(|(holder, _)| holder.as_str() != scene.actor), "ACCOUNT_OF_ANOTHER")?;
    let owed = owed_of(world, id);
    refuse_if(owed <= 0, "CLAIM_NOT_OWED")?;
    let postings = vec![(pocket, Place::Own(from.into()), owed)];
    let entry = enter(world, scene, "claim.pay", day, (None, None), postings);
    world.claims.get_mut(&id).unwrap().paid_by = Some(entry);
    world.entries.get_mut(&entry).unwrap().pays_claim = Some(id);
    Ok(())
}

// Budgets.

fn open_budget(world: &World, child: &str) -> Answer<String> {
    let found = world.children.get(child).ok_or("UNKNOWN_CHILD")?;
    found.opened.clone().ok_or("NO_BUDGET")
}

fn not_closed(world: &World, child: &str) -> Answer {
    refuse_if(world.children[child].closed.is_some(), "BUDGET_CLOSED")
}

pub(super) fn after_opening(world: &World, child: &str, day: &str) -> Answer {
    let opened = world.children[child].opened.as_deref();
    refuse_if(opened.is_some_and(|opened| day < opened), "BEFORE_BUDGET_OPENED")
}

/// The fund that feeds a child where none is named: the least fenced, then the fullest, that has
/// enough; if none has, the first of them.
fn feeding(world: &World, child: &str, amount: i64) -> Answer<Fund> {
    let cohort = world.children[child].cohort;
    let mut funds: Vec<(i32, i64, Fund)> = world
        .funds
        .iter()
        .filter(|fund| fund.cohort.is_none_or(|only| only == cohort))
        .map(|fund| (fund.fences(), -world.balance(&Place::Pool(fund.code.into())), fund.clone()))
        .collect();
    funds.sort_by_key(|(fences, empty, fund)| (*fences, *empty, fund.code));
    let enough = funds.iter().find(|(_, pool, _)| -pool >= amount);
    enough.or(funds.first()).map(|(_, _, fund)| fund.clone()).ok_or("NO_FUND")
}

fn budgets(world: &mut World, scene: Scene<'_>, ask: &Ask, day: &str) -> Answer {
    match ask {
        Ask::Open { child, amount, fund } => {
            let found = world.children.get(*child).ok_or("UNKNOWN_CHILD")?.clone();
            refuse_if(found.closed.is_some(), "BUDGET_CLOSED")?;
            refuse_if(found.opened.is_some(), "BUDGET_EXISTS")?;
            let fund = match fund {
                Some(code) => world.fund(code).ok_or("UNKNOWN_FUND")?.clone(),
                None => feeding(world, child, *amount)?,
            };
            admits(world, day)?;
            commits(world, day)?;
            refuse_if(!found.budget_arm, "COMPARISON_CHILD_HAS_NO_BUDGET")?;
            match world.policy(day).gate {
                None => {}
                Some("caf") => return Err("GATE_CAF"),
                Some("consent") => return Err("GATE_CONSENT"),
                Some(_) => return Err("GATE_OUTCOME"),
            }
            let (min, max) = world.bounds(child, day);
            refuse_if(!(min..=max).contains(amount), "BUDGET_OUT_OF_BOUNDS")?;
            world.children.get_mut(*child).unwrap().opened = Some(day.into());
            feed(world, scene, "budget.open", child, &fund, *amount, day)
        }
        Ask::TopUp { child, amount, fund } => {
            open_budget(world, child)?;
            let pots = &world.children[*child].pots;
            let fund = match fund {
                Some(code) => world.fund(code).ok_or("UNKNOWN_FUND")?.clone(),
                None if pots.len() == 1 => world.fund(pots.first().unwrap()).unwrap().clone(),
                None => feeding(world, child, *amount)?,
            };
            admits(world, day)?;
            commits(world, day)?;
            not_closed(world, child)?;
            after_opening(world, child, day)?;
            let would_be = world.figures(child)[0] + amount;
            let (min, max) = world.bounds(child, day);
            refuse_if(!(min..=max).contains(&would_be), "BUDGET_OUT_OF_BOUNDS")?;
            feed(world, scene, "budget.top-up", child, &fund, *amount, day)
        }
        Ask::Return { child, amount, fund } => {
            open_budget(world, child)?;
            let named = named_pots(world, child, *fund)?;
            admits(world, day)?;
            after_opening(world, child, day)?;
            let parts = take(world, child, named, *amount, day)?;
            let back = |(fund, part): (String, i64)| {
                (Place::Pool(fund.clone()), Place::Available((*child).into(), fund), part)
            };
            let postings = parts.into_iter().map(back).collect();
            enter(world, scene, "budget.return", day, (Some(child), None), postings);
            Ok(())
        }
        Ask::Move { child, to, amount, fund } => {
            move_budget(world, scene, (child, to), (*amount, *fund), day)
        }
        Ask::Close { child } => {
            open_budget(world, child)?;
            admits(world, day)?;
            not_closed(world, child)?;
            after_opening(world, child, day)?;
            let figures = world.figures(child);
            refuse_if(figures[2] != 0, "BUDGET_HAS_COMMITMENTS")?;
            world.children.get_mut(*child).unwrap().closed = Some(day.into());
            let available = available(world, child, day);
            let postings: Vec<Posting> = available
                .into_iter()
                .filter(|(_, pence)| *pence > 0)
                .map(|(fund, pence)| {
                    (Place::Pool(fund.clone()), Place::Available((*child).into(), fund), pence)
                })
                .collect();
            if postings.is_empty() {
                world.head += 1;
            } else {
                enter(world, scene, "budget.close", day, (Some(child), None), postings);
            }
            world.children.get_mut(*child).unwrap().closed_by = world.head;
            Ok(())
        }
        Ask::Reopen { child } => {
            open_budget(world, child)?;
            admits(world, day)?;
            commits(world, day)?;
            let closed = world.children[*child].closed.clone().ok_or("BUDGET_EXISTS")?;
            refuse_if(day < closed.as_str(), "DAYS_OUT_OF_ORDER")?;
            world.children.get_mut(*child).unwrap().closed = None;
            world.head += 1;
            Ok(())
        }
        _ => unreachable!("only budgets come here"),
    }
}

fn feed(
    world: &mut World,
    scene: Scene<'_>,
    kind: &'static str,
    child: &str,
    fund: &Fund,
    amount: i64,
    day: &str,
) -> Answer {
    let cohort = world.children[child].cohort;
    refuse_if(fund.cohort.is_some_and(|only| only != cohort), "FUND_DOES_NOT_FIT")?;
    refuse_if(world.balance(&Place::Pool(fund.code.into())) < amount, "POOL_EXCEEDED")?;
    world.children.get_mut(child).unwrap().pots.insert(fund.code.into());
    let into = Place::Available(child.into(), fund.code.into());
    enter(world, scene, kind, day, (Some(child), None), vec![(into, Place::Pool(fund.code.into()), amount)]);
    Ok(())
}

fn named_pots(world: &World, child: &str, fund: Option<&'static str>) -> Answer<Option<&'static str>> {
    let there = fund.is_none_or(|code| world.children[child].pots.contains(code));
    refuse_if(!there, "UNKNOWN_FUND")?;
    Ok(fund)
}

/// What a child has available by fund, in draw order.
fn available(world: &World, child: &str, day: &str) -> Vec<(String, i64)> {
    let of =
        |fund: Fund| (fund.code.to_owned(), world.balance(&Place::Available(child.into(), fund.code.into())));
    world.draw_order(child, day).into_iter().map(of).collect()
}

/// Takes available money: of one fund, or pooled money first.
fn take(
    world: &World,
    child: &str,
    named: Option<&str>,
    amount: i64,
    day: &str,
) -> Answer<Vec<(String, i64)>> {
    let mut funds = available(world, child, day);
    funds.reverse();
    funds.retain(|(code, _)| named.is_none_or(|named| named == code));
    split(funds, amount).ok_or("BUDGET_EXCEEDED")
}

/// Spreads an amount over what there is, first come first; `None` when there is not enough.
fn split(there: Vec<(String, i64)>, amount: i64) -> Option<Vec<(String, i64)>> {
    let mut rest = amount;
    let mut parts = Vec::new();
    for (fund, pence) in there {
        let part = pence.min(rest);
        if part > 0 {
            rest -= part;
            parts.push((fund, part));
        }
    }
    (rest == 0).then_some(parts)
}

fn move_budget(
    world: &mut World,
    scene: Scene<'_>,
    (child, to): (&'static str, &'static str),
    (amount, fund): (i64, Option<&'static str>),
    day: &str,
) -> Answer {
    refuse_if(child == to, "FIELD_INVALID")?;
    open_budget(world, child)?;
    open_budget(world, to)?;
    let named = named_pots(world, child, fund)?;
    admits(world, day)?;
    commits(world, day)?;
    not_closed(world, to)?;
    after_opening(world, child, day)?;
    after_opening(world, to, day)?;
    refuse_if(world.figures(to)[0] + amount > world.bounds(to, day).1, "BUDGET_OUT_OF_BOUNDS")?;
    let parts = take(world, child, named, amount, day)?;
    let cohort = world.children[to].cohort;
    for (code, _) in &parts {
        let only = world.fund(code).unwrap().cohort;
        refuse_if(only.is_some_and(|only| only != cohort), "FUND_DOES_NOT_FIT")?;
    }
    let mut landing = available(world, child, day);
    landing.retain(|(fund, pence)| *pence > 0 && named.is_none_or(|named| named == fund));
    world.children.get_mut(to).unwrap().pots.extend(landing.into_iter().map(|(fund, _)| fund));
    let across = |(fund, part): (String, i64)| {
        (Place::Available(to.into(), fund.clone()), Place::Available(child.into(), fund), part)
    };
    let postings = parts.into_iter().map(across).collect();
    enter(world, scene, "budget.move", day, (Some(child), None), postings);
    Ok(())
}

// Orders and what follows.

fn net((gross, vat): (i64, i64)) -> Answer<i64> {
    if vat < gross { Ok(gross - vat) } else { Err("VAT_NOT_BELOW_AMOUNT") }
}

/// VAT that is not said, where it was recovered on what was invoiced.
fn vat_of_invoiced(world: &World, order: i64, amount: i64, vat: Option<i64>) -> Answer<i64> {
    let standing = world.standing(order);
    refuse_if(amount > standing.invoiced, "CREDIT_EXCEEDS_COST")?;
    refuse_if(vat.is_none() && standing.invoiced > standing.spent(), "VAT_UNSAID")?;
    Ok(vat.unwrap_or(0))
}

/// The same of what was ordered: the promise was less than the price.
fn vat_of_order(world: &World, order: i64, vat: Option<i64>) -> Answer<i64> {
    let promised: i64 = world.entries[&order]
        .postings
        .iter()
        .filter(|(to, ..)| matches!(to, Place::Committed(..) | Place::Spent(..)))
        .map(|(.., pence)| pence)
        .sum();
    let standing = world.standing(order);
    let some = promised < world.orders[&order].gross || standing.invoiced > standing.spent();
    refuse_if(vat.is_none() && some, "VAT_UNSAID")?;
    Ok(vat.unwrap_or(0))
}

/// Draws available money for a category on a day: fenced money that fits first.
fn draw(world: &World, child: &str, category: &str, day: &str, amount: i64) -> Answer<Vec<(String, i64)>> {
    draw_from(world, child, available(world, child, day), category, day, amount)
}

fn draw_from(
    world: &World,
    child: &str,
    all: Vec<(String, i64)>,
    category: &str,
    day: &str,
    amount: i64,
) -> Answer<Vec<(String, i64)>> {
    let cohort = world.children[child].cohort;
    let fits = |code: &String| world.fund(code).unwrap().fits(cohort, category, day);
    let fitting = all.iter().filter(|(code, _)| fits(code)).cloned().collect();
    match split(fitting, amount) {
        Some(parts) => Ok(parts),
        None if all.iter().map(|(_, pence)| pence).sum::<i64>() < amount => Err("BUDGET_EXCEEDED"),
        None => Err("RING_FENCED"),
    }
}

fn order(world: &mut World, scene: Scene<'_>, want: &Want, paid: Option<Paid<'_>>, day: &str) -> Answer {
    open_budget(world, &want.child)?;
    refuse_if(!world.categories.contains(&want.category.as_str()), "UNKNOWN_CATEGORY")?;
    let known = world.providers.iter().find(|(code, name)| *code == want.provider || *name == want.provider);
    let provider = known.ok_or("UNKNOWN_PROVIDER")?.0;
    let buyer = want.buyer.as_deref().unwrap_or(scene.actor);
    let person = world.people.get(buyer).ok_or("UNKNOWN_PRACTITIONER")?.clone();
    let need = under_a_need(world, want.need, &want.child)?;
    let payer = paid.as_ref().map(|paid| payer(world, buyer, paid.by)).transpose()?;
    let own = payer.as_ref().map(|payer| payer.from.clone());
    let named = payer.as_ref().and_then(|payer| payer.named.as_deref());
    if let Some(paid) = paid.as_ref().filter(|paid| paid.is_new) {
        new_document(world, false, provider, (paid.number, paid.again))?;
    }
    admits(world, day)?;
    commits(world, day)?;
    not_closed(world, &want.child)?;
    after_opening(world, &want.child, day)?;
    let away = person.joined.is_some_and(|joined| day < joined) || person.left.is_some_and(|left| left < day);
    refuse_if(away, "PRACTITIONER_NOT_THERE")?;
    if world.policy(day).holder == Some("required") {
        [buyer, scene.actor].into_iter().try_for_each(|who| holds(world, &want.child, who, day))?;
    }
    refuse_if(world.stopped(provider, day), "PROVIDER_SUSPENDED")?;
    let net = net((want.gross, want.vat))?;
    let rule = world.policy(day).category(&want.category);
    refuse_if(!rule.0, "CATEGORY_NOT_ALLOWED")?;
    within_cap(world, &want.child, &want.category, net, day)?;
    let limit = limit(world, scene, buyer, day);
    let asks = asks(world, scene, buyer, (&want.child, provider), want.gross, limit, day);
    let mut there = available(world, &want.child, day);
    // Where somebody says that cash was paid, what is given in kind comes last.
    if named.is_some_and(|name| !name.starts_with("notional:")) {
        there.sort_by_key(|(fund, _)| in_kind(world, fund).is_some());
    }
    let parts = draw_from(world, &want.child, there, &want.category, day, net)?;
    no_vat_in_kind(world, &parts, want.vat)?;
    if own.is_some() {
        refuse_if(matches!(asks, Some("conflict" | "both")), "CONFLICT_DECLARED")?;
        refuse_if(asks.is_some(), "SIGN_OFF_EXCEEDED")?;
    }
    if let Some(name) = named {
        let of = |(fund, _): &(String, i64)| in_kind(world, fund);
        if parts.iter().all(|part| of(part).is_some()) {
            let its = parts.iter().any(|part| of(part) == Some(Place::Own(name.into())));
            refuse_if(!its, "PAID_IN_KIND")?;
        } else {
            refuse_if(name.starts_with("notional:"), "ACCOUNT_IN_KIND")?;
        }
    }
    let shared = paid.as_ref().and_then(|paid| paid.shared);
    refuse_if(shared.zip(limit).is_some_and(|(all, limit)| all > limit), "SHARED_ABOVE_SIGN_OFF")?;
    let id = world.head + 1;
    let kept = |fund: String| match own {
        Some(_) => Place::Spent(want.child.clone(), fund),
        None => Place::Committed(want.child.clone(), fund),
    };
    let mut postings: Vec<Posting> = parts
        .iter()
        .map(|(fund, part)| (kept(fund.clone()), Place::Available(want.child.clone(), fund.clone()), *part))
        .collect();
    if let Some(own) = &own {
        postings.extend(cost(world, &want.category, own, &parts, want.vat));
    }
    if let Some(payer) = &payer {
        postings = payer.share(postings)?;
    }
    let kind = if own.is_some() { "buy" } else { "commission.place" };
    let placed = Order {
        child: want.child.clone(),
        buyer: buyer.into(),
        provider: provider.into(),
        category: want.category.clone(),
        placed: day.into(),
        gross: want.gross,
        limit,
        closed_by: own.is_some().then_some(id),
        need,
        units: want.units,
    };
    world.orders.insert(id, placed);
    enter(world, scene, kind, day, (Some(&want.child), Some(id)), postings);
    if let Some(paid) = &paid {
        numbered(world, id, paid.number, paid.again);
    }
    request(world, scene, id, want.gross, asks, day);
    Ok(())
}

/// How something bought at once is paid for and documented.
struct Paid<'a> {
    by: &'a PaidBy,
    number: Option<&'a str>,
    again: Option<&'static str>,
    /// Whether its number has to be new: a line after the first has that of the first.
    is_new: bool,
    /// The price in all, where children share it.
    shared: Option<i64>,
}

/// Parts of a sum by weights: whole pennies down, then one each by what was cut off, of equals the first.
fn parted(sum: i64, weights: &[i64]) -> Vec<i64> {
    let all: i64 = weights.iter().sum();
    let mut parts: Vec<i64> = weights.iter().map(|weight| sum.abs() * weight / all).collect();
    while parts.iter().sum::<i64>() < sum.abs() {
        let cut = |at: &usize| sum.abs() * weights[*at] - parts[*at] * all;
        let most = (0..parts.len()).rev().max_by_key(cut).unwrap();
        parts[most] += 1;
    }
    parts.into_iter().map(|part| part * sum.signum()).collect()
}

/// What children of the family share: all of them can bear their part, or nobody does.
fn share(world: &mut World, scene: Scene<'_>, ask: &Ask, day: &str) -> Answer {
    let Ask::Share { want, shares, paid, number, again } = ask else { unreachable!() };
    for (child, _) in shares {
        refuse_if(*child == "K-NOBODY", "UNKNOWN_CHILD")?;
        refuse_if(!["K1", "K2", "K3"].contains(child), "NOT_OF_THE_FAMILY")?;
    }
    let weights: Vec<i64> = shares.iter().map(|(_, part)| *part).collect();
    let children: BTreeSet<&str> = shares.iter().map(|(child, _)| *child).collect();
    // Without any named all three share it equally.
    let (children, weights) = match shares.len() {
        0 => (vec!["K1", "K2", "K3"], parted(want.gross, &[1, 1, 1])),
        1 => return Err("SHARED_BY_ONE"),
        _ => {
            refuse_if(children.len() < shares.len(), "SHARED_TWICE")?;
            refuse_if(weights.iter().sum::<i64>() != want.gross, "SHARES_DO_NOT_ADD_UP")?;
            (shares.iter().map(|(child, _)| *child).collect(), weights)
        }
    };
    refuse_if(weights.contains(&0), "SHARE_UNSAID")?;
    let vat = parted(want.vat, &weights);
    let own = paid.own.flatten().map(|part| parted(part, &weights));
    let first = world.head + 1;
    for (at, child) in children.into_iter().enumerate() {
        let of_child = Want { child: child.into(), gross: weights[at], vat: vat[at], ..want.clone() };
        let part = own.as_ref().map(|own| own[at]);
        let by = match part {
            Some(0) => PaidBy { own: None, ..paid.clone() },
            Some(part) => PaidBy { own: Some(Some(part)), ..paid.clone() },
            None => paid.clone(),
        };
        let again = again.filter(|_| at == 0);
        let (number, shared) = (number.as_deref(), Some(want.gross));
        let paid = Paid { by: &by, number, again, is_new: at == 0, shared };
        let before = world.head;
        order(world, scene, &of_child, Some(paid), day)?;
        // Each line is written before the next one is looked at.
        floats_hold(world)?;
        within_limit(world, before)?;
        let head = world.head;
        world.entries.get_mut(&head).unwrap().document = Some(first);
    }
    Ok(())
}

fn plain(number: &str) -> String {
    number.chars().filter(|c| *c != ' ').map(|c| c.to_ascii_lowercase()).collect()
}

/// A number of a provider stands once, for whatever child; credit notes have their own.
pub(super) fn new_document(
    world: &World,
    credit: bool,
    provider: &str,
    (number, again): (Option<&str>, Option<&'static str>),
) -> Answer {
    let (Some(number), None) = (number, again) else { return Ok(()) };
    let stands = |line: &(i64, i64)| (world.entries[&line.1].kind == "credit-note.record") == credit;
    refuse_if(standing_lines(world, provider, number).iter().any(stands), "INVOICE_ALREADY_RECORDED")
}

/// What stands of a provider's documents of a number: the document and the entry of each line.
fn standing_lines(world: &World, provider: &str, number: &str) -> Vec<(i64, i64)> {
    let of_it = |(id, entry): (&i64, &Entry)| {
        let same = entry.number.as_deref().is_some_and(|known| plain(known) == plain(number));
        let theirs = entry.order.is_some_and(|order| world.orders[&order].provider == provider);
        (same && theirs && world.reversed_by(*id).is_none()).then(|| (entry.document.unwrap_or(*id), *id))
    };
    world.entries.iter().filter_map(of_it).collect()
}

fn gross(entry: &Entry) -> i64 {
    let cost = |place: &Place| i64::from(matches!(place, Place::Cost(_) | Place::Vat));
    entry.postings.iter().map(|(to, from, pence)| pence * (cost(to) - cost(from))).sum()
}

/// All lines or none; each is an entry.
fn document(world: &mut World, scene: Scene<'_>, ask: &Ask, day: &str) -> Answer {
    let Ask::Document { credit: is_credit, provider, lines, number, total, again } = ask else {
        unreachable!()
    };
    let known = world.providers.iter().find(|(code, name)| code == provider || name == provider);
    let provider = known.ok_or("UNKNOWN_PROVIDER")?.0;
    for line in lines {
        known_order(world, line.order)?;
    }
    refuse_if(lines.iter().any(|line| world.orders[&line.order].provider != provider), "LINE_OF_ANOTHER")?;
    let sum: i64 = lines.iter().map(|line| line.amount).sum();
    refuse_if(total.is_some_and(|total| total != sum), "DOCUMENT_SUM_DIFFERS")?;
    new_document(world, *is_credit, provider, (Some(number), *again))?;
    let first = world.head + 1;
    for line in lines {
        let price = (line.amount, line.vat);
        let entry = match is_credit {
            true => credit(world, scene, line.order, price, day)?,
            false => invoice(world, scene, line.order, price, line.last, day)?,
        };
        numbered(world, entry, Some(number), again.filter(|_| entry == first));
        world.entries.get_mut(&entry).unwrap().document = (lines.len() > 1).then_some(first);
    }
    Ok(())
}

/// The first document of the number on which anything is owed is paid, line by line.
fn pay_document(
    world: &mut World,
    scene: Scene<'_>,
    (provider, number): (&str, &str),
    (by, paid): (Option<&str>, &PaidBy),
    day: &str,
) -> Answer {
    let known = world.providers.iter().find(|(code, name)| *code == provider || *name == provider);
    let provider = known.ok_or("UNKNOWN_PROVIDER")?.0;
    let mut lines = standing_lines(world, provider, number);
    lines.retain(|(_, entry)| world.entries[entry].kind != "credit-note.record");
    lines.sort_unstable();
    refuse_if(lines.is_empty(), "UNKNOWN_INVOICE")?;
    let mut parts: Vec<(i64, i64)> = Vec::new();
    for document in lines.iter().map(|line| line.0).collect::<BTreeSet<i64>>() {
        for (_, entry) in lines.iter().filter(|line| line.0 == document) {
            let line = &world.entries[entry];
            let order = line.order.unwrap();
            let standing = world.standing(order);
            let before: i64 = parts.iter().filter(|part| part.0 == order).map(|part| part.1).sum();
            let owed = (standing.invoiced - standing.paid - before).min(gross(line));
            if owed > 0 {
                parts.push((order, owed));
            }
        }
        if !parts.is_empty() {
            break;
        }
    }
    refuse_if(parts.is_empty(), "NOTHING_OWED")?;
    refuse_if(matches!(paid.own, Some(Some(_))), "FIELD_INVALID")?;
    let mut first = None;
    for (order, amount) in &parts {
        pay(world, scene, *order, Some(*amount), (by, paid), day)?;
        floats_hold(world)?;
        within_limit(world, 0)?;
        let head = world.head;
        first = first.or(Some(head).filter(|_| parts.len() > 1));
        world.entries.get_mut(&head).unwrap().document = first;
    }
    Ok(())
}

pub(super) fn numbered(world: &mut World, entry: i64, number: Option<&str>, again: Option<&'static str>) {
    let entry = world.entries.get_mut(&entry).unwrap();
    (entry.number, entry.again) = (number.map(Into::into), again);
}

/// The lower limit of the buyer and of a lead professional who records for another.
/// Whoever has none of their own has the policy's.
fn limit(world: &World, scene: Scene<'_>, buyer: &str, day: &str) -> Option<i64> {
    let of = |who: &str| world.people[who].limit.or(world.policy(day).limit);
    let recorder = if is_lead(world, scene) { of(scene.actor) } else { None };
    [of(buyer), recorder].into_iter().flatten().min()
}

fn is_lead(world: &World, scene: Scene<'_>) -> bool {
    world.people[scene.actor].role == "lead_professional"
}

fn within_cap(world: &World, child: &str, category: &str, more: i64, day: &str) -> Answer {
    let (_, cap) = world.policy(day).category(category);
    refuse_if(cap.is_some_and(|cap| world.had(child, category) + more > cap), "CATEGORY_CAP_EXCEEDED")
}

/// Why an order must wait for another's approval, if it must.
fn asks(
    world: &World,
    scene: Scene<'_>,
    buyer: &str,
    (child, provider): (&str, &str),
    gross: i64,
    most: Option<i64>,
    day: &str,
) -> Option<&'static str> {
    let conflict = [buyer, scene.actor].iter().any(|who| world.conflicted(who, child, provider, day));
    match (most.is_some_and(|most| gross > most), conflict) {
        (false, false) => None,
        (true, false) => Some("limit"),
        (false, true) => Some("conflict"),
        (true, true) => Some("both"),
    }
}

/// Keeps what the entry just recorded asks for.
fn request(
    world: &mut World,
    scene: Scene<'_>,
    order: i64,
    asked: i64,
    because: Option<&'static str>,
    day: &str,
) {
    let Some(because) = because else { return };
    let (actor, day) = (scene.actor.to_owned(), day.to_owned());
    let request = Request { order, actor, asked, day, because, verdict: None, decided_by: None };
    world.requests.insert(world.head, request);
}

/// What waited is decided by the event just recorded.
fn settle(world: &mut World, request: i64, verdict: &'static str) {
    let head = world.head;
    let request = world.requests.get_mut(&request).unwrap();
    (request.verdict, request.decided_by) = (Some(verdict), Some(head));
}

pub(super) fn decided(world: &World, order: i64) -> Answer {
    refuse_if(world.waits(order).is_some(), "APPROVAL_PENDING")
}

fn decide(world: &mut World, scene: Scene<'_>, id: i64, approve: bool, day: &str) -> Answer {
    let order = known_order(world, id)?;
    let (number, request) = world
        .requests
        .iter()
        .rfind(|(_, request)| request.order == id)
        .map(|(number, request)| (*number, request.clone()))
        .ok_or("NOT_WAITING")?;
    refuse_if(local_day(&world.clock).as_str() < day, "DAY_TO_COME")?;
    not_closed(world, &order.child)?;
    refuse_if(request.verdict.is_some(), "ALREADY_DECIDED")?;
    refuse_if(day < request.day.as_str(), "DAYS_OUT_OF_ORDER")?;
    refuse_if(scene.actor == request.actor || scene.actor == order.buyer, "OWN_REQUEST")?;
    for day in [day, scene.today.max(&request.day)] {
        let conflict = world.conflicted(scene.actor, &order.child, &order.provider, day);
        refuse_if(conflict, "APPROVER_HAS_CONFLICT")?;
        let reach = world.policy(day).reach(scene.actor, world.people[scene.actor].role);
        let reaches = reach.is_some_and(|most| most.is_none_or(|most| request.asked <= most));
        refuse_if(!reaches, "BAND_TOO_LOW")?;
    }
    if approve {
        world.head += 1;
        settle(world, number, "approved");
        return Ok(());
    }
    admits(world, day)?;
    after_opening(world, &order.child, day)?;
    let postings = &world.entries[&number].postings;
    let back = postings.iter().rev().map(|(to, from, pence)| (from.clone(), to.clone(), *pence)).collect();
    let entry = enter(world, scene, "commission.refuse", day, (Some(&order.child), Some(id)), back);
    if number == id {
        world.orders.get_mut(&id).unwrap().closed_by = Some(entry);
    }
    settle(world, number, "refused");
    Ok(())
}

fn declare(world: &mut World, scene: Scene<'_>, who: Option<&str>, with: With, day: &str) -> Answer {
    let who = who.unwrap_or(scene.actor);
    refuse_if(!world.people.contains_key(who), "UNKNOWN_PRACTITIONER")?;
    refuse_if(is_lead(world, scene) && who != scene.actor, "ROLE_MAY_NOT")?;
    let (child, provider) = match with {
        With::Child(child) => {
            refuse_if(!world.children.contains_key(child), "UNKNOWN_CHILD")?;
            (Some(child.to_owned()), None)
        }
        With::Provider(said) => {
            let known = world.providers.iter().find(|(code, name)| *code == said || *name == said);
            (None, Some(known.ok_or("UNKNOWN_PROVIDER")?.0.to_owned()))
        }
    };
    let stands = |conflict: &Conflict| {
        conflict.who == who
            && conflict.until.is_none()
            && (&conflict.child, &conflict.provider) == (&child, &provider)
    };
    refuse_if(world.conflicts.values().any(stands), "CONFLICT_DECLARED_ALREADY")?;
    let conflict = Conflict { who: who.into(), child, provider, from: day.into(), until: None };
    world.head += 1;
    world.conflicts.insert(world.head, conflict);
    Ok(())
}

fn set_policy(world: &mut World, policy: &Policy, from: &str, any_day: bool) -> Answer {
    if let Some((newest_from, newest)) = world.policies.last() {
        if newest == policy && (any_day || newest_from.as_str() <= from) {
            return Ok(()); // it says just this
        }
        refuse_if(from < newest_from.as_str(), "POLICY_OUT_OF_ORDER")?;
    }
    world.policies.push((from.into(), policy.clone()));
    world.head += 1;
    Ok(())
}

fn end_conflict(world: &mut World, scene: Scene<'_>, id: i64, day: &str) -> Answer {
    let conflict = world.conflicts.get(&id).ok_or("UNKNOWN_CONFLICT")?;
    refuse_if(conflict.until.is_some(), "CONFLICT_ENDED")?;
    refuse_if(conflict.who == scene.actor, "OWN_CONFLICT")?;
    refuse_if(day < conflict.from.as_str(), "DAYS_OUT_OF_ORDER")?;
    world.conflicts.get_mut(&id).unwrap().until = Some(day.into());
    world.head += 1;
    Ok(())
}

pub(super) fn known_order(world: &World, order: i64) -> Answer<Order> {
    world.orders.get(&order).cloned().ok_or("UNKNOWN_COMMISSION")
}

pub(super) fn after_placing(order: &Order, day: &str) -> Answer {
    refuse_if(day < order.placed.as_str(), "DAYS_OUT_OF_ORDER")
}

/// The day of a document about an order.
fn day_of_order(world: &World, order: &Order, day: &str) -> Answer {
    admits(world, day)?;
    after_opening(world, &order.child, day)?;
    after_placing(order, day)
}

/// Takes an amount out of an order's shares: fenced money first when it is used, last when it comes
/// back.
fn shares(
    world: &World,
    order: &Order,
    held: &std::collections::BTreeMap<String, i64>,
    amount: i64,
    back: bool,
) -> Vec<(String, i64)> {
    let mut funds: Vec<(String, i64)> = world
        .draw_order(&order.child, &order.placed)
        .into_iter()
        .map(|fund| (fund.code.to_owned(), held.get(fund.code).copied().unwrap_or(0)))
        .collect();
    if back {
        funds.reverse();
        // What was given in kind comes back last.
        funds.sort_by_key(|(fund, _)| in_kind(world, fund).is_some());
    }
    split(funds, amount).expect("the commission holds that much")
}

fn release(
    world: &World,
    order: &Order,
    held: &std::collections::BTreeMap<String, i64>,
    amount: i64,
) -> Vec<Posting> {
    let child = &order.child;
    let back = |(fund, part): (String, i64)| {
        (Place::Available(child.clone(), fund.clone()), Place::Committed(child.clone(), fund), part)
    };
    shares(world, order, held, amount, true).into_iter().map(back).collect()
}

fn amend_or_cancel(world: &mut World, scene: Scene<'_>, ask: &Ask, day: &str) -> Answer {
    let id = match ask {
        Ask::Amend { order, .. } | Ask::Cancel { order } => *order,
        _ => unreachable!("only amend and cancel come here"),
    };
    let order = known_order(world, id)?;
    admits(world, day)?;
    if matches!(ask, Ask::Amend { .. }) {
        not_closed(world, &order.child)?;
    }
    after_opening(world, &order.child, day)?;
    refuse_if(order.closed_by.is_some(), "COMMISSION_CLOSED")?;
    if matches!(ask, Ask::Amend { .. }) {
        decided(world, id)?;
    }
    after_placing(&order, day)?;
    let standing = world.standing(id);
    let committed = standing.committed();
    let mut asked = (0, None);
    let mut recovered = 0;
    let (kind, postings) = match ask {
        Ask::Amend { amount, vat, .. } => {
            recovered = vat_of_order(world, id, *vat)?;
            let net = net((*amount, recovered))?;
            let would_be = net - standing.spent();
            refuse_if(would_be < 0, "AMOUNT_BELOW_USED")?;
            let postings = if would_be > committed {
                commits(world, day)?;
                refuse_if(!world.policy(day).category(&order.category).0, "CATEGORY_NOT_ALLOWED")?;
                within_cap(world, &order.child, &order.category, would_be - committed, day)?;
                let now = limit(world, scene, &order.buyer, day);
                let most = [now, order.limit].into_iter().flatten().min();
                let most = most.map(|most| most.max(world.approved(id)));
                let with = (order.child.as_str(), order.provider.as_str());
                asked = (*amount, asks(world, scene, &order.buyer, with, *amount, most, day));
                let parts = draw(world, &order.child, &order.category, day, would_be - committed)?;
                let promise = |(fund, part): (String, i64)| {
                    let from = Place::Available(order.child.clone(), fund.clone());
                    (Place::Committed(order.child.clone(), fund), from, part)
                };
                parts.into_iter().map(promise).collect()
            } else {
                release(world, &order, &standing.committed, committed - would_be)
            };
            ("commission.amend", postings)
        }
        _ => ("commission.cancel", release(world, &order, &standing.committed, committed)),
    };
    refuse_if(postings.is_empty(), "NOTHING_TO_AMEND")?;
    let mut after = standing.clone();
    stand(&mut after, &postings);
    let held = after.committed.iter().chain(&after.spent).filter(|(_, pence)| **pence > 0);
    let held: Vec<(String, i64)> = held.map(|(fund, pence)| (fund.clone(), *pence)).collect();
    no_vat_in_kind(world, &held, recovered)?;
    let number = enter(world, scene, kind, day, (Some(&order.child), Some(id)), postings);
    request(world, scene, id, asked.0, asked.1, day);
    if kind == "commission.cancel" {
        world.orders.get_mut(&id).unwrap().closed_by = Some(number);
        if let Some(request) = world.waits(id) {
            settle(world, request, "withdrawn");
        }
    }
    Ok(())
}

fn invoice(
    world: &mut World,
    scene: Scene<'_>,
    id: i64,
    price: (i64, Option<i64>),
    last: bool,
    day: &str,
) -> Answer<i64> {
    let owed_to = Place::Creditor(known_order(world, id)?.provider);
    invoice_of(world, scene, id, price, last, (day, owed_to))
}

/// What is used of an order: owed to somebody, or paid out of what they hold.
pub(super) fn invoice_of(
    world: &mut World,
    scene: Scene<'_>,
    id: i64,
    (amount, vat): (i64, Option<i64>),
    last: bool,
    (day, owed_to): (&str, Place),
) -> Answer<i64> {
    let order = known_order(world, id)?;
    admits(world, day)?;
    after_opening(world, &order.child, day)?;
    refuse_if(order.closed_by.is_some(), "COMMISSION_CLOSED")?;
    decided(world, id)?;
    after_placing(&order, day)?;
    let price = (amount, vat_of_order(world, id, vat)?);
    let net = net(price)?;
    let mut standing = world.standing(id);
    let most = order.limit.map(|limit| limit.max(world.approved(id)));
    refuse_if(most.is_some_and(|most| standing.invoiced + price.0 > most), "INVOICE_ABOVE_SIGN_OFF")?;
    let commissioned = world.commissioned(id);
    let (percent, pounds) = world.policy(day).above.unwrap_or((10, 2_500));
    let most = commissioned + (commissioned * percent / 100).min(pounds);
    let above = standing.spent() + net > most && net > standing.committed();
    refuse_if(above, "INVOICE_ABOVE_COMMISSION")?;
    let from_promise = net.min(standing.committed());
    let used = |from: Place, fund: String, part| (Place::Spent(order.child.clone(), fund), from, part);
    let mut postings = Vec::new();
    let mut parts = shares(world, &order, &standing.committed, from_promise, false);
    for (fund, part) in parts.clone() {
        *standing.committed.get_mut(&fund).unwrap() -= part;
        postings.push(used(Place::Committed(order.child.clone(), fund.clone()), fund, part));
    }
    if net > from_promise {
        // What takes the place of an invoice that was credited was committed before.
        if standing.spent() + net > commissioned {
            commits(world, day)?;
        }
        not_closed(world, &order.child)?;
        let now = limit(world, scene, &order.buyer, day);
        let most = now.map(|most| most.max(world.approved(id)));
        let with = (order.child.as_str(), order.provider.as_str());
        let billed = standing.invoiced + price.0;
        let because = asks(world, scene, &order.buyer, with, billed, most, day);
        refuse_if(because.is_some() && billed > world.approved(id), "INVOICE_ABOVE_SIGN_OFF")?;
        within_cap(world, &order.child, &order.category, net - from_promise, day)?;
        for (fund, part) in draw(world, &order.child, &order.category, day, net - from_promise)? {
            postings.push(used(Place::Available(order.child.clone(), fund.clone()), fund.clone(), part));
            parts.push((fund, part));
        }
    }
    no_vat_in_kind(world, &parts, price.1)?;
    if last {
        let rest = standing.committed();
        postings.extend(release(world, &order, &standing.committed, rest));
    }
    postings.extend(cost(world, &order.category, &owed_to, &parts, price.1));
    let entry = enter(world, scene, "invoice.record", day, (Some(&order.child), Some(id)), postings);
    if last {
        world.orders.get_mut(&id).unwrap().closed_by = Some(entry);
    }
    Ok(entry)
}

fn credit(
    world: &mut World,
    scene: Scene<'_>,
    id: i64,
    (amount, vat): (i64, Option<i64>),
    day: &str,
) -> Answer<i64> {
    let known = known_order(world, id)?;
    day_of_order(world, &known, day)?;
    let owed_to = Place::Creditor(known.provider.clone());
    let most = world.standing(id).spent();
    let vat = vat_of_invoiced(world, id, amount, vat)?;
    let postings = take_back(world, id, &known, (amount, vat), most, owed_to)?;
    let entry = enter(world, scene, "credit-note.record", day, (Some(&known.child), Some(id)), postings);
    // The last invoice was credited in full: another may come.
    if let Some(last) = known.closed_by.filter(|last| world.entries[last].kind == "invoice.record") {
        let of_it = |(id_of, entry): &(&i64, &Entry)| entry.order == Some(id) && **id_of < last;
        let before: i64 = world.entries.iter().filter(of_it).map(|(_, entry)| gross(entry)).sum();
        if world.standing(id).invoiced <= before {
            world.orders.get_mut(&id).unwrap().closed_by = None;
        }
    }
    Ok(entry)
}

/// Cost taken back: the child has it again, `to` gets it in the cash book.
pub(super) fn take_back(
    world: &World,
    id: i64,
    order: &Order,
    price: (i64, i64),
    most: i64,
    to: Place,
) -> Answer<Vec<Posting>> {
    let net = net(price)?;
    let standing = world.standing(id);
    let too_much =
        price.0 > standing.invoiced || net > most || price.1 > standing.invoiced - standing.spent();
    refuse_if(too_much, "CREDIT_EXCEEDS_COST")?;
    let child = &order.child;
    let parts = shares(world, order, &standing.spent, net, true);
    let costs = cost(world, &order.category, &to, &parts, price.1);
    // Nothing stays in a closed budget.
    let returned = if world.children[child].closed.is_some() { parts.clone() } else { Vec::new() };
    let mut postings: Vec<Posting> = parts
        .into_iter()
        .map(|(fund, part)| {
            (Place::Available(child.clone(), fund.clone()), Place::Spent(child.clone(), fund), part)
        })
        .collect();
    postings.extend(costs.into_iter().map(|(to, from, pence)| (from, to, pence)));
    postings.extend(
        returned
            .into_iter()
            .map(|(fund, part)| (Place::Pool(fund.clone()), Place::Available(child.clone(), fund), part)),
    );
    Ok(postings)
}

fn pay(
    world: &mut World,
    scene: Scene<'_>,
    id: i64,
    amount: Option<i64>,
    (by, paid): (Option<&str>, &PaidBy),
    day: &str,
) -> Answer {
    let order = known_order(world, id)?;
    let by = by.unwrap_or(scene.actor);
    refuse_if(!world.people.contains_key(by), "UNKNOWN_PRACTITIONER")?;
    let payer = payer(world, by, paid)?;
    admits(world, day)?;
    decided(world, id)?;
    after_placing(&order, day)?;
    let standing = world.standing(id);
    let owed = standing.invoiced - standing.paid;
    let amount = amount.unwrap_or(owed);
    refuse_if(amount <= 0 || amount > owed, "PAYMENT_EXCEEDS_OWED")?;
    let in_kind = payer.named.as_ref().is_some_and(|name| name.starts_with("notional:"));
    refuse_if(in_kind, "ACCOUNT_IN_KIND")?;
    let postings =
        payer.share(vec![(Place::Creditor(order.provider.clone()), payer.from.clone(), amount)])?;
    enter(world, scene, "payment.record", day, (Some(&order.child), Some(id)), postings);
    Ok(())
}

fn refund(
    world: &mut World,
    scene: Scene<'_>,
    id: i64,
    (amount, vat): (i64, Option<i64>),
    account: Option<&str>,
    day: &str,
) -> Answer {
    let order = known_order(world, id)?;
    // Where nothing is said it comes back to where it was last paid from.
    let paid = world.entries.values().filter(|entry| entry.order == Some(id) && entry.reverses.is_none());
    let mut from = paid.flat_map(|entry| &entry.postings).filter_map(|(_, from, _)| match from {
        Place::Own(name) if !name.starts_with("notional:") && !name.starts_with("held:") => {
            Some(name.clone())
        }
        _ => None,
    });
    let into = match (account, from.next_back()) {
        (None, Some(last)) => Place::Own(last),
        _ => own(world, scene, account)?,
    };
    day_of_order(world, &order, day)?;
    refuse_if(account.is_some_and(|name| name.starts_with("notional:")), "ACCOUNT_IN_KIND")?;
    let standing = world.standing(id);
    let spent = standing.spent.iter();
    let given: i64 = spent.filter(|(fund, _)| in_kind(world, fund).is_some()).map(|(_, pence)| pence).sum();
    refuse_if(amount > standing.paid - given, "REFUND_EXCEEDS_PAID")?;
    // What the provider owes by a credit note comes first.
    let settled = amount.min((standing.paid - standing.invoiced).max(0));
    let mut postings = Vec::new();
    if amount > settled {
        let most = standing.spent() - given;
        let vat = vat_of_invoiced(world, id, amount - settled, vat)?;
        // More than the share of the rest, but for a penny, may be the VAT of the whole.
        let (known, whole) = (standing.invoiced - standing.spent(), standing.invoiced);
        if settled > 0 && known > 0 {
            let share = (2 * (amount - settled) * known + whole) / (2 * whole);
            refuse_if(vat > share + 1, "VAT_UNSAID")?;
        }
        postings = take_back(world, id, &order, (amount - settled, vat), most, into.clone())?;
    } else {
        refuse_if(vat.unwrap_or(0) != 0, "CREDIT_EXCEEDS_COST")?;
    }
    if settled > 0 {
        postings.push((into, Place::Creditor(order.provider.clone()), settled));
    }
    if ["FA", "BR"].contains(&order.provider.as_str()) {
        let is_cost = |place: &Place| i64::from(matches!(place, Place::Cost(_) | Place::Vat));
        let back: i64 = postings.iter().map(|(to, from, pence)| pence * (is_cost(from) - is_cost(to))).sum();
        refuse_if(accounted(world, id) > paid_at_once(world, id) - back, "ACCOUNTED_ABOVE_PAID")?;
    }
    enter(world, scene, "refund.record", day, (Some(&order.child), Some(id)), postings);
    Ok(())
}

/// What is spent of an order out of what the child has, and of the pools of its funds where that is not
/// enough.
pub(super) fn drawn_or_fed(world: &World, order: &Order, amount: i64) -> Option<Vec<Posting>> {
    let child = order.child.as_str();
    let cohort = world.children[child].cohort;
    let pays = |fund: &Fund| {
        !fund.notional
            && fund.cohort.is_none_or(|only| only == cohort)
            && (fund.categories.is_empty() || fund.categories.contains(&order.category.as_str()))
    };
    let (mut postings, mut rest) = (Vec::new(), amount);
    for from_pool in [false, true] {
        for fund in world.draw_order(child, &order.placed).into_iter().filter(pays) {
            let code = fund.code.to_owned();
            let available = Place::Available(child.into(), code.clone());
            let pool = Place::Pool(code.clone());
            let part = rest.min(world.balance(if from_pool { &pool } else { &available }));
            if part > 0 {
                if from_pool {
                    postings.push((available.clone(), pool, part));
                }
                postings.push((Place::Spent(child.into(), code), available, part));
                rest -= part;
            }
        }
    }
    (rest <= 0).then_some(postings)
}

/// VAT that cannot be recovered: the child bears it, and the pools of its funds where the child has no more.
fn charge_vat(world: &mut World, scene: Scene<'_>, id: i64, amount: Option<i64>, day: &str) -> Answer {
    let document = world.entries.get(&id).ok_or("UNKNOWN_ENTRY")?.clone();
    let of = document.order.ok_or("NO_VAT_DOCUMENT")?;
    admits(world, day)?;
    refuse_if(!["buy", "invoice.record"].contains(&document.kind), "NO_VAT_DOCUMENT")?;
    refuse_if(world.reversed_by(id).is_some(), "ALREADY_REVERSED")?;
    refuse_if(day < document.day.as_str(), "DAYS_OUT_OF_ORDER")?;
    let vat = document.postings.iter().filter(|(to, ..)| *to == Place::Vat).map(|(.., pence)| pence);
    let (vat, standing) = (vat.sum::<i64>() - world.charged(id), world.standing(of));
    let left = vat.min(standing.invoiced - standing.spent());
    let amount = amount.unwrap_or(left);
    refuse_if(amount <= 0 || left < amount, "VAT_CHARGE_TOO_MUCH")?;
    let order = world.orders[&of].clone();
    let child = order.child.as_str();
    let mut postings = drawn_or_fed(world, &order, amount).ok_or("VAT_CHARGE_UNFUNDED")?;
    postings.push((Place::Cost(order.category.clone()), Place::Vat, amount));
    let entry = enter(world, scene, "vat.charge", day, (Some(child), Some(of)), postings);
    world.entries.get_mut(&entry).unwrap().charges = Some(id);
    Ok(())
}

// Mistakes put right.

fn entry_for(world: &World, scene: Scene<'_>, entry: i64) -> Answer<Entry> {
    let found = world.entries.get(&entry).ok_or("UNKNOWN_ENTRY")?;
    refuse_if(is_lead(world, scene) && found.actor != scene.actor, "ROLE_MAY_NOT")?;
    Ok(found.clone())
}

fn reverse(world: &mut World, scene: Scene<'_>, id: i64, entry: &Entry, day: &str) -> Answer {
    let own = |paid: &i64| world.claims[paid].who == scene.actor;
    refuse_if(entry.pays_claim.as_ref().is_some_and(own), "OWN_CLAIM")?;
    let ended = world.requests.values().any(|request| request.decided_by == Some(id));
    refuse_if(ended, "REQUEST_SETTLED")?;
    if let Some(child) = entry.child.as_ref().filter(|_| entry.kind == "budget.close") {
        let Child { closed, closed_by, .. } = &world.children[child];
        refuse_if(closed.is_some() && *closed_by != id, "BUDGET_CLOSED")?;
    }
    admits(world, day)?;
    refuse_if(entry.kind == "entry.reverse", "ENTRY_IS_REVERSAL")?;
    refuse_if(world.reversed_by(id).is_some(), "ALREADY_REVERSED")?;
    refuse_if(world.charged(id) > 0, "VAT_CHARGED")?;
    let takes_back = |(number, other): (&i64, &Entry)| {
        *number > id
            && other.order == entry.order
            && ["credit-note.record", "refund.record"].contains(&other.kind)
            && world.reversed_by(*number).is_none()
    };
    refuse_if(entry.kind == "vat.charge" && world.entries.iter().any(takes_back), "VAT_TAKEN_BACK")?;
    refuse_if(day < entry.day.as_str(), "DAYS_OUT_OF_ORDER")?;
    let postings: Vec<Posting> =
        entry.postings.iter().rev().map(|(to, from, pence)| (from.clone(), to.clone(), *pence)).collect();
    let before = entry.child.as_ref().map(|child| world.figures(child)[0]);
    let available_before = entry.child.as_ref().map(|child| world.figures(child)[1]);
    let order = entry.order.map(|order| (order, world.orders[&order].clone()));
    let mut after = entry.order.map(|order| world.standing(order)).unwrap_or_default();
    stand(&mut after, &postings);
    let drawn = postings.iter().map(|(to, from, pence)| {
        let available = |place: &Place| i64::from(matches!(place, Place::Available(..)));
        pence * (available(from) - available(to))
    });
    let drawn: i64 = drawn.sum();

    let number = enter(world, scene, "entry.reverse", day, (entry.child.as_deref(), entry.order), postings);
    world.entries.get_mut(&number).unwrap().reverses = Some(id);
    if let (Some(child), Some(before)) = (&entry.child, before) {
        let now = world.figures(child)[0];
        let fed = available_before.is_some_and(|before| world.figures(child)[1] != before);
        refuse_if(
            fed && entry.kind != "budget.close" && world.children[child].closed.is_some(),
            "BUDGET_CLOSED",
        )?;
        refuse_if(entry.kind == "budget.open" && now != 0, "OPENING_IN_USE")?;
        refuse_if(now > before && now > world.bounds(child, day).1, "BUDGET_OUT_OF_BOUNDS")?;
    }
    let below = world.balances().iter().any(|(place, pence)| place.is_pot() && *pence < 0);
    refuse_if(below, "REVERSAL_BLOCKED")?;
    if let Some((id_of_order, order)) = order {
        let below = after.committed.values().chain(after.spent.values()).any(|pence| *pence < 0)
            || after.invoiced < 0
            || after.paid < 0
            || after.invoiced < after.spent();
        refuse_if(below, "REVERSAL_BLOCKED")?;
        let left = after.committed() + after.spent() + after.invoiced + after.paid;
        refuse_if(id == id_of_order && left != 0, "COMMISSION_IN_USE")?;
        let reopens = order.closed_by == Some(id) && id != id_of_order;
        refuse_if(order.closed_by.is_some() && !reopens && after.committed() > 0, "COMMISSION_CLOSED")?;
        let took_back = entry.kind == "credit-note.record" || entry.kind == "refund.record";
        let since = |(later, it): (&i64, &Entry)| {
            it.order == Some(id_of_order)
                && it.kind == "invoice.record"
                && *later > id
                && *later < number
                && world.reversed_by(*later).is_none()
        };
        if took_back && gross(entry) != 0 && world.entries.iter().any(since) {
            let most = order.limit.map(|limit| limit.max(world.approved(id_of_order)));
            refuse_if(most.is_some_and(|most| after.invoiced > most), "INVOICE_ABOVE_SIGN_OFF")?;
            let commissioned = world.commissioned(id_of_order);
            let (percent, pounds) = world.policy(day).above.unwrap_or((10, 2_500));
            let most = commissioned + (commissioned * percent / 100).min(pounds);
            refuse_if(after.spent() > most, "INVOICE_ABOVE_COMMISSION")?;
        }
        if drawn > 0 {
            within_cap(world, &order.child, &order.category, 0, day)?; // it is drawn already
        }
        let kept = &mut world.orders.get_mut(&id_of_order).unwrap().closed_by;
        if reopens {
            *kept = None;
        } else if order.closed_by.is_none() && id == id_of_order {
            *kept = Some(number);
        }
    }
    if world.requests.get(&id).is_some_and(|request| request.verdict.is_none()) {
        settle(world, id, "withdrawn");
    }
    if entry.kind == "budget.close" {
        world.children.get_mut(entry.child.as_ref().unwrap()).unwrap().closed = None;
    }
    Ok(())
}

/// What a correction may change of a commission or purchase alone.
struct Terms {
    category: Option<&'static str>,
    provider: Option<&'static str>,
    child: Option<&'static str>,
    buyer: Option<&'static str>,
}

impl Terms {
    fn are_kept(&self) -> bool {
        [self.category, self.provider, self.child, self.buyer].iter().all(Option::is_none)
    }
}

/// What a correction asks for after the reversal.
fn anew(
    world: &World,
    id: i64,
    entry: &Entry,
    (amount, vat): (Option<i64>, Option<i64>),
    terms: &Terms,
) -> Answer<Ask> {
    let sum = |is: fn(&Place) -> bool| -> i64 {
        let postings = entry.postings.iter();
        postings.map(|(to, from, pence)| pence * (i64::from(is(to)) - i64::from(is(from)))).sum()
    };
    let order_id = entry.order.ok_or("NOT_CORRECTABLE")?;
    let order = &world.orders[&order_id];
    let was_vat = sum(|place| *place == Place::Vat);
    let gross = sum(|place| matches!(place, Place::Vat | Place::Cost(_)));
    let paid = -sum(|place| matches!(place, Place::Own(_)));
    let paid_from = |is: fn(&str) -> bool| {
        entry.postings.iter().find_map(|(to, from, _)| match (to, from) {
            (Place::Own(name), _) | (_, Place::Own(name)) if is(name) => Some(name.clone()),
            _ => None,
        })
    };
    let pocket = paid_from(|name| name.starts_with("pocket:"));
    let account = paid_from(|name| !name.starts_with("notional:") && !name.starts_with("pocket:"));
    let own = -sum(|place| matches!(place, Place::Own(name) if name.starts_with("pocket:")));
    let both = account.is_some() && own > 0;
    let paid_by = PaidBy {
        own: both.then_some(Some(own)),
        own_of: pocket.as_ref().filter(|_| both).map(|name| name["pocket:".len()..].to_owned()),
        account: account.or(pocket),
        again: true,
    };
    // Another amount has another part of VAT.
    let unsaid = |was: i64| -> Answer<i64> {
        refuse_if(amount.is_some() && vat.is_none() && was > 0, "VAT_UNSAID")?;
        Ok(vat.unwrap_or(was))
    };
    let want = |vat: i64| Want {
        child: terms.child.map_or(order.child.clone(), Into::into),
        category: terms.category.map_or(order.category.clone(), Into::into),
        gross: amount.unwrap_or(order.gross),
        vat,
        provider: terms.provider.map_or(order.provider.clone(), Into::into),
        buyer: Some(terms.buyer.map_or(order.buyer.clone(), Into::into)),
        // A need is the other child's; a new total no longer follows from the old units.
        need: order.need.filter(|_| terms.child.is_none_or(|child| child == order.child)),
        units: order.units.filter(|_| amount.is_none()),
    };
    match entry.kind {
        "buy" => Ok(Ask::Buy {
            want: want(unsaid(was_vat)?),
            paid: paid_by,
            number: entry.number.clone(),
            again: entry.again,
        }),
        "commission.place" => {
            let net = sum(|place| matches!(place, Place::Committed(..)));
            Ok(Ask::Place(want(unsaid(order.gross - net)?)))
        }
        "invoice.record" if terms.are_kept() && paid_from(|name| name.starts_with("held:")).is_some() => {
            Ok(Ask::Spend {
                order: order_id,
                amount: amount.unwrap_or(gross),
                vat: Some(unsaid(was_vat)?),
                number: entry.number.clone(),
                again: entry.again,
                last: order.closed_by == Some(id),
            })
        }
        "invoice.record" if terms.are_kept() => Ok(Ask::Invoice {
            order: order_id,
            amount: amount.unwrap_or(gross),
            vat: Some(unsaid(was_vat)?),
            number: entry.number.clone(),
            again: entry.again,
            last: order.closed_by == Some(id),
        }),
        "payment.record" if terms.are_kept() => {
            let amount = Some(amount.unwrap_or(paid));
            Ok(Ask::Pay { order: order_id, amount, by: None, paid: paid_by })
        }
        _ => Err("NOT_CORRECTABLE"),
    }
}

fn close_month(world: &mut World, scene: Scene<'_>, month: &str, reasons: &[String]) -> Answer {
    refuse_if(world.closed.contains(month), "MONTH_MARKED_ALREADY")?;
    refuse_if(&local_day(&world.clock)[..7] <= month, "MONTH_NOT_OVER")?;
    // The pilot begins in January; no month is left out.
    let number = |month: &str| month[5..].parse::<usize>().unwrap();
    let earlier = world.closed.range(..month.to_owned()).count() < number(month) - 1;
    let recorded = |entry: &Entry| &entry.day[..7] == month && entry.actor == scene.actor;
    let reopened = world.reopeners.get(month).is_some_and(|who| who == scene.actor);
    let signer = reopened || world.entries.values().any(recorded);
    // Nobody takes statements in: each account that moved in the month has a reason.
    let of_month = world.entries.values().filter(|entry| &entry.day[..7] == month);
    let unseen = of_month.flat_map(|entry| &entry.postings).any(|(to, from, _)| {
        [to, from].into_iter().any(|place| match place {
            Place::Own(name) => {
                ["bank", "card", "imprest", "held"].contains(&name.split(':').next().unwrap())
                    && !reasons.contains(name)
            }
            _ => false,
        })
    });
    refuse_if(unseen || earlier && signer, "MONTH_NOT_READY")?;
    refuse_if(earlier, "EARLIER_MONTH_OPEN")?;
    refuse_if(signer, "SIGNER_RECORDED")?;
    world.closed.insert(month.into());
    world.reopeners.remove(month);
    world.closers.insert(month.into(), scene.actor.into());
    world.head += 1;
    Ok(())
}

/// Says what becomes of a step whose key was used before.
pub fn predict_known(world: &World, step: &Step, known: super::KnownAnswer) -> Answer<World> {
    let mut world = world.clone();
    if world.clock.as_str() < step.now.as_str() {
        world.clock.clone_from(&step.now);
    }
    let person = world.people.get(step.user).ok_or("UNKNOWN_USER")?.clone();
    refuse_if(person.left.is_some_and(|left| left < local_day(&world.clock).as_str()), "ACTOR_LEFT")?;
    refuse_if(!step.ask.may(person.role), "ROLE_MAY_NOT")?;
    match known {
        super::KnownAnswer::Same => Ok(World { clock: world.clock.clone(), ..world }),
        super::KnownAnswer::OtherKind => Err("KEY_USED_OTHERWISE"),
        super::KnownAnswer::OtherContent => Err("KEY_CONTENT_DIFFERS"),
    }
}
