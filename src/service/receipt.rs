//! Receipts: files that show what was bought, or the reason why there is none.
//!
//! The ledger keeps the hash of each file, so that it is known later whether it is the same; and a
//! small file itself, so that it cannot be lost.

use std::fs::OpenOptions;
use std::io::{self, Read, Write};
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Error, Reply, Result, UnitOfWork, UseCase};
use domain::plan::Unaccounted;
use domain::{Action, Amount, EntryId, Payee, Pence, Receipt, Refusal, Text, hex};
use file::{BadFile, Source};
use store::{Reader, ReceiptAt, RecordedReceipt, StoreError};

/// The largest file that the ledger keeps itself, in bytes: a scanned till receipt, not a photograph.
const KEPT_AT_MOST: usize = 64 * 1024;

/// Where the file of a receipt is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// In the ledger if it is small, else where it is.
    Chosen,
    /// Where it is, whatever its size.
    Outside,
}

/// A file that was read to be kept as a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReceiptFile {
    sha256: String,
    size: i64,
    name: Text,
    place: Option<Text>,
    /// The file itself, where the ledger is to keep it; its hash says the same in a request.
    #[serde(skip)]
    content: Option<Vec<u8>>,
}

impl ReceiptFile {
    /// Reads a file: its hash and size, and all of it where the ledger is to keep it. `place` says in
    /// words where it is; without it, a file outside the ledger is where it was read from.
    ///
    /// # Errors
    /// `FILE_MISSING`, `FILE_IS_FOLDER`, `FILE_UNREADABLE`, `FILE_EMPTY`; a name that is no text.
    pub fn read(path: &Path, place: Option<Text>, keeping: &Keeping) -> Result<Self, BadFile> {
        let shown = path.display().to_string();
        let text = |text: &str| text.parse::<Text>().map_err(|bad| unusable(&shown, &bad));
        if std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
            let hint = "copy what comes out of it to a file first";
            return Err(BadFile::new(&shown, "FILE_UNREADABLE", "it is no ordinary file", Some(hint)));
        }
        let mut file = Source::Path(path.to_owned()).open().map_err(|bad| match bad.code {
            "FILE_IS_FOLDER" => BadFile { hint: Some("name the file in it".into()), ..bad },
            _ => bad,
        })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = text(&name)?;
        let Measured { sha256, size, small } = measure(&mut file).map_err(|error| {
            BadFile::new(&shown, "FILE_UNREADABLE", format!("it cannot be read: {error}"), None)
        })?;
        if size == 0 {
            let hint =
                "a receipt that is not there needs a reason: bhlp receipt none COMMISSION --reason TEXT";
            return Err(BadFile::new(&shown, "FILE_EMPTY", "there is nothing in it", Some(hint)));
        }
        let content = small.filter(|_| *keeping == Keeping::Chosen);
        let place = match place {
            None if content.is_none() => {
                let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
                Some(text(&whole.to_string_lossy())?)
            }
            given => given,
        };
        Ok(Self { sha256, size, name, place, content })
    }

    /// Tells whether this file, where it is now, was recorded so.
    fn is(&self, known: &RecordedReceipt) -> bool {
        known.receipt.sha256() == Some(&self.sha256)
            && known.kept == self.content.is_some()
            && known.receipt.place() == self.place.as_ref().map(|place| place.as_str())
    }

    fn receipt(&self) -> Receipt {
        Receipt::File {
            sha256: self.sha256.clone(),
            size: self.size,
            name: self.name.clone(),
            place: self.place.clone(),
        }
    }

    /// Records it for a purchase. Says in half a sentence where it is kept and what else it shows.
    pub(super) fn record(
        &self,
        work: &mut UnitOfWork<'_>,
        commission: EntryId,
        amount: Option<Amount>,
    ) -> Result<String> {
        let elsewhere = work.reader().same_receipt(&self.sha256, commission)?;
        work.tx.add_receipt(commission, &self.receipt(), self.content.as_deref(), amount)?;
        let kept = match (&self.content, &self.place) {
            (Some(_), None) => "in the ledger".to_owned(),
            (Some(_), Some(place)) => format!("in the ledger and at {place}"),
            (None, place) => format!("at {}", place.as_ref().expect("a file is somewhere")),
        };
        let same = elsewhere.map_or_else(String::new, |ReceiptAt { number, commission }| {
            format!("; the same file is receipt {number}, of commission {commission}")
        });
        Ok(format!("{} ({} bytes), kept {kept}{same}", self.name, self.size))
    }
}

