//! Why there is no pack.

use thiserror::Error;

use domain::Refusal;
use store::StoreError;

/// Why there is no pack.
#[derive(Debug, Error)]
pub enum PackError {
    /// A rule said no.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The ledger could not be read.
    #[error("{0}")]
    Store(#[from] StoreError),
}

pub(super) type Result<T, E = PackError> = std::result::Result<T, E>;
