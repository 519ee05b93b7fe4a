//! Costs later on: how often must a budget prevent one to pay for itself, who pays, and who gains.

use super::super::Settings;
use super::super::data::Data;
use super::super::settings::{Case, UnitCost};
use super::effects::Effects;
use super::fit;
use super::happened;
use super::sample::Sample;
use super::tables::{column, nothing, row};
use super::value::costs::{Terms, View, costs, price_level};
use super::value::mean_cost;
use disclosure::report::{Cell, How, Mark, Row, Section, Table, Tone, Value, Words};
use domain::Arm;
use statistics::number::{floor, pence, pounds, real};

pub fn section(data: &Data, settings: &Settings, effects: &Effects) -> Section {
    let mut section =
        Section { id: "downstream", title: "Costs later on: who pays, who gains", ..Section::default() };
    section.words.extend(settings.cases.iter().map(case_words));
    section.tables.extend((!settings.cases.is_empty()).then(|| cases(settings)));
    if settings.unit_costs.is_empty() {
        let text = "No unit costs are given, so nothing can be said of costs that the budgets may have avoided. \
                    Give events that cost somebody later under `unit_costs` in the settings.";
        section.words.push(Words::open(Tone::Doubt, text));
        return section;
    }
    section.tables.push(unit_costs(settings));
    section.tables.push(break_even(data, settings, effects));
    section.words.push(Words::open(
        Tone::Doubt,
        "How often a budget must prevent something to pay for itself is arithmetic, not evidence that it does. \
         One event is looked at a time; what follows from the same trouble is not added up. And the one who pays \
         is often not the one who gains: a saving elsewhere does not come back to the fund by itself.",
    ));
    section
}

/// The part of the cases in which support must work to pay for itself; none where nothing is saved.
pub(super) fn break_even_rate(support: f64, saved: f64) -> Option<f64> {
    Some(support / saved).filter(|rate| saved > 0.0 && support >= 0.0 && rate.is_finite())
}

/// A rate as people say it: `about 1 in 4`.
pub(crate) fn rate_in_words(rate: f64) -> String {
    if rate > 1.0 {
        "not even if it always worked".into()
    } else if rate <= 0.0 {
        "always: it costs nothing".into()
    } else if rate <= 0.5 {
        format!("about 1 in {}", floor((1.0 / rate).round()))
    } else {
        format!("about {} in 10", floor((rate * 10.0).round()))
    }
}

fn case_words(case: &Case) -> Words {
    let text = match break_even_rate(pounds(case.support), pounds(case.saved)) {
        None => format!("{}: nothing would be saved, so the support can never pay for itself.", case.name),
        Some(rate) => format!(
            "{}: support of {} against {} that may be saved pays for itself if it works in {} cases ({:.2}%). \
             It is paid by {}; the gain is for {}.",
            case.name,
            case.support.format_pounds(),
            case.saved.format_pounds(),
            rate_in_words(rate),
            rate * 100.0,
            case.pays,
            case.gains,
        ),
    };
    Words::open(Tone::Plain, text)
}

fn cases(settings: &Settings) -> Table {
    let one = |(place, case): (usize, &Case)| -> Row {
        let rate = break_even_rate(pounds(case.support), pounds(case.saved));
        let cells = vec![
            Cell::text(case.name.as_str()),
            Cell::open(Value::Money(case.support)),
            Cell::open(Value::Money(case.saved)),
            Cell::open(rate.map_or(Value::Mark(Mark::NotApplicable), |rate| Value::Number(rate * 100.0, 2))),
            Cell::text(rate.map_or_else(|| "never".into(), rate_in_words)),
            Cell::text(case.pays.as_str()),
            Cell::text(case.gains.as_str()),
            Cell::text(case.source.as_str()),
        ];
        row(format!("case-{}", place + 1), format!("case={}", place + 1), cells)
    };
    Table {
        id: "downstream-cases",
        caption: "Support for one child against what it may save".into(),
        columns: vec![
            column("case", "Case"),
            column("support", "Support"),
            column("saved", "Saved if it works"),
            column("rate", "Must work in so many of 100 cases"),
            column("spoken", "In words"),
            column("pays", "Who pays"),
            column("gains", "Who gains"),
            column("source", "Source"),
        ],
        rows: settings.cases.iter().enumerate().map(one).collect(),
        across: Vec::new(),
        notes: Vec::new(),
        how: How {
            formula: "support / saved".into(),
            rows: "the cases of the settings".into(),
            source: "Reaching Out (2006)".into(),
        },
    }
}

/// A unit cost in the prices of the year, in pounds.
fn told_in(settings: &Settings, unit: &UnitCost) -> f64 {
    pounds(unit.cost) * price_level(settings, unit.year)
}

