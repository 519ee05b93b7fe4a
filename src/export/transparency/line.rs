//! A line of the file, and why a person has to look at it.

use sha2::{Digest, Sha256};

use super::decided::Decided;
use super::item::Item;
use domain::publication::{Decision, REDACTED};
use domain::{AccountKind, Sector, hex};
use store::Spending;
use table::Value;

/// Under how many children of an area a line is looked at.
pub(super) const FEW: i64 = 10;

/// The columns, in the schema's order.
pub(super) const COLUMNS: [&str; 22] = [
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

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SpendLine {
    pub number: String,
    pub item: Item,
    /// Why a person has to look at it.
    pub why: Vec<&'static str>,
    /// What was decided; `None` while nobody has.
    pub decision: Option<Decision>,
}

/// Makes the line of an item, with what has to be looked at.
pub(super) fn line(item: Item, spending: &Spending, decided: &Decided) -> SpendLine {
    let number = transaction_number(&spending.secret, item.entries.iter().min().copied().unwrap_or_default());
    let why = why_looked_at(&item, spending);
    let mut line = SpendLine { number, item, why, decision: None };
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
    // What the pilot itself cost tells of no child.
    if !item.areas.is_empty() && spending.children_of.get(&payee.id).is_none_or(|children| *children <= 1) {
        why.push("works for one child only");
    }
    if item.areas.iter().any(|area| spending.children_in.get(area).is_none_or(|children| *children < FEW)) {
        why.push("for a child of an area with few");
    }
    why
}

impl SpendLine {
    /// Tells whether it is published at all.
    pub(super) fn is_public(&self) -> bool {
        self.decision != Some(Decision::LeaveOut)
    }

    /// Tells whether the name is never published, whatever anybody decides.
    fn is_withheld(&self) -> bool {
        self.why.iter().any(|why| *why == INDIVIDUAL || *why == SOMEBODY)
    }

    /// Tells whether the name is withheld: by rule, by decision, or while nobody has decided.
    pub(super) fn is_redacted(&self) -> bool {
        self.decision != Some(Decision::Publish)
    }

    /// What tells whether a line is still the one that was decided on.
    pub(super) fn mark(&self) -> String {
        let Item { payee, net, label, on, .. } = &self.item;
        let said = format!("{}|{}|{on}|{net}|{label}|{}", self.number, payee.name, self.why.join("|"));
        format!("r{}", hex(&Sha256::digest(said)[..4]))
    }

    pub(super) fn values<'v>(
        &'v self,
        organisation: &'v str,
        uri: &'v str,
        unit: &'v str,
    ) -> [Value<'v>; 22] {
        let Item { payee, on, net, irrecoverable, label, category, account, .. } = &self.item;
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
            Value::Money(*irrecoverable),
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
