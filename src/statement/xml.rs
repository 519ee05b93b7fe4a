//! XML as a stream of pieces with their lines, read by `quick-xml`, which expands no entity of its own and
//! fetches nothing. A document that declares any is refused where it does, before it means anything.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::{BytesStart, Event};

use super::reading::truncated;
use domain::excerpt;
use file::BadFile;

/// The deepest nesting read: statements go about fifteen deep.
const DEEPEST: usize = 64;

/// The most elements read as a whole: a payment run of 40,000 payments has fewer.
const MOST_ELEMENTS: usize = 1_000_000;

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// An element begins.
    Open(Tag),
    /// A part of an element's text.
    Text(Cow<'a, str>),
    /// The element of this name ends.
    Close(String),
}

/// The beginning of an element, without its prefix.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub name: String,
    /// The attribute `Ccy`: a currency.
    pub currency: Option<String>,
    /// What `xmlns` declares for its prefix, or for all without one.
    pub namespace: Option<String>,
}

impl Tag {
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), currency: None, namespace: None }
    }
}

/// A document being read.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    file: &'a str,
    depth: usize,
    closed: Option<String>,
    counted: usize,
    line: u64,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str, file: &'a str) -> Self {
        let reader = Reader::from_str(text);
        Self { reader, text, file, depth: 0, closed: None, counted: 0, line: 1 }
    }

    /// Returns the next piece and the line it begins on; `None` at the proper end.
    ///
    /// # Errors
    /// `STATEMENT_XML_DOCTYPE`, `STATEMENT_XML_TOO_DEEP`, `STATEMENT_XML_INVALID`, `STATEMENT_TRUNCATED`.
    pub(super) fn next(&mut self) -> Result<Option<(u64, Piece<'a>)>, BadFile> {
        loop {
            if let Some(name) = self.closed.take() {
                self.depth -= 1;
                return Ok(Some((self.line, Piece::Close(name))));
            }
            self.line_here();
            let line = self.line;
            let event = self.reader.read_event().map_err(|error| self.broken(&error))?;
            let piece = match event {
                Event::Start(tag) => Piece::Open(self.open(&tag)?),
                Event::Empty(tag) => {
                    let tag = self.open(&tag)?;
                    self.closed = Some(tag.name.clone());
                    Piece::Open(tag)
                }
                Event::End(tag) => {
                    self.depth -= 1;
                    Piece::Close(tag.local_name().as_ref().to_owned())
                }
                Event::Text(text) => Piece::Text(text.into_inner()),
                Event::CData(text) => Piece::Text(text.into_inner()),
                Event::GeneralRef(reference) => match letter(&reference) {
                    Some(letter) => Piece::Text(Cow::Owned(letter.to_string())),
                    None => return Err(self.unknown_entity(&reference)),
                },
                Event::DocType(kind) => return Err(self.doctype(&kind)),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
                Event::Eof if self.depth > 0 => {
                    return Err(truncated(self.file, "the end of every XML element"));
                }
                Event::Eof => return Ok(None),
            };
            return Ok(Some((line, piece)));
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<Tag, BadFile> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("line {}: its elements are nested more than {DEEPEST} deep", self.line);
            return Err(self.bad_file("STATEMENT_XML_TOO_DEEP", message));
        }
        let name = tag.local_name().as_ref().to_owned();
        let prefix = tag.name().prefix().map(|prefix| prefix.as_ref().to_owned()).unwrap_or_default();
        let mut opened = Tag { name, currency: None, namespace: None };
        // Looking for doubled ones would take the square of their number.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| {
                let message = format!("line {}: {}", self.line, excerpt(&error.to_string(), 200));
                self.bad_file("STATEMENT_XML_INVALID", message)
            })?;
            match attribute.key.as_ref() {
                "Ccy" => opened.currency = Some(attribute.value.trim().to_owned()),
                key if key == "xmlns" && prefix.is_empty() || key.strip_prefix("xmlns:") == Some(&prefix) => {
                    opened.namespace = Some(attribute.value.trim().to_owned());
                }
                _ => {}
            }
        }
        Ok(opened)
    }

    /// Counts the lines up to where the next piece begins.
    fn line_here(&mut self) {
        let here = usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len());
        let new = self.text.as_bytes().get(self.counted..here).unwrap_or_default();
        self.line += u64::try_from(new.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(0);
        self.counted = here.max(self.counted);
    }

    fn bad_file(&self, code: &'static str, message: String) -> BadFile {
        BadFile::new(self.file, code, message, Some("ask the bank for it again"))
    }

    fn broken(&self, error: &Error) -> BadFile {
        match error {
            // Each of these is something begun and not ended.
            Error::Syntax(_) => truncated(self.file, "the end of every XML element"),
            _ => {
                // It quotes the file.
                let error = excerpt(&error.to_string(), 200);
                self.bad_file("STATEMENT_XML_INVALID", format!("line {}: {error}", self.line))
            }
        }
    }

    fn unknown_entity(&self, name: &str) -> BadFile {
        let name = excerpt(name, 40);
        let message =
            format!("line {}: XML has no entity `&{name};`, and none is taken from elsewhere", self.line);
        self.bad_file("STATEMENT_XML_INVALID", message)
    }

    fn doctype(&self, kind: &str) -> BadFile {
        if kind.trim_start().to_ascii_lowercase().starts_with("html") {
            let hint = "log in to the bank and fetch the statement itself";
            return BadFile::new(
                self.file,
                "STATEMENT_UNKNOWN",
                "it is a web page, not a statement",
                Some(hint),
            );
        }
        let message = format!(
            "line {}: it has a DOCTYPE, which could declare entities; no bank's statement needs one",
            self.line
        );
        self.bad_file("STATEMENT_XML_DOCTYPE", message)
    }
}

/// The letter of a reference: a number, or one of XML's five names.
fn letter(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// An element read whole, with everything in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub name: String,
    pub row: u64,
    pub currency: Option<String>,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// Reads the rest of the element that `tag` opened on line `row`.
    pub(super) fn read(xml: &mut Xml<'_>, row: u64, tag: Tag) -> Result<Self, BadFile> {
        let begin = |row, tag: Tag| Self { name: tag.name, row, currency: tag.currency, ..Self::default() };
        let mut above: Vec<Self> = Vec::new();
        let mut here = begin(row, tag);
        let mut elements = 0;
        while let Some((row, piece)) = xml.next()? {
            match piece {
                Piece::Open(tag) => {
                    elements += 1;
                    if elements > MOST_ELEMENTS {
                        let message = format!("line {row}: more than {MOST_ELEMENTS} elements are in one");
                        return Err(xml.bad_file("STATEMENT_XML_TOO_DEEP", message));
                    }
                    above.push(std::mem::replace(&mut here, begin(row, tag)));
                }
                Piece::Text(text) => here.text.push_str(&text),
                Piece::Close(_) => match above.pop() {
                    None => return Ok(here),
                    Some(mut parent) => {
                        parent.children.push(here);
                        here = parent;
                    }
                },
            }
        }
        Err(truncated(xml.file, "the end of every XML element"))
    }

    /// The first element at the end of a path.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.children.iter().find(|child| child.name == *name))
    }

    /// The text at the end of a path; empty where there is none.
    pub(super) fn text(&self, path: &[&str]) -> &str {
        self.at(path).map_or("", |element| element.text.trim())
    }

    /// The children of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}
