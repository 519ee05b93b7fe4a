//! Which accounts of the ledger a statement's lines belong to: by the number the file gives, by what the
//! user says, or by what statements before gave.

use super::import::StatementImport;
use crate::{Result, UnitOfWork, seal_as};
use domain::statement::StatementAccount;
use domain::{Account, AccountKind, AccountName, Code, Refusal, Text, similar};

/// The accounts of a statement that is being taken in.
pub(super) struct FileAccounts<'r> {
    request: &'r StatementImport,
    /// The numbers that statements gave the accounts before, and the accounts.
    known: Vec<(Text, AccountName)>,
}

impl<'r> FileAccounts<'r> {
    pub(super) fn new(work: &UnitOfWork<'_>, request: &'r StatementImport) -> Result<Self> {
        let mut known = Vec::new();
        for (id, name) in work.reader().statement_accounts()? {
            known.extend(work.reader().numbers_of(id)?.into_iter().map(|number| (number, name.clone())));
        }
        Ok(Self { request, known })
    }

    /// Refuses a number that the user names and the file does not have.
    pub(super) fn numbers_are_there(&self) -> Result<()> {
        let has = || self.request.file.accounts.iter().filter_map(|account| account.number.as_ref());
        let absent = |(told, _): &&(Text, AccountName)| !has().any(|number| is_number(told, number));
        let told = &self.request.numbers;
        let again = |(place, (_, name)): &(usize, &(Text, AccountName))| {
            told[..*place].iter().any(|(_, n)| n == name)
        };
        if let Some((_, (_, name))) = told.iter().enumerate().find(again) {
            let message = format!("{name} is said to have two numbers");
            return Err(self.request.bad(
                "STATEMENT_OTHER_NUMBER",
                message,
                "check what is said with --number",
            ));
        }
        let Some((told, _)) = told.iter().find(absent) else { return Ok(()) };
        let has: Vec<&str> = has().map(Text::as_str).collect();
        let message = match has.is_empty() {
            true => format!("it has no number {told}, nor any other"),
            false => format!("it has no number {told}; it has {}", has.join(", ")),
        };
        Err(self.request.bad("STATEMENT_NUMBER_ABSENT", message, "check what is said with --number"))
    }

    /// Says which accounts the file names, each once: it may have a statement for each day, or write a
    /// card's number in two ways.
    pub(super) fn named(&self, work: &UnitOfWork<'_>) -> Result<Vec<(AccountName, StatementAccount)>> {
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

    /// Says which account of the ledger the file names.
    fn name_of(&self, work: &UnitOfWork<'_>, said: &StatementAccount) -> Result<AccountName> {
        let asked = self.request.account.as_ref();
        let Some(number) = &said.number else {
            return asked.cloned().ok_or_else(|| {
                let message = "it does not say which account it is of".to_owned();
                self.request.bad(
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
                    1 if is_masked(number) => "say it once: --account card:NUMBER".to_owned(),
                    1 => "say it once: --account bank:NAME".to_owned(),
                    _ => format!("say it once, for each: --number '{number}=bank:NAME'"),
                };
                Err(self.request.bad("STATEMENT_ACCOUNT_MISSING", message, &hint))
            }
        }
    }

    fn other_account(&self, number: &Text, is: &AccountName, asked: &AccountName) -> crate::Error {
        let message = format!("it is of number {number}, which is {is}; {asked} was asked for");
        self.request.bad(
            "STATEMENT_OTHER_ACCOUNT",
            message,
            "check which account the file is of, or leave out --account",
        )
    }

    /// Finds the account, or opens it: a statement is a first use.
    pub(super) fn account(&self, work: &mut UnitOfWork<'_>, name: &AccountName) -> Result<(Account, bool)> {
        if matches!(name.kind(), AccountKind::Notional) {
            let message = format!("{name} is an account in kind: it has no statement");
            return Err(self.request.bad(
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
        Err(self.request.bad("STATEMENT_ACCOUNT_MISSING", message, &hint))
    }

    /// Refuses another number than the account had before.
    pub(super) fn same_number(
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
                Err(self.request.bad("STATEMENT_OTHER_NUMBER", message, hint))
            }
            _ => Ok(()),
        }
    }
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

/// Tells whether a number is masked, as a card's is.
fn is_masked(number: &Text) -> bool {
    number.as_str().chars().filter(|c| "*xX#".contains(*c)).count() >= 4
}

/// Names the account of a card: the one that has its number, else the one that has its last four
/// digits, which is what a masked number shows.
fn card_named(work: &UnitOfWork<'_>, number: &Text) -> Result<AccountName> {
    let kept: String = number.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    let last_word = number.as_str().split_whitespace().next_back().unwrap_or_default();
    // `Card ending 5521`: words beside the number are none of it.
    let is_words =
        number.as_str().chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_uppercase()).count() >= 4
            && last_word.len() == 4
            && last_word.bytes().all(|b| b.is_ascii_digit());
    let digits: String = kept.chars().filter(char::is_ascii_digit).collect();
    let last = digits.get(digits.len().saturating_sub(4)..).unwrap_or_default();
    let card = |text: &str| text.parse::<Code>().ok().map(|code| AccountName::new(AccountKind::Card, code));
    // Where a spreadsheet took the noughts at the front, the card is the one that has them, or has them not.
    let is_short = kept == digits && (1..=4).contains(&kept.len());
    let bare = kept.trim_start_matches('0');
    let of_noughts = |number: String| card(&number).filter(|_| is_short && !bare.is_empty());
    let noughts = (1..=4).map(|width| of_noughts(format!("{bare:0>width$}")));
    let candidates: Vec<Option<AccountName>> =
        [card(number.as_str()), card(&kept), card(last)].into_iter().chain(noughts).collect();
    for name in candidates.iter().flatten() {
        if work.reader().own_account(name)?.is_some() {
            return Ok(name.clone());
        }
    }
    // A whole card number is a secret, which the ledger does not need.
    let shown = if digits.len() > 8 || is_words { card(last) } else { card(&kept) };
    shown.ok_or_else(|| {
        Refusal::FieldInvalid { field: "card", found: number.to_string(), wanted: "a card's number" }.into()
    })
}
