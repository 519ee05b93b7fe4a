//! Rows that are lines of one document: those of one import with one provider, number and day. What was paid
//! of it on one day from one account is one payment.

use std::collections::{BTreeMap, HashMap};

use super::super::{Result, seal_as};
use crate::UnitOfWork;
use domain::plan::Document;
use domain::{AccountId, Code, Day, EntryId, EntryKind, Pence, ProviderId, Text, rows};
use store::RecordedStep;

/// The documents of several lines of an import.
#[derive(Debug)]
pub(super) struct Documents {
    /// The first event of the import.
    began: i64,
    /// Each document by its first entry.
    known: BTreeMap<EntryId, Known>,
    by_number: HashMap<(EntryKind, ProviderId, String), Vec<EntryId>>,
    /// What is paid now of documents of earlier imports.
    paid_later: BTreeMap<EntryId, Vec<(Day, AccountId, Sum)>>,
}

/// What a row says of the document that it is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    /// An invoice or a credit note.
    pub kind: EntryKind,
    pub number: &'a Text,
    pub on: Day,
    pub again: Option<&'a Text>,
}

/// A document of several lines.
#[derive(Debug)]
struct Known {
    on: Day,
    again: Option<Text>,
    lines: Sum,
    paid: Vec<(Day, AccountId, Sum)>,
}

/// Entries that belong together.
#[derive(Debug)]
struct Sum {
    first: EntryId,
    lines: i64,
    total: Pence,
}

impl Sum {
    const fn of(first: EntryId, total: Pence) -> Self {
        Self { first, lines: 1, total }
    }

    fn add(&mut self, pence: Pence) {
        self.lines += 1;
        self.total += pence;
    }

    fn write(&self, work: &mut UnitOfWork<'_>) -> Result<()> {
        let Some(total_pence) = self.total.amount().filter(|_| self.lines > 1) else { return Ok(()) };
        let (document_id, lines) = (self.first, self.lines);
        work.tx.insert(&rows::Document { document_id, lines, total_pence, family_ref: None })?;
        seal_as(&mut work.tx, "document.record", None, "null")?;
        Ok(())
    }
}

/// What the document of a row is to those before it.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The document that it is a line of.
    pub line_of: Option<EntryId>,
    /// Set where that document is an invoice of an earlier import, and the row only pays it.
    paid_later: bool,
    /// Why it is a second document, where it is.
    pub again: Option<Text>,
}

impl Found {
    /// The line that a row's entry is, of a document that is there.
    pub fn line(&self) -> Option<rows::DocumentLine> {
        self.line_of.map(|document_id| rows::DocumentLine { document_id, instead_of: None })
    }
}

impl Documents {
    pub fn new(work: &UnitOfWork<'_>) -> Self {
        Self {
            began: work.tx.next(),
            known: BTreeMap::new(),
            by_number: HashMap::new(),
            paid_later: BTreeMap::new(),
        }
    }

    /// Finds out what the document of a row is, if it has a number.
    ///
    /// # Errors
    /// `INVOICE_ALREADY_RECORDED`.
    pub fn find(
        &mut self,
        work: &UnitOfWork<'_>,
        said: Option<Said<'_>>,
        (provider, code): (ProviderId, &Code),
    ) -> Result<Found> {
        let Some(Said { kind, number, on, again }) = said else { return Ok(Found::default()) };
        let key = (kind, provider, number.as_str().replace(' ', "").to_uppercase());
        let same = |known: &Known| known.on == on && known.again.as_ref() == again;
        let mut of_number = self.by_number.get(&key).into_iter().flatten();
        if let Some(first) = of_number.find(|first| same(&self.known[first])) {
            return Ok(Found { line_of: Some(*first), ..Found::default() });
        }
        let recorded = work.reader().documents(provider, number)?;
        for line in recorded.iter().rev().filter(|line| line.document.get() >= self.began) {
            let first = line.kind == kind && line.entry == line.document;
            if first && line.on == on && work.reader().document_again(line.document)?.as_ref() == again {
                let paid = work.reader().paid_next(line.entry)?;
                let paid = paid.map(|(entry, on, account, pence)| (on, account, Sum::of(entry, pence)));
                let known = Known {
                    on,
                    again: again.cloned(),
                    lines: Sum::of(line.entry, line.amount),
                    paid: paid.into_iter().collect(),
                };
                self.known.insert(line.document, known);
                self.by_number.entry(key).or_default().push(line.document);
                return Ok(Found { line_of: Some(line.document), ..Found::default() });
            }
        }
        match (Document { kind, number, provider: code }.is_new(&recorded), again) {
            (Ok(()), _) => Ok(Found::default()),
            (Err(_), Some(reason)) => Ok(Found { again: Some(reason.clone()), ..Found::default() }),
            (Err(refusal), None) => Err(refusal.into()),
        }
    }

    /// Finds the document of several lines that an invoice recorded before is one of.
    pub fn recorded(&mut self, work: &UnitOfWork<'_>, invoice: Option<&RecordedStep>) -> Result<Found> {
        let Some(invoice) = invoice else { return Ok(Found::default()) };
        let line_of = work.reader().document_of(invoice.entry)?;
        Ok(Found { line_of, again: None, paid_later: true })
    }

    /// Counts a line that was written.
    pub fn count(&mut self, found: &Found, pence: Pence) {
        if let Some(known) = found.line_of.and_then(|first| self.known.get_mut(&first)) {
            known.lines.add(pence);
        }
    }

    /// Takes the payment that was written.
    pub fn paid(
        &mut self,
        work: &mut UnitOfWork<'_>,
        found: &Found,
        (entry, on, account, pence): (EntryId, Day, AccountId, Pence),
    ) -> Result<()> {
        let Some(document) = found.line_of else { return Ok(()) };
        let paid = match self.known.get_mut(&document) {
            Some(known) => &mut known.paid,
            None if found.paid_later => self.paid_later.entry(document).or_default(),
            None => return Ok(()),
        };
        match paid.iter_mut().find(|paid| (paid.0, paid.1) == (on, account)) {
            Some((_, _, sum)) => {
                work.tx.insert(&rows::DocumentLine { document_id: sum.first, instead_of: None })?;
                sum.add(pence);
            }
            None => paid.push((on, account, Sum::of(entry, pence))),
        }
        Ok(())
    }

    /// Writes what the lines of each document come to.
    pub fn end(&self, work: &mut UnitOfWork<'_>) -> Result<()> {
        for known in self.known.values() {
            for sum in std::iter::once(&known.lines).chain(known.paid.iter().map(|(_, _, sum)| sum)) {
                sum.write(work)?;
            }
        }
        for (_, _, sum) in self.paid_later.values().flatten() {
            sum.write(work)?;
        }
        Ok(())
    }
}
