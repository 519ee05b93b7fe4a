//! The recoverable VAT in a price: the budget does not bear it, and where there is some it has to be said.

use crate::{Amount, EntryId, Pence, Refusal};

/// Takes recoverable VAT off an amount; something must be left.
pub(super) fn net_of_vat(amount: Amount, vat: Pence) -> Result<Amount, Refusal> {
    (amount.pence() - vat).amount().ok_or(Refusal::VatNotBelowAmount { vat, amount })
}

/// The VAT in `amount` where it was said; none where there is none in `whole` of the commission. Else it has
/// to be said: its share, to the nearest penny, is proposed.
///
/// # Errors
/// `VAT_UNSAID`.
pub fn vat_in(
    amount: Amount,
    said: Option<Pence>,
    (commission, what): (EntryId, &str),
    (vat, whole): (Pence, Pence),
) -> Result<Pence, Refusal> {
    match said {
        Some(said) => Ok(said),
        None if vat <= Pence::ZERO => Ok(Pence::ZERO),
        None => {
            let [amount, part, whole] = [amount.pence(), vat, whole].map(|pence| i128::from(pence.get()));
            let share = (2 * amount * part + whole) / (2 * whole);
            let share = i64::try_from(share).map_or(vat, Pence::new);
            let what = what.to_owned();
            Err(Refusal::VatUnsaid { commission, what, vat, share })
        }
    }
}
