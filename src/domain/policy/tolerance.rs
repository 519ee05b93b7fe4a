//! How far an invoice may be above what was commissioned before the difference is commissioned first.

use crate::Pence;

/// So much per cent of a commission, and no more than an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tolerance {
    pub percent: u16,
    pub most: Pence,
}

impl Tolerance {
    /// What holds where nothing is said.
    pub const DEFAULT: Self = Self { percent: 10, most: Pence::new(2_500) };

    /// What is said; what is not is as usual.
    pub fn said(percent: Option<u16>, most: Option<Pence>) -> Self {
        let Self { percent: usual, most: usually } = Self::DEFAULT;
        Self { percent: percent.unwrap_or(usual), most: most.unwrap_or(usually) }
    }

    /// The most that may be invoiced on what was commissioned, in whole pence.
    pub(crate) fn above(self, commissioned: Pence) -> Pence {
        let part = i128::from(commissioned.get()) * i128::from(self.percent) / 100;
        let part = i64::try_from(part).expect("a part is less than the whole");
        commissioned + Pence::new(part).min(self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn most(percent: u16, most: &str, commissioned: &str) -> String {
        let tolerance = Tolerance { percent, most: most.parse().unwrap() };
        tolerance.above(commissioned.parse().unwrap()).format_pounds()
    }

    /// 10 % of 10.00 is 1.00; of 240.00 it is 24.00, of 250.00 just 25.00, of 300.00 it would be 30.00; of
    /// 10.09 it is 1.009.
    #[test]
    fn both_bounds_hold() {
        assert_eq!(most(10, "25", "10"), "£11.00");
        assert_eq!(most(10, "25", "10.09"), "£11.09");
        assert_eq!(most(10, "25", "240"), "£264.00");
        assert_eq!(most(10, "25", "250"), "£275.00");
        assert_eq!(most(10, "25", "300"), "£325.00");
        assert_eq!(most(0, "25", "300"), "£300.00");
        assert_eq!(most(100, "0", "300"), "£300.00");
    }
}
