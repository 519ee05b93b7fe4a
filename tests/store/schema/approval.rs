//! What needs another's approval waits for it, whoever writes: limits, conflicts, bands, categories.

use super::world::{Entry, FINANCE, LEAD, World, entry, in_every_mode};

/// The administrator.
const ADMINISTRATOR: i64 = 1;
/// A lead professional without a limit.
const NURSE: i64 = 3;

/// SQL that decides on a request as its next event.
fn decision(request: i64, verdict: &str, by: i64) -> String {
    format!(
        "INSERT INTO decision (event, request, verdict, decided_by, decided_on, reason)
         VALUES ({{n}}, {request}, '{verdict}', {by}, '2006-09-05', 'x')"
    )
}

/// The entry that gives back what a request reserved, and its decision.
pub fn refusal(request: i64, pence: i64, by: i64) -> Entry {
    entry("commission.refuse")
        .child(7)
        .commission(request)
        .moving("available:7:POOL", "committed:7:POOL", pence)
        .then(&format!("UPDATE commission SET closed_by = {{n}} WHERE commission_id = {request}"))
        .then(&decision(request, "refused", by))
        .by(by)
}

/// A policy from the first day, by its columns and rows of its tables.
fn policy(w: &World, columns: &str, values: &str, more: &str) {
    w.records(&format!(
        "INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                             others_allowed, event{columns})
         VALUES ((SELECT coalesce(max(policy_id), 0) + 1 FROM policy), '2006-09-01', '', 'off', 'off', 'off', 'off',
                 1, {{n}}{values});
         {more}"
    ));
}

#[test]
fn an_order_above_the_limit_waits_and_nothing_happens_on_it_until_it_is_approved() {
    in_every_mode(|w| {
        let k = w.accepts(&w.asking(LEAD, 7, 2, 10_001));
        assert_eq!(w.pots(7), (39_999, 10_001, 0), "its money is kept");
        w.refuses_entry(&w.invoicing(k, 1), "APPROVAL_PENDING");
        w.refuses_entry(&w.paying(k, 1), "APPROVAL_PENDING");
        let more = entry("commission.amend").child(7).commission(k).moving(
            "committed:7:POOL",
            "available:7:POOL",
            1,
        );
        w.refuses_entry(&more, "APPROVAL_PENDING");
        w.records_by(&decision(k, "approved", FINANCE), FINANCE);
        w.accepts(&w.invoicing(k, 10_001));
        w.accepts(&w.paying(k, 10_001));
    });
}

#[test]
fn a_purchase_at_once_does_not_wait() {
    in_every_mode(|w| {
        let e = entry("buy")
            .placing_for(LEAD, 7, 2, 10_001)
            .moving("spent:7:POOL", "available:7:POOL", 10_001)
            .moving("cost:2", "card:5521", 10_001);
        w.refuses_entry(&e.clone().by(LEAD), "SIGN_OFF_EXCEEDED");
        let ask = "INSERT INTO request (event, commission_id, asked_pence, because) VALUES ({n}, {n}, 10001, 'limit')";
        w.refuses_entry(&e.then(ask).by(LEAD), "REQUEST_OUT_OF_ORDER");
    });
}

#[test]
fn a_limit_is_not_claimed_higher_than_it_is() {
    in_every_mode(|w| {
        for claim in ["NULL", "10001"] {
            let e = entry("commission.place")
                .child(7)
                .own_commission()
                .before(&format!(
                    "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id,
                                             placed_on, estimate_pence, limit_pence)
                     VALUES ({{n}}, 7, {LEAD}, 1, 2, '2006-09-04', 100, {claim})"
                ))
                .moving("committed:7:POOL", "available:7:POOL", 100);
            w.refuses_entry(&e, "SIGN_OFF_EXCEEDED");
        }
    });
}

#[test]
fn nobody_decides_on_their_own_request_nor_twice_nor_for_another() {
    in_every_mode(|w| {
        let k = w.accepts(&w.asking(LEAD, 7, 2, 10_001));
        w.refuses_record_by(&decision(k, "approved", LEAD), LEAD, "OWN_REQUEST");
        w.refuses_record_by(&decision(k, "approved", FINANCE), LEAD, "DECIDED_BY_ANOTHER");
        // Asked for by finance, bought for the lead professional: neither decides.
        let asked = w.accepts(&w.asking(LEAD, 7, 2, 10_002).by(FINANCE));
        w.refuses_record_by(&decision(asked, "approved", FINANCE), FINANCE, "OWN_REQUEST");
        w.refuses_record_by(&decision(asked, "approved", LEAD), LEAD, "OWN_REQUEST");
        w.records_by(&decision(k, "approved", FINANCE), FINANCE);
        w.refuses_record_by(&decision(k, "refused", 1), 1, "ALREADY_DECIDED");
    });
}

