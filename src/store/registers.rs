//! Rows of the registers: added, amended and compared in one way for all of them.

use rusqlite::types::{Value, ValueRef};

use super::facts::CHARGES;
use super::tables::{self, Table};
use super::{Look, Result, WriteTx};
use crate::domain::plan::ProviderStep;
use crate::domain::register::{Field, Fields};
use crate::domain::{
    Account, AccountId, AccountKind, AccountName, CategoryId, Child, ChildId, Code, Day, FundId, MeasureId,
    Month, PractitionerId, ProviderId,
};

pub(super) fn value(field: Field) -> Value {
    match field {
        Field::Absent => Value::Null,
        Field::Number(number) => Value::Integer(number),
        Field::Word(word) => Value::Text(word),
    }
}

pub(super) fn word(word: impl ToString) -> Value {
    Value::Text(word.to_string())
}

/// A register that is known by a code.
fn register(what: &str) -> (&'static Table, &'static str) {
    match what {
        "practitioner" => (&tables::PRACTITIONER, "code"),
        "provider" => (&tables::PROVIDER, "code"),
        "category" => (&tables::CATEGORY, "code"),
        "measure" => (&tables::MEASURE, "code"),
        "fund" => (&tables::FUND, "code"),
        "child" => (&tables::CHILD, "child_ref"),
        other => unreachable!("{other} is no register"),
    }
}

impl Look<'_> {
    /// Reads a register row by code: its number and columns.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn registered(&self, what: &str, code: &Code) -> Result<Option<(i64, Fields)>> {
        let (table, key) = register(what);
        let sql = format!("SELECT {} FROM {} WHERE {key} = ?", table.columns.join(", "), table.name);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([code.as_str()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let mut fields = Fields::new();
        for (place, column) in table.columns.iter().enumerate().skip(2) {
            let field = match row.get_ref(place)? {
                ValueRef::Integer(number) => Field::Number(number),
                ValueRef::Text(text) => Field::Word(String::from_utf8_lossy(text).into_owned()),
                _ => Field::Absent,
            };
            fields.push((column, field));
        }
        Ok(Some((row.get(0)?, fields)))
    }
}

