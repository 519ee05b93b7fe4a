//! `bhlp today`: what waits for whoever asks.

use crate::cli::carry_out::Done;
use crate::cli::globals::Globals;
use crate::cli::listing::{Listing, listed};

pub(super) fn run(globals: &Globals) -> Done {
    listed(globals, Listing::Today(globals.user()?))
}
