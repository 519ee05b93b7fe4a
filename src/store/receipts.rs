//! Receipts: what a purchase can show for itself.

use rusqlite::params;

use super::lookup::{damaged, optional, parsed};
use super::{Reader, Result, WriteTx};
use domain::{Amount, EntryId, Receipt, rows};

/// A receipt, by its number and the purchase it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiptAt {
    /// Its number: that of the event that recorded it.
    pub number: i64,
    /// The purchase.
    pub commission: EntryId,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedReceipt {
    pub at: ReceiptAt,
    /// What shows the purchase.
    pub receipt: Receipt,
    /// Whether the ledger keeps the file itself.
    pub kept: bool,
    /// How much of a payment to a family it accounts for.
    pub amount: Option<Amount>,
}

const COLUMNS: &str = "event, commission_id, sha256, kept IS 1, name, place, reason, size, amount_pence";

impl Reader<'_> {
    /// Reads each receipt of a purchase that stands, oldest first.
    pub fn receipts_of(&self, commission: EntryId) -> Result<Vec<RecordedReceipt>> {
        let sql = format!("SELECT {COLUMNS} FROM receipt_standing WHERE commission_id = ? ORDER BY event");
        self.query_all(&sql, [commission.get()], receipt_of_row)
    }

    /// Finds the first receipt of another purchase that is the same file.
    pub fn same_receipt(&self, sha256: &str, besides: EntryId) -> Result<Option<ReceiptAt>> {
        self.query_one(
            "SELECT event, commission_id FROM receipt_standing
              WHERE sha256 = ? AND commission_id <> ? ORDER BY event LIMIT 1",
            params![sha256, besides.get()],
            |row| Ok(ReceiptAt { number: row.get(0)?, commission: EntryId::new(row.get(1)?) }),
        )
    }

    pub fn receipt(&self, number: i64) -> Result<Option<RecordedReceipt>> {
        self.query_one(&format!("SELECT {COLUMNS} FROM receipt WHERE event = ?"), [number], receipt_of_row)
    }

    /// Hands every receipt that stands and has a file to `sink`, in the order they were recorded. A file
    /// that was recorded once more, because it is elsewhere now, is reported by its last place.
    ///
    /// # Errors
    /// A failure of the file; whatever the sink fails with.
    pub fn each_receipt<E: From<super::StoreError>>(
        &self,
        mut sink: impl FnMut(RecordedReceipt) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!(
            "SELECT {COLUMNS} FROM receipt_standing r WHERE sha256 IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM receipt_standing l WHERE l.commission_id = r.commission_id
                                   AND l.sha256 = r.sha256 AND l.event > r.event)
              ORDER BY event"
        );
        let mut statement = self.conn.prepare(&sql).map_err(super::StoreError::from)?;
        let mut rows = statement.query([]).map_err(super::StoreError::from)?;
        while let Some(row) = rows.next().map_err(super::StoreError::from)? {
            sink(receipt_of_row(row)?)?;
        }
        Ok(())
    }

    /// Reads a file that the ledger keeps.
    pub fn receipt_content(&self, number: i64) -> Result<Option<Vec<u8>>> {
        self.query_one("SELECT content FROM receipt_file WHERE receipt = ?", [number], |row| Ok(row.get(0)?))
    }
}

fn receipt_of_row(row: &rusqlite::Row<'_>) -> Result<RecordedReceipt> {
    let receipt = match row.get(2)? {
        Some(sha256) => {
            Receipt::File { sha256, size: row.get(7)?, name: parsed(row, 4)?, place: optional(row, 5)? }
        }
        None => Receipt::None { reason: parsed(row, 6)? },
    };
    let at = ReceiptAt { number: row.get(0)?, commission: EntryId::new(row.get(1)?) };
    let amount = row.get::<_, Option<i64>>(8)?.map(|pence| Amount::new(pence).ok_or_else(|| damaged(8)));
    Ok(RecordedReceipt { at, receipt, kept: row.get(3)?, amount: amount.transpose()? })
}

impl WriteTx<'_> {
    /// Records what a purchase can show for itself: a file, which the ledger keeps where its content
    /// is given, or the reason why there is none.
    pub fn add_receipt(
        &mut self,
        commission: EntryId,
        receipt: &Receipt,
        content: Option<&[u8]>,
        amount: Option<Amount>,
    ) -> Result<()> {
        let mut row = rows::Receipt {
            commission_id: commission,
            sha256: None,
            size: None,
            kept: None,
            name: None,
            place: None,
            reason: None,
            amount_pence: amount,
        };
        match receipt {
            Receipt::File { sha256, size, name, place } => {
                (row.sha256, row.size, row.kept) =
                    (Some(sha256.as_str()), Some(*size), Some(content.is_some()));
                (row.name, row.place) = (Some(name), place.as_ref());
            }
            Receipt::None { reason } => row.reason = Some(reason),
        }
        self.insert(&row)?;
        if let Some(content) = content {
            let sql = "INSERT INTO receipt_file (receipt, content) VALUES (?, ?)";
            self.execute(sql, params![self.next(), content])?;
        }
        Ok(())
    }
}
