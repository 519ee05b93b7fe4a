//! What every statement has to be, whatever its format: it says something, its days have come, and its
//! balances and its lines agree. Several statements of one account become one.

use std::collections::BTreeMap;

use super::reading::Bad;
use domain::statement::{StatementAccount, StatementFile, StatementLine};
use domain::{Day, Pence, excerpt};
use file::{BadFile, BadRow};

/// Judges a file that was read.
///
/// # Errors
/// `STATEMENT_HAS_NOTHING`, `BAD_ROWS` with `STATEMENT_LINE_FUTURE`, `STATEMENT_PERIOD_REVERSED`,
/// `STATEMENT_UNBALANCED`, `STATEMENT_NOT_CHAINED`.
pub(super) fn check(mut file: StatementFile, name: &str, today: Day) -> Result<StatementFile, BadFile> {
    let says = |account: &StatementAccount| {
        !account.lines.is_empty() || account.opening.is_some() || account.closing.is_some()
    };
    if !file.accounts.iter().any(says) {
        let message = match file.left_out.as_slice() {
            [] => "it has no lines and no balances".to_owned(),
            left_out => format!("it has no lines and no balances, but for {} left out", left_out.len()),
        };
        let hint = "ask the bank for the period that is wanted";
        return Err(BadFile::new(name, "STATEMENT_HAS_NOTHING", message, Some(hint)));
    }
    not_future(&file, name, today)?;
    for account in &mut file.accounts {
        balanced(account, name)?;
        period(account, name, today)?;
    }
    file.accounts = joined(file.accounts, name)?;
    Ok(file)
}

/// No line is of a day that has not come.
fn not_future(file: &StatementFile, name: &str, today: Day) -> Result<(), BadFile> {
    let lines = || file.accounts.iter().flat_map(|account| &account.lines);
    let mut bad = Bad::default();
    for line in lines().filter(|line| line.posted_on > today) {
        let message =
            format!("it is of {}; today is {today}, and no line is of a day in the future", line.posted_on);
        let (column, code, excerpt) = (Some("date"), "STATEMENT_LINE_FUTURE", excerpt(&shown(line), 60));
        bad.push(BadRow { line: line.row, column, code, message, excerpt });
    }
    bad.refused(name, u64::try_from(lines().count()).unwrap_or(0)).map_or(Ok(()), Err)
}

fn shown(line: &StatementLine) -> String {
    let text = line.text.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{} {} {text}", line.posted_on, line.amount)
}

/// Opening balance and lines come to the closing balance.
fn balanced(account: &StatementAccount, name: &str) -> Result<(), BadFile> {
    let (Some(opening), Some(closing)) = (account.opening, account.closing) else { return Ok(()) };
    let lines: Pence = account.lines.iter().map(|line| line.amount).sum();
    let (sum, count) = (opening + lines, account.lines.len());
    if sum == closing {
        return Ok(());
    }
    let message = format!(
        "{}: opening {} and {count} lines of {} add up to {}; the closing balance is {}: a difference of {}",
        named(account),
        opening.format_pounds(),
        lines.format_pounds(),
        sum.format_pounds(),
        closing.format_pounds(),
        (closing - sum).format_pounds()
    );
    let hint = "a line is missing or was changed: fetch the file once more, as the bank made it";
    Err(BadFile::new(name, "STATEMENT_UNBALANCED", message, Some(hint)))
}

fn named(account: &StatementAccount) -> String {
    let number =
        account.number.as_ref().map_or("the account".to_owned(), |number| format!("account {number}"));
    match (account.from, account.until) {
        (Some(from), Some(until)) => format!("{number}, {from} to {until}"),
        _ => number,
    }
}

/// The days covered are in order, have come, and hold every line.
fn period(account: &mut StatementAccount, name: &str, today: Day) -> Result<(), BadFile> {
    if let (Some(from), Some(until)) = (account.from, account.until)
        && from > until
    {
        let message = format!("it begins on {from} and ends before that, on {until}");
        let hint = "ask the bank for it again";
        return Err(BadFile::new(name, "STATEMENT_PERIOD_REVERSED", message, Some(hint)));
    }
    let days = || account.lines.iter().map(|line| line.posted_on);
    let (first, last) = (days().min(), days().max());
    account.from = account.from.map(|from| first.map_or(from, |first| first.min(from)));
    // Some banks name the day the period would end; nobody has seen that far.
    account.until = account.until.map(|until| last.map_or(until, |last| last.max(until)).min(today));
    if account.from > account.until && account.until.is_some() {
        account.from = account.until;
    }
    Ok(())
}

/// Makes one account of several statements of it, each beginning with what the one before ended with.
fn joined(accounts: Vec<StatementAccount>, name: &str) -> Result<Vec<StatementAccount>, BadFile> {
    let mut order: Vec<(String, bool)> = Vec::new();
    let mut pages: BTreeMap<(String, bool), Vec<StatementAccount>> = BTreeMap::new();
    for account in accounts {
        let key = (account.number.as_ref().map(ToString::to_string).unwrap_or_default(), account.is_card);
        if !pages.contains_key(&key) {
            order.push(key.clone());
        }
        pages.entry(key).or_default().push(account);
    }
    order.into_iter().filter_map(|key| pages.remove(&key)).map(|pages| chained(pages, name)).collect()
}

fn chained(mut pages: Vec<StatementAccount>, name: &str) -> Result<StatementAccount, BadFile> {
    // Some banks put the newest first.
    if pages.iter().all(|page| page.from.is_some()) {
        pages.sort_by_key(|page| page.from);
    }
    let mut pages = pages.into_iter();
    let mut whole = pages.next().expect("an account has at least the statement that named it");
    for page in pages {
        if let (Some(before), Some(after)) = (whole.closing, page.opening)
            && before != after
        {
            let message = format!(
                "{} begins with {}; the statement before it ends with {}: a difference of {}",
                named(&page),
                after.format_pounds(),
                before.format_pounds(),
                (after - before).format_pounds()
            );
            let hint = "a statement between them is missing: ask the bank for the whole period";
            return Err(BadFile::new(name, "STATEMENT_NOT_CHAINED", message, Some(hint)));
        }
        whole.closing = page.closing;
        whole.until = page.until.max(whole.until);
        whole.lines.extend(page.lines);
    }
    Ok(whole)
}
