//! Budgets: opened, fed, emptied, moved, closed.

use serde::Serialize;

use super::unit_of_work::left;
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::policy::Gates;
use domain::register::check_outcome_aim;
use domain::{
    Action, Amount, Budget, Child, Code, Day, Draft, DrawFirst, Pence, Pot, Pots, Refusal, Text, plan, rows,
};

/// Opens a child's budget with money from one fund.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetOpen {
    pub child: Code,
    pub amount: Amount,
    pub fund: Option<Code>,
    pub expected_outcome: Option<Code>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for BudgetOpen {
    const KIND: &'static str = "budget.open";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let child = work.child(&self.child)?;
        if let Some(budget) = work.reader().budget(&child)? {
            let child = child.child_ref;
            return Err(match budget.closed_on {
                Some(closed_on) => Refusal::BudgetClosed { child, closed_on },
                None => Refusal::BudgetExists { child, opened_on: budget.opened_on },
            }
            .into());
        }
        if let Some(aim) = &self.expected_outcome {
            check_outcome_aim(aim)?;
        }
        let fund = feeding_fund(work, self.fund.as_ref(), &child, self.amount)?;
        let on = work.on(self.on);
        let policy = work.reader().policy_on(on)?.map(|version| version.policy);
        let papers = work.reader().papers(child.id)?;
        let opening = plan::Opening {
            child: &child,
            bounds: work.calendar.pilot.bounds(policy.as_ref(), child.cohort),
            gates: policy.map_or(Gates::OFF, |policy| policy.gates),
            papers: plan::Papers { expected_outcome: self.expected_outcome.is_some(), ..papers },
        };
        // Pots opened for a plan that refuses are undone with the transaction.
        let pots = open_pots(work, &child, &fund)?;
        let draft = plan::open(&work.calendar, &opening, &pots, on, self.amount)?;
        let warnings = opening.warnings(on);
        work.tx.insert(&rows::Budget {
            child_id: child.id,
            opened_on: on,
            closed_on: None,
            expected_outcome: self.expected_outcome.clone(),
        })?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let draw_first = DrawFirst::default();
        let before = Budget { child, opened_on: on, closed_on: None, pots: vec![pots], draw_first };
        let reply = Reply::new(format!(
            "opened a budget of {} for {} from fund {} on {on}",
            self.amount.pence().format_pounds(),
            self.child,
            fund.fund.code,
        ));
        let reply = work.settle(reply, &before, &draft)?;
        Ok(Reply { split: Vec::new(), warnings, ..reply })
    }
}

/// Gives a child more money.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetTopUp {
    pub child: Code,
    pub amount: Amount,
    pub fund: Option<Code>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for BudgetTopUp {
    const KIND: &'static str = "budget.top-up";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let mut budget = work.budget(&self.child)?;
        let fund = match (&self.fund, budget.pots.as_slice()) {
            (None, [only]) => work.fund(&only.fund.code.clone())?,
            (named, _) => feeding_fund(work, named.as_ref(), &budget.child.clone(), self.amount)?,
        };
        let on = work.on(self.on);
        let pots = landing_pots(work, &mut budget, &fund)?;
        let bounds = work.bounds(&budget.child, on)?;
        let draft = plan::top_up(&work.calendar, (&budget, bounds), &pots, on, self.amount)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let reply = Reply::new(format!(
            "added {} to {}'s budget from fund {} on {on}",
            self.amount.pence().format_pounds(),
            self.child,
            fund.fund.code,
        ));
        let reply = work.settle(reply, &budget, &draft)?;
        Ok(Reply { split: Vec::new(), ..reply })
    }
}

/// Returns money to the pool.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetReturn {
    pub child: Code,
    pub amount: Amount,
    pub fund: Option<Code>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for BudgetReturn {
    const KIND: &'static str = "budget.return";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let budget = work.budget(&self.child)?;
        let fund = pots_named(&budget, self.fund.as_ref())?;
        let on = work.on(self.on);
        let draft = plan::give_back(&work.calendar, &budget, fund, on, self.amount)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let sentence =
            format!("returned {} of {}'s budget on {on}", self.amount.pence().format_pounds(), self.child);
        work.settle(Reply::new(sentence), &budget, &draft)
    }
}

/// Moves money from one child to another.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetMove {
    pub child: Code,
    pub to: Code,
    pub amount: Amount,
    pub fund: Option<Code>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for BudgetMove {
    const KIND: &'static str = "budget.move";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        if self.child == self.to {
            let (field, wanted) = ("child", "another child than the one who gives");
            return Err(Refusal::FieldInvalid { field, found: self.to.to_string(), wanted }.into());
        }
        let giver = work.budget(&self.child)?;
        let mut getter = work.budget(&self.to)?;
        let fund = pots_named(&giver, self.fund.as_ref())?;
        let on = work.on(self.on);
        let named = |pots: &&Pots| fund.is_none_or(|fund| fund.fund.id == pots.fund.id);
        let with_money = |pots: &&Pots| pots.available.balance > Pence::ZERO;
        for pots in giver.pots.iter().filter(named).filter(with_money) {
            let accounts = work.fund(&pots.fund.code)?;
            landing_pots(work, &mut getter, &accounts)?;
        }
        let landing = |pots: &Pots| getter.pots_of(pots.fund.id);
        let bounded = (&getter, work.bounds(&getter.child, on)?);
        let draft = plan::move_to(&work.calendar, &giver, fund, bounded, landing, on, self.amount)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let mut after = getter.clone();
        after.follow(&draft.transfers);
        let sentence = format!(
            "moved {} from {} to {} on {on}",
            self.amount.pence().format_pounds(),
            self.child,
            self.to
        );
        let mut reply = work.settle(Reply::new(sentence), &giver, &draft)?;
        reply.left.push(left(&after));
        Ok(reply)
    }
}

