//! The page from top to bottom, as `report.html` takes it.

use askama::Template;

use super::super::chart;
use super::super::facts::Facts;
use super::table::{self, Look, Row, Table};
use super::words::{self, Group};
use disclosure::Shown;
use disclosure::format;
use disclosure::report::{self, Mark, Report};

#[derive(Template)]
#[template(path = "report.html", config = "evaluation/page/askama.toml")]
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
    words: Vec<Group<'a>>,
    listed: Vec<Listed<'a>>,
    charts: Vec<Chart<'a>>,
    tables: Vec<Table<'a>>,
}

/// A figure or table of a long section, in the list that leads to it.
struct Listed<'a> {
    link: String,
    number: String,
    title: &'a str,
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

/// Lays the page out.
///
/// # Errors
/// None that is known: the template was checked when it was compiled.
pub fn page(shown: &Report<Shown>, facts: &Facts) -> Result<String, askama::Error> {
    let sections = (1..).zip(shown.sections()).map(|(number, section)| of_section(section, number));
    let page = Page {
        title: facts.title.clone(),
        css: include_str!("report.css"),
        facts,
        about: facts.about.clone(),
        sections: sections.collect(),
        marks: Mark::ALL,
        withheld: withheld(shown),
        example: example(shown).unwrap_or_else(|| "TABLE.ROW.COLUMN".to_owned()),
    };
    page.render()
}

/// What was withheld, and why.
fn withheld(shown: &Report<Shown>) -> Vec<(&'static str, String)> {
    let counted = shown.counted();
    let rows = [
        ("Figures in tables, in all", counted.figures),
        ("Withheld: too few children stand behind them, or behind the rest", counted.few),
        ("Withheld: one or two children make up most of the sum", counted.large),
        ("Withheld: another withheld figure would follow from them", counted.follow),
        ("Paragraphs withheld", counted.words),
        ("Points, bars and lines of charts withheld", counted.marks),
    ];
    rows.map(|(what, count)| (what, format::count(count))).into()
}

/// A name of a figure that is there.
fn example(shown: &Report<Shown>) -> Option<String> {
    let table = shown
        .sections()
        .iter()
        .flat_map(|section| &section.tables)
        .find(|table| table.columns.len() > 1 && !table.rows.is_empty())?;
    Some(format!("{}.{}.{}", table.id, table.rows.first()?.id, table.columns.get(1)?.id))
}

fn of_section(section: &report::Section<Shown>, number: usize) -> Section<'_> {
    let charts =
        (1..).zip(&section.charts).map(|(place, chart)| of_chart(chart, format!("{number}.{place}")));
    let tables =
        (1..).zip(&section.tables).map(|(place, table)| table::of(table, format!("{number}.{place}")));
    Section {
        id: section.id,
        number,
        title: section.title,
        words: words::grouped(&section.words),
        listed: listed(section, number),
        charts: charts.collect(),
        tables: tables.collect(),
    }
}

/// What is in a section, where that is more than is seen at a glance.
fn listed(section: &report::Section<Shown>, number: usize) -> Vec<Listed<'_>> {
    const MANY: usize = 4;
    if section.charts.len() + section.tables.len() <= MANY {
        return Vec::new();
    }
    let charts = (1..).zip(&section.charts).map(|(place, chart): (usize, _)| Listed {
        link: format!("chart-{}", chart.id),
        number: format!("Figure {number}.{place}"),
        title: &chart.title,
    });
    let tables = (1..).zip(&section.tables).map(|(place, table): (usize, _)| Listed {
        link: table.id.to_owned(),
        number: format!("Table {number}.{place}"),
        title: &table.caption,
    });
    charts.chain(tables).collect()
}

fn of_chart(chart: &report::Chart<Shown>, number: String) -> Chart<'_> {
    let figures = chart::figures(chart);
    let rows = figures.rows.into_iter().map(|(name, cells)| Row {
        id: "",
        name,
        total: false,
        cells: cells.iter().map(|cell| table::cell(cell, String::new(), Look::Figure, true)).collect(),
    });
    let left_out = match chart.withheld {
        0 => None,
        1 => Some("1 point is left out (c), because it could identify a child.".to_owned()),
        many => Some(format!(
            "{} points are left out (c), because they could identify a child.",
            format::count(many)
        )),
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
