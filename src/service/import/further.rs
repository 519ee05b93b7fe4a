//! A row of purchases that is known and went further since it was taken: received, then paid. It is held
//! against what stands in the ledger, not against what the row said before: the steps that are missing are
//! recorded, and anything else that differs is refused, with the commands that put it right.

use serde_json::{Map, Value};

use super::super::{DeliveryRecord, Result, UnitOfWork, UseCase, VatEvidence, request};
use super::later::{
    document_of, invoiced_on, paid_from, plan_invoice, plan_payment, write_invoice, write_payment,
};
use super::register_rows::seal;
use super::row_context::{RowContext, RowOutcome};
use domain::plan::Authority;
use domain::{
    Code, Commission, Day, EntryId, EntryKind, Pence, REASON, Refusal, RowDifference, Text, VatForm, quoted,
    shell_word,
};
use import::rows::PurchaseRow;
use store::{RecordedRequest, RecordedStep, RecordedTerms};

/// What a row said when it was taken, and says now, field by field.
struct Said {
    then: Map<String, Value>,
    now: Map<String, Value>,
    differ: Vec<String>,
}

impl Said {
    fn new(known: &RecordedRequest, asked: &str) -> Self {
        let fields = |text: &str| match serde_json::from_str(text) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        };
        let (then, now) = (fields(&known.asked), fields(&known.keep(asked)));
        let mut differ: Vec<String> = now.keys().chain(then.keys()).cloned().collect();
        differ.retain(|field| then.get(field) != now.get(field));
        differ.sort_unstable();
        differ.dedup();
        Self { then, now, differ }
    }

    fn differs(&self, field: &str) -> bool {
        self.differ.iter().any(|other| other == field)
    }

    /// Tells whether the row said something there and says nothing now.
    fn emptied(&self, field: &str) -> bool {
        self.then.contains_key(field) && !self.now.contains_key(field)
    }
}

/// A purchase as it stands in the ledger.
struct Standing {
    commission: Commission,
    category: Code,
    terms: RecordedTerms,
    invoices: Vec<RecordedStep>,
    payments: Vec<RecordedStep>,
    /// An invoice and a payment that were undone.
    undone: [Option<RecordedStep>; 2],
    evidence: Option<VatForm>,
    delivered: bool,
}

/// A field in which a row and the ledger differ.
struct Difference {
    field: String,
    found: String,
    given: String,
    /// The commands that put the ledger right.
    way: Vec<String>,
}

/// The steps of a row that the ledger does not have.
#[derive(Default)]
struct Missing {
    invoice: Option<Day>,
    delivery: Option<Day>,
    payment: bool,
    evidence: Option<(EntryId, VatForm)>,
}

/// Takes the steps of a row that is known and says more than it did.
///
/// # Errors
/// `KEY_CONTENT_DIFFERS`; whatever refuses a step.
pub(super) fn further(
    context: &mut RowContext<'_>,
    row: &PurchaseRow,
    known: &RecordedRequest,
    asked: &str,
) -> Result<RowOutcome> {
    let said = Said::new(known, asked);
    if known.seq >= context.lookups.began {
        // Both are rows of this import: neither is a correction of the other.
        let (field, found, given) = request::first_difference(&known.asked, &known.keep(asked), asked);
        let (key, entry) = (row.key.clone(), EntryId::new(known.seq));
        return Err(Refusal::KeyContentDiffers { key, entry, field, found, given }.into());
    }
    let id = context.work.reader().standing_commission(EntryId::new(known.seq))?;
    let standing = Standing::read(&context.work, id)?;
    let missing = standing.missing(row, &said);
    let missing = match (missing, standing.difference(row, &said)) {
        (_, Some(difference)) | (Err(difference), None) => {
            let Difference { field, found, given, way } = *difference;
            let what = format!("key `{}` is recorded as entry {id}", row.key);
            let (code, way) = ("KEY_CONTENT_DIFFERS", way.join("; then "));
            return Err(Refusal::from(RowDifference { code, what, field, found, given, way }).into());
        }
        (Ok(missing), None) => missing,
    };
    take(context, row, standing, &missing)
}

