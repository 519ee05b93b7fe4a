//! What was recorded wrongly is undone once at a time, and never what it was.

use super::world::{Entry, World, entry, in_every_mode};

fn score(w: &World, value: i64) -> i64 {
    w.records(&outcome(value));
    w.next() - 1
}

fn outcome(value: i64) -> String {
    format!(
        "INSERT INTO outcome (outcome_id, child_id, measure_id, item, informant, observed_on, value_thousandths, event)
         SELECT (SELECT count(*) FROM outcome) + 1, 7, 1, 'goal-1', 'child', '2006-09-04', {value}, {{n}}"
    )
}

fn correction(kind: &str, (fact, undoes): (i64, i64), withdrawn: i64) -> String {
    format!(
        "INSERT INTO correction (event, kind, fact, undoes, withdrawn, reason)
         VALUES ({{n}}, '{kind}', {fact}, {undoes}, {withdrawn}, 'mistyped')"
    )
}

/// An order of £10.00 for child 7 with another column.
fn placing(column: &str, value: i64) -> Entry {
    let sql = format!(
        "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id, placed_on,
                                 estimate_pence, {column})
         VALUES ({{n}}, 7, 4, 1, 2, '2006-09-04', 1000, {value})"
    );
    entry("commission.place").child(7).own_commission().before(&sql).moving(
        "committed:7:POOL",
        "available:7:POOL",
        1_000,
    )
}

#[test]
fn a_score_is_corrected_once_at_a_time_and_not_after_it_was_withdrawn() {
    in_every_mode(|w| {
        let first = score(w, 3_000);
        let twice = outcome(7_000);
        w.refuses_record(&twice, "OUTCOME_RECORDED_OTHERWISE");
        w.records(&format!("{}; {twice}", correction("score", (first, first), 0)));
        let second = w.next() - 1;
        // The old row, the number of a correction as if it were a fact's, and another kind.
        w.refuses_record(&correction("score", (first, first), 0), "FACT_UNDONE");
        w.refuses_record(&correction("score", (second, second), 1), "FACT_MISSING");
        w.refuses_record(&correction("time", (first, second), 1), "FACT_MISSING");
        w.refuses_record(&correction("score", (first, second + 1), 1), "CHECK constraint failed");
        w.records(&correction("score", (first, second), 1));
        let withdrawn = w.next() - 1;
        w.refuses_record(&correction("score", (first, withdrawn), 0), "FACT_UNDONE");
        w.refuses_record(&correction("score", (first, second), 0), "FACT_UNDONE");
        // Of what is withdrawn another may be recorded.
        score(w, 5_000);
        assert_eq!(w.number("SELECT value_thousandths FROM outcome_standing"), 5_000);
        assert_eq!(w.number("SELECT count(*) FROM outcome"), 3);
    });
}

#[test]
fn what_is_corrected_is_there_and_is_no_event_of_another_kind() {
    in_every_mode(|w| {
        w.refuses_record(&correction("score", (1, 1), 1), "FACT_MISSING");
        for kind in [
            "score",
            "time",
            "delivery",
            "need",
            "mark",
            "compact",
            "review",
            "receipt",
            "happening",
            "consent",
            "agreement",
        ] {
            let fact = w.number("SELECT max(seq) FROM event");
            w.refuses_record(&correction(kind, (fact, fact), 1), "FACT_MISSING");
        }
        w.refuses_record(&correction("entry", (1, 1), 1), "CHECK constraint failed");
    });
}

#[test]
fn a_corrected_delivery_fits_beside_the_others() {
    in_every_mode(|w| {
        let k = w.accepts(&placing("units_thousandths", 10_000));
        let delivery = |units: i64, complete: i64| {
            format!(
                "INSERT INTO delivery (event, commission_id, delivered_on, units_thousandths, complete)
                 VALUES ({{n}}, {k}, '2006-09-05', {units}, {complete})"
            )
        };
        w.records(&delivery(4_000, 0));
        let first = w.next() - 1;
        w.records(&delivery(6_000, 1));
        let last = w.next() - 1;
        // Ten are there, so an eleventh is too much, and a second last one too.
        let of_first = correction("delivery", (first, first), 0);
        w.refuses_record(&format!("{of_first}; {}", delivery(5_000, 0)), "DELIVERY_ABOVE_COMMISSION");
        w.refuses_record(&format!("{of_first}; {}", delivery(3_000, 1)), "DELIVERY_COMPLETE");
        w.records(&format!("{of_first}; {}", delivery(3_000, 0)));
        w.refuses_record(&delivery(1_000, 0), "DELIVERY_COMPLETE");
        w.records(&correction("delivery", (last, last), 1));
        // Three stand of ten.
        w.refuses_record(&delivery(7_001, 0), "DELIVERY_ABOVE_COMMISSION");
        w.records(&delivery(7_000, 1));
        assert_eq!(w.number("SELECT sum(units_thousandths) FROM delivery_standing"), 10_000);
    });
}

#[test]
fn a_need_that_is_withdrawn_had_nothing_bought_under_it_and_has_nothing_later() {
    in_every_mode(|w| {
        let need = |w: &World| {
            w.records(
                "INSERT INTO need (need_id, child_id, what, domain, aim, event)
                 VALUES ({n}, 7, 'To swim', 'child', '1.1', {n})",
            );
            w.next() - 1
        };
        let used = need(w);
        w.accepts(&placing("need_id", used));
        w.refuses_record(&correction("need", (used, used), 1), "NEED_IN_USE");
        let unused = need(w);
        w.records(&correction("need", (unused, unused), 1));
        w.refuses_entry(&placing("need_id", unused), "FACT_WITHDRAWN");
        assert_eq!(w.number("SELECT count(*) FROM need_standing"), 1);
    });
}

#[test]
fn a_score_that_was_corrected_earns_no_tariff() {
    in_every_mode(|w| {
        let tariff = "INSERT INTO tariff (event, base_pence, part_pence, weight_thousandths, held_pence, held_net_pence,
                                          measure_id, item, target_thousandths, due_on)
                      VALUES ({n}, 600, 400, 1000, 400, 400, 1, 'goal-1', 6000, '2006-09-20')";
        let k = w.accepts(&w.placing(7, 2, 1_000).then(tariff));
        let first = score(w, 8_000);
        w.records(&format!("{}; {}", correction("score", (first, first), 0), outcome(3_000)));
        w.refuses_entry(&w.invoicing(k, 601), "TARIFF_NOT_EARNED");
        let second = w.next() - 1;
        w.records(&format!("{}; {}", correction("score", (first, second), 0), outcome(7_000)));
        w.accepts(&w.invoicing(k, 1_000));
        // What was invoiced when the score stood stays, whatever becomes of the score.
        let third = w.next() - 2;
        w.records(&correction("score", (first, third), 1));
        assert_eq!(w.number("SELECT count(*) FROM tariff_reached WHERE undone_by IS NULL"), 0);
    });
}
