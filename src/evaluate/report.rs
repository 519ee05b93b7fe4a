//! What an evaluation says: sections of words, tables and charts, before and after disclosure control.
//!
//! Every figure carries its [`Basis`]: how many children stand behind it, and for money how much of it
//! is the largest ones'. Analyses only say what is so; whether it may be shown is decided in one place,
//! `disclosure`, which alone makes a `Shown` report.

use crate::domain::Pence;

/// Sections in reading order.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The sections.
    pub sections: Vec<Section>,
}

/// A subject.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Its name in links and figures: `effect`.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What it says, in plain words, a paragraph each.
    pub words: Vec<Words>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// Its charts.
    pub charts: Vec<Chart>,
}

/// A paragraph.
///
/// Figures of children are best given as [`figures`](Self::figures): they are rounded as in the tables,
/// and where one may not be shown, the paragraph is taken out. What is written out in the text itself is
/// judged by the basis alone.
#[derive(Clone, Debug)]
pub struct Words {
    /// What it says; `{}` stands for the figures in turn.
    pub text: String,
    /// The figures in it.
    pub figures: Vec<Cell>,
    /// Who stands behind what else it tells.
    pub basis: Basis,
    /// How it is meant.
    pub tone: Tone,
}

/// How a paragraph is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As a finding or an explanation.
    Plain,
    /// As a warning: what cannot be concluded, what is missing.
    Doubt,
    /// As how it was done.
    Method,
}

impl Words {
    /// Words in which no child's figure stands.
    pub fn open(tone: Tone, text: impl Into<String>) -> Self {
        Self { text: text.into(), figures: Vec::new(), basis: Basis::Open, tone }
    }

    /// Words around figures: a `{}` for each.
    pub fn with(tone: Tone, text: impl Into<String>, figures: Vec<Cell>) -> Self {
        Self { text: text.into(), figures, basis: Basis::Open, tone }
    }

    /// Words with figures of so many children.
    pub fn about(children: usize, text: impl Into<String>) -> Self {
        let basis = Basis::Children(children);
        Self { text: text.into(), figures: Vec::new(), basis, tone: Tone::Plain }
    }
}

/// Who stands behind a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// Nobody in particular: a label, a parameter.
    Open,
    /// So many children.
    Children(usize),
    /// Money of so many children: the largest child's and the second largest's part of it.
    Money {
        /// How many children.
        children: usize,
        /// The largest part.
        first: Pence,
        /// The second largest.
        second: Pence,
    },
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its name in links, files and figures: `effect-did`. Unique in a report.
    pub id: &'static str,
    /// What it shows.
    pub caption: String,
    /// Its columns; the first names the rows.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Columns that add up to another column of the same row.
    pub across: Vec<Across>,
    /// What has to be known to read it.
    pub notes: Vec<String>,
    /// How its figures are made.
    pub how: How,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name in files: `mean_change`.
    pub id: &'static str,
    /// Its heading.
    pub label: String,
    /// Whether the rows before a total add up to it. Only counts and money do.
    pub sums: bool,
    /// What it counts, where the same number stands in another table too: with the row's key it tells
    /// the number everywhere. A column of one group names it: `children&sex=F`. Empty where it stands here
    /// alone.
    ///
    /// `planned~spent` names a sum that tells nearly what the row's `spent` does, `~spent` an estimate: they
    /// are never shown where that is withheld. `^spent` is a part of the total of the column `spent`.
    pub key: String,
}

impl Column {
    /// Whether it tells the smallest or the largest of something: one child's own figure.
    pub fn is_extreme(&self) -> bool {
        self.id.split('_').any(|word| matches!(word, "min" | "max" | "minimum" | "maximum"))
    }
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name in figures: a code, `all`.
    pub id: String,
    /// Whom it is about, for the same number in another table: `need_level=2`; empty for everybody in both
    /// arms. Everybody with a budget, and all that was bought, is `arm=budget`. `of=time` says that it is
    /// about other sums of the same children.
    pub key: String,
    /// Whether it is the total of the rows before it, back to the total before.
    pub total: bool,
    /// Its cells, one for each column.
    pub cells: Vec<Cell>,
}

