//! What is kept for each commission.

use rusqlite::{Connection, Statement};

use super::accounts::{Accounts, Facts, add, format_pence, last_moved};
use super::findings::Findings;
use crate::Result;
use domain::AccountKind;

/// What a commission's transfers make of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Made {
    pub id: i64,
    committed: i64,
    spent: i64,
    invoiced: i64,
    paid: i64,
    cost: i64,
    /// The last transfer followed.
    last: (i64, i64),
}

impl Made {
    /// Committed, spent, invoiced and paid.
    pub const fn figures(&self) -> [i64; 4] {
        let Self { committed, spent, invoiced, paid, .. } = *self;
        [committed, spent, invoiced, paid]
    }

    fn named(&self) -> impl Iterator<Item = (&'static str, i64)> {
        ["committed", "spent", "invoiced", "paid"].into_iter().zip(self.figures())
    }

    fn follow(&mut self, debit: Facts, credit: Facts, pence: i64) {
        use AccountKind::{Committed, Cost, Spent, Vat};
        let moved = |is: fn(AccountKind) -> bool| {
            pence.saturating_mul(i64::from(is(debit.kind)) - i64::from(is(credit.kind)))
        };
        add(&mut self.committed, moved(|kind| kind == Committed));
        add(&mut self.spent, moved(|kind| kind == Spent));
        add(&mut self.cost, moved(|kind| kind == Cost));
        add(&mut self.invoiced, moved(|kind| matches!(kind, Cost | Vat)));
        add(&mut self.paid, -moved(AccountKind::is_own));
    }

    /// Judges what can be judged after each entry.
    fn after_entry(&self, entry: i64, findings: &mut Findings) {
        let id = self.id;
        for (what, pence) in self.named() {
            if pence < 0 {
                findings
                    .add(format!("commission {id}: {what} was {} after entry {entry}", format_pence(pence)));
            }
        }
    }
}

/// Walks the entries commission by commission, in the order of the index `entry_by_child`, so that
/// only one commission is in memory, and tells what each left.
pub(super) fn each_entry(conn: &Connection, mut left: impl FnMut(i64, &Made) -> Result<()>) -> Result<()> {
    let accounts = Accounts::load(conn)?;
    let mut statement = conn.prepare(
        "SELECT e.commission_id, e.entry_id, t.debit_account_id, t.credit_account_id, t.amount_pence, t.line
           FROM entry e JOIN transfer t ON t.entry_id = e.entry_id
          WHERE e.child_id IS NOT NULL AND e.commission_id IS NOT NULL
          ORDER BY e.child_id, e.commission_id, e.entry_id, t.line",
    )?;
    let mut rows = statement.query([])?;
    let (mut made, mut entry) = (Made::default(), 0);
    while let Some(row) = rows.next()? {
        let (id, this): (i64, i64) = (row.get(0)?, row.get(1)?);
        if this != entry && entry != 0 {
            left(entry, &made)?;
        }
        entry = this;
        if id != made.id {
            made = Made { id, ..Made::default() };
        }
        if let (Some(debit), Some(credit)) = (accounts.place(row.get(2)?), accounts.place(row.get(3)?)) {
            made.follow(accounts.at(debit), accounts.at(credit), row.get(4)?);
            made.last = (entry, row.get(5)?);
        }
    }
    if entry == 0 { Ok(()) } else { left(entry, &made) }
}

pub(super) fn commissions(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut kept = conn.prepare(
        "SELECT committed_pence, spent_pence, invoiced_pence, paid_pence, moved_entry, moved_line
           FROM commission WHERE commission_id = ?",
    )?;
    let mut last = Made::default();
    each_entry(conn, |entry, made| {
        if made.id != last.id {
            compare(&mut kept, &last, findings)?;
        }
        made.after_entry(entry, findings);
        last = *made;
        Ok(())
    })?;
    compare(&mut kept, &last, findings)
}

/// Compares what is kept with what the transfers make.
fn compare(kept: &mut Statement<'_>, made: &Made, findings: &mut Findings) -> Result<()> {
    let id = made.id;
    let mut rows = kept.query([id])?;
    let Some(row) = rows.next()? else {
        if id != 0 {
            findings.add(format!("commission {id} has entries, and is not there"));
        }
        return Ok(());
    };
    for (column, (what, pence)) in made.named().enumerate() {
        let kept: i64 = row.get(column)?;
        if kept != pence {
            let (kept, pence) = (format_pence(kept), format_pence(pence));
            findings.add(format!("commission {id}: {what} kept as {kept}, its transfers make {pence}"));
        }
    }
    let last = (row.get(4)?, row.get(5)?);
    if last != made.last {
        findings.add(format!("commission {id}: {}", last_moved(last, made.last)));
    }
    if made.spent != made.cost {
        let (spent, cost) = (format_pence(made.spent), format_pence(made.cost));
        findings
            .add(format!("commission {id}: spent {spent} in the budget book, cost {cost} in the cash book"));
    }
    Ok(())
}