/// A name or path that the ledger cannot write down.
fn unusable(file: &str, bad: &domain::BadText) -> BadFile {
    let hint = "give the file a shorter and plainer name, or say where it is: --place TEXT";
    BadFile::new(file, bad.code(), format!("its name or path: {bad}"), Some(hint))
}

/// What reading a file to its end tells.
struct Measured {
    sha256: String,
    size: i64,
    /// The file itself, if it is small enough to be kept.
    small: Option<Vec<u8>>,
}

fn measure(file: &mut impl Read) -> io::Result<Measured> {
    let mut hash = Sha256::new();
    let mut size = 0_usize;
    let mut small = Some(Vec::new());
    let mut buffer = vec![0; KEPT_AT_MOST];
    loop {
        let read = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let piece = &buffer[..read];
        hash.update(piece);
        size += read;
        small = small.filter(|_| size <= KEPT_AT_MOST);
        if let Some(small) = &mut small {
            small.extend_from_slice(piece);
        }
    }
    let size = i64::try_from(size).map_err(io::Error::other)?;
    Ok(Measured { sha256: hex(&hash.finalize()), size, small })
}

/// Keeps a receipt of a purchase. The same file again changes nothing, unless it is elsewhere now.
#[derive(Clone, Debug, Serialize)]
pub struct ReceiptAdd {
    pub commission: i64,
    #[serde(flatten)]
    pub file: ReceiptFile,
    /// How much of a payment to a family it accounts for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
}

impl UseCase for ReceiptAdd {
    const KIND: &'static str = "receipt.add";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let commission = purchase(work, self.commission)?;
        let known = work.reader().receipts_of(commission)?;
        if let Some(known) = known.iter().rfind(|known| self.file.is(known)) {
            let receipt = known.at.number;
            return match self.amount.filter(|amount| known.amount != Some(*amount)) {
                None => Ok(already(receipt)),
                Some(given) => Err(Refusal::ReceiptOtherwise { receipt, found: known.amount, given }.into()),
            };
        }
        let unaccounted = shows_nothing(work, commission, self.amount)?;
        let number = work.tx.next();
        let accounted = accounted_for(work, commission, self.amount)?;
        let kept = self.file.record(work, commission, self.amount)?;
        let said = format!("recorded receipt {number} of commission {commission}: {kept}{accounted}");
        Ok(Reply { warnings: unaccounted.into_iter().collect(), ..Reply::new(said) })
    }
}

/// Says why a purchase has no receipt.
#[derive(Clone, Debug, Serialize)]
pub struct ReceiptNone {
    pub commission: i64,
    pub reason: Text,
    /// How much of a payment to a family is accounted for all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
}

impl UseCase for ReceiptNone {
    const KIND: &'static str = "receipt.none";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let commission = purchase(work, self.commission)?;
        let known = work.reader().receipts_of(commission)?;
        for known in &known {
            let receipt = known.at.number;
            match &known.receipt {
                // Of a payment to a family some may be shown, and some said.
                Receipt::File { .. } if self.amount.is_some() => {}
                Receipt::File { .. } => return Err(Refusal::ReceiptThere { commission, receipt }.into()),
                Receipt::None { reason } if *reason == self.reason && known.amount == self.amount => {
                    return Ok(already(receipt));
                }
                Receipt::None { .. } => {}
            }
        }
        let unaccounted = shows_nothing(work, commission, self.amount)?;
        let accounted = accounted_for(work, commission, self.amount)?;
        let none = Receipt::None { reason: self.reason.clone() };
        work.tx.add_receipt(commission, &none, None, self.amount)?;
        let said = format!("recorded why commission {commission} has no receipt: {}{accounted}", self.reason);
        Ok(Reply { warnings: unaccounted.into_iter().collect(), ..Reply::new(said) })
    }
}

