//! Pools: what partners agree about a fund, and the reports they were sent.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase, request};
use domain::plan::{self, Share};
use domain::{Action, Amount, Code, Day, EntryId, PoolReportKind, Refusal, Remainder, Text, rows};

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
    pub quarterly: Option<u16>,
    /// Days after 31 March.
    pub annual: Option<u16>,
}

impl UseCase for PoolAgree {
    const KIND: &'static str = "pool.agree";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fund = work.fund(&self.fund)?.fund;
        let kind_fund = match &self.kind_fund {
            Some(code) => Some(work.fund(code)?.fund),
            None => None,
        };
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
        work.tx.insert(&rows::Pool {
            fund_id: fund.id,
            kind_fund_id: kind_fund.map(|fund| fund.id),
            host: &self.host,
            from_on: self.from,
            until_on: self.until,
            total_pence: self.total,
            partners: &request::json(&self.shares),
            underspend: self.underspend,
            overspend: self.overspend,
            bearer: self.bearer.as_ref(),
            quarterly_days: self.quarterly,
            annual_days: self.annual,
        })?;
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
