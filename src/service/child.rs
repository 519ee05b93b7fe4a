//! Children: registered by the authority's reference only, amended, handed over.

use serde::Serialize;

use super::people::{amend, refuse_registered, said};
use super::{Desk, Receipt, Result, Said, UseCase};
use crate::domain::register::{ChildDetails, Field, check_ethnicity, check_need, check_need_level};
use crate::domain::{Action, Arm, Code, Cohort, Day, Month, Refusal, Sex, Text};

/// Registers a child with the practitioner who leads the case.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are the columns of ChildDetails")]
pub struct ChildAdd {
    pub child: Said<Code>,
    pub cohort: Said<Cohort>,
    pub arm: Said<Arm>,
    pub born: Said<Month>,
    pub sex: Said<Sex>,
    pub ethnicity: Said<Code>,
    pub area: Said<Text>,
    pub need: Said<Code>,
    pub need_level: i64,
    pub caf_ref: Option<Said<Text>>,
    pub caf_on: Option<Said<Day>>,
    pub consent_on: Option<Said<Day>>,
    pub lead: Said<Code>,
    pub on: Option<Said<Day>>,
}

impl UseCase for ChildAdd {
    const KIND: &'static str = "child.add";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        refuse_registered(desk, "child", &self.child)?;
        if let Some(version) = desk.look().policy_on(desk.on(None))? {
            version.policy.admits(&self.child)?;
        }
        let details = ChildDetails {
            cohort: self.cohort.0,
            arm: self.arm.0,
            born: self.born.0,
            sex: self.sex.0,
            ethnicity: self.ethnicity.0.clone(),
            area: self.area.0.clone(),
            need: self.need.0.clone(),
            need_level: self.need_level,
            caf_ref: super::remark(self.caf_ref.as_ref()),
            caf_on: self.caf_on.map(|day| day.0),
            consent_on: self.consent_on.map(|day| day.0),
        };
        let details = details.checked()?;
        let lead = desk.practitioner(&self.lead)?;
        let child = desk.tx.add_child(&self.child, details.fields())?;
        let from_on = self.on.map_or(desk.calendar.pilot.starts_on, |day| day.0);
        desk.tx.add_lead(child, from_on, lead.id)?;
        Ok(Receipt::new(format!("registered child {}, led by {}", self.child.0, lead.code)))
    }
}

/// Changes what is known of a child.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are the columns of ChildDetails")]
pub struct ChildAmend {
    pub child: Said<Code>,
    pub cohort: Option<Said<Cohort>>,
    pub sex: Option<Said<Sex>>,
    pub ethnicity: Option<Said<Code>>,
    pub area: Option<Said<Text>>,
    pub need: Option<Said<Code>>,
    pub need_level: Option<i64>,
    pub caf_ref: Option<Said<Text>>,
    pub caf_on: Option<Said<Day>>,
    pub consent_on: Option<Said<Day>>,
}

impl UseCase for ChildAmend {
    const KIND: &'static str = "child.amend";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        self.ethnicity.as_ref().map_or(Ok(()), |code| check_ethnicity(code))?;
        self.need.as_ref().map_or(Ok(()), |code| check_need(code))?;
        self.need_level.map_or(Ok(()), check_need_level)?;
        let changes = [
            ("cohort", said(self.cohort.as_ref())),
            ("sex", said(self.sex.as_ref())),
            ("ethnicity", said(self.ethnicity.as_ref())),
            ("area", said(self.area.as_ref())),
            ("need", said(self.need.as_ref())),
            ("need_level", self.need_level.map(Field::Number)),
            ("caf_ref", said(self.caf_ref.as_ref())),
            ("caf_on", said(self.caf_on.as_ref())),
            ("consent_on", said(self.consent_on.as_ref())),
        ];
        amend(desk, "child", &self.child, changes)
    }
}

/// Hands a child's case over to another practitioner.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are what their types say")]
pub struct HandOver {
    pub child: Said<Code>,
    pub to: Said<Code>,
    pub on: Option<Said<Day>>,
}

impl UseCase for HandOver {
    const KIND: &'static str = "child.hand-over";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        let child = desk.child(&self.child)?;
        let to = desk.practitioner(&self.to)?;
        let on = desk.on(self.on.map(|day| day.0));
        if let Some(left_on) = to.left_on
            && left_on < on
        {
            let (practitioner, joined_on, left_on) = (to.code, to.joined_on, to.left_on);
            return Err(Refusal::PractitionerNotThere { practitioner, on, joined_on, left_on }.into());
        }
        let mut from = String::new();
        if let Some((lead, from_on)) = desk.look().lead(child.id)? {
            if on <= from_on {
                let child = child.child_ref;
                return Err(Refusal::HandOverTooEarly { child, lead, from_on, on }.into());
            }
            from = format!(" from {lead}");
        }
        desk.tx.add_lead(child.id, on, to.id)?;
        let mut receipt = Receipt::new(format!("handed {}{from} to {} on {on}", child.child_ref, to.code));
        if let Some(budget) = desk.look().budget(&child)? {
            receipt.left.push(super::desk::left(&budget));
        }
        Ok(receipt)
    }
}
