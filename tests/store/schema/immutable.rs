//! Nothing recorded is changed, replaced or deleted, by any spelling of the attempt.

use super::world::{World, entry, in_every_mode};

/// A pilot in which every table holds a row; answers the number of its one commission.
fn full(w: &World) -> i64 {
    let k = w.place(7, 2, 12_000);
    w.accepts(&w.invoicing(k, 11_000));
    let paid = w.accepts(&w.paying(k, 11_000));
    let hash = "0a".repeat(32);
    w.records(&format!(
        "INSERT INTO month_mark (event, month, mark, head_hash) SELECT {{n}}, '2006-08', 'closed', hash FROM event WHERE seq = {{n}} - 1;
         INSERT INTO month_account SELECT {{n}}, account_id, 0, NULL, 0, 0, 0, 0, 'x' FROM account WHERE name = 'card:5521';
         INSERT INTO month_end (event, items, lines, orders, sha256) VALUES ({{n}}, 1, 0, 1, '{hash}');
         INSERT INTO carried_item SELECT {{n}}, account_id, {paid}, -11000 FROM account WHERE name = 'card:5521';
         INSERT INTO carried_order VALUES ({{n}}, {k}, 0, 11000);
         INSERT INTO carried_fund SELECT {{n}}, min(fund_id), 'spent', 11000 FROM fund",
    ));
    w.records(&format!(
        "INSERT INTO statement VALUES ({{n}}, 'cards.csv', '{hash}', 'csv:x', 1, 0, '{hash}', NULL);
         INSERT INTO statement_account (event, account_id) SELECT {{n}}, account_id FROM account WHERE name = 'card:5521';
         INSERT INTO statement_line (line_id, statement, row, account_id, posted_on, counted_on, amount_pence)
         SELECT 1, {{n}}, 2, account_id, '2006-09-05', '2006-09-05', -11000 FROM account WHERE name = 'card:5521'",
    ));
    w.records(&format!(
        "INSERT INTO matching SELECT 1, {{n}}, account_id, 'confirmed', 100, NULL FROM account WHERE name = 'card:5521';
         INSERT INTO matching_line VALUES (1, 1, NULL);
         INSERT INTO matching_item SELECT 1, {paid}, account_id, -11000, NULL FROM account WHERE name = 'card:5521';
         INSERT INTO matching_run VALUES ({{n}}, 1, '{hash}');
         INSERT INTO merchant VALUES (1, 'SHOE SHOP', 1, {{n}})",
    ));
    w.records("INSERT INTO matching_undone VALUES ({n}, 1, 'another shop')");
    w.records(
        "INSERT INTO answer SELECT {n}, account_id, 1, NULL, 'parked', NULL, 2, 'whose is it?' FROM account
          WHERE name = 'card:5521'",
    );
    w.records("INSERT INTO account (book, kind, name, event) VALUES ('cash', 'imprest', 'imprest:tin', {n})");
    w.records(
        "INSERT INTO cash_count SELECT {n}, account_id, '2006-09-29', 4000 FROM account WHERE name = 'imprest:tin';
         INSERT INTO advance SELECT {n}, account_id, 2, 1000, '2006-09-05' FROM account WHERE name = 'imprest:tin';
         INSERT INTO advance_back VALUES ({n}, {n}, '2006-09-06')",
    );
    w.records(&format!(
        "INSERT INTO journal_issue VALUES ({{n}}, '2006-08', 'month', 'BH00001', 'default', 0, {{n}} - 1, 2, 100, '{hash}');
         INSERT INTO publication VALUES ({{n}}, '2006Q3', '{hash}', 1, 0, 0);
         INSERT INTO extract VALUES ({{n}}, 'University', '2006-09-30', '{hash}', '{hash}', {{n}} - 1, '{hash}');
         INSERT INTO audit_answer VALUES ({{n}}, 'round-sums', 'PR0001', 'a fixed price')",
    ));
    w.mark("2006-08", "reopened").unwrap();
    w.records(&format!(
        "INSERT INTO month_mark (event, month, mark, head_hash) SELECT {{n}}, '2006-08', 'closed', hash FROM event WHERE seq = {{n}} - 1;
         INSERT INTO month_end (event, items, lines, orders, sha256) VALUES ({{n}}, 0, 1, 0, '{hash}');
         INSERT INTO carried_line VALUES ({{n}}, 1)",
    ));
    let asked = w.accepts(&w.asking(2, 7, 2, 10_001));
    w.accepts(&super::approval::refusal(asked, 10_001, 1));
    w.records(
        "INSERT INTO outcome (outcome_id, child_id, measure_id, item, informant, observed_on,
                              value_thousandths, event)
         VALUES (1, 7, 1, 'goal-1', 'child', '2006-09-04', 3000, {n});
         INSERT INTO time_spent (practitioner_id, child_id, worked_on, activity, minutes, occurrence, event)
         VALUES (2, 7, '2006-09-04', 'visit', 30, 1, {n});
         INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                             others_allowed, event)
         VALUES (1, '2006-09-04', '# x', 'required', 'warn', 'off', 'off', 1, {n});
         INSERT INTO policy_cohort (policy_id, cohort, min_pence, max_pence, event)
         VALUES (1, 'looked_after', 10000, 250000, {n});
         INSERT INTO policy_category (policy_id, category_id, allowed, vat_usual, event) VALUES (1, 1, 1, 0, {n});
         INSERT INTO policy_account (policy_id, account_id, limit_pence, statements, event)
         SELECT 1, account_id, 900000000, 1, {n} FROM account WHERE name = 'bank:main';
         INSERT INTO policy_band (policy_id, line, band, above_pence, role, event) VALUES (1, 1, 1, 0, 'manager', {n});
         INSERT INTO happening (event, child_id, kind, happened_on) VALUES ({n}, 7, 'reached', '2006-09-04');
         INSERT INTO area_target (event, aim, indicator, better, baseline_thousandths, target_thousandths, weight, due_on)
         VALUES ({n}, '3.2', 'attendance', 'higher', 88000, 93000, 1, '2007-06-30');
         INSERT INTO area_actual VALUES ({n}, {n}, '2006-09-04', 90000);
         INSERT INTO consent (event, child_id, kind, said_on, reason) VALUES ({n}, 7, 'shield', '2006-09-04', 'x');
         INSERT INTO need (need_id, child_id, what, domain, aim, event)
         VALUES ({n}, 7, 'To swim', 'child', '1.1', {n});
         INSERT INTO need_mark (need_id, mark, marked_on, event) VALUES ({n}, 'met', '2006-09-04', {n});
         INSERT INTO conflict (conflict_id, practitioner_id, child_id, what, from_on, event)
         VALUES ({n}, 2, 7, 'her aunt', '2006-09-04', {n});
         INSERT INTO family_member (member_id, family_ref, child_id, kind, from_on, event)
         VALUES ({n}, 'F-1', 7, 'main', '2006-09-04', {n});
         INSERT INTO holder_offer (event, child_id, practitioner_id, reason, offered_on)
         VALUES ({n}, 7, 4, 'leave', '2006-09-04');
         INSERT INTO holder (event, child_id, from_on, practitioner_id, offer, commitments, commitments_pence)
         VALUES ({n}, 7, '2006-09-04', 4, {n}, 1, 1000);
         INSERT INTO compact (event, child_id, agreed_on) VALUES ({n}, 7, '2006-09-04');
         INSERT INTO compact_promise (event, line, who, what) VALUES ({n}, 1, 'family', 'to be there');
         INSERT INTO compact_review (event, compact, reviewed_on, note) VALUES ({n}, {n}, '2006-09-04', 'kept')",
    );
    let option = "INSERT INTO option_considered (event, line, provider) VALUES ({n}, 1, 'Another shop')";
    w.accepts(&w.placing(7, 2, 1_000).then(option));
    w.records(&format!(
        "INSERT INTO receipt (event, commission_id, sha256, size, kept, name)
         VALUES ({{n}}, {k}, '{}', 2, 1, 'till.pdf');
         INSERT INTO receipt_file (receipt, content) VALUES ({{n}}, x'0102')",
        "0a".repeat(32)
    ));
    w.accepts(
        &w.buying(7, 2, 100).then("INSERT INTO document_again (event, reason) VALUES ({n}, 'by the week')"),
    );
    let bought = w.accepts(&w.buying_with_vat(7, 2, 1_000, 150));
    w.accepts(&w.charging(bought, 150));
    w.records(
        "INSERT INTO account (book, kind, name, holder_id, event) VALUES ('cash', 'pocket', 'pocket:LP1', 2, {n})",
    );
    w.accepts(&entry("buy").placing(7, 2, 100).moving("spent:7:POOL", "available:7:POOL", 100).moving(
        "cost:2",
        "pocket:LP1",
        100,
    ));
    let claim = w.records(
        "INSERT INTO claim (event, account_id, amount_pence, claimed_on)
         SELECT {n}, account_id, 100, '2006-09-04' FROM account WHERE name = 'pocket:LP1'",
    );
    w.records_by(
        &format!("INSERT INTO claim_decision (event, claim, verdict, decided_by) VALUES ({{n}}, {claim}, 'approved', 4)"),
        4,
    );
    w.accepts(
        &entry("claim.pay")
            .moving("pocket:LP1", "bank:main", 100)
            .then(&format!("INSERT INTO claim_payment (event, claim) VALUES ({{n}}, {claim})")),
    );
    let first = w.accepts(&w.invoicing(k, 100).reference("D-1"));
    w.accepts(&w.invoicing(k, 200).reference("D-1").then(&format!(
        "INSERT INTO document_line (event, document_id) VALUES ({{n}}, {first});
         INSERT INTO document (document_id, lines, total_pence, event) VALUES ({first}, 2, 300, {{n}})"
    )));
    w.records(&format!(
        "INSERT INTO vat_evidence (event, document_id, form) VALUES ({{n}}, {bought}, 'simplified')"
    ));
    let pool = w.records(
        "INSERT INTO pool (event, fund_id, host, from_on, until_on, total_pence, partners, underspend, overspend, quarterly_days)
         VALUES ({n}, 1, 'Council', '2006-10-01', '2007-03-31', 100000,
                 '[{\"partner\":\"Council\",\"form\":\"cash\",\"share\":10000}]', 'board', 'carried', 21)",
    );
    w.records(&format!(
        "INSERT INTO pool_report (event, pool, kind, up_to, sent_on) VALUES ({{n}}, {pool}, 'quarterly', '2006-12-31', '2007-01-05')"
    ));
    w.records(&format!(
        "INSERT INTO pool_decision (event, pool, rest, decided_on, decided_by) VALUES ({{n}}, {pool}, 'underspend', '2007-05-10', 'the board')"
    ));
    w.records("INSERT INTO vat_number (event, provider_id, number) VALUES ({n}, 1, 'GB123456782')");
    w.accepts(&w.placing(7, 2, 1_000).then(
        "INSERT INTO tariff (event, base_pence, part_pence, weight_thousandths, held_pence, held_net_pence, measure_id,
                             item, target_thousandths, due_on)
         VALUES ({n}, 600, 400, 1000, 400, 400, 1, 'goal-1', 6000, '2006-09-20')",
    ));
    let closed = w.accepts(
        &entry("budget.close")
            .child(9)
            .moving("pool:POOL", "available:9:POOL", 50_000)
            .then("UPDATE budget SET closed_on = '2006-09-04', event = {n} WHERE child_id = 9"),
    );
    w.records(&format!(
        "UPDATE budget SET closed_on = NULL, event = {{n}} WHERE child_id = 9;
         INSERT INTO budget_reopening VALUES ({{n}}, 9, {closed}, '2006-09-04', 'she came back')"
    ));
    w.records(&format!("INSERT INTO units_agreed VALUES ({{n}}, {k}, '2006-09-05', 7000)"));
    w.records(
        "INSERT INTO agreement (event, child_id, provider_id, payee, purpose, agreed_on, accounts_months, contingency_weeks,
                                repayable, statements)
         VALUES ({n}, 7, 1, 'agent', 'books', '2006-09-04', 3, 0, 0, 0)",
    );
    w.records(
        "INSERT INTO provider_step (event, provider_id, step, from_on, reason, stops_orders)
         VALUES ({n}, 1, 'suspended', '2006-09-04', 'late', 1)",
    );
    w.records(&format!(
        "INSERT INTO delivery (event, commission_id, delivered_on, complete) VALUES ({{n}}, {k}, '2006-09-05', 1)"
    ));
    w.records(
        "INSERT INTO correction (event, kind, fact, undoes, withdrawn, reason)
         SELECT {n}, 'delivery', event, event, 1, 'another child' FROM delivery",
    );
    k
}

