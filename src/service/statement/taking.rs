//! Taking a statement in, account by account: what of it is new, and whether its balances follow.

use super::accounts::FileAccounts;
use super::import::{AccountTaken, StatementImport, StatementTaken};
use super::known_lines::{FoundLines, ID_DAYS, KnownLines};
use crate::{Context, Result, Run, UnitOfWork, seal_as};
use domain::matching::BankItem;
use domain::statement::{Signs, StatementAccount, StatementLine};
use domain::{Account, AccountKind, AccountName, Action, Code, Day, EntryId, LineId, Pence};
use file::BadFile;
use store::{AccountRow, Ledger, Reach, StatementRow};

/// The kind of event it makes.
const KIND: &str = "statement.import";

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
    let whole = |code, message: String, hint: &str| -> crate::Error {
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
    taking.accounts.numbers_are_there()?;
    let mut sides = Vec::new();
    for (name, said) in taking.accounts.named(&work)? {
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
    accounts: FileAccounts<'r>,
    warnings: Vec<String>,
}

impl<'r> Taking<'r> {
    fn new(work: &UnitOfWork<'_>, request: &'r StatementImport) -> Result<Self> {
        let accounts = || request.file.accounts.iter();
        let posted = || accounts().flat_map(|account| &account.lines).map(|line| line.posted_on);
        let from = request.from.or_else(|| accounts().filter_map(|a| a.from).chain(posted()).min());
        let until = request.until.or_else(|| accounts().filter_map(|a| a.until).chain(posted()).max());
        let open_from = work.calendar.closed.iter().next_back().map(|month| month.next().first());
        let accounts = FileAccounts::new(work, request)?;
        let mut warnings = request.file.left_out.clone();
        warnings.extend(long_before(work.calendar.pilot.starts_on, posted()));
        warnings.extend(to_come(work.recorded_on(), posted()));
        Ok(Self { request, open_from, covers: from.zip(until), accounts, warnings })
    }

    /// Finds out what one account of the file brings.
    fn side(
        &mut self,
        work: &mut UnitOfWork<'_>,
        name: AccountName,
        said: &StatementAccount,
    ) -> Result<Side> {
        let (account, opened) = self.accounts.account(work, &name)?;
        let reach = work.reader().reach(account.id)?;
        self.accounts.same_number(work, (&name, account), said)?;
        self.card_signs(&name, said)?;
        self.bank_signs(&name, said)?;
        let covers = match (said.from, said.until) {
            (Some(from), Some(until)) => {
                Some((self.request.from.unwrap_or(from), self.request.until.unwrap_or(until)))
            }
            _ => self.covers,
        };
        if let Some((from, until)) = covers.filter(|(from, until)| from > until) {
            let message = format!("it would cover the days from {from} to {until}");
            return Err(self.request.bad("STATEMENT_DAYS_INVALID", message, "check --from and --until"));
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

    /// Asks about a card most of whose lines would be money in, where nothing says which way its sums go.
    fn card_signs(&mut self, name: &AccountName, said: &StatementAccount) -> Result<()> {
        let all = said.lines.len();
        let in_ = said.lines.iter().filter(|line| line.amount > Pence::ZERO).count();
        if name.kind() != AccountKind::Card || said.is_card || all < 2 || in_ * 2 <= all {
            return Ok(());
        }
        let message = format!(
            "{in_} of {all} lines of {name} would be money in: purchases may be written without a minus"
        );
        if self.request.file.signs != Signs::Unsaid {
            self.warnings.push(format!("{message}; see that they are refunds"));
            return Ok(());
        }
        let hint = "say it in the profile: money_out = \"positive\" where purchases have no minus, \"negative\" where these are refunds";
        Err(self.request.bad("STATEMENT_SIGNS_SWAPPED", message, hint))
    }

    /// Signs as on a card, in a bank's account: refused where its balances rise with what would be money out.
    fn bank_signs(&mut self, name: &AccountName, said: &StatementAccount) -> Result<()> {
        let in_ = said.lines.iter().filter(|line| line.amount > Pence::ZERO).count();
        if name.kind() != AccountKind::Bank || said.is_card {
            return Ok(());
        }
        if self.request.file.signs == Signs::Owed {
            let message =
                format!("its balances rise with what would be money out of {name}: that is money in");
            let hint =
                "say it in the profile: money_out = \"negative\"; a card's file is of --account card:NUMBER";
            return Err(self.request.bad("STATEMENT_SIGNS_SWAPPED", message, hint));
        }
        if self.request.file.signs == Signs::AsOnCards && said.opening.is_none() && in_ > 0 {
            self.warnings.push(format!(
                "{name}: sums without a minus are taken for money out, as cards write them, and {in_} with one for money in: \
                 see that it is so in an account of a bank"
            ));
        }
        Ok(())
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

    /// Finds out which lines are new.
    fn news(&self, work: &UnitOfWork<'_>, account: Account, said: &StatementAccount) -> Result<FoundLines> {
        let posted = || said.lines.iter().map(|line| line.posted_on);
        let there = match posted().min().zip(posted().max()) {
            Some((first, last)) => {
                let (first, last) = (days_off(first, -ID_DAYS), days_off(last, ID_DAYS));
                work.reader().lines_posted(account.id, first, last)?
            }
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
            return Err(self.request.bad("STATEMENT_TOO_EARLY", message, hint));
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
            profile: self.request.profile.as_deref(),
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

fn days_off(day: Day, days: i64) -> Day {
    day.date().checked_add_signed(chrono::Duration::days(days)).map_or(day, Day::new)
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
