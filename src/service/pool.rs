//! Pools: what partners agree about a fund, and the reports they were sent.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase, request};
use domain::plan::{self, Share};
use domain::{
    Action, Amount, Code, Day, EntryId, Fund, Pence, Pilot, PoolReportKind, Refusal, Remainder, Rest, Text,
    rows,
};

/// The most in pence that a pool may come to, as the schema has it.
const MOST: i64 = 2_000_000_000;

/// Records what several partners agreed about a fund.
#[derive(Clone, Debug, Serialize)]
pub struct PoolAgree {
    pub fund: Code,
    /// Where what is given in kind is received.
    pub kind_fund: Option<Code>,
    pub host: Text,
    pub from: Day,
    pub until: Day,
    /// What all of them give.
    pub total: Amount,
    pub shares: Vec<Share>,
    pub underspend: Remainder,
    pub overspend: Remainder,
    /// The one partner who bears it, where a rule says so.
    pub bearer: Option<Text>,
    /// Days after a quarter's end.
    pub quarterly: Option<u32>,
    /// Days after 31 March.
    pub annual: Option<u32>,
}

impl PoolAgree {
    /// Tells whether just this was agreed before, in whatever order its partners stand.
    pub(crate) fn is_known(&self, work: &UnitOfWork<'_>) -> Result<bool> {
        let (fund, kind_fund) = self.funds(work)?;
        let partners = request::json(&self.shares);
        let row = self.row((&fund, kind_fund.as_ref()), &partners);
        let Some(known) = work.reader().pool_agreed(&row)? else { return Ok(false) };
        let sorted = |shares: &[Share]| {
            let mut shares = shares.to_vec();
            shares.sort_by_key(|share| (share.partner.to_string(), share.in_kind));
            shares
        };
        Ok(sorted(&known.shares) == sorted(&self.shares))
    }

    fn funds(&self, work: &UnitOfWork<'_>) -> Result<(Fund, Option<Fund>)> {
        let kind_fund = self.kind_fund.as_ref().map(|code| work.fund(code)).transpose()?;
        Ok((work.fund(&self.fund)?.fund, kind_fund.map(|fund| fund.fund)))
    }

    fn row<'a>(&'a self, (fund, kind_fund): (&Fund, Option<&Fund>), partners: &'a str) -> rows::Pool<'a> {
        rows::Pool {
            fund_id: fund.id,
            kind_fund_id: kind_fund.map(|fund| fund.id),
            host: &self.host,
            from_on: self.from,
            until_on: self.until,
            total_pence: self.total,
            partners,
            underspend: self.underspend,
            overspend: self.overspend,
            bearer: self.bearer.as_ref(),
            quarterly_days: self.quarterly,
            annual_days: self.annual,
        }
    }

    /// Refuses what the ledger has no room for.
    fn in_bounds(&self, pilot: &Pilot) -> Result<(), Refusal> {
        let invalid = |field, found: String, wanted| Err(Refusal::FieldInvalid { field, found, wanted });
        for (field, days) in [("quarterly", self.quarterly), ("annual", self.annual)] {
            if let Some(days) = days.filter(|days| *days > 366) {
                return invalid(field, days.to_string(), "at most 366 days");
            }
        }
        if self.total.pence() > Pence::new(MOST) {
            return invalid("total", self.total.to_string(), "at most 20000000.00");
        }
        let year = |day: Day| day.month().financial_year();
        for (field, day) in [("from", self.from), ("until", self.until)] {
            if year(day) < year(pilot.starts_on) || year(pilot.ends_on) < year(day) {
                return invalid(field, day.to_string(), "a day in the financial years of the pilot");
            }
        }
        Ok(())
    }
}

impl UseCase for PoolAgree {
    const KIND: &'static str = "pool.agree";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (fund, kind_fund) = self.funds(work)?;
        self.in_bounds(&work.calendar.pilot)?;
        let rules = [self.underspend, self.overspend];
        if rules.contains(&Remainder::Partner) != self.bearer.is_some() {
            let found = self.bearer.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string);
            let wanted =
                "the partner who bears it, where --underspend or --overspend is `partner`, and only there";
            return Err(Refusal::FieldInvalid { field: "bearer", found, wanted }.into());
        }
        let funds = (&fund, kind_fund.as_ref());
        let (days, people) = ((self.from, self.until), (&self.host, self.bearer.as_ref()));
        plan::agree(funds, days, &self.shares, people, &work.reader().pools()?)?;
        work.tx.insert(&self.row(funds, &request::json(&self.shares)))?;
        Ok(Reply::new(format!(
            "fund {} is a pool of {} hosted by {}, {} to {}: {} in {} shares",
            self.fund,
            self.total.pence().format_pounds(),
            self.host,
            self.from,
            self.until,
            "100%",
            self.shares.len(),
        )))
    }
}

