//! `bhlp reconcile work`: what is open, one after the other, at the terminal. Every decision is an event of
//! its own and saved at once, so that stopping loses nothing; the last is taken back by one key.

use std::io::{self, Write};

use anyhow::bail;

use super::keys::Keys;
use super::listed::{Known, ListedItem};
use super::session::Session;
use super::words::{HELP, keys_here, prompt, still, waits};
use super::{back, correct, mark, record, say, screen};
use crate::carry_out::{Done, Play};
use crate::failure::{self, Failure, Result};
use crate::globals::{Format, Globals};
use crate::listing::note_looks_at;
use crate::{reply, terminal};
use domain::{AccountName, EntryId, LineId};
use report::catalogue;
use service::{Candidate, Match, Unmatch, WasBefore};

/// Goes through what is open: lines first, then entries that no statement has shown for long.
pub(in crate::commands) fn run(globals: &Globals, account: Option<AccountName>, play: Play) -> Result {
    if !terminal::somebody_is_there() {
        let message = "reconcile work asks key by key, and nobody is at a terminal";
        let hint = "the same, one command each: bhlp reconcile show, match, record, park, explain";
        bail!(Failure::usage("NO_TERMINAL", message, Some(hint)));
    }
    globals.user()?;
    let session = Session { globals, play, account, keys: Keys::new() };
    let mut queue: Vec<ListedItem> = session.items(true)?.into_iter().filter(waits).collect();
    queue.sort_by_key(|side| side.kind == "entry");
    if queue.is_empty() {
        writeln!(io::stdout(), "nothing is open: every line has its entry, and every entry its line")?;
        return Ok(());
    }
    Work { session, queue, decided: Vec::new(), count: 0 }.go_through()
}

/// What follows a decision.
enum Then {
    On,
    Back,
    /// To the place of what was decided last, which is open again.
    To(usize),
    Stay,
    Quit,
}

/// What is gone through.
struct Work<'g> {
    session: Session<'g>,
    queue: Vec<ListedItem>,
    /// What was decided, for the way back: the latest last.
    decided: Vec<back::Decided>,
    count: usize,
}

