//! Reports: typed sheets, each the answer of one query.
//!
//! A [`Report`] declares what its columns are called and mean; the store streams its rows; a
//! [`Writer`] writes them. So a report is plain data, every listing is a report, and the data
//! dictionary ([`dictionary`]) cannot differ from what is written. Nothing here knows SQL or the
//! command line. A report is one file of `src/store/query`; [`catalogue`] has them all.

pub mod audit;
pub mod catalogue;
mod dictionary;
mod month;

use std::io;

use thiserror::Error;

use domain::{AccountName, Code, Day, Month, Pence, Refusal, Role};
use store::{Filter, Look, Param, Query, Scope, StoreError};
use table::{Column, Head, Moment, Value, Writer};

pub use catalogue::{ALL, named};
pub use dictionary::dictionary;

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Whatever there is; nothing found is an answer.
    All,
    /// One child, who must be named.
    Child,
    /// One child's budget, which must be there.
    Budget,
    /// One practitioner, who must be named.
    Practitioner,
    /// One commission, which must be there.
    Commission,
    /// One entry, which must be there.
    Entry,
    /// One month, which must be named.
    Month,
    /// One float, which must be named.
    Float,
}

/// How people read a report; data files are all alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A table; what is the same in every row may stand above it.
    Table,
    /// A page for a family.
    Letter,
    /// Things under headings, each with what to do about it.
    Sections,
    /// A certificate, with lines to sign on.
    Certificate,
    /// A page for each account: why its ledger and its statement differ.
    Reconciliation,
}

/// Whose rows a role reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of the children they lead or whose budgets they hold, and of what they bought or asked for.
    Own,
    /// Those of the practitioners they manage.
    Team,
    /// All.
    All,
}

impl Whose {
    /// Returns it as a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
            Self::All => "all",
        }
    }
}

/// Who may read a report. The command line asks nobody: whoever has the file has all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Right {
    /// Who.
    pub role: Role,
    /// Whose rows.
    pub whose: Whose,
}

/// Where a report's rows come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// A query.
    Asked(Query),
    /// Worked out: why ledger and statement differ.
    Reconciliation,
    /// Worked out: where a month stands.
    MonthEnd,
    /// What audit tests find, which [`audit`] gives.
    Audit,
}

/// A report: where its rows come from and what its columns mean.
#[derive(Debug)]
pub struct Report {
    /// The name users type.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is for, in one line.
    pub purpose: &'static str,
    /// Who may read it, at most once for each role.
    pub rights: &'static [Right],
    /// Where its rows come from.
    pub rows: Rows,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// What narrows it.
    pub filters: &'static [Param],
    /// What it is about.
    pub subject: Subject,
    /// How people read it.
    pub layout: Layout,
    /// What is said when there is nothing.
    pub nothing: &'static str,
}

impl Report {
    /// Tells whether a total stands under it for people.
    pub fn has_totals(&self) -> bool {
        self.columns.iter().any(|column| column.totalled)
    }
}

/// What is asked of a report.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "each field is the parameter of its name")]
pub struct Request {
    pub scope: Scope,
    pub signed_off: Option<Month>,
    pub child: Option<Code>,
    pub practitioner: Option<Code>,
    pub provider: Option<Code>,
    pub fund: Option<Code>,
    pub category: Option<Code>,
    pub account: Option<AccountName>,
    pub month: Option<Month>,
    pub since: Option<Day>,
    pub until: Option<Day>,
    pub days: Option<u32>,
    pub percent: Option<u32>,
    pub open: bool,
    pub number: Option<i64>,
}

/// Days without a purchase after which a budget counts as idle, where none are given.
const IDLE_DAYS: u32 = 60;
/// The share of a budget, in percent, under which it counts as nearly spent, where none is given.
const NEARLY_SPENT_PERCENT: u32 = 10;

impl Request {
    fn codes(&self) -> [(Param, Option<&Code>); 5] {
        [
            (Param::Child, self.child.as_ref()),
            (Param::Practitioner, self.practitioner.as_ref()),
            (Param::Provider, self.provider.as_ref()),
            (Param::Fund, self.fund.as_ref()),
            (Param::Category, self.category.as_ref()),
        ]
    }

