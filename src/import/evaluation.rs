//! The settings of an evaluation, as a TOML file: what it does not say stays as it is without one.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use disclosure::Rules;
use domain::measure::Measure;
use domain::{Amount, Code, HappeningKind, Pence, Text, similar};
use evaluate::Settings;
use evaluate::settings::{Case, Costs, UnitCost};
use file::toml_text::{self, Parsed, Slip, SlipKind, integer, number, parsed};

/// What holds where nothing is chosen, to begin from.
pub const DEFAULT: &str = include_str!("evaluation.toml");

/// Settings that are not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadSettings {
    /// The file's name as given.
    pub name: String,
    /// What is wrong.
    pub slip: Slip,
}

impl Display for BadSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: {}", self.name, self.slip.line, self.slip.message)
    }
}

impl std::error::Error for BadSettings {}

/// Reads what a file says; what it leaves out is as it is without a file.
///
/// # Errors
/// The first fault.
pub fn parse(name: String, text: &str) -> Result<Settings, BadSettings> {
    toml_text::read::<Whole>(text).map(|whole| whole.0).map_err(|slip| BadSettings { name, slip })
}

/// Finds a measure that settings name and the ledger does not have.
///
/// # Errors
/// The first one, with its line.
pub fn against(text: &str, name: String, measures: &[Measure]) -> Result<(), BadSettings> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(default)]
        primary: Vec<Spanned<Parsed<Code>>>,
        #[serde(default)]
        unit_costs: Vec<Counted>,
    }
    #[derive(Deserialize)]
    struct Counted {
        measure: Option<Spanned<Parsed<Code>>>,
    }
    let Named { primary, unit_costs } =
        toml_text::read(text).map_err(|slip| BadSettings { name: name.clone(), slip })?;
    let mut named = primary.into_iter().chain(unit_costs.into_iter().filter_map(|cost| cost.measure));
    let known = |code: &Code| measures.iter().any(|measure| measure.code == *code);
    let Some(unknown) = named.find(|named| !known(&named.get_ref().0)) else { return Ok(()) };
    let code = &unknown.get_ref().0;
    let near = similar(code.as_str(), measures.iter().map(|measure| measure.code.to_string()));
    let meant =
        if near.is_empty() { String::new() } else { format!("; did you mean `{}`?", near.join("` or `")) };
    let message = format!("there is no measure `{code}`{meant}");
    Err(BadSettings { name, slip: Slip::at(text, unknown.span(), SlipKind::Contradictory, message) })
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Whole(#[serde(with = "SettingsText")] Settings);

/// The shape of a file.
#[derive(Deserialize)]
#[serde(remote = "Settings", deny_unknown_fields, default = "Settings::default")]
struct SettingsText {
    #[serde(deserialize_with = "measures")]
    primary: Vec<Code>,
    #[serde(deserialize_with = "number::<_, 500, 999>")]
    confidence: f64,
    #[serde(deserialize_with = "integer::<_, _, 0, 4_294_967_295>")]
    seed: u64,
    #[serde(deserialize_with = "integer::<_, _, 100, 100_000>")]
    replicates: u32,
    #[serde(deserialize_with = "ages")]
    age_bands: Vec<u8>,
    #[serde(deserialize_with = "DisclosureText::deserialize")]
    disclosure: Rules,
    #[serde(deserialize_with = "costs")]
    costs: Costs,
    #[serde(deserialize_with = "amount")]
    worth_up_to: Pence,
    #[serde(deserialize_with = "unit_costs")]
    unit_costs: Vec<UnitCost>,
    #[serde(deserialize_with = "cases")]
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(remote = "Rules", deny_unknown_fields, default = "Rules::default")]
struct DisclosureText {
    // Fewer than three, and each of two would know the other.
    #[serde(deserialize_with = "integer::<_, _, 3, 1_000>")]
    threshold: u32,
    #[serde(deserialize_with = "integer::<_, _, 1, 100>")]
    round_counts: u32,
    #[serde(deserialize_with = "amount")]
    round_money: Pence,
    #[serde(deserialize_with = "number::<_, 100, 1_000>")]
    one_child: f64,
    #[serde(deserialize_with = "number::<_, 100, 1_000>")]
    two_children: f64,
    #[serde(deserialize_with = "number::<_, 0, 1_000>")]
    near: f64,
    #[serde(deserialize_with = "integer::<_, _, 2, 1_000>")]
    candidates: u32,
}

#[derive(Deserialize)]
#[serde(remote = "Costs", deny_unknown_fields, default = "usual_costs")]
struct CostsText {
    #[serde(deserialize_with = "parsed")]
    hour: Pence,
    #[serde(deserialize_with = "text")]
    hour_source: String,
    #[serde(deserialize_with = "number::<_, 0, 200>")]
    discount: f64,
    #[serde(deserialize_with = "year")]
    price_year: i32,
    #[serde(deserialize_with = "levels")]
    deflators: Vec<(i32, f64)>,
}

fn usual_costs() -> Costs {
    Settings::default().costs
}

#[derive(Deserialize)]
#[serde(remote = "UnitCost", deny_unknown_fields)]
struct UnitCostText {
    #[serde(deserialize_with = "text")]
    name: String,
    #[serde(deserialize_with = "amount")]
    cost: Pence,
    #[serde(deserialize_with = "year")]
    year: i32,
    #[serde(deserialize_with = "text")]
    source: String,
    #[serde(deserialize_with = "text")]
    sector: String,
    #[serde(default, deserialize_with = "perhaps")]
    measure: Option<Code>,
    #[serde(default, deserialize_with = "perhaps")]
    happening: Option<HappeningKind>,
}

#[derive(Deserialize)]
#[serde(remote = "Case", deny_unknown_fields)]
struct CaseText {
    #[serde(deserialize_with = "text")]
    name: String,
    #[serde(deserialize_with = "amount")]
    support: Pence,
    #[serde(deserialize_with = "amount")]
    saved: Pence,
    #[serde(deserialize_with = "text")]
    source: String,
    #[serde(deserialize_with = "text")]
    pays: String,
    #[serde(deserialize_with = "text")]
    gains: String,
}

fn text<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    parsed::<D, Text>(value).map(|text| text.to_string())
}