/// Records the steps that are missing.
fn take(
    context: &mut RowContext<'_>,
    row: &PurchaseRow,
    standing: Standing,
    missing: &Missing,
) -> Result<RowOutcome> {
    let Missing { invoice, delivery, payment, evidence } = missing;
    if invoice.is_none() && delivery.is_none() && !payment && evidence.is_none() {
        return Ok(RowOutcome::Known);
    }
    let Standing { mut commission, category, .. } = standing;
    if let Some(on) = invoice.or(row.paid_on.filter(|_| *payment)) {
        let RowContext { work, lookups, .. } = context;
        let from = paid_from(work, lookups, row)?.filter(|_| *payment);
        let provider = &*lookups.providers.find(work, &row.provider)?;
        let document = match invoice {
            Some(_) => document_of(work, &mut lookups.documents, row, provider)?,
            None => lookups.documents.recorded(work, standing.invoices.last())?,
        };
        let buyer = lookups.people.find(work, &row.lead_professional)?.clone();
        let kid = lookups.children.find(work, &row.child_ref)?;
        let no_budget = || Refusal::NoBudget { child: row.child_ref.clone() };
        let budget = kid.budget.as_mut().ok_or_else(no_budget)?;
        let written = match invoice {
            Some(on) => {
                if let Some(tariff) = work.reader().tariff(commission.id)? {
                    tariff.admits(&commission, row.amount, true)?;
                }
                let ids = (commission.child, commission.provider, commission.category);
                let mut authority = Authority::of(&lookups.rules, [&buyer, &work.actor], ids, *on);
                if authority.rule.cap.is_some() {
                    authority.had = work.reader().had(commission.child, commission.category)?;
                }
                let (vat, what) = (lookups.vat, (&category, &authority));
                Some(plan_invoice(&work.calendar, (budget, &mut commission), what, vat, row, *on)?)
            }
            None => None,
        };
        let paid = plan_payment(&work.calendar, (budget, &commission), row, from.as_ref())?;
        if let Some(invoice) = &written {
            budget.follow(&invoice.transfers);
            write_invoice(context, row, invoice, &document)?;
        }
        if let Some(payment) = &paid {
            write_payment(context, row, payment, &document)?;
        }
        debug_assert!(written.is_some() || paid.is_some(), "a step of {on} is missing");
    }
    let work = &mut context.work;
    if let Some(on) = *delivery {
        let (commission, on) = (commission.id.get(), Some(on));
        DeliveryRecord { commission, units: None, partly: false, on }.carry_out(work)?;
        seal(work, DeliveryRecord::KIND)?;
    }
    if let Some((entry, form)) = *evidence {
        let shown = VatEvidence { entry: entry.get(), form }.carry_out(work)?;
        context.warnings.extend(shown.warnings);
        seal(work, VatEvidence::KIND)?;
    }
    Ok(RowOutcome::Further)
}

impl Standing {
    fn read(work: &UnitOfWork<'_>, id: EntryId) -> Result<Self> {
        let reader = work.reader();
        let found = reader.commission(id)?;
        let (commission, child, category) = work.found(found, "commission", id)?;
        let (undone, standing): (Vec<_>, Vec<_>) =
            reader.steps(child.id, id)?.into_iter().partition(|step| step.undone.is_some());
        let (invoices, payments): (Vec<_>, Vec<_>) =
            standing.into_iter().partition(|step| step.kind == EntryKind::InvoiceRecord);
        let undone = [EntryKind::InvoiceRecord, EntryKind::PaymentRecord]
            .map(|kind| undone.iter().rfind(|step| step.kind == kind).cloned());
        let evidence = match invoices.last() {
            Some(invoice) => reader.vat_evidence(invoice.entry)?,
            None => None,
        };
        let delivered = reader.expected_delivery(id)?.is_some_and(|expected| expected.complete.is_some());
        let terms = reader.commission_terms(id)?;
        Ok(Self { commission, category, terms, invoices, payments, undone, evidence, delivered })
    }