    /// Returns what was given as the store's filter.
    fn filter(&self) -> Filter {
        let mut filter = Filter::default();
        for (param, code) in self.codes() {
            if let Some(code) = code {
                filter.code(param, code);
            }
        }
        for (param, day) in [(Param::Since, self.since), (Param::Until, self.until)] {
            if let Some(day) = day {
                filter.day(param, day);
            }
        }
        if let Some(account) = &self.account {
            filter.word(Param::Account, account);
        }
        if let Some(month) = self.month {
            filter.word(Param::Month, month);
        }
        if self.open {
            filter.number(Param::Open, 1);
        }
        if let Some(number) = self.number {
            filter.number(Param::Number, number);
        }
        filter.number(Param::Days, self.days.unwrap_or(IDLE_DAYS).into());
        filter.number(Param::Percent, self.percent.unwrap_or(NEARLY_SPENT_PERCENT).into());
        filter
    }

    /// Names a filter that was given and that the report does not know.
    pub fn unfit(&self, report: &Report) -> Option<Param> {
        let filter = self.filter();
        let given = |param: Param| match param {
            Param::Days => self.days.is_some(),
            Param::Percent => self.percent.is_some(),
            _ => filter.has(param),
        };
        Param::ALL.iter().copied().find(|param| given(*param) && !report.filters.contains(param))
    }

    /// Names what must be given and was not.
    pub fn missing(&self, report: &Report) -> Option<Param> {
        match report.subject {
            Subject::Child | Subject::Budget if self.child.is_none() => Some(Param::Child),
            Subject::Practitioner if self.practitioner.is_none() => Some(Param::Practitioner),
            Subject::Float if self.account.is_none() => Some(Param::Account),
            Subject::Month if self.month.is_none() => Some(Param::Month),
            Subject::Commission | Subject::Entry if self.number.is_none() => Some(Param::Number),
            _ => None,
        }
    }
}

