//! What several pilots hand over, as a comparison between them reads it: extracts, read again and joined.
//!
//! A place of a measure is an index into [`Sites::measures`], which is the same for every site.

use super::data::Place;
use domain::{Arm, Better, Code, Pence};

/// Several pilots.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    /// The measures that any of them has scores of, in the order of their codes.
    pub measures: Vec<SiteMeasure>,
    /// The pilots, in the order of their names.
    pub sites: Vec<Site>,
}

/// A measure as the sites describe it: one that they describe differently is never joined.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteMeasure {
    pub code: Code,
    /// Its name.
    pub label: String,
    /// Its lowest score.
    pub lowest: f64,
    /// Its highest score.
    pub highest: f64,
    /// Which way is better.
    pub better: Better,
}

impl SiteMeasure {
    /// Tells whether a change can be one on this scale: both scores within it, and its sign that of the
    /// better direction.
    pub fn admits(&self, change: &SiteChange) -> bool {
        let SiteChange { first, last, improvement, .. } = *change;
        let within = |score: f64| (self.lowest..=self.highest).contains(&score);
        let worked = if self.better == Better::Higher { last - first } else { first - last };
        // Each of the three is to three decimals.
        within(first) && within(last) && (worked - improvement).abs() < 0.002
    }
}

/// A pilot.
#[derive(Clone, Debug)]
pub struct Site {
    pub name: String,
    /// The fingerprint of the key that signed its extract; `None`: nobody did.
    pub signed_by: Option<String>,
    /// Its children.
    pub rows: Vec<SiteChild>,
}

/// A child of a pilot.
#[derive(Clone, Debug)]
pub struct SiteChild {
    pub arm: Arm,
    /// Children with the same number have the same lead professional; one without has a number of its
    /// own.
    pub cluster: u32,
    pub spent: Pence,
    /// Its changes, at most one for each measure.
    pub changes: Vec<SiteChange>,
}

/// How a child changed on a measure: the mean of its items where there are several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SiteChange {
    pub measure: Place,
    /// Its first score.
    pub first: f64,
    /// Its last score.
    pub last: f64,
    /// The change; positive is better, whichever way the scale runs.
    pub improvement: f64,
}
