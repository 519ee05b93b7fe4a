//! What children of families share, bought in a month.

use crate::lookup::{optional, parsed};
use crate::{Reader, Result};
use domain::{Day, Month, Pence};

/// A share, or the reversal of one, with negative sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The number of what is shared: that of its first share.
    pub purchase: i64,
    pub entry: i64,
    pub on: Day,
    pub category: String,
    /// The code and name of who was paid.
    pub provider: (String, String),
    pub individual: bool,
    /// The number of their invoice.
    pub number: Option<String>,
    pub buyer: String,
    /// With VAT.
    pub paid: Pence,
    /// Net of recoverable VAT.
    pub spent: Pence,
}

impl Reader<'_> {
    /// Reads the shares bought in a month, and those undone in it.
    pub fn shares_in(&self, month: Month) -> Result<Vec<Share>> {
        self.query_all(
            "SELECT d.document_id, e.entry_id, e.effective_on, g.code, v.code, v.name, v.sector = 'individual', k.reference,
                    w.code, sum(t.amount_pence * ((a.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat')))),
                    sum(t.amount_pence * ((a.kind = 'cost') - (c.kind = 'cost')))
               FROM entry e INDEXED BY entry_by_day
              CROSS JOIN entry k ON k.entry_id = coalesce(e.reverses_id, e.entry_id) AND k.kind = 'buy'
              CROSS JOIN document d ON d.family_ref IS NOT NULL
                AND d.document_id = coalesce((SELECT l.document_id FROM document_line l WHERE l.event = k.entry_id), k.entry_id)
              CROSS JOIN commission m ON m.commission_id = k.entry_id
              CROSS JOIN category g ON g.category_id = m.category_id
              CROSS JOIN provider v ON v.provider_id = m.provider_id
              CROSS JOIN practitioner w ON w.practitioner_id = m.practitioner_id
              CROSS JOIN transfer t ON t.entry_id = e.entry_id
              CROSS JOIN account a ON a.account_id = t.debit_account_id
              CROSS JOIN account c ON c.account_id = t.credit_account_id
              WHERE e.effective_on >= ?1 AND e.effective_on <= ?2
              GROUP BY e.entry_id ORDER BY d.document_id, e.entry_id",
            [month.first().to_string(), month.last().to_string()],
            |row| {
                Ok(Share {
                    purchase: row.get(0)?,
                    entry: row.get(1)?,
                    on: parsed(row, 2)?,
                    category: row.get(3)?,
                    provider: (row.get(4)?, row.get(5)?),
                    individual: row.get(6)?,
                    number: optional(row, 7)?,
                    buyer: row.get(8)?,
                    paid: Pence::new(row.get(9)?),
                    spent: Pence::new(row.get(10)?),
                })
            },
        )
    }
}
