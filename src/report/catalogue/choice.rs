//! Plans and choices: what children need, and who decided what.

use super::spending::{CHILD, COMMITTED, PURCHASES, SPENT};
use crate::{Layout, Report, Subject};
use store::{Param, Query};
use table::Column;
use table::column::{count, day, money, percent, score, text};

/// The need's number.
pub(super) const NEED: Column = count("need", "Need", "the need's number");
/// What is needed.
pub(super) const NEEDED: Column = text("what", "What", "what is needed");
/// Part of the common assessment.
const DOMAIN: Column =
    text("domain", "Domain", "part of the common assessment: `child`, `carers` or `environment`");
/// The aim it serves.
const AIM: Column = text("aim", "Aim", "the Every Child Matters aim it serves");
/// What it is likely to cost.
const LIKELY: Column = money("likely", "Likely", "what is likely to be spent on it").totalled();
/// What is expected, in words.
const OUTCOME: Column = text("outcome", "Expected", "the outcome expected, in words");
/// What is expected, as a score.
const TARGET: Column = text("target", "Score hoped for", "the score expected");
/// By when.
const DUE_ON: Column = day("due_on", "By", "the day by which it is expected");

/// One child's plan.
pub static NEEDS: Report = Report {
    query: Query::Needs,
    title: "Needs",
    purpose: "What one child needs, what is expected of it, and what became of it",
    columns: &[
        NEED,
        NEEDED,
        DOMAIN,
        AIM,
        LIKELY,
        OUTCOME,
        TARGET,
        DUE_ON,
        text(
            "mark",
            "So far",
            "`met`, `achieved`, `partly`, `not_achieved` or `unmet`, as was last said; empty: nothing yet",
        ),
        text("why", "Why", "why it is unmet"),
        money("cost", "Would cost", "what it would likely have cost, where it is unmet"),
        day("marked_on", "On", "the day that was so"),
    ],
    filters: &[Param::Child],
    subject: Subject::Child,
    layout: Layout::Table(0),
    nothing: "nothing is planned",
};

/// Plans against what came of them.
pub static PLANNED: Report = Report {
    query: Query::Planned,
    title: "Planned and actual",
    purpose: "What was likely to be spent on each need and what was, what was expected and what came about; \
              a line for what was bought outside the plan",
    columns: &[
        CHILD,
        NEED,
        text("what", "What", "what is needed; `unplanned`: purchases that fall under no need"),
        DOMAIN,
        AIM,
        LIKELY,
        COMMITTED,
        SPENT,
        money("difference", "Difference", "likely (nought where none was given) less promised less used")
            .totalled(),
        PURCHASES,
        OUTCOME,
        TARGET,
        DUE_ON,
        score(
            "score",
            "Score",
            "the latest score of that measure and item by the day it was expected, or so far",
        ),
        day("scored_on", "Scored", "the day of that score"),
        text(
            "result",
            "Result",
            "`achieved`, `not_yet` or `not_achieved` by the score; without one as marked: `met`, `achieved`, \
             `partly` or `not_achieved`; `unmet` as marked; empty: nothing is known",
        ),
        text("result_by", "Known by", "what the result follows from: `score` or `mark`"),
    ],
    filters: &[Param::Child, Param::Practitioner],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing is planned, and nothing was bought",
};

/// Unmet needs.
pub static UNMET: Report = Report {
    query: Query::Unmet,
    title: "Unmet needs",
    purpose: "Needs that nothing could be done about, by reason, and what they would likely cost",
    columns: &[
        text(
            "why",
            "Why",
            "`no_provider`, `waiting_list`, `not_allowed`, `no_money`, `family_declined` or `other`",
        ),
        count("needs", "Needs", "how many needs").totalled(),
        count("children", "Children", "of how many children"),
        money("likely", "Likely cost", "what they would cost: as last said, else as planned").totalled(),
        count("without_cost", "No cost given", "how many of them have no cost").totalled(),
    ],
    filters: &[Param::Child, Param::Practitioner, Param::Since, Param::Until],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "no need is marked as unmet",
};

/// Conflicts of interest.
pub static CONFLICTS: Report = Report {
    query: Query::Conflicts,
    title: "Conflicts of interest",
    purpose: "Who has declared an interest in which child or provider",
    columns: &[
        count("conflict", "No.", "the conflict's number"),
        text("practitioner", "Code", "whose it is"),
        text("name", "Name", "their name"),
        text("kind", "With", "`child` or `provider`"),
        text("with", "Whom", "the child's reference or the provider's code"),
        text("what", "What", "what it is"),
        day("from_on", "From", "the first day"),
        day("until_on", "Until", "the last day; empty: it goes on"),
    ],
    filters: &[Param::Child, Param::Practitioner, Param::Provider],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "no conflict of interest is declared",
};

