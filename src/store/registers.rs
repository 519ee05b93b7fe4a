//! Registers known by a code: looked up, and the accounts that are opened with what is registered.

use super::lookup::CHARGES;
use super::value::read;
use super::{Reader, Result, WriteTx};
use domain::Nature;
use domain::row::{Fields, Recorded as _, Row as _, Table};
use domain::{
    Account, AccountId, AccountKind, AccountName, CategoryId, Child, ChildId, Code, Day, Fund, FundId, Month,
    PractitionerId, ProviderId, rows,
};

/// A register: its rows are known by a code, which stands after their number.
fn table(what: &str) -> &'static Table {
    rows::TABLES.iter().find(|table| table.name == what).expect("only registers are asked for by name")
}

impl Reader<'_> {
    /// Reads a register row by code: its number and columns.
    pub fn registered(&self, what: &str, code: &Code) -> Result<Option<(i64, Fields<'static>)>> {
        let register @ Table { name, columns, .. } = table(what);
        let sql = format!("SELECT {} FROM {name} WHERE {} = ?", register.list(), columns[1].name);
        self.query_one(&sql, [code.as_str()], |row| {
            let field = |place: usize| Ok((columns[place].name, read(row.get_ref(place)?).into_owned()));
            Ok((row.get(0)?, (2..columns.len()).map(field).collect::<Result<_>>()?))
        })
    }
}

impl WriteTx<'_> {
    /// Changes columns of a register row.
    pub fn change(&mut self, what: &str, id: i64, changes: &Fields<'_>) -> Result<()> {
        self.amend(table(what), id, changes)
    }

    /// Registers a provider, with the account of what it is owed.
    pub fn add_provider(&mut self, provider: &rows::Provider) -> Result<(ProviderId, Account)> {
        let id = ProviderId::new(self.insert(provider)?);
        let owner = Owner { provider: Some(id), ..Owner::default() };
        let account = self.open(AccountKind::Creditor, &format!("creditor:{}", provider.code), owner)?;
        Ok((id, account))
    }

    /// Registers a category, with the account of its cost.
    pub fn add_category(&mut self, category: &rows::Category) -> Result<()> {
        let id = CategoryId::new(self.insert(category)?);
        let owner = Owner { category: Some(id), ..Owner::default() };
        self.open(AccountKind::Cost, &format!("cost:{}", category.code), owner).map(drop)
    }

    /// Registers a fund, what it is kept for, and its accounts.
    pub fn add_fund(&mut self, fund: &rows::Fund, categories: &[CategoryId]) -> Result<()> {
        let fund_id = FundId::new(self.insert(fund)?);
        for &category_id in categories {
            self.insert(&rows::FundCategory { fund_id, category_id })?;
        }
        let in_kind = (fund.nature == Nature::Notional).then_some(AccountKind::Notional);
        for kind in [AccountKind::Grant, AccountKind::Pool, AccountKind::Income].into_iter().chain(in_kind) {
            let owner = Owner { fund: Some(fund_id), ..Owner::default() };
            self.open(kind, &format!("{}:{}", kind.as_str(), fund.code), owner)?;
        }
        Ok(())
    }

    /// Opens a child's three pots of a fund.
    pub fn open_pots(&mut self, child: &Child, fund: FundId, fund_code: &Code) -> Result<[Account; 3]> {
        let mut pot = |kind: AccountKind| {
            let name = format!("{}:{}:{fund_code}", kind.as_str(), child.child_ref);
            self.open(kind, &name, Owner { fund: Some(fund), child: Some(child.id), ..Owner::default() })
        };
        Ok([pot(AccountKind::Available)?, pot(AccountKind::Committed)?, pot(AccountKind::Spent)?])
    }

    /// Closes a budget, or opens it again.
    pub fn set_budget_closed(&mut self, child: ChildId, closed_on: Option<Day>) -> Result<()> {
        self.amend(rows::Budget::TABLE, child.get(), &vec![("closed_on", closed_on.value())])
    }

    /// Adds a month's mark.
    pub fn mark_month(&mut self, month: Month, mark: &'static str, reason: Option<&str>) -> Result<()> {
        let head = *self.head_hash();
        self.insert_with(&rows::MonthMark { month, mark, reason }, &[("head_hash", &head)]).map(drop)
    }

    /// Opens the account VAT to be recovered is booked to.
    pub fn open_vat(&mut self) -> Result<Account> {
        self.open(AccountKind::Vat, "vat", Owner::default())
    }

    /// Opens the account bank charges and interest are booked to.
    pub fn open_charges(&mut self) -> Result<Account> {
        self.open(AccountKind::Charge, CHARGES, Owner::default())
    }

    /// Opens the account of what is spent of a fund on the pilot itself.
    pub fn open_spent_on_the_pilot(&mut self, fund: &Fund) -> Result<Account> {
        let owner = Owner { fund: Some(fund.id), ..Owner::default() };
        self.open(AccountKind::Spent, &format!("spent:{}", fund.code), owner)
    }

    /// Opens one of the pilot's own accounts that pay.
    pub fn open_own(&mut self, name: &AccountName, holder: Option<PractitionerId>) -> Result<Account> {
        self.open(name.kind(), &name.to_string(), Owner { holder, ..Owner::default() })
    }

    /// Opens the account of what a payee holds.
    pub fn open_held(&mut self, name: &AccountName, payee: ProviderId) -> Result<Account> {
        let owner = Owner { provider: Some(payee), ..Owner::default() };
        self.open(AccountKind::Held, &name.to_string(), owner)
    }

    fn open(&mut self, kind: AccountKind, name: &str, owner: Owner) -> Result<Account> {
        let Owner { fund, child, provider, category, holder } = owner;
        let id = self.insert(&rows::Account {
            book: kind.book(),
            kind,
            name,
            fund_id: fund,
            child_id: child,
            provider_id: provider,
            category_id: category,
            holder_id: holder,
        })?;
        Ok(Account::new(AccountId::new(id), kind))
    }
}

