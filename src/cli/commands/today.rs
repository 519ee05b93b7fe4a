//! `bhlp today`: what waits for whoever asks.

use crate::carry_out::Done;
use crate::globals::Globals;
use crate::listing::{Listing, listed};

pub(super) fn run(globals: &Globals) -> Done {
    listed(globals, Listing::Today(globals.user()?))
}
