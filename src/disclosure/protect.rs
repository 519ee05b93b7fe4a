//! From a report as it was worked out to one that may be shown: everything is judged, what is withheld is
//! left out and counted, what is left is rounded.

use super::shown::Shown;
use super::verdict::{self, Because, Verdict};
use super::{charts, primary, round};
use crate::format;
use crate::report::{Cell, Mark, Report, Row, Section, Table, Tone, Value, WithheldCounts, Words};
use crate::rules::Rules;

/// Takes out what could lead to a child, and rounds the rest.
pub fn protect(report: Report, rules: &Rules) -> Report<Shown> {
    let (mut sections, counted) = judged(report, rules);
    for section in &mut sections {
        section.words = once(std::mem::take(&mut section.words));
        for table in &mut section.tables {
            table.rows = without_names(std::mem::take(&mut table.rows));
        }
    }
    Report::of(sections, counted, Shown(()))
}

/// Paragraphs that were withheld, told once, at the end.
fn once(words: Vec<Words<Shown>>) -> Vec<Words<Shown>> {
    let (withheld, mut told): (Vec<_>, Vec<_>) = words.into_iter().partition(|words| words.withheld);
    let text = match withheld.len() {
        0 => return told,
        1 => "One sentence is left out here: it could identify a child.".to_owned(),
        many => format!("{many} sentences are left out here: they could identify a child."),
    };
    told.push(shown_words(text, Tone::Plain, true));
    told
}

/// What may be shown, with the names of all rows and each paragraph in its place; and what was withheld.
pub(super) fn judged(report: Report, rules: &Rules) -> (Vec<Section<Shown>>, WithheldCounts) {
    let verdict = &verdict::of(&report, rules);
    let (mut counted, mut tables, mut charts) = (WithheldCounts::default(), 0.., 0..);
    let of_section = |Section { id, title, words, tables: told, charts: drawn }: Section| Section {
        id,
        title,
        words: words.into_iter().map(|words| paragraph(words, verdict, &mut counted)).collect(),
        tables: told.into_iter().zip(&mut tables).map(|it| table(it, verdict, &mut counted)).collect(),
        charts: drawn
            .into_iter()
            .zip(&mut charts)
            .map(|it| charts::shown(it, verdict, &mut counted))
            .collect(),
    };
    let sections = report.into_sections().into_iter().map(of_section).collect();
    (sections, counted)
}

const fn shown_words(text: String, tone: Tone, withheld: bool) -> Words<Shown> {
    Words { text, figures: Vec::new(), basis: Shown(()), tone, withheld }
}

fn paragraph(words: Words, verdict: &Verdict<'_>, counted: &mut WithheldCounts) -> Words<Shown> {
    if verdict.paragraph(&words) {
        counted.words += 1;
        let text = "This text is withheld: it could identify a child.".to_owned();
        return shown_words(text, words.tone, true);
    }
    let mut text = words.text;
    for figure in &words.figures {
        let spoken = format::value(&round::value(figure, verdict.rules()));
        text = text.replacen("{}", &spoken, 1);
    }
    shown_words(text, words.tone, false)
}

fn table(
    (table, place): (Table, usize),
    verdict: &Verdict<'_>,
    counted: &mut WithheldCounts,
) -> Table<Shown> {
    let mut cell = |row: usize, column: usize, cell: &Cell| {
        counted.figures += usize::from(primary::is_figure(cell));
        let because = verdict.cell(&table, (place, row, column));
        match because {
            Some(Because::Few) => counted.few += 1,
            Some(Because::Large) => counted.large += 1,
            Some(Because::Follows) => counted.follow += 1,
            None => {}
        }
        let value = match because {
            Some(_) => Value::Mark(Mark::Confidential),
            None => round::value(cell, verdict.rules()),
        };
        Cell { value, basis: Shown(()) }
    };
    let rows = table.rows.iter().enumerate().map(|(at, row)| {
        let cells = row.cells.iter().enumerate();
        shown_row(row.id.clone(), row.total, cells.map(|(column, it)| cell(at, column, it)).collect())
    });
    let rows = rows.collect();
    let Table { id, caption, columns, notes, how, .. } = table;
    Table { id, caption, columns, rows, across: Vec::new(), notes, how }
}

/// A row that may be shown: how it adds up with others is seen from its figures alone.
const fn shown_row(id: String, total: bool, cells: Vec<Cell<Shown>>) -> Row<Shown> {
    Row { id, key: String::new(), total, cells }
}

/// Rows of which nothing is told stand together, without their names: that there is such a group at all
/// would tell of somebody in it.
fn without_names(rows: Vec<Row<Shown>>) -> Vec<Row<Shown>> {
    let withheld = |cell: &Cell<_>| matches!(cell.value, Value::Mark(Mark::Confidential));
    let is_told = |cell: &Cell<_>| !matches!(cell.value, Value::Mark(_) | Value::Text(_));
    let mut kept: Vec<Row<Shown>> = Vec::with_capacity(rows.len());
    let mut others: Option<Row<Shown>> = None;
    let mut blocks = 0;
    for mut row in rows {
        let figures = row.cells.get(1..).unwrap_or_default();
        let nothing = !row.total && figures.iter().any(withheld) && !figures.iter().any(is_told);
        if row.total {
            kept.extend(others.take());
            blocks += 1;
        }
        if !nothing {
            kept.push(row);
        } else if others.is_none() {
            for (place, cell) in row.cells.iter_mut().enumerate() {
                match &mut cell.value {
                    _ if place == 0 => cell.value = Value::Text("others, too few to show".to_owned()),
                    Value::Text(text) => text.clear(),
                    _ => {}
                }
            }
            let id = if blocks == 0 { OTHERS.to_owned() } else { format!("{OTHERS}-{}", blocks + 1) };
            others = Some(shown_row(id, false, row.cells));
        }
    }
    kept.extend(others);
    kept
}

/// The name of rows of which nothing is told.
const OTHERS: &str = "others";
