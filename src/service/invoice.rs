//! What providers invoice, and what they take back: on one commission, or as a document of several lines.

use serde::Serialize;

use super::document::{self, Lines};
use super::vat::keep_evidence;
use super::{Error, Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, Document, Invoice, VatGiven};
use domain::{
    AccountKind, Action, Amount, Closing, Day, DocumentLine, Draft, EntryId, EntryKind, Pence, Refusal, Text,
    Transfer, VatForm, rows,
};

/// Records an invoice on a commission.
#[derive(Clone, Debug, Serialize)]
pub struct InvoiceRecord {
    pub commission: i64,
    pub amount: Amount,
    pub vat: Option<Pence>,
    pub number: Option<Text>,
    /// Why it is another document, although its number was recorded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Text>,
    /// No other invoice will come: what is still promised is let go.
    #[serde(rename = "final")]
    pub last: bool,
    pub on: Option<Day>,
    pub note: Option<Text>,
    /// What shows its VAT.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<VatForm>,
}

impl UseCase for InvoiceRecord {
    const KIND: &'static str = "invoice.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        self.alone().record(work, None)
    }
}

impl InvoiceRecord {
    fn alone(&self) -> Alone<'_> {
        let Self { commission, amount, vat, last, .. } = *self;
        Alone {
            kind: EntryKind::InvoiceRecord,
            line: DocumentLine { commission, amount, vat, last },
            number: self.number.as_ref(),
            again: self.again.as_ref(),
            on: self.on,
            note: self.note.as_ref(),
            evidence: self.evidence,
        }
    }

    /// Records it in place of a line that was undone.
    pub(super) fn in_place(
        &self,
        work: &mut UnitOfWork<'_>,
        place: Option<&rows::DocumentLine>,
    ) -> Result<Reply> {
        self.alone().record(work, place)
    }
}

/// Records a credit note on a commission.
#[derive(Clone, Debug, Serialize)]
pub struct CreditNoteRecord {
    pub commission: i64,
    pub amount: Amount,
    pub vat: Option<Pence>,
    pub number: Option<Text>,
    /// Why it is another document, although its number was recorded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Text>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for CreditNoteRecord {
    const KIND: &'static str = "credit-note.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        self.in_place(work, None)
    }
}

impl CreditNoteRecord {
    /// Records it as a line of a document that is there.
    pub(super) fn in_place(
        &self,
        work: &mut UnitOfWork<'_>,
        place: Option<&rows::DocumentLine>,
    ) -> Result<Reply> {
        let Self { commission, amount, vat, .. } = *self;
        let alone = Alone {
            kind: EntryKind::CreditNoteRecord,
            line: DocumentLine { commission, amount, vat, last: false },
            number: self.number.as_ref(),
            again: self.again.as_ref(),
            on: self.on,
            note: self.note.as_ref(),
            evidence: None,
        };
        alone.record(work, place)
    }
}

/// A document of one line.
struct Alone<'a> {
    kind: EntryKind,
    line: DocumentLine,
    number: Option<&'a Text>,
    again: Option<&'a Text>,
    on: Option<Day>,
    note: Option<&'a Text>,
    evidence: Option<VatForm>,
}

impl Alone<'_> {
    fn record(&self, work: &mut UnitOfWork<'_>, place: Option<&rows::DocumentLine>) -> Result<Reply> {
        let mut again = None;
        if let (Some(number), None) = (self.number, place) {
            let id = EntryId::new(self.line.commission);
            let (_, commission, _) = work.commission(id)?;
            let provider = work.reader().commission_terms(id)?.provider;
            let document = Document { kind: self.kind, number, provider: &provider };
            again = document::refuse_recorded(work, &document, commission.provider, self.again)?;
        }
        let on = work.on(self.on);
        let said = (self.number, self.note, self.evidence);
        let written = write(work, self.kind, &self.line, said, on)?;
        document::put_in_place(work, place)?;
        let given = self.again.filter(|_| place.is_none());
        let unneeded = document::keep_reason(work, again, given)?;
        let Written { reply, owed, .. } = written;
        let sentence = format!(
            "recorded {} of {} on commission {} on {on}; {owed}{}",
            if self.line.last { "final invoice" } else { called(self.kind) },
            self.line.amount.pence().format_pounds(),
            self.line.commission,
            reply.sentence,
        );
        Ok(Reply { sentence, warnings: unneeded.into_iter().collect(), ..reply })
    }
}

/// A document as it is given: lines of one provider, recorded all or none.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentGiven {
    pub provider: String,
    pub number: Text,
    pub lines: Vec<DocumentLine>,
    pub total: Option<Amount>,
    /// Why it is another document, although its number was recorded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Text>,
    pub on: Option<Day>,
    pub note: Option<Text>,
    /// What shows its VAT.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<VatForm>,
}

/// A document that comes line by line, or as a file.
pub(super) trait Given: Serialize {
    /// Records it as an invoice or a credit note.
    fn record(&self, work: &mut UnitOfWork<'_>, kind: EntryKind) -> Result<Reply>;
}

/// Records a document as an invoice.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct InvoiceOf<G>(pub G);

impl<G: Given> UseCase for InvoiceOf<G> {
    const KIND: &'static str = InvoiceRecord::KIND;
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        self.0.record(work, EntryKind::InvoiceRecord)
    }
}

/// Records a document as a credit note.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct CreditNoteOf<G>(pub G);

impl<G: Given> UseCase for CreditNoteOf<G> {
    const KIND: &'static str = CreditNoteRecord::KIND;
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        self.0.record(work, EntryKind::CreditNoteRecord)
    }
}

