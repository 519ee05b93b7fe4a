//! What is known of an account from its statements before: how they are laid out, which file is its own, and
//! how far one reaches. Where two could be meant, somebody at the terminal is asked.

use std::io::{self, BufRead, Write};

use anyhow::bail;

use crate::failure::Result;
use crate::terminal;
use domain::statement::StatementFile;
use domain::{AccountKind, AccountName, Day};
use file::BadFile;
use statement::Profile;
use store::{LaidOut, Reader};

/// A file as it is read, with what was remembered for it.
pub(super) struct Chosen {
    pub file: StatementFile,
    /// The text of the profile that was named or remembered.
    pub profile: Option<String>,
    pub account: Option<AccountName>,
}

/// Reads a file by the profile that is named; else as the account's last statement was laid out, or the one
/// account whose profile fits it.
pub(super) fn choose(
    reader: Reader<'_>,
    bytes: &[u8],
    name: &str,
    today: Day,
    (named, account): (Option<&str>, Option<&AccountName>),
) -> Result<Chosen> {
    let before = reader.laid_out()?;
    let read = |profile: Option<&Profile>| statement::read(bytes, name, today, profile);
    let (file, profile) = match named {
        Some(said) => {
            let profile = Profile::find(said)?;
            (read(Some(&profile))?, Some(profile.text))
        }
        None => {
            let itself = read(None);
            let is_csv = itself.as_ref().map_or(true, |file| file.format.starts_with("csv:"));
            let known = if is_csv { fitting(&before, account, read)? } else { Vec::new() };
            alone(name, itself, known)?
        }
    };
    let account = match account {
        Some(account) => Some(account.clone()),
        None if file.accounts.iter().any(|account| account.number.is_none()) => {
            meant(reader, &before, &file, name)?
        }
        None => None,
    };
    Ok(Chosen { file, profile, account })
}

/// The remembered profiles that fit, each once with what it reads: of one account, where that is said.
fn fitting(
    before: &[LaidOut],
    account: Option<&AccountName>,
    read: impl Fn(Option<&Profile>) -> std::result::Result<StatementFile, BadFile>,
) -> Result<Vec<(StatementFile, Profile)>> {
    let mut found: Vec<(StatementFile, Profile)> = Vec::new();
    for known in before.iter().filter(|known| account.is_none_or(|account| *account == known.account)) {
        let Some(text) = &known.profile else { continue };
        let profile = Profile::parse("the profile remembered", text)?;
        if found.iter().all(|(_, other)| other.text != profile.text)
            && let Ok(file) = read(Some(&profile))
        {
            found.push((file, profile));
        }
    }
    Ok(found)
}

/// The one way to read the file. Two that fit are not chosen from.
fn alone(
    name: &str,
    itself: std::result::Result<StatementFile, BadFile>,
    known: Vec<(StatementFile, Profile)>,
) -> Result<(StatementFile, Option<String>)> {
    let mut ways: Vec<String> = known.iter().map(|(_, profile)| profile.name.to_string()).collect();
    if let Ok(file) = &itself {
        let shipped = file.format.strip_prefix("csv:").unwrap_or(&file.format).to_owned();
        if !known.is_empty() && !ways.contains(&shipped) {
            ways.push(shipped);
        }
    }
    match (ways.len(), known.into_iter().next()) {
        (1, Some((file, profile))) => Ok((file, Some(profile.text))),
        (_, None) => Ok((itself?, None)),
        _ => {
            let message = format!("it fits more than one layout that is known: {}", ways.join(", "));
            let hint = "say whose it is (--account NAME), or name the layout: --profile NAME";
            bail!(BadFile::new(name, "STATEMENT_LAYOUT_AMBIGUOUS", message, Some(hint)))
        }
    }
}

/// The account that a file without a number is of: the one whose last statement was laid out like it. A card
/// that never had a statement could be meant, too.
fn meant(
    reader: Reader<'_>,
    before: &[LaidOut],
    file: &StatementFile,
    name: &str,
) -> Result<Option<AccountName>> {
    let alike = before.iter().filter(|known| known.format == file.format && !known.numbered);
    let mut could: Vec<AccountName> = alike.map(|known| known.account.clone()).collect();
    let is_card = could.first().is_some_and(|name| name.kind() == AccountKind::Card);
    for (_, other) in reader.statement_accounts()? {
        let never = before.iter().all(|known| known.account != other);
        if is_card && never && other.kind() == AccountKind::Card {
            could.push(other);
        }
    }
    let names: Vec<String> = could.iter().map(ToString::to_string).collect();
    let names = names.join(", ");
    match could.as_slice() {
        [] => Ok(None),
        [only] => {
            writeln!(io::stderr(), "taken for {only}, whose last statement was laid out like it")?;
            Ok(Some(only.clone()))
        }
        _ if terminal::somebody_is_there() => loop {
            let said = line(&format!("which account is it of ({names})?"))?;
            match said.parse::<AccountName>() {
                Ok(account) if could.contains(&account) => return Ok(Some(account)),
                _ if said.is_empty() => return Ok(None),
                _ => writeln!(io::stderr(), "`{said}` is none of them")?,
            }
        },
        _ => {
            let message = format!("it does not say which account it is of, and it may be of {names}");
            let hint = format!("say it: --account {}", could[0]);
            bail!(BadFile::new(name, "STATEMENT_ACCOUNT_MISSING", message, Some(&hint)))
        }
    }
}

/// The last day a file covers, where neither it nor the user says so and it may reach beyond its last line.
/// Somebody at the terminal is asked; elsewhere there is a warning of it, and `month status` names it.
pub(super) fn until(file: &StatementFile, today: Day, shown: &str) -> Result<(Option<Day>, Option<String>)> {
    let says = file.accounts.iter().any(|account| account.until.is_some());
    let last = file.accounts.iter().flat_map(|account| &account.lines).map(|line| line.posted_on).max();
    let Some(last) = last.filter(|last| !says && *last < last.month().last() && *last <= today) else {
        return Ok((None, None));
    };
    let end = last.month().last();
    if !terminal::somebody_is_there() {
        let warning = format!(
            "it does not say how far it reaches: taken as complete up to its last line, {last}; if it is up to {end}: \
             bhlp statement import {shown} --until {end}"
        );
        return Ok((None, Some(warning).filter(|_| end < today)));
    }
    let usual = if end < today { end } else { last };
    loop {
        let ask = format!("its last line is of {last}. Up to which day is it complete [{usual}]?");
        let said = line(&ask)?;
        if said.is_empty() {
            return Ok((Some(usual), None));
        }
        match said.parse::<Day>() {
            Ok(day) if last <= day && day <= today => return Ok((Some(day), None)),
            Ok(day) => writeln!(io::stderr(), "{day} is not between {last} and {today}")?,
            Err(why) => writeln!(io::stderr(), "{why}")?,
        }
    }
}

/// Asks for a line.
fn line(ask: &str) -> Result<String> {
    write!(io::stderr(), "{ask} ")?;
    io::stderr().flush()?;
    let mut said = String::new();
    io::stdin().lock().read_line(&mut said)?;
    Ok(said.trim().to_owned())
}
