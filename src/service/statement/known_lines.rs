//! Which lines of a file are new: the rest was brought by other files, perhaps of another format.

use std::collections::{HashMap, HashSet};

use domain::statement::StatementLine;
use domain::{Day, Pence, Text};

/// What makes a line the same line in another file of its kind: day, amount, text and reference, as they
/// are read and not as they are spaced.
type Likeness = (Day, Pence, String, String);

/// The lines that an account has already, to be held against those of a file.
pub(super) struct KnownLines {
    /// How many are alike, by likeness.
    alike: HashMap<Likeness, u64>,
    /// Whether the file's lines have ids of the bank's own, which no other line has.
    has_ids: bool,
    /// How many files of another format brought, by day and amount: their words differ.
    otherwise: HashMap<(Day, Pence), Vec<Likeness>>,
}

/// What became of a file's lines.
pub(super) struct FoundLines {
    /// Each line, and whether it is new.
    pub lines: Vec<(StatementLine, bool)>,
    /// How many are known by day and amount only.
    pub by_amount: usize,
    /// Those known by day, amount and the bank's own id, which the file words otherwise; and the line known.
    pub by_reference: Vec<(StatementLine, StatementLine)>,
    /// New lines that may be the same money as a known line that the file does not have.
    pub likely: Vec<(StatementLine, StatementLine)>,
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
        Self { alike, has_ids: has_ids(format), otherwise }
    }

    /// Marks which lines are new: of lines that are alike, as many as are there already are known.
    pub(crate) fn find_new(
        mut self,
        lines: &[StatementLine],
        known: &[(StatementLine, String)],
    ) -> FoundLines {
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
        let mut found = FoundLines { lines, by_amount, by_reference: Vec::new(), likely: Vec::new() };
        self.find_doubles(known, &mut found);
        find_same_ids(known, self.has_ids, &mut found);
        found
    }

    /// Holds new lines against the known ones that the file does not have: banks change a line's words, or
    /// its id, between one file and the next.
    fn find_doubles(&mut self, known: &[(StatementLine, String)], found: &mut FoundLines) {
        let any_new = found.lines.iter().any(|(_, new)| *new);
        if !any_new || self.alike.values().all(|left| *left == 0) {
            return;
        }
        // Beyond the days of the file, a reference alone is looked at with more care.
        let days = || found.lines.iter().map(|(line, _)| line.posted_on);
        let covers = days().min().zip(days().max());
        let mut left: HashMap<Pence, Vec<&StatementLine>> = HashMap::new();
        for (line, _) in known {
            let covered = covers.is_some_and(|(first, last)| (first..=last).contains(&line.posted_on));
            if self.take_alike(&likeness(line)) && (covered || self.has_ids) {
                left.entry(line.amount).or_default().push(line);
            }
        }
        type Same = fn(&StatementLine, &StatementLine) -> bool;
        let by_reference: Same =
            |new, known| new.posted_on == known.posted_on && share_a_reference(new, known);
        let by_text: Same = |new, known| new.posted_on == known.posted_on && new.text == known.text;
        let by_day: Same = |new, known| new.posted_on == known.posted_on;
        let ways: [(bool, Same); 4] =
            [(true, by_reference), (false, by_text), (false, by_day), (false, share_a_reference)];
        for (is_known, same) in ways {
            for (line, new) in &mut found.lines {
                let told = found.likely.iter().any(|(other, _)| other.row == line.row);
                let Some(candidates) = left.get_mut(&line.amount).filter(|_| *new && !told) else { continue };
                let Some(place) = candidates.iter().position(|known| same(line, known)) else { continue };
                let pair = (line.clone(), candidates.remove(place).clone());
                if is_known {
                    *new = false;
                    found.by_reference.push(pair);
                } else {
                    found.likely.push(pair);
                }
            }
        }
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

/// Tells whether a format gives each line an id.
fn has_ids(format: &str) -> bool {
    format.starts_with("ofx") || format.starts_with("camt")
}

/// Days between a line and the same one in another file, where an id says that they are the same.
pub(super) const ID_DAYS: i64 = 14;
/// The same for a reference that is no id: one may stand on every week's payment.
const REFERENCE_DAYS: i64 = 5;

/// New lines with the id of a known one, if its day, its words or its sum are other. A reference is
/// as good where one line on each side has it, and the other day is near or one that the file covers.
fn find_same_ids(known: &[(StatementLine, String)], has_ids: bool, found: &mut FoundLines) {
    let id = |line: &StatementLine| {
        let id = line.reference.as_ref()?.to_string();
        (has_ids || id.bytes().any(|b| b.is_ascii_digit())).then_some(id)
    };
    let told: HashSet<u64> =
        found.likely.iter().chain(&found.by_reference).map(|(line, _)| line.row).collect();
    let has: HashSet<Likeness> =
        found.lines.iter().filter(|(_, new)| !new).map(|(line, _)| likeness(line)).collect();
    let mut there: HashMap<String, Vec<&StatementLine>> = HashMap::new();
    for (line, _) in known {
        if let Some(id) = id(line) {
            there.entry(id).or_default().push(line);
        }
    }
    let mut here: HashMap<String, usize> = HashMap::new();
    for id in found.lines.iter().filter_map(|(line, _)| id(line)) {
        *here.entry(id).or_default() += 1;
    }
    let days = || found.lines.iter().map(|(line, _)| line.posted_on);
    let (first, last) = (days().min(), days().max());
    let near = |line: &StatementLine, known: &StatementLine| {
        let apart = (line.posted_on.date() - known.posted_on.date()).num_days().abs();
        let covered = Some(known.posted_on) >= first && Some(known.posted_on) <= last;
        has_ids || apart <= REFERENCE_DAYS || covered
    };
    for (line, _) in found.lines.iter().filter(|(line, new)| *new && !told.contains(&line.row)) {
        let Some(id) = id(line) else { continue };
        let known = there.get(&id).map_or(&[][..], Vec::as_slice);
        let alone = has_ids || (known.len() == 1 && here.get(&id) == Some(&1));
        let same = known.iter().rev().find(|known| !has.contains(&likeness(known)) && near(line, known));
        if let Some(known) = same.filter(|_| alone) {
            found.likely.push((line.clone(), (*known).clone()));
        }
    }
}

/// Tells whether two lines have one number of the bank's, long enough to be no accident.
fn share_a_reference(one: &StatementLine, other: &StatementLine) -> bool {
    let number = |line: &StatementLine| {
        let bare: String =
            line.reference.as_ref()?.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
        (bare.len() >= 4 && bare.bytes().any(|b| b.is_ascii_digit())).then(|| bare.to_uppercase())
    };
    number(one).is_some_and(|number_of_one| number(other) == Some(number_of_one))
}

fn likeness(line: &StatementLine) -> Likeness {
    let plain = |text: &Option<Text>| {
        let words = text.as_ref().map_or("", Text::as_str).split_whitespace();
        words.map(str::to_uppercase).collect::<Vec<_>>().join(" ")
    };
    (line.posted_on, line.amount, plain(&line.text), plain(&line.reference))
}
