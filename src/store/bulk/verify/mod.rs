//! The second look at what a load wrote, before COMMIT.
//!
//! It reads the new rows back in the order they were recorded and judges each by the schema's rules,
//! said again here: nothing of the plans that made the rows is used. What it adds up on the way is
//! then held against the figures that were kept. A load writes few kinds of entry, each purchase's
//! one after the other; anything else is refused, so that no rule has to be guessed at.
//!
//! Messages begin with the token that the schema raises for the same rule.

mod purchase;
mod registers;
mod rows;
mod standing;

use rusqlite::Connection;

use super::super::{Result, StoreError, seal};
use crate::domain::{AccountKind, Book, EntryKind};
use purchase::Purchase;
use rows::{Entry, Event, Moved, Stream};
use standing::{Account, Standing};

/// A rule that a row breaks.
fn broken<T>(token: &str, row: impl std::fmt::Display) -> Result<T> {
    Err(StoreError::Refused(format!("{token}: {row}")))
}

/// What the new rows add up to.
pub(super) struct Found {
    standing: Standing,
}

impl Found {
    /// Holds what was found against the figures that are kept.
    pub fn agrees_with_what_is_kept(&self, conn: &Connection) -> Result<()> {
        self.standing.agrees(conn)
    }
}

/// Walks through everything recorded after an event.
pub(super) fn walk(conn: &Connection, since: i64) -> Result<Found> {
    registers::judge(conn, since)?;
    let mut walk = Walk { standing: Standing::load(conn, since)?, purchase: None };
    let mut events = conn.prepare(rows::EVENTS)?;
    let mut entries = conn.prepare(rows::ENTRIES)?;
    let mut transfers = conn.prepare(rows::TRANSFERS)?;
    let mut commissions = conn.prepare(rows::COMMISSIONS)?;
    let mut entries = Stream::<Entry>::over(&mut entries, since)?;
    let mut transfers = Stream::<Moved>::over(&mut transfers, since)?;
    let mut commissions = Stream::<Purchase>::over(&mut commissions, since)?;
    let mut chain = Chain::from(conn, since)?;
    let mut events = events.query([since])?;
    while let Some(row) = events.next()? {
        let event = Event::read(row)?;
        chain.follow(&event)?;
        if let Some(left_on) = walk.standing.person(event.actor, event.seq)?.left_on
            && left_on.as_slice() < &event.recorded_at.as_bytes()[..10]
        {
            return broken("ACTOR_LEFT", format_args!("event {}", event.seq));
        }
        let Some(entry) = entries.next_of(event.seq)? else { continue };
        if entry.kind.word() != event.kind {
            return broken("ENTRY_KIND_DIFFERS", &entry);
        }
        walk.entry(&entry, &mut transfers, &mut commissions)?;
    }
    walk.end_purchase()?;
    entries.is_at_its_end()?;
    transfers.is_at_its_end()?;
    commissions.is_at_its_end()?;
    Ok(Found { standing: walk.standing })
}

/// The audit trail: no gap, no step back in time, and each hash that of its text.
struct Chain {
    seq: i64,
    recorded_at: String,
    hash: Vec<u8>,
}

impl Chain {
    fn from(conn: &Connection, since: i64) -> Result<Self> {
        let sql = "SELECT seq, recorded_at, hash FROM event WHERE seq = ?";
        Ok(conn.query_row(sql, [since], |row| {
            Ok(Self { seq: row.get(0)?, recorded_at: row.get(1)?, hash: row.get(2)? })
        })?)
    }

    fn follow(&mut self, event: &Event<'_>) -> Result<()> {
        if event.seq != self.seq + 1 {
            return broken("EVENT_OUT_OF_ORDER", format_args!("event {}", event.seq));
        }
        if event.recorded_at < self.recorded_at.as_str() {
            return broken("CLOCK_WENT_BACK", format_args!("event {}", event.seq));
        }
        if seal::chain(&self.hash, event.payload.as_bytes()) != event.hash {
            return broken("the chain is broken", format_args!("event {}", event.seq));
        }
        self.seq = event.seq;
        event.recorded_at.clone_into(&mut self.recorded_at);
        event.hash.clone_into(&mut self.hash);
        Ok(())
    }
}

/// Where the walk has come to.
struct Walk {
    standing: Standing,
    /// The purchase whose entries are being read.
    purchase: Option<Purchase>,
}

/// What an entry does in all.
#[derive(Default)]
struct Sums {
    lines: i64,
    /// Spent by the budget book, less what the cash book says it cost.
    apart: i64,
    paid: i64,
    fed: bool,
}

