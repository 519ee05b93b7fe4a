//! The accounts in memory, a line each, and what the transfers make of them.

use std::collections::HashSet;

use rusqlite::Connection;

use super::findings::Findings;
use crate::Result;
use crate::lookup;
use domain::{AccountKind, Pence};

/// What a check asks about an account. A fund or child of 0 is none.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    pub kind: AccountKind,
    pub fund: u32,
    pub child: u32,
}

/// Every account, by place: accounts are numbered from 1 without a gap, so the place of nearly any
/// file's account is its number less one.
pub(super) struct Accounts {
    facts: Vec<Facts>,
    /// The numbers by place, kept only where there is a gap.
    gappy: Option<Vec<i64>>,
}

/// A transfer between two places of [`Accounts`].
#[derive(Clone, Copy)]
pub(super) struct PlacedTransfer {
    pub entry: i64,
    pub line: i64,
    pub debit: usize,
    pub credit: usize,
    pub pence: i64,
}

impl Accounts {
    pub fn load(conn: &Connection) -> Result<Self> {
        let (mut lines, mut ids) = (Vec::new(), Vec::new());
        let mut statement = conn.prepare(
            "SELECT account_id, kind, coalesce(fund_id, 0), coalesce(child_id, 0) FROM account ORDER BY 1",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let kind = lookup::kind(row.get_ref(1)?.as_str().unwrap_or_default())?;
            lines.push(Facts { kind, fund: row.get(2)?, child: row.get(3)? });
            ids.push(row.get(0)?);
        }
        let gapless = ids.iter().zip(1_i64..).all(|(id, wanted)| *id == wanted);
        Ok(Self { facts: lines, gappy: (!gapless).then_some(ids) })
    }

    /// Finds the place of an account.
    pub fn place(&self, id: i64) -> Option<usize> {
        match &self.gappy {
            None => usize::try_from(id - 1).ok().filter(|place| *place < self.facts.len()),
            Some(ids) => ids.binary_search(&id).ok(),
        }
    }

    /// Finds the number of the account at a place.
    fn id(&self, place: usize) -> i64 {
        match &self.gappy {
            None => i64::try_from(place + 1).expect("there are fewer accounts than numbers"),
            Some(ids) => ids[place],
        }
    }

    pub fn at(&self, place: usize) -> Facts {
        self.facts[place]
    }

    pub fn places(&self) -> impl Iterator<Item = (usize, Facts)> {
        self.facts.iter().copied().enumerate()
    }

    /// Walks every transfer in the order of recording. One that names an account that is not there is
    /// passed over: `keys` and `books` tell of it.
    pub(crate) fn each_transfer(
        &self,
        conn: &Connection,
        mut each: impl FnMut(PlacedTransfer) -> Result<()>,
    ) -> Result<()> {
        let mut statement = conn.prepare(
            "SELECT entry_id, line, debit_account_id, credit_account_id, amount_pence FROM transfer ORDER BY 1, 2",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let places = (self.place(row.get(2)?), self.place(row.get(3)?));
            if let (Some(debit), Some(credit)) = places {
                each(PlacedTransfer {
                    entry: row.get(0)?,
                    line: row.get(1)?,
                    debit,
                    credit,
                    pence: row.get(4)?,
                })?;
            }
        }
        Ok(())
    }
}

/// An account as its transfers make it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Made {
    pence: i64,
    last: (i64, i64),
}

pub(super) fn balances(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let accounts = Accounts::load(conn)?;
    let mut made = vec![Made::default(); accounts.facts.len()];
    let mut overstepped = Vec::new();
    let mut told = HashSet::new();
    accounts.each_transfer(conn, |moved| {
        let last = (moved.entry, moved.line);
        let credit = &mut made[moved.credit];
        add(&mut credit.pence, -moved.pence);
        credit.last = last;
        if accounts.at(moved.credit).kind.overstepped(credit.pence) && told.insert(moved.credit) {
            overstepped.push((moved.credit, *credit));
        }
        let debit = &mut made[moved.debit];
        add(&mut debit.pence, moved.pence);
        debit.last = last;
        if accounts.at(moved.debit).kind.overstepped(debit.pence) && told.insert(moved.debit) {
            overstepped.push((moved.debit, *debit));
        }
        Ok(())
    })?;
    compare(conn, &made, findings)?;
    let mut names = conn.prepare("SELECT name FROM account WHERE account_id = ?")?;
    for (place, Made { pence, last: (entry, _) }) in overstepped {
        let name: String = names.query_row([accounts.id(place)], |row| row.get(0))?;
        let side = if pence < 0 { "below" } else { "above" };
        findings.add(format!(
            "{name}: {side} zero after a transfer of entry {entry}, at {}",
            format_pence(pence)
        ));
    }
    Ok(())
}

/// Compares what is kept with what the transfers make, account by account.
fn compare(conn: &Connection, made: &[Made], findings: &mut Findings) -> Result<()> {
    let mut statement =
        conn.prepare("SELECT balance_pence, moved_entry, moved_line, name FROM account ORDER BY account_id")?;
    let mut rows = statement.query([])?;
    for made in made {
        let row = rows.next()?.expect("the accounts are read twice in one view");
        let kept = Made { pence: row.get(0)?, last: (row.get(1)?, row.get(2)?) };
        let name = || row.get::<_, String>(3);
        if kept.pence != made.pence {
            let (kept, made) = (format_pence(kept.pence), format_pence(made.pence));
            findings.add(format!("{}: kept as {kept}, its transfers make {made}", name()?));
        }
        if kept.last != made.last {
            findings.add(format!("{}: {}", name()?, last_moved(kept.last, made.last)));
        }
    }
    Ok(())
}

/// Says that another transfer than the one kept was the last to move something.
pub(super) fn last_moved(kept: (i64, i64), made: (i64, i64)) -> String {
    let ((entry, line), (last_entry, last_line)) = (kept, made);
    format!(
        "kept as last moved by transfer {line} of entry {entry}; the last is transfer {last_line} of entry {last_entry}"
    )
}

/// Adds pence. A sum beyond any pilot stays at the end of what can be counted: it is another hand's,
/// and differs from what is kept all the same.
pub(super) fn add(sum: &mut i64, pence: i64) {
    *sum = sum.saturating_add(pence);
}

/// Writes pence as people read them.
pub(super) fn format_pence(pence: i64) -> String {
    Pence::new(pence).format_pounds()
}
