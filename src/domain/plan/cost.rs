//! What the pilot itself cost: set-up, training, coordination, management, evaluation. It is no child's: a
//! fund's pool bears it, net of recoverable VAT, as it is paid.

use super::Calendar;
use super::fund::{FundAccounts, in_pool};
use super::in_kind::PaidFrom;
use super::rules::Authority;
use super::vat::{VatGiven, net_of_vat};
use crate::{
    Account, Amount, CategoryId, Code, Day, Draft, EntryKind, Fund, Pence, Refusal, SpentOn, Transfer,
};

/// What a category is for.
#[derive(Clone, Copy, Debug)]
pub struct Purpose<'c> {
    pub category: CategoryId,
    pub code: &'c Code,
    pub spent_on: SpentOn,
}

impl Purpose<'_> {
    /// Refuses a category of the pilot's own for what is bought for a child.
    ///
    /// # Errors
    /// `CATEGORY_MISPLACED`.
    pub fn of_a_child(&self) -> Result<(), Refusal> {
        self.holds(self.spent_on == SpentOn::Child)
    }

    fn of_the_pilot(&self) -> Result<(), Refusal> {
        self.holds(self.spent_on != SpentOn::Child)
    }

    fn holds(&self, right: bool) -> Result<(), Refusal> {
        if right {
            return Ok(());
        }
        Err(Refusal::CategoryMisplaced { category: self.code.clone(), spent_on: self.spent_on })
    }
}

/// Refuses a fund that is kept for something else. A cohort is no bar: who coordinates, does so for its
/// children.
fn fits(fund: &Fund, purpose: &Purpose<'_>, day: Day) -> Result<(), Refusal> {
    let why = match fund {
        Fund { categories, .. } if !categories.is_empty() && !categories.contains(&purpose.category) => {
            format!("it is not kept for {}", purpose.code)
        }
        Fund { from_on: Some(from), .. } if day < *from => format!("its first day is {from}"),
        Fund { until_on: Some(until), .. } if *until < day => format!("its last day is {until}"),
        _ => return Ok(()),
    };
    Err(Refusal::FundDoesNotFit { fund: fund.code.clone(), why })
}

/// Where a cost goes in both books.
#[derive(Clone, Copy, Debug)]
pub struct CostAccounts {
    /// What was spent of the fund on the pilot itself.
    pub spent: Account,
    /// The category's cost.
    pub cost: Account,
    /// VAT to be recovered.
    pub vat: Account,
    /// The provider who is paid; `None` for the authority's own: pay, a recharge.
    pub provider: Option<Account>,
}

/// Plans what the pilot itself cost, paid at once. Through the provider's account, which it leaves as it was,
/// so that the entry says who was paid.
///
/// # Errors
/// The day; a category of purchases; a fund that is kept for something else; a provider from whom nothing is
/// bought; VAT that is not recovered, or of what is given in kind; more than the pool has; a conflict of
/// interest, or more than whoever records it may sign for; an account that does not hold such money.
pub fn cost(
    calendar: &Calendar,
    fund: &FundAccounts,
    (purpose, accounts): (&Purpose<'_>, CostAccounts),
    (provider, authority): (Option<&Code>, &Authority),
    on: Day,
    (amount, vat): (Amount, VatGiven),
    from: &PaidFrom,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    calendar.commits(on)?;
    purpose.of_the_pilot()?;
    fits(&fund.fund, purpose, on)?;
    provider.map_or(Ok(()), |provider| authority.may_supply(provider))?;
    let net = net_of_vat(amount, vat.vat)?;
    if fund.fund.in_kind.is_some() && vat.vat != Pence::ZERO {
        return Err(Refusal::VatInKind { vat: vat.vat });
    }
    vat.recoverable()?;
    in_pool(&fund.fund, fund.pool, net)?;
    // As with a purchase: what there is no money for is not worth asking for.
    authority.allow_alone(amount, || None)?;
    let from = fund.holds(from)?;
    let CostAccounts { spent, cost, vat: vat_account, provider } = accounts;
    let through = provider.unwrap_or(from);
    let mut transfers = vec![Transfer::new(spent, fund.pool.account, net), Transfer::new(cost, through, net)];
    transfers.extend(vat.vat.amount().map(|vat| Transfer::new(vat_account, through, vat)));
    transfers.extend(provider.map(|provider| Transfer::new(provider, from, amount)));
    Ok(Draft::new(EntryKind::CostRecord, on, transfers))
}
