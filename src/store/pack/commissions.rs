//! What is known of a commission, and what invoiced it and paid for it.

use super::super::lookup::{optional, parsed};
use super::super::{Reader, Result};
use domain::{Day, Pence};

/// What is said of a commission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommissionHead {
    /// The child's number, by which its entries are found.
    pub child: i64,
    pub placed_on: Day,
    pub needed_on: Option<Day>,
    /// The category's number and code.
    pub category: (i64, String),
    /// The provider's code and name.
    pub provider: (String, String),
    /// The provider is a private person.
    pub individual: bool,
    /// Who commissioned it, by code.
    pub buyer: String,
}

/// An entry that invoices a commission or pays for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoicedOrPaid {
    pub on: Day,
    /// The provider's document number.
    pub document: Option<String>,
    /// What it invoices; negative for a credit note.
    pub invoiced: Pence,
    /// What it pays; negative for money back.
    pub paid: Pence,
}

impl Reader<'_> {
    /// Reads what is said of a commission.
    pub fn commission_head(&self, commission: i64) -> Result<Option<CommissionHead>> {
        self.query_one(
            "SELECT k.child_id, k.placed_on, k.needed_on, k.category_id, g.code, v.code, v.name, p.code,
                    v.sector = 'individual'
               FROM commission k
               JOIN category g ON g.category_id = k.category_id
               JOIN provider v ON v.provider_id = k.provider_id
               JOIN practitioner p ON p.practitioner_id = k.practitioner_id
              WHERE k.commission_id = ?",
            [commission],
            |row| {
                Ok(CommissionHead {
                    child: row.get(0)?,
                    placed_on: parsed(row, 1)?,
                    needed_on: optional(row, 2)?,
                    category: (row.get(3)?, row.get(4)?),
                    provider: (row.get(5)?, row.get(6)?),
                    buyer: row.get(7)?,
                    individual: row.get(8)?,
                })
            },
        )
    }

    /// Reads what invoiced a commission and paid for it up to a day, the oldest first.
    pub fn invoiced_or_paid(&self, child: i64, commission: i64, until: Day) -> Result<Vec<InvoicedOrPaid>> {
        const BILLS: &str = "
            SELECT e.effective_on, e.reference, sum(m.invoiced_pence), sum(m.paid_pence)
              FROM entry e INDEXED BY entry_by_child CROSS JOIN transfer_effect m ON m.entry_id = e.entry_id
             WHERE e.child_id = ?1 AND e.commission_id = ?2 AND e.effective_on <= ?3
             GROUP BY e.entry_id ORDER BY e.effective_on, e.entry_id";
        self.query_all(BILLS, rusqlite::params![child, commission, until.to_string()], |row| {
            Ok(InvoicedOrPaid {
                on: parsed(row, 0)?,
                document: row.get(1)?,
                invoiced: Pence::new(row.get(2)?),
                paid: Pence::new(row.get(3)?),
            })
        })
    }
}
