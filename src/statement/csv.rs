//! Comma-separated statements, as each bank lays them out: a [`Profile`] says what stands where.
//!
//! Without one the file tells: by the names of its columns, or by the shape of its lines. Every line is read
//! before any is taken, and what is wrong with each is kept.

use std::collections::HashMap;

use csv::StringRecord;

use super::day_doubts::{dates_month_first, month_first, perhaps_half_turned, perhaps_month_first};
use super::detect::Proof;
use super::evidence::{self, Evidence};
use super::layout::{self, Layout, Records};
use super::line::{Read, Row};
use super::passed::Passed;
use super::profile::{Money, Profile, Sign};
use super::{balance_rows, detect, running_balance};
use domain::statement::{Signs, StatementAccount, StatementFile, StatementLine};
use domain::{Day, Pence, Text, excerpt};
use file::{BadFile, BadRow};

/// So many balances that follow from their lines are no chance.
const PROVING: usize = 3;
/// What a person says of a card's signs.
const SAY_MONEY_OUT: &str = "say it in the profile: money_out = \"positive\" where purchases are written without a minus, \"negative\" where these are refunds";
/// Bad lines that are shown; the others are counted.
const SHOWN: usize = 50;

/// Reads a file by its profile, or by the shipped one that fits.
pub(super) fn read(text: &str, name: &str, profile: Option<&Profile>) -> Result<StatementFile, BadFile> {
    let text = layout::with_line_feeds(text);
    let delimiter = profile.map_or_else(|| layout::delimiter(&text), |profile| profile.delimiter);
    check_quotes(&text, delimiter, name)?;
    let chosen = profile.is_none();
    let (profile, proof) = match profile {
        Some(profile) => (profile, Proof::Given),
        None => detect::find(&text, name, delimiter)?,
    };
    let mut layout = detect::layout(profile, &text, name)?;
    layout.marks = layout.marks(profile, &text);
    match read_by(profile, &layout, &text, name, chosen) {
        Ok((file, balances)) if proof == Proof::Given || balances >= PROVING => Ok(file),
        Err(bad) if proof == Proof::Given => Err(bad),
        _ => Err(detect::unproved(profile, name)),
    }
}

/// Reads every line of a file that is laid out; and how many balances follow from its lines.
fn read_by(
    profile: &Profile,
    layout: &Layout,
    text: &str,
    name: &str,
    chosen: bool,
) -> Result<(StatementFile, usize), BadFile> {
    let day = match layout.day.clone().transpose() {
        Ok(day) => day,
        Err((line, said)) => return Err(no_day_above(profile, name, line, &said)),
    };
    let mut reading = CsvReading::of(profile, layout, day);
    reading.take_all(layout.lines(profile, text));
    reading.balance_after();
    reading.balances_at_the_ends();
    let Some(Last { row, values, to_the_penny }) = reading.last else { return Err(detect::no_lines(name)) };
    let ended = text.ends_with('\n');
    // A break ends the last line, or it may have been cut off: in its values, or in the pence at its end.
    let short_of_pence = !to_the_penny && reading.all > 1 && reading.to_the_penny + 1 == reading.all;
    if !ended && (values < layout.width || short_of_pence) {
        return Err(truncated(name, row));
    }
    if !reading.bad.is_empty() {
        return Err(reading.bad_file(name, text));
    }
    if !ended && !to_the_penny {
        let told = format!("line {row}, the last, has no line break at its end: see that the file is whole");
        reading.file.left_out.push(told);
    }
    reading.file.left_out.extend(reading.passed.told());
    reading.file.left_out.extend(perhaps_month_first(profile, &reading.file));
    reading.file.left_out.extend(perhaps_half_turned(profile, &reading.file));
    reading.signs(name, chosen)?;
    let with_balance =
        |steps: &Vec<running_balance::Step>| steps.iter().filter(|step| step.balance.is_some()).count();
    let balances = reading.balances.iter().map(with_balance).sum();
    Ok((reading.file(name)?, balances))
}

/// Reads what can be read, for a preview of a file of which some lines cannot.
pub(super) fn read_what_can(text: &str, profile: &Profile) -> Option<StatementFile> {
    let mut layout = detect::layout(profile, text, "").ok()?;
    layout.marks = layout.marks(profile, text);
    let day = layout.day.clone().transpose().ok()?;
    let mut reading = CsvReading::of(profile, &layout, day);
    reading.take_all(layout.lines(profile, text));
    (!reading.file.accounts.is_empty()).then_some(reading.file)
}

