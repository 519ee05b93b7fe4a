//! `bhlp today`: what is waiting for whoever asks.

use crate::carry_out::Done;
use crate::globals::Globals;
use crate::listing::listed;
use report::{Request, catalogue};

pub(super) fn run(globals: &Globals) -> Done {
    let practitioner = Some(globals.user()?);
    listed(globals, &catalogue::TODAY, &Request { practitioner, ..Request::default() })
}
