//! A child's plan and what became of it, and conflicts of interest.

use super::world::{World, entry, in_every_mode};

/// A need of child 7; answers its number.
fn need(w: &World) -> i64 {
    w.records(
        "INSERT INTO need (need_id, child_id, what, domain, aim, event)
         VALUES ({n}, 7, 'To swim', 'child', '1.1', {n})",
    );
    w.next() - 1
}

#[test]
fn a_need_has_the_number_of_its_event_and_words_of_the_lists() {
    in_every_mode(|w| {
        let row = |values: &str| {
            format!("INSERT INTO need (need_id, child_id, what, domain, aim, event) VALUES ({values})")
        };
        w.refuses_record(&row("99, 7, 'x', 'child', '1.1', {n}"), "CHECK constraint failed");
        w.refuses_record(&row("{n}, 7, 'x', 'school', '1.1', {n}"), "CHECK constraint failed");
        w.refuses_record(&row("{n}, 7, 'x', 'carers', '6.1', {n}"), "CHECK constraint failed");
        w.refuses_record(&row("{n}, 7, 'x', 'carers', '1.7', {n}"), "CHECK constraint failed");
        w.records(&row("{n}, 7, 'x', 'environment', '5.6', {n}"));
        // A score that is expected has a measure and an item; money that is likely is some.
        for (columns, values) in [
            ("measure_id", "1"),
            ("measure_id, item", "1, 'goal-1'"),
            ("target_thousandths", "7000"),
            ("likely_pence", "0"),
            ("due_on", "'2006-02-30'"),
        ] {
            let sql = format!(
                "INSERT INTO need (need_id, child_id, what, domain, aim, {columns}, event)
                 VALUES ({{n}}, 7, 'x', 'child', '1.1', {values}, {{n}})"
            );
            w.refuses_record(&sql, "CHECK constraint failed");
        }
        w.records(
            "INSERT INTO need (need_id, child_id, what, domain, aim, measure_id, item, target_thousandths, event)
             VALUES ({n}, 7, 'x', 'child', '1.1', 1, '', 7000, {n})",
        );
    });
}

#[test]
fn an_unmet_need_says_why_and_no_other_does() {
    in_every_mode(|w| {
        let n = need(w);
        let mark = |columns: &str, values: &str| {
            format!(
                "INSERT INTO need_mark (event, need_id, marked_on, {columns}) VALUES ({{n}}, {n}, '2006-09-05', {values})"
            )
        };
        w.refuses_record(&mark("mark", "'unmet'"), "CHECK constraint failed");
        w.refuses_record(&mark("mark, why", "'unmet', 'forgotten'"), "CHECK constraint failed");
        w.refuses_record(&mark("mark, why", "'achieved', 'no_money'"), "CHECK constraint failed");
        w.refuses_record(&mark("mark, cost_pence", "'achieved', 100"), "CHECK constraint failed");
        w.refuses_record(&mark("mark, why, cost_pence", "'unmet', 'other', 0"), "CHECK constraint failed");
        w.refuses_record(&mark("mark", "'done'"), "CHECK constraint failed");
        w.records(&mark("mark, why, cost_pence", "'unmet', 'waiting_list', 4000"));
        w.records(&mark("mark", "'partly'"));
        w.refuses_record(
            &format!(
                "INSERT INTO need_mark (event, need_id, mark, marked_on) VALUES (3, {n}, 'met', '2006-09-05')"
            ),
            "REGISTER_WITHOUT_EVENT",
        );
    });
}

#[test]
fn a_conflict_is_with_a_child_or_a_provider_and_ends_once() {
    in_every_mode(|w| {
        let row = |child: &str, provider: &str| {
            format!(
                "INSERT INTO conflict (conflict_id, practitioner_id, child_id, provider_id, what, from_on, event)
                 VALUES ({{n}}, 2, {child}, {provider}, 'x', '2006-09-04', {{n}})"
            )
        };
        w.refuses_record(&row("7", "1"), "CHECK constraint failed");
        w.refuses_record(&row("NULL", "NULL"), "CHECK constraint failed");
        w.refuses_record(&row("7", "NULL").replacen("{n}", "99", 1), "REGISTER_WITHOUT_EVENT");
        w.records(&row("NULL", "1"));
        let c = w.next() - 1;
        for set in ["what = 'y'", "practitioner_id = 4", "provider_id = 2", "from_on = '2006-09-01'"] {
            w.refuses_record(
                &format!("UPDATE conflict SET {set}, event = {{n}} WHERE conflict_id = {c}"),
                "REGISTER_IMMUTABLE",
            );
        }
        let end = |day: &str| {
            format!("UPDATE conflict SET until_on = '{day}', event = {{n}} WHERE conflict_id = {c}")
        };
        w.refuses_record(&end("2006-09-03"), "CHECK constraint failed");
        w.records(&end("2006-09-04"));
        w.refuses_record(&end("2006-10-31"), "REGISTER_IMMUTABLE");
        w.refuses_record(
            &format!("UPDATE conflict SET until_on = NULL, event = {{n}} WHERE conflict_id = {c}"),
            "REGISTER_IMMUTABLE",
        );
    });
}

#[test]
fn a_purchase_falls_under_a_need_of_its_child() {
    in_every_mode(|w| {
        let n = need(w);
        let under = |child: i64| {
            let sql = format!(
                "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id, placed_on,
                                         estimate_pence, need_id)
                 VALUES ({{n}}, {child}, 4, 1, 2, '2006-09-04', 1000, {n})"
            );
            entry("commission.place").child(child).own_commission().before(&sql).moving(
                &format!("committed:{child}:POOL"),
                &format!("available:{child}:POOL"),
                1_000,
            )
        };
        w.refuses_entry(&under(8), "NEED_OF_ANOTHER_CHILD");
        w.accepts(&under(7));
    });
}

#[test]
fn nothing_is_ordered_before_it_was_asked_for() {
    in_every_mode(|w| {
        let asked = |day: &str| {
            let sql = format!(
                "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id, placed_on,
                                         estimate_pence, requested_on)
                 VALUES ({{n}}, 7, 4, 1, 2, '2006-09-04', 1000, '{day}')"
            );
            entry("commission.place").child(7).own_commission().before(&sql).moving(
                "committed:7:POOL",
                "available:7:POOL",
                1_000,
            )
        };
        w.refuses_entry(&asked("2006-09-05"), "CHECK constraint failed");
        w.accepts(&asked("2006-09-04"));
    });
}
