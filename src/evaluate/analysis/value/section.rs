//! The section, and what of it is told in short.

use super::super::effects::Effects;
use super::super::sample::Sample;
use super::costs::{self, Terms, View};
use super::drawn::{self, Drawn};
use super::versus::{self, Versus};
use super::{charts, per_child, per_unit, pilot, tornado, words};
use crate::Settings;
use crate::data::Data;
use disclosure::report::{Section, Tone, Words};

/// The section, and what of it is told in short.
pub fn section(data: &Data, settings: &Settings, effects: &Effects) -> (Section, Vec<Words>) {
    let mut section =
        Section { id: "value", title: "What it cost, and what it was worth", ..Section::default() };
    let costs = costs::costs(data, settings, effects, Terms::of(settings));
    let saves = costs::counted(settings, effects).next().is_some();
    section.words.push(words::terms(settings));
    section.words.extend(words::years_without_level(data, settings));
    section.words.extend(words::spent(data, settings, &costs));
    section.words.extend(words::time(data));
    section.words.extend(pilot::words(data, settings, &costs));
    section.tables.push(per_child::table(data, settings, &costs, saves));
    section.tables.extend(pilot::table(data, settings, &costs));

    let drawn: Vec<(&Sample, Result<Drawn, String>)> =
        effects.samples.iter().map(|sample| (sample, drawn::draw(data, settings, sample, &costs))).collect();
    let told: Vec<(&Sample, &Drawn)> =
        drawn.iter().filter_map(|(sample, drawn)| Some((*sample, drawn.as_ref().ok()?))).collect();
    if told.is_empty() {
        let text = "No child with a budget was followed up on any measure often enough to set cost against \
                    improvement, so only the costs are told.";
        section.words.push(Words::open(Tone::Doubt, text));
        return (section, Vec::new());
    }
    section.tables.push(per_unit::table(data, settings, &told));
    section.words.push(words::before_and_after());
    let short = versus(data, settings, effects, &drawn, saves, &mut section);
    (section, short)
}

/// Where there is a comparison arm: extra costs against extra effects. Returns what of it is told in short.
fn versus(
    data: &Data,
    settings: &Settings,
    effects: &Effects,
    drawn: &[(&Sample, Result<Drawn, String>)],
    saves: bool,
    section: &mut Section,
) -> Vec<Words> {
    let measures: Vec<Versus<'_>> = drawn
        .iter()
        .zip(&effects.measures)
        .filter(|((_, _), effect)| effect.primary && effect.difference.is_ok())
        .filter_map(|((sample, drawn), effect)| Some(Versus { sample, effect, drawn: drawn.as_ref().ok()? }))
        .filter(|versus| versus.drawn.seen.comparison.is_some())
        .collect();
    let Some(first) = measures.first().copied() else {
        section.words.push(words::no_comparison(effects));
        return Vec::new();
    };
    let views = [View::Fund, View::Council, View::Public];
    let views = if saves { &views[..] } else { &views[..2] };
    section.tables.push(versus::increments(&measures, views));
    let worth: Vec<Words> = measures
        .iter()
        .flat_map(|versus| [words::ratio(*versus), words::chance(settings, *versus)])
        .collect();
    section.words.extend(worth.iter().cloned());
    section.tables.push(versus::net_benefit(settings, &measures));
    section.tables.push(versus::quadrants(settings, first));
    section.charts.push(charts::plane(first));
    section.charts.push(charts::acceptability(settings, first));
    let tornado = tornado::tornado(data, settings, effects, first);
    section.words.extend(tornado::moved(&tornado, first));
    section.tables.push(tornado::table(&tornado, first));
    section.charts.push(tornado::chart(&tornado, first));
    worth
}
