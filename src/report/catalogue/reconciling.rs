//! What is matched, what is open, and what waits for a reply.

use super::statements::ACCOUNT;
use crate::{Layout, Report, Subject};
use store::{Param, Query};
use table::column::{Column, count, day, instant, money, text};

const IN: Column = money("money_in", "In", "what it brings into the account");
const OUT: Column = money("money_out", "Out", "what it takes out of the account");
const SIDE: Column = text("side", "Side", "`line` of a statement, or `entry` of the ledger");
const NUMBER: Column = count("number", "No", "the line's or the entry's number");

/// Both sides of each account.
pub static RECONCILE: Report = Report {
    query: Query::Reconcile,
    title: "Reconciliation",
    purpose: "Lines of statements and entries of the pilot's own accounts, and how each stands: matched, open, parked or explained",
    columns: &[
        ACCOUNT,
        SIDE,
        NUMBER,
        day("on", "Day", "the bank's day of a line, the day of an entry"),
        IN.totalled(),
        OUT.totalled(),
        text("what", "What", "what the bank says, or what the entry is"),
        count("days", "Days", "how old it is"),
        text("state", "State", "`open`, `matched`, `parked`, `replied`, `explained` or `reopened`"),
        count("matching", "Matching", "the matching's number").rare(),
        text("how", "How", "what decided it: `reference`, `merchant`, `amount`, `confirmed` by a person, or `recorded` from the line").rare(),
        count("score", "Score", "how sure it was, of 100").rare(),
        text("because", "Because", "why it may stay without its other side").rare(),
        text("said", "Said", "what was said of it").rare(),
        text("foreign_amount", "Abroad", "what it was in another currency").rare(),
        text("reference", "Reference", "the bank's reference of a line, the invoice number of an entry").rare(),
    ],
    filters: &[Param::Account, Param::Month, Param::Open],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing is open: every line has its entry, and every entry its line",
};

/// The suspense list.
pub static SUSPENSE: Report = Report {
    query: Query::Suspense,
    title: "Suspense list",
    purpose: "Lines and entries that were put aside: what was asked, of whom, how long ago, and what was replied",
    columns: &[
        count("number", "Number", "the number `bhlp reconcile reply` takes"),
        ACCOUNT,
        SIDE,
        count("part", "No", "the line's or the entry's number"),
        day("on", "Day", "the bank's day of a line, the day of an entry"),
        IN.totalled(),
        OUT.totalled(),
        text("what", "What", "what the bank says, or what the entry is"),
        text("state", "State", "`parked`: it waits for a reply; `replied`: it waits for whoever asked"),
        text("asked", "Waits for", "whose reply it waits for; empty: anybody's"),
        day("asked_on", "Since", "the day it was asked"),
        count("days", "Days", "how many days ago that was"),
        text("asked_by", "Asked by", "who asked"),
        text("question", "Question", "what was asked"),
        text("reply", "Reply", "what was replied").rare(),
        text("replied_by", "Replied by", "who replied").rare(),
    ],
    filters: &[Param::Account],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing is parked",
};

/// Merchants' names.
pub static MERCHANTS: Report = Report {
    query: Query::Merchants,
    title: "Merchants",
    purpose: "Merchants' names on statements and whose they are, as learnt from what was matched or as somebody said",
    columns: &[
        text("name", "Name", "the name on statements: capitals, no store numbers"),
        text("provider", "Provider", "the provider's code"),
        text("provider_name", "Called", "the provider's name"),
        instant("known_since", "Since", "when it was learnt or last changed"),
        text("recorded_by", "By", "from whom"),
    ],
    filters: &[],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "no merchant's name is known yet",
};
