//! The statement of the pools at a month's end: the report of that name.

use domain::Month;
use table::{Column, Value};

use crate::query::{Filter, Query};
use crate::{Reader, Result, Scope, StoreError};

impl Reader<'_> {
    /// Reads the statement of every pool at a month's end, in the columns of the report `pool`.
    pub fn pool_statement(&self, month: Month, columns: &[Column]) -> Result<Vec<Vec<Value<'static>>>> {
        let scope = Scope { as_at: Some(month.last()), ..Scope::default() };
        let mut rows = Vec::new();
        let sink = |row: &[Value<'_>]| {
            rows.push(row.iter().cloned().map(Value::into_owned).collect());
            Ok::<(), StoreError>(())
        };
        self.report((Query::POOL, columns), scope, month.last(), &Filter::default(), sink)?;
        Ok(rows)
    }
}
