//! A page for a family: sentences and plain lists, the same on paper, on a screen and read aloud.

use std::io::{self, BufWriter, Write};

use super::cell::{parts, spoken_day};
use crate::domain::Pence;
use crate::report::{Heading, Report, View};
use crate::store::Cell;

/// The lists of the page: their titles, and what stands there when there is nothing; one without that is
/// left out.
const LISTS: [(&str, Option<&str>); 4] = [
    ("What has been bought", Some("nothing yet")),
    ("What is promised", Some("nothing at the moment")),
    ("What is planned", None),
    ("What was agreed", None),
];

/// Writes the page.
pub(super) struct Letter<W: Write> {
    out: BufWriter<W>,
    /// Set aside, used, promised, left: told in one sentence when all are known.
    sums: Vec<String>,
    /// How many of the lists have begun.
    begun: usize,
    /// When the promises are looked at again.
    review: Option<String>,
}

impl<W: Write> Letter<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), sums: Vec::new(), begun: 0, review: None }
    }

    /// Begins a list, once, after those before it.
    fn begin_list(&mut self, list: usize) -> io::Result<()> {
        self.end_lists(list)?;
        if self.begun == list {
            writeln!(self.out, "\n{}", LISTS[list].0)?;
            self.begun += 1;
        }
        Ok(())
    }

    /// Says of the lists before one that there is nothing in them, where that is to be said.
    fn end_lists(&mut self, before: usize) -> io::Result<()> {
        while self.begun < before {
            if let (title, Some(nothing)) = LISTS[self.begun] {
                writeln!(self.out, "\n{title}\n- {nothing}")?;
            }
            self.begun += 1;
        }
        Ok(())
    }

    /// Writes one thing that was bought or ordered.
    fn thing(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let (on, what, provider) = (day(cells[1]).unwrap_or_default(), text(cells[2]), text(cells[3]));
        write!(self.out, "- {on}: {what}, from {provider}: {}", amount(cells[4]))?;
        let funds: Vec<(&str, Pence)> = parts(text(cells[5])).collect();
        if funds.len() > 1 {
            let funds: Vec<String> =
                funds.iter().map(|(fund, sum)| format!("{} from {fund}", sum.spoken())).collect();
            write!(self.out, " ({})", funds.join(", "))?;
        }
        if cells[6] != Cell::Empty {
            write!(self.out, "; you wished: {}", text(cells[6]))?;
        }
        if let Some(on) = day(cells[7]) {
            write!(self.out, "; you agreed on {on}")?;
        }
        if cells[8] != Cell::Empty {
            write!(self.out, "; you paid {} beside it", amount(cells[8]))?;
        }
        if text(cells[11]) == "waiting" {
            write!(self.out, "; this still has to be approved")?;
        }
        writeln!(self.out)
    }

    /// Writes one thing that is planned.
    fn planned(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        write!(self.out, "- {}", text(cells[2]))?;
        if cells[4] != Cell::Empty {
            write!(self.out, ": about {}", amount(cells[4]))?;
        }
        if cells[9] != Cell::Number(0) {
            write!(self.out, "; {} so far", amount(cells[9]))?;
        }
        let by = day(cells[1]).map(|day| format!(" by {day}")).unwrap_or_default();
        match cells[10] {
            Cell::Text(expected) => write!(self.out, "; hoped for{by}: {expected}")?,
            _ if by.is_empty() => {}
            _ => write!(self.out, ";{by}")?,
        }
        let result = match text(cells[11]) {
            "met" => "done",
            "achieved" => "achieved",
            "partly" => "partly achieved",
            "not_achieved" => "not achieved",
            "unmet" => "this could not be had",
            _ => return writeln!(self.out),
        };
        writeln!(self.out, "; {result}")
    }

    /// Writes one promise.
    fn promise(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.review = day(cells[13]);
        writeln!(self.out, "- the {}: {}", text(cells[12]), text(cells[2]))
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
}

fn text<'c>(cell: Cell<'c>) -> &'c str {
    match cell {
        Cell::Text(text) => text,
        Cell::Empty | Cell::Number(_) => "",
    }
}

fn day(cell: Cell<'_>) -> Option<String> {
    text(cell).parse().map(spoken_day).ok()
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
        match text(cells[0]) {
            "bought" => {
                self.begin_list(0)?;
                self.thing(cells)
            }
            "ordered" => {
                self.begin_list(1)?;
                self.thing(cells)
            }
            "planned" => {
                self.begin_list(2)?;
                self.planned(cells)
            }
            "agreed" => {
                self.begin_list(3)?;
                self.promise(cells)
            }
            _ => {
                self.sums.push(amount(cells[4]));
                self.summary()
            }
        }
    }

    fn end(&mut self, _: Option<&[Cell<'_>]>) -> io::Result<()> {
        self.end_lists(LISTS.len())?;
        if let Some(on) = &self.review {
            writeln!(self.out, "This is looked at again on {on}.")?;
        }
        writeln!(
            self.out,
            "\nThe amounts leave out tax that the council gets back.\n\
             If something on this page does not look right, ask the person who works with you."
        )?;
        self.out.flush()
    }
}
