//! Several pilots side by side: what each found, what they say together, and whether one bears out the
//! other.

use std::collections::BTreeSet;

use super::super::combine_input::{Site, Sites};
use super::super::{Settings, change};
use super::effects::{self, Effect, Effects};
use super::fit::Likely;
use super::sample::{Case, Sample, rank};
use super::sentences::{Wording, list, number, percent};
use super::tables::{column, interval, nothing, repeated, row, value};
use disclosure::report::{
    Basis, Cell, Chart, Drawing, Draws, Estimate, How, Mark, Report, Row, Section, Table, Tone, Value, Words,
};
use domain::Arm;
use statistics::meta::{Pooled, random_effects};

/// Two charts for each of the first measures.
const FORESTS: [[&str; 2]; 6] = [
    ["sites-difference-1", "sites-spend-1"],
    ["sites-difference-2", "sites-spend-2"],
    ["sites-difference-3", "sites-spend-3"],
    ["sites-difference-4", "sites-spend-4"],
    ["sites-difference-5", "sites-spend-5"],
    ["sites-difference-6", "sites-spend-6"],
];

/// What each pilot can say, twice.
struct Way {
    id: &'static str,
    table: &'static str,
    caption: &'static str,
    what: &'static str,
    of: fn(&Effect) -> &Result<Likely, String>,
    children: fn(&Effect) -> usize,
}

const WAYS: [Way; 2] = [
    Way {
        id: "difference",
        table: "sites-difference",
        caption: "With a budget against without, pilot by pilot",
        what: "children with a budget improved more than children without one",
        of: |effect| &effect.difference,
        children: Effect::fewest,
    },
    Way {
        id: "spend",
        table: "sites-spend",
        caption: "Improvement for £2,500 spent, pilot by pilot",
        what: "children improved more where more was spent",
        of: |effect| &effect.dose,
        children: |effect| effect.budget,
    },
];

/// The report of several pilots.
pub fn report(sites: &Sites, settings: &Settings) -> Report {
    Report::new(vec![section(sites, settings)])
}

pub fn section(sites: &Sites, settings: &Settings) -> Section {
    let mut section = Section { id: "sites", title: "Several pilots together", ..Section::default() };
    if sites.sites.is_empty() {
        section.words.push(Words::open(Tone::Doubt, "There is no pilot to look at."));
        return section;
    }
    section.words.extend(opening(sites));
    let found: Vec<Effects> =
        sites.sites.iter().map(|site| effects::of(samples(sites, site, settings), settings)).collect();
    let Some(measures) = found.first().map(|effects| &effects.samples) else { return section };
    let scored = |at: &usize| found.iter().any(|effects| !effects.samples[*at].cases.is_empty());
    let (known, unknown): (Vec<usize>, Vec<usize>) = (0..measures.len()).partition(scored);
    if known.is_empty() {
        section
            .words
            .push(Words::open(Tone::Doubt, "No scores came with any pilot, so nothing can be joined."));
        return section;
    }
    if !unknown.is_empty() {
        let names: Vec<String> = unknown.iter().map(|at| measures[*at].label.clone()).collect();
        let text = format!("No pilot has a change on: {}. Nothing is said of them here.", names.join("; "));
        section.words.push(Words::open(Tone::Plain, text));
    }
    for (at_way, way) in WAYS.iter().enumerate() {
        let mut rows = Vec::new();
        for (place, at) in known.iter().enumerate() {
            let sample = &measures[*at];
            let joined = Joined::of(sites, &found, *at, way, settings);
            section.words.push(joined.words(sample, way, settings));
            rows.extend(joined.rows(sample, way));
            let chart = FORESTS.get(place).map(|ids| ids[at_way]);
            section.charts.extend(chart.and_then(|id| joined.chart(id, sample, way)));
        }
        section.tables.push(table(way, rows));
    }
    section
}

