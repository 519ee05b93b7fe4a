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
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The ledger file could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Import files are not acceptable.
    #[error(transparent)]
    BadFiles(#[from] BadFiles),
    /// A policy is not acceptable.
    #[error(transparent)]
    BadPolicy(#[from] BadPolicy),
}

impl From<BadFile> for Error {
    fn from(file: BadFile) -> Self {
        BadFiles::from(file).into()
    }
}