fn perhaps<'de, D, T>(value: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    parsed(value).map(Some)
}

/// A sum of money above nothing.
fn amount<'de, D: Deserializer<'de>>(value: D) -> Result<Pence, D::Error> {
    parsed(value).map(Amount::pence)
}

/// Measures, none of them twice.
fn measures<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<Code>, D::Error> {
    let codes: Vec<Code> = Vec::deserialize(value)?.into_iter().map(|Parsed(code)| code).collect();
    match codes.iter().enumerate().find(|(place, code)| codes[..*place].contains(code)) {
        Some((_, code)) => Err(D::Error::custom(format!("`{code}` is named twice"))),
        None => Ok(codes),
    }
}

/// Ages in years, each above the one before.
fn ages<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<u8>, D::Error> {
    let ages: Vec<u8> = Vec::deserialize(value)?;
    let rise = ages.first() == Some(&0) && ages.is_sorted_by(|a, b| a < b) && ages.last() <= Some(&25);
    let wanted = "expected ages in years that begin with 0 and rise, such as [0, 5, 11, 16]";
    rise.then_some(ages).ok_or_else(|| D::Error::custom(wanted))
}

/// A year of prices.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Year(i32);

impl FromStr for Year {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let year = text.parse().ok().filter(|year| (1990..=2100).contains(year));
        year.map(Self).ok_or_else(|| format!("`{text}` is not a year from 1990 to 2100"))
    }
}

fn year<'de, D: Deserializer<'de>>(value: D) -> Result<i32, D::Error> {
    parsed(value).map(|Year(year)| year)
}

/// Price levels, by year.
fn levels<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<(i32, f64)>, D::Error> {
    #[derive(Deserialize)]
    struct Level(#[serde(deserialize_with = "number::<_, 1, 1_000_000_000>")] f64);
    let levels: BTreeMap<Parsed<Year>, Level> = BTreeMap::deserialize(value)?;
    Ok(levels.into_iter().map(|(Parsed(Year(year)), Level(level))| (year, level)).collect())
}

/// Costs, with the level of the year in whose prices they are told.
fn costs<'de, D: Deserializer<'de>>(value: D) -> Result<Costs, D::Error> {
    let costs = CostsText::deserialize(value)?;
    if costs.deflators.is_empty() || costs.deflators.iter().any(|(year, _)| *year == costs.price_year) {
        return Ok(costs);
    }
    Err(D::Error::custom(format!(
        "the price level of {}, the price_year, is needed and missing",
        costs.price_year
    )))
}

fn unit_costs<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<UnitCost>, D::Error> {
    #[derive(Deserialize)]
    struct One(#[serde(with = "UnitCostText")] UnitCost);
    Ok(Vec::deserialize(value)?.into_iter().map(|One(cost)| cost).collect())
}

fn cases<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<Case>, D::Error> {
    #[derive(Deserialize)]
    struct One(#[serde(with = "CaseText")] Case);
    Ok(Vec::deserialize(value)?.into_iter().map(|One(case)| case).collect())
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
    fn the_first_fault_is_told_with_its_line() {
        for (text, said) in [
            ("confidence = 95", "1: `confidence` is 95; wanted a number from 0.5 to 0.999"),
            ("seed = -1", "1: `seed` is -1; wanted a whole number from 0 to 4294967295"),
            ("seed = 1.5", "1: `seed` is 1.5; wanted a whole number from 0 to 4294967295"),
            (
                "age_bands = [5, 3]",
                "1: `age_bands` is [5, 3]; wanted ages in years that begin with 0 and rise, such as [0, 5, 11, 16]",
            ),
            ("primary = [\"gbo\", \"gbo\"]", "1: `primary`: `gbo` is named twice"),
            ("seed = 1\nreplicas = 2", "2: there is no key `replicas`; did you mean `replicates`?"),
            (
                "[disclosure]\nthreshold = 2",
                "2: `disclosure.threshold` is 2; wanted a whole number from 3 to 1000",
            ),
            (
                "[costs]\nhour = \"a lot\"",
                "2: `costs.hour`: `a lot` is not an amount of money; write pounds and pence, such as 34.99",
            ),
            ("costs = 3", "1: `costs` is 3; wanted a table of keys under it"),
            ("[costs.deflators]\nlast = 3", "2: `costs.deflators`: `last` is not a year from 1990 to 2100"),
            (
                "\n[costs]\ndeflators = { 2006 = 97.2 }",
                "2: `costs`: the price level of 2007, the price_year, is needed and missing",
            ),
            ("[[cases]]\nname = \"one\"", "1: `support` of [cases] is needed and missing"),
            ("[[cases]]\nsupport = \"0\"", "2: `cases.support`: `0` is zero; an amount is at least 0.01"),
            ("seed = ", "1: string values must be quoted, expected literal string"),
        ] {
            assert_eq!(
                parse("mine.toml".into(), text).unwrap_err().to_string(),
                format!("mine.toml, line {said}")
            );
        }
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
