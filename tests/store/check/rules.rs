//! Each rule of the schema, broken in the file, is seen by the check that judges it again.

use super::world::World;

/// A finding without what the rule keeps, which the catalogue says.
fn without_the_rule(found: String) -> String {
    match found.strip_prefix("rules: ").and_then(|rule| rule.rsplit_once(": ")) {
        Some((row, _)) => format!("rules: {row}"),
        None => found,
    }
}

fn breaks(check: &str, sql: &str, wanted: &[&str]) {
    let wanted: Vec<String> = wanted.iter().map(|text| format!("{check}: {text}")).collect();
    let found: Vec<String> = World::tampered(sql).found_by(check).into_iter().map(without_the_rule).collect();
    assert_eq!(found, wanted, "after {sql}");
}

#[test]
fn entries() {
    breaks(
        "rules",
        "DELETE FROM transfer WHERE entry_id = 17",
        &["ENTRY_EMPTY: entry 17 (account.move on 2006-07-03)"],
    );
    breaks(
        "rules",
        "UPDATE entry SET effective_on = '2006-06-30' WHERE entry_id = 17",
        &["EFFECTIVE_OUTSIDE_PILOT: entry 17 (account.move on 2006-06-30)"],
    );
    // After the last day, 31 December 2007, a child is given nothing more.
    breaks(
        "rules",
        "UPDATE entry SET effective_on = '2008-01-02' WHERE entry_id = 24",
        &["EFFECTIVE_OUTSIDE_PILOT: entry 24 (budget.open on 2008-01-02 for C-0002)"],
    );
    breaks(
        "rules",
        "UPDATE entry SET effective_on = '2007-07-03' WHERE entry_id = 17",
        &["DAY_TO_COME: entry 17 (account.move on 2007-07-03)"],
    );
    breaks(
        "rules",
        "UPDATE budget SET opened_on = '2006-09-05' WHERE child_id = 2",
        &[
            "BEFORE_BUDGET_OPENED: entry 24 (budget.open on 2006-09-04 for C-0002)",
            "BEFORE_BUDGET_OPENED: entry 24 (budget.open on 2006-09-04 for C-0002), transfer 1",
            "BEFORE_BUDGET_OPENED: entry 27 (budget.move on 2006-09-04 for C-0001), transfer 1",
        ],
    );
    breaks(
        "rules",
        "UPDATE transfer SET amount_pence = 4501 WHERE entry_id = 38 AND line = 1",
        &[
            "BOOKS_DISAGREE: entry 38 (entry.reverse on 2006-09-06 for C-0002)",
            "REVERSAL_NOT_A_MIRROR: entry 38 (entry.reverse on 2006-09-06 for C-0002)",
        ],
    );
    breaks(
        "rules",
        "UPDATE entry SET reverses_id = NULL WHERE entry_id = 38",
        &["REVERSAL_NOT_A_MIRROR: entry 38 (entry.reverse on 2006-09-06 for C-0002)"],
    );
}

