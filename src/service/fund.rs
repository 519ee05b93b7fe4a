//! Funds: registered, received, repaid.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{FundAccounts, PaidFrom, Pool};
use domain::{
    AccountKind, AccountName, Action, Amount, ClaimBasis, Code, Cohort, Day, Draft, Fund, Nature, Pence,
    Refusal, Stream, Text, plan, rows,
};

/// Registers a fund and what it is kept for.
#[derive(Clone, Debug, Serialize)]
pub struct FundAdd {
    pub fund: Code,
    pub name: Text,
    pub contributor: Text,
    pub stream: Stream,
    pub nature: Nature,
    pub cohort: Option<Cohort>,
    pub from: Option<Day>,
    pub until: Option<Day>,
    pub claim_basis: ClaimBasis,
    pub claim_by: Option<Day>,
    pub categories: Vec<Code>,
}

impl UseCase for FundAdd {
    const KIND: &'static str = "fund.add";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        if work.reader().fund(&self.fund)?.is_some() {
            return Err(Refusal::RegisteredAlready { what: "fund", code: self.fund.to_string() }.into());
        }
        plan::days_in_order(self.from, self.until, self.claim_by)?;
        // A set: a category named twice is kept once.
        let categories = self
            .categories
            .iter()
            .map(|category| Ok(work.category(category)?.id))
            .collect::<Result<BTreeSet<_>>>()?;
        let fund = rows::Fund {
            code: self.fund.clone(),
            name: self.name.clone(),
            contributor: self.contributor.clone(),
            stream: self.stream,
            nature: self.nature,
            cohort: self.cohort,
            from_on: self.from,
            until_on: self.until,
            claim_basis: self.claim_basis,
            claim_by: self.claim_by,
        };
        work.tx.add_fund(&fund, &Vec::from_iter(categories))?;
        let mut reply = Reply::new(format!("registered fund {} ({})", self.fund, self.name));
        if self.nature == Nature::Notional && self.categories.is_empty() {
            reply.warnings.push(
                "what it gives in kind would pay for anything: keep it for what it is, --category".into(),
            );
        }
        Ok(reply)
    }
}

/// Receives a contributor's money.
#[derive(Clone, Debug, Serialize)]
pub struct FundReceive {
    pub fund: Code,
    pub amount: Amount,
    pub account: Option<AccountName>,
    /// Of a pool, whose money it is; left out of the request where it is no pool.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Text>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for FundReceive {
    const KIND: &'static str = "fund.receive";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fund = work.fund(&self.fund)?;
        let into = fund_account(work, self.account.as_ref())?;
        let on = work.on(self.on);
        let draft = plan::receive(&work.calendar, &fund, on, self.amount, &into)?;
        let agreed = whose(work, &fund.fund, self.partner.as_ref(), on)?;
        work.post(&Draft { reference: self.partner.clone(), note: self.note.clone(), ..draft }, None)?;
        let pool = fund.pool.balance + self.amount.pence();
        Ok(Reply::new(format!(
            "received {} for fund {} on {on}{}; its pool has {}",
            self.amount.pence().format_pounds(),
            self.fund,
            of_which(agreed.as_ref(), on),
            pool.format_pounds(),
        )))
    }
}

/// Repays unused money to its contributor.
#[derive(Clone, Debug, Serialize)]
pub struct FundRepay {
    pub fund: Code,
    pub amount: Amount,
    pub account: Option<AccountName>,
    /// Of a pool, whose money it is; left out of the request where it is no pool.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Text>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for FundRepay {
    const KIND: &'static str = "fund.repay";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fund = work.fund(&self.fund)?;
        let from = fund_account(work, self.account.as_ref())?;
        let on = work.on(self.on);
        let draft = plan::repay(&work.calendar, &fund, on, self.amount, &from)?;
        let agreed = whose(work, &fund.fund, self.partner.as_ref(), on)?;
        if let (Some(agreed), Some(partner)) = (&agreed, &self.partner) {
            let theirs = work.reader().partners_money(agreed, fund.fund.id, partner, on)?;
            agreed.repays(partner, theirs, self.amount)?;
        }
        work.post(&Draft { reference: self.partner.clone(), note: self.note.clone(), ..draft }, None)?;
        let pool = fund.pool.balance - self.amount.pence();
        let warnings = below_nothing(work, &fund, on)?;
        Ok(Reply {
            warnings,
            ..Reply::new(format!(
                "repaid {} of fund {} on {on}{}; its pool has {}",
                self.amount.pence().format_pounds(),
                self.fund,
                of_which(agreed.as_ref(), on),
                pool.format_pounds(),
            ))
        })
    }
}

/// Finds the agreement by which money that comes into a pool or goes back is a partner's; of another fund it
/// is the contributor's. What belongs to an earlier day is of the agreement of then.
pub(crate) fn whose(
    work: &UnitOfWork<'_>,
    fund: &Fund,
    partner: Option<&Text>,
    on: Day,
) -> Result<Option<Pool>> {
    let day = work.calendar.belongs_to.unwrap_or(on);
    Ok(plan::whose(&work.reader().pools()?, fund.id, partner, day)?.cloned())
}

/// Warns of a pool that was below nothing on a past day, now that something of then is recorded.
pub(crate) fn below_nothing(work: &UnitOfWork<'_>, fund: &FundAccounts, on: Day) -> Result<Vec<String>> {
    let lowest = work.reader().lowest_since(fund.pool.account, on)?;
    let below = lowest.filter(|(_, pence)| *pence < Pence::ZERO).map(|(day, pence)| {
        format!(
            "the pool of fund {} was {} below nothing on {day}: is the day right?",
            fund.fund.code,
            (-pence).format_pounds()
        )
    });
    Ok(below.into_iter().collect())
}

/// Says which agreement it is where it has ended.
fn of_which(pool: Option<&Pool>, on: Day) -> String {
    match pool {
        Some(pool) if pool.until_on < on => {
            format!(", of the agreement from {} to {}", pool.from_on, pool.until_on)
        }
        _ => String::new(),
    }
}

/// The account a fund's money goes through: the one named; else the main bank account, or what the plan
/// knows as the fund's own account in kind.
pub(crate) fn fund_account(work: &UnitOfWork<'_>, named: Option<&AccountName>) -> Result<PaidFrom> {
    let main = AccountName::new(AccountKind::Bank, "main".parse().expect("a well-formed code"));
    Ok(PaidFrom { account: work.own_account(Some(named.unwrap_or(&main)))?, named: named.cloned() })
}
