//! A page for a family: sentences and plain lists, the same on paper, on a screen and read aloud.

use std::io::{self, BufWriter, Write};

use super::cell::{parts, spoken_day};
use crate::domain::Pence;
use crate::report::{Heading, Report, View};
use crate::store::Cell;

/// Writes the page.
pub(super) struct Letter<W: Write> {
    out: BufWriter<W>,
    /// Set aside, used, promised, left: told in one sentence when all are known.
    sums: Vec<String>,
    bought: bool,
    ordered: bool,
}

impl<W: Write> Letter<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), sums: Vec::new(), bought: false, ordered: false }
    }

    /// Writes one thing that was bought or ordered.
    fn thing(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let text = |place: usize| match cells[place] {
            Cell::Text(text) => text,
            Cell::Empty | Cell::Number(_) => "",
        };
        let day = text(1).parse().map(spoken_day).unwrap_or_default();
        write!(self.out, "- {day}: {}, from {}: {}", text(2), text(3), amount(cells[4]))?;
        let funds: Vec<(&str, Pence)> = parts(text(5)).collect();
        if funds.len() > 1 {
            let funds: Vec<String> =
                funds.iter().map(|(fund, sum)| format!("{} from {fund}", sum.spoken())).collect();
            write!(self.out, " ({})", funds.join(", "))?;
        }
        writeln!(self.out)
    }

    fn summary(&mut self) -> io::Result<()> {
        if let [given, used, promised, left] = self.sums.as_slice() {
            writeln!(
                self.out,
                "{given} was set aside. {used} of it has been used and {promised} is promised."
            )?;
            writeln!(self.out, "{left} is left.")?;
        }
        Ok(())
    }

    /// Begins the list of what was bought, once.
    fn begin_bought(&mut self) -> io::Result<()> {
        if self.bought {
            return Ok(());
        }
        self.bought = true;
        writeln!(self.out, "\nWhat has been bought")
    }

    /// Begins the list of what is promised, once, after the list of what was bought.
    fn begin_ordered(&mut self) -> io::Result<()> {
        if self.ordered {
            return Ok(());
        }
        self.ordered = true;
        if !self.bought {
            self.begin_bought()?;
            writeln!(self.out, "- nothing yet")?;
        }
        writeln!(self.out, "\nWhat is promised")
    }
}

fn amount(cell: Cell<'_>) -> String {
    match cell {
        Cell::Number(pence) => Pence::new(pence).spoken(),
        Cell::Empty | Cell::Text(_) => String::new(),
    }
}

impl<W: Write> View for Letter<W> {
    fn begin(&mut self, _: &'static Report, heading: &Heading) -> io::Result<()> {
        writeln!(self.out, "{}\nas at {}\n", heading.title, spoken_day(heading.as_at))
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        match cells[0] {
            Cell::Text("bought") => {
                self.begin_bought()?;
                self.thing(cells)
            }
            Cell::Text("ordered") => {
                self.begin_ordered()?;
                self.thing(cells)
            }
            _ => {
                self.sums.push(amount(cells[4]));
                self.summary()
            }
        }
    }

    fn end(&mut self, _: Option<&[Cell<'_>]>) -> io::Result<()> {
        if !self.ordered {
            self.begin_ordered()?;
            writeln!(self.out, "- nothing at the moment")?;
        }
        writeln!(
            self.out,
            "\nThe amounts leave out tax that the council gets back.\n\
             If something on this page does not look right, ask the person who works with you."
        )?;
        self.out.flush()
    }
}
