//! Audit tests as sheets: the findings of one, and a table of all.

use super::catalogue::audit::{FINDINGS, SUMMARY};
use super::{Error, Heading, Report, View};
use crate::domain::Day;
use crate::domain::audit::AuditTest;
use crate::store::{Cell, Look, Span};

/// How one test came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Findings that nobody has answered.
    pub new: i64,
    /// Findings with an answer.
    pub answered: i64,
    /// What is to be said besides.
    pub note: Option<String>,
}

/// The sheet of a test's findings.
pub fn findings_sheet() -> &'static Report {
    &FINDINGS
}

/// The sheet of every test.
pub fn summary_sheet() -> &'static Report {
    &SUMMARY
}

/// Gives what one test finds: what is new, or all of it.
///
/// # Errors
/// A failure of the file or of the output.
pub fn findings(
    look: Look<'_>,
    test: AuditTest,
    span: &Span,
    all: bool,
    today: Day,
    view: &mut dyn View,
) -> Result<Tally, Error> {
    let heading = heading(format!("Audit: {test}"), span, today);
    view.begin(&FINDINGS, &heading)?;
    let mut tally = Tally::default();
    let note = look.audit(test, span, today, |cells| -> Result<(), Error> {
        let answered = cells.last() != Some(&Cell::Empty);
        *(if answered { &mut tally.answered } else { &mut tally.new }) += 1;
        if all || !answered {
            view.row(cells)?;
        }
        Ok(())
    })?;
    view.end(None)?;
    Ok(Tally { note, ..tally })
}

/// Runs every test and gives a table of them. Returns how many findings are new.
///
/// # Errors
/// As [`findings`].
pub fn summary(look: Look<'_>, span: &Span, today: Day, view: &mut dyn View) -> Result<i64, Error> {
    view.begin(&SUMMARY, &heading(SUMMARY.title.into(), span, today))?;
    let mut new = 0;
    for test in AuditTest::ALL {
        let tally = count(look, *test, span, today)?;
        new += tally.new;
        let note = tally.note.as_deref().map_or(Cell::Empty, Cell::Text);
        let (test, asks) = (Cell::Text(test.word()), Cell::Text(test.asks()));
        view.row(&[test, asks, Cell::Number(tally.new), Cell::Number(tally.answered), note])?;
    }
    view.end(None)?;
    Ok(new)
}

fn count(look: Look<'_>, test: AuditTest, span: &Span, today: Day) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    let note = look.audit(test, span, today, |cells| -> Result<(), Error> {
        let answered = cells.last() != Some(&Cell::Empty);
        *(if answered { &mut tally.answered } else { &mut tally.new }) += 1;
        Ok(())
    })?;
    Ok(Tally { note, ..tally })
}

fn heading(mut title: String, span: &Span, today: Day) -> Heading {
    for (word, day) in [("since", span.since), ("until", span.until)] {
        if let Some(day) = day {
            title.push_str(&format!(", {word} {day}"));
        }
    }
    Heading { title, as_at: today, known_at: None, signed_off: None }
}
