//! What a file's profile may be, with the reasons and the doubts.

use super::super::profile::Profile;
use super::super::{csv, detect, layout, profile_text, text};
use super::column::Seen;
use super::profile::write;
use super::roles::Roles;
use super::sheet::Sheet;
use domain::Code;
use domain::statement::{StatementFile, StatementLine};
use file::BadFile;

/// What a file's profile may be.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The profile, its text with the reasons beside the keys.
    pub profile: Profile,
    /// What each column seems to be, and why.
    pub reasons: Vec<Reason>,
    /// What a person has to look at.
    pub doubts: Vec<String>,
    /// The file as the profile reads it, or why it does not.
    pub read: Result<StatementFile, BadFile>,
}

/// What a column seems to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The column's number, from 1 on.
    pub number: usize,
    /// Its name, where there is a header.
    pub name: Option<String>,
    /// What it seems to be; empty for one that is not used.
    pub role: &'static str,
    pub why: String,
}

impl Proposal {
    /// Returns the first lines in the order of the file, each with its account's number.
    pub fn first_lines(&self, most: usize) -> Vec<(Option<&str>, &StatementLine)> {
        let Ok(file) = &self.read else { return Vec::new() };
        let mut lines: Vec<_> = file
            .accounts
            .iter()
            .flat_map(|account| {
                let number = account.number.as_ref().map(domain::Text::as_str);
                account.lines.iter().take(most).map(move |line| (number, line))
            })
            .collect();
        lines.sort_by_key(|(_, line)| line.row);
        lines.truncate(most);
        lines
    }
}

/// Looks at a file and proposes a profile of this name.
///
/// # Errors
/// A file that is no text, has no lines, or in which no column has days or money.
pub fn propose(bytes: &[u8], file: &str, called: &Code) -> Result<Proposal, BadFile> {
    let text = text::decode(bytes, file)?;
    let text = layout::with_line_feeds(&text);
    let delimiter = layout::delimiter(&text);
    csv::check_quotes(&text, delimiter, file)?;
    let sheet =
        Sheet::look(&text, delimiter).ok_or_else(|| match detect::is_only_a_header(&text, delimiter) {
            true => detect::no_lines(file),
            false => no_table(file),
        })?;
    let roles = Roles::find(&sheet.columns).map_err(|missing| nothing(file, missing, &sheet))?;
    let mut doubts = roles.doubts.clone();
    if let Some(shipped) = detect::shipped(&text).first() {
        doubts.push(format!(
            "the shipped profile `{}` ({}) fits this file already: --profile {0}",
            shipped.name, shipped.title
        ));
    }
    doubts.extend(sheet.ends.iter().map(|(_, word)| {
        format!(
            "lines that begin with `{word}` are passed over as totals: see that no line of the account is"
        )
    }));
    let written = write(called, &sheet, &roles, file);
    let profile =
        profile_text::parse(called.as_str(), &written).expect("what is proposed is a sound profile");
    let read = csv::read(&text, file, Some(&profile));
    let reasons = sheet.columns.iter().zip(&roles.of).map(|(seen, role)| Reason {
        number: seen.number,
        name: seen.name.clone(),
        role: role.as_ref().map_or("", |(role, _)| role.label()),
        why: role.as_ref().map_or("not used".to_owned(), |(_, why)| why.clone()),
    });
    Ok(Proposal { profile, reasons: reasons.collect(), doubts, read })
}

fn nothing(file: &str, missing: &str, sheet: &Sheet) -> BadFile {
    let names: Vec<String> = sheet.columns.iter().map(Seen::describe).collect();
    let message = format!("no column of it has {missing}; it has {}", names.join(", "));
    let hint = "write the profile by hand: docs/STATEMENTS.md explains every key";
    BadFile::new(file, "STATEMENT_COLUMNS_UNKNOWN", message, Some(hint))
}

fn no_table(file: &str) -> BadFile {
    let message = "no line of it has a day and a sum of money";
    let hint = "see that it is the statement; if it is, write the profile by hand: docs/STATEMENTS.md";
    BadFile::new(file, "STATEMENT_COLUMNS_UNKNOWN", message, Some(hint))
}
