//! What happens to a child: what may follow on what.

use super::{Code, Day, HappeningKind, Month, Refusal};

/// Something that happens to a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    pub kind: HappeningKind,
    pub on: Day,
    /// The service, of a referral and what came of it.
    pub to: Option<Code>,
    /// The days of school, of an exclusion that is not permanent.
    pub days: Option<u32>,
}

/// A child, as far as what happens to it depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    pub child_ref: Code,
    pub born: Month,
    /// When the case began: the day of the assessment or of registering, whichever is earlier.
    pub begun_on: Day,
    /// What stands of what happened, each with its number.
    pub happened: Vec<(i64, Happening)>,
}

impl Happening {
    /// Returns it as people say it: `referred to camhs on 2006-09-04`.
    pub fn spoken(&self) -> String {
        let way = match self.kind {
            HappeningKind::Referred => "to",
            HappeningKind::Waiting => "for",
            _ => "by",
        };
        let to = self.to.as_ref().map(|to| format!(" {way} {to}")).unwrap_or_default();
        let days = match self.days {
            Some(1) => " for 1 day".to_owned(),
            Some(days) => format!(" for {days} days"),
            None => String::new(),
        };
        format!("{}{to}{days} on {}", self.kind.as_str().replace('_', " "), self.on)
    }

    /// Refuses what is half said: a referral to nobody, an exclusion of no days.
    ///
    /// # Errors
    /// `FIELD_INVALID`.
    pub fn whole(&self) -> Result<(), Refusal> {
        let bad = |field, found: String, wanted| Err(Refusal::FieldInvalid { field, found, wanted });
        let found = self.to.as_ref().map(ToString::to_string).unwrap_or_default();
        match (self.kind.names_a_service(), &self.to) {
            (true, None) => return bad("to", found, "a code of the service asked, such as camhs"),
            (false, Some(_)) => return bad("to", found, "nothing, but of a referral and what came of it"),
            _ => {}
        }
        let found = self.days.map(|days| days.to_string()).unwrap_or_default();
        match (self.kind == HappeningKind::Excluded, self.days) {
            (true, None | Some(0)) => bad("days", found, "the days of school, 1 or more"),
            (false, Some(_)) => bad("days", found, "nothing, but of an exclusion for some days"),
            _ => Ok(()),
        }
    }
}

impl Life {
    /// Finds the number under which the same is recorded.
    ///
    /// # Errors
    /// `HAPPENED_ALREADY` where it took other days.
    pub fn recorded(&self, new: &Happening) -> Result<Option<i64>, Refusal> {
        let same = |(_, old): &&(i64, Happening)| (old.kind, old.on, &old.to) == (new.kind, new.on, &new.to);
        match self.happened.iter().find(same) {
            Some((number, old)) if old.days == new.days => Ok(Some(*number)),
            Some((number, old)) => Err(Refusal::HappenedOtherwise {
                child: self.child_ref.clone(),
                number: *number,
                found: old.spoken(),
                given: new.spoken(),
            }),
            None => Ok(None),
        }
    }

    /// Refuses what cannot follow on what happened.
    ///
    /// # Errors
    /// `HAPPENED_BEFORE_BIRTH`, `CHILD_HAS_LEFT`, `IN_CARE_ALREADY`, `NOT_IN_CARE`,
    /// `ANSWER_WITHOUT_REFERRAL`.
    pub fn admits(&self, new: &Happening) -> Result<(), Refusal> {
        let Happening { kind, on, .. } = *new;
        let child = self.child_ref.clone();
        let expected = self.begun_on.month() < self.born;
        if on.month() < self.born && !(expected && kind.may_precede_birth()) {
            return Err(Refusal::HappenedBeforeBirth { child, kind, born: self.born, expected, on });
        }
        self.still_here(new)?;
        use HappeningKind::{Accepted, EnteredCare, LeftCare, PlacementMoved, Referred, Rejected};
        if matches!(kind, EnteredCare | LeftCare | PlacementMoved) {
            let in_care = self.more_of(on, None, EnteredCare, &[LeftCare]);
            match (kind == EnteredCare, in_care) {
                (true, true) => return Err(Refusal::InCareAlready { child, on }),
                (false, false) => return Err(Refusal::NotInCare { child, on }),
                _ => {}
            }
        }
        if let Some(to) = new.to.clone().filter(|_| kind != Referred)
            && !self.more_of(on, Some(&to), Referred, &[Accepted, Rejected])
        {
            return Err(Refusal::AnswerWithoutReferral { child, to, on });
        }
        Ok(())
    }

