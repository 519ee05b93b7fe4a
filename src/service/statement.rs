//! Taking a statement in: to which accounts its lines belong, which of them are new, and whether its
//! balances follow from what was taken in before. One transaction, all or nothing.

use std::collections::HashMap;

use serde::Serialize;

use super::{Context, Desk, Result, Run, Said, said, seal_as};
use crate::domain::statement::{StatementAccount, StatementFile, StatementLine};
use crate::domain::{Account, AccountKind, AccountName, Action, Code, Day, EntryId, Pence, Refusal, Text};
use crate::import::BadFile;
use crate::store::{AccountRow, Ledger, Likeness, LineRow, Reach, StatementRow};

/// A statement to be taken in.
#[derive(Clone, Debug)]
pub struct StatementImport {
    /// The file's name, without its folder.
    pub name: Text,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// What it says.
    pub file: StatementFile,
    /// The account it is of, where the user says so.
    pub account: Option<AccountName>,
    /// Which account each number is of, where the user says so.
    pub numbers: Vec<(Text, AccountName)>,
    /// The first day it covers, where the user says so.
    pub from: Option<Day>,
    /// The last day it covers, where the user says so.
    pub until: Option<Day>,
}

/// What became of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementTaken {
    /// Its number; that of the statement before, where the file was taken in already.
    pub number: EntryId,
    /// Set where the file was taken in before, and nothing was recorded now.
    pub already: bool,
    /// What became of each account's lines.
    pub accounts: Vec<AccountTaken>,
    /// What was taken in all the same, and should be looked at.
    pub warnings: Vec<String>,
    /// Set when nothing was kept.
    pub dry: bool,
}

/// What became of the lines of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountTaken {
    /// The account.
    pub account: AccountName,
    /// Set where it was opened for this statement.
    pub opened: bool,
    /// Each line of the file, and whether it is new.
    pub lines: Vec<(StatementLine, bool)>,
}

impl AccountTaken {
    /// Counts the new lines, or those that were known.
    pub fn count(&self, new: bool) -> usize {
        self.lines.iter().filter(|(_, is_new)| *is_new == new).count()
    }

    /// Adds up what the new lines bring in, and what they take out.
    pub fn in_and_out(&self) -> (Pence, Pence) {
        let new = || self.lines.iter().filter(|(_, new)| *new).map(|(line, _)| line.amount);
        let brings = new().filter(|amount| *amount > Pence::ZERO).sum();
        let takes = new().filter(|amount| *amount < Pence::ZERO).map(|amount| -amount).sum();
        (brings, takes)
    }
}

/// Takes a statement in.
///
/// # Errors
/// An account that is not told, or that the file is not of; a failure of the ledger.
pub fn take_statement(
    ledger: &mut Ledger,
    context: &Context,
    request: &StatementImport,
) -> Result<StatementTaken> {
    let tx = ledger.write()?;
    let context = Context { key: None, ..context.clone() };
    let mut desk = Desk::sit_down(tx, &context, Action::Reconcile)?;
    let whole = |code, message: String, hint: &str| -> super::Error {
        BadFile::whole(request.name.as_str(), code, message, Some(hint)).into()
    };
    if let Some(before) = desk.look().statement_of_file(&request.sha256)? {
        let asked = request.account.as_ref().map(ToString::to_string);
        if let Some(asked) = asked.filter(|asked| !before.accounts.contains(asked)) {
            let of = before.accounts.join(", ");
            let message =
                format!("it was taken in as statement {} of {of}; {asked} was asked for", before.number);
            return Err(whole("STATEMENT_OTHER_ACCOUNT", message, "check which account the file is of"));
        }
        if request.from.is_none() && request.until.is_none() {
            let (accounts, warnings) = (Vec::new(), Vec::new());
            return Ok(StatementTaken {
                number: before.number,
                already: true,
                accounts,
                warnings,
                dry: false,
            });
        }
    }
    let mut taking = Taking::new(&desk, request);
    taking.numbers_are_there()?;
    let mut sides = Vec::new();
    for said in joined(&request.file.accounts) {
        sides.push(taking.side(&mut desk, &said)?);
    }
    let StatementTaken { number, .. } = taking.write(&mut desk, &sides)?;
    let accounts = sides.into_iter().map(|side| side.taken).collect();
    desk.rise(context.run)?;
    let (warnings, dry) = (taking.warnings, context.run == Run::Dry);
    Ok(StatementTaken { number, already: false, accounts, warnings, dry })
}

/// One account of the file, ready to be written.
struct Side {
    row: AccountRow,
    opening: Option<StatementLine>,
    taken: AccountTaken,
}

/// A statement being taken in.
struct Taking<'r> {
    request: &'r StatementImport,
    /// The first day that is in no closed month.
    open_from: Option<Day>,
    /// The days of the whole file: a file of several cards covers the same days for each.
    covers: Option<(Day, Day)>,
    warnings: Vec<String>,
}

