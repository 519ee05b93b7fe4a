//! A report as it is given: its rows, what stands over them and their totals.

use super::catalogue::TODAY;
use super::error::Error;
use super::month::Asked;
use super::report::{Report, Rows, Subject};
use super::request::Request;
use super::{month, screen};
use domain::{Code, Day, Pence, Refusal};
use store::{Param, Reader, Scope};
use table::{Column, Head, Moment, Value, Writer};

/// Gives a report: streams its rows into the writer. `today` is the day it answers for where the
/// request names none.
///
/// # Errors
/// An unknown child, provider and so on; a failure of the file or of the output.
pub fn run(
    reader: Reader<'_>,
    report: &'static Report,
    request: &Request,
    today: Day,
    writer: &mut dyn Writer,
) -> Result<(), Error> {
    for (param, code) in request.codes() {
        if let Some(code) = code {
            expect_registered(reader, param, code)?;
        }
    }
    if let Some(account) = &request.account
        && reader.own_account(account)?.is_none()
    {
        let (found, near) = (account.to_string(), reader.alike("account", &account.to_string())?);
        return Err(Refusal::Unknown { what: "account", found, near }.into());
    }
    let request = &signed_off(reader, request)?;
    let mut head = Some(head(report, request, today));
    let request = &with_policy(reader, report, request, today)?;
    let mut totals = Totals::new(report);
    let mut take = |row: &[Value<'_>]| -> Result<(), Error> {
        if report.name == TODAY.name && !month::waits(reader, request.practitioner.as_ref(), row)? {
            return Ok(());
        }
        if let Some(head) = head.take() {
            writer.begin(head)?;
        }
        totals.add(row);
        Ok(writer.row(row)?)
    };
    let month = || request.month.expect("a report of a month is asked for with one");
    match report.rows {
        Rows::Asked(query) => {
            reader.report((query, report.columns), request.scope, today, &request.filter(), take)?;
        }
        Rows::Reconciliation => month::reconciliation(reader, month(), request, &mut take)?,
        Rows::MonthEnd => {
            let asked = Asked { today, asker: request.asker.as_ref() };
            screen::month_end(reader, month(), asked, request.on_a_screen, &mut take)?;
        }
        Rows::Audit => unreachable!("what audit tests find is asked for by no name"),
    }
    if let Some(head) = head {
        absent(report, request)?;
        writer.begin(head)?;
    }
    Ok(writer.end(totals.row().as_deref())?)
}

/// Looks back to how a month was signed off, where that is asked.
fn signed_off(reader: Reader<'_>, request: &Request) -> Result<Request, Error> {
    let mut request = request.clone();
    if let Some(month) = request.signed_off {
        let signed = reader.sign_off(month)?.ok_or(Refusal::NotSignedOff { month })?;
        request.scope = Scope { as_at: Some(month.last()), known_at: None, known_event: Some(signed.event) };
    }
    Ok(request)
}

/// Fills in what the pilot's policy says where nothing was asked: after how many days a budget is idle.
fn with_policy(reader: Reader<'_>, report: &Report, request: &Request, today: Day) -> Result<Request, Error> {
    let mut request = request.clone();
    if request.days.is_none() && report.filters.contains(&Param::Days) {
        let version = reader.policy_on(request.scope.as_at.unwrap_or(today))?;
        request.days = version.and_then(|version| version.policy.idle_days).map(u32::from);
    }
    Ok(request)
}

/// Refuses a code that is in no register.
fn expect_registered(reader: Reader<'_>, param: Param, code: &Code) -> Result<(), Error> {
    let what = param.as_str();
    // A family is the children who belong to it.
    let known = match param {
        Param::Family => !reader.family(code)?.is_empty(),
        _ => reader.registered(what, code)?.is_some(),
    };
    if known {
        return Ok(());
    }
    let near = reader.alike(what, code.as_str())?;
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
            title.push_str(&format!(", {} {code}", param.as_str()));
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
