//! What statements say at the end of a month: from where an account is read, and what they leave out.

use super::super::{AccountName, Day, Pence, Text};

/// A balance as the bank states it, and what the lines come to on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    pub on: Day,
    /// What the bank says.
    pub pence: Pence,
    /// What the lines come to.
    pub lines: Pence,
}

/// What the statements of an account say at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statements {
    /// What the lines come to.
    pub balance: Pence,
    /// The last day that a statement covers.
    pub covered_to: Option<Day>,
    /// The first and the last day of a long time that no statement covers.
    pub gap: Option<(Day, Day)>,
    /// The last balance that the bank states by the month's end.
    pub stated: Option<Stated>,
}

/// The balances of an account as a month was signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignedBalance {
    /// What the ledger said.
    pub ledger: Pence,
    /// What its statement said, if it had one.
    pub statement: Option<Pence>,
}

impl SignedBalance {
    /// Tells whether what comes later goes on from it: it had a statement, and its month handed on what was
    /// on one side only. Else a first statement is held against all there was before it.
    pub const fn goes_on(&self) -> bool {
        self.statement.is_some()
    }
}

/// An account as a closed month was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedAccount {
    pub account: AccountName,
    /// Its balances.
    pub balance: SignedBalance,
    /// In and out, not yet on the statement.
    pub outstanding: (Pence, Pence),
    /// In and out, not yet in the ledger.
    pub unrecorded: (Pence, Pence),
    /// Why it had no statement, as whoever signed said.
    pub reason: Option<Text>,
}

impl SignedAccount {
    /// Returns what its statement says beyond the ledger less what is outstanding plus what is unrecorded.
    pub fn rest(&self) -> Option<Pence> {
        let net = |(money_in, money_out): (Pence, Pence)| money_in - money_out;
        let explained = self.balance.ledger - net(self.outstanding) + net(self.unrecorded);
        self.balance.statement.map(|statement| statement - explained)
    }
}

/// From where an account is read at the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// What was there before.
    pub before: SignedBalance,
    /// The day after which it is read, and whose lists hold what was carried forward; `None`: from the
    /// beginning.
    pub since: Option<Day>,
    pub has_statements: bool,
}

impl Start {
    /// Decides: from the month that was closed last, on a day, and what was signed of the account then. But a
    /// first statement since is held against all there was before it: nothing was carried forward.
    pub fn of(closed_until: Option<Day>, signed: Option<SignedBalance>, statement_since: bool) -> Self {
        let had = signed.as_ref().is_some_and(SignedBalance::goes_on);
        let has_statements = had || statement_since;
        if has_statements && !had {
            return Self { before: SignedBalance::default(), since: None, has_statements };
        }
        Self { before: signed.unwrap_or_default(), since: closed_until, has_statements }
    }
}

/// A file without a stated period covers from its first line to its last: so many days between two files
/// say nothing; more may be a statement that is missing.
const GAP_DAYS: i64 = 14;