/// Each table, a column of no consequence to change, and its token. Deletion has the same token.
const TABLES: &[(&str, &str, &str)] = &[
    ("event", "payload = payload", "EVENT_IMMUTABLE"),
    ("event", "recorded_at = '2006-01-01T00:00:00Z'", "EVENT_IMMUTABLE"),
    ("event", "hash = zeroblob(32)", "EVENT_IMMUTABLE"),
    ("event", "request_key = NULL", "EVENT_IMMUTABLE"),
    ("entry", "note = 'x'", "ENTRY_IMMUTABLE"),
    ("entry", "effective_on = '2006-09-05'", "ENTRY_IMMUTABLE"),
    ("entry", "reverses_id = NULL", "ENTRY_IMMUTABLE"),
    ("transfer", "amount_pence = 1", "TRANSFER_IMMUTABLE"),
    ("transfer", "line = line + 100", "TRANSFER_IMMUTABLE"),
    ("account", "name = name || 'x'", "REGISTER_IMMUTABLE"),
    ("account", "kind = 'bank'", "REGISTER_IMMUTABLE"),
    ("account", "fund_id = 2", "REGISTER_IMMUTABLE"),
    ("account", "holder_id = 4", "REGISTER_IMMUTABLE"),
    ("account", "event = (SELECT max(seq) + 1 FROM event)", "REGISTER_IMMUTABLE"),
    ("commission", "estimate_pence = 1", "COMMISSION_IMMUTABLE"),
    ("commission", "category_id = 1", "COMMISSION_IMMUTABLE"),
    ("commission", "practitioner_id = 1", "COMMISSION_IMMUTABLE"),
    ("commission", "description = 'x'", "COMMISSION_IMMUTABLE"),
    ("commission", "instead_of = 'x'", "COMMISSION_IMMUTABLE"),
    ("commission", "limit_pence = NULL", "COMMISSION_IMMUTABLE"),
    ("commission", "need_id = NULL", "COMMISSION_IMMUTABLE"),
    ("commission", "waiting = 1", "FIGURE_WITHOUT_REQUEST"),
    ("commission", "approved_pence = 1", "FIGURE_WITHOUT_REQUEST"),
    ("request", "asked_pence = 1", "REGISTER_IMMUTABLE"),
    ("decision", "verdict = 'approved'", "REGISTER_IMMUTABLE"),
    ("month_mark", "mark = 'reopened'", "MONTH_MARK_IMMUTABLE"),
    ("month_mark", "month = '2006-07'", "MONTH_MARK_IMMUTABLE"),
    ("month_total", "month = '2006-01'", "REGISTER_IMMUTABLE"),
    ("outcome", "value_thousandths = 1", "REGISTER_IMMUTABLE"),
    ("time_spent", "minutes = 1", "REGISTER_IMMUTABLE"),
    ("correction", "withdrawn = 0", "REGISTER_IMMUTABLE"),
    ("measure", "label = 'x'", "REGISTER_IMMUTABLE"),
    ("lead", "practitioner_id = 4", "REGISTER_IMMUTABLE"),
    ("fund", "cohort = NULL", "REGISTER_IMMUTABLE"),
    ("fund_category", "category_id = 2", "REGISTER_IMMUTABLE"),
    ("pool", "total_pence = 1", "REGISTER_IMMUTABLE"),
    ("pool_report", "kind = 'annual'", "REGISTER_IMMUTABLE"),
    ("pool_decision", "rest = 'overspend'", "REGISTER_IMMUTABLE"),
    ("policy", "sign_off_limit_pence = 999999999", "REGISTER_IMMUTABLE"),
    ("policy", "from_on = '2006-09-05'", "REGISTER_IMMUTABLE"),
    ("policy_cohort", "max_pence = 999999999", "REGISTER_IMMUTABLE"),
    ("policy_category", "cap_pence = NULL", "REGISTER_IMMUTABLE"),
    ("policy_account", "limit_pence = NULL", "REGISTER_IMMUTABLE"),
    ("policy_band", "role = 'lead_professional'", "REGISTER_IMMUTABLE"),
    ("happening", "kind = 'left'", "REGISTER_IMMUTABLE"),
    ("area_target", "weight = 2", "REGISTER_IMMUTABLE"),
    ("area_actual", "value_thousandths = 1", "REGISTER_IMMUTABLE"),
    ("consent", "reason = 'y'", "REGISTER_IMMUTABLE"),
    ("need", "likely_pence = 1", "REGISTER_IMMUTABLE"),
    ("need_mark", "mark = 'met'", "REGISTER_IMMUTABLE"),
    ("option_considered", "price_pence = 1", "REGISTER_IMMUTABLE"),
    ("holder_offer", "practitioner_id = NULL", "REGISTER_IMMUTABLE"),
    ("holder", "from_on = '2006-09-01'", "REGISTER_IMMUTABLE"),
    ("compact", "review_on = NULL", "REGISTER_IMMUTABLE"),
    ("compact_promise", "who = 'council'", "REGISTER_IMMUTABLE"),
    ("compact_review", "note = 'x'", "REGISTER_IMMUTABLE"),
    ("delivery", "delivered_on = '2006-09-04'", "REGISTER_IMMUTABLE"),
    ("provider_step", "stops_orders = 0", "REGISTER_IMMUTABLE"),
    ("tariff", "base_pence = 700", "REGISTER_IMMUTABLE"),
    ("document_again", "reason = 'x'", "REGISTER_IMMUTABLE"),
    ("units_agreed", "units_thousandths = 1", "REGISTER_IMMUTABLE"),
    ("budget_reopening", "reason = 'x'", "REGISTER_IMMUTABLE"),
    ("vat_number", "number = 'GB000000000'", "REGISTER_IMMUTABLE"),
    ("vat_evidence", "form = 'none'", "REGISTER_IMMUTABLE"),
    ("vat_charge", "document_id = 1", "REGISTER_IMMUTABLE"),
    ("claim", "amount_pence = 1", "REGISTER_IMMUTABLE"),
    ("claim_decision", "verdict = 'refused'", "REGISTER_IMMUTABLE"),
    ("claim_payment", "claim = 1", "REGISTER_IMMUTABLE"),
    ("document", "total_pence = 1", "REGISTER_IMMUTABLE"),
    ("document_line", "instead_of = 1", "REGISTER_IMMUTABLE"),
    ("receipt", "size = 3", "REGISTER_IMMUTABLE"),
    ("receipt", "sha256 = sha256", "REGISTER_IMMUTABLE"),
    ("receipt_file", "content = x'01'", "REGISTER_IMMUTABLE"),
    ("statement", "name = 'x'", "REGISTER_IMMUTABLE"),
    ("statement", "lines = lines", "REGISTER_IMMUTABLE"),
    ("statement_account", "covers_to = '2006-09-30'", "REGISTER_IMMUTABLE"),
    ("statement_line", "amount_pence = -1", "REGISTER_IMMUTABLE"),
    ("statement_line", "counted_on = '2006-10-01'", "REGISTER_IMMUTABLE"),
    ("matching", "score = 1", "REGISTER_IMMUTABLE"),
    ("matching", "undone_by = NULL", "REGISTER_IMMUTABLE"),
    ("matching_line", "undone_by = NULL", "REGISTER_IMMUTABLE"),
    ("matching_item", "undone_by = NULL", "REGISTER_IMMUTABLE"),
    ("matching_item", "amount_pence = 1", "REGISTER_IMMUTABLE"),
    ("matching_run", "matchings = 2", "REGISTER_IMMUTABLE"),
    ("matching_undone", "reason = 'x'", "REGISTER_IMMUTABLE"),
    ("answer", "verdict = 'explained', because = 'other'", "REGISTER_IMMUTABLE"),
    ("cash_count", "cash_pence = 5000", "REGISTER_IMMUTABLE"),
    ("agreement", "repayable = 1", "REGISTER_IMMUTABLE"),
    ("advance", "amount_pence = 1", "REGISTER_IMMUTABLE"),
    ("advance_back", "back_on = '2006-09-30'", "REGISTER_IMMUTABLE"),
    ("month_account", "ledger_pence = 1", "REGISTER_IMMUTABLE"),
    ("month_end", "items = 0", "REGISTER_IMMUTABLE"),
    ("carried_item", "amount_pence = 1", "REGISTER_IMMUTABLE"),
    ("carried_line", "line_id = 1", "REGISTER_IMMUTABLE"),
    ("carried_order", "owed_pence = 1", "REGISTER_IMMUTABLE"),
    ("carried_fund", "balance_pence = 1", "REGISTER_IMMUTABLE"),
    ("journal_issue", "reference = 'BH00002'", "REGISTER_IMMUTABLE"),
    ("publication", "published = 2", "REGISTER_IMMUTABLE"),
    ("extract", "recipient = 'x'", "REGISTER_IMMUTABLE"),
    ("audit_answer", "said = 'x'", "REGISTER_IMMUTABLE"),
    ("entry", "belongs_on = NULL", "ENTRY_IMMUTABLE"),
    // Registers that may be amended, but not without the event that says so.
    ("pilot", "budget_max_pence = 999999999", "REGISTER_WITHOUT_EVENT"),
    ("practitioner", "sign_off_limit_pence = NULL", "REGISTER_WITHOUT_EVENT"),
    ("provider", "name = 'x'", "REGISTER_WITHOUT_EVENT"),
    ("category", "label = 'x'", "REGISTER_WITHOUT_EVENT"),
    ("child", "cohort = 'looked_after'", "REGISTER_WITHOUT_EVENT"),
    ("budget", "closed_on = NULL", "REGISTER_WITHOUT_EVENT"),
    ("budget", "opened_on = '2006-06-01'", "REGISTER_WITHOUT_EVENT"),
    ("conflict", "until_on = '2006-09-30'", "REGISTER_WITHOUT_EVENT"),
    ("family_member", "until_on = '2006-09-30'", "REGISTER_WITHOUT_EVENT"),
    ("merchant", "provider_id = 2", "REGISTER_WITHOUT_EVENT"),
    // What is waiting for an event waits for the next one.
    ("unsealed", "event = NULL", "REGISTER_WITHOUT_EVENT"),
    ("unsealed", "event = 1", "REGISTER_WITHOUT_EVENT"),
    ("unsealed", "entry = NULL", "ENTRY_UNJUDGED"),
    ("unsealed", "judged = NULL", "ENTRY_UNJUDGED"),
    ("unsealed", "purchase = NULL", "ENTRY_UNJUDGED"),
    ("unsealed", "other = 1", "ENTRY_UNJUDGED"),
    ("unsealed", "one = 2", "REGISTER_IMMUTABLE"),
];