impl<'r> Taking<'r> {
    fn new(desk: &Desk<'_>, request: &'r StatementImport) -> Self {
        let accounts = || request.file.accounts.iter();
        let posted = || accounts().flat_map(|account| &account.lines).map(|line| line.posted_on);
        let from = request.from.or_else(|| accounts().filter_map(|a| a.from).chain(posted()).min());
        let until = request.until.or_else(|| accounts().filter_map(|a| a.until).chain(posted()).max());
        let open_from = desk.calendar.closed.iter().next_back().map(|month| month.next().first());
        let warnings = request.file.left_out.clone();
        Self { request, open_from, covers: from.zip(until), warnings }
    }

    fn bad(&self, code: &'static str, message: String, hint: &str) -> super::Error {
        BadFile::whole(self.request.name.as_str(), code, message, Some(hint)).into()
    }

    /// Refuses a number that the user speaks of and the file does not have.
    fn numbers_are_there(&self) -> Result<()> {
        let has = || self.request.file.accounts.iter().filter_map(|account| account.number.as_ref());
        let absent = |(told, _): &&(Text, AccountName)| !has().any(|number| is_number(told, number));
        let told = &self.request.numbers;
        let again = |(place, (_, name)): &(usize, &(Text, AccountName))| {
            told[..*place].iter().any(|(_, n)| n == name)
        };
        if let Some((_, (_, name))) = told.iter().enumerate().find(again) {
            let message = format!("{name} is said to have two numbers");
            return Err(self.bad("STATEMENT_OTHER_NUMBER", message, "check what is said with --number"));
        }
        let Some((told, _)) = told.iter().find(absent) else { return Ok(()) };
        let has: Vec<&str> = has().map(Text::as_str).collect();
        let message = match has.is_empty() {
            true => format!("it has no number {told}, nor any other"),
            false => format!("it has no number {told}; it has {}", has.join(", ")),
        };
        Err(self.bad("STATEMENT_NUMBER_ABSENT", message, "check what is said with --number"))
    }

    /// Finds out what one account of the file brings.
    fn side(&mut self, desk: &mut Desk<'_>, said: &StatementAccount) -> Result<Side> {
        let name = self.name_of(desk, said)?;
        let (account, opened) = self.account(desk, &name)?;
        let reach = desk.look().reach(account.id)?;
        self.same_number(&name, said, &reach)?;
        let covers = match (said.from, said.until) {
            (Some(from), Some(until)) => {
                Some((self.request.from.unwrap_or(from), self.request.until.unwrap_or(until)))
            }
            _ => self.covers,
        };
        if let Some((from, until)) = covers.filter(|(from, until)| from > until) {
            let message = format!("it would cover the days from {from} to {until}");
            return Err(self.bad("STATEMENT_DAYS_INVALID", message, "check --from and --until"));
        }
        let known = self.known(desk, account, said)?;
        let opening = self.opening(desk, (&name, account), said, &reach, covers)?;
        let lines = news(&said.lines, known);
        let taken = AccountTaken { account: name, opened, lines };
        let row = AccountRow {
            account: account.id,
            number: said.number.clone(),
            covers,
            opening: said.opening,
            closing: said.closing,
        };
        Ok(Side { row, opening, taken })
    }

    /// Says which account of the ledger the file speaks of.
    fn name_of(&self, desk: &Desk<'_>, said: &StatementAccount) -> Result<AccountName> {
        let asked = self.request.account.as_ref();
        let Some(number) = &said.number else {
            return asked.cloned().ok_or_else(|| {
                let message = "it does not say which account it is of".to_owned();
                self.bad(
                    "STATEMENT_ACCOUNT_MISSING",
                    message,
                    "say it: --account card:5521, or --account bank:main",
                )
            });
        };
        let known = desk.look().account_of_number(number)?;
        if let Some((_, told)) = self.request.numbers.iter().find(|(told, _)| is_number(told, number)) {
            return match known {
                Some(known) if known != *told => Err(self.other_account(number, &known, told)),
                _ => Ok(told.clone()),
            };
        }
        if said.is_card {
            let card = match known {
                Some(card) => card,
                None => card_named(desk, number)?,
            };
            // One card of many is not the one that was asked for: each line goes to its own.
            return match asked {
                Some(asked) if self.request.file.accounts.len() == 1 && *asked != card => {
                    Err(self.other_account(number, &card, asked))
                }
                _ => Ok(card),
            };
        }
        match (known, asked) {
            (Some(known), Some(asked)) if known != *asked => Err(self.other_account(number, &known, asked)),
            (Some(known), _) => Ok(known),
            (None, Some(asked)) if self.request.file.accounts.len() == 1 => Ok(asked.clone()),
            (None, _) => {
                let message = format!("which account of the ledger number {number} is was never said");
                let hint = match self.request.file.accounts.len() {
                    1 => "say it once: --account bank:NAME".to_owned(),
                    _ => format!("say it once, for each: --number '{number}=bank:NAME'"),
                };
                Err(self.bad("STATEMENT_ACCOUNT_MISSING", message, &hint))
            }
        }
    }

