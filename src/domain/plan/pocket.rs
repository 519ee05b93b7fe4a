//! What practitioners paid from their own pocket: owed to them, claimed, approved by another, paid back.

use super::first::Calendar;
use super::in_kind::PaidFrom;
use crate::{
    Account, AccountId, AccountName, Amount, Code, Day, Draft, EntryId, EntryKind, Pence, PractitionerId,
    Refusal, Transfer, Verdict,
};

/// What somebody asks to be paid back.
#[derive(Clone, Debug)]
pub struct Claim {
    pub id: EntryId,
    /// What is owed to whoever claims.
    pub pocket: Account,
    pub name: AccountName,
    /// Whoever is owed it.
    pub holder: PractitionerId,
    /// Whoever recorded the claim.
    pub claimed_by: PractitionerId,
    pub claimed_on: Day,
    pub amount: Amount,
    pub decision: Option<(EntryId, Verdict)>,
    /// The entry that paid it.
    pub paid_by: Option<EntryId>,
}

impl Claim {
    /// Refuses a decision on what is decided, or by whoever claims or recorded the claim.
    ///
    /// # Errors
    /// `CLAIM_DECIDED`, `OWN_CLAIM`.
    pub fn may_decide(&self, who: (PractitionerId, &Code)) -> Result<(), Refusal> {
        if let Some((by, verdict)) = self.decision {
            return Err(Refusal::ClaimDecided { claim: self.id, verdict, by });
        }
        self.by_another(who)
    }

    /// Refuses to withdraw what is decided, or another's claim.
    ///
    /// # Errors
    /// `CLAIM_DECIDED`, `OWN_CLAIM`.
    pub fn may_withdraw(&self, (id, user): (PractitionerId, &Code)) -> Result<(), Refusal> {
        match self.decision {
            Some((by, verdict)) => Err(Refusal::ClaimDecided { claim: self.id, verdict, by }),
            None if id == self.holder || id == self.claimed_by => Ok(()),
            None => Err(Refusal::ClaimOfAnother { user: user.clone(), claim: self.id }),
        }
    }

    /// Refuses what follows a claim on a day before it.
    ///
    /// # Errors
    /// `DAYS_OUT_OF_ORDER`.
    pub fn not_before(&self, on: Day, what: &'static str) -> Result<(), Refusal> {
        let (before, before_on) = ("the claim", self.claimed_on);
        match on < before_on {
            true => Err(Refusal::DaysOutOfOrder { what, on, before, before_on }),
            false => Ok(()),
        }
    }

    /// Nobody decides on their own claim, pays it, or undoes what paid it.
    ///
    /// # Errors
    /// `OWN_CLAIM`.
    pub fn by_another(&self, (id, user): (PractitionerId, &Code)) -> Result<(), Refusal> {
        if id == self.holder {
            return Err(Refusal::OwnClaim { user: user.clone(), claim: self.id });
        }
        if id == self.claimed_by && self.decision.is_none() {
            return Err(Refusal::ClaimWrittenDown { user: user.clone(), claim: self.id });
        }
        Ok(())
    }
}

/// Plans to pay a claim: as much of it as is still owed of what was paid before it.
///
/// # Errors
/// The day; a claim that is not approved, or paid; one of whoever pays; an account that pays no cash of
/// the pilot's; nothing that is owed.
pub fn pay_claim(
    calendar: &Calendar,
    (claim, owed, of_it): (&Claim, Pence, Pence),
    on: Day,
    who: (PractitionerId, &Code),
    from: &PaidFrom,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    match (claim.decision, claim.paid_by) {
        (_, Some(by)) => return Err(Refusal::ClaimPaid { claim: claim.id, by }),
        (Some((_, Verdict::Approved)), None) => {}
        _ => return Err(Refusal::ClaimNotApproved { claim: claim.id }),
    }
    claim.by_another(who)?;
    claim.not_before(on, "the payment")?;
    let from = from.of_the_pilot()?;
    let asked = claim.amount.pence();
    let nothing = || Refusal::PocketAboveZero { account: claim.name.clone(), owed, asked };
    asked.min(owed).amount().ok_or_else(nothing)?;
    let amount = asked.min(of_it).amount().ok_or(Refusal::ClaimNotOwed { claim: claim.id })?;
    let transfer = Transfer::new(claim.pocket, from, amount);
    Ok(Draft::new(EntryKind::ClaimPay, on, vec![transfer]))
}

/// Has a part of what an account pays paid from somebody's own pocket: the part of VAT last.
///
/// # Errors
/// As much as the account pays, or more.
pub fn own_part(
    transfers: Vec<Transfer>,
    from: AccountId,
    (own, part): (Account, Amount),
) -> Result<Vec<Transfer>, Refusal> {
    let pays = |transfer: &Transfer| transfer.credit().id == from;
    let all: Pence = transfers.iter().filter(|each| pays(each)).map(|each| each.amount().pence()).sum();
    if part.pence() >= all {
        let found = part.to_string();
        let wanted = "less than is paid; --own-money alone says all of it";
        return Err(Refusal::FieldInvalid { field: "own-money", found, wanted });
    }
    let mut left = part.pence();
    let mut shared = Vec::with_capacity(transfers.len() + 1);
    for transfer in transfers {
        let own_pence = if pays(&transfer) { left.min(transfer.amount().pence()) } else { Pence::ZERO };
        left -= own_pence;
        if let Some(rest) = (transfer.amount().pence() - own_pence).amount() {
            shared.push(Transfer::new(transfer.debit(), transfer.credit(), rest));
        }
        if let Some(own_pence) = own_pence.amount() {
            shared.push(Transfer::new(transfer.debit(), own, own_pence));
        }
    }
    Ok(shared)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountKind;

    fn account(id: i64, kind: AccountKind) -> Account {
        Account::new(AccountId::new(id), kind)
    }

    fn pounds(text: &str) -> Amount {
        text.parse().unwrap()
    }

    /// 10.00 and VAT of 1.75 from a tin with 4.00 in it: 7.75 of one's own, all of it cost.
    #[test]
    fn the_cost_is_shared_before_the_vat() {
        let (cost, vat) = (account(1, AccountKind::Cost), account(2, AccountKind::Vat));
        let (tin, own) = (account(3, AccountKind::Imprest), account(4, AccountKind::Pocket));
        let paid = vec![Transfer::new(cost, tin, pounds("10")), Transfer::new(vat, tin, pounds("1.75"))];
        let shared = own_part(paid.clone(), tin.id, (own, pounds("7.75"))).unwrap();
        let wanted = [
            Transfer::new(cost, tin, pounds("2.25")),
            Transfer::new(cost, own, pounds("7.75")),
            Transfer::new(vat, tin, pounds("1.75")),
        ];
        assert_eq!(shared, wanted);
        let shared = own_part(paid.clone(), tin.id, (own, pounds("11.74"))).unwrap();
        let wanted = [
            Transfer::new(cost, own, pounds("10")),
            Transfer::new(vat, tin, pounds("0.01")),
            Transfer::new(vat, own, pounds("1.74")),
        ];
        assert_eq!(shared, wanted);
        assert!(own_part(paid, tin.id, (own, pounds("11.75"))).is_err());
    }
}
