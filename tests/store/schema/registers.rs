//! People, children, funds and words: each row with its event, amended only towards the next one.

use super::world::{World, entry, in_every_mode};

/// One new row for every register, towards the event `{e}`.
const ROWS: &[&str] = &[
    "INSERT INTO practitioner (code, name, profession, agency, role, event)
     VALUES ('LP009', 'x', 'x', 'x', 'manager', {e})",
    "INSERT INTO provider (code, name, sector, event) VALUES ('PR0009', 'x', 'private', {e})",
    "INSERT INTO category (code, label, event) VALUES ('food', 'Food', {e})",
    "INSERT INTO measure (code, label, lowest_thousandths, highest_thousandths, better, event)
     VALUES ('sdq_total', 'x', 0, 40000, 'lower', {e})",
    "INSERT INTO child (child_ref, cohort, arm, born, sex, ethnicity, area, need, need_level, event)
     VALUES ('C-0099', 'looked_after', 'budget', '1995-02', 'F', 'WBRI', 'N', 'N1', 2, {e})",
    "INSERT INTO lead (child_id, from_on, practitioner_id, event) VALUES (7, '2007-01-01', 4, {e})",
    "INSERT INTO fund (code, name, contributor, stream, nature, event)
     VALUES ('NEW', 'x', 'x', 'mainstream', 'notional', {e})",
    "INSERT INTO account (book, kind, name, event) VALUES ('cash', 'imprest', 'imprest:office', {e})",
    "INSERT INTO budget (child_id, opened_on, event) VALUES (11, '2006-09-01', {e})",
    "INSERT INTO outcome (child_id, measure_id, item, informant, observed_on, value_thousandths, event)
     VALUES (7, 1, 'goal-1', 'child', '2006-09-04', 3000, {e})",
    "INSERT INTO time_spent (practitioner_id, child_id, worked_on, activity, minutes, occurrence, event)
     VALUES (2, 7, '2006-09-04', 'visit', 30, 1, {e})",
    "INSERT INTO provider_step (event, provider_id, step, from_on, reason, stops_orders)
     VALUES ({e}, 1, 'notice', '2006-09-04', 'late twice', 0)",
    "INSERT INTO need (need_id, child_id, what, domain, aim, event)
     VALUES ({e}, 7, 'To swim', 'child', '1.1', {e})",
    "INSERT INTO conflict (conflict_id, practitioner_id, child_id, what, from_on, event)
     VALUES ({e}, 2, 7, 'her aunt', '2006-09-04', {e})",
];

#[test]
fn a_new_row_is_recorded_with_the_next_event() {
    in_every_mode(|w| {
        for row in ROWS {
            w.records(&row.replace("{e}", "{n}"));
        }
    });
}

#[test]
fn a_new_row_cannot_hide_behind_an_older_event() {
    in_every_mode(|w| {
        for row in ROWS {
            for event in ["1", "({n} - 1)", "({n} + 1)", "0"] {
                w.refuses_record(&row.replace("{e}", event), "REGISTER_WITHOUT_EVENT");
            }
        }
        let pilot = "INSERT INTO pilot (pilot_id, name, authority, starts_on, ends_on, budget_min_pence,
                                        budget_max_pence, event)
                     VALUES (2, 'x', 'E06000099', '2006-06-01', '2008-04-30', 1, 2, {n})";
        w.refuses_record(pilot, "REGISTER_REPLACED");
    });
}

#[test]
fn a_new_row_without_its_event_is_not_committed() {
    in_every_mode(|w| {
        for row in ROWS {
            let sql = row.replace("{e}", &w.next().to_string());
            if w.mode.foreign_keys {
                w.refuses(&sql, "FOREIGN KEY constraint failed");
            } else {
                // Nothing judges this COMMIT; the one key that leads nowhere stays to be found.
                w.conn.execute_batch(&sql).unwrap();
            }
        }
        let dangling = w.column("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check").len();
        assert_eq!(dangling, if w.mode.foreign_keys { 0 } else { 1 });
    });
}

/// One amendment for every register that may be amended, towards the event `{e}`.
const AMENDMENTS: &[&str] = &[
    "UPDATE pilot SET budget_max_pence = 300000, event = {e}",
    "UPDATE practitioner SET sign_off_limit_pence = 20000, event = {e} WHERE practitioner_id = 2",
    "UPDATE provider SET name = 'Swim Club', event = {e} WHERE provider_id = 1",
    "UPDATE category SET label = 'Clothes', event = {e} WHERE category_id = 1",
    "UPDATE child SET area = 'South', event = {e} WHERE child_id = 7",
    "UPDATE budget SET expected_outcome = '1.1', event = {e} WHERE child_id = 7",
];

#[test]
fn an_amendment_is_recorded_with_the_next_event_and_no_other() {
    in_every_mode(|w| {
        for amendment in AMENDMENTS {
            w.records(&amendment.replace("{e}", "{n}"));
            for event in ["1", "({n} - 1)", "({n} + 1)", "event"] {
                w.refuses_record(&amendment.replace("{e}", event), "REGISTER_WITHOUT_EVENT");
            }
        }
    });
}

