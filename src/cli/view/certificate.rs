//! The certificate of a cash float: one page, to be printed and signed.

use std::io::{self, BufWriter, Write};

use domain::{Day, Pence};
use table::{Head, Value, Writer};

pub(super) struct Certificate<W: Write> {
    out: BufWriter<W>,
    title: &'static str,
    nothing: &'static str,
    account: String,
    section: &'static str,
}

impl<W: Write> Certificate<W> {
    pub(super) fn new(out: W, title: &'static str) -> Self {
        Self { out: BufWriter::new(out), title, nothing: "", account: String::new(), section: "" }
    }

    fn amount(&mut self, label: &str, pence: Pence) -> io::Result<()> {
        writeln!(self.out, "{label:<48}{:>15}", pence.format_pounds())
    }

    fn section(&mut self, title: &'static str) -> io::Result<()> {
        if self.section != title {
            self.section = title;
            writeln!(self.out, "\n{title}")?;
        }
        Ok(())
    }
}

fn day(day: &Value<'_>) -> String {
    day.as_text().parse().map(Day::format_long).unwrap_or_default()
}

impl<W: Write> Writer for Certificate<W> {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        self.nothing = head.nothing;
        writeln!(self.out, "{}", self.title)
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        if self.account.is_empty() {
            row[0].as_text().clone_into(&mut self.account);
            writeln!(self.out, "{} on {}\n", self.account, day(&row[2]))?;
        }
        let pence = row[7].as_money().unwrap_or_default();
        let number = row[3].as_count().unwrap_or_default();
        let (on, who, reference) = (row[2].as_text(), row[4].as_text(), row[5].as_text());
        match row[1].as_text() {
            "ledger balance" => self.amount("Balance in the ledger", pence),
            "cash counted" => self.amount(&format!("Cash counted by {who} (count {number})"), pence),
            "never counted" => writeln!(self.out, "It was never counted."),
            "advances out" => self.amount("Advances out", pence),
            "difference" if pence < Pence::ZERO => self.amount("More than the ledger says", -pence),
            "difference" => self.amount("Missing, or vouchers not recorded", pence),
            "advance" => {
                self.section("Advances out")?;
                writeln!(self.out, "- {number}: {who} since {on}, {}", pence.format_pounds())
            }
            _ => {
                self.section("Vouchers since the count before")?;
                let reference = if reference.is_empty() { "no number" } else { reference };
                let what = row[6].as_text();
                writeln!(
                    self.out,
                    "- {on}, entry {number}, voucher {reference}: {what}, {}",
                    pence.format_pounds()
                )
            }
        }
    }

    fn end(&mut self, _: Option<&[Value<'_>]>) -> io::Result<()> {
        if self.account.is_empty() {
            writeln!(self.out, "\n{}", self.nothing)?;
            return self.out.flush();
        }
        writeln!(self.out, "\nI certify that this float was as stated above on the day it was counted.\n")?;
        for who in ["Holder of the float", "Counted by", "Finance officer"] {
            writeln!(self.out, "{who:<20} ______________________________  Date ______________")?;
        }
        self.out.flush()
    }
}
