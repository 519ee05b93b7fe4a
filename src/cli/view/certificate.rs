//! The certificate of a cash float: one page, to be printed and signed.

use std::io::{self, BufWriter, Write};

use super::cell::spoken_day;
use crate::domain::{Day, Pence};
use crate::report::{Heading, Report, View};
use crate::store::Cell;

/// Writes the page.
pub(super) struct Certificate<W: Write> {
    out: BufWriter<W>,
    report: Option<&'static Report>,
    account: String,
    section: &'static str,
}

impl<W: Write> Certificate<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), report: None, account: String::new(), section: "" }
    }

    fn amount(&mut self, label: &str, pence: Pence) -> io::Result<()> {
        writeln!(self.out, "{label:<48}{:>15}", pence.spoken())
    }

    fn section(&mut self, title: &'static str) -> io::Result<()> {
        if self.section != title {
            self.section = title;
            writeln!(self.out, "\n{title}")?;
        }
        Ok(())
    }
}

fn text(cell: Cell<'_>) -> &str {
    if let Cell::Text(text) = cell { text } else { "" }
}

fn day(cell: Cell<'_>) -> String {
    text(cell).parse::<Day>().map(spoken_day).unwrap_or_default()
}

impl<W: Write> View for Certificate<W> {
    fn begin(&mut self, report: &'static Report, _: &Heading) -> io::Result<()> {
        self.report = Some(report);
        writeln!(self.out, "{}", report.title)
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if self.account.is_empty() {
            text(cells[0]).clone_into(&mut self.account);
            writeln!(self.out, "{} on {}\n", self.account, day(cells[2]))?;
        }
        let pence = if let Cell::Number(pence) = cells[7] { Pence::new(pence) } else { Pence::ZERO };
        let number = if let Cell::Number(number) = cells[3] { number } else { 0 };
        let (on, who, reference) = (text(cells[2]), text(cells[4]), text(cells[5]));
        match text(cells[1]) {
            "ledger balance" => self.amount("Balance by the ledger", pence),
            "cash counted" => self.amount(&format!("Cash counted by {who} (count {number})"), pence),
            "never counted" => writeln!(self.out, "It was never counted."),
            "advances out" => self.amount("Advances out", pence),
            "difference" if pence < Pence::ZERO => self.amount("More than the ledger says", -pence),
            "difference" => self.amount("Missing, or vouchers not recorded", pence),
            "advance" => {
                self.section("Advances out")?;
                writeln!(self.out, "- {number}: {who} since {on}, {}", pence.spoken())
            }
            _ => {
                self.section("Vouchers since the count before")?;
                let reference = if reference.is_empty() { "no number" } else { reference };
                let what = text(cells[6]);
                writeln!(self.out, "- {on}, entry {number}, voucher {reference}: {what}, {}", pence.spoken())
            }
        }
    }

    fn end(&mut self, _: Option<&[Cell<'_>]>) -> io::Result<()> {
        match self.report {
            Some(report) if self.account.is_empty() => writeln!(self.out, "\n{}", report.nothing)?,
            _ => {
                writeln!(
                    self.out,
                    "\nI certify that this float was as stated above on the day it was counted.\n"
                )?;
                for who in ["Holder of the float", "Counted by", "Finance officer"] {
                    writeln!(self.out, "{who:<20} ______________________________  Date ______________")?;
                }
            }
        }
        self.out.flush()
    }
}
