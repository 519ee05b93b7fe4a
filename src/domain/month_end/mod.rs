//! The end of a month: why the ledger and the statement of an account differ, and what stands in the
//! way of signing it off.
//!
//! On the last day of a month, what the statement says is what the ledger says, less what is *outstanding*
//! (book items that are on no statement) and plus what is *unrecorded* (bank items that are in no entry).
//! Each [`ReconcilingItem`] of either is explained or not; what is not explained must be nothing.

mod float;
mod item;
mod obstacle;
mod statement;

use super::{AccountId, AccountName, Day, EntryId, Pence, Text};

pub use float::{Count, FloatCount, RestsOn};
pub use item::{Difference, InOut, Reason, ReconcilingItem, RecordedResolution};
pub use obstacle::{Involvement, Obstacle, obstacles};
pub use statement::{SignedAccount, SignedBalance, Start, Stated, Statements, gap};

/// The reconciliation of one of the pilot's own accounts at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// Its number.
    pub id: AccountId,
    pub account: AccountName,
    pub ledger: Pence,
    /// What its statements say; `None` where it has had none.
    pub statements: Option<Statements>,
    /// For a float that is counted: when.
    pub counted: Option<FloatCount>,
    /// What is on one side only, the oldest first; nothing where there are no statements.
    pub items: Vec<ReconcilingItem>,
    /// It moved in the month, and nobody sent a statement or counted it.
    pub unseen: bool,
    /// Why it had no statement, as whoever signs says.
    pub reason: Option<Text>,
}

/// A commission with money promised or owed at the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommissionEnd {
    /// The order.
    pub commission: EntryId,
    /// Promised, net of recoverable VAT.
    pub committed: Pence,
    /// Owed, with VAT; below nought: the provider owes.
    pub owed: Pence,
}

impl Reconciliation {
    /// Explains what can be explained of an account on the last day of a month.
    pub fn explained(mut self, last: Day) -> Self {
        for item in &mut self.items {
            item.explain(self.account.kind(), last);
        }
        // Those of one day: what is outstanding first.
        self.items.sort_by_key(|item| (item.on, item.difference() == Difference::Unrecorded));
        self
    }

    /// Adds up the items that are missing on one side, those of a kind.
    pub fn sum(&self, difference: Difference, of: impl Fn(&ReconcilingItem) -> bool) -> InOut {
        let mut sum = InOut::default();
        for item in self.items.iter().filter(|item| item.difference() == difference && of(item)) {
            sum.items += 1;
            if item.amount < Pence::ZERO {
                sum.money_out += -item.amount
            } else {
                sum.money_in += item.amount
            }
        }
        sum
    }

    /// Returns what the bank states beyond what the lines come to. Lines of which somebody said that they are
    /// the same money as others may be lines that files brought twice, or money that was taken twice: the
    /// bank's own balance decides, by counting them all once or all twice.
    fn stated_difference(&self) -> Pence {
        let Some(Stated { on, pence, lines }) = self.statements.as_ref().and_then(|found| found.stated)
        else {
            return Pence::ZERO;
        };
        let by_then = self.items.iter().filter(|item| item.on <= on && item.charged_twice());
        let twice: Pence = by_then.map(|item| item.amount).sum();
        if pence == lines - twice { Pence::ZERO } else { pence - lines }
    }

    /// Returns the bank's balance where it counts once what its files brought twice.
    fn counted_once(&self) -> Option<Stated> {
        let stated = self.statements.as_ref()?.stated?;
        (stated.pence != stated.lines && self.stated_difference() == Pence::ZERO).then_some(stated)
    }

    /// Returns the rest that nobody explains.
    pub fn rest(&self) -> Pence {
        let unexplained = |difference| {
            let sum = self.sum(difference, |item| item.reason.is_none());
            sum.money_in - sum.money_out
        };
        unexplained(Difference::Unrecorded) - unexplained(Difference::Outstanding) + self.stated_difference()
    }

