//! How much a child may have, how much a practitioner may sign for, and when neither may act.

use super::world::{LEAD, World, entry, in_every_mode};

#[test]
fn a_budget_opens_between_100_and_2500_pounds() {
    in_every_mode(|w| {
        w.refuses_entry(&w.opening(11, 9_999), "BUDGET_OUT_OF_BOUNDS");
        w.refuses_entry(&w.opening(11, 250_001), "BUDGET_OUT_OF_BOUNDS");
        w.accepts(&w.opening(11, 10_000));
    });
    in_every_mode(|w| {
        w.accepts(&w.opening(11, 250_000));
        let penny = entry("budget.top-up").child(11).moving("available:11:POOL", "pool:POOL", 1);
        w.refuses_entry(&penny, "BUDGET_OUT_OF_BOUNDS");
    });
}

#[test]
fn a_budget_fed_by_two_funds_is_bounded_as_a_whole() {
    in_every_mode(|w| {
        let from = |fund: &str, pence| {
            entry("budget.top-up").child(9).moving(
                &format!("available:9:{fund}"),
                &format!("pool:{fund}"),
                pence,
            )
        };
        // £500.00 pooled already; £2,000.00 more of another fund is the bound.
        w.refuses_entry(&from("LAC", 200_001), "BUDGET_OUT_OF_BOUNDS");
        w.accepts(&from("LAC", 200_000));
        w.refuses_entry(&from("POOL", 1), "BUDGET_OUT_OF_BOUNDS");
    });
}

#[test]
fn no_other_name_for_an_entry_gets_round_the_upper_bound() {
    in_every_mode(|w| {
        for kind in
            ["budget.top-up", "budget.move", "budget.return", "account.move", "fund.receive", "budget.close"]
        {
            let e = entry(kind).child(7).moving("available:7:POOL", "pool:POOL", 200_001);
            let token =
                if kind == "budget.close" { "BUDGET_CLOSED_WITH_MONEY" } else { "BUDGET_OUT_OF_BOUNDS" };
            w.refuses_entry(&e, token);
        }
    });
}

/// Sets a version of the policy from a day, with gates (assessment, consent, outcome) and the bounds
/// of looked-after children.
fn set_policy(w: &World, version: i64, from_on: &str, gates: [&str; 3], bounds: &str) {
    let [caf, consent, outcome] = gates;
    w.records(&format!(
        "INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                             others_allowed, event)
         VALUES ({version}, '{from_on}', 'x', '{caf}', '{consent}', '{outcome}', 'off', 1, {{n}});
         INSERT INTO policy_cohort (policy_id, cohort, min_pence, max_pence, event)
         VALUES ({version}, 'looked_after', {bounds}, {{n}})"
    ));
}

#[test]
fn the_bounds_are_those_of_the_policy_of_the_day_for_the_cohort() {
    in_every_mode(|w| {
        set_policy(w, 1, "2006-09-04", ["off"; 3], "10000, 300000");
        set_policy(w, 2, "2006-09-10", ["off"; 3], "10000, 400000");
        let top_up = |child: i64, on: &str, pence| {
            entry("budget.top-up").on(on).child(child).moving(
                &format!("available:{child}:POOL"),
                "pool:POOL",
                pence,
            )
        };
        // £500.00 each already; before the first version and for the other cohort the pilot's £2,500.00.
        w.refuses_entry(&top_up(9, "2006-09-03", 200_001), "BUDGET_OUT_OF_BOUNDS");
        w.refuses_entry(&top_up(7, "2006-09-04", 200_001), "BUDGET_OUT_OF_BOUNDS");
        w.refuses_entry(&top_up(9, "2006-09-09", 250_001), "BUDGET_OUT_OF_BOUNDS");
        w.accepts(&top_up(9, "2006-09-04", 250_000));
        w.refuses_entry(&top_up(9, "2006-09-10", 100_001), "BUDGET_OUT_OF_BOUNDS");
        w.accepts(&top_up(9, "2006-09-10", 100_000));
    });
}

