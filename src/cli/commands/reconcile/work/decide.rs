//! `bhlp reconcile work`: what is open, one after the other, at the terminal. Every decision is an event of
//! its own and saved at once, so that stopping loses nothing.

use std::ffi::OsString;
use std::io::{self, Write};

use anyhow::bail;

use super::keys::Keys;
use super::listed::{Known, ListedItem, way};
use super::screen;
use crate::carry_out::{Done, Play, carry_out};
use crate::code_lookup::CodeLookup;
use crate::failure::{self, Failure, Result};
use crate::globals::{Format, Globals};
use crate::{reply, terminal};
use domain::{AccountName, Code, EntryId, Explained, LineId, Pence, Text};
use report::Request;
use service::{AboutItem, Candidate, Explain, LineRecord, Match, Park, RecordedAs, Unmatch};

/// Goes through what is open: lines first, then entries that no statement has shown for long.
pub(in crate::commands) fn run(globals: &Globals, account: Option<AccountName>, play: Play) -> Result {
    if !terminal::somebody_is_there() {
        let message = "reconcile work asks key by key, and nobody is at a terminal";
        let hint = "the same, one command each: bhlp reconcile show, match, record, park, explain";
        bail!(Failure::usage("NO_TERMINAL", message, Some(hint)));
    }
    globals.user()?;
    let mut work = Work { globals, play, account, keys: Keys::new(), queue: Vec::new(), decided: 0 };
    work.queue = work.open()?.into_iter().filter(waits).collect();
    work.queue.sort_by_key(|side| side.kind == "entry");
    if work.queue.is_empty() {
        writeln!(io::stdout(), "nothing is open: every line has its entry, and every entry its line")?;
        return Ok(());
    }
    work.go_through()
}

/// Tells whether somebody should look at it now. What is parked waits for its reply; an entry may take a
/// while to come on a statement.
fn waits(side: &ListedItem) -> bool {
    let late = if side.account.starts_with("card:") { 7 } else { 10 };
    matches!(side.state.as_str(), "open" | "reopened" | "replied")
        && (side.kind == "line" || side.days > late)
}

/// What follows a decision.
enum Then {
    On,
    Back,
    Stay,
    Quit,
}

/// What is gone through.
struct Work<'g> {
    globals: &'g Globals,
    play: Play,
    account: Option<AccountName>,
    keys: Keys,
    queue: Vec<ListedItem>,
    decided: usize,
}

