//! The pilot's policy, version by version: written whole, and read whole as it is in force.

use rusqlite::Row;

use super::lookup::{damaged, optional, parsed};
use super::{Reader, Result, StoreError, WriteTx};
use domain::plan::Papers;
use domain::policy::{
    AccountTerms, Band, Bounds, CategoryTerms, Gates, Policies, Policy, PolicyTerms, Tolerance,
};
use domain::{
    Amount, CategoryId, ChildId, Code, Cohort, Day, DrawFirst, Others, Pence, Role, VatClaimed, rows,
};

#[derive(Clone, Debug)]
pub struct PolicyVersion {
    /// Its number, from 1.
    pub number: i64,
    /// The first day it holds.
    pub from_on: Day,
    /// The event that recorded it.
    pub event: i64,
    /// The file it was set from, to the byte.
    pub text: String,
    pub policy: Policy,
}

const COLUMNS: &str =
    "policy_id, from_on, event, text, sign_off_limit_pence, evidence_pence, split_days, idle_days,
    gate_caf, gate_consent, gate_outcome, gate_holder, others_allowed, child_pattern, draw_order,
    percent_above, above_pence, vat_claimed";

impl Reader<'_> {
    /// Reads the version in force on a day, if a policy is set.
    pub fn policy_on(&self, day: Day) -> Result<Option<PolicyVersion>> {
        let sql = format!("SELECT {COLUMNS} FROM policy WHERE from_on <= ? ORDER BY policy_id DESC LIMIT 1");
        self.query_one(&sql, [day.to_string()], |row| self.policy_version(row))
    }

    pub fn policy_numbered(&self, number: i64) -> Result<Option<PolicyVersion>> {
        let sql = format!("SELECT {COLUMNS} FROM policy WHERE policy_id = ?");
        self.query_one(&sql, [number], |row| self.policy_version(row))
    }

    /// Reads the newest version, whether it is in force yet or not.
    pub fn newest_policy(&self) -> Result<Option<PolicyVersion>> {
        let sql = format!("SELECT {COLUMNS} FROM policy ORDER BY policy_id DESC LIMIT 1");
        self.query_one(&sql, [], |row| self.policy_version(row))
    }

    /// Reads every version, in the order they were set.
    pub fn policies(&self) -> Result<Policies> {
        let sql = format!("SELECT {COLUMNS} FROM policy ORDER BY policy_id");
        let versions = self.query_all(&sql, [], |row| self.policy_version(row))?;
        Ok(Policies(versions.into_iter().map(|version| (version.from_on, version.policy)).collect()))
    }

    /// Reads which funds are drawn first, version by version.
    pub fn draw_first(&self) -> Result<DrawFirst> {
        let versions =
            self.query_all("SELECT from_on, draw_order FROM policy ORDER BY policy_id", [], |row| {
                Ok((parsed(row, 0)?, codes(row, 1)?))
            })?;
        Ok(DrawFirst(versions))
    }

    /// Reads what is on file for a child, but for the outcome expected.
    pub fn papers(&self, child: ChildId) -> Result<Papers> {
        let papers = self.query_one(
            "SELECT caf_ref IS NOT NULL OR caf_on IS NOT NULL, caf_on, consent_on FROM child WHERE child_id = ?",
            [child.get()],
            |row| {
                let (caf_on, consent_on) = (optional(row, 1)?, optional(row, 2)?);
                Ok(Papers { caf: row.get(0)?, caf_on, consent_on, expected_outcome: false })
            },
        )?;
        Ok(papers.unwrap_or_default())
    }

    /// Returns the reference of every child.
    pub fn child_references(&self) -> Result<Vec<Code>> {
        self.query_all("SELECT child_ref FROM child ORDER BY child_ref", [], |row| parsed(row, 0))
    }

    /// Counts the entries that would be outside the pilot, with the first and the last of them: those before
    /// its first day or after it is settled, and after its last day those that commit.
    pub fn entries_outside(
        &self,
        (starts_on, ends_on): (Day, Day),
        settles_until: Day,
    ) -> Result<Option<(i64, Day, Day)>> {
        let found = self.query_one(
            "SELECT count(*), min(effective_on), max(effective_on) FROM entry
              WHERE effective_on < ?1 OR effective_on > ?3
                 OR coalesce(belongs_on, effective_on) > ?2
                    AND kind IN ('budget.open', 'budget.top-up', 'budget.move', 'commission.place', 'buy')
             HAVING count(*) > 0",
            [starts_on, ends_on, settles_until].map(|day| day.to_string()),
            |row| Ok((row.get(0)?, parsed(row, 1)?, parsed(row, 2)?)),
        )?;
        Ok(found)
    }

    /// Finds the children for whom more than this is committed and spent in a category.
    pub fn used_beyond(&self, category: CategoryId, cap: Pence) -> Result<Vec<(Code, Pence)>> {
        self.query_all(
            "SELECT ch.child_ref, sum(k.committed_pence + k.spent_pence) AS used
               FROM commission k JOIN child ch USING (child_id)
              WHERE k.category_id = ?1 GROUP BY ch.child_id HAVING used > ?2 ORDER BY ch.child_ref",
            [category.get(), cap.get()],
            |row| Ok((parsed(row, 0)?, Pence::new(row.get(1)?))),
        )
    }

    /// Tells whether anybody who has not left has one of these roles.
    pub fn anybody_is(&self, roles: &[Role]) -> Result<bool> {
        let here =
            self.query_all("SELECT DISTINCT role FROM practitioner WHERE left_on IS NULL", [], |row| {
                parsed::<Role>(row, 0)
            })?;
        Ok(roles.iter().any(|role| here.contains(role)))
    }

    /// Counts the open budgets of a cohort that were given more than this.
    pub fn budgets_above(&self, cohort: Cohort, most: Pence) -> Result<i64> {
        let count = self.query_one(
            "SELECT count(*) FROM budget b JOIN child ch USING (child_id)
              WHERE ch.cohort = ?1 AND b.allocated_pence > ?2 AND b.closed_on IS NULL",
            (cohort.as_str(), most.get()),
            |row| Ok(row.get(0)?),
        )?;
        Ok(count.unwrap_or(0))
    }

    pub fn open_commissions_on(&self, category: CategoryId) -> Result<i64> {
        let count = self.query_one(
            "SELECT count(*) FROM commission WHERE category_id = ? AND closed_by IS NULL AND committed_pence > 0",
            [category.get()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(count.unwrap_or(0))
    }

    fn policy_version(&self, row: &Row<'_>) -> Result<PolicyVersion> {
        let number: i64 = row.get(0)?;
        let pence =
            |column| -> Result<Option<Pence>> { Ok(row.get::<_, Option<i64>>(column)?.map(Pence::new)) };
        let terms = PolicyTerms {
            sign_off_limit: pence(4)?,
            evidence_above: pence(5)?,
            split_days: row.get(6)?,
            idle_days: row.get(7)?,
            gates: Gates {
                caf: parsed(row, 8)?,
                consent: parsed(row, 9)?,
                expected_outcome: parsed(row, 10)?,
                holder: parsed(row, 11)?,
            },
            others: if row.get(12)? { Others::Allowed } else { Others::Refused },
            child_reference: optional(row, 13)?,
            draw_first: codes(row, 14)?,
            tolerance: Tolerance::said(row.get(15)?, pence(16)?),
            vat_claimed: optional(row, 17)?.unwrap_or(VatClaimed::Paid),
            budgets: self.policy_bounds(number)?,
            bands: self.policy_bands(number)?,
            categories: self.policy_categories(number)?,
            accounts: self.policy_accounts(number)?,
        };
        let unsound = |_| StoreError::Damaged(format!("version {number} of the policy contradicts itself"));
        let policy = Policy::checked(terms).map_err(unsound)?;
        Ok(PolicyVersion { number, from_on: parsed(row, 1)?, event: row.get(2)?, text: row.get(3)?, policy })
    }

    fn policy_bounds(&self, number: i64) -> Result<Vec<Bounds>> {
        self.query_all(
            "SELECT cohort, min_pence, max_pence FROM policy_cohort WHERE policy_id = ? ORDER BY cohort",
            [number],
            |row| Ok(Bounds { cohort: parsed(row, 0)?, min: needed(row, 1)?, max: needed(row, 2)? }),
        )
    }

    fn policy_categories(&self, number: i64) -> Result<Vec<CategoryTerms>> {
        self.query_all(
            "SELECT c.code, p.allowed, p.cap_pence, p.vat_usual, p.cost_centre, p.subjective, p.vat_never
               FROM policy_category p JOIN category c USING (category_id) WHERE p.policy_id = ? ORDER BY c.code",
            [number],
            |row| {
                Ok(CategoryTerms {
                    code: parsed(row, 0)?,
                    allowed: row.get(1)?,
                    cap: amount(row, 2)?,
                    vat_usual: row.get(3)?,
                    vat_never: row.get(6)?,
                    cost_centre: optional(row, 4)?,
                    subjective: optional(row, 5)?,
                })
            },
        )
    }

    fn policy_accounts(&self, number: i64) -> Result<Vec<AccountTerms>> {
        self.query_all(
            "SELECT a.name, p.limit_pence, p.statements
               FROM policy_account p JOIN account a USING (account_id) WHERE p.policy_id = ? ORDER BY a.name",
            [number],
            |row| {
                let limit = row.get::<_, Option<i64>>(1)?.map(Pence::new);
                Ok(AccountTerms { account: parsed(row, 0)?, limit, statements: row.get(2)? })
            },
        )
    }

    fn policy_bands(&self, number: i64) -> Result<Vec<Band>> {
        let mut bands: Vec<(i64, Band)> = Vec::new();
        self.query_all(
            "SELECT b.band, b.above_pence, b.up_to_pence, b.role, p.code
               FROM policy_band b LEFT JOIN practitioner p USING (practitioner_id)
              WHERE b.policy_id = ? ORDER BY b.line",
            [number],
            |row| {
                let band = row.get(0)?;
                if bands.last().is_none_or(|(last, _)| *last != band) {
                    let (above, up_to) = (Pence::new(row.get(1)?), amount(row, 2)?);
                    bands.push((band, Band { above, up_to, roles: Vec::new(), people: Vec::new() }));
                }
                let (_, last) = bands.last_mut().expect("one was pushed above");
                last.roles.extend(optional::<Role>(row, 3)?);
                last.people.extend(optional::<Code>(row, 4)?);
                Ok(())
            },
        )?;
        Ok(bands.into_iter().map(|(_, band)| band).collect())
    }
}

/// Reads codes joined by commas.
fn codes(row: &Row<'_>, column: usize) -> Result<Vec<Code>> {
    let codes: Option<String> = row.get(column)?;
    let codes: std::result::Result<Vec<Code>, _> =
        codes.iter().flat_map(|codes| codes.split(',')).map(str::parse).collect();
    codes.map_err(|_| damaged(column))
}

fn amount(row: &Row<'_>, column: usize) -> Result<Option<Amount>> {
    let pence: Option<i64> = row.get(column)?;
    pence.map(|pence| Amount::new(pence).ok_or_else(|| damaged(column))).transpose()
}

fn needed(row: &Row<'_>, column: usize) -> Result<Amount> {
    amount(row, column)?.ok_or_else(|| damaged(column))
}

impl WriteTx<'_> {
    /// Writes the next version of the policy. Every category and person it names is registered.
    /// Returns its number.
    pub fn add_policy(&mut self, from_on: Day, text: &str, policy: &Policy) -> Result<i64> {
        let Gates { caf, consent, expected_outcome, holder } = policy.gates;
        let codes: Vec<&str> = policy.draw_first.iter().map(Code::as_str).collect();
        let number = self.insert(&rows::Policy {
            from_on,
            text,
            sign_off_limit_pence: policy.sign_off_limit,
            evidence_pence: policy.evidence_above,
            split_days: policy.split_days,
            idle_days: policy.idle_days,
            gate_caf: caf,
            gate_consent: consent,
            gate_outcome: expected_outcome,
            gate_holder: holder,
            others_allowed: policy.others == Others::Allowed,
            child_pattern: policy.child_reference.as_ref().map(ToString::to_string),
            draw_order: (!codes.is_empty()).then(|| codes.join(",")),
            percent_above: policy.tolerance.percent,
            above_pence: policy.tolerance.most,
            vat_claimed: policy.vat_claimed,
        })?;
        for &Bounds { cohort, min, max } in &policy.budgets {
            let row = rows::PolicyCohort { policy_id: number, cohort, min_pence: min, max_pence: max };
            self.insert(&row)?;
        }
        for terms in &policy.categories {
            let known = self.reader().category(&terms.code)?.ok_or_else(|| lost(&terms.code))?;
            self.insert(&rows::PolicyCategory {
                policy_id: number,
                category_id: known.id,
                allowed: terms.allowed,
                cap_pence: terms.cap,
                vat_usual: terms.vat_usual,
                vat_never: terms.vat_never,
                cost_centre: terms.cost_centre.as_ref(),
                subjective: terms.subjective.as_ref(),
            })?;
        }
        for terms in &policy.accounts {
            let known = self.reader().own_account(&terms.account)?;
            let known = known
                .ok_or_else(|| StoreError::Damaged(format!("`{}` is no longer registered", terms.account)))?;
            self.insert(&rows::PolicyAccount {
                policy_id: number,
                account_id: known.id,
                limit_pence: terms.limit,
                statements: terms.statements,
            })?;
        }
        self.add_policy_bands(number, &policy.bands)?;
        Ok(number)
    }

    fn add_policy_bands(&mut self, policy_id: i64, bands: &[Band]) -> Result<()> {
        let mut line = 0;
        for (place, band) in (1..).zip(bands) {
            let mut approvers: Vec<_> = band.roles.iter().map(|role| (Some(*role), None)).collect();
            for code in &band.people {
                let person = self.reader().practitioner(code)?.ok_or_else(|| lost(code))?;
                approvers.push((None, Some(person.id)));
            }
            for (role, practitioner_id) in approvers {
                line += 1;
                self.insert(&rows::PolicyBand {
                    policy_id,
                    line,
                    band: place,
                    above_pence: band.above,
                    up_to_pence: band.up_to,
                    role,
                    practitioner_id,
                })?;
            }
        }
        Ok(())
    }
}

/// A code that was looked up before is gone: only damage does that.
fn lost(code: &Code) -> StoreError {
    StoreError::Damaged(format!("`{code}` is no longer registered"))
}
