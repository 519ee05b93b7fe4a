//! However little there is, every figure is a number or a sentence why there is none.

use disclosure::report::{Drawing, Section, Tone, Value};
use domain::{Arm, Score};
use evaluate::analysis::{association, change, downstream, effect, effects, summary, value};
use evaluate::data::{Observed, Practitioner};
use evaluate::{Data, Settings};

use super::chance::Chance;
use super::pilot::{Like, after, child, empty, pilot};

/// A pilot of up to a dozen children in which anything may be missing.
fn tiny(seed: u64) -> Data {
    let mut chance = Chance::new(seed);
    let mut data = empty();
    let leads = chance.below(3);
    data.practitioners = (0..leads)
        .map(|at| Practitioner {
            code: format!("LP{at}").parse().unwrap(),
            profession: "teacher".into(),
            agency: "council".into(),
        })
        .collect();
    let (arms, varies, lost) = (1 + chance.below(2), chance.below(3), chance.below(4));
    for at in 0..chance.below(26) {
        let arm = if chance.below(arms) == 0 { Arm::Budget } else { Arm::Comparison };
        let lead = (leads > 0 && chance.below(3) > 0).then(|| chance.below(leads));
        let spent = if varies == 0 { 0 } else { i64::from(chance.below(3) * 50_000) };
        data.children.push(child(at, arm, at, lead, spent));
        if chance.below(5) == 0 {
            data.children.last_mut().unwrap().baseline = None;
        }
        if chance.below(6) == 0 {
            data.children.last_mut().unwrap().budget = None;
        }
        for measure in 0..2 {
            for item in 0..1 + chance.below(2) {
                let times = if lost == 0 { 1 } else { chance.below(3) };
                for time in 0..times {
                    let points = if varies < 2 { 5 } else { chance.below(10) };
                    data.scores.push(Observed {
                        child: at,
                        measure,
                        item,
                        informant: 0,
                        on: after(at + 60 * time),
                        score: Score::from_thousandths(i64::from(points) * 1_000),
                    });
                }
            }
        }
    }
    data
}

fn finite(value: &Value) -> bool {
    match value {
        Value::Pounds(one) | Value::Number(one, _) | Value::Share(one) => one.is_finite(),
        Value::Interval(low, high, _) | Value::PoundsInterval(low, high) => {
            low.is_finite() && high.is_finite() && low <= high
        }
        _ => true,
    }
}

/// Says what is wrong with a section.
pub fn faults(section: &Section) -> Vec<String> {
    let mut faults = Vec::new();
    for words in &section.words {
        let places = words.text.matches("{}").count();
        if places != words.figures.len() || words.text.contains("NaN") || words.text.contains("inf ") {
            faults.push(format!("{}: {}", section.id, words.text));
        }
        faults
            .extend(words.figures.iter().filter(|cell| !finite(&cell.value)).map(|cell| format!("{cell:?}")));
    }
    for table in &section.tables {
        for row in &table.rows {
            if row.cells.len() != table.columns.len() {
                faults.push(format!("{} {}: {} cells", table.id, row.id, row.cells.len()));
            }
            let off = row.cells.iter().filter(|cell| !finite(&cell.value));
            faults.extend(off.map(|cell| format!("{} {}: {cell:?}", table.id, row.id)));
            // One part alone stands for what the rest must not tell.
            for across in table.across.iter().filter(|across| across.parts.len() > 1) {
                let count = |at: usize| match row.cells[at].value {
                    Value::Count(count) => count,
                    _ => 0,
                };
                let parts: usize = across.parts.iter().map(|at| count(*at)).sum();
                if parts != count(across.sum) {
                    faults.push(format!("{} {}: {parts} is not the sum", table.id, row.id));
                }
            }
        }
        faults.extend(totals(table));
        if table.how.formula.is_empty() || table.how.rows.is_empty() || table.how.source.is_empty() {
            faults.push(format!("{}: not told how it is made", table.id));
        }
    }
    for chart in &section.charts {
        let numbers: Vec<f64> = match &chart.drawing {
            Drawing::Forest { rows, .. } => {
                rows.iter().flat_map(|row| [row.value, row.low, row.high]).collect()
            }
            Drawing::Scatter { points, fitted } => {
                let lines = fitted.iter().flat_map(|line| &line.points);
                points.iter().chain(lines).flat_map(|point| [point.x, point.y]).collect()
            }
            Drawing::Lines { lines, .. } => {
                lines.iter().flat_map(|line| &line.points).flat_map(|point| [point.x, point.y]).collect()
            }
            Drawing::Plane { replicates, estimate } => {
                let estimate = estimate.as_ref().map(|point| (point.x, point.y));
                replicates.iter().copied().chain(estimate).flat_map(|point| [point.0, point.1]).collect()
            }
            _ => Vec::new(),
        };
        if numbers.iter().any(|number| !number.is_finite()) {
            faults.push(format!("{}: {numbers:?}", chart.id));
        }
    }
    faults
}

/// Totals that are not the sum of the rows before them.
fn totals(table: &disclosure::report::Table) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.sums) {
        let mut sum = 0;
        for row in &table.rows {
            let Value::Count(count) = row.cells[at].value else { continue };
            if row.total && count != sum {
                faults.push(format!("{} {} {}: {count} is not {sum}", table.id, row.id, column.id));
            }
            sum = if row.total { 0 } else { sum + count };
        }
    }
    faults
}

/// The sections of this part of the report.
pub fn sections(data: &Data, settings: &Settings) -> Vec<Section> {
    let effects = effects::estimate(data, settings);
    let (value, worth) = value::section(data, settings, &effects);
    vec![
        summary::section(data, settings, &effects, worth),
        value,
        downstream::section(data, settings, &effects),
        change::section(data, settings, &effects),
        association::section(data, settings, &effects),
        effect::section(data, settings, &effects),
    ]
}

#[test]
fn however_little_there_is_every_figure_is_a_number() {
    let settings = Settings { replicates: 40, ..Settings::default() };
    for seed in 0..400 {
        let faults: Vec<String> = sections(&tiny(seed), &settings).iter().flat_map(faults).collect();
        assert!(faults.is_empty(), "{seed}: {faults:#?}");
    }
}

#[test]
fn without_scores_each_section_says_so() {
    let settings = Settings::default();
    // In short, and costs, have something to say without scores.
    let needs_scores = |section: &&Section| ["change", "association", "effect"].contains(&section.id);
    for section in sections(&empty(), &settings).iter().filter(needs_scores) {
        assert!(section.tables.is_empty() && section.charts.is_empty(), "{}", section.id);
        assert!(section.words[0].text.starts_with("No scores were recorded"), "{}", section.words[0].text);
    }
}

#[test]
fn the_answer_comes_next_to_the_money_whatever_it_is() {
    let settings = Settings { replicates: 40, ..Settings::default() };
    for (like, wanted) in [
        (Like::default(), "yes on"),
        (Like { effect: 0.0, ..Like::default() }, "The figures do not show it"),
        (Like { budgets: 30, comparison: 8, ..Like::default() }, "It cannot be said: too few"),
    ] {
        let summary = &sections(&pilot(4, like), &settings)[0];
        let answer = &summary.words[1];
        assert_eq!(answer.tone, Tone::Plain);
        assert!(answer.text.starts_with("Did the money help?") && answer.text.contains(wanted), "{answer:?}");
        let doubt = summary.words.iter().position(|words| words.tone == Tone::Doubt);
        assert!(doubt > Some(1));
    }
}
