//! The end of a month: reconciled, ready to be signed, signed.

use super::statements::ACCOUNT;
use crate::{Layout, Report, Subject};
use store::{Param, Query};
use table::column::{count, day, money, month, text};

/// Why ledger and statement differ.
pub static RECONCILIATION: Report = Report {
    query: Query::Reconciliation,
    title: "Reconciliation",
    purpose: "Why the ledger and the statement of each account differ on the last day of a month, piece by piece",
    columns: &[
        month("month", "Month", "the month"),
        ACCOUNT,
        text(
            "part",
            "Part",
            "`ledger balance`; each piece `not yet on the statement` or `not yet in the ledger`; `statement balance` or \
             `no statement`; `stated by the bank`; for a float `cash counted`, `advances out`, `ledger on that day`; \
             and what is `not explained`",
        ),
        day("on", "Day", "the day of the entry, or the day the bank posted the line"),
        count("number", "Number", "the entry's number; of what is not yet in the ledger, the line's"),
        text("what", "What", "what was bought and from whom, or what the bank says"),
        money("money_in", "In", "what it brings into the account"),
        money("money_out", "Out", "what it takes out of the account"),
        money("balance", "Balance", "the balance the row tells"),
        count("age", "Days", "days from its day to the month's end"),
        text("band", "Age", "`0-7`, `8-30`, `31-60` or `over 60` days"),
        text("because", "Because", "why it is no error, or what is known of it"),
    ],
    filters: &[Param::Month, Param::Account],
    subject: Subject::Month,
    layout: Layout::Reconciliation,
    nothing: "the pilot has no account of its own",
};

/// Where a month stands.
pub static MONTH_END: Report = Report {
    query: Query::MonthEnd,
    title: "Month",
    purpose: "Where a month stands: its accounts, what stands in the way of closing it, who may sign; or how it was signed",
    columns: &[
        text("section", "Section", "what the row is about"),
        text("what", "What", "what there is to say"),
        text("act", "To do", "the command to act on it"),
    ],
    filters: &[Param::Month],
    subject: Subject::Month,
    layout: Layout::Sections,
    nothing: "the pilot has no account of its own",
};

/// The certificate of a float.
pub static CERTIFICATE: Report = Report {
    query: Query::Certificate,
    title: "Certificate of a cash float",
    purpose: "A float as it was counted last: cash, advances, what is missing, and the vouchers since the count before",
    columns: &[
        ACCOUNT,
        text(
            "part",
            "Part",
            "`ledger balance`, `cash counted`, `advances out`, `difference`; each `advance`, each `voucher`; or `never counted`",
        ),
        day("on", "Day", "the day of the count, the advance or the voucher"),
        count("number", "Number", "the number of the count, the advance or the voucher's entry"),
        text("who", "Who", "who counted, whose hands the advance is in, or who recorded the voucher"),
        text("reference", "Reference", "the number on the voucher"),
        text("what", "What", "what was bought and from whom"),
        money("amount", "Amount", "the balance, or what it is about"),
    ],
    filters: &[Param::Account],
    subject: Subject::Float,
    layout: Layout::Certificate,
    nothing: "it is no cash float",
};