impl Work<'_> {
    fn go_through(&mut self) -> Result {
        let (mut place, mut back) = (0, false);
        while place < self.queue.len() {
            let open = self.session.items(true)?;
            let here = self.queue[place].clone();
            let then = match open.iter().find(|side| side.is(&here)) {
                Some(side) => self.decide(place, side, &open)?,
                None if back => self.look_back(&here)?,
                None => Then::On,
            };
            back = matches!(then, Then::Back);
            match then {
                Then::On => place += 1,
                Then::Back if place == 0 => writeln!(io::stderr(), "this is the first")?,
                Then::Back => place -= 1,
                Then::To(undone) => place = undone,
                Then::Stay => {}
                Then::Quit => break,
            }
        }
        let left = self.session.items(true)?;
        let done = if self.count == 1 { "1 decision".into() } else { format!("{} decisions", self.count) };
        Ok(writeln!(io::stdout(), "\n{done} saved; {}", still(&left))?)
    }

    /// Shows what is open and does what the key says.
    fn decide(&mut self, place: usize, side: &ListedItem, open: &[ListedItem]) -> Result<Then> {
        let candidates = self.candidates(side, open)?;
        let side = &ListedItem { doubt: self.doubt(side)?, ..side.clone() };
        let beside = self.session.globals.format == Format::Table;
        let mut out = io::stdout();
        writeln!(out, "\n{} of {}; {}\n", place + 1, self.queue.len(), still(open))?;
        write!(out, "{}", screen::shown(side, &candidates, screen::columns(), beside))?;
        out.flush()?;
        loop {
            let ask = prompt(side, &candidates, !self.decided.is_empty());
            let Some(key) = self.session.keys.key(&ask)? else { return Ok(Then::Quit) };
            let (is_line, mut was) = (side.kind == "line", None);
            let done = match key {
                '1'..='9' if is_line => self.matched(side, &candidates, key)?,
                'm' if is_line => self.best(side, &candidates)?,
                'c' if is_line => match correct::correct(&self.session, side, &candidates)? {
                    Some((done, before)) => {
                        was = Some(before);
                        Some(done)
                    }
                    None => None,
                },
                's' if is_line => mark::mark(&self.session, side, &candidates, open)?,
                'r' if is_line => record::record(&self.session, side)?,
                'd' if is_line => say::double(&self.session, side)?,
                'p' => say::park(&self.session, side)?,
                'e' => say::explain(&self.session, side)?,
                'u' => match self.undo()? {
                    Some(then) => return Ok(then),
                    None => None,
                },
                'k' => return Ok(Then::On),
                'b' => return Ok(Then::Back),
                'q' => return Ok(Then::Quit),
                '?' => {
                    writeln!(io::stderr(), "{HELP}")?;
                    None
                }
                other => {
                    writeln!(io::stderr(), "{}", keys_here(other, side))?;
                    None
                }
            };
            if let Some(done) = done {
                return self.tell(done, side, was);
            }
        }
    }

    /// Takes back what was decided last; nothing where nobody agrees to it.
    fn undo(&mut self) -> Result<Option<Then>> {
        let Some(last) = self.decided.last() else {
            writeln!(io::stderr(), "nothing was decided yet")?;
            return Ok(None);
        };
        let Some(done) = back::undo(&self.session, last)? else { return Ok(None) };
        match done {
            Ok(Some(done)) => {
                let last = self.decided.pop().expect("it was looked at above");
                self.count += 1;
                reply::print(self.session.globals, &done)?;
                let place = self.queue.iter().position(|other| other.is(&last.side));
                Ok(Some(place.map_or(Then::Stay, Then::To)))
            }
            Ok(None) => Ok(None),
            Err(error) => {
                failure::tell(&error)?;
                Ok(None)
            }
        }
    }

    /// Shows again what was decided, and takes it apart if that is asked for.
    fn look_back(&mut self, here: &ListedItem) -> Result<Then> {
        let all = self.session.items(false)?;
        let Some(side) = all.iter().find(|side| side.is(here)) else { return Ok(Then::Back) };
        let Some(matching) = side.matching else { return Ok(Then::Back) };
        let with = all.iter().filter(|other| other.matching == Some(matching) && !other.is(side));
        let with: Vec<String> = with.map(|other| format!("{} {}", other.kind, other.number)).collect();
        let (what, with) = (&side.what, with.join(", "));
        writeln!(
            io::stdout(),
            "\n{} {} of {}, {}, {what}: matched with {with} (matching {matching})",
            side.kind,
            side.number,
            side.day,
            side.way(),
        )?;
        loop {
            match self.session.keys.key("u take it apart, k go on, b back, q quit:")? {
                None | Some('q') => return Ok(Then::Quit),
                Some('k') => return Ok(Then::On),
                Some('b') => return Ok(Then::Back),
                Some('u') => {
                    let ask = "why (empty to go back)?";
                    let Some(reason) = self.session.keys.value(ask)? else { continue };
                    match self.session.carry_out(&Unmatch { matching, reason }) {
                        Ok(done) => {
                            self.count += 1;
                            self.decided.retain(|decided| !decided.side.is(here));
                            done.map_or(Ok(()), |done| reply::print(self.session.globals, &done))?;
                        }
                        Err(error) => failure::tell(&error)?,
                    }
                    return Ok(Then::Stay);
                }
                Some(key) => writeln!(io::stderr(), "{key} is none of them")?,
            }
        }
    }

    /// Says where a line may be the same money taken twice.
    fn doubt(&self, side: &ListedItem) -> Result<String> {
        if side.kind != "line" {
            return Ok(String::new());
        }
        let alike = self.session.codes()?.matched_doubles(LineId::new(side.number))?;
        let numbers: Vec<String> = alike.iter().map(|line| format!("line {line}")).collect();
        Ok(if numbers.is_empty() { String::new() } else { format!("just like {}", numbers.join(" and ")) })
    }

    /// Reads what a line might be, each with what it is.
    fn candidates(&self, side: &ListedItem, open: &[ListedItem]) -> Result<Vec<Known>> {
        if side.kind != "line" {
            return Ok(Vec::new());
        }
        let found = self.session.codes()?.candidates(LineId::new(side.number))?;
        // The line says which shop it was.
        let told = found.iter().flat_map(|candidate| &candidate.entries).map(|entry| entry.get());
        note_looks_at(self.session.globals, told, catalogue::RECONCILE.name)?;
        let named = found.into_iter().map(|candidate| {
            let entry = |id: &EntryId| {
                let is = |other: &&ListedItem| {
                    other.kind == "entry" && other.number == id.get() && other.account == side.account
                };
                open.iter().find(is).cloned().unwrap_or_default()
            };
            let entries = candidate.entries.iter().map(entry).collect();
            (candidate, entries)
        });
        Ok(named.collect())
    }

    /// Says what became of it. What a rule refuses is told, and the same line is asked about again.
    fn tell(&mut self, done: Done, side: &ListedItem, was: Option<WasBefore>) -> Result<Then> {
        match done {
            Ok(Some(done)) => {
                self.count += 1;
                self.decided.push(back::Decided { side: side.clone(), was });
                reply::print(self.session.globals, &done)?;
                Ok(Then::On)
            }
            Ok(None) => Ok(Then::On),
            Err(error) => {
                failure::tell(&error)?;
                Ok(Then::Stay)
            }
        }
    }

    fn join(&self, side: &ListedItem, candidate: &Candidate) -> Done {
        let account = side.account.parse().ok();
        let lines = std::iter::once(&candidate.line).chain(&candidate.with).map(|line| line.get()).collect();
        let entries = candidate.entries.iter().map(|entry| entry.get()).collect();
        self.session.carry_out(&Match { lines, entries, account })
    }

    /// Matches the candidate of a number.
    fn matched(&self, side: &ListedItem, candidates: &[Known], key: char) -> Result<Option<Done>> {
        let place = key.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or_default();
        match place.checked_sub(1).and_then(|place| candidates.get(place)) {
            Some((candidate, _)) => Ok(Some(self.join(side, candidate))),
            None => {
                writeln!(io::stderr(), "there is no candidate {key}")?;
                Ok(None)
            }
        }
    }

    /// Matches the best candidate, if it has the line's amount.
    fn best(&self, side: &ListedItem, candidates: &[Known]) -> Result<Option<Done>> {
        match candidates.first().filter(|(best, _)| best.fits) {
            Some((best, _)) => Ok(Some(self.join(side, best))),
            None => {
                writeln!(
                    io::stderr(),
                    "no candidate has its amount: correct it (c), mark several (s), or record it (r)"
                )?;
                Ok(None)
            }
        }
    }
}
