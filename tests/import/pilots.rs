//! Two invented pilots, whose totals were added up by the program that invented them.

use std::collections::BTreeMap;

use serde_json::Value;
use service::Run;

use super::world::{BOTH, World, fixture};

const PILOTS: [&str; 2] = ["pilot-a", "pilot-b"];

#[test]
fn figures_are_those_of_the_program_that_made_the_pilot() {
    for pilot in PILOTS {
        for way in BOTH {
            let world = World::new();
            world.take_folder(pilot, way, Run::Real).unwrap();
            let text = std::fs::read_to_string(fixture(pilot).join("expected.json")).unwrap();
            let expected: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(children(&world), expected["child"], "{pilot} {way:?}");
            let by_category =
                "SELECT c.code, sum(k.spent_pence) FROM commission k JOIN category c USING (category_id)
                GROUP BY 1 HAVING sum(k.spent_pence) > 0";
            assert_eq!(sums(&world, by_category), expected["category"], "{pilot} {way:?}");
            let by_month = "SELECT month, spent_pence FROM month_total WHERE spent_pence > 0";
            assert_eq!(sums(&world, by_month), expected["month_received"], "{pilot} {way:?}");
            let purchases = world.number("SELECT sum(purchases) FROM budget");
            assert_eq!(Value::from(purchases), expected["total"]["purchases"], "{pilot} {way:?}");
            assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()), "{pilot} {way:?}");
        }
    }
}

#[test]
fn the_same_folder_twice_changes_nothing() {
    for way in BOTH {
        let world = World::new();
        let first = world.take_folder("pilot-a", way, Run::Real).unwrap();
        let before = world.dump();
        for second in BOTH {
            let again = world.take_folder("pilot-a", second, Run::Real).unwrap();
            assert!(world.dump() == before, "{way:?} then {second:?}");
            for (first, again) in first.counts.iter().zip(&again.counts) {
                assert_eq!((again.kind, again.new, again.known), (first.kind, 0, first.new));
                assert_eq!(first.known, 0);
            }
        }
    }
}

#[test]
fn a_dry_run_tells_the_same_and_leaves_nothing() {
    for way in BOTH {
        let world = World::new();
        let before = world.dump();
        let dry = world.take_folder("pilot-b", way, Run::Dry).unwrap();
        assert!(dry.dry);
        assert!(world.dump() == before, "{way:?}");
        let kept = world.take_folder("pilot-b", way, Run::Real).unwrap();
        assert_eq!(dry.counts, kept.counts);
    }
}

fn children(world: &World) -> Value {
    let conn = world.open();
    let sql = "SELECT c.child_ref, b.allocated_pence, b.committed_pence, b.spent_pence
                 FROM budget b JOIN child c USING (child_id)";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        let (child, [allocated, committed, spent]): (String, [i64; 3]) =
            (row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]);
        let available = allocated - committed - spent;
        let figures = serde_json::json!({
            "allocated": allocated, "committed": committed, "spent": spent, "available": available
        });
        Ok((child, figures))
    });
    rows.unwrap().map(Result::unwrap).collect::<BTreeMap<_, _>>().into_iter().collect()
}

fn sums(world: &World, sql: &str) -> Value {
    let conn = world.open();
    let mut statement = conn.prepare(sql).unwrap();
    let rows =
        statement.query_map([], |row| Ok((row.get::<_, String>(0)?, Value::from(row.get::<_, i64>(1)?))));
    rows.unwrap().map(Result::unwrap).collect()
}