    /// Finds the first field of the order in which a row differs from what stands.
    fn difference(&self, row: &PurchaseRow, said: &Said) -> Option<Box<Difference>> {
        let (terms, details) = (&self.terms, &self.terms.details);
        let (invoiced, vat) = self
            .invoices
            .iter()
            .fold((Pence::ZERO, Pence::ZERO), |(gross, vat), step| (gross + step.amount, vat + step.vat));
        // What an amendment agreed is known without VAT only.
        let net = row.amount.pence() - row.vat.0;
        let (amount, vat) = match self.invoices.is_empty() {
            false => (invoiced, vat),
            true if self.commission.commissioned == net => (row.amount.pence(), row.vat.0),
            true => (self.terms.amount.pence(), self.commission.vat),
        };
        let spoken = |said: Option<String>| said.map_or_else(|| "nothing".into(), |said| quoted(&said));
        let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
        let word = |word: &Code| Some(word.to_string());
        let [found, given] = [details, &row.details].map(|of| {
            [
                ("needed_on", of.needed_on.map(|day| day.to_string())),
                ("options_considered", of.options_considered.map(|number| number.to_string())),
                ("chosen_by", of.chosen_by.map(|by| by.to_string())),
                ("instead_of", text(&of.instead_of)),
                ("delivered_to", of.delivered_to.map(|to| to.to_string())),
            ]
        });
        let pounds = |pence: Pence| Some(pence.to_string());
        let cells = [
            ("child_ref", word(&terms.child), word(&row.child_ref)),
            ("lead_professional", word(&terms.practitioner), word(&row.lead_professional)),
            ("provider", word(&terms.provider), word(&row.provider)),
            ("category", word(&terms.category), word(&row.category)),
            ("amount", pounds(amount), pounds(row.amount.pence())),
            ("vat", pounds(vat), pounds(row.vat.0)),
            ("ordered_on", Some(self.commission.placed_on.to_string()), Some(row.ordered_on.to_string())),
            ("description", text(&terms.description), text(&row.description)),
        ];
        let details = found.into_iter().zip(given).map(|((field, found), (_, given))| (field, found, given));
        let mut cells = cells.into_iter().chain(details).filter(|(field, ..)| said.differs(field));
        if let Some((field, found, given)) = cells.find(|(_, found, given)| found != given) {
            let way = self.way(field, given.as_deref(), row);
            let (field, found, given) = (field.to_owned(), spoken(found), spoken(given));
            return Some(Box::new(Difference { field, found, given, way }));
        }
        let of_approval = ["approved_by", "approved_on"];
        let field = of_approval.into_iter().find(|field| said.differs(field))?;
        let word =
            |cells: &Map<String, Value>| spoken(cells.get(field).and_then(Value::as_str).map(String::from));
        let (found, given) = (word(&said.then), word(&said.now));
        let id = self.commission.id;
        let way = vec![format!("bhlp commission show {id}")];
        Some(Box::new(Difference { field: field.to_owned(), found, given, way }))
    }

    /// Finds the steps that a row has and the ledger does not; or in what a step differs.
    fn missing(&self, row: &PurchaseRow, said: &Said) -> Result<Missing, Box<Difference>> {
        let mut missing = Missing::default();
        let days = ["received_on", "paid_on"];
        match (invoiced_on(row), self.invoices.last()) {
            (Some(on), None) => {
                not_undone("received_on", self.undone[0].as_ref(), on)?;
                missing.invoice = Some(on);
            }
            (Some(on), Some(last)) if days.iter().any(|field| said.differs(field)) => {
                let known = self.invoices.iter().any(|invoice| invoice.on == on);
                // What was paid before it came was invoiced as it was paid.
                let came = row.received_on.filter(|came| row.paid_on == Some(last.on) && last.on < *came);
                match came {
                    _ if known => {}
                    Some(came) => missing.delivery = Some(came).filter(|_| !self.delivered),
                    None => return Err(step("received_on", last, last.on, on, &format!("--on {on}"))),
                }
            }
            (None, Some(last)) if days.iter().any(|field| said.emptied(field)) => {
                return Err(emptied("received_on", last, self.payments.last()));
            }
            _ => {}
        }
        if let Some(last) = self.invoices.last() {
            self.same_number(row, said, last)?;
            match row.evidence {
                Some(form) if said.differs("evidence") && self.evidence != Some(form) => {
                    missing.evidence = Some((last.entry, form));
                }
                _ => {}
            }
        }
        match (row.paid_on, self.payments.last()) {
            (Some(on), None) => {
                not_undone("paid_on", self.undone[1].as_ref(), on)?;
                missing.payment = missing.invoice.is_some() || self.commission.owed() > Pence::ZERO;
            }
            (Some(on), Some(last)) => {
                let mut payments = self.payments.iter();
                if said.differs("paid_on") && !payments.any(|payment| payment.on == on) {
                    return Err(step("paid_on", last, last.on, on, &format!("--on {on}")));
                }
                let mut payments = self.payments.iter();
                if let Some(from) = &row.paid_from
                    && said.differs("paid_from")
                    && !payments.any(|payment| payment.account.as_ref() == Some(from))
                {
                    let found = last.account.as_ref().map_or_else(String::new, ToString::to_string);
                    return Err(step("paid_from", last, found, from, &format!("--account {from}")));
                }
            }
            (None, Some(last)) if said.emptied("paid_on") => return Err(emptied("paid_on", last, None)),
            (None, _) => {}
        }
        Ok(missing)
    }

