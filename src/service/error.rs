//! Why a use case did not happen.

use thiserror::Error;

use domain::Refusal;
use file::{BadFile, BadFiles};
use import::BadPolicy;
use store::StoreError;

/// What a use case answers with.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not happen. Nothing was recorded in any case.
#[derive(Debug, Error)]
pub enum Error {
    /// A rule said no.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The ledger file could not be used.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// Import files are not acceptable.
    #[error("{0}")]
    BadFiles(#[from] BadFiles),
    /// A policy is not acceptable.
    #[error("{0}")]
    BadPolicy(#[from] BadPolicy),
}

impl From<BadFile> for Error {
    fn from(file: BadFile) -> Self {
        BadFiles::from(file).into()
    }
}
