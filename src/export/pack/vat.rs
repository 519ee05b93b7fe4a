//! The VAT of a month: what became claimable in it, what waits, and what never can be claimed.

use std::collections::BTreeMap;

use super::columns;
use super::lists::{Exception, Order, VAT_NUMBER_MISSING, provider_name, sheet};
use domain::vat_claim::{AsAt, Evidence, NUMBER_UNKNOWN, Test, VatCharged, VatDocument, VatStanding};
use domain::{Day, Month, Pence};
use store::pack::VatCommission;
use store::{Reader, StoreError};
use table::{Sheet, Value};

type Result<T> = std::result::Result<T, StoreError>;

/// Lists each VAT amount in the month in which it becomes claimable, whenever it was invoiced; and until then
/// in each month in which it waits. Beside it what can never be recovered, and is not charged.
pub(super) fn vat(reader: Reader<'_>, month: Month, orders: &[Order]) -> Result<(Sheet, Vec<Exception>)> {
    let (before, now) = (as_at(reader, month.before())?, as_at(reader, month)?);
    let owed = orders.iter().filter(|(_, at, _)| at.owed != Pence::ZERO).map(|(commission, ..)| *commission);
    let commissions = reader.vat_commissions([&before, &now], &owed.collect())?;
    let mut costs = reader.vat_costs(now.until)?;
    let mut told = Told::default();
    // A part at a time: of a busy month all together are many.
    for part in commissions.chunks(PART) {
        let mut cases = reader.vat_cases(part, now.until)?;
        let later = part.last().map_or_else(BTreeMap::new, |last| costs.split_off(last));
        cases.extend(std::mem::replace(&mut costs, later));
        cases.iter().for_each(|(commission, found)| told.add(*commission, found, [&before, &now]));
    }
    costs.iter().for_each(|(entry, found)| told.add(*entry, found, [&before, &now]));
    let Told { mut rows, mut to_charge, without_number } = told;
    rows.sort_by_key(|(on, entry, _)| (*on, *entry));
    let rows = rows.into_iter().map(|(.., row)| row).collect();
    to_charge.extend(without_number.into_values());
    to_charge.sort_by_key(|exception| (exception.on, exception.number));
    Ok((sheet("vat.csv", "VAT", columns::VAT, rows), to_charge))
}

/// How many commissions are read at once.
const PART: usize = 2000;

/// What the sheet tells, while commissions go by in their order.
#[derive(Default)]
struct Told {
    rows: Vec<(Day, i64, Vec<Value<'static>>)>,
    to_charge: Vec<Exception>,
    without_number: BTreeMap<String, Exception>,
}

impl Told {
    fn add(&mut self, commission: i64, found: &VatCommission, [before, now]: [&AsAt; 2]) {
        for document in found.case.documents.iter().filter(|document| document.vat != Pence::ZERO) {
            let (was, _) = found.case.judge(document, before);
            let (is, evidence) = found.case.judge(document, now);
            let waited = was == VatStanding::NotYet;
            let (had, has) = (document.to_recover(before), document.to_recover(now));
            let mut add = |line: Line<'_>| {
                if line.vat != Pence::ZERO {
                    self.rows.push((line.on, line.entry, line.row(commission, found, now.until)));
                }
            };
            if was == VatStanding::Claim && is != VatStanding::Claim {
                add(Line::back(document, had));
            }
            for (charge, sign) in charged(document, [before, now]) {
                add(Line::charged(document, charge, sign));
                // Until it could be claimed, only what is left is listed.
                if was == VatStanding::Claim && is == VatStanding::Claim {
                    add(Line::claimed_less(document, charge, sign));
                }
            }
            let left = document.to_charge(now.known).min(has);
            if is == VatStanding::Never && left > Pence::ZERO {
                self.to_charge.push(Exception {
                    what: "VAT to charge",
                    number: document.entry,
                    on: document.on,
                    amount: left,
                    about: format!("it cannot be recovered: {}", evidence.why.join("; ")),
                    look_up: format!("bhlp vat charge {} --reason TEXT", document.entry),
                });
            }
            let verdict = match is {
                VatStanding::Claim if was != VatStanding::Claim => "claim",
                VatStanding::NotYet => "not yet",
                VatStanding::Never if was != VatStanding::Never => "do not claim",
                _ => continue,
            };
            if verdict == "claim" && evidence.why.contains(&NUMBER_UNKNOWN) {
                let (provider, _) = &found.provider;
                let missing = self.without_number.entry(provider.clone()).or_insert_with(|| Exception {
                    what: VAT_NUMBER_MISSING,
                    number: document.entry,
                    on: document.on,
                    amount: Pence::ZERO,
                    about: format!("{provider}: {NUMBER_UNKNOWN}; it is on its invoices and receipts"),
                    look_up: format!("bhlp provider amend {provider} --vat-number NUMBER"),
                });
                missing.amount += has;
            }
            add(Line::of(document, has, waited, verdict, evidence));
        }
    }
}