/// On paper anybody may have approved but the buyer, and anybody takes it in but the buyer; nothing else is
/// on paper.
#[test]
fn what_was_approved_on_paper_is_recorded_by_another() {
    in_every_mode(|w| {
        let on_paper = |request: i64, verdict: &str, by: i64| {
            decision(request, verdict, by).replace("reason)", "reason, on_paper)").replace("'x')", "'x', 1)")
        };
        let k = w.accepts(&w.asking(LEAD, 7, 2, 10_001).by(FINANCE));
        w.refuses_record_by(&on_paper(k, "withdrawn", FINANCE), FINANCE, "CHECK constraint failed");
        w.refuses_record_by(&on_paper(k, "approved", LEAD), FINANCE, "OWN_REQUEST");
        w.records_by(&on_paper(k, "approved", ADMINISTRATOR), FINANCE);
        w.accepts(&w.invoicing(k, 10_001));
        let own = w.accepts(&w.asking(LEAD, 7, 2, 10_002));
        w.refuses_record_by(&on_paper(own, "approved", ADMINISTRATOR), LEAD, "OWN_REQUEST");
    });
}

#[test]
fn a_refusal_gives_back_exactly_what_was_asked_for() {
    in_every_mode(|w| {
        let k = w.accepts(&w.asking(LEAD, 7, 2, 10_001));
        w.refuses_entry(&refusal(k, 10_000, FINANCE), "DECISION_WITHOUT_ENTRY");
        w.refuses_record_by(&decision(k, "refused", FINANCE), FINANCE, "DECISION_WITHOUT_ENTRY");
        let undecided = entry("commission.refuse")
            .child(7)
            .commission(k)
            .moving("available:7:POOL", "committed:7:POOL", 10_001)
            .then(&format!("UPDATE commission SET closed_by = {{n}} WHERE commission_id = {k}"));
        w.refuses_entry(&undecided, "APPROVAL_PENDING");
        let refused = w.accepts(&refusal(k, 10_001, FINANCE));
        assert_eq!(w.pots(7), (50_000, 0, 0), "its money is available again");
        let undone = entry("entry.reverse").child(7).commission(k).reverses(refused).moving(
            "committed:7:POOL",
            "available:7:POOL",
            10_001,
        );
        w.refuses_entry(&undone, "REQUEST_SETTLED");
    });
}

#[test]
fn what_waits_is_let_go_of_only_with_its_request() {
    in_every_mode(|w| {
        let k = w.accepts(&w.asking(LEAD, 7, 2, 10_001));
        let cancel = entry("commission.cancel")
            .child(7)
            .commission(k)
            .moving("available:7:POOL", "committed:7:POOL", 10_001)
            .then(&format!("UPDATE commission SET closed_by = {{n}} WHERE commission_id = {k}"))
            .by(LEAD);
        w.refuses_entry(&cancel, "APPROVAL_PENDING");
        // Nor is it withdrawn under cover of another order.
        let other = w.place(7, 2, 100);
        let cover = entry("commission.cancel")
            .child(7)
            .commission(other)
            .moving("available:7:POOL", "committed:7:POOL", 100)
            .then(&format!("UPDATE commission SET closed_by = {{n}} WHERE commission_id = {other}"))
            .then(&decision(k, "withdrawn", LEAD))
            .by(LEAD);
        w.refuses_entry(&cover, "DECISION_WITHOUT_ENTRY");
        w.accepts(&cancel.then(&decision(k, "withdrawn", LEAD)));
        w.refuses_record_by(&decision(k, "approved", FINANCE), FINANCE, "ALREADY_DECIDED");
    });
}

#[test]
fn no_more_is_billed_than_the_limit_or_what_was_approved() {
    in_every_mode(|w| {
        let within = w.accepts(&entry("commission.place").placing_for(LEAD, 7, 2, 9_500).moving(
            "committed:7:POOL",
            "available:7:POOL",
            9_500,
        ));
        let bill = |k: i64, used: i64, more: i64| {
            entry("invoice.record")
                .child(7)
                .commission(k)
                .moving("spent:7:POOL", "committed:7:POOL", used)
                .moving("spent:7:POOL", "available:7:POOL", more)
                .moving("cost:2", "creditor:PR0001", used + more)
        };
        w.refuses_entry(&bill(within, 9_500, 501), "SIGN_OFF_EXCEEDED");
        w.accepts(&bill(within, 9_500, 500));
        let k = w.accepts(&w.asking(LEAD, 7, 2, 12_000));
        w.records_by(&decision(k, "approved", FINANCE), FINANCE);
        w.refuses_entry(&bill(k, 12_000, 1), "SIGN_OFF_EXCEEDED");
    });
}

