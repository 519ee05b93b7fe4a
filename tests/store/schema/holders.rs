//! Who holds a budget, compacts, and the options a purchase was chosen from.

use super::world::{World, entry, in_every_mode};

/// An offer of child 7's budget to the finance officer (4); answers its number.
fn offer(w: &World) -> i64 {
    w.records(
        "INSERT INTO holder_offer (event, child_id, practitioner_id, reason, offered_on)
         VALUES ({n}, 7, 4, 'leave', '2006-09-04')",
    )
}

fn accept(child: i64, who: i64, from_on: &str, offer: i64, commitments: (i64, i64)) -> String {
    let (count, pence) = commitments;
    format!(
        "INSERT INTO holder (event, child_id, from_on, practitioner_id, offer, commitments, commitments_pence)
         VALUES ({{n}}, {child}, '{from_on}', {who}, {offer}, {count}, {pence})"
    )
}

#[test]
fn a_budget_is_held_by_whom_it_was_offered_with_what_is_promised() {
    in_every_mode(|w| {
        w.place(7, 2, 12_000);
        let first = offer(w);
        w.refuses_record(&accept(8, 4, "2006-09-05", first, (0, 0)), "HOLDER_NOT_OFFERED");
        w.refuses_record(&accept(7, 1, "2006-09-05", first, (1, 12_000)), "HOLDER_NOT_OFFERED");
        w.refuses_record(&accept(7, 4, "2006-09-05", 2, (1, 12_000)), "HOLDER_NOT_OFFERED");
        for wrong in [(0, 0), (1, 11_999), (2, 12_000)] {
            w.refuses_record(&accept(7, 4, "2006-09-05", first, wrong), "COMMITMENTS_DIFFER");
        }
        w.records(&accept(7, 4, "2006-09-05", first, (1, 12_000)));
        w.refuses_record(&accept(7, 4, "2006-09-05", first, (1, 12_000)), "HOLDER_NOT_OFFERED");
        // The next one does not reach back before the last.
        let second = offer(w);
        w.refuses_record(&accept(7, 4, "2006-09-04", second, (1, 12_000)), "HOLDER_OUT_OF_ORDER");
        w.records(&accept(7, 4, "2006-09-05", second, (1, 12_000)));
    });
}

#[test]
fn an_offer_that_was_withdrawn_or_replaced_is_not_accepted() {
    in_every_mode(|w| {
        let first = offer(w);
        w.records(
            "INSERT INTO holder_offer (event, child_id, practitioner_id, reason, offered_on)
             VALUES ({n}, 7, NULL, 'stays', '2006-09-04')",
        );
        w.refuses_record(&accept(7, 4, "2006-09-05", first, (0, 0)), "HOLDER_NOT_OFFERED");
        let withdrawal = w.next() - 1;
        if w.mode.foreign_keys {
            // To nobody is to nobody.
            w.refuses_record(
                &accept(7, 4, "2006-09-05", withdrawal, (0, 0))
                    .replace("'2006-09-05', 4", "'2006-09-05', NULL"),
                "constraint failed",
            );
        }
        w.refuses_record(&accept(7, 4, "2006-09-05", withdrawal, (0, 0)), "HOLDER_NOT_OFFERED");
        let again = offer(w);
        w.refuses_record(&accept(7, 4, "2006-09-05", first, (0, 0)), "HOLDER_NOT_OFFERED");
        w.records(&accept(7, 4, "2006-09-05", again, (0, 0)));
    });
}

#[test]
fn a_compact_is_written_at_once_and_reviewed_forwards() {
    in_every_mode(|w| {
        w.refuses_record(
            "INSERT INTO compact (event, child_id, agreed_on, review_on) VALUES ({n}, 7, '2006-09-04', '2006-09-03')",
            "CHECK constraint failed",
        );
        let c = w.records(
            "INSERT INTO compact (event, child_id, agreed_on) VALUES ({n}, 7, '2006-09-04');
             INSERT INTO compact_promise (event, line, who, what) VALUES ({n}, 1, 'family', 'a'), ({n}, 2, 'council', 'b')",
        );
        // Nothing is promised later, or by somebody else.
        w.refuses_record(
            &format!("INSERT INTO compact_promise (event, line, who, what) VALUES ({c}, 3, 'family', 'c')"),
            "REGISTER_WITHOUT_EVENT",
        );
        w.refuses_record(
            "INSERT INTO compact_promise (event, line, who, what) VALUES ({n}, 1, 'family', 'c')",
            "REGISTER_WITHOUT_EVENT",
        );
        w.refuses_record(
            "INSERT INTO compact (event, child_id, agreed_on) VALUES ({n}, 7, '2006-09-04');
             INSERT INTO compact_promise (event, line, who, what) VALUES ({n}, 1, 'school', 'c')",
            "CHECK constraint failed",
        );
        let review = |next: &str| {
            format!(
                "INSERT INTO compact_review (event, compact, reviewed_on, note, next_on)
                 VALUES ({{n}}, {c}, '2006-12-01', 'kept', {next})"
            )
        };
        w.refuses_record(&review("'2006-11-30'"), "CHECK constraint failed");
        w.records(&review("'2007-03-01'"));
        w.records(&review("NULL"));
    });
}

#[test]
fn options_come_with_the_purchase_they_were_considered_for() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        let option = |event: &str| {
            format!("INSERT INTO option_considered (event, line, provider) VALUES ({event}, 1, 'Gym')")
        };
        w.refuses_record(&option("{n}"), "REGISTER_WITHOUT_EVENT");
        w.refuses_record(&option(&k.to_string()), "REGISTER_WITHOUT_EVENT");
        w.accepts(&w.placing(7, 2, 1_000).then(&option("{n}")));
        for (column, value) in [("price_pence", -1), ("wait_days", -1), ("line", 0)] {
            let sql = option("{n}").replace("provider)", &format!("provider, {column})"));
            let sql = sql.replace("'Gym')", &format!("'Gym', {value})"));
            let sql = if column == "line" { option("{n}").replace("1, 'Gym'", "0, 'Gym'") } else { sql };
            w.refuses_entry(&w.placing(7, 2, 1_000).then(&sql), "CHECK constraint failed");
        }
    });
}

#[test]
fn only_the_holder_buys_where_the_policy_asks_for_it() {
    in_every_mode(|w| {
        w.records(
            "INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                                 others_allowed, event)
             VALUES (1, '2006-09-01', '# x', 'off', 'off', 'off', 'required', 1, {n})",
        );
        let lead = w.number("SELECT practitioner_id FROM lead WHERE child_id = 7");
        let buying = |who: i64, actor: i64| {
            let sql = format!(
                "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id, placed_on,
                                         estimate_pence, limit_pence)
                 VALUES ({{n}}, 7, {who}, 1, 2, '2006-09-04', 1000, 10000)"
            );
            let e = entry("commission.place").child(7).own_commission().before(&sql).by(actor);
            e.moving("committed:7:POOL", "available:7:POOL", 1_000)
        };
        w.accepts(&buying(lead, lead));
        offer(w);
        let last = w.next() - 1;
        w.records(&accept(7, 4, "2006-09-04", last, (1, 1_000)));
        w.refuses_entry(&buying(lead, lead), "NOT_THE_HOLDER");
        w.refuses_entry(&buying(4, lead), "NOT_THE_HOLDER");
        w.refuses_entry(&buying(lead, 4), "NOT_THE_HOLDER");
        w.accepts(&buying(4, 4));
        w.accepts(&buying(1, 1)); // an administrator stands above
    });
}