fn opening(sites: &Sites) -> Vec<Words> {
    let mut words = vec![
        Words::open(
            Tone::Method,
            "Each pilot is worked out by itself and by the same rules; what they found is then pooled, each \
             pilot taken as one of many that there could be (random effects). A pilot that is large or sure \
             counts for more, but no pilot decides alone.",
        ),
        Words::open(
            Tone::Doubt,
            "The figures are made from extracts. In these, what was spent for a child is the mean of a few \
             children with like spend, so that no child is found by a sum; scores are coarse and some are \
             withheld. Figures by spend are therefore rougher than in each pilot's own report.",
        ),
    ];
    let alone: Vec<String> = sites.sites.iter().filter(|site| alone(site)).map(|s| s.name.clone()).collect();
    if !alone.is_empty() {
        let text = format!(
            "Intervals take each child by itself: which children had the same lead professional is not said by \
             the extracts of {}. Children of one lead professional are alike, so these intervals, and what is \
             pooled from them, are likely too narrow: narrower than in each pilot's own report.",
            list(&alone)
        );
        words.push(Words::open(Tone::Doubt, text));
    }
    let unsigned: Vec<String> =
        sites.sites.iter().filter(|site| site.signed_by.is_none()).map(|site| site.name.clone()).collect();
    if !unsigned.is_empty() {
        let text = format!(
            "Nobody signed the extract of {}: it is not known that it is as the pilot made it.",
            list(&unsigned)
        );
        words.push(Words::open(Tone::Doubt, text));
    }
    if sites.sites.len() == 1 {
        words.push(Words::open(
            Tone::Doubt,
            "There is one pilot only: nothing can be pooled, and nothing is borne out.",
        ));
    }
    words
}

/// Whether no two children of a pilot are known to have the same lead professional.
fn alone(site: &Site) -> bool {
    let clusters: BTreeSet<u32> = site.rows.iter().map(|row| row.cluster).collect();
    !site.rows.is_empty() && clusters.len() == site.rows.len()
}

/// A pilot's children, measure by measure; every measure, so that pilots stand side by side.
fn samples(sites: &Sites, site: &Site, settings: &Settings) -> Vec<Sample> {
    let mut order: Vec<usize> = (0..sites.measures.len()).collect();
    order.sort_by_key(|at| rank(settings, &sites.measures[*at].code));
    order
        .into_iter()
        .map(|at| {
            let measure = &sites.measures[at];
            let place = u32::try_from(at).expect("there are few measures");
            let cases = (0..).zip(&site.rows).filter_map(|(child, row)| {
                let change = row.changes.iter().find(|change| change.measure == place)?;
                Some(Case {
                    child,
                    arm: row.arm,
                    cluster: row.cluster,
                    first: change.first,
                    last: change.last,
                    improvement: change.improvement,
                    spent: row.spent,
                    informant: None,
                    items: 1,
                    first_on: None,
                    last_on: None,
                })
            });
            Sample {
                measure: place,
                code: measure.code.clone(),
                label: measure.label.clone(),
                better: measure.better,
                primary: rank(settings, &measure.code) < settings.primary.len().max(1),
                cases: cases.collect(),
                lost: Vec::new(),
                left_out: change::LeftOut::default(),
            }
        })
        .collect()
}

/// One measure over all pilots.
struct Joined<'a> {
    sites: Vec<(&'a Site, &'a Sample, &'a Effect)>,
    /// The pilots with an estimate, by place.
    known: Vec<(usize, Likely)>,
    pooled: Result<Pooled, String>,
}

impl<'a> Joined<'a> {
    fn of(sites: &'a Sites, found: &'a [Effects], at: usize, way: &Way, settings: &Settings) -> Self {
        let sites: Vec<_> = sites
            .sites
            .iter()
            .zip(found)
            .map(|(site, effects)| (site, &effects.samples[at], &effects.measures[at]))
            .collect();
        let known: Vec<(usize, Likely)> = sites
            .iter()
            .enumerate()
            .filter_map(|(place, (_, _, effect))| Some((place, *(way.of)(effect).as_ref().ok()?)))
            .collect();
        let values: Vec<f64> = known.iter().map(|(_, likely)| likely.value).collect();
        let errors: Vec<f64> = known.iter().map(|(_, likely)| likely.error).collect();
        let pooled = match known.len() {
            0 => Err("no pilot has enough children".to_owned()),
            1 => Err("only one pilot has enough children".to_owned()),
            // With one degree of freedom an interval of both says next to nothing.
            2 => Err("two pilots are too few to pool".to_owned()),
            _ => random_effects(&values, &errors, settings.confidence).map_err(|why| why.to_string()),
        };
        Self { sites, known, pooled }
    }

    /// The fewest children behind a pilot's estimate.
    fn fewest(&self, way: &Way) -> usize {
        self.known.iter().map(|(place, _)| (way.children)(self.sites[*place].2)).min().unwrap_or(0)
    }