/// Says how much of a payment is accounted for with so much more; refuses more than was paid.
pub(super) fn accounted_for(
    work: &UnitOfWork<'_>,
    commission: EntryId,
    amount: Option<Amount>,
) -> Result<String> {
    let Some(amount) = amount else { return Ok(String::new()) };
    let (_, paid, _) = work.commission(commission)?;
    let known = work.reader().unaccounted((paid.child, paid.provider), commission)?;
    let Unaccounted { paid, accounted, .. } = known.covers(commission, amount.pence(), Pence::ZERO)?;
    Ok(format!("; {} of {} is accounted for", accounted.format_pounds(), paid.format_pounds()))
}

/// Says that a receipt without an amount accounts for nothing of what a family was paid.
fn shows_nothing(
    work: &UnitOfWork<'_>,
    commission: EntryId,
    amount: Option<Amount>,
) -> Result<Option<String>> {
    let (_, paid, _) = work.commission(commission)?;
    if amount.is_some() || !work.reader().payee(paid.provider)?.is_some_and(Payee::is_family) {
        return Ok(None);
    }
    let known = work.reader().unaccounted((paid.child, paid.provider), commission)?;
    let open = known.paid - known.accounted;
    Ok((open > Pence::ZERO).then(|| {
        format!(
            "it accounts for nothing: {} of what the family was paid is still to be accounted for, and --amount says how \
             much of it this does; to say it afterwards: bhlp receipt withdraw NUMBER --reason TEXT, and record it anew",
            open.format_pounds()
        )
    }))
}

fn already(number: i64) -> Reply {
    Reply { number, already: true, ..Reply::new(format!("already recorded as receipt {number}")) }
}

fn purchase(work: &UnitOfWork<'_>, number: i64) -> Result<EntryId> {
    let id = EntryId::new(number);
    let there = work.reader().has_commission(id)?.then_some(id);
    work.found(there, "commission", number)
}

/// Shows a purchase that was recorded again by what showed it before: its last receipt, which accounts for
/// what all of them did.
pub(super) fn carry_over(work: &mut UnitOfWork<'_>, from: EntryId, to: EntryId) -> Result<()> {
    let known = work.reader().receipts_of(from)?;
    let Some(last) = known.last() else { return Ok(()) };
    let content = work.reader().receipt_content(last.at.number)?;
    let amount = known.iter().filter_map(|known| Some(known.amount?.pence())).sum::<Pence>().amount();
    accounted_for(work, to, amount)?;
    Ok(work.tx.add_receipt(to, &last.receipt, content.as_deref(), amount)?)
}

/// What was found of the files of all receipts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many are as they were recorded.
    pub sound: u64,
    /// How many are in a place that only words tell, where nobody looked.
    pub not_looked_at: u64,
    /// What is missing or changed, a line each.
    pub differences: Vec<String>,
}

/// Reads the file of every receipt, in the ledger or at its path, and makes its hash again.
pub fn verify_receipts(reader: Reader<'_>) -> Result<Verified> {
    let mut verified = Verified::default();
    reader.each_receipt(|known| -> Result<()> {
        match verify_receipt(reader, &known)? {
            State::Sound => verified.sound += 1,
            State::NotLookedAt => verified.not_looked_at += 1,
            State::Differs(code, what) => {
                let ReceiptAt { number, commission } = known.at;
                verified
                    .differences
                    .push(format!("{code}: receipt {number} of commission {commission}: {what}"));
            }
        }
        Ok(())
    })?;
    Ok(verified)
}