#[test]
fn commissions() {
    breaks(
        "rules",
        "UPDATE entry SET commission_id = 99 WHERE entry_id = 31",
        &["COMMISSION_MISSING: entry 31 (payment.record on 2006-09-05 for C-0001)"],
    );
    breaks(
        "rules",
        "UPDATE entry SET commission_id = 28 WHERE entry_id = 34",
        &[
            "COMMISSION_MISSING: entry 34 (commission.place on 2006-09-05 for C-0001)",
            "FUND_DOES_NOT_FIT: entry 34 (commission.place on 2006-09-05 for C-0001), transfer 1",
            "COMMISSION_CLOSED: entry 34 (commission.place on 2006-09-05 for C-0001), transfer 2",
            "SIGN_OFF_EXCEEDED: entry 34 (commission.place on 2006-09-05 for C-0001)",
            "COMMISSION_CLOSED_WITH_MONEY: entry 34 (commission.place on 2006-09-05 for C-0001)",
            "COMMISSION_CLOSED_WITH_MONEY: entry 35 (commission.cancel on 2006-09-05 for C-0001)",
            "COMMISSION_WITHOUT_ENTRY: commission 34",
        ],
    );
    breaks(
        "rules",
        "UPDATE commission SET closed_by = 36 WHERE commission_id = 34",
        &["CLOSED_WITHOUT_ENTRY: commission 34"],
    );
    breaks(
        "rules",
        "UPDATE commission SET closed_by = 28 WHERE commission_id = 28",
        &[
            "COMMISSION_CLOSED: entry 29 (commission.amend on 2006-09-05 for C-0001), transfer 1",
            "COMMISSION_CLOSED_WITH_MONEY: entry 28 (commission.place on 2006-09-05 for C-0001)",
            "COMMISSION_CLOSED: entry 29 (commission.amend on 2006-09-05 for C-0001)",
            "COMMISSION_CLOSED: entry 30 (invoice.record on 2006-09-05 for C-0001)",
        ],
    );
    breaks(
        "rules",
        "INSERT INTO vat_evidence VALUES (34, 34, 'none')",
        &["VAT_EVIDENCE_MISPLACED: vat_evidence 34"],
    );
    breaks(
        "rules",
        "INSERT INTO vat_charge VALUES (36, 30)",
        &["VAT_CHARGE_MISPLACED: entry 36 (buy on 2006-09-06 for C-0002)"],
    );
    breaks(
        "rules",
        "UPDATE entry SET kind = 'invoice.record', reference = 'i - 1' WHERE entry_id = 32",
        &[
            "ENTRY_KIND_DIFFERS: entry 32 (invoice.record on 2006-09-05 for C-0001)",
            "INVOICE_ALREADY_RECORDED: entry 32 (invoice.record on 2006-09-05 for C-0001)",
            "COMMISSION_CLOSED: entry 32 (invoice.record on 2006-09-05 for C-0001)",
        ],
    );
    breaks(
        "rules",
        "UPDATE commission SET estimate_pence = 1000 WHERE commission_id = 28",
        &["SIGN_OFF_EXCEEDED: entry 28 (commission.place on 2006-09-05 for C-0001)"],
    );
    breaks(
        "commissions",
        "UPDATE transfer SET amount_pence = 11100 WHERE entry_id = 31",
        &["commission 28: paid kept as £88.00, its transfers make £89.00"],
    );
}

#[test]
fn people() {
    breaks(
        "rules",
        "UPDATE practitioner SET sign_off_limit_pence = 5000 WHERE code = 'LP0002'",
        &["SIGN_OFF_EXCEEDED: entry 48 (commission.place on 2006-09-08 for C-0001)"],
    );
    breaks(
        "rules",
        "UPDATE practitioner SET joined_on = '2006-09-09' WHERE code = 'LP0002'",
        &["PRACTITIONER_NOT_THERE: commission 48"],
    );
    breaks(
        "rules",
        "UPDATE practitioner SET left_on = '2006-09-07' WHERE code = 'FN0001'",
        &["ACTOR_LEFT: event 47"],
    );
    breaks(
        "rules",
        "UPDATE lead SET event = 23 WHERE child_id = 1 AND event = 18",
        &["LEAD_OUT_OF_ORDER: lead C-0001 2006-07-01"],
    );
}

#[test]
fn a_limit_that_was_lowered_later_is_no_reason_to_doubt_earlier_orders() {
    // LP0001 was last amended by event 46, after their last order.
    breaks("rules", "UPDATE practitioner SET sign_off_limit_pence = 1 WHERE code = 'LP0001'", &[]);
}

