//! Approving and refusing what is waiting: a commission above a limit, or one between people with a conflict
//! of interest.

use serde::Serialize;

use super::delivery::restore_units;
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, Ask, Authority, Because, Request};
use domain::{Action, Budget, Commission, Day, EntryId, Refusal, Text, Verdict, rows};

/// Approves what is waiting.
#[derive(Clone, Debug, Serialize)]
pub struct Approve {
    pub commission: i64,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for Approve {
    const KIND: &'static str = "commission.approve";
    const ACTION: Action = Action::Decide;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let on = work.on(self.on);
        let Case { budget, commission, request } = case(work, self.commission, on)?;
        decide(work, request.id, Verdict::Approved, on, self.note.as_ref())?;
        let sentence = format!(
            "approved commission {}: {} for {}",
            commission.id,
            request.asked.pence().format_pounds(),
            budget.child.child_ref
        );
        Ok(Reply { left: vec![super::unit_of_work::left(&budget)], ..Reply::new(sentence) })
    }
}

/// Refuses what is waiting: its money is available again.
#[derive(Clone, Debug, Serialize)]
pub struct Refuse {
    pub commission: i64,
    pub reason: Text,
    pub on: Option<Day>,
}

impl UseCase for Refuse {
    const KIND: &'static str = "commission.refuse";
    const ACTION: Action = Action::Decide;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let on = work.on(self.on);
        let Case { budget, commission, request } = case(work, self.commission, on)?;
        let asked = work.reader().entry(request.id)?;
        let asked = work.found(asked, "entry", request.id)?;
        let draft =
            plan::refuse(&work.calendar, &budget, &commission, &request, &asked.transfers, on, &self.reason)?;
        work.post(&draft, None)?;
        decide(work, request.id, Verdict::Refused, on, Some(&self.reason))?;
        restore_units(work, commission.id, request.id, on)?;
        let what = if request.id == commission.id { "" } else { "the change of " };
        let sentence =
            format!("refused {what}commission {} on {on}; its money is available again", commission.id);
        work.settle(Reply::new(sentence), &budget, &draft)
    }
}

/// What is decided on.
struct Case {
    budget: Budget,
    commission: Commission,
    request: Request,
}

/// Finds what is waiting, and refuses who may not decide on it: neither on the day they say nor today, or an
/// earlier day would be chosen for its wider bands.
fn case(work: &UnitOfWork<'_>, id: i64, on: Day) -> Result<Case> {
    let (budget, commission, _) = work.commission(EntryId::new(id))?;
    let request = work.reader().last_request(&commission)?;
    let request = request.ok_or(Refusal::NotWaiting { commission: commission.id })?;
    work.calendar.has_come(on)?;
    let book = work.reader().rule_book()?;
    for day in [on, work.recorded_on()] {
        let bands = work.reader().bands(day)?;
        plan::may_decide(&book, &bands, &budget, &commission, &request, &work.actor, day)?;
    }
    Ok(Case { budget, commission, request })
}

fn decide(
    work: &mut UnitOfWork<'_>,
    request: EntryId,
    verdict: Verdict,
    on: Day,
    reason: Option<&Text>,
) -> Result<()> {
    let (decided_by, reason) = (work.actor.id, reason.cloned());
    work.tx.insert(&rows::Decision {
        request,
        verdict,
        decided_by,
        decided_on: on,
        reason,
        on_paper: false,
    })?;
    Ok(())
}

/// Records the request that a commission makes, if it makes one, and tells who it waits for.
pub(super) fn asked(
    work: &mut UnitOfWork<'_>,
    sentence: String,
    commission: EntryId,
    ask: Option<&Ask>,
    authority: &Authority,
) -> Result<Reply> {
    let mut reply = Reply::new(sentence);
    let Some(ask) = ask else { return Ok(reply) };
    work.tx.insert(&rows::Request {
        commission_id: commission,
        asked_pence: ask.asked,
        because: ask.because,
    })?;
    let limit = || match &authority.limit {
        Some(limit) => {
            format!("it is above the {} that {} may commission alone", limit.most.format_pounds(), limit.of)
        }
        None => "it is above what was commissioned without approval".into(),
    };
    let conflict = || match &authority.conflict {
        Some((who, what)) => format!("{who} declared a conflict of interest ({what})"),
        None => "there is a conflict of interest".into(),
    };
    let why = match ask.because {
        Because::Limit => limit(),
        Because::Conflict => conflict(),
        Because::Both => format!("{}, and {}", limit(), conflict()),
    };
    reply.details.push(format!("waiting for approval: {why}; the money is reserved in the meantime"));
    Ok(reply)
}

/// Withdraws what is waiting on a commission that is let go of or undone.
pub(super) fn withdraw(work: &mut UnitOfWork<'_>, commission: &Commission, on: Day) -> Result<()> {
    match commission.waiting {
        Some(request) => decide(work, request, Verdict::Withdrawn, on, None),
        None => Ok(()),
    }
}