    fn other_account(&self, number: &Text, is: &AccountName, asked: &AccountName) -> super::Error {
        let message = format!("it is of number {number}, which is {is}; {asked} was asked for");
        self.bad(
            "STATEMENT_OTHER_ACCOUNT",
            message,
            "check which account the file is of, or leave out --account",
        )
    }

    /// Finds the account, or opens it: a statement is a first use.
    fn account(&self, desk: &mut Desk<'_>, name: &AccountName) -> Result<(Account, bool)> {
        if name.kind() == AccountKind::Notional {
            let message = format!("{name} is an account in kind: it has no statement");
            return Err(self.bad(
                "STATEMENT_OTHER_ACCOUNT",
                message,
                "name a bank account, a card or a float",
            ));
        }
        if let Some(own) = desk.look().own_account(name)? {
            return Ok((own.account, false));
        }
        let account = desk.tx.open_own(name, None)?;
        let asked = serde_json::json!({ "account": name.to_string() }).to_string();
        seal_as(&mut desk.tx, "account.open", None, &asked)?;
        Ok((account, true))
    }

    /// Refuses another number than the account had before.
    fn same_number(&self, name: &AccountName, said: &StatementAccount, reach: &Reach) -> Result<()> {
        match (&said.number, &reach.number) {
            (Some(now), Some(before)) if now != before && !said.is_card => {
                let message = format!("it is of number {now}; {name} has number {before}");
                let hint = "check which account the file is of; a new account has a name of its own: bhlp account open";
                Err(self.bad("STATEMENT_OTHER_NUMBER", message, hint))
            }
            _ => Ok(()),
        }
    }

    /// Counts the lines that are there already, alike ones together.
    fn known(
        &self,
        desk: &Desk<'_>,
        account: Account,
        said: &StatementAccount,
    ) -> Result<HashMap<Likeness, u64>> {
        let posted = || said.lines.iter().map(|line| line.posted_on);
        match posted().min().zip(posted().max()) {
            Some((first, last)) => Ok(desk.look().lines_alike(account.id, first, last)?),
            None => Ok(HashMap::new()),
        }
    }

    /// What was there before the first statement is a line of its own; before a later one, it must be
    /// what the lines come to.
    fn opening(
        &mut self,
        desk: &Desk<'_>,
        (name, account): (&AccountName, Account),
        said: &StatementAccount,
        reach: &Reach,
        covers: Option<(Day, Day)>,
    ) -> Result<Option<StatementLine>> {
        let (Some(opening), Some((from, _))) = (said.opening, covers) else { return Ok(None) };
        let before = from.before();
        if reach.first_on.is_none() {
            return Ok((opening != Pence::ZERO).then(|| StatementLine {
                row: 0,
                posted_on: before,
                amount: opening,
                text: Some("balance brought forward".parse().expect("plain words")),
                reference: None,
                kind: Some("opening".parse().expect("a plain word")),
                foreign: None,
            }));
        }
        if reach.opened_with && reach.first_on.is_some_and(|first| before < first) {
            let message = format!("it begins on {from}, before the first statement of {name}");
            let hint = "what was there before that is in the ledger as one line; statements come in order";
            return Err(self.bad("STATEMENT_TOO_EARLY", message, hint));
        }
        let have = desk.look().statement_balance(account.id, before)?;
        if have != opening {
            self.warnings.push(format!(
                "{name}: the file begins with {} on {from}; the statements before it come to {}: {} is missing between them",
                opening.spoken(),
                have.spoken(),
                (opening - have).spoken(),
            ));
        }
        Ok(None)
    }

