//! Children: registered by the authority's reference only, amended, handed over.

use serde::Serialize;

use super::people::{amend, refuse_registered};
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::register::{check_ethnicity, check_need, check_need_level};
use domain::row::Recorded as _;
use domain::{Action, Arm, ChildId, Code, Cohort, Day, Month, Refusal, Sex, Text, rows};

/// Registers a child with the practitioner who leads the case.
#[derive(Clone, Debug, Serialize)]
pub struct ChildAdd {
    pub child: Code,
    pub cohort: Cohort,
    pub arm: Arm,
    pub born: Month,
    pub sex: Sex,
    pub ethnicity: Code,
    pub area: Text,
    pub need: Code,
    pub need_level: i64,
    pub caf_ref: Option<Text>,
    pub caf_on: Option<Day>,
    pub consent_on: Option<Day>,
    pub lead: Code,
    pub on: Option<Day>,
}

impl UseCase for ChildAdd {
    const KIND: &'static str = "child.add";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        refuse_registered(work, "child", &self.child)?;
        self.caf_on.into_iter().chain(self.consent_on).try_for_each(|day| work.calendar.has_come(day))?;
        if let Some(version) = work.reader().policy_on(work.on(None))? {
            version.policy.admits(&self.child)?;
        }
        let details = rows::Child {
            child_ref: self.child.clone(),
            cohort: self.cohort,
            arm: self.arm,
            born: self.born,
            sex: self.sex,
            ethnicity: self.ethnicity.clone(),
            area: self.area.clone(),
            need: self.need.clone(),
            need_level: self.need_level,
            caf_ref: self.caf_ref.clone(),
            caf_on: self.caf_on,
            consent_on: self.consent_on,
        };
        let details = details.checked()?;
        let lead = work.practitioner(&self.lead)?;
        let child_id = ChildId::new(work.tx.insert(&details)?);
        let from_on = self.on.unwrap_or(work.calendar.pilot.starts_on);
        work.tx.insert(&rows::Lead { child_id, from_on, practitioner_id: lead.id })?;
        Ok(Reply::new(format!("registered child {}, led by {}", self.child, lead.code)))
    }
}

/// Changes what is known of a child.
#[derive(Clone, Debug, Serialize)]
pub struct ChildAmend {
    pub child: Code,
    pub cohort: Option<Cohort>,
    pub sex: Option<Sex>,
    pub ethnicity: Option<Code>,
    pub area: Option<Text>,
    pub need: Option<Code>,
    pub need_level: Option<i64>,
    pub caf_ref: Option<Text>,
    pub caf_on: Option<Day>,
    pub consent_on: Option<Day>,
}

impl UseCase for ChildAmend {
    const KIND: &'static str = "child.amend";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        self.ethnicity.as_ref().map_or(Ok(()), check_ethnicity)?;
        self.need.as_ref().map_or(Ok(()), check_need)?;
        self.need_level.map_or(Ok(()), check_need_level)?;
        self.caf_on.into_iter().chain(self.consent_on).try_for_each(|day| work.calendar.has_come(day))?;
        let changes = [
            ("cohort", self.cohort.value()),
            ("sex", self.sex.value()),
            ("ethnicity", self.ethnicity.value()),
            ("area", self.area.value()),
            ("need", self.need.value()),
            ("need_level", self.need_level.value()),
            ("caf_ref", self.caf_ref.value()),
            ("caf_on", self.caf_on.value()),
            ("consent_on", self.consent_on.value()),
        ];
        amend(work, "child", &self.child, changes)
    }
}

/// Hands a child's case over to another practitioner.
#[derive(Clone, Debug, Serialize)]
pub struct HandOver {
    pub child: Code,
    pub to: Code,
    pub on: Option<Day>,
}

impl UseCase for HandOver {
    const KIND: &'static str = "child.hand-over";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let child = work.child(&self.child)?;
        let to = work.practitioner(&self.to)?;
        let on = work.on(self.on);
        if let Some(left_on) = to.left_on
            && left_on < on
        {
            let (practitioner, joined_on, left_on) = (to.code, to.joined_on, to.left_on);
            return Err(Refusal::PractitionerNotThere { practitioner, on, joined_on, left_on }.into());
        }
        let mut from = String::new();
        if let Some((lead, from_on)) = work.reader().lead(child.id)? {
            if lead == to.code {
                let (practitioner, child) = (lead, child.child_ref);
                return Err(Refusal::LeadsAlready { practitioner, child }.into());
            }
            if on <= from_on {
                let child = child.child_ref;
                return Err(Refusal::HandOverTooEarly { child, lead, from_on, on }.into());
            }
            from = format!(" from {lead}");
        }
        work.tx.insert(&rows::Lead { child_id: child.id, from_on: on, practitioner_id: to.id })?;
        let mut reply = Reply::new(format!("handed {}{from} to {} on {on}", child.child_ref, to.code));
        if let Some(budget) = work.reader().budget(&child)? {
            reply.left.push(super::unit_of_work::left(&budget));
        }
        Ok(reply)
    }
}
