//! What has no answer says so in a sentence; what has one is a number.

use statistics::regression::Errors;
use statistics::{
    Impossible, Interval, balance, bootstrap, describe, interval, meta, multiple, rank, regression,
    sensitivity,
};

const LEVEL: f64 = 0.95;

fn error_text<T: std::fmt::Debug>(answer: Result<T, Impossible>) -> String {
    answer.unwrap_err().to_string()
}

fn sound(interval: Interval) {
    for figure in [interval.value, interval.error, interval.low, interval.high, interval.p] {
        assert!(figure.is_finite(), "{interval:?}");
    }
    assert!(interval.low <= interval.value && interval.value <= interval.high, "{interval:?}");
}

#[test]
fn none_and_one_are_too_few() {
    assert_eq!(error_text(describe::mean(&[])), "there are too few: 0, and it takes at least 1");
    assert_eq!(error_text(describe::sd(&[4.0])), "there are too few: 1, and it takes at least 2");
    assert_eq!(error_text(interval::mean_t(&[4.0], LEVEL)), "there are too few: 1, and it takes at least 2");
    assert_eq!(
        error_text(interval::proportion_wilson(0, 0, LEVEL)),
        "there are too few: 0, and it takes at least 1"
    );
    assert!(describe::quantile(&[], 0.5).is_err());
    assert!(describe::gini(&[]).is_err());
    assert!(describe::share_of_zeros(&[]).is_err());
    assert!(rank::spearman(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0], LEVEL).is_err());
    assert!(regression::ols(&[1.0, 2.0], &[vec![1.0, 2.0]], Errors::Hc3, LEVEL).is_err());
    assert!(regression::ols(&[], &[], Errors::Hc3, LEVEL).is_err());
    assert!(meta::random_effects(&[0.4], &[0.2], LEVEL).is_err());
    assert!(meta::random_effects(&[], &[], LEVEL).is_err());
    assert!(bootstrap::percentile(&[1.0], LEVEL).is_err());
    assert!(balance::balance(&[], &[1.0, 2.0]).is_err());
    assert!(sensitivity::robustness_value(2.0, 1.0, LEVEL).is_err());
}

#[test]
fn two_or_four_give_a_wide_interval() {
    sound(interval::mean_t(&[1.0, 2.0], LEVEL).unwrap());
    sound(rank::spearman(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0], LEVEL).unwrap());
    sound(meta::random_effects(&[0.4, 0.5], &[0.2, 0.1], LEVEL).unwrap().effect);
}

#[test]
fn what_does_not_vary_says_nothing() {
    let (same, various) = ([3.0; 6], [1.0, 2.0, 5.0, 3.0, 2.5, 7.0]);
    assert_eq!(
        error_text(interval::mean_t(&same, LEVEL)),
        "the figure is the same for everybody, so that nothing can be said of how it varies"
    );
    // A tenth has no exact form in binary: the mean of such a list is not quite its value.
    assert!(interval::mean_t(&[0.1; 7], LEVEL).is_err());
    assert!(rank::spearman(&same, &various, LEVEL).is_err());
    assert!(rank::spearman(&various, &same, LEVEL).is_err());
    assert!(regression::ols(&same, &[various.to_vec()], Errors::Hc3, LEVEL).is_err());
    assert!(regression::ols(&various, &[same.to_vec()], Errors::Hc3, LEVEL).is_err());
    assert!(meta::random_effects(&[0.4, 0.5], &[0.2, 0.0], LEVEL).is_err());
    assert!(balance::balance(&same, &[4.0; 6]).is_err());
    assert_eq!(balance::balance(&same, &same).unwrap().difference, 0.0);
    assert_eq!(describe::sd(&same).unwrap(), 0.0);
    assert_eq!(
        error_text(describe::gini(&[0.0; 4])),
        "all of it together is nothing, so that there are no parts of it"
    );
    assert!(describe::gini(&[1.0, -1.0]).is_err());
}

#[test]
fn what_agrees_wholly_leaves_no_doubt_to_measure() {
    let x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let twice = x.map(|x| 2.0 * x + 1.0);
    assert_eq!(error_text(rank::spearman(&x, &twice, LEVEL)), Impossible::Perfect.to_string());
    assert_eq!(error_text(rank::spearman(&x, &x.map(|x| -x), LEVEL)), Impossible::Perfect.to_string());
    assert_eq!(
        error_text(regression::ols(&twice, &[x.to_vec()], Errors::Hc3, LEVEL)),
        Impossible::Perfect.to_string()
    );
}

