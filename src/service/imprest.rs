//! Floats: counted, lent out as advances, given back. A count is what a statement is for a bank account,
//! so whoever pays out of a float does not count it.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::month_end::Count;
use domain::{Account, AccountKind, AccountName, Action, Amount, Code, Day, EntryId, Pence, Refusal, rows};

/// Records the cash that was counted in a float.
#[derive(Clone, Debug, Serialize)]
pub struct ImprestCount {
    pub account: AccountName,
    pub cash: Pence,
    pub on: Option<Day>,
}

impl UseCase for ImprestCount {
    const KIND: &'static str = "imprest.count";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        // What an agent holds is counted by the agent.
        let found = work.reader().own_account(&self.account)?;
        let float = match found.filter(|found| found.kind == AccountKind::Held) {
            Some(held) => held,
            None => float(work, &self.account)?,
        };
        let on = work.on(self.on);
        let cash = self.cash;
        work.calendar.admits(on)?;
        if work.reader().holder_of(float.id)? == Some(work.actor.id) {
            let (user, account) = (work.actor.code.clone(), self.account.clone());
            return Err(Refusal::CounterHolds { user, account }.into());
        }
        let reader = work.reader();
        let before = reader.counted_before(float.id)?;
        if let Some(before_on) = before.filter(|before| on < *before) {
            let (what, before) = ("the count", "the last one");
            return Err(Refusal::DaysOutOfOrder { what, on, before, before_on }.into());
        }
        let since = before.filter(|before| *before < on);
        if let Some(entry) = reader.paid_from_by(float.id, work.actor.id, since, on)? {
            let (user, account) = (work.actor.code.clone(), self.account.clone());
            return Err(Refusal::CounterRecorded { user, account, entry }.into());
        }
        let ledger = reader.float_on(float.id, on)?;
        let count = Count { on, cash, advances: reader.advances_out(float.id, on)?, ledger, moved_on: None };
        work.tx.insert(&rows::CashCount { account_id: float.id, counted_on: on, cash_pence: cash })?;
        let sentence = format!("counted {} on {on}: {} in cash", self.account, cash.format_pounds());
        Ok(Reply { details: vec![describe_count(&count)], ..Reply::new(sentence) })
    }
}

/// Says what a count comes to.
fn describe_count(count: &Count) -> String {
    let (ledger, advances) = (count.ledger.format_pounds(), count.advances.format_pounds());
    let there = format!("{} in cash and {advances} in advances", count.cash.format_pounds());
    match count.difference() {
        Pence::ZERO => format!("the ledger has {ledger}: {there}"),
        difference if difference < Pence::ZERO => {
            format!(
                "the ledger has {ledger}, there were {there}: {} more than the ledger says",
                (-difference).format_pounds()
            )
        }
        difference => format!(
            "the ledger has {ledger}, there were {there}: {} is missing, or vouchers are not recorded",
            difference.format_pounds()
        ),
    }
}

/// Gives cash of a float into somebody's hands.
#[derive(Clone, Debug, Serialize)]
pub struct ImprestAdvance {
    pub account: AccountName,
    pub practitioner: Code,
    pub amount: Amount,
    pub on: Option<Day>,
}

impl UseCase for ImprestAdvance {
    const KIND: &'static str = "imprest.advance";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let float = float(work, &self.account)?;
        let on = work.on(self.on);
        work.calendar.admits(on)?;
        let practitioner = work.practitioner(&self.practitioner)?;
        if practitioner.id == work.actor.id {
            return Err(Refusal::OwnAdvance { user: work.actor.code.clone() }.into());
        }
        let (joined_on, left_on) = (practitioner.joined_on, practitioner.left_on);
        if joined_on.is_some_and(|joined| on < joined) || left_on.is_some_and(|left| left < on) {
            let practitioner = practitioner.code;
            return Err(Refusal::PractitionerNotThere { practitioner, on, joined_on, left_on }.into());
        }
        let reader = work.reader();
        let left = reader.float_on(float.id, on)? - reader.advances_out(float.id, on)?;
        let asked = self.amount;
        if asked.pence() > left {
            return Err(Refusal::AdvanceExceedsFloat { account: self.account.clone(), left, asked }.into());
        }
        let number = work.tx.insert(&rows::Advance {
            account_id: float.id,
            practitioner_id: practitioner.id,
            amount_pence: asked,
            given_on: on,
        })?;
        let (amount, code) = (asked.pence().format_pounds(), &practitioner.code);
        let account = &self.account;
        Ok(Reply::new(format!("gave {code} {amount} out of {account} on {on} (advance {number})")))
    }
}

/// Takes an advance back: as cash, or as vouchers that are recorded as purchases.
#[derive(Clone, Debug, Serialize)]
pub struct ImprestAdvanceBack {
    pub advance: i64,
    pub on: Option<Day>,
}

impl UseCase for ImprestAdvanceBack {
    const KIND: &'static str = "imprest.advance-back";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let on = work.on(self.on);
        work.calendar.admits(on)?;
        let found = work.reader().advance(EntryId::new(self.advance))?;
        let advance = work.found(found, "advance", self.advance)?;
        if let Some(back_on) = advance.back_on {
            return Err(Refusal::AdvanceBackAlready { advance: self.advance, back_on }.into());
        }
        if on < advance.given_on {
            let (what, before, before_on) = ("its return", "the advance", advance.given_on);
            return Err(Refusal::DaysOutOfOrder { what, on, before, before_on }.into());
        }
        work.tx.insert(&rows::AdvanceBack { advance: EntryId::new(self.advance), back_on: on })?;
        let amount = advance.amount.format_pounds();
        Ok(Reply::new(format!("{} gave {amount} of advance {} back on {on}", advance.to, self.advance)))
    }
}

fn float(work: &UnitOfWork<'_>, name: &AccountName) -> Result<Account> {
    let found = work.reader().own_account(name)?;
    let float = work.found(found, "account", name)?;
    if float.kind != AccountKind::Imprest {
        return Err(Refusal::NotAFloat { account: name.clone() }.into());
    }
    Ok(float)
}
