//! A report as it may be shown. It is only ever made by [`protect`](super::protect).

use crate::domain::Pence;
use crate::evaluate::report::{Column, Draws, How, Tone};

/// A report in which nothing leads to a child.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub(super) sections: Vec<ShownSection>,
    pub(super) counted: Counted,
}

impl Shown {
    /// The sections, in reading order.
    pub fn sections(&self) -> &[ShownSection] {
        &self.sections
    }

    /// What was withheld in all.
    pub const fn counted(&self) -> Counted {
        self.counted
    }
}

/// How much was withheld, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Figures in tables, in all.
    pub figures: usize,
    /// Figures with too few children behind them, or behind the rest of the whole they are a part of.
    pub few: usize,
    /// Sums that one or two children make up.
    pub large: usize,
    /// Figures from which a withheld one would follow.
    pub follow: usize,
    /// Paragraphs.
    pub words: usize,
    /// Bars, points and other marks of charts.
    pub marks: usize,
}

impl Counted {
    /// Figures withheld in tables.
    pub const fn withheld(&self) -> usize {
        self.few + self.large + self.follow
    }

    pub(super) const fn add(&mut self, other: Self) {
        self.figures += other.figures;
        self.few += other.few;
        self.large += other.large;
        self.follow += other.follow;
        self.words += other.words;
        self.marks += other.marks;
    }
}

/// A subject.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownSection {
    /// Its name in links and figures.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Its paragraphs.
    pub words: Vec<ShownWords>,
    /// Its tables.
    pub tables: Vec<ShownTable>,
    /// Its charts.
    pub charts: Vec<ShownChart>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownWords {
    /// What it says; where it was withheld, that it was.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Whether it was withheld.
    pub withheld: bool,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownTable {
    /// Its name in links, files and figures.
    pub id: &'static str,
    /// What it shows.
    pub caption: String,
    /// Its columns; the first names the rows.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<ShownRow>,
    /// What has to be known to read it.
    pub notes: Vec<String>,
    /// How its figures are made.
    pub how: How,
    /// What was withheld in it.
    pub counted: Counted,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRow {
    /// Its name in figures.
    pub id: String,
    /// Whether it is a total.
    pub total: bool,
    /// Its cells, one for each column.
    pub cells: Vec<ShownCell>,
}

/// A cell, rounded, or the mark that stands for it.
#[derive(Clone, Debug, PartialEq)]
pub enum ShownCell {
    /// Words.
    Text(String),
    /// So many children or things, rounded.
    Count(usize),
    /// A sum of money, rounded.
    Money(Pence),
    /// Estimated money, in pounds, to three figures.
    Pounds(f64),
    /// A number with so many decimals.
    Number(f64, u8),
    /// A share in whole per cent: `93.0`.
    Percent(f64),
    /// From, to, and so many decimals.
    Interval(f64, f64, u8),
    /// Estimated money from, to; in pounds.
    PoundsInterval(f64, f64),
    /// Nothing is told.
    Mark(Mark),
}

/// The symbols of the Department for Education for what is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Withheld, because it could lead to a child.
    Confidential,
    /// The question makes no sense here.
    NotApplicable,
    /// Not known.
    NotAvailable,
}

impl Mark {
    /// The symbol.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Confidential => "c",
            Self::NotApplicable => "z",
            Self::NotAvailable => ":",
        }
    }

    /// What it means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Confidential => "confidential: withheld, because it could lead to a child",
            Self::NotApplicable => "not applicable",
            Self::NotAvailable => "not available",
        }
    }
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownChart {
    /// Its name in links.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// What is to be seen in it.
    pub description: String,
    /// Along the bottom.
    pub x: String,
    /// Up the side.
    pub y: String,
    /// What its heights are.
    pub draws: Draws,
    /// What is drawn.
    pub drawing: ShownDrawing,
    /// How many marks were left out.
    pub withheld: usize,
}

/// What a chart draws. A height that is withheld is `None`, or its point is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum ShownDrawing {
    /// Lines over steps with names or numbers.
    Lines {
        /// Names of places along the bottom; none: numbers.
        ticks: Vec<(f64, String)>,
        /// The lines.
        lines: Vec<ShownLine>,
    },
    /// Bars side by side: name and height.
    Bars(Vec<(String, Option<f64>)>),
    /// A field of shades: columns, then rows with a shade for each.
    Heat {
        /// Names of the columns.
        columns: Vec<String>,
        /// Rows by name.
        rows: Vec<(String, Vec<Option<f64>>)>,
    },
    /// Points, and perhaps lines through them.
    Scatter {
        /// Points, across and up.
        points: Vec<(f64, f64)>,
        /// The lines.
        fitted: Vec<ShownLine>,
    },
    /// Estimates with their intervals, one below the other.
    Forest {
        /// The rows that are left.
        rows: Vec<ShownEstimate>,
        /// No difference.
        none: f64,
    },
    /// Replicates on the plane of effect (across) and cost (up), with the estimate itself.
    Plane {
        /// Replicates.
        replicates: Vec<(f64, f64)>,
        /// The estimate.
        estimate: Option<(f64, f64)>,
    },
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownLine {
    /// Its name.
    pub name: String,
    /// Its points, across and up.
    pub points: Vec<(f64, f64)>,
}

/// An estimate with its interval.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownEstimate {
    /// Whose.
    pub name: String,
    /// The estimate.
    pub value: f64,
    /// Its interval.
    pub low: f64,
    /// Its interval.
    pub high: f64,
    /// Whether it sums up the others.
    pub pooled: bool,
}
