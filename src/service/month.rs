//! Closing and re-opening months: what a sign-off rests on, who may sign, and what is handed on.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase, request, seal_as};
use domain::month_end::{CommissionEnd, Difference, Obstacle, Reconciliation, obstacles};
use domain::{AccountName, Action, Month, Refusal, Text, hex};

/// Closes a month: nothing can be recorded in it any more.
#[derive(Clone, Debug, Serialize)]
pub struct MonthClose {
    pub month: Month,
    /// Accounts that no statement was taken in for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_statement: Vec<WithoutStatement>,
}

/// Why there is no statement of an account.
#[derive(Clone, Debug, Serialize)]
pub struct WithoutStatement {
    pub account: AccountName,
    pub reason: Text,
}

impl UseCase for MonthClose {
    const KIND: &'static str = "month.close";
    const ACTION: Action = Action::Months;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        close(work, self.month, &self.without_statement)
    }
}

/// Closes one month.
fn close(work: &mut UnitOfWork<'_>, month: Month, without_statement: &[WithoutStatement]) -> Result<Reply> {
    if work.calendar.closed.contains(&month) {
        return Err(Refusal::MonthMarkedAlready { month, state: "closed" }.into());
    }
    work.calendar.pilot.of_pilot(month)?;
    if work.recorded_on() <= month.last() {
        return Err(Refusal::MonthNotOver { month, last: month.last() }.into());
    }
    let mut accounts = work.reader().reconciled(month)?;
    for said in without_statement {
        let account =
            accounts.iter_mut().find(|known| known.account == said.account && known.statements.is_none());
        let (field, wanted) = ("without-statement", "an account of the pilot's that has no statement");
        let found = said.account.to_string();
        account.ok_or(Refusal::FieldInvalid { field, found, wanted })?.reason = Some(said.reason.clone());
    }
    let mut in_the_way = obstacles(month, work.calendar.earlier_open(month), &accounts);
    in_the_way.extend(signer(work, month)?);
    refuse(work, month, in_the_way)?;
    let orders = work.reader().commissions_at(month)?;
    let funds = work.reader().funds_at(month)?;
    let head = hex(work.tx.head_hash());
    work.tx.mark_month(month, "closed", None)?;
    work.tx.add_month_end(&accounts, &orders, &funds)?;
    work.calendar.closed.insert(month);
    let sentence = format!("closed {month}; the audit trail stands at {head}");
    Ok(Reply { details: rests_on(&accounts, &orders), ..Reply::new(sentence) })
}

/// Closes every open month up to one, where nothing counts in any of them.
#[derive(Clone, Debug, Serialize)]
pub struct MonthsClose {
    pub through: Month,
}

impl UseCase for MonthsClose {
    const KIND: &'static str = "month.close";
    const ACTION: Action = Action::Months;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (through, closed) =
            (self.through, |month| Refusal::MonthMarkedAlready { month, state: "closed" });
        work.calendar.pilot.of_pilot(through)?;
        let first = work.calendar.earlier_open(through.next()).ok_or(closed(through))?;
        let open: Vec<Month> = std::iter::successors(Some(first), |month| Some(month.next()))
            .take_while(|month| *month <= through)
            .filter(|month| !work.calendar.closed.contains(month))
            .collect();
        let mut before = first;
        for month in &open {
            let (entries, lines) = work.reader().counted_in(*month)?;
            if entries + lines > 0 {
                return Err(Refusal::MonthNotEmpty { month: *month, first, before, entries, lines }.into());
            }
            before = *month;
        }
        let mut reply = Reply::default();
        for month in open {
            if !reply.details.is_empty() {
                // Each month is signed by an event of its own.
                seal_as(&mut work.tx, Self::KIND, None, &request::json(self))?;
            }
            let done = close(work, month, &[])?;
            reply.details.push(done.sentence);
        }
        let months = count_of(reply.details.len(), "empty month", "empty months");
        Ok(Reply { sentence: format!("closed {months}, {first} to {through}"), ..reply })
    }
}

/// Opens a closed month again, latest first.
#[derive(Clone, Debug, Serialize)]
pub struct MonthReopen {
    pub month: Month,
    pub reason: Text,
}

impl UseCase for MonthReopen {
    const KIND: &'static str = "month.reopen";
    const ACTION: Action = Action::Months;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let month = self.month;
        if !work.calendar.closed.contains(&month) {
            return Err(Refusal::MonthMarkedAlready { month, state: "open" }.into());
        }
        if let Some(later) = work.calendar.closed.iter().next_back().filter(|later| **later > month) {
            return Err(Refusal::LaterMonthClosed { month: *later, asked: month }.into());
        }
        if work.reader().sign_off(month)?.is_some_and(|signed| signed.signed_by == work.actor.id) {
            return Err(Refusal::OwnSignOff { user: work.actor.code.clone(), month }.into());
        }
        work.tx.mark_month(month, "reopened", Some(self.reason.as_str()))?;
        Ok(Reply::new(format!("re-opened {month}: {}", self.reason)))
    }
}

/// What whoever asks had to do with the month: nobody signs off their own work.
fn signer(work: &UnitOfWork<'_>, month: Month) -> Result<Option<Obstacle>> {
    let mut involved = work.reader().involved_in(month)?;
    involved.retain(|(who, ..)| *who == work.actor.id);
    let user = work.actor.code.clone();
    let first = involved.first();
    Ok(first.map(|(_, event, involvement)| Obstacle::Involved {
        user,
        involvement: *involvement,
        month,
        event: *event,
    }))
}

/// Refuses a month that is not ready. What would have been refused by itself keeps its own words.
fn refuse(work: &UnitOfWork<'_>, month: Month, obstacles: Vec<Obstacle>) -> Result<()> {
    let refusal = match obstacles.as_slice() {
        [] => return Ok(()),
        [Obstacle::EarlierOpen { earlier }] => Refusal::EarlierMonthOpen { earlier: *earlier },
        [Obstacle::Involved { user, involvement, month, event }] => Refusal::SignerRecorded {
            user: user.clone(),
            involvement: *involvement,
            month: *month,
            event: *event,
            may: work.reader().signers(*month)?,
        },
        _ => Refusal::MonthNotReady { month, obstacles },
    };
    Err(refusal.into())
}

/// Says what a sign-off rests on: each account, and what goes on to the next month.
fn rests_on(accounts: &[Reconciliation], orders: &[CommissionEnd]) -> Vec<String> {
    let mut said: Vec<String> = accounts.iter().map(Reconciliation::describe).collect();
    let [outstanding, unrecorded] = Difference::ALL
        .map(|difference| accounts.iter().map(|account| account.sum(difference, |_| true).items).sum());
    said.push(format!(
        "carried forward: {}, {}, {} with money promised or owed",
        count_of(outstanding, "entry", "entries"),
        count_of(unrecorded, "line", "lines"),
        count_of(orders.len(), "commission", "commissions")
    ));
    said
}

fn count_of(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
