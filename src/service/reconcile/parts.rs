//! Lines and entries as they were named, looked up: each open, and all of one account.

use crate::{Result, UnitOfWork};
use domain::matching::{BankItem, BookItem, How, Matching};
use domain::{AccountId, AccountName, EntryId, LineId, MatchingId, Pence, Refusal};

/// Lines and items of one account.
#[derive(Debug)]
pub(super) struct Parts {
    pub account: AccountId,
    pub name: AccountName,
    pub lines: Vec<BankItem>,
    /// What entries do to it.
    pub items: Vec<BookItem>,
}

/// How many lines or entries that would make up for a difference are told of.
const NEAR: usize = 3;

impl Parts {
    /// Looks up what was named. Which account it is follows from the lines, or is said, or is the only one
    /// that the entries move.
    pub fn find(
        work: &UnitOfWork<'_>,
        lines: &[i64],
        entries: &[i64],
        account: Option<&AccountName>,
    ) -> Result<Self> {
        let mut lines: Vec<BankItem> = lines.iter().map(|id| line(work, *id)).collect::<Result<_>>()?;
        lines.sort_unstable_by_key(|line| line.id);
        lines.dedup_by_key(|line| line.id);
        let mut entries = entries.to_vec();
        entries.sort_unstable();
        entries.dedup();
        let said = match account {
            Some(name) => Some(work.own_account(Some(name))?.id),
            None => None,
        };
        let id = match (said, lines.first(), entries.first()) {
            (Some(id), ..) => id,
            (None, Some(line), _) => line.account,
            (None, None, Some(entry)) => only_account(work, EntryId::new(*entry))?,
            (None, None, None) => return Err(Refusal::NothingToMatch.into()),
        };
        let name = name_of(work, id)?;
        for line in &lines {
            if line.account != id {
                let (part, found) = (format!("line {}", line.id), name_of(work, line.account)?);
                return Err(Refusal::AccountsDiffer { part, found, account: name }.into());
            }
            open(format!("line {}", line.id), work.reader().matching_of_line(line.id)?)?;
        }
        let items = entries.into_iter().map(|entry| item(work, EntryId::new(entry), id, &name));
        let items = items.collect::<Result<_>>()?;
        Ok(Self { account: id, name, lines, items })
    }