/// A file being read.
struct CsvReading<'p> {
    profile: &'p Profile,
    layout: &'p Layout,
    day: Option<Day>,
    /// The first faults; all of a hostile file's would fill the memory.
    bad: Vec<BadRow>,
    /// Lines.
    all: usize,
    /// Lines with faults, and faults.
    bad_lines: usize,
    faults: usize,
    /// Lines that end in an amount of pounds and pence.
    to_the_penny: usize,
    last: Option<Last>,
    /// The place of each account, by its number.
    accounts: HashMap<String, usize>,
    file: StatementFile,
    /// The running balances of each account.
    balances: Vec<Vec<running_balance::Step>>,
    /// A balance above the first line, with its line; and one that no line may follow.
    before: Option<(u64, Pence)>,
    after: Option<(u64, Pence)>,
    /// What the profile passes over.
    passed: Passed,
    /// What the columns say that the profile leaves aside.
    evidence: Evidence,
    /// How the file writes money out in a column of its own, as its first line does.
    out_is_negative: Option<bool>,
}

/// What is known of the last line.
#[derive(Clone, Copy)]
struct Last {
    row: u64,
    values: usize,
    to_the_penny: bool,
}

impl<'p> CsvReading<'p> {
    fn of(profile: &'p Profile, layout: &'p Layout, day: Option<Day>) -> Self {
        let format = format!("csv:{}", profile.name);
        Self {
            profile,
            layout,
            day,
            bad: Vec::new(),
            all: 0,
            bad_lines: 0,
            faults: 0,
            to_the_penny: 0,
            last: None,
            accounts: HashMap::new(),
            file: StatementFile { format, accounts: Vec::new(), left_out: Vec::new(), signs: Signs::Unsaid },
            balances: Vec::new(),
            before: None,
            after: None,
            passed: Passed::default(),
            evidence: Evidence::of(layout),
            out_is_negative: None,
        }
    }

    fn take_all(&mut self, mut lines: Records<'_>) {
        while let Some((row, record)) = lines.next() {
            if self.layout.passes_over(record) {
                self.pass_over(row, record);
                continue;
            }
            if evidence::is_remark(record.iter()) {
                let said =
                    excerpt(record.iter().find(|value| !value.trim().is_empty()).unwrap_or_default(), 40);
                self.file.left_out.push(format!("line {row}: `{said}` is no line: it has no day and no sum"));
                self.last = Some(Last { row, values: record.len(), to_the_penny: false });
                continue;
            }
            let before = self.bad.len();
            self.line(row, record);
            let faults = self.bad.len() - before;
            self.bad.truncate(SHOWN);
            self.faults += faults;
            self.bad_lines += usize::from(faults > 0);
            self.all += 1;
            let to_the_penny = self.layout.ends_to_the_penny(record);
            self.to_the_penny += usize::from(to_the_penny);
            self.last = Some(Last { row, values: record.len(), to_the_penny });
        }
    }

    /// Leaves a line out as the profile says, with its money.
    fn pass_over(&mut self, row: u64, record: &StringRecord) {
        let sums = Row::of(row, record, self.layout.marks, &mut Vec::new())
            .in_and_out(&self.layout.columns, self.out_is_negative);
        self.file.left_out.extend(self.passed.add((row, record), sums));
    }

    /// Says what is wrong: where days are impossible, perhaps that they are read the wrong way round.
    fn bad_file(self, name: &str, text: &str) -> BadFile {
        let impossible = self.bad.iter().any(|row| row.code == "STATEMENT_DAY_IMPOSSIBLE");
        let swapped = if impossible { month_first(self.profile, self.layout, text) } else { None };
        match swapped {
            Some(form) => dates_month_first(name, self.profile, &form, self.bad),
            None => self.bad_rows(name),
        }
    }

    fn bad_rows(self, name: &str) -> BadFile {
        let more = match self.faults > self.bad.len() {
            true => format!("; the first {} of {} faults are shown", self.bad.len(), self.faults),
            false => String::new(),
        };
        let message = format!("{} of {} lines cannot be taken, so none is{more}", self.bad_lines, self.all);
        let hint = format!(
            "see whether the layout is the right one: bhlp statement profile new {} looks at it",
            detect::typed(name)
        );
        let bad = BadFile::new(name, "BAD_ROWS", message, Some(&hint));
        BadFile { rows: self.bad, ..bad }
    }

