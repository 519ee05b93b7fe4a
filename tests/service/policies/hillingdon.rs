//! The month under `hillingdon.toml`: £500 alone, one tier above, a short list of what may be bought.

use super::month::Answer::{Asks, Done, No, Warns};
use super::month::Trial;

/// Worked out by hand from the text of the policy.
pub const TRIAL: Trial = Trial {
    policy: include_str!("../../../fixtures/policies/hillingdon.toml"),
    change: &[
        ("sign_off_limit = \"500.00\"", "sign_off_limit = \"250.00\""),
        ("above = \"500.00\"", "above = \"250.00\""),
    ],
    ladder: &["LP-1", "LP-2", "TEAM", "FIN"],
    answers: &[
        // [gates] caf is only warned of, consent is required, expected_outcome is not asked for.
        ("no-caf", Warns("no common assessment")),
        ("no-consent", No("GATE_CONSENT")),
        ("no-outcome", Done),
        // [budgets] additional needs from 100.00 to 2500.00; looked after from 50.00 to 2500.00.
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
        // sign_off_limit is 500.00, itself allowed. [[bands]] a manager or a finance officer approves
        // what is above.
        ("order-99.99", Done),
        ("order-100.00", Done),
        ("order-100.01", Done),
        ("order-499.99", Done),
        ("order-500.00", Done),
        ("order-500.01", Asks("500.01", "limit", "TEAM")),
        ("buy-500.01", No("SIGN_OFF_EXCEEDED")),
        ("buy-100.00", Done),
        ("buy-100.01", Done),
        // A conflict asks for another, however small the sum. 150.00 is within the limit.
        ("conflict-bought", No("CONFLICT_DECLARED")),
        ("conflict-ordered", Asks("5.00", "conflict", "TEAM")),
        ("others-have-none", Done),
        ("conflict-and-limit", Asks("150.00", "conflict", "TEAM")),
        ("approver-conflict", No("APPROVER_HAS_CONFLICT")),
        ("approver-without", Done),
        // other_categories are refused, and neither debt nor exceptional is listed. Clothing has a cap of
        // 400.00: 250.01 + 160.00 is beyond, 250.02 + 149.99 a penny beyond, 250.02 + 149.98 reaches it.
        ("debt", No("CATEGORY_NOT_ALLOWED")),
        ("exceptional", No("CATEGORY_NOT_ALLOWED")),
        ("clothes-90.00", Done),
        ("clothes-160.01", Done),
        ("clothes-160.00", No("CATEGORY_CAP_EXCEEDED")),
        ("clothes-0.01", Done),
        ("clothes-149.99", No("CATEGORY_CAP_EXCEEDED")),
        ("clothes-149.98", Done),
        ("clothes-49.98", No("CATEGORY_CAP_EXCEEDED")),
        ("clothes-0.01-more", No("CATEGORY_CAP_EXCEEDED")),
        // 60.00 and 60.00 are within the limit together.
        ("part-1", Done),
        ("part-2", Done),
        // All of these are within the limit: there is nothing to refuse.
        ("tuition-80.00", Done),
        ("tuition-100.00", Done),
        ("tuition-140.00", Done),
        ("tuition-refused", No("NOT_WAITING")),
        ("tuition-120.00", Done),
        // 120.01 is a penny above the price of 120.00, and 10 per cent are tolerated: 132.00 in all.
        // 120.01 + 500.01 is above the limit of 500.00 too.
        ("invoice-120.01", Done),
        ("invoice-500.01", No("INVOICE_ABOVE_SIGN_OFF")),
        ("invoice-120.00", No("INVOICE_ABOVE_COMMISSION")),
        ("pay-120.00", Done),
        // 510.00 is above the limit.
        ("laptop-510.00", Asks("510.00", "limit", "TEAM")),
        ("laptop-let-go", Done),
        ("laptop-too-late", No("ALREADY_DECIDED")),
        // The change: sign_off_limit, and where the band begins, from 500.00 to 250.00 on the 18th. The bed
        // was ordered before, within the limit of its day, and 450.00 may still be invoiced.
        ("bed-450.00", Done),
        ("carpet-505.00", Asks("505.00", "limit", "TEAM")),
        ("bed-invoiced", Done),
        ("carpet-by-team", Done),
        ("carpet-by-finance", No("ALREADY_DECIDED")),
        ("new-50.00", Done),
        ("new-50.01", Done),
        ("new-250.00", Done),
        ("new-250.01", Asks("250.01", "limit", "TEAM")),
        ("old-day-60.00", Done),
    ],
    parts: None,
    totals: &[
        ("C-0001", ["2500.00", "0.00", "0.00", "2500.00"]),
        ("C-0002", ["199.99", "150.00", "0.00", "49.99"]),
        ("C-0003", ["2500.00", "0.00", "0.00", "2500.00"]),
        // Promised: clothes 160.01 and 149.98, carpet 505.00, 50.01, 250.00 and 250.01.
        // Used: 5.00, clothes 90.01, parts 120.00, tuition 120.01, bed 450.00, 50.00 and 60.00.
        ("C-0004", ["2500.00", "1365.01", "895.02", "239.97"]),
        // Promised: 99.99, 100.00, 100.01, 499.99, 500.00, 500.01 and 5.00. Used: 100.00 and 100.01.
        ("C-0005", ["2500.00", "1805.00", "200.01", "494.99"]),
        ("C-0006", ["300.00", "0.00", "0.00", "300.00"]),
        ("C-0008", ["300.00", "0.00", "0.00", "300.00"]),
    ],
};
