//! What an account holds by itself: a float no less than nothing, and somebody's own pocket no more than is
//! owed to them.

use crate::{Account, AccountKind, AccountName, Pence, Refusal, Transfer};

/// An account that money is paid from or into, as it stands.
#[derive(Clone, Debug)]
pub struct Purse {
    pub account: Account,
    pub name: AccountName,
    /// What is in it; of a pocket what is owed, below nothing.
    pub left: Pence,
}

impl Purse {
    /// Tells whether accounts of a kind hold anything by themselves.
    pub const fn is_held(kind: AccountKind) -> bool {
        matches!(kind, AccountKind::Imprest | AccountKind::Pocket)
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

    /// Refuses transfers that take more out of a float than is in it, or give more to somebody than they
    /// are owed.
    ///
    /// # Errors
    /// `FLOAT_BELOW_ZERO`, `POCKET_ABOVE_ZERO`.
    pub fn holds(&self, transfers: &[Transfer]) -> Result<(), Refusal> {
        let mut after = self.clone();
        after.follow(transfers);
        let (account, left) = (self.name.clone(), self.left);
        match self.account.kind {
            AccountKind::Imprest if after.left < Pence::ZERO => {
                Err(Refusal::FloatBelowZero { account, left, asked: left - after.left })
            }
            AccountKind::Pocket if after.left > Pence::ZERO => {
                Err(Refusal::PocketAboveZero { account, owed: -left, asked: after.left - left })
            }
            _ => Ok(()),
        }
    }
}
