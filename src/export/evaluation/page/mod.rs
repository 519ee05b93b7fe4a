//! The page: one file that needs nothing else, laid out by `report.html`.

use std::collections::BTreeSet;

use askama::Template;

use super::{Facts, chart};
use crate::evaluate::disclosure::{Mark, Shown, ShownCell, ShownChart, ShownSection, ShownTable, ShownWords};
use crate::evaluate::report::{How, Tone};
use crate::evaluate::say;

/// With more columns than this a table is printed small.
const BROAD: usize = 8;

#[derive(Template)]
#[template(path = "report.html", config = "src/export/evaluation/page/askama.toml")]
struct Page<'a> {
    title: String,
    css: &'static str,
    facts: &'a Facts,
    about: Vec<(&'static str, String)>,
    sections: Vec<Section<'a>>,
    marks: [Mark; 3],
    withheld: Vec<(&'static str, String)>,
    example: String,
}

struct Section<'a> {
    id: &'static str,
    number: usize,
    title: &'static str,
    words: Vec<Words<'a>>,
    charts: Vec<Chart<'a>>,
    tables: Vec<Table<'a>>,
}

struct Words<'a> {
    class: &'static str,
    label: &'static str,
    text: &'a str,
    withheld: bool,
}

struct Chart<'a> {
    id: &'static str,
    number: String,
    title: &'a str,
    description: &'a str,
    svg: Option<String>,
    left_out: Option<String>,
    heads: Vec<String>,
    rows: Vec<Row<'a>>,
}

struct Table<'a> {
    id: &'static str,
    number: String,
    caption: &'a str,
    broad: bool,
    heads: Vec<Head<'a>>,
    rows: Vec<Row<'a>>,
    marks: Vec<Mark>,
    notes: &'a [String],
    how: &'a How,
}

struct Head<'a> {
    id: &'static str,
    label: &'a str,
    figure: bool,
}

struct Row<'a> {
    id: &'a str,
    name: String,
    total: bool,
    cells: Vec<Cell>,
}

struct Cell {
    id: String,
    text: String,
    mark: Option<&'static str>,
    figure: bool,
}

/// Lays the page out.
///
/// # Errors
/// None that is known: the template was checked when it was compiled.
pub(super) fn page(shown: &Shown, facts: &Facts) -> Result<String, askama::Error> {
    let sections = (1..).zip(shown.sections()).map(|(number, section)| of_section(section, number));
    let page = Page {
        title: facts.title.clone(),
        css: include_str!("report.css"),
        facts,
        about: facts.about.clone(),
        sections: sections.collect(),
        marks: [Mark::Confidential, Mark::NotApplicable, Mark::NotAvailable],
        withheld: withheld(shown),
        example: example(shown).unwrap_or_else(|| "TABLE.ROW.COLUMN".to_owned()),
    };
    page.render()
}

/// What was withheld, and why.
fn withheld(shown: &Shown) -> Vec<(&'static str, String)> {
    let counted = shown.counted();
    let rows = [
        ("Figures in tables, in all", counted.figures),
        ("Withheld: too few children stand behind them, or behind the rest", counted.few),
        ("Withheld: one or two children make up most of the sum", counted.large),
        ("Withheld: another withheld figure would follow from them", counted.follow),
        ("Paragraphs withheld", counted.words),
        ("Points, bars and lines of charts withheld", counted.marks),
    ];
    rows.map(|(what, count)| (what, say::count(count))).into()
}

/// A name of a figure that is there.
fn example(shown: &Shown) -> Option<String> {
    let table = shown
        .sections()
        .iter()
        .flat_map(|section| &section.tables)
        .find(|table| table.columns.len() > 1 && !table.rows.is_empty())?;
    Some(format!("{}.{}.{}", table.id, table.rows.first()?.id, table.columns.get(1)?.id))
}

fn of_section(section: &ShownSection, number: usize) -> Section<'_> {
    let charts =
        (1..).zip(&section.charts).map(|(place, chart)| of_chart(chart, format!("{number}.{place}")));
    let tables =
        (1..).zip(&section.tables).map(|(place, table)| of_table(table, format!("{number}.{place}")));
    Section {
        id: section.id,
        number,
        title: section.title,
        words: section.words.iter().map(of_words).collect(),
        charts: charts.collect(),
        tables: tables.collect(),
    }
}

fn of_words(words: &ShownWords) -> Words<'_> {
    let (class, label) = match words.tone {
        Tone::Plain => ("", ""),
        Tone::Doubt => ("doubt", "Be careful:"),
        Tone::Method => ("method", "How it was done:"),
    };
    Words { class, label, text: &words.text, withheld: words.withheld }
}

fn of_chart(chart: &ShownChart, number: String) -> Chart<'_> {
    let figures = chart::figures(chart);
    let rows = figures.rows.into_iter().map(|(name, cells)| Row {
        id: "",
        name,
        total: false,
        cells: cells.iter().map(|cell| of_cell(cell, String::new(), true)).collect(),
    });
    let left_out = match chart.withheld {
        0 => None,
        1 => Some("1 mark is left out (c), because it could lead to a child.".to_owned()),
        many => {
            Some(format!("{} marks are left out (c), because they could lead to a child.", say::count(many)))
        }
    };
    Chart {
        id: chart.id,
        number,
        title: &chart.title,
        description: &chart.description,
        svg: chart::draw(chart),
        left_out,
        heads: figures.columns,
        rows: rows.collect(),
    }
}

fn of_table(table: &ShownTable, number: String) -> Table<'_> {
    let is_figure = |place: usize| {
        place > 0 && !table.rows.iter().any(|row| matches!(row.cells.get(place), Some(ShownCell::Text(_))))
    };
    let heads = table.columns.iter().enumerate().map(|(place, column)| Head {
        id: column.id,
        label: &column.label,
        figure: is_figure(place),
    });
    let mut seen = BTreeSet::new();
    let rows = table.rows.iter().map(|row| {
        let cells = table.columns.iter().zip(&row.cells).enumerate().skip(1);
        Row {
            id: &row.id,
            name: row.cells.first().map(say::cell).unwrap_or_default(),
            total: row.total,
            cells: cells
                .map(|(place, (column, cell))| {
                    let id = unique(&mut seen, format!("{}.{}.{}", table.id, row.id, column.id));
                    of_cell(cell, id, is_figure(place))
                })
                .collect(),
        }
    });
    let marks = [Mark::Confidential, Mark::NotApplicable, Mark::NotAvailable].into_iter();
    let there = |mark: &Mark| table.rows.iter().any(|row| row.cells.contains(&ShownCell::Mark(*mark)));
    Table {
        id: table.id,
        number,
        caption: &table.caption,
        broad: table.columns.len() > BROAD,
        heads: heads.collect(),
        rows: rows.collect(),
        marks: marks.filter(there).collect(),
        notes: &table.notes,
        how: &table.how,
    }
}

/// A name in the page: no blanks, and no two alike.
fn unique(seen: &mut BTreeSet<String>, name: String) -> String {
    let name: String = name.chars().map(|sign| if sign.is_whitespace() { '_' } else { sign }).collect();
    if seen.insert(name.clone()) {
        return name;
    }
    let free = (2..).map(|place| format!("{name}~{place}")).find(|name| !seen.contains(name));
    let free = free.unwrap_or(name);
    seen.insert(free.clone());
    free
}

fn of_cell(cell: &ShownCell, id: String, figure: bool) -> Cell {
    let mark = match cell {
        ShownCell::Mark(mark) => Some(mark.meaning()),
        _ => None,
    };
    Cell { id, text: say::cell(cell), mark, figure }
}
