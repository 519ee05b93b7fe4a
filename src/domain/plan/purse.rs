//! What an account holds by itself: a float no less than nothing, a bank no less than its limit, and
//! somebody's own pocket no more than is owed to them.

use crate::{Account, AccountKind, AccountName, Pence, Refusal, Transfer};

/// An account that money is paid from or into, as it stands.
#[derive(Clone, Debug)]
pub struct Purse {
    pub account: Account,
    pub name: AccountName,
    /// What is in it; of a pocket what is owed, below nothing.
    pub left: Pence,
    /// How far a bank may be below nothing.
    pub limit: Option<Pence>,
}

impl Purse {
    /// Tells whether accounts of a kind hold anything by themselves.
    pub const fn is_held(kind: AccountKind) -> bool {
        matches!(kind, AccountKind::Bank | AccountKind::Imprest | AccountKind::Held | AccountKind::Pocket)
    }

    /// Follows transfers.
    pub fn follow(&mut self, transfers: &[Transfer]) {
        for transfer in transfers {
            if transfer.debit() == self.account {
                self.left += transfer.amount().pence();
            }
            if transfer.credit() == self.account {
                self.left -= transfer.amount().pence();
            }
        }
    }

    /// Refuses transfers that take more out of a float than is in it, out of a bank than its limit, or give
    /// more to somebody than they are owed.
    ///
    /// # Errors
    /// `FLOAT_BELOW_ZERO`, `BANK_LIMIT_EXCEEDED`, `POCKET_ABOVE_ZERO`.
    pub fn holds(&self, transfers: &[Transfer]) -> Result<(), Refusal> {
        let mut after = self.clone();
        after.follow(transfers);
        let (account, left) = (self.name.clone(), self.left);
        let asked = left - after.left;
        match (self.account.kind, self.limit) {
            (AccountKind::Imprest | AccountKind::Held, _) if after.left < Pence::ZERO => {
                Err(Refusal::FloatBelowZero { account, left, asked })
            }
            (AccountKind::Pocket, _) if after.left > Pence::ZERO => {
                Err(Refusal::PocketAboveZero { account, owed: -left, asked: -asked })
            }
            (AccountKind::Bank, Some(limit)) if asked > Pence::ZERO && after.left < -limit => {
                Err(Refusal::BankLimitExceeded { account, left, limit, asked })
            }
            _ => Ok(()),
        }
    }
}
