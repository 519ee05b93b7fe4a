//! Ordering something, and buying it all at once.

use super::draw::{draw, draw_cash};
use super::first::{Calendar, after_opening, not_closed, of_child};
use super::in_kind::{PaidFrom, cost_transfers, without_vat};
use super::rules::{Ask, Authority};
use super::vat::net_of_vat;
use crate::{
    Account, Action, Amount, Budget, Closing, Code, CommissionTerms, Day, Draft, EntryKind, Pence,
    Practitioner, Refusal, Transfer,
};

/// Who buys what from where, for whom: everything a purchase plan asks.
#[derive(Clone, Copy, Debug)]
pub struct Commissioning<'a> {
    /// The child's budget.
    pub budget: &'a Budget,
    /// The buyer.
    pub practitioner: &'a Practitioner,
    /// What is bought.
    pub terms: &'a CommissionTerms,
    /// The written word of the category.
    pub category: &'a Code,
    /// The provider's code.
    pub provider: &'a Code,
    /// The effective day.
    pub on: Day,
    /// What the pilot's own rules say about it.
    pub authority: &'a Authority,
}

impl Commissioning<'_> {
    /// The rules a commission and a purchase share. Returns what the budget bears: net of VAT.
    fn check(&self, calendar: &Calendar) -> Result<Amount, Refusal> {
        let Self { budget, practitioner, terms, on, .. } = *self;
        calendar.admits(on)?;
        calendar.commits(on)?;
        not_closed(budget)?;
        after_opening(budget, on)?;
        after_the_request(terms, on)?;
        terms.details.consent_on.map_or(Ok(()), |day| calendar.has_come(day))?;
        there(practitioner, on)?;
        self.authority.by_holder()?;
        self.authority.may_supply(self.provider)?;
        let net = net_of_vat(terms.amount, terms.vat)?;
        if let (Some(units), Some(unit_price)) = (terms.details.units, terms.details.unit_price)
            && units.at(unit_price) != Some(terms.amount)
        {
            return Err(Refusal::UnitsDoNotMakeAmount {
                units: units.to_string(),
                unit_price,
                made: units.at(unit_price).map_or("nothing".into(), |a| a.pence().format_pounds()),
                amount: terms.amount,
            });
        }
        self.authority.allows(self.category, on)?;
        self.authority.within_cap(&budget.child.child_ref, self.category, net.pence())?;
        Ok(net)
    }

    /// Refuses what must be approved by another, and tells how to ask for it.
    ///
    /// # Errors
    /// `CONFLICT_DECLARED`, `SIGN_OFF_EXCEEDED`.
    pub fn needs_nobody(&self) -> Result<(), Refusal> {
        let Self { budget, terms, category, provider, .. } = *self;
        let child = &budget.child.child_ref;
        self.authority.allow_alone(terms.amount, || {
            Some(format!("bhlp commission place {child} {category} {} --from {provider}", terms.amount))
        })
    }
}

/// Plans a commission: money is promised. Above the limit, or where there is a conflict of interest, it
/// asks for approval.
///
/// # Errors
/// In this order: the day, the budget, the buyer, VAT, units, the category, its cap, the money.
pub fn place(calendar: &Calendar, purchase: &Commissioning<'_>) -> Result<(Draft, Option<Ask>), Refusal> {
    let net = purchase.check(calendar)?;
    let Commissioning { budget, terms, category, on, .. } = *purchase;
    let drawn = draw(budget, (terms.category, category), on, net)?;
    without_vat(&drawn, terms.vat)?;
    let transfers = drawn
        .into_iter()
        .map(|(pots, part)| Transfer::new(pots.committed.account, pots.available.account, part))
        .collect();
    let ask = purchase.authority.ask(terms.amount, None, Pence::ZERO);
    Ok((of_child(budget, Draft::new(EntryKind::CommissionPlace, on, transfers)), ask))
}

/// Plans a purchase complete in one step: used, and paid from `paid_from` but for what is given in kind.
///
/// # Errors
/// As [`place`]; also what would have to be approved, and an account that does not pay.
pub fn buy(
    calendar: &Calendar,
    purchase: &Commissioning<'_>,
    costs: (Account, Account),
    paid_from: &PaidFrom,
) -> Result<Draft, Refusal> {
    let net = purchase.check(calendar)?;
    let Commissioning { budget, terms, category, on, .. } = *purchase;
    let draws = if paid_from.is_cash_named() { draw_cash } else { draw };
    let drawn = draws(budget, (terms.category, category), on, net)?;
    without_vat(&drawn, terms.vat)?;
    // Only now: what there is no money for is not worth asking for.
    purchase.needs_nobody()?;
    let pays = paid_from.pays(&drawn.iter().map(|(pots, _)| &pots.fund).collect::<Vec<_>>())?;
    let mut transfers: Vec<Transfer> = drawn
        .iter()
        .map(|(pots, part)| Transfer::new(pots.spent.account, pots.available.account, *part))
        .collect();
    transfers.extend(cost_transfers(costs, pays, &drawn, terms.vat));
    let draft = Draft::new(EntryKind::Buy, on, transfers);
    Ok(of_child(budget, Draft { closing: Closing::Closed, ..draft }))
}

/// Refuses a commission before the day somebody asked for it.
fn after_the_request(terms: &CommissionTerms, on: Day) -> Result<(), Refusal> {
    match terms.details.requested_on {
        Some(before_on) if on < before_on => {
            let (what, before) = ("the commission", "the request for it");
            Err(Refusal::DaysOutOfOrder { what, on, before, before_on })
        }
        _ => Ok(()),
    }
}

/// Refuses a practitioner who may not buy, or who had not joined or had left.
fn there(practitioner: &Practitioner, on: Day) -> Result<(), Refusal> {
    if !practitioner.role.may(Action::Purchase) {
        let (user, role, action) = (practitioner.code.clone(), practitioner.role, Action::Purchase);
        return Err(Refusal::RoleMayNot { user, role, action });
    }
    let Practitioner { joined_on, left_on, .. } = *practitioner;
    if joined_on.is_some_and(|joined| on < joined) || left_on.is_some_and(|left| left < on) {
        let practitioner = practitioner.code.clone();
        return Err(Refusal::PractitionerNotThere { practitioner, on, joined_on, left_on });
    }
    Ok(())
}
