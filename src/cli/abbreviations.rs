//! Short forms of codes, written out: `42` for the child C-00042, `clo` for the category clothing.
//!
//! Only a person at a terminal may use them, only where exactly one thing can be meant, and what it was
//! taken for is said. A wrong child would be the worst mistake, so a short form reaches only the
//! children whose cases the user leads; whoever leads none reaches all.

use std::ffi::OsString;
use std::io::{self, Write};

use crate::code_lookup::{Choice, CodeLookup, Kind};
use crate::failure::{Hint, Result, refusal};
use crate::globals::Globals;
use crate::terminal;
use domain::Refusal;

/// Writes out the short form that a command failed on; where it may not be, the error says what it was taken
/// for.
pub(super) fn expand(error: anyhow::Error, globals: &Globals, words: &[OsString]) -> Result<Vec<OsString>> {
    let Some((what, said, code, leads)) = short_form(&error, globals) else { return Err(error) };
    let why = match replaced(words, &said, &code) {
        _ if !leads => "a child whose case you do not lead",
        // Where this cannot be said, it is not done.
        Some(whole) => match writeln!(io::stderr(), "{what} `{said}`: understood as {code}") {
            Ok(()) => return Ok(whole),
            Err(_) => return Err(error),
        },
        None => "and it stands in the line more than once",
    };
    Err(error.context(Hint(format!("`{said}` was taken for {code}, {why}: if you mean it, write {code}"))))
}

/// Finds what a command failed on, and what that can mean: the kind of thing, what was typed, the code, and
/// whether the user leads that case.
fn short_form(error: &anyhow::Error, globals: &Globals) -> Option<(&'static str, String, String, bool)> {
    let Refusal::Unknown { what, found: said, .. } = refusal(error)? else { return None };
    let kind = match *what {
        "child" => Kind::Child,
        "category" => Kind::Category,
        _ => return None,
    };
    if !terminal::somebody_is_there() {
        return None;
    }
    let mut codes = CodeLookup::open(globals.ledger.as_ref()?, globals.user.clone()).ok()?;
    if let Some(code) = code_for(&mut codes, kind, said) {
        return Some((what, said.clone(), code, true));
    }
    let children = if kind == Kind::Child { codes.children().ok()? } else { Vec::new() };
    let code = only(children, |code| is_short_for(said, code))?;
    Some((what, said.clone(), code, false))
}

/// Finds the one code that a short form can mean.
pub(super) fn code_for(codes: &mut CodeLookup, kind: Kind, said: &str) -> Option<String> {
    let fits = match kind {
        Kind::Child => is_short_for,
        Kind::Category => begins,
        _ => return None,
    };
    only(codes.choices(kind).ok()?, |code| fits(said, code))
}

/// Returns the code that fits, where no other does.
fn only(choices: Vec<Choice>, fits: impl Fn(&str) -> bool) -> Option<String> {
    let mut fitting = choices.into_iter().filter(|choice| fits(&choice.code));
    let only = fitting.next()?.code;
    fitting.next().is_none().then_some(only)
}

/// Puts the code in the place of the short form, where that stands in the line just once.
pub(super) fn replaced(words: &[OsString], said: &str, code: &str) -> Option<Vec<OsString>> {
    let value = |word: &OsString| {
        let word = word.to_str()?;
        let flag = word.strip_suffix(said)?;
        (flag.is_empty() || (flag.starts_with("--") && flag.ends_with('='))).then(|| flag.to_owned())
    };
    let mut places = words.iter().enumerate().skip(1).filter_map(|(place, word)| Some((place, value(word)?)));
    let (place, flag) = places.next()?;
    if places.next().is_some() {
        return None;
    }
    let mut whole = words.to_vec();
    whole[place] = format!("{flag}{code}").into();
    Some(whole)
}

/// A category by the first letters of its code.
fn begins(said: &str, code: &str) -> bool {
    said.len() >= 2 && code.starts_with(&said.to_lowercase())
}

/// A reference by its number alone, or without its noughts, marks and capitals: `42`, `c42`, `c-42`.
fn is_short_for(said: &str, code: &str) -> bool {
    let (said, code) = (parts(said), parts(code));
    match said.as_slice() {
        [only] if only.starts_with(|c: char| c.is_ascii_digit()) => code.last() == Some(only),
        _ => !said.is_empty() && said == code,
    }
}

/// Runs of letters and of digits: `C-00042` is `c` and `42`.
fn parts(code: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut before = None;
    for sign in code.chars().map(|sign| sign.to_ascii_lowercase()) {
        let class = sign.is_ascii_alphanumeric().then(|| sign.is_ascii_digit());
        match (class, parts.last_mut()) {
            (None, _) => {}
            (Some(_), Some(part)) if class == before => part.push(sign),
            (Some(_), _) => parts.push(sign.into()),
        }
        before = class;
    }
    for part in &mut parts {
        let bare = part.trim_start_matches('0');
        if part.starts_with('0') {
            *part = if bare.is_empty() { "0".into() } else { bare.to_owned() };
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_known_by_its_number() {
        for said in ["42", "042", "c42", "C-42", "c-00042", "c.42", "C00042"] {
            assert!(is_short_for(said, "C-00042"), "{said}");
        }
        for said in ["4", "2", "420", "d-42", "c", "", "-", "c-42-1", "42-c"] {
            assert!(!is_short_for(said, "C-00042"), "{said}");
        }
        assert!(is_short_for("7", "TW-2006-0007"));
        assert!(!is_short_for("2006", "TW-2006-0007"));
        assert!(is_short_for("tw-2006-7", "TW-2006-0007"));
    }

    #[test]
    fn a_category_is_known_by_its_first_letters() {
        assert!(begins("clo", "clothing") && begins("CLO", "clothing"));
        assert!(!begins("c", "clothing") && !begins("lot", "clothing"));
    }

    #[test]
    fn a_short_form_is_written_out_only_where_it_stands_once() {
        let words = |line: &str| -> Vec<OsString> { line.split(' ').map(OsString::from).collect() };
        assert_eq!(
            replaced(&words("bhlp buy 42 clothing 3"), "42", "C-42"),
            Some(words("bhlp buy C-42 clothing 3"))
        );
        let flag = words("bhlp report statement --child=42");
        assert_eq!(replaced(&flag, "42", "C-42"), Some(words("bhlp report statement --child=C-42")));
        assert_eq!(replaced(&words("bhlp time record 30 30 visit"), "30", "C-30"), None);
        assert_eq!(replaced(&words("bhlp buy C-142 clothing 3"), "42", "C-42"), None);
    }
}
