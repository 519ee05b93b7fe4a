//! The ledger file: made, opened, and read or written in a transaction.

use std::cmp::Ordering;
use std::fs::OpenOptions;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::at_rest::AtRest;
use super::bulk::RelaxedPragmas;
use super::guards::schema;
use super::reader::Reader;
use super::write::{Group, WriteTx};
use super::{Result, StoreError, audit, seal};

/// `BHLP` in the file's header.
const APPLICATION_ID: i64 = 0x4248_4c50;
/// The format this program writes: the first that was released. Those before it were trials.
pub(super) const VERSION: i64 = 5;

/// How a new file keeps its journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Journal {
    /// Write-ahead log: the fast way on a local disk.
    Wal,
    /// Rollback journal: the only safe way on a network share.
    Rollback,
}

/// An open ledger file.
#[derive(Debug)]
pub struct Ledger {
    pub(super) conn: Connection,
    path: PathBuf,
    /// Set where it is read without a lock.
    at_rest: Option<AtRest>,
}

impl Ledger {
    /// Creates an empty ledger file.
    ///
    /// # Errors
    /// A file that exists already, or a place that cannot be written.
    pub fn create(path: &Path, journal: Journal) -> Result<Self> {
        Self::claim(path)?;
        let made = Self::make(path, journal);
        if made.is_err() {
            Self::discard(path);
        }
        made
    }