/// The end of a month as it was known when it was closed; of an open one, as it is known now.
fn as_at(reader: Reader<'_>, month: Month) -> Result<AsAt> {
    let closed = reader.month_sign(month)?.filter(|sign| sign.closed);
    let known = closed.map_or(i64::MAX, |sign| sign.event);
    let until = month.last();
    Ok(AsAt { until, known, claimed: reader.vat_claimed(known)? })
}

/// What of a document's VAT was charged in a month, 1, and what was taken back of such charges, -1.
fn charged<'d>(
    document: &'d VatDocument,
    [before, now]: [&AsAt; 2],
) -> impl Iterator<Item = (&'d VatCharged, i64)> {
    document.charges.iter().filter_map(|charge| match (charge.stands(before), charge.stands(now)) {
        (false, true) => Some((charge, 1)),
        (true, false) => Some((charge, -1)),
        _ => None,
    })
}

/// One line of the sheet.
struct Line<'d> {
    document: &'d VatDocument,
    entry: i64,
    on: Day,
    kind: &'d str,
    gross: Pence,
    vat: Pence,
    waited: bool,
    verdict: &'static str,
    evidence: Evidence,
}

impl<'d> Line<'d> {
    fn of(
        document: &'d VatDocument,
        vat: Pence,
        waited: bool,
        verdict: &'static str,
        evidence: Evidence,
    ) -> Self {
        let VatDocument { entry, on, kind, gross, .. } = document;
        Self { document, entry: *entry, on: *on, kind, gross: *gross, vat, waited, verdict, evidence }
    }

    /// What a charge, or the reversal of one, brings: it has no sum of its own.
    fn of_charge(document: &'d VatDocument, charge: &VatCharged, sign: i64, why: &'static str) -> Self {
        let [invoice, commissioned, paid, received] = [Test::NotAsked; 4];
        let evidence = Evidence { invoice, commissioned, paid, received, why: vec![why] };
        let (entry, on, kind) = match charge.undone {
            Some((entry, on)) if sign < 0 => (entry, on, "entry.reverse"),
            _ => (charge.entry, charge.on, "vat.charge"),
        };
        let vat = Pence::new(sign * charge.vat.get());
        let (gross, waited, verdict) = (Pence::ZERO, false, "charged");
        Self { document, entry, on, kind, gross, vat, waited, verdict, evidence }
    }

    /// VAT that became a cost of the child.
    fn charged(document: &'d VatDocument, charge: &VatCharged, sign: i64) -> Self {
        let line = Self::of_charge(document, charge, sign, "charged to the child: it cannot be recovered");
        Self { gross: line.vat, ..line }
    }

    /// The same where it had been claimed.
    fn claimed_less(document: &'d VatDocument, charge: &VatCharged, sign: i64) -> Self {
        let line = Self::of_charge(document, charge, sign, "claimed before and charged since");
        Self { vat: -line.vat, verdict: "claim", ..line }
    }

    /// What was claimed in an earlier month and cannot be any longer.
    fn back(document: &'d VatDocument, vat: Pence) -> Self {
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
        let (gross, vat) = (-document.gross, -vat);
        Self { document, entry, on, kind, gross, vat, waited: false, verdict: "claim", evidence }
    }

    fn row(self, commission: i64, found: &VatCommission, until: Day) -> Vec<Value<'static>> {
        let (gross, vat) = (self.gross, self.vat);
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