/// Columns that add up to another. Where they do not quite, as `followed_up` alone within `children`, what
/// is left is taken for a figure that the table tells without showing it, and guarded like one.
#[derive(Clone, Debug)]
pub struct Across {
    /// Places of the parts.
    pub parts: Vec<usize>,
    /// Place of the sum.
    pub sum: usize,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub value: Value,
    /// Who stands behind it.
    pub basis: Basis,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// So many children or things.
    Count(usize),
    /// A sum of money.
    Money(Pence),
    /// Money that is estimated: a mean, a cost per child; in pounds.
    Pounds(f64),
    /// A number, shown with so many decimals.
    Number(f64, u8),
    /// A share of one, shown in per cent. On a basis of children it is a share of these children; a share
    /// of money has a basis of money.
    Share(f64),
    /// From, to, and so many decimals.
    Interval(f64, f64, u8),
    /// Money from, to; in pounds.
    PoundsInterval(f64, f64),
    /// The question makes no sense here: `z`.
    NotApplicable,
    /// It is not known: `:`.
    NotAvailable,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { value: Value::Text(text.into()), basis: Basis::Open }
    }

    /// A count of children, who stand behind it themselves.
    pub fn children(count: usize) -> Self {
        Self { value: Value::Count(count), basis: Basis::Children(count) }
    }

    /// A figure of so many children. What is no finite number is told as not available.
    pub fn of(children: usize, value: Value) -> Self {
        Self { value: value.finite(), basis: Basis::Children(children) }
    }

    /// A figure nobody stands behind: a parameter, a limit.
    pub fn open(value: Value) -> Self {
        Self { value: value.finite(), basis: Basis::Open }
    }

    /// A sum of money, from each child's part of it.
    pub fn money(parts: impl IntoIterator<Item = Pence>) -> Self {
        let (mut children, mut sum) = (0, Pence::new(0));
        let (mut first, mut second) = (Pence::new(0), Pence::new(0));
        for part in parts {
            children += 1;
            sum += part;
            if part > first {
                (first, second) = (part, first);
            } else if part > second {
                second = part;
            }
        }
        Self { value: Value::Money(sum), basis: Basis::Money { children, first, second } }
    }
}

impl Value {
    /// A value without infinities and what is no number.
    pub fn finite(self) -> Self {
        let finite = match &self {
            Self::Pounds(value) | Self::Number(value, _) | Self::Share(value) => value.is_finite(),
            Self::Interval(low, high, _) | Self::PoundsInterval(low, high) => {
                low.is_finite() && high.is_finite()
            }
            _ => true,
        };
        if finite { self } else { Self::NotAvailable }
    }
}

/// How the figures of a table are made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// The formula or rule, in words and signs.
    pub formula: String,
    /// From which rows: what is counted and what is left out.
    pub rows: String,
    /// Where the method comes from.
    pub source: String,
}

impl How {
    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.formula.is_empty() && self.rows.is_empty() && self.source.is_empty()
    }
}

/// A chart.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its name in links: `spend-by-month`. Unique in a report.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// What is to be seen in it, for those who do not see it.
    pub description: String,
    /// Along the bottom.
    pub x: String,
    /// Up the side.
    pub y: String,
    /// What its heights are.
    pub draws: Draws,
    /// What is drawn.
    pub drawing: Drawing,
}

/// What the heights of a chart are: they are rounded as in tables, and what could be worked out from the
/// others is left out. A height that stands in a table too is never shown where the table withholds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draws {
    /// Children, or things of theirs: parts of a whole.
    Counts,
    /// Sums of money in pounds: parts of a whole, or on a line the sum so far.
    Money,
    /// Estimates: means, shares, scores.
    Estimates,
}

/// What a chart draws.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// Lines over steps with names or numbers.
    Lines {
        /// Names of places along the bottom; none: numbers.
        ticks: Vec<(f64, String)>,
        /// The lines.
        lines: Vec<Line>,
    },
    /// Bars side by side.
    Bars(Vec<Bar>),
    /// A field of shades: columns, then rows with a cell for each.
    Heat {
        /// Names of the columns.
        columns: Vec<String>,
        /// Rows by name.
        rows: Vec<(String, Vec<Point>)>,
    },
    /// Points, and perhaps a line through them with its band.
    Scatter {
        /// Points: each a group of children, never one.
        points: Vec<Point>,
        /// The line, from left to right.
        fitted: Vec<Line>,
    },
    /// Estimates with their intervals, one below the other, and where no difference lies.
    Forest {
        /// The rows.
        rows: Vec<Estimate>,
        /// No difference.
        none: f64,
    },
    /// Replicates on the plane of effect (across) and cost (up), with the estimate itself.
    Plane {
        /// Replicates.
        replicates: Vec<(f64, f64)>,
        /// The estimate.
        estimate: (f64, f64),
        /// Who stands behind it.
        basis: Basis,
    },
}

/// A line of a chart.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Its points, from left to right.
    pub points: Vec<Point>,
}

/// A point of a chart.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// Across.
    pub x: f64,
    /// Up; what a heat map shades.
    pub y: f64,
    /// Who stands behind it.
    pub basis: Basis,
}

/// A bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// How high.
    pub height: f64,
    /// Who stands behind it.
    pub basis: Basis,
}

/// An estimate with its interval.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// Whose.
    pub name: String,
    /// The estimate.
    pub value: f64,
    /// Its interval.
    pub low: f64,
    /// Its interval.
    pub high: f64,
    /// Who stands behind it.
    pub basis: Basis,
    /// Whether it sums up the others.
    pub pooled: bool,
}
