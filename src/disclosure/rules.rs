//! What may be shown.

use domain::Pence;

/// What may be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The fewest children behind a figure.
    pub threshold: u32,
    /// Counts are shown to the nearest so many.
    pub round_counts: u32,
    /// Money is shown to the nearest so much.
    pub round_money: Pence,
    /// The largest part of a sum that one child may have.
    pub one_child: f64,
    /// The largest part that two may have.
    pub two_children: f64,
    /// How near, as a part of it, nobody may come to a withheld sum of money: `0.2`.
    pub near: f64,
    /// In an extract: the fewest children who could be the one of whom somebody knows area, age, sex and
    /// a purchase.
    pub candidates: u32,
}

impl Rules {
    /// Whether less is withheld than usual: what is shown is for those who may see the ledger, and no others.
    pub fn withhold_less(&self) -> bool {
        let usual = Self::default();
        self.threshold < usual.threshold
            || self.round_counts < usual.round_counts
            || self.round_money < usual.round_money
            || self.near < usual.near
            || self.one_child > usual.one_child
            || self.two_children > usual.two_children
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            threshold: 10,
            round_counts: 5,
            round_money: Pence::new(1_000),
            one_child: 0.5,
            two_children: 0.75,
            near: 0.2,
            candidates: 5,
        }
    }
}
