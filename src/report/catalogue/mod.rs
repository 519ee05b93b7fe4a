//! Every report, declared.

pub(super) mod audit;
mod choice;
mod decisions;
mod everyday;
mod monitoring;
mod month_end;
mod reconciling;
mod registers;
mod shared;
mod spending;
mod statements;
mod supply;

use super::Report;

/// Every report, in the order the documentation has them.
pub static ALL: &[&Report] = &[
    &spending::STATEMENT,
    &spending::CHILD_SPEND,
    &spending::CHILD_CATEGORY,
    &spending::MONTHS,
    &spending::TRIAL_BALANCE,
    &spending::FAMILY,
    &monitoring::CASELOAD,
    &monitoring::BY_CATEGORY,
    &monitoring::BY_PROVIDER,
    &monitoring::BY_SECTOR,
    &monitoring::BY_PROFESSION,
    &monitoring::BY_AREA,
    &monitoring::BY_NEED_LEVEL,
    &monitoring::BY_FUND,
    &monitoring::BY_CONTRIBUTOR,
    &monitoring::COMMITMENTS,
    &monitoring::OWED,
    &monitoring::MONITORING,
    &monitoring::MONITORING_CHILDREN,
    &monitoring::CHILD_SUMMARY,
    &monitoring::IDLE,
    &monitoring::NEARLY_SPENT,
    &monitoring::OUTCOMES,
    &choice::WAITS,
    &choice::CHOICE,
    &choice::DEVOLVED,
    &choice::PLANNED,
    &choice::UNMET,
    &choice::NEEDS,
    &choice::CONFLICTS,
    &everyday::TODAY,
    &everyday::RECENT,
    &choice::COMPACTS,
    &decisions::WAITING,
    &decisions::APPROVALS,
    &decisions::SPLITS,
    &registers::BUDGET,
    &registers::BUDGETS,
    &registers::COMMISSION_SHOWN,
    &registers::COMMISSIONS,
    &registers::ENTRY_SHOWN,
    &registers::ENTRIES,
    &registers::CHILD_SHOWN,
    &registers::CHILDREN,
    &registers::SCORES,
    &registers::PRACTITIONERS,
    &registers::PROVIDERS,
    &registers::FUNDS,
    &registers::ACCOUNTS,
    &registers::CATEGORIES,
    &registers::MEASURES,
    &registers::POLICIES,
    &registers::MONTH_STATUS,
    &month_end::RECONCILIATION,
    &month_end::MONTH_END,
    &month_end::CERTIFICATE,
    &registers::LOG,
    &supply::DELIVERIES,
    &supply::DELIVERIES_OPEN,
    &supply::DELIVERIES_MADE,
    &supply::UNIT_PRICES,
    &supply::TARIFFS,
    &supply::PROVIDER_STEPS,
    &supply::RECEIPTS,
    &supply::RECEIPTS_MISSING,
    &reconciling::RECONCILE,
    &reconciling::SUSPENSE,
    &reconciling::MERCHANTS,
    &statements::STATEMENT_FILES,
    &statements::STATEMENT_LINES,
    &audit::ANSWERS,
];

/// Finds a report by the name users type.
pub fn named(name: &str) -> Option<&'static Report> {
    ALL.iter().copied().find(|report| report.name() == name)
}
