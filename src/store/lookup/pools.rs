//! Pools: what partners agreed about a fund.

use rusqlite::{named_params, params_from_iter};

use super::{damaged, optional, parsed};
use crate::query::{Filter, Param, assemble};
use crate::value::Bound;
use crate::{Reader, Result};
use domain::plan::{PartnersMoney, Pool, Share};
use domain::row::Row as _;
use domain::{Day, FundId, Pence, PoolReportKind, Text, rows};

impl Reader<'_> {
    /// Reads every agreement, the newest last.
    pub fn pools(&self) -> Result<Vec<Pool>> {
        let mut pools = self.query_all(
            "SELECT event, fund_id, kind_fund_id, from_on, until_on, quarterly_days IS NOT NULL, annual_days IS NOT NULL,
                    underspend, overspend
               FROM pool ORDER BY event",
            [],
            |row| {
                Ok(Pool {
                    event: row.get(0)?,
                    fund: FundId::new(row.get(1)?),
                    kind_fund: row.get::<_, Option<i64>>(2)?.map(FundId::new),
                    from_on: parsed(row, 3)?,
                    until_on: parsed(row, 4)?,
                    shares: Vec::new(),
                    quarterly: row.get(5)?,
                    annual: row.get(6)?,
                    rules: [parsed(row, 7)?, parsed(row, 8)?],
                })
            },
        )?;
        let shares = self.query_all(
            "SELECT p.event, x.value ->> 'partner', x.value ->> 'form' = 'kind', x.value ->> 'share', x.value ->> 'due_on'
               FROM pool p JOIN json_each(p.partners) x ORDER BY p.event, x.key",
            [],
            |row| {
                let share = Share {
                    partner: parsed(row, 1)?,
                    in_kind: row.get(2)?,
                    hundredths: row.get(3)?,
                    due_on: optional(row, 4)?,
                };
                Ok((row.get::<_, i64>(0)?, share))
            },
        )?;
        for (event, share) in shares {
            let pool = pools.iter_mut().find(|pool| pool.event == event).ok_or_else(|| damaged(0))?;
            pool.shares.push(share);
        }
        Ok(pools)
    }

    /// Finds the agreement that is like this one but for its partners.
    pub fn pool_agreed(&self, agreed: &rows::Pool<'_>) -> Result<Option<Pool>> {
        let fields = agreed.fields().into_iter().filter(|(column, _)| *column != "partners");
        let (same, values): (Vec<String>, Vec<_>) =
            fields.map(|(column, value)| (format!("{column} IS ?"), value)).unzip();
        let sql = format!("SELECT event FROM pool WHERE {}", same.join(" AND "));
        let found: Option<i64> =
            self.query_one(&sql, params_from_iter(values.iter().map(Bound)), |row| Ok(row.get(0)?))?;
        Ok(self.pools()?.into_iter().find(|pool| Some(pool.event) == found))
    }

    /// Finds the agreement about a fund, of cash or in kind, on a day.
    pub fn pool_of(&self, fund: FundId, on: Day) -> Result<Option<Pool>> {
        let of = |pool: &Pool| {
            (pool.fund == fund || pool.kind_fund == Some(fund)) && pool.from_on <= on && on <= pool.until_on
        };
        Ok(self.pools()?.into_iter().find(of))
    }

    /// Reads what is a partner's of a pool. What the board decides on, or one partner bears, may be repaid
    /// out of all that is left, as far as they put it in.
    pub fn partners_money(
        &self,
        pool: &Pool,
        fund: FundId,
        partner: &Text,
        on: Day,
    ) -> Result<PartnersMoney> {
        let mut filter = Filter::default();
        filter.day(Param::Day, on);
        let sql = assemble(
            "SELECT put_in, given_back, max(0, min(put_in - given_back, may)) FROM (
             SELECT event, partner, put_in, given_back,
                    iif(underspend = 'board' OR underspend = 'partner' AND partner = bearer, sum(mine) OVER (), mine) AS may
               FROM (SELECT *, put_in - given_back - used - promised AS mine FROM {pool parts}
                      WHERE event = :agreed AND fund_id = :of))
              WHERE partner = :whose",
            &filter,
        );
        let set = named_params! {
            ":day": on.to_string(), ":agreed": pool.event, ":of": fund.get(), ":whose": partner.to_string(),
        };
        let found = self.query_one(&sql, set, |row| {
            let pence = |column| Ok::<_, rusqlite::Error>(Pence::new(row.get(column)?));
            Ok(PartnersMoney { put_in: pence(0)?, given_back: pence(1)?, left: pence(2)? })
        })?;
        found.ok_or_else(|| damaged(0))
    }

    /// Tells whether a report of a pool was sent.
    pub fn pool_report_sent(&self, pool: i64, kind: PoolReportKind, up_to: Day) -> Result<bool> {
        let sql = "SELECT 1 FROM pool_report WHERE pool = ? AND kind = ? AND up_to = ?";
        let found =
            self.query_one(sql, rusqlite::params![pool, kind.as_str(), up_to.to_string()], |_| Ok(()))?;
        Ok(found.is_some())
    }
}
