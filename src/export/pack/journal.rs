//! The journal for the council's ledger: lines from movements, in the layout of a profile.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::sheet::{harmless, record};
use domain::policy::CodedCategories;
use domain::upload::{Coding, Detail, JournalKind, UploadColumn, UploadProfile};
use domain::{Code, Day, Month, Pence};
use store::pack::{IssuedJournal, JournalIssue, Movement};

/// A line of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadLine {
    /// The day it is posted.
    pub on: Day,
    /// Its codes.
    pub coding: Coding,
    /// Positive for a debit, negative for a credit; never 0.
    pub pence: Pence,
    /// What it is about: no child's reference and no name.
    pub narrative: String,
    /// What to look up here.
    pub source: String,
}

/// A category that neither the policy nor the profile codes, and the first entry it was met in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Uncoded {
    /// The cost account.
    pub account: String,
    /// The entry.
    pub entry: i64,
    /// Its day.
    pub on: Day,
    /// What was charged to it.
    pub pence: Pence,
}

/// A journal as it is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadJournal {
    /// What it hands over.
    pub kind: JournalKind,
    /// Its file in the pack.
    pub file: &'static str,
    /// Its reference; `DRAFT` while the month is open; empty where there is nothing to hand over.
    pub reference: String,
    /// The events it reaches from and to.
    pub range: (i64, i64),
    /// Its lines, which come to 0.
    pub lines: Vec<UploadLine>,
    /// The file's text.
    pub text: String,
    /// The event that issued it, once it is.
    pub issued: Option<i64>,
}

impl UploadJournal {
    /// Writes a journal in a layout.
    pub fn new(
        kind: JournalKind,
        file: &'static str,
        month: Month,
        profile: &UploadProfile,
        (reference, range): (String, (i64, i64)),
        lines: Vec<UploadLine>,
    ) -> Self {
        let text = written(month, profile, &reference, &lines);
        Self { kind, file, reference, range, lines, text, issued: None }
    }

    /// Adds up its debits, which are its credits.
    pub fn total(&self) -> Pence {
        self.lines.iter().map(|line| line.pence.max(Pence::ZERO)).sum()
    }

    /// The SHA-256 of its text, in hexadecimal.
    pub fn sha256(&self) -> String {
        sha256(self.text.as_bytes())
    }

    /// What the ledger notes of it.
    pub fn issue(&self, month: Month, profile: &Code) -> JournalIssue {
        let (after, up_to) = self.range;
        JournalIssue {
            month,
            kind: self.kind,
            reference: self.reference.clone(),
            profile: profile.clone(),
            after,
            up_to,
            lines: i64::try_from(self.lines.len()).expect("a month's lines can be counted"),
            total: self.total(),
            sha256: self.sha256(),
        }
    }

    /// Tells whether it is the journal that was issued, to the byte.
    pub fn is(&self, issued: &IssuedJournal) -> bool {
        self.sha256() == issued.issue.sha256
    }
}

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    domain::hex(&Sha256::digest(bytes))
}

/// What a line is added up by: its entry, where each has one, its account and its codes.
type Line<'m> = (Option<(Day, i64)>, &'m str, Coding);

