//! A float is cash in a tin: no more is paid out of it than is in it.

use crate::{Account, AccountName, Pence, Refusal, Transfer};

/// A float as it stands.
#[derive(Clone, Debug)]
pub struct Float {
    pub account: Account,
    pub name: AccountName,
    /// What is in it.
    pub left: Pence,
}

impl Float {
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

    /// Refuses transfers that take more out of it than is in it.
    ///
    /// # Errors
    /// `FLOAT_BELOW_ZERO`.
    pub fn can_pay(&self, transfers: &[Transfer]) -> Result<(), Refusal> {
        let mut after = self.clone();
        after.follow(transfers);
        if after.left < Pence::ZERO {
            let (account, left) = (self.name.clone(), self.left);
            return Err(Refusal::FloatBelowZero { account, left, asked: left - after.left });
        }
        Ok(())
    }
}
