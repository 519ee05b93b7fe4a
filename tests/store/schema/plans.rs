//! The cost of posting does not grow with the ledger: no trigger walks a table that grows with it.
//! Nor does a posting build a table in memory, which alone would double its cost.
//!
//! SQLite is asked for the plans of the triggers themselves, so no query has to be copied here.

use rusqlite::{StatementStatus, config::DbConfig};

use super::world::{Mode, World};

/// What a trigger may walk: tables of one row, and the newest event (ORDER BY seq DESC LIMIT 1).
const MAY_BE_WALKED: &[(&str, &str)] = &[
    // A pilot has few pools, and each has few partners.
    ("other_is_judged", "pool"),
    ("other_is_judged", "share"),
    ("purchase_is_judged", "p"),
    ("other_is_judged", "p"),
    // A pilot has a handful of funds.
    ("entry_is_judged", "f"),
    ("month_mark_alternates", "event"),
];

/// Every statement a posting is made of. The plan does not depend on the values.
const STATEMENTS: &[&str] = &[
    "INSERT INTO event (seq, recorded_at, actor_id, kind, request_key, payload, hash)
     VALUES (99, '2006-09-30T10:00:00Z', 1, 'buy', 'k', '{}', zeroblob(32))",
    "UPDATE unsealed SET purchase = 99, judged = 99 WHERE one = 1",
    "UPDATE unsealed SET other = 99, judged = 99 WHERE one = 1",
    "INSERT INTO entry (entry_id, kind, effective_on, child_id, commission_id, reverses_id)
     VALUES (99, 'buy', '2006-09-04', 7, 99, 5)",
    "INSERT INTO transfer (entry_id, line, book, debit_account_id, credit_account_id, amount_pence)
     VALUES (99, 1, 'cash', 1, 2, 3)",
    "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id, placed_on,
                             estimate_pence) VALUES (99, 7, 4, 1, 2, '2006-09-04', 100)",
    "UPDATE commission SET closed_by = 99 WHERE commission_id = 99",
    "UPDATE budget SET closed_on = '2006-09-04', event = 99 WHERE child_id = 7",
    "INSERT INTO budget (child_id, opened_on, event) VALUES (11, '2006-09-01', 99)",
    "INSERT INTO account (book, kind, name, event) VALUES ('cash', 'card', 'card:1', 99)",
    "INSERT INTO month_mark (event, month, mark, head_hash) VALUES (99, '2006-09', 'closed', zeroblob(32))",
    "INSERT INTO practitioner (code, name, profession, agency, role, event) VALUES ('x', 'x', 'x', 'x', 'manager', 9)",
    "INSERT INTO provider (code, name, sector, event) VALUES ('x', 'x', 'private', 9)",
    "INSERT INTO child (child_ref, cohort, arm, born, sex, ethnicity, area, need, need_level, event)
     VALUES ('x', 'looked_after', 'budget', '1995-02', 'F', 'WBRI', 'N', 'N1', 2, 9)",
    "INSERT INTO lead (child_id, from_on, practitioner_id, event) VALUES (7, '2007-01-01', 4, 9)",
    "INSERT INTO fund (code, name, contributor, stream, nature, event) VALUES ('x', 'x', 'x', 'mainstream', 'cash', 9)",
    "INSERT INTO fund_category (fund_id, category_id, event) VALUES (5, 1, 9)",
    "INSERT INTO outcome (child_id, measure_id, item, informant, observed_on, value_thousandths, event)
     VALUES (7, 1, '', 'child', '2006-09-04', 3000, 9)",
    "INSERT INTO time_spent (practitioner_id, child_id, worked_on, activity, minutes, occurrence, event)
     VALUES (2, 7, '2006-09-04', 'visit', 30, 1, 9)",
    "INSERT INTO request (event, commission_id, asked_pence, because) VALUES (99, 9, 100, 'limit')",
    "INSERT INTO decision (event, request, verdict, decided_by, decided_on) VALUES (99, 9, 'approved', 3, '2006-09-04')",
    "INSERT INTO claim (event, account_id, amount_pence, claimed_on) VALUES (99, 1, 100, '2006-09-04')",
    "INSERT INTO claim_decision (event, claim, verdict, decided_by) VALUES (99, 9, 'approved', 3)",
    "INSERT INTO claim_payment (event, claim) VALUES (99, 9)",
    "INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                         others_allowed, event) VALUES (9, '2006-09-04', '', 'off', 'off', 'off', 'off', 1, 9)",
    "INSERT INTO policy_cohort (policy_id, cohort, min_pence, max_pence, event) VALUES (9, 'looked_after', 1, 2, 9)",
    "INSERT INTO policy_category (policy_id, category_id, allowed, vat_usual, event) VALUES (9, 1, 1, 0, 9)",
    "INSERT INTO policy_account (policy_id, account_id, statements, event) VALUES (9, 1, 1, 9)",
    "INSERT INTO policy_band (policy_id, line, band, above_pence, role, event) VALUES (9, 1, 1, 0, 'manager', 9)",
    "INSERT INTO vat_charge VALUES (99, 20)",
    "INSERT INTO vat_number VALUES (99, 1, 'GB123456782')",
    "INSERT INTO vat_evidence VALUES (99, 20, 'none')",
    "INSERT INTO receipt (event, commission_id, reason) VALUES (99, 20, 'lost')",
    "INSERT INTO receipt_file (receipt, content) VALUES (99, x'01')",
    "INSERT INTO delivery (event, commission_id, delivered_on, complete) VALUES (99, 20, '2006-09-04', 1)",
    "INSERT INTO provider_step (event, provider_id, step, from_on, reason, stops_orders)
     VALUES (99, 1, 'notice', '2006-09-04', 'late', 0)",
    "INSERT INTO tariff (event, base_pence, part_pence, weight_thousandths, held_pence, held_net_pence, measure_id,
                         item, target_thousandths, due_on)
     VALUES (99, 600, 400, 1000, 400, 400, 1, '', 6000, '2006-09-20')",
    "INSERT INTO statement VALUES (99, 'x', 'x', 'csv:x', 1, 0, 'x', NULL)",
    "INSERT INTO statement_account (event, account_id) VALUES (99, 1)",
    "INSERT INTO statement_line (statement, row, account_id, posted_on, counted_on, amount_pence)
     VALUES (99, 2, 1, '2006-09-05', '2006-09-05', -100)",
    "INSERT INTO matching VALUES (9, 99, 1, 'amount', 90, NULL)",
    "INSERT INTO matching_line VALUES (9, 1, NULL)",
    "INSERT INTO matching_item VALUES (9, 5, 1, -100, NULL)",
    "INSERT INTO matching_run VALUES (99, 1, 'x')",
    "INSERT INTO matching_undone VALUES (99, 1, 'x')",
    "INSERT INTO merchant VALUES (9, 'x', 1, 99)",
    "INSERT INTO answer VALUES (99, 1, 1, NULL, 'parked', NULL, 2, 'x')",
    "INSERT INTO month_account VALUES (99, 1, 0, NULL, 0, 0, 0, 0, NULL)",
    "INSERT INTO month_end VALUES (99, 0, 0, 0, 'x')",
    "INSERT INTO carried_item VALUES (99, 1, 5, -100)",
    "INSERT INTO carried_line VALUES (99, 1)",
    "INSERT INTO carried_order VALUES (99, 20, 100, 0)",
    "INSERT INTO carried_fund VALUES (99, 1, 'spent', 100)",
    "INSERT INTO journal_issue VALUES (99, '2006-09', 'month', 'x', 'x', 0, 9, 2, 100, 'x')",
    "INSERT INTO publication VALUES (99, '2006Q3', 'x', 1, 0, 0)",
    "INSERT INTO extract VALUES (99, 'x', '2006-09-30', 'x', 'x', 98, 'x')",
    "INSERT INTO audit_answer VALUES (99, 'x', 'x', 'x')",
];