#[test]
fn an_amendment_without_its_event_is_not_committed() {
    in_every_mode(|w| {
        if !w.mode.foreign_keys {
            return; // as for a new row: only the key that leads nowhere shows it
        }
        for amendment in AMENDMENTS {
            let sql = amendment.replace("{e}", &w.next().to_string());
            w.refuses(&sql, "FOREIGN KEY constraint failed");
        }
    });
}

#[test]
fn words_outside_their_lists_are_refused() {
    in_every_mode(|w| {
        for (row, good, bad) in [
            (ROWS[0], "'manager'", "'evaluator '"),
            (ROWS[1], "'private'", "'public'"),
            (ROWS[3], "'lower'", "'worse'"),
            (ROWS[3], "40000", "0"),
            (ROWS[4], "'looked_after'", "'other'"),
            (ROWS[4], "'budget'", "'control'"),
            (ROWS[4], "'F'", "'X'"),
            (ROWS[4], "'WBRI'", "'XXXX'"),
            (ROWS[4], "'N1'", "'M1'"),
            (ROWS[4], "2, {", "5, {"),
            (ROWS[6], "'mainstream'", "'lottery'"),
            (ROWS[6], "'notional'", "'kind'"),
            (ROWS[7], "'imprest'", "'purse'"),
            (ROWS[7], "'cash'", "'budget'"),
            (ROWS[10], "30, 1", "0, 1"),
            (ROWS[10], "30, 1", "1441, 1"),
            (ROWS[10], "30, 1", "30, 0"),
        ] {
            assert!(row.contains(good), "{good} is not in {row}");
            let sql = row.replacen(good, bad, 1).replace("{e}", "{n}");
            w.refuses_record(&sql, "CHECK constraint failed");
        }
    });
}

#[test]
fn a_score_lies_on_its_scale_both_ends_included() {
    in_every_mode(|w| {
        // The goal scale runs from 0 to 10, kept in thousandths.
        let score = |item: &str, value| {
            format!(
                "INSERT INTO outcome (child_id, measure_id, item, informant, observed_on, value_thousandths, event)
                 VALUES (7, 1, '{item}', 'child', '2006-09-04', {value}, {{n}})"
            )
        };
        w.refuses_record(&score("goal-1", -1), "OUTCOME_OUT_OF_RANGE");
        w.refuses_record(&score("goal-1", 10_001), "OUTCOME_OUT_OF_RANGE");
        w.records(&score("goal-1", 0));
        w.records(&score("goal-2", 10_000));
    });
}

#[test]
fn two_identical_visits_are_told_apart_by_number() {
    in_every_mode(|w| {
        let visit =
            |occurrence: i64| ROWS[10].replace("30, 1", &format!("30, {occurrence}")).replace("{e}", "{n}");
        w.records(&visit(1));
        w.refuses_record(&visit(1), "REGISTER_REPLACED");
        w.records(&visit(2));
    });
}

#[test]
fn a_hand_over_comes_after_the_one_before() {
    in_every_mode(|w| {
        let lead = |day: &str| {
            format!(
                "INSERT INTO lead (child_id, from_on, practitioner_id, event) VALUES (7, '{day}', 4, {{n}})"
            )
        };
        w.refuses_record(&lead("2006-05-31"), "LEAD_OUT_OF_ORDER");
        w.refuses_record(&lead("2006-06-01"), "LEAD_OUT_OF_ORDER");
        w.records(&lead("2006-06-02"));
    });
}

#[test]
fn a_ring_fence_is_written_with_its_fund_and_never_widened() {
    in_every_mode(|w| {
        w.refuses_record(
            "INSERT INTO fund_category (fund_id, category_id, event) VALUES (3, 2, {n})",
            "REGISTER_IMMUTABLE",
        );
        w.records(
            "INSERT INTO fund (fund_id, code, name, contributor, stream, nature, event)
             VALUES (5, 'TRIPS', 'Trips', 'Charity', 'mainstream', 'cash', {n});
             INSERT INTO fund_category (fund_id, category_id, event) VALUES (5, 1, {n}), (5, 2, {n})",
        );
    });
}

/// A version of the policy with a row of each kind, from a day, towards the event `{n}`.
fn policy(version: i64, from_on: &str) -> String {
    format!(
        "INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                             others_allowed, event)
         VALUES ({version}, '{from_on}', 'x', 'off', 'off', 'off', 'off', 1, {{n}});
         INSERT INTO policy_cohort (policy_id, cohort, min_pence, max_pence, event)
         VALUES ({version}, 'looked_after', 10000, 250000, {{n}});
         INSERT INTO policy_category (policy_id, category_id, allowed, vat_usual, event)
         VALUES ({version}, 1, 1, 0, {{n}});
         INSERT INTO policy_band (policy_id, line, band, above_pence, role, event)
         VALUES ({version}, 1, 1, 10000, 'manager', {{n}})"
    )
}

