//! What the pilot itself cost: set-up, training, coordination, management, evaluation.

use serde::Serialize;

use super::fund::{below_nothing, fund_account};
use super::hands::paid_for_the_pilot;
use super::{Reply, Result, UnitOfWork, UseCase, document};
use domain::plan::{self, CostAccounts, Document, VatGiven};
use domain::{AccountName, Action, Amount, Code, Day, Draft, EntryKind, Pence, Refusal, SpentOn, Text};

/// Records what the pilot itself cost, out of a fund's pool.
#[derive(Clone, Debug, Serialize)]
pub struct CostRecord {
    pub fund: Code,
    pub category: Code,
    pub amount: Amount,
    pub vat: Pence,
    /// Who was paid; `None` for the authority's own: pay, a recharge.
    pub provider: Option<String>,
    /// The number of their invoice.
    pub number: Option<Text>,
    /// Why it is another bill, where its number was recorded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Text>,
    pub account: Option<AccountName>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for CostRecord {
    const KIND: &'static str = "cost.record";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fund = work.fund(&self.fund)?;
        let category = work.category(&self.category)?;
        let provider = self.provider.as_ref().map(|said| work.provider(said)).transpose()?;
        if self.vat != Pence::ZERO && (provider.is_none() || self.number.is_none()) {
            let wanted = "0.00, or with it the provider and the number of its invoice: --provider, --number";
            return Err(Refusal::FieldInvalid { field: "vat", found: self.vat.to_string(), wanted }.into());
        }
        let bill = provider.as_ref().zip(self.number.as_ref());
        let again = match bill {
            Some((provider, number)) => {
                let document = Document { kind: EntryKind::CostRecord, number, provider: &provider.code };
                document::refuse_recorded(work, &document, provider.id, self.again.as_ref())?
            }
            None => None,
        };
        let from = fund_account(work, self.account.as_ref())?;
        let on = work.on(self.on);
        let book = work.reader().rule_book()?;
        let never = book.category(category.id, on).vat_never;
        let vat = VatGiven { vat: self.vat, never, form: None, paid_back: false };
        let accounts = CostAccounts {
            spent: work.spent_on_the_pilot(&fund.fund)?,
            cost: category.account,
            vat: work.reader().vat_account()?,
            provider: provider.as_ref().map(|provider| provider.account),
        };
        let payee = provider.as_ref().map(|provider| (provider.id, &provider.code));
        let whose = (payee.map(|(id, _)| id), category.id);
        let authority = plan::Authority::of_a_cost(&book, &work.actor, whose, on);
        let (what, who) = ((&category.purpose(), accounts), (payee.map(|(_, code)| code), &authority));
        let draft = plan::cost(&work.calendar, &fund, what, who, on, (self.amount, vat), &from)?;
        let draft = Draft { reference: self.number.clone(), note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let unneeded = document::keep_reason(work, again, self.again.as_ref())?;
        let doubts = payee.map(|payee| paid_for_the_pilot(work, payee, (on, self.vat))).transpose()?;
        let to = provider.map_or_else(String::new, |provider| format!(" to {}", provider.name));
        let when = match category.spent_on {
            SpentOn::StartUp => "start-up",
            SpentOn::Running | SpentOn::Child => "running",
        };
        let left = fund.pool.balance - (self.amount.pence() - self.vat);
        let mut reply = Reply::new(format!(
            "recorded {} of {} ({when}) paid{to} for fund {} on {on}; its pool has {}",
            self.amount.pence().format_pounds(),
            self.category,
            self.fund,
            left.format_pounds(),
        ));
        reply.warnings = below_nothing(work, &fund, on)?;
        reply.warnings.extend(doubts.into_iter().flatten().chain(unneeded));
        Ok(reply)
    }
}
