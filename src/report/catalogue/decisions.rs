//! What people decide: what waits for approval, what became of it, and what was bought in parts.

use super::shared::{BUYER, CATEGORY, COMMISSION, ITEM, PROVIDER};
use super::spending::CHILD;
use crate::{Layout, Report, Subject};
use store::{Param, Query};
use table::Column;
use table::column::{count, day, money, text};

const ASKED_ON: Column = day("asked_on", "Asked", "the day it was asked for");
const ASKED: Column = money("asked", "Asked for", "the price of the whole order, with VAT");
const BECAUSE: Column =
    text("because", "Because", "`limit`: above what may be ordered alone; `conflict`: of interest; `both`");

/// What waits for approval.
pub static WAITING: Report = Report {
    query: Query::Waiting,
    title: "Waiting for approval",
    purpose: "What waits for approval, oldest first, with what is left and what else the child has had",
    columns: &[
        COMMISSION,
        ASKED_ON,
        count("days", "Days", "how many days it has waited"),
        CHILD,
        ITEM,
        CATEGORY,
        PROVIDER,
        ASKED,
        BECAUSE,
        BUYER,
        text("asked_by", "Asked by", "who recorded it; neither they nor the buyer decides"),
        money("left", "Left", "what the child has left once this is kept"),
        money("had", "Had", "what the child has had and been promised so far, this included"),
        count(
            "nearby",
            "Lately",
            "what else this buyer bought for the child within the split window before it",
        ),
        money("nearby_amount", "Cost lately", "the price of those, with VAT"),
        day("needed_on", "Needed", "when the child needs it"),
        text("wish", "Wish", "what the family wished"),
        text("note", "Note", "the remark kept with it"),
        text("provider_step", "Step", "the step on the ladder of intervention with the provider, if any"),
    ],
    filters: &[Param::Number, Param::Child],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing waits for approval",
};

/// Requests and decisions.
pub static APPROVALS: Report = Report {
    query: Query::Approvals,
    title: "Requests for approval",
    purpose: "Every request for approval, what became of it, and how long it took",
    columns: &[
        COMMISSION,
        ASKED_ON,
        CHILD,
        ITEM,
        CATEGORY,
        ASKED.totalled(),
        BECAUSE,
        BUYER,
        text("verdict", "Verdict", "`approved`, `refused`, `withdrawn` by whoever asked, or `waiting`"),
        day("decided_on", "Decided", "the day it was decided"),
        text("decided_by", "By", "who decided"),
        count("days", "Days", "from the day it was asked for to the day it was decided, or to now"),
        count("minutes", "Minutes", "between the recording of the one and of the other"),
        text("reason", "Reason", "why it was refused, or the approver's remark"),
    ],
    filters: &[Param::Child, Param::Practitioner, Param::Since, Param::Until],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nobody has asked for approval",
};

/// Purchases in parts.
pub static SPLITS: Report = Report {
    query: Query::Splits,
    title: "Bought in parts",
    purpose: "Purchases within the limit that pass it together: one buyer, child and provider, within the split window",
    columns: &[
        count("commission", "Last", "the purchase with which the limit was passed"),
        day("placed_on", "Day", "the day of that purchase"),
        CHILD,
        BUYER,
        PROVIDER,
        money("limit", "Limit", "what could be ordered without approval"),
        count("purchases", "Purchases", "how many, that one included"),
        money("together", "Together", "their price, with VAT"),
        day("first_on", "Since", "the day of the first of them"),
        text("commissions", "Orders", "the commissions' numbers"),
    ],
    filters: &[Param::Child, Param::Practitioner, Param::Since, Param::Until],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "no purchases pass a limit together",
};
