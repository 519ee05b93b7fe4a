//! What a practitioner looks at each day.

use super::spending::CHILD;
use crate::{Layout, Report, Subject};
use store::{Param, Query};
use table::column::{count, day, money, text};

/// Recent purchases, to be repeated.
pub static RECENT: Report = Report {
    query: Query::Recent,
    title: "Recent purchases",
    purpose: "What was bought or ordered, each thing once, the newest first: what `bhlp again` repeats",
    columns: &[
        count("number", "No", "the number `bhlp again` takes"),
        day("last_on", "Last", "the day it was last bought or ordered"),
        CHILD,
        text("what", "What", "what it is, where that was said"),
        text("category", "Category", "the category's code"),
        text("provider", "Code", "the provider's code"),
        text("provider_name", "Provider", "from whom"),
        money("amount", "Price", "the price first agreed, with VAT"),
        money("vat", "VAT", "the recoverable VAT in it"),
        text("way", "Way", "`bought` in one step, or `ordered` first"),
        text("every", "Every", "how often it recurs"),
        count("times", "Times", "how often it was bought or ordered"),
    ],
    filters: &[Param::Child, Param::Practitioner],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing has been bought or ordered",
};

/// What waits for a practitioner.
pub static TODAY: Report = Report {
    query: Query::Today,
    title: "Today",
    purpose: "What waits for one practitioner, each with the command to act on it",
    columns: &[
        text("section", "Section", "what kind of thing waits"),
        CHILD,
        count("number", "Number", "the number of the order, need or request"),
        text("what", "What", "what it is about"),
        day("due_on", "Due", "the day it is for"),
        count("days", "Days", "days until then; negative: so many days late"),
        money("amount", "Amount", "what it holds, owes, costs or has left"),
        text("act", "To do", "the command to act on it"),
    ],
    filters: &[Param::Practitioner],
    subject: Subject::Practitioner,
    layout: Layout::Sections,
    nothing: "nothing waits today",
};
