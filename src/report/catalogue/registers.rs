//! What is registered, and what was recorded: the listings of each noun.

use super::choice::NEED as PLANNED_NEED;
use super::shared::{BUYER, CATEGORY, COMMISSION, ITEM, PLACED_ON, PROVIDER};
use super::spending::{ALLOCATED, AVAILABLE, CHILD, COMMITTED, HOLDER, SPENT};
use super::spending::{CONSENT, CONTRIBUTION, DELIVERED_TO, WISH};
use crate::{Layout, Report, Subject};
use store::{Param, Query};
use table::Column;
use table::column::{count, day, instant, money, month, score, shares, text};

/// Who leads the case.
const LEAD: Column = text("lead_professional", "Lead", "who leads the case");
/// The entry's number.
const ENTRY: Column = count("entry", "Entry", "the entry's number");
/// What happened.
const WHAT: Column = text("what", "What", "what happened");
/// The effective day.
const ON: Column = day("on", "Day", "the day it happened");
/// The day in a closed month that it belongs to.
pub(super) const BELONGS: Column =
    day("belongs_on", "Belongs to", "for what came late: the day in a closed month that it belongs to");
/// Who recorded it.
const BY: Column = text("recorded_by", "By", "who recorded it");
/// When it was recorded.
const AT: Column = instant("recorded_at", "Recorded", "when it was recorded");
/// The remark.
const NOTE: Column = text("note", "Note", "the remark kept with it");
/// The entry that undid it.
const UNDONE: Column = count("reversed_by", "Undone by", "the entry that undid it");

/// A listing that nothing narrows.
const fn listing(
    query: Query,
    title: &'static str,
    purpose: &'static str,
    columns: &'static [Column],
    nothing: &'static str,
) -> Report {
    Report {
        query,
        title,
        purpose,
        columns,
        filters: &[],
        subject: Subject::All,
        layout: Layout::Table(0),
        nothing,
    }
}

/// The pilot's own accounts.
pub static ACCOUNTS: Report = listing(
    Query::Accounts,
    "Accounts",
    "The pilot's bank accounts, cards and floats, with what is in them",
    &[
        text("account", "Account", "its whole name"),
        text("holder", "Holder", "whose card it is"),
        money("balance", "Balance", "what is in it; negative: what is owed on it"),
    ],
    "no account is open",
);

/// One child's budget.
pub static BUDGET: Report = Report {
    query: Query::Budget,
    title: "Budget",
    purpose: "What is left for one child and where it stands, fund by fund",
    columns: &[
        CHILD,
        day("opened_on", "Opened", "the day it was opened"),
        day("closed_on", "Closed", "the day it was closed"),
        text("expected_outcome", "Expected", "the Every Child Matters aim it is for"),
        text("fund", "Fund", "the fund's code"),
        ALLOCATED,
        COMMITTED,
        SPENT,
        AVAILABLE,
        HOLDER.above(),
    ],
    filters: &[Param::Child],
    subject: Subject::Budget,
    layout: Layout::Table(4),
    nothing: "the child has no budget",
};

/// Every budget.
pub static BUDGETS: Report = listing(
    Query::Budgets,
    "Budgets",
    "Every budget, with who leads the case",
    &[
        CHILD,
        LEAD,
        day("opened_on", "Opened", "the day it was opened"),
        day("closed_on", "Closed", "the day it was closed"),
        text("expected_outcome", "Expected", "the Every Child Matters aim it is for"),
        ALLOCATED,
        COMMITTED,
        SPENT,
        AVAILABLE,
        HOLDER,
    ],
    "no budget is open",
);

/// What may be bought.
pub static CATEGORIES: Report = listing(
    Query::Categories,
    "Categories",
    "What may be bought",
    &[CATEGORY, text("label", "What it is for", "what it is for")],
    "there is no category",
);

const COHORT: Column = text("cohort", "Cohort", "`additional_needs` or `looked_after`");
const ARM: Column = text("arm", "Arm", "`budget` or `comparison`");
const BORN: Column = month("born", "Born", "month of birth");
const SEX: Column = text("sex", "Sex", "`M`, `F` or `U`");
const ETHNICITY: Column = text("ethnicity", "Ethnicity", "Department for Education main code");
const AREA: Column = text("area", "Area", "the authority's area");
const NEED: Column = text("need", "Need", "child-in-need code, `N0` to `N9`");
const NEED_LEVEL: Column = count("need_level", "Level", "level of need, 1 to 4");
const CAF_ON: Column = day("caf_on", "Assessed", "the day of the common assessment");
const CONSENT_ON: Column = day("consent_on", "Consent", "the day consent was given");

/// One child.
pub static CHILD_SHOWN: Report = Report {
    query: Query::Child,
    title: "Child",
    purpose: "What is known of one child, and who has led the case",
    columns: &[
        CHILD,
        COHORT,
        ARM,
        BORN,
        SEX,
        ETHNICITY,
        AREA,
        NEED,
        NEED_LEVEL,
        text("caf_ref", "Assessment", "the reference of the common assessment"),
        CAF_ON,
        CONSENT_ON,
        day("from_on", "From", "the day this practitioner began to lead the case"),
        LEAD,
        text("name", "Name", "the practitioner's name"),
    ],
    filters: &[Param::Child],
    subject: Subject::Child,
    layout: Layout::Table(12),
    nothing: "nobody has led the case",
};

