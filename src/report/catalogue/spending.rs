//! What was given, promised and used.

use super::choice::NEED;
use super::registers::BELONGS;
use crate::{Layout, Report, Subject};
use store::{Param, Query};
use table::Column;
use table::column::{count, day, money, month, shares, text};

/// The child a row is about.
pub(super) const CHILD: Column = text("child_ref", "Child", "the authority's own reference of the child");
/// What was given.
pub(super) const ALLOCATED: Column =
    money("allocated", "Given", "what the budget was given, less what was returned").totalled();
/// What is promised.
pub(super) const COMMITTED: Column =
    money("committed", "Promised", "ordered and not yet invoiced, net of recoverable VAT").totalled();
/// What is used.
pub(super) const SPENT: Column =
    money("spent", "Used", "invoiced or bought, net of recoverable VAT").totalled();
/// What is left.
pub(super) const AVAILABLE: Column =
    money("available", "Left", "allocated less committed less spent").totalled();
/// Who holds the budget.
pub(super) const HOLDER: Column = text(
    "holder",
    "Holder",
    "who holds the budget on the day: who accepted it last, else who leads the case",
);
/// What the family wished.
pub(super) const WISH: Column = text("wish", "Wish", "what the family wished, in their words");
/// When the family agreed.
pub(super) const CONSENT: Column = day("consent_on", "Agreed", "the day the family agreed to it");
/// What the family paid.
pub(super) const CONTRIBUTION: Column =
    money("contribution", "Family paid", "what the family paid beside the price");
/// Where it is delivered.
pub(super) const DELIVERED_TO: Column = text(
    "delivered_to",
    "Delivered to",
    "where it is delivered: `home`, `school`, `childrens_centre` or `other`",
);
/// How many purchases.
pub(super) const PURCHASES: Column =
    count("purchases", "Purchases", "commissions that hold or have spent money").totalled();

/// Every child with a budget.
pub static CHILD_SPEND: Report = Report {
    query: Query::ChildSpend,
    title: "Spending by child",
    purpose: "Every child with a budget: what was given, promised, used and is left",
    columns: &[
        CHILD,
        ALLOCATED,
        COMMITTED,
        SPENT,
        AVAILABLE,
        PURCHASES,
        day("first_on", "First", "the day the first purchase was placed"),
        day("last_on", "Last", "the day the last purchase was placed"),
    ],
    filters: &[Param::Child, Param::Practitioner],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "no child has a budget",
};

/// What each child used, by category.
pub static CHILD_CATEGORY: Report = Report {
    query: Query::ChildCategory,
    title: "Spending by child and category",
    purpose: "What each child used in each category, the categories in the order they were registered",
    columns: &[CHILD, text("category", "Category", "the category's code"), SPENT, PURCHASES],
    filters: &[Param::Child, Param::Practitioner, Param::Category],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing has been bought or ordered",
};

/// What moved in each month.
pub static MONTHS: Report = Report {
    query: Query::Months,
    title: "Months",
    purpose: "What moved in each month, by the day it happened",
    columns: &[
        month("month", "Month", "the month of the effective day"),
        money("allocated", "Given", "given to children in the month, less what was returned").totalled(),
        money("committed", "Promised", "newly promised in the month, less promises invoiced or released")
            .totalled(),
        money("spent", "Used", "used in the month, less what came back; net of recoverable VAT").totalled(),
        money("paid", "Paid", "paid to providers in the month, less refunds; with VAT").totalled(),
        count("purchases", "Purchases", "commissions placed in the month that hold or have spent money")
            .totalled(),
    ],
    filters: &[Param::Since, Param::Until],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing has been recorded in any month",
};

/// Both books, account by account.
pub static TRIAL_BALANCE: Report = Report {
    query: Query::TrialBalance,
    title: "Trial balance",
    purpose: "Every account that holds something, on the side it stands on, with a total for each book",
    columns: &[
        text("book", "Book", "`budget` (where the money stands) or `cash` (what is owed and was paid)"),
        text("account", "Account", "the account's name, or `total` for the whole book"),
        money("debit", "Debit", "the balance, where more came in than went out"),
        money("credit", "Credit", "the balance, where more went out than came in: grants, creditors, cards"),
    ],
    filters: &[],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "both books are empty",
};

/// A child's history.
pub static STATEMENT: Report = Report {
    query: Query::Statement,
    title: "Statement",
    purpose: "Everything that happened to one child's money, in the order it happened",
    columns: &[
        day("on", "Day", "the day it happened"),
        count("entry", "Entry", "the entry's number"),
        text("what", "What", "what happened"),
        count("commission", "Order", "the number of the commission it belongs to"),
        text("item", "Item", "what was bought, else its category"),
        text("provider", "Provider", "from whom"),
        shares("funds", "Funds", "the part of each fund in it"),
        money("in", "In", "what became free to use").totalled(),
        money("out", "Out", "what is no longer free to use").totalled(),
        money("committed", "Promised", "change of what is promised").totalled(),
        money("spent", "Used", "change of what is used").totalled(),
        money("paid", "Paid", "paid to the provider (negative: refunded), with VAT").totalled(),
        money("available", "Left", "free to use after this entry"),
        text("note", "Note", "the remark kept with the entry"),
        NEED.rare(),
        text("needed", "Needed for", "what is needed, in the words of the plan").rare(),
        WISH.rare(),
        CONSENT.rare(),
        CONTRIBUTION.rare().totalled(),
        DELIVERED_TO.rare(),
        HOLDER.above(),
        BELONGS.rare(),
    ],
    filters: &[Param::Child, Param::Since, Param::Until],
    subject: Subject::Child,
    layout: Layout::Table(0),
    nothing: "nothing has happened to this child's money",
};

/// A child's budget in plain words.
pub static FAMILY: Report = Report {
    query: Query::Family,
    title: "Your budget",
    purpose: "A page for the family: what was set aside, what was bought, what is promised and what is left",
    columns: &[
        text(
            "part",
            "Part",
            "`set aside`, `used`, `promised` or `left`; then each thing `bought`, `ordered` or `planned`, and \
             each promise `agreed`",
        ),
        day("on", "Day", "the day the budget was opened, the thing ordered or expected, the promise made"),
        text("what", "What", "the thing, else its category; what is needed; what is promised"),
        text("provider", "From", "from whom"),
        money(
            "amount",
            "Amount",
            "what the budget bears of it, net of recoverable VAT; planned: what is likely",
        ),
        shares("funds", "Paid by", "the part of each fund in it"),
        WISH,
        CONSENT,
        CONTRIBUTION,
        money("so_far", "So far", "what is promised and used for what is planned"),
        text("expected", "Hoped for", "what is expected of what is planned"),
        text(
            "result",
            "Result",
            "what came of what was planned, as was last said; ordered: `waiting` for approval",
        ),
        text("who", "Who", "who promised it"),
        day("review_on", "Look again", "when the promises are looked at again"),
    ],
    filters: &[Param::Child],
    subject: Subject::Budget,
    layout: Layout::Letter,
    nothing: "no money was set aside",
};
