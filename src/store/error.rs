//! What can go wrong with the file: problems a user can mend, and refusals of the schema that the
//! plan should have foreseen.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use thiserror::Error;

/// What the store answers with.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// A failure of the ledger file.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no ledger at {}", .0.display())]
    Missing(PathBuf),
    #[error("{} is a directory, not a ledger file", .0.display())]
    IsDirectory(PathBuf),
    /// `init` or `restore` would overwrite.
    #[error("{} exists already; nothing is ever overwritten", .0.display())]
    AlreadyThere(PathBuf),
    /// The file belongs to another program, or is no database.
    #[error("{} is not a bhlp ledger", .0.display())]
    NotALedger(PathBuf),
    /// The file was written by a newer program.
    #[error("{} was written by a newer bhlp (format {found}; this one knows {known})", .path.display())]
    NewerVersion {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format known here.
        known: i64,
    },
    /// The file was written by a program from before the first release.
    #[error(
        "{} was written by a trial of bhlp (format {found}); this one reads and writes format {known}, \
         the first that was released",
        .path.display()
    )]
    TrialVersion {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The format of this program.
        known: i64,
    },
    /// Somebody else has been writing for too long.
    #[error("the ledger is busy: another program has been writing to it for a long time")]
    Busy,
    /// The file or its folder cannot be written.
    #[error("the ledger cannot be written: the file or its folder is read-only")]
    ReadOnly,
    /// It was read without a lock, and somebody wrote to it.
    #[error("the ledger was written to while it was read, so nothing can be said of it")]
    WrittenMeanwhile,
    /// No room.
    #[error("the disk is full")]
    DiskFull,
    /// The file is damaged.
    #[error("the ledger file is damaged: {0}")]
    Damaged(String),
    /// The operating system refused.
    #[error("the ledger file cannot be opened or read: {0}")]
    Io(String),
    /// The schema said no to what the plan had allowed: our fault, or another hand's mark.
    #[error("the ledger refused what the program had planned: {0}")]
    Refused(String),
    /// Anything else from SQLite.
    #[error(transparent)]
    Other(rusqlite::Error),
}

impl StoreError {
    /// Returns the stable code.
    pub fn code(&self) -> &str {
        match self {
            Self::Missing(_) => "LEDGER_MISSING",
            Self::IsDirectory(_) => "LEDGER_IS_DIRECTORY",
            Self::AlreadyThere(_) => "LEDGER_EXISTS",
            Self::NotALedger(_) => "NOT_A_LEDGER",
            Self::NewerVersion { .. } => "LEDGER_NEWER",
            Self::TrialVersion { .. } => "LEDGER_OLDER",
            Self::Busy | Self::WrittenMeanwhile => "LEDGER_BUSY",
            Self::ReadOnly => "LEDGER_READ_ONLY",
            Self::DiskFull => "DISK_FULL",
            Self::Damaged(_) => "LEDGER_DAMAGED",
            Self::Io(_) => "LEDGER_UNREADABLE",
            Self::Refused(_) | Self::Other(_) => "FAULT",
        }
    }

    /// Returns what to do next.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Missing(_) => "create one with bhlp init, or name another with --ledger FILE",
            Self::IsDirectory(_) => "name the file in it: --ledger FILE",
            Self::AlreadyThere(_) => "choose another name, or move the old file away yourself",
            Self::NotALedger(_) => "name the ledger with --ledger FILE or BHLP_LEDGER",
            Self::NewerVersion { .. } => "install the newer bhlp; this one leaves the file as it is",
            Self::TrialVersion { .. } => "start a new ledger: bhlp init; the file is left as it is",
            Self::Busy | Self::WrittenMeanwhile => "wait for the other command to finish, then try again",
            Self::ReadOnly => "check the permissions of the file and of its folder",
            Self::DiskFull => "free some room, then try again",
            Self::Damaged(_) => "restore the last backup: bhlp restore BACKUP --to FILE",
            Self::Io(_) => "check the path, the permissions and the disk",
            Self::Refused(_) | Self::Other(_) => return None,
        })
    }

    /// Tells whether this is a fault of the program, not a problem with the file.
    pub const fn is_fault(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Other(_))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return Self::Other(error);
        };
        let text = message.clone().unwrap_or_else(|| failure.to_string());
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::ReadOnly => Self::ReadOnly,
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged(text),
            ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::PermissionDenied => {
                Self::Io(text)
            }
            ErrorCode::ConstraintViolation => Self::Refused(text),
            _ => Self::Other(error),
        }
    }
}
