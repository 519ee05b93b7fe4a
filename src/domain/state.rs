//! What a plan needs to know, loaded beforehand: terms that hold and money that is there.

use super::{
    Account, AccountKind, Amount, Arm, CategoryId, ChildId, Code, Cohort, Day, EntryId, FundId, Pence,
    PractitionerId, ProviderId, Role, Transfer,
};

/// A person who acts in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practitioner {
    /// Their number.
    pub id: PractitionerId,
    pub code: Code,
    /// What they may do.
    pub role: Role,
    /// The most they may order alone; `None` for no limit.
    pub sign_off_limit: Option<Pence>,
    /// The day they joined, if known.
    pub joined_on: Option<Day>,
    /// Their last day, if they left.
    pub left_on: Option<Day>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// The child's number.
    pub id: ChildId,
    /// The authority's reference.
    pub child_ref: Code,
    /// The child's cohort.
    pub cohort: Cohort,
    /// The child's arm.
    pub arm: Arm,
}

/// A fund's terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fund {
    /// The fund's number.
    pub id: FundId,
    /// The fund's code.
    pub code: Code,
    /// The only cohort it is for.
    pub cohort: Option<Cohort>,
    /// The first day it may be drawn.
    pub from_on: Option<Day>,
    /// The last day it may be drawn.
    pub until_on: Option<Day>,
    /// The only categories it is for; empty for any.
    pub categories: Vec<CategoryId>,
    /// Where it gives services in kind: its own account, against which they are settled as they are used.
    pub in_kind: Option<Account>,
}

impl Fund {
    /// Tells whether the fund may pay for this child, this category, on this day.
    pub fn fits(&self, child: &Child, category: CategoryId, day: Day) -> bool {
        self.is_for(child, category)
            && self.from_on.is_none_or(|from| from <= day)
            && self.until_on.is_none_or(|until| day <= until)
    }

    /// Tells whether the fund is for this child and category, whatever the day.
    pub(crate) fn is_for(&self, child: &Child, category: CategoryId) -> bool {
        self.cohort.is_none_or(|cohort| cohort == child.cohort)
            && (self.categories.is_empty() || self.categories.contains(&category))
    }

    /// Counts how many ways the fund is ring-fenced: the narrower is drawn first.
    pub fn fences(&self) -> usize {
        usize::from(!self.categories.is_empty())
            + usize::from(self.cohort.is_some())
            + usize::from(self.from_on.is_some() || self.until_on.is_some())
    }
}

/// One pot: an account and what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pot {
    pub account: Account,
    pub balance: Pence,
}

/// A child's three pots of one fund, with the pool they are fed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pots {
    /// The fund's terms.
    pub fund: Fund,
    /// The fund's first receipt that stands; asked only of a budget of several funds.
    pub received: Option<(Day, EntryId)>,
    /// The fund's pool.
    pub pool: Pot,
    /// Free to use.
    pub available: Pot,
    /// Promised.
    pub committed: Pot,
    /// Used.
    pub spent: Pot,
}

/// The funds drawn before all others: version by version of the policy, each from its day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawFirst(pub Vec<(Day, Vec<Code>)>);

impl DrawFirst {
    /// Returns the place of a fund in the order of a day; last for one that is not named.
    pub fn place(&self, fund: &Code, on: Day) -> usize {
        let named = self.0.iter().rev().find(|(from_on, _)| *from_on <= on);
        named.and_then(|(_, codes)| codes.iter().position(|code| code == fund)).unwrap_or(usize::MAX)
    }
}

/// A child's budget as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    pub child: Child,
    pub opened_on: Day,
    pub closed_on: Option<Day>,
    /// Its pots, one set for each fund.
    pub pots: Vec<Pots>,
    /// The funds the policy draws before all others.
    pub draw_first: DrawFirst,
}

impl Budget {
    fn total(&self, of: impl Fn(&Pots) -> Pence) -> Pence {
        self.pots.iter().map(of).sum()
    }

    /// Tells whether there is a choice of the fund that pays.
    pub fn of_several_funds(&self) -> bool {
        self.pots.len() > 1
    }

    /// Returns what is free to use.
    pub fn available(&self) -> Pence {
        self.total(|pots| pots.available.balance)
    }

    /// Returns what is promised.
    pub fn committed(&self) -> Pence {
        self.total(|pots| pots.committed.balance)
    }

    /// Returns what is used.
    pub fn spent(&self) -> Pence {
        self.total(|pots| pots.spent.balance)
    }

    /// Returns everything given to the child: available, committed and spent.
    pub fn allocated(&self) -> Pence {
        self.available() + self.committed() + self.spent()
    }