#[test]
fn columns_that_say_the_same_and_rows_that_decide_alone_are_told() {
    let y = [1.0, 2.5, 2.0, 4.0, 3.0, 6.0, 5.0];
    let x = vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0];
    let again: Vec<f64> = x.iter().map(|x| 3.0 - 2.0 * x).collect();
    assert_eq!(
        error_text(regression::ols(&y, &[x.clone(), again], Errors::Hc3, LEVEL)),
        Impossible::Singular.to_string()
    );
    let alone = vec![0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
    assert_eq!(
        error_text(regression::ols(&y, &[alone], Errors::Hc3, LEVEL)),
        Impossible::OneDecides.to_string()
    );
    assert_eq!(
        error_text(regression::ols(&y, std::slice::from_ref(&x), Errors::Clustered(&[9; 7]), LEVEL)),
        "the children fall into too few groups: 1, and it takes at least 2"
    );
    assert!(regression::ols(&y, &[x[1..].to_vec()], Errors::Hc3, LEVEL).is_err());
    assert!(regression::ols(&y, &[x], Errors::Clustered(&[1, 2]), LEVEL).is_err());
}

#[test]
fn drawing_again_needs_groups_and_answers() {
    let any = |_: &[u32]| Some(vec![1.0]);
    assert!(bootstrap::clustered(1, 100, 0, any).is_err());
    assert!(bootstrap::clustered(1, 100, 1, any).is_err());
    assert!(bootstrap::clustered(1, 0, 9, any).is_err());
    assert_eq!(
        error_text(bootstrap::clustered(1, 100, 9, |_| None)),
        "100 of 100 redrawn samples had no answer, which is too many to go by"
    );
    assert!(bootstrap::clustered(1, 100, 9, |_| Some(vec![f64::NAN])).is_err());
    let some = bootstrap::clustered(1, 1000, 4, |counts| (counts[0] < 4).then(|| vec![2.0])).unwrap();
    assert!(some.failed > 0 && some.failed + some.kept.len() == 1000);
    let drawn: Vec<f64> = (0..50).map(f64::from).collect();
    assert!(bootstrap::expanded(&drawn, 1, LEVEL).is_err());
    assert!(bootstrap::expanded(&drawn, 2, LEVEL).unwrap().0 >= 0.0);
}

#[test]
fn huge_and_tiny_figures_are_numbers_or_told() {
    let huge = [1e308, -1e308, 1e308, 9e307, 1e308, -3e307];
    assert_eq!(error_text(describe::mean(&[1e308; 3])), "the figures are too large to be worked with");
    assert!(describe::sd(&huge).is_err());
    assert!(interval::mean_t(&huge, LEVEL).is_err());
    assert!(describe::mean(&[f64::NAN]).is_err());
    assert!(describe::mean(&[f64::INFINITY]).is_err());
    assert!(describe::quantile(&huge, 0.3).is_err() || describe::quantile(&huge, 0.3).unwrap().is_finite());
    sound(rank::spearman(&huge, &[1.0, 2.0, 5.0, 3.0, 4.0, 7.0], LEVEL).unwrap());
    let big: Vec<f64> = (0..9).map(|i| 1e12 + f64::from(i * i % 7)).collect();
    let small: Vec<f64> = (0..9).map(|i| 1e-12 * f64::from(i * i % 5)).collect();
    let fit = regression::ols(&big, &[small], Errors::Hc3, LEVEL).unwrap();
    assert!(fit.p.iter().chain(&fit.errors).all(|figure| figure.is_finite()));
    assert!(sensitivity::robustness_value(1e200, 100.0, LEVEL).is_err_and(|why| why == Impossible::TooLarge));
    assert!(sensitivity::robustness_value(f64::INFINITY, 100.0, LEVEL).is_err());
    assert_eq!(sensitivity::robustness_value(0.0, 100.0, LEVEL).unwrap().value, 0.0);
    assert!(meta::random_effects(&[1.0, 2.0], &[1e-200, 1.0], LEVEL).is_err());
}

#[test]
fn what_is_no_share_or_confidence_is_refused() {
    assert_eq!(
        error_text(interval::mean_t(&[1.0, 2.0], 1.0)),
        "how sure an interval should be is outside what it can be"
    );
    assert!(interval::mean_t(&[1.0, 2.0], f64::NAN).is_err());
    assert!(interval::proportion_wilson(4, 3, LEVEL).is_err());
    assert!(describe::quantile(&[1.0], 1.5).is_err());
    assert!(multiple::holm(&[0.5, 1.2]).is_err());
    assert!(multiple::holm(&[f64::NAN]).is_err());
    assert_eq!(multiple::holm(&[]).unwrap(), Vec::<f64>::new());
}