#[test]
fn no_row_of_any_table_is_updated() {
    in_every_mode(|w| {
        full(w);
        for (table, set, token) in TABLES {
            for verb in ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE", "UPDATE OR FAIL"] {
                w.refuses(&format!("{verb} {table} SET {set}"), token);
            }
        }
    });
}

#[test]
fn every_table_is_covered_by_the_attacks_above() {
    in_every_mode(|w| {
        full(w);
        for table in
            w.column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        {
            assert!(TABLES.iter().any(|row| row.0 == table), "no attack on {table}");
            let rows = w.number(&format!("SELECT count(*) FROM {table}"));
            assert!(rows > 0, "{table} is empty, so an UPDATE of it would meet no trigger");
        }
    });
}

#[test]
fn no_row_of_any_table_is_deleted() {
    in_every_mode(|w| {
        full(w);
        for table in
            w.column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        {
            let token = match table.as_str() {
                "event" => "EVENT_IMMUTABLE",
                "entry" => "ENTRY_IMMUTABLE",
                "transfer" => "TRANSFER_IMMUTABLE",
                "commission" => "COMMISSION_IMMUTABLE",
                "month_mark" => "MONTH_MARK_IMMUTABLE",
                _ => "REGISTER_IMMUTABLE",
            };
            w.refuses(&format!("DELETE FROM {table}"), token);
        }
    });
}

