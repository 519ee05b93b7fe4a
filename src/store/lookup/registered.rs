//! What things are called: providers, categories, measures.

use super::{account, parsed};
use crate::{Reader, Result};
use domain::plan::Purpose;
use domain::{
    Account, CategoryId, Code, MeasureId, ProviderId, Scale, Score, SpentOn, similar, similar_by_name,
};

/// A thing known by its code, with the account that belongs to it.
#[derive(Clone, Debug)]
pub struct Registered<Id> {
    /// Its number.
    pub id: Id,
    pub code: Code,
    /// Its name as people know it.
    pub name: String,
    /// The account of its cost, or of what it is owed.
    pub account: Account,
    /// Of a category, what it is for.
    pub spent_on: SpentOn,
}

impl Registered<CategoryId> {
    /// What a plan asks of it.
    pub const fn purpose(&self) -> Purpose<'_> {
        Purpose { category: self.id, code: &self.code, spent_on: self.spent_on }
    }
}

impl Reader<'_> {
    /// Finds a provider by code, with the account of what it is owed.
    pub fn provider(&self, code: &Code) -> Result<Option<Registered<ProviderId>>> {
        self.query_one(
            "SELECT p.provider_id, p.code, p.name, a.account_id, a.kind
               FROM provider p JOIN account a ON a.name = 'creditor:' || p.code WHERE p.code = ?",
            [code.as_str()],
            |row| {
                Ok(Registered {
                    id: ProviderId::new(row.get(0)?),
                    code: parsed(row, 1)?,
                    name: row.get(2)?,
                    account: account(row, 3, 4)?,
                    spent_on: SpentOn::Child,
                })
            },
        )
    }

    /// Finds a provider's number for VAT.
    pub fn vat_number(&self, provider: ProviderId) -> Result<Option<Code>> {
        self.query_one(
            "SELECT number FROM vat_number WHERE provider_id = ? ORDER BY event DESC LIMIT 1",
            [provider.get()],
            |row| parsed(row, 0),
        )
    }

    /// Finds a provider's number in the register of companies.
    pub fn company_number(&self, provider: ProviderId) -> Result<Option<Code>> {
        let number =
            "SELECT companies_house FROM provider WHERE provider_id = ? AND companies_house IS NOT NULL";
        self.query_one(number, [provider.get()], |row| parsed(row, 0))
    }

    /// Tells whether a provider is a private person.
    pub fn is_individual(&self, provider: ProviderId) -> Result<bool> {
        let individual = "SELECT sector = 'individual' FROM provider WHERE provider_id = ?";
        Ok(self.query_one(individual, [provider.get()], |row| Ok(row.get(0)?))?.unwrap_or(false))
    }

    /// Finds providers by the exact name people know them by, whatever its case.
    pub fn providers_named(&self, name: &str) -> Result<Vec<Code>> {
        self.query_all("SELECT code FROM provider WHERE lower(name) = lower(?) LIMIT 3", [name], |row| {
            parsed(row, 0)
        })
    }

    /// Finds a category by code, with the account of its cost.
    pub fn category(&self, code: &Code) -> Result<Option<Registered<CategoryId>>> {
        self.query_one(
            "SELECT c.category_id, c.code, c.label, a.account_id, a.kind, c.spent_on
               FROM category c JOIN account a ON a.name = 'cost:' || c.code WHERE c.code = ?",
            [code.as_str()],
            |row| {
                Ok(Registered {
                    id: CategoryId::new(row.get(0)?),
                    code: parsed(row, 1)?,
                    name: row.get(2)?,
                    account: account(row, 3, 4)?,
                    spent_on: parsed(row, 5)?,
                })
            },
        )
    }

    /// Finds a measure by code: its number, bounds in thousandths.
    pub fn measure(&self, code: &Code) -> Result<Option<Scale>> {
        self.query_one(
            "SELECT measure_id, lowest_thousandths, highest_thousandths, better FROM measure WHERE code = ?",
            [code.as_str()],
            |row| {
                Ok(Scale {
                    id: MeasureId::new(row.get(0)?),
                    lowest: Score::from_thousandths(row.get(1)?),
                    highest: Score::from_thousandths(row.get(2)?),
                    better: parsed(row, 3)?,
                })
            },
        )
    }

    /// Finds codes of a register that look like what was said, and for a provider also names.
    pub fn alike(&self, what: &str, said: &str) -> Result<Vec<String>> {
        if what != "provider" {
            return Ok(similar(said, self.codes(what)?));
        }
        let providers =
            self.query_all("SELECT code, name FROM provider", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(similar_by_name(said, providers))
    }

    /// Returns every code of a register, for "did you mean".
    fn codes(&self, what: &str) -> Result<Vec<String>> {
        let sql = match what {
            "child" => "SELECT child_ref FROM child",
            "provider" => "SELECT code FROM provider",
            "practitioner" => "SELECT code FROM practitioner",
            "category" => "SELECT code FROM category",
            "fund" => "SELECT code FROM fund",
            "measure" => "SELECT code FROM measure",
            "family" => "SELECT DISTINCT family_ref FROM family_member",
            "account" => {
                "SELECT name FROM account WHERE kind IN ('bank', 'card', 'imprest', 'held', 'notional')"
            }
            _ => return Ok(Vec::new()),
        };
        self.query_all(sql, [], |row| Ok(row.get(0)?))
    }
}
