//! The registers and facts whose rows are sealed: one list, read by writing and by `check`.

/// A table whose rows are copied into the event that recorded or last amended them.
pub(crate) struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns that are sealed, `event` last.
    pub columns: &'static [&'static str],
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// Whether rows may be amended later.
    pub amendable: bool,
}

macro_rules! table {
    ($const:ident, $name:literal, $amendable:literal, [$($key:literal),+], $($column:literal),+ $(,)?) => {
        pub(crate) const $const: Table = Table {
            name: $name,
            columns: &[$($column,)+ "event"],
            key: &[$($key),+],
            amendable: $amendable,
        };
    };
}

table!(
    PILOT,
    "pilot",
    true,
    ["pilot_id"],
    "pilot_id",
    "name",
    "authority",
    "starts_on",
    "ends_on",
    "budget_min_pence",
    "budget_max_pence"
);
table!(
    PRACTITIONER,
    "practitioner",
    true,
    ["practitioner_id"],
    "practitioner_id",
    "code",
    "name",
    "profession",
    "agency",
    "role",
    "sign_off_limit_pence",
    "joined_on",
    "left_on"
);
table!(
    PROVIDER,
    "provider",
    true,
    ["provider_id"],
    "provider_id",
    "code",
    "name",
    "sector",
    "companies_house",
    "charity_number",
    "ukprn"
);
table!(CATEGORY, "category", true, ["category_id"], "category_id", "code", "label");
table!(
    MEASURE,
    "measure",
    false,
    ["measure_id"],
    "measure_id",
    "code",
    "label",
    "lowest_thousandths",
    "highest_thousandths",
    "better"
);
table!(
    CHILD,
    "child",
    true,
    ["child_id"],
    "child_id",
    "child_ref",
    "cohort",
    "arm",
    "born",
    "sex",
    "ethnicity",
    "area",
    "need",
    "need_level",
    "caf_ref",
    "caf_on",
    "consent_on"
);
table!(LEAD, "lead", false, ["child_id", "from_on"], "child_id", "from_on", "practitioner_id");
table!(
    FUND,
    "fund",
    false,
    ["fund_id"],
    "fund_id",
    "code",
    "name",
    "contributor",
    "stream",
    "nature",
    "cohort",
    "from_on",
    "until_on"
);
table!(FUND_CATEGORY, "fund_category", false, ["fund_id", "category_id"], "fund_id", "category_id");
table!(
    ACCOUNT,
    "account",
    false,
    ["account_id"],
    "account_id",
    "book",
    "kind",
    "name",
    "fund_id",
    "child_id",
    "provider_id",
    "category_id",
    "holder_id"
);
table!(BUDGET, "budget", true, ["child_id"], "child_id", "opened_on", "closed_on", "expected_outcome");
table!(MONTH_MARK, "month_mark", false, ["event"], "month", "mark", "reason");
table!(REQUEST, "request", false, ["event"], "commission_id", "asked_pence", "because");
table!(DECISION, "decision", false, ["event"], "request", "verdict", "decided_by", "decided_on", "reason");
table!(
    OUTCOME,
    "outcome",
    false,
    ["outcome_id"],
    "outcome_id",
    "child_id",
    "measure_id",
    "item",
    "informant",
    "observed_on",
    "value_thousandths"
);
table!(
    TIME_SPENT,
    "time_spent",
    false,
    ["practitioner_id", "child_id", "worked_on", "activity", "minutes", "occurrence"],
    "practitioner_id",
    "child_id",
    "worked_on",
    "activity",
    "minutes",
    "occurrence"
);
table!(
    NEED,
    "need",
    false,
    ["need_id"],
    "need_id",
    "child_id",
    "what",
    "domain",
    "aim",
    "likely_pence",
    "outcome",
    "measure_id",
    "item",
    "target_thousandths",
    "due_on"
);
table!(NEED_MARK, "need_mark", false, ["event"], "need_id", "mark", "why", "cost_pence", "marked_on");
table!(
    CONFLICT,
    "conflict",
    true,
    ["conflict_id"],
    "conflict_id",
    "practitioner_id",
    "child_id",
    "provider_id",
    "what",
    "from_on",
    "until_on"
);

table!(
    POLICY,
    "policy",
    false,
    ["policy_id"],
    "policy_id",
    "from_on",
    "text",
    "sign_off_limit_pence",
    "evidence_pence",
    "split_days",
    "idle_days",
    "gate_caf",
    "gate_consent",
    "gate_outcome",
    "gate_holder",
    "others_allowed",
    "child_pattern",
    "draw_order"
);
table!(
    POLICY_COHORT,
    "policy_cohort",
    false,
    ["policy_id", "cohort"],
    "policy_id",
    "cohort",
    "min_pence",
    "max_pence"
);
table!(
    POLICY_CATEGORY,
    "policy_category",
    false,
    ["policy_id", "category_id"],
    "policy_id",
    "category_id",
    "allowed",
    "cap_pence",
    "vat_usual",
    "cost_centre",
    "subjective"
);
table!(
    POLICY_BAND,
    "policy_band",
    false,
    ["policy_id", "line"],
    "policy_id",
    "line",
    "band",
    "above_pence",
    "up_to_pence",
    "role",
    "practitioner_id"
);