#[test]
fn no_row_of_any_table_is_replaced_by_itself_or_by_another() {
    in_every_mode(|w| {
        full(w);
        for (table, token) in [
            ("event", "EVENT_OUT_OF_ORDER"),
            ("entry", "ENTRY_OUT_OF_ORDER"),
            ("transfer", "ENTRY_SEALED"),
            ("account", "REGISTER_REPLACED"),
            ("commission", "REGISTER_REPLACED"),
            ("budget", "REGISTER_REPLACED"),
            ("month_mark", "MONTH_MARK_OUT_OF_ORDER"),
            ("month_total", "REGISTER_REPLACED"),
            ("outcome", "REGISTER_REPLACED"),
            ("time_spent", "REGISTER_REPLACED"),
            ("area_target", "REGISTER_REPLACED"),
            ("area_actual", "REGISTER_REPLACED"),
            ("need", "REGISTER_REPLACED"),
            ("need_mark", "REGISTER_REPLACED"),
            ("delivery", "REGISTER_REPLACED"),
            ("correction", "REGISTER_WITHOUT_EVENT"),
            ("provider_step", "REGISTER_REPLACED"),
            ("agreement", "REGISTER_WITHOUT_EVENT"),
            ("tariff", "REGISTER_REPLACED"),
            ("document_again", "REGISTER_REPLACED"),
            ("budget_reopening", "REGISTER_WITHOUT_EVENT"),
            ("units_agreed", "REGISTER_WITHOUT_EVENT"),
            ("vat_charge", "REGISTER_REPLACED"),
            ("claim", "REGISTER_WITHOUT_EVENT"),
            ("claim_decision", "REGISTER_WITHOUT_EVENT"),
            ("claim_payment", "REGISTER_REPLACED"),
            ("document", "REGISTER_REPLACED"),
            ("document_line", "REGISTER_REPLACED"),
            ("vat_number", "REGISTER_WITHOUT_EVENT"),
            ("vat_evidence", "REGISTER_WITHOUT_EVENT"),
            ("receipt", "REGISTER_REPLACED"),
            ("receipt_file", "REGISTER_REPLACED"),
            ("happening", "REGISTER_WITHOUT_EVENT"),
            ("consent", "REGISTER_WITHOUT_EVENT"),
            ("pool", "REGISTER_WITHOUT_EVENT"),
            ("pool_report", "REGISTER_WITHOUT_EVENT"),
            ("pool_decision", "REGISTER_WITHOUT_EVENT"),
            ("conflict", "REGISTER_REPLACED"),
            ("family_member", "REGISTER_REPLACED"),
            ("option_considered", "REGISTER_WITHOUT_EVENT"),
            ("holder_offer", "REGISTER_WITHOUT_EVENT"),
            ("holder", "REGISTER_WITHOUT_EVENT"),
            ("compact", "REGISTER_WITHOUT_EVENT"),
            ("compact_promise", "REGISTER_WITHOUT_EVENT"),
            ("compact_review", "REGISTER_WITHOUT_EVENT"),
            ("pilot", "REGISTER_REPLACED"),
            ("practitioner", "REGISTER_REPLACED"),
            ("provider", "REGISTER_REPLACED"),
            ("category", "REGISTER_REPLACED"),
            ("measure", "REGISTER_REPLACED"),
            ("child", "REGISTER_REPLACED"),
            ("lead", "LEAD_OUT_OF_ORDER"),
            ("fund", "REGISTER_REPLACED"),
            ("fund_category", "REGISTER_IMMUTABLE"),
            ("policy", "POLICY_OUT_OF_ORDER"),
            ("policy_cohort", "REGISTER_WITHOUT_EVENT"),
            ("policy_category", "REGISTER_WITHOUT_EVENT"),
            ("policy_account", "REGISTER_WITHOUT_EVENT"),
            ("policy_band", "REGISTER_WITHOUT_EVENT"),
            ("statement", "REGISTER_REPLACED"),
            ("statement_account", "REGISTER_WITHOUT_EVENT"),
            ("statement_line", "REGISTER_REPLACED"),
            ("matching", "REGISTER_REPLACED"),
            ("matching_line", "REGISTER_WITHOUT_EVENT"),
            ("matching_item", "REGISTER_WITHOUT_EVENT"),
            ("matching_run", "REGISTER_WITHOUT_EVENT"),
            ("matching_undone", "REGISTER_WITHOUT_EVENT"),
            ("merchant", "REGISTER_REPLACED"),
            ("answer", "REGISTER_REPLACED"),
            ("cash_count", "REGISTER_WITHOUT_EVENT"),
            ("advance", "REGISTER_WITHOUT_EVENT"),
            ("advance_back", "REGISTER_WITHOUT_EVENT"),
            ("month_account", "REGISTER_REPLACED"),
            ("month_end", "REGISTER_REPLACED"),
            ("carried_item", "MONTH_END_ALONE"),
            ("carried_line", "MONTH_END_ALONE"),
            ("carried_order", "MONTH_END_ALONE"),
            ("carried_fund", "MONTH_END_ALONE"),
            ("journal_issue", "REGISTER_WITHOUT_EVENT"),
            ("publication", "REGISTER_WITHOUT_EVENT"),
            ("extract", "REGISTER_WITHOUT_EVENT"),
            ("audit_answer", "REGISTER_WITHOUT_EVENT"),
            ("unsealed", "REGISTER_REPLACED"),
        ] {
            let columns = w.column(&format!("SELECT name FROM pragma_table_info('{table}')"));
            let (first, all) = (&columns[0], columns.join(", "));
            for verb in ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE", "INSERT"] {
                w.refuses(&format!("{verb} INTO {table} ({all}) SELECT {all} FROM {table} LIMIT 1"), token);
            }
            w.refuses(
                &format!(
                    "INSERT INTO {table} ({all}) SELECT {all} FROM {table} WHERE true LIMIT 1
                     ON CONFLICT DO UPDATE SET {first} = {first}"
                ),
                token,
            );
        }
    });
}