impl WriteTx<'_> {
    /// Writes the pilot's settings.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_pilot(&mut self, fields: Fields) -> Result<()> {
        let values = std::iter::once(Value::Integer(1)).chain(fields.into_iter().map(|(_, f)| value(f)));
        self.put(&tables::PILOT, values.collect()).map(drop)
    }

    /// Changes the pilot's settings.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn amend_pilot(&mut self, changes: Fields) -> Result<()> {
        self.amend(
            &tables::PILOT,
            1,
            changes.into_iter().map(|(column, field)| (column, value(field))).collect(),
        )
    }

    /// Adds a row to a register known by code. `fields` are its columns in order; a column the
    /// fields leave out at the end is absent. Returns the row's number.
    fn add(&mut self, what: &str, code: &Code, fields: Fields) -> Result<i64> {
        let (table, _) = register(what);
        let given = fields.into_iter().map(|(_, field)| value(field));
        let mut values: Vec<Value> = [Value::Null, word(code)].into_iter().chain(given).collect();
        values.resize(table.columns.len() - 1, Value::Null);
        values[0] = Value::Integer(self.next_id(table)?);
        self.put(table, values)
    }

    /// The next number of a table: sealed before the row is written, so chosen here.
    pub(super) fn next_id(&self, table: &Table) -> Result<i64> {
        let sql = format!("SELECT coalesce(max({}), 0) + 1 FROM {}", table.columns[0], table.name);
        let conn = self.look().conn;
        Ok(conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// Changes columns of a register row.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn change(&mut self, what: &str, id: i64, changes: Fields) -> Result<()> {
        let (table, _) = register(what);
        self.amend(table, id, changes.into_iter().map(|(column, field)| (column, value(field))).collect())
    }

    /// Registers a person.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_practitioner(&mut self, code: &Code, fields: Fields) -> Result<PractitionerId> {
        self.add("practitioner", code, fields).map(PractitionerId::new)
    }

    /// Registers a provider, with the account of what it is owed.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_provider(&mut self, code: &Code, fields: Fields) -> Result<(ProviderId, Account)> {
        let id = self.add("provider", code, fields)?;
        let owner = Owner { provider: Some(id), ..Owner::default() };
        let account = self.open(AccountKind::Creditor, &format!("creditor:{code}"), owner)?;
        Ok((ProviderId::new(id), account))
    }

    /// Records a step taken with a provider.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_provider_step(&mut self, taken: &ProviderStep, review_on: Option<Day>) -> Result<()> {
        let values = vec![
            taken.provider.get().into(),
            word(taken.step),
            word(taken.from_on),
            word(&taken.reason),
            review_on.map_or(Value::Null, word),
            i64::from(taken.stops_orders).into(),
        ];
        self.put(&tables::PROVIDER_STEP, values).map(drop)
    }

    /// Registers a category, with the account of its cost.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_category(&mut self, code: &Code, fields: Fields) -> Result<CategoryId> {
        let id = self.add("category", code, fields)?;
        let owner = Owner { category: Some(id), ..Owner::default() };
        self.open(AccountKind::Cost, &format!("cost:{code}"), owner)?;
        Ok(CategoryId::new(id))
    }

    /// Registers a measure.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_measure(&mut self, code: &Code, fields: Fields) -> Result<MeasureId> {
        self.add("measure", code, fields).map(MeasureId::new)
    }

    /// Registers a child.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_child(&mut self, child_ref: &Code, fields: Fields) -> Result<ChildId> {
        self.add("child", child_ref, fields).map(ChildId::new)
    }

    /// Records who leads a child's case from a day.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_lead(&mut self, child: ChildId, from_on: Day, practitioner: PractitionerId) -> Result<()> {
        let values = vec![child.get().into(), word(from_on), practitioner.get().into()];
        self.put(&tables::LEAD, values).map(drop)
    }

    /// Registers a fund, what it is kept for, and its accounts.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_fund(&mut self, code: &Code, fields: Fields, categories: &[CategoryId]) -> Result<FundId> {
        let id = self.add("fund", code, fields)?;
        for category in categories {
            self.put(&tables::FUND_CATEGORY, vec![id.into(), category.get().into()])?;
        }
        let owner = || Owner { fund: Some(id), ..Owner::default() };
        self.open(AccountKind::Grant, &format!("grant:{code}"), owner())?;
        self.open(AccountKind::Pool, &format!("pool:{code}"), owner())?;
        self.open(AccountKind::Income, &format!("income:{code}"), owner())?;
        Ok(FundId::new(id))
    }

    /// Opens a child's three pots of a fund.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn open_pots(&mut self, child: &Child, fund: FundId, fund_code: &Code) -> Result<[Account; 3]> {
        let owner = || Owner { fund: Some(fund.get()), child: Some(child.id.get()), ..Owner::default() };
        let mut pot = |kind: AccountKind| {
            let name = format!("{}:{}:{fund_code}", kind.word(), child.child_ref);
            self.open(kind, &name, owner())
        };
        Ok([pot(AccountKind::Available)?, pot(AccountKind::Committed)?, pot(AccountKind::Spent)?])
    }

    /// Opens the account VAT to be recovered is booked to.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn open_vat(&mut self) -> Result<Account> {
        self.open(AccountKind::Vat, "vat", Owner::default())
    }

    /// Opens the account bank charges and interest are booked to.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn open_charges(&mut self) -> Result<Account> {
        self.open(AccountKind::Charge, CHARGES, Owner::default())
    }

    /// Opens one of the pilot's own accounts that pay.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn open_own(&mut self, name: &AccountName, holder: Option<PractitionerId>) -> Result<Account> {
        let owner = Owner { holder: holder.map(PractitionerId::get), ..Owner::default() };
        self.open(name.kind(), &name.to_string(), owner)
    }

    fn open(&mut self, kind: AccountKind, name: &str, owner: Owner) -> Result<Account> {
        let id = self.next_id(&tables::ACCOUNT)?;
        let perhaps = |id: Option<i64>| id.map_or(Value::Null, Value::Integer);
        let values = vec![
            id.into(),
            word(kind.book().word()),
            word(kind.word()),
            word(name),
            perhaps(owner.fund),
            perhaps(owner.child),
            perhaps(owner.provider),
            perhaps(owner.category),
            perhaps(owner.holder),
        ];
        self.put(&tables::ACCOUNT, values)?;
        Ok(Account::new(AccountId::new(id), kind))
    }

    /// Opens a child's budget, still empty.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn open_budget(&mut self, child: ChildId, on: Day, expected: Option<&Code>) -> Result<()> {
        let expected = expected.map_or(Value::Null, word);
        self.put(&tables::BUDGET, vec![child.get().into(), word(on), Value::Null, expected]).map(drop)
    }

    /// Closes a budget, or opens it again when its closing is undone.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn set_budget_closed(&mut self, child: ChildId, closed_on: Option<Day>) -> Result<()> {
        let closed_on = closed_on.map_or(Value::Null, word);
        self.amend(&tables::BUDGET, child.get(), vec![("closed_on", closed_on)])
    }

    /// Adds a month's mark.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn mark_month(&mut self, month: Month, mark: &str, reason: Option<&str>) -> Result<()> {
        let reason = reason.map_or(Value::Null, word);
        let hash = Value::Blob(self.head_hash().to_vec());
        self.put_with(&tables::MONTH_MARK, vec![word(month), word(mark), reason], ("head_hash", hash))
    }

    /// Records a score.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_outcome(
        &mut self,
        child: ChildId,
        measure: MeasureId,
        (item, informant): (&str, &str),
        on: Day,
        thousandths: i64,
    ) -> Result<()> {
        let id = self.next_id(&tables::OUTCOME)?;
        let values = vec![
            id.into(),
            child.get().into(),
            measure.get().into(),
            word(item),
            word(informant),
            word(on),
            thousandths.into(),
        ];
        self.put(&tables::OUTCOME, values).map(drop)
    }

    /// Records minutes worked for a child.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_time(
        &mut self,
        practitioner: PractitionerId,
        child: ChildId,
        on: Day,
        (activity, minutes): (&str, i64),
        occurrence: i64,
    ) -> Result<()> {
        let values = vec![
            practitioner.get().into(),
            child.get().into(),
            word(on),
            word(activity),
            minutes.into(),
            occurrence.into(),
        ];
        self.put(&tables::TIME_SPENT, values).map(drop)
    }
}

/// Whose account it is.
#[derive(Default)]
struct Owner {
    fund: Option<i64>,
    child: Option<i64>,
    provider: Option<i64>,
    category: Option<i64>,
    holder: Option<i64>,
}