table!(
    OPTION,
    "option_considered",
    false,
    ["event", "line"],
    "line",
    "provider",
    "price_pence",
    "wait_days",
    "why_not"
);
table!(HOLDER_OFFER, "holder_offer", false, ["event"], "child_id", "practitioner_id", "reason", "offered_on");
table!(
    HOLDER,
    "holder",
    false,
    ["event"],
    "child_id",
    "from_on",
    "practitioner_id",
    "offer",
    "commitments",
    "commitments_pence"
);
table!(COMPACT, "compact", false, ["event"], "child_id", "agreed_on", "review_on");
table!(COMPACT_PROMISE, "compact_promise", false, ["event", "line"], "line", "who", "what");
table!(COMPACT_REVIEW, "compact_review", false, ["event"], "compact", "reviewed_on", "note", "next_on");
table!(
    RECEIPT,
    "receipt",
    false,
    ["event"],
    "commission_id",
    "sha256",
    "size",
    "kept",
    "name",
    "place",
    "reason"
);

table!(
    DELIVERY,
    "delivery",
    false,
    ["event"],
    "commission_id",
    "delivered_on",
    "units_thousandths",
    "complete"
);

table!(
    PROVIDER_STEP,
    "provider_step",
    false,
    ["event"],
    "provider_id",
    "step",
    "from_on",
    "reason",
    "review_on",
    "stops_orders"
);

table!(
    TARIFF,
    "tariff",
    false,
    ["event"],
    "base_pence",
    "part_pence",
    "weight_thousandths",
    "held_pence",
    "held_net_pence",
    "measure_id",
    "item",
    "informant",
    "target_thousandths",
    "due_on"
);

table!(
    STATEMENT,
    "statement",
    false,
    ["event"],
    "name",
    "sha256",
    "format",
    "lines",
    "known",
    "lines_sha256"
);

table!(
    STATEMENT_ACCOUNT,
    "statement_account",
    false,
    ["event", "account_id"],
    "account_id",
    "number",
    "covers_from",
    "covers_to",
    "opening_pence",
    "closing_pence"
);

table!(MATCHING_RUN, "matching_run", false, ["event"], "matchings", "sha256");
table!(MATCHING_UNDONE, "matching_undone", false, ["event"], "matching_id", "reason");
table!(MERCHANT, "merchant", true, ["merchant_id"], "merchant_id", "name", "provider_id");
table!(
    ANSWER,
    "answer",
    false,
    ["event"],
    "account_id",
    "line_id",
    "entry_id",
    "verdict",
    "because",
    "asked",
    "said"
);
table!(CASH_COUNT, "cash_count", false, ["event"], "account_id", "counted_on", "cash_pence");
table!(ADVANCE, "advance", false, ["event"], "account_id", "practitioner_id", "amount_pence", "given_on");
table!(ADVANCE_BACK, "advance_back", false, ["event"], "advance", "back_on");

table!(
    MONTH_ACCOUNT,
    "month_account",
    false,
    ["event", "account_id"],
    "account_id",
    "ledger_pence",
    "statement_pence",
    "unseen_in_pence",
    "unseen_out_pence",
    "unbooked_in_pence",
    "unbooked_out_pence"
);

table!(MONTH_END, "month_end", false, ["event"], "items", "lines", "orders", "sha256");

table!(
    JOURNAL_ISSUE,
    "journal_issue",
    false,
    ["event"],
    "month",
    "kind",
    "reference",
    "profile",
    "after_entry",
    "up_to_entry",
    "lines",
    "total_pence",
    "sha256"
);

table!(
    PUBLICATION,
    "publication",
    false,
    ["event"],
    "quarter",
    "sha256",
    "published",
    "redacted",
    "left_out"
);
table!(
    EXTRACT,
    "extract",
    false,
    ["event"],
    "recipient",
    "as_at",
    "settings_sha256",
    "key_fingerprint",
    "head_event",
    "sha256"
);
table!(AUDIT_ANSWER, "audit_answer", false, ["event"], "test", "subject", "said");

/// Every sealed table but the books themselves.
pub(crate) const SEALED: &[&Table] = &[
    &PILOT,
    &PRACTITIONER,
    &PROVIDER,
    &CATEGORY,
    &MEASURE,
    &CHILD,
    &LEAD,
    &FUND,
    &FUND_CATEGORY,
    &ACCOUNT,
    &BUDGET,
    &MONTH_MARK,
    &REQUEST,
    &DECISION,
    &OUTCOME,
    &TIME_SPENT,
    &POLICY,
    &POLICY_COHORT,
    &POLICY_CATEGORY,
    &POLICY_BAND,
    &NEED,
    &NEED_MARK,
    &CONFLICT,
    &OPTION,
    &HOLDER_OFFER,
    &HOLDER,
    &COMPACT,
    &COMPACT_PROMISE,
    &COMPACT_REVIEW,
    &RECEIPT,
    &DELIVERY,
    &PROVIDER_STEP,
    &TARIFF,
    &STATEMENT,
    &STATEMENT_ACCOUNT,
    &MATCHING_RUN,
    &MATCHING_UNDONE,
    &MERCHANT,
    &ANSWER,
    &CASH_COUNT,
    &ADVANCE,
    &ADVANCE_BACK,
    &MONTH_ACCOUNT,
    &MONTH_END,
    &JOURNAL_ISSUE,
    &PUBLICATION,
    &EXTRACT,
    &AUDIT_ANSWER,
];

impl Table {
    /// The SQL expression that renders a row as it is sealed.
    pub fn json(&self) -> String {
        let columns: Vec<String> = self.columns.iter().map(|c| format!("'{c}', t.{c}")).collect();
        format!("json_object('table', '{}', {})", self.name, columns.join(", "))
    }
}