#[test]
fn no_row_takes_the_unique_name_of_another() {
    in_every_mode(|w| {
        full(w);
        // The number is new, so only the second key meets the older row.
        for sql in [
            "INSERT OR REPLACE INTO practitioner (practitioner_id, code, name, profession, agency, role, event)
             VALUES (99, 'LP002', 'x', 'x', 'x', 'manager', {n})",
            "INSERT OR REPLACE INTO provider (provider_id, code, name, sector, event)
             VALUES (99, 'PR0001', 'x', 'private', {n})",
            "INSERT OR REPLACE INTO category (category_id, code, label, event) VALUES (99, 'clothing', 'x', {n})",
            "INSERT OR REPLACE INTO measure (measure_id, code, label, lowest_thousandths, highest_thousandths,
                                             better, event) VALUES (99, 'gbo', 'x', 0, 1, 'higher', {n})",
            "INSERT OR REPLACE INTO child (child_id, child_ref, cohort, arm, born, sex, ethnicity, area, need,
                                           need_level, event)
             VALUES (99, 'C-0007', 'looked_after', 'budget', '1995-02', 'F', 'WBRI', 'N', 'N1', 2, {n})",
            "INSERT OR REPLACE INTO fund (fund_id, code, name, contributor, stream, nature, event)
             VALUES (99, 'LAC', 'x', 'x', 'mainstream', 'cash', {n})",
            "INSERT OR REPLACE INTO account (account_id, book, kind, name, event)
             VALUES (999, 'cash', 'bank', 'bank:main', {n})",
        ] {
            w.refuses_record(sql, "REGISTER_REPLACED");
        }
        w.refuses_record(
            "INSERT OR REPLACE INTO outcome (outcome_id, child_id, measure_id, item, informant, observed_on,
                                             value_thousandths, event)
             VALUES (99, 7, 1, 'goal-1', 'child', '2006-09-04', 9000, {n})",
            "OUTCOME_RECORDED_OTHERWISE",
        );
    });
}

