//! Audit tests: the sheet of one, the table of all, and what was answered.

use crate::{Layout, Report, Subject};
use store::Query;
use table::Column;
use table::column::{count, day, money, text};

const TEST: Column = text("test", "Test", "the audit test");
const SUBJECT: Column =
    text("subject", "Subject", "what names the finding: the same finding has it next time");
const ANSWERED_ON: Column = day("answered_on", "Answered", "the day it was answered").rare();
const ANSWERED_BY: Column = text("answered_by", "By", "who answered").rare();
const ANSWER: Column = text("answer", "Answer", "what was said").rare();

/// Every answer.
pub static ANSWERS: Report = Report {
    query: Query::AuditAnswers,
    title: "Answers to audit findings",
    purpose: "What audit tests found and somebody answered for; the findings are shown by `bhlp audit`",
    columns: &[TEST, SUBJECT, ANSWERED_ON, ANSWERED_BY, ANSWER],
    filters: &[],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing was answered",
};

/// What one test found. Its rows are the test's own, not those of a query of reports.
pub static FINDINGS: Report = Report {
    title: "Audit",
    purpose: "What one audit test found",
    columns: &[
        SUBJECT,
        day("happened_on", "Day", "the day it happened, or the last of them"),
        text("who", "Who", "the codes of those it is about; none of them answers").rare(),
        text("numbers", "Entries", "the numbers of the entries and orders it rests on").rare(),
        text("child_ref", "Child", "the child's reference").rare(),
        text("provider", "Provider", "the provider's code").rare(),
        money("amount", "Amount", "how much it is about").rare(),
        text("evidence", "Evidence", "what was found"),
        ANSWERED_ON,
        ANSWERED_BY,
        ANSWER,
    ],
    nothing: "nothing new was found",
    ..ANSWERS_FORM
};

/// How every test stands.
pub static SUMMARY: Report = Report {
    title: "Audit tests",
    purpose: "How many findings each audit test has",
    columns: &[
        TEST,
        text("asks", "Asks", "what it asks"),
        count("new", "New", "findings that nobody has answered"),
        count("answered", "Answered", "findings with an answer"),
        text("note", "Note", "what is to be said besides, or why it was not judged").rare(),
    ],
    nothing: "there are no tests",
    ..ANSWERS_FORM
};

const ANSWERS_FORM: Report = Report {
    query: Query::AuditAnswers,
    title: "",
    purpose: "",
    columns: &[],
    filters: &[],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "",
};
