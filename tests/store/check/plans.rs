//! A child's plan and what stands beside it: changed by another hand, it shows.

use super::world::World;

/// The pilot with a need, a mark, a conflict, a budget handed over and a compact: events 51 to 57. The
/// order 48 holds £60.00.
fn planned() -> World {
    let world = World::new();
    for (user, line) in [
        ("MG0001", "need add C-0001 --what Swimming --domain child --aim 1.1 --likely 120"),
        ("MG0001", "need meet 51 --result achieved"),
        ("MG0001", "conflict declare --child C-0001 --what aunt --for LP0002"),
        ("MG0001", "budget hand-over C-0001 --to FN0001 --reason leave"),
        ("FN0001", "budget accept C-0001"),
        ("MG0001", "compact add C-0001 --promise family:x"),
        ("MG0001", "compact review 56 --next 2006-12-01"),
    ] {
        let words = line.split(' ').collect::<Vec<_>>();
        let output = world.bhlp(user, &words);
        assert!(output.status.success(), "{line}: {output:?}");
    }
    world
}

fn shows(sql: &str, wanted: &[&str]) {
    let world = planned();
    world.tamper(sql);
    assert_eq!(world.findings(), wanted, "after {sql}");
}

#[test]
fn what_was_planned_and_declared_is_sealed() {
    shows("SELECT 1", &[]);
    shows(
        "UPDATE need SET likely_pence = 99",
        &["seals: need 51: likely_pence is 99, recorded as 12000 by event 51"],
    );
    shows(
        "UPDATE need_mark SET mark = 'not_achieved'",
        &["seals: need_mark 52: mark is \"not_achieved\", recorded as \"achieved\" by event 52"],
    );
    shows("DELETE FROM conflict", &["seals: conflict 53: what event 53 recorded is gone"]);
    shows(
        "UPDATE conflict SET until_on = '2006-09-30'",
        &["seals: conflict 53: until_on is \"2006-09-30\", recorded as null by event 53"],
    );
    shows(
        "UPDATE compact_promise SET what = 'y'",
        &["seals: compact_promise 56 1: what is not what was recorded by event 56"],
    );
    shows("DELETE FROM compact_review", &["seals: compact_review 57: what event 57 recorded is gone"]);
}

#[test]
fn a_budget_was_taken_over_by_whom_it_was_offered_with_what_was_promised() {
    let rules = |sql: &str, wanted: &[&str]| {
        let world = planned();
        world.tamper(sql);
        assert_eq!(world.found_by("rules"), wanted, "after {sql}");
    };
    rules(
        "UPDATE holder SET commitments_pence = 5999",
        &["rules: COMMITMENTS_DIFFER: holder 55: who takes a budget over takes what is promised from it"],
    );
    let not_offered =
        "rules: HOLDER_NOT_OFFERED: holder 55: a budget is taken over by whom it was last offered";
    rules("UPDATE holder SET practitioner_id = 3", &[not_offered]);
    rules("UPDATE event SET actor_id = 1 WHERE seq = 55", &[not_offered]);
    rules("UPDATE holder_offer SET practitioner_id = NULL", &[not_offered]);
    rules(
        "INSERT INTO holder_offer SELECT 56, child_id, practitioner_id, 'again', '2006-09-11' FROM holder_offer;
         INSERT INTO holder SELECT 57, child_id, '2006-09-10', practitioner_id, 56, 1, 6000 FROM holder",
        &[
            "rules: HOLDER_OUT_OF_ORDER: holder 57: budgets change hands in order",
        ],
    );
}

#[test]
fn a_purchase_falls_under_a_need_of_its_child() {
    let world = planned();
    world.tamper("UPDATE commission SET need_id = 51 WHERE commission_id = 40");
    assert_eq!(
        world.found_by("rules"),
        ["rules: NEED_OF_ANOTHER_CHILD: commission 40: the purchase is for one child, the need is another's"]
    );
}

/// LP0002 bought for C-0001 by order 48, as who leads the case; had the policy asked for the holder and the
/// budget been another's by then, it shows.
#[test]
fn only_the_holder_bought_where_the_policy_asked_for_it() {
    let world = planned();
    world.tamper(
        "INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                             others_allowed, event)
         VALUES (1, '2006-07-01', '# x', 'off', 'off', 'off', 'required', 1, 20);
         UPDATE holder SET from_on = '2006-09-08', event = 47",
    );
    let found = world.found_by("rules");
    let wanted = "rules: NOT_THE_HOLDER: entry 48 (commission.place on 2006-09-08 for C-0001): the person does not hold the child's budget, and is no manager";
    assert!(found.iter().any(|line| line == wanted), "{found:#?}");
}
