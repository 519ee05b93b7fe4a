//! Orders partly paid by result: not invoiced before it, not changed, and let go only
//! after the day.

use super::world::{Entry, World, entry, in_every_mode};

/// An order of £10.00 of which £4.00 depend on a score of 6 by 20 September.
fn tariffed(w: &World) -> Entry {
    w.placing(7, 2, 1_000).then(&tariff("{n}", "600, 400, 1000, 400, 400, 1, 'goal-1', 6000, '2006-09-20'"))
}

fn tariff(event: &str, values: &str) -> String {
    format!(
        "INSERT INTO tariff (event, base_pence, part_pence, weight_thousandths, held_pence, held_net_pence, measure_id,
                             item, target_thousandths, due_on)
         VALUES ({event}, {values})"
    )
}

fn outcome(w: &World, value: i64, on: &str, informant: &str) {
    let id = w.number("SELECT coalesce(max(outcome_id), 0) + 1 FROM outcome");
    w.records(&format!(
        "INSERT INTO outcome (outcome_id, child_id, measure_id, item, informant, observed_on, value_thousandths, event)
         VALUES ({id}, 7, 1, 'goal-1', '{informant}', '{on}', {value}, {{n}})"
    ));
}

/// The entry that lets go of what commission `k` holds.
fn lapsing(k: i64, pence: i64) -> Entry {
    entry("commission.lapse").on("2006-09-21").child(7).commission(k).moving(
        "available:7:POOL",
        "committed:7:POOL",
        pence,
    )
}

fn closing(k: i64) -> String {
    format!("UPDATE commission SET closed_by = {{n}} WHERE commission_id = {k}")
}

#[test]
fn a_tariff_comes_with_its_order_and_adds_up_to_it() {
    in_every_mode(|w| {
        let with = |values: &str| w.placing(7, 2, 1_000).then(&tariff("{n}", values));
        let rest = "1, 'goal-1', 6000, '2006-09-20'";
        for wrong in ["601, 400, 1000, 400, 400", "500, 400, 1000, 400, 400", "600, 401, 1000, 401, 400"] {
            w.refuses_entry(&with(&format!("{wrong}, {rest}")), "TARIFF_WITHOUT_ORDER");
        }
        let early = with("600, 400, 1000, 400, 400, 1, 'goal-1', 6000, '2006-09-03'");
        w.refuses_entry(&early, "TARIFF_WITHOUT_ORDER");
        for wrong in ["599, 400, 1000, 401, 400", "600, 400, 1000, 400, 401", "600, 400, 1000, 400, 0"] {
            w.refuses_entry(&with(&format!("{wrong}, {rest}")), "CHECK constraint failed");
        }
        let far = with("600, 400, 1000, 400, 400, 1, 'goal-1', 10001, '2006-09-20'");
        w.refuses_entry(&far, "OUTCOME_OUT_OF_RANGE");
        // 3.33 times 1.2: 3.996, to the penny.
        w.accepts(&with(&format!("600, 333, 1200, 400, 400, {rest}")));
        // Not afterwards, not for a purchase, not for another.
        let k = w.place(7, 2, 1_000);
        let values = format!("600, 400, 1000, 400, 400, {rest}");
        w.refuses_record(&tariff(&k.to_string(), &values), "TARIFF_WITHOUT_ORDER");
        w.refuses_record(&tariff("{n}", &values), "TARIFF_WITHOUT_ORDER");
        w.refuses_entry(&w.buying(7, 2, 1_000).then(&tariff("{n}", &values)), "TARIFF_WITHOUT_ORDER");
    });
}

#[test]
fn what_depends_on_an_outcome_is_not_billed_before_it_is_recorded() {
    in_every_mode(|w| {
        let k = w.accepts(&tariffed(w));
        w.refuses_entry(&w.invoicing(k, 601), "TARIFF_NOT_EARNED");
        w.accepts(&w.invoicing(k, 600));
        w.refuses_entry(&w.invoicing(k, 1), "TARIFF_NOT_EARNED");
        // No other name gets round it.
        for kind in ["payment.record", "account.move", "credit-note.record"] {
            let e = entry(kind).child(7).commission(k).moving("spent:7:POOL", "committed:7:POOL", 1).moving(
                "cost:2",
                "creditor:PR0001",
                1,
            );
            w.refuses_entry(&e, "TARIFF_NOT_EARNED");
        }
        outcome(w, 5_999, "2006-09-20", "child"); // not enough
        outcome(w, 6_000, "2006-09-03", "carer"); // before the order
        outcome(w, 9_000, "2006-09-21", "carer"); // too late
        w.refuses_entry(&w.invoicing(k, 1), "TARIFF_NOT_EARNED");
        outcome(w, 6_000, "2006-09-20", "carer");
        w.accepts(&w.invoicing(k, 400).then(&closing(k)));
    });
}

