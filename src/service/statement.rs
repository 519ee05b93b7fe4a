//! Taking a statement in: to which accounts its lines belong, which of them are new, and whether its
//! balances follow from what was taken in before. One transaction, all or nothing.

mod known_lines;

use serde::Serialize;

use super::{Context, Result, Run, UnitOfWork, request, seal_as};
use domain::matching::BankItem;
use domain::statement::{StatementAccount, StatementFile, StatementLine};
use domain::{
    Account, AccountKind, AccountName, Action, Code, Day, EntryId, LineId, Pence, Refusal, Text, similar,
};
use file::BadFile;
use known_lines::{FoundLines, KnownLines};
use store::{AccountRow, Ledger, Reach, StatementRow};

/// The kind of event it makes.
const KIND: &str = "statement.import";

/// A statement to be taken in.
#[derive(Clone, Debug)]
pub struct StatementImport {
    /// The file's name, without its folder.
    pub name: Text,
    /// The SHA-256 of the file.
    pub sha256: String,
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

impl StatementImport {
    /// What was asked, for the audit trail.
    fn asked(&self) -> String {
        #[derive(Serialize)]
        struct Asked<'a> {
            file: &'a Text,
            sha256: &'a str,
            account: Option<&'a AccountName>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            numbers: Vec<String>,
            from: Option<Day>,
            until: Option<Day>,
        }
        let Self { name, sha256, account, numbers, from, until, .. } = self;
        let numbers = numbers.iter().map(|(number, name)| format!("{number}={name}")).collect();
        let (account, from, until) = (account.as_ref(), *from, *until);
        request::json(&Asked { file: name, sha256, account, numbers, from, until })
    }
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
    let mut work = UnitOfWork::begin(tx, &Context { key: None, ..context.clone() }, Action::Reconcile)?;
    if let Some(number) = recorded_before(&work, context.key.as_ref(), request)? {
        return Ok(already(number));
    }
    let whole = |code, message: String, hint: &str| -> super::Error {
        BadFile::new(request.name.as_str(), code, message, Some(hint)).into()
    };
    if let Some(before) = work.reader().statement_of_file(&request.sha256)? {
        let asked = request.account.as_ref().map(ToString::to_string);
        if let Some(asked) = asked.filter(|asked| !before.accounts.contains(asked)) {
            let of = before.accounts.join(", ");
            let message =
                format!("it was taken in as statement {} of {of}; {asked} was asked for", before.number);
            return Err(whole("STATEMENT_OTHER_ACCOUNT", message, "check which account the file is of"));
        }
        if request.from.is_none() && request.until.is_none() {
            return Ok(already(before.number));
        }
    }
    if let Some(until) = request.until.filter(|until| *until > context.today()) {
        let message = format!("it is said to be complete up to {until}, a day in the future");
        return Err(whole("STATEMENT_DAYS_INVALID", message, "a statement covers days that are over"));
    }
    let mut taking = Taking::new(&work, request)?;
    taking.numbers_are_there()?;
    let mut sides = Vec::new();
    for (name, said) in taking.named(&work)? {
        sides.push(taking.side(&mut work, name, &said)?);
    }
    let number = taking.write(&mut work, &sides, context.key.as_ref())?;
    let accounts = sides.into_iter().map(|side| side.taken).collect();
    work.commit(context.run)?;
    let (warnings, dry) = (taking.warnings, context.run == Run::Dry);
    Ok(StatementTaken { number, already: false, accounts, warnings, dry })
}

/// The answer to a file that was taken in before.
fn already(number: EntryId) -> StatementTaken {
    StatementTaken { number, already: true, accounts: Vec::new(), warnings: Vec::new(), dry: false }
}

/// Finds the statement that a request key has recorded; the same key with another file is refused.
fn recorded_before(
    work: &UnitOfWork<'_>,
    key: Option<&Code>,
    request: &StatementImport,
) -> Result<Option<EntryId>> {
    let Some(key) = key else { return Ok(None) };
    Ok(work.recorded_under(key, KIND, &request.asked())?.map(EntryId::new))
}

