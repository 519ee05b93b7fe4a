//! What of each fund's grant can be claimed, and what is owed to its contributor: the rule is
//! `query/fragment/grants.sql`, asked of some commissions.

use super::lookup::parsed;
use super::{Reader, Result};
use domain::{ChildId, Code, Day, EntryId, Pence};

const GRANTS: &str = include_str!("query/fragment/grants.sql");

/// What is used of funds whose last day is over, or that are claimed as they are paid.
const BOUNDED: &str = "
    SELECT DISTINCT a.fund_id, e.child_id, e.commission_id
      FROM account a
     CROSS JOIN terms s ON s.fund_id = a.fund_id AND (s.defrayed OR s.until_on < :day)
     CROSS JOIN entry e INDEXED BY entry_by_child ON e.child_id = a.child_id AND e.commission_id IS NOT NULL
     WHERE a.kind = 'spent'";

/// A fund's grant at a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantClaim {
    pub fund: i64,
    pub code: Code,
    /// The last day of what is claimed.
    pub until_on: Day,
    pub claim_by: Day,
    /// What can be claimed by the day, at most until it is claimed.
    pub claimed: Pence,
    /// What of it came back after it was claimed.
    pub back: Pence,
    /// What is used and cannot be claimed.
    pub not_claimable: Pence,
    /// What came back less what was repaid since.
    pub owed: Pence,
}

impl Reader<'_> {
    /// Reads how the grants stand of funds whose last day is before a day, or that are claimed as they are
    /// paid.
    /// It reads what their children bought.
    pub fn bounded_grants(&self, day: Day) -> Result<Vec<GrantClaim>> {
        self.grants(BOUNDED, day, i64::MAX)
    }

    /// Reads how one commission stands in the grants of the funds that paid for it, as known at an entry.
    pub fn grants_of(
        &self,
        (child, commission): (ChildId, EntryId),
        day: Day,
        known: i64,
    ) -> Result<Vec<GrantClaim>> {
        let looked = format!(
            "SELECT a.fund_id, a.child_id, {commission} AS commission_id FROM account a
              WHERE a.child_id = {child} AND a.kind = 'spent'"
        );
        self.grants(&looked, day, known)
    }

    fn grants(&self, looked: &str, day: Day, known: i64) -> Result<Vec<GrantClaim>> {
        let day = day.to_string();
        self.query_all(
            &GRANTS.replace("{looked}", looked),
            rusqlite::named_params! { ":day": day, ":known": known },
            |row| {
                Ok(GrantClaim {
                    fund: row.get(0)?,
                    code: parsed(row, 1)?,
                    until_on: parsed(row, 3)?,
                    claim_by: parsed(row, 4)?,
                    claimed: Pence::new(row.get(5)?),
                    back: Pence::new(row.get(6)?),
                    not_claimable: Pence::new(row.get(7)?),
                    owed: Pence::new(row.get(8)?),
                })
            },
        )
    }
}
