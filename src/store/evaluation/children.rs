//! The children, with their first lead, the fund behind them and where they live.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Row, params};

use super::reader_at::{Places, ReaderAt, listed, money};
use crate::Result;
use crate::lookup::{optional, parsed};
use domain::{Day, Pence};
use evaluate::data::{Budget, Child, Place};

impl ReaderAt<'_> {
    /// The children by number, and the areas they live in. A baseline may still be the day of the common
    /// assessment: scores are not read yet.
    pub(super) fn children(
        &self,
        people: &Places,
        funds: &Places,
    ) -> Result<(Places, Vec<Child>, Vec<String>)> {
        let (leads, funds) = (self.leads(people)?, self.largest_funds(funds)?);
        let shielded = self.reader.shielded()?;
        let areas = self.reader.query_all("SELECT child_id, area FROM child", [], |row| {
            Ok(shown(&shielded, row.get(0)?, row.get(1)?))
        })?;
        let areas: BTreeSet<String> = areas.into_iter().collect();
        let areas: Vec<String> = areas.into_iter().collect();
        let place_of: HashMap<&str, Place> = areas.iter().map(String::as_str).zip(0..).collect();
        let children = self.reader.query_all(include_str!("children.sql"), [], |row| {
            let number: i64 = row.get(0)?;
            let area = shown(&shielded, number, row.get(7)?);
            let area = place_of.get(area.as_str()).copied().expect("areas were read from the same children");
            let budget = self.budget(row, funds.get(&number).map(|(fund, _)| *fund))?;
            Ok((number, child(row, area, leads.get(&number).copied(), budget)?))
        })?;
        let (whom, children) = listed("child", children);
        Ok((whom, children, areas))
    }

    fn budget(&self, row: &Row<'_>, fund: Option<Place>) -> Result<Option<Budget>> {
        let Some(opened_on) = optional(row, 11)? else { return Ok(None) };
        let closed_on = optional(row, 12)?.filter(|day: &Day| self.limits.admits(*day));
        Ok(Some(Budget {
            opened_on,
            closed_on,
            allocated: money(row, 13)?.unwrap_or_default(),
            committed: money(row, 14)?.unwrap_or_default(),
            spent: money(row, 15)?.unwrap_or_default(),
            fund,
            aim: row.get(16)?,
        }))
    }

    /// Who led each case first.
    fn leads(&self, people: &Places) -> Result<HashMap<i64, Place>> {
        let sql = "SELECT child_id, practitioner_id, min(from_on) FROM lead
                    WHERE from_on <= ?1 AND event <= ?2 GROUP BY child_id";
        let leads = self.reader.query_all(sql, params![self.limits.as_at, self.limits.known], |row| {
            Ok((row.get(0)?, people.read(row, 1)?))
        })?;
        Ok(leads.into_iter().collect())
    }

    /// Says with whom each child goes: the first to arrive of those whose main family was the same, each on
    /// the day it arrived. Baselines are known by now.
    pub(super) fn siblings(&self, whom: &Places, children: &mut [Child]) -> Result<()> {
        let sql = "SELECT child_id, family_ref, from_on, until_on FROM family_member_standing
                    WHERE kind = 'main' AND from_on <= ?1 AND member_id <= ?2 ORDER BY child_id";
        let at = |place: Place| usize::try_from(place).expect("a place is in a list");
        let mut families: HashMap<String, Vec<(Day, Place)>> = HashMap::new();
        self.reader.query_all(sql, params![self.limits.as_at, self.limits.known], |row| {
            let (place, from): (_, Day) = (whom.read(row, 0)?, parsed(row, 2)?);
            let until: Option<Day> = optional(row, 3)?;
            if let Some(arrived) = children[at(place)].baseline
                && from <= arrived
                && until.is_none_or(|until| arrived <= until)
            {
                families.entry(row.get(1)?).or_default().push((arrived, place));
            }
            Ok(())
        })?;
        for mut family in families.into_values() {
            family.sort_unstable();
            for (_, place) in &family[1..] {
                children[at(*place)].sibling = Some(family[0].1);
            }
        }
        Ok(())
    }

    /// The fund with the largest part of each budget; of two alike the one registered first.
    fn largest_funds(&self, funds: &Places) -> Result<HashMap<i64, (Place, Pence)>> {
        let sql = "SELECT child_id, fund_id, sum(balance_pence) FROM account_position
                    WHERE child_id IS NOT NULL GROUP BY child_id, fund_id ORDER BY child_id, fund_id";
        let mut largest: HashMap<i64, (Place, Pence)> = HashMap::new();
        self.reader.query_all(sql, [], |row| {
            let (fund, part) = (funds.read(row, 1)?, Pence::new(row.get(2)?));
            let so_far = largest.entry(row.get(0)?).or_insert((fund, part));
            if part > so_far.1 {
                *so_far = (fund, part);
            }
            Ok(())
        })?;
        Ok(largest)
    }
}

/// The area of a child, but of one whose whereabouts must not be found.
fn shown(shielded: &BTreeSet<i64>, child: i64, area: String) -> String {
    if shielded.contains(&child) { "(not shown)".to_owned() } else { area }
}

fn child(row: &Row<'_>, area: Place, lead: Option<Place>, budget: Option<Budget>) -> Result<Child> {
    Ok(Child {
        reference: parsed(row, 1)?,
        arm: parsed(row, 2)?,
        cohort: parsed(row, 3)?,
        born: parsed(row, 4)?,
        sex: parsed(row, 5)?,
        ethnicity: row.get(6)?,
        area,
        need: row.get(8)?,
        need_level: row.get(9)?,
        lead,
        sibling: None,
        baseline: optional(row, 10)?,
        budget,
    })
}
