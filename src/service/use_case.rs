//! The one way in which every use case runs.

use serde::Serialize;

use super::{Context, Error, Reply, Result, Run, UnitOfWork};
use domain::{Action, Refusal};
use store::{Ledger, WriteTx};

/// One thing people do.
pub trait UseCase: Serialize {
    /// The kind of event it makes; for an entry, the entry's kind.
    const KIND: &'static str;
    /// What the user must be allowed to do.
    const ACTION: Action;

    /// Loads, plans and writes. The last event is sealed by the caller.
    ///
    /// # Errors
    /// The first rule that refuses, or a failure of the file.
    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply>;
}

/// Carries out one use case in one transaction.
///
/// # Errors
/// A refusal, with nothing recorded.
pub fn record<U: UseCase>(ledger: &mut Ledger, context: &Context, request: &U) -> Result<Reply> {
    record_in(ledger.write()?, context, request)
}

/// Carries out one use case in a transaction that was begun for it, or as its part of a group, and ends it.
///
/// # Errors
/// As [`record`]; of a group, only this part is undone.
pub fn record_in<U: UseCase>(tx: WriteTx<'_>, context: &Context, request: &U) -> Result<Reply> {
    let mut work = UnitOfWork::begin(tx, context, U::ACTION).map_err(|error| match error {
        // Of all that moves money, only what was asked.
        Error::Refused(Refusal::RoleMayNot { user, role, action: Action::Money }) => {
            Refusal::CommandNotOfRole { user, role, kind: U::KIND }.into()
        }
        other => other,
    })?;
    let asked = work.asked(request);
    if let Some(reply) = work.find_request(U::KIND, &asked)? {
        return Ok(reply);
    }
    let may_reopen = work.actor.role.may(Action::Months);
    let mut reply = request.carry_out(&mut work).map_err(|error| match error {
        Error::Refused(Refusal::MonthClosed { month, on, .. }) => {
            Refusal::MonthClosed { month, on, may_reopen }.into()
        }
        other => other,
    })?;
    if reply.already {
        return Ok(reply);
    }
    work.nothing_late_is_left()?;
    let posted = work.posted();
    reply.number = work.seal(U::KIND, &asked)?;
    if posted.is_some_and(|kind| !kind.places_commission()) {
        reply.sentence = format!("{} (entry {})", reply.sentence, reply.number);
    }
    reply.dry = context.run == Run::Dry;
    work.commit(context.run)?;
    Ok(reply)
}
