//! `bhlp today`: what is waiting for whoever asks.

use clap::Args;

use crate::carry_out::Done;
use crate::globals::Globals;
use crate::listing::listed;
use report::{Request, catalogue};

#[derive(Debug, Args)]
pub(super) struct TodayArgs {}

pub(super) fn run(globals: &Globals) -> Done {
    let practitioner = Some(globals.user()?);
    listed(globals, &catalogue::TODAY, &Request { practitioner, ..Request::default() })
}