    /// Holds the number of a row's invoice against the one that stands.
    fn same_number(
        &self,
        row: &PurchaseRow,
        said: &Said,
        last: &RecordedStep,
    ) -> Result<(), Box<Difference>> {
        if !said.differs("invoice_no") {
            return Ok(());
        }
        let plain = |number: &Text| number.as_str().replace(' ', "").to_uppercase();
        let given = row.invoice_no.as_ref();
        let same = |invoice: &RecordedStep| invoice.number.as_ref().map(plain) == given.map(plain);
        if self.invoices.iter().any(same) {
            return Ok(());
        }
        let way = match given {
            Some(number) => vec![format!(
                "bhlp entry correct {} --invoice {} {REASON}",
                last.entry,
                shell_word(number.as_str())
            )],
            None => undo(&[last]),
        };
        let spoken =
            |number: Option<&Text>| number.map_or_else(|| "nothing".into(), |number| quoted(number.as_str()));
        let (field, found, given) = ("invoice_no".into(), spoken(last.number.as_ref()), spoken(given));
        Err(Box::new(Difference { field, found, given, way }))
    }

    /// The commands that change a field of the order, with the steps that stand on it.
    fn way(&self, field: &str, given: Option<&str>, row: &PurchaseRow) -> Vec<String> {
        let flag = match field {
            "child_ref" => "child",
            "lead_professional" => "for",
            "ordered_on" => "on",
            "provider" => "from",
            field => field,
        };
        let corrects = ["child", "for", "from", "category", "on"].contains(&flag);
        let steps: Vec<&RecordedStep> =
            self.payments.iter().rev().chain(self.invoices.iter().rev()).collect();
        let given = given.map(shell_word).unwrap_or_default();
        let order = self.commission.id;
        let price = format!("--amount {} --vat {}", row.amount.pence(), row.vat.0);
        let of_price = matches!(flag, "amount" | "vat");
        // More than was commissioned is commissioned first.
        let within = row.amount.pence() - row.vat.0 <= self.commission.commissioned;
        match (self.invoices.as_slice(), self.payments.as_slice()) {
            ([invoice], [] | [_]) if of_price && within => {
                let mut way = vec![format!("bhlp entry correct {} {price} {REASON}", invoice.entry)];
                way.extend(self.payments.iter().filter(|paid| paid.amount != row.amount.pence()).map(
                    |paid| {
                        format!("bhlp entry correct {} --amount {} {REASON}", paid.entry, row.amount.pence())
                    },
                ));
                way
            }
            _ if of_price => {
                let mut way = undo(&steps);
                way.push(format!("bhlp entry correct {order} {price} {REASON}"));
                way
            }
            _ if corrects => {
                let mut way = undo(&steps);
                way.push(format!("bhlp entry correct {order} --{flag} {given} {REASON}"));
                way
            }
            _ => {
                let mut way = undo(&steps);
                way.push(format!("bhlp entry reverse {order} {REASON}, and another key in the file"));
                way
            }
        }
    }
}

/// Refuses a step that was undone: somebody said that it had not happened.
fn not_undone(field: &str, undone: Option<&RecordedStep>, given: Day) -> Result<(), Box<Difference>> {
    let Some(RecordedStep { entry, undone: Some(by), .. }) = undone else { return Ok(()) };
    let way = vec![format!("if it happened all the same, bhlp entry reverse {by} {REASON}")];
    let found = format!("nothing, as entry {entry} was undone by entry {by}");
    Err(Box::new(Difference { field: field.into(), found, given: quoted(&given.to_string()), way }))
}

/// A step that stands with something else than a row says.
fn step(
    field: &str,
    step: &RecordedStep,
    found: impl ToString,
    given: impl ToString,
    flag: &str,
) -> Box<Difference> {
    let way = vec![format!("bhlp entry correct {} {flag} {REASON}", step.entry)];
    let (found, given) = (quoted(&found.to_string()), quoted(&given.to_string()));
    Box::new(Difference { field: field.into(), found, given, way })
}

/// A step that stands and that a row says no more.
fn emptied(field: &str, stands: &RecordedStep, after: Option<&RecordedStep>) -> Box<Difference> {
    let steps: Vec<&RecordedStep> = after.into_iter().chain([stands]).collect();
    let (found, given) = (quoted(&stands.on.to_string()), "nothing".into());
    Box::new(Difference { field: field.into(), found, given, way: undo(&steps) })
}

fn undo(steps: &[&RecordedStep]) -> Vec<String> {
    steps.iter().map(|step| format!("bhlp entry reverse {} {REASON}", step.entry)).collect()
}
