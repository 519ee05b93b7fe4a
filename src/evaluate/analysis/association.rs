//! Spend against change: do children improve more for whom more was spent? What goes together need not
//! be cause and effect, and the section says so.

use super::super::Settings;
use super::super::data::Data;
use super::effects::{Effect, Effects, FEWEST, first};
use super::fit::{self, Likely};
use super::sample::{Case, Sample, WHOLE};
use super::sentences::{Wording, number, range, size};
use super::tables::{chance, column, counts, interval, mean, nothing, row, total, value};
use disclosure::report::{
    Basis, Cell, Chart, Drawing, Draws, How, Line, Mark, Point, Section, Table, Tone, Value, Words,
};
use domain::Arm;
use statistics::describe;
use statistics::number::{pounds, real};
use statistics::rank::spearman;

/// One chart for each of the first measures.
const SCATTERS: [&str; 6] = [
    "spend-against-change-1",
    "spend-against-change-2",
    "spend-against-change-3",
    "spend-against-change-4",
    "spend-against-change-5",
    "spend-against-change-6",
];

const QUARTERS: [&str; 4] = [
    "the quarter with least spent",
    "the second quarter",
    "the third quarter",
    "the quarter with most spent",
];

pub fn section(_data: &Data, settings: &Settings, effects: &Effects) -> Section {
    let mut section = Section { id: "association", title: "Spend and change", ..Section::default() };
    let known: Vec<(&Sample, &Effect)> = effects.judged().collect();
    if known.is_empty() {
        section.words.push(Words::open(
            Tone::Doubt,
            "No scores were recorded, so spend cannot be set against change.",
        ));
        return section;
    }
    section.words.push(Words::open(
        Tone::Doubt,
        "This compares children with a budget with each other. It cannot prove that the money made the \
         difference: more may have been spent where things were already moving, or where they were worst, \
         and whatever decided on spend may also have decided on change. Some of the money was spent after \
         the last score.",
    ));
    let wording = Wording::new(settings);
    let mut rows = Vec::new();
    let mut quarters = Vec::new();
    for (at, (sample, effect)) in known.into_iter().enumerate() {
        let cases = sample.arm(Arm::Budget);
        section.words.push(dose_words(sample, &effect.dose, &cases, wording));
        rows.push(line_row(sample, &effect.dose, &cases, settings));
        quarters.extend(by_quarter(sample, &cases, settings));
        section.charts.extend(SCATTERS.get(at).and_then(|id| scatter(id, sample, &cases, settings)));
    }
    section.tables.push(lines(rows));
    if !quarters.is_empty() {
        section.tables.push(dose_table(quarters));
    }
    section
}

fn dose_words(sample: &Sample, dose: &Result<Likely, String>, cases: &[Case], wording: Wording) -> Words {
    let (label, n) = (&sample.label, cases.len());
    let dose = match dose {
        Ok(dose) if !wording.small(n) => dose,
        Ok(_) => {
            let text = format!("{label}: too few children with a budget were followed up.");
            return Words::open(Tone::Doubt, text);
        }
        Err(why) => {
            let text = format!("{label}: spend cannot be set against change: {why}.");
            return Words::open(Tone::Doubt, text);
        }
    };
    let way = if dose.value < 0.0 { "less" } else { "more" };
    let size_of = format!(
        "{{}} points {way} for each £2,500 spent ({} {{}}), which is {{}} for each £100",
        wording.interval()
    );
    let text = if dose.excludes_none() {
        format!(
            "{label}: between children who began alike, improvement went with spend by more than chance does: \
             {size_of}."
        )
    } else {
        format!(
            "{label}: no clear tie between spend and improvement was found. The best guess is {size_of}; it \
             could as well be nothing."
        )
    };
    let figures = vec![size(n, dose.value, 2), range(n, dose, 2), number(n, dose.value / 25.0, 3)];
    Words::with(Tone::Plain, text, figures)
}

