//! What is waiting for approval, and the rules it is judged by.

use super::{damaged, optional, parsed};
use crate::{Reader, Result};
use domain::plan::{Band, Bands, CategoryRule, Conflict, ProviderStep, Request, RuleBook, Version};
use domain::policy::Tolerance;
use domain::{Amount, CategoryId, ChildId, Commission, Day, EntryId, Pence, PractitionerId, ProviderId};

impl Reader<'_> {
    /// Reads the rules that are data: every version of the policy, every conflict declared.
    pub fn rule_book(&self) -> Result<RuleBook> {
        let mut versions = Vec::new();
        let found = self.query_all(
            "SELECT policy_id, from_on, sign_off_limit_pence, others_allowed, gate_holder, percent_above, above_pence
               FROM policy ORDER BY policy_id",
            [],
            |row| {
                let version = Version {
                    from_on: parsed(row, 1)?,
                    sign_off_limit: row.get::<_, Option<i64>>(2)?.map(Pence::new),
                    others_allowed: row.get(3)?,
                    gate_holder: parsed(row, 4)?,
                    tolerance: Tolerance::said(row.get(5)?, row.get::<_, Option<i64>>(6)?.map(Pence::new)),
                    categories: Vec::new(),
                };
                Ok((row.get::<_, i64>(0)?, version))
            },
        )?;
        for (id, version) in found {
            let categories = self.query_all(
                "SELECT category_id, allowed, cap_pence, vat_usual, vat_never FROM policy_category WHERE policy_id = ?",
                [id],
                |row| {
                    Ok(CategoryRule {
                        category: CategoryId::new(row.get(0)?),
                        allowed: row.get(1)?,
                        cap: row.get::<_, Option<i64>>(2)?.map(Pence::new),
                        vat_usual: row.get(3)?,
                        vat_never: row.get(4)?,
                    })
                },
            )?;
            versions.push(Version { categories, ..version });
        }
        let conflicts = self.query_all(
            "SELECT practitioner_id, child_id, provider_id, what, from_on, until_on FROM conflict",
            [],
            |row| {
                Ok(Conflict {
                    practitioner: PractitionerId::new(row.get(0)?),
                    child: row.get::<_, Option<i64>>(1)?.map(ChildId::new),
                    provider: row.get::<_, Option<i64>>(2)?.map(ProviderId::new),
                    what: parsed(row, 3)?,
                    from_on: parsed(row, 4)?,
                    until_on: optional(row, 5)?,
                })
            },
        )?;
        Ok(RuleBook { versions, conflicts, steps: self.provider_steps()? })
    }

    /// Reads the steps taken with providers, by day, then in the order they were recorded.
    fn provider_steps(&self) -> Result<Vec<ProviderStep>> {
        self.query_all(
            "SELECT provider_id, step, from_on, reason, stops_orders FROM provider_step ORDER BY from_on, event",
            [],
            |row| {
                Ok(ProviderStep {
                    provider: ProviderId::new(row.get(0)?),
                    step: parsed(row, 1)?,
                    from_on: parsed(row, 2)?,
                    reason: parsed(row, 3)?,
                    stops_orders: row.get(4)?,
                })
            },
        )
    }

    /// Reads who may approve how much on a day.
    pub fn bands(&self, on: Day) -> Result<Bands> {
        self.query_all(
            "SELECT up_to_pence, role, practitioner_id FROM policy_band
              WHERE policy_id = (SELECT policy_id FROM policy WHERE from_on <= ? ORDER BY policy_id DESC LIMIT 1)",
            [on.to_string()],
            |row| {
                Ok(Band {
                    up_to: row.get::<_, Option<i64>>(0)?.map(Pence::new),
                    role: optional(row, 1)?,
                    practitioner: row.get::<_, Option<i64>>(2)?.map(PractitionerId::new),
                })
            },
        )
    }

    /// Adds up what a child has had in a category, net: promised and used.
    pub fn had(&self, child: ChildId, category: CategoryId) -> Result<Pence> {
        let had = self.query_one(
            "SELECT coalesce(sum(committed_pence + spent_pence), 0) FROM commission
              WHERE child_id = ? AND category_id = ?",
            [child.get(), category.get()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(had.map_or(Pence::ZERO, Pence::new))
    }

    /// Finds the last request of a commission, with what became of it.
    pub fn last_request(&self, commission: &Commission) -> Result<Option<Request>> {
        self.query_one(
            "SELECT q.event, v.actor_id, q.asked_pence, e.effective_on, d.verdict, d.event
               FROM request q
               JOIN event v ON v.seq = q.event
               JOIN entry e ON e.entry_id = q.event
               LEFT JOIN decision d ON d.request = q.event
              WHERE q.commission_id = ? ORDER BY q.event DESC LIMIT 1",
            [commission.id.get()],
            |row| {
                let verdict: Option<String> = row.get(4)?;
                let event = row.get::<_, Option<i64>>(5)?.map(EntryId::new);
                Ok(Request {
                    id: EntryId::new(row.get(0)?),
                    asked_by: PractitionerId::new(row.get(1)?),
                    buyer: commission.practitioner,
                    provider: commission.provider,
                    asked: Amount::new(row.get(2)?).ok_or_else(|| damaged(2))?,
                    asked_on: parsed(row, 3)?,
                    decided: verdict.zip(event),
                })
            },
        )
    }

    /// Tells whether an entry ended a request: refused it, or let go of it.
    pub fn ended_a_request(&self, entry: EntryId) -> Result<bool> {
        let found = self.query_one("SELECT 1 FROM decision WHERE event = ?", [entry.get()], |_| Ok(()))?;
        Ok(found.is_some())
    }
}
