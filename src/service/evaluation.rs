//! What an evaluation reads, taken from a ledger in one consistent view.

use super::Result;
use super::measures::measures;
use evaluate::Data;
use store::{Ledger, Scope};

/// Reads everything an evaluation looks at, as it was at a moment.
pub fn load(ledger: &mut Ledger, scope: Scope) -> Result<Data> {
    let view = ledger.read()?;
    let reader = view.reader();
    let measures = measures(&reader)?;
    Ok(reader.evaluation(scope, measures)?)
}