/// Turns a month's movements into lines, each account by its own codes.
pub(super) fn month_lines(
    month: Month,
    profile: &UploadProfile,
    coded: &CodedCategories,
    movements: &[Movement],
) -> (Vec<UploadLine>, Vec<Uncoded>) {
    let mut uncoded: BTreeMap<&str, Uncoded> = BTreeMap::new();
    let mut sums: BTreeMap<Line<'_>, (Pence, &str)> = BTreeMap::new();
    for movement in movements {
        let Movement { entry, on, ref kind, ref account, category, pence } = *movement;
        let fallback = profile.coding(account);
        let mut coding = fallback.clone();
        if let Some(category) = category {
            let (centre, subjective) = coded.of(category, on, entry);
            if (centre.is_none() || subjective.is_none()) && !profile.codes.contains_key(account) {
                let first = Uncoded { account: account.clone(), entry, on, pence: Pence::ZERO };
                uncoded.entry(account).or_insert(first).pence += pence;
            }
            coding.cost_centre = centre.map_or(coding.cost_centre, Into::into);
            coding.subjective = subjective.map_or(coding.subjective, Into::into);
        }
        let apart = (profile.detail == Detail::Entries).then_some((on, entry));
        sums.entry((apart, account, coding)).or_insert((Pence::ZERO, kind)).0 += pence;
    }
    let lines = sums.into_iter().filter(|(_, (pence, _))| *pence != Pence::ZERO);
    let lines = lines.map(|((apart, account, coding), (pence, kind))| {
        let what = spoken(account);
        let (on, about, source) = match apart {
            Some((on, entry)) => (on, format!("BHLP {entry} {kind} {what}"), entry.to_string()),
            None => (month.last(), format!("BHLP {month} {what}"), account.to_owned()),
        };
        UploadLine { on, coding, pence, narrative: profile.narrative(&about), source }
    });
    (lines.collect(), uncoded.into_values().collect())
}

/// What an account is for, without whose it is: a provider's code may be a person's name.
fn spoken(account: &str) -> &str {
    match account.split_once(':') {
        Some(("cost", category)) => category,
        Some(("creditor", _)) => "owed to providers",
        Some(("income", _)) => "from contributors",
        Some(("charge", _)) => "bank charges and interest",
        _ => account,
    }
}

/// Writes the file: CRLF, UTF-8, a header where the profile wants one.
fn written(month: Month, profile: &UploadProfile, reference: &str, lines: &[UploadLine]) -> String {
    let mut out = String::new();
    if profile.header {
        let headings: Vec<String> = profile.columns.iter().map(|(_, heading)| harmless(heading)).collect();
        record(&headings, profile.delimiter, &mut out);
    }
    let beside_a_side = profile.columns.iter().any(|(column, _)| *column == UploadColumn::Side);
    for (place, line) in (1_u64..).zip(lines) {
        let debit = line.pence > Pence::ZERO;
        let bare = line.pence.max(-line.pence);
        let field = |column: UploadColumn| match column {
            UploadColumn::JournalRef => harmless(reference),
            UploadColumn::Line => place.to_string(),
            UploadColumn::Period => month.period().to_string(),
            UploadColumn::FinancialYear => month.financial_year(),
            UploadColumn::PostingDate => profile.days.write(line.on),
            UploadColumn::CostCentre => harmless(&line.coding.cost_centre),
            UploadColumn::Subjective => harmless(&line.coding.subjective),
            UploadColumn::Code => {
                harmless(&format!("{}/{}", line.coding.cost_centre, line.coding.subjective))
            }
            UploadColumn::Project => {
                line.coding.project.as_ref().map_or(String::new(), |p| harmless(p.as_str()))
            }
            UploadColumn::Debit if debit => bare.to_string(),
            UploadColumn::Credit if !debit => bare.to_string(),
            UploadColumn::Amount if beside_a_side => bare.to_string(),
            UploadColumn::Amount if debit == profile.debit_is_positive => bare.to_string(),
            UploadColumn::Amount => (-bare).to_string(),
            UploadColumn::Side => if debit { "D" } else { "C" }.to_owned(),
            UploadColumn::VatCode => {
                line.coding.vat_code.as_ref().map_or(String::new(), |v| harmless(v.as_str()))
            }
            UploadColumn::Narrative => harmless(&line.narrative),
            UploadColumn::SourceRef => harmless(&line.source),
            UploadColumn::Debit | UploadColumn::Credit | UploadColumn::Blank => String::new(),
        };
        let fields: Vec<String> = profile.columns.iter().map(|(column, _)| field(*column)).collect();
        record(&fields, profile.delimiter, &mut out);
    }
    out
}