    fn words(&self, sample: &Sample, way: &Way, settings: &Settings) -> Words {
        let (label, all) = (&sample.label, self.sites.len());
        let missing: Vec<String> = self
            .sites
            .iter()
            .filter_map(|(site, _, effect)| {
                (way.of)(effect).as_ref().err().map(|why| format!("{} ({why})", site.name))
            })
            .collect();
        let without =
            if missing.is_empty() { String::new() } else { format!(" Left out: {}.", missing.join("; ")) };
        let pooled = match &self.pooled {
            Ok(pooled) => pooled,
            Err(_) if self.known.len() == 2 => return self.both(sample, way, settings, &without),
            Err(why) => {
                let text = format!("{label}: that {} cannot be pooled: {why}.{without}", way.what);
                return Words::open(Tone::Doubt, text);
            }
        };
        let n = self.fewest(way);
        let sure_of_each = self.all_beyond_chance();
        let claim = if pooled.effect.low > 0.0 {
            "Together this is beyond chance"
        } else if pooled.effect.high < 0.0 {
            "Together the opposite is beyond chance"
        } else if sure_of_each {
            "Each by itself is beyond chance, all the same way; how large it is together so few pilots cannot \
             say well"
        } else {
            "Together this may be chance"
        };
        let effect = pooled.effect;
        let mut figures =
            vec![number(n, effect.value, 2), Cell::of(n, Value::Interval(effect.low, effect.high, 2))];
        let differ = if pooled.i_squared < 0.005 {
            "The pilots do not differ by more than chance does."
        } else {
            figures.push(percent(n, pooled.i_squared));
            "Of what differs between the pilots, {} per cent is more than chance."
        };
        let text = format!(
            "{label}: {}. {claim}: {{}} points ({} {{}}). {differ}{without}",
            self.replicated(way, all),
            Wording::new(settings).interval(),
        );
        Words::with(Tone::Plain, text, figures)
    }

    /// In how many pilots the same was found.
    fn replicated(&self, way: &Way, all: usize) -> String {
        let same = self.known.iter().filter(|(_, likely)| likely.value > 0.0).count();
        let sure = self.known.iter().filter(|(_, likely)| likely.low > 0.0).count();
        let known = self.known.len();
        let of = if known == all { all.to_string() } else { format!("{known} (of {all})") };
        format!("in {same} of {of} pilots {}, in {sure} of them beyond chance", way.what)
    }

    /// Whether each pilot by itself excludes nothing, all on the same side.
    fn all_beyond_chance(&self) -> bool {
        let all = |side: fn(&Likely) -> bool| self.known.iter().all(|(_, likely)| side(likely));
        all(|likely| likely.low > 0.0) || all(|likely| likely.high < 0.0)
    }

    /// Two pilots: each is named, and they are not pooled.
    fn both(&self, sample: &Sample, way: &Way, settings: &Settings, without: &str) -> Words {
        let interval = Wording::new(settings).interval();
        let mut figures = Vec::new();
        let each: Vec<String> = self
            .known
            .iter()
            .map(|(place, likely)| {
                let (site, _, effect) = self.sites[*place];
                let n = (way.children)(effect);
                figures.push(number(n, likely.value, 2));
                figures.push(Cell::of(n, Value::Interval(likely.low, likely.high, 2)));
                format!("{} {{}} points ({interval} {{}})", site.name)
            })
            .collect();
        let end = if self.all_beyond_chance() { ", but each bears the other out" } else { "" };
        let text = format!(
            "{}: {}: {}. Two pilots are too few to pool{end}.{without}",
            sample.label,
            self.replicated(way, self.sites.len()),
            each.join(", "),
        );
        Words::with(Tone::Plain, text, figures)
    }

    fn rows(&self, sample: &Sample, way: &Way) -> Vec<Row> {
        let code = &sample.code;
        let mut rows: Vec<Row> = Vec::new();
        for (place, (site, its, effect)) in self.sites.iter().enumerate() {
            let likely = (way.of)(effect);
            let n = (way.children)(effect);
            let at = self.known.iter().position(|(known, _)| *known == place);
            let weight = match (&self.pooled, at) {
                (Ok(pooled), Some(at)) => percent(n, pooled.weights[at]),
                _ => nothing(n),
            };
            let cells = vec![
                Cell::text(format!("{}: {}", sample.label, site.name)),
                Cell::children(its.arm(Arm::Budget).len()),
                Cell::children(its.arm(Arm::Comparison).len()),
                value(n, likely, 2),
                interval(n, likely, 2),
                weight,
                Cell::text(likely.as_ref().err().map_or("", String::as_str)),
            ];
            let key = format!("measure={code}&site={}", place + 1);
            rows.push(row(format!("{code}-site-{}", place + 1), key, cells));
        }
        rows.push(self.pooled_row(sample, way));
        rows
    }

