//! The manifest: what the pack is of, and each file with its rows and its SHA-256.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::journal::UploadJournal;
use super::month::Pack;
use crate::package::{self, FileRecord, ManifestHead, NamedFile};
use domain::Pence;
use domain::upload::{UploadColumn, UploadProfile};

/// The form of manifest this program writes.
const FORM: u32 = 1;

/// What `manifest.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub form: u32,
    pub pilot: String,
    pub authority: String,
    pub month: String,
    /// `closed` or `DRAFT`.
    pub state: String,
    pub signed_off: Option<SignedOff>,
    pub program: String,
    pub ledger: ManifestHead,
    pub profile: String,
    pub journals: Vec<JournalRecord>,
    pub issued_before: Vec<IssuedRecord>,
    pub totals: BTreeMap<String, String>,
    pub files: Vec<FileRecord>,
    /// The SHA-256 of this text with nothing here.
    pub sha256: String,
}

/// Who signed the month off, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedOff {
    pub by: String,
    pub name: String,
    pub at: String,
    pub event: i64,
    pub head_hash: String,
}

/// A journal of the pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalRecord {
    pub file: String,
    pub kind: String,
    pub reference: Option<String>,
    pub issued_by_event: Option<i64>,
    pub after_event: i64,
    pub lines: usize,
    pub debits: String,
    pub credits: String,
    pub header: bool,
    pub delimiter: char,
    /// Where its sums stand: columns from 1.
    pub sums: SumColumns,
}

/// Which columns of a journal hold its sums, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumColumns {
    pub debit: Option<usize>,
    pub credit: Option<usize>,
    pub amount: Option<usize>,
    pub side: Option<usize>,
    pub debit_is_positive: bool,
}

/// A journal of the month that an earlier pack handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedRecord {
    pub reference: String,
    pub kind: String,
    pub issued_by_event: i64,
    pub debits: String,
    pub sha256: String,
}

impl package::Manifest for Manifest {
    fn files(&self) -> &[FileRecord] {
        &self.files
    }

    fn own(&mut self) -> &mut String {
        &mut self.sha256
    }

    fn headings(&self, file: &str) -> Option<usize> {
        let journal = self.journals.iter().find(|journal| journal.file == file);
        Some(usize::from(journal.is_none_or(|journal| journal.header)))
    }
}

impl Manifest {
    /// Says what a pack is, with the files it was written as, and by which program.
    pub fn of(pack: &Pack, files: &[NamedFile], program: &str) -> Self {
        let signed_off = pack.sign.as_ref().map(|sign| SignedOff {
            by: sign.by.to_string(),
            name: sign.name.clone(),
            at: sign.at.clone(),
            event: sign.event,
            head_hash: sign.head_hash.clone(),
        });
        let manifest = Self {
            form: FORM,
            pilot: pack.pilot.name.to_string(),
            authority: pack.pilot.authority.to_string(),
            month: pack.month.to_string(),
            state: if signed_off.is_some() { "closed" } else { "DRAFT" }.to_owned(),
            signed_off,
            program: program.to_owned(),
            ledger: ManifestHead { event: pack.head.seq, head_hash: pack.head.hash.clone() },
            profile: pack.profile.name.to_string(),
            journals: pack.journals.iter().map(|journal| journal_record(journal, &pack.profile)).collect(),
            issued_before: pack
                .issued_before
                .iter()
                .map(|issued| IssuedRecord {
                    reference: issued.issue.reference.clone(),
                    kind: issued.issue.kind.as_str().to_owned(),
                    issued_by_event: issued.event,
                    debits: issued.issue.total.to_string(),
                    sha256: issued.issue.sha256.clone(),
                })
                .collect(),
            totals: pack.totals().into_iter().map(|(name, sum)| (name.to_owned(), sum.to_string())).collect(),
            files: files.iter().map(|file| FileRecord::of(file, Some(rows(pack, &file.name)))).collect(),
            sha256: String::new(),
        };
        package::Manifest::sealed(manifest)
    }
}

/// The rows of a file of the pack, without its header.
fn rows(pack: &Pack, file: &str) -> Option<usize> {
    let journal = pack.journals.iter().find(|journal| journal.file == file);
    let sheet = pack.sheets.iter().find(|sheet| sheet.file == file);
    journal.map(|journal| journal.lines.len()).or(sheet.map(|sheet| sheet.rows.len()))
}

fn journal_record(journal: &UploadJournal, profile: &UploadProfile) -> JournalRecord {
    let place = |wanted: UploadColumn| {
        profile.columns.iter().position(|(column, _)| *column == wanted).map(|place| place + 1)
    };
    let credits: Pence = journal.lines.iter().map(|line| (-line.pence).max(Pence::ZERO)).sum();
    JournalRecord {
        file: journal.file.to_owned(),
        kind: journal.kind.as_str().to_owned(),
        reference: (!journal.reference.is_empty()).then(|| journal.reference.clone()),
        issued_by_event: journal.issued,
        after_event: journal.range.0,
        lines: journal.lines.len(),
        debits: journal.total().to_string(),
        credits: credits.to_string(),
        header: profile.header,
        delimiter: profile.delimiter,
        sums: SumColumns {
            debit: place(UploadColumn::Debit),
            credit: place(UploadColumn::Credit),
            amount: place(UploadColumn::Amount),
            side: place(UploadColumn::Side),
            debit_is_positive: profile.debit_is_positive,
        },
    }
}