    /// Says where it stands, in a line.
    pub fn describe(&self) -> String {
        let mut said = format!("{}: ledger {}", self.account, self.ledger.format_pounds());
        if let Some(FloatCount::Within(Count { on, cash, advances, .. })) = self.counted {
            said.push_str(&format!(
                ", counted {} on {on}, advances {}",
                cash.format_pounds(),
                advances.format_pounds()
            ));
        }
        let Some(statements) = &self.statements else {
            said.push_str(", no statement");
            said.extend(self.reason.iter().map(|reason| format!(": {reason}")));
            return said;
        };
        said.push_str(&format!(", statement {}", statements.balance.format_pounds()));
        if let Some(Stated { on, pence, .. }) = self.counted_once() {
            let pence = pence.format_pounds();
            said.push_str(&format!(
                " (the bank says {pence} on {on}: it counts once what was taken in twice)"
            ));
        }
        for difference in Difference::ALL {
            let sum = self.sum(difference, |_| true);
            for (pence, way) in [(sum.money_in, "in"), (sum.money_out, "out")] {
                if pence != Pence::ZERO {
                    said.push_str(&format!(", {} {way} {}", pence.format_pounds(), difference.label()));
                }
            }
        }
        said.push_str(&format!(", not explained {}", self.rest().format_pounds()));
        said
    }
}

#[cfg(test)]
mod tests {
    use super::super::matching::ItemId;
    use super::super::{LineId, Month};
    use super::*;

    fn item(id: ItemId, on: &str, pence: i64) -> ReconcilingItem {
        let item = ReconcilingItem::new(id, on.parse().unwrap(), Pence::new(pence));
        ReconcilingItem { what: "shoes".into(), ..item }
    }

    fn outstanding(on: &str, pence: i64) -> ReconcilingItem {
        item(ItemId::Book(EntryId::new(1)), on, pence)
    }

    fn unrecorded(on: &str, pence: i64) -> ReconcilingItem {
        item(ItemId::Bank(LineId::new(1)), on, pence)
    }

    fn reconciled(account: &str, items: Vec<ReconcilingItem>) -> Reconciliation {
        let statements = Statements { balance: Pence::ZERO, covered_to: None, gap: None, stated: None };
        let end = Reconciliation {
            id: AccountId::new(1),
            account: account.parse().unwrap(),
            ledger: Pence::ZERO,
            statements: Some(statements),
            counted: None,
            items,
            unseen: false,
            reason: None,
        };
        end.explained("2007-03-31".parse().unwrap())
    }

    #[test]
    fn a_purchase_by_card_may_take_seven_days_and_a_payment_ten() {
        for (account, day, on_its_way) in [
            ("card:5521", "2007-03-31", true),
            ("card:5521", "2007-03-24", true),
            ("card:5521", "2007-03-23", false),
            ("bank:main", "2007-03-21", true),
            ("bank:main", "2007-03-20", false),
        ] {
            let end = reconciled(account, vec![outstanding(day, -100)]);
            assert_eq!(end.items[0].reason.is_some(), on_its_way, "{account} {day}");
            // What the bank has and the ledger has not is nobody's way.
            let end = reconciled(account, vec![unrecorded(day, -100)]);
            assert_eq!(end.items[0].reason, None, "{account} {day}");
        }
    }

    #[test]
    fn ages_fall_into_bands_at_their_last_day() {
        for (day, band) in [
            ("2007-03-24", "0-7"),
            ("2007-03-23", "8-30"),
            ("2007-03-01", "8-30"),
            ("2007-02-28", "31-60"),
            ("2007-01-30", "31-60"),
            ("2007-01-29", "over 60"),
        ] {
            let end = reconciled("bank:main", vec![outstanding(day, 1)]);
            assert_eq!(end.items[0].band(), band, "{day}");
        }
    }

