//! The `bhlp` command. The rooms, in reading order: `domain` has the rules as pure values, `table` is what
//! every list is made of, `store` is the only one that names the database, `service` has one use case a file,
//! `import` reads files, `evaluate` works out what helped, `report` has the reports, `export` writes what
//! leaves the ledger, `cli` is the command.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(std::env::args_os())
}
