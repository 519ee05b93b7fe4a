//! `bhlp demo`.

use super::Result;
use super::args::{DemoArgs, Globals};

pub(super) fn run(_globals: &Globals, _args: DemoArgs) -> Result {
    Ok(())
}
