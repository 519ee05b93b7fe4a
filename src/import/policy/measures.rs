//! What a policy says about measures: `[measures.CODE]` and its informants.

use crate::toml_reader::{Reader, Section, Value};
use domain::Score;
use domain::measure::{Informant, MeasureSays, ScoreBand};
use domain::policy::Problem;

/// Reads every measure.
pub(super) fn all(reader: &mut Reader<'_>, measures: &Section<'_, '_>) -> Vec<MeasureSays> {
    let mut all = Vec::new();
    for (code, mut measure) in reader.named(measures) {
        let informants = reader.table_at(&mut measure, "informants");
        all.push(MeasureSays {
            code,
            label: reader.perhaps(&mut measure, "label", Reader::text_of),
            lowest: reader.perhaps(&mut measure, "lowest", Reader::score),
            highest: reader.perhaps(&mut measure, "highest", Reader::score),
            better: reader.perhaps(&mut measure, "better", Reader::text_of),
            items: reader.perhaps(&mut measure, "items", Reader::yes),
            informants: informants.map(|table| told_by(reader, &table)).filter(|told| !told.is_empty()),
            least_days: reader.perhaps(&mut measure, "least_days", Reader::days),
            pair: reader.perhaps(&mut measure, "pair", Reader::text_of),
            aims: reader.perhaps(&mut measure, "aims", Reader::list),
        });
        reader.unknown(&measure);
    }
    all
}

fn told_by(reader: &mut Reader<'_>, informants: &Section<'_, '_>) -> Vec<Informant> {
    let mut all = Vec::new();
    for (name, mut informant) in reader.named(informants) {
        all.push(Informant {
            name,
            reliability: reader.perhaps(&mut informant, "reliability", reliability),
            deviation: reader.perhaps(&mut informant, "deviation", deviation),
            source: reader.perhaps(&mut informant, "source", Reader::text_of),
            bands: bands(reader, &mut informant),
        });
        reader.unknown(&informant);
    }
    all
}

fn bands(reader: &mut Reader<'_>, informant: &mut Section<'_, '_>) -> Vec<ScoreBand> {
    let mut all = Vec::new();
    for mut band in reader.tables(informant, "bands", "a list, such as [{ name = \"high\", up_to = 40 }]") {
        let name = reader.needed(&mut band, "name", Reader::text_of);
        let up_to = reader.needed(&mut band, "up_to", Reader::score);
        reader.unknown(&band);
        all.extend(name.zip(up_to).map(|(name, up_to)| ScoreBand { name, up_to }));
    }
    all
}

/// A reliability, in thousandths.
fn reliability(reader: &mut Reader<'_>, key: &str, value: &Value<'_>) -> Option<u16> {
    let score = reader.score(key, value)?;
    let thousandths = u16::try_from(score.thousandths()).ok().filter(|thousandths| *thousandths < 1000);
    if thousandths.is_none() {
        let wanted = "a reliability, at least 0 and below 1";
        reader.fault(key, Problem::NotWithin { found: score.to_string(), wanted });
    }
    thousandths
}

fn deviation(reader: &mut Reader<'_>, key: &str, value: &Value<'_>) -> Option<Score> {
    let score = reader.score(key, value)?;
    if score.thousandths() > 0 {
        return Some(score);
    }
    let wanted = "a standard deviation, above 0";
    reader.fault(key, Problem::NotWithin { found: score.to_string(), wanted });
    None
}
