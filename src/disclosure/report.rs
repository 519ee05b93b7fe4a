//! What a report says: sections of words, tables and charts, before and after disclosure control.
//!
//! Every figure carries what is known of who stands behind it. As an analysis works it out that is its
//! [`Basis`]: how many children, and for money how much of it is the largest ones'. Analyses only say what
//! is so; whether it may be shown is decided by [`protect`](crate::protect). What came out of there carries
//! [`Shown`](crate::Shown) instead, which nobody else can make, and that is all that is ever written.

use domain::Pence;

/// Sections in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Report<S = Basis> {
    sections: Vec<Section<S>>,
    withheld: WithheldCounts,
    basis: S,
}

impl Report {
    /// A report as it was worked out.
    pub fn new(sections: Vec<Section>) -> Self {
        Self::of(sections, WithheldCounts::default(), Basis::Open)
    }

    /// Its sections, to be judged.
    pub(crate) fn into_sections(self) -> Vec<Section> {
        self.sections
    }
}

impl Default for Report {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<S> Report<S> {
    /// A report in one state or the other.
    pub(crate) const fn of(sections: Vec<Section<S>>, withheld: WithheldCounts, basis: S) -> Self {
        Self { sections, withheld, basis }
    }

    /// The sections, in reading order.
    pub fn sections(&self) -> &[Section<S>] {
        &self.sections
    }

    /// What was withheld in all.
    pub const fn counted(&self) -> WithheldCounts {
        self.withheld
    }
}

/// How much was withheld, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WithheldCounts {
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

impl WithheldCounts {
    /// Figures withheld in tables.
    pub const fn withheld(&self) -> usize {
        self.few + self.large + self.follow
    }
}

/// A subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<S = Basis> {
    /// Its name in links and figures: `effect`.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What it says, in plain words, a paragraph each.
    pub words: Vec<Words<S>>,
    pub tables: Vec<Table<S>>,
    pub charts: Vec<Chart<S>>,
}

impl<S> Default for Section<S> {
    fn default() -> Self {
        Self { id: "", title: "", words: Vec::new(), tables: Vec::new(), charts: Vec::new() }
    }
}

/// A paragraph.
///
/// Figures of children are best given as [`figures`](Self::figures): they are rounded as in the tables,
/// and where one may not be shown, the paragraph is taken out. What is written out in the text itself is
/// judged by the basis alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Words<S = Basis> {
    /// What it says; `{}` stands for the figures in turn. Once it may be shown they stand in it, or it says
    /// that it was withheld.
    pub text: String,
    pub figures: Vec<Cell<S>>,
    /// Who stands behind what else it tells.
    pub basis: S,
    /// How it is meant.
    pub tone: Tone,
    pub withheld: bool,
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
        Self::with(tone, text, Vec::new())
    }

    /// Words around figures: a `{}` for each.
    pub fn with(tone: Tone, text: impl Into<String>, figures: Vec<Cell>) -> Self {
        Self { text: text.into(), figures, basis: Basis::Open, tone, withheld: false }
    }

    /// Words with figures of so many children.
    pub fn about(children: usize, text: impl Into<String>) -> Self {
        Self { basis: Basis::Children(children), ..Self::open(Tone::Plain, text) }
    }
}

/// Who stands behind a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// Nobody in particular: a label, a parameter.
    Open,
    Children(usize),
    /// Money of so many children: the largest child's and the second largest's part of it.
    Money {
        children: usize,
        /// The largest part.
        first: Pence,
        /// The second largest.
        second: Pence,
    },
}

