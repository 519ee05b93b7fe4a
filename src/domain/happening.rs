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

/// When a child was born, and when its case began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    pub child_ref: Code,
    pub born: Month,
    /// The day of the assessment or of registering, whichever is earlier.
    pub on: Day,
}

/// A child, as far as what happens to it depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    pub begun: Begun,
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
            (true, None | Some(0 | 46..)) => {
                bad("days", found, "the days of school: 1 to 45, the most there may be in a school year")
            }
            (false, Some(_)) => bad("days", found, "nothing, but of an exclusion for some days"),
            _ => Ok(()),
        }
    }
}

impl Begun {
    /// Refuses what is before a child was born, but for work with one that was expected when its case began;
    /// `unborn` tells whether it may be with one not born yet.
    ///
    /// # Errors
    /// `HAPPENED_BEFORE_BIRTH`.
    pub fn admits(&self, what: impl ToString, on: Day, unborn: bool) -> Result<(), Refusal> {
        let Self { born, .. } = *self;
        let expected = self.on.month() < born;
        if born <= on.month() || expected && unborn {
            return Ok(());
        }
        let (child, what) = (self.child_ref.clone(), what.to_string().replace('_', " "));
        Err(Refusal::HappenedBeforeBirth { child, what, born, expected, on })
    }
}