    /// Reads a line and keeps what it says, or what is wrong with it.
    fn line(&mut self, row: u64, record: &StringRecord) {
        let day = self.day;
        let balance =
            Row::of(row, record, self.layout.marks, &mut Vec::new()).balance_without_day(self.layout);
        if let Some(balance) = balance
            && self.take_balance(row, balance)
        {
            return;
        }
        if let Some((row, balance)) = self.after.take() {
            let message = format!("{balance} is a balance without a day, and lines follow it");
            let (column, code, excerpt) = (Some("date"), "STATEMENT_DAY_UNREADABLE", String::new());
            self.bad.push(BadRow { line: row, column, code, message, excerpt });
        }
        let mut bad = std::mem::take(&mut self.bad);
        let mut line = Row::of(row, record, self.layout.marks, &mut bad);
        if let Some(read) = line.read(self.profile, self.layout, day, &mut self.out_is_negative) {
            self.evidence.see(row, record, self.layout.marks, read.line.amount);
            self.keep(read);
        }
        self.bad = bad;
    }

    fn keep(&mut self, Read { number, line, balance }: Read) {
        let key = number.as_ref().map_or("", Text::as_str);
        let place = match self.accounts.get(key) {
            Some(place) => *place,
            None => {
                self.accounts.insert(key.to_owned(), self.file.accounts.len());
                self.open(number)
            }
        };
        let row_of_balance = line.text.as_ref().and_then(|text| balance_rows::balance_row(text.as_str()));
        let mut line = line;
        if let Some(opening) = row_of_balance.filter(|_| line.amount != Pence::ZERO) {
            // As QIF does: what was there before the first line, or after the last, moved nothing.
            let account = &mut self.file.accounts[place];
            let (which, sum) =
                if opening { ("opening", &mut account.opening) } else { ("closing", &mut account.closing) };
            *sum = Some(line.amount);
            let said = line.text.as_ref().map_or("", Text::as_str);
            self.file.left_out.push(format!(
                "line {}: `{}` of {} is a balance, not a line: it is taken for the {which} balance",
                line.row,
                excerpt(said, 40),
                line.amount
            ));
            line.amount = Pence::ZERO;
        }
        if self.layout.columns.balance.is_some() {
            let StatementLine { row, posted_on, amount, .. } = line;
            if let Some((row, balance)) = self.before.take() {
                let (amount, balance) = (Pence::ZERO, Some(balance));
                self.balances[place].push(running_balance::Step { row, posted_on, amount, balance });
            }
            self.balances[place].push(running_balance::Step { row, posted_on, amount, balance });
        }
        // A balance that was given as a sum is told already.
        let told = row_of_balance.is_some() && balance.is_none();
        if line.amount == Pence::ZERO && !told {
            let said = line.text.map_or(String::new(), |text| format!(", {}", excerpt(text.as_str(), 40)));
            self.file.left_out.push(format!("line {}: 0.00{said} moves no money", line.row));
        } else if line.amount != Pence::ZERO {
            self.file.accounts[place].lines.push(line);
        }
    }

    /// Takes a balance without a day where it can only be of before the first line; `false` elsewhere.
    fn take_balance(&mut self, row: u64, balance: Pence) -> bool {
        match self.all {
            0 if self.before.is_none() => self.before = Some((row, balance)),
            1.. if self.after.is_none() => self.after = Some((row, balance)),
            _ => return false,
        }
        self.file
            .left_out
            .push(format!("line {row}: {balance} is the balance before the first line, or after the last"));
        true
    }

    /// A balance without a day below the last line is of what was there after it.
    fn balance_after(&mut self) {
        let only = if let [only] = self.balances.as_mut_slice() { Some(only) } else { None };
        if let (Some((row, balance)), Some(steps)) = (self.after.take(), only)
            && let Some(posted_on) = steps.last().map(|step| step.posted_on)
        {
            let (amount, balance) = (Pence::ZERO, Some(balance));
            steps.push(running_balance::Step { row, posted_on, amount, balance });
        }
    }