enum State {
    Sound,
    NotLookedAt,
    Differs(&'static str, String),
}

fn verify_receipt(reader: Reader<'_>, known: &RecordedReceipt) -> Result<State> {
    if known.kept {
        return Ok(match reader.receipt_content(known.at.number)? {
            None => State::Differs("RECEIPT_MISSING", "the ledger has lost it".into()),
            Some(content) if is_it(&content, known) => State::Sound,
            Some(_) => State::Differs("RECEIPT_CHANGED", "the ledger's copy is not what was recorded".into()),
        });
    }
    let place = known.receipt.place().unwrap_or_default();
    let path = Path::new(place);
    if !path.is_absolute() {
        return Ok(State::NotLookedAt);
    }
    // Looked at before it is opened: a pipe would wait for ever.
    let found = std::fs::metadata(path).and_then(|found| match found.is_file() {
        true => std::fs::File::open(path).and_then(|mut file| measure(&mut file)),
        false => Err(io::Error::other("it is no ordinary file")),
    });
    Ok(match found {
        Ok(found) if Some(found.sha256.as_str()) == known.receipt.sha256() => State::Sound,
        Ok(_) => State::Differs("RECEIPT_CHANGED", format!("{place} is not what was recorded")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            State::Differs("RECEIPT_MISSING", format!("{place} is not there"))
        }
        Err(error) => State::Differs("RECEIPT_MISSING", format!("{place} cannot be read: {error}")),
    })
}

fn is_it(content: &[u8], known: &RecordedReceipt) -> bool {
    known.receipt.sha256() == Some(hex(&Sha256::digest(content)).as_str())
}

/// Writes a receipt that the ledger keeps to a new file. Answers its name and size.
///
/// # Errors
/// `UNKNOWN_RECEIPT`; `RECEIPT_NOT_KEPT`; a copy that is not what was recorded; a file that is there
/// already or cannot be written.
pub fn get_receipt(reader: Reader<'_>, number: i64, to: &Path) -> Result<(String, usize)> {
    let unknown = || Refusal::Unknown { what: "receipt", found: number.to_string(), near: Vec::new() };
    let known = reader.receipt(number)?.ok_or_else(unknown)?;
    let name = match &known.receipt {
        Receipt::File { name, .. } if known.kept => name.to_string(),
        Receipt::File { .. } => {
            let why = format!("it is at {}", known.receipt.place().unwrap_or_default());
            return Err(Refusal::ReceiptNotKept { receipt: number, why }.into());
        }
        Receipt::None { reason } => {
            let why = format!("there is none: {reason}");
            return Err(Refusal::ReceiptNotKept { receipt: number, why }.into());
        }
    };
    let gone = || StoreError::Damaged(format!("receipt {number}: the ledger has lost it"));
    let content = reader.receipt_content(number)?.ok_or_else(gone)?;
    if !is_it(&content, &known) {
        let message = format!("receipt {number}: the copy in the ledger is not what was recorded");
        return Err(StoreError::Damaged(message).into());
    }
    write_new(to, &content)?;
    Ok((name, content.len()))
}

/// Writes a file that is not there yet.
///
/// # Errors
/// `FILE_EXISTS`, `OUTPUT_UNWRITABLE`.
pub fn write_new(path: &Path, content: &[u8]) -> Result<()> {
    let shown = path.display().to_string();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => BadFile::new(
            &shown,
            "FILE_EXISTS",
            "it is there already; nothing is ever overwritten",
            Some("choose another name"),
        ),
        _ => BadFile::new(&shown, "OUTPUT_UNWRITABLE", format!("it cannot be written: {error}"), None),
    };
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(path).map_err(|e| Error::from(failed(e)))?;
    file.write_all(content).map_err(|error| {
        // A file that was begun is not left behind; the first failure is told.
        let _ = std::fs::remove_file(path);
        Error::from(failed(error))
    })
}
