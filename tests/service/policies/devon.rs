//! The month under `devon.toml`: small sums alone, everything else goes up a tier.

use super::month::Answer::{Asks, Done, No, Warns};
use super::month::Trial;

/// Worked out by hand from the text of the policy.
pub const TRIAL: Trial = Trial {
    policy: include_str!("../../../fixtures/policies/devon.toml"),
    change: &[
        ("sign_off_limit = \"100.00\"", "sign_off_limit = \"50.00\""),
        ("above = \"100.00\"", "above = \"50.00\""),
    ],
    ladder: &["LP-1", "LP-2", "TEAM", "FIN"],
    answers: &[
        // [gates] caf and consent are required, expected_outcome is only warned of.
        ("no-caf", No("GATE_CAF")),
        ("no-consent", No("GATE_CONSENT")),
        ("no-outcome", Warns("no outcome")),
        // [budgets] both cohorts have from 100.00 to 2500.00.
        ("an-99.99", No("BUDGET_OUT_OF_BOUNDS")),
        ("an-2500.01", No("BUDGET_OUT_OF_BOUNDS")),
        ("an-2500.00", Done),
        ("an-1000.00", No("BUDGET_EXISTS")),
        ("an-a-penny-more", No("BUDGET_OUT_OF_BOUNDS")),
        ("la-199.99", Done),
        ("la-200.00", No("BUDGET_EXISTS")),
        ("la-5000.01", No("BUDGET_OUT_OF_BOUNDS")),
        ("la-5000.00", No("BUDGET_OUT_OF_BOUNDS")),
        ("la-2500.01", No("BUDGET_OUT_OF_BOUNDS")),
        ("la-2500.00", Done),
        // sign_off_limit is 100.00, itself allowed. [[bands]] a manager approves up to 500.00, itself
        // included; above that the finance officer. What is bought at once cannot wait.
        ("order-99.99", Done),
        ("order-100.00", Done),
        ("order-100.01", Asks("100.01", "limit", "TEAM")),
        ("order-499.99", Asks("499.99", "limit", "TEAM")),
        ("order-500.00", Asks("500.00", "limit", "TEAM")),
        ("order-500.01", Asks("500.01", "limit", "FIN")),
        ("buy-500.01", No("SIGN_OFF_EXCEEDED")),
        ("buy-100.00", Done),
        ("buy-100.01", No("SIGN_OFF_EXCEEDED")),
        // A conflict asks for another, however small the sum. 150.00 is above the limit as well.
        ("conflict-bought", No("CONFLICT_DECLARED")),
        ("conflict-ordered", Asks("5.00", "conflict", "TEAM")),
        ("others-have-none", Done),
        ("conflict-and-limit", Asks("150.00", "both", "TEAM")),
        ("approver-conflict", No("APPROVER_HAS_CONFLICT")),
        ("approver-without", Done),
        // [categories] debt is not allowed; others are. Clothing has a cap of 250.00 for a child:
        // 90.00 + 160.01 is a penny beyond, 90.00 + 160.00 reaches it, after that there is nothing.
        ("debt", No("CATEGORY_NOT_ALLOWED")),
        ("exceptional", Done),
        ("clothes-90.00", Done),
        ("clothes-160.01", No("CATEGORY_CAP_EXCEEDED")),
        ("clothes-160.00", Asks("160.00", "limit", "TEAM")),
        ("clothes-0.01", No("CATEGORY_CAP_EXCEEDED")),
        ("clothes-149.99", No("CATEGORY_CAP_EXCEEDED")),
        ("clothes-149.98", No("CATEGORY_CAP_EXCEEDED")),
        ("clothes-49.98", No("CATEGORY_CAP_EXCEEDED")),
        ("clothes-0.01-more", No("CATEGORY_CAP_EXCEEDED")),
        // 60.00, 60.00 and the 5.00 of travel from the same provider are each within the limit; together
        // they are above it.
        ("part-1", Done),
        ("part-2", Done),
        // 80.00 and 100.00 are within the limit; 140.00 and 120.00 are above it.
        ("tuition-80.00", Done),
        ("tuition-100.00", Done),
        ("tuition-140.00", Asks("140.00", "limit", "TEAM")),
        ("tuition-refused", Done),
        ("tuition-120.00", Asks("120.00", "limit", "TEAM")),
        // 120.00 was approved in the end, and so much may be invoiced.
        ("invoice-120.01", No("INVOICE_ABOVE_SIGN_OFF")),
        ("invoice-500.01", No("INVOICE_ABOVE_SIGN_OFF")),
        ("invoice-120.00", Done),
        ("pay-120.00", Done),
        // 510.00 is above what a manager approves.
        ("laptop-510.00", Asks("510.00", "limit", "FIN")),
        ("laptop-let-go", Done),
        ("laptop-too-late", No("ALREADY_DECIDED")),
        // The change: sign_off_limit, and where the first band begins, from 100.00 to 50.00 on the 18th.
        // The bed was approved before. 505.00 is for the finance officer, before and after.
        ("bed-450.00", Asks("450.00", "limit", "TEAM")),
        ("carpet-505.00", Asks("505.00", "limit", "FIN")),
        ("bed-invoiced", Done),
        ("carpet-by-team", No("BAND_TOO_LOW")),
        ("carpet-by-finance", Done),
        ("new-50.00", Done),
        ("new-50.01", Asks("50.01", "limit", "TEAM")),
        ("new-250.00", Asks("250.00", "limit", "TEAM")),
        ("new-250.01", Asks("250.01", "limit", "TEAM")),
        ("old-day-60.00", Done),
    ],
    parts: Some("125.00"),
    totals: &[
        ("C-0001", ["2500.00", "0.00", "0.00", "2500.00"]),
        ("C-0002", ["199.99", "150.00", "0.00", "49.99"]),
        ("C-0003", ["2500.00", "0.00", "0.00", "2500.00"]),
        // Promised: clothes 160.00, carpet 505.00, 50.01, 250.00 and 250.01.
        // Used: 5.00, 20.00, clothes 90.00, parts 120.00, tuition 120.00, bed 450.00, 50.00 and 60.00.
        ("C-0004", ["2500.00", "1215.02", "915.00", "369.98"]),
        // Promised: 99.99, 100.00, 100.01, 499.99, 500.00, 500.01 and 5.00. Used: 100.00.
        ("C-0005", ["2500.00", "1805.00", "100.00", "595.00"]),
        ("C-0008", ["300.00", "0.00", "0.00", "300.00"]),
    ],
};
