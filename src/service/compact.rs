//! Compacts: what a family and those who work with them promised, and looking at it again.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::compact::{Compact, Promise};
use domain::{Action, Code, Day, EntryId, FactKind, Refusal, Text, rows};

/// Records a compact.
#[derive(Clone, Debug, Serialize)]
pub struct CompactAdd {
    pub child: Code,
    pub promises: Vec<Promise>,
    pub review_on: Option<Day>,
    pub on: Option<Day>,
}

impl UseCase for CompactAdd {
    const KIND: &'static str = "compact.add";
    const ACTION: Action = Action::Plan;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let child = work.child(&self.child)?;
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        let review_on = self.review_on;
        after("the review", review_on, "the agreement", on)?;
        let compact = work.tx.insert(&rows::Compact { child_id: child.id, agreed_on: on, review_on })?;
        for (line, promise) in (1..).zip(&self.promises) {
            work.tx.insert(&rows::CompactPromise { line, who: promise.who, what: &promise.what })?;
        }
        let review = review_on.map(|day| format!("; to be reviewed on {day}")).unwrap_or_default();
        let sentence =
            format!("recorded a compact for {} agreed on {on} (compact {compact}){review}", child.child_ref);
        let details = self.promises.iter().map(|promise| promise.to_string()).collect();
        Ok(Reply { details, ..Reply::new(sentence) })
    }
}

/// Records that a compact was looked at again.
#[derive(Clone, Debug, Serialize)]
pub struct CompactReview {
    pub compact: i64,
    pub note: Option<Text>,
    pub next_on: Option<Day>,
    pub on: Option<Day>,
}

impl UseCase for CompactReview {
    const KIND: &'static str = "compact.review";
    const ACTION: Action = Action::Plan;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let id = EntryId::new(work.standing(FactKind::Compact, self.compact)?.number);
        let Compact { child_ref, agreed_on, .. } =
            work.found(work.reader().compact(id)?, "compact", self.compact)?;
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        let next_on = self.next_on;
        after("the review", Some(on), "the agreement", agreed_on)?;
        after("the next review", next_on, "this one", on)?;
        let note = self.note.as_ref();
        work.tx.insert(&rows::CompactReview { compact: id, reviewed_on: on, note, next_on })?;
        let next = next_on.map(|day| format!("; next on {day}")).unwrap_or_default();
        Ok(Reply::new(format!("reviewed compact {id} of {child_ref} on {on}{next}")))
    }
}

/// Refuses a day before the one it follows.
fn after(what: &'static str, on: Option<Day>, before: &'static str, before_on: Day) -> Result<()> {
    match on {
        Some(on) if on < before_on => Err(Refusal::DaysOutOfOrder { what, on, before, before_on }.into()),
        _ => Ok(()),
    }
}
