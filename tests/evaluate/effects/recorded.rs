//! From scores to effect, against pandas, statsmodels and scipy (fixtures/statistics/pilot/figures.py has
//! how, figures.json their versions).

use std::collections::HashMap;

use disclosure::report::{Section, Value as Shown};
use domain::{Arm, Day, Pence, Score};
use evaluate::analysis::effects::{Effects, estimate};
use evaluate::analysis::fit::{Likely, improvements};
use evaluate::analysis::{association, effect};
use evaluate::data::{Observed, Practitioner};
use evaluate::{Data, Settings};
use serde_json::Value;

use super::pilot::{child, empty};

fn figures() -> Value {
    serde_json::from_str(include_str!("../../../fixtures/statistics/pilot/figures.json")).unwrap()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The pilot of the fixture.
fn recorded() -> Data {
    let mut data = empty();
    let mut places = HashMap::new();
    for (at, row) in (0..).zip(rows(include_str!("../../../fixtures/statistics/pilot/children.csv"))) {
        places.insert(row[0].clone(), at);
        let arm: Arm = row[1].parse().unwrap();
        let mut child = child(at, arm, 0, Some(row[2].parse().unwrap()), row[4].parse().unwrap());
        child.baseline = Some(row[3].parse().unwrap());
        data.children.push(child);
    }
    data.practitioners = (0..6)
        .map(|at| Practitioner {
            code: format!("LP{at}").parse().unwrap(),
            profession: "teacher".into(),
            agency: "council".into(),
        })
        .collect();
    let place = |list: &[String], name: &str| {
        u32::try_from(list.iter().position(|known| known == name).unwrap()).unwrap()
    };
    for row in rows(include_str!("../../../fixtures/statistics/pilot/outcomes.csv")) {
        let measure = u32::from(row[1] != "gbo");
        let on: Day = row[4].parse().unwrap();
        let score: Score = row[5].parse().unwrap();
        data.scores.push(Observed {
            child: places[&row[0]],
            measure,
            item: place(&data.items, &row[2]),
            informant: place(&data.informants, &row[3]),
            on,
            score,
        });
    }
    data
}

fn settings() -> Settings {
    Settings { replicates: 400, ..Settings::default() }
}

fn near(ours: f64, theirs: &Value, what: &str) {
    let theirs = theirs.as_f64().unwrap();
    assert!((ours - theirs).abs() < 1e-8 * theirs.abs().max(1e-3), "{what}: {ours} is not {theirs}");
}

fn same(ours: &Result<Likely, String>, theirs: &Value, what: &str) {
    let ours = ours.as_ref().unwrap();
    near(ours.value, &theirs["value"], what);
    near(ours.error, &theirs["error"], what);
    near(ours.low, &theirs["low"], what);
    near(ours.high, &theirs["high"], what);
    near(ours.p, &theirs["p"], what);
}

fn each(effects: &Effects, mut check: impl FnMut(usize, &Value)) {
    let figures = figures();
    for (at, sample) in effects.samples.iter().enumerate() {
        check(at, &figures["measures"][sample.code.as_str()]);
    }
}

#[test]
fn what_made_the_figures_is_written_with_them() {
    let by = &figures()["made_by"];
    assert_eq!([&by["pandas"], &by["scipy"], &by["statsmodels"]], ["3.1.1", "1.17.1", "0.15.0"]);
}

#[test]
fn effects_agree_with_statsmodels_errors_by_lead_professional() {
    let effects = estimate(&recorded(), &settings());
    each(&effects, |at, theirs| {
        let (sample, ours) = (&effects.samples[at], &effects.measures[at]);
        assert_eq!(ours.budget, usize::try_from(theirs["budget"].as_u64().unwrap()).unwrap());
        assert_eq!(ours.comparison, usize::try_from(theirs["comparison"].as_u64().unwrap()).unwrap());
        assert_eq!(sample.lost.len(), usize::try_from(theirs["lost"].as_u64().unwrap()).unwrap());
        let mean = |arm| {
            let improved = improvements(&sample.arm(arm));
            improved.iter().sum::<f64>() / improved.len() as f64
        };
        near(mean(Arm::Budget), &theirs["mean_budget"], "mean");
        near(mean(Arm::Comparison), &theirs["mean_comparison"], "mean");
        same(&ours.difference, &theirs["difference"], "difference");
        same(&ours.adjusted, &theirs["adjusted"], "adjusted");
        same(&ours.dose, &theirs["dose"], "dose");
        same(&ours.dose_arms, &theirs["dose_arms"], "dose and arm");
        same(&ours.dose_alone, &theirs["dose_alone"], "dose alone");
        near(ours.robustness.unwrap().value, &theirs["robustness"], "robustness");
        near(ours.holm.unwrap(), &theirs["holm"], "holm");
    });
}

#[test]
fn effects_agree_with_statsmodels_errors_by_child() {
    let mut data = recorded();
    data.children.iter_mut().for_each(|child| child.lead = Some(0));
    let effects = estimate(&data, &settings());
    each(&effects, |at, theirs| {
        same(&effects.measures[at].difference, &theirs["difference_by_child"], "difference");
        same(&effects.measures[at].dose, &theirs["dose_by_child"], "dose");
        assert_eq!(effects.measures[at].difference.as_ref().unwrap().clusters, None);
    });
}

/// The number in a cell of a table.
fn cell(section: &Section, table: &str, row: &str, column: &str) -> f64 {
    let table = section.tables.iter().find(|known| known.id == table).unwrap();
    let at = table.columns.iter().position(|known| known.id == column).unwrap();
    let row = table.rows.iter().find(|known| known.id == row).unwrap();
    match row.cells[at].value {
        Shown::Number(number, _) => number,
        ref other => panic!("{other:?} is no number"),
    }
}

#[test]
fn tables_agree_with_pandas_and_scipy() {
    let (data, settings) = (recorded(), settings());
    let effects = estimate(&data, &settings);
    let spend = association::section(&data, &settings, &effects);
    let effect = effect::section(&data, &settings, &effects);
    each(&effects, |at, theirs| {
        let code = effects.samples[at].code.as_str();
        let rho = cell(&spend, "association-spend", code, "rank_correlation");
        near(rho, &theirs["spearman"], "rank correlation");
        for quarter in 1..=4 {
            let row = format!("{code}-quarter-{quarter}");
            let mean = cell(&spend, "association-quarters", &row, "improvement");
            near(mean, &theirs["quarters"][quarter - 1], &row);
        }
        if code == "sdq_total" {
            let apart = cell(&effect, "effect-balance", "first-sdq_total", "difference");
            // All first scores stand in the table, those of the lost too; they are near the others.
            assert!((apart - theirs["first_apart"].as_f64().unwrap()).abs() < 0.2);
        }
    });
}

#[test]
fn points_of_the_scale_have_its_sign_and_a_hundred_is_a_part() {
    let (data, settings) = (recorded(), settings());
    let effects = estimate(&data, &settings);
    let spend = association::section(&data, &settings, &effects);
    let figure = |row, column| cell(&spend, "association-spend", row, column);
    let dose = effects.measures[1].dose.as_ref().unwrap().value;
    assert_eq!(effects.samples[1].code.as_str(), "sdq_total");
    assert!((figure("sdq_total", "per_2500") - dose).abs() < 1e-12);
    assert!((figure("sdq_total", "points_per_2500") + dose).abs() < 1e-12);
    assert!((figure("sdq_total", "per_100") * 25.0 - dose).abs() < 1e-12);
    assert!(figure("gbo", "per_2500").signum() == figure("gbo", "points_per_2500").signum());
}

#[test]
fn drawing_again_is_the_same_for_the_same_seed() {
    let (data, settings) = (recorded(), settings());
    let twice = [estimate(&data, &settings), estimate(&data, &settings)];
    let redrawn = |effects: &Effects| effects.measures.iter().map(|one| one.redrawn).collect::<Vec<_>>();
    assert_eq!(redrawn(&twice[0]), redrawn(&twice[1]));
    let other = estimate(&data, &Settings { seed: 7, ..settings });
    assert_ne!(redrawn(&twice[0]), redrawn(&other));
}

#[test]
fn money_is_counted_in_whole_budgets() {
    let data = recorded();
    let effects = estimate(&data, &settings());
    let case = effects.samples[0].cases.iter().max_by_key(|case| case.spent).unwrap();
    assert!(case.spent > Pence::new(0));
    assert!((case.dose() - case.spent.get() as f64 / 250_000.0).abs() < 1e-15);
}