#[test]
fn versions_of_the_policy_follow_one_another_and_none_reaches_back() {
    in_every_mode(|w| {
        w.refuses_record(&policy(2, "2006-09-01"), "POLICY_OUT_OF_ORDER");
        w.refuses_record(&policy(1, "2006-02-30"), "CHECK constraint failed");
        w.records(&policy(1, "2006-09-01"));
        w.refuses_record(&policy(1, "2006-10-01"), "POLICY_OUT_OF_ORDER");
        w.refuses_record(&policy(3, "2006-10-01"), "POLICY_OUT_OF_ORDER");
        w.refuses_record(&policy(2, "2006-08-31"), "POLICY_OUT_OF_ORDER");
        w.records(&policy(2, "2006-09-01"));
        let unsealed = policy(3, "2006-09-02").replace("{n}", "({n} - 1)");
        w.refuses_record(&unsealed, "REGISTER_WITHOUT_EVENT");
    });
}

#[test]
fn a_policy_is_written_with_its_parts_and_never_added_to() {
    in_every_mode(|w| {
        let first = w.records(&policy(1, "2006-09-01"));
        for event in ["{n}", &first.to_string()] {
            for row in [
                "INSERT INTO policy_cohort (policy_id, cohort, min_pence, max_pence, event)
                 VALUES (1, 'additional_needs', 1, 999999999, {e})",
                "INSERT INTO policy_category (policy_id, category_id, allowed, vat_usual, event)
                 VALUES (1, 2, 1, 0, {e})",
                "INSERT INTO policy_band (policy_id, line, band, above_pence, role, event)
                 VALUES (1, 2, 2, 0, 'lead_professional', {e})",
                "INSERT OR REPLACE INTO policy_band (policy_id, line, band, above_pence, role, event)
                 VALUES (1, 1, 1, 0, 'lead_professional', {e})",
            ] {
                w.refuses_record(&row.replace("{e}", event), "REGISTER_WITHOUT_EVENT");
            }
        }
    });
}

#[test]
fn what_a_policy_says_has_its_bounds() {
    in_every_mode(|w| {
        for (good, bad) in [
            ("'off'", "'perhaps'"),
            ("'looked_after'", "'other'"),
            ("10000, 250000", "0, 250000"),
            ("10000, 250000", "10000, 9999"),
            ("1, 1, 0", "1, 2, 0"),
            ("'manager'", "'evaluator'"),
            ("'manager'", "NULL"),
            ("10000, 'manager'", "-1, 'manager'"),
        ] {
            let whole = policy(1, "2006-09-01");
            assert!(whole.contains(good), "{good} is not in {whole}");
            w.refuses_record(&whole.replacen(good, bad, 1), "CHECK constraint failed");
        }
    });
}

#[test]
fn an_account_has_what_its_kind_asks_for() {
    in_every_mode(|w| {
        for values in [
            "'budget', 'pool', NULL, NULL",    // no fund
            "'budget', 'available', NULL, 11", // no fund
            "'budget', 'available', 1, NULL",  // no child
            "'budget', 'pool', 1, 11",         // a child where none belongs
            "'budget', 'grant', 1, 11",
            "'cash', 'card', NULL, 11",
            "'cash', 'pool', 1, NULL", // the wrong book
            "'cash', 'spent', 1, 11",
            "'budget', 'bank', NULL, NULL",
            "'cash', 'creditor', NULL, NULL", // no provider
            "'cash', 'cost', NULL, NULL",     // no category
        ] {
            w.refuses_record(
                &format!(
                    "INSERT INTO account (book, kind, fund_id, child_id, name, event) VALUES ({values}, 'x', {{n}})"
                ),
                "CHECK constraint failed",
            );
        }
    });
}

#[test]
fn every_register_row_names_who_is_there() {
    in_every_mode(|w: &World| {
        if !w.mode.foreign_keys {
            return;
        }
        for sql in [
            "INSERT INTO lead (child_id, from_on, practitioner_id, event) VALUES (7, '2007-01-01', 99, {n})",
            "INSERT INTO outcome (child_id, measure_id, item, informant, observed_on, value_thousandths, event)
             VALUES (99, 1, '', 'child', '2006-09-04', 3000, {n})",
            "INSERT INTO budget (child_id, opened_on, event) VALUES (99, '2006-09-01', {n})",
            "INSERT INTO account (book, kind, name, fund_id, event) VALUES ('budget', 'pool', 'x', 99, {n})",
        ] {
            w.refuses_record(sql, "FOREIGN KEY constraint failed");
        }
        let nobody = entry("account.move").child(99).moving("card:5521", "bank:main", 1);
        w.refuses_entry(&nobody, "FOREIGN KEY constraint failed");
    });
}