    #[test]
    fn what_cancels_out_still_stands_in_the_way() {
        let old = "2007-03-01";
        let end = reconciled("bank:main", vec![unrecorded(old, -500), outstanding(old, -500)]);
        assert_eq!(end.rest(), Pence::ZERO);
        let sides = end.items.iter().map(ReconcilingItem::difference);
        assert!(sides.eq(Difference::ALL), "of one day, what is outstanding comes first");
        let month: Month = "2007-03".parse().unwrap();
        let found: Vec<String> = obstacles(month, None, &[end]).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "bank:main: no statement says that it reaches to 2007-03-31",
                "bank:main: 1 entry is not yet on the statement and not explained: £0.00 in, £5.00 out",
                "bank:main: 1 line is not yet in the ledger and not explained: £0.00 in, £5.00 out",
            ]
        );
    }

    #[test]
    fn a_question_ends_what_was_taken_to_be_on_its_way() {
        let answered = |verdict: &str| {
            let resolution = RecordedResolution {
                number: EntryId::new(9),
                verdict: verdict.into(),
                because: (verdict == "explained").then(|| "bank_error".into()),
                asked: None,
                said: "why?".into(),
            };
            let item = ReconcilingItem { resolution: Some(resolution), ..outstanding("2007-03-30", -100) };
            reconciled("card:5521", vec![item])
        };
        assert_eq!(answered("parked").items[0].why(), "parked: why?");
        assert_eq!(answered("replied").items[0].reason, None);
        assert_eq!(answered("reopened").items[0].reason, Some(Reason::OnItsWay(7)));
        assert_eq!(answered("explained").items[0].why(), "bank error: why?");
    }

    /// A file brought 7.00 out again in other words: the lines come to 3.00 where the bank has 10.00, which
    /// counts it once.
    #[test]
    fn the_banks_own_balance_decides_how_often_a_double_counts() {
        let on: Day = "2007-03-31".parse().unwrap();
        let stated = |pence: i64| {
            let resolution = RecordedResolution {
                number: EntryId::new(9),
                verdict: "explained".into(),
                because: Some("charged_twice".into()),
                asked: None,
                said: "just like line 1".into(),
            };
            let twice = ReconcilingItem { resolution: Some(resolution), ..unrecorded("2007-03-20", -700) };
            let mut end = reconciled("bank:main", vec![twice]);
            if let Some(statements) = &mut end.statements {
                statements.covered_to = Some(on);
                statements.stated = Some(Stated { on, pence: Pence::new(pence), lines: Pence::new(300) });
            }
            let end = end.explained(on);
            (end.rest(), obstacles(on.month(), None, std::slice::from_ref(&end)).len(), end.describe())
        };
        let once = "it counts once what was taken in twice";
        let (rest, prevents, said) = stated(1000);
        assert_eq!((rest, prevents, said.contains(once)), (Pence::ZERO, 0, true), "{said}");
        // Who was charged twice finds both in the bank's balance.
        let (rest, prevents, said) = stated(300);
        assert_eq!((rest, prevents, said.contains(once)), (Pence::ZERO, 0, false), "{said}");
        let (rest, prevents, said) = stated(900);
        assert_eq!((rest, prevents, said.contains(once)), (Pence::new(600), 1, false), "{said}");
    }

    #[test]
    fn what_the_bank_states_beyond_its_lines_is_not_explained() {
        let mut end = reconciled("bank:main", Vec::new());
        let on = "2007-03-31".parse().unwrap();
        if let Some(statements) = &mut end.statements {
            statements.covered_to = Some(on);
            statements.stated = Some(Stated { on, pence: Pence::new(1000), lines: Pence::new(900) });
        }
        let end = end.explained(on);
        assert_eq!(end.rest(), Pence::new(100));
        let found = obstacles(on.month(), None, &[end]);
        assert_eq!(
            found.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["bank:main: the bank says £10.00 on 2007-03-31; its lines add up to £9.00"]
        );
    }
}
