//! The whole report, section by section.

use super::{
    association, change, choice, description, downstream, effect, effects, happened, providers, standards,
    summary, value, waits,
};
use crate::{Data, Settings};
use disclosure::report::{Report, Tone, Words};

/// Works out the whole report, in reading order.
pub fn report(data: &Data, settings: &Settings) -> Report {
    let effects = effects::estimate(data, settings);
    let (value, worth) = value::section(data, settings, &effects);
    let mut sections = vec![
        summary::section(data, settings, &effects, worth),
        description::section(data, settings),
        waits::section(data, settings),
        choice::section(data, settings),
        providers::section(data, settings),
        change::section(data, settings, &effects),
        association::section(data, settings, &effects),
        effect::section(data, settings, &effects),
        value,
        happened::section(data, settings),
        downstream::section(data, settings, &effects),
    ];
    if settings.disclosure.withhold_less() {
        let told = "This report withholds less than usual. It is for those who may see the ledger itself, and is not to \
                    be published.";
        sections[0].words.insert(0, Words::open(Tone::Doubt, told));
    }
    let standards = standards::sections(data, settings, &sections);
    sections.extend(standards);
    Report::new(sections)
}
