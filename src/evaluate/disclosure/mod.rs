//! The only way from a [`Report`] to a page: it takes out what could lead to a child (docs/DISCLOSURE.md).
//!
//! `primary` says which figures have too few children behind them.

mod charts;
mod primary;
mod round;
mod shown;

pub use shown::{
    Counted, Mark, Shown, ShownCell, ShownChart, ShownDrawing, ShownEstimate, ShownLine, ShownRow,
    ShownSection, ShownTable, ShownWords,
};

use super::report::{Basis, Cell, Report, Section, Table, Words};
use super::settings::Disclosure;
use primary::Why;

/// Takes out what could lead to a child, and rounds the rest.
pub fn protect(report: Report, rules: &Disclosure) -> Shown {
    let sections: Vec<_> = report.sections.into_iter().map(|section| shown(section, rules)).collect();
    let mut counted = Counted::default();
    for section in &sections {
        section.tables.iter().for_each(|table| counted.add(table.counted));
        counted.words += section.words.iter().filter(|words| words.withheld).count();
        counted.marks += section.charts.iter().map(|chart| chart.withheld).sum::<usize>();
    }
    Shown { sections, counted }
}

fn shown(section: Section, rules: &Disclosure) -> ShownSection {
    ShownSection {
        id: section.id,
        title: section.title,
        words: section.words.into_iter().map(|words| paragraph(words, rules)).collect(),
        tables: section.tables.into_iter().map(|table| tabled(table, rules)).collect(),
        charts: section.charts.into_iter().map(|chart| charts::shown(chart, rules)).collect(),
    }
}

fn paragraph(words: Words, rules: &Disclosure) -> ShownWords {
    let tone = words.tone;
    let all = primary::why(words.basis, None, rules).is_none()
        && words.figures.iter().all(|cell| primary::cell(cell, rules).is_none());
    if !all {
        let text = "What is said here is withheld: too few children stand behind it.".to_owned();
        return ShownWords { text, tone, withheld: true };
    }
    let mut text = words.text;
    for figure in &words.figures {
        text = text.replacen("{}", &round::spoken(&round::cell(&figure.value, open(figure), rules)), 1);
    }
    ShownWords { text, tone, withheld: false }
}

/// Whether nobody stands behind a cell: it is shown as it is.
const fn open(cell: &Cell) -> bool {
    matches!(cell.basis, Basis::Open)
}

fn tabled(table: Table, rules: &Disclosure) -> ShownTable {
    let mut counted = Counted::default();
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in table.rows {
        let mut cells = Vec::with_capacity(row.cells.len());
        for (place, cell) in row.cells.iter().enumerate() {
            counted.figures += usize::from(primary::is_figure(cell));
            let why = primary::cell(cell, rules).or_else(|| {
                table
                    .columns
                    .get(place)
                    .filter(|column| column.is_extreme())
                    .and_then(|_| primary::is_figure(cell).then_some(Why::Few))
            });
            match why {
                Some(Why::Few) => counted.few += 1,
                Some(Why::Large) => counted.large += 1,
                None => {}
            }
            cells.push(match why {
                Some(_) => ShownCell::Mark(Mark::Confidential),
                None => round::cell(&cell.value, open(cell), rules),
            });
        }
        rows.push(ShownRow { id: row.id, total: row.total, cells });
    }
    let Table { id, caption, columns, notes, how, .. } = table;
    ShownTable { id, caption, columns, rows, notes, how, counted }
}
