//! What practitioners paid from their own pocket: claimed, approved by another, paid back.

use serde::Serialize;

use super::payer::{of_whoever_pays, who_pays};
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{Claim, pay_claim};
use domain::{AccountName, Action, Amount, Code, Day, Draft, EntryId, Pence, Refusal, Text, Verdict, rows};

/// Asks to be paid back.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimRecord {
    /// How much; without it, all that is owed and not claimed yet.
    pub amount: Option<Amount>,
    /// Who is owed it, if not whoever records it.
    pub practitioner: Option<Code>,
    pub on: Option<Day>,
}

impl UseCase for ClaimRecord {
    const KIND: &'static str = "claim.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        let who = match &self.practitioner {
            Some(code) => work.practitioner(code)?,
            None => work.actor.clone(),
        };
        if who.id != work.actor.id {
            work.may(Action::Money)?;
        }
        let name = AccountName::pocket_of(&who.code);
        let known = work.reader().own_account(&name)?;
        let nothing = || match self.amount.map(Amount::pence) {
            Some(asked) => Refusal::ClaimAboveOwed { user: who.code.clone(), owed: Pence::ZERO, asked },
            None => Refusal::NothingToClaim { user: who.code.clone() },
        };
        let pocket = known.ok_or_else(nothing)?;
        let owed = -work.reader().purse(pocket, on)?.left - work.reader().claimed(pocket.id)?;
        let owed = owed.max(Pence::ZERO);
        let asked = self.amount.map_or(owed, Amount::pence);
        let amount = match asked.amount() {
            Some(amount) if asked <= owed => amount,
            _ if self.amount.is_none() => return Err(Refusal::NothingToClaim { user: who.code }.into()),
            _ => return Err(Refusal::ClaimAboveOwed { user: who.code, owed, asked }.into()),
        };
        let row = rows::Claim { account_id: pocket.id, amount_pence: amount, claimed_on: on };
        let claim = work.tx.insert(&row)?;
        let sentence = format!(
            "claimed {} for {} on {on} (claim {claim}); somebody else approves it",
            asked.format_pounds(),
            who.code
        );
        Ok(Reply::new(sentence))
    }
}

/// Approves or refuses a claim of somebody else's, or withdraws one's own.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimDecide {
    pub claim: i64,
    pub verdict: Verdict,
    pub reason: Option<Text>,
    /// The day of it, which is not kept: its event has one.
    #[serde(skip)]
    pub on: Option<Day>,
}

impl UseCase for ClaimDecide {
    const KIND: &'static str = "claim.decide";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let claim = claim(work, self.claim)?;
        let (actor, user) = (work.actor.id, work.actor.code.clone());
        if let Some(on) = self.on {
            work.calendar.has_come(on)?;
            claim.not_before(on, "the decision")?;
        }
        match self.verdict {
            Verdict::Withdrawn => claim.may_withdraw((actor, &user))?,
            Verdict::Approved | Verdict::Refused => {
                work.may(Action::Decide)?;
                work.may(Action::Money)?;
                claim.may_decide((actor, &user))?;
            }
        }
        work.tx.insert(&rows::ClaimDecision {
            claim: claim.id,
            verdict: self.verdict,
            decided_by: actor,
            reason: self.reason.as_ref(),
        })?;
        let (verdict, amount) = (self.verdict.as_str(), claim.amount.pence().format_pounds());
        let sentence = format!("{verdict} claim {}: {amount} for {}", claim.id, claim.name.code());
        let owed = -work.reader().purse(claim.pocket, work.on(None))?.left;
        let less = (self.verdict == Verdict::Approved && owed < claim.amount.pence()).then(|| {
            format!("{amount} claimed, {} is owed: no more is paid", owed.max(Pence::ZERO).format_pounds())
        });
        Ok(Reply { warnings: less.into_iter().collect(), ..Reply::new(sentence) })
    }
}

/// Pays a claim that was approved.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimPay {
    pub claim: i64,
    /// From where; without it, the main bank account.
    pub account: Option<AccountName>,
    /// Who pays, if not whoever records it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub practitioner: Option<Code>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for ClaimPay {
    const KIND: &'static str = "claim.pay";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let claim = claim(work, self.claim)?;
        let on = work.on(self.on);
        let main = "bank:main".parse().expect("a well-formed name");
        let named = self.account.as_ref().unwrap_or(&main);
        let from = work.paid_from(Some(named))?;
        let who = (work.actor.id, &work.actor.code);
        let owed = -work.reader().purse(claim.pocket, on)?.left;
        let of_it = work.reader().claim_owed(claim.id)?;
        let draft = pay_claim(&work.calendar, (&claim, owed, of_it), on, who, &from)?;
        let by = who_pays(work, self.practitioner.as_ref())?;
        claim.by_another((by.id, &by.code))?;
        of_whoever_pays(work, (from.account, named), &by)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        work.tx.insert(&rows::ClaimPayment { claim: claim.id })?;
        let paid = draft.transfers[0].amount().pence();
        let sentence = format!(
            "paid claim {} on {on}: {} to {} from {named}; {} is still owed to them",
            claim.id,
            paid.format_pounds(),
            claim.name.code(),
            (owed - paid).format_pounds(),
        );
        Ok(Reply::new(sentence))
    }
}

fn claim(work: &UnitOfWork<'_>, id: i64) -> Result<Claim> {
    let found = work.reader().claim(EntryId::new(id))?;
    work.found(found, "claim", id)
}