/// The steps of a statement's plan and of the plans of every trigger it may fire.
fn plan(w: &World, statement: &str) -> Vec<String> {
    let mut plan = w.conn.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap();
    plan.query_map([], |row| row.get(3)).unwrap().map(|step| step.unwrap()).collect()
}

fn world_showing_trigger_plans() -> World {
    let w = World::new(Mode { foreign_keys: true, recursive_triggers: true });
    assert!(w.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRIGGER_EQP, true).unwrap());
    w
}

/// What the triggers of a plan walk from end to end: trigger and table.
///
/// Steps before the first trigger are those of the statement and its foreign keys. Keys that are
/// not deferred are shown there, but looked at only after a violation; the next test but one counts
/// what is really walked for keys.
fn walked(plan: &[String]) -> Vec<(&str, &str)> {
    let mut trigger = None;
    let mut walked = Vec::new();
    for step in plan {
        if let Some(name) = step.strip_prefix("-- TRIGGER ") {
            trigger = Some(name);
        }
        // What a query in brackets answers is stepped over under a name in brackets.
        if let (Some(trigger), Some(rest)) =
            (trigger, step.strip_prefix("SCAN ").filter(|rest| !rest.starts_with('(')))
        {
            walked.push((trigger, rest.split(' ').next().unwrap()));
        }
    }
    walked
}

