//! Asking: what a report needs, what narrows it, and what is refused.

use crate::world::{SMALL, same};

#[test]
fn an_unknown_child_is_refused_with_a_suggestion() {
    let (exit, said) = SMALL.refused("report child-spend --child C-001");
    assert_eq!(exit, 1);
    assert!(said.starts_with("error[UNKNOWN_CHILD]"), "{said}");
    assert!(said.contains("`C-0001`"), "{said}");
}

#[test]
fn a_report_of_one_child_needs_a_child() {
    let (exit, said) = SMALL.refused("report statement");
    assert_eq!(exit, 2);
    same(
        &said,
        "error[REPORT_NEEDS_FILTER]: statement: which child was not said\n\
         hint: bhlp report statement --child ...\n",
    );
}

#[test]
fn a_filter_that_does_not_apply_is_refused() {
    let (exit, said) = SMALL.refused("report trial-balance --child C-0001");
    assert_eq!(exit, 2);
    same(
        &said,
        "error[FILTER_DOES_NOT_APPLY]: --child does not narrow the report trial-balance\n\
         hint: nothing narrows it but --as-at and --known-at\n",
    );
    let (_, said) = SMALL.refused("report months --child C-0001");
    assert!(said.ends_with("hint: it is narrowed by --since, --until\n"), "{said}");
}
