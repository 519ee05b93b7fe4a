//! What happened to children: recorded once, and corrected.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::happening::{Happening, Life};
use domain::{Action, ChildId, Code, Day, FactKind, HappeningKind, Refusal, Text, rows};

/// Records what happened to a child. The same again changes nothing.
#[derive(Clone, Debug, Serialize)]
pub struct HappeningRecord {
    pub child: Code,
    pub kind: HappeningKind,
    pub to: Option<Code>,
    pub days: Option<u32>,
    pub on: Option<Day>,
}

impl UseCase for HappeningRecord {
    const KIND: &'static str = "happening.record";
    const ACTION: Action = Action::Observe;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let child = work.child(&self.child)?;
        let Self { kind, days, .. } = *self;
        let new = Happening { kind, on: work.on(self.on), to: self.to.as_ref().map(Code::lowercase), days };
        let life = work.life(child.id, &child.child_ref, &new)?;
        if let Some(number) = life.recorded(&new)? {
            let sentence = format!("already recorded as happening {number}");
            return Ok(Reply { number, already: true, ..Reply::new(sentence) });
        }
        life.admits(&new)?;
        let number = work.tx.insert(&row(child.id, &new))?;
        let mut warnings = Vec::from_iter(life.doubts(&new));
        if kind == HappeningKind::Referred
            && let Some(to) = &new.to
            && let Some(said) = work.reader().said_of_data(child.id, work.recorded_on())?
        {
            warnings.extend(said.doubts(to, new.on));
        }
        let sentence = format!("recorded: {} {} (happening {number})", child.child_ref, new.spoken());
        Ok(Reply { warnings, ..Reply::new(sentence) })
    }
}

/// Corrects what happened: what is given takes the place of what was recorded.
#[derive(Clone, Debug, Serialize)]
pub struct HappeningCorrect {
    pub number: i64,
    pub to: Option<Code>,
    pub days: Option<u32>,
    pub on: Option<Day>,
    pub reason: Text,
}

impl UseCase for HappeningCorrect {
    const KIND: &'static str = "happening.correct";
    const ACTION: Action = Action::Observe;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fact = work.correctable(FactKind::Happening, self.number)?;
        let was = work.reader().recorded_happening(fact.stands)?;
        let was = work.found(was, "happening", self.number)?;
        let new = Happening {
            kind: was.kind,
            on: self.on.unwrap_or(was.on),
            to: self.to.as_ref().map(Code::lowercase).or_else(|| was.to.clone()),
            days: self.days.or(was.days),
        };
        if new == was {
            let given = self.to.is_some() || self.days.is_some() || self.on.is_some();
            return Err(if given { Refusal::CorrectAlready } else { Refusal::NothingToCorrect }.into());
        }
        let mut life = work.life(fact.child, &fact.child_ref, &new)?;
        life.happened.retain(|(number, _)| *number != fact.number);
        if let Some(number) = life.recorded(&new)? {
            let (child, found) = (fact.child_ref, new.spoken());
            return Err(Refusal::HappenedOtherwise { child, number, found, given: was.spoken() }.into());
        }
        life.admits(&new)?;
        let warnings = work.told_before(&fact)?;
        work.tx.correct(&fact, &self.reason)?;
        work.tx.insert(&row(fact.child, &new))?;
        let sentence = format!(
            "corrected happening {} of {}: {}; it was {}",
            fact.number,
            fact.child_ref,
            new.spoken(),
            was.spoken()
        );
        Ok(Reply { warnings, ..Reply::new(sentence) })
    }
}

impl UnitOfWork<'_> {
    /// Reads what happened to a child, once what is new is whole and its day has come.
    pub(super) fn life(&self, child: ChildId, child_ref: &Code, new: &Happening) -> Result<Life> {
        new.whole()?;
        self.calendar.has_come(new.on)?;
        self.found(self.reader().life(child)?, "child", child_ref)
    }
}

pub(super) fn row(child_id: ChildId, happening: &Happening) -> rows::Happening<'_> {
    let Happening { kind, on, to, days } = happening;
    rows::Happening { child_id, kind: *kind, happened_on: *on, to_whom: to.as_ref(), days: *days }
}