#[test]
fn posting_builds_no_table_in_memory() {
    let w = World::new(Mode { foreign_keys: true, recursive_triggers: true });
    let books = ["INSERT INTO entry ", "INSERT INTO transfer ", "INSERT INTO commission "];
    for statement in
        STATEMENTS.iter().filter(|statement| books.iter().any(|book| statement.starts_with(book)))
    {
        let mut program = w.conn.prepare(&format!("EXPLAIN {statement}")).unwrap();
        let steps = program.query_map([], |row| row.get::<_, String>(1)).unwrap();
        let built = steps.filter(|step| step.as_ref().unwrap() == "OpenEphemeral").count();
        assert!(built == 0, "{built} tables built in memory: {statement}");
    }
}

#[test]
fn no_trigger_walks_a_table_that_grows() {
    let w = world_showing_trigger_plans();
    for statement in STATEMENTS {
        let steps = plan(&w, statement);
        for pair in walked(&steps) {
            assert!(
                MAY_BE_WALKED.contains(&pair),
                "{} walks {}: {statement}\n{}",
                pair.0,
                pair.1,
                steps.join("\n")
            );
        }
    }
}

#[test]
fn the_plans_shown_are_those_of_the_triggers() {
    // Without this the test above could pass by seeing nothing.
    let w = world_showing_trigger_plans();
    w.conn
        .execute_batch(
            "CREATE TRIGGER event_walks AFTER INSERT ON event BEGIN
                 SELECT RAISE(ABORT, 'X') FROM entry WHERE note = 'x' AND kind = NEW.kind;
             END",
        )
        .unwrap();
    let steps = plan(&w, STATEMENTS[0]);
    assert!(walked(&steps).contains(&("event_walks", "entry")), "{}", steps.join("\n"));
}

