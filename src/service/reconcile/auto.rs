//! What is certain is matched at once, over every account that has a statement.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use crate::{Reply, Result, UnitOfWork, UseCase};
use domain::matching::{Decided, How, Open, decide, why_left};
use domain::{AccountId, AccountName, Action, Day, Pence};

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
        let open = self.open(work)?;
        let decided = decide(&open);
        let mut reply = Reply::new(sentence(&decided));
        reply.details = details(work, &open, &decided)?;
        if decided.matchings.is_empty() && decided.learnt.is_empty() {
            return Ok(Reply { already: true, ..reply });
        }
        for learnt in &decided.learnt {
            work.tx.set_merchant(&learnt.name, learnt.provider)?;
        }
        work.tx.add_matchings(&decided.matchings)?;
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
        let lines = reader.open_lines(&named, until)?;
        // The ledger's side is read only of accounts that had a statement.
        let mut accounts = Vec::new();
        for id in named {
            if reader.reach(id)?.covers_to.is_some() {
                accounts.push(id);
            }
        }
        let items = if accounts.is_empty() { Vec::new() } else { reader.open_items(&accounts, until)? };
        let names = reader.statement_accounts()?.into_iter();
        let merchants = reader.merchants()?.into_iter().map(|known| (known.name, known.provider));
        let mut open = Open {
            accounts: names.map(|(id, name)| (id, name.kind())).collect(),
            lines,
            items,
            merchants: merchants.collect(),
            explained: reader.explained_for_good()?,
            closed: work.calendar.closed.clone(),
        };
        open.add_names(reader.provider_names()?);
        Ok(open)
    }
}

fn sentence(decided: &Decided) -> String {
    match decided.matchings.len() {
        0 => "nothing more is certain".into(),
        1 => "matched 1".into(),
        many => format!("matched {many}"),
    }
}

/// Says why it was certain, what was learnt, and what is left on either side.
fn details(work: &UnitOfWork<'_>, open: &Open, decided: &Decided) -> Result<Vec<String>> {
    let count = |how| decided.matchings.iter().filter(|matching| matching.how == how).count();
    let mut details = Vec::new();
    for (how, why) in [
        (How::Reference, "by a number they share, or an entry and its reversal"),
        (How::Merchant, "by amount, days and a merchant that is known"),
        (How::Amount, "by amount and days, where each is the other's only candidate"),
    ] {
        if let matched @ 1.. = count(how) {
            details.push(format!("{matched} {why}"));
        }
    }
    if let learnt @ 1.. = decided.learnt.len() {
        let names = if learnt == 1 { "merchant's name" } else { "merchants' names" };
        details.push(format!("learnt {learnt} {names}: bhlp reconcile merchants"));
    }
    let mut left: HashMap<AccountId, (u64, Pence, u64)> = HashMap::new();
    let lines: BTreeSet<_> = decided.matchings.iter().flat_map(|matching| &matching.lines).collect();
    for line in open.lines.iter().filter(|line| !lines.contains(&line.id)) {
        let (count, sum, _) = left.entry(line.account).or_default();
        *count += 1;
        *sum += line.amount;
    }
    let items: BTreeSet<_> = decided
        .matchings
        .iter()
        .flat_map(|matching| matching.items.iter().map(|(entry, _)| (*entry, matching.account)))
        .collect();
    for item in open.items.iter().filter(|item| !items.contains(&(item.entry, item.account))) {
        left.entry(item.account).or_default().2 += 1;
    }
    for (id, name) in work.reader().statement_accounts()? {
        if let Some((lines, sum, entries)) = left.get(&id) {
            let lines = if *lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
            let entries = if *entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") };
            details.push(format!("left on {name}: {lines} ({}), {entries}", sum.format_pounds()));
        }
    }
    for (why, lines) in why_left(open, decided) {
        let lines = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
        details.push(format!("  {lines}: {}", why.describe()));
    }
    if !left.is_empty() {
        details.push("next: bhlp reconcile work, or bhlp reconcile show".into());
    }
    Ok(details)
}