fn unit_costs(settings: &Settings) -> Table {
    let one = |(place, unit): (usize, &UnitCost)| -> Row {
        let cells = vec![
            Cell::text(unit.name.as_str()),
            Cell::open(Value::Money(unit.cost)),
            Cell::text(unit.year.to_string()),
            Cell::open(Value::Money(pence(told_in(settings, unit)))),
            Cell::text(unit.sector.as_str()),
            Cell::text(counted_by(unit)),
            Cell::text(unit.source.as_str()),
        ];
        row(format!("unit-{}", place + 1), format!("unit_cost={}", place + 1), cells)
    };
    let year = settings.costs.price_year;
    let now = if settings.costs.deflators.is_empty() {
        "As it is used".to_owned()
    } else {
        format!("In prices of {year}")
    };
    Table {
        id: "downstream-unit-costs",
        caption: "What events cost later on".into(),
        columns: vec![
            column("event", "Event"),
            column("cost", "Costs"),
            column("year", "In prices of"),
            column("used", &now),
            column("sector", "Who saves if it does not happen"),
            column("measure", "What counts it"),
            column("source", "Source"),
        ],
        rows: settings.unit_costs.iter().enumerate().map(one).collect(),
        across: Vec::new(),
        notes: if settings.costs.deflators.is_empty() {
            vec!["No price levels are given, so costs of other years are used as they are.".into()]
        } else {
            Vec::new()
        },
        how: How {
            formula: "cost x price level of the year of telling / price level of its own year".into(),
            rows: "the unit costs of the settings".into(),
            source: "as told in each row".into(),
        },
    }
}

/// How many of 100 children a budget must spare an event.
fn break_even(data: &Data, settings: &Settings, effects: &Effects) -> Table {
    let costs = costs(data, settings, effects, Terms::of(settings));
    let one = |(place, unit): (usize, &UnitCost)| -> Row {
        let worth = told_in(settings, unit);
        let mut cells = vec![Cell::text(unit.name.as_str())];
        for view in [View::Fund, View::Council] {
            let needed =
                mean_cost(data, &costs, view).and_then(|(n, mean)| Some((n, break_even_rate(mean, worth)?)));
            cells.push(
                needed.map_or_else(|| nothing(0), |(n, rate)| Cell::of(n, Value::Number(rate * 100.0, 1))),
            );
        }
        let sample = unit.measure.as_ref().and_then(|code| effects.samples.iter().find(|s| s.code == *code));
        let recorded = unit.happening.filter(|_| !data.happenings.is_empty());
        cells.extend(match (sample, recorded) {
            (Some(sample), _) => seen_in(sample, settings),
            (None, Some(kind)) => happened::fewer(data, settings, kind),
            (None, None) => [(); 2].map(|()| Cell::open(Value::Mark(Mark::NotApplicable))),
        });
        cells.push(Cell::text("the pilot's fund and the council"));
        cells.push(Cell::text(unit.sector.as_str()));
        row(format!("break-even-{}", place + 1), format!("unit_cost={}&break_even", place + 1), cells)
    };
    Table {
        id: "downstream-break-even",
        caption: "How many events among 100 children a budget must avoid to pay for itself".into(),
        columns: vec![
            column("event", "Event"),
            column("fund", "To pay for what was bought"),
            column("council", "To pay for practitioners' time too"),
            column("seen", "Fewer among 100 children"),
            column("seen_interval", "Interval"),
            column("pays", "Who pays"),
            column("gains", "Who gains"),
        ],
        rows: settings.unit_costs.iter().enumerate().map(one).collect(),
        across: Vec::new(),
        notes: vec![
            "More than 100: no such event among all the children would pay for it, or each child must be spared \
             several."
                .into(),
            "Fewer by a measure that counts the event: before and after, children with a budget only. By what is \
             recorded as having happened: in a year, with a budget against without one."
                .into(),
        ],
        how: How {
            formula: "100 x mean cost of a child / cost of the event".into(),
            rows: "children of the budget arm; the mean cost as in the table of costs".into(),
            source: "Reaching Out (2006), Box 3.1, for the reasoning".into(),
        },
    }
}

/// What counts the event: a measure, or what is recorded as having happened.
fn counted_by(unit: &UnitCost) -> String {
    let happening = unit.happening.map(|kind| kind.as_str().replace('_', " "));
    unit.measure.as_ref().map(ToString::to_string).or(happening).unwrap_or_else(|| "none".into())
}

fn seen_in(sample: &Sample, settings: &Settings) -> [Cell; 2] {
    let cases = sample.arm(Arm::Budget);
    let n = cases.len();
    let improvements = fit::improvements(&cases);
    if improvements.is_empty() {
        return [nothing(0), nothing(0)];
    }
    let mean = improvements.iter().sum::<f64>() / real(n) * 100.0;
    let interval = fit::mean(&cases, settings.confidence).map_or_else(
        |_| nothing(n),
        |likely| Cell::of(n, Value::Interval(likely.low * 100.0, likely.high * 100.0, 1)),
    );
    [Cell::of(n, Value::Number(mean, 1)), interval]
}
