//! The pilot's own accounts: opened, and money moved between them.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, Charge};
use domain::{AccountKind, AccountName, Action, Amount, Code, Day, Draft, Refusal, Text};

/// Opens a bank account, card or float.
#[derive(Clone, Debug, Serialize)]
pub struct AccountOpen {
    pub account: AccountName,
    pub holder: Option<Code>,
}

impl UseCase for AccountOpen {
    const KIND: &'static str = "account.open";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        if matches!(self.account.kind(), AccountKind::Notional | AccountKind::Held | AccountKind::Pocket) {
            let (field, found) = ("account", self.account.to_string());
            let wanted =
                "bank:NAME, card:NUMBER or imprest:NAME; a fund in kind opens its own: bhlp fund add";
            return Err(Refusal::FieldInvalid { field, found, wanted }.into());
        }
        if work.reader().own_account(&self.account)?.is_some() {
            return Err(Refusal::RegisteredAlready { what: "account", code: self.account.to_string() }.into());
        }
        let holder = match &self.holder {
            Some(code) => Some(work.practitioner(code)?),
            None => None,
        };
        work.tx.open_own(&self.account, holder.as_ref().map(|holder| holder.id))?;
        let whose = holder.map(|holder| format!(" for {}", holder.code)).unwrap_or_default();
        Ok(Reply::new(format!("opened account {}{whose}", self.account)))
    }
}

/// Moves money between two of the pilot's own accounts.
#[derive(Clone, Debug, Serialize)]
pub struct AccountMove {
    pub from: AccountName,
    pub to: AccountName,
    pub amount: Amount,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for AccountMove {
    const KIND: &'static str = "account.move";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        if self.from == self.to {
            let (field, wanted) = ("to", "another account than the one it comes from");
            return Err(Refusal::FieldInvalid { field, found: self.to.to_string(), wanted }.into());
        }
        let from = work.paid_from(Some(&self.from))?;
        let to = work.paid_from(Some(&self.to))?;
        let on = work.on(self.on);
        let draft = plan::move_between_accounts(&work.calendar, on, self.amount, &from, &to)?;
        work.post(&Draft { note: self.note.clone(), ..draft }, None)?;
        let moved = self.amount.pence().format_pounds();
        Ok(Reply::new(format!("moved {moved} from {} to {} on {on}", self.from, self.to)))
    }
}

/// Records what the bank charges, or the interest it pays.
#[derive(Clone, Debug, Serialize)]
pub struct ChargeRecord {
    pub account: AccountName,
    pub amount: Amount,
    pub interest: bool,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for ChargeRecord {
    const KIND: &'static str = "charge.record";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let own = work.paid_from(Some(&self.account))?;
        let on = work.on(self.on);
        let charges = match work.reader().charge_account()? {
            Some(account) => account,
            None => work.tx.open_charges()?,
        };
        let way = if self.interest { Charge::Interest } else { Charge::Taken };
        let price = (self.amount, way);
        let draft = plan::charge(&work.calendar, on, price, &own, charges)?;
        work.post(&Draft { note: self.note.clone(), ..draft }, None)?;
        let amount = self.amount.pence().format_pounds();
        let what = if self.interest { "interest" } else { "a charge" };
        Ok(Reply::new(format!("recorded {what} of {amount} on {} on {on}", self.account)))
    }
}
