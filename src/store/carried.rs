//! What a closed month hands on to the next: its open items, lines, commissions and funds.

use std::fmt::Write as _;

use rusqlite::params;
use sha2::{Digest, Sha256};

use super::pack::FundMove;
use super::{Result, WriteTx};
use domain::matching::ItemId;
use domain::month_end::{CommissionEnd, Difference, Reconciliation};
use domain::rows;

impl WriteTx<'_> {
    /// Writes what a month rests on beside its mark: each account, and the lists it hands on.
    pub fn add_month_end(
        &mut self,
        accounts: &[Reconciliation],
        orders: &[CommissionEnd],
        funds: &[FundMove],
    ) -> Result<()> {
        for account in accounts {
            self.add_month_account(account)?;
        }
        let mut carried = Carried::of(accounts);
        carried.orders =
            orders.iter().map(|o| (o.commission.get(), o.committed.get(), o.owed.get())).collect();
        carried.funds = funds.iter().map(|f| (f.fund, f.pot.clone(), f.pence.get())).collect();
        let count = |n: usize| i64::try_from(n).expect("a month has fewer rows than numbers");
        let (items, lines, orders) = (&carried.items, &carried.lines, &carried.orders);
        self.insert(&rows::MonthEnd {
            items: count(items.len()),
            lines: count(lines.len()),
            orders: count(orders.len()),
            sha256: carried.hash(),
        })?;
        let event = self.next();
        for (account, entry, pence) in &carried.items {
            self.execute(
                "INSERT INTO carried_item (event, account_id, entry_id, amount_pence) VALUES (?, ?, ?, ?)",
                params![event, account, entry, pence],
            )?;
        }
        for line in &carried.lines {
            self.execute("INSERT INTO carried_line (event, line_id) VALUES (?, ?)", params![event, line])?;
        }
        for (commission, committed, owed) in &carried.orders {
            self.execute(
                "INSERT INTO carried_order (event, commission_id, committed_pence, owed_pence) VALUES (?, ?, ?, ?)",
                params![event, commission, committed, owed],
            )?;
        }
        for (fund, pot, pence) in &carried.funds {
            self.execute(
                "INSERT INTO carried_fund (event, fund_id, pot, balance_pence) VALUES (?, ?, ?, ?)",
                params![event, fund, pot, pence],
            )?;
        }
        Ok(())
    }

    fn add_month_account(&mut self, account: &Reconciliation) -> Result<()> {
        let [outstanding, unrecorded] = Difference::ALL.map(|difference| account.sum(difference, |_| true));
        let row = rows::MonthAccount {
            account_id: account.id,
            ledger_pence: account.ledger,
            statement_pence: account.statements.as_ref().map(|statements| statements.balance),
            unseen_in_pence: outstanding.money_in,
            unseen_out_pence: outstanding.money_out,
            unbooked_in_pence: unrecorded.money_in,
            unbooked_out_pence: unrecorded.money_out,
            reason: account.reason.as_ref(),
        };
        self.insert(&row).map(drop)
    }
}

/// What a closed month hands on, in order: (account, entry, pence), lines, (order, promised, owed).
#[derive(Debug, Default)]
pub(super) struct Carried {
    pub items: Vec<(i64, i64, i64)>,
    pub lines: Vec<i64>,
    pub orders: Vec<(i64, i64, i64)>,
    /// Fund, kind of pot, what is in them.
    pub funds: Vec<(i64, String, i64)>,
}

impl Carried {
    fn of(accounts: &[Reconciliation]) -> Self {
        let mut carried = Self::default();
        for account in accounts {
            for item in &account.items {
                match item.id {
                    ItemId::Book(entry) => {
                        carried.items.push((account.id.get(), entry.get(), item.amount.get()));
                    }
                    ItemId::Bank(line) => carried.lines.push(line.get()),
                }
            }
        }
        carried.items.sort_unstable();
        carried.lines.sort_unstable();
        carried
    }

    /// The SHA-256 of a line of text for each item, line, order and fund, in order of number; words are
    /// joined by tabs.
    pub fn hash(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        for (account, entry, pence) in &self.items {
            let _ = writeln!(text, "item\t{account}\t{entry}\t{pence}");
        }
        for line in &self.lines {
            let _ = writeln!(text, "line\t{line}");
        }
        for (order, committed, owed) in &self.orders {
            let _ = writeln!(text, "order\t{order}\t{committed}\t{owed}");
        }
        for (fund, pot, pence) in &self.funds {
            let _ = writeln!(text, "fund\t{fund}\t{pot}\t{pence}");
        }
        domain::hex(&Sha256::digest(text.as_bytes()))
    }
}
