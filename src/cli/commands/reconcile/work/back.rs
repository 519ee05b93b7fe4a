//! The way back: what was decided last is taken back, with what was recorded by it.

use super::listed::ListedItem;
use super::session::{Session, about};
use crate::carry_out::Done;
use crate::failure::Result;
use domain::Text;
use service::{Reopen, TakeBack, WasBefore};

/// What was decided of a line or an entry.
pub(super) struct Decided {
    pub side: ListedItem,
    /// What an entry was before it was corrected.
    pub was: Option<WasBefore>,
}

/// Takes it back, once that is agreed: a matching is taken apart, what was recorded is reversed, what was
/// corrected has its amount again, and what was said is open again.
pub(super) fn undo(session: &Session<'_>, last: &Decided) -> Result<Option<Done>> {
    let Decided { side, was } = last;
    let all = session.items(false)?;
    let now = all.iter().find(|other| other.is(side));
    let matched = now.is_some_and(|now| now.matching.is_some());
    let how = now.map_or("", |now| now.how.as_str());
    let what = match (matched, was, how) {
        (true, Some(was), _) => {
            format!("taken apart, and the entry has {} again", was.amount.pence().format_pounds())
        }
        (true, None, "recorded") => "taken apart, and what was recorded is reversed".to_owned(),
        (true, ..) => "taken apart".to_owned(),
        _ => "open again".to_owned(),
    };
    if !session.agrees(&format!("{} {}, {}, is {what}", side.kind, side.number, side.way()))? {
        return Ok(None);
    }
    let reason: Text = "taken back at the terminal".parse().expect("plain words");
    Ok(Some(match matched {
        true => session.carry_out(&TakeBack { line: side.number, was: *was, reason }),
        false => session.carry_out(&Reopen { about: about(side), said: reason }),
    }))
}
