//! Plans and choices: what children need, and who decided what.

use super::spending::{CHILD, COMMITTED, PURCHASES, SPENT};
use crate::report::column::{count, day, money, score, text};
use crate::report::{Column, Layout, Report, Subject};
use crate::store::{Param, Query};

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
        text("result_by", "By", "what the result follows from: `score` or `mark`"),
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