#[test]
fn an_amendment_cannot_take_the_unique_name_of_another() {
    in_every_mode(|w| {
        for sql in [
            "UPDATE OR REPLACE practitioner SET code = 'LP001', event = {n} WHERE practitioner_id = 2",
            "UPDATE OR REPLACE practitioner SET practitioner_id = 1, event = {n} WHERE practitioner_id = 2",
            "UPDATE OR REPLACE provider SET code = 'PR0001', event = {n} WHERE provider_id = 2",
            "UPDATE OR REPLACE provider SET provider_id = 1, event = {n} WHERE provider_id = 2",
            "UPDATE OR REPLACE category SET code = 'clothing', event = {n} WHERE category_id = 2",
            "UPDATE OR REPLACE category SET category_id = 1, event = {n} WHERE category_id = 2",
            "UPDATE OR REPLACE child SET child_ref = 'C-0008', event = {n} WHERE child_id = 7",
            "UPDATE OR REPLACE child SET child_id = 8, event = {n} WHERE child_id = 7",
            "UPDATE OR REPLACE budget SET child_id = 8, event = {n} WHERE child_id = 7",
            "UPDATE OR REPLACE budget SET opened_on = '2006-08-01', event = {n} WHERE child_id = 7",
        ] {
            w.refuses_record(sql, "REGISTER_IMMUTABLE");
        }
    });
}

#[test]
fn a_rowid_is_no_back_door() {
    in_every_mode(|w| {
        full(w);
        w.refuses("UPDATE event SET rowid = rowid + 1000", "EVENT_IMMUTABLE");
        w.refuses("UPDATE account SET rowid = rowid + 1000", "REGISTER_IMMUTABLE");
        w.refuses("UPDATE commission SET _rowid_ = 1000", "COMMISSION_IMMUTABLE");
        w.refuses("UPDATE practitioner SET rowid = rowid + 1000", "REGISTER_WITHOUT_EVENT");
        w.refuses("UPDATE budget SET oid = oid + 1000", "REGISTER_IMMUTABLE");
    });
}
