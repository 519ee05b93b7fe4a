//! What is agreed with those who are given money for a child.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::direct_payment;
use domain::{
    AccountName, Action, Amount, Basis, Child, ChildId, Code, Day, Payee, ProviderId, Refusal, Sector, Text,
    rows,
};
use store::Registered;

/// Records what was agreed with a payee. It holds until something else is.
#[derive(Clone, Debug, Serialize)]
pub struct AgreementRecord {
    pub child: Code,
    /// The payee's code; who has none yet is registered under it, without a name.
    pub provider: Code,
    pub payee: Payee,
    pub basis: Option<Basis>,
    pub disability: Option<Text>,
    pub purpose: Text,
    /// How many months after a payment accounts are due.
    pub accounts_months: i64,
    pub weekly: Option<Amount>,
    /// How many weeks' money may be kept.
    pub contingency_weeks: i64,
    pub repayable: bool,
    pub on_benefit: Option<bool>,
    /// What else was offered to who chose a prepaid card.
    pub other_ways: Option<Text>,
    pub statements: bool,
    pub on: Option<Day>,
}

impl UseCase for AgreementRecord {
    const KIND: &'static str = "agreement.record";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        let child = work.child(&self.child)?;
        self.fits_together()?;
        if self.basis == Some(Basis::DirectPayment) {
            let (need, born) = work.found(work.reader().need_and_birth(child.id)?, "child", &self.child)?;
            let who = (self.payee, self.disability.is_some());
            direct_payment(&self.child, who, (&need, born), on)?;
        }
        let provider = self.payee_registered(work)?;
        let holds = self.basis.is_none() || self.other_ways.is_some();
        let name = AccountName::held_by(&provider.code);
        if holds && work.reader().own_account(&name)?.is_none() {
            work.tx.open_held(&name, provider.id)?;
        }
        let number = work.tx.insert(&self.row(child.id, provider.id, on))?;
        let (code, payee) = (&provider.code, self.payee.as_str().replace('_', " "));
        let kind = match self.basis {
            Some(basis) => format!("{payee}, {basis}"),
            None => payee,
        };
        let how = match holds {
            true => format!("what is advanced stays promised, in {name}, until it is accounted for"),
            false => "what is paid is spent, and accounted for by receipts".into(),
        };
        let said =
            format!("agreed with {code} ({kind}) for {} from {on}: {how} (agreement {number})", self.child);
        Ok(Reply { warnings: self.amiss(work, &child, &provider, on)?, ..Reply::new(said) })
    }
}

impl AgreementRecord {
    /// Says what is odd about it: no money for the child, a day before the pilot, another family's payee.
    fn amiss(
        &self,
        work: &UnitOfWork<'_>,
        child: &Child,
        provider: &Registered<ProviderId>,
        on: Day,
    ) -> Result<Vec<String>> {
        let (child_ref, payee) = (&self.child, &provider.code);
        let starts_on = work.calendar.pilot.starts_on;
        let mut doubts = Vec::new();
        if on < starts_on {
            doubts.push(format!("{on} is before the pilot's first day, {starts_on}"));
        }
        if work.reader().budget(child)?.is_none() {
            doubts.push(format!(
                "{child_ref} has no budget to be paid out of: bhlp budget open {child_ref} AMOUNT"
            ));
        }
        let other = if self.payee.is_family() {
            work.reader().paid_for_another(child.id, provider.id)?
        } else {
            None
        };
        if let Some(other) = other {
            doubts.push(format!(
                "{payee} is the payee of {other}, who is of no family of {child_ref}'s; if they are one family: bhlp family join \
                 FAMILY {child_ref}; if it is a mistake: bhlp agreement withdraw NUMBER --reason TEXT"
            ));
        }
        Ok(doubts)
    }

    /// The row it is kept in.
    pub(super) fn row(
        &self,
        child_id: ChildId,
        provider_id: ProviderId,
        agreed_on: Day,
    ) -> rows::Agreement<'_> {
        rows::Agreement {
            child_id,
            provider_id,
            payee: self.payee,
            basis: self.basis,
            disability: self.disability.as_ref(),
            purpose: &self.purpose,
            agreed_on,
            accounts_months: self.accounts_months,
            contingency_weeks: self.contingency_weeks,
            weekly_pence: self.weekly,
            repayable: self.repayable,
            on_benefit: self.on_benefit,
            other_ways: self.other_ways.as_ref(),
            statements: self.statements,
        }
    }

    /// Refuses what does not go together.
    fn fits_together(&self) -> Result<()> {
        let wrong = |field, found: String, wanted| -> Result<()> {
            Err(Refusal::FieldInvalid { field, found, wanted }.into())
        };
        match self.basis {
            None if self.payee.is_family() => {
                return wrong("basis", "nothing".into(), "the law under which a family is paid: --basis");
            }
            Some(basis) if !self.payee.is_family() => {
                return wrong(
                    "basis",
                    basis.to_string(),
                    "none: an agent or broker holds what is the council's",
                );
            }
            Some(Basis::DirectPayment) if self.payee == Payee::Carer => {
                let wanted =
                    "a parent or a young person: a direct payment is for who has parental responsibility";
                return wrong("payee", self.payee.to_string(), wanted);
            }
            _ => {}
        }
        if !(1..=12).contains(&self.accounts_months) {
            return wrong("accounts_months", self.accounts_months.to_string(), "1 to 12 months");
        }
        if !(0..=52).contains(&self.contingency_weeks) {
            return wrong("contingency_weeks", self.contingency_weeks.to_string(), "0 to 52 weeks");
        }
        if self.contingency_weeks > 0 && self.weekly.is_none() {
            return wrong("weekly", "nothing".into(), "a week's money, as weeks of it may be kept");
        }
        if self.repayable && self.on_benefit.is_none() {
            let wanted = "yes or no: nobody on a means-tested benefit is asked to repay (section 17(9))";
            return wrong("on_benefit", "nothing".into(), wanted);
        }
        if self.other_ways.is_some() && !self.payee.is_family() {
            return wrong("other_ways", "a prepaid card".into(), "none: a prepaid card is a family's choice");
        }
        if self.statements && self.other_ways.is_none() {
            let wanted =
                "`no` without a prepaid card; with one, the other ways that were offered: --card-instead-of";
            return wrong("statements", "yes".into(), wanted);
        }
        Ok(())
    }

    /// Finds the payee, or registers them by what they are: no name of a family is kept.
    fn payee_registered(&self, work: &mut UnitOfWork<'_>) -> Result<Registered<ProviderId>> {
        if let Some(known) = work.reader().provider(&self.provider)? {
            return Ok(known);
        }
        if !self.payee.is_family() {
            return work.provider(self.provider.as_str());
        }
        let name = self.payee.as_str().replace('_', " ").parse().expect("a word is a text");
        work.tx.add_provider(&rows::Provider {
            code: self.provider.clone(),
            name,
            sector: Sector::Individual,
            companies_house: None,
            charity_number: None,
            ukprn: None,
        })?;
        work.provider(self.provider.as_str())
    }
}