#[test]
fn recording_walks_no_further_in_a_larger_ledger() {
    // A deferred key is looked up from its other end while it is open, and an entry being written
    // holds one open: without an index each new event walked the accounts, budgets and outcomes.
    let w = World::new(Mode { foreign_keys: true, recursive_triggers: true });
    let small = rows_walked_by_recording(&w);
    for item in 0..200 {
        w.records(&format!(
            "INSERT INTO outcome (child_id, measure_id, item, informant, observed_on, value_thousandths, event)
             VALUES (7, 1, 'goal-{item}', 'child', '2006-09-04', 3000, {{n}});
             INSERT INTO time_spent (practitioner_id, child_id, worked_on, activity, minutes, occurrence, event)
             VALUES (2, 7, '2006-09-04', 'visit', 30, 1 + {item}, {{n}});
             INSERT INTO account (book, kind, name, event) VALUES ('cash', 'card', 'card:{item}', {{n}});
             INSERT INTO practitioner (code, name, profession, agency, role, event)
             VALUES ('X{item}', 'x', 'x', 'x', 'manager', {{n}});
             INSERT INTO provider (code, name, sector, event) VALUES ('X{item}', 'x', 'private', {{n}});
             INSERT INTO child (child_ref, cohort, arm, born, sex, ethnicity, area, need, need_level, event)
             VALUES ('X{item}', 'looked_after', 'budget', '1995-02', 'F', 'WBRI', 'N', 'N1', 2, {{n}});
             INSERT INTO lead (child_id, from_on, practitioner_id, event)
             SELECT child_id, '2006-06-01', 4, {{n}} FROM child WHERE child_ref = 'X{item}';
             INSERT INTO budget (child_id, opened_on, event)
             SELECT child_id, '2006-09-01', {{n}} FROM child WHERE child_ref = 'X{item}'"
        ));
        w.accepts(&w.buying(7, 2, 100));
    }
    assert_eq!(rows_walked_by_recording(&w), small);
}

/// Rows stepped over in full walks, for each statement of an order and of every register.
fn rows_walked_by_recording(w: &World) -> Vec<(String, i32)> {
    let (n, day) = (w.next(), "2006-09-04");
    let event = |seq: i64, kind: &str| {
        format!(
            "INSERT INTO event (seq, recorded_at, actor_id, kind, payload, hash)
             VALUES ({seq}, '2006-09-30T10:00:00Z', 1, '{kind}', '{{}}', zeroblob(32))"
        )
    };
    let m = n + 1;
    let statements = [
        format!(
            "INSERT INTO entry (entry_id, kind, effective_on, child_id, commission_id)
             VALUES ({n}, 'commission.place', '{day}', 8, {n})"
        ),
        format!(
            "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id, placed_on,
                                     estimate_pence) VALUES ({n}, 8, 4, 1, 2, '{day}', 100)"
        ),
        format!(
            "INSERT INTO transfer (entry_id, line, book, debit_account_id, credit_account_id, amount_pence)
             SELECT {n}, 1, 'budget', d.account_id, c.account_id, 100 FROM account d, account c
              WHERE d.name = 'committed:8:POOL' AND c.name = 'available:8:POOL'"
        ),
        event(n, "commission.place"),
        format!("INSERT INTO practitioner (code, name, profession, agency, role, event)
                 VALUES ('LP{m}', 'x', 'x', 'x', 'manager', {m})"),
        format!("INSERT INTO provider (code, name, sector, event) VALUES ('PR{m}', 'x', 'private', {m})"),
        format!("INSERT INTO category (code, label, event) VALUES ('c{m}', 'x', {m})"),
        format!("INSERT INTO fund (code, name, contributor, stream, nature, event)
                 VALUES ('F{m}', 'x', 'x', 'mainstream', 'cash', {m})"),
        format!("INSERT INTO child (child_id, child_ref, cohort, arm, born, sex, ethnicity, area, need, need_level, event)
                 VALUES ({m} + 1000, 'Y{m}', 'looked_after', 'budget', '1995-02', 'F', 'WBRI', 'N', 'N1', 2, {m})"),
        format!("INSERT INTO lead (child_id, from_on, practitioner_id, event) VALUES ({m} + 1000, '{day}', 4, {m})"),
        format!("INSERT INTO account (book, kind, name, event) VALUES ('cash', 'card', 'card:x{m}', {m})"),
        format!("INSERT INTO budget (child_id, opened_on, event) VALUES ({m} + 1000, '{day}', {m})"),
        event(m, "register"),
    ];
    w.conn.execute_batch("BEGIN").unwrap();
    let mut walked = Vec::new();
    for sql in statements {
        let mut statement = w.conn.prepare(&sql).unwrap();
        statement.execute([]).unwrap();
        let table = sql.split(' ').nth(2).unwrap().to_owned();
        walked.push((table, statement.get_status(StatementStatus::FullscanStep)));
    }
    w.conn.execute_batch("ROLLBACK").unwrap();
    walked
}