#[test]
fn no_budget_opens_without_what_the_policy_requires() {
    let bounds = "10000, 250000";
    in_every_mode(|w| {
        set_policy(w, 1, "2006-09-01", ["warn", "off", "warn"], bounds);
        set_policy(w, 2, "2006-09-01", ["required", "required", "required"], bounds);
        w.refuses_entry(&w.opening(11, 50_000), "GATE_CAF");
        w.records("UPDATE child SET caf_on = '2006-09-02', caf_ref = 'x', event = {n} WHERE child_id = 11");
        w.refuses_entry(&w.opening(11, 50_000), "GATE_CAF");
        w.records("UPDATE child SET caf_on = '2006-09-01', event = {n} WHERE child_id = 11");
        w.refuses_entry(&w.opening(11, 50_000), "GATE_CONSENT");
        w.records("UPDATE child SET consent_on = '2006-09-02', event = {n} WHERE child_id = 11");
        w.refuses_entry(&w.opening(11, 50_000), "GATE_CONSENT");
        w.records("UPDATE child SET consent_on = '2006-09-01', event = {n} WHERE child_id = 11");
        w.refuses_entry(&w.opening(11, 50_000), "GATE_OUTCOME");
        set_policy(w, 3, "2006-09-02", ["off"; 3], bounds);
        w.refuses_entry(&w.opening(11, 50_000), "GATE_OUTCOME");
    });
    in_every_mode(|w| {
        set_policy(w, 1, "2006-09-01", ["warn", "off", "warn"], bounds);
        set_policy(w, 2, "2006-09-02", ["required", "required", "required"], bounds);
        w.accepts(&w.opening(11, 50_000));
    });
}

#[test]
fn a_move_does_not_lift_the_receiving_budget_above_its_bound() {
    in_every_mode(|w| {
        w.accepts(&entry("budget.top-up").child(8).moving("available:8:POOL", "pool:POOL", 199_999));
        let give =
            |pence| entry("budget.move").child(7).moving("available:8:POOL", "available:7:POOL", pence);
        w.refuses_entry(&give(2), "BUDGET_OUT_OF_BOUNDS");
        w.accepts(&give(1));
    });
}

#[test]
fn a_comparison_child_gets_no_budget_and_no_money() {
    in_every_mode(|w| {
        w.refuses_entry(&w.opening(10, 50_000), "COMPARISON_CHILD_HAS_NO_BUDGET");
        // Without the budget row the pots are there, and no money reaches them.
        let bare = entry("budget.open").child(10).moving("available:10:POOL", "pool:POOL", 50_000);
        w.refuses_entry(&bare, "BUDGET_MISSING");
        let moved = entry("budget.move").child(7).moving("available:10:POOL", "available:7:POOL", 1);
        w.refuses_entry(&moved, "BUDGET_MISSING");
    });
}

#[test]
fn a_budget_row_comes_before_the_money_it_counts() {
    in_every_mode(|w| {
        let late = entry("budget.open")
            .child(11)
            .moving("available:11:POOL", "pool:POOL", 50_000)
            .then("INSERT INTO budget (child_id, opened_on, event) VALUES (11, '2006-09-01', {n})");
        w.refuses_entry(&late, "BUDGET_MISSING");
    });
}

#[test]
fn a_budget_opens_empty() {
    in_every_mode(|w| {
        for (column, value) in [
            ("allocated_pence", "1"),
            ("committed_pence", "1"),
            ("spent_pence", "1"),
            ("purchases", "1"),
            ("first_on", "'2006-09-01'"),
            ("last_on", "'2006-09-01'"),
        ] {
            w.refuses_record(
                &format!(
                    "INSERT INTO budget (child_id, opened_on, event, {column})
                     VALUES (11, '2006-09-01', {{n}}, {value})"
                ),
                "ACCOUNT_NOT_EMPTY",
            );
        }
    });
}

#[test]
fn nothing_happens_before_the_budget_opened() {
    in_every_mode(|w| {
        // The budgets opened on 1 September 2006.
        let buy = |day: &str| {
            entry("buy").on(day).placing(7, 2, 100).moving("spent:7:POOL", "available:7:POOL", 100).moving(
                "cost:2",
                "card:5521",
                100,
            )
        };
        w.refuses_entry(&buy("2006-08-31"), "BEFORE_BUDGET_OPENED");
        w.accepts(&buy("2006-09-01"));
        // A move is held to both budgets: child 11's opens on the 20th.
        w.accepts(
            &entry("budget.open")
                .on("2006-09-20")
                .child(11)
                .before("INSERT INTO budget (child_id, opened_on, event) VALUES (11, '2006-09-20', {n})")
                .moving("available:11:POOL", "pool:POOL", 10_000),
        );
        let give = |day: &str| {
            entry("budget.move").on(day).child(7).moving("available:11:POOL", "available:7:POOL", 100)
        };
        w.refuses_entry(&give("2006-09-19"), "BEFORE_BUDGET_OPENED");
        w.accepts(&give("2006-09-20"));
    });
}

