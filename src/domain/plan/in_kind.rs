//! What a fund gives in kind is settled as it is used, against the fund's own account; cash never is.

use crate::{Account, AccountKind, AccountName, Amount, Fund, Pence, Pots, Refusal, Transfer};

/// The account that cash is paid from or into.
#[derive(Clone, Debug)]
pub struct PaidFrom {
    pub account: Account,
    /// Its name, where somebody chose it.
    pub named: Option<AccountName>,
}

impl PaidFrom {
    /// Whether somebody said that an account of cash pays.
    pub(super) const fn is_cash_named(&self) -> bool {
        self.named.is_some() && !matches!(self.account.kind, AccountKind::Notional)
    }

    /// Returns the account where cash is paid or comes back.
    ///
    /// # Errors
    /// `ACCOUNT_IN_KIND`, `HELD_MISPLACED`.
    pub(super) fn cash(&self) -> Result<Account, Refusal> {
        match &self.named {
            Some(account) if self.account.kind == AccountKind::Notional => {
                Err(Refusal::AccountInKind { account: account.clone() })
            }
            Some(account) if self.account.kind == AccountKind::Held => {
                Err(Refusal::HeldMisplaced { account: account.clone() })
            }
            _ => Ok(self.account),
        }
    }

    /// Returns the account where cash of the pilot's own is paid or comes back.
    ///
    /// # Errors
    /// `ACCOUNT_IN_KIND`, `POCKET_MISPLACED`.
    pub(super) fn of_the_pilot(&self) -> Result<Account, Refusal> {
        match &self.named {
            Some(account) if self.account.kind == AccountKind::Pocket => {
                Err(Refusal::PocketMisplaced { account: account.clone() })
            }
            _ => self.cash(),
        }
    }

    /// Returns the account that pays the part of a cost that none of these funds gives in kind. Where there
    /// is no such part, nobody may have said that another account pays.
    ///
    /// # Errors
    /// `ACCOUNT_IN_KIND`, `PAID_IN_KIND`.
    pub fn pays(&self, funds: &[&Fund]) -> Result<Account, Refusal> {
        if funds.iter().any(|fund| fund.in_kind.is_none()) {
            return self.cash();
        }
        match &self.named {
            Some(account) if funds.iter().all(|fund| fund.in_kind != Some(self.account)) => {
                let funds = funds.iter().map(|fund| fund.code.to_string()).collect();
                Err(Refusal::PaidInKind { account: account.clone(), funds })
            }
            _ => Ok(self.account),
        }
    }
}

/// How much of a cost is paid in cash, now or when it falls due.
fn in_cash(parts: &[(&Pots, Amount)]) -> Pence {
    parts.iter().filter(|(pots, _)| pots.fund.in_kind.is_none()).map(|(_, part)| part.pence()).sum()
}

/// The cash book's side of a cost, drawn from these funds: what is given in kind against each fund's own
/// account, the rest and the VAT to be recovered against `credit`.
pub(super) fn cost_transfers(
    (cost, vat_account): (Account, Account),
    credit: Account,
    parts: &[(&Pots, Amount)],
    vat: Pence,
) -> Vec<Transfer> {
    assert!(vat_account.kind == AccountKind::Vat, "VAT goes to the VAT account");
    let cash = in_cash(parts).amount().map(|cash| Transfer::new(cost, credit, cash));
    let vat = vat.amount().map(|vat| Transfer::new(vat_account, credit, vat));
    let in_kind =
        parts.iter().filter_map(|(pots, part)| Some(Transfer::new(cost, pots.fund.in_kind?, *part)));
    cash.into_iter().chain(vat).chain(in_kind).collect()
}

/// Refuses VAT on what is given in kind alone: the council paid none.
///
/// # Errors
/// `VAT_IN_KIND`.
pub(super) fn without_vat(parts: &[(&Pots, Amount)], vat: Pence) -> Result<(), Refusal> {
    if vat != Pence::ZERO && in_cash(parts) == Pence::ZERO {
        return Err(Refusal::VatInKind { vat });
    }
    Ok(())
}
