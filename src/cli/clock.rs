//! The one reading of the clock in a command.

use chrono::{DateTime, Utc};

use super::Result;

/// Returns the instant. Debug builds, which tests and documentation run, take it from `BHLP_NOW`;
/// in a release the recorded time is the program's own.
pub(super) fn now() -> Result<DateTime<Utc>> {
    #[cfg(debug_assertions)]
    if let Ok(fixed) = std::env::var("BHLP_NOW") {
        return fixed.parse().map_err(|_| {
            super::Failure::usage(
                "CLOCK_INVALID",
                format!("BHLP_NOW is `{fixed}`; wanted such as 2006-09-01T10:00:00Z"),
                None,
            )
        });
    }
    Ok(Utc::now())
}
