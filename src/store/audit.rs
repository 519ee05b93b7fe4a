//! Audit tests: what each finds, and what was answered.
//!
//! A test is a query of `audit/`: it makes a table `found`, and the fragment `{answered}` puts the answers
//! beside it. Queries may ask the domain what makes two numbers or names nearly the same ([`speak`]).
//! Whole months and pairs reach back before the first day asked for, so that a finding is named alike
//! whichever days are looked at.

use std::cell::RefCell;

use chrono::NaiveDateTime;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::position::MayWriteTemporary;
use super::write::INSTANT;
use super::{Filter, Param, Reader, Result, StoreError};
use domain::audit::{AuditTest, Conformity, Digits, Hours, Unfit};
use domain::audit::{near_number, plain_name, plain_number};
use domain::{Day, Text, in_london};
use table::{Column, Value};

/// Which days are looked at, and in which hours people record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub since: Option<Day>,
    /// Up to this day.
    pub until: Option<Day>,
    /// The hours outside which recording is told of.
    pub hours: Option<Hours>,
}

impl Span {
    fn filter(&self, test: AuditTest, day: Day) -> Filter {
        let mut filter = Filter::default();
        filter.text(Param::Test, test.as_str());
        filter.day(Param::Day, day);
        for (param, day) in [(Param::Since, self.since), (Param::Until, self.until)] {
            if let Some(day) = day {
                filter.day(param, day);
            }
        }
        if let Some(hours) = self.hours {
            filter.number(Param::Opens, hours.opens.into());
            filter.number(Param::Shuts, hours.shuts.into());
        }
        filter
    }
}

/// A finding that is to be answered for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingAbout {
    /// The codes of those it is about.
    pub who: Vec<String>,
}

/// How a finding was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub event: i64,
    /// Its day.
    pub on: String,
    /// Who answered.
    pub by: String,
    pub said: String,
}

/// Events without their texts, which are nine tenths of a file: several tests look at every event. The table
/// stands before the events until this is dropped.
#[derive(Debug)]
pub struct EventHeads<'c> {
    conn: &'c Connection,
}

impl<'c> EventHeads<'c> {
    fn put(conn: &'c Connection) -> Result<Self> {
        let _temporary = MayWriteTemporary::set(conn)?;
        conn.execute_batch(
            "CREATE TEMP TABLE event_head (seq INTEGER PRIMARY KEY, recorded_at TEXT, actor_id INTEGER, kind TEXT, day TEXT);
             INSERT INTO temp.event_head SELECT seq, recorded_at, actor_id, kind, day FROM main.event;
             CREATE TEMP VIEW event AS
             SELECT seq, recorded_at, actor_id, kind, day,
                    (SELECT v.payload FROM main.event v WHERE v.seq = h.seq) AS payload
               FROM temp.event_head h;",
        )?;
        Ok(Self { conn })
    }
}

impl Drop for EventHeads<'_> {
    fn drop(&mut self) {
        // Where they cannot be put aside, the connection is of no more use either.
        let _temporary = MayWriteTemporary::set(self.conn);
        let _dropped = self.conn.execute_batch("DROP VIEW temp.event; DROP TABLE temp.event_head");
    }
}

// The query of each test, as the build reads it from its file.
include!(concat!(env!("OUT_DIR"), "/found.rs"));

/// Teaches a connection the words of the domain that queries use.
pub(super) fn add_functions(conn: &Connection) -> Result<()> {
    let same = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let plain = |name, reduce: fn(&str) -> String| {
        conn.create_scalar_function(name, 1, same, move |given| {
            let said: Option<String> = given.get(0)?;
            Ok(said.map(|said| reduce(&said)))
        })
    };
    plain("plain_number", plain_number)?;
    plain("plain_name", plain_name)?;
    plain("london", london)?;
    conn.create_scalar_function("near_number", 2, same, |given| {
        let pair: (Option<String>, Option<String>) = (given.get(0)?, given.get(1)?);
        Ok(matches!(pair, (Some(one), Some(other)) if near_number(&one, &other)))
    })?;
    conn.create_scalar_function("nearest", 2, same, |given| {
        let pair: (Option<i64>, Option<i64>) = (given.get(0)?, given.get(1)?);
        Ok(pair.0.zip(pair.1).and_then(|(part, whole)| nearest(part, whole)))
    })?;
    Ok(())
}

/// A quotient to the nearest whole number, a half away from nought; `None` where the divisor is nought.
fn nearest(part: i64, whole: i64) -> Option<i64> {
    let (part, whole) = (i128::from(part), i128::from(whole));
    let (size, sign) = (whole.abs(), part.signum() * whole.signum());
    let down = part.abs().checked_div(size)?;
    let up = i128::from(2 * (part.abs() % size) >= size);
    i64::try_from(sign * (down + up)).ok()
}

thread_local! {
    /// The instant asked for last, and what the clocks of London showed: many events are of one instant.
    static LAST: RefCell<(String, String)> = RefCell::default();
}

/// What the clocks of London show at an instant as the ledger writes it; what is none is left as it is.
fn london(instant: &str) -> String {
    LAST.with_borrow_mut(|(last, shown)| {
        if last != instant {
            let read = NaiveDateTime::parse_from_str(instant, INSTANT);
            let clock = |utc| in_london(utc).format("%Y-%m-%d %H:%M:%S").to_string();
            *shown = read.map_or_else(|_| instant.to_owned(), clock);
            instant.clone_into(last);
        }
        shown.clone()
    })
}

