//! How a command does what was asked: in one transaction of a use case, and with a reply.
//!
//! Nothing here knows which commands there are.

use std::ffi::OsString;

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use super::failure::{NothingRecorded, Result};
use super::globals::Globals;
use super::origin;
use domain::Day;
use service::{Context, Reply, Run, UseCase, clock, record};
use store::Ledger;

/// What a command that may record answers with.
pub(super) type Done = Result<Option<Reply>>;

/// Does what another command line says, as if it had been typed, with the flags that every command
/// takes set anew. It is handed to the commands that do so, for only what stands above them knows all.
pub(super) type Play = fn(Vec<OsString>, &dyn Fn(&mut Globals)) -> Done;

/// A command that has shown its answer has no reply.
pub(super) fn shown((): ()) -> Option<Reply> {
    None
}

/// Carries out one use case.
pub(super) fn carry_out<U: UseCase>(globals: &Globals, request: &U) -> Done {
    let recorded = || -> Result<Reply> {
        let context = context(globals)?;
        let mut ledger = Ledger::open(&globals.ledger()?)?;
        Ok(record(&mut ledger, &context, request)?)
    };
    recorded().map(Some).context(NothingRecorded)
}

/// Reads the clock: once in a command.
pub(super) fn instant(globals: &Globals) -> Result<DateTime<Utc>> {
    match globals.clock {
        Some(now) => Ok(now),
        None => Ok(clock::now()?),
    }
}

/// Says which day it is, to a command that has no use for more.
pub(super) fn today(globals: &Globals) -> Result<Day> {
    Ok(Day::in_london(instant(globals)?.naive_utc()))
}

/// Says who asks, when, and whether it is kept.
pub(super) fn context(globals: &Globals) -> Result<Context> {
    let run = if globals.dry_run { Run::Dry } else { Run::Real };
    let (user, now) = (globals.user()?, instant(globals)?);
    let key = globals.key.clone();
    let (belongs_to, origin) = (globals.belongs_to, origin::origin());
    Ok(Context { user, now, run, key, belongs_to, origin })
}
