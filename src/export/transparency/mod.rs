//! Spending of a quarter as councils publish it: the 22 columns of the Local Government Association's
//! `Spend` schema (version 1.3), and beside it what was left out and what a person has to look at.
//!
//! Pure but for the look at the ledger: [`Publication::prepare`] takes what was decided before and gives
//! every file, the same bytes for the same ledger and decisions. No text that somebody typed about a
//! purchase is copied: the purpose is the category's label, the number is made from the entry's.

mod folder;
mod item;
mod lists;
mod readme;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::package::{NamedFile, sha256};
use domain::plan::Calendar;
pub use domain::publication::REDACTED;
use domain::publication::{Decision, Quarter};
use domain::{AccountKind, Code, Day, Pence, Sector, Text, hex};
use store::{Published, Reader, Spending, StoreError};
use table::Value;
use table::csv::Dialect;

pub use folder::{Folder, FolderError};
use item::{Item, items};
pub use lists::{BadReview, Decided};

/// What is published of payments by bank: what is above this.
pub const ABOVE: Pence = Pence::new(50_000);
/// Under how many children of an area a line is looked at.
const FEW: i64 = 10;

/// The columns, in the schema's order.
const COLUMNS: [&str; 22] = [
    "OrganisationLabel",
    "OrganisationURI",
    "OrganisationalUnit",
    "ServiceCategoryLabel",
    "ServiceCategoryURI",
    "BeneficiaryName",
    "BeneficiaryOtherID",
    "CompaniesHouseRegistrationNumber",
    "CharityCommissionNumber",
    "VCSEGrant",
    "PaymentDate",
    "TransactionNumber",
    "Amount",
    "IrrecoverableVATAmount",
    "Purpose",
    "CategoryInternalName",
    "CPVLabel",
    "CPVCode",
    "ProclassLabel",
    "ProclassCode",
    "CardTransaction",
    "ContractRef",
];

/// What is published, and how it is signed.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The quarter.
    pub quarter: Quarter,
    /// What is published of payments by bank: what is above this.
    pub above: Pence,
    /// The authority's name, where it is given.
    pub organisation: Option<Text>,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub number: String,
    pub item: Item,
    /// Why a person has to look at it.
    pub why: Vec<&'static str>,
    /// What was decided; `None` while nobody has.
    pub decision: Option<Decision>,
}

/// A payment that is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub because: &'static str,
    pub entries: Vec<i64>,
    pub on: Day,
    pub beneficiary: String,
    pub amount: Pence,
}

/// Everything there is to be written of a quarter.
#[derive(Clone, Debug)]
pub struct Publication {
    terms: Terms,
    authority: Code,
    unit: String,
    open: Vec<String>,
    lines: Vec<Line>,
    left_out: Vec<LeftOut>,
    signed: Option<Published>,
    csv: Vec<u8>,
}

impl Publication {
    /// Reads a quarter and applies what was decided.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn prepare(reader: Reader<'_>, terms: Terms, decided: &Decided) -> Result<Self, StoreError> {
        let Calendar { pilot, closed } = reader.calendar()?;
        let spending = reader.spending(terms.quarter)?;
        let (items, mut left_out) = items(&spending, terms.quarter, terms.above);
        let mut lines: Vec<Line> = items.into_iter().map(|item| line(item, &spending, decided)).collect();
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

