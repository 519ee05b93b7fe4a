//! Rows of who holds a budget, and of compacts.

use rusqlite::types::Value;

use super::registers::word;
use super::{Result, WriteTx, tables};
use crate::domain::trust::{Offer, Promise};
use crate::domain::{ChildId, Day, EntryId, Pence, PractitionerId, Text};

impl WriteTx<'_> {
    /// Offers a child's budget to another holder; to nobody withdraws the offer before.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_offer(
        &mut self,
        child: ChildId,
        to: Option<PractitionerId>,
        reason: &Text,
        on: Day,
    ) -> Result<()> {
        let to = to.map_or(Value::Null, |to| Value::Integer(to.get()));
        self.put(&tables::HOLDER_OFFER, vec![child.get().into(), to, word(reason), word(on)]).map(drop)
    }

    /// Hands a child's budget to whom it was offered, with how many orders are open and what they hold.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_holder(
        &mut self,
        child: ChildId,
        from_on: Day,
        holder: PractitionerId,
        offer: &Offer,
        (commitments, committed): (usize, Pence),
    ) -> Result<()> {
        let commitments = i64::try_from(commitments).expect("a child has few orders");
        let values = vec![
            child.get().into(),
            word(from_on),
            holder.get().into(),
            offer.id.get().into(),
            commitments.into(),
            committed.get().into(),
        ];
        self.put(&tables::HOLDER, values).map(drop)
    }

    /// Records a compact with its promises; its number is that of the event that follows.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_compact<'p>(
        &mut self,
        child: ChildId,
        (agreed_on, review_on): (Day, Option<Day>),
        promises: impl IntoIterator<Item = &'p Promise>,
    ) -> Result<EntryId> {
        let review_on = review_on.map_or(Value::Null, word);
        self.put(&tables::COMPACT, vec![child.get().into(), word(agreed_on), review_on])?;
        for (line, promise) in (1_i64..).zip(promises) {
            let values = vec![line.into(), word(promise.who), word(&promise.what)];
            self.put(&tables::COMPACT_PROMISE, values)?;
        }
        Ok(EntryId::new(self.next()))
    }

    /// Records that a compact was looked at again.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_review(
        &mut self,
        compact: EntryId,
        on: Day,
        note: Option<&Text>,
        next_on: Option<Day>,
    ) -> Result<()> {
        let note = note.map_or(Value::Null, word);
        let next_on = next_on.map_or(Value::Null, word);
        self.put(&tables::COMPACT_REVIEW, vec![compact.get().into(), word(on), note, next_on]).map(drop)
    }
}
