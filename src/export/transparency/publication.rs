//! What a quarter's publication is: read from the ledger, with what was decided before.

use super::decided::Decided;
use super::item::items;
use super::left_out::LeftOut;
use super::line::{COLUMNS, SpendLine, line};
use crate::package::sha256;
use domain::plan::Calendar;
use domain::publication::{Quarter, REDACTED};
use domain::{Code, Pence, Text};
use store::{Published, Reader, StoreError};
use table::Value;
use table::csv::Dialect;

/// What is published of payments by bank: what is above this.
pub const ABOVE: Pence = Pence::new(50_000);
/// What is published, and how it is signed.
#[derive(Clone, Debug)]
pub struct Terms {
    pub quarter: Quarter,
    /// What is published of payments by bank: what is above this.
    pub above: Pence,
    /// The authority's name, where it is given.
    pub organisation: Option<Text>,
}

/// Everything there is to be written of a quarter.
#[derive(Clone, Debug)]
pub struct Publication {
    pub(super) terms: Terms,
    authority: Code,
    unit: String,
    open: Vec<String>,
    pub(super) lines: Vec<SpendLine>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) signed: Option<Published>,
    pub(super) csv: Vec<u8>,
}

impl Publication {
    /// Reads a quarter and applies what was decided.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn prepare(reader: Reader<'_>, terms: Terms, decided: &Decided) -> Result<Self, StoreError> {
        let Calendar { pilot, closed, .. } = reader.calendar()?;
        let spending = reader.spending(terms.quarter)?;
        let (items, mut left_out) = items(&spending, terms.quarter, terms.above);
        let mut lines: Vec<SpendLine> =
            items.into_iter().map(|item| line(item, &spending, decided)).collect();
        // A category's name is the pilot's own: it may hold what is published nowhere.
        for line in &mut lines {
            if spending.withheld.is_in(&line.item.label) {
                line.item.label = REDACTED.to_owned();
            }
            if spending.withheld.is_in(line.item.category.as_str()) {
                line.item.category = "redacted".parse().expect("a code");
            }
        }
        left_out
            .extend(lines.iter().filter(|line| !line.is_public()).map(|line| line.item.left_out("decided")));
        lines.sort_by(|a, b| (a.item.on, &a.number).cmp(&(b.item.on, &b.number)));
        left_out.sort_by(|a, b| (a.because, a.on, &a.entries).cmp(&(b.because, b.on, &b.entries)));
        let months = [
            terms.quarter.first().month(),
            terms.quarter.first().month().next(),
            terms.quarter.last().month(),
        ];
        let open = months.iter().filter(|month| !closed.contains(month)).map(ToString::to_string).collect();
        let mut made = Self {
            signed: reader.published(terms.quarter)?,
            terms,
            authority: pilot.authority,
            unit: pilot.name.to_string(),
            open,
            lines,
            left_out,
            csv: Vec::new(),
        };
        made.csv = made.spend();
        Ok(made)
    }

    /// Returns the SHA-256 of the file.
    pub fn sha256(&self) -> String {
        sha256(&self.csv)
    }

    /// Returns the quarter.
    pub fn quarter(&self) -> Quarter {
        self.terms.quarter
    }

    /// Returns how many lines the file has.
    pub fn published(&self) -> usize {
        self.public().count()
    }

    /// Returns in how many lines the name is withheld.
    pub fn redacted(&self) -> usize {
        self.public().filter(|line| line.is_redacted()).count()
    }

    fn public(&self) -> impl Iterator<Item = &SpendLine> {
        self.lines.iter().filter(|line| line.is_public())
    }

    /// Returns how many payments are not published.
    pub fn left_out(&self) -> usize {
        self.left_out.len()
    }

    /// Returns how many lines a person still has to decide on.
    pub fn unanswered(&self) -> usize {
        self.lines.iter().filter(|line| line.decision.is_none()).count()
    }

    /// Returns the months of the quarter that are still open.
    pub fn open_months(&self) -> &[String] {
        &self.open
    }

    /// Tells whether just this was signed.
    pub fn is_signed(&self) -> bool {
        self.signed.as_ref().is_some_and(|signed| signed.sha256 == self.sha256())
    }

    /// Tells whether a file holds what would be written.
    pub fn is_written_as(&self, file: &[u8]) -> bool {
        file == self.csv
    }

    /// The name of the file: `DRAFT-...` until it is signed.
    pub fn file_name(&self) -> String {
        let draft = if self.is_signed() { "" } else { "DRAFT-" };
        format!("{draft}spend-{}-{}.csv", self.authority, self.terms.quarter)
    }

    /// Returns the first line of the folder's README.
    pub fn title(&self) -> String {
        title(&self.authority, self.terms.quarter)
    }

    /// Writes the file that is published.
    fn spend(&self) -> Vec<u8> {
        let organisation = match &self.terms.organisation {
            Some(name) => name.to_string(),
            None => format!("Local authority {}", self.authority),
        };
        let uri = format!("http://statistics.data.gov.uk/id/statistical-geography/{}", self.authority);
        let rows = self.public().map(|line| line.values(&organisation, &uri, &self.unit));
        Dialect::FILE.lines(std::iter::once(COLUMNS.map(Value::text)).chain(rows)).into_bytes()
    }
}

/// The first line of a folder's README: whose it is and of which quarter.
pub fn title(authority: &Code, quarter: Quarter) -> String {
    format!("Spending of {authority} in {quarter}, for publication")
}
