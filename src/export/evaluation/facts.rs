//! What a report is about.

use domain::Day;
use evaluate::Data;

/// What a report is about.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its title: `Evaluation of Wrekin Vale`.
    pub title: String,
    /// The last day that was looked at.
    pub as_at: Day,
    /// What stands at its head: a name, and what is said.
    pub about: Vec<(&'static str, String)>,
    /// What it was made from, up to the words before the hash.
    pub made_from: String,
    pub hash: String,
    /// The version of the program that made it.
    pub version: &'static str,
    /// Whether `bhlp evaluate report --explain` can tell how each figure was made.
    pub explained: bool,
}

impl Facts {
    /// The facts of what was read.
    pub fn of(data: &Data) -> Self {
        let Data { pilot, authority, starts_on, ends_on, as_at, head, .. } = data;
        let version = domain::VERSION;
        Self {
            title: format!("Evaluation of {pilot}"),
            as_at: *as_at,
            about: vec![
                ("Pilot", format!("{pilot} ({authority})")),
                ("It ran", format!("from {} to {}", starts_on.format_long(), ends_on.format_long())),
                ("As at", as_at.format_long()),
                ("Made by", format!("bhlp {version}, from the events 1 to {}", head.event)),
            ],
            made_from: format!("the events 1 to {} of the ledger; the hash of the last is", head.event),
            hash: head.hash.clone(),
            version,
            explained: true,
        }
    }
}