impl Work<'_> {
    fn codes(&self) -> Result<CodeLookup> {
        CodeLookup::open(&self.globals.ledger()?, self.globals.user.clone())
    }

    /// Reads what is open now: a decision changes it, and so may a colleague.
    fn open(&self) -> Result<Vec<ListedItem>> {
        ListedItem::all(&mut self.codes()?, self.account.as_ref(), true)
    }

    fn go_through(&mut self) -> Result {
        let (mut place, mut back) = (0, false);
        while place < self.queue.len() {
            let open = self.open()?;
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
                Then::Stay => {}
                Then::Quit => break,
            }
        }
        let left = self.open()?;
        let done =
            if self.decided == 1 { "1 decision".into() } else { format!("{} decisions", self.decided) };
        Ok(writeln!(io::stdout(), "\n{done} saved; {}", still(&left))?)
    }

    /// Shows what is open and does what the key says.
    fn decide(&mut self, place: usize, side: &ListedItem, open: &[ListedItem]) -> Result<Then> {
        let candidates = self.candidates(side, open)?;
        let side = &ListedItem { doubt: self.doubt(side)?, ..side.clone() };
        let beside = self.globals.format == Format::Table;
        let mut out = io::stdout();
        writeln!(out, "\n{} of {}; {}\n", place + 1, self.queue.len(), still(open))?;
        write!(out, "{}", screen::shown(side, &candidates, screen::columns(), beside))?;
        out.flush()?;
        loop {
            let Some(key) = self.keys.key(&prompt(side, &candidates))? else { return Ok(Then::Quit) };
            let is_line = side.kind == "line";
            let done = match key {
                '1'..='9' if is_line => self.matched(side, &candidates, key)?,
                'm' if is_line => self.best(side, &candidates)?,
                's' if is_line => self.split(side, &candidates)?,
                'r' if is_line => self.record(side)?,
                'p' => self.park(side)?,
                'e' => self.explain(side)?,
                'k' => return Ok(Then::On),
                'b' => return Ok(Then::Back),
                'q' => return Ok(Then::Quit),
                '?' => {
                    writeln!(io::stderr(), "{HELP}")?;
                    None
                }
                _ => None,
            };
            if let Some(done) = done {
                return self.tell(done);
            }
        }
    }

    /// Shows again what was decided, and takes it apart if that is asked for.
    fn look_back(&mut self, here: &ListedItem) -> Result<Then> {
        let all = ListedItem::all(&mut self.codes()?, self.account.as_ref(), false)?;
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
            match self.keys.key("u take it apart, k go on, b back, q quit:")? {
                None | Some('q') => return Ok(Then::Quit),
                Some('k') => return Ok(Then::On),
                Some('b') => return Ok(Then::Back),
                Some('u') => {
                    let Some(reason) = self.keys.value("why (empty to go back)?")? else { continue };
                    let done = carry_out(self.globals, &Unmatch { matching, reason });
                    self.tell(done)?;
                    return Ok(Then::Stay);
                }
                Some(_) => {}
            }
        }
    }

    /// Says where a line may be the same money taken twice.
    fn doubt(&self, side: &ListedItem) -> Result<String> {
        if side.kind != "line" {
            return Ok(String::new());
        }
        let alike = self.codes()?.matched_doubles(LineId::new(side.number))?;
        let numbers: Vec<String> = alike.iter().map(|line| format!("line {line}")).collect();
        Ok(if numbers.is_empty() { String::new() } else { format!("just like {}", numbers.join(" and ")) })
    }

    /// Reads what a line might be, each with what it is.
    fn candidates(&self, side: &ListedItem, open: &[ListedItem]) -> Result<Vec<Known>> {
        if side.kind != "line" {
            return Ok(Vec::new());
        }
        let found = self.codes()?.candidates(LineId::new(side.number))?;
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
    fn tell(&mut self, done: Done) -> Result<Then> {
        match done {
            Ok(Some(done)) => {
                self.decided += 1;
                reply::print(self.globals, &done)?;
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
        carry_out(self.globals, &Match { lines, entries, account })
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
                writeln!(io::stderr(), "no candidate has its amount: split it (s), or record it (r)")?;
                Ok(None)
            }
        }
    }

    /// Chooses candidates until they come to the line's amount.
    fn split(&self, side: &ListedItem, candidates: &[Known]) -> Result<Option<Done>> {
        let mut chosen: Vec<usize> = Vec::new();
        loop {
            let sum: Pence = chosen.iter().map(|place| candidates[*place].0.amount).sum();
            let rest = side.amount - sum;
            if rest == Pence::ZERO && !chosen.is_empty() {
                let entries = chosen.iter().flat_map(|place| &candidates[*place].0.entries);
                let entries = entries.map(|entry| entry.get()).collect();
                let account = side.account.parse().ok();
                let lines = vec![side.number];
                return Ok(Some(carry_out(self.globals, &Match { lines, entries, account })));
            }
            let so_far: Vec<String> = chosen.iter().map(|place| (place + 1).to_string()).collect();
            let so_far = if so_far.is_empty() { "none".to_owned() } else { so_far.join(" ") };
            let ask = format!(
                "chosen: {so_far}; remaining {}; a number adds or removes it, x goes back:",
                way(rest)
            );
            match self.keys.key(&ask)? {
                None | Some('x' | 'q') => return Ok(None),
                Some(key) => {
                    let place = key.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
                    let place = place.and_then(|digit| digit.checked_sub(1));
                    match place.filter(|place| *place < candidates.len()) {
                        Some(place) if chosen.contains(&place) => chosen.retain(|other| *other != place),
                        Some(place) => chosen.push(place),
                        None => writeln!(io::stderr(), "there is no candidate {key}")?,
                    }
                }
            }
        }
    }

    /// Records what the line is.
    fn record(&self, side: &ListedItem) -> Result<Option<Done>> {
        let is_out = side.amount < Pence::ZERO;
        let ask = match is_out {
            true => {
                "what is it: b purchase, p payment on a commission, c bank charge, t to another account, x go back:"
            }
            false => "what is it: f refund on a commission, c interest, t from another account, x go back:",
        };
        loop {
            let recorded_as = match (self.keys.key(ask)?, is_out) {
                (None | Some('x' | 'q'), _) => return Ok(None),
                (Some('b'), true) => return Ok(Some(self.purchase(side))),
                (Some('p'), true) => {
                    self.show_owed(side)?;
                    let Some(commission) =
                        self.keys.value("which commission, by its number (empty to go back)?")?
                    else {
                        continue;
                    };
                    RecordedAs::Pays { commission }
                }
                (Some('f'), false) => {
                    let Some(commission) =
                        self.keys.value("which commission, by its number (empty to go back)?")?
                    else {
                        continue;
                    };
                    RecordedAs::RefundOf { commission, vat: None }
                }
                (Some('c'), _) => RecordedAs::Charge,
                (Some('t'), out) => {
                    let Some(account) =
                        self.keys.value("which account, such as bank:main (empty to go back)?")?
                    else {
                        continue;
                    };
                    if out { RecordedAs::MoveTo { account } } else { RecordedAs::MoveFrom { account } }
                }
                _ => continue,
            };
            let (line, with, on, note) =
                (side.number, Vec::new(), self.globals.on, self.globals.note.clone());
            let request = LineRecord { line, recorded_as, with, amount: None, on, note, another: false };
            return Ok(Some(carry_out(self.globals, &request)));
        }
    }

    /// Shows the commissions on which money is owed, those with the line's amount first.
    fn show_owed(&self, side: &ListedItem) -> Result {
        let owed = self.codes()?.rows("owed", &Request::default())?;
        let cell = |row: &[String], column: &str| row[owed.place(column)].clone();
        let sum = |row: &[String]| Pence::parse(&cell(row, "owed")).unwrap_or(Pence::ZERO);
        let mut rows: Vec<&Vec<String>> = owed.rows.iter().filter(|row| sum(row) > Pence::ZERO).collect();
        rows.sort_by_key(|row| sum(row) != -side.amount);
        if rows.is_empty() {
            writeln!(io::stderr(), "  nothing is owed: an invoice comes first (bhlp invoice record)")?;
        }
        for row in rows.iter().take(OWED) {
            let (order, item, name) = (cell(row, "commission"), cell(row, "item"), cell(row, "name"));
            writeln!(
                io::stderr(),
                "  commission {order}: {} owed, {item}, {name}",
                sum(row).format_pounds()
            )?;
        }
        Ok(())
    }

    /// Asks for what a purchase lacks, as `bhlp reconcile buy` does.
    fn purchase(&self, side: &ListedItem) -> Done {
        let mut words: Vec<OsString> = ["bhlp", "reconcile", "buy"].map(OsString::from).to_vec();
        words.push(side.number.to_string().into());
        if let Some(provider) = self.codes()?.provider_on(LineId::new(side.number))? {
            words.extend(["--from".into(), provider.to_string().into()]);
        }
        words.extend(self.begun());
        (self.play)(words, &|globals| globals.clone_from(self.globals))
    }

    /// What the command line began with and the environment does not say.
    fn begun(&self) -> Vec<OsString> {
        let is_set = |name: &str, value: &OsString| std::env::var_os(name).is_some_and(|set| set == *value);
        let mut words = Vec::new();
        if let Some(ledger) = self.globals.ledger.as_ref().map(|path| path.clone().into_os_string())
            && !is_set("BHLP_LEDGER", &ledger)
        {
            words.extend(["--ledger".into(), ledger]);
        }
        if let Some(user) = self.globals.user.as_ref().map(|user| OsString::from(user.to_string()))
            && !is_set("BHLP_USER", &user)
        {
            words.extend(["--as".into(), user]);
        }
        words
    }

    /// Puts it aside with a question.
    fn park(&self, side: &ListedItem) -> Result<Option<Done>> {
        let Some(said) = self.keys.value::<Text>("what do you want to know (empty to go back)?")? else {
            return Ok(None);
        };
        let ask = self.keys.value::<Code>("whom do you ask, by code (empty: whoever reconciles)?")?;
        Ok(Some(carry_out(self.globals, &Park { about: about(side), said, ask })))
    }

    /// Says why it may stay as it is.
    fn explain(&self, side: &ListedItem) -> Result<Option<Done>> {
        for (number, (word, when)) in (1..).zip(Explained::WORDS.iter().zip(WHEN)) {
            writeln!(io::stderr(), "  {number}  {:<14} {when}", word.replace('_', " "))?;
        }
        loop {
            let Some(key) = self.keys.key("why, 1 to 7 (x goes back):")? else { return Ok(None) };
            if key == 'x' {
                return Ok(None);
            }
            let place = key.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
            let word = place.and_then(|place| Explained::WORDS.get(place.checked_sub(1)?));
            let Some(because) = word.and_then(|word| word.parse::<Explained>().ok()) else { continue };
            let Some(said) = self.keys.value("in words (empty to go back)?")? else { return Ok(None) };
            let request = Explain { about: about(side), because, said };
            return Ok(Some(carry_out(self.globals, &request)));
        }
    }
}

