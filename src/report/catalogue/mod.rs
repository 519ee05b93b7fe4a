//! Every report, declared.

mod spending;

use super::Report;

/// Every report, in the order the documentation has them.
pub static ALL: &[&Report] = &[
    &spending::STATEMENT,
    &spending::CHILD_SPEND,
    &spending::CHILD_CATEGORY,
    &spending::MONTHS,
    &spending::TRIAL_BALANCE,
];

/// Finds a report by the name users type.
pub fn named(name: &str) -> Option<&'static Report> {
    ALL.iter().copied().find(|report| report.name() == name)
}
