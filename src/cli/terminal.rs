//! Whether somebody is there: only a person is asked, and only a person's short forms are written out.

use std::io::{self, IsTerminal};

/// Tells whether somebody sits at a terminal. Debug builds, which tests and documentation run, take it
/// from `BHLP_TERMINAL`.
pub(super) fn somebody_is_there() -> bool {
    #[cfg(debug_assertions)]
    if let Some(said) = std::env::var_os("BHLP_TERMINAL") {
        return said == "1";
    }
    io::stdin().is_terminal() && io::stderr().is_terminal()
}