/// Compacts.
pub static COMPACTS: Report = Report {
    query: Query::Compacts,
    title: "Compacts",
    purpose: "Who promised what, and when it is looked at again",
    columns: &[
        count("compact", "Compact", "the compact's number"),
        CHILD,
        day("agreed_on", "Agreed", "the day it was agreed"),
        text("who", "Who", "`family`, `child`, `professional`, `council` or `provider`"),
        text("promise", "Promised", "what they promised"),
        count("reviews", "Reviews", "how often it was looked at again"),
        day("reviewed_on", "Last review", "the day it was last looked at"),
        text("note", "Found", "what was found then"),
        day("next_on", "Next review", "when to look at it next"),
    ],
    filters: &[Param::Child, Param::Practitioner],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "no compact is recorded",
};

/// How long things took.
pub static WAITS: Report = Report {
    query: Query::Waits,
    title: "Waits",
    purpose: "How many days things took, from asking to delivery: for everything, by category and by provider. \
              Quantiles lie on the straight line between the two values next to them (Hyndman and Fan 1996, type 7)",
    columns: &[
        text("by", "By", "`all`, `category` or `provider`"),
        text("code", "Code", "the code of the category or provider"),
        text("name", "Name", "its name"),
        text(
            "span",
            "Days from",
            "`requested to ordered`; `ordered to approved`, where approval was asked for; `ordered to delivered`: to \
             the first delivery, without one to the first invoice, a purchase at once on its day; `requested to \
             delivered`; `needed to delivered`, negative: early; `mainstream wait avoided`: what the mainstream \
             service would have taken, less requested to delivered",
        ),
        count(
            "purchases",
            "Purchases",
            "purchases of which both days are known, and that hold or have spent money",
        ),
        score("median", "Median", "the median, in days"),
        score("p90", "90th", "the 90th percentile, in days: nine in ten took at most so long"),
        percent("in_time", "In time", "delivered on or before the day needed, in percent, rounded down"),
    ],
    filters: &[
        Param::Child,
        Param::Practitioner,
        Param::Provider,
        Param::Category,
        Param::Since,
        Param::Until,
    ],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing has been bought or ordered",
};

/// How things were chosen.
pub static CHOICE: Report = Report {
    query: Query::Choice,
    title: "Choice",
    purpose: "How things were chosen: out of how many options, by whom, for where, beside or instead of what, and what \
              the family said",
    columns: &[
        text(
            "about",
            "About",
            "`options considered`, `chosen by`, `delivered to`, `mainstream service`, `wish`, `consent` or `contribution of the family`",
        ),
        text("answer", "Answer", "what was said; `mean`: of the options of all that said how many"),
        count("purchases", "Purchases", "purchases with this answer, that hold or have spent money"),
        percent("share", "Share", "share of all purchases, in percent, rounded down"),
        score("mean", "Mean", "the mean number of options, the one chosen included, rounded down"),
        money("contribution", "Family paid", "what the families paid beside the price, in all"),
    ],
    filters: &[
        Param::Child,
        Param::Practitioner,
        Param::Provider,
        Param::Category,
        Param::Since,
        Param::Until,
    ],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing has been bought or ordered",
};

/// Who decided.
pub static DEVOLVED: Report = Report {
    query: Query::Devolved,
    title: "Devolved decisions",
    purpose: "What lead professionals decided alone, against what a manager approved or refused, month by month and \
              in all",
    columns: &[
        text("month", "Month", "the month of the order, or of the decision on it; `all` for all of them"),
        count(
            "alone",
            "Alone",
            "orders and purchases of lead professionals that needed no approval, not undone",
        ),
        money("alone_amount", "Ordered alone", "what they were ordered at, with VAT"),
        count("approved", "Approved", "requests that were approved"),
        money("approved_amount", "Approved for", "what was asked for, the order as a whole, with VAT"),
        count("refused", "Refused", "requests that were refused"),
        money("refused_amount", "Refused for", "what was asked for, the order as a whole, with VAT"),
        percent(
            "alone_share",
            "Share",
            "decided alone, in percent of alone, approved and refused, rounded down",
        ),
        percent("alone_amount_share", "Of the money", "the same share of the money"),
        count("manager", "Managers' own", "orders and purchases of managers and others above, in no share"),
        money("manager_amount", "Ordered by them", "what they were ordered at, with VAT"),
    ],
    filters: &[Param::Practitioner, Param::Since, Param::Until],
    subject: Subject::All,
    layout: Layout::Table(0),
    nothing: "nothing has been decided",
};
