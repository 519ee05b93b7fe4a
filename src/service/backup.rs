//! Copies kept safe, and ledgers made from them again.

use std::path::Path;

use super::Result;
use store::{ChainHead, Check, Ledger, StoreError};

/// Copies a ledger to a new file while others work. Tells where its audit trail stands.
///
/// # Errors
/// A target that exists already or cannot be written; a full disk.
pub fn backup(ledger: &mut Ledger, target: &Path) -> Result<ChainHead> {
    Ok(ledger.read()?.copy_to(target)?)
}

/// Makes a ledger from a backup. The new file is proved before it is left: it can be read whole, and
/// its audit trail is unbroken.
///
/// # Errors
/// A backup that is no ledger, is newer, or is damaged; a target that exists already. No file is left
/// then.
pub fn restore(backup: &Path, target: &Path) -> Result<ChainHead> {
    let head = Ledger::open_to_read(backup)?.read()?.copy_to(target)?;
    let proved = prove(target);
    if proved.is_err() {
        Ledger::discard(target);
    }
    proved.map(|()| head)
}

fn prove(target: &Path) -> Result<()> {
    let checks = ["file", "keys", "chain"].map(|name| Check::named(name).expect("a check of ours"));
    let mut ledger = Ledger::open_to_read(target)?;
    let found = ledger.read()?.reader().check(checks)?;
    match found.first() {
        Some(first) => {
            Err(StoreError::Damaged(format!("the backup: {}: {}", first.check, first.text)).into())
        }
        None => Ok(()),
    }
}
