//! First digits: whether amounts follow Benford's law, where they could be expected to.
//!
//! All in whole numbers: shares are millionths, chi-square is thousandths.

/// The share of each first digit under the law, log10(1 + 1/d), in millionths.
const EXPECTED: [i64; 9] = [301_030, 176_091, 124_939, 96_910, 79_181, 66_947, 57_992, 51_153, 45_757];
const MILLION: i64 = 1_000_000;

/// The fewest amounts that are judged: with fewer, chance alone comes near the cut-offs.
pub const FEWEST: i64 = 1_000;
/// How many times the smallest the largest has to be, one in a hundred left out at either end: three orders
/// of magnitude.
const SPAN: i64 = 1_000;

/// How many amounts begin with each digit, and how far they reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digits {
    /// How many begin with 1, 2, ... 9.
    pub counts: [i64; 9],
    /// The amount than which one in a hundred is smaller, in pence.
    pub low: i64,
    /// The amount than which one in a hundred is greater.
    pub high: i64,
}

/// How near the first digits come to the law: Nigrini's cut-offs for the mean absolute deviation of first
/// digits (Benford's Law, Wiley 2012, chapter 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conformity {
    /// Up to 0.006.
    Close,
    /// Up to 0.012.
    Acceptable,
    /// Up to 0.015.
    Marginal,
    /// Above 0.015.
    None,
}

impl Conformity {
    /// Returns it as it is said.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Close => "close conformity",
            Self::Acceptable => "acceptable conformity",
            Self::Marginal => "marginally acceptable conformity",
            Self::None => "nonconformity",
        }
    }
}

/// What the first digits say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The mean absolute deviation of the nine shares, in millionths.
    pub deviation: i64,
    /// Pearson's chi-square of the nine counts, in thousandths; above 15.507 is one chance in twenty.
    pub chi_square: i64,
    /// What the deviation says.
    pub conformity: Conformity,
}

/// Why first digits say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There are too few of them.
    Few,
    /// They do not reach far enough.
    Narrow,
}

impl Digits {
    /// Returns how many amounts there are.
    pub fn total(&self) -> i64 {
        self.counts.iter().sum()
    }

    /// Judges them, where they can be.
    ///
    /// # Errors
    /// Too few of them, or too narrow a reach.
    pub fn judged(&self) -> Result<Judged, Unfit> {
        let total = self.total();
        if total < FEWEST {
            return Err(Unfit::Few);
        }
        if self.high < self.low.saturating_mul(SPAN) {
            return Err(Unfit::Narrow);
        }
        let pairs = || self.counts.iter().zip(EXPECTED);
        let deviation =
            pairs().map(|(count, share)| (count * MILLION / total - share).abs()).sum::<i64>() / 9;
        let chi_square = (pairs().map(|(count, share)| part(*count, total, share)).sum::<i64>() + 500) / 1000;
        let conformity = match deviation {
            ..=6_000 => Conformity::Close,
            6_001..=12_000 => Conformity::Acceptable,
            12_001..=15_000 => Conformity::Marginal,
            _ => Conformity::None,
        };
        Ok(Judged { deviation, chi_square, conformity })
    }
}

/// A digit's part of chi-square, in millionths: (count - expected)^2 / expected.
fn part(count: i64, total: i64, share: i64) -> i64 {
    let (count, total, share) = (i128::from(count), i128::from(total), i128::from(share));
    let off = count * i128::from(MILLION) - total * share;
    let part = off * off / (total * share);
    i64::try_from(part).expect("a count of purchases squared is far below that")
}

#[cfg(test)]
mod unit {
    use super::*;

    fn digits(counts: [i64; 9]) -> Digits {
        Digits { counts, low: 100, high: 100_000 }
    }

    #[test]
    fn the_shares_make_a_whole() {
        assert_eq!(EXPECTED.iter().sum::<i64>(), MILLION);
    }

    /// 2^0 to 2^999, the textbook sequence: 301 176 125 97 79 69 56 52 45. The figures by Python's floats:
    /// deviation 0.000678, chi-square 0.1585.
    #[test]
    fn powers_of_two_follow_the_law() {
        let judged = digits([301, 176, 125, 97, 79, 69, 56, 52, 45]).judged().unwrap();
        assert_eq!(judged, Judged { deviation: 678, chi_square: 159, conformity: Conformity::Close });
    }

    /// Benford's own table of 1938 (the average of his 20,229 observations): 30.6 18.5 12.4 9.4 8.0 6.4 5.1
    /// 4.9 4.7 in a hundred. By Python's floats: deviation 0.003542, chi-square 1.7328.
    #[test]
    fn benfords_own_table_follows_the_law() {
        let judged = digits([306, 185, 124, 94, 80, 64, 51, 49, 47]).judged().unwrap();
        assert_eq!(judged, Judged { deviation: 3_542, chi_square: 1_733, conformity: Conformity::Close });
    }

    /// Digits that are all as frequent: deviation 0.059717, chi-square 723.06.
    #[test]
    fn even_digits_do_not() {
        let judged = digits([200; 9]).judged().unwrap();
        assert_eq!(judged, Judged { deviation: 59_717, chi_square: 723_057, conformity: Conformity::None });
    }

    #[test]
    fn few_or_narrow_amounts_say_nothing() {
        assert_eq!(digits([301, 176, 125, 97, 79, 69, 56, 52, 44]).judged(), Err(Unfit::Few));
        let narrow = Digits { high: 99_999, ..digits([301, 176, 125, 97, 79, 69, 56, 52, 45]) };
        assert_eq!(narrow.judged(), Err(Unfit::Narrow));
    }
}