    /// Writes the statement and seals it.
    fn write(&mut self, desk: &mut Desk<'_>, sides: &[Side]) -> Result<StatementTaken> {
        let mut lines = Vec::new();
        let mut late = 0_usize;
        for side in sides {
            let new = side.taken.lines.iter().filter(|(_, new)| *new).map(|(line, _)| line);
            for line in side.opening.iter().chain(new) {
                let counted_on = self.open_from.map_or(line.posted_on, |open| line.posted_on.max(open));
                late += usize::from(counted_on != line.posted_on);
                lines.push(LineRow { account: side.row.account, counted_on, line });
            }
        }
        if let Some(open) = self.open_from.filter(|_| late > 0) {
            let lines = if late == 1 { "1 line is".to_owned() } else { format!("{late} lines are") };
            self.warnings.push(format!("{lines} of a month that is closed: counted from {open}"));
        }
        let known: usize = sides.iter().map(|side| side.taken.count(false)).sum();
        let accounts: Vec<AccountRow> = sides.iter().map(|side| side.row.clone()).collect();
        let number = desk.tx.add_statement(&StatementRow {
            name: &self.request.name,
            sha256: &self.request.sha256,
            format: &self.request.file.format,
            known: u64::try_from(known).expect("a file has fewer lines than numbers"),
            accounts: &accounts,
            lines: &lines,
        })?;
        seal_as(&mut desk.tx, "statement.import", None, &self.asked())?;
        for side in sides {
            self.closing(desk, side)?;
        }
        Ok(StatementTaken { number, already: false, accounts: Vec::new(), warnings: Vec::new(), dry: false })
    }

    /// What was asked, for the audit trail.
    fn asked(&self) -> String {
        #[derive(Serialize)]
        struct Asked<'a> {
            file: &'a str,
            account: Option<Said<AccountName>>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            numbers: Vec<String>,
            from: Option<Said<Day>>,
            until: Option<Said<Day>>,
        }
        let StatementImport { name, account, numbers, from, until, .. } = self.request;
        let account = account.clone().map(Said);
        let numbers = numbers.iter().map(|(number, name)| format!("{number}={name}")).collect();
        let (file, from, until) = (name.as_str(), from.map(Said), until.map(Said));
        said::json(&Asked { file, account, numbers, from, until })
    }

    /// What the file says is there at its end must be what the lines come to.
    fn closing(&mut self, desk: &Desk<'_>, side: &Side) -> Result<()> {
        let (Some(closing), Some((_, until))) = (side.row.closing, side.row.covers) else { return Ok(()) };
        let have = desk.look().statement_balance(side.row.account, until)?;
        // Where the opening differs already, the same difference is told once.
        let told =
            self.warnings.iter().any(|warning| warning.starts_with(&format!("{}:", side.taken.account)));
        if have != closing && !told {
            self.warnings.push(format!(
                "{}: the file ends with {} on {until}; the lines taken in come to {}: {} is missing",
                side.taken.account,
                closing.spoken(),
                have.spoken(),
                (closing - have).spoken(),
            ));
        }
        Ok(())
    }
}

/// Tells whether two numbers are the same, however they are grouped: `60-00-01 00012345`, `60000100012345`.
fn is_number(one: &Text, other: &Text) -> bool {
    let bare =
        |number: &Text| number.as_str().chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    bare(one).eq_ignore_ascii_case(&bare(other))
}

/// Joins what a file says of one account in several places, such as a statement for each day.
fn joined(accounts: &[StatementAccount]) -> Vec<StatementAccount> {
    let mut joined: Vec<StatementAccount> = Vec::new();
    for next in accounts {
        match joined.iter_mut().find(|before| before.number == next.number) {
            Some(before) => {
                before.from = before.from.min(next.from);
                before.until = before.until.max(next.until);
                before.closing = next.closing.or(before.closing);
                before.lines.extend(next.lines.iter().cloned());
            }
            None => joined.push(next.clone()),
        }
    }
    joined
}

/// Names the account of a card: the one that has its number, else the one that has its last four
/// digits, which is what a masked number shows.
fn card_named(desk: &Desk<'_>, number: &Text) -> Result<AccountName> {
    let kept: String = number.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    let digits: String = kept.chars().filter(char::is_ascii_digit).collect();
    let last = digits.get(digits.len().saturating_sub(4)..).unwrap_or_default();
    let card = |text: &str| text.parse::<Code>().ok().map(|code| AccountName::new(AccountKind::Card, code));
    let candidates = [card(number.as_str()), card(&kept), card(last)];
    for name in candidates.iter().flatten() {
        if desk.look().own_account(name)?.is_some() {
            return Ok(name.clone());
        }
    }
    // A whole card number is a secret, which the ledger does not need.
    let shown = if digits.len() > 8 { card(last) } else { card(&kept) };
    shown.ok_or_else(|| {
        Refusal::FieldInvalid { field: "card", found: number.to_string(), wanted: "a card's number" }.into()
    })
}

/// Marks which lines are new: of lines that are alike, as many as are there already are known.
fn news(lines: &[StatementLine], mut known: HashMap<Likeness, u64>) -> Vec<(StatementLine, bool)> {
    let mark = |line: &StatementLine| {
        let likeness = (line.posted_on, line.amount, line.text.clone(), line.reference.clone());
        match known.get_mut(&likeness) {
            Some(left) if *left > 0 => {
                *left -= 1;
                (line.clone(), false)
            }
            _ => (line.clone(), true),
        }
    };
    lines.iter().map(mark).collect()
}