    /// A first or last line may be a balance by its words.
    fn balances_at_the_ends(&mut self) {
        for (account, steps) in self.file.accounts.iter_mut().zip(&mut self.balances) {
            let (told, taken) = balance_rows::take_from_the_ends(account);
            self.file.left_out.extend(told);
            steps
                .iter_mut()
                .filter(|step| taken.contains(&step.row))
                .for_each(|step| step.amount = Pence::ZERO);
        }
    }

    /// Adds an account, and returns its place.
    fn open(&mut self, number: Option<Text>) -> usize {
        self.balances.push(Vec::new());
        self.file.accounts.push(StatementAccount {
            number,
            is_card: !self.layout.columns.card.is_empty(),
            // A file of one day says so above its lines.
            from: self.day,
            until: self.day,
            opening: None,
            closing: None,
            lines: Vec::new(),
        });
        self.file.accounts.len() - 1
    }

    /// Judges the signs by what else the file says: its words for the direction, and how most is written.
    fn signs(&mut self, name: &str, chosen: bool) -> Result<(), BadFile> {
        let against = self.evidence.against();
        if !against.is_empty() {
            let message = "a column of it says which way the money went, and the signs say otherwise";
            let hint = "name that column in the profile: `flag` in [columns], and its words under [flag]; or correct `money_out`";
            return Err(BadFile { rows: against, ..BadFile::new(name, "BAD_ROWS", message, Some(hint)) });
        }
        let Money::Signed { out, .. } = &self.layout.columns.amount else {
            self.file.signs = Signs::Said;
            return Ok(());
        };
        let all_out =
            || self.file.accounts.iter().flat_map(|of| &of.lines).all(|line| line.amount < Pence::ZERO);
        let aside = self.file.accounts.iter().any(|of| of.is_card) || self.layout.columns.balance.is_some();
        if *out == Sign::Positive && !aside && self.all > 2 && all_out() {
            let told = "no sum has a sign, and each is taken for money out: see that none came in";
            self.file.left_out.push(told.to_owned());
        }
        if self.profile.says_money_out {
            self.file.signs = if *out == Sign::Positive { Signs::AsOnCards } else { Signs::Said };
        }
        let proved = |steps: &Vec<running_balance::Step>| {
            steps.iter().filter(|step| step.balance.is_some()).count() > 1
        };
        if *out == Sign::Negative && self.balances.iter().any(proved) {
            self.file.signs = Signs::Said;
            return Ok(());
        }
        let lines = || self.file.accounts.iter().flat_map(|account| &account.lines);
        let (all, in_) = (lines().count(), lines().filter(|line| line.amount > Pence::ZERO).count());
        let cards = self.file.accounts.iter().any(|account| account.is_card) || *out == Sign::Positive;
        let (other, wanted) = match out {
            Sign::Positive => ("negative", "money_out = \"negative\""),
            Sign::Negative => ("positive", "money_out = \"positive\""),
        };
        let of_cards = cards && in_ * 2 > all && all > 1;
        if !(of_cards || in_ == all && all > 2) {
            return Ok(());
        }
        let message = format!(
            "{in_} of {all} sums are {other}, and profile `{}` takes these for money in",
            self.profile.name
        );
        if of_cards && (chosen || !self.profile.says_money_out) {
            let hint = format!(
                "if purchases are written so, copy the profile and say {wanted}: bhlp statement profile show {0}; if they are refunds: --profile {0}",
                self.profile.name
            );
            let hint = if chosen { hint } else { SAY_MONEY_OUT.to_owned() };
            return Err(BadFile::new(name, "STATEMENT_SIGNS_SWAPPED", message, Some(&hint)));
        }
        self.file.left_out.push(format!("{message}: see that they are not money out"));
        Ok(())
    }