fn lines(rows: Vec<disclosure::report::Row>) -> Table {
    Table {
        id: "association-spend",
        caption: "Improvement and spend, children with a budget".into(),
        columns: vec![
            column("measure", "Measure"),
            super::tables::repeated("followed_up", "Followed up", "followed_up"),
            column("rank_correlation", "Rank correlation"),
            column("rank_interval", "Its interval"),
            column("per_2500", "Improvement for £2,500"),
            column("per_2500_interval", "Its interval"),
            column("per_100", "Improvement for £100"),
            column("points_per_2500", "Points of the scale for £2,500"),
            column("points_interval", "Its interval"),
            column("chance", "p-value"),
            column("groups", "Lead professionals"),
        ],
        rows,
        across: Vec::new(),
        notes: vec![
            "Improvement is positive where a child did better. Points of the scale have the sign of the scale \
             itself: on a scale where lower is better, fewer points are an improvement."
                .into(),
        ],
        how: How {
            formula: "improvement = a + b x spend / 2,500 + c x first score, least squares; b is shown, with \
                      its interval by errors clustered by lead professional (CR1, t on G - 1), or by child \
                      (HC3) where there are fewer than 5. Spearman's rho: interval by Fisher's z with Bonett \
                      and Wright's error"
                .into(),
            rows: "children of the budget arm who were followed up; spend is net of VAT that is recovered, on \
                   the day received, up to the day of the report"
                .into(),
            source: "Spearman 1904; Bonett and Wright 2000; Cameron and Miller 2015; MacKinnon and White 1985"
                .into(),
        },
    }
}

fn line_row(
    sample: &Sample,
    dose: &Result<Likely, String>,
    cases: &[Case],
    settings: &Settings,
) -> disclosure::report::Row {
    let n = cases.len();
    let spends: Vec<f64> = cases.iter().map(|case| pounds(case.spent)).collect();
    let rank = spearman(&spends, &fit::improvements(cases), settings.confidence);
    let (rho, range) = match rank {
        Ok(rank) => {
            (Cell::of(n, Value::Number(rank.value, 2)), Cell::of(n, Value::Interval(rank.low, rank.high, 2)))
        }
        Err(_) => (nothing(n), nothing(n)),
    };
    let small = dose.as_ref().map(|dose| dose.times(0.04));
    let in_points = dose.as_ref().map(|dose| dose.times(sample.in_points(1.0)));
    let groups = match dose.as_ref().ok().and_then(|dose| dose.clusters) {
        Some(groups) => Cell::of(n, Value::Number(real(groups), 0)),
        None => Cell { value: Value::Mark(Mark::NotApplicable), basis: Basis::Children(n) },
    };
    let cells = vec![
        Cell::text(sample.label.as_str()),
        Cell::children(n),
        rho,
        range,
        value(n, dose, 2),
        interval(n, dose, 2),
        value(n, &small, 3),
        value(n, &in_points, 2),
        interval(n, &in_points, 2),
        chance(n, dose),
        groups,
    ];
    row(sample.code.to_string(), format!("measure={}&arm=budget", sample.code), cells)
}

/// Children in the order of what was spent for them; equal ones in the order of the ledger.
fn by_spend(cases: &[Case]) -> Vec<Case> {
    let mut sorted = cases.to_vec();
    sorted.sort_by_key(|case| (case.spent, case.child));
    sorted
}

/// Cuts children into so many parts of nearly the same size.
fn parts(cases: &[Case], count: usize) -> Vec<&[Case]> {
    (0..count).map(|at| &cases[cases.len() * at / count..cases.len() * (at + 1) / count]).collect()
}

fn by_quarter(sample: &Sample, cases: &[Case], settings: &Settings) -> Vec<disclosure::report::Row> {
    if cases.len() < 4 {
        return Vec::new();
    }
    let sorted = by_spend(cases);
    let cells = |name: String, part: &[Case]| {
        let likely = fit::mean(part, settings.confidence);
        let mut spent = Cell::money(part.iter().map(|case| case.spent));
        let spends: Vec<f64> = part.iter().map(|case| pounds(case.spent)).collect();
        spent.value = describe::mean(&spends).map_or(Value::Mark(Mark::NotAvailable), Value::Pounds).finite();
        vec![
            Cell::text(name),
            Cell::children(part.len()),
            spent,
            mean(&fit::improvements(part), 2),
            interval(part.len(), &likely, 2),
        ]
    };
    let mut rows = Vec::new();
    for (at, (part, name)) in parts(&sorted, 4).into_iter().zip(QUARTERS).enumerate() {
        let key = format!("measure={}&arm=budget&spend_quarter={}", sample.code, at + 1);
        rows.push(row(
            format!("{}-quarter-{}", sample.code, at + 1),
            key,
            cells(format!("{}: {name}", sample.label), part),
        ));
    }
    let key = format!("measure={}&arm=budget", sample.code);
    rows.push(total(format!("{}-all", sample.code), key, cells(format!("{}: all", sample.label), &sorted)));
    rows
}

