//! What an evaluation reads is what the reports tell, and nothing that was undone.

use std::collections::BTreeMap;

use domain::{Arm, Day, Month, Pence};
use evaluate::Data;
use evaluate::data::{Child, ChildMonth};
use serde_json::Value;
use store::Scope;

use super::world::World;

const NOW: &str = "2008-01-16T10:00:00Z";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn child<'d>(data: &'d Data, reference: &str) -> (usize, &'d Child) {
    let at = data.children.iter().position(|child| child.reference.as_str() == reference).unwrap();
    (at, &data.children[at])
}

fn at_now() -> Scope {
    Scope::default()
}

/// A report's rows, by the names of their columns.
fn rows(world: &World, report: &str) -> Vec<BTreeMap<String, String>> {
    let text = world.bhlp(NOW, &format!("report {report} --format csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn pence(text: &str) -> Pence {
    Pence::parse(text).unwrap()
}

#[test]
fn a_pilot_is_what_its_reports_tell() {
    let world = World::of("pilot-a");
    let data = world.load(at_now());
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pilot-a/expected.json"));
    let expected: Value = serde_json::from_str(&text.unwrap()).unwrap();
    assert_eq!((data.children.len(), data.purchases.len(), data.scores.len()), (80, 600, 460));
    assert_eq!(data.times.len(), 364);
    assert_eq!(data.informants, ["carer", "child"]);
    assert_eq!(data.items[0], "");
    assert!(data.measures.iter().find(|measure| measure.code.as_str() == "gbo").unwrap().terms.items);
    for (reference, figures) in expected["child"].as_object().unwrap() {
        let (at, found) = child(&data, reference);
        let budget = found.budget.as_ref().unwrap();
        assert_eq!(budget.allocated.get(), figures["allocated"], "{reference}");
        assert_eq!(budget.committed.get(), figures["committed"], "{reference}");
        assert_eq!(budget.spent.get(), figures["spent"], "{reference}");
        let of_it = data.purchases.iter().filter(|p| usize::try_from(p.child).unwrap() == at);
        assert_eq!(of_it.map(|p| p.spent).sum::<Pence>(), budget.spent, "{reference}");
        assert_eq!(found.baseline, Some(budget.opened_on));
    }
    let sum = |of: &dyn Fn(&ChildMonth) -> Pence, month: &str| -> Pence {
        data.moves.iter().filter(|moved| moved.month.to_string() == month).map(of).sum()
    };
    for month in rows(&world, "months") {
        let (month, given, spent) = (&month["month"], pence(&month["allocated"]), pence(&month["spent"]));
        let wanted = expected["month_received"].get(month).map_or(0, |pence| pence.as_i64().unwrap());
        assert_eq!(spent.get(), wanted, "{month}");
        assert_eq!(sum(&|moved| moved.spent, month), spent, "{month}");
        assert_eq!(sum(&|moved| moved.allocated, month), given, "{month}");
    }
    // The last score was told after the pilot had ended.
    assert_eq!(data.as_at, day("2008-03-06"));
}

#[test]
fn what_was_bought_by_category_is_what_the_report_tells() {
    let world = World::of("pilot-a");
    let data = world.load(at_now());
    for row in rows(&world, "by-category") {
        let of_it = || {
            data.purchases.iter().filter(|purchase| {
                let category = &data.categories[usize::try_from(purchase.category).unwrap()];
                category.code.as_str() == row["category"]
            })
        };
        assert_eq!(of_it().count().to_string(), row["purchases"], "{row:?}");
        assert_eq!(of_it().map(|p| p.spent).sum::<Pence>(), pence(&row["spent"]), "{row:?}");
        assert_eq!(of_it().map(|p| p.committed).sum::<Pence>(), pence(&row["committed"]), "{row:?}");
    }
}

const TRAPS: &str = "
    practitioner add LP-A --name Ada --profession teacher --agency school --role lead_professional --joined 2006-07-01
    practitioner add LP-B --name Ben --profession nurse --agency PCT --role lead_professional --joined 2006-07-01
    provider add CLUB --name Club --sector voluntary
    fund add POOL --name Pooled --contributor DfES
    fund add GRANT --name Grant --contributor PCT
    child add C-1 --cohort additional_needs --born 1999-03 --sex F --area North --need N1 --level 2 --lead LP-A
    child add C-2 --cohort looked_after --born 1996-11 --sex M --area South --need N2 --level 3 --lead LP-A
    child add C-3 --cohort additional_needs --arm comparison --born 1998-05 --area North --need N1 --level 2 --lead LP-A
    @ 2006-08-02T09:00:00Z
    child add C-4 --cohort additional_needs --arm comparison --born 1998-06 --area East --need N1 --level 2 --caf-on 2006-08-02 --lead LP-B
    child add C-5 --cohort additional_needs --arm comparison --born 1998-07 --area East --need N1 --level 4 --lead LP-A
    @ 2006-09-01T10:00:00Z
    fund receive POOL 5000
    fund receive GRANT 5000
    budget open C-1 200 --fund POOL --expect 1.1
    budget top-up C-1 300 --fund GRANT
    budget open C-2 300 --fund POOL --expect 2.3
    outcome record C-3 gbo 4 --item goal-1 --informant child
    @ 2006-09-05T10:00:00Z
    buy C-1 clothing 30 --from CLUB --what Coat
    buy C-1 clothing 20 --from CLUB --what Shoes --key shoes
    commission place C-2 activities 120 --from CLUB --what Swimming --units 12 --unit-price 10 --needed 2006-09-12 --key swim
    @ 2006-10-02T10:00:00Z
    child hand-over C-1 --to LP-B --on 2006-10-02
";

#[test]
fn what_was_undone_is_gone_and_a_baseline_is_the_first_there_is() {
    let world = World::from_script(TRAPS);
    let before = world.load(at_now());
    assert_eq!(before.purchases.len(), 3);
    let shoes = before.purchases.iter().find(|purchase| purchase.spent == Pence::new(2_000)).unwrap().number;
    let swim = before.purchases.iter().find(|purchase| purchase.committed == Pence::new(12_000)).unwrap();
    assert_eq!((swim.units, swim.units_delivered, swim.delivered_on), (Some(12_000), None, None));
    let swim = swim.number;
    world.bhlp("2006-10-03T10:00:00Z", &format!("entry reverse {shoes} --reason wrong --on 2006-10-03"));
    world.bhlp("2006-10-04T10:00:00Z", &format!("delivery record {swim} --units 4"));
    world.bhlp("2006-10-05T10:00:00Z", "budget close C-1");
    let data = world.load(at_now());
    assert!(data.purchases.iter().all(|purchase| purchase.number != shoes));
    assert_eq!(data.purchases.len(), 2);
    let (at, first) = child(&data, "C-1");
    let budget = first.budget.as_ref().unwrap();
    // 500.00 were given and 470.00 came back when it closed.
    assert_eq!((budget.allocated, budget.spent), (Pence::new(3_000), Pence::new(3_000)));
    assert_eq!(budget.closed_on, Some(day("2006-10-05")));
    assert_eq!(data.practitioners[usize::try_from(first.lead.unwrap()).unwrap()].code.as_str(), "LP-A");
    let month = |text: &str| text.parse::<Month>().unwrap();
    let moves: Vec<_> =
        data.moves.iter().filter(|moved| usize::try_from(moved.child).unwrap() == at).collect();
    assert_eq!(moves.len(), 2);
    assert_eq!(
        (moves[0].month, moves[0].allocated.get(), moves[0].spent.get()),
        (month("2006-09"), 50_000, 5_000)
    );
    assert_eq!(
        (moves[1].month, moves[1].allocated.get(), moves[1].spent.get()),
        (month("2006-10"), -47_000, -2_000)
    );
    let bought = data.purchases.iter().find(|purchase| purchase.number == swim).unwrap();
    assert_eq!(bought.units_delivered, Some(4_000));
    assert_eq!(bought.delivered_on, Some(day("2006-10-04")));
    let baseline = |reference| child(&data, reference).1.baseline;
    assert_eq!(baseline("C-2"), Some(day("2006-09-01")));
    assert_eq!(baseline("C-3"), Some(day("2006-09-01")));
    assert_eq!(baseline("C-4"), Some(day("2006-08-02")));
    assert_eq!(baseline("C-5"), None);
    assert_eq!(child(&data, "C-3").1.arm, Arm::Comparison);
    assert!(child(&data, "C-3").1.budget.is_none());
}

/// C-4 arrived in August and C-1 in September: both go with the lead of C-4. C-2 had left before it arrived.
#[test]
fn siblings_go_with_the_first_of_them_to_arrive() {
    let world = World::from_script(TRAPS);
    let now = "2006-10-03T10:00:00Z";
    world.bhlp(now, "family add F-1 C-1 C-4 --on 2006-07-01");
    world.bhlp(now, "family join F-1 C-2 --on 2006-07-01 --until 2006-08-31");
    world.bhlp(now, "family join F-1 C-3 --kind kinship --on 2006-07-01");
    let data = world.load(at_now());
    let place = |reference| u32::try_from(child(&data, reference).0).unwrap();
    let sibling = |reference| child(&data, reference).1.sibling;
    assert_eq!(sibling("C-1"), Some(place("C-4")));
    assert_eq!([sibling("C-4"), sibling("C-2"), sibling("C-3")], [None; 3]);
    let cluster = |reference| evaluate::cluster::of(&data, place(reference));
    assert_eq!(cluster("C-1"), child(&data, "C-4").1.lead.unwrap());
    assert_eq!(cluster("C-2"), child(&data, "C-2").1.lead.unwrap());
    // As it was known before.
    let then = Scope { known_at: Some(day("2006-10-02")), ..Scope::default() };
    assert!(world.load(then).children.iter().all(|child| child.sibling.is_none()));
}

#[test]
fn it_answers_for_a_day_that_is_past() {
    let world = World::from_script(TRAPS);
    let then = Scope { as_at: Some(day("2006-09-01")), ..Scope::default() };
    let data = world.load(then);
    assert!(data.purchases.is_empty());
    assert_eq!(data.as_at, day("2006-09-01"));
    let (_, first) = child(&data, "C-1");
    let budget = first.budget.as_ref().unwrap();
    assert_eq!((budget.allocated, budget.spent), (Pence::new(50_000), Pence::ZERO));
    assert_eq!(data.funds[usize::try_from(budget.fund.unwrap()).unwrap()].code.as_str(), "GRANT");
    let earlier = world.load(Scope { as_at: Some(day("2006-08-31")), ..Scope::default() });
    assert!(earlier.children.iter().all(|child| child.budget.is_none()));
    assert!(earlier.scores.is_empty());
    let known = world.load(Scope { known_at: Some(day("2006-09-01")), ..Scope::default() });
    assert!(known.purchases.is_empty() && known.head.event < world.load(at_now()).head.event);
}

#[test]
fn a_need_is_told_by_its_newest_mark_and_by_what_was_reached() {
    let world = World::from_script(TRAPS);
    let now = "2006-10-03T10:00:00Z";
    world.bhlp(
        now,
        "need add C-1 --what 'To sleep' --domain child --aim 1.1 --expect 'gbo:goal-1>=7' --by 2006-12-01",
    );
    world.bhlp(now, "need add C-1 --what 'A coat' --domain environment --aim 5.1 --likely 40");
    world.bhlp(now, "need add C-2 --what 'To swim' --domain child --aim 1.4 --expect 'gbo:goal-1>=7'");
    let needs = world.load(at_now()).needs;
    assert_eq!(needs.len(), 3);
    assert!(needs.iter().all(|need| need.mark.is_none() && need.reached.is_none()));
    assert_eq!(needs[1].likely, Some(Pence::new(4_000)));
    world.bhlp("2006-11-01T10:00:00Z", "outcome record C-1 gbo 7 --item goal-1 --informant child");
    world.bhlp("2006-12-02T10:00:00Z", "outcome record C-1 gbo 5 --item goal-1 --informant child");
    world.bhlp("2006-12-03T10:00:00Z", "outcome record C-2 gbo 5 --item goal-1 --informant child");
    let needs = world.load(at_now()).needs;
    // The first was due before the score fell again; the last one is the newest there is.
    assert_eq!(needs.iter().map(|need| need.reached).collect::<Vec<_>>(), [Some(true), None, Some(false)]);
}
