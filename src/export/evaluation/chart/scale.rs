//! From values to places, and the round numbers along an axis.

use disclosure::format;
use statistics::number::real;

/// Values from low to high, drawn from one place to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Scale {
    /// Where a value stands. What lies beyond an end stands at the end.
    pub(super) fn at(&self, value: f64) -> f64 {
        let part = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        self.from + part * (self.to - self.from)
    }
}

/// Round numbers along an axis.
#[derive(Clone, Debug)]
pub(super) struct Ticks {
    /// The first value of the axis.
    pub(super) low: f64,
    /// The last.
    pub(super) high: f64,
    /// The numbers, from low to high.
    pub(super) at: Vec<f64>,
    decimals: u8,
}

impl Ticks {
    /// About so many round numbers that hold all values between them. Nothing where there is no value.
    pub(super) fn around(values: impl IntoIterator<Item = f64>, wanted: f64) -> Option<Self> {
        let (low, high) = ends(values)?;
        let step = round_step((high - low) / wanted);
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        Some(Self::between(low, high, step))
    }

    /// The same, with the ends of the axis at the first and the last value.
    pub(super) fn within(values: impl IntoIterator<Item = f64>, wanted: f64) -> Option<Self> {
        let (low, high) = ends(values)?;
        let step = round_step((high - low) / wanted);
        Some(Self::between(low, high, step))
    }

    fn between(low: f64, high: f64, step: f64) -> Self {
        // Counted from nought, so that nought itself is exact.
        let first = (low / step - 1e-9).ceil();
        let at: Vec<f64> = (0..64)
            .map(|place| (first + real(place)) * step)
            .take_while(|value| *value <= high + step * 1e-9)
            .collect();
        let decimals = (0..8).find(|decimals| is_exact(step, *decimals)).unwrap_or(8);
        Self { low, high, at, decimals }
    }

    /// A figure between the numbers of the axis, told more exactly than these.
    pub(super) fn exactly(&self, value: f64, money: bool) -> String {
        let decimals = if value.fract() == 0.0 { 0 } else { self.decimals.max(1) };
        if money { format::estimated(value) } else { format::number(value, decimals) }
    }

    /// A number of the axis in words.
    pub(super) fn label(&self, value: f64, money: bool) -> String {
        if money {
            format::in_pounds(value, if self.decimals == 0 { 0 } else { 2 })
        } else {
            format::number(value, self.decimals)
        }
    }
}

/// The smallest and the largest value, apart from each other.
fn ends(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let values = values.into_iter().filter(|value| value.is_finite());
    let (low, high) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return None;
    }
    let least = (low.abs().max(high.abs()) * 1e-9).max(f64::MIN_POSITIVE);
    if high - low > least {
        return Some((low, high));
    }
    // All the same: some room on both sides.
    let room = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
    Some((low - room, high + room))
}

/// The round number next above a step: 1, 2, 2.5 or 5 times a power of ten.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let times = [1.0, 2.0, 2.5, 5.0].into_iter().find(|times| times * power >= step * (1.0 - 1e-9));
    times.unwrap_or(10.0) * power
}

fn is_exact(step: f64, decimals: u8) -> bool {
    let shifted = step * 10_f64.powi(i32::from(decimals));
    (shifted - shifted.round()).abs() < 1e-6 * shifted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: [f64; 2]) -> Vec<String> {
        let ticks = Ticks::around(values, 5.0).unwrap();
        ticks.at.iter().map(|value| ticks.label(*value, false)).collect()
    }

    #[test]
    fn ticks_are_round_and_hold_all_values() {
        assert_eq!(labels([0.0, 1.0]), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels([-0.7, 3.2]), ["−1", "0", "1", "2", "3", "4"]);
        assert_eq!(labels([0.0, 11_900.0]), ["0", "2,500", "5,000", "7,500", "10,000", "12,500"]);
        assert_eq!(labels([5.0, 5.0]), ["4.4", "4.6", "4.8", "5.0", "5.2", "5.4", "5.6"]);
        assert_eq!(labels([0.0, 0.0]), ["−1.0", "−0.5", "0.0", "0.5", "1.0"]);
        assert!(Ticks::around([f64::NAN, f64::INFINITY], 5.0).is_none());
    }

    #[test]
    fn money_has_its_sign_and_an_axis_may_keep_its_own_ends() {
        let ticks = Ticks::within([0.0, 2_100.0], 5.0).unwrap();
        assert_eq!((ticks.low, ticks.high), (0.0, 2_100.0));
        let said: Vec<String> = ticks.at.iter().map(|value| ticks.label(*value, true)).collect();
        assert_eq!(said, ["£0", "£500", "£1,000", "£1,500", "£2,000"]);
    }

    #[test]
    fn values_beyond_an_end_stand_at_it() {
        let scale = Scale { low: 0.0, high: 10.0, from: 100.0, to: 0.0 };
        assert_eq!([scale.at(0.0), scale.at(2.5), scale.at(99.0)], [100.0, 75.0, 0.0]);
    }
}
