//! Which VAT a council can claim, and from which month on: what waits, waits from month to month until it can
//! be claimed, and what is taken back is taken off only where it was claimed.
//!
//! Evidence: VAT Act 1994 s33; VAT Regulations 1995 reg 16A (a less detailed invoice up to £250.00 with VAT).

use chrono::Months;

use crate::{Day, Pence, VatClaimed, VatForm};

/// The most, with VAT, that a receipt or a less detailed invoice shows enough of.
const SIMPLIFIED: Pence = Pence::new(25_000);

/// What a claim says that nobody can look up without the document.
pub const NUMBER_UNKNOWN: &str = "the supplier's VAT number is not recorded";

/// An invoice, a purchase, or what takes cost back: a credit note or a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatDocument {
    pub entry: i64,
    pub on: Day,
    /// What was recorded, as the command that records it is called.
    pub kind: String,
    pub number: Option<String>,
    /// With VAT; negative where it is taken back.
    pub gross: Pence,
    /// The same of the whole document, of which this may be a line.
    pub whole: Pence,
    pub vat: Pence,
    /// What it left owed in cash: nothing of what was bought at once or given in kind.
    pub owed: Pence,
    /// The entry that undid it, and its day.
    pub undone: Option<(i64, Day)>,
    /// What of its VAT was charged, by its days.
    pub charges: Vec<VatCharged>,
    /// What was said to show its VAT, each with its event, the newest last.
    pub evidence: Vec<(i64, VatForm)>,
}

/// VAT of a document that was charged to the child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatCharged {
    pub entry: i64,
    pub on: Day,
    pub vat: Pence,
    /// The entry that undid it, and its day.
    pub undone: Option<(i64, Day)>,
}

/// Everything that decides about the VAT of one commission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VatCase {
    /// In the order of their days.
    pub documents: Vec<VatDocument>,
    /// What was invoiced less what was paid, day by day, by every entry.
    pub owed: Vec<(Day, Pence)>,
    /// The provider is a private person.
    pub individual: bool,
    /// By the policy of its day none is recovered in its category.
    pub never: bool,
    /// The event with which the provider's number for VAT became known.
    pub number: Option<i64>,
    /// Every receipt with a file.
    pub receipts: Vec<FactSpan>,
    /// The day of each delivery.
    pub deliveries: Vec<(Day, FactSpan)>,
}

/// From which event on a fact was known, and which corrected or withdrew it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactSpan {
    pub event: i64,
    pub undone_by: Option<i64>,
}

impl FactSpan {
    fn stands(self, at: &AsAt) -> bool {
        self.event <= at.known && self.undone_by.is_none_or(|by| at.known < by)
    }
}

/// The end of a month, as it was known when the month was closed.
#[derive(Clone, Debug)]
pub struct AsAt {
    pub until: Day,
    /// The last event that was known.
    pub known: i64,
    /// From when on VAT is claimed, by each version of the policy from its day on.
    pub claimed: Vec<(Day, VatClaimed)>,
}

/// One of the four tests, `yes`, `not yet` or `no`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    Yes,
    NotYet,
    No,
    /// The policy claims by invoice.
    NotAsked,
}

/// What is known of one VAT amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub invoice: Test,
    pub commissioned: Test,
    pub paid: Test,
    pub received: Test,
    pub why: Vec<&'static str>,
}

/// How a VAT amount stands at a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VatStanding {
    /// It is not there yet, or was undone.
    Absent,
    Claim,
    NotYet,
    Never,
}

impl Evidence {
    fn standing(&self) -> VatStanding {
        let tests = [self.invoice, self.commissioned, self.paid, self.received];
        match () {
            () if tests.contains(&Test::No) => VatStanding::Never,
            () if tests.contains(&Test::NotYet) => VatStanding::NotYet,
            () => VatStanding::Claim,
        }
    }
}

impl AsAt {
    /// By the policy of the day on which something was invoiced, whatever a later one says.
    fn claimed_on(&self, day: Day) -> VatClaimed {
        let version = self.claimed.iter().rev().find(|(from_on, _)| *from_on <= day);
        version.map_or(VatClaimed::Paid, |(_, claimed)| *claimed)
    }
}

/// Whether what was recorded on a day, and perhaps undone on another, stands.
fn stands(on: Day, undone: Option<(i64, Day)>, at: &AsAt) -> bool {
    on <= at.until && undone.is_none_or(|(_, on)| at.until < on)
}