/// Whose account it is.
#[derive(Default)]
struct Owner {
    fund: Option<FundId>,
    child: Option<ChildId>,
    provider: Option<ProviderId>,
    category: Option<CategoryId>,
    holder: Option<PractitionerId>,
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn each_row_is_declared_as_the_schema_has_it() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(super::super::schema()).unwrap();
        for table in rows::TABLES {
            let names = |sql: &str| -> Vec<String> {
                let mut names = conn.prepare(sql).unwrap();
                names.query_map([table.name], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
            };
            let of_the_schema = names("SELECT name FROM pragma_table_info(?)");
            let declared: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            let missing: Vec<_> =
                declared.iter().filter(|name| !of_the_schema.contains(&name.to_string())).collect();
            assert!(missing.is_empty(), "{} has no {missing:?}", table.name);
            // What no seal repeats is kept by triggers, or is itself a hash.
            let unsealed: Vec<&str> =
                of_the_schema.iter().map(String::as_str).filter(|name| !declared.contains(name)).collect();
            let known: &[&str] = match table.name {
                "account" => &["balance_pence", "moved_entry", "moved_line"],
                "budget" => {
                    &["allocated_pence", "committed_pence", "spent_pence", "purchases", "first_on", "last_on"]
                }
                "commission" => &[
                    "closed_by",
                    "waiting",
                    "approved_pence",
                    "committed_pence",
                    "spent_pence",
                    "invoiced_pence",
                    "paid_pence",
                    "moved_entry",
                    "moved_line",
                ],
                "month_mark" => &["head_hash"],
                _ => &[],
            };
            assert_eq!(unsealed, known, "{}", table.name);
            assert!(table.key.iter().all(|key| declared.contains(key)), "{}", table.name);
        }
        let sealed = "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND EXISTS
            (SELECT 1 FROM pragma_table_info(pragma_table_list.name) c WHERE c.name = 'event')";
        let mut sealed = conn.prepare(sealed).unwrap();
        let sealed: Vec<String> =
            sealed.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let undeclared: Vec<_> =
            sealed.iter().filter(|name| rows::TABLES.iter().all(|t| t.name != *name)).collect();
        // What a month carries forward is sealed by its hash; what is unsealed is none.
        assert!(
            undeclared.iter().all(|name| name.starts_with("carried_") || *name == "unsealed"),
            "{undeclared:?}"
        );
    }
}