/// Records what the board of a pool decided about its under- or overspend.
#[derive(Clone, Debug, Serialize)]
pub struct PoolDecide {
    pub fund: Code,
    pub rest: Rest,
    /// Who decided.
    pub by: Text,
    /// Whose it is; none: it is carried forward.
    pub shares: Vec<Share>,
    /// A day of the agreement that it is about.
    pub agreed: Option<Day>,
    pub on: Option<Day>,
}

impl UseCase for PoolDecide {
    const KIND: &'static str = "pool.decide";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fund = work.fund(&self.fund)?.fund;
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        if let Some(day) = self.shares.iter().find_map(|share| share.due_on) {
            let (field, wanted) = ("partner", "NAME=SHARE alone");
            return Err(Refusal::FieldInvalid { field, found: day.to_string(), wanted }.into());
        }
        let pools = work.reader().pools()?.into_iter().filter(|pool| pool.fund == fund.id);
        let mut begun = pools.filter(|pool| pool.from_on <= on);
        let pool = match self.agreed {
            Some(day) => begun.rfind(|pool| pool.from_on <= day && day <= pool.until_on),
            None => begun.max_by_key(|pool| pool.from_on),
        };
        let Some(pool) = pool else {
            let (found, wanted) =
                (self.fund.to_string(), "a pool whose agreement holds or held: bhlp pool list");
            return Err(Refusal::FieldInvalid { field: "fund", found, wanted }.into());
        };
        pool.decides(&self.fund, self.rest, &self.shares)?;
        let shares = (!self.shares.is_empty()).then(|| request::json(&self.shares));
        work.tx.insert(&rows::PoolDecision {
            pool: EntryId::new(pool.event),
            rest: self.rest,
            decided_on: on,
            decided_by: &self.by,
            shares: shares.as_deref(),
        })?;
        let whose = match self.shares.as_slice() {
            [] => "is carried forward".to_owned(),
            shares => {
                let parts = shares.iter().map(|share| {
                    let (whole, cents) = (share.hundredths / 100, share.hundredths % 100);
                    format!("{whole}.{cents:02}% {}", share.partner)
                });
                format!("is {}", parts.collect::<Vec<_>>().join(", "))
            }
        };
        Ok(Reply::new(format!(
            "{} decided on {on}: the {} of pool {} ({} to {}) {whose}",
            self.by, self.rest, self.fund, pool.from_on, pool.until_on
        )))
    }
}

/// Records that partners were sent a report.
#[derive(Clone, Debug, Serialize)]
pub struct PoolReportSend {
    pub fund: Code,
    pub kind: PoolReportKind,
    /// The last day it tells of.
    pub up_to: Day,
    pub on: Option<Day>,
}

impl UseCase for PoolReportSend {
    const KIND: &'static str = "pool.report";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fund = work.fund(&self.fund)?.fund;
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        let (kind, up_to) = (self.kind, self.up_to);
        if on <= up_to {
            let (what, before) = ("the report", "the end of what it tells of");
            return Err(Refusal::DaysOutOfOrder { what, on, before, before_on: up_to }.into());
        }
        let pool = work.reader().pool_of(fund.id, up_to)?.ok_or(Refusal::ReportNotAgreed { kind, up_to })?;
        pool.reports(kind, up_to)?;
        if work.reader().pool_report_sent(pool.event, kind, up_to)? {
            return Err(Refusal::ReportSentAlready { kind, up_to }.into());
        }
        work.tx.insert(&rows::PoolReport { pool: EntryId::new(pool.event), kind, up_to, sent_on: on })?;
        Ok(Reply::new(format!("the {kind} report of pool {} to {up_to} was sent on {on}", self.fund)))
    }
}