#[test]
fn budgets_and_funds() {
    breaks(
        "rules",
        "UPDATE budget SET closed_on = '2006-09-05', event = 28 WHERE child_id = 1",
        &[
            "BUDGET_CLOSED: entry 28 (commission.place on 2006-09-05 for C-0001), transfer 1",
            "BUDGET_CLOSED: entry 29 (commission.amend on 2006-09-05 for C-0001), transfer 1",
            "BUDGET_CLOSED: entry 34 (commission.place on 2006-09-05 for C-0001), transfer 1",
            "BUDGET_CLOSED: entry 34 (commission.place on 2006-09-05 for C-0001), transfer 2",
            "BUDGET_CLOSED: entry 48 (commission.place on 2006-09-08 for C-0001), transfer 1",
            "BUDGET_CLOSED_WITH_MONEY: entry 32 (credit-note.record on 2006-09-05 for C-0001)",
            "BUDGET_CLOSED_WITH_MONEY: entry 33 (refund.record on 2006-09-05 for C-0001)",
            "BUDGET_CLOSED_WITH_MONEY: budget C-0001",
        ],
    );
    breaks(
        "rules",
        "UPDATE transfer SET amount_pence = 9999 WHERE entry_id = 24",
        &[
            "BUDGET_OUT_OF_BOUNDS: entry 24 (budget.open on 2006-09-04 for C-0002), transfer 1",
            "BUDGET_CLOSED_WITH_MONEY: budget C-0002",
        ],
    );
    breaks(
        "rules",
        "UPDATE child SET arm = 'comparison' WHERE child_ref = 'C-0001'",
        &["COMPARISON_CHILD_HAS_NO_BUDGET: budget C-0001"],
    );
    breaks(
        "rules",
        "UPDATE entry SET child_id = 2 WHERE entry_id = 26",
        &["TRANSFER_CROSSES_CHILDREN: entry 26 (budget.return on 2006-09-04 for C-0002), transfer 1"],
    );
    breaks(
        "rules",
        "UPDATE transfer SET credit_account_id = (SELECT account_id FROM account WHERE name = 'grant:POOL')
          WHERE entry_id = 24",
        &["TRANSFER_SKIPS_A_POT: entry 24 (budget.open on 2006-09-04 for C-0002), transfer 1"],
    );
    let does_not_fit = "FUND_DOES_NOT_FIT: entry 34 (commission.place on 2006-09-05 for C-0001), transfer 1";
    breaks("rules", "UPDATE commission SET category_id = 1 WHERE commission_id = 34", &[does_not_fit]);
    breaks("rules", "UPDATE fund SET until_on = '2006-09-04' WHERE code = 'HOME'", &[does_not_fit]);
    breaks(
        "rules",
        "UPDATE fund SET cohort = 'looked_after' WHERE code = 'HOME'",
        &[does_not_fit, "FUND_DOES_NOT_FIT: entry 25 (budget.top-up on 2006-09-04 for C-0001), transfer 1"],
    );
}

#[test]
fn books() {
    breaks(
        "books",
        "UPDATE transfer SET book = 'cash' WHERE entry_id = 26",
        &["entry 26: transfer 1 crosses books"],
    );
    breaks(
        "books",
        "UPDATE transfer SET debit_account_id = (SELECT account_id FROM account WHERE name = 'pool:HOME')
          WHERE entry_id = 26",
        &["entry 26: transfer 1 crosses funds"],
    );
}

#[test]
fn months_and_outcomes() {
    breaks("rules", "DELETE FROM month_mark WHERE event = 44", &["MONTH_MARK_OUT_OF_ORDER: month_mark 45"]);
    breaks("rules", "UPDATE outcome SET value_thousandths = 11000", &["OUTCOME_OUT_OF_RANGE: outcome 1"]);
    breaks("rules", "UPDATE outcome SET observed_on = '2007-12-31'", &["DAY_TO_COME: fact 41"]);
    let twice = "INSERT INTO outcome SELECT 2, child_id, measure_id, item, informant, observed_on, 1000, 42 FROM outcome";
    breaks("rules", twice, &["OUTCOME_RECORDED_OTHERWISE: outcome 2"]);
}