    /// Creates the file, empty, and never one that is there already.
    pub(super) fn claim(path: &Path) -> Result<()> {
        match OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(_) => Ok(()),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(StoreError::AlreadyThere(path.to_owned()))
            }
            Err(e) => Err(StoreError::Io(format!("{}: {e}", path.display()))),
        }
    }

    fn make(path: &Path, journal: Journal) -> Result<Self> {
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // Set once, here: changing it while others are connected ignores the busy timeout.
        let mode = match journal {
            Journal::Wal => "WAL",
            Journal::Rollback => "DELETE",
        };
        conn.pragma_update(None, "journal_mode", mode)?;
        conn.execute_batch(&format!("BEGIN IMMEDIATE; {}; COMMIT", schema()))?;
        Ok(Self { conn, path: path.to_owned(), at_rest: None })
    }

    /// Removes a file that was being created when creation failed.
    pub fn discard(path: &Path) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            // Nothing more can be done about a file that will not go; the first failure is told.
            let _ = std::fs::remove_file(PathBuf::from(name));
        }
    }

    /// Opens a ledger to record in it.
    ///
    /// # Errors
    /// A missing file, a directory, another program's file, a trial or newer format.
    pub fn open(path: &Path) -> Result<Self> {
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(StoreError::IsDirectory(path.to_owned())),
            Ok(_) => {}
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(StoreError::Missing(path.to_owned()));
            }
            Err(e) => return Err(StoreError::Io(format!("{}: {e}", path.display()))),
        }
        // Of a file that cannot be read, its first bytes tell whether it was ours.
        let blame = |error| match error {
            StoreError::Damaged(_) if !begins_as_ours(path) => StoreError::NotALedger(path.to_owned()),
            other => other,
        };
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(blame)?;
        Self { conn, path: path.to_owned(), at_rest: None }.check_format().map_err(blame)
    }

    /// Makes sure that it is a ledger, of the format this program knows.
    fn check_format(self) -> Result<Self> {
        let ours = self.header("application_id")? == APPLICATION_ID;
        let found = self.header("user_version")?;
        let path = self.path.clone();
        if !ours || found < 1 {
            return Err(StoreError::NotALedger(path));
        }
        match found.cmp(&VERSION) {
            Ordering::Less => Err(StoreError::TrialVersion { path, found, known: VERSION }),
            Ordering::Equal => Ok(self),
            Ordering::Greater => Err(StoreError::NewerVersion { path, found, known: VERSION }),
        }
    }

    /// Opens a ledger to read it; nothing can be changed through it.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_to_read(path: &Path) -> Result<Self> {
        // Opened like any other, so that the last to leave tidies up the write-ahead log, which a
        // connection without the right to write would leave behind.
        let ledger = Self::open(path)?;
        ledger.conn.pragma_update(None, "query_only", true)?;
        Ok(ledger)
    }

    /// Opens a ledger to check it, also where its folder cannot be written. [`Ledger::stayed`] has to be
    /// asked before what was read is believed.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_to_check(path: &Path) -> Result<Self> {
        match Self::open_to_read(path) {
            Err(StoreError::ReadOnly) => Self::open_at_rest(path),
            opened => opened,
        }
    }

    pub(super) fn open_at_rest(path: &Path) -> Result<Self> {
        let at_rest = AtRest::of(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let conn = connect(Path::new(&at_rest.uri()), flags)?;
        Self { conn, path: path.to_owned(), at_rest: Some(at_rest) }.check_format()
    }

    /// Makes sure that what was read is what is there: a ledger that is read without a lock may be written
    /// meanwhile.
    ///
    /// # Errors
    /// Somebody wrote to it.
    pub fn stayed(&self) -> Result<()> {
        self.at_rest.as_ref().map_or(Ok(()), AtRest::stayed)
    }

    /// Reads a number from the file's header.
    pub(super) fn header(&self, name: &str) -> Result<i64> {
        Ok(self.conn.pragma_query_value(None, name, |row| row.get(0))?)
    }

    /// Returns the file's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Sets how long to wait for another program that is writing; half a minute unless said here.
    ///
    /// # Errors
    /// A failure of SQLite.
    pub fn wait_at_most(&self, wait: Duration) -> Result<()> {
        Ok(self.conn.busy_timeout(wait)?)
    }

    /// Lets the file grow to so many pages and no further: then it is as if the disk were full.
    ///
    /// # Errors
    /// A failure of SQLite.
    pub fn grow_at_most(&self, pages: u32) -> Result<()> {
        Ok(self.conn.pragma_update(None, "max_page_count", pages)?)
    }

    /// Begins the one transaction of a command; nobody else can write until it ends.
    ///
    /// # Errors
    /// A ledger that stays busy, a read-only file.
    pub fn write(&mut self) -> Result<WriteTx<'_>> {
        let tx = Transaction::new(&mut self.conn, TransactionBehavior::Immediate)?;
        WriteTx::begin_whole(tx, None)
    }

    /// Begins one transaction for several writes, each a part of it; nobody else can write until it ends.
    ///
    /// # Errors
    /// As [`Ledger::write`].
    pub fn group(&mut self) -> Result<Group<'_>> {
        Ok(Group::begin(Transaction::new(&mut self.conn, TransactionBehavior::Immediate)?))
    }

    /// Begins a transaction that loads many rows: triggers and foreign keys stand aside, and every
    /// rule is verified over the new rows before COMMIT. See [`Bulk`](super::Bulk).
    ///
    /// # Errors
    /// As [`Ledger::write`].
    pub fn write_in_bulk(&mut self) -> Result<WriteTx<'_>> {
        let relaxed = RelaxedPragmas::set(&self.conn)?;
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        WriteTx::begin_whole(tx, Some(relaxed))
    }

    /// Begins a consistent view: what is read through it does not move.
    ///
    /// # Errors
    /// A ledger that stays busy.
    pub fn read(&mut self) -> Result<ReadTx<'_>> {
        let tx = Transaction::new(&mut self.conn, TransactionBehavior::Deferred)?;
        Ok(ReadTx { tx })
    }
}

/// A consistent view of the ledger.
#[derive(Debug)]
pub struct ReadTx<'c> {
    pub(super) tx: Transaction<'c>,
}

impl ReadTx<'_> {
    /// Returns the reader of this view.
    pub fn reader(&self) -> Reader<'_> {
        Reader { conn: &self.tx }
    }
}

/// Reads from the file itself what its header says: for one that SQLite cannot read.
fn begins_as_ours(path: &Path) -> bool {
    let mut header = [0; 72];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
    read.is_ok() && header.starts_with(b"SQLite format 3\0") && header.ends_with(b"BHLP")
}

/// Waits for another program that is writing, a millisecond at a time and half a minute in all.
/// SQLite's own waits grow to a tenth of a second, while others overtake: of eight at once, some would
/// wait for seconds.
fn wait_a_moment(times: i32) -> bool {
    std::thread::sleep(Duration::from_millis(1));
    times < 30_000
}

/// Opens a connection with the settings every connection has.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let mut conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_handler(Some(wait_a_moment))?;
    conn.set_prepared_statement_cache_capacity(64);
    // A plan looks at no value that is bound: else SQLite prepares a statement again for each.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "recursive_triggers", true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    audit::add_functions(&conn)?;
    seal::add_functions(&conn)?;
    Ok(conn)
}