/// What may bring an excluded child to another school, or shows that it is at one.
const ANOTHER_SCHOOL: [HappeningKind; 4] = [
    HappeningKind::Excluded,
    HappeningKind::EnteredCare,
    HappeningKind::LeftCare,
    HappeningKind::PlacementMoved,
];

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
                child: self.begun.child_ref.clone(),
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
    /// `ANSWER_WITHOUT_REFERRAL`, `EXCLUDED_ALREADY`, `CASE_CLOSED_ALREADY`, `CASE_NOT_CLOSED`.
    pub fn admits(&self, new: &Happening) -> Result<(), Refusal> {
        let Happening { kind, on, .. } = *new;
        let child = self.begun.child_ref.clone();
        self.begun.admits(kind, on, kind.may_precede_birth())?;
        self.still_here(new)?;
        use HappeningKind::{Accepted, EnteredCare, LeftCare, PlacementMoved, Referred, Rejected};
        if matches!(kind, EnteredCare | LeftCare | PlacementMoved) {
            // The last of both says it, not how many of each: one that was withdrawn leaves no debt.
            let (last, _) = self.last_and_next(on, &[EnteredCare, LeftCare]);
            let in_care = last.is_some_and(|last| last.kind == EnteredCare);
            match (kind == EnteredCare, in_care) {
                (true, true) => return Err(Refusal::InCareAlready { child, on }),
                (false, false) => return Err(Refusal::NotInCare { child, on }),
                _ => {}
            }
        }
        if let Some(to) = new.to.clone().filter(|_| kind != Referred)
            && !self.more_of(on, &to, Referred, &[Accepted, Rejected])
        {
            return Err(Refusal::AnswerWithoutReferral { child, to, on });
        }
        self.in_turn(new)
    }

    /// Refuses a second permanent exclusion and a second closing with nothing between, and a case that comes
    /// back without having been closed.
    fn in_turn(&self, new: &Happening) -> Result<(), Refusal> {
        use HappeningKind::{CafClosed, PermanentlyExcluded, ReReferred};
        let among: &[HappeningKind] = match new.kind {
            PermanentlyExcluded => &ANOTHER_SCHOOL,
            CafClosed | ReReferred => &[CafClosed, ReReferred],
            _ => return Ok(()),
        };
        let (last, next) = self.beside(new, among);
        let same = |old: &&Happening| old.kind == new.kind;
        let (child, on) = (self.begun.child_ref.clone(), new.on);
        match (new.kind, last.filter(same).or(next.filter(same))) {
            (PermanentlyExcluded, Some(old)) => Err(Refusal::ExcludedAlready { child, was_on: old.on }),
            (CafClosed, Some(old)) => Err(Refusal::CaseClosedAlready { child, was_on: old.on }),
            (ReReferred, Some(_)) => Err(Refusal::CaseNotClosed { child, on }),
            (ReReferred, None) if last.is_none() => Err(Refusal::CaseNotClosed { child, on }),
            _ => Ok(()),
        }
    }

    /// Finds what of the same or some other kinds is the last by a day, and the first after it.
    fn beside(&self, new: &Happening, among: &[HappeningKind]) -> (Option<&Happening>, Option<&Happening>) {
        let mut kinds = among.to_vec();
        kinds.push(new.kind);
        self.last_and_next(new.on, &kinds)
    }

    /// Finds what of some kinds is the last by a day, and the first after it.
    fn last_and_next(&self, on: Day, kinds: &[HappeningKind]) -> (Option<&Happening>, Option<&Happening>) {
        let known = || self.happened.iter().map(|(_, old)| old).filter(|old| kinds.contains(&old.kind));
        // What is read is in order of days; of equals, the last is the later.
        let last = known().filter(|old| old.on <= on).max_by_key(|old| old.on);
        (last, known().filter(|old| old.on > on).min_by_key(|old| old.on))
    }

    /// Says what is recorded all the same, and may be wrong: an exclusion from a school that has excluded the
    /// child for good.
    pub fn doubts(&self, new: &Happening) -> Option<String> {
        let for_good = HappeningKind::PermanentlyExcluded;
        let last = self.beside(new, &[for_good]).0.filter(|_| new.kind == HappeningKind::Excluded)?;
        (last.kind == for_good).then(|| {
            format!(
                "{} was permanently excluded on {}: this has to be from another school",
                self.begun.child_ref, last.on
            )
        })
    }

    /// Refuses what is after the child left, and leaving before something that is recorded.
    fn still_here(&self, new: &Happening) -> Result<(), Refusal> {
        let left = |happening: &Happening| happening.kind == HappeningKind::Left;
        for (_, old) in &self.happened {
            let (first, then) = if left(old) { (old, new) } else { (new, old) };
            if left(first) && first.on < then.on {
                return Err(Refusal::ChildHasLeft {
                    child: self.begun.child_ref.clone(),
                    left_on: first.on,
                    on: then.on,
                });
            }
        }
        Ok(())
    }

    /// Tells whether something began more often than it ended, by a day.
    fn more_of(&self, by: Day, to: &Code, began: HappeningKind, ended: &[HappeningKind]) -> bool {
        let count = |is: &dyn Fn(HappeningKind) -> bool| {
            let counts =
                |(_, old): &&(i64, Happening)| is(old.kind) && old.on <= by && old.to.as_ref() == Some(to);
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
            begun: Begun {
                child_ref: "C-1".parse().unwrap(),
                born: "2006-11".parse().unwrap(),
                on: "2006-09-01".parse().unwrap(),
            },
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
        let begun = Begun { on: "2006-11-01".parse().unwrap(), ..life.begun.clone() };
        let begun_later = Life { begun, ..life };
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

    #[test]
    fn permanent_exclusions_closings_and_returns_are_in_turn() {
        let life = life(vec![
            happening("permanently_excluded", "2007-01-10"),
            happening("caf_closed", "2007-02-01"),
            happening("excluded", "2007-03-01"),
            happening("re_referred", "2007-04-01"),
        ]);
        let code = |kind, on| life.admits(&happening(kind, on)).map_err(|refused| refused.code());
        for on in ["2007-01-09", "2007-01-11", "2007-02-28"] {
            assert_eq!(code("permanently_excluded", on), Err("EXCLUDED_ALREADY"), "{on}");
        }
        assert_eq!(code("permanently_excluded", "2007-03-01"), Ok(()));
        for (on, refused) in [("2007-01-31", true), ("2007-03-31", true), ("2007-04-01", false)] {
            assert_eq!(code("caf_closed", on).is_err(), refused, "{on}");
        }
        for on in ["2007-01-31", "2007-03-31", "2007-04-02"] {
            assert_eq!(code("re_referred", on), Err("CASE_NOT_CLOSED"), "{on}");
        }
        let doubted = |on| life.doubts(&happening("excluded", on)).is_some();
        assert_eq!(
            [doubted("2007-01-09"), doubted("2007-01-11"), doubted("2007-03-02")],
            [false, true, false]
        );
    }
}
