//! What stands aside on a connection during a load, and comes back whatever happens.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::super::Result;

/// Set for this connection only, and not in the file: another program, or this one after a crash,
/// meets every trigger in its place. Put back when dropped, which must be after the transaction.
#[derive(Debug)]
pub(in super::super) struct RelaxedPragmas<'c> {
    conn: &'c Connection,
    cache_size: i64,
}

/// Kilobytes of pages kept in memory during a load, and as much again for each index being sorted (a
/// negative number means kilobytes to SQLite).
const CACHE: i64 = -40_960;

impl<'c> RelaxedPragmas<'c> {
    pub fn set(conn: &'c Connection) -> Result<Self> {
        let cache_size = conn.pragma_query_value(None, "cache_size", |row| row.get(0))?;
        let relaxed = Self { conn, cache_size };
        conn.pragma_update(None, "foreign_keys", false)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        conn.pragma_update(None, "cache_size", CACHE)?;
        Ok(relaxed)
    }

    pub const fn conn(&self) -> &'c Connection {
        self.conn
    }
}

impl Drop for RelaxedPragmas<'_> {
    fn drop(&mut self) {
        let back = [
            self.conn.pragma_update(None, "foreign_keys", true),
            self.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true).map(drop),
            self.conn.pragma_update(None, "cache_size", self.cache_size),
        ];
        assert!(back.iter().all(Result::is_ok), "settings of an open connection can be put back");
    }
}
