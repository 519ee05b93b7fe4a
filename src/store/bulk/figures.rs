//! The running figures of a load, kept in memory as what is added to those that are there.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, params};

use super::super::Result;
use super::super::write::{self, insert_commission};
use crate::domain::{AccountKind, Closing, Day, Draft, EntryId, Month, PurchaseTerms, Transfer};

/// What is added to one account, and the last transfer that did.
#[derive(Debug, Default)]
struct Moved {
    pence: i64,
    last: (i64, i64),
}

/// What is added to the figures of a budget or a month.
#[derive(Debug, Default)]
struct Added {
    allocated: i64,
    committed: i64,
    spent: i64,
    paid: i64,
    purchases: i64,
    days: Option<(Day, Day)>,
    last: (i64, i64),
}

/// The commission being bought, whose row is not written yet.
#[derive(Debug)]
struct Pending {
    id: EntryId,
    draft: Draft,
    terms: PurchaseTerms,
    figures: write::Figures,
}

/// The figures.
#[derive(Debug, Default)]
pub(super) struct Figures {
    accounts: HashMap<i64, Moved>,
    budgets: HashMap<i64, Added>,
    months: BTreeMap<Month, Added>,
    pending: Option<Pending>,
}

const fn is_childs(kind: AccountKind) -> bool {
    matches!(kind, AccountKind::Available | AccountKind::Committed | AccountKind::Spent)
}

impl Added {
    fn follow(&mut self, transfer: &Transfer, pence: i64, last: (i64, i64)) {
        self.allocated += pence * transfer.direction(is_childs);
        self.committed += pence * transfer.direction(|kind| kind == AccountKind::Committed);
        self.spent += pence * transfer.direction(|kind| kind == AccountKind::Spent);
        self.last = last;
    }
}

impl Figures {
    pub fn place(
        &mut self,
        tx: &Connection,
        id: EntryId,
        draft: &Draft,
        terms: &PurchaseTerms,
    ) -> Result<()> {
        self.place_last(tx)?;
        let (draft, terms, figures) = (draft.clone(), terms.clone(), write::Figures::default());
        self.pending = Some(Pending { id, draft, terms, figures });
        Ok(())
    }

    /// Writes the commission whose figures are now known, and counts it.
    pub fn place_last(&mut self, tx: &Connection) -> Result<()> {
        let Some(Pending { id, draft, terms, figures }) = self.pending.take() else {
            return Ok(());
        };
        insert_commission(tx, id, &draft, &terms, &figures)?;
        if figures.committed + figures.spent == 0 {
            return Ok(());
        }
        let on = draft.effective_on;
        if let Some(child) = draft.child {
            let budget = self.budgets.entry(child.get()).or_default();
            budget.purchases += 1;
            let (first, last) = budget.days.unwrap_or((on, on));
            budget.days = Some((first.min(on), last.max(on)));
        }
        self.months.entry(on.month()).or_default().purchases += 1;
        Ok(())
    }

    pub fn follow(&mut self, id: EntryId, commission: Option<EntryId>, draft: &Draft) {
        let month = self.months.entry(draft.effective_on.month()).or_default();
        let mut budget = draft.child.map(|child| self.budgets.entry(child.get()).or_default());
        let mut pending = self.pending.as_mut().filter(|pending| commission == Some(pending.id));
        for (line, transfer) in (1_i64..).zip(&draft.transfers) {
            let (pence, last) = (transfer.amount().pence().get(), (id.get(), line));
            for (account, sign) in [(transfer.credit(), -1), (transfer.debit(), 1)] {
                let moved = self.accounts.entry(account.id.get()).or_default();
                moved.pence += sign * pence;
                moved.last = last;
            }
            month.follow(transfer, pence, last);
            if let Some(budget) = &mut budget {
                budget.follow(transfer, pence, last);
            }
            let paid = -pence * transfer.direction(AccountKind::is_own);
            month.paid += if commission.is_some() { paid } else { 0 };
            if let Some(pending) = &mut pending {
                let costs = |kind| matches!(kind, AccountKind::Cost | AccountKind::Vat);
                let figures = &mut pending.figures;
                figures.committed += pence * transfer.direction(|kind| kind == AccountKind::Committed);
                figures.spent += pence * transfer.direction(|kind| kind == AccountKind::Spent);
                figures.invoiced += pence * transfer.direction(costs);
                figures.paid += paid;
                figures.moved = last;
            }
        }
        match (draft.closing, pending) {
            (Closing::Closed, Some(pending)) => pending.figures.closed_by = Some(id.get()),
            (Closing::Reopened, Some(pending)) => pending.figures.closed_by = None,
            _ => {}
        }
    }

    /// Adds everything to what is there.
    pub fn write(&self, tx: &Connection) -> Result<()> {
        self.write_accounts(tx)?;
        self.write_budgets(tx)?;
        self.write_months(tx)
    }

    fn write_accounts(&self, tx: &Connection) -> Result<()> {
        let mut update = tx.prepare(
            "UPDATE account SET balance_pence = balance_pence + ?, moved_entry = ?, moved_line = ?
              WHERE account_id = ?",
        )?;
        let mut accounts: Vec<_> = self.accounts.iter().collect();
        accounts.sort_unstable_by_key(|(id, _)| **id);
        for (id, moved) in accounts {
            update.execute(params![moved.pence, moved.last.0, moved.last.1, id])?;
        }
        Ok(())
    }

    fn write_budgets(&self, tx: &Connection) -> Result<()> {
        let mut update = tx.prepare(
            "UPDATE budget
                SET allocated_pence = allocated_pence + ?1, committed_pence = committed_pence + ?2,
                    spent_pence = spent_pence + ?3, purchases = purchases + ?4,
                    first_on = min(coalesce(first_on, ?5), coalesce(?5, first_on)),
                    last_on = max(coalesce(last_on, ?6), coalesce(?6, last_on))
              WHERE child_id = ?7",
        )?;
        let mut budgets: Vec<_> = self.budgets.iter().collect();
        budgets.sort_unstable_by_key(|(child, _)| **child);
        for (child, Added { allocated, committed, spent, purchases, days, .. }) in budgets {
            let first = days.map(|(first, _)| first.to_string());
            let last = days.map(|(_, last)| last.to_string());
            update.execute(params![allocated, committed, spent, purchases, first, last, child])?;
        }
        Ok(())
    }

    fn write_months(&self, tx: &Connection) -> Result<()> {
        let mut insert = tx.prepare(
            "INSERT INTO month_total (month) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM month_total WHERE month = ?1)",
        )?;
        let mut update = tx.prepare(
            "UPDATE month_total
                SET allocated_pence = allocated_pence + ?, committed_pence = committed_pence + ?,
                    spent_pence = spent_pence + ?, paid_pence = paid_pence + ?, purchases = purchases + ?,
                    moved_entry = ?, moved_line = ?
              WHERE month = ?",
        )?;
        for (month, Added { allocated, committed, spent, paid, purchases, last, .. }) in &self.months {
            let month = month.to_string();
            insert.execute([&month])?;
            update.execute(params![allocated, committed, spent, paid, purchases, last.0, last.1, month])?;
        }
        Ok(())
    }
}
