//! What is gathered while a statement is read: its lines, what is left out, and what cannot be taken.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Display;

use super::evidence;
use super::marks::Marks;
use domain::statement::{Signs, StatementAccount, StatementFile, StatementLine};
use domain::{Day, Pence, Text, excerpt};
use file::{BadFile, BadRow};

/// What banks write where they have no reference.
const NO_REFERENCE: [&str; 5] = ["NONREF", "NOTPROVIDED", "NOT PROVIDED", "NOREF", "NONE"];
/// What is wrong, or left out, is told of so many lines; the others are counted.
const SHOWN: usize = 50;
/// The longest text that a line keeps; the file has the rest.
const LONGEST: usize = 500;

/// A file being read.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    name: &'a str,
    lines: u64,
    bad: Bad,
    left_out: Vec<String>,
    more_left_out: u64,
    ids: HashMap<(String, String), IdentifiedLine>,
    /// What stands before the pence.
    pub(super) marks: Marks,
}

/// What is wrong with lines: the first of it, and how many lines there are in all.
#[derive(Debug, Default)]
pub(super) struct Bad {
    rows: Vec<BadRow>,
    lines: u64,
    last: u64,
}

impl Bad {
    pub(super) fn push(&mut self, row: BadRow) {
        self.lines += u64::from(self.last != row.line);
        self.last = row.line;
        if self.rows.len() < SHOWN {
            self.rows.push(row);
        }
    }

    /// The file refused for its lines, where any is bad.
    pub(super) fn refused(self, name: &str, of: u64) -> Option<BadFile> {
        if self.rows.is_empty() {
            return None;
        }
        // A balance that cannot be read is no line: there can be more faults than lines.
        let message = match self.lines {
            1 if of == 0 => "1 thing in it cannot be taken".to_owned(),
            lines if lines > of => format!("{lines} things in it cannot be taken"),
            lines => format!("{lines} of {of} lines cannot be taken"),
        };
        let hint = "ask the bank for it again, or put the lines right";
        Some(BadFile { rows: self.rows, ..BadFile::new(name, "BAD_ROWS", message, Some(hint)) })
    }
}

/// A line whose id is known.
#[derive(Clone, Debug)]
struct IdentifiedLine {
    row: u64,
    posted_on: Day,
    amount: Pence,
    text: String,
}

impl IdentifiedLine {
    fn is(&self, line: &Draft) -> bool {
        (self.posted_on, self.amount, self.text.as_str()) == (line.posted_on, line.amount, line.text.as_str())
    }
}

/// A line as the file writes it, before its texts are tidied.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub row: u64,
    pub posted_on: Day,
    pub amount: Pence,
    pub text: String,
    pub reference: String,
    pub kind: String,
    pub foreign: String,
}

impl<'a> Reading<'a> {
    pub(super) fn new(name: &'a str) -> Self {
        let (bad, left_out, ids) = (Bad::default(), Vec::new(), HashMap::new());
        Self { name, lines: 0, bad, left_out, more_left_out: 0, ids, marks: Marks::Point }
    }

    /// A problem with the file as a whole.
    pub(super) fn bad_file(&self, code: &'static str, message: impl Into<String>, hint: &str) -> BadFile {
        BadFile::new(self.name, code, message, Some(hint))
    }

    /// The file ends before it should.
    pub(super) fn truncated(&self, wanted: &str) -> BadFile {
        truncated(self.name, wanted)
    }

