//! A page for a family: sentences and plain lists, the same on paper, on a screen and read aloud.

use std::io::{self, BufWriter, Write};

use domain::{Day, Pence};
use table::{Head, Value, Writer, parts};

/// The lists of the page: their titles, and what stands there when there is nothing; one without that is
/// left out.
const LISTS: [(&str, Option<&str>); 4] = [
    ("What has been bought", Some("nothing yet")),
    ("What is promised", Some("nothing at the moment")),
    ("What is planned", None),
    ("What was agreed", None),
];

pub(super) struct FamilyPage<W: Write> {
    out: BufWriter<W>,
    /// Set aside, used, promised, left: told in one sentence when all are known.
    sums: Vec<String>,
    /// How many of the lists have begun.
    begun: usize,
    /// When the promises are looked at again.
    review: Option<String>,
    /// The child whose part it is, where it is of several.
    child: Option<String>,
    /// Whether it is of a family's children, each with a part.
    several: bool,
}

impl<W: Write> FamilyPage<W> {
    pub(super) fn new(out: W) -> Self {
        Self {
            out: BufWriter::new(out),
            sums: Vec::new(),
            begun: 0,
            review: None,
            child: None,
            several: false,
        }
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
    fn thing(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        let (on, what, provider) = (day(&row[1]).unwrap_or_default(), row[2].as_text(), row[3].as_text());
        let from = if provider.is_empty() { String::new() } else { format!(", from {provider}") };
        write!(self.out, "- {on}: {what}{from}: {}", amount(&row[4]))?;
        let shares = if let Value::Shares(shares) = &row[5] { shares } else { "" };
        let funds: Vec<(&str, Pence)> = parts(shares).collect();
        if funds.len() > 1 {
            let funds: Vec<String> =
                funds.iter().map(|(fund, sum)| format!("{} from {fund}", sum.format_pounds())).collect();
            write!(self.out, " ({})", funds.join(", "))?;
        }
        if row[6] != Value::Empty {
            write!(self.out, "; what you wanted: {}", row[6].as_text())?;
        }
        if let Some(on) = day(&row[7]) {
            write!(self.out, "; you agreed on {on}")?;
        }
        if row[8] != Value::Empty {
            write!(self.out, "; you also paid {}", amount(&row[8]))?;
        }
        if row[11].as_text() == "waiting" {
            write!(self.out, "; this still has to be approved")?;
        }
        writeln!(self.out)
    }

    /// Writes one thing that is planned.
    fn planned(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        write!(self.out, "- {}", row[2].as_text())?;
        if row[4] != Value::Empty {
            write!(self.out, ": about {}", amount(&row[4]))?;
        }
        if row[9] != Value::Money(Pence::ZERO) {
            write!(self.out, "; {} so far", amount(&row[9]))?;
        }
        let by = day(&row[1]).map(|day| format!(" by {day}")).unwrap_or_default();
        match &row[10] {
            Value::Text(expected) => write!(self.out, "; hoped for{by}: {expected}")?,
            _ if by.is_empty() => {}
            _ => write!(self.out, ";{by}")?,
        }
        let result = match row[11].as_text() {
            "met" => "done",
            "achieved" => "achieved",
            "partly" => "partly achieved",
            "not_achieved" => "not achieved",
            "unmet" => "this was not available",
            _ => return writeln!(self.out),
        };
        writeln!(self.out, "; {result}")
    }

    fn promise(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        self.review = day(&row[13]);
        writeln!(self.out, "- the {}: {}", row[12].as_text(), row[2].as_text())
    }

    /// Begins the part of another child, whose name stands over it where there are several.
    fn part_of(&mut self, child: &str) -> io::Result<()> {
        if self.child.as_deref().is_some_and(|before| before != child) {
            self.end_part()?;
            (self.sums, self.begun) = (Vec::new(), 0);
            writeln!(self.out)?;
        }
        if self.child.as_deref() != Some(child) {
            if self.several {
                writeln!(self.out, "{child}")?;
            }
            self.child = Some(child.to_owned());
        }
        Ok(())
    }

    fn end_part(&mut self) -> io::Result<()> {
        self.end_lists(LISTS.len())?;
        match self.review.take() {
            Some(on) => writeln!(self.out, "This will be reviewed on {on}."),
            None => Ok(()),
        }
    }

    fn summary(&mut self) -> io::Result<()> {
        if let [given, used, promised, left] = self.sums.as_slice() {
            writeln!(
                self.out,
                "You were given {given}. {used} of it has been used and {promised} is promised."
            )?;
            writeln!(self.out, "{left} is left.")?;
        }
        Ok(())
    }
}

fn day(day: &Value<'_>) -> Option<String> {
    day.as_text().parse().map(Day::format_long).ok()
}

fn amount(amount: &Value<'_>) -> String {
    amount.as_money().map(Pence::format_pounds).unwrap_or_default()
}

impl<W: Write> Writer for FamilyPage<W> {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        self.several = head.title.contains(", family ");
        let as_at = head.moment.map(|moment| moment.as_at.format_long()).unwrap_or_default();
        writeln!(self.out, "{}\nas at {as_at}\n", head.title)
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        self.part_of(row[14].as_text())?;
        match row[0].as_text() {
            "bought" => {
                self.begin_list(0)?;
                self.thing(row)
            }
            "commissioned" => {
                self.begin_list(1)?;
                self.thing(row)
            }
            "planned" => {
                self.begin_list(2)?;
                self.planned(row)
            }
            "agreed" => {
                self.begin_list(3)?;
                self.promise(row)
            }
            _ => {
                self.sums.push(amount(&row[4]));
                self.summary()
            }
        }
    }

    fn end(&mut self, _: Option<&[Value<'_>]>) -> io::Result<()> {
        self.end_part()?;
        writeln!(
            self.out,
            "\nThe amounts do not include VAT that the council can reclaim.\n\
             If something on this page does not look right, please ask your lead professional."
        )?;
        self.out.flush()
    }
}