    /// Refuses what is after the child left, and leaving before something that is recorded.
    fn still_here(&self, new: &Happening) -> Result<(), Refusal> {
        let left = |happening: &Happening| happening.kind == HappeningKind::Left;
        for (_, old) in &self.happened {
            let (first, then) = if left(old) { (old, new) } else { (new, old) };
            if left(first) && first.on < then.on {
                return Err(Refusal::ChildHasLeft {
                    child: self.child_ref.clone(),
                    left_on: first.on,
                    on: then.on,
                });
            }
        }
        Ok(())
    }

    /// Tells whether something began more often than it ended, by a day.
    fn more_of(&self, by: Day, to: Option<&Code>, began: HappeningKind, ended: &[HappeningKind]) -> bool {
        let count = |is: &dyn Fn(HappeningKind) -> bool| {
            let counts = |(_, old): &&(i64, Happening)| {
                is(old.kind) && old.on <= by && (to.is_none() || old.to.as_ref() == to)
            };
            self.happened.iter().filter(counts).count()
        };
        count(&|kind| kind == began) > count(&|kind| ended.contains(&kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn happening(kind: &str, on: &str) -> Happening {
        Happening { kind: kind.parse().unwrap(), on: on.parse().unwrap(), to: None, days: None }
    }

    fn life(happened: Vec<Happening>) -> Life {
        Life {
            child_ref: "C-1".parse().unwrap(),
            born: "2006-11".parse().unwrap(),
            begun_on: "2006-09-01".parse().unwrap(),
            happened: (1..).zip(happened).collect(),
        }
    }

    #[test]
    fn before_an_expected_month_contact_is_made_and_nobody_is_excluded() {
        let life = life(Vec::new());
        assert_eq!(life.admits(&happening("reached", "2006-09-02")), Ok(()));
        for kind in ["excluded", "permanently_excluded", "entered_care", "left_care", "placement_moved"] {
            let refused = life.admits(&happening(kind, "2006-10-31")).unwrap_err();
            assert_eq!(refused.code(), "HAPPENED_BEFORE_BIRTH");
        }
        assert_eq!(life.admits(&happening("entered_care", "2006-11-01")), Ok(()));
        let begun_later = Life { begun_on: "2006-11-01".parse().unwrap(), ..life };
        let refused = begun_later.admits(&happening("reached", "2006-10-31")).unwrap_err();
        assert_eq!(refused.to_string(), "C-1 was born in 2006-11; reached on 2006-10-31 is before that");
    }

    #[test]
    fn care_is_entered_and_left_in_turn_by_its_days() {
        let life = life(vec![happening("entered_care", "2007-01-10"), happening("left_care", "2007-02-10")]);
        let code = |kind, on| life.admits(&happening(kind, on)).map_err(|refused| refused.code());
        assert_eq!(code("left_care", "2007-01-09"), Err("NOT_IN_CARE"));
        assert_eq!(code("placement_moved", "2007-01-10"), Ok(()));
        assert_eq!(code("entered_care", "2007-02-09"), Err("IN_CARE_ALREADY"));
        assert_eq!(code("placement_moved", "2007-02-10"), Err("NOT_IN_CARE"));
        assert_eq!(code("entered_care", "2007-02-10"), Ok(()));
    }
}
