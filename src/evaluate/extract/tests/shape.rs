//! What the rows are still good for, and that they are the same each time.

use crate::extract::rows;
use crate::invented::pilot;
use crate::settings::Settings;
use domain::Pence;
use statistics::number::pounds;

/// The slope of a line through points.
fn slope(points: &[(f64, f64)]) -> f64 {
    let n = statistics::number::real(points.len());
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0, y + point.1));
    let (x, y) = (x / n, y / n);
    let (xy, xx) = points
        .iter()
        .fold((0.0, 0.0), |(xy, xx), at| (xy + (at.0 - x) * (at.1 - y), xx + (at.0 - x).powi(2)));
    xy / xx
}

#[test]
fn an_effect_of_spend_is_found_in_the_extract_as_in_the_ledger() {
    for seed in 1..6 {
        let data = pilot(seed, 250, 5000);
        let told = rows(&data, &Settings::default());
        let mut chance = crate::invented::Chance(seed);
        // Goals move by 2.4 for 2,500 pounds, and by chance.
        let moved: Vec<f64> = (0..250)
            .map(|at| {
                let spent = pounds(data.children[at].budget.as_ref().unwrap().spent);
                let chance: i64 = (0..12).map(|_| chance.below(1000)).sum();
                1.2 + 2.4 * spent / 2500.0 + (statistics::number::integer(chance) - 6000.0) / 666.0
            })
            .collect();
        let raw: Vec<_> = (0..250)
            .map(|at| (pounds(data.children[at].budget.as_ref().unwrap().spent), moved[at]))
            .collect();
        let extract: Vec<_> = (0..250).map(|at| (pounds(told.summary[at].spent), moved[at])).collect();
        let (raw, extract) = (slope(&raw), slope(&extract));
        assert!((extract / raw - 1.0).abs() < 0.05, "seed {seed}: {raw} {extract}");
    }
}

#[test]
fn sums_stay_what_they_are_as_nearly_as_pennies_allow() {
    let data = pilot(1, 250, 5000);
    let told = rows(&data, &Settings::default());
    let exact: Pence = data.children.iter().filter_map(|child| Some(child.budget.as_ref()?.spent)).sum();
    let summed: Pence = told.summary.iter().map(|row| row.spent).sum();
    assert!((exact - summed).get().abs() <= 375 / 2, "{exact} {summed}");
    let bought: Pence = told.purchases.iter().filter_map(|row| row.amount).sum();
    assert!((exact - bought).get().abs() <= 5000 / 2, "{exact} {bought}");
}

#[test]
fn the_same_pilot_gives_the_same_rows() {
    let data = pilot(3, 120, 900);
    assert_eq!(rows(&data, &Settings::default()), rows(&data, &Settings::default()));
}
