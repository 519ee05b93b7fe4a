//! Whether a profile fits a file: by the names of its columns, or by the shape of its lines.

use csv::StringRecord;

use super::date_money_formats::{NoDay, THIN, is_blank, without_way};
use super::layout::{self, Layout, Missing, Records, read_day};
use super::profile::{ColumnRef, Columns, Header, Money, Profile};
use domain::excerpt;
use file::BadFile;

/// What shows that a profile is a file's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// The names of its columns, or a person.
    Given,
    /// Nothing but the shape of its lines: its balances have to prove it.
    Wanted,
}

/// Finds the one shipped profile that fits.
///
/// # Errors
/// `STATEMENT_NO_LINES`; `STATEMENT_LAYOUT_UNKNOWN`, `_AMBIGUOUS` or `_UNPROVED`.
pub(super) fn find(text: &str, name: &str, delimiter: u8) -> Result<(&'static Profile, Proof), BadFile> {
    let mut fitting = shipped(text);
    if fitting.iter().any(|(_, proof)| *proof == Proof::Given) {
        fitting.retain(|(_, proof)| *proof == Proof::Given);
    }
    match fitting.as_slice() {
        [(profile, Proof::Wanted)] if profile.columns.balance.is_none() => Err(unproved(profile, name)),
        [only] => Ok(*only),
        [] => Err(unknown(text, name, delimiter)),
        several => {
            let several: Vec<&Profile> = several.iter().map(|(profile, _)| *profile).collect();
            let names: Vec<String> = several.iter().map(|profile| format!("`{}`", profile.name)).collect();
            let message = format!("profiles {} fit it", names.join(" and "));
            let hint = format!("say which one is meant: --profile {}", several[0].name);
            Err(BadFile::new(name, "STATEMENT_LAYOUT_AMBIGUOUS", message, Some(&hint)))
        }
    }
}

/// Lays a profile over a file.
///
/// # Errors
/// `STATEMENT_PROFILE_MISFITS`: what it wants, what the file has, and which shipped one does fit.
pub(super) fn layout(profile: &Profile, text: &str, name: &str) -> Result<Layout, BadFile> {
    match laid(profile, text) {
        Ok(layout) => Ok(layout),
        Err(None) if is_only_a_header(text, profile.delimiter) => Err(no_lines(name)),
        Err(missing) => Err(misfit(profile, missing, text, name)),
    }
}

/// The shipped profiles that fit a file, and what shows it: its own line of names, or nothing but its shape.
pub(super) fn shipped(text: &str) -> Vec<(&'static Profile, Proof)> {
    let fit = |profile: &'static Profile| {
        let layout = laid(profile, text).ok()?;
        let proof = match () {
            () if layout.is_named => Proof::Given,
            // Another line of names is another layout.
            () if !profile.names.is_empty() && !layout.names.is_empty() => return None,
            // Names of its own, among others that a council chooses.
            () if by_name(profile) => Proof::Given,
            () if !speaks_for(profile, &layout, text) => return None,
            () if layout.names.is_empty() => Proof::Wanted,
            () => Proof::Given,
        };
        Some((profile, proof))
    };
    Profile::shipped().iter().filter_map(fit).collect()
}

/// A profile has the file's shape, and nothing proves that it is the file's.
pub(super) fn unproved(profile: &Profile, name: &str) -> BadFile {
    let Profile { name: called, title, .. } = profile;
    let message = format!(
        "it has the shape of profile `{called}` ({title}), and neither names of columns nor balances that prove it"
    );
    let hint = format!("if it is that bank's: --profile {called}");
    BadFile::new(name, "STATEMENT_LAYOUT_UNPROVED", message, Some(&hint))
}

/// Tells whether a profile finds its columns by their names.
fn by_name(profile: &Profile) -> bool {
    profile.every_column().iter().any(|column| matches!(column, ColumnRef::Named(_)))
}

/// Tells whether nothing in the file speaks against a profile that goes by places: its own header names each
/// column for what the profile takes it, and no other column has sums of money.
fn speaks_for(profile: &Profile, layout: &Layout, text: &str) -> bool {
    const TRIED: usize = 50;
    if !layout.names.is_empty() && !layout.named_as_taken() {
        return false;
    }
    let other: Vec<usize> = (0..layout.width).filter(|place| !layout.is_used_for_money(*place)).collect();
    let (mut all, mut with_money) = (0, vec![0; layout.width]);
    let mut lines = layout.lines(profile, text);
    while let Some((_, record)) = lines.next().filter(|_| all < TRIED) {
        if all == 0 && layout.names.is_empty() && !is_alike(profile, layout, record) {
            return false;
        }
        all += 1;
        for place in &other {
            let value = record.get(*place).unwrap_or_default();
            with_money[*place] += usize::from(value.contains('.') && looks_like_money(value));
        }
    }
    let days = layout.columns.date;
    with_money.iter().enumerate().all(|(place, lines)| lines * 2 < all.max(1) || days == Some(place))
}

/// Lays a profile over a file where it fits; what of the header is missing where that is why it does not.
fn laid(profile: &Profile, text: &str) -> Result<Layout, Option<Missing>> {
    let layout = Layout::of(profile, text).map_err(Some)?;
    if by_name(profile) || has_the_shape(profile, &layout, text) { Ok(layout) } else { Err(None) }
}

