//! What a line might be: entries near it in amount, day and name, each with a score and its reasons.

use crate::domain::matching::{Item, Line, ProviderName, merchant_key};
use crate::domain::{EntryId, LineId, Pence, ProviderId};
use crate::service::Result;
use crate::store::Look;

/// Entries that a line might be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub entry: EntryId,
    /// What it does to the account.
    pub amount: Pence,
    /// How likely it is, of 100.
    pub score: u8,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// How many days apart a line and an entry still may be the same.
const APART: i64 = 60;
/// How many candidates are given.
const MOST: usize = 9;

/// Finds what a line might be, the likeliest first. Where the amount differs, it may be a part of it.
///
/// # Errors
/// A failure of the file.
pub fn candidates(look: Look<'_>, line: LineId) -> Result<Vec<Candidate>> {
    let Some(line) = look.line(line)? else { return Ok(Vec::new()) };
    let until = look.calendar()?.pilot.ends_on;
    let items = look.open_items(&[line.account], until)?;
    let providers = look.provider_names()?;
    let key = line.text.as_ref().and_then(|text| merchant_key(text.as_str()));
    let known = match &key {
        Some(key) => look.merchant(key)?.map(|known| known.provider),
        None => None,
    };
    let near = items.iter().filter(|item| item.amount.get().signum() == line.amount.get().signum());
    let mut found: Vec<(i64, Candidate)> = near
        .filter_map(|item| {
            let apart = days(&line, item);
            let candidate = judge(&line, item, apart, (key.as_deref(), known), &providers);
            (apart.abs() <= APART).then_some((apart.abs(), candidate))
        })
        .collect();
    found.sort_by_key(|(apart, candidate)| {
        (candidate.amount != line.amount, u8::MAX - candidate.score, *apart, candidate.entry)
    });
    Ok(found.into_iter().take(MOST).map(|(_, candidate)| candidate).collect())
}

/// How many days the line came after the entry.
fn days(line: &Line, item: &Item) -> i64 {
    (line.posted_on.date() - item.effective_on.date()).num_days()
}

/// Scores an entry: half for the amount, the rest for the name, the number and the days.
fn judge(
    line: &Line,
    item: &Item,
    apart: i64,
    (key, known): (Option<&str>, Option<ProviderId>),
    providers: &std::collections::HashMap<ProviderId, ProviderName>,
) -> Candidate {
    let mut score = 0;
    let mut reasons = Vec::new();
    match (item.amount == line.amount, item.amount.get().abs() < line.amount.get().abs()) {
        (true, _) => {
            score += 50;
            reasons.push("the same amount".to_owned());
        }
        (false, true) => reasons.push(format!("part of it: {} is left", left(line, item))),
        (false, false) => reasons.push("a larger amount".to_owned()),
    }
    let name = item.provider.and_then(|id| Some((id, providers.get(&id)?)));
    if let Some((id, provider)) = name {
        let called = merchant_key(&provider.name);
        if known == Some(id) {
            score += 25;
            reasons.push(format!("{} is known as {}", key.unwrap_or_default(), provider.code));
        } else if called.is_some() && called.as_deref() == key {
            score += 20;
            reasons.push("the provider's name".to_owned());
        }
    }
    if let Some(reference) = &line.reference
        && item.references.contains(reference)
    {
        score += 25;
        reasons.push(format!("number {reference}"));
    }
    score += match apart {
        0..=3 => 20,
        4..=10 => 15,
        -3..=-1 => 10,
        11..=30 => 5,
        _ => 0,
    };
    reasons.push(match apart {
        0 => "the same day".to_owned(),
        1 => "a day before".to_owned(),
        -1 => "a day after".to_owned(),
        days if days > 0 => format!("{days} days before"),
        days => format!("{} days after", -days),
    });
    Candidate { entry: item.entry, amount: item.amount, score: score.min(99), reasons }
}

fn left(line: &Line, item: &Item) -> String {
    let left = line.amount - item.amount;
    if left < Pence::ZERO { (-left).spoken() } else { left.spoken() }
}
