//! What the pilot itself cost in a month.

use crate::lookup::{optional, parsed};
use crate::{Reader, Result};
use domain::{Day, Month, Pence, SpentOn};

/// A cost of the pilot's own, or the reversal of one, with negative sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PilotCost {
    pub entry: i64,
    pub on: Day,
    pub fund: String,
    pub category: String,
    pub spent_on: SpentOn,
    /// The code and name of who was paid.
    pub provider: Option<(String, String)>,
    pub individual: bool,
    /// The number of their invoice.
    pub number: Option<String>,
    /// With VAT.
    pub paid: Pence,
    /// Net of recoverable VAT.
    pub spent: Pence,
}

impl Reader<'_> {
    /// Reads what the pilot itself cost in a month, and what of it was undone in it.
    pub fn pilot_costs_in(&self, month: Month) -> Result<Vec<PilotCost>> {
        self.query_all(
            "SELECT e.entry_id, e.effective_on, f.code, g.code, g.spent_on, v.code, v.name, v.sector = 'individual', k.reference,
                    sum(t.amount_pence * ((d.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat')))),
                    sum(t.amount_pence * ((d.kind = 'cost') - (c.kind = 'cost')))
               FROM entry e INDEXED BY entry_by_day
              CROSS JOIN entry k ON k.entry_id = coalesce(e.reverses_id, e.entry_id) AND k.kind = 'cost.record'
              CROSS JOIN transfer t ON t.entry_id = e.entry_id
              CROSS JOIN account d ON d.account_id = t.debit_account_id
              CROSS JOIN account c ON c.account_id = t.credit_account_id
              CROSS JOIN fund f ON f.fund_id = (
                    SELECT a.fund_id FROM transfer p JOIN account a ON a.account_id = p.debit_account_id
                     WHERE p.entry_id = k.entry_id AND a.kind = 'spent')
              CROSS JOIN category g ON g.category_id = (
                    SELECT a.category_id FROM transfer p JOIN account a ON a.account_id = p.debit_account_id
                     WHERE p.entry_id = k.entry_id AND a.kind = 'cost')
               LEFT JOIN provider v ON v.provider_id = (
                    SELECT a.provider_id FROM transfer p JOIN account a ON a.account_id = p.credit_account_id
                     WHERE p.entry_id = k.entry_id AND a.kind = 'creditor')
              WHERE e.effective_on >= ?1 AND e.effective_on <= ?2
              GROUP BY e.entry_id ORDER BY e.effective_on, e.entry_id",
            [month.first().to_string(), month.last().to_string()],
            |row| {
                let provider = match row.get::<_, Option<String>>(5)? {
                    Some(code) => Some((code, row.get(6)?)),
                    None => None,
                };
                Ok(PilotCost {
                    entry: row.get(0)?,
                    on: parsed(row, 1)?,
                    fund: row.get(2)?,
                    category: row.get(3)?,
                    spent_on: parsed(row, 4)?,
                    provider,
                    individual: row.get::<_, Option<bool>>(7)?.unwrap_or(false),
                    number: optional(row, 8)?,
                    paid: Pence::new(row.get(9)?),
                    spent: Pence::new(row.get(10)?),
                })
            },
        )
    }
}
