//! A page for each account: from what the ledger says to what the statement says, ins and outs apart,
//! and what each difference is.

use std::io::{self, BufWriter, Write};

use domain::{Day, Pence};
use table::{Head, Value, Writer};

/// The bands of age, as the report has them.
const BANDS: [&str; 4] = ["0-7", "8-30", "31-60", "over 60"];

pub(super) struct Reconciliation<W: Write> {
    out: BufWriter<W>,
    nothing: &'static str,
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
        Self { out: BufWriter::new(out), nothing: "", last: None, page: Page::default() }
    }

    /// Writes the page that was gathered.
    fn turn(&mut self) -> io::Result<()> {
        let page = std::mem::take(&mut self.page);
        if page.account.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "\n{}", page.account)?;
        let on = self.last.map(Day::format_long).unwrap_or_default();
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
        writeln!(self.out, "{label:<48}{:>15}", pence.format_pounds())
    }

    /// Writes what is on one side only: by age, then piece by piece.
    fn side(&mut self, title: &str, side: &SideOf) -> io::Result<()> {
        if side.lines.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "\n{title}")?;
        for (band, (pieces, money_in, money_out)) in BANDS.iter().zip(side.bands) {
            if pieces > 0 {
                let (money_in, money_out) = (money_in.format_pounds(), money_out.format_pounds());
                writeln!(self.out, "  {band} days: {pieces}, {money_in} in, {money_out} out")?;
            }
        }
        side.lines.iter().try_for_each(|line| writeln!(self.out, "{line}"))
    }
}

impl Page {
    fn take(&mut self, row: &[Value<'_>]) {
        let balance = row[8].as_money().unwrap_or_default();
        match row[2].as_text() {
            "ledger balance" => self.ledger = balance,
            "statement balance" => self.statement = Some(balance),
            "not explained" => self.rest = balance,
            "not yet on the statement" => self.sides[0].take(row, "entry"),
            "not yet in the ledger" => self.sides[1].take(row, "line"),
            "no statement" => self.notes.push("No statement has been imported.".into()),
            "last counted" => self.notes.push(format!("Last counted on {}.", row[3].as_text())),
            part => {
                let note = format!("{} ({}): {}", capital(part), row[3].as_text(), balance.format_pounds());
                self.notes.push(note);
            }
        }
    }
}

impl SideOf {
    fn take(&mut self, row: &[Value<'_>], noun: &str) {
        let band = BANDS.iter().position(|band| *band == row[10].as_text()).unwrap_or_default();
        let (place, way, amount) = match (row[6].as_money(), row[7].as_money()) {
            (Some(pence), _) => (0, "in", pence),
            (_, Some(pence)) => (1, "out", pence),
            (None, None) => return,
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
        let number = row[4].as_count().map_or(String::new(), |number| format!(", {noun} {number}"));
        let (on, what, because) = (row[3].as_text(), row[5].as_text(), row[11].as_text());
        self.lines.push(format!("- {on}{number}: {what}, {} {way}; {because}", amount.format_pounds()));
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl<W: Write> Writer for Reconciliation<W> {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        (self.nothing, self.last) = (head.nothing, head.moment.map(|moment| moment.as_at));
        writeln!(self.out, "{}", head.title)?;
        head.moment.map_or(Ok(()), |moment| writeln!(self.out, "{moment}"))
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        if row[1].as_text() != self.page.account {
            self.turn()?;
            row[1].as_text().clone_into(&mut self.page.account);
        }
        self.page.take(row);
        Ok(())
    }

    fn end(&mut self, _: Option<&[Value<'_>]>) -> io::Result<()> {
        if self.page.account.is_empty() {
            writeln!(self.out, "\n{}", self.nothing)?;
        }
        self.turn()?;
        self.out.flush()
    }
}
