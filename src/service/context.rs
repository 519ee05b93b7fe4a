//! Who asks, when and how, and whether what is done is kept.

use chrono::{DateTime, SubsecRound, Utc};

use domain::{Code, Day};
use store::Origin;

/// Whether what is done is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// Committed.
    Real,
    /// The real transaction, rolled back at its end.
    Dry,
}

/// Who asks, when, and how: the same for every use case.
#[derive(Clone, Debug)]
pub struct Context {
    pub user: Code,
    /// The one reading of the clock for this command.
    pub now: DateTime<Utc>,
    /// Whether it is kept.
    pub run: Run,
    /// The request key.
    pub key: Option<Code>,
    /// The day a late fact belongs to, in a month that is closed.
    pub belongs_to: Option<Day>,
    pub origin: Origin,
}

impl Context {
    /// Returns the instant as the ledger writes it.
    pub fn instant(&self) -> String {
        self.now.trunc_subsecs(0).format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// Returns the day that counts where the user gives none: the pilot's own, in London.
    pub fn today(&self) -> Day {
        Day::in_london(self.now.naive_utc())
    }
}