/// Event 41 is a score of C-0001, recorded by its lead professional, 42 minutes.
#[test]
fn corrections() {
    let of = |values: &str| format!("INSERT INTO correction VALUES {values}");
    for (values, told) in [
        ("(43, 'score', 42, 42, 1, 'x')", "FACT_MISSING: correction 43"),
        ("(43, 'score', 41, 42, 1, 'x')", "FACT_UNDONE: correction 43"),
        ("(43, 'score', 41, 41, 0, 'x')", "CORRECTED_OTHERWISE: correction 43"),
        ("(43, 'time', 42, 42, 0, 'x')", "CORRECTED_OTHERWISE: correction 43"),
    ] {
        breaks("rules", &of(values), &[told]);
    }
    // The administrator recorded it and leads the case; a lead professional withdraws it.
    let led = "UPDATE lead SET practitioner_id = 1; UPDATE event SET actor_id = 1 WHERE seq = 41;
               UPDATE event SET actor_id = (SELECT max(practitioner_id) FROM practitioner WHERE role = 'lead_professional')
                WHERE seq = 43;";
    breaks(
        "rules",
        &format!("{led} {}", of("(43, 'score', 41, 41, 1, 'x')")),
        &["FACT_OF_ANOTHER: correction 43"],
    );
}

/// A version of the policy of 1 September 2006, put in the place of a second administrator's event.
const POLICY: &str = "INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                                         others_allowed, event)
                     VALUES (1, '2006-09-01', 'x', {gates}, 'off', 1, 22);
                     INSERT INTO policy_cohort (policy_id, cohort, min_pence, max_pence, event) VALUES {bounds}";

#[test]
fn the_policy_of_the_day() {
    let policy = |gates: &str, bounds: &str| POLICY.replace("{gates}", gates).replace("{bounds}", bounds);
    let wide = "(1, 'looked_after', 1, 500000, 22)";
    breaks(
        "rules",
        &policy("'required', 'off', 'off'", wide),
        &["GATE_CAF: budget C-0001", "GATE_CAF: budget C-0002"],
    );
    breaks(
        "rules",
        &policy("'warn', 'required', 'required'", wide),
        &["GATE_CONSENT: budget C-0001", "GATE_CONSENT: budget C-0002"],
    );
    breaks("rules", &policy("'off', 'off', 'required'", wide), &["GATE_OUTCOME: budget C-0002"]);
    breaks(
        "rules",
        &policy("'off', 'off', 'off'", "(1, 'looked_after', 40001, 500000, 22)"),
        &["BUDGET_OUT_OF_BOUNDS: entry 24 (budget.open on 2006-09-04 for C-0002), transfer 1"],
    );
    breaks(
        "rules",
        &policy("'off', 'off', 'off'", "(1, 'looked_after', 1, 42999, 22)"),
        &["BUDGET_OUT_OF_BOUNDS: entry 27 (budget.move on 2006-09-04 for C-0001), transfer 1"],
    );
    // Set later, a version judges nothing that was recorded before.
    let later = policy("'required', 'required', 'required'", "(1, 'looked_after', 40001, 42999, 22)");
    breaks("rules", &later.replace("22)", "29)"), &[]);
}

#[test]
fn conflicts_count_from_the_day_they_were_declared_though_they_ended_since() {
    breaks(
        "rules",
        "INSERT INTO conflict (conflict_id, practitioner_id, provider_id, what, from_on, until_on, event)
         VALUES (28, 2, 1, 'her shop', '2006-09-05', '2006-09-05', 49)",
        &[
            "CONFLICT_DECLARED: entry 28 (commission.place on 2006-09-05 for C-0001)",
            "CONFLICT_DECLARED: entry 34 (commission.place on 2006-09-05 for C-0001)",
            "CONFLICT_DECLARED: entry 36 (buy on 2006-09-06 for C-0002)",
            "CONFLICT_DECLARED: entry 37 (buy on 2006-09-06 for C-0002)",
            "CONFLICT_DECLARED: entry 40 (buy on 2006-09-06 for C-0002)",
            "SIGN_OFF_EXCEEDED: entry 29 (commission.amend on 2006-09-05 for C-0001)",
        ],
    );
}

