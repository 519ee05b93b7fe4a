//! What several children of a family share: one purchase, a line for each, recorded all or none.

use serde::Serialize;

use super::buy::{Buy, LineOf};
use super::document::Lines;
use super::{CommissionRequest, OwnMoney, PaidWith, Reply, Result, UnitOfWork, UseCase};
use domain::family::ChildShare;
use domain::plan::{self, Shared};
use domain::{Action, Amount, Code, CommissionDetails, Day, Pence, Refusal, Text, VatForm};

/// Buys something that children of a family share.
#[derive(Clone, Debug, Serialize)]
pub struct FamilyBuy {
    pub family: Code,
    /// The price in all.
    pub amount: Amount,
    pub category: Code,
    pub provider: String,
    pub vat: Pence,
    pub what: Option<Text>,
    pub practitioner: Option<Code>,
    /// Whose share it is, and how much; none: all of the family's children, equally.
    pub shares: Vec<ChildShare>,
    pub how: Shared,
    #[serde(flatten)]
    pub paid: PaidWith,
    pub invoice: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<VatForm>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for FamilyBuy {
    const KIND: &'static str = Buy::KIND;
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let on = work.on(self.on);
        let said = self.shares_of(work, on)?;
        let mut likely = Vec::with_capacity(said.len());
        for ChildShare { child, need, .. } in &said {
            likely.push(match need {
                Some(need) => {
                    let need = work.need(*need)?;
                    need.is_of(child)?;
                    need.likely
                }
                None => None,
            });
        }
        let amounts = plan::shares(self.amount, self.how, &said, &likely)?;
        let weights: Vec<Pence> = amounts.iter().map(|amount| amount.pence()).collect();
        let vat = plan::in_proportion(self.vat, &weights);
        let own = match self.paid.own_money {
            Some(OwnMoney::Part(part)) => plan::in_proportion(part.pence(), &weights),
            _ => vec![Pence::ZERO; weights.len()],
        };
        let mut lines = Lines::shared_by(&self.family, said.len(), self.amount);
        for (place, share) in said.iter().enumerate() {
            lines.next(work)?;
            let bought = self.line(share, (amounts[place], vat[place], own[place]));
            let of = if place == 0 { LineOf::First(self.amount) } else { LineOf::Next(self.amount) };
            let (id, reply) = bought.write(work, of)?;
            let amount = weights[place].format_pounds();
            lines.add(
                work,
                id,
                Reply { sentence: format!("{}: {amount} (commission {id})", share.child), ..reply },
            )?;
        }
        let thing = self.what.as_ref().map_or(self.category.as_str(), Text::as_str);
        Ok(lines.end(format!(
            "bought {thing} for family {} from {} on {on}: {} in all, shared by {}",
            self.family,
            work.provider(&self.provider)?.name,
            self.amount.pence().format_pounds(),
            said.len(),
        )))
    }
}

impl FamilyBuy {
    /// Whose shares they are: those named, else every child's who belongs to the family on the day.
    fn shares_of(&self, work: &UnitOfWork<'_>, on: Day) -> Result<Vec<ChildShare>> {
        let (family, members) = (&self.family, work.family(&self.family)?);
        let there = |child: &Code| members.iter().any(|member| member.child == *child && member.on(on));
        if self.shares.is_empty() {
            let mut all: Vec<&Code> =
                members.iter().map(|member| &member.child).filter(|child| there(child)).collect();
            all.sort_unstable();
            all.dedup();
            if all.is_empty() {
                return Err(Refusal::FamilyWithoutChildren { family: family.clone(), on: Some(on) }.into());
            }
            let share = |child: &Code| ChildShare { child: child.clone(), amount: None, need: None };
            return Ok(all.into_iter().map(share).collect());
        }
        for ChildShare { child, .. } in &self.shares {
            let child = work.child(child)?.child_ref;
            if !there(&child) {
                return Err(Refusal::NotOfTheFamily { child, family: family.clone(), on: Some(on) }.into());
            }
        }
        Ok(self.shares.clone())
    }

    /// The purchase that is one child's share.
    fn line(&self, share: &ChildShare, (amount, vat, own): (Amount, Pence, Pence)) -> Buy {
        let commission = CommissionRequest {
            child: share.child.clone(),
            category: self.category.clone(),
            amount,
            provider: self.provider.clone(),
            vat,
            what: self.what.clone(),
            practitioner: self.practitioner.clone(),
            details: CommissionDetails { need: share.need, ..CommissionDetails::default() },
        };
        let mut paid = self.paid.clone();
        if let Some(OwnMoney::Part(_)) = paid.own_money {
            paid.own_money = own.amount().map(OwnMoney::Part);
        }
        let (invoice, again, evidence) = (self.invoice.clone(), self.again.clone(), self.evidence);
        let (on, note, receipt) = (self.on, self.note.clone(), None);
        Buy { commission, paid, invoice, again, on, note, receipt, evidence }
    }
}
