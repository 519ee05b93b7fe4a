//! A child's plan: what is needed, what became of it, and corrections of what is needed.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::correction::RecordedFact;
use domain::register::check_outcome_aim;
use domain::{
    Action, Amount, Brought, Code, Day, Domain, FactKind, NeedId, NeedMark, Refusal, Target, Text, Unmet,
    rows,
};

/// Plans for a need.
#[derive(Clone, Debug, Serialize)]
pub struct NeedAdd {
    pub child: Code,
    pub what: Text,
    pub domain: Domain,
    pub aim: Code,
    pub likely: Option<Amount>,
    pub outcome: Option<Text>,
    pub target: Option<Target>,
    pub due_on: Option<Day>,
}

impl UseCase for NeedAdd {
    const KIND: &'static str = "need.add";
    const ACTION: Action = Action::Plan;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let child = work.child(&self.child)?;
        check_outcome_aim(&self.aim)?;
        let target = match &self.target {
            None => None,
            Some(target) => {
                let scale = work.scale(&target.measure)?;
                target.checked(&scale)?;
                Some((scale.id, target))
            }
        };
        let need = work.tx.insert(&rows::Need {
            need_id: NeedId::new(work.tx.next()),
            child_id: child.id,
            what: self.what.clone(),
            domain: self.domain,
            aim: self.aim.clone(),
            likely_pence: self.likely,
            outcome: self.outcome.clone(),
            measure_id: target.map(|(measure, _)| measure),
            item: target.map(|(_, target)| target.item.as_ref().map(ToString::to_string).unwrap_or_default()),
            target_thousandths: target.map(|(_, target)| target.score),
            due_on: self.due_on,
        })?;
        Ok(Reply::new(format!("planned for {}: {} (need {need}){}", child.child_ref, self.what, self.hope())))
    }
}

impl NeedAdd {
    /// What is expected, in words.
    fn hope(&self) -> String {
        let mut said = String::new();
        if let Some(likely) = self.likely {
            said.push_str(&format!("; likely to cost {}", likely.pence().format_pounds()));
        }
        let outcome = self.outcome.as_ref().map(|outcome| outcome.to_string());
        let target = self.target.as_ref().map(|target| target.to_string());
        let expected: Vec<String> = outcome.into_iter().chain(target).collect();
        if !expected.is_empty() {
            said.push_str(&format!("; expected: {}", expected.join(", ")));
        }
        if let Some(due_on) = self.due_on {
            said.push_str(&format!("; by {due_on}"));
        }
        said
    }
}

/// Corrects what is said of a need: what is given takes the place of what was recorded. The need keeps its
/// number, and what was bought under it.
#[derive(Clone, Debug, Serialize)]
pub struct NeedCorrect {
    pub number: i64,
    pub what: Option<Text>,
    pub domain: Option<Domain>,
    pub aim: Option<Code>,
    pub likely: Option<Amount>,
    pub outcome: Option<Text>,
    pub target: Option<Target>,
    pub due_on: Option<Day>,
    pub reason: Text,
}

impl UseCase for NeedCorrect {
    const KIND: &'static str = "need.correct";
    const ACTION: Action = Action::Plan;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fact = work.correctable(FactKind::Need, self.number)?;
        let was = work.reader().recorded_need(fact.stands)?;
        let was = work.found(was, "need", self.number)?;
        self.aim.as_ref().map_or(Ok(()), check_outcome_aim)?;
        let mut now = was.clone();
        now.what = self.what.clone().unwrap_or(now.what);
        now.domain = self.domain.unwrap_or(now.domain);
        now.aim = self.aim.clone().unwrap_or(now.aim);
        now.likely_pence = self.likely.or(now.likely_pence);
        now.outcome = self.outcome.clone().or(now.outcome);
        now.due_on = self.due_on.or(now.due_on);
        if let Some(target) = &self.target {
            let scale = work.scale(&target.measure)?;
            target.checked(&scale)?;
            now.measure_id = Some(scale.id);
            now.item = Some(target.item.as_ref().map(ToString::to_string).unwrap_or_default());
            now.target_thousandths = Some(target.score);
        }
        if now == was {
            return Err(Refusal::NothingToCorrect.into());
        }
        let warnings = work.told_before(&fact)?;
        let said = work.reader().said(&fact)?;
        work.tx.correct(&fact, &self.reason)?;
        now.need_id = NeedId::new(work.tx.next());
        work.tx.insert(&now)?;
        let stands = RecordedFact { stands: work.tx.next(), ..fact };
        let sentence = format!(
            "corrected need {} of {}: {}; it was {said}",
            stands.number,
            stands.child_ref,
            work.reader().said(&stands)?
        );
        Ok(Reply { warnings, ..Reply::new(sentence) })
    }
}

/// Records that something was done about a need, and what it brought.
#[derive(Clone, Debug, Serialize)]
pub struct NeedMeet {
    pub need: NeedId,
    pub result: Option<Brought>,
    pub on: Option<Day>,
}

impl UseCase for NeedMeet {
    const KIND: &'static str = "need.meet";
    const ACTION: Action = Action::Plan;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let need = work.need(self.need)?;
        let (mark, said) = match self.result {
            None => (NeedMark::Met, "met"),
            Some(Brought::Achieved) => (NeedMark::Achieved, "met, what was expected is achieved"),
            Some(Brought::Partly) => (NeedMark::Partly, "met, what was expected is partly achieved"),
            Some(Brought::Not) => (NeedMark::NotAchieved, "met, what was expected is not achieved"),
        };
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        work.tx.insert(&rows::NeedMarked {
            need_id: need.id,
            mark,
            why: None,
            cost_pence: None,
            marked_on: on,
        })?;
        Ok(Reply::new(format!("need {} of {} ({}): {said} on {on}", need.id, need.child_ref, need.what)))
    }
}

/// Records that nothing can be done about a need, and why.
#[derive(Clone, Debug, Serialize)]
pub struct NeedUnmet {
    pub need: NeedId,
    pub why: Unmet,
    pub cost: Option<Amount>,
    pub on: Option<Day>,
}

impl UseCase for NeedUnmet {
    const KIND: &'static str = "need.unmet";
    const ACTION: Action = Action::Plan;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let need = work.need(self.need)?;
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        let (why, cost) = (self.why, self.cost);
        work.tx.insert(&rows::NeedMarked {
            need_id: need.id,
            mark: NeedMark::Unmet,
            why: Some(why),
            cost_pence: cost,
            marked_on: on,
        })?;
        let cost = cost
            .map(|cost| format!("; it would cost about {}", cost.pence().format_pounds()))
            .unwrap_or_default();
        Ok(Reply::new(format!(
            "need {} of {} ({}): unmet on {on}, {}{cost}",
            need.id,
            need.child_ref,
            need.what,
            why.as_str().replace('_', " ")
        )))
    }
}

impl UnitOfWork<'_> {
    /// Finds a need.
    ///
    /// # Errors
    /// `UNKNOWN_NEED`, `FACT_WITHDRAWN`.
    pub fn need(&self, need: NeedId) -> Result<domain::need::Need> {
        let number = self.standing(FactKind::Need, need.get())?.number;
        self.found(self.reader().need(NeedId::new(number))?, "need", need.get())
    }
}