#[test]
fn a_closed_budget_buys_and_receives_nothing() {
    in_every_mode(|w| {
        let k = w.accepts(&w.buying(8, 2, 10_000));
        let undone = w.accepts(&w.buying(8, 2, 500));
        w.accepts(
            &entry("budget.close")
                .child(8)
                .moving("pool:POOL", "available:8:POOL", 39_500)
                .then("UPDATE budget SET closed_on = '2006-09-04', event = {n} WHERE child_id = 8"),
        );
        let top_up = entry("budget.top-up").child(8).moving("available:8:POOL", "pool:POOL", 100);
        w.refuses_entry(&top_up, "BUDGET_CLOSED");
        let moved = entry("budget.move").moving("available:8:POOL", "available:7:POOL", 100);
        for about in [7, 8] {
            w.refuses_entry(&moved.clone().child(about), "BUDGET_CLOSED");
        }
        w.refuses_entry(&moved, "BUDGET_CLOSED");
        // A credit note still comes in, and goes on to the pool.
        w.accepts(
            &entry("credit-note.record")
                .child(8)
                .commission(k)
                .moving("available:8:POOL", "spent:8:POOL", 500)
                .moving("creditor:PR0001", "cost:2", 500)
                .moving("pool:POOL", "available:8:POOL", 500),
        );
        // What is undone would stay in it.
        w.refuses_entry(
            &entry("entry.reverse")
                .child(8)
                .commission(undone)
                .reverses(undone)
                .moving("available:8:POOL", "spent:8:POOL", 500)
                .moving("card:5521", "cost:2", 500),
            "BUDGET_CLOSED_WITH_MONEY",
        );
        w.refuses_entry(&w.buying(8, 2, 500), "POT_BELOW_ZERO");
        w.refuses_entry(&w.placing(8, 2, 500), "POT_BELOW_ZERO");
        assert_eq!(w.pots(8), (0, 0, 10_000));
    });
}

#[test]
fn a_budget_is_not_closed_while_it_holds_money() {
    in_every_mode(|w| {
        let close = "UPDATE budget SET closed_on = '2006-09-04', event = {n} WHERE child_id = 7";
        let part = entry("budget.close").child(7).moving("pool:POOL", "available:7:POOL", 49_999).then(close);
        w.refuses_entry(&part, "BUDGET_CLOSED_WITH_MONEY");
        // Nor by an event without an entry, nor by an entry of another name.
        w.refuses_record(close, "BUDGET_CLOSED_WITH_MONEY");
        let other = entry("budget.return").child(7).moving("pool:POOL", "available:7:POOL", 1).then(close);
        w.refuses_entry(&other, "BUDGET_CLOSED_WITH_MONEY");
        w.place(7, 2, 50_000);
        w.refuses_record(close, "BUDGET_CLOSED_WITH_MONEY");
    });
}

#[test]
fn a_practitioner_signs_up_to_their_limit() {
    in_every_mode(|w| {
        // The lead professional's limit is £100.00.
        let order = |pence| {
            entry("commission.place").placing_for(LEAD, 7, 2, pence).moving(
                "committed:7:POOL",
                "available:7:POOL",
                pence,
            )
        };
        w.refuses_entry(&order(10_001), "SIGN_OFF_EXCEEDED");
        w.accepts(&order(10_000));
        w.accepts(&order(9_999));
        // Finance has no limit of its own.
        w.accepts(&w.placing(7, 2, 10_001));
    });
}

#[test]
fn a_small_estimate_does_not_carry_a_large_order() {
    in_every_mode(|w| {
        let order = |kind: &str, drawn| {
            let e = entry(kind).placing_for(LEAD, 7, 2, 10_000);
            if kind == "buy" {
                e.moving("spent:7:POOL", "available:7:POOL", drawn).moving("cost:2", "card:5521", drawn)
            } else {
                e.moving("committed:7:POOL", "available:7:POOL", drawn)
            }
        };
        for kind in ["commission.place", "buy"] {
            w.refuses_entry(&order(kind, 10_001), "SIGN_OFF_EXCEEDED");
            // Less than the estimate is right: the budget bears it net of VAT.
            w.accepts(&order(kind, 8_511));
        }
    });
}

#[test]
fn a_practitioner_buys_only_while_they_are_there() {
    in_every_mode(|w| {
        // Practitioner 3 joined on 1 June 2006 and left on 10 September 2006.
        let order = |who, day: &str| {
            entry("commission.place").on(day).placing_for(who, 7, 2, 100).moving(
                "committed:7:POOL",
                "available:7:POOL",
                100,
            )
        };
        w.accepts(&order(3, "2006-09-10"));
        w.refuses_entry(&order(3, "2006-09-11"), "PRACTITIONER_NOT_THERE");
        w.records("UPDATE practitioner SET joined_on = '2006-09-08', event = {n} WHERE practitioner_id = 2");
        w.refuses_entry(&order(2, "2006-09-07"), "PRACTITIONER_NOT_THERE");
        w.accepts(&order(2, "2006-09-08"));
    });
}