impl VatCharged {
    pub fn stands(&self, at: &AsAt) -> bool {
        stands(self.on, self.undone, at)
    }
}

impl VatDocument {
    fn stands(&self, at: &AsAt) -> bool {
        stands(self.on, self.undone, at)
    }

    /// The VAT that is not charged to the child.
    pub fn to_recover(&self, at: &AsAt) -> Pence {
        let charged = self.charges.iter().filter(|charge| charge.stands(at));
        self.vat - charged.map(|charge| charge.vat).sum::<Pence>()
    }

    /// The VAT that nobody had charged yet, on whatever day.
    pub fn to_charge(&self, known: i64) -> Pence {
        let known = |event: i64| event <= known;
        let charged = self
            .charges
            .iter()
            .filter(|charge| known(charge.entry) && charge.undone.is_none_or(|(by, _)| !known(by)));
        self.vat - charged.map(|charge| charge.vat).sum::<Pence>()
    }
}

impl VatCase {
    /// What is known of a document at the end of a month, and how its VAT stands.
    pub fn judge(&self, document: &VatDocument, at: &AsAt) -> (VatStanding, Evidence) {
        let evidence = self.evidence(document, at);
        let standing = match () {
            () if !document.stands(at) => VatStanding::Absent,
            () if document.gross < Pence::ZERO => self.taken_back(document, at),
            () => evidence.standing(),
        };
        (standing, evidence)
    }

