//! Audit tests as sheets: the findings of one, and a table of all.

use super::catalogue::{AUDIT_FINDINGS, AUDIT_TESTS};
use super::{Error, Report};
use domain::Day;
use domain::audit::AuditTest;
use store::{Reader, Span};
use table::{Head, Moment, Value, Writer};

/// How one test came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Findings that nobody has answered.
    pub new: i64,
    /// Findings with an answer.
    pub answered: i64,
    /// what else there is to say.
    pub note: Option<String>,
}

/// Gives what one test finds: what is new, or all of it.
///
/// # Errors
/// A failure of the file or of the output.
pub fn findings(
    reader: Reader<'_>,
    test: AuditTest,
    span: &Span,
    all: bool,
    today: Day,
    writer: &mut dyn Writer,
) -> Result<Tally, Error> {
    writer.begin(head(&AUDIT_FINDINGS, format!("Audit: {test}"), span, today))?;
    let tally = tally(reader, test, span, today, |row, answered| {
        if all || !answered {
            writer.row(row)?;
        }
        Ok(())
    })?;
    writer.end(None)?;
    Ok(tally)
}

/// Runs every test and gives a table of them. Returns how many findings are new.
///
/// # Errors
/// As [`findings`].
pub fn summary(reader: Reader<'_>, span: &Span, today: Day, writer: &mut dyn Writer) -> Result<i64, Error> {
    writer.begin(head(&AUDIT_TESTS, AUDIT_TESTS.title.into(), span, today))?;
    let _heads = reader.event_heads()?;
    let mut new = 0;
    for test in AuditTest::ALL {
        let tally = tally(reader, *test, span, today, |_, _| Ok(()))?;
        new += tally.new;
        let note = Value::perhaps(tally.note, Value::text);
        let (test, asks) = (Value::text(test.as_str()), Value::text(test.asks()));
        writer.row(&[test, asks, Value::Count(tally.new), Value::Count(tally.answered), note])?;
    }
    writer.end(None)?;
    Ok(new)
}

/// Counts what a test finds, and hands on each finding with whether it was answered.
fn tally(
    reader: Reader<'_>,
    test: AuditTest,
    span: &Span,
    today: Day,
    mut each: impl FnMut(&[Value<'_>], bool) -> Result<(), Error>,
) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    let note = reader.audit((test, AUDIT_FINDINGS.columns), span, today, |row| -> Result<(), Error> {
        let answered = row.last() != Some(&Value::Empty);
        *(if answered { &mut tally.answered } else { &mut tally.new }) += 1;
        each(row, answered)
    })?;
    Ok(Tally { note, ..tally })
}

fn head(report: &Report, mut title: String, span: &Span, today: Day) -> Head {
    for (word, day) in [("since", span.since), ("until", span.until)] {
        if let Some(day) = day {
            title.push_str(&format!(", {word} {day}"));
        }
    }
    let moment = Some(Moment::of(today));
    Head { title, moment, columns: report.columns.to_vec(), nothing: report.nothing }
}