#[test]
fn deliveries() {
    breaks(
        "rules",
        "INSERT INTO delivery (event, commission_id, delivered_on, units_thousandths, complete)
         VALUES (48, 28, '2006-09-04', 8000, 1), (49, 28, '2006-09-08', 5000, 0), (50, 36, '2006-09-08', NULL, 1)",
        &[
            "COMMISSION_MISSING: delivery 48", "DELIVERY_COMPLETE: delivery 49",
            "DELIVERY_COMPLETE: delivery 50",
            ],
    );
}

#[test]
fn what_happened_to_children() {
    breaks(
        "rules",
        "INSERT INTO happening (event, child_id, kind, happened_on, to_whom)
         VALUES (47, 1, 'left_care', '2006-09-07', NULL), (48, 1, 'accepted', '2006-09-07', 'camhs'),
                (49, 1, 'left', '2006-09-07', NULL), (50, 1, 'reached', '2006-09-08', NULL)",
        &[
            "NOT_IN_CARE: happening 47",
            "ANSWER_WITHOUT_REFERRAL: happening 48",
            "CHILD_HAS_LEFT: happening 50",
        ],
    );
}

#[test]
fn what_was_said_of_data() {
    breaks(
        "rules",
        "INSERT INTO consent (event, child_id, kind, said_on, party, reason)
         VALUES (47, 1, 'objection_withdrawn', '2006-09-07', 'camhs', NULL),
                (48, 1, 'shield', '2006-09-07', NULL, 'x'), (49, 1, 'shield_withdrawn', '2006-09-07', NULL, 'x'),
                (50, 1, 'shield_withdrawn', '2006-09-08', NULL, 'x')",
        &["CONSENT_NOT_GIVEN: consent 47", "CONSENT_WITHDRAWN_ALREADY: consent 50"],
    );
}

#[test]
fn steps_with_providers() {
    breaks(
        "rules",
        "INSERT INTO provider_step (event, provider_id, step, from_on, reason, stops_orders)
         VALUES (27, 1, 'suspended', '2006-09-07', 'late', 1), (49, 1, 'suspended', '2006-09-01', 'late', 1)",
        &["PROVIDER_SUSPENDED: entry 48 (commission.place on 2006-09-08 for C-0001), transfer 1"],
    );
}

#[test]
fn tariffs() {
    breaks(
        "rules",
        "INSERT INTO tariff (event, base_pence, part_pence, weight_thousandths, held_pence, held_net_pence, measure_id,
                             item, target_thousandths, due_on)
         VALUES (28, 5000, 7000, 1000, 7000, 7000, 1, 'goal-1', 6000, '2006-09-30'),
                (36, 3000, 498, 1000, 498, 498, 1, 'goal-1', 3000, '2006-09-30')",
        &[
            "TARIFF_NOT_EARNED: entry 36 (buy on 2006-09-06 for C-0002)",
            "TARIFF_FIXED: entry 29 (commission.amend on 2006-09-05 for C-0001)", "TARIFF_NOT_EARNED: entry 30 (invoice.record on 2006-09-05 for C-0001)", "TARIFF_NOT_EARNED: entry 31 (payment.record on 2006-09-05 for C-0001)", "TARIFF_NOT_EARNED: entry 32 (credit-note.record on 2006-09-05 for C-0001)", "TARIFF_NOT_EARNED: entry 33 (refund.record on 2006-09-05 for C-0001)",
            "TARIFF_WITHOUT_ORDER: tariff 36",
        ],
    );
    breaks(
        "rules",
        "UPDATE entry SET kind = 'commission.lapse' WHERE entry_id = 35",
        &[
            "ENTRY_KIND_DIFFERS: entry 35 (commission.lapse on 2006-09-05 for C-0001)",
            "LAPSE_NOT_DUE: entry 35 (commission.lapse on 2006-09-05 for C-0001)",
        ],
    );
}

