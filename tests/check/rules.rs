//! Each rule of the schema, broken in the file, is seen by the check that judges it again.

use super::world::World;

fn breaks(check: &str, sql: &str, wanted: &[&str]) {
    let wanted: Vec<String> = wanted.iter().map(|text| format!("{check}: {text}")).collect();
    assert_eq!(World::tampered(sql).found_by(check), wanted, "after {sql}");
}

#[test]
fn entries() {
    breaks("rules", "DELETE FROM transfer WHERE entry_id = 17", &["ENTRY_EMPTY: entry 17 moves nothing"]);
    breaks(
        "rules",
        "UPDATE entry SET effective_on = '2006-06-30' WHERE entry_id = 17",
        &[
            "EFFECTIVE_OUTSIDE_PILOT: entry 17 counts from 2006-06-30; the pilot runs from 2006-07-01 to 2007-12-31",
        ],
    );
    breaks(
        "rules",
        "UPDATE budget SET opened_on = '2006-09-05' WHERE child_id = 2",
        &[
            "BEFORE_BUDGET_OPENED: entry 24 counts from 2006-09-04; the budget of C-0002 opened on 2006-09-05",
            "BEFORE_BUDGET_OPENED: entry 27 counts from 2006-09-04; the budget of C-0002, which it feeds, \
             opened on 2006-09-05",
        ],
    );
    breaks(
        "rules",
        "UPDATE transfer SET amount_pence = 4501 WHERE entry_id = 38 AND line = 1",
        &["REVERSAL_NOT_A_MIRROR: entry 38 is not the mirror of entry 37"],
    );
    breaks(
        "rules",
        "UPDATE entry SET reverses_id = NULL WHERE entry_id = 38",
        &["REVERSAL_NOT_A_MIRROR: entry 38 is not the mirror of entry none"],
    );
}

#[test]
fn commissions() {
    breaks(
        "rules",
        "UPDATE entry SET commission_id = 99 WHERE entry_id = 31",
        &["COMMISSION_MISSING: entry 31 finds no commission 99 of its child, placed by 2006-09-05"],
    );
    breaks(
        "rules",
        "UPDATE entry SET commission_id = 28 WHERE entry_id = 34",
        &[
            "COMMISSION_MISSING: entry 34 orders or buys something, and is no commission",
            "COMMISSION_WITHOUT_ENTRY: commission 34 was not placed by the entry of its number",
            "FUND_DOES_NOT_FIT: entry 34: transfer 1 draws on fund HOME for what it is not kept for",
        ],
    );
    breaks(
        "rules",
        "UPDATE commission SET closed_by = 36 WHERE commission_id = 34",
        &["CLOSED_WITHOUT_ENTRY: commission 34 was not closed by entry 36"],
    );
    breaks(
        "rules",
        "UPDATE commission SET closed_by = 28 WHERE commission_id = 28",
        &[
            "COMMISSION_CLOSED: entry 29 changes commission 28, closed by entry 28",
            "COMMISSION_CLOSED: entry 30 changes commission 28, closed by entry 28",
        ],
    );
    breaks(
        "rules",
        "UPDATE entry SET kind = 'invoice.record', reference = 'I-1' WHERE entry_id = 29",
        &["INVOICE_ALREADY_RECORDED: entry 30 repeats invoice I-1 of entry 29"],
    );
    breaks(
        "commissions",
        "UPDATE transfer SET amount_pence = 11100 WHERE entry_id = 31",
        &[
            "commission 28: entry 31 brought payments to £111.00; invoiced was £110.00",
            "commission 28: paid kept as £88.00, its transfers make £89.00",
        ],
    );
}