/// How many commissions that money is owed on are shown.
const OWED: usize = 9;

/// When each reason applies, in the order of its words.
const WHEN: [&str; 7] = [
    "the bank made a mistake and puts it right itself",
    "the bank took the same money twice; it comes back",
    "it is contested with the merchant or the card company",
    "it is somebody else's, and was passed on to them",
    "it is on its way: a cheque not cashed, a payment not posted",
    "it is recorded, and nobody ever took the money",
    "something else, in your own words",
];

const HELP: &str = "  1-9  match the line with the candidate of that number
  m    match it with the first, if that has its amount
  s    split it: choose several candidates that add up to its amount
  r    record now what it is: a purchase, a payment, a refund, a charge, a move
  p    park it: put it aside with a question for somebody
  e    explain it: say why it may stay without its other side
  k    skip it for now
  b    back to the one before, to look at it again or take it apart
  q    quit; all that was decided is saved";

fn about(side: &ListedItem) -> AboutItem {
    let is_line = side.kind == "line";
    AboutItem {
        line: is_line.then_some(side.number),
        entry: (!is_line).then_some(side.number),
        account: if is_line { None } else { side.account.parse().ok() },
    }
}

/// The keys that mean something here.
fn prompt(side: &ListedItem, candidates: &[Known]) -> String {
    if side.kind != "line" {
        return "park (p), explain (e), skip (k), back (b), quit (q), help (?)?".into();
    }
    let best = candidates.first().is_some_and(|(best, _)| best.fits);
    let first = if best { " (m: the first)" } else { "" };
    let choose = match candidates.len() {
        0 => String::new(),
        1 if best => "match (m), ".into(),
        1 => "match (1), ".into(),
        many => format!("match 1-{many}{first}, split (s), "),
    };
    format!("{choose}record (r), park (p), explain (e), skip (k), back (b), quit (q), help (?)?")
}

/// Says what is left to do.
fn still(open: &[ListedItem]) -> String {
    let lines: Vec<&ListedItem> =
        open.iter().filter(|side| side.kind == "line").filter(|side| waits(side)).collect();
    let entries = open.iter().filter(|side| side.kind == "entry").filter(|side| waits(side)).count();
    let sum = |out: bool| -> Pence {
        let of_way = lines.iter().filter(|side| (side.amount < Pence::ZERO) == out);
        of_way.map(|side| if out { -side.amount } else { side.amount }).sum()
    };
    let lines_left = if lines.len() == 1 { "1 line".into() } else { format!("{} lines", lines.len()) };
    let entries_left = match entries {
        0 => String::new(),
        1 => ", and 1 entry that is on no statement".into(),
        many => format!(", and {many} entries that are on no statement"),
    };
    format!(
        "left: {lines_left}, {} out and {} in{entries_left}",
        sum(true).format_pounds(),
        sum(false).format_pounds()
    )
}
