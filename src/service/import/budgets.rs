//! Rows of budgets: a child's first opens the budget, one from another fund adds to it.

use super::super::{BudgetOpen, BudgetTopUp, Result, UseCase};
use super::register_rows::{otherwise, seal};
use super::row_context::{RowContext, RowOutcome};
use crate::UnitOfWork;
use domain::plan::{self, Calendar, FundAccounts, Opening, Papers};
use domain::policy::{Bounds, Gates, Policies};
use domain::register::check_outcome_aim;
use domain::{
    Account, AccountId, AccountKind, Budget, Child, Draft, DrawFirst, Pence, Pot, Pots, Refusal,
    RowDifference, quoted, rows,
};
use import::rows::BudgetRow;

pub(super) fn budget(context: &mut RowContext<'_>, row: &BudgetRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, warnings, again, .. } = context;
    row.expected_outcome.as_ref().map_or(Ok(()), check_outcome_aim)?;
    let kid = lookups.children.find(work, &row.child_ref)?;
    let fund = lookups.funds.find(work, &row.fund)?;
    let said = [
        ("child_ref", row.child_ref.to_string()),
        ("fund", row.fund.to_string()),
        ("opened_on", row.opened_on.to_string()),
        ("amount", row.amount.to_string()),
    ];
    again.says(said.into(), Some(kid.child.id));
    if let Some(budget) = &kid.budget {
        same_outcome(work, row, budget)?;
        if let Some(pots) = budget.pots_of(fund.fund.id) {
            return given_before(work, row, budget, pots);
        }
    }
    let rules = Rules::of(work, &lookups.policies, &kid.child, row)?;
    // Tried with pots that are not there yet: a refused row opens none.
    draft(&work.calendar, kid.budget.as_ref(), &kid.child, &rules, &pots_to_be(fund), row)?;
    let accounts = work.tx.open_pots(&kid.child, fund.fund.id, &fund.fund.code)?;
    let pots = pots(fund, accounts);
    let draft = draft(&work.calendar, kid.budget.as_ref(), &kid.child, &rules, &pots, row)?;
    let kind = if kid.budget.is_none() {
        warnings.extend(rules.opening(&kid.child).warnings(row.opened_on));
        work.tx.insert(&rows::Budget {
            child_id: kid.child.id,
            opened_on: row.opened_on,
            closed_on: None,
            expected_outcome: row.expected_outcome.clone(),
        })?;
        BudgetOpen::KIND
    } else {
        BudgetTopUp::KIND
    };
    work.tx.post(&draft, None)?;
    fund.pool.balance -= row.amount.pence();
    let budget = kid.budget.get_or_insert_with(|| Budget {
        child: kid.child.clone(),
        opened_on: row.opened_on,
        closed_on: None,
        pots: Vec::with_capacity(1),
        draw_first: DrawFirst::default(),
    });
    budget.draw_first = lookups.policies.draw_first();
    budget.pots.push(pots);
    if budget.of_several_funds() {
        work.reader().learn_receipts(budget)?;
    }
    budget.follow(&draft.transfers);
    seal(work, kind)
}

/// What the policy of the row's day asks.
struct Rules {
    bounds: Bounds,
    gates: Gates,
    papers: Papers,
}

impl Rules {
    fn of(work: &UnitOfWork<'_>, policies: &Policies, child: &Child, row: &BudgetRow) -> Result<Self> {
        let policy = policies.on(row.opened_on);
        let gates = policy.map_or(Gates::OFF, |policy| policy.gates);
        let papers = if gates == Gates::OFF { Papers::default() } else { work.reader().papers(child.id)? };
        let papers = Papers { expected_outcome: row.expected_outcome.is_some(), ..papers };
        Ok(Self { bounds: work.calendar.pilot.bounds(policy, child.cohort), gates, papers })
    }

    fn opening<'a>(&self, child: &'a Child) -> Opening<'a> {
        Opening { child, bounds: self.bounds, gates: self.gates, papers: self.papers.clone() }
    }
}

/// Plans the row: the opening, or more money.
fn draft(
    calendar: &Calendar,
    budget: Option<&Budget>,
    child: &Child,
    rules: &Rules,
    pots: &Pots,
    row: &BudgetRow,
) -> Result<Draft, Refusal> {
    match budget {
        None => plan::open(calendar, &rules.opening(child), pots, row.opened_on, row.amount),
        Some(budget) => plan::top_up(calendar, (budget, rules.bounds), pots, row.opened_on, row.amount),
    }
}

/// Money of this fund was given before: by this row, or the row says otherwise.
fn given_before(work: &UnitOfWork<'_>, row: &BudgetRow, budget: &Budget, pots: &Pots) -> Result<RowOutcome> {
    let fed = work.reader().fed(budget.child.id, pots.available.account)?;
    if fed.contains(&(row.opened_on, row.amount)) {
        return Ok(RowOutcome::Known);
    }
    let given = [pots.available, pots.committed, pots.spent].iter().map(|pot| pot.balance).sum::<Pence>();
    let same_day = fed.first().is_none_or(|(day, _)| *day == row.opened_on);
    if same_day && given == row.amount.pence() {
        return Ok(RowOutcome::Known);
    }
    let BudgetRow { child_ref, fund, amount, .. } = row;
    if let Some((day, _)) = fed.first().filter(|_| !same_day) {
        let (found, given) = (day.to_string(), row.opened_on.to_string());
        return Err(otherwise("budget", child_ref, ("opened_on".into(), found, given)).into());
    }
    let more = amount.pence() - given;
    let today = work.on(None);
    // Where nothing more is given today, it was given with the rest.
    let over = work.calendar.commits(today).is_err() || pots.fund.until_on.is_some_and(|until| until < today);
    let on = if over && more > Pence::ZERO { format!(" --on {}", row.opened_on) } else { String::new() };
    let (does, by) = if more > Pence::ZERO { ("top-up", more) } else { ("return", -more) };
    Err(Refusal::from(RowDifference {
        code: "REGISTERED_OTHERWISE",
        what: format!("budget `{child_ref}` is registered already, from fund {fund}"),
        field: "amount".into(),
        found: quoted(&given.to_string()),
        given: quoted(&amount.to_string()),
        way: format!("bhlp budget {does} {child_ref} {by} --fund {fund}{on}"),
    })
    .into())
}

/// The outcome a budget is for is said once.
fn same_outcome(work: &UnitOfWork<'_>, row: &BudgetRow, budget: &Budget) -> Result<()> {
    let found = work.reader().expected_outcome(budget.child.id)?;
    match &row.expected_outcome {
        Some(given) if Some(given) != found.as_ref() => {
            let found = found.map_or_else(|| "nothing".into(), |aim| aim.to_string());
            let difference = ("expected_outcome".into(), found, given.to_string());
            Err(otherwise("budget", &row.child_ref, difference).into())
        }
        _ => Ok(()),
    }
}

fn pots(fund: &FundAccounts, accounts: [Account; 3]) -> Pots {
    let [available, committed, spent] = accounts.map(|account| Pot { account, balance: Pence::ZERO });
    Pots { fund: fund.fund.clone(), received: None, pool: fund.pool, available, committed, spent }
}

/// Pots to plan with before there are any: no account has a number below one.
fn pots_to_be(fund: &FundAccounts) -> Pots {
    use AccountKind::{Available, Committed, Spent};
    let account = |number, kind| Account::new(AccountId::new(number), kind);
    pots(fund, [account(-1, Available), account(-2, Committed), account(-3, Spent)])
}
