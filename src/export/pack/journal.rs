//! The journal for the council's ledger: lines from movements, in the layout of a profile.

use std::collections::BTreeMap;

use crate::package::sha256;
use domain::policy::CodedCategories;
use domain::upload::{Coding, Detail, IRRECOVERABLE_VAT, JournalKind, UploadColumn, UploadProfile};
use domain::{Code, Day, Month, Pence};
use store::pack::{IssuedJournal, JournalIssue, Movement};
use table::Value;
use table::csv::Dialect;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadLine {
    /// The day it is posted.
    pub on: Day,
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
    pub entry: i64,
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

/// What a line is added up by: its entry, where each has one, its account, what it is for and its codes.
type LineKey<'m> = (Option<(Day, i64)>, &'m str, &'m str, Coding);

/// Turns a month's movements into lines, each account by its own codes.
pub(super) fn month_lines(
    month: Month,
    profile: &UploadProfile,
    coded: &CodedCategories,
    movements: &[Movement],
) -> (Vec<UploadLine>, Vec<Uncoded>) {
    let mut uncoded: BTreeMap<&str, Uncoded> = BTreeMap::new();
    let mut sums: BTreeMap<LineKey<'_>, (Pence, &str)> = BTreeMap::new();
    for movement in movements {
        let Movement { entry, on, ref kind, ref account, category, charges_vat, pence } = *movement;
        let fallback = profile.coding(account);
        let mut coding = fallback.clone();
        if let Some(category) = category {
            let (centre, subjective) = coded.of(category, on, entry);
            let own = profile.codes.get(IRRECOVERABLE_VAT).filter(|_| charges_vat);
            if (centre.is_none() || subjective.is_none())
                && own.is_none()
                && !profile.codes.contains_key(account)
            {
                let first = Uncoded { account: account.clone(), entry, on, pence: Pence::ZERO };
                uncoded.entry(account).or_insert(first).pence += pence;
            }
            coding.cost_centre = centre.map_or(coding.cost_centre, Into::into);
            coding.subjective = subjective.map_or(coding.subjective, Into::into);
            coding = own.cloned().unwrap_or(coding);
        }
        let about =
            if charges_vat && category.is_some() { "irrecoverable VAT" } else { account_text(account) };
        let apart = (profile.detail == Detail::Entries).then_some((on, entry));
        sums.entry((apart, account, about, coding)).or_insert((Pence::ZERO, kind)).0 += pence;
    }
    let lines = sums.into_iter().filter(|(_, (pence, _))| *pence != Pence::ZERO);
    let lines = lines.map(|((apart, account, what, coding), (pence, kind))| {
        let (on, about, source) = match apart {
            Some((on, entry)) => (on, format!("BHLP {entry} {kind} {what}"), entry.to_string()),
            None => (month.last(), format!("BHLP {month} {what}"), account.to_owned()),
        };
        UploadLine { on, coding, pence, narrative: profile.narrative(&about), source }
    });
    (lines.collect(), uncoded.into_values().collect())
}

/// What an account is for, without whose it is: a provider's code may be a person's name.
fn account_text(account: &str) -> &str {
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
    let dialect = Dialect { delimiter: profile.delimiter, ..Dialect::FILE };
    let mut out = String::new();
    if profile.header {
        dialect.line(profile.columns.iter().map(|(_, heading)| Value::text(heading)), &mut out);
    }
    let beside_a_side = profile.columns.iter().any(|(column, _)| *column == UploadColumn::Side);
    for (place, line) in (1..).zip(lines) {
        let debit = line.pence > Pence::ZERO;
        let bare = line.pence.max(-line.pence);
        let Coding { cost_centre, subjective, project, vat_code } = &line.coding;
        let value = |column: UploadColumn| match column {
            UploadColumn::JournalRef => Value::text(reference),
            UploadColumn::Line => Value::Count(place),
            UploadColumn::Period => Value::Count(month.period().into()),
            UploadColumn::FinancialYear => month.financial_year().into(),
            UploadColumn::PostingDate => profile.days.write(line.on).into(),
            UploadColumn::CostCentre => Value::text(cost_centre),
            UploadColumn::Subjective => Value::text(subjective),
            UploadColumn::Code => format!("{cost_centre}/{subjective}").into(),
            UploadColumn::Project => {
                Value::perhaps(project.as_ref(), |project| Value::text(project.as_str()))
            }
            UploadColumn::Debit if debit => Value::Money(bare),
            UploadColumn::Credit if !debit => Value::Money(bare),
            UploadColumn::Amount if beside_a_side => Value::Money(bare),
            UploadColumn::Amount if debit == profile.debit_is_positive => Value::Money(bare),
            UploadColumn::Amount => Value::Money(-bare),
            UploadColumn::Side => Value::text(if debit { "D" } else { "C" }),
            UploadColumn::VatCode => Value::perhaps(vat_code.as_ref(), |code| Value::text(code.as_str())),
            UploadColumn::Narrative => Value::text(&line.narrative),
            UploadColumn::SourceRef => Value::text(&line.source),
            UploadColumn::Debit | UploadColumn::Credit | UploadColumn::Blank => Value::Empty,
        };
        dialect.line(profile.columns.iter().map(|(column, _)| value(*column)), &mut out);
    }
    out
}
