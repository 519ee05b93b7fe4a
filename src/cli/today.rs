//! `bhlp today`: what waits for whoever asks.

use super::args::Globals;
use super::report::Listing;
use super::{Done, listed};

pub(super) fn run(globals: &Globals) -> Done {
    listed(globals, Listing::Today(globals.user()?))
}
