//! Which lines of a file are new: the rest was brought by other files, perhaps of another format.

use std::collections::HashMap;

use domain::statement::StatementLine;
use domain::{Day, Pence, Text};

/// What makes a line the same line in another file of its kind: day, amount, text and reference, as they
/// are read and not as they are spaced.
type Likeness = (Day, Pence, String, String);

/// The lines that an account has already, to be held against those of a file.
pub(super) struct KnownLines {
    /// How many are alike, by likeness.
    alike: HashMap<Likeness, u64>,
    /// How many files of another format brought, by day and amount: their words differ.
    otherwise: HashMap<(Day, Pence), Vec<Likeness>>,
}

/// What became of a file's lines.
pub(super) struct FoundLines {
    /// Each line, and whether it is new.
    pub lines: Vec<(StatementLine, bool)>,
    /// How many are known by day and amount only.
    pub by_amount: usize,
}

impl KnownLines {
    /// Lays out what an account has, each line with the format that brought it, for a file of a format.
    pub fn new(known: &[(StatementLine, String)], format: &str) -> Self {
        let (mut alike, mut otherwise) = (HashMap::new(), HashMap::new());
        for (line, brought_by) in known {
            let likeness = likeness(line);
            *alike.entry(likeness.clone()).or_insert(0) += 1;
            if brought_by != format {
                let same: &mut Vec<_> = otherwise.entry((line.posted_on, line.amount)).or_default();
                same.push(likeness);
            }
        }
        Self { alike, otherwise }
    }

    /// Marks which lines are new: of lines that are alike, as many as are there already are known.
    pub(crate) fn find_new(mut self, lines: &[StatementLine]) -> FoundLines {
        let alike: Vec<bool> = lines.iter().map(|line| self.take_alike(&likeness(line))).collect();
        let mut by_amount = 0;
        let lines = lines
            .iter()
            .zip(alike)
            .map(|(line, alike)| {
                let told_otherwise = !alike && self.take_same_amount(line);
                by_amount += usize::from(told_otherwise);
                (line.clone(), !alike && !told_otherwise)
            })
            .collect();
        FoundLines { lines, by_amount }
    }

    /// Takes one line of a likeness away, if there is one.
    fn take_alike(&mut self, likeness: &Likeness) -> bool {
        match self.alike.get_mut(likeness) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }

    /// Takes away a line of the same day and amount that a file of another format brought.
    fn take_same_amount(&mut self, line: &StatementLine) -> bool {
        let same = self.otherwise.get(&(line.posted_on, line.amount)).cloned().unwrap_or_default();
        same.iter().any(|likeness| self.take_alike(likeness))
    }
}

fn likeness(line: &StatementLine) -> Likeness {
    let plain = |text: &Option<Text>| {
        let words = text.as_ref().map_or("", Text::as_str).split_whitespace();
        words.map(str::to_uppercase).collect::<Vec<_>>().join(" ")
    };
    (line.posted_on, line.amount, plain(&line.text), plain(&line.reference))
}
