//! The `bhlp` command; all of it is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    bhlp::cli::run(std::env::args_os())
}