/// Ends a child's budget; what is left returns to the pools.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetClose {
    pub child: Code,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for BudgetClose {
    const KIND: &'static str = "budget.close";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let budget = work.budget(&self.child)?;
        let on = work.on(self.on);
        let draft = plan::close(&work.calendar, &budget, on)?;
        let returned = budget.available();
        if let Some(draft) = &draft {
            let draft = Draft { note: self.note.clone(), ..draft.clone() };
            work.post(&draft, None)?;
        }
        work.tx.set_budget_closed(budget.child.id, Some(on))?;
        let sentence = format!(
            "closed {}'s budget on {on}; {} went back to the pool",
            self.child,
            returned.format_pounds()
        );
        let mut after = budget.clone();
        after.follow(draft.as_ref().map_or(&[], |draft| draft.transfers.as_slice()));
        Ok(Reply { left: vec![left(&after)], ..Reply::new(sentence) })
    }
}

/// Opens a closed budget again, with nothing in it.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetReopen {
    pub child: Code,
    pub reason: Text,
    pub on: Option<Day>,
}

impl UseCase for BudgetReopen {
    const KIND: &'static str = "budget.reopen";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let budget = work.budget(&self.child)?;
        let on = work.on(self.on);
        plan::reopen(&work.calendar, &budget, on)?;
        let closed_by =
            work.reader().budget_closed_by(budget.child.id)?.expect("the plan admits closed budgets only");
        work.tx.set_budget_closed(budget.child.id, None)?;
        let child_id = budget.child.id;
        work.tx.insert(&rows::BudgetReopening {
            child_id,
            closed_by,
            reopened_on: on,
            reason: &self.reason,
        })?;
        let sentence = format!("{}'s budget is open again from {on}, with nothing in it", self.child);
        let details = vec![format!("give it money with: bhlp budget top-up {} AMOUNT", self.child)];
        Ok(Reply { left: vec![left(&budget)], details, ..Reply::new(sentence) })
    }
}

/// The fund that feeds a budget: the one named; else the fullest pool open to any child.
fn feeding_fund(
    work: &UnitOfWork<'_>,
    named: Option<&Code>,
    child: &Child,
    amount: Amount,
) -> Result<plan::FundAccounts> {
    if let Some(code) = named {
        return work.fund(code);
    }
    let mut funds = work.reader().funds()?;
    funds.retain(|fund| fund.fund.cohort.is_none_or(|cohort| cohort == child.cohort));
    funds.sort_by_key(|fund| (fund.fund.fences(), std::cmp::Reverse(fund.pool.balance)));
    let enough = funds.iter().position(|fund| fund.pool.balance >= amount.pence()).unwrap_or(0);
    match funds.into_iter().nth(enough) {
        Some(fund) => Ok(fund),
        None => Err(Refusal::NoFund { child: child.child_ref.clone() }.into()),
    }
}

/// Opens a child's pots of a fund.
fn open_pots(work: &mut UnitOfWork<'_>, child: &Child, fund: &plan::FundAccounts) -> Result<Pots> {
    let accounts = work.tx.open_pots(child, fund.fund.id, &fund.fund.code)?;
    let [available, committed, spent] = accounts.map(|account| Pot { account, balance: Pence::ZERO });
    Ok(Pots { fund: fund.fund.clone(), received: None, pool: fund.pool, available, committed, spent })
}

/// Finds a budget's pots of a fund, opened now if this is the fund's first money for the child.
fn landing_pots(work: &mut UnitOfWork<'_>, budget: &mut Budget, fund: &plan::FundAccounts) -> Result<Pots> {
    if let Some(pots) = budget.pots_of(fund.fund.id) {
        return Ok(pots.clone());
    }
    let pots = open_pots(work, &budget.child.clone(), fund)?;
    budget.pots.push(pots.clone());
    Ok(pots)
}

/// Finds the pots of a named fund; `None` where no fund is named.
fn pots_named<'a>(budget: &'a Budget, named: Option<&Code>) -> Result<Option<&'a Pots>> {
    let Some(code) = named else { return Ok(None) };
    match budget.pots.iter().find(|pots| pots.fund.code == *code) {
        Some(pots) => Ok(Some(pots)),
        None => {
            let near = budget.pots.iter().map(|pots| pots.fund.code.to_string()).collect();
            Err(Refusal::Unknown { what: "fund", found: code.to_string(), near }.into())
        }
    }
}
