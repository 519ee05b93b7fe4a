//! What was recorded, by whom, in answer to what.

use rusqlite::{OptionalExtension, Row, params};

use super::{account, damaged, optional, parsed};
use crate::seal::{self, Salt};
use crate::{Reader, Result, StoreError};
use domain::plan::{Recorded, Touched};
use domain::{
    Amount, ChildId, Code, EntryId, EntryKind, FundId, Pence, Practitioner, PractitionerId, Text, Transfer,
    VatForm,
};

/// An earlier request with the same key.
#[derive(Clone, Debug)]
pub struct RecordedRequest {
    /// The event that answered it.
    pub seq: i64,
    pub kind: String,
    /// What was asked, as JSON with its personal fields hashed.
    pub asked: String,
    salt: Option<Salt>,
}

impl RecordedRequest {
    /// Writes another request as this one is kept, to be held against it.
    pub fn keep(&self, asked: &str) -> String {
        seal::asked(asked, || self.salt.unwrap_or_default())
    }
}

/// Reads an entry's kind.
pub(crate) fn kind(row: &Row<'_>, column: usize) -> Result<EntryKind> {
    let word = row.get_ref(column)?.as_str().map_err(|_| damaged(column))?;
    EntryKind::from_name(word).ok_or_else(|| StoreError::Damaged(format!("`{word}` is no kind of entry")))
}