impl<'c> Reader<'c> {
    /// Reads once what many tests ask of every event.
    pub fn event_heads(&self) -> Result<EventHeads<'c>> {
        EventHeads::put(self.conn)
    }

    /// Streams what a test finds: subject, day, who, numbers, child, provider, amount, evidence; and the
    /// day, the author and the words of the answer, where there is one. Returns what else there is to say.
    ///
    /// # Errors
    /// A failure of the file; whatever the sink fails with.
    pub fn audit<E: From<StoreError>>(
        &self,
        (test, columns): (AuditTest, &[Column]),
        span: &Span,
        day: Day,
        mut sink: impl FnMut(&[Value<'_>]) -> Result<(), E>,
    ) -> Result<Option<String>, E> {
        let filter = span.filter(test, day);
        if test == AuditTest::Digits {
            return self.first_digits(span, &filter, sink).map(Some);
        }
        self.sheet((text(test), columns), &filter, &mut sink)?;
        Ok(None)
    }

    /// Tells which columns a test's query gives.
    pub fn columns_found(&self, test: AuditTest) -> Result<Vec<String>> {
        Ok(self.shape(text(test))?.0)
    }

    /// Finds one finding of a test by its subject.
    pub fn finding(
        &self,
        test: AuditTest,
        subject: &Text,
        span: &Span,
        day: Day,
    ) -> Result<Option<FindingAbout>> {
        let mut found = None;
        self.audit((test, &[]), span, day, |row| -> Result<()> {
            if row.first().is_some_and(|found| found.as_text() == subject.as_str()) {
                let codes = row.get(2).map_or("", Value::as_text).split(' ').filter(|code| !code.is_empty());
                found = Some(FindingAbout { who: codes.map(str::to_owned).collect() });
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Returns how a finding was answered.
    pub fn audit_answer(&self, test: AuditTest, subject: &str) -> Result<Option<Answered>> {
        self.query_one(
            "SELECT a.event, v.day, w.code, a.said
               FROM audit_answer a JOIN event v ON v.seq = a.event JOIN practitioner w ON w.practitioner_id = v.actor_id
              WHERE a.test = ? AND a.subject = ?",
            [test.as_str(), subject],
            |row| Ok(Answered { event: row.get(0)?, on: row.get(1)?, by: row.get(2)?, said: row.get(3)? }),
        )
    }

    /// Judges the first digits; what stands against the law is the one finding.
    fn first_digits<E: From<StoreError>>(
        &self,
        span: &Span,
        filter: &Filter,
        mut sink: impl FnMut(&[Value<'_>]) -> Result<(), E>,
    ) -> Result<String, E> {
        let mut digits = Digits::default();
        self.sheet((text(AuditTest::Digits), &[]), filter, |row| -> Result<()> {
            if let [Value::Count(digit), Value::Count(count), Value::Count(low), Value::Count(high)] = row
                && let Ok(place @ 1..=9) = usize::try_from(*digit)
            {
                digits.counts[place - 1] = *count;
                (digits.low, digits.high) = (*low, *high);
            }
            Ok(())
        })?;
        let total = digits.total();
        let judged = match digits.judged() {
            Ok(judged) => judged,
            Err(unfit) => return Ok(not_judged(unfit, &digits)),
        };
        let said = format!(
            "{total} prices: mean absolute deviation {} ({}; nonconformity is above 0.015), chi-square {} (8 degrees \
             of freedom; above 15.507 is one chance in twenty)",
            decimal(judged.deviation, 6),
            judged.conformity.label(),
            decimal(judged.chi_square, 3),
        );
        if judged.conformity == Conformity::None {
            let day = |day: Option<Day>, open: &str| day.map_or(open.to_owned(), |day| day.to_string());
            let subject = format!("{}..{}/{total}", day(span.since, "first"), day(span.until, "last"));
            let answer = self.audit_answer(AuditTest::Digits, &subject)?;
            let mut row = [const { Value::Empty }; 11];
            (row[0], row[7]) = (Value::text(&subject), Value::text(&said));
            if let Some(Answered { on, by, said, .. }) = &answer {
                (row[8], row[9], row[10]) = (Value::text(on), Value::text(by), Value::text(said));
            }
            sink(&row)?;
        }
        Ok(said)
    }
}

/// Says why first digits were not judged.
fn not_judged(unfit: Unfit, digits: &Digits) -> String {
    match unfit {
        Unfit::Few => format!("not judged: {} prices; fewer than 1000 say nothing", digits.total()),
        Unfit::Narrow => format!(
            "not judged: the middle 98 in a hundred of {} prices lie between {} and {}, not a thousandfold apart",
            digits.total(),
            decimal(digits.low, 2),
            decimal(digits.high, 2)
        ),
    }
}

/// Writes a whole number of small parts as a decimal.
fn decimal(parts: i64, places: usize) -> String {
    let digits = format!("{parts:0>width$}", width = places + 1);
    let (whole, rest) = digits.split_at(digits.len() - places);
    format!("{whole}.{rest}")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    /// 119 of 976 days are 121.9 in a thousand; two thirds are 666.7.
    #[test]
    fn a_quotient_is_rounded_and_never_cut() {
        for (part, whole, wanted) in
            [(119_000, 976, 122), (2_000, 3, 667), (1, 2, 1), (-1, 2, -1), (1, -2, -1), (1, 3, 0), (0, 5, 0)]
        {
            assert_eq!(nearest(part, whole), Some(wanted), "{part} / {whole}");
        }
        assert_eq!(
            (nearest(5, 0), nearest(i64::MIN, -1), nearest(i64::MAX, 1)),
            (None, None, Some(i64::MAX))
        );
    }
}