    /// Returns what of a commission's cost was given in kind.
    pub fn in_kind(&self, commission: &Commission) -> Pence {
        let in_kind =
            |share: &&Share| self.pots_of(share.fund).is_some_and(|pots| pots.fund.in_kind.is_some());
        commission.shares.iter().filter(in_kind).map(|share| share.spent).sum()
    }

    pub fn pots_of(&self, fund: FundId) -> Option<&Pots> {
        self.pots.iter().find(|pots| pots.fund.id == fund)
    }

    /// Follows transfers that were written, so that the next plan starts from the truth.
    pub fn follow(&mut self, transfers: &[Transfer]) {
        let pots = self
            .pots
            .iter_mut()
            .flat_map(|pots| [&mut pots.pool, &mut pots.available, &mut pots.committed, &mut pots.spent]);
        for pot in pots {
            for transfer in transfers {
                if transfer.debit().id == pot.account.id {
                    pot.balance += transfer.amount().pence();
                }
                if transfer.credit().id == pot.account.id {
                    pot.balance -= transfer.amount().pence();
                }
            }
        }
    }
}

/// How much of a commission stands in one fund's pots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub fund: FundId,
    /// Promised from it.
    pub committed: Pence,
    /// Used from it.
    pub spent: Pence,
}

/// A commission as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commission {
    /// Its number: that of the entry that placed it.
    pub id: EntryId,
    /// For whom.
    pub child: ChildId,
    /// What kind of thing.
    pub category: CategoryId,
    /// Where its cost is booked.
    pub cost: Account,
    /// Where what is owed to its provider is booked.
    pub creditor: Account,
    pub placed_on: Day,
    /// Gross, as first commissioned.
    pub estimate: Amount,
    /// The recoverable VAT in that.
    pub vat: Pence,
    /// Who bought it.
    pub practitioner: PractitionerId,
    /// From whom.
    pub provider: ProviderId,
    /// The most that could be commissioned without approval; `None` for no limit.
    pub limit: Option<Pence>,
    /// The most that was approved.
    pub approved: Pence,
    /// The request that is not decided.
    pub waiting: Option<EntryId>,
    /// The final invoice, cancellation or refusal.
    pub closed_by: Option<EntryId>,
    /// Gross, invoiced before the last invoice; `None` where none closed it.
    pub before_last: Option<Pence>,
    /// Net, as it was last agreed.
    pub commissioned: Pence,
    /// Gross, invoiced so far.
    pub invoiced: Pence,
    /// Gross, paid so far.
    pub paid: Pence,
    /// Net, by fund.
    pub shares: Vec<Share>,
}

impl Commission {
    /// Returns what is still promised.
    pub fn committed(&self) -> Pence {
        self.shares.iter().map(|share| share.committed).sum()
    }

    /// Returns what was used.
    pub fn spent(&self) -> Pence {
        self.shares.iter().map(|share| share.spent).sum()
    }

    /// Returns the VAT in a price, and the price: as it was commissioned, or as it was invoiced until now.
    pub(crate) fn vat_known(&self) -> (Pence, Pence) {
        if self.vat > Pence::ZERO { (self.vat, self.estimate.pence()) } else { self.recovered() }
    }

    /// Returns the VAT recovered on what was invoiced, and what was invoiced.
    pub(crate) fn recovered(&self) -> (Pence, Pence) {
        (self.invoiced - self.spent(), self.invoiced)
    }

    /// Returns what the provider is owed; negative when the provider owes us.
    pub fn owed(&self) -> Pence {
        self.invoiced - self.paid
    }

    /// Follows transfers that were written for this commission. `fund_of` names the fund of a pot.
    pub fn follow(&mut self, transfers: &[Transfer], fund_of: impl Fn(&Account) -> FundId) {
        use AccountKind::{Committed, Cost, Spent, Vat};
        for transfer in transfers {
            let amount = transfer.amount().pence().get();
            let moved = |is: fn(AccountKind) -> bool| Pence::new(amount * transfer.direction(is));
            self.invoiced += moved(|kind| matches!(kind, Cost | Vat));
            self.paid -= moved(AccountKind::is_own);
            for (account, sign) in [(transfer.debit(), 1), (transfer.credit(), -1)] {
                if !matches!(account.kind, Committed | Spent) {
                    continue;
                }
                let fund = fund_of(&account);
                if !self.shares.iter().any(|share| share.fund == fund) {
                    self.shares.push(Share { fund, committed: Pence::ZERO, spent: Pence::ZERO });
                }
                let share = self.shares.iter_mut().find(|share| share.fund == fund);
                let share = share.expect("the share was added above");
                let pot = if account.kind == Committed { &mut share.committed } else { &mut share.spent };
                *pot += Pence::new(sign * amount);
            }
        }
    }
}