/// Every child.
pub static CHILDREN: Report = Report {
    query: Query::Children,
    title: "Children",
    purpose: "Every child, with who leads the case",
    columns: &[
        CHILD, COHORT, ARM, BORN, SEX, ETHNICITY, AREA, NEED, NEED_LEVEL, CAF_ON, CONSENT_ON, LEAD, HOLDER,
    ],
    filters: &[Param::Practitioner],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "no child is registered",
};

/// The life of one order.
pub static COMMISSION_SHOWN: Report = Report {
    query: Query::Commission,
    title: "Order",
    purpose: "The life of one order or purchase, entry by entry",
    columns: &[
        COMMISSION,
        CHILD,
        ITEM,
        CATEGORY,
        PROVIDER,
        BUYER,
        money("estimate", "Ordered at", "the price first agreed, with VAT"),
        ENTRY,
        ON,
        WHAT,
        text("reference", "Number", "the number of the invoice or credit note"),
        money("committed", "Promised", "change of what is promised, net of recoverable VAT").totalled(),
        money("spent", "Used", "change of what is used, net of recoverable VAT").totalled(),
        money("invoiced", "Billed", "change of what was billed, with VAT").totalled(),
        money("paid", "Paid", "change of what was paid, with VAT").totalled(),
        NOTE,
        day("requested_on", "Asked for", "the day somebody asked for it").above(),
        day("needed_on", "Needed", "the day the child needs it").above(),
        PLANNED_NEED.above(),
        text("needed", "Needed for", "what is needed, in the words of the plan").above(),
        WISH.above(),
        CONSENT.above(),
        CONTRIBUTION.above(),
        DELIVERED_TO.above(),
        text("additional_to", "Adds to", "the mainstream service it adds to").above(),
        text("instead_of", "Replaces", "the mainstream service it replaces").above(),
        count("mainstream_wait_days", "Would take", "days the mainstream service would have taken").above(),
        text("chosen_by", "Chosen by", "who chose: `family`, `child` or `professional`").above(),
        count("options_considered", "Options", "how many options were looked at").above(),
        text("options", "Not taken", "the options that were not taken, with price, wait and why not").above(),
    ],
    filters: &[Param::Number],
    subject: Subject::Commission,
    layout: Layout::Table(7),
    nothing: "there is no such order",
};

/// Orders and purchases.
pub static COMMISSIONS: Report = Report {
    query: Query::Commissions,
    title: "Orders and purchases",
    purpose: "What was ordered or bought, and what is still open of it",
    columns: &[
        COMMISSION,
        PLACED_ON,
        CHILD,
        ITEM,
        CATEGORY,
        PROVIDER,
        BUYER,
        shares("funds", "Funds", "the part of each fund in what is promised and used"),
        money("estimate", "Ordered at", "the price first agreed, with VAT").totalled(),
        COMMITTED,
        SPENT,
        money("owed", "Owed", "billed and not yet paid, with VAT; negative: owed by the provider").totalled(),
        text(
            "state",
            "State",
            "`waiting` for approval, `open`, `complete`, `refused` or `cancelled`, as it is now",
        ),
    ],
    filters: &[Param::Child, Param::Open, Param::Since, Param::Until],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "there is no such order or purchase",
};

/// Entries.
pub static ENTRIES: Report = Report {
    query: Query::Entries,
    title: "Entries",
    purpose: "What was recorded, in the order it was recorded",
    columns: &[
        ENTRY,
        ON,
        AT,
        BY,
        WHAT,
        CHILD,
        COMMISSION,
        ITEM,
        PROVIDER,
        money("amount", "Amount", "what moved: in the cash book, else in the budget book"),
        UNDONE,
        NOTE,
        BELONGS.rare(),
    ],
    filters: &[Param::Child, Param::Since, Param::Until],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing has been recorded",
};

/// One entry.
pub static ENTRY_SHOWN: Report = Report {
    query: Query::Entry,
    title: "Entry",
    purpose: "One entry with its transfers",
    columns: &[
        ENTRY,
        WHAT,
        ON,
        AT,
        BY,
        text("key", "Key", "the request key it was recorded with"),
        CHILD,
        COMMISSION,
        text("reference", "Number", "the number of the invoice or credit note"),
        UNDONE,
        NOTE,
        BELONGS,
        count("line", "Line", "the transfer's number in the entry"),
        text("book", "Book", "`budget` or `cash`"),
        text("debit_account", "To (gets)", "the account that gets"),
        text("credit_account", "From (gives)", "the account that gives"),
        money("amount", "Amount", "how much moves"),
    ],
    filters: &[Param::Number],
    subject: Subject::Entry,
    layout: Layout::Table(12),
    nothing: "there is no such entry",
};

