//! A pack read again: every file as the manifest says, and the sums of its journals.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use ssh_key::PublicKey;

use super::error::PackError;
use super::manifest::{JournalRecord, Manifest, SumColumns};
use super::month::Pack;
use super::rebuilt::hold;
use crate::package::{Against, Difference, Differs, Folder, MANIFEST, sha256, signed_by};
use domain::upload::UploadProfile;
use domain::{Month, Pence};
use store::pack::IssuedJournal;
use store::{Reader, StoreError};

/// What a signature is made for: one for another purpose does not count.
pub const NAMESPACE: &str = "bhlp-month-pack";

/// A pack as it was read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// What its manifest says; `None` where that cannot be read.
    pub manifest: Option<Manifest>,
    /// The manifest's bytes, which a signature is of.
    pub signed_text: Vec<u8>,
    /// The signature, where there is one.
    pub signature: Option<Vec<u8>>,
    /// Each file that is there.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The SHA-256 of each of them.
    pub sums: BTreeMap<String, String>,
    /// What is not as the manifest says.
    pub differences: Vec<Difference>,
}

/// Reads a pack again and tells every difference; none when all is well.
///
/// # Errors
/// A folder that cannot be read.
pub fn verify(folder: &Path) -> io::Result<Verified> {
    let mut folder = Folder::read(folder)?;
    let mut verified = Verified { signature: folder.signature.take(), ..Verified::default() };
    let Some(text) = folder.text.clone() else {
        verified.differences =
            vec![format!("{MANIFEST} is not there: this is no month pack, or not all of it")];
        return Ok(verified);
    };
    let manifest: Manifest = match serde_json::from_slice(&text) {
        Ok(manifest) => manifest,
        Err(error) => {
            verified.differences = vec![format!("{MANIFEST} was changed: {error}")];
            return Ok(verified);
        }
    };
    for differs in folder.against(&manifest) {
        match differs {
            Differs::Changed(differences) => verified.differences.extend(differences),
            Differs::Missing(difference) => verified.differences.push(difference),
        }
    }
    for journal in &manifest.journals {
        let bytes = folder.files.get(&journal.file);
        verified.differences.extend(unbalanced(&manifest, journal, bytes));
    }
    verified.sums = folder.files.iter().map(|(name, bytes)| (name.clone(), sha256(bytes))).collect();
    verified.files = folder.files;
    verified.signed_text = text;
    verified.manifest = Some(manifest);
    Ok(verified)
}

/// Says whose signature the pack's is, by the key's fingerprint; with a key, only that one's will do.
/// Nothing where there is none and none is asked for.
///
/// # Errors
/// What is wrong with it, in words.
pub fn signer(pack: &Verified, key: Option<&PublicKey>) -> Result<Option<String>, Difference> {
    signed_by(NAMESPACE, pack.signature.as_deref(), &pack.signed_text, key)
}

/// A journal must come to nought, by its own lines, and to the sums that the manifest names.
fn unbalanced(manifest: &Manifest, journal: &JournalRecord, bytes: Option<&Vec<u8>>) -> Vec<Difference> {
    let JournalRecord { file, debits, credits, reference, issued_by_event, .. } = journal;
    let mut differences = Vec::new();
    if let Some(bytes) = bytes {
        match sums(journal, bytes) {
            Some((found_debits, found_credits)) => {
                if found_debits != found_credits {
                    differences
                        .push(format!("{file} does not add up to 0.00: {found_debits} and {found_credits}"));
                }
                if (found_debits.to_string(), found_credits.to_string()) != (debits.clone(), credits.clone())
                {
                    differences.push(format!(
                        "{file}: debits {found_debits} and credits {found_credits}; the manifest says {debits} and {credits}"
                    ));
                }
            }
            None => differences.push(format!("{file} has a sum that cannot be read")),
        }
    }
    if let Some(reference) = reference {
        let draft = manifest.state == "DRAFT";
        if draft != (reference == "DRAFT") || draft != issued_by_event.is_none() {
            differences.push(format!("{file}: a {} month with reference {reference}", manifest.state));
        }
    }
    differences
}

/// Adds up the debits and the credits of a journal's lines.
fn sums(journal: &JournalRecord, bytes: &[u8]) -> Option<(Pence, Pence)> {
    let SumColumns { debit, credit, amount, side, debit_is_positive } = journal.sums;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(journal.header)
        .flexible(true)
        .delimiter(u8::try_from(journal.delimiter).ok()?)
        .from_reader(bytes);
    let (mut debits, mut credits) = (Pence::ZERO, Pence::ZERO);
    for record in reader.records() {
        let record = record.ok()?;
        let field =
            |place: Option<usize>| place.and_then(|place| record.get(place.checked_sub(1)?)).unwrap_or("");
        let money = |text: &str| if text.is_empty() { Some(Pence::ZERO) } else { Pence::parse(text).ok() };
        let (mut in_debit, mut in_credit) = (money(field(debit))?, money(field(credit))?);
        let signed = money(field(amount))?;
        let is_debit = match side {
            Some(_) => field(side) == "D",
            None => (signed > Pence::ZERO) == debit_is_positive,
        };
        let bare = signed.max(-signed);
        if is_debit {
            in_debit += bare
        } else {
            in_credit += bare
        }
        debits += in_debit;
        credits += in_credit;
    }
    Some((debits, credits))
}

