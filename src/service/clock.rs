//! The reading of the clock: once in a command, or in a request to a server, and passed down.

use chrono::{DateTime, Utc};
use thiserror::Error;

/// `BHLP_NOW` of a debug build is no instant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("BHLP_NOW is `{0}`; wanted such as 2006-09-01T10:00:00Z")]
pub struct ClockInvalid(pub String);

/// Returns the instant. Debug builds, which tests and documentation run, take it from `BHLP_NOW`;
/// in a release the recorded time is the program's own.
///
/// # Errors
/// A `BHLP_NOW` that is no instant.
pub fn now() -> Result<DateTime<Utc>, ClockInvalid> {
    #[cfg(debug_assertions)]
    if let Ok(fixed) = std::env::var("BHLP_NOW") {
        return fixed.parse().map_err(|_| ClockInvalid(fixed));
    }
    Ok(Utc::now())
}