impl Basis {
    /// How many children stand behind it; of nobody in particular none.
    pub const fn children(self) -> usize {
        match self {
            Self::Open => 0,
            Self::Children(children) | Self::Money { children, .. } => children,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Table<S = Basis> {
    /// Its name in links, files and figures: `effect-did`. Unique in a report.
    pub id: &'static str,
    /// What it shows.
    pub caption: String,
    /// Its columns; the first names the rows.
    pub columns: Vec<Column>,
    pub rows: Vec<Row<S>>,
    /// Columns that add up to another column of the same row.
    pub across: Vec<Across>,
    /// What has to be known to read it.
    pub notes: Vec<String>,
    /// How its figures are made.
    pub how: How,
}

impl<S> Default for Table<S> {
    fn default() -> Self {
        let (caption, how) = (String::new(), How::default());
        let (columns, rows, across, notes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { id: "", caption, columns, rows, across, notes, how }
    }
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
#[derive(Clone, Debug, PartialEq)]
pub struct Row<S = Basis> {
    /// Its name in figures: a code, `all`.
    pub id: String,
    /// Whom it is about, for the same number in another table: `need_level=2`; empty for everybody in both
    /// arms. Everybody with a budget, and all that was bought, is `arm=budget`. `of=time` says that it is
    /// about other sums of the same children.
    pub key: String,
    /// Whether it is the total of the rows before it, back to the total before.
    pub total: bool,
    /// Its cells, one for each column.
    pub cells: Vec<Cell<S>>,
}

/// Columns that add up to another. Where they do not quite, as `followed_up` alone within `children`, what
/// is left is taken for a figure that the table tells without showing it, and guarded like one.
#[derive(Clone, Debug, PartialEq)]
pub struct Across {
    /// Places of the parts.
    pub parts: Vec<usize>,
    /// Place of the sum.
    pub sum: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Cell<S = Basis> {
    /// What stands in it; once it may be shown, rounded, or the mark that stands for it.
    pub value: Value,
    /// Who stands behind it.
    pub basis: S,
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
    /// No figure, and why.
    Mark(Mark),
}

/// The symbols of the Department for Education for what is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Withheld, because it could lead to a child. An analysis never says so.
    Confidential,
    /// The question makes no sense here.
    NotApplicable,
    /// Not known.
    NotAvailable,
}

impl Mark {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Confidential, Self::NotApplicable, Self::NotAvailable];

    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Confidential => "c",
            Self::NotApplicable => "z",
            Self::NotAvailable => ":",
        }
    }

    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Confidential => "confidential: withheld, because it could identify a child",
            Self::NotApplicable => "not applicable",
            Self::NotAvailable => "not available",
        }
    }
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
        if finite { self } else { Self::Mark(Mark::NotAvailable) }
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

#[derive(Clone, Debug, PartialEq)]
pub struct Chart<S = Basis> {
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
    pub drawing: Drawing<S>,
    /// How many marks were left out of it.
    pub withheld: usize,
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

/// What a chart draws. A mark that is withheld is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing<S = Basis> {
    /// Lines over steps with names or numbers.
    Lines {
        /// Names of places along the bottom; none: numbers.
        ticks: Vec<(f64, String)>,
        lines: Vec<Line<S>>,
    },
    /// Bars side by side.
    Bars(Vec<Bar<S>>),
    /// A field of shades: columns, then rows with a cell for each.
    Heat {
        /// Names of the columns.
        columns: Vec<String>,
        /// Rows by name; a cell lies across where its column stands, counted from nought.
        rows: Vec<(String, Vec<Point<S>>)>,
    },
    /// Points, and perhaps a line through them with its band.
    Scatter {
        /// Points: each a group of children, never one.
        points: Vec<Point<S>>,
        /// The line, from left to right.
        fitted: Vec<Line<S>>,
    },
    /// Estimates with their intervals, one below the other, and where no difference lies.
    Forest {
        rows: Vec<Estimate<S>>,
        /// No difference.
        none: f64,
    },
    /// Replicates on the plane of effect (across) and cost (up), with the estimate itself.
    Plane { replicates: Vec<(f64, f64)>, estimate: Option<Point<S>> },
}

/// A line of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<S = Basis> {
    pub name: String,
    /// Its points, from left to right.
    pub points: Vec<Point<S>>,
}

/// A point of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point<S = Basis> {
    /// Across.
    pub x: f64,
    /// Up; what a heat map shades.
    pub y: f64,
    /// Who stands behind it.
    pub basis: S,
}

impl<S> Point<S> {
    /// The point that stands there across, if there is one.
    pub fn at(points: &[Self], x: f64) -> Option<&Self> {
        points.iter().find(|point| (point.x - x).abs() < 1e-9)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bar<S = Basis> {
    pub name: String,
    /// How high.
    pub height: f64,
    /// Who stands behind it.
    pub basis: S,
}

/// An estimate with its interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate<S = Basis> {
    /// Whose.
    pub name: String,
    pub value: f64,
    /// Its interval.
    pub low: f64,
    /// Its interval.
    pub high: f64,
    /// Who stands behind it.
    pub basis: S,
    /// Whether it sums up the others.
    pub pooled: bool,
}
