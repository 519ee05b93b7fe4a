//! The tags of OFX 1, an SGML whose values have no end tag: `<NAME>Shoe shop`. There are no entities but
//! XML's five, `&nbsp;` and numbers; anything else after `&` is a plain `&`, as banks write it.

use std::borrow::Cow;

use super::xml::{Piece, Tag};
use file::BadFile;

/// A text being read tag by tag.
#[derive(Debug)]
pub(super) struct Sgml<'a> {
    rest: &'a str,
    file: &'a str,
    line: u64,
}

impl<'a> Sgml<'a> {
    pub(super) fn new(text: &'a str, file: &'a str) -> Self {
        Self { rest: text, file, line: 1 }
    }

    /// Returns the next piece and the line it begins on.
    ///
    /// # Errors
    /// `STATEMENT_XML_DOCTYPE`, `STATEMENT_TRUNCATED`.
    pub(super) fn next(&mut self) -> Result<Option<(u64, Piece<'a>)>, BadFile> {
        loop {
            let line = self.line;
            if self.rest.is_empty() {
                return Ok(None);
            }
            if !begins_tag(self.rest) {
                return Ok(Some((line, Piece::Text(letters(self.text())))));
            }
            let Some(end) = self.rest.find('>') else {
                return Err(super::reading::truncated(self.file, "the end of a tag"));
            };
            let tag = &self.rest[1..end];
            if tag.contains('<') {
                let message = format!("line {line}: a tag begins, and another before it has ended");
                let hint = Some("ask the bank for it again");
                return Err(BadFile::new(self.file, "STATEMENT_XML_INVALID", message, hint));
            }
            self.skip(end + 1);
            match tag.as_bytes().first() {
                Some(b'!') => {
                    let message = format!(
                        "line {line}: it has a declaration (`<!`), which could declare entities; no statement needs one"
                    );
                    let hint = Some("ask the bank for it again");
                    return Err(BadFile::new(self.file, "STATEMENT_XML_DOCTYPE", message, hint));
                }
                Some(b'?') => {}
                Some(b'/') => return Ok(Some((line, Piece::Close(tag[1..].trim().to_ascii_uppercase())))),
                _ => return Ok(Some((line, Piece::Open(Tag::named(&tag.trim().to_ascii_uppercase()))))),
            }
        }
    }

    /// Takes the text up to the next tag.
    fn text(&mut self) -> &'a str {
        let all = self.rest;
        let tag = all.match_indices('<').map(|(place, _)| place).find(|place| begins_tag(&all[*place..]));
        let end = tag.unwrap_or(all.len());
        self.skip(end);
        &all[..end]
    }

    fn skip(&mut self, end: usize) {
        let (gone, rest) = self.rest.split_at(end);
        self.line += u64::try_from(gone.matches('\n').count()).unwrap_or(0);
        self.rest = rest;
    }
}

fn begins_tag(text: &str) -> bool {
    let mut letters = text.bytes();
    letters.next() == Some(b'<')
        && letters.next().is_some_and(|b| b.is_ascii_alphabetic() || b"/!?".contains(&b))
}

/// A text with its entities as letters.
fn letters(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        // No entity is longer than `&#1114111;`, so nobody looks further for its end.
        let end = after.bytes().take(9).position(|b| b == b';');
        match end.and_then(|end| Some((letter(&after[..end])?, end))) {
            Some((letter, end)) => {
                out.push(letter);
                rest = &after[end + 1..];
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn letter(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}