/// Why a report was not given.
#[derive(Debug, Error)]
pub enum Error {
    /// It was asked about something that is not there.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The ledger file could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The view could not be written.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// Gives a report: streams its rows into the writer. `today` is the day it answers for where the
/// request names none.
///
/// # Errors
/// An unknown child, provider and so on; a failure of the file or of the output.
pub fn run(
    look: Look<'_>,
    report: &'static Report,
    request: &Request,
    today: Day,
    writer: &mut dyn Writer,
) -> Result<(), Error> {
    for (param, code) in request.codes() {
        if let Some(code) = code {
            known(look, param, code)?;
        }
    }
    if let Some(account) = &request.account
        && look.own_account(account)?.is_none()
    {
        let (found, near) = (account.to_string(), look.alike("account", &account.to_string())?);
        return Err(Refusal::Unknown { what: "account", found, near }.into());
    }
    let request = &signed_off(look, request)?;
    let mut head = Some(head(report, request, today));
    let request = &with_policy(look, report, request, today)?;
    let mut totals = Totals::new(report);
    let mut take = |row: &[Value<'_>]| -> Result<(), Error> {
        if let Some(head) = head.take() {
            writer.begin(head)?;
        }
        totals.add(row);
        Ok(writer.row(row)?)
    };
    let month = || request.month.expect("a report of a month is asked for with one");
    match report.rows {
        Rows::Asked(query) => {
            look.report((query, report.columns), request.scope, today, &request.filter(), take)?;
        }
        Rows::Reconciliation => month::reconciliation(look, month(), request, &mut take)?,
        Rows::MonthEnd => month::month_end(look, month(), today, &mut take)?,
        Rows::Audit => unreachable!("what audit tests find is asked for by no name"),
    }
    if let Some(head) = head {
        absent(report, request)?;
        writer.begin(head)?;
    }
    Ok(writer.end(totals.row().as_deref())?)
}

/// Looks back to how a month was signed off, where that is asked.
fn signed_off(look: Look<'_>, request: &Request) -> Result<Request, Error> {
    let mut request = request.clone();
    if let Some(month) = request.signed_off {
        let signed = look.sign_off(month)?.ok_or(Refusal::NotSignedOff { month })?;
        request.scope = Scope { as_at: Some(month.last()), known_at: None, known_event: Some(signed.event) };
    }
    Ok(request)
}

/// Fills in what the pilot's policy says where nothing was asked: after how many days a budget is idle.
fn with_policy(look: Look<'_>, report: &Report, request: &Request, today: Day) -> Result<Request, Error> {
    let mut request = request.clone();
    if request.days.is_none() && report.filters.contains(&Param::Days) {
        let version = look.policy_on(request.scope.as_at.unwrap_or(today))?;
        request.days = version.and_then(|version| version.policy.idle_days).map(u32::from);
    }
    Ok(request)
}

/// Refuses a code that is in no register.
fn known(look: Look<'_>, param: Param, code: &Code) -> Result<(), Error> {
    let what = param.word();
    if look.registered(what, code)?.is_some() {
        return Ok(());
    }
    let near = look.alike(what, code.as_str())?;
    Err(Refusal::Unknown { what, found: code.to_string(), near }.into())
}

/// Refuses a report about one thing that is not there.
fn absent(report: &Report, request: &Request) -> Result<(), Error> {
    let what = match (report.subject, &request.child) {
        (Subject::Budget, Some(child)) => return Err(Refusal::NoBudget { child: child.clone() }.into()),
        (Subject::Commission, _) => "commission",
        (Subject::Entry, _) => "entry",
        _ => return Ok(()),
    };
    let found = request.number.unwrap_or_default().to_string();
    Err(Refusal::Unknown { what, found, near: Vec::new() }.into())
}

/// Says what stands over the table.
fn head(report: &Report, request: &Request, today: Day) -> Head {
    let mut title = report.title.to_owned();
    for (param, code) in request.codes() {
        if let Some(code) = code {
            title.push_str(&format!(", {} {code}", param.word()));
        }
    }
    if let Some(account) = &request.account {
        title.push_str(&format!(", {account}"));
    }
    if let Some(month) = request.month {
        title.push_str(&format!(", {month}"));
    }
    if let Some(number) = request.number {
        title.push_str(&format!(" {number}"));
    }
    if let Some(since) = request.since {
        title.push_str(&format!(", since {since}"));
    }
    if let Some(until) = request.until {
        title.push_str(&format!(", until {until}"));
    }
    let Scope { as_at, known_at, .. } = request.scope;
    let today = match (report.subject, request.month) {
        (Subject::Month, Some(month)) => month.last(),
        _ => today,
    };
    let moment = Moment { as_at: as_at.unwrap_or(today), known_at, signed_off: request.signed_off };
    Head { title, moment: Some(moment), columns: report.columns.to_vec(), nothing: report.nothing }
}

/// Adds up the totalled columns while the rows go by.
struct Totals {
    columns: &'static [Column],
    sums: Vec<Pence>,
    rows: u64,
}

impl Totals {
    fn new(report: &Report) -> Self {
        let columns = if report.has_totals() { report.columns } else { &[] };
        Self { columns, sums: vec![Pence::ZERO; columns.len()], rows: 0 }
    }

    fn add(&mut self, row: &[Value<'_>]) {
        self.rows += 1;
        for ((column, sum), value) in self.columns.iter().zip(&mut self.sums).zip(row) {
            match value {
                Value::Money(pence) if column.totalled => *sum += *pence,
                Value::Count(count) if column.totalled => *sum += Pence::new(*count),
                _ => {}
            }
        }
    }

    fn row(&self) -> Option<Vec<Value<'static>>> {
        let value = |(column, sum): (&Column, &Pence)| match column.totalled {
            true => column.kind.number(sum.get()),
            false => Value::Empty,
        };
        let any = self.rows > 0 && !self.columns.is_empty();
        any.then(|| self.columns.iter().zip(&self.sums).map(value).collect())
    }
}