/// 10 per cent of 10.00 is 1.00; of 300.00 it would be 30.00, and 25.00 is the most.
#[test]
fn no_more_is_billed_than_was_ordered_and_is_tolerated() {
    in_every_mode(|w| {
        let bill = |k: i64, used: i64, more: i64| {
            let draws = entry("invoice.record").child(7).commission(k);
            let draws = if used > 0 { draws.moving("spent:7:POOL", "committed:7:POOL", used) } else { draws };
            draws.moving("spent:7:POOL", "available:7:POOL", more).moving(
                "cost:2",
                "creditor:PR0001",
                used + more,
            )
        };
        for (price, more) in [(1_000, 100), (30_000, 2_500)] {
            let k = w.accepts(&w.placing(7, 2, price));
            w.refuses_entry(&bill(k, price, more + 1), "INVOICE_ABOVE_COMMISSION");
            w.accepts(&bill(k, price, more));
            w.refuses_entry(&bill(k, 0, 1), "INVOICE_ABOVE_COMMISSION");
        }
        // What is let go of is no longer ordered: of 10.00 half, and 5.50 is the most.
        let k = w.accepts(&w.placing(7, 2, 1_000));
        w.accepts(&entry("commission.amend").child(7).commission(k).moving(
            "available:7:POOL",
            "committed:7:POOL",
            500,
        ));
        w.refuses_entry(&bill(k, 500, 51), "INVOICE_ABOVE_COMMISSION");
        w.accepts(&bill(k, 500, 50));
    });
}

#[test]
fn an_order_is_not_changed_above_its_limit_without_asking() {
    in_every_mode(|w| {
        let k = w.accepts(&entry("commission.place").placing_for(LEAD, 7, 2, 10_000).moving(
            "committed:7:POOL",
            "available:7:POOL",
            10_000,
        ));
        let more = entry("commission.amend").child(7).commission(k).moving(
            "committed:7:POOL",
            "available:7:POOL",
            1,
        );
        w.refuses_entry(&more, "SIGN_OFF_EXCEEDED");
        let asked = w.accepts(&more.then(&format!(
            "INSERT INTO request (event, commission_id, asked_pence, because) VALUES ({{n}}, {k}, 10001, 'limit')"
        )));
        w.refuses_entry(&w.invoicing(k, 1), "APPROVAL_PENDING");
        w.records_by(&decision(asked, "approved", FINANCE), FINANCE);
        w.accepts(&w.invoicing(k, 10_001));
    });
}

#[test]
fn the_policys_limit_holds_for_those_without_one_of_their_own() {
    in_every_mode(|w| {
        policy(w, ", sign_off_limit_pence", ", 20000", "");
        w.refuses_entry(&w.placing(7, 2, 20_000), "SIGN_OFF_EXCEEDED");
        let order = |pence: i64| {
            let moved = entry("commission.place").child(7).own_commission();
            moved
                .before(&format!(
                    "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id,
                                             placed_on, estimate_pence, limit_pence)
                     VALUES ({{n}}, 7, {FINANCE}, 1, 2, '2006-09-04', {pence}, 20000)"
                ))
                .moving("committed:7:POOL", "available:7:POOL", pence)
        };
        w.refuses_entry(&order(20_001), "SIGN_OFF_EXCEEDED");
        w.accepts(&order(20_000));
    });
}

#[test]
fn a_band_reaches_as_far_as_it_says() {
    in_every_mode(|w| {
        policy(
            w,
            "",
            "",
            "INSERT INTO policy_band (policy_id, line, band, above_pence, up_to_pence, role, event)
                 VALUES (1, 1, 1, 10000, 20000, 'finance', {n});
                 INSERT INTO policy_band (policy_id, line, band, above_pence, practitioner_id, event)
                 VALUES (1, 2, 2, 20000, 1, {n})",
        );
        let k = w.accepts(&w.asking(LEAD, 7, 2, 20_001));
        w.refuses_record_by(&decision(k, "approved", FINANCE), FINANCE, "BAND_TOO_LOW");
        w.refuses_record_by(&decision(k, "approved", NURSE), NURSE, "BAND_TOO_LOW");
        w.records_by(&decision(k, "approved", 1), 1);
        let k = w.accepts(&w.asking(LEAD, 7, 2, 20_000));
        w.records_by(&decision(k, "approved", FINANCE), FINANCE);
    });
}

