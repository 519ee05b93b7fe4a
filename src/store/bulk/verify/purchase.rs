//! One purchase of a load, from its order to its payment.

use rusqlite::Row;

use super::super::super::Result;
use super::broken;
use super::rows::{Entry, IsoDay, Numbered, day};
use super::standing::Standing;
use crate::domain::EntryKind;

/// The figures of a commission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Figures {
    committed: i64,
    spent: i64,
    invoiced: i64,
    paid: i64,
    last: (i64, i64),
}

/// A commission as kept, and as its entries make it.
pub(super) struct Purchase {
    pub id: i64,
    pub child: i64,
    pub category: i64,
    pub placed_on: IsoDay,
    practitioner: i64,
    provider: i64,
    estimate: i64,
    closed_by: Option<i64>,
    kept: Figures,
    made: Figures,
    /// The last entry read of it.
    last: i64,
    invoices: Vec<String>,
}

impl Numbered for Purchase {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            child: row.get(1)?,
            practitioner: row.get(2)?,
            provider: row.get(3)?,
            category: row.get(4)?,
            placed_on: day(row, 5)?,
            estimate: row.get(6)?,
            closed_by: row.get(7)?,
            kept: Figures {
                committed: row.get(8)?,
                spent: row.get(9)?,
                invoiced: row.get(10)?,
                paid: row.get(11)?,
                last: (row.get(12)?, row.get(13)?),
            },
            made: Figures::default(),
            last: row.get(0)?,
            invoices: Vec::new(),
        })
    }

    fn number(&self) -> i64 {
        self.id
    }
}

impl Purchase {
    /// Judges the order itself: who may place it, and of whom.
    pub fn is_allowed(&self, entry: &Entry, standing: &Standing) -> Result<()> {
        if entry.commission != Some(self.id) || entry.child != Some(self.child) || entry.on != self.placed_on
        {
            return broken("COMMISSION_WITHOUT_ENTRY", entry);
        }
        standing.knows(self.provider, self.category, entry)?;
        let person = standing.person(self.practitioner, entry.id)?;
        if person.left_on.is_some_and(|left| left < self.placed_on)
            || person.joined_on.is_some_and(|joined| joined > self.placed_on)
        {
            return broken("PRACTITIONER_NOT_THERE", entry);
        }
        if person.limit.is_some_and(|limit| self.estimate > limit) {
            return broken("SIGN_OFF_EXCEEDED", entry);
        }
        Ok(())
    }

    /// Tells whether an earlier entry closed it.
    pub fn closed_before(&self, entry: &Entry) -> bool {
        self.closed_by.is_some_and(|by| by < entry.id)
    }

    /// Judges whether it may have one more entry.
    pub fn may_have(&mut self, entry: &Entry) -> Result<()> {
        if entry.on < self.placed_on {
            return broken("COMMISSION_MISSING", entry);
        }
        self.last = entry.id;
        if entry.kind != EntryKind::InvoiceRecord {
            return Ok(());
        }
        if self.closed_before(entry) {
            return broken("COMMISSION_CLOSED", entry);
        }
        if let Some(number) = &entry.reference {
            if self.invoices.contains(number) {
                return broken("INVOICE_ALREADY_RECORDED", entry);
            }
            self.invoices.push(number.clone());
        }
        Ok(())
    }

    pub fn adds(&mut self, committed: i64, spent: i64, invoiced: i64, paid: i64, last: (i64, i64)) {
        self.made.committed += committed;
        self.made.spent += spent;
        self.made.invoiced += invoiced;
        self.made.paid += paid;
        self.made.last = last;
    }

    /// Judges it as an entry leaves it.
    pub fn stands(&self, entry: &Entry, paid_now: i64) -> Result<()> {
        let Figures { committed, spent, invoiced, paid, .. } = self.made;
        if [committed, spent, invoiced, paid].iter().any(|pence| *pence < 0) {
            return broken("COMMISSION_BELOW_ZERO", entry);
        }
        if entry.id == self.id && committed + spent > self.estimate {
            return broken("SIGN_OFF_EXCEEDED", entry);
        }
        if paid_now > 0 && paid > invoiced {
            return broken("PAYMENT_EXCEEDS_OWED", entry);
        }
        if self.closed_by.is_some_and(|by| by <= entry.id) && committed != 0 {
            return broken("COMMISSION_CLOSED_WITH_MONEY", entry);
        }
        Ok(())
    }

    /// Holds its kept figures against what its entries made; tells whether it counts as a purchase.
    pub fn agrees(&self) -> Result<bool> {
        if self.kept != self.made {
            return broken("FIGURE_WITHOUT_TRANSFER", format_args!("commission {}", self.id));
        }
        if self.closed_by.is_some_and(|by| !(self.id..=self.last).contains(&by)) {
            return broken("CLOSED_WITHOUT_ENTRY", format_args!("commission {}", self.id));
        }
        Ok(self.made.committed + self.made.spent > 0)
    }
}
