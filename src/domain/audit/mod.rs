//! Audit tests: what is worth a second look, and why. A finding is a question, never a verdict.
//!
//! The store finds; here stands what each test asks and what it cannot tell, and the two pure parts:
//! what makes two numbers or two names nearly the same (`alike`), and the first digits of amounts
//! (`digits`).

mod alike;
mod digits;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::excerpt;
pub use alike::{near_number, plain_name, plain_number};
pub use digits::{Conformity, Digits, Judged, Unfit};

macro_rules! tests {
    ($($(#[$doc:meta])* $name:ident = $word:literal {
        asks: $asks:literal, why: $why:literal, answer: $answer:literal, limits: $limits:literal $(,)?
    })*) => {
        /// A question asked of the whole ledger.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum AuditTest { $($(#[$doc])* $name),* }

        impl AuditTest {
            /// Every test, in the order they are run.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Returns the name users type.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// Says what it asks.
            pub const fn asks(self) -> &'static str {
                match self { $(Self::$name => $asks),* }
            }

            /// Says why that is asked.
            pub const fn why(self) -> &'static str {
                match self { $(Self::$name => $why),* }
            }

            /// Says what would answer a finding.
            pub const fn answer(self) -> &'static str {
                match self { $(Self::$name => $answer),* }
            }

            /// Says what it cannot tell.
            pub const fn limits(self) -> &'static str {
                match self { $(Self::$name => $limits),* }
            }
        }
    };
}

tests! {
    /// Purchases split around a limit.
    Splits = "splits" {
        asks: "Which purchases, each within the limit, pass it together?",
        why: "What is bought in parts needs nobody's approval. Counted together are one buyer's purchases for a \
              child from a provider within the policy's split window (14 days where it says none); several buyers' \
              for a child from a provider on two days running; and one buyer's of the same description for a child \
              on one day from several providers.",
        answer: "What the parts were, and why they were not one order; or who approved them together.",
        limits: "A weekly session looks like a split. Parts further apart than the window, or described in other \
                 words, are not seen.",
    }
    /// Purchases without evidence.
    Receipts = "receipts" {
        asks: "Which purchases above the evidence limit have neither a receipt nor a reason?",
        why: "Without a receipt nobody can tell what was bought, nor can the council recover its VAT.",
        answer: "Keep the receipt (bhlp receipt add), or say why there is none (bhlp receipt none): the finding \
                 goes by itself. An answer here is for what neither fits.",
        limits: "A receipt is taken as given: the ledger keeps its hash and reads nothing in it. Without a policy \
                 every purchase needs one.",
    }
    /// Recorded long after the day.
    Late = "late" {
        asks: "What was recorded more than 14 days after its day?",
        why: "What is recorded late was spent without anybody knowing what was left, and is the likelier to be \
              remembered wrongly. One finding is one person's late entries of a month recorded on one day.",
        answer: "Why it was late: a load of older records, an invoice that came late, leave.",
        limits: "The day is the one that was given. A fact recorded in an open month for a closed one counts from \
                 the day it belongs to.",
    }
    /// One person at two desks.
    Desks = "desks" {
        asks: "Who decided on their own order, reconciled what they recorded, or counted a float they pay from?",
        why: "A second person would have seen the mistake. Recording and checking are two desks.",
        answer: "Who else looked at it, and when; in a small team, which check stands in for the second person.",
        limits: "It knows who was named with --as, not who sat there. That nobody decides on their own order is \
                 also a rule of the ledger.",
    }
    /// The same invoice twice.
    Duplicates = "duplicates" {
        asks: "Which bills of one provider over the same amount may be the same bill?",
        why: "Paid twice is rarely paid back. The numbers are the same within a year, nearly the same within 60 \
              days, or one has none and both are for one child within 3 days.",
        answer: "What each was for; one bill for several children has its number several times.",
        limits: "Numbers that differ only in their last figure count as two bills in a row. A bill changed in \
                 both number and amount is not seen.",
    }
    /// Round sums.
    Round = "round" {
        asks: "Who bought three times or more in a month from one provider for whole tens of pounds, £50 or more?",
        why: "Prices are seldom round; estimates, advances and invented bills often are. At least half of the \
              buyer's purchases there in that month were round.",
        answer: "What the price list says: a session at £60, a voucher of £50.",
        limits: "Many honest prices are round. Two a month are not seen.",
    }
    /// Weekends and nights.
    Weekend = "weekend" {
        asks: "What was bought or paid on a Saturday or Sunday, or recorded then or outside the hours given?",
        why: "When nobody else is in the office, nobody else looks. With --hours 8-18 what was recorded before \
              8:00 or from 18:00 on counts too. One finding is one person and one day.",
        answer: "What was on that day: a family visit on a Saturday, a month end worked through.",
        limits: "Lead professionals buy shoes on Saturdays. The clock is the computer's, told in British time; \
                 bank holidays are not known.",
    }
    /// What those who left still have.
    Leavers = "leavers" {
        asks: "Who has left and still has a card, a float, an advance or a child's budget in their name?",
        why: "A card that nobody stopped is spent by whoever finds it.",
        answer: "When the card was stopped or the cash came back, and who saw it.",
        limits: "It knows who left only where their last day is recorded (bhlp practitioner leave).",
    }
    /// Register numbers that two providers have.
    Numbers = "numbers" {
        asks: "Which providers share a Companies House, charity or UKPRN number?",
        why: "One organisation under two names hides what it is paid in all, and gets round a suspension.",
        answer: "Which is the one to use; or that they are two branches of one organisation.",
        limits: "A provider without numbers is not seen, nor one that uses another's address or bank account: the \
                 ledger knows neither.",
    }
    /// A provider with a practitioner's name.
    Names = "names" {
        asks: "Which provider has the name of somebody who acts in the pilot?",
        why: "Nobody should buy from themselves without saying so.",
        answer: "That they are two people; or the conflict that was declared (bhlp conflict declare).",
        limits: "Two people may have one name. A married name or a company's name is not seen.",
    }
    /// Spend after a budget closed.
    Closed = "closed" {
        asks: "What was spent or promised for a child after the budget closed?",
        why: "The ledger refuses it; this looks whether it did.",
        answer: "How it came about: it should not be possible.",
        limits: "Paying a bill that was recorded before the budget closed is no new spending, and is not listed.",
    }
    /// Undone and recorded again.
    Again = "again" {
        asks: "What was undone and recorded again within 7 days, with the same child, provider and amount?",
        why: "It moves a purchase to another day, month or policy. A slip put right looks the same.",
        answer: "What was wrong with the first: a correction of its day or its words.",
        limits: "A correction that changes the child, the provider or the amount is not listed.",
    }
    /// Dated before a policy, recorded after it.
    Backdated = "backdated" {
        asks: "Which orders are dated before a newer policy began and recorded once it held?",
        why: "An order is judged by the policy of its day: an earlier day may have an easier one. One finding is \
              what one person recorded on one day.",
        answer: "Why it was recorded later; what shows the day: the receipt, the provider's bill.",
        limits: "Only what was recorded on or after the day the newer policy began, with that policy known.",
    }
    /// Cards without a holder.
    Cards = "cards" {
        asks: "Which purchase card has no named holder?",
        why: "A card that is everybody's is nobody's: its limits and its receipts have no owner.",
        answer: "Who keeps it, and where; a holder is named when a card is opened (--holder).",
        limits: "A card that the ledger does not know is not seen; its statement is.",
    }
    /// Months signed by who acted in them.
    Signers = "signers" {
        asks: "Whose month did they sign themselves: recorded, bought or decided in it?",
        why: "A sign-off says that somebody else looked. The ledger refuses whoever recorded; it does not know \
              who bought, or what was recorded after the month was opened again.",
        answer: "Who looked at the signer's own purchases.",
        limits: "One finding is one sign-off.",
    }
    /// First digits.
    Digits = "digits" {
        asks: "Do the first digits of the prices follow Benford's law, where they could be expected to?",
        why: "Amounts that grow by themselves begin with 1 far oftener than with 9; invented ones do not. It is \
              judged only on 1,000 purchases or more whose middle 98 in a hundred span a thousandfold, by the mean \
              absolute deviation and Nigrini's cut-offs for first digits.",
        answer: "What makes these prices different: a price list, a limit that many purchases come close to.",
        limits: "It proves nothing: neither fraud where digits differ, nor honesty where they do not. Budgets with \
                 a ceiling and prices such as 4.99 seldom follow the law. It names nobody and no purchase.",
    }
}

