//! Why a report was not given.

use std::io;

use thiserror::Error;

use domain::Refusal;
use store::StoreError;

/// Why a report was not given.
#[derive(Debug, Error)]
pub enum Error {
    /// It was asked about something that is not there.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The ledger file could not be read.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The view could not be written.
    #[error("{0}")]
    Output(#[from] io::Error),
}
