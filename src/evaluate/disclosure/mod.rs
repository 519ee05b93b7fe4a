//! The only way from a [`Report`] to a page: it takes out what could lead to a child (docs/DISCLOSURE.md).
//!
//! `primary` says which figures have too few children behind them, or one or two who make up most;
//! `links` reads how figures add up, across all tables and charts; `secondary` withholds what the first
//! could be worked out from; `lean` what goes with it in a row; `verdict` puts that together; `round`
//! rounds what is left.

mod charts;
mod lean;
mod links;
mod primary;
mod round;
mod secondary;
mod shown;
#[cfg(test)]
mod tests;
mod verdict;

pub use shown::{
    Counted, Mark, Shown, ShownCell, ShownChart, ShownDrawing, ShownEstimate, ShownLine, ShownRow,
    ShownSection, ShownTable, ShownWords,
};

use super::report::{Report, Section, Table, Tone, Words};
use super::settings::Disclosure;
use verdict::{Because, Verdict};

/// Takes out what could lead to a child, and rounds the rest.
pub fn protect(report: Report, rules: &Disclosure) -> Shown {
    let mut shown = judged(report, rules);
    for table in shown.sections.iter_mut().flat_map(|section| &mut section.tables) {
        table.rows = without_names(std::mem::take(&mut table.rows));
    }
    for section in &mut shown.sections {
        section.words = once(std::mem::take(&mut section.words));
    }
    shown
}

/// Paragraphs that were withheld, told once, at the end.
fn once(words: Vec<ShownWords>) -> Vec<ShownWords> {
    let (withheld, mut told): (Vec<_>, Vec<_>) = words.into_iter().partition(|words| words.withheld);
    let text = match withheld.len() {
        0 => return told,
        1 => "One sentence is left out here: it could lead to a child.".to_owned(),
        many => format!("{many} sentences are left out here: they could lead to a child."),
    };
    told.push(ShownWords { text, tone: Tone::Plain, withheld: true });
    told
}

/// The same, with the names of all rows.
fn judged(report: Report, rules: &Disclosure) -> Shown {
    let verdict = verdict::of(&report, rules);
    let mut places = Places::default();
    let sections: Vec<_> =
        report.sections.into_iter().map(|section| shown(section, &verdict, &mut places)).collect();
    let mut counted = Counted::default();
    for section in &sections {
        section.tables.iter().for_each(|table| counted.add(table.counted));
        counted.words += section.words.iter().filter(|words| words.withheld).count();
        counted.marks += section.charts.iter().map(|chart| chart.withheld).sum::<usize>();
    }
    Shown { sections, counted }
}

/// How many tables and charts came before.
#[derive(Default)]
struct Places {
    tables: usize,
    charts: usize,
}

fn shown(section: Section, verdict: &Verdict<'_>, places: &mut Places) -> ShownSection {
    let tables = section.tables.into_iter().map(|table| {
        places.tables += 1;
        table_of(places.tables - 1, table, verdict)
    });
    let tables = tables.collect();
    let charts = section.charts.into_iter().map(|chart| {
        places.charts += 1;
        charts::shown(places.charts - 1, chart, verdict)
    });
    ShownSection {
        id: section.id,
        title: section.title,
        words: section.words.into_iter().map(|words| paragraph(words, verdict)).collect(),
        tables,
        charts: charts.collect(),
    }
}

fn paragraph(words: Words, verdict: &Verdict<'_>) -> ShownWords {
    let tone = words.tone;
    if verdict.paragraph(&words) {
        let text = "What is said here is withheld: it could lead to a child.".to_owned();
        return ShownWords { text, tone, withheld: true };
    }
    let mut text = words.text;
    for figure in &words.figures {
        let spoken = round::spoken(&round::cell(&figure.value, figure.basis, verdict.rules()));
        text = text.replacen("{}", &spoken, 1);
    }
    ShownWords { text, tone, withheld: false }
}

fn table_of(place: usize, table: Table, verdict: &Verdict<'_>) -> ShownTable {
    let mut counted = Counted::default();
    let mut rows = Vec::with_capacity(table.rows.len());
    for (at_row, row) in table.rows.iter().enumerate() {
        let mut cells = Vec::with_capacity(row.cells.len());
        for (column, cell) in row.cells.iter().enumerate() {
            counted.figures += usize::from(primary::is_figure(cell));
            let because = verdict.cell(&table, (place, at_row, column));
            match because {
                Some(Because::Few) => counted.few += 1,
                Some(Because::Large) => counted.large += 1,
                Some(Because::Follows) => counted.follow += 1,
                None => {}
            }
            cells.push(match because {
                Some(_) => ShownCell::Mark(Mark::Confidential),
                None => round::cell(&cell.value, cell.basis, verdict.rules()),
            });
        }
        rows.push(ShownRow { id: row.id.clone(), total: row.total, cells });
    }
    let Table { id, caption, columns, notes, how, .. } = table;
    ShownTable { id, caption, columns, rows, notes, how, counted }
}

/// Rows of which nothing is told stand together, without their names: that there is such a group at all
/// would tell of somebody in it.
fn without_names(rows: Vec<ShownRow>) -> Vec<ShownRow> {
    let withheld = |cell: &ShownCell| matches!(cell, ShownCell::Mark(Mark::Confidential));
    let told = |cell: &ShownCell| !matches!(cell, ShownCell::Mark(_) | ShownCell::Text(_));
    let mut kept: Vec<ShownRow> = Vec::with_capacity(rows.len());
    let mut others: Option<ShownRow> = None;
    let mut blocks = 0;
    for mut row in rows {
        let figures = row.cells.get(1..).unwrap_or_default();
        let nothing = !row.total && figures.iter().any(withheld) && !figures.iter().any(told);
        if row.total {
            kept.extend(others.take());
            blocks += 1;
        }
        if !nothing {
            kept.push(row);
        } else if others.is_none() {
            for cell in row.cells.iter_mut().filter(|cell| matches!(cell, ShownCell::Text(_))) {
                *cell = ShownCell::Text(String::new());
            }
            if let Some(name) = row.cells.first_mut() {
                *name = ShownCell::Text("others, too few to be told".to_owned());
            }
            let id = if blocks == 0 { OTHERS.to_owned() } else { format!("{OTHERS}-{}", blocks + 1) };
            others = Some(ShownRow { id, total: false, cells: row.cells });
        }
    }
    kept.extend(others);
    kept
}

/// The name of rows of which nothing is told.
const OTHERS: &str = "others";