fn dose_table(rows: Vec<disclosure::report::Row>) -> Table {
    Table {
        id: "association-quarters",
        caption: "Improvement of children with a budget, by how much was spent".into(),
        columns: vec![
            column("group", "Measure and children"),
            counts("followed_up", "Followed up", "followed_up"),
            super::tables::repeated("mean_spend", "Mean spend", "~spent"),
            column("improvement", "Mean improvement"),
            column("interval", "Interval"),
        ],
        rows,
        across: Vec::new(),
        notes: vec!["Each quarter has a quarter of the children, in the order of what was spent.".into()],
        how: How {
            formula: "means of each quarter; interval as in the table of measures".into(),
            rows: "children of the budget arm who were followed up, in the order of spend".into(),
            source: "Cameron and Miller 2015".into(),
        },
    }
}

/// Means of groups of children with like spend, with the line through all children.
fn scatter(id: &'static str, sample: &Sample, cases: &[Case], settings: &Settings) -> Option<Chart> {
    let least = usize::try_from(settings.disclosure.threshold).ok()?.max(FEWEST);
    let groups = (cases.len() / least).min(15);
    if groups < 2 {
        return None;
    }
    let sorted = by_spend(cases);
    let points: Vec<Point> = parts(&sorted, groups)
        .into_iter()
        .filter_map(|part| {
            let spends: Vec<f64> = part.iter().map(|case| pounds(case.spent)).collect();
            Some(Point {
                x: describe::mean(&spends).ok()?,
                y: describe::mean(&fit::improvements(part)).ok()?,
                basis: Basis::Children(part.len()),
            })
        })
        .collect();
    let (from, to) = (points.first()?.x, points.last()?.x);
    let fitted = band(&sorted, from, to, settings.confidence);
    let slope = match (
        fitted.first().and_then(|line| line.points.first()),
        fitted.first().and_then(|line| line.points.last()),
    ) {
        (Some(left), Some(right)) if right.y > left.y => {
            "The line rises to the right: more spent, more improvement."
        }
        (Some(_), Some(_)) => "The line does not rise to the right.",
        _ => "No line could be drawn.",
    };
    Some(Chart {
        id,
        title: format!("{}: spend against improvement", sample.label),
        description: format!(
            "Each point is the mean of a group of at least {least} children with a budget for whom about as \
             much was spent. {slope} The two outer lines show how unsure the line is."
        ),
        x: "Mean spend, £".into(),
        y: "Mean improvement in points".into(),
        draws: Draws::Estimates,
        drawing: Drawing::Scatter { points, fitted },
        withheld: 0,
    })
}

/// The line with its band, at nine places. The constant of a line whose columns are counted from a place
/// is the line's height there, and its error the height's.
fn band(cases: &[Case], from: f64, to: f64, confidence: f64) -> Vec<Line> {
    let n = cases.len();
    let firsts: Vec<f64> = cases.iter().map(first).collect();
    let Ok(middle) = describe::mean(&firsts) else { return Vec::new() };
    let mut lines = [Vec::new(), Vec::new(), Vec::new()];
    for step in 0..=8 {
        let x = from + (to - from) * real(step) / 8.0;
        let dose = move |case: &Case| case.dose() - x / WHOLE;
        let first = move |case: &Case| case.first - middle;
        let Ok(height) = fit::height(cases, &[&dose, &first], confidence) else {
            return Vec::new();
        };
        for (line, y) in lines.iter_mut().zip([height.value, height.low, height.high]) {
            line.push(Point { x, y, basis: Basis::Children(n) });
        }
    }
    let names = ["fitted line", "lower edge", "upper edge"];
    lines.into_iter().zip(names).map(|(points, name)| Line { name: name.into(), points }).collect()
}