    /// Keeps what is wrong with a line.
    pub(super) fn refuse(
        &mut self,
        row: u64,
        column: Option<&'static str>,
        (code, message): (&'static str, String),
        found: &str,
    ) {
        let excerpt = excerpt(found, 60);
        self.bad.push(BadRow { line: row, column, code, message, excerpt });
    }

    /// Tells what of the file is no line.
    pub(super) fn leave_out(&mut self, row: u64, why: impl Display) {
        if self.left_out.len() < SHOWN {
            self.left_out.push(format!("line {row}: {why}"));
        } else {
            self.more_left_out += 1;
        }
    }

    /// Tells what of the whole file has to be looked at.
    pub(super) fn tell(&mut self, what: String) {
        self.left_out.push(what);
    }

    /// Counts a line that is taken or refused.
    pub(super) fn count(&mut self) {
        self.lines += 1;
    }

    /// Reads money: a number in `column` of the line on `row`.
    pub(super) fn money(&mut self, row: u64, column: &'static str, number: &str) -> Option<Pence> {
        let bare = number.trim();
        let rest = bare.strip_prefix('+').filter(|rest| !rest.starts_with(['-', '+'])).unwrap_or(bare);
        match self.marks.plain(rest).and_then(|plain| Pence::parse(&plain)) {
            Ok(pence) => Some(pence),
            Err(bad) => {
                let why = self.marks.why_not(&bad);
                self.refuse(row, Some(column), (bad.code(), why), bare);
                None
            }
        }
    }

    /// Judges the signs of a card's lines, of which it is not said: purchases are positive where most sums
    /// are, and a payment to the company is not. Where that is not shown, none of them is taken.
    pub(super) fn purchases_are_positive(&mut self, lines: &[(u64, Pence, &str)]) -> bool {
        let positive = lines.iter().filter(|(_, amount, _)| *amount > Pence::ZERO).count();
        if positive * 2 <= lines.len() || lines.len() < 2 {
            return false;
        }
        let row = lines.first().map_or(1, |(row, ..)| *row);
        let mut against = lines.iter().filter(|(_, amount, _)| *amount < Pence::ZERO);
        let paid = against.find(|(_, _, text)| evidence::is_payment_to_card(text));
        if let Some((paid, _, text)) = paid {
            self.leave_out(
                row,
                format_args!(
                    "the file writes purchases as positive (`{}` on line {paid} is a payment to the card): they are taken as money out",
                    excerpt(text, 40)
                ),
            );
            return true;
        }
        let message = format!(
            "{positive} of {} sums of a card are positive, and nothing shows whether these are purchases",
            lines.len()
        );
        self.refuse(row, Some("amount"), ("STATEMENT_SIGNS_SWAPPED", message), "");
        false
    }

    /// Judges that money is in pounds.
    pub(super) fn pounds(&mut self, row: u64, column: &'static str, currency: &str) -> bool {
        let pounds = currency == "GBP";
        if !pounds {
            let message = format!("the currency is `{}`; GBP is wanted", excerpt(currency, 12));
            self.refuse(row, Some(column), ("STATEMENT_CURRENCY", message), currency);
        }
        pounds
    }

    /// Keeps that a day cannot be read.
    pub(super) fn bad_day(&mut self, row: u64, column: &'static str, found: &str, wanted: &str) {
        let message = format!("`{}` is not a day; {wanted} is wanted", excerpt(found, 40));
        self.refuse(row, Some(column), ("DATE_INVALID", message), found);
    }

    /// Keeps that a line lacks what every line has.
    pub(super) fn missing(&mut self, row: u64, column: &'static str) {
        let message = format!("it has no {column}");
        self.refuse(row, Some(column), ("STATEMENT_FIELD_MISSING", message), "");
    }

    /// Makes a line of what was read; `None` where it moves nothing or cannot be taken.
    pub(super) fn line(&mut self, draft: Draft) -> Option<StatementLine> {
        let Draft { row, posted_on, amount, .. } = draft;
        let text = self.text(row, "text", &draft.text);
        let reference = self.text(row, "reference", no_reference(&draft.reference));
        let kind = self.text(row, "kind", &draft.kind);
        let foreign = self.text(row, "foreign amount", &draft.foreign);
        let (text, reference, kind, foreign) = (text?, reference?, kind?, foreign?);
        if amount == Pence::ZERO {
            let said = text.as_ref().map_or("", Text::as_str);
            self.leave_out(row, format_args!("it is of 0.00 and moves nothing ({})", excerpt(said, 60)));
            return None;
        }
        Some(StatementLine { row, posted_on, amount, text, reference, kind, foreign })
    }

    /// Tidies a text: one space between words, cut at 500 characters. The outer `None`: it is refused.
    fn text(&mut self, row: u64, column: &'static str, raw: &str) -> Option<Option<Text>> {
        let mut tidy = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((end, _)) = tidy.char_indices().nth(LONGEST) {
            tidy.truncate(end);
        }
        if tidy.is_empty() {
            return Some(None);
        }
        tidy.parse()
            .map(Some)
            .map_err(|bad: domain::BadText| {
                self.refuse(row, Some(column), (bad.code(), bad.to_string()), &tidy);
            })
            .ok()
    }

    /// The account's number, where the file has one.
    pub(super) fn number(&mut self, row: u64, raw: &str) -> Option<Text> {
        self.text(row, "account", raw).flatten()
    }

    /// Judges an id that names one line of an account: `true` where it is new. The same line once more is
    /// left out. Another sum of the same day is a line of its own, as a fee beside its payment; any other
    /// line of the same id is refused.
    pub(super) fn is_new(&mut self, account: &str, column: &'static str, id: &str, line: &Draft) -> bool {
        match self.known(account, id, line) {
            None => true,
            Some(known) if known.is(line) => {
                let shown = excerpt(id, 40);
                self.leave_out(
                    line.row,
                    format_args!("it is line {} once more ({column} {shown})", known.row),
                );
                false
            }
            Some(known) if known.posted_on == line.posted_on && known.amount != line.amount => {
                let (shown, before) = (excerpt(id, 40), known.row);
                self.leave_out(
                    line.row,
                    format_args!("it has the {column} of line {before} too ({shown}); both are taken"),
                );
                true
            }
            Some(known) => {
                self.refuse_twice(column, id, &known, line);
                false
            }
        }
    }

    /// Judges an id under which a line may come again, but not another line, unless the balances prove both.
    pub(super) fn is_same(
        &mut self,
        account: &str,
        column: &'static str,
        id: &str,
        line: &Draft,
        proved: bool,
    ) {
        match self.known(account, id, line) {
            Some(known) if !known.is(line) && proved => {
                let (shown, before) = (excerpt(id, 40), known.row);
                self.leave_out(
                    line.row,
                    format_args!(
                        "it has the {column} of line {before} too ({shown}); the balances prove both"
                    ),
                );
            }
            Some(known) if !known.is(line) => self.refuse_twice(column, id, &known, line),
            _ => {}
        }
    }

    /// The line that had this id before; the first one is kept.
    fn known(&mut self, account: &str, id: &str, line: &Draft) -> Option<IdentifiedLine> {
        match self.ids.entry((account.to_owned(), id.to_owned())) {
            Entry::Vacant(place) => {
                place.insert(IdentifiedLine {
                    row: line.row,
                    posted_on: line.posted_on,
                    amount: line.amount,
                    text: line.text.clone(),
                });
                None
            }
            Entry::Occupied(known) => Some(known.get().clone()),
        }
    }

    fn refuse_twice(&mut self, column: &'static str, id: &str, known: &IdentifiedLine, line: &Draft) {
        let IdentifiedLine { row, posted_on, amount, .. } = known;
        let message = format!(
            "{column} `{}` is that of line {row} too, which is of {amount} on {posted_on}; an id of its own is wanted",
            excerpt(id, 40)
        );
        let here = format!("{} {} {}", line.posted_on, line.amount, line.text);
        self.refuse(line.row, Some(column), ("STATEMENT_REFERENCE_TWICE", message), &here);
    }

    /// Ends reading.
    pub(super) fn finish(
        self,
        format: &str,
        accounts: Vec<StatementAccount>,
    ) -> Result<StatementFile, BadFile> {
        let Self { name, lines, bad, mut left_out, more_left_out, .. } = self;
        if let Some(refused) = bad.refused(name, lines) {
            return Err(refused);
        }
        if more_left_out > 0 {
            left_out.push(format!("and {more_left_out} more are left out"));
        }
        Ok(StatementFile { format: format.to_owned(), accounts, left_out, signs: Signs::Said })
    }
}

/// An account of which nothing is known yet.
pub(super) fn blank() -> StatementAccount {
    StatementAccount {
        number: None,
        is_card: false,
        from: None,
        until: None,
        opening: None,
        closing: None,
        lines: Vec::new(),
    }
}

/// A file that ends before it should.
pub(super) fn truncated(name: &str, wanted: &str) -> BadFile {
    let message = format!("it ends in the middle; {wanted} is wanted");
    BadFile::new(name, "STATEMENT_TRUNCATED", message, Some("fetch it once more: a part is missing"))
}

/// A reference, or nothing where the bank says that there is none.
pub(super) fn no_reference(raw: &str) -> &str {
    let bare = raw.trim();
    if NO_REFERENCE.iter().any(|none| none.eq_ignore_ascii_case(bare)) { "" } else { bare }
}
