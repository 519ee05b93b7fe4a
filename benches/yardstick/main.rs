//! Bare programs: what SQLite alone costs, without rules, triggers or chain.
//!
//! `bhlp` is measured against these, built with the same SQLite and the same profile. Each
//! subcommand does the least a hand-written program could do for the same answer. They guard
//! nothing: never point one at a ledger that matters. `compare.sh` drives them.

mod load;
mod read;
mod record;

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

const USAGE: &str = "usage: yardstick COMMAND
  strip LEDGER                     drop triggers and views: what `record` writes to
  record LEDGER CHILD,.. CATEGORY PENCE PROVIDER ACCOUNT DAY TIMES
  ours LEDGER USER CHILD,.. CATEGORY PENCE PROVIDER ACCOUNT DAY TIMES
                                   the same through the library, every rule on
  point LEDGER CHILD               one child's budget
  print LEDGER                     every child's budget, kept figures
  recompute LEDGER                 every child's budget, from the transfers
  child-category LEDGER            purchases by child and category
  months LEDGER                    movements by month
  csv LEDGER                       every commission
  chain LEDGER                     recompute the hash chain
  scan LEDGER                      read every row of every table
  import LEDGER NEW                copy every row: no index, no key
  import-keyed LEDGER NEW          copy every row: the schema's keys and indexes, no trigger";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["strip", ledger] => load::strip(ledger.as_ref()),
        ["record", ledger, what @ .., times] if what.len() == 6 => {
            record::bare(ledger.as_ref(), what.try_into()?, times.parse()?)
        }
        ["ours", ledger, user, what @ .., times] if what.len() == 6 => {
            record::ours(ledger.as_ref(), user, what.try_into()?, times.parse()?)
        }
        ["point", ledger, child] => read::table(ledger.as_ref(), read::POINT, &[child]),
        ["print", ledger] => read::table(ledger.as_ref(), read::PRINT, &[]),
        ["recompute", ledger] => read::table(ledger.as_ref(), read::RECOMPUTE, &[]),
        ["child-category", ledger] => read::table(ledger.as_ref(), read::CHILD_CATEGORY, &[]),
        ["months", ledger] => read::table(ledger.as_ref(), read::MONTHS, &[]),
        ["csv", ledger] => read::table(ledger.as_ref(), read::COMMISSIONS, &[]),
        ["chain", ledger] => read::chain(ledger.as_ref()),
        ["scan", ledger] => load::scan(ledger.as_ref()),
        ["import", ledger, new] => load::copy(ledger.as_ref(), new.as_ref(), load::Keys::None),
        ["import-keyed", ledger, new] => load::copy(ledger.as_ref(), new.as_ref(), load::Keys::All),
        // `cargo bench` runs every bench with this one argument.
        [] | ["--bench"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("{USAGE}"),
    }
}

/// Opens a file that is there, with no check of any kind.
fn open(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .with_context(|| path.display().to_string())?;
    conn.busy_timeout(Duration::from_secs(30))?;
    conn.set_prepared_statement_cache_capacity(64);
    // rusqlite's SQLite has foreign keys on unless you say otherwise otherwise.
    conn.pragma_update(None, "foreign_keys", false)?;
    Ok(conn)
}

/// Opens a file to write, durably, its triggers off.
fn open_to_write(path: &Path) -> Result<Connection> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    Ok(conn)
}
