//! What a person decided on each line, read back as it was filled in.

use std::collections::BTreeMap;

use csv::ReaderBuilder;
use thiserror::Error;

use domain::excerpt;
use domain::publication::Decision;

/// The line of the file at which a record begins: the reader counts a line's end of two characters late.
fn line_at(bytes: &[u8], position: &csv::Position) -> u64 {
    let start = usize::try_from(position.byte()).unwrap_or(bytes.len()).min(bytes.len());
    let ends = bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let before = bytes[..start + ends].iter().filter(|byte| **byte == b'\n').count();
    u64::try_from(before).unwrap_or(u64::MAX).saturating_add(1)
}

/// What was decided before, by transaction number: on which line, and what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided(BTreeMap<String, (String, Decision)>);

/// Why a review cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadReview {
    /// It is not the list that was written.
    #[error("review.csv has not the columns it was written with: {0}")]
    Header(String),
    /// It was saved in another form.
    #[error("review.csv was saved with {0}")]
    Saved(&'static str),
    /// A line of it cannot be understood.
    #[error("review.csv, line {line}: {what}")]
    SpendLine {
        /// The line of the file.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
}

impl Decided {
    /// Reads a review that was filled in. A spreadsheet may have changed every column but the words.
    ///
    /// # Errors
    /// Other columns, a decision that is none, a line twice.
    pub fn read(bytes: &[u8]) -> Result<Self, BadReview> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0) {
            return Err(BadReview::Saved("UTF-16, which Excel calls Unicode text"));
        }
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header = reader.byte_headers().map_err(|error| BadReview::Header(error.to_string()))?;
        let header: Vec<String> =
            header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        if let [only] = header.as_slice() {
            let apart = [(';', "semicolons between its columns"), ('\t', "tabs between its columns")];
            if let Some((_, how)) = apart.into_iter().find(|(sign, _)| only.contains(*sign)) {
                return Err(BadReview::Saved(how));
            }
        }
        let place = |name: &str| {
            let place = header.iter().position(|found| found == name);
            place.ok_or_else(|| BadReview::Header(format!("`{name}` is missing")))
        };
        let [number, mark, decision] = [place("transaction")?, place("line")?, place("decision")?];
        let mut decided = BTreeMap::new();
        for record in reader.byte_records() {
            let record = record.map_err(|error| BadReview::SpendLine {
                line: error.position().map_or(0, |position| line_at(bytes, position)),
                what: "it is no line of a CSV file".into(),
            })?;
            let line = record.position().map_or(0, |position| line_at(bytes, position));
            let field = |place: usize| {
                String::from_utf8_lossy(record.get(place).unwrap_or_default()).trim().to_owned()
            };
            let said = field(decision);
            if said.is_empty() {
                continue;
            }
            let Some(decision) = Decision::read(&said) else {
                let what =
                    format!("`{}` is no decision; write publish, redact or leave_out", excerpt(&said, 40));
                return Err(BadReview::SpendLine { line, what });
            };
            if decided.insert(field(number), (field(mark), decision)).is_some() {
                let what = format!("{} stands there twice", excerpt(&field(number), 40));
                return Err(BadReview::SpendLine { line, what });
            }
        }
        Ok(Self(decided))
    }

    /// Returns what was decided on a line, where it is still the same.
    pub(super) fn on(&self, number: &str, mark: &str) -> Option<Decision> {
        self.0.get(number).filter(|(seen, _)| seen == mark).map(|(_, decision)| *decision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Decided, BadReview> {
        Decided::read(text.as_bytes())
    }

    #[test]
    fn a_review_is_read_as_spreadsheets_leave_it() {
        let decided = read(
            "\u{feff}transaction,day,line,decision\r\nT1,1/2/06,r1,Leave out\r\nT2,,r2,\r\nT3,,r3,PUBLISH,\r\n",
        );
        let decided = decided.unwrap();
        assert_eq!(decided.on("T1", "r1"), Some(Decision::LeaveOut));
        assert_eq!(decided.on("T1", "r9"), None); // another line now
        assert_eq!(decided.on("T2", "r2"), None);
        assert_eq!(decided.on("T3", "r3"), Some(Decision::Publish));
    }

    #[test]
    fn what_is_no_review_says_so() {
        let said = |text: &str| read(text).unwrap_err().to_string();
        assert_eq!(said(""), "review.csv has not the columns it was written with: `transaction` is missing");
        assert_eq!(
            said("transaction,line,decision\nT1,r1,yes\n"),
            "review.csv, line 2: `yes` is no decision; write publish, redact or leave_out"
        );
        assert_eq!(
            said("transaction,line,decision\nT1,r1,redact\nT1,r1,redact\n"),
            "review.csv, line 3: T1 stands there twice"
        );
        assert_eq!(
            said("transaction,line,decision\r\nT1,r1,\"two\r\nlines\"\r\n"),
            "review.csv, line 2: `two\\r\\nlines` is no decision; write publish, redact or leave_out"
        );
        assert_eq!(
            said("transaction,line,decision\r\n\"T1\r\n\",r1,redact\r\n\r\nT2,r1,no\r\n"),
            "review.csv, line 5: `no` is no decision; write publish, redact or leave_out"
        );
        assert_eq!(
            said("transaction;line;decision\r\n"),
            "review.csv was saved with semicolons between its columns"
        );
        assert_eq!(said("\u{0}t\u{0}r"), "review.csv was saved with UTF-16, which Excel calls Unicode text");
    }
}
