//! The VAT of a month: what became claimable in it, what waits, and what never can be claimed.

use super::columns;
use super::lists::{provider_name, sheet};
use domain::vat_claim::{AsAt, Evidence, Test, VatDocument, VatStanding};
use domain::{Day, Month, Pence};
use store::pack::VatCommission;
use store::{Reader, StoreError};
use table::{Sheet, Value};

type Result<T> = std::result::Result<T, StoreError>;

/// Lists each VAT amount in the month in which it becomes claimable, whenever it was invoiced; and until then
/// in each month in which it waits.
pub(super) fn vat(reader: Reader<'_>, month: Month) -> Result<Sheet> {
    let now = as_at(reader, month)?;
    let before = as_at(reader, month.before())?;
    let mut rows = Vec::new();
    for (commission, found) in reader.vat_cases(month.last())? {
        for document in found.case.documents.iter().filter(|document| document.vat != Pence::ZERO) {
            let (was, _) = found.case.judge(document, &before);
            let (is, evidence) = found.case.judge(document, &now);
            let waited = was == VatStanding::NotYet;
            let mut add =
                |line: Line<'_>| rows.push((line.on, line.entry, line.row(commission, &found, now.until)));
            if was == VatStanding::Claim && is != VatStanding::Claim {
                add(Line::back(document));
            }
            let verdict = match is {
                VatStanding::Claim if was != VatStanding::Claim => "claim",
                VatStanding::NotYet => "not yet",
                VatStanding::Never if was != VatStanding::Never => "do not claim",
                _ => continue,
            };
            add(Line::of(document, waited, verdict, evidence));
        }
    }
    rows.sort_by_key(|(on, entry, _)| (*on, *entry));
    let rows = rows.into_iter().map(|(.., row)| row).collect();
    Ok(sheet("vat.csv", "VAT", columns::VAT, rows))
}

/// The end of a month as it was known when it was closed; of an open one, as it is known now.
fn as_at(reader: Reader<'_>, month: Month) -> Result<AsAt> {
    let closed = reader.month_sign(month)?.filter(|sign| sign.closed);
    let known = closed.map_or(i64::MAX, |sign| sign.event);
    let until = month.last();
    Ok(AsAt { until, known, claimed: reader.vat_claimed(known)? })
}

/// One line of the sheet.
struct Line<'d> {
    document: &'d VatDocument,
    entry: i64,
    on: Day,
    kind: &'d str,
    sign: i64,
    waited: bool,
    verdict: &'static str,
    evidence: Evidence,
}

impl<'d> Line<'d> {
    fn of(document: &'d VatDocument, waited: bool, verdict: &'static str, evidence: Evidence) -> Self {
        let VatDocument { entry, on, kind, .. } = document;
        Self { document, entry: *entry, on: *on, kind, sign: 1, waited, verdict, evidence }
    }

    /// What was claimed in an earlier month and cannot be any longer.
    fn back(document: &'d VatDocument) -> Self {
        let [invoice, commissioned, paid, received] = [Test::Yes; 4];
        let why = match document.undone {
            Some(_) => "undone: it makes the claim smaller",
            None => "claimed before, and no longer shown to be the council's",
        };
        let evidence = Evidence { invoice, commissioned, paid, received, why: vec![why] };
        let (entry, on, kind) = match document.undone {
            Some((entry, on)) => (entry, on, "entry.reverse"),
            None => (document.entry, document.on, document.kind.as_str()),
        };
        Self { document, entry, on, kind, sign: -1, waited: false, verdict: "claim", evidence }
    }

    fn row(self, commission: i64, found: &VatCommission, until: Day) -> Vec<Value<'static>> {
        let signed = |pence: Pence| Pence::new(self.sign * pence.get());
        let (gross, vat) = (signed(self.document.gross), signed(self.document.vat));
        let mut paid_from: Vec<String> =
            found.paid_from.iter().filter(|(on, _)| *on <= until).map(|(_, name)| name.to_string()).collect();
        paid_from.sort_unstable();
        paid_from.dedup();
        let Evidence { invoice, commissioned, paid, received, why } = self.evidence;
        vec![
            self.entry.into(),
            self.on.into(),
            self.kind.to_owned().into(),
            commission.into(),
            found.provider.0.clone().into(),
            provider_name(&found.provider.1, found.case.individual),
            Value::perhaps(self.document.number.clone(), Value::from),
            gross.into(),
            (gross - vat).into(),
            vat.into(),
            Value::perhaps((!paid_from.is_empty()).then(|| paid_from.join(" ")), Value::from),
            word(invoice).into(),
            word(commissioned).into(),
            word(paid).into(),
            word(received).into(),
            if self.waited { "yes" } else { "no" }.into(),
            self.verdict.into(),
            why.join("; ").into(),
        ]
    }
}

const fn word(test: Test) -> &'static str {
    match test {
        Test::Yes => "yes",
        Test::NotYet => "not yet",
        Test::No => "no",
        Test::NotAsked => "not asked",
    }
}