/// Tells whether most lines have values where the profile wants them, of the kind it wants.
fn has_the_shape(profile: &Profile, layout: &Layout, text: &str) -> bool {
    const TRIED: usize = 20;
    if matches!(layout.day, Some(Err(_))) {
        return false;
    }
    let mut lines = layout.lines(profile, text);
    let (mut all, mut alike) = (0, 0);
    while let Some((_, record)) = lines.next() {
        if layout.passes_over(record) {
            continue;
        }
        all += 1;
        alike += usize::from(is_alike(profile, layout, record));
        if all == TRIED && alike == 0 {
            return false;
        }
    }
    // A file with a header of its own and no lines is told as what it is.
    alike * 2 > all || (all == 0 && profile.header == Header::Present)
}

fn is_alike(profile: &Profile, layout: &Layout, record: &StringRecord) -> bool {
    let value = |place: usize| record.get(place).unwrap_or_default().trim();
    let Columns { date, amount, currency, account, .. } = &layout.columns;
    let is_money = |place: usize| looks_like_money(value(place));
    let blank_or_money = |place: usize| is_blank(value(place)) || is_money(place);
    record.len() >= layout.width
        && (layout.width..record.len()).all(|place| value(place).is_empty())
        && date.is_none_or(|place| read_day(&profile.days, value(place)) != Err(NoDay::Otherwise))
        && currency.is_none_or(|place| value(place).chars().all(char::is_alphabetic))
        && account.iter().all(|place| value(*place).bytes().any(|byte| byte.is_ascii_digit()))
        && match amount {
            Money::Signed { amount, .. } => is_money(*amount),
            Money::Apart { out, in_ } => {
                blank_or_money(*out) && blank_or_money(*in_) && (is_money(*out) || is_money(*in_))
            }
            Money::Flagged { amount, flag, .. } => is_money(*amount) && value(*flag).len() < 10,
        }
}

/// Digits with the signs money has, and nothing else.
pub(super) fn looks_like_money(text: &str) -> bool {
    let (text, _) = without_way(text);
    let text = text.strip_prefix('\'').unwrap_or(text);
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || "£.,()+-\u{2212}".contains(c) || THIN.contains(&c))
}

fn unknown(text: &str, name: &str, delimiter: u8) -> BadFile {
    if is_only_a_header(text, delimiter) {
        return no_lines(name);
    }
    let message = format!("no built-in profile fits it; it has {}", first_values(text, delimiter));
    let hint = make_one(name);
    BadFile::new(name, "STATEMENT_LAYOUT_UNKNOWN", message, Some(&hint))
}

/// Tells whether there is one line, and only words in it.
pub(super) fn is_only_a_header(text: &str, delimiter: u8) -> bool {
    let mut records = Records::of(text, delimiter, 0);
    let is_word =
        |value: &str| !value.trim().starts_with(|c: char| c.is_ascii_digit() || "£-+(.".contains(c));
    let words = records.next().is_some_and(|(_, record)| record.iter().all(is_word));
    words && records.next().is_none()
}

pub(super) fn no_lines(name: &str) -> BadFile {
    let hint = "check the period; for a month without lines, take the last file in again and say how far it goes: --until DATE";
    BadFile::new(name, "STATEMENT_NO_LINES", "it has a header and no lines", Some(hint))
}

fn misfit(profile: &Profile, missing: Option<Missing>, text: &str, name: &str) -> BadFile {
    let has = first_values(text, profile.delimiter);
    let quoted =
        |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let why = match missing {
        Some(Missing { absent, .. }) if !absent.is_empty() => {
            format!("it wants {}, which the file does not have: it has {has}", quoted(&absent))
        }
        Some(Missing { doubled, .. }) => {
            format!("the file has {} more than once: give the column's number", quoted(&doubled))
        }
        None => {
            let fields = profile.fields.map_or(String::new(), |fields| format!("{fields} values a line, "));
            format!("it wants {fields}{}; the file has {has}", profile.wants())
        }
    };
    let message = format!("profile `{}` does not fit it: {why}", profile.name);
    let others: Vec<String> =
        shipped(text).iter().map(|(other, _)| format!("--profile {}", other.name)).collect();
    let hint = match others.is_empty() {
        true => make_one(name),
        false => format!("a shipped profile that fits it: {}", others.join(" or ")),
    };
    BadFile::new(name, "STATEMENT_PROFILE_MISFITS", message, Some(&hint))
}

fn make_one(name: &str) -> String {
    format!("make a profile for it: bhlp statement profile new {} --to PROFILE.toml", typed(name))
}

/// A file's name as a person types it.
pub(super) fn typed(name: &str) -> String {
    shlex::try_quote(name).map_or_else(|_| name.to_owned(), std::borrow::Cow::into_owned)
}

/// The values of the first line that is as wide as most: those above it only introduce.
fn first_values(text: &str, delimiter: u8) -> String {
    let first = |wanted: Option<usize>| {
        let mut records = Records::of(text, delimiter, 0);
        loop {
            let (_, record) = records.next()?;
            if wanted.is_none_or(|width| record.len() == width) {
                return Some(values(record));
            }
        }
    };
    let mut records = Records::of(text, delimiter, 0);
    let widths = std::iter::from_fn(|| records.next().map(|(_, record)| record.len()));
    first(layout::usual(widths.take(50))).or_else(|| first(None)).unwrap_or_default()
}

/// The values of a record, shortened: `3 values: a | b | c`.
fn values(record: &StringRecord) -> String {
    const SHOWN: usize = 20;
    let shown: Vec<String> = record.iter().take(SHOWN).map(|value| excerpt(value, 30)).collect();
    let more = if record.len() > SHOWN { " | ..." } else { "" };
    format!("{} values: {}{more}", record.len(), shown.join(" | "))
}