    /// Checks the running balances and gives the file.
    fn file(mut self, name: &str) -> Result<StatementFile, BadFile> {
        let mut broken = Vec::new();
        let (mut turned, mut owed) = (false, false);
        for (account, steps) in self.file.accounts.iter_mut().zip(&self.balances) {
            // Where money out has no sign, a balance is what is owed, or what is there.
            let as_written = match &self.layout.columns.amount {
                Money::Signed { out: Sign::Positive, .. } => Some(running_balance::balances_turned(steps)),
                _ => None,
            };
            let found = running_balance::check(steps).or_else(|bad| match &as_written {
                Some(steps) => running_balance::check(steps).map_err(|_| bad),
                None => Err(bad),
            });
            match found {
                Ok(Some((opening, closing))) => {
                    let other_way =
                        as_written.as_ref().is_some_and(|steps| running_balance::check(steps).is_err());
                    owed |= other_way && !account.is_card && running_balance::check(steps).is_ok();
                    (account.opening, account.closing) = (Some(opening), Some(closing));
                }
                Ok(None) => {}
                Err(row) => {
                    let is_turned = running_balance::check(&running_balance::turned(steps)).is_ok();
                    turned |= is_turned;
                    match running_balance::other_order(steps).filter(|_| !is_turned && as_written.is_none()) {
                        Some(((opening, closing), told)) => {
                            (account.opening, account.closing) = (Some(opening), Some(closing));
                            self.file.left_out.push(told.to_owned());
                        }
                        None => broken.push(row),
                    }
                }
            }
        }
        if owed {
            self.file.signs = Signs::Owed;
            let told = "its balance is read as what is owed, which rises with each sum: if it is what is there, say money_out = \"negative\"";
            self.file.left_out.push(told.to_owned());
        }
        if broken.is_empty() {
            let balanced = self.file.accounts.iter().all(|account| account.opening.is_some());
            let told = self.evidence.told(balanced);
            self.file.left_out.extend(told);
            return Ok(self.file);
        }
        let notes: Vec<String> =
            self.evidence.notes.iter().take(3).map(|(row, note)| format!("line {row}: {note}")).collect();
        let (message, hint) = match () {
            () if turned => (
                "its balances follow if money in and money out change round".to_owned(),
                "correct the profile: `money_out`, or `paid_out` and `paid_in`",
            ),
            () if !notes.is_empty() => (
                format!(
                    "its balances do not follow from the amounts alone, and columns that are left aside may be why: {}",
                    notes.join("; ")
                ),
                "lines that moved no money: pass over them by their state ([[pass_over]]); a fee has to be in the amount, or on a line of its own",
            ),
            () => (
                "its balances do not follow from its lines: one is missing, doubled or changed".to_owned(),
                "see the line named and those around it; one that the bank shows and the file has not comes with a file of the whole period",
            ),
        };
        let bad = BadFile::new(name, "STATEMENT_BALANCE_BROKEN", message, Some(hint));
        Err(BadFile { rows: broken, ..bad })
    }
}

/// Sees that each quote that opens is closed.
///
/// # Errors
/// `STATEMENT_QUOTES_BROKEN`; `STATEMENT_TRUNCATED` where it is the last line's.
pub(super) fn check_quotes(text: &str, delimiter: u8, name: &str) -> Result<(), BadFile> {
    let Some((line, excerpt)) = layout::broken_quote(text, delimiter) else { return Ok(()) };
    let is_last = usize::try_from(line).is_ok_and(|line| line == text.lines().count());
    Err(match is_last && !text.ends_with('\n') {
        true => truncated(name, line),
        false => broken_quote(name, line, excerpt),
    })
}

fn broken_quote(name: &str, line: u64, excerpt: String) -> BadFile {
    let code = "STATEMENT_QUOTES_BROKEN";
    let message = "a quote opens here that is not closed at the end of its value".to_owned();
    let hint =
        "a value with a quote in it has it doubled, and is in quotes itself; ask the bank for the file again";
    let bad = BadFile::new(name, code, "its values cannot be told apart", Some(hint));
    BadFile { rows: vec![BadRow { line, column: None, code, message, excerpt }], ..bad }
}

fn no_day_above(profile: &Profile, name: &str, line: u64, said: &str) -> BadFile {
    let place = profile.first_line.as_ref().map_or(0, |first| first.date);
    let message = format!(
        "line {line} has no day in value {place}, where profile `{}` has the day of the whole file: `{said}`",
        profile.name
    );
    BadFile::new(name, "STATEMENT_DAY_UNREADABLE", message, Some("ask the bank for the file again"))
}

fn truncated(name: &str, row: u64) -> BadFile {
    let message = format!("it breaks off in the middle of line {row}");
    let hint = "it was not saved to its end: fetch it again from the bank";
    BadFile::new(name, "STATEMENT_TRUNCATED", message, Some(hint))
}
