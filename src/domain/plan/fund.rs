//! Money that arrives, goes back, or moves between the pilot's own accounts.

use super::Calendar;
use super::in_kind::PaidFrom;
use crate::{Account, Amount, Day, Draft, EntryKind, Fund, Pot, Refusal, Transfer};

/// A fund with its own accounts.
#[derive(Clone, Debug)]
pub struct FundAccounts {
    /// The fund's terms.
    pub fund: Fund,
    /// Where its money comes from, in the budget book.
    pub grant: Account,
    /// Its money not yet given to a child.
    pub pool: Pot,
    /// Where its money comes from, in the cash book.
    pub income: Account,
}

impl FundAccounts {
    /// Returns the account its money arrives in and goes back from: in kind its own, else one of cash.
    pub(super) fn holds(&self, account: &PaidFrom) -> Result<Account, Refusal> {
        let pays = account.pays(&[&self.fund]).map_err(|refusal| match refusal {
            Refusal::PaidInKind { account, .. } => {
                Refusal::FundInKind { account, fund: self.fund.code.clone() }
            }
            other => other,
        })?;
        if self.fund.in_kind.is_none() {
            account.of_the_pilot()?;
        }
        Ok(self.fund.in_kind.unwrap_or(pays))
    }
}

/// Refuses a fund whose days end before they begin, or whose grant is claimed before they end.
///
/// # Errors
/// `DAYS_OUT_OF_ORDER`.
pub fn days_in_order(from: Option<Day>, until: Option<Day>, claim_by: Option<Day>) -> Result<(), Refusal> {
    let order = |what, on: Option<Day>, before, before_on: Option<Day>| match (on, before_on) {
        (Some(on), Some(before_on)) if on < before_on => {
            Err(Refusal::DaysOutOfOrder { what, on, before, before_on })
        }
        _ => Ok(()),
    };
    order("the fund's last day", until, "its first", from)?;
    order("the claim of the fund's grant", claim_by, "its last day", until)
}

/// Plans the arrival of a contributor's money.
///
/// # Errors
/// A day the calendar does not admit; an account that does not hold such money.
pub fn receive(
    calendar: &Calendar,
    fund: &FundAccounts,
    on: Day,
    amount: Amount,
    into: &PaidFrom,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    let into = fund.holds(into)?;
    let transfers =
        vec![Transfer::new(fund.pool.account, fund.grant, amount), Transfer::new(into, fund.income, amount)];
    Ok(Draft::new(EntryKind::FundReceive, on, transfers))
}

/// Plans the return of unused money to its contributor.
///
/// # Errors
/// A day the calendar does not admit; `POOL_EXCEEDED`; an account that does not hold such money.
pub fn repay(
    calendar: &Calendar,
    fund: &FundAccounts,
    on: Day,
    amount: Amount,
    from: &PaidFrom,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    in_pool(&fund.fund, fund.pool, amount)?;
    let from = fund.holds(from)?;
    let transfers =
        vec![Transfer::new(fund.grant, fund.pool.account, amount), Transfer::new(fund.income, from, amount)];
    Ok(Draft::new(EntryKind::FundRepay, on, transfers))
}

/// Plans a move between two of the pilot's own accounts: cash to a float, a card paid off.
///
/// # Errors
/// A day the calendar does not admit; an account in kind.
pub fn move_between_accounts(
    calendar: &Calendar,
    on: Day,
    amount: Amount,
    from: &PaidFrom,
    to: &PaidFrom,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    let transfer = Transfer::new(to.of_the_pilot()?, from.of_the_pilot()?, amount);
    Ok(Draft::new(EntryKind::AccountMove, on, vec![transfer]))
}

/// Plans what a bank takes for its services, or pays as interest. No child's budget bears either.
///
/// # Errors
/// A day the calendar does not admit; an account in kind, where nobody charges anything.
pub fn charge(
    calendar: &Calendar,
    on: Day,
    (amount, way): (Amount, Charge),
    own: &PaidFrom,
    charges: Account,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    let own = own.of_the_pilot()?;
    let transfer = match way {
        Charge::Taken => Transfer::new(charges, own, amount),
        Charge::Interest => Transfer::new(own, charges, amount),
    };
    Ok(Draft::new(EntryKind::ChargeRecord, on, vec![transfer]))
}

/// Which way money goes between the pilot and its bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charge {
    /// The bank takes it.
    Taken,
    /// The bank pays it.
    Interest,
}

/// Refuses to take more from a pool than it has.
pub(super) fn in_pool(fund: &Fund, pool: Pot, asked: Amount) -> Result<(), Refusal> {
    if pool.balance < asked.pence() {
        return Err(Refusal::PoolExceeded { fund: fund.code.clone(), pool: pool.balance, asked });
    }
    Ok(())
}
