//! Families: a child is in one once at a time, in one main one, and leaves it once; what is shared is theirs.

use super::world::{World, in_every_mode};

fn row(family: &str, child: i64, kind: &str, from: &str, until: &str) -> String {
    format!(
        "INSERT INTO family_member (member_id, family_ref, child_id, kind, from_on, until_on, event)
         VALUES ({{n}}, '{family}', {child}, '{kind}', '{from}', {until}, {{n}})"
    )
}

fn join(w: &World, family: &str, child: i64, kind: &str) -> i64 {
    w.records(&row(family, child, kind, "2006-08-01", "NULL"));
    w.next() - 1
}

#[test]
fn a_child_has_one_main_family_and_is_in_each_once() {
    in_every_mode(|w| {
        let first = join(w, "F-1", 7, "main");
        w.refuses_record(&row("F-2", 7, "aunt", "2006-09-01", "NULL"), "CHECK constraint failed");
        w.refuses_record(&row("F-2", 7, "foster", "2006-09-02", "'2006-09-01'"), "CHECK constraint failed");
        w.refuses_record(&row("F-2", 7, "foster", "2006-02-30", "NULL"), "CHECK constraint failed");
        w.refuses_record(&row("F-2", 7, "main", "2006-09-01", "NULL"), "TWO_MAIN_FAMILIES");
        w.refuses_record(&row("F-2", 7, "main", "2006-07-01", "'2006-08-01'"), "TWO_MAIN_FAMILIES");
        w.refuses_record(&row("F-1", 7, "kinship", "2006-09-01", "NULL"), "MEMBER_ALREADY");
        w.refuses_record(
            &row("F-2", 7, "foster", "2006-09-01", "NULL").replacen("{n}", "99", 1),
            "REGISTER_WITHOUT_EVENT",
        );
        w.records(&row("F-2", 7, "main", "2006-07-01", "'2006-07-31'"));
        w.records(&row("F-3", 7, "foster", "2006-08-01", "NULL"));
        for set in ["family_ref = 'F-9'", "child_id = 8", "kind = 'foster'", "from_on = '2006-07-01'"] {
            w.refuses_record(
                &format!("UPDATE family_member SET {set}, event = {{n}} WHERE member_id = {first}"),
                "REGISTER_IMMUTABLE",
            );
        }
        let leave = |day: &str| {
            format!("UPDATE family_member SET until_on = '{day}', event = {{n}} WHERE member_id = {first}")
        };
        w.refuses_record(&leave("2006-07-31"), "CHECK constraint failed");
        w.records(&leave("2006-08-31"));
        w.refuses_record(&leave("2006-09-30"), "REGISTER_IMMUTABLE");
        w.records(&row("F-2", 7, "main", "2006-09-01", "NULL"));
    });
}

/// 60.00 and 40.00 are 100.00.
#[test]
fn what_is_shared_is_for_children_of_the_family_a_line_for_each() {
    in_every_mode(|w| {
        let shared = |first: i64, family: &str| {
            format!(
                "INSERT INTO document_line (event, document_id) VALUES ({{n}}, {first});
                 INSERT INTO document (document_id, lines, total_pence, family_ref, event)
                 VALUES ({first}, 2, 10000, {family}, {{n}})"
            )
        };
        let buy = |child: i64, second: i64, family: &str, token: Option<&str>| {
            let first = w.accepts(&w.buying(child, 2, 6_000));
            let line = w.buying(second, 2, 4_000).then(&shared(first, family));
            match token {
                Some(token) => w.refuses_entry(&line, token),
                None => _ = w.accepts(&line),
            }
        };
        buy(7, 8, "'F-1'", Some("NOT_OF_THE_FAMILY"));
        join(w, "F-1", 7, "main");
        buy(7, 8, "'F-1'", Some("NOT_OF_THE_FAMILY"));
        join(w, "F-1", 8, "shared_care");
        buy(7, 8, "'F-1'", None);
        buy(7, 7, "'F-1'", Some("SHARED_TWICE"));
        // Purchases are one document only where they are shared.
        buy(7, 8, "NULL", Some("DOCUMENT_LINE_DIFFERS"));
    });
}