    fn evidence(&self, document: &VatDocument, at: &AsAt) -> Evidence {
        let mut why = Vec::new();
        let mut answer = |test: Test, reason: &'static str| {
            why.push(reason);
            test
        };
        if document.gross < Pence::ZERO {
            // What is given back needs no evidence of its own.
            let [invoice, commissioned, paid, received] = [Test::Yes; 4];
            let why = vec!["returned: it makes the claim smaller"];
            return Evidence { invoice, commissioned, paid, received, why };
        }
        let receipt = self.receipts.iter().any(|receipt| receipt.stands(at));
        let number_known = self.number.is_some_and(|event| event <= at.known);
        let said = document.evidence.iter().rev().find(|(event, _)| *event <= at.known);
        // Where nothing is said an invoice has a number, and a receipt is from a till.
        let form = match said {
            Some((_, form)) => Some(*form),
            None if document.number.is_some() => Some(VatForm::VatInvoice),
            None => receipt.then_some(VatForm::TillReceipt),
        };
        let invoice = match (form, &document.number) {
            (None, _) => answer(Test::NotYet, "no invoice number and no receipt"),
            (Some(VatForm::Absent), _) => answer(Test::No, "no document shows it"),
            (Some(VatForm::VatInvoice), None) => {
                answer(Test::NotYet, "the VAT invoice's number is not recorded")
            }
            (Some(VatForm::Simplified | VatForm::TillReceipt), _) if SIMPLIFIED < document.whole => {
                answer(Test::NotYet, "above £250.00 a full VAT invoice is needed")
            }
            // The document has the supplier's number: recorded or not, it is a claim.
            _ if !number_known => answer(Test::Yes, NUMBER_UNKNOWN),
            _ => Test::Yes,
        };
        // A sole trader sends an invoice; a family that was paid back has a till receipt at most.
        let paid_back = self.individual && document.kind == "buy" && document.number.is_none();
        let commissioned = match (paid_back, self.never) {
            (_, true) => answer(Test::No, "by the policy none is recovered in this category"),
            (true, false) => answer(Test::No, "the supplier is a private person: a family paid back?"),
            (false, false) => Test::Yes,
        };
        let paid = match (at.claimed_on(document.on), self.settled(document, at)) {
            (VatClaimed::Invoiced, _) => Test::NotAsked,
            (VatClaimed::Paid, true) => Test::Yes,
            (VatClaimed::Paid, false) => answer(Test::NotYet, "not paid by the month's end"),
        };
        if paid == Test::NotYet
            && document.on.date().checked_add_months(Months::new(6)) <= Some(at.until.date())
        {
            answer(Test::NotYet, "unpaid for six months");
        }
        if invoice == Test::NotYet || paid == Test::NotYet {
            // Claims are made within four years of the end of the month.
            let ends = document.on.month().last().date().checked_add_months(Months::new(4 * 12 - 3));
            if ends <= Some(at.until.date()) {
                answer(Test::NotYet, "four years after the invoice's month it can no longer be claimed");
            }
        }
        let known = || self.deliveries.iter().filter(|(_, delivery)| delivery.stands(at));
        let received = match known().next() {
            Some(_) if known().all(|(on, _)| at.until < *on) => {
                answer(Test::NotYet, "not delivered by the month's end")
            }
            _ => Test::Yes,
        };
        Evidence { invoice, commissioned, paid, received, why }
    }

    /// Whether a document is paid: what is still owed is owed on the newest.
    fn settled(&self, document: &VatDocument, at: &AsAt) -> bool {
        let owed: Pence = self.owed.iter().filter(|(on, _)| *on <= at.until).map(|(_, pence)| *pence).sum();
        let newer = self.documents.iter().skip_while(|other| other.entry != document.entry).skip(1);
        let newer: Pence =
            newer.filter(|other| other.stands(at)).map(|other| other.owed.max(Pence::ZERO)).sum();
        owed <= newer
    }

    /// How VAT that is taken back stands: it is taken off as far as there is a claim to take it off.
    fn taken_back(&self, document: &VatDocument, at: &AsAt) -> VatStanding {
        let standing = self.documents.iter().filter(|other| other.stands(at));
        let (given, taken): (Vec<&VatDocument>, Vec<&VatDocument>) =
            standing.partition(|other| other.gross >= Pence::ZERO);
        let up_to: Pence =
            taken.iter().filter(|other| other.entry <= document.entry).map(|other| -other.vat).sum();
        let of = |standing: VatStanding| -> Pence {
            let alike = given.iter().filter(|other| self.evidence(other, at).standing() == standing);
            alike.map(|other| other.to_recover(at)).sum()
        };
        let claimed = of(VatStanding::Claim);
        match () {
            () if up_to <= claimed => VatStanding::Claim,
            () if up_to <= claimed + of(VatStanding::NotYet) => VatStanding::NotYet,
            () => VatStanding::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invoice(entry: i64, gross: i64, vat: i64, owed: i64) -> VatDocument {
        let [gross, vat, owed] = [gross, vat, owed].map(Pence::new);
        let (on, kind) = ("2006-09-05".parse().unwrap(), "invoice.record".to_owned());
        VatDocument {
            entry,
            on,
            kind,
            number: Some("A".into()),
            gross,
            whole: gross,
            vat,
            owed,
            undone: None,
            charges: Vec::new(),
            evidence: Vec::new(),
        }
    }

    /// 117.50 is owed on the first. A later 120.00 in kind is owed to nobody and settles nothing; of a later
    /// 120.00 in cash all may be owed before the first is.
    #[test]
    fn what_is_given_in_kind_settles_no_older_invoice() {
        let on: Day = "2006-09-05".parse().unwrap();
        let at = AsAt { until: "2006-09-30".parse().unwrap(), known: i64::MAX, claimed: Vec::new() };
        let stands = |newer: VatDocument, owed: i64| {
            let documents = vec![invoice(1, 11_750, 1_750, 11_750), newer];
            let owed = vec![(on, Pence::new(owed))];
            let case = VatCase { documents, owed, number: Some(1), ..VatCase::default() };
            case.judge(&case.documents[0], &at).0
        };
        assert_eq!(stands(invoice(2, 12_000, 0, 0), 11_750), VatStanding::NotYet);
        assert_eq!(stands(invoice(2, 12_000, 0, 12_000), 12_001), VatStanding::NotYet);
        assert_eq!(stands(invoice(2, 12_000, 0, 12_000), 12_000), VatStanding::Claim);
    }

    /// 117.50 without a number is claimed while its receipt stands: from event 5 on, until 9 withdraws it.
    #[test]
    fn a_receipt_that_was_withdrawn_shows_nothing() {
        let bought = VatDocument { number: None, kind: "buy".into(), ..invoice(1, 11_750, 1_750, 0) };
        let receipts = vec![FactSpan { event: 5, undone_by: Some(9) }];
        let case =
            VatCase { documents: vec![bought.clone()], receipts, number: Some(1), ..VatCase::default() };
        let standing = |known| {
            let at = AsAt { until: "2006-09-30".parse().unwrap(), known, claimed: Vec::new() };
            case.judge(&bought, &at).0
        };
        assert_eq!(
            [4, 5, 8, 9].map(standing),
            [VatStanding::NotYet, VatStanding::Claim, VatStanding::Claim, VatStanding::NotYet]
        );
    }
}
