//! A person says what is the same money, or takes that back.

use std::collections::BTreeSet;

use serde::Serialize;

use super::merchants::learn;
use super::parts::Parts;
use crate::{Reply, Result, UnitOfWork, UseCase};
use domain::matching::How;
use domain::{AccountName, Action, MatchingId, Month, Refusal, Text};
use store::RecordedMatching;

/// Matches lines and entries of one account: as many as there are, whose sums are equal.
#[derive(Clone, Debug, Serialize)]
pub struct Match {
    pub lines: Vec<i64>,
    pub entries: Vec<i64>,
    pub account: Option<AccountName>,
}

impl UseCase for Match {
    const KIND: &'static str = "reconcile.match";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let account = self.account.as_ref();
        let parts = Parts::find(work, &self.lines, &self.entries, account)?;
        parts.balance(work)?;
        let numbers = work.tx.add_matchings([parts.matched(How::Confirmed)])?;
        let number = numbers.first().expect("one matching has one number");
        let mut reply =
            Reply::new(format!("matched {} on {} (matching {number})", parts.describe(), parts.name));
        learn(work, &parts, &mut reply)?;
        Ok(reply)
    }
}

/// Takes a matching apart.
#[derive(Clone, Debug, Serialize)]
pub struct Unmatch {
    pub matching: i64,
    pub reason: Text,
}

impl UseCase for Unmatch {
    const KIND: &'static str = "reconcile.unmatch";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let matching = MatchingId::new(self.matching);
        let known = work.found(work.reader().matching(matching)?, "matching", self.matching)?;
        if let Some(by) = known.undone_by {
            return Err(Refusal::UndoneAlready { matching, by }.into());
        }
        if let Some(month) = rested_on_by(work, &known)? {
            return Err(Refusal::MatchingLocked { matching, month }.into());
        }
        work.tx.undo_matching(matching, &self.reason)?;
        let mut reply = Reply::new(format!("took matching {matching} apart: {}", self.reason));
        let (lines, items) = (known.matching.lines.len(), known.matching.items.len());
        reply.details.push(format!("open again: {} and {}", count_of(lines, "line"), count_entries(items)));
        Ok(reply)
    }
}

/// Finds the latest closed month that has a part of a matching and was signed off after it was made.
fn rested_on_by(work: &UnitOfWork<'_>, known: &RecordedMatching) -> Result<Option<Month>> {
    let months: BTreeSet<Month> = known.parts_on.iter().map(|day| day.month()).collect();
    for month in months.into_iter().rev() {
        if work.reader().sign_off(month)?.is_some_and(|signed| known.run < signed.event) {
            return Ok(Some(month));
        }
    }
    Ok(None)
}

fn count_of(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn count_entries(count: usize) -> String {
    if count == 1 { "1 entry".into() } else { format!("{count} entries") }
}