#[test]
fn only_whom_it_names_may_tell_the_outcome() {
    in_every_mode(|w| {
        let told = "INSERT INTO tariff (event, base_pence, part_pence, weight_thousandths, held_pence, held_net_pence,
                                        measure_id, item, informant, target_thousandths, due_on)
                    VALUES ({n}, 600, 400, 1000, 400, 400, 1, 'goal-1', 'child', 6000, '2006-09-20')";
        let k = w.accepts(&w.placing(7, 2, 1_000).then(told));
        outcome(w, 9_000, "2006-09-10", "carer");
        w.refuses_entry(&w.invoicing(k, 1_000), "TARIFF_NOT_EARNED");
        outcome(w, 9_000, "2006-09-10", "child");
        w.accepts(&w.invoicing(k, 1_000));
    });
}

#[test]
fn such_an_order_is_not_changed_nor_ended_before_it_is_known() {
    in_every_mode(|w| {
        let k = w.accepts(&tariffed(w));
        let amend = |debit: &str, credit: &str| {
            entry("commission.amend").child(7).commission(k).moving(debit, credit, 100)
        };
        w.refuses_entry(&amend("committed:7:POOL", "available:7:POOL"), "TARIFF_FIXED");
        w.refuses_entry(&amend("available:7:POOL", "committed:7:POOL"), "TARIFF_FIXED");
        let last = w.invoicing(k, 600).moving("available:7:POOL", "committed:7:POOL", 400).then(&closing(k));
        w.refuses_entry(&last, "TARIFF_NOT_EARNED");
        let cancel = entry("commission.cancel")
            .child(7)
            .commission(k)
            .moving("available:7:POOL", "committed:7:POOL", 1_000)
            .then(&closing(k));
        w.accepts(&cancel);
    });
}

#[test]
fn it_lapses_after_the_day_once_and_to_the_penny() {
    in_every_mode(|w| {
        let plain = w.place(7, 2, 1_000);
        w.refuses_entry(&lapsing(plain, 400), "LAPSE_NOT_DUE");
        let k = w.accepts(&tariffed(w));
        w.refuses_entry(&lapsing(k, 400).on("2006-09-20"), "LAPSE_NOT_DUE");
        for pence in [399, 401] {
            w.refuses_entry(&lapsing(k, pence), "LAPSE_NOT_DUE");
        }
        w.refuses_entry(&lapsing(k, 400).moving("creditor:PR0001", "card:5521", 1), "LAPSE_NOT_DUE");
        w.refuses_entry(&lapsing(k, 400).moving("bank:main", "card:5521", 1), "LAPSE_NOT_DUE");
        let lapse = w.accepts(&lapsing(k, 400));
        w.refuses_entry(&lapsing(k, 400), "LAPSE_NOT_DUE");
        // Told after all: the base stays all there is, until the lapse is undone.
        outcome(w, 6_000, "2006-09-20", "child");
        w.refuses_entry(
            &w.invoicing(k, 600).moving("spent:7:POOL", "available:7:POOL", 1).moving(
                "cost:2",
                "creditor:PR0001",
                1,
            ),
            "TARIFF_NOT_EARNED",
        );
        w.accepts(&entry("entry.reverse").on("2006-09-21").child(7).commission(k).reverses(lapse).moving(
            "committed:7:POOL",
            "available:7:POOL",
            400,
        ));
        w.refuses_entry(&lapsing(k, 400), "LAPSE_NOT_DUE"); // earned now
        w.accepts(&w.invoicing(k, 1_000).then(&closing(k)));
    });
}

#[test]
fn nobody_lets_go_of_it_before_the_day_has_come() {
    in_every_mode(|w| {
        let later = "600, 400, 1000, 400, 400, 1, 'goal-1', 6000, '2006-09-30'";
        let k = w.accepts(&w.placing(7, 2, 1_000).then(&tariff("{n}", later)));
        w.refuses_entry(&lapsing(k, 400).on("2006-09-30"), "LAPSE_NOT_DUE");
    });
}
