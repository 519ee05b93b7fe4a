//! Rows of a child's plan, and of conflicts of interest.

use rusqlite::types::Value;

use super::registers::{value, word};
use super::{Result, WriteTx, tables};
use crate::domain::need::{Interest, Marked, NeedDetails};
use crate::domain::register::Fields;
use crate::domain::{ConflictId, Considered, Day, NeedId, Pence, PractitionerId, Text};

impl WriteTx<'_> {
    /// Records a need; its number is that of the event that follows.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_need(&mut self, need: &NeedDetails) -> Result<NeedId> {
        let id = self.next();
        self.put(&tables::NEED, numbered(id, need.fields()))?;
        Ok(NeedId::new(id))
    }

    /// Records what became of a need.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn mark_need(&mut self, marked: &Marked) -> Result<()> {
        let values = marked.fields().into_iter().map(|(_, field)| value(field)).collect();
        self.put(&tables::NEED_MARK, values).map(drop)
    }

    /// Records what else was looked at before the commission that is being placed.
    pub(super) fn add_option(&mut self, line: i64, option: &Considered) -> Result<()> {
        let number = |number: Option<i64>| number.map_or(Value::Null, Value::Integer);
        let values = vec![
            line.into(),
            word(&option.provider),
            number(option.price.map(Pence::get)),
            number(option.wait_days.map(i64::from)),
            option.why_not.as_ref().map_or(Value::Null, word),
        ];
        self.put(&tables::OPTION, values).map(drop)
    }

    /// Records a conflict of interest; its number is that of the event that follows.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_conflict(
        &mut self,
        practitioner: PractitionerId,
        with: Interest,
        what: &Text,
        from_on: Day,
    ) -> Result<ConflictId> {
        let id = self.next();
        let (child, provider) = match with {
            Interest::Child(child) => (Value::Integer(child.get()), Value::Null),
            Interest::Provider(provider) => (Value::Null, Value::Integer(provider.get())),
        };
        let practitioner = Value::Integer(practitioner.get());
        let values = vec![id.into(), practitioner, child, provider, word(what), word(from_on), Value::Null];
        self.put(&tables::CONFLICT, values)?;
        Ok(ConflictId::new(id))
    }

    /// Ends a conflict of interest.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn end_conflict(&mut self, conflict: ConflictId, until_on: Day) -> Result<()> {
        self.amend(&tables::CONFLICT, conflict.get(), vec![("until_on", word(until_on))])
    }
}

/// A row that begins with its own number.
fn numbered(id: i64, fields: Fields) -> Vec<Value> {
    std::iter::once(Value::Integer(id)).chain(fields.into_iter().map(|(_, field)| value(field))).collect()
}
