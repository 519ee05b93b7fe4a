//! What a profile passes over: each line is told, and what is left out by them in all.

use csv::StringRecord;

use domain::{Pence, excerpt};

/// Lines that are shown; the others are counted.
const SHOWN: usize = 50;

/// The lines passed over so far, with their money.
#[derive(Default)]
pub(super) struct Passed {
    lines: usize,
    in_: Pence,
    out: Pence,
    /// Lines without a sum that can be read.
    without: usize,
}

impl Passed {
    /// Adds a line with what it brings in and takes out; returns what is told of it.
    pub fn add(
        &mut self,
        (row, record): (u64, &StringRecord),
        sums: Option<(Pence, Pence)>,
    ) -> Option<String> {
        self.lines += 1;
        match sums {
            Some((in_, out)) => (self.in_, self.out) = (self.in_ + in_, self.out + out),
            None => self.without += 1,
        }
        let said = || excerpt(&record.iter().collect::<Vec<_>>().join(","), 60);
        (self.lines <= SHOWN).then(|| format!("line {row}: {} (passed over by the profile)", said()))
    }

    /// What is left out by them in all.
    pub fn told(&self) -> Option<String> {
        let lines = if self.lines == 1 { "1 line".to_owned() } else { format!("{} lines", self.lines) };
        let without = match self.without {
            0 => String::new(),
            some => format!("; {some} without a sum that can be read"),
        };
        let Self { in_, out, .. } = self;
        (self.lines > 0).then(|| format!("passed over by the profile: {lines}, in {in_}, out {out}{without}"))
    }
}