/// Why a word is no audit test.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no audit test; there are {names}", names = names())]
pub struct BadTest(String);

impl BadTest {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self(_) => "AUDIT_TEST_UNKNOWN",
        }
    }
}

fn names() -> String {
    let names: Vec<&str> = AuditTest::ALL.iter().map(|test| test.word()).collect();
    names.join(", ")
}

impl FromStr for AuditTest {
    type Err = BadTest;

    fn from_str(text: &str) -> Result<Self, BadTest> {
        let found = Self::ALL.iter().copied().find(|test| test.word() == text.trim());
        found.ok_or_else(|| BadTest(excerpt(text, 40)))
    }
}

impl fmt::Display for AuditTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The hours in which people record: from the one, up to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The first hour, 0 to 23.
    pub opens: u8,
    /// The hour from which it is late, 1 to 24.
    pub shuts: u8,
}

/// Why a text is no pair of hours.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no pair of hours; write FROM-TO, such as 8-18")]
pub struct BadHours(String);

impl BadHours {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self(_) => "HOURS_INVALID",
        }
    }
}

impl FromStr for Hours {
    type Err = BadHours;

    fn from_str(text: &str) -> Result<Self, BadHours> {
        let bad = || BadHours(excerpt(text, 40));
        let hour = |text: &str| {
            (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()))
                .then(|| text.parse::<u8>().ok())
                .flatten()
        };
        let (opens, shuts) = text.trim().split_once('-').ok_or_else(bad)?;
        let hours = Self { opens: hour(opens).ok_or_else(bad)?, shuts: hour(shuts).ok_or_else(bad)? };
        if hours.opens < hours.shuts && hours.shuts <= 24 { Ok(hours) } else { Err(bad()) }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.opens, self.shuts)
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn hours_go_forward_within_a_day() {
        assert_eq!("8-18".parse(), Ok(Hours { opens: 8, shuts: 18 }));
        assert_eq!("00-24".parse(), Ok(Hours { opens: 0, shuts: 24 }));
        for bad in ["", "8", "18-8", "8-8", "8-25", "8:30-18", "-1-18", "+8-18"] {
            assert!(bad.parse::<Hours>().is_err(), "{bad}");
        }
    }

    #[test]
    fn each_test_has_its_own_name() {
        for test in AuditTest::ALL {
            assert_eq!(test.word().parse(), Ok(*test));
        }
        let said = "split".parse::<AuditTest>().unwrap_err().to_string();
        assert!(said.starts_with("`split` is no audit test; there are splits, receipts, late, "), "{said}");
    }
}
