//! What can be worked out: one file a subject, each giving a section of the report. Nothing here decides
//! what may be shown.

use super::report::Report;
use super::{Data, Settings};

/// Works out the whole report, in reading order.
pub fn report(_data: &Data, _settings: &Settings) -> Report {
    Report { sections: Vec::new() }
}
