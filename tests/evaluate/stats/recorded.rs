//! Figures that scipy, statsmodels and numpy made (fixtures/statistics/figures.py has how, figures.json
//! their versions), and published examples.

use serde_json::Value;
use statistics::regression::{Errors, Fit};
use statistics::{balance, bootstrap, describe, interval, meta, multiple, rank, regression, sensitivity};

const LEVEL: f64 = 0.95;

fn figures() -> Value {
    serde_json::from_str(include_str!("../../../fixtures/statistics/figures.json")).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn near(ours: f64, theirs: f64) {
    let scale = theirs.abs().max(1e-3);
    assert!((ours - theirs).abs() < 1e-9 * scale, "{ours} is not {theirs}");
}

fn all_near(ours: &[f64], theirs: &Value) {
    let theirs = numbers(theirs);
    assert_eq!(ours.len(), theirs.len());
    ours.iter().zip(theirs).for_each(|(ours, theirs)| near(*ours, theirs));
}

#[test]
fn what_made_the_figures_is_written_with_them() {
    let by = &figures()["made_by"];
    assert_eq!(by["scipy"], "1.17.1");
    assert_eq!(by["statsmodels"], "0.15.0");
}

#[test]
fn a_list_is_described_as_numpy_does() {
    let figures = figures();
    let (small, theirs) = (numbers(&figures["small"]), &figures["describe"]);
    near(describe::mean(&small).unwrap(), number(&theirs["mean"]));
    near(describe::sd(&small).unwrap(), number(&theirs["sd"]));
    for (share, theirs) in
        [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0].into_iter().zip(numbers(&theirs["quantiles"]))
    {
        near(describe::quantile(&small, share).unwrap(), theirs);
    }
    near(describe::gini(&small).unwrap(), number(&theirs["gini"]));
    near(describe::share_of_zeros(&small).unwrap(), 3.0 / 11.0);
    near(describe::iqr(&small).unwrap(), 204.995 - 6.25);
}

#[test]
fn one_child_with_everything_is_nearly_one_and_all_alike_is_nothing() {
    near(describe::gini(&[0.0, 0.0, 0.0, 8.0]).unwrap(), 0.75);
    assert!(describe::gini(&[3.0; 7]).unwrap().abs() < 1e-12);
}

#[test]
fn intervals_are_those_of_statsmodels() {
    let figures = figures();
    let change = numbers(&figures["pilot"]["change"]);
    let ours = interval::mean_t(&change, LEVEL).unwrap();
    near(ours.low, number(&figures["mean_t"]["low"]));
    near(ours.high, number(&figures["mean_t"]["high"]));
    near(ours.p, number(&figures["mean_t"]["p"]));
    for case in figures["wilson"].as_array().unwrap() {
        let whole = |name: &str| usize::try_from(case[name].as_u64().unwrap()).unwrap();
        let ours = interval::proportion_wilson(whole("such"), whole("of"), LEVEL).unwrap();
        all_near(&[ours.low, ours.high], &case["interval"]);
    }
}

#[test]
fn t_reaches_as_far_as_in_scipy() {
    for case in figures()["t"].as_array().unwrap() {
        let df = usize::try_from(case["df"].as_u64().unwrap()).unwrap();
        // n values with a mean of 0 and an error of 1: the interval ends at the quantile itself.
        let n = u32::try_from(df + 1).unwrap();
        let mut values: Vec<f64> = (0..n).map(f64::from).collect();
        let (mean, sd) = (describe::mean(&values).unwrap(), describe::sd(&values).unwrap());
        values.iter_mut().for_each(|value| *value = (*value - mean) / sd * f64::from(n).sqrt());
        let ours = interval::mean_t(&values, number(&case["level"])).unwrap();
        near(ours.high, number(&case["quantile"]));
    }
}

#[test]
fn ranks_go_together_as_in_scipy() {
    let figures = figures();
    let (spend, change) = (numbers(&figures["pilot"]["spend"]), numbers(&figures["pilot"]["change"]));
    let tied = [1.0, 1.0, 2.0, 3.0, 3.0, 3.0, 2.0, 5.0, 4.0, 1.0, 2.0];
    let small = numbers(&figures["small"]);
    for (name, x, y) in [("pilot", &spend, &change[..]), ("tied", &small, &tied[..])] {
        let ours = rank::spearman(x, y, LEVEL).unwrap();
        let theirs = &figures["spearman"][name];
        near(ours.value, number(&theirs["rho"]));
        near(ours.p, number(&theirs["p"]));
        near(ours.error, number(&theirs["error"]));
        near(ours.low, number(&theirs["low"]));
        near(ours.high, number(&theirs["high"]));
    }
}

fn same_fit(ours: &Fit, theirs: &Value) {
    all_near(&ours.coefficients, &theirs["coefficients"]);
    all_near(&ours.errors, &theirs["errors"]);
    all_near(&ours.t, &theirs["t"]);
    all_near(&ours.p, &theirs["p"]);
    all_near(&ours.low, &theirs["low"]);
    all_near(&ours.high, &theirs["high"]);
    near(ours.r_squared, number(&theirs["r_squared"]));
}

#[test]
fn a_line_is_that_of_statsmodels_with_either_kind_of_error() {
    let figures = figures();
    let pilot = &figures["pilot"];
    let (change, x) = (numbers(&pilot["change"]), vec![numbers(&pilot["spend"]), numbers(&pilot["before"])]);
    let groups: Vec<u32> =
        pilot["group"].as_array().unwrap().iter().map(|g| g.as_u64().unwrap().try_into().unwrap()).collect();
    same_fit(&regression::ols(&change, &x, Errors::Hc3, LEVEL).unwrap(), &figures["hc3"]);
    let ours = regression::ols(&change, &x, Errors::Clustered(&groups), LEVEL).unwrap();
    same_fit(&ours, &figures["clustered"]);
    assert_eq!(ours.clusters, Some(9));

    let ours = regression::ols(&change, &[], Errors::Clustered(&groups), LEVEL).unwrap();
    near(ours.coefficients[0], number(&figures["mean_clustered"]["mean"]));
    near(ours.errors[0], number(&figures["mean_clustered"]["error"]));
}

#[test]
fn drawing_again_gives_scipys_interval_up_to_chance() {
    let figures = figures();
    let small = numbers(&figures["small"]);
    let mean = |counts: &[u32]| {
        let sum: f64 = counts.iter().zip(&small).map(|(count, value)| f64::from(*count) * value).sum();
        Some(sum / counts.iter().map(|count| f64::from(*count)).sum::<f64>())
    };
    let drawn =
        bootstrap::clustered(7, 20_000, small.len(), |counts| Some(vec![mean(counts)?])).unwrap().of(0);
    let ours = bootstrap::percentile(&drawn, LEVEL).unwrap();
    let theirs = numbers(&figures["percentile"]);
    assert!((ours.0 - theirs[0]).abs() < 6.0, "{ours:?} {theirs:?}");
    assert!((ours.1 - theirs[1]).abs() < 25.0, "{ours:?} {theirs:?}");
}

#[test]
fn pilots_are_pooled_as_in_statsmodels() {
    let figures = figures();
    for name in ["bcg", "two", "alike"] {
        let theirs = &figures["meta"][name];
        let ours =
            meta::random_effects(&numbers(&theirs["effects"]), &numbers(&theirs["errors"]), LEVEL).unwrap();
        for (ours, field) in [
            (ours.normal.value, "mean"),
            (ours.normal.error, "error"),
            (ours.normal.low, "low"),
            (ours.normal.high, "high"),
            (ours.q, "q"),
            (ours.q_p, "q_p"),
            (ours.i_squared, "i_squared"),
            (ours.tau_squared, "tau_squared"),
        ] {
            near(ours, number(&theirs[field]));
        }
        // Pilots that agree better than chance: the plain interval, which is wider.
        let kept = if name == "alike" { ["low", "high"] } else { ["hk_low", "hk_high"] };
        near(ours.effect.low, number(&theirs[kept[0]]));
        near(ours.effect.high, number(&theirs[kept[1]]));
        match ours.prediction {
            Some((low, high)) => all_near(&[low, high], &theirs["prediction"]),
            None => assert!(theirs["prediction"].is_null()),
        }
        near(ours.weights.iter().sum(), 1.0);
    }
}

/// `rma(yi, vi, data = dat, method = "DL")` of the trials of BCG, as metafor's manual has them.
#[test]
fn the_trials_of_bcg_come_out_as_published() {
    let theirs = &figures()["meta"]["bcg"];
    let ours =
        meta::random_effects(&numbers(&theirs["effects"]), &numbers(&theirs["errors"]), LEVEL).unwrap();
    let shown = |value: f64| format!("{value:.4}");
    assert_eq!(shown(ours.normal.value), "-0.7141");
    assert_eq!(shown(ours.normal.error), "0.1787");
    assert_eq!(shown(ours.tau_squared), "0.3088");
    assert_eq!(format!("{:.2}", ours.i_squared * 100.0), "92.12");
    assert_eq!(format!("{:.2}", ours.q), "152.23");
}

/// Cinelli and Hazlett (2020), table 1: being harmed in Darfur and attitudes to peace, t = 4.18445 on
/// 783 degrees of freedom.
#[test]
fn what_is_hidden_is_as_in_the_darfur_example() {
    let ours = sensitivity::robustness_value(4.18445, 783.0, LEVEL).unwrap();
    assert_eq!(format!("{:.3}", ours.value), "0.139");
    assert_eq!(format!("{:.3}", ours.at_level), "0.076");
    assert_eq!(format!("{:.4}", ours.partial_r2), "0.0219");
}

#[test]
fn several_questions_are_adjusted_as_in_statsmodels() {
    let holm = &figures()["holm"];
    all_near(&multiple::holm(&numbers(&holm["p"])).unwrap(), &holm["adjusted"]);
}

/// By hand: means 3 and 2, variances 1 and 4; the root of 2.5 is 1.5811.
#[test]
fn arms_are_compared_in_deviations() {
    let ours = balance::balance(&[2.0, 3.0, 4.0], &[0.0, 2.0, 4.0]).unwrap();
    near(ours.difference, 1.0 / 2.5_f64.sqrt());
    near(ours.variance_ratio.unwrap(), 0.25);
}
