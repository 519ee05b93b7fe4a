//! The settings of an evaluation, as a TOML file: what it does not say stays as it is without one.

use std::fmt;
use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::keyed::{Keyed, Reader, Section, Value};
use domain::measure::Measure;
use domain::policy::{Fault, Problem};
use domain::{Amount, Code, Pence, Text, similar};
use evaluate::Settings;
use evaluate::settings::{Case, Costs, Disclosure, UnitCost};

/// What holds where nothing is chosen, to begin from.
pub const DEFAULT: &str = include_str!("evaluation.toml");

/// Keys of the whole file.
const AT_THE_TOP: [&str; 6] = ["primary", "confidence", "seed", "replicates", "age_bands", "worth_up_to"];

/// Settings that are not taken: every fault, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadSettings {
    /// The file's name as given.
    pub name: String,
    /// The faults, with the lines they are on.
    pub faults: Vec<(usize, Fault)>,
}

impl fmt::Display for BadSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = if self.faults.len() == 1 { "fault" } else { "faults" };
        write!(f, "{}: {} {many}", self.name, self.faults.len())?;
        for (line, Fault { key, problem }) in &self.faults {
            let key = if key.is_empty() { String::new() } else { format!(", {key}") };
            write!(f, "\n  line {line}{key}: {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for BadSettings {}

/// Reads what a file says; what it leaves out is as it is without a file.
///
/// # Errors
/// Every fault there is.
pub fn parse(name: String, text: &str) -> Result<Settings, BadSettings> {
    let Keyed { said, lines, faults } = Keyed::read(text, &AT_THE_TOP, settings);
    match said {
        Some(settings) if faults.is_empty() => Ok(settings),
        _ => Err(BadSettings { name, faults: lines.place(faults) }),
    }
}

/// Finds the measures that settings name and the ledger does not have.
///
/// # Errors
/// Every one of them, with its line.
pub fn against(
    text: &str,
    name: String,
    settings: &Settings,
    measures: &[Measure],
) -> Result<(), BadSettings> {
    let known = |code: &Code| measures.iter().any(|measure| measure.code == *code);
    let unknown = settings.measures().filter(|(_, code)| !known(code)).map(|(key, code)| {
        let near = similar(code.as_str(), measures.iter().map(|measure| measure.code.to_string()));
        Fault::at(key, Problem::Unknown { what: "measure", found: code.to_string(), near })
    });
    let faults: Vec<Fault> = unknown.collect();
    if faults.is_empty() {
        return Ok(());
    }
    let Keyed { lines, .. } = Keyed::read(text, &AT_THE_TOP, self::settings);
    Err(BadSettings { name, faults: lines.place(faults) })
}

fn settings(reader: &mut Reader<'_>, top: &mut Section<'_, '_>) -> Settings {
    let usual = Settings::default();
    let settings = Settings {
        primary: reader.perhaps(top, "primary", Reader::list::<Code>).unwrap_or(usual.primary),
        confidence: share(reader, top, "confidence", 0.5..=0.999).unwrap_or(usual.confidence),
        seed: whole(reader, top, "seed", 0..=u64::from(u32::MAX)).unwrap_or(usual.seed),
        replicates: counted(reader, top, "replicates", 100..=100_000).unwrap_or(usual.replicates),
        age_bands: reader.perhaps(top, "age_bands", ages).unwrap_or(usual.age_bands),
        worth_up_to: amount(reader, top, "worth_up_to").unwrap_or(usual.worth_up_to),
        disclosure: within(reader, top, "disclosure", usual.disclosure, disclosure),
        costs: within(reader, top, "costs", usual.costs, costs),
        unit_costs: unit_costs(reader, top).unwrap_or(usual.unit_costs),
        cases: cases(reader, top).unwrap_or(usual.cases),
    };
    if !settings.costs.deflators.is_empty() {
        let year = settings.costs.price_year;
        if !settings.costs.deflators.iter().any(|(of, _)| *of == year) {
            reader.fault("costs, deflators", Problem::KeyMissing);
        }
    }
    for (place, code) in (1..).zip(&settings.primary) {
        if settings.primary[..place - 1].contains(code) {
            reader.fault(format!("primary {place}"), Problem::Repeated(code.to_string()));
        }
    }
    settings
}

/// Reads a table that may be left out.
fn within<'i, T>(
    reader: &mut Reader<'_>,
    top: &mut Section<'_, 'i>,
    key: &'static str,
    usual: T,
    read: impl FnOnce(&mut Reader<'_>, &mut Section<'_, 'i>, T) -> T,
) -> T {
    let Some(mut section) = reader.table_at(top, key) else { return usual };
    let said = read(reader, &mut section, usual);
    reader.unknown(&section);
    said
}

fn disclosure(reader: &mut Reader<'_>, section: &mut Section<'_, '_>, usual: Disclosure) -> Disclosure {
    Disclosure {
        // Fewer than three, and each of two would know the other.
        threshold: counted(reader, section, "threshold", 3..=1_000).unwrap_or(usual.threshold),
        round_counts: counted(reader, section, "round_counts", 1..=100).unwrap_or(usual.round_counts),
        round_money: amount(reader, section, "round_money").unwrap_or(usual.round_money),
        one_child: share(reader, section, "one_child", 0.1..=1.0).unwrap_or(usual.one_child),
        two_children: share(reader, section, "two_children", 0.1..=1.0).unwrap_or(usual.two_children),
        near: share(reader, section, "near", 0.0..=1.0).unwrap_or(usual.near),
        candidates: counted(reader, section, "candidates", 2..=1_000).unwrap_or(usual.candidates),
    }
}

fn costs(reader: &mut Reader<'_>, section: &mut Section<'_, '_>, usual: Costs) -> Costs {
    let deflators = reader.table_at(section, "deflators");
    Costs {
        hour: reader.perhaps(section, "hour", Reader::money::<Pence>).unwrap_or(usual.hour),
        hour_source: said(reader, section, "hour_source").unwrap_or(usual.hour_source),
        discount: share(reader, section, "discount", 0.0..=0.2).unwrap_or(usual.discount),
        price_year: year(reader, section, "price_year").unwrap_or(usual.price_year),
        deflators: deflators.map_or(usual.deflators, |years| levels(reader, &years)),
    }
}

/// Price levels, by year.
fn levels(reader: &mut Reader<'_>, years: &Section<'_, '_>) -> Vec<(i32, f64)> {
    let mut all = Vec::new();
    for (name, value) in years.table {
        let key = years.key(name.get_ref());
        reader.stands(&key, name.span().start);
        let Some(year) = name.get_ref().parse().ok().filter(|year| YEARS.contains(year)) else {
            let found = name.get_ref().to_string();
            reader.fault(key, Problem::ValueInvalid { found, is: "no year", wanted: YEAR });
            continue;
        };
        let level = real(reader, &key, value, 0.001..=1_000_000.0, "a price level above nothing");
        all.extend(level.map(|level| (year, level)));
    }
    all.sort_by_key(|(year, _)| *year);
    all
}

fn unit_costs(reader: &mut Reader<'_>, top: &mut Section<'_, '_>) -> Option<Vec<UnitCost>> {
    top.table.contains_key("unit_costs").then(|| {
        let mut all = Vec::new();
        for mut cost in reader.tables(top, "unit_costs", "costs, each under its own [[unit_costs]]") {
            let read = UnitCost {
                name: needed(reader, &mut cost, "name"),
                cost: needed_amount(reader, &mut cost, "cost"),
                year: reader.needed(&mut cost, "year", a_year).unwrap_or_default(),
                source: needed(reader, &mut cost, "source"),
                sector: needed(reader, &mut cost, "sector"),
                measure: reader.perhaps(&mut cost, "measure", Reader::text_of),
            };
            reader.unknown(&cost);
            all.push(read);
        }
        all
    })
}

fn cases(reader: &mut Reader<'_>, top: &mut Section<'_, '_>) -> Option<Vec<Case>> {
    top.table.contains_key("cases").then(|| {
        let mut all = Vec::new();
        for mut case in reader.tables(top, "cases", "cases, each under its own [[cases]]") {
            let read = Case {
                name: needed(reader, &mut case, "name"),
                support: needed_amount(reader, &mut case, "support"),
                saved: needed_amount(reader, &mut case, "saved"),
                source: needed(reader, &mut case, "source"),
                pays: needed(reader, &mut case, "pays"),
                gains: needed(reader, &mut case, "gains"),
            };
            reader.unknown(&case);
            all.push(read);
        }
        all
    })
}

fn said(reader: &mut Reader<'_>, section: &mut Section<'_, '_>, key: &'static str) -> Option<String> {
    reader.perhaps(section, key, Reader::text_of::<Text>).map(|text| text.to_string())
}

fn needed(reader: &mut Reader<'_>, section: &mut Section<'_, '_>, key: &'static str) -> String {
    reader.needed(section, key, Reader::text_of::<Text>).map(|text| text.to_string()).unwrap_or_default()
}

fn amount(reader: &mut Reader<'_>, section: &mut Section<'_, '_>, key: &'static str) -> Option<Pence> {
    reader.perhaps(section, key, Reader::money::<Amount>).map(Amount::pence)
}

fn needed_amount(reader: &mut Reader<'_>, section: &mut Section<'_, '_>, key: &'static str) -> Pence {
    let amount = reader.needed(section, key, Reader::money::<Amount>);
    amount.map_or(Pence::new(0), Amount::pence)
}

const YEARS: RangeInclusive<i32> = 1990..=2100;
const YEAR: &str = "a year from 1990 to 2100";

fn year(reader: &mut Reader<'_>, section: &mut Section<'_, '_>, key: &'static str) -> Option<i32> {
    reader.perhaps(section, key, a_year)
}

fn a_year(reader: &mut Reader<'_>, key: &str, value: &Value<'_>) -> Option<i32> {
    let DeValue::Integer(number) = value.get_ref() else { return reader.wrong(key, value, YEAR) };
    let year = number.to_string().parse().ok().filter(|year| YEARS.contains(year));
    if year.is_none() {
        return reader.wrong(key, value, YEAR);
    }
    year
}

/// A share of one.
fn share(
    reader: &mut Reader<'_>,
    section: &mut Section<'_, '_>,
    key: &'static str,
    within: RangeInclusive<f64>,
) -> Option<f64> {
    let wanted = match key {
        "confidence" => "a share from 0.5 to 0.999, such as 0.95",
        "discount" => "a share from 0 to 0.2, such as 0.035",
        "near" => "a share from 0 to 1, such as 0.2",
        _ => "a share from 0.1 to 1, such as 0.5",
    };
    reader.perhaps(section, key, |reader, key, value| real(reader, key, value, within, wanted))
}

/// A number with or without decimals.
fn real(
    reader: &mut Reader<'_>,
    key: &str,
    value: &Value<'_>,
    within: RangeInclusive<f64>,
    wanted: &'static str,
) -> Option<f64> {
    let number: Option<f64> = match value.get_ref() {
        DeValue::Integer(number) => number.to_string().parse().ok(),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    };
    let number = number.filter(|number| within.contains(number));
    if number.is_none() {
        return reader.wrong(key, value, wanted);
    }
    number
}

/// A whole number.
fn whole(
    reader: &mut Reader<'_>,
    section: &mut Section<'_, '_>,
    key: &'static str,
    within: RangeInclusive<u64>,
) -> Option<u64> {
    let wanted = match key {
        "seed" => "a whole number from 0 to 4294967295",
        "replicates" => "a whole number from 100 to 100000, such as 2000",
        "threshold" => "a whole number from 3 to 1000, such as 10",
        "round_counts" => "a whole number from 1 to 100, such as 5",
        _ => "a whole number from 2 to 1000, such as 5",
    };
    reader.perhaps(section, key, |reader, key, value| {
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.to_string().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number| within.contains(number));
        if number.is_none() {
            return reader.wrong(key, value, wanted);
        }
        number
    })
}

fn counted(
    reader: &mut Reader<'_>,
    section: &mut Section<'_, '_>,
    key: &'static str,
    within: RangeInclusive<u32>,
) -> Option<u32> {
    let (least, most) = within.into_inner();
    let number = whole(reader, section, key, u64::from(least)..=u64::from(most))?;
    u32::try_from(number).ok()
}

/// Ages in years, each above the one before.
fn ages(reader: &mut Reader<'_>, key: &str, value: &Value<'_>) -> Option<Vec<u8>> {
    const WANTED: &str = "ages in years that begin with 0 and rise, such as [0, 5, 11, 16]";
    let DeValue::Array(list) = value.get_ref() else { return reader.wrong(key, value, WANTED) };
    let age = |value: &Value<'_>| match value.get_ref() {
        DeValue::Integer(number) => number.to_string().parse::<u8>().ok().filter(|age| *age <= 25),
        _ => None,
    };
    let ages: Option<Vec<u8>> = list.iter().map(age).collect();
    match ages {
        Some(ages) if ages.first() == Some(&0) && ages.is_sorted_by(|a, b| a < b) => Some(ages),
        _ => reader.wrong(key, value, WANTED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_to_begin_from_is_what_holds_without_it() {
        assert_eq!(parse("shown".into(), DEFAULT).unwrap(), Settings::default());
        assert_eq!(parse("empty".into(), "").unwrap(), Settings::default());
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "confidence = 95\nseed = -1\nage_bands = [5, 3]\nprimary = [\"gbo\", \"gbo\"]\nreplicas = 2\n\
                    [disclosure]\nthreshold = 2\n[costs]\nhour = \"a lot\"\n[costs.deflators]\nlast = 3\n\
                    [[cases]]\nname = \"one\"\nsupport = \"0\"\n";
        let said = parse("mine.toml".into(), text).unwrap_err().to_string();
        let told: Vec<&str> = said.lines().map(str::trim).collect();
        assert_eq!(
            told,
            [
                "mine.toml: 13 faults",
                "line 1, confidence: `95` is a whole number; wanted a share from 0.5 to 0.999, such as 0.95",
                "line 2, seed: `-1` is a whole number; wanted a whole number from 0 to 4294967295",
                "line 3, age_bands: `[5, 3]` is a list; wanted ages in years that begin with 0 and rise, such as [0, 5, 11, 16]",
                "line 4, primary 2: `gbo` is named twice",
                "line 5, replicas: there is no such key; did you mean `replicates`?",
                "line 7, disclosure, threshold: `2` is a whole number; wanted a whole number from 3 to 1000, such as 10",
                "line 9, costs, hour: `a lot` is not an amount of money; write pounds and pence, such as 34.99",
                "line 11, costs, deflators, last: `last` is no year; wanted a year from 1990 to 2100",
                "line 12, cases 1, saved: this is needed here and missing",
                "line 12, cases 1, source: this is needed here and missing",
                "line 12, cases 1, pays: this is needed here and missing",
                "line 12, cases 1, gains: this is needed here and missing",
                "line 14, cases 1, support: `0` is nothing; an amount is at least 0.01",
            ]
        );
    }

    #[test]
    fn what_a_file_says_takes_the_place_of_what_holds_without_it() {
        let text = "primary = [\"sdq_total\"]\nconfidence = 0.9\nseed = 7\nworth_up_to = 500\n\
                    [costs]\nhour = 30.5\ndiscount = 0\n[costs.deflators]\n2007 = 100\n2006 = 97.2\n\
                    [[unit_costs]]\nname = \"a night\"\ncost = \"90\"\nyear = 2006\nsource = \"made up\"\n\
                    sector = \"council\"\n";
        let settings = parse("mine.toml".into(), text).unwrap();
        assert_eq!(settings.primary, ["sdq_total".parse().unwrap()]);
        assert_eq!((settings.confidence, settings.seed), (0.9, 7));
        assert_eq!(settings.worth_up_to, Pence::new(50_000));
        assert_eq!(settings.costs.hour, Pence::new(3_050));
        assert_eq!(settings.costs.deflators, [(2006, 97.2), (2007, 100.0)]);
        assert_eq!(settings.unit_costs[0].cost, Pence::new(9_000));
        assert_eq!(settings.cases, Settings::default().cases);
    }
}
