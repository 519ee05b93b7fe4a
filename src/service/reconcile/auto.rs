//! What is certain is matched at once, over every account that has a statement.

use serde::Serialize;

use crate::{Reply, Result, UnitOfWork, UseCase};
use domain::matching::{Decided, How, Known, Left, Open, decide};
use domain::{AccountName, Action, Day};

/// Matches what is certain.
#[derive(Clone, Debug, Serialize)]
pub struct ReconcileAuto {
    /// Only this account; all that have a statement where none is said.
    pub account: Option<AccountName>,
    /// Only what counts up to this day.
    pub until: Option<Day>,
}

impl UseCase for ReconcileAuto {
    const KIND: &'static str = "reconcile.auto";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let decided = decide(self.open(work)?);
        let mut reply = Reply::new(sentence(&decided));
        reply.details = details(work, &decided)?;
        if decided.is_empty() {
            return Ok(Reply { already: true, ..reply });
        }
        for learnt in &decided.learnt {
            work.tx.set_merchant(&learnt.name, learnt.provider)?;
        }
        work.tx.add_matchings(decided.matchings())?;
        Ok(reply)
    }
}

impl ReconcileAuto {
    /// Reads what is waiting on both sides.
    fn open(&self, work: &UnitOfWork<'_>) -> Result<Open> {
        let reader = work.reader();
        let until = self.until.unwrap_or_else(|| work.recorded_on().max(work.calendar.pilot.settles_until()));
        let named = match &self.account {
            Some(name) => vec![work.own_account(Some(name))?.id],
            None => reader.statement_accounts()?.into_iter().map(|(id, _)| id).collect(),
        };
        // The ledger's side is read only of accounts that had a statement.
        let mut accounts = Vec::new();
        for id in named.iter().copied() {
            if reader.reach(id)?.covers_to.is_some() {
                accounts.push(id);
            }
        }
        let names = reader.statement_accounts()?.into_iter();
        let merchants = reader.merchants()?.into_iter().map(|known| (known.name, known.provider));
        let mut known = Known {
            accounts: names.map(|(id, name)| (id, name.kind())).collect(),
            merchants: merchants.collect(),
            explained: reader.explained_for_good()?,
            closed: work.calendar.closed.clone(),
        };
        known.add_names(reader.provider_names()?);
        let mut open = Open::new(known);
        reader.each_open_line(&named, until, |line| open.add_line(&line))?;
        if !accounts.is_empty() {
            reader.each_open_item(&accounts, until, |item| open.add_item(&item))?;
        }
        Ok(open)
    }
}

fn sentence(decided: &Decided) -> String {
    match decided.count(None) {
        0 => "nothing more is certain".into(),
        1 => "matched 1".into(),
        many => format!("matched {many}"),
    }
}

/// Says why it was certain, what was learnt, and what is left on either side.
fn details(work: &UnitOfWork<'_>, decided: &Decided) -> Result<Vec<String>> {
    let mut details = Vec::new();
    for (how, why) in [
        (How::Reference, "by a number they share, or an entry and its reversal"),
        (How::Merchant, "by amount, days and a merchant that is known"),
        (How::Amount, "by amount and days, where each is the other's only candidate"),
    ] {
        if let matched @ 1.. = decided.count(Some(how)) {
            details.push(format!("{matched} {why}"));
        }
    }
    if let learnt @ 1.. = decided.learnt.len() {
        let names = if learnt == 1 { "merchant's name" } else { "merchants' names" };
        details.push(format!("learnt {learnt} {names}: bhlp reconcile merchants"));
    }
    let left = decided.left();
    for (id, name) in work.reader().statement_accounts()? {
        if let Some(Left { lines, sum, items }) = left.get(&id) {
            let lines = if *lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
            let entries = if *items == 1 { "1 entry".to_owned() } else { format!("{items} entries") };
            details.push(format!("left on {name}: {lines} ({}), {entries}", sum.format_pounds()));
        }
    }
    for (why, lines) in decided.why_left() {
        let lines = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
        details.push(format!("  {lines}: {}", why.describe()));
    }
    if !left.is_empty() {
        details.push("next: bhlp reconcile work, or bhlp reconcile show".into());
    }
    Ok(details)
}
