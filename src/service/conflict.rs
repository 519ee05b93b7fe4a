//! Conflicts of interest: declared by whoever has one, ended by somebody else.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::conflict::Interest;
use domain::row::{Recorded as _, Row as _};
use domain::{Action, Code, ConflictId, Day, Refusal, Text, rows};

/// Declares a conflict of interest with a child or a provider.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictDeclare {
    pub child: Option<Code>,
    pub provider: Option<Text>,
    pub what: Text,
    pub practitioner: Option<Code>,
    pub on: Option<Day>,
}

impl UseCase for ConflictDeclare {
    const KIND: &'static str = "conflict.declare";
    const ACTION: Action = Action::Declare;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let who = match &self.practitioner {
            Some(code) => work.practitioner(code)?,
            None => work.actor.clone(),
        };
        if who.id != work.actor.id {
            work.may(Action::Registers)?;
        }
        let (with, named) = match (&self.child, &self.provider) {
            (Some(child), None) => {
                let child = work.child(child)?;
                (Interest::Child(child.id), child.child_ref)
            }
            (None, Some(provider)) => {
                let provider = work.provider(provider.as_str())?;
                (Interest::Provider(provider.id), provider.code)
            }
            _ => {
                let (field, found, wanted) = ("conflict", "none or both".into(), "a child or a provider");
                return Err(Refusal::FieldInvalid { field, found, wanted }.into());
            }
        };
        if let Some(conflict) = work.reader().conflict_with(who.id, with)? {
            return Err(
                Refusal::ConflictDeclaredAlready { practitioner: who.code, with: named, conflict }.into()
            );
        }
        let on = work.on(self.on);
        let (child_id, provider_id) = match with {
            Interest::Child(child) => (Some(child), None),
            Interest::Provider(provider) => (None, Some(provider)),
        };
        let conflict = work.tx.insert(&rows::Conflict {
            conflict_id: ConflictId::new(work.tx.next()),
            practitioner_id: who.id,
            child_id,
            provider_id,
            what: &self.what,
            from_on: on,
            until_on: None,
        })?;
        Ok(Reply::new(format!(
            "declared: {} has a conflict of interest with {named} from {on}: {} (conflict {conflict})",
            who.code, self.what
        )))
    }
}

/// Ends a conflict of interest; the day is the last on which it stands.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictEnd {
    pub conflict: i64,
    pub on: Option<Day>,
}

impl UseCase for ConflictEnd {
    const KIND: &'static str = "conflict.end";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let id = ConflictId::new(self.conflict);
        let conflict = work.found(work.reader().conflict(id)?, "conflict", self.conflict)?;
        if let Some(until_on) = conflict.until_on {
            return Err(Refusal::ConflictEnded { conflict: id, until_on }.into());
        }
        if conflict.practitioner == work.actor.id {
            return Err(Refusal::OwnConflict { user: conflict.code, conflict: id }.into());
        }
        let on = work.on(self.on);
        if on < conflict.from_on {
            let (what, before) = ("the end", "the declaration");
            return Err(Refusal::DaysOutOfOrder { what, on, before, before_on: conflict.from_on }.into());
        }
        work.tx.amend(rows::Conflict::TABLE, self.conflict, &vec![("until_on", on.value())])?;
        Ok(Reply::new(format!(
            "ended: {}'s conflict of interest with {}; its last day is {on}",
            conflict.code, conflict.with
        )))
    }
}
