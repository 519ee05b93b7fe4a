//! What banks and card companies say.

use crate::{Layout, Report, Subject};
use store::{Param, Query};
use table::column::{Column, count, day, instant, money, text};

/// The pilot's own account.
pub(super) const ACCOUNT: Column =
    text("account", "Account", "the pilot's own account: `card:5521`, `bank:main`");

/// Statements taken in.
pub static STATEMENT_FILES: Report = Report {
    query: Query::StatementFiles,
    title: "Statements",
    purpose: "The statements that were taken in, a row for each account: what they cover, and what they brought",
    columns: &[
        count("statement", "No", "the statement's number"),
        text("file", "File", "the file's name"),
        text("format", "Format", "what kind of file it is: `csv:lloyds`, `camt.053.001.08`, `mt940`"),
        ACCOUNT,
        text("number", "Number", "the account's or card's number as the bank writes it").rare(),
        day("covers_from", "From", "the first day it covers"),
        day("covers_to", "To", "the last day it covers"),
        count("lines", "New lines", "lines of the account that it brought"),
        count("known", "Known", "lines of the whole file that were there already"),
        money("opening", "Begins with", "what it says was there before").rare(),
        money("closing", "Ends with", "what it says is there at its end").rare(),
        text("taken_in_by", "By", "who took it in"),
        instant("taken_in_at", "Taken in", "when it was taken in"),
        text("sha256", "SHA-256", "the hash of the file").in_data(),
    ],
    filters: &[Param::Account],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "no statement was taken in",
};

/// Lines of statements.
pub static STATEMENT_LINES: Report = Report {
    query: Query::StatementLines,
    title: "Statement lines",
    purpose: "The lines of statements, and how each stands: matched, parked, explained or open",
    columns: &[
        count("line", "Line", "the line's number"),
        ACCOUNT,
        day("posted_on", "Posted", "the bank's day"),
        money("money_in", "In", "what it brings into the account").totalled(),
        money("money_out", "Out", "what it takes out of the account").totalled(),
        text("text", "What", "the merchant, or what the bank says"),
        text("reference", "Reference", "the bank's reference; one may stand on several lines"),
        text("kind", "Kind", "the bank's word for it").rare(),
        text("foreign_amount", "Abroad", "what it was in another currency").rare(),
        text("state", "State", "`matched`, `open`, `parked`, `replied`, `explained` or `reopened`"),
        count("matching", "Matching", "the matching's number").rare(),
        text("because", "Because", "what explains it").rare(),
        text("said", "Said", "what was said of it").rare(),
        day("counted_on", "Counts from", "the day it counts from, where its month was closed when it came")
            .rare(),
        count("statement", "Statement", "the statement that brought it"),
        count("row", "Row", "the line of the file"),
    ],
    filters: &[Param::Account, Param::Since, Param::Until, Param::Open, Param::Number],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "there is no such line",
};