impl Given for DocumentGiven {
    fn record(&self, work: &mut UnitOfWork<'_>, kind: EntryKind) -> Result<Reply> {
        let provider = work.provider(&self.provider)?;
        let document = Document { kind, number: &self.number, provider: &provider.code };
        let mut of = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let (_, commission, _) = work.commission(EntryId::new(line.commission))?;
            of.push((commission.id, work.reader().commission_terms(commission.id)?.provider, line.amount));
        }
        if let (EntryKind::CreditNoteRecord, Some(last)) = (kind, self.lines.iter().find(|line| line.last)) {
            let (field, wanted) = ("line", "one without `final`: a credit note ends nothing");
            return Err(Refusal::FieldInvalid { field, found: last.to_string(), wanted }.into());
        }
        let of = of.iter().map(|(commission, provider, amount)| (*commission, provider, *amount));
        let total = document.total(of, self.total)?;
        let again = document::refuse_recorded(work, &document, provider.id, self.again.as_ref())?;
        let on = work.on(self.on);
        let mut lines = Lines::of(self.lines.len(), total);
        let mut unneeded = None;
        for (place, line) in self.lines.iter().enumerate() {
            lines.next(work)?;
            let said = (Some(&self.number), self.note.as_ref(), self.evidence);
            let Written { entry, reply, owed } =
                write(work, kind, line, said, on).map_err(|error| in_a_line(error, line))?;
            if place == 0 {
                unneeded = document::keep_reason(work, again, self.again.as_ref())?;
            }
            let sentence = format!(
                "commission {} for {}: {} (entry {entry}); {owed}{}",
                line.commission,
                reply.left[0].child,
                line.amount.pence().format_pounds(),
                reply.sentence
            );
            lines.add(work, entry, Reply { sentence, ..reply })?;
        }
        let count = match self.lines.len() {
            1 => "1 line".to_owned(),
            many => format!("{many} lines"),
        };
        let reply = lines.end(format!(
            "recorded {} `{}` of {} on {on}: {count}, {} in all",
            called(kind),
            self.number,
            provider.code,
            total.pence().format_pounds()
        ));
        Ok(Reply { warnings: unneeded.into_iter().chain(reply.warnings).collect(), ..reply })
    }
}

/// A refusal, with what is said of VAT as a line says it.
fn in_a_line(error: Error, line: &DocumentLine) -> Error {
    let with = |vat: Pence| DocumentLine { vat: Some(vat), ..line.clone() }.to_string();
    match error {
        Error::Refused(Refusal::VatUnsaid { commission, what, vat, share }) => {
            let (share, none) = (with(share), with(Pence::ZERO));
            Refusal::LineVatUnsaid { commission, what, vat, share, none }.into()
        }
        other => other,
    }
}

/// A line that was written, and not sealed yet.
struct Written {
    entry: EntryId,
    /// What of it is in kind, and what is left.
    reply: Reply,
    /// What is owed on its commission, in words.
    owed: String,
}

/// Writes what one commission is invoiced or credited.
fn write(
    work: &mut UnitOfWork<'_>,
    kind: EntryKind,
    line: &DocumentLine,
    (number, note, evidence): (Option<&Text>, Option<&Text>, Option<VatForm>),
    on: Day,
) -> Result<Written> {
    let (budget, commission, category) = work.commission(EntryId::new(line.commission))?;
    let invoice = Invoice {
        amount: line.amount,
        vat: line.vat,
        number: number.cloned(),
        last: if line.last { Closing::Closed } else { Closing::Unchanged },
    };
    let vat_account = work.reader().vat_account()?;
    let (draft, more) = match kind {
        EntryKind::CreditNoteRecord => {
            let draft = plan::credit_note(&work.calendar, &budget, &commission, vat_account, on, &invoice)?;
            (draft, -line.amount.pence())
        }
        _ => {
            if let Some(tariff) = work.reader().tariff(commission.id)? {
                tariff.admits(&commission, invoice.amount, line.last)?;
            }
            let authority = work.authority_over(&commission, on)?;
            let what = (&category, &authority);
            let draft = plan::invoice(&work.calendar, &budget, &commission, what, vat_account, on, &invoice)?;
            let (vat, never) = (line.vat.unwrap_or_default(), authority.rule.vat_never);
            VatGiven { vat, never, form: evidence, paid_back: false }.recoverable()?;
            (draft, line.amount.pence())
        }
    };
    let draft = Draft { note: note.cloned(), ..draft };
    let entry = work.post(&draft, None)?;
    keep_evidence(work, entry, evidence)?;
    let mut owed = owed(commission.owed() + more - in_kind(&draft));
    if draft.closing == Closing::Reopened {
        owed.push_str("; another invoice may come in its place");
    }
    Ok(Written { entry, reply: work.settle(Reply::default(), &budget, &draft)?, owed })
}

fn called(kind: EntryKind) -> &'static str {
    if kind == EntryKind::CreditNoteRecord { "credit note" } else { "invoice" }
}

/// Says what is owed from now on, in cash.
fn owed(pence: Pence) -> String {
    match pence {
        Pence::ZERO => "nothing is owed".into(),
        pence if pence < Pence::ZERO => format!("the provider owes {} back", (-pence).format_pounds()),
        pence => format!("{} is owed", pence.format_pounds()),
    }
}

/// What of a document is given in kind, or comes back of it.
fn in_kind(draft: &Draft) -> Pence {
    -Transfer::moved(&draft.transfers, |kind| kind == AccountKind::Notional)
}
