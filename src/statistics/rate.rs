//! How often something happens in a time, and how many times as often in one group as in another.

use super::impossible::{Impossible, finite};
use super::tail;
use crate::number::real;

/// A rate with its interval; of a comparison, how many times the one rate is the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    pub value: f64,
    /// Where its interval begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// The standard error of its logarithm.
    log_error: f64,
    /// How many groups vary on their own.
    groups: usize,
}

/// What happened to a group of people that vary together, and in what time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exposed {
    pub happened: f64,
    pub time: f64,
}

/// The rate of all groups: what happened by the time it had. Its error is that of a ratio of sums, from what
/// each group is away from the rate: robust to people who are alike in a group, and to what happens to one
/// person again and again. The interval is by Student's t, of the logarithm, so it holds no rate below
/// nothing.
///
/// # Errors
/// Fewer than two groups; no time; nothing that happened, or as often in each.
pub fn rate(groups: &[Exposed], level: f64) -> Result<Rate, Impossible> {
    let n = groups.len();
    if n < 2 {
        return Err(Impossible::TooFew { have: n, need: 2 });
    }
    let happened: f64 = groups.iter().map(|group| group.happened).sum();
    let time: f64 = groups.iter().map(|group| group.time).sum();
    if happened <= 0.0 || time <= 0.0 {
        return Err(Impossible::NoVariance("the rate"));
    }
    let value = happened / time;
    let away: f64 = groups.iter().map(|group| (group.happened - value * group.time).powi(2)).sum();
    let error = (real(n) / real(n - 1) * away).sqrt() / time;
    if error <= 0.0 {
        return Err(Impossible::NoVariance("the rate"));
    }
    around(value, error / value, n, n - 1, level)
}

/// How many times the one rate is the other, of groups that have nothing to do with each other.
///
/// # Errors
/// Figures too large to be worked with.
pub fn ratio(one: &Rate, other: &Rate, level: f64) -> Result<Rate, Impossible> {
    let error = one.log_error.hypot(other.log_error);
    let groups = one.groups + other.groups;
    around(one.value / other.value, error, groups, groups - 2, level)
}

fn around(value: f64, log_error: f64, groups: usize, df: usize, level: f64) -> Result<Rate, Impossible> {
    let half = tail::t_quantile(level, real(df))? * log_error;
    Ok(Rate {
        value: finite(value)?,
        low: finite(value * (-half).exp())?,
        high: finite(value * half.exp())?,
        log_error: finite(log_error)?,
        groups,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exposed(of: &[(f64, f64)]) -> Vec<Exposed> {
        of.iter().map(|(happened, time)| Exposed { happened: *happened, time: *time }).collect()
    }

    /// 1 and 3 in a year each: 4 / 2 = 2 a year. They are 1 away from it: the error is
    /// sqrt(2 / 1 * (1 + 1)) / 2 = 1, of the logarithm 1 / 2. Student's t with one degree of freedom is
    /// 12.7062.
    #[test]
    fn a_rate_is_as_sure_as_its_groups_are_alike() {
        let rate = rate(&exposed(&[(1.0, 1.0), (3.0, 1.0)]), 0.95).unwrap();
        assert!((rate.value - 2.0).abs() < 1e-12 && (rate.log_error - 0.5).abs() < 1e-12);
        assert!((rate.high / rate.value).ln() - 6.353_1 < 1e-4);
        assert!((rate.low * rate.high - 4.0).abs() < 1e-9, "as far below as above, of the logarithm");
    }

    /// 2 a year against 4 a year with errors of the logarithm of 0.5 each: half as often, sqrt(0.5) = 0.7071;
    /// with 2 degrees of freedom t is 4.3027, so up to 0.5 * exp(3.0424) = 10.478.
    #[test]
    fn one_rate_is_so_many_times_another() {
        let one = rate(&exposed(&[(1.0, 1.0), (3.0, 1.0)]), 0.95).unwrap();
        let other = rate(&exposed(&[(2.0, 1.0), (6.0, 1.0)]), 0.95).unwrap();
        let ratio = ratio(&one, &other, 0.95).unwrap();
        assert!((ratio.value - 0.5).abs() < 1e-12);
        assert!((ratio.high - 10.478).abs() < 2e-3, "{ratio:?}");
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        assert!(rate(&exposed(&[(1.0, 1.0)]), 0.95).is_err());
        assert!(rate(&exposed(&[(0.0, 1.0), (0.0, 2.0)]), 0.95).is_err());
        assert!(rate(&exposed(&[(1.0, 1.0), (2.0, 2.0)]), 0.95).is_err());
    }
}
