//! The policy holds for files as it does for commands, whichever way they are written: row by row the
//! plans and the schema refuse, in bulk the second look does.

use domain::{Arm, Code, Draft, EntryKind, Transfer, rows};
use import::{Kind, PolicyText};
use service::{PolicySet, Run, Way, record};
use store::{Ledger, Origin, Sealing, StoreError, WriteTx};

use super::world::{BOTH, BUDGETS, NOW, PURCHASES, World, context};

/// Required: an assessment, consent and an outcome; and looked-after children have at most £599.99.
const POLICY: &str = "[gates]
caf = \"required\"
consent = \"required\"
expected_outcome = \"required\"
[budgets.looked_after]
min = \"100.00\"
max = \"599.99\"
";

/// The small pilot before its budgets, under a policy.
fn under(policy: &str) -> World {
    let world = World::with_small_pilot(&[Kind::Budgets, Kind::Purchases]);
    let given = PolicyText::parse("p.toml".into(), policy.into()).unwrap();
    let from_on = Some("2006-07-01".parse().unwrap());
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    record(&mut ledger, &context(Run::Real), &PolicySet { given, from_on }).unwrap();
    world
}

#[test]
fn rows_are_refused_as_commands_are() {
    for way in BOTH {
        let world = under(POLICY);
        let refused = world.refused(Kind::Budgets, BUDGETS, way);
        assert_eq!(refused, ["4 GATE_CAF: C-2 has no common assessment on 2006-09-01"], "{way:?}");
        let warned = under("[gates]\ncaf = \"warn\"\n").take(Kind::Budgets, BUDGETS, way).unwrap();
        assert_eq!(warned.warnings, ["C-2 has no common assessment on 2006-09-01"], "{way:?}");
    }
}

/// Opens a budget whatever the plans say.
fn open(tx: &mut WriteTx<'_>, child: &str, pence: i64, aim: Option<&str>) -> Result<(), StoreError> {
    let code = |text: &str| text.parse::<Code>().unwrap();
    let child = tx.reader().child(&code(child))?.unwrap();
    assert_eq!(child.arm, Arm::Budget);
    let fund = tx.reader().fund(&code("POOL"))?.unwrap();
    let [available, ..] = tx.open_pots(&child, fund.fund.id, &fund.fund.code)?;
    let on = "2006-09-01".parse().unwrap();
    let expected_outcome = aim.map(code);
    tx.insert(&rows::Budget { child_id: child.id, opened_on: on, closed_on: None, expected_outcome })?;
    let amount = domain::Amount::new(pence).unwrap();
    let draft =
        Draft::new(EntryKind::BudgetOpen, on, vec![Transfer::new(available, fund.pool.account, amount)]);
    tx.post(&Draft { child: Some(child.id), ..draft }, None)?;
    tx.seal(&Sealing { kind: "budget.open", key: None, asked: "null" }).map(drop)
}

fn attempt(
    world: &World,
    way: Way,
    write: impl Fn(&mut WriteTx<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    let mut tx = match way {
        Way::Bulk => ledger.write_in_bulk()?,
        _ => ledger.write()?,
    };
    let admin = tx.reader().practitioner(&"ADMIN".parse().unwrap())?.unwrap().id;
    tx.sign(admin, NOW, &Origin::default());
    write(&mut tx)?;
    tx.commit()
}

#[test]
fn what_the_plans_do_not_stop_the_file_refuses_both_ways() {
    for way in BOTH {
        let world = under(POLICY);
        let refused = |child: &str, pence: i64, aim: Option<&str>, token: &str| {
            let error = attempt(&world, way, |tx| open(tx, child, pence, aim)).unwrap_err().to_string();
            assert!(error.contains(token), "{way:?}: {error}");
        };
        refused("C-2", 50_000, Some("1.1"), "GATE_CAF");
        refused("C-1", 50_000, None, "GATE_OUTCOME");
        amend(&world, "child amend C-2 --caf-ref CAF2 --caf-on 2006-09-01");
        refused("C-2", 50_000, Some("1.1"), "GATE_CONSENT");
        amend(&world, "child amend C-2 --consent-on 2006-09-01");
        refused("C-2", 60_000, Some("1.1"), "BUDGET_OUT_OF_BOUNDS");
        refused("C-2", 9_999, Some("1.1"), "BUDGET_OUT_OF_BOUNDS");
        attempt(&world, way, |tx| open(tx, "C-2", 59_999, Some("1.1"))).unwrap();
        attempt(&world, way, |tx| open(tx, "C-1", 60_000, Some("1.1"))).unwrap();
        assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()), "{way:?}");
    }
}

/// LP1 leads the case of C-1 and LP2 that of C-2, so they hold the budgets.
#[test]
fn where_only_the_holder_buys_a_file_is_held_to_it() {
    for way in BOTH {
        let world = under("[gates]\nholder = \"warn\"\n");
        world.take(Kind::Budgets, BUDGETS, Way::Rows).unwrap();
        let another = PURCHASES.replace(",LP1,", ",LP2,");
        let warned = world.take(Kind::Purchases, &another, way).unwrap();
        assert_eq!(warned.warnings, ["LP2 does not hold C-1's budget; LP1 does"], "said once: {way:?}");
        let world = under("[gates]\nholder = \"required\"\n");
        world.take(Kind::Budgets, BUDGETS, Way::Rows).unwrap();
        let another = PURCHASES.replace("Q3,C-2,LP2", "Q3,C-2,LP1");
        let refused = world.refused(Kind::Purchases, &another, way);
        assert_eq!(refused, ["4 NOT_THE_HOLDER: LP1 does not hold C-2's budget; LP2 does"], "{way:?}");
        world.take(Kind::Purchases, PURCHASES, way).unwrap();
        assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()), "{way:?}");
    }
}

fn amend(world: &World, line: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    let (code, _, said) = world.bhlp(&words);
    assert_eq!(code, 0, "{said}");
}
