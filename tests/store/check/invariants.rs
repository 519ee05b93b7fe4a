//! Each invariant that ARCHITECTURE.md promises is recomputed by the check that it names: broken in the
//! file, it is found there.

use store::CHECKS;

use super::world::World;

const PAGE: &str = include_str!("../../../docs/ARCHITECTURE.md");

/// The invariants by the beginning of their title, a change that breaks each, and what is told of it.
const BROKEN: [(&str, &str, &str); 18] = [
    ("Balanced by construction", "UPDATE transfer SET book = 'cash' WHERE entry_id = 26", "crosses books"),
    (
        "A pot never goes below zero",
        "UPDATE transfer SET amount_pence = 60000 WHERE entry_id = 28",
        "below zero after a transfer of entry 28",
    ),
    ("The two books agree", "UPDATE transfer SET amount_pence = 1 WHERE entry_id = 36 AND line = 2", "entry 36: spends"),
    (
        "What is given in kind is no cash",
        "UPDATE fund SET nature = 'notional' WHERE code = 'POOL'",
        "IN_KIND_DISAGREES: entry 14",
    ),
    ("Nothing is changed or deleted", "UPDATE category SET label = 'x'", "label is \"x\""),
    ("No row without its event", "DELETE FROM event WHERE seq = 41", "event 41, which recorded it, is missing"),
    (
        "One number",
        "UPDATE commission SET commission_id = 60 WHERE commission_id = 48",
        "event 60, which recorded it, is missing",
    ),
    ("What was decided stays decided", POLICY, "CATEGORY_NOT_ALLOWED: entry 48"),
    (
        "Nobody decides on their own request",
        "INSERT INTO request (event, commission_id, asked_pence, because) VALUES (48, 48, 6000, 'limit');
         INSERT INTO decision (event, request, verdict, decided_by, decided_on) VALUES (42, 48, 'approved', 3, '2006-09-08')",
        "OWN_REQUEST: decision 42",
    ),
    (
        "A closed month stays closed",
        "UPDATE entry SET effective_on = '2006-07-05' WHERE entry_id = 47",
        "MONTH_CLOSED: entry 47",
    ),
    (
        "A statement's line is taken in once",
        "INSERT INTO statement VALUES (42, 'x', '0', 'qif', 1, 0, '0', NULL)",
        "it brought 1 lines, 0 are there",
    ),
    (
        "A matching's two sides are equal",
        "INSERT INTO matching VALUES (1, 42, 3, 'confirmed', 100, NULL);
         INSERT INTO matching_item VALUES (1, 40, 3, -4399, NULL);
         INSERT INTO matching_run VALUES (42, 1, '0')",
        "MATCHING_UNBALANCED: matching_run 42",
    ),
    ("A closed month is explained to the penny", "UPDATE month_account SET ledger_pence = 1", "was signed at"),
    (
        "No entry is handed to the council twice",
        "INSERT INTO journal_issue VALUES (46, '2006-07', 'month', 'A', 'x', 0, 45, 2, 1, '0');
         INSERT INTO journal_issue VALUES (47, '2006-07', 'month', 'B', 'x', 0, 45, 2, 1, '0')",
        "JOURNAL_OUT_OF_ORDER: journal_issue 47",
    ),
    (
        "A fact stands once",
        "INSERT INTO correction VALUES (43, 'score', 41, 41, 1, 'x'), (44, 'score', 41, 43, 1, 'x')",
        "FACT_UNDONE: correction 44",
    ),
    (
        "A document is recorded once",
        "INSERT INTO document (document_id, lines, total_pence, event) VALUES (30, 2, 5000, 42)",
        "DOCUMENT_SUM_DIFFERS: document 30",
    ),
    (
        "What is shared is shared by a family's children",
        "INSERT INTO family_member (member_id, family_ref, child_id, kind, from_on, event)
         VALUES (42, 'F-1', 1, 'main', '2006-09-01', 42), (43, 'F-2', 1, 'main', '2006-09-01', 43)",
        "TWO_MAIN_FAMILIES: family_member 43",
    ),
    ("Rules that are data judge by their day", POLICY, "CATEGORY_NOT_ALLOWED: entry 48"),
];

const POLICY: &str = "
    INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder, others_allowed, event)
    VALUES (1, '2006-09-01', '', 'off', 'off', 'off', 'off', 1, 27);
    INSERT INTO policy_category (policy_id, category_id, allowed, cap_pence, vat_usual, event)
    SELECT 1, category_id, 0, NULL, 0, 27 FROM category WHERE code = 'care'";

#[test]
fn each_invariant_is_recomputed_by_the_check_it_names() {
    let (_, part) = PAGE.split_once("## Invariants").unwrap();
    let (part, _) = part.split_once("What is absent").unwrap();
    let promised: Vec<(&str, &str)> =
        part.lines().filter_map(|line| line.strip_prefix("- (`")?.split_once("`) **")).collect();
    let listed = part.lines().filter(|line| line.starts_with("- ")).count();
    assert_eq!((promised.len(), listed), (BROKEN.len(), BROKEN.len()), "each names its check: {promised:?}");
    for ((check, title), (begins, sql, told)) in promised.into_iter().zip(BROKEN) {
        assert!(title.starts_with(begins), "{title} is not {begins}");
        assert!(CHECKS.iter().any(|known| known.name == check), "{check} is no check");
        let found = World::tampered(sql).found_by(check);
        assert!(found.iter().any(|line| line.contains(told)), "{title} {check}: {found:#?}");
    }
}
