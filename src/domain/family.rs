//! Families: which children belong together, and what several of them share.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use thiserror::Error;

use super::{Amount, Code, Day, MemberId, Membership, NeedId, Refusal, excerpt};

/// A child's place in a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: MemberId,
    pub family: Code,
    /// The child's reference.
    pub child: Code,
    pub kind: Membership,
    pub from_on: Day,
    /// The last day; none: it goes on.
    pub until_on: Option<Day>,
}

impl Member {
    /// Tells whether the child belongs to the family on a day.
    pub fn on(&self, day: Day) -> bool {
        self.from_on <= day && self.until_on.is_none_or(|until| day <= until)
    }

    /// Refuses a place that ends before it begins, the same child twice in a family, and two main families on
    /// one day. `known` are the child's places that stand.
    ///
    /// # Errors
    /// `DAYS_OUT_OF_ORDER`, `MEMBER_ALREADY`, `TWO_MAIN_FAMILIES`.
    pub fn joins(&self, known: &[Self]) -> Result<(), Refusal> {
        if let Some(until) = self.until_on.filter(|until| *until < self.from_on) {
            let (what, before) = ("the last day", "the first day");
            return Err(Refusal::DaysOutOfOrder { what, on: until, before, before_on: self.from_on });
        }
        let meets = |other: &&Self| {
            other.until_on.is_none_or(|until| self.from_on <= until)
                && self.until_on.is_none_or(|until| other.from_on <= until)
        };
        if let Some(Self { id, from_on, until_on, .. }) =
            known.iter().filter(meets).find(|other| other.family == self.family)
        {
            let (child, family) = (self.child.clone(), self.family.clone());
            let (member, from_on, until_on) = (*id, *from_on, *until_on);
            return Err(Refusal::MemberAlready { child, family, member, from_on, until_on });
        }
        let main = |member: &Self| member.kind == Membership::Main;
        match known.iter().filter(meets).find(|other| main(self) && main(other)) {
            None => Ok(()),
            Some(other) => Err(Refusal::TwoMainFamilies {
                child: self.child.clone(),
                family: self.family.clone(),
                main: other.family.clone(),
                from_on: other.from_on,
                until_on: other.until_on,
            }),
        }
    }

    /// Refuses to end what has ended, and before it began.
    ///
    /// # Errors
    /// `MEMBER_LEFT`, `DAYS_OUT_OF_ORDER`.
    pub fn leaves(&self, on: Day) -> Result<(), Refusal> {
        if let Some(until_on) = self.until_on {
            let (child, family) = (self.child.clone(), self.family.clone());
            return Err(Refusal::MemberLeft { child, family, until_on });
        }
        if on < self.from_on {
            let (what, before) = ("the last day", "the first day");
            return Err(Refusal::DaysOutOfOrder { what, on, before, before_on: self.from_on });
        }
        Ok(())
    }
}

/// A child's part in what is bought for several, as it is typed: `C-0007`, `C-0007=120.00`,
/// `C-0007=120.00,need=41`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChildShare {
    pub child: Code,
    /// Gross; none: it follows from the others.
    pub amount: Option<Amount>,
    /// The child's need that it falls under.
    pub need: Option<NeedId>,
}

/// Why a text is no child's share.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no share; write CHILD, CHILD=AMOUNT or CHILD=AMOUNT,need=N, such as C-0007=120.00,need=41")]
pub struct BadShare(String);

impl BadShare {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self(_) => "SHARE_INVALID",
        }
    }
}

impl FromStr for ChildShare {
    type Err = BadShare;

    fn from_str(text: &str) -> Result<Self, BadShare> {
        let bad = || BadShare(excerpt(text, 60));
        let (rest, need) = match text.split_once(",need=") {
            Some((rest, need)) => (rest, Some(need.trim().parse().map_err(|_| bad())?)),
            None => (text, None),
        };
        let (child, amount) = match rest.split_once('=') {
            Some((child, amount)) => (child, Some(amount.parse().map_err(|_| bad())?)),
            None => (rest, None),
        };
        Ok(Self { child: child.parse().map_err(|_| bad())?, amount, need })
    }
}

impl fmt::Display for ChildShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.child)?;
        if let Some(amount) = self.amount {
            write!(f, "={amount}")?;
        }
        self.need.map_or(Ok(()), |need| write!(f, ",need={need}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_part_by_part() {
        let share = |text: &str| text.parse::<ChildShare>().map(|share| share.to_string());
        assert_eq!(share("C-1"), Ok("C-1".into()));
        assert_eq!(share("C-1=£1,250"), Ok("C-1=1250.00".into()));
        assert_eq!(share("C-1=30,need=41"), Ok("C-1=30.00,need=41".into()));
        assert_eq!(share("C-1,need=41"), Ok("C-1,need=41".into()));
        for bad in ["", "=30", "C-1=", "C-1=0", "C-1=-1", "C-1,need=", "C-1,need=x", "C-1,41"] {
            assert!(share(bad).is_err(), "{bad}");
        }
    }
}