#[test]
fn people() {
    breaks(
        "rules",
        "UPDATE practitioner SET sign_off_limit_pence = 5000 WHERE code = 'LP0002'",
        &["SIGN_OFF_EXCEEDED: commission 48 of 6000 pence is above the limit of LP0002 and nobody was asked"],
    );
    breaks(
        "rules",
        "UPDATE practitioner SET joined_on = '2006-09-09' WHERE code = 'LP0002'",
        &["PRACTITIONER_NOT_THERE: commission 48 was placed on 2006-09-08, when LP0002 was not there"],
    );
    breaks(
        "rules",
        "UPDATE practitioner SET left_on = '2006-09-07' WHERE code = 'FN0001'",
        &["ACTOR_LEFT: event 47 was recorded by FN0001, who had left on 2006-09-07"],
    );
    breaks(
        "rules",
        "UPDATE lead SET event = 23 WHERE child_id = 1 AND event = 18",
        &["LEAD_OUT_OF_ORDER: C-0001: the lead from 2006-07-01 was recorded after the one from 2006-09-02"],
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
            "BUDGET_CLOSED: entry 29 uses the budget of C-0001, closed by event 28",
            "BUDGET_CLOSED: entry 34 uses the budget of C-0001, closed by event 28",
            "BUDGET_CLOSED: entry 34 uses the budget of C-0001, closed by event 28",
            "BUDGET_CLOSED: entry 48 uses the budget of C-0001, closed by event 28",
        ],
    );
    breaks(
        "rules",
        "UPDATE transfer SET amount_pence = 9999 WHERE entry_id = 24",
        &["BUDGET_OUT_OF_BOUNDS: entry 24 opened a budget below 10000 pence"],
    );
    breaks(
        "rules",
        "UPDATE child SET arm = 'comparison' WHERE child_ref = 'C-0001'",
        &["COMPARISON_CHILD_HAS_NO_BUDGET: C-0001 is in the comparison arm and has a budget"],
    );
    breaks(
        "rules",
        "UPDATE entry SET child_id = 2 WHERE entry_id = 26",
        &["TRANSFER_CROSSES_CHILDREN: entry 26: transfer 1 moves money of another child"],
    );
    breaks(
        "rules",
        "UPDATE transfer SET credit_account_id = (SELECT account_id FROM account WHERE name = 'grant:POOL')
          WHERE entry_id = 24",
        &["TRANSFER_SKIPS_A_POT: entry 24: transfer 1 moves money from grant:POOL to available:C-0002:POOL"],
    );
    let does_not_fit =
        "FUND_DOES_NOT_FIT: entry 34: transfer 1 draws on fund HOME for what it is not kept for";
    breaks("rules", "UPDATE commission SET category_id = 1 WHERE commission_id = 34", &[does_not_fit]);
    breaks("rules", "UPDATE fund SET until_on = '2006-09-04' WHERE code = 'HOME'", &[does_not_fit]);
    breaks(
        "rules",
        "UPDATE fund SET cohort = 'looked_after' WHERE code = 'HOME'",
        &[
            "FUND_DOES_NOT_FIT: entry 25: transfer 1 draws on fund HOME for what it is not kept for",
            does_not_fit,
        ],
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
    breaks(
        "rules",
        "DELETE FROM month_mark WHERE event = 44",
        &["MONTH_MARK_OUT_OF_ORDER: 2006-07 was closed twice running, by event 45"],
    );
    breaks(
        "rules",
        "UPDATE outcome SET value_thousandths = 11000",
        &["OUTCOME_OUT_OF_RANGE: outcome 1 is beyond the scale of gbo"],
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
        &[
            "GATE_CAF: entry 23 opened the budget of C-0001 without a common assessment",
            "GATE_CAF: entry 24 opened the budget of C-0002 without a common assessment",
        ],
    );
    breaks(
        "rules",
        &policy("'warn', 'required', 'required'", wide),
        &[
            "GATE_CONSENT: entry 23 opened the budget of C-0001 without consent",
            "GATE_CONSENT: entry 24 opened the budget of C-0002 without consent",
        ],
    );
    breaks(
        "rules",
        &policy("'off', 'off', 'required'", wide),
        &["GATE_OUTCOME: entry 24 opened the budget of C-0002 without an outcome"],
    );
    breaks(
        "rules",
        &policy("'off', 'off', 'off'", "(1, 'looked_after', 40001, 500000, 22)"),
        &["BUDGET_OUT_OF_BOUNDS: entry 24 opened a budget below 40001 pence"],
    );
    breaks(
        "budgets",
        &policy("'off', 'off', 'off'", "(1, 'looked_after', 1, 42999, 22)"),
        &["budget C-0002: entry 27 brought it to £430.00; the most is £429.99"],
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
            "CONFLICT_DECLARED: commission 34 was placed by LP0001, who had declared a conflict of interest, and nobody was asked",
            "CONFLICT_DECLARED: entry 29 draws more for commission 28, and LP0001 had declared a conflict of interest",
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
            "DELIVERY_COMPLETE: delivery 49 is of commission 28, which was complete by then",
            "DELIVERY_COMPLETE: delivery 50 is of commission 36, which was complete by then",
            "DELIVERY_ABOVE_ORDER: 13000 thousandths came of commission 28; ordered were 12000",
            "COMMISSION_MISSING: delivery 48 on 2006-09-04 came before the order of 2006-09-05",
        ],
    );
}

