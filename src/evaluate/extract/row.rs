//! The rows of an extract, generalised so that none leads to a child.
//!
//! `None` stands for what is withheld, the mark `c` of the tables, unless a field says otherwise. Days
//! are counted from the child's own baseline and cut down to whole weeks: 0, 7, 14; those of purchases, which
//! others know, to quarters of a year. Whoever writes the rows puts a
//! pseudonym for each place of a child, and **sorts rows by the pseudonym**: the order of places is the
//! order of the ledger.

use crate::data::Place;
use domain::{Arm, Cohort, Domain, NeedMark, Pence, Score, Sex, Unmet};

/// Everything an extract tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The children, by place.
    pub children: Vec<RowChild>,
    /// Their budgets, by child.
    pub budgets: Vec<RowBudget>,
    /// What was bought, by child and day.
    pub purchases: Vec<RowPurchase>,
    /// What they needed, by child.
    pub needs: Vec<RowNeed>,
    /// How it was chosen, counted by child and question.
    pub choices: Vec<RowChoice>,
    /// How long they waited, counted by child and span.
    pub waits: Vec<RowWait>,
    /// Work for them, by child and day.
    pub time: Vec<RowTime>,
    /// Scores, by child.
    pub outcomes: Vec<RowOutcome>,
    /// Changes of scores, by child.
    pub changes: Vec<RowChange>,
    /// A line for each child.
    pub summary: Vec<RowSummary>,
    /// What was withheld or made coarser.
    pub counted: Withheld,
}

/// How much was withheld or made coarser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    pub children: usize,
    /// Children whose area is withheld.
    pub area: usize,
    /// Areas with too few children, put together as `other`.
    pub areas_merged: usize,
    /// Children whose age band is withheld.
    pub age: usize,
    /// Children whose sex is withheld.
    pub sex: usize,
    /// Children whose cohort is withheld.
    pub cohort: usize,
    /// Children whose ethnic group is withheld.
    pub ethnic_group: usize,
    /// Children whose need is withheld.
    pub need: usize,
    /// Children whose level of need is withheld.
    pub need_level: usize,
    pub purchases: usize,
    /// Purchases whose day is withheld.
    pub day: usize,
    /// Purchases whose category is withheld.
    pub category: usize,
    /// Children whose data may not be used: they are in no table.
    pub not_used: usize,
    /// Purchases left out, because no group was large enough to hold them.
    pub left_out: usize,
    /// Different amounts that are told of purchases.
    pub amounts: usize,
    /// What all purchases cost that are told.
    pub bought: Pence,
    /// What those of them cost whose category is withheld: so much is missing from sums by category.
    pub without_category: Pence,
    /// Answers about choices that are withheld: each all of one child's to one question.
    pub choices: usize,
    /// Waits that are withheld: each all of one child's over one span.
    pub waits: usize,
}

/// Where a child lives, as far as it is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowArea {
    /// An area with enough children.
    Area(Place),
    /// One of the areas with too few.
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChild {
    /// Its place: only to find its pseudonym.
    pub child: Place,
    pub arm: Arm,
    pub cohort: Option<Cohort>,
    /// Its age band at its baseline: `5-10`, `16+`.
    pub age_band: Option<String>,
    pub sex: Option<Sex>,
    /// Its ethnic group: the first letter of its code, which is the broad group.
    pub ethnic_group: Option<String>,
    /// Where it lives.
    pub area: Option<RowArea>,
    /// Its main need.
    pub need: Option<String>,
    /// How much it needs.
    pub need_level: Option<u8>,
}

/// A budget. Sums are means of groups of children with sums near each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowBudget {
    /// Whose.
    pub child: Place,
    /// The outcome it opened for, `1` to `5`: the first figure of the aim. `None`: not said.
    pub outcome: Option<char>,
    /// What was given.
    pub allocated: Pence,
    /// What is promised.
    pub committed: Pence,
    pub spent: Pence,
    /// Days from the baseline to its end. `None`: open.
    pub closed: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPurchase {
    /// For whom.
    pub child: Place,
    /// What kind: a place in the categories.
    pub category: Option<Place>,
    /// What was spent or is promised, net: the mean of a group of purchases.
    pub amount: Option<Pence>,
    /// Days from the baseline to the order, in quarters of a year: 0, 91, 182.
    pub commissioned: Option<i64>,
}

/// How often a child's purchases have an answer to a question about choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChoice {
    /// For whom.
    pub child: Place,
    /// What is asked: one of [`super::CHOICES`].
    pub question: &'static str,
    /// The answer: one of that question's.
    pub answer: &'static str,
    pub purchases: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowNeed {
    /// Whose.
    pub child: Place,
    /// The part of the common assessment. `None`: not said.
    pub domain: Option<Domain>,
    /// The outcome it serves, `1` to `5`. `None`: not said.
    pub outcome: Option<char>,
    /// What was likely to be spent, to the nearest ten pounds. `None`: not said.
    pub likely: Option<Pence>,
    /// What became of it. `None`: not said.
    pub mark: Option<NeedMark>,
    /// Why nothing was done. `None`: not said.
    pub unmet: Option<Unmet>,
    /// Whether the score hoped for was reached. `None`: none was hoped for or told.
    pub reached: Option<bool>,
}

/// How many of a child's purchases took about so long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWait {
    /// Whose.
    pub child: Place,
    /// From when to when: one of `SPANS` in `choices_and_waits`.
    pub span: &'static str,
    /// About how many days: one of that span's answers.
    pub days: &'static str,
    /// How many purchases took so long.
    pub purchases: usize,
}

/// Work for a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowTime {
    /// For whom.
    pub child: Place,
    /// Days from the baseline.
    pub day: i64,
    /// How long, to the nearest quarter of an hour and at least that.
    pub minutes: u32,
}

/// A score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOutcome {
    /// Whose.
    pub child: Place,
    pub measure: Place,
    /// Which of the child's goals or parts: 1, 2, 3; 0 where the measure has none.
    pub item: u32,
    /// Who told it: a place in the informants.
    pub informant: Place,
    /// Days from the baseline.
    pub day: i64,
    pub score: Score,
}

/// A change of scores.
#[derive(Clone, Debug, PartialEq)]
pub struct RowChange {
    /// Whose.
    pub child: Place,
    pub measure: Place,
    /// How many items it is the mean of.
    pub items: usize,
    /// The first score.
    pub first: f64,
    /// The last score.
    pub last: f64,
    /// The change, positive where it is better.
    pub improvement: f64,
}

/// A child's sums. Money and minutes are means of groups of children with sums near each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSummary {
    /// Whose.
    pub child: Place,
    pub arm: Arm,
    /// What was given.
    pub allocated: Pence,
    /// What is promised.
    pub committed: Pence,
    pub spent: Pence,
    /// Minutes worked.
    pub minutes: i64,
    /// Purchases that still stand.
    pub purchases: usize,
    /// The median of its days from asking to getting, as the mean of children with such ones near it. `None`:
    /// fewer than three purchases came.
    pub wait: Option<i64>,
}
