//! The commonest difference: the statement has 43.99 and the entry 34.99. The entry is shown whole, and what
//! it would be, and corrected with its receipt when that is agreed.

use std::io::{self, Write};

use super::listed::{Known, ListedItem, way};
use super::session::Session;
use crate::carry_out::Done;
use crate::failure::Result;
use domain::{EntryId, LineId, Pence};
use service::{Correctable, LineCorrect, WasBefore};

/// The entry that would be corrected: the first candidate that is one entry of another amount.
pub(super) fn first(candidates: &[Known]) -> Option<&ListedItem> {
    others(candidates).next()
}

/// Entries of another amount, the likeliest first.
fn others(candidates: &[Known]) -> impl Iterator<Item = &ListedItem> {
    candidates.iter().filter(|(candidate, _)| !candidate.fits && candidate.with.is_empty()).filter_map(
        |(_, entries)| match entries.as_slice() {
            [only] => Some(only),
            _ => None,
        },
    )
}

/// Corrects an entry to the line's amount; also returns what it was, for the way back.
pub(super) fn correct(
    session: &Session<'_>,
    side: &ListedItem,
    candidates: &[Known],
) -> Result<Option<(Done, WasBefore)>> {
    let others: Vec<&ListedItem> = others(candidates).collect();
    let Some(mut entry) = others.first().copied() else {
        writeln!(io::stderr(), "no entry of another amount looks like it: mark (s), or record (r)")?;
        return Ok(None);
    };
    let (correctable, vat) = loop {
        let Some(found) = shown(session, side, entry)? else { return Ok(None) };
        let (ask, vat) = asked(session, side, (entry, others.len()), &found)?;
        match session.keys.key(&ask)? {
            Some('y') => break (found, vat),
            Some(key) => {
                let place = key.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
                match place.and_then(|digit| others.get(digit.checked_sub(1)?)) {
                    Some(other) => entry = other,
                    None => {
                        writeln!(io::stderr(), "nothing was recorded")?;
                        return Ok(None);
                    }
                }
            }
            None => return Ok(None),
        }
    };
    let text = format!("the statement has {}", way(side.amount));
    let reason = text.parse().expect("an amount in words is a plain text");
    let request = LineCorrect { line: side.number, entry: entry.number, vat, reason };
    Ok(Some((session.carry_out(&request), correctable.was)))
}

/// Shows the entry whole; nothing where it cannot be corrected so.
fn shown(session: &Session<'_>, side: &ListedItem, entry: &ListedItem) -> Result<Option<Correctable>> {
    let number = entry.number.to_string();
    session.play(&["bhlp", "entry", "show", &number])?;
    let ids = (LineId::new(side.number), EntryId::new(entry.number));
    let found = session.codes()?.correctable(ids.0, ids.1)?;
    if found.is_none() {
        let hint = "only a purchase or a payment is corrected by its amount";
        writeln!(io::stderr(), "{hint}; reverse it: bhlp entry reverse {number} --reason TEXT")?;
    }
    Ok(found)
}

/// Says what it would be; asks for the VAT where it had any.
fn asked(
    session: &Session<'_>,
    side: &ListedItem,
    (entry, several): (&ListedItem, usize),
    found: &Correctable,
) -> Result<(String, Option<Pence>)> {
    let was = found.was.amount.pence().format_pounds();
    writeln!(io::stdout(), "\nentry {} becomes {} instead of {was}", entry.number, way(side.amount))?;
    let vat = match found.was.vat {
        Pence::ZERO => None,
        had => {
            let (had, share) = (had.format_pounds(), found.vat.format_pounds());
            let ask = format!(
                "of it VAT that the council recovers (it was {had}; empty: {share}, the same share)?"
            );
            Some(session.keys.value(&ask)?.unwrap_or(found.vat))
        }
    };
    let receipts: Vec<String> = found.receipts.iter().map(ToString::to_string).collect();
    let with = match receipts.as_slice() {
        [] => "it has no receipt".to_owned(),
        [only] => format!("its receipt {only} goes with it"),
        many => format!("its receipts {} go with it", many.join(", ")),
    };
    let another = if several > 1 { format!("1-{several} another entry, ") } else { String::new() };
    let ask =
        format!("{with}; then it is matched with line {}: y does it, {another}x goes back:", side.number);
    Ok((ask, vat))
}
