//! Rows of what several partners agreed about a fund, and of what they gave. An agreement is judged when all
//! its rows are read: its shares are right or wrong together.

use super::super::{FundReceive, PoolAgree, Result, UseCase, request};
use super::pools::WaitingShare;
use super::register_rows::{receive, seal, take_in};
use super::row_context::{RowContext, RowOutcome};
use crate::Error;
use domain::plan::Share;
use domain::{Refusal, Remainder};
use import::rows::{ContributionRow, PoolRow};
use import::{RowPlace, Spoilt};

pub(super) fn share(context: &mut RowContext<'_>, row: &PoolRow) -> Result<RowOutcome> {
    let of_it = |share: &&WaitingShare| (&share.row.fund, share.row.from) == (&row.fund, row.from);
    if let Some(first) = context.pools.waiting.iter().find(of_it) {
        same_agreement(&first.row, row)?;
    }
    context.pools.waiting.push(WaitingShare { row: row.clone(), place: None });
    Ok(RowOutcome::Waits)
}

/// Refuses a row that says otherwise of the agreement than the first of it.
fn same_agreement(first: &PoolRow, row: &PoolRow) -> Result<()> {
    let cells = |row: &PoolRow| {
        let word = |rule: Option<Remainder>| rule.map(|rule| rule.as_str().to_owned());
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        [
            ("host", Some(row.host.to_string())),
            ("until", Some(row.until.to_string())),
            ("total", Some(row.total.to_string())),
            ("kind_fund", row.kind_fund.as_ref().map(ToString::to_string)),
            ("underspend", word(row.underspend)),
            ("overspend", word(row.overspend)),
            ("bearer", row.bearer.as_ref().map(ToString::to_string)),
            ("quarterly", number(row.quarterly)),
            ("annual", number(row.annual)),
        ]
    };
    for ((field, said), (_, given)) in cells(first).into_iter().zip(cells(row)) {
        if said != given {
            let found = given.unwrap_or_else(|| "nothing".into());
            let wanted = "the same as in the first row of the agreement";
            return Err(Refusal::FieldInvalid { field, found, wanted }.into());
        }
    }
    Ok(())
}

/// Records the agreements whose rows waited, or tells at the first row of each why not. Answers how many rows
/// are new, and how many known.
pub(super) fn settle(
    context: &mut RowContext<'_>,
    spoilt: &Spoilt,
    mut refuse: impl FnMut(&RowPlace, &Refusal),
) -> Result<(u64, u64)> {
    let mut waiting = std::mem::take(&mut context.pools.waiting);
    let (mut new, mut known) = (0, 0);
    while let Some(first) = waiting.first() {
        let of = (first.row.fund.clone(), first.row.from);
        let (mine, others) =
            waiting.into_iter().partition(|share| (&share.row.fund, share.row.from) == (&of.0, of.1));
        waiting = others;
        // Its shares are no whole without the rows that were refused: nothing more is said.
        if spoilt.contains(of.0.as_str()) {
            continue;
        }
        let rows = u64::try_from(mine.len()).unwrap_or(u64::MAX);
        match (agree(context, &mine), &mine[0].place) {
            (Ok(RowOutcome::Known), _) => known += rows,
            (Ok(_), _) => new += rows,
            (Err(Error::Refused(refusal)), Some(place)) => refuse(place, &refusal),
            (Err(error), _) => return Err(error),
        }
    }
    Ok((new, known))
}

fn agree(context: &mut RowContext<'_>, mine: &[WaitingShare]) -> Result<RowOutcome> {
    let work = &mut context.work;
    let row = &mine[0].row;
    let shares = mine.iter().map(|WaitingShare { row, .. }| Share {
        partner: row.partner.clone(),
        in_kind: row.in_kind.unwrap_or_default(),
        hundredths: row.share.0,
        due_on: row.due_on,
    });
    let agreed = PoolAgree {
        fund: row.fund.clone(),
        kind_fund: row.kind_fund.clone(),
        host: row.host.clone(),
        from: row.from,
        until: row.until,
        total: row.total,
        shares: shares.collect(),
        underspend: row.underspend.unwrap_or(Remainder::Proportion),
        overspend: row.overspend.unwrap_or(Remainder::Proportion),
        bearer: row.bearer.clone(),
        quarterly: row.quarterly,
        annual: row.annual,
    };
    if agreed.is_known(work)? {
        return Ok(RowOutcome::Known);
    }
    agreed.carry_out(work)?;
    seal(work, PoolAgree::KIND)
}

pub(super) fn contribution(context: &mut RowContext<'_>, row: &ContributionRow) -> Result<RowOutcome> {
    context.work.calendar.admits(row.received_on)?;
    let (whose, on, amount) = ((&row.fund, Some(&row.partner)), row.received_on, row.amount);
    if let Some(key) = &row.key {
        let asked = request::json(row);
        if context.is_known(key, FundReceive::KIND, &asked)? {
            return Ok(RowOutcome::Known);
        }
        context.work.under_key(key);
        take_in(context, whose, on, amount)?;
        context.work.seal(FundReceive::KIND, &asked)?;
        return Ok(RowOutcome::New);
    }
    // Two that are alike are two: the second of a file is the second in the ledger.
    let said = context.pools.given.entry((row.fund.clone(), row.partner.clone(), on, amount)).or_default();
    *said += 1;
    let said = *said;
    receive(context, whose, on, (amount, said))
}
