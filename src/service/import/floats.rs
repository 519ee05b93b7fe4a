//! The floats that rows are paid from: what was in one when it was opened, and what is left.

use std::collections::HashSet;

use super::super::{AccountMove, Result, UseCase, seal_as};
use crate::UnitOfWork;
use domain::plan::{self, PaidFrom, Purse};
use domain::policy::Policies;
use domain::{Account, AccountKind, AccountName, Amount, Code, Draft, EntryId, Pence, Refusal, Transfer};

/// What a float that an import opens is given, on the first day of the pilot.
#[derive(Clone, Debug)]
pub struct Opening {
    pub float: AccountName,
    pub amount: Amount,
    /// The account it comes from.
    pub from: AccountName,
}

/// The floats of an import.
#[derive(Debug)]
pub(super) struct Floats {
    openings: Vec<Opening>,
    followed: Vec<Followed>,
    /// The banks that the policy gives a limit, and the first row that goes beyond one.
    banks: Vec<Purse>,
    beyond: Option<Refusal>,
    /// The purchases whose payment was left out, as it could not be paid.
    unpaid: HashSet<EntryId>,
}

/// A float as an import has left it so far.
#[derive(Debug)]
struct Followed {
    float: Purse,
    /// What it was opened with, where this import did so.
    opening: Option<Pence>,
    /// The first row that takes more out of it than is in it, and what was in it then.
    short: Option<(Code, Pence)>,
    /// The least that was in it.
    least: Pence,
}

impl Floats {
    pub fn new(openings: Vec<Opening>, banks: Vec<Purse>) -> Self {
        Self { openings, followed: Vec::new(), banks, beyond: None, unpaid: HashSet::new() }
    }

    /// Follows what comes into a bank, or goes out of it, by another row than a purchase.
    pub(super) fn follow(&mut self, transfers: &[Transfer]) {
        self.banks.iter_mut().for_each(|bank| bank.follow(transfers));
    }

    /// Begins to follow an account if it is a float; one that this import opened is given what was in it.
    pub fn begin(
        &mut self,
        work: &mut UnitOfWork<'_>,
        (account, name): (Account, &AccountName),
        opened: bool,
    ) -> Result<()> {
        if account.kind != AccountKind::Imprest {
            return Ok(());
        }
        let mut float = work.reader().purse(account, work.calendar.pilot.starts_on)?;
        let opening = self.openings.iter().find(|opening| opened && opening.float == *name);
        if let Some(Opening { amount, from, .. }) = opening {
            let from = work.paid_from(Some(from))?;
            let to = PaidFrom { account, named: Some(name.clone()) };
            let on = work.calendar.pilot.starts_on;
            let draft = plan::move_between_accounts(&work.calendar, on, *amount, &from, &to)?;
            work.tx.post(&draft, None)?;
            seal_as(&mut work.tx, AccountMove::KIND, None, "null")?;
            float.follow(&draft.transfers);
            self.follow(&draft.transfers);
        }
        let (opening, least) = (opened.then_some(float.left), float.left);
        self.followed.push(Followed { float, opening, short: None, least });
        Ok(())
    }

    /// Follows what a row pays out of a float or a bank; tells whether it is there to be paid.
    pub(super) fn can_pay(&mut self, row: &Code, policies: &Policies, payment: &Draft) -> bool {
        let can = self.pays(row, policies, payment);
        self.unpaid.extend(payment.commission.filter(|_| !can));
        can
    }

    /// Tells whether the payment of a purchase was left out.
    pub(super) fn left_unpaid(&self, commission: EntryId) -> bool {
        self.unpaid.contains(&commission)
    }

    fn pays(&mut self, row: &Code, policies: &Policies, payment: &Draft) -> bool {
        let transfers = payment.transfers.as_slice();
        for bank in &mut self.banks {
            bank.limit = policies.on(payment.effective_on).and_then(|policy| policy.limit_of(&bank.name));
            if let Err(Refusal::BankLimitExceeded { account, left, limit, asked }) = bank.holds(transfers) {
                let row = row.clone();
                self.beyond.get_or_insert(Refusal::BankLimitInRow { account, row, left, limit, asked });
            }
            bank.follow(transfers);
        }
        if self.beyond.is_some() {
            return false;
        }
        let from = transfers.iter().map(Transfer::credit).find(|from| from.kind == AccountKind::Imprest);
        let Some(of) = self.followed.iter_mut().find(|of| Some(of.float.account) == from) else {
            return true;
        };
        if of.float.holds(transfers).is_err() {
            of.short.get_or_insert((row.clone(), of.float.left));
        }
        of.float.follow(transfers);
        of.least = of.least.min(of.float.left);
        of.short.is_none()
    }

    /// Refuses an import that pays more out of a float than is in it, and tells how much that needs.
    ///
    /// # Errors
    /// `FLOAT_BELOW_ZERO`, `BANK_LIMIT_EXCEEDED`.
    pub(super) fn were_enough(self) -> Result<(), Refusal> {
        if let Some(beyond) = self.beyond {
            return Err(beyond);
        }
        for Followed { float, opening, short, least } in self.followed {
            if let Some((row, left)) = short {
                let (account, lacks) = (float.name, -least);
                return Err(Refusal::FloatLacks { account, row, left, lacks, opening });
            }
        }
        Ok(())
    }
}