    /// What the lines come to.
    pub fn of_lines(&self) -> Pence {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// What the entries come to.
    pub fn of_items(&self) -> Pence {
        self.items.iter().map(|item| item.amount).sum()
    }

    /// Refuses parts that all lie in closed months, whose sign-off told them apart; and two sides that do
    /// not come to the same, with what would make up the difference.
    pub fn balance(&self, work: &UnitOfWork<'_>) -> Result<()> {
        let of_lines = self.lines.iter().map(|line| line.counted_on);
        let latest = of_lines.chain(self.items.iter().map(|item| item.effective_on)).max();
        if let Some(month) =
            latest.map(|day| day.month()).filter(|month| work.calendar.closed.contains(month))
        {
            return Err(Refusal::MatchingInClosedMonth { month }.into());
        }
        let (lines, items) = (self.of_lines(), self.of_items());
        if lines == items {
            return Ok(());
        }
        let until = work.calendar.pilot.settles_until();
        let open = work.reader().open_items(&[self.account], until)?;
        let named = |entry: EntryId| self.items.iter().any(|item| item.entry == entry);
        let open = open.iter().filter(|item| !named(item.entry) && item.amount == lines - items);
        let mut near: Vec<String> = open
            .map(|item| {
                format!("entry {} ({}, {})", item.entry, item.effective_on, item.amount.format_pounds())
            })
            .collect();
        let open = work.reader().open_lines(&[self.account], until)?;
        let named = |id: LineId| self.lines.iter().any(|line| line.id == id);
        let open = open.iter().filter(|line| !named(line.id) && line.amount == items - lines);
        near.extend(open.map(|line| {
            let text = line.text.as_ref().map(|text| format!(", {text}")).unwrap_or_default();
            format!("line {} ({}, {}{text})", line.id, line.posted_on, line.amount.format_pounds())
        }));
        near.truncate(NEAR);
        let lines = (!self.lines.is_empty()).then_some(lines);
        let entries = (!self.items.is_empty()).then_some(items);
        Err(Refusal::MatchingDiffers { lines, entries, near }.into())
    }

    /// Makes one matching of all of it.
    pub fn matched(&self, how: How) -> Matching {
        Matching {
            account: self.account,
            lines: self.lines.iter().map(|line| line.id).collect(),
            items: self.items.iter().map(|item| (item.entry, item.amount)).collect(),
            how,
            score: 100,
        }
    }

    /// Says what it is made of, in words.
    pub fn describe(&self) -> String {
        let lines = listed("line", self.lines.iter().map(|line| line.id.get()));
        let items = listed("entry", self.items.iter().map(|item| item.entry.get()));
        match (lines, items) {
            (Some(lines), Some(items)) => format!("{lines} with {items}"),
            (Some(only), None) | (None, Some(only)) => format!("{only} with each other"),
            (None, None) => "nothing".into(),
        }
    }
}

/// Names things by their numbers: `line 3`, `lines 3, 4 and 9`.
fn listed(what: &str, numbers: impl Iterator<Item = i64>) -> Option<String> {
    let mut numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
    let last = numbers.pop()?;
    if numbers.is_empty() {
        return Some(format!("{what} {last}"));
    }
    let many = if what == "entry" { "entries" } else { "lines" };
    Some(format!("{many} {} and {last}", numbers.join(", ")))
}

pub(super) fn line(work: &UnitOfWork<'_>, id: i64) -> Result<BankItem> {
    work.found(work.reader().line(LineId::new(id))?, "line", id)
}

/// Finds what an entry does to an account, which no matching has yet.
pub(super) fn item(
    work: &UnitOfWork<'_>,
    entry: EntryId,
    account: AccountId,
    name: &AccountName,
) -> Result<BookItem> {
    let items = items(work, entry)?;
    let Some(item) = items.into_iter().find(|item| item.account == account) else {
        return Err(Refusal::EntryElsewhere { entry, account: Some(name.clone()) }.into());
    };
    open(format!("entry {entry}"), work.reader().matching_of_item(entry, account)?)?;
    Ok(item)
}

/// Finds what an entry does to the pilot's own accounts.
fn items(work: &UnitOfWork<'_>, entry: EntryId) -> Result<Vec<BookItem>> {
    let items = work.reader().items_of(entry)?;
    if items.is_empty() {
        work.found(work.reader().entry(entry)?, "entry", entry)?;
    }
    Ok(items)
}

/// The one account that an entry moves.
pub(super) fn only_account(work: &UnitOfWork<'_>, entry: EntryId) -> Result<AccountId> {
    let items = items(work, entry)?;
    match items.as_slice() {
        [only] => Ok(only.account),
        [] => Err(Refusal::EntryElsewhere { entry, account: None }.into()),
        several => {
            let names = several.iter().map(|item| name_of(work, item.account));
            let mut accounts = names.collect::<Result<Vec<_>>>()?;
            accounts.sort_unstable_by_key(ToString::to_string);
            Err(Refusal::AccountNotSaid { entry, accounts }.into())
        }
    }
}

/// Refuses what is matched already.
pub(super) fn open(part: String, matching: Option<MatchingId>) -> Result<()> {
    match matching {
        Some(matching) => Err(Refusal::MatchedAlready { part, matching }.into()),
        None => Ok(()),
    }
}

/// Names an account.
pub(super) fn name_of(work: &UnitOfWork<'_>, id: AccountId) -> Result<AccountName> {
    work.found(work.reader().account_name(id)?, "account", id)
}

/// Says what a line is: its number, its day, what it does and its words.
pub(super) fn describe_line(line: &BankItem) -> String {
    let text = line.text.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
    let abroad = line.foreign.as_ref().map(|foreign| format!(" ({foreign})")).unwrap_or_default();
    format!("line {} of {}, {}{text}{abroad}", line.id, line.posted_on, way(line.amount))
}

/// Says an amount with its way: `£12.50 out`.
pub(super) fn way(amount: Pence) -> String {
    match amount < Pence::ZERO {
        true => format!("{} out", (-amount).format_pounds()),
        false => format!("{} in", amount.format_pounds()),
    }
}
