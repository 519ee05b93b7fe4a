//! A page for each account: from what the ledger says to what the statement says, ins and outs apart,
//! and what each difference is.

use std::io::{self, BufWriter, Write};

use super::cell::spoken_day;
use crate::domain::{Day, Pence};
use crate::report::{Heading, Report, View};
use crate::store::Cell;

/// The bands of age, as the report has them.
const BANDS: [&str; 4] = ["0-7", "8-30", "31-60", "over 60"];

/// Writes the pages.
pub(super) struct Reconciliation<W: Write> {
    out: BufWriter<W>,
    report: Option<&'static Report>,
    last: Option<Day>,
    page: Page,
}

/// One account, gathered until the next begins.
#[derive(Default)]
struct Page {
    account: String,
    ledger: Pence,
    statement: Option<Pence>,
    rest: Pence,
    /// Not yet on the statement, not yet in the ledger.
    sides: [SideOf; 2],
    /// What else there is to say.
    notes: Vec<String>,
}

/// What is on one side only.
#[derive(Default)]
struct SideOf {
    money_in: Pence,
    money_out: Pence,
    /// Pieces in, pieces out.
    pieces: [usize; 2],
    bands: [(usize, Pence, Pence); 4],
    lines: Vec<String>,
}

impl<W: Write> Reconciliation<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), report: None, last: None, page: Page::default() }
    }

    /// Writes the page that was gathered.
    fn turn(&mut self) -> io::Result<()> {
        let page = std::mem::take(&mut self.page);
        if page.account.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "\n{}", page.account)?;
        let on = self.last.map(spoken_day).unwrap_or_default();
        self.amount(&format!("Ledger balance on {on}"), page.ledger)?;
        if let Some(statement) = page.statement {
            let [unseen, unbooked] = &page.sides;
            let steps = [
                ("add", "out", "not yet on the statement", unseen.pieces[1], unseen.money_out),
                ("less", "in", "not yet on the statement", unseen.pieces[0], unseen.money_in),
                ("add", "in", "not yet in the ledger", unbooked.pieces[0], unbooked.money_in),
                ("less", "out", "not yet in the ledger", unbooked.pieces[1], unbooked.money_out),
            ];
            for (way, direction, side, pieces, pence) in steps {
                self.amount(&format!("  {way} {direction}, {side} ({pieces})"), pence)?;
            }
            self.amount("Statement balance", statement)?;
            self.amount("Not explained", page.rest)?;
        }
        for note in &page.notes {
            writeln!(self.out, "{note}")?;
        }
        for (title, side) in ["Not yet on the statement", "Not yet in the ledger"].iter().zip(&page.sides) {
            self.side(title, side)?;
        }
        Ok(())
    }

    fn amount(&mut self, label: &str, pence: Pence) -> io::Result<()> {
        writeln!(self.out, "{label:<48}{:>15}", pence.spoken())
    }

    /// Writes what is on one side only: by age, then piece by piece.
    fn side(&mut self, title: &str, side: &SideOf) -> io::Result<()> {
        if side.lines.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "\n{title}")?;
        for (band, (pieces, money_in, money_out)) in BANDS.iter().zip(side.bands) {
            if pieces > 0 {
                let (money_in, money_out) = (money_in.spoken(), money_out.spoken());
                writeln!(self.out, "  {band} days: {pieces}, {money_in} in, {money_out} out")?;
            }
        }
        side.lines.iter().try_for_each(|line| writeln!(self.out, "{line}"))
    }
}

impl Page {
    fn take(&mut self, cells: &[Cell<'_>]) {
        let pence = |cell| if let Cell::Number(pence) = cell { Pence::new(pence) } else { Pence::ZERO };
        let balance = pence(cells[8]);
        match text(cells[2]) {
            "ledger balance" => self.ledger = balance,
            "statement balance" => self.statement = Some(balance),
            "not explained" => self.rest = balance,
            "not yet on the statement" => self.sides[0].take(cells, "entry"),
            "not yet in the ledger" => self.sides[1].take(cells, "line"),
            "no statement" => self.notes.push("No statement was taken in.".into()),
            "last counted" => self.notes.push(format!("Last counted on {}.", text(cells[3]))),
            part => {
                let note = format!("{} ({}): {}", capital(part), text(cells[3]), balance.spoken());
                self.notes.push(note);
            }
        }
    }
}

impl SideOf {
    fn take(&mut self, cells: &[Cell<'_>], noun: &str) {
        let band = BANDS.iter().position(|band| *band == text(cells[10])).unwrap_or_default();
        let (place, way, amount) = match (cells[6], cells[7]) {
            (Cell::Number(pence), _) => (0, "in", Pence::new(pence)),
            (_, Cell::Number(pence)) => (1, "out", Pence::new(pence)),
            _ => return,
        };
        self.pieces[place] += 1;
        self.bands[band].0 += 1;
        if place == 0 {
            self.money_in += amount;
            self.bands[band].1 += amount;
        } else {
            self.money_out += amount;
            self.bands[band].2 += amount;
        }
        let number =
            if let Cell::Number(number) = cells[4] { format!(", {noun} {number}") } else { String::new() };
        let (on, what, because) = (text(cells[3]), text(cells[5]), text(cells[11]));
        self.lines.push(format!("- {on}{number}: {what}, {} {way}; {because}", amount.spoken()));
    }
}

fn text(cell: Cell<'_>) -> &str {
    if let Cell::Text(text) = cell { text } else { "" }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl<W: Write> View for Reconciliation<W> {
    fn begin(&mut self, report: &'static Report, heading: &Heading) -> io::Result<()> {
        (self.report, self.last) = (Some(report), Some(heading.as_at));
        writeln!(self.out, "{}\n{}", heading.title, heading.moment())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if text(cells[1]) != self.page.account {
            self.turn()?;
            text(cells[1]).clone_into(&mut self.page.account);
        }
        self.page.take(cells);
        Ok(())
    }

    fn end(&mut self, _: Option<&[Cell<'_>]>) -> io::Result<()> {
        if let (true, Some(report)) = (self.page.account.is_empty(), self.report) {
            writeln!(self.out, "\n{}", report.nothing)?;
        }
        self.turn()?;
        self.out.flush()
    }
}
