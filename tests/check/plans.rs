//! A child's plan and what stands beside it: changed by another hand, it shows.

use super::world::World;

/// The pilot with a need, a mark and a conflict: events 51 to 53.
fn planned() -> World {
    let world = World::new();
    for line in [
        "need add C-0001 --what Swimming --domain child --aim 1.1 --likely 120",
        "need meet 51 --result achieved",
        "conflict declare --child C-0001 --what aunt --for LP0002",
    ] {
        let words = line.split(' ').collect::<Vec<_>>();
        assert!(world.bhlp("MG0001", &words).status.success(), "{line}");
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
}