/// Finds the first time longer than a fortnight that no statement covers: it begins by a month's last day
/// and ends before a statement that begins after the month before. `covered` has the first and the last day
/// of each statement.
pub fn gap(covered: &[(Day, Day)], since: Option<Day>, last: Day) -> Option<(Day, Day)> {
    let mut covered = covered.to_vec();
    covered.sort_unstable();
    let mut reached: Option<Day> = None;
    // Statements that begin on one day are one: none fills a gap before another.
    for of_one_day in covered.chunk_by(|one, next| one.0 == next.0) {
        let from = of_one_day[0].0;
        if let Some(reached) = reached.filter(|_| since.is_none_or(|since| from > since)) {
            let first = reached.after();
            if (from.date() - first.date()).num_days() > GAP_DAYS && first <= last {
                return Some((first, from.before()));
            }
        }
        reached = of_one_day.iter().map(|(_, to)| *to).chain(reached).max();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn an_account_goes_on_from_the_month_that_was_closed() {
        let closed = Some(day("2007-02-28"));
        let signed = SignedBalance { ledger: Pence::new(900), statement: Some(Pence::new(1000)) };
        let start = Start::of(closed, Some(signed), true);
        assert_eq!(start, Start { before: signed, since: closed, has_statements: true });
        // Its statements may tell nothing of this month; it has them all the same.
        assert_eq!(Start::of(closed, Some(signed), false), start);
    }

    #[test]
    fn an_account_without_statements_goes_on_with_its_ledger() {
        let closed = Some(day("2007-02-28"));
        let signed = SignedBalance { ledger: Pence::new(900), statement: None };
        let start = Start { before: signed, since: closed, has_statements: false };
        assert_eq!(Start::of(closed, Some(signed), false), start);
    }

    #[test]
    fn a_first_statement_is_held_against_all_there_was_before_it() {
        let closed = Some(day("2007-02-28"));
        let first = Start { before: SignedBalance::default(), since: None, has_statements: true };
        let signed = SignedBalance { ledger: Pence::new(900), statement: None };
        assert_eq!(Start::of(closed, Some(signed), true), first);
        assert_eq!(Start::of(closed, None, true), first);
        assert_eq!(Start::of(None, None, true), first);
    }

    #[test]
    fn a_statement_is_the_ledger_less_what_is_outstanding_plus_what_is_unrecorded() {
        let signed = |statement: Option<i64>| SignedAccount {
            account: "bank:main".parse().unwrap(),
            balance: SignedBalance { ledger: Pence::new(10_000), statement: statement.map(Pence::new) },
            outstanding: (Pence::new(500), Pence::new(1200)), // paid in late, and a cheque not presented
            unrecorded: (Pence::new(30), Pence::new(250)),    // interest, and a charge
            reason: None,
        };
        // 100.00 - 5.00 + 12.00 + 0.30 - 2.50 = 104.80
        assert_eq!(signed(Some(10_480)).rest(), Some(Pence::ZERO));
        assert_eq!(signed(Some(10_500)).rest(), Some(Pence::new(20)));
        assert_eq!(signed(None).rest(), None);
    }

    fn gap_of(covered: &[(&str, &str)], since: Option<&str>, last: &str) -> Option<(String, String)> {
        let covered: Vec<_> = covered.iter().map(|(from, to)| (day(from), day(to))).collect();
        gap(&covered, since.map(day), day(last)).map(|(from, to)| (from.to_string(), to.to_string()))
    }

    #[test]
    fn a_fortnight_between_two_statements_says_nothing_and_a_day_more_does() {
        let until =
            |from: &str| gap_of(&[("2007-01-01", "2007-01-31"), (from, "2007-03-31")], None, "2007-03-31");
        assert_eq!(until("2007-02-01"), None);
        assert_eq!(until("2007-02-15"), None);
        assert_eq!(until("2007-02-16"), Some(("2007-02-01".into(), "2007-02-15".into())));
    }

    #[test]
    fn the_order_in_which_statements_were_taken_in_does_not_matter() {
        let covered = [
            ("2007-03-01", "2007-03-31"),
            ("2007-01-01", "2007-01-31"),
            ("2007-03-01", "2007-03-05"),
            ("2007-02-01", "2007-02-28"),
        ];
        assert_eq!(gap_of(&covered, None, "2007-03-31"), None);
        let wanted = Some(("2007-02-01".into(), "2007-02-28".into()));
        assert_eq!(gap_of(&covered[..3], None, "2007-03-31"), wanted);
    }

    #[test]
    fn a_gap_concerns_the_month_it_reaches_into() {
        let covered =
            [("2007-01-01", "2007-01-31"), ("2007-03-01", "2007-03-31"), ("2007-05-01", "2007-05-31")];
        let (february, april) = (("2007-02-01", "2007-02-28"), ("2007-04-01", "2007-04-30"));
        let wanted = |gap: (&str, &str)| Some((gap.0.to_owned(), gap.1.to_owned()));
        assert_eq!(gap_of(&covered, None, "2007-04-30"), wanted(february), "the first one");
        assert_eq!(gap_of(&covered, Some("2007-03-31"), "2007-04-30"), wanted(april));
        assert_eq!(gap_of(&covered, Some("2007-03-31"), "2007-03-31"), None, "it begins after the month");
    }
}