#[test]
fn steps_with_providers() {
    breaks(
        "rules",
        "INSERT INTO provider_step (event, provider_id, step, from_on, reason, stops_orders)
         VALUES (27, 1, 'suspended', '2006-09-07', 'late', 1), (49, 1, 'suspended', '2006-09-01', 'late', 1)",
        &[
            "PROVIDER_SUSPENDED: entry 48 draws money for SHOES on 2006-09-08, when step 27 stopped new orders",
        ],
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
            "TARIFF_NOT_EARNED: commission 28 is billed 8800 pence; 5000 may be billed without its outcome",
            "TARIFF_FIXED: entry 29 changes commission 28, of which a part depends on an outcome",
            "TARIFF_WITHOUT_ORDER: tariff 36 does not add up to an order of its number",
        ],
    );
    breaks(
        "rules",
        "UPDATE entry SET kind = 'commission.lapse' WHERE entry_id = 35",
        &["LAPSE_NOT_DUE: entry 35 lets go of what commission 34 held for its outcome by no day"],
    );
}

#[test]
fn bank_charges() {
    breaks(
        "rules",
        "UPDATE entry SET kind = 'charge.record' WHERE entry_id = 17",
        &["CHARGE_MISPLACED: entry 17 books a bank charge between card:5521 and bank:main"],
    );
}

/// Commission 48 was ordered, recorded and billed (49) by LP0002, practitioner 3; FN0001 is 4.
#[test]
fn requests_and_decisions() {
    let request =
        "INSERT INTO request (event, commission_id, asked_pence, because) VALUES (48, 48, 6000, 'limit')";
    breaks(
        "rules",
        request,
        &[
            "FIGURE_WITHOUT_REQUEST: commission 48 waits or is approved otherwise than its requests say",
            "APPROVAL_PENDING: entry 49 was recorded on commission 48 while request 48 was not decided",
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
            "FIGURE_WITHOUT_REQUEST: commission 48 waits or is approved otherwise than its requests say",
            "OWN_REQUEST: decision 49 is that of LP0002 on a request of their own",
            "BAND_TOO_LOW: decision 49 on 6000 pence is that of LP0002, whose band does not reach so far",
            "DECISION_WITHOUT_ENTRY: decision 49 does not give back what was asked for",
            "REQUEST_SETTLED: entry 50 undoes entry 49, which ended a request",
        ],
    );
    breaks(
        "rules",
        &decided(4),
        &[
            "FIGURE_WITHOUT_REQUEST: commission 48 waits or is approved otherwise than its requests say",
            "DECIDED_BY_ANOTHER: decision 49 is that of FN0001, recorded by another",
            "DECISION_WITHOUT_ENTRY: decision 49 does not give back what was asked for",
            "REQUEST_SETTLED: entry 50 undoes entry 49, which ended a request",
        ],
    );
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
        &[
            "CATEGORY_NOT_ALLOWED: entry 48 draws money for category care, which the policy of 2006-09-08 does not allow",
        ],
    );
    breaks(
        "rules",
        &policy("1, 5999"),
        &[
            "CATEGORY_CAP_EXCEEDED: entry 48 brings C-0001 to 6000 pence of care; the policy of 2006-09-08 allows 5999",
        ],
    );
    breaks("rules", &policy("1, 6000"), &[]);
}