impl Walk {
    fn entry(
        &mut self,
        entry: &Entry,
        transfers: &mut Stream<'_, Moved>,
        commissions: &mut Stream<'_, Purchase>,
    ) -> Result<()> {
        use EntryKind::{
            BudgetOpen, BudgetTopUp, CommissionPlace, FundReceive, InvoiceRecord, PaymentRecord,
        };
        match entry.kind {
            FundReceive | BudgetOpen | BudgetTopUp => self.end_purchase()?,
            CommissionPlace => {
                self.end_purchase()?;
                self.purchase = commissions.next_of(entry.id)?;
                match &self.purchase {
                    Some(purchase) => purchase.is_allowed(entry, &self.standing)?,
                    None => return broken("COMMISSION_MISSING", entry),
                }
            }
            InvoiceRecord | PaymentRecord => {}
            _ => return broken("a load has no entries of this kind", entry),
        }
        if entry.reverses {
            return broken("REVERSAL_NOT_A_MIRROR", entry);
        }
        self.standing.admits(entry)?;
        if let Some(purchase) = self.bought_by(entry)? {
            purchase.may_have(entry)?;
        }
        let mut sums = Sums::default();
        while let Some(moved) = transfers.next_of(entry.id)? {
            sums.lines += 1;
            if moved.line != sums.lines {
                return broken("TRANSFER_OUT_OF_ORDER", entry);
            }
            self.transfer(entry, &moved, &mut sums)?;
        }
        self.end_entry(entry, &sums)
    }

    /// Finds the purchase an entry belongs to: none, or the one being read.
    fn bought_by(&mut self, entry: &Entry) -> Result<Option<&mut Purchase>> {
        let Some(commission) = entry.commission else { return Ok(None) };
        match &mut self.purchase {
            Some(purchase) if purchase.id == commission && entry.child == Some(purchase.child) => {
                Ok(Some(purchase))
            }
            _ => broken("COMMISSION_MISSING", entry),
        }
    }

    fn transfer(&mut self, entry: &Entry, moved: &Moved, sums: &mut Sums) -> Result<()> {
        let debit = self.standing.account(moved.debit, entry)?;
        let credit = self.standing.account(moved.credit, entry)?;
        if debit.kind.book() != credit.kind.book() || debit.kind.book().word() != moved.book.word() {
            return broken("TRANSFER_CROSSES_BOOKS", entry);
        }
        if moved.book == Book::Budget {
            self.budget_transfer(entry, debit, credit)?;
        }
        self.standing.moves(moved, entry)?;
        let pence = moved.pence;
        let flow =
            |is: fn(AccountKind) -> bool| pence * (i64::from(is(debit.kind)) - i64::from(is(credit.kind)));
        let committed = flow(|kind| kind == AccountKind::Committed);
        let spent = flow(|kind| kind == AccountKind::Spent);
        let cost = flow(|kind| kind == AccountKind::Cost);
        let vat = flow(|kind| kind == AccountKind::Vat);
        let allocated = pence * (i64::from(debit.child.is_some()) - i64::from(credit.child.is_some()));
        let paid = if entry.commission.is_some() { -flow(AccountKind::is_own) } else { 0 };
        sums.apart += spent - cost;
        sums.paid += paid;
        sums.fed |= credit.kind == AccountKind::Pool && debit.child.is_some();
        let last = (entry.id, moved.line);
        if let Some(purchase) = self.bought_by(entry)? {
            purchase.adds(committed, spent, cost + vat, paid, last);
        }
        let child = debit.child.or(credit.child);
        self.standing.adds(entry, child, [allocated, committed, spent, paid], last)
    }

    /// The rules of the budget book.
    fn budget_transfer(&self, entry: &Entry, debit: Account, credit: Account) -> Result<()> {
        use AccountKind::{Available, Committed, Grant, Pool, Spent};
        if debit.fund != credit.fund {
            return broken("TRANSFER_CROSSES_FUNDS", entry);
        }
        if [debit.child, credit.child].into_iter().flatten().any(|child| Some(child) != entry.child) {
            return broken("TRANSFER_CROSSES_CHILDREN", entry);
        }
        let skips = |one, other| match one {
            Grant => other != Pool,
            Pool => !matches!(other, Grant | Available),
            _ => false,
        };
        if skips(debit.kind, credit.kind) || skips(credit.kind, debit.kind) {
            return broken("TRANSFER_SKIPS_A_POT", entry);
        }
        let bought = [debit.kind, credit.kind].iter().any(|kind| matches!(kind, Committed | Spent));
        if bought && entry.commission.is_none() {
            return broken("COMMISSION_MISSING", entry);
        }
        let draws = matches!(debit.kind, Committed | Spent) && credit.kind == Available;
        if draws && self.purchase.as_ref().is_some_and(|purchase| purchase.closed_before(entry)) {
            return broken("COMMISSION_CLOSED", entry);
        }
        let feeds = credit.kind == Pool && debit.kind == Available;
        let category = self.purchase.as_ref().filter(|_| draws).map(|purchase| purchase.category);
        if let Some(child) = debit.child.or(credit.child) {
            self.standing.may_use(entry, child, debit.fund, category, draws || feeds)?;
        }
        Ok(())
    }

    fn end_entry(&mut self, entry: &Entry, sums: &Sums) -> Result<()> {
        if sums.lines == 0 {
            return broken("ENTRY_EMPTY", entry);
        }
        if sums.apart != 0 {
            return broken("BOOKS_DISAGREE", entry);
        }
        if sums.fed {
            self.standing.within_bounds(entry)?;
        }
        match self.bought_by(entry)? {
            Some(purchase) => purchase.stands(entry, sums.paid),
            None => Ok(()),
        }
    }

    /// Leaves a purchase: its kept figures are what its transfers made, and it counts.
    fn end_purchase(&mut self) -> Result<()> {
        let Some(purchase) = self.purchase.take() else { return Ok(()) };
        if purchase.agrees()? {
            self.standing.counts(purchase.child, purchase.placed_on)?;
        }
        Ok(())
    }
}