/// One account of the file, ready to be written.
struct Side {
    row: AccountRow,
    /// What was there before the first statement, and what puts an earlier such line right.
    opening: Vec<StatementLine>,
    taken: AccountTaken,
}

/// A statement being taken in.
struct Taking<'r> {
    request: &'r StatementImport,
    /// The first day that is in no closed month.
    open_from: Option<Day>,
    /// The days of the whole file: a file of several cards covers the same days for each.
    covers: Option<(Day, Day)>,
    /// The numbers that statements gave the accounts before, and the accounts.
    known: Vec<(Text, AccountName)>,
    warnings: Vec<String>,
}

impl<'r> Taking<'r> {
    fn new(work: &UnitOfWork<'_>, request: &'r StatementImport) -> Result<Self> {
        let accounts = || request.file.accounts.iter();
        let posted = || accounts().flat_map(|account| &account.lines).map(|line| line.posted_on);
        let from = request.from.or_else(|| accounts().filter_map(|a| a.from).chain(posted()).min());
        let until = request.until.or_else(|| accounts().filter_map(|a| a.until).chain(posted()).max());
        let open_from = work.calendar.closed.iter().next_back().map(|month| month.next().first());
        let mut known = Vec::new();
        for (id, name) in work.reader().statement_accounts()? {
            known.extend(work.reader().numbers_of(id)?.into_iter().map(|number| (number, name.clone())));
        }
        let mut warnings = request.file.left_out.clone();
        warnings.extend(long_before(work.calendar.pilot.starts_on, posted()));
        warnings.extend(to_come(work.recorded_on(), posted()));
        Ok(Self { request, open_from, covers: from.zip(until), known, warnings })
    }

    fn bad(&self, code: &'static str, message: String, hint: &str) -> super::Error {
        BadFile::new(self.request.name.as_str(), code, message, Some(hint)).into()
    }

    /// Refuses a number that the user names and the file does not have.
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

    /// Says which accounts the file names, each once: it may have a statement for each day, or write a
    /// card's number in two ways.
    fn named(&self, work: &UnitOfWork<'_>) -> Result<Vec<(AccountName, StatementAccount)>> {
        let mut named: Vec<(AccountName, StatementAccount)> = Vec::new();
        for next in &self.request.file.accounts {
            let name = self.name_of(work, next)?;
            match named.iter_mut().find(|(before, _)| *before == name) {
                Some((_, before)) => {
                    before.from = before.from.min(next.from);
                    before.until = before.until.max(next.until);
                    before.closing = next.closing.or(before.closing);
                    before.lines.extend(next.lines.iter().cloned());
                }
                None => named.push((name, next.clone())),
            }
        }
        Ok(named)
    }