/// Holds a pack against the ledger: its place in the audit trail, who signed, each journal that was issued,
/// the manifest's own SHA-256, which is noted when a closed month is handed over, and, with the layout of its
/// journals, each table as the ledger gives it.
///
/// # Errors
/// A failure of the file.
pub fn verify_against(
    reader: Reader<'_>,
    pack: &Verified,
    profile: Option<&UploadProfile>,
) -> Result<Against, StoreError> {
    let mut against = Against::default();
    let Some(manifest) = &pack.manifest else { return Ok(against) };
    let differences = &mut against.differences;
    let mut stands = |event: i64, hash: &str, what: &str| -> Result<(), StoreError> {
        if reader.hash_of(event)?.as_deref() != Some(hash) {
            differences.push(format!("the ledger's event {event} has not the hash that {what} names"));
        }
        Ok(())
    };
    stands(manifest.ledger.event, &manifest.ledger.head_hash, "the manifest")?;
    if let Some(signed) = &manifest.signed_off {
        stands(signed.event - 1, &signed.head_hash, "the sign-off")?;
    }
    let Ok(month) = manifest.month.parse::<Month>() else {
        differences.push(format!("the manifest is of no month: `{}`", manifest.month));
        return Ok(against);
    };
    differences.extend(not_issued(manifest, &pack.sums, &reader.journals_issued(month)?));
    if manifest.state == "DRAFT" {
        if reader.trail_head()?.seq == manifest.ledger.event {
            made_again(reader, month, (pack, manifest), (profile, false), &mut against)?;
        } else {
            against.notes.push(
                "this is a draft, which the ledger keeps no record of, and more was recorded since: only the files \
                 themselves were checked"
                    .into(),
            );
        }
        return Ok(against);
    }
    let signs = reader.month_signs(month)?;
    let signed = manifest.signed_off.as_ref();
    let mark = signed.and_then(|signed| signs.iter().find(|mark| mark.closed && mark.event == signed.event));
    match (signed, mark) {
        (Some(signed), Some(mark)) if signed.by == mark.by.as_str() && signed.at == mark.at => {}
        (_, Some(mark)) => {
            differences.push(format!(
                "{month} was signed off by {} at {}, not as the manifest says",
                mark.by, mark.at
            ));
        }
        (_, None) => differences.push(format!("the ledger knows no such sign-off of {month}")),
    }
    let not_handed_over = not_handed_over(reader, month, manifest, &pack.signed_text)?;
    let handed_over = not_handed_over.is_none();
    differences.extend(not_handed_over);
    let Some(mark) = mark else { return Ok(against) };
    match signs.iter().find(|later| !later.closed && later.event > mark.event) {
        Some(again) => against.notes.push(format!(
            "{month} was re-opened since, in event {}, by {} at {}",
            again.event, again.by, again.at
        )),
        None => made_again(reader, month, (pack, manifest), (profile, handed_over), &mut against)?,
    }
    Ok(against)
}

/// Makes the pack again and holds its tables against those that are there.
fn made_again(
    reader: Reader<'_>,
    month: Month,
    (pack, manifest): (&Verified, &Manifest),
    (profile, handed_over): (Option<&UploadProfile>, bool),
    against: &mut Against,
) -> Result<(), StoreError> {
    let Some(profile) = profile else {
        let note = format!(
            "its tables were not made again: give the file of its layout {} with --profile",
            manifest.profile
        );
        against.notes.push(note);
        return Ok(());
    };
    match Pack::build(reader, month, profile) {
        Ok(again) => {
            let Against { differences, notes, rebuilt } = hold((&pack.files, manifest), &again, handed_over);
            against.differences.extend(differences);
            against.notes.extend(notes);
            against.rebuilt = rebuilt;
        }
        Err(PackError::Refused(refusal)) => {
            against.differences.push(format!("the ledger does not give this pack again: {refusal}"));
        }
        Err(PackError::Store(error)) => return Err(error),
    }
    Ok(())
}

/// Tells a manifest that the ledger never handed over: also one that somebody wrote anew, with its own sums.
fn not_handed_over(
    reader: Reader<'_>,
    month: Month,
    manifest: &Manifest,
    text: &[u8],
) -> Result<Option<Difference>, StoreError> {
    let noted = reader.packs_exported(month, manifest.ledger.event)?;
    let own = sha256(text);
    if noted.iter().any(|(_, sha256)| *sha256 == own) {
        return Ok(None);
    }
    Ok(Some(match noted.last() {
        Some((event, sha256)) => format!(
            "{MANIFEST} is not what was handed over: its SHA-256 is {own}; event {event} of the ledger notes {sha256}"
        ),
        None => format!("{MANIFEST} is not what was handed over: the ledger notes no such pack of {month}"),
    }))
}

/// Tells journals that were not issued as they are here, and those that were issued and are not named.
fn not_issued(
    manifest: &Manifest,
    sums: &BTreeMap<String, String>,
    issued: &[IssuedJournal],
) -> Vec<Difference> {
    let mut differences = Vec::new();
    for journal in manifest.journals.iter().filter(|journal| journal.issued_by_event.is_some()) {
        let known = issued.iter().find(|known| Some(known.event) == journal.issued_by_event);
        let same = known.is_some_and(|known| {
            Some(&known.issue.reference) == journal.reference.as_ref()
                && known.issue.total.to_string() == journal.debits
                && Some(&known.issue.sha256) == sums.get(&journal.file)
        });
        if !same {
            let reference = journal.reference.as_deref().unwrap_or_default();
            differences.push(format!("{}: the ledger did not issue {reference} like this", journal.file));
        }
    }
    for known in issued.iter().filter(|known| known.event <= manifest.ledger.event) {
        let named = manifest.journals.iter().any(|journal| journal.issued_by_event == Some(known.event))
            || manifest.issued_before.iter().any(|before| before.issued_by_event == known.event);
        if !named {
            let IssuedJournal { event, issue } = known;
            differences.push(format!(
                "the ledger issued {} of {} in event {event}; the manifest does not name it",
                issue.reference, issue.month
            ));
        }
    }
    differences
}