    fn public(&self) -> impl Iterator<Item = &Line> {
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

    /// Returns every file, the one to be published under a name that says whether it may be.
    pub fn files(&self) -> Vec<NamedFile> {
        vec![
            NamedFile::new(self.file_name(), self.csv.clone()),
            NamedFile::new("left-out.csv", lists::left_out(&self.left_out)),
            NamedFile::new(
                "review.csv",
                lists::review(self.lines.iter().filter(|line| !line.why.is_empty())),
            ),
            NamedFile::new("README.txt", readme::text(self)),
        ]
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

/// Makes the line of an item, with what has to be looked at.
fn line(item: Item, spending: &Spending, decided: &Decided) -> Line {
    let number = transaction_number(&spending.secret, item.entries.iter().min().copied().unwrap_or_default());
    let why = why_looked_at(&item, spending);
    let mut line = Line { number, item, why, decision: None };
    line.decision = if line.why.is_empty() {
        Some(Decision::Publish)
    } else {
        let said = decided.on(&line.number, &line.mark());
        let withheld = line.is_withheld();
        match said {
            Some(Decision::Publish) | None if withheld => Some(Decision::Redact),
            said => said,
        }
    };
    line
}

/// A number that tells neither invoice nor order nor child: made from the entry's number and a secret of the
/// ledger. The same entry has the same number whenever it is written.
fn transaction_number(secret: &[u8], entry: i64) -> String {
    let mut digest = Sha256::new();
    digest.update(secret);
    digest.update(format!("transparency {entry}"));
    let hex: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02X}")).collect();
    format!("T{hex}")
}

const INDIVIDUAL: &str = "an individual";
const SOMEBODY: &str = "names a child or somebody in the pilot";

/// Finds why a person has to look at a line before it is published.
fn why_looked_at(item: &Item, spending: &Spending) -> Vec<&'static str> {
    let payee = &item.payee;
    let registered =
        payee.companies_house.is_some() || payee.charity_number.is_some() || payee.ukprn.is_some();
    let mut why = Vec::new();
    if payee.sector == Sector::Individual {
        why.push(INDIVIDUAL);
    }
    if spending.withheld.is_in(&payee.name) {
        why.push(SOMEBODY);
    }
    if payee.sector == Sector::Private && !registered {
        why.push("perhaps a sole trader: no register number");
    }
    if payee.sector != Sector::Statutory && !registered && domain::publication::like_a_person(&payee.name) {
        why.push("looks like a person's name");
    }
    if spending.children_of.get(&payee.id).is_none_or(|children| *children <= 1) {
        why.push("works for one child only");
    }
    if item.areas.iter().any(|area| spending.children_in.get(area).is_none_or(|children| *children < FEW)) {
        why.push("for a child of an area with few");
    }
    why
}

impl Line {
    /// Tells whether it is published at all.
    fn is_public(&self) -> bool {
        self.decision != Some(Decision::LeaveOut)
    }

    /// Tells whether the name is never published, whatever anybody decides.
    fn is_withheld(&self) -> bool {
        self.why.iter().any(|why| *why == INDIVIDUAL || *why == SOMEBODY)
    }

    /// Tells whether the name is withheld: by rule, by decision, or while nobody has decided.
    fn is_redacted(&self) -> bool {
        self.decision != Some(Decision::Publish)
    }

    /// What tells whether a line is still the one that was decided on.
    fn mark(&self) -> String {
        let Item { payee, net, label, on, .. } = &self.item;
        let said = format!("{}|{}|{on}|{net}|{label}|{}", self.number, payee.name, self.why.join("|"));
        format!("r{}", hex(&Sha256::digest(said)[..4]))
    }

    fn values<'v>(&'v self, organisation: &'v str, uri: &'v str, unit: &'v str) -> [Value<'v>; 22] {
        let Item { payee, on, net, label, category, account, .. } = &self.item;
        let told = !self.is_redacted();
        let shown = |text: &'v Option<String>| Value::perhaps(text.as_ref().filter(|_| told), Value::text);
        let other = payee.ukprn.as_ref().filter(|_| told);
        [
            Value::text(organisation),
            Value::text(uri),
            Value::text(unit),
            Value::Empty,
            Value::Empty,
            Value::text(if told { &payee.name } else { REDACTED }),
            Value::perhaps(other, |number| format!("UKPRN {number}").into()),
            shown(&payee.companies_house),
            shown(&payee.charity_number),
            Value::Empty,
            on.date().format("%d/%m/%Y").to_string().into(),
            Value::text(&self.number),
            Value::Money(*net),
            Value::Money(Pence::ZERO),
            Value::text(label),
            Value::text(category.as_str()),
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::text(if account.kind() == AccountKind::Card { "Yes" } else { "No" }),
            Value::Empty,
        ]
    }
}

/// Counts what was left out, by reason.
fn counted(left_out: &[LeftOut]) -> BTreeMap<&'static str, (usize, Pence)> {
    let mut counts = BTreeMap::new();
    for LeftOut { because, amount, .. } in left_out {
        let (count, sum) = counts.entry(*because).or_insert((0, Pence::ZERO));
        *count += 1;
        *sum += *amount;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_22_columns() {
        assert_eq!((COLUMNS[5], COLUMNS[10], COLUMNS[21]), ("BeneficiaryName", "PaymentDate", "ContractRef"));
    }

    /// SHA-256 of "secrettransparency 15", by sha256sum.
    #[test]
    fn a_transaction_number_is_stable() {
        assert_eq!(transaction_number(b"secret", 15), "TA232B4CF26A11DCF");
        assert_ne!(transaction_number(b"secret", 15), transaction_number(b"other", 15));
    }
}