#[test]
fn between_people_with_a_conflict_an_independent_person_decides() {
    in_every_mode(|w| {
        w.records(&format!(
            "INSERT INTO conflict (conflict_id, practitioner_id, child_id, what, from_on, until_on, event)
             VALUES ({{n}}, {LEAD}, 7, 'her aunt', '2006-09-04', '2006-09-05', {{n}})"
        ));
        w.records(&format!(
            "INSERT INTO conflict (conflict_id, practitioner_id, provider_id, what, from_on, event)
             VALUES ({{n}}, {FINANCE}, 1, 'his shop', '2006-09-05', {{n}})"
        ));
        let order = |day: &str| {
            entry("commission.place").on(day).placing_for(LEAD, 7, 2, 100).moving(
                "committed:7:POOL",
                "available:7:POOL",
                100,
            )
        };
        let ask = "INSERT INTO request (event, commission_id, asked_pence, because) VALUES ({n}, {n}, 100, 'conflict')";
        w.accepts(&order("2006-09-03"));
        w.refuses_entry(&order("2006-09-04"), "CONFLICT_DECLARED");
        w.refuses_entry(&order("2006-09-05"), "CONFLICT_DECLARED");
        w.accepts(&order("2006-09-06"));
        let k = w.accepts(&order("2006-09-04").then(ask).by(LEAD));
        w.refuses_record_by(&decision(k, "approved", FINANCE), FINANCE, "APPROVER_HAS_CONFLICT");
        w.records_by(&decision(k, "approved", ADMINISTRATOR), ADMINISTRATOR);
    });
}

#[test]
fn a_category_is_bought_as_far_as_the_policy_allows() {
    in_every_mode(|w| {
        policy(
            w,
            "",
            "",
            "INSERT INTO policy_category (policy_id, category_id, allowed, cap_pence, vat_usual, event)
             VALUES (1, 2, 1, 1000, 0, {n}), (1, 1, 0, NULL, 0, {n})",
        );
        w.refuses_entry(&w.placing(7, 1, 1), "CATEGORY_NOT_ALLOWED");
        w.refuses_entry(&w.buying(7, 2, 1_001), "CATEGORY_CAP_EXCEEDED");
        let k = w.place(7, 2, 1_000);
        w.refuses_entry(&w.placing(7, 2, 1), "CATEGORY_CAP_EXCEEDED");
        // Another child has a cap of its own, and what is let go of is available again.
        w.place(8, 2, 1_000);
        w.accepts(&w.invoicing(k, 600).moving("available:7:POOL", "committed:7:POOL", 400));
        let k = w.place(7, 2, 400);
        w.refuses_entry(&w.placing(7, 2, 1), "CATEGORY_CAP_EXCEEDED");
        // What was let go of does not come back above the cap.
        let less = entry("commission.amend").child(7).commission(k).moving(
            "available:7:POOL",
            "committed:7:POOL",
            10,
        );
        let less = w.accepts(&less);
        let undone = entry("entry.reverse").child(7).commission(k).reverses(less).moving(
            "committed:7:POOL",
            "available:7:POOL",
            10,
        );
        w.place(7, 2, 1);
        w.refuses_entry(&undone, "CATEGORY_CAP_EXCEEDED");
    });
}

#[test]
fn what_draws_more_for_an_order_is_judged_by_the_limits_and_conflicts_of_its_day() {
    in_every_mode(|w| {
        let order = entry("commission.place").placing_for(LEAD, 7, 2, 100);
        let k = w.accepts(&order.moving("committed:7:POOL", "available:7:POOL", 100));
        w.records(&format!(
            "INSERT INTO conflict (conflict_id, practitioner_id, provider_id, what, from_on, event)
             VALUES ({{n}}, {LEAD}, 1, 'his shop', '2006-09-05', {{n}})"
        ));
        let more = |day: &str| {
            let amend = entry("commission.amend").on(day).child(7).commission(k);
            amend.moving("committed:7:POOL", "available:7:POOL", 1)
        };
        let bill = |day: &str, used: i64, more: i64| {
            let bill = entry("invoice.record").on(day).child(7).commission(k);
            let bill = bill.moving("spent:7:POOL", "committed:7:POOL", used);
            let bill = if more > 0 { bill.moving("spent:7:POOL", "available:7:POOL", more) } else { bill };
            bill.moving("cost:2", "creditor:PR0001", used + more)
        };
        w.accepts(&more("2006-09-04"));
        w.refuses_entry(&more("2006-09-05"), "SIGN_OFF_EXCEEDED");
        w.refuses_entry(&bill("2006-09-05", 101, 1), "SIGN_OFF_EXCEEDED");
        w.accepts(&bill("2006-09-05", 100, 0));
        // A policy of a later day limits what is drawn from then on.
        let k = w.place(7, 2, 50);
        policy(w, ", sign_off_limit_pence", ", 50", "");
        let bill = |used: i64, more: i64| {
            let bill = entry("invoice.record").child(7).commission(k);
            bill.moving("spent:7:POOL", "committed:7:POOL", used)
                .moving("spent:7:POOL", "available:7:POOL", more)
                .moving("cost:2", "creditor:PR0001", used + more)
        };
        w.refuses_entry(&bill(50, 1), "SIGN_OFF_EXCEEDED");
    });
}