impl Reader<'_> {
    /// Reads an entry with the state of every account it touched.
    pub fn entry(&self, id: EntryId) -> Result<Option<Recorded>> {
        let head = self.query_one(
            "SELECT e.kind, e.effective_on, e.child_id, e.commission_id, r.entry_id,
                    (SELECT min(c.event) FROM vat_charge c WHERE c.document_id = e.entry_id
                        AND NOT EXISTS (SELECT 1 FROM entry u WHERE u.reverses_id = c.event)),
                    iif(e.kind = 'credit-note.record' OR e.kind = 'refund.record',
                        (SELECT max(y.entry_id) FROM entry y
                          WHERE y.child_id = e.child_id AND y.commission_id = e.commission_id
                            AND y.kind = 'invoice.record' AND y.entry_id > e.entry_id
                            AND NOT EXISTS (SELECT 1 FROM entry u WHERE u.reverses_id = y.entry_id)), NULL),
                    iif(e.kind = 'vat.charge',
                        (SELECT max(y.entry_id) FROM entry y
                          WHERE y.child_id = e.child_id AND y.commission_id = e.commission_id
                            AND (y.kind = 'credit-note.record' OR y.kind = 'refund.record') AND y.entry_id > e.entry_id
                            AND NOT EXISTS (SELECT 1 FROM entry u WHERE u.reverses_id = y.entry_id)), NULL)
               FROM entry e LEFT JOIN entry r ON r.reverses_id = e.entry_id WHERE e.entry_id = ?",
            [id.get()],
            |row| {
                Ok(Recorded {
                    id,
                    kind: kind(row, 0)?,
                    effective_on: parsed(row, 1)?,
                    child: row.get::<_, Option<i64>>(2)?.map(ChildId::new),
                    commission: row.get::<_, Option<i64>>(3)?.map(EntryId::new),
                    reversed_by: row.get::<_, Option<i64>>(4)?.map(EntryId::new),
                    charged_by: row.get::<_, Option<i64>>(5)?.map(EntryId::new),
                    invoiced_since: row.get::<_, Option<i64>>(6)?.map(EntryId::new),
                    taken_back_by: row.get::<_, Option<i64>>(7)?.map(EntryId::new),
                    transfers: Vec::new(),
                    accounts: Vec::new(),
                })
            },
        )?;
        let Some(mut recorded) = head else {
            return Ok(None);
        };
        recorded.transfers = self.query_all(
            "SELECT d.account_id, d.kind, c.account_id, c.kind, t.amount_pence
               FROM transfer t
               JOIN account d ON d.account_id = t.debit_account_id
               JOIN account c ON c.account_id = t.credit_account_id
              WHERE t.entry_id = ? ORDER BY t.line",
            [id.get()],
            |row| {
                let amount = Amount::new(row.get(4)?).ok_or_else(|| damaged(4))?;
                Ok(Transfer::new(account(row, 0, 1)?, account(row, 2, 3)?, amount))
            },
        )?;
        recorded.accounts = self.query_all(
            "SELECT account_id, kind, name, fund_id, balance_pence FROM account
              WHERE account_id IN (SELECT debit_account_id FROM transfer WHERE entry_id = ?1
                                   UNION SELECT credit_account_id FROM transfer WHERE entry_id = ?1)",
            [id.get()],
            |row| {
                Ok(Touched {
                    account: account(row, 0, 1)?,
                    name: row.get(2)?,
                    fund: row.get::<_, Option<i64>>(3)?.map(FundId::new),
                    balance: Pence::new(row.get(4)?),
                })
            },
        )?;
        Ok(Some(recorded))
    }

    /// Reads an entry's document number and remark.
    pub fn entry_texts(&self, id: EntryId) -> Result<(Option<Text>, Option<Text>)> {
        let found =
            self.query_one("SELECT reference, note FROM entry WHERE entry_id = ?", [id.get()], |row| {
                Ok((optional(row, 0)?, optional(row, 1)?))
            })?;
        Ok(found.unwrap_or((None, None)))
    }

    /// Finds what shows the VAT of an invoice or purchase, where that was said.
    pub fn vat_evidence(&self, document: EntryId) -> Result<Option<VatForm>> {
        self.query_one(
            "SELECT form FROM vat_evidence WHERE document_id = ? ORDER BY event DESC LIMIT 1",
            [document.get()],
            |row| parsed(row, 0),
        )
    }

    /// Adds up what of an entry's VAT was charged, and not taken back.
    pub fn vat_charged(&self, document: EntryId) -> Result<Pence> {
        let charged = self.query_one(
            "SELECT coalesce(sum(t.amount_pence), 0)
               FROM vat_charge c JOIN transfer t ON t.entry_id = c.event AND t.book = 'cash'
              WHERE c.document_id = ?
                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = c.event)",
            [document.get()],
            |row| Ok(Pence::new(row.get(0)?)),
        )?;
        Ok(charged.unwrap_or_default())
    }

    /// Reads why an entry's document is no second one.
    pub fn document_again(&self, id: EntryId) -> Result<Option<Text>> {
        self.query_one("SELECT reason FROM document_again WHERE event = ?", [id.get()], |row| parsed(row, 0))
    }

    pub fn recorded_by(&self, id: EntryId) -> Result<Option<PractitionerId>> {
        self.query_one("SELECT actor_id FROM event WHERE seq = ?", [id.get()], |row| {
            Ok(PractitionerId::new(row.get(0)?))
        })
    }

    /// Finds an earlier request of somebody with this key.
    pub fn request_with_key(&self, actor: PractitionerId, key: &Code) -> Result<Option<RecordedRequest>> {
        self.query_one(
            "SELECT seq, kind, coalesce(payload -> '$.asked', 'null'), salt FROM event
              WHERE actor_id = ? AND request_key = ?",
            params![actor.get(), key.as_str()],
            |row| {
                Ok(RecordedRequest {
                    seq: row.get(0)?,
                    kind: row.get(1)?,
                    asked: row.get(2)?,
                    salt: row.get(3)?,
                })
            },
        )
    }

    /// Finds everybody who has used request keys.
    pub fn users_of_keys(&self) -> Result<Vec<Practitioner>> {
        let codes: Vec<Code> = self.query_all(
            "SELECT code FROM practitioner p WHERE EXISTS (
                 SELECT 1 FROM event e WHERE e.actor_id = p.practitioner_id AND e.request_key IS NOT NULL)",
            [],
            |row| parsed(row, 0),
        )?;
        codes.iter().filter_map(|code| self.practitioner(code).transpose()).collect()
    }

    /// Counts the entries recorded so far: the size of the ledger, for choosing a way to load.
    pub fn events(&self) -> Result<i64> {
        Ok(self
            .conn
            .query_row("SELECT coalesce(max(seq), 0) FROM event", [], |row| row.get(0))
            .optional()?
            .unwrap_or(0))
    }
}