    fn pooled_row(&self, sample: &Sample, way: &Way) -> Row {
        let n = self.fewest(way);
        let (effect, range, told) = match &self.pooled {
            Ok(pooled) => {
                let effect = pooled.effect;
                let mut told = format!(
                    "I squared {:.0}%, tau {:.2}",
                    100.0 * pooled.i_squared,
                    pooled.tau_squared.sqrt()
                );
                if let Some((low, high)) = pooled.prediction {
                    told.push_str(&format!("; another pilot: {low:.2} to {high:.2}"));
                }
                (
                    Cell::of(n, Value::Number(effect.value, 2)),
                    Cell::of(n, Value::Interval(effect.low, effect.high, 2)),
                    Cell { value: Value::Text(told), basis: Basis::Children(n) },
                )
            }
            Err(why) => (nothing(n), nothing(n), Cell::text(why.as_str())),
        };
        let none = || Cell::open(Value::Mark(Mark::NotApplicable));
        let name = Cell::text(format!("{}: together", sample.label));
        let key = format!("measure={}&sites", sample.code);
        row(format!("{}-together", sample.code), key, vec![name, none(), none(), effect, range, none(), told])
    }

    fn chart(&self, id: &'static str, sample: &Sample, way: &Way) -> Option<Chart> {
        if self.known.len() < 2 {
            return None;
        }
        let mut rows: Vec<Estimate> = self
            .known
            .iter()
            .map(|(place, likely)| Estimate {
                name: self.sites[*place].0.name.clone(),
                value: likely.value,
                low: likely.low,
                high: likely.high,
                basis: Basis::Children((way.children)(self.sites[*place].2)),
                pooled: false,
            })
            .collect();
        let together = self.pooled.as_ref().ok().map(|pooled| pooled.effect);
        rows.extend(together.as_ref().map(|effect| Estimate {
            name: "Together".into(),
            value: effect.value,
            low: effect.low,
            high: effect.high,
            basis: Basis::Children(self.fewest(way)),
            pooled: true,
        }));
        let description = match together {
            Some(_) => {
                "For each pilot the estimate as a point and its interval as a line; the last row is all of them \
                 together."
            }
            None => {
                "For each pilot the estimate as a point and its interval as a line. Two pilots are too few to pool."
            }
        };
        Some(Chart {
            id,
            title: format!("{}: {}", sample.label, way.caption.to_lowercase()),
            description: description.into(),
            x: "Improvement in points".into(),
            y: "Pilot".into(),
            draws: Draws::Estimates,
            drawing: Drawing::Forest { rows, none: 0.0 },
            withheld: 0,
        })
    }
}

fn table(way: &Way, rows: Vec<Row>) -> Table {
    Table {
        id: way.table,
        caption: way.caption.into(),
        columns: vec![
            column("pilot", "Measure and pilot"),
            repeated("budget", "Followed up with a budget", "followed_up_budget"),
            repeated("comparison", "Followed up without", "followed_up_comparison"),
            column("estimate", "Estimate"),
            column("interval", "Interval"),
            column("weight", "Weight, per cent"),
            column("remark", "Remark"),
        ],
        rows,
        across: Vec::new(),
        notes: vec![
            "Positive is better for children with a budget, or with more spent.".into(),
            "I squared is the part of the differences between pilots that is more than chance; tau is how far \
             pilots typically differ, in points."
                .into(),
        ],
        how: How {
            formula: format!(
                "each pilot: by the rules of its own report ({}), but from its extract: where that does not tell \
                 which children had the same lead professional, errors go by child (HC3) and intervals are \
                 likely too narrow; together, of three pilots or more: random effects, variance between pilots \
                 by DerSimonian and Laird, interval by Hartung and Knapp, never narrower than DerSimonian and \
                 Laird's",
                way.id
            ),
            rows: "children with a change in the pilots' extracts".into(),
            source: "DerSimonian and Laird 1986; Hartung and Knapp 2001; Jackson, Law, Rücker and Schwarzer \
                     2017; Higgins, Thompson and Spiegelhalter 2009"
                .into(),
        },
    }
}