    /// Finds out what one account of the file brings.
    fn side(
        &mut self,
        work: &mut UnitOfWork<'_>,
        name: AccountName,
        said: &StatementAccount,
    ) -> Result<Side> {
        let (account, opened) = self.account(work, &name)?;
        let reach = work.reader().reach(account.id)?;
        self.same_number(work, (&name, account), said)?;
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
        let FoundLines { lines, by_amount, by_reference, likely } = self.news(work, account, said)?;
        if by_amount > 0 {
            let lines = if by_amount == 1 { "1 line is".into() } else { format!("{by_amount} lines are") };
            self.warnings.push(format!(
                "{name}: {lines} known by day and amount from a file of another format, which words them otherwise"
            ));
        }
        self.tell_doubles(&name, &by_reference, |line, known| {
            format!("{line} is known from an earlier file, which words it otherwise: {known}")
        });
        self.tell_doubles(&name, &likely, |line, known| {
            format!(
                "{line} may be the same money as a line of an earlier file that this one does not have: {known}; \
                 see that it is not taken twice"
            )
        });
        let opening = self.opening(work, (&name, account), said, &reach, covers)?;
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

    /// Tells of lines that another file brought, perhaps: each with the line that was there.
    fn tell_doubles(
        &mut self,
        name: &AccountName,
        pairs: &[(StatementLine, StatementLine)],
        words: impl Fn(String, String) -> String,
    ) {
        const TOLD: usize = 10;
        let shown = |line: &StatementLine| {
            let text = line.text.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
            format!("{} {}{text}", line.posted_on, line.amount.format_pounds())
        };
        for (line, known) in pairs.iter().take(TOLD) {
            let here = format!("line {} ({})", line.row, shown(line));
            self.warnings.push(format!("{name}: {}", words(here, shown(known))));
        }
        if let more @ 1.. = pairs.len().saturating_sub(TOLD) {
            self.warnings.push(format!("{name}: and {more} more such lines"));
        }
    }

    /// Says which account of the ledger the file names.
    fn name_of(&self, work: &UnitOfWork<'_>, said: &StatementAccount) -> Result<AccountName> {
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
        let known =
            self.known.iter().find(|(known, _)| is_number(known, number)).map(|(_, name)| name.clone());
        if let Some((_, told)) = self.request.numbers.iter().find(|(told, _)| is_number(told, number)) {
            return match known {
                Some(known) if known != *told => Err(self.other_account(number, &known, told)),
                _ => Ok(told.clone()),
            };
        }
        if said.is_card {
            let card = match known {
                Some(card) => card,
                None => card_named(work, number)?,
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
                let message = format!("it is not known which account has the number {number}");
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
    fn account(&self, work: &mut UnitOfWork<'_>, name: &AccountName) -> Result<(Account, bool)> {
        if matches!(name.kind(), AccountKind::Notional) {
            let message = format!("{name} is an account in kind: it has no statement");
            return Err(self.bad(
                "STATEMENT_OTHER_ACCOUNT",
                message,
                "name a bank account, a card or a float",
            ));
        }
        if let Some(own) = work.reader().own_account(name)? {
            if own.kind == AccountKind::Held && !work.reader().statement_agreed(name)? {
                let (account, payee) = (name.clone(), name.code().clone());
                return Err(Refusal::StatementNotAgreed { account, payee }.into());
            }
            return Ok((own, false));
        }
        if name.kind() == AccountKind::Held {
            return Ok((work.found(None, "account", name)?, false));
        }
        self.no_slip(work, name)?;
        let account = work.tx.open_own(name, None)?;
        let asked = serde_json::json!({ "account": name.to_string() }).to_string();
        seal_as(&mut work.tx, "account.open", None, &asked)?;
        Ok((account, true))
    }

    /// Refuses a new account whose name may be a slip of another's. The numbers of cards are often near.
    fn no_slip(&self, work: &UnitOfWork<'_>, name: &AccountName) -> Result<()> {
        let names = work.reader().statement_accounts()?.into_iter().map(|(_, name)| name);
        let alike = names.filter(|other| other.kind() == name.kind() && name.kind() != AccountKind::Card);
        let code = |name: &AccountName| name.to_string().rsplit(':').next().unwrap_or_default().to_owned();
        let near = similar(&code(name), alike.map(|other| code(&other)));
        let Some(near) = near.first() else { return Ok(()) };
        let kind = name.to_string().split(':').next().unwrap_or_default().to_owned();
        let message = format!("there is no account {name}; did you mean {kind}:{near}?");
        let hint = format!("open a new one first: bhlp account open {name}");
        Err(self.bad("STATEMENT_ACCOUNT_MISSING", message, &hint))
    }

    /// Refuses another number than the account had before.
    fn same_number(
        &self,
        work: &UnitOfWork<'_>,
        (name, account): (&AccountName, Account),
        said: &StatementAccount,
    ) -> Result<()> {
        let Some(now) = said.number.as_ref().filter(|_| !said.is_card) else { return Ok(()) };
        let before = work.reader().numbers_of(account.id)?;
        match before.first() {
            Some(first) if !before.iter().any(|before| is_number(before, now)) => {
                let message = format!("it is of number {now}; {name} has number {first}");
                let hint = "check which account the file is of; a new account has a name of its own: bhlp account open";
                Err(self.bad("STATEMENT_OTHER_NUMBER", message, hint))
            }
            _ => Ok(()),
        }
    }

    /// Finds out which lines are new.
    fn news(&self, work: &UnitOfWork<'_>, account: Account, said: &StatementAccount) -> Result<FoundLines> {
        let posted = || said.lines.iter().map(|line| line.posted_on);
        let there = match posted().min().zip(posted().max()) {
            Some((first, last)) => work.reader().lines_posted(account.id, first, last)?,
            None => Vec::new(),
        };
        Ok(KnownLines::new(&there, &self.request.file.format).find_new(&said.lines, &there))
    }

    /// What was there before the first statement is a line of its own; before a later one, it must be
    /// what the lines come to.
    fn opening(
        &mut self,
        work: &UnitOfWork<'_>,
        (name, account): (&AccountName, Account),
        said: &StatementAccount,
        reach: &Reach,
        covers: Option<(Day, Day)>,
    ) -> Result<Vec<StatementLine>> {
        let (Some(opening), Some((from, until))) = (said.opening, covers) else { return Ok(Vec::new()) };
        let before = from.before();
        if reach.first_on.is_none() {
            return Ok(brought_forward(before, opening, "balance brought forward").into_iter().collect());
        }
        if reach.opened_with && reach.first_on.is_some_and(|first| before < first) {
            return self.earlier(work, (name, account), (from, until), said);
        }
        let have = work.reader().statement_balance(account.id, before)?;
        if have != opening {
            self.warnings.push(format!(
                "{name}: the file begins with {} on {from}; the statements before it end at {}: {} is missing between them",
                opening.format_pounds(),
                have.format_pounds(),
                (opening - have).format_pounds(),
            ));
        }
        Ok(Vec::new())
    }

    /// A statement from before the first one: what was brought forward then is now shown line by line, so
    /// the old line is put right by another.
    fn earlier(
        &mut self,
        work: &UnitOfWork<'_>,
        (name, account): (&AccountName, Account),
        (from, until): (Day, Day),
        said: &StatementAccount,
    ) -> Result<Vec<StatementLine>> {
        let forward = work.reader().brought_forward(account.id)?;
        let opening = said.opening.unwrap_or(Pence::ZERO);
        let ends = opening + said.lines.iter().map(|line| line.amount).sum();
        if ends != forward {
            let message = format!(
                "it begins on {from}, before the first statement of {name}, and ends with {}; that one begins with {}",
                ends.format_pounds(),
                forward.format_pounds()
            );
            let hint = "a statement between them is missing: take that one in first";
            return Err(self.bad("STATEMENT_TOO_EARLY", message, hint));
        }
        self.warnings.push(format!(
            "{name}: the {} brought forward is now shown line by line; match it with the line that puts it right: \
             bhlp reconcile show --account {name}",
            forward.format_pounds()
        ));
        let lines = [
            brought_forward(from.before(), opening, "balance brought forward"),
            brought_forward(until, -forward, "balance brought forward, now shown line by line"),
        ];
        Ok(lines.into_iter().flatten().collect())
    }

    /// Writes the statement and seals it.
    fn write(&mut self, work: &mut UnitOfWork<'_>, sides: &[Side], key: Option<&Code>) -> Result<EntryId> {
        let new = sides.iter().flat_map(|side| {
            let new = side.taken.lines.iter().filter(|(_, new)| *new).map(|(line, _)| line);
            side.opening.iter().chain(new).map(|line| (side.row.account, line))
        });
        let numbered = (work.tx.next_line()?..).zip(new);
        let lines = numbered.map(|(id, (account, line))| {
            let counted_on = self.open_from.map_or(line.posted_on, |open| line.posted_on.max(open));
            BankItem { id: LineId::new(id), account, counted_on, line: line.clone() }
        });
        let lines: Vec<BankItem> = lines.collect();
        let late = lines.iter().filter(|item| item.counted_on != item.posted_on).count();
        if let Some(open) = self.open_from.filter(|_| late > 0) {
            let lines = if late == 1 { "1 line is".to_owned() } else { format!("{late} lines are") };
            self.warnings.push(format!("{lines} of a month that is closed: counted from {open}"));
        }
        let known: usize = sides.iter().map(|side| side.taken.count(false)).sum();
        let accounts: Vec<AccountRow> = sides.iter().map(|side| side.row.clone()).collect();
        let number = work.tx.add_statement(&StatementRow {
            name: &self.request.name,
            sha256: &self.request.sha256,
            format: &self.request.file.format,
            known: u64::try_from(known).expect("a file has fewer lines than numbers"),
            accounts: &accounts,
            lines: &lines,
        })?;
        seal_as(&mut work.tx, KIND, key, &self.request.asked())?;
        for side in sides {
            self.closing(work, side)?;
        }
        Ok(number)
    }

    /// What the file says is there at its end must be what the lines come to.
    fn closing(&mut self, work: &UnitOfWork<'_>, side: &Side) -> Result<()> {
        let (Some(closing), Some((_, until))) = (side.row.closing, side.row.covers) else { return Ok(()) };
        let have = work.reader().statement_balance(side.row.account, until)?;
        // Where the opening differs already, the same difference is told once.
        let begins = format!("{}: the file begins with", side.taken.account);
        let told = self.warnings.iter().any(|warning| warning.starts_with(&begins));
        if have != closing && !told {
            self.warnings.push(format!(
                "{}: the file ends with {} on {until}; the lines taken in add up to {}: {} is missing",
                side.taken.account,
                closing.format_pounds(),
                have.format_pounds(),
                (closing - have).format_pounds(),
            ));
        }
        Ok(())
    }
}

/// A line of what was there before, if that was anything.
fn brought_forward(on: Day, amount: Pence, text: &str) -> Option<StatementLine> {
    (amount != Pence::ZERO).then(|| StatementLine {
        row: 0,
        posted_on: on,
        amount,
        text: Some(text.parse().expect("plain words")),
        reference: None,
        kind: Some("opening".parse().expect("a plain word")),
        foreign: None,
    })
}

/// Tells of lines from long before the pilot: perhaps a year was misread.
fn long_before(starts_on: Day, posted: impl Iterator<Item = Day>) -> Option<String> {
    const LONG: chrono::Days = chrono::Days::new(92);
    let bound = Day::new(starts_on.date().checked_sub_days(LONG)?);
    let early: Vec<Day> = posted.filter(|day| *day < bound).collect();
    let first = early.iter().min()?;
    let lines = if early.len() == 1 { "1 line is".to_owned() } else { format!("{} lines are", early.len()) };
    Some(format!("{lines} from long before the pilot, which starts on {starts_on}: the first is of {first}"))
}

/// Warns of lines of a day that has not come: a statement is another's, and is taken as it is.
fn to_come(today: Day, posted: impl Iterator<Item = Day>) -> Option<String> {
    let later: Vec<Day> = posted.filter(|day| today < *day).collect();
    let last = later.iter().max()?;
    let lines = if later.len() == 1 { "1 line is".to_owned() } else { format!("{} lines are", later.len()) };
    Some(format!("{lines} of days that have not come: the last is of {last}, and today is {today}"))
}

/// A number without what groups its digits.
fn bare(number: &Text) -> String {
    number.as_str().chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Tells whether two numbers are the same, however they are grouped: `60-00-01 00012345`, `60000100012345`,
/// and as an IBAN, which ends with sort code and account.
fn is_number(one: &Text, other: &Text) -> bool {
    const SORT_CODE_AND_ACCOUNT: usize = 14;
    let (one, other) = (bare(one), bare(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short == long || (short.len() >= SORT_CODE_AND_ACCOUNT && long.ends_with(&short))
}

/// Names the account of a card: the one that has its number, else the one that has its last four
/// digits, which is what a masked number shows.
fn card_named(work: &UnitOfWork<'_>, number: &Text) -> Result<AccountName> {
    let kept: String = number.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    let digits: String = kept.chars().filter(char::is_ascii_digit).collect();
    let last = digits.get(digits.len().saturating_sub(4)..).unwrap_or_default();
    let card = |text: &str| text.parse::<Code>().ok().map(|code| AccountName::new(AccountKind::Card, code));
    let candidates = [card(number.as_str()), card(&kept), card(last)];
    for name in candidates.iter().flatten() {
        if work.reader().own_account(name)?.is_some() {
            return Ok(name.clone());
        }
    }
    // A whole card number is a secret, which the ledger does not need.
    let shown = if digits.len() > 8 { card(last) } else { card(&kept) };
    shown.ok_or_else(|| {
        Refusal::FieldInvalid { field: "card", found: number.to_string(), wanted: "a card's number" }.into()
    })
}