/// Every fund.
pub static FUNDS: Report = listing(
    Query::Funds,
    "Funds",
    "Every fund: what came, where it is, and what it is kept for",
    &[
        text("fund", "Fund", "the fund's code"),
        text("name", "Name", "its name"),
        text("contributor", "From", "who gives the money"),
        text("stream", "Stream", "`pump_priming` or `mainstream`"),
        text("nature", "Nature", "`cash` or `notional` (in kind)"),
        text("kept_for", "Kept for", "what it is ring-fenced to; empty: anything"),
        money("received", "Received", "received less repaid").totalled(),
        money("pool", "In the pool", "not yet given to a child").totalled(),
        ALLOCATED,
        COMMITTED,
        SPENT,
        AVAILABLE,
    ],
    "no fund is registered",
);

/// The audit trail.
pub static LOG: Report = Report {
    query: Query::Log,
    title: "Audit trail",
    purpose: "Who did what, when, and the hash that seals it",
    columns: &[
        count("seq", "No.", "the event's number; an entry has the same"),
        AT,
        BY,
        text("os_user", "As", "the operating system's user, where it was known"),
        text("machine", "At", "the machine, where it was known"),
        text("kind", "What", "the kind of event"),
        text("key", "Key", "the request key"),
        text("hash", "Hash", "SHA-256 of the hash before and the event's text"),
    ],
    filters: &[Param::Since, Param::Until],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing has happened",
};

/// Outcome scales.
pub static MEASURES: Report = listing(
    Query::Measures,
    "Measures",
    "The scales that outcomes are scored on",
    &[
        text("measure", "Measure", "its code"),
        text("label", "Name", "its name"),
        score("lowest", "Lowest", "the lowest score"),
        score("highest", "Highest", "the highest score"),
        text("better", "Better", "which way is better: `higher` or `lower`"),
    ],
    "there is no measure",
);

/// Versions of the policy.
pub static POLICIES: Report = listing(
    Query::Policies,
    "Versions of the policy",
    "Every version of the pilot's policy: from when to when it holds, and who set it",
    &[
        count("version", "Version", "its number"),
        day("from_on", "From", "the first day it holds"),
        day("until_on", "Until", "the last day it holds; empty: until another is set"),
        money("sign_off_limit", "Limit", "the most that is ordered without approval; empty: no limit"),
        count("bands", "Bands", "how many approval bands it has"),
        text("set_by", "Set by", "who set it"),
        instant("set_at", "At", "when"),
    ],
    "no policy is set: the defaults hold (bhlp policy show)",
);

/// Months, open or closed.
pub static MONTH_STATUS: Report = listing(
    Query::MonthStatus,
    "Months, open or closed",
    "Every month of the pilot so far: open or closed, by whom, and where the audit trail stood",
    &[
        month("month", "Month", "the month"),
        text("state", "State", "`open` or `closed`"),
        text("marked_by", "By", "who closed or re-opened it last"),
        instant("marked_at", "At", "when"),
        text("reason", "Reason", "why it was re-opened"),
        text("head_hash", "Audit trail", "the hash of the last event before the mark"),
    ],
    "the pilot has not begun",
);

/// People.
pub static PRACTITIONERS: Report = listing(
    Query::Practitioners,
    "Practitioners",
    "Everyone who acts, or has acted, in the pilot",
    &[
        text("practitioner", "Code", "their code"),
        text("name", "Name", "their name"),
        text("profession", "Profession", "their profession"),
        text("agency", "Agency", "who employs them"),
        text("role", "Role", "what they may do"),
        money("sign_off_limit", "Limit", "the most they may order alone; empty: no limit of their own"),
        day("joined_on", "Joined", "their first day, where known"),
        day("left_on", "Left", "their last day"),
    ],
    "nobody is registered",
);

/// Providers.
pub static PROVIDERS: Report = listing(
    Query::Providers,
    "Providers",
    "Everyone who is paid, with what they are owed",
    &[
        text("provider", "Code", "its code"),
        text("name", "Name", "its name"),
        text("sector", "Sector", "`statutory`, `voluntary`, `private` or `individual`"),
        text("companies_house", "Company", "Companies House number"),
        text("charity_number", "Charity", "Charity Commission number"),
        text("ukprn", "UKPRN", "UK provider reference number"),
        money("owed", "Owed", "billed and not yet paid, with VAT; negative: owed by the provider").totalled(),
        text("step", "Step", "the step on the ladder of intervention that holds; empty: none"),
        day("step_on", "Since", "the day the step was taken"),
        day("review_on", "Review", "the day it is looked at again"),
        text("new_orders", "New orders", "`stopped`: nothing new is ordered or bought"),
    ],
    "no provider is registered",
);

/// One child's scores.
pub static SCORES: Report = Report {
    query: Query::Scores,
    title: "Scores",
    purpose: "One child's outcome scores",
    columns: &[
        text("measure", "Measure", "the measure's code"),
        text("item", "Item", "which goal or part"),
        text("informant", "Told by", "who told it"),
        day("observed_on", "Day", "the day it was observed"),
        score("value", "Score", "the score"),
    ],
    filters: &[Param::Child],
    subject: Subject::Child,
    layout: Layout::Table(0),
    nothing: "no score is recorded",
};