#[test]
fn bank_charges() {
    breaks(
        "rules",
        "UPDATE entry SET kind = 'charge.record' WHERE entry_id = 17",
        &[
            "ENTRY_KIND_DIFFERS: entry 17 (charge.record on 2006-07-03)",
            "CHARGE_MISPLACED: entry 17 (charge.record on 2006-07-03), transfer 1",
        ],
    );
}

/// Commission 48 was ordered, recorded and invoiced (49) by LP0002, practitioner 3; FN0001 is 4.
#[test]
fn requests_and_decisions() {
    let request =
        "INSERT INTO request (event, commission_id, asked_pence, because) VALUES (48, 48, 6000, 'limit')";
    breaks(
        "rules",
        request,
        &[
            "APPROVAL_PENDING: entry 49 (invoice.record on 2006-09-08 for C-0001)",
            "FIGURE_WITHOUT_REQUEST: commission 48",
        ],
    );
    let decided = |by: i64| {
        format!(
            "{request};
             INSERT INTO decision (event, request, verdict, decided_by, decided_on, reason)
             VALUES (49, 48, 'approved', {by}, '2006-09-08', NULL)"
        )
    };
    breaks(
        "rules",
        &decided(3),
        &[
            "REQUEST_SETTLED: entry 50 (entry.reverse on 2006-09-08 for C-0001)",
            "FIGURE_WITHOUT_REQUEST: commission 48",
            "DECISION_WITHOUT_ENTRY: decision 49",
        ],
    );
    breaks(
        "rules",
        &decided(4),
        &[
            "DECIDED_BY_ANOTHER: event 49",
            "REQUEST_SETTLED: entry 50 (entry.reverse on 2006-09-08 for C-0001)",
            "FIGURE_WITHOUT_REQUEST: commission 48",
            "DECISION_WITHOUT_ENTRY: decision 49",
        ],
    );
}

/// 300.00 went to the card. Had it been all that there was and more, no limit of that day would have let it.
#[test]
fn limits_of_banks() {
    let policy =
        "INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                                      others_allowed, event)
                  VALUES (1, '2006-07-03', '', 'off', 'off', 'off', 'off', 1, 2);
                  INSERT INTO policy_account (policy_id, account_id, limit_pence, statements, event)
                  SELECT 1, account_id, 0, 1, 2 FROM account WHERE name = 'bank:main'";
    breaks("rules", policy, &[]);
    let more = format!("{policy}; UPDATE transfer SET amount_pence = 100000000 WHERE entry_id = 17");
    breaks("rules", &more, &["BANK_LIMIT_EXCEEDED: entry 17 (account.move on 2006-07-03)"]);
}

#[test]
fn categories_of_the_policy() {
    let policy = |rule: &str| {
        format!(
            "INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                                 others_allowed, event)
             VALUES (1, '2006-09-01', '', 'off', 'off', 'off', 'off', 1, 27);
             INSERT INTO policy_category (policy_id, category_id, allowed, cap_pence, vat_usual, event)
             SELECT 1, category_id, {rule}, 0, 27 FROM category WHERE code = 'care'"
        )
    };
    breaks(
        "rules",
        &policy("0, NULL"),
        &["CATEGORY_NOT_ALLOWED: entry 48 (commission.place on 2006-09-08 for C-0001), transfer 1"],
    );
    breaks(
        "rules",
        &policy("1, 5999"),
        &["CATEGORY_CAP_EXCEEDED: entry 48 (commission.place on 2006-09-08 for C-0001), transfer 1"],
    );
    breaks("rules", &policy("1, 6000"), &[]);
}
