//! What can be worked out: one file a subject, each giving a section of the report. Nothing here decides
//! what may be shown.

use super::report::{Report, Tone, Words};
use super::{Data, Settings};

mod added_value;
pub mod association;
mod balance;
mod bought;
pub mod change;
pub mod choice;
pub mod combine;
pub mod description;
pub mod downstream;
pub mod effect;
mod effect_groups;
pub mod effects;
pub mod fit;
mod left_out;
mod limits;
pub mod providers;
pub mod sample;
pub mod standards;
pub mod summary;
mod tables;
mod telling;
pub mod value;
pub mod waits;

/// Works out the whole report, in reading order.
pub fn report(data: &Data, settings: &Settings) -> Report {
    let effects = effects::estimate(data, settings);
    let (value, worth) = value::section(data, settings, &effects);
    let mut report = Report {
        sections: vec![
            summary::section(data, settings, &effects, worth),
            description::section(data, settings),
            waits::section(data, settings),
            choice::section(data, settings),
            providers::section(data, settings),
            change::section(data, settings, &effects),
            association::section(data, settings, &effects),
            effect::section(data, settings, &effects),
            value,
            downstream::section(data, settings, &effects),
        ],
    };
    if settings.withholds_less() {
        let told = "This report withholds less than usual. It is for those who may see the ledger itself, and is not to \
                    be published.";
        report.sections[0].words.insert(0, Words::open(Tone::Doubt, told));
    }
    let standards = standards::sections(data, settings, &report);
    report.sections.extend(standards);
    report
}
