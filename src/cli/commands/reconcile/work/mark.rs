//! Several lines for one entry, or several entries for one line: they are marked until both sides come to the
//! same.

use std::io::{self, Write};

use super::listed::{Known, ListedItem, way};
use super::session::Session;
use crate::carry_out::Done;
use crate::failure::Result;
use domain::Pence;
use service::Match;

/// The keys that mark; `x` goes back and `y` matches.
const MARKS: &str = "123456789abcdefghijklmnopqrstuvw";
/// How many days apart may be marked.
const NEAR: i64 = 60;

/// Marks what belongs to a line, and matches it.
pub(super) fn mark(
    session: &Session<'_>,
    side: &ListedItem,
    candidates: &[Known],
    open: &[ListedItem],
) -> Result<Option<Done>> {
    let pieces = pieces(side, candidates, open);
    let mut out = io::stdout();
    for (key, piece) in MARKS.chars().zip(&pieces) {
        let (kind, number, day, what) = (&piece.kind, piece.number, &piece.day, &piece.what);
        writeln!(out, "{key}  {kind} {number}  {day}  {}  {what}", piece.way())?;
    }
    out.flush()?;
    let mut marked: Vec<usize> = Vec::new();
    loop {
        let sum = |kind: &str| -> Pence {
            let of_kind = marked.iter().map(|place| &pieces[*place]).filter(|piece| piece.kind == kind);
            of_kind.map(|piece| piece.amount).sum()
        };
        let rest = side.amount + sum("line") - sum("entry");
        let done = rest == Pence::ZERO && !marked.is_empty();
        let key = session.keys.key(&ask(&pieces, &marked, rest, done))?;
        match key {
            None | Some('x') => return Ok(None),
            Some('y') if done => break,
            Some(key) => match MARKS.chars().take(pieces.len()).position(|mark| mark == key) {
                Some(place) if marked.contains(&place) => marked.retain(|other| *other != place),
                Some(place) => marked.push(place),
                None => writeln!(io::stderr(), "{key} marks nothing here")?,
            },
        }
    }
    let numbers = |kind: &str| -> Vec<i64> {
        let of_kind = marked.iter().map(|place| &pieces[*place]).filter(|piece| piece.kind == kind);
        of_kind.map(|piece| piece.number).collect()
    };
    let mut lines = vec![side.number];
    lines.extend(numbers("line"));
    let account = side.account.parse().ok();
    Ok(Some(session.carry_out(&Match { lines, entries: numbers("entry"), account })))
}

fn ask(pieces: &[ListedItem], marked: &[usize], rest: Pence, done: bool) -> String {
    let named = marked.iter().map(|place| format!("{} {}", pieces[*place].kind, pieces[*place].number));
    let named: Vec<String> = named.collect();
    let named = if named.is_empty() { "none".to_owned() } else { named.join(", ") };
    match done {
        true => format!("marked: {named}; both sides are equal: y matches them, a key unmarks, x goes back:"),
        false => {
            format!("marked: {named}; remaining {}; a key marks or unmarks, x goes back:", way(rest))
        }
    }
}

/// What may be marked: the entries of the candidates, then what else is open on the account, nearest first.
fn pieces(side: &ListedItem, candidates: &[Known], open: &[ListedItem]) -> Vec<ListedItem> {
    let mut pieces: Vec<ListedItem> = Vec::new();
    let mut add = |piece: &ListedItem| {
        if !piece.is(side) && !pieces.iter().any(|known| known.is(piece)) {
            pieces.push(piece.clone());
        }
    };
    candidates.iter().flat_map(|(_, entries)| entries).for_each(&mut add);
    let with = |piece: &ListedItem| {
        piece.kind == "line"
            && candidates
                .iter()
                .any(|(candidate, _)| candidate.with.iter().any(|id| id.get() == piece.number))
    };
    open.iter().filter(|piece| piece.account == side.account && with(piece)).for_each(&mut add);
    let apart = |piece: &ListedItem| (piece.days - side.days).abs();
    let mut near: Vec<&ListedItem> =
        open.iter().filter(|piece| piece.account == side.account && apart(piece) <= NEAR).collect();
    near.sort_by_key(|piece| (apart(piece), piece.kind.clone(), piece.number));
    near.into_iter().for_each(&mut add);
    pieces.truncate(MARKS.len());
    pieces
}
