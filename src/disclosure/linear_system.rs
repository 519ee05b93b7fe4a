//! Every count and every sum of money of a report, each once, and how they add up.
//!
//! The same number in two tables is one [`Figure`]. A [`Relation`] says that parts make up a whole: rows
//! their total, columns their sum, groups of children everybody. What a whole has beyond the parts that
//! are shown is a figure too, one that everybody can work out and that has to be guarded like the others.
//! The heights of charts take part: where one of them stands in no table, their sum is taken to be known;
//! the points of a line are sums so far. What tells nearly what a figure does goes with it.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::{Basis, Cell, Chart, Drawing, Draws, Report, Row, Table, Value};
use crate::rules::Rules;
use statistics::number::{pounds, real};

use super::primary::{self, Why};

/// Where a figure stands: a table by its place in the report, a row, a column.
pub(super) type At = (usize, usize, usize);
/// Where a mark stands: a chart by its place in the report, a mark of it.
pub(super) type Mark = (usize, usize);

/// A count or a sum.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The exact number; money in pounds.
    pub value: f64,
    /// Why it must not be known, if so.
    pub why: Option<Why>,
    /// How far below and above it somebody must at least be left to guess.
    pub guard: (f64, f64),
    pub money: bool,
    /// What is lost when it is withheld. Nothing for what is not shown anyway.
    pub cost: f64,
    pub withheld: bool,
}

/// Figures that make up another, the last.
pub(super) type Relation = Vec<(usize, f64)>;

/// The figures and relations of a report.
#[derive(Debug, Default)]
pub(super) struct System {
    pub figures: Vec<Figure>,
    pub relations: Vec<Relation>,
    /// Which figure stands where.
    pub tables: BTreeMap<At, usize>,
    /// Which figure is drawn where.
    pub marks: BTreeMap<Mark, usize>,
    /// Cells that tell nearly what a figure tells, and go with it.
    pub like: Vec<(At, usize)>,
    labels: BTreeMap<(String, (Kind, u64, usize)), usize>,
    names: BTreeMap<(String, String), usize>,
    rows: BTreeMap<(String, (Kind, u64, usize)), usize>,
    same: BTreeMap<(Kind, u64, usize), Vec<usize>>,
}

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Count,
    Money,
}

/// What a figure is, before it is known whether it was met already.
struct Candidate<'a> {
    kind: Kind,
    value: f64,
    basis: Basis,
    why: Option<Why>,
    rules: &'a Rules,
}

/// The figures of a report, and how they hang together.
pub(super) fn system(report: &Report, rules: &Rules) -> System {
    let mut system = System::default();
    let tables = || report.sections().iter().flat_map(|section| &section.tables).enumerate();
    for (place, table) in tables() {
        system.read(place, table, rules);
    }
    for (place, table) in tables() {
        system.liken(place, table);
    }
    for (place, table) in tables() {
        system.add_up_columns(place, table, rules);
        system.add_up_rows(place, table, rules);
        system.add_up_groups(place, table, rules);
    }
    let charts = report.sections().iter().flat_map(|section| &section.charts);
    for (place, chart) in charts.enumerate() {
        system.add_up_chart(place, chart, rules);
    }
    system.relations.sort_by(|a, b| a.partial_cmp(b).expect("coefficients are numbers"));
    system.relations.dedup();
    system
}

/// What parts of a row's name do not tell whom it is about: of what it is, and where it is looked at.
const ASIDE: [&str; 5] = ["measure", "unit", "settled", "view", "worth"];

/// The names of a row's group, in an order of their own.
fn parts(key: &str) -> Vec<&str> {
    let mut parts: Vec<_> =
        key.split('&').filter(|part| !part.is_empty() && !part.starts_with("of=")).collect();
    parts.sort_unstable();
    parts
}

fn candidate<'a>(cell: &Cell, extreme: bool, rules: &'a Rules) -> Option<Candidate<'a>> {
    if matches!(cell.basis, Basis::Open) || extreme {
        return None;
    }
    let (kind, value) = match cell.value {
        Value::Count(number) => (Kind::Count, real(number)),
        Value::Money(sum) => (Kind::Money, pounds(sum)),
        _ => return None,
    };
    Some(Candidate { kind, value, basis: cell.basis, why: primary::cell(cell, rules), rules })
}

impl Candidate<'_> {
    /// A count of few children may be anything from none to the threshold; anything else is guarded by a
    /// part of itself.
    fn guard(&self) -> (f64, f64) {
        let threshold = f64::from(self.rules.threshold);
        let part = self.rules.near * self.value.abs();
        let width = match self.kind {
            Kind::Count if self.value < threshold => return (self.value, threshold - self.value),
            Kind::Count => part.max(threshold),
            Kind::Money => part.max(pounds(self.rules.round_money)),
        };
        (if self.value < 0.0 { width } else { width.min(self.value) }, width)
    }

    fn figure(&self) -> Figure {
        let (money, withheld) = (self.kind == Kind::Money, self.why.is_some());
        Figure { value: self.value, why: self.why, guard: self.guard(), money, cost: 0.0, withheld }
    }

    const fn identity(&self) -> (Kind, u64, usize) {
        (self.kind, self.value.to_bits(), self.basis.children())
    }
}

impl System {
    /// Whether a number outside of tables is withheld in them: it stands there, and nowhere shown.
    pub(super) fn withholds(&self, cell: &Cell, rules: &Rules) -> bool {
        let alike = candidate(cell, false, rules).and_then(|candidate| self.same.get(&candidate.identity()));
        alike.is_some_and(|alike| alike.iter().all(|at| self.figures[*at].withheld))
    }

    fn note(&mut self, candidate: &Candidate<'_>) -> usize {
        self.figures.push(candidate.figure());
        self.same.entry(candidate.identity()).or_default().push(self.figures.len() - 1);
        self.figures.len() - 1
    }

    /// Reads the figures of a table.
    fn read(&mut self, place: usize, table: &Table, rules: &Rules) {
        let mut here = BTreeSet::new();
        for (at_row, row) in table.rows.iter().enumerate() {
            for (at_column, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
                let Some(candidate) = candidate(cell, column.is_extreme(), rules) else { continue };
                let figure = self.met(table, (at_row, at_column), &candidate, &here);
                let figure = figure.unwrap_or_else(|| self.note(&candidate));
                here.insert(figure);
                if let Some(name) = name(table, at_column, at_row) {
                    self.names.entry(name).or_insert(figure);
                }
                self.rows.entry(row_identity(row, &candidate)).or_insert(figure);
                if let Some(Value::Text(label)) = row.cells.first().map(|cell| &cell.value) {
                    self.labels.entry((label.clone(), candidate.identity())).or_insert(figure);
                }
                self.tables.insert((place, at_row, at_column), figure);
                let known = &mut self.figures[figure];
                known.cost += 1.0 + real(means_of(&row.cells, &candidate));
                known.why = known.why.or(candidate.why);
                known.withheld |= candidate.why.is_some();
            }
        }
    }

    /// Notes what tells nearly what a figure tells (`planned~spent`), or a part of a total (`^spent`).
    fn liken(&mut self, place: usize, table: &Table) {
        for (at_column, column) in table.columns.iter().enumerate() {
            if let Some(of) = column.key.strip_prefix('^') {
                self.part_of(place, table, at_column, of);
            }
            let Some((_, like)) = column.key.split_once('~') else { continue };
            for (at_row, row) in table.rows.iter().enumerate() {
                let aside =
                    |part: &&str| part.split_once('=').is_some_and(|(thing, _)| ASIDE.contains(&thing));
                let mut group: Vec<&str> = row.key.split('&').filter(|part| !aside(part)).collect();
                group.sort_unstable();
                if let Some(&figure) = self.names.get(&(like.to_owned(), group.join("&"))) {
                    self.like.push(((place, at_row, at_column), figure));
                }
            }
        }
    }

    /// A part of a total hangs on the total, and on the figure beside it.
    fn part_of(&mut self, place: usize, table: &Table, at_column: usize, of: &str) {
        let Some(whole) = table.columns.iter().position(|column| column.key == of) else { return };
        for at_row in 0..table.rows.len() {
            let last = (at_row..table.rows.len()).find(|row| table.rows[*row].total);
            for row in last.into_iter().chain([at_row]) {
                if let Some(&figure) = self.tables.get(&(place, row, whole)) {
                    self.like.push(((place, at_row, at_column), figure));
                }
            }
        }
    }

    /// The figure of another table that this one is: of the same name, or the same number of as many
    /// children in a row of the same name.
    fn met(
        &self,
        table: &Table,
        (row, column): (usize, usize),
        candidate: &Candidate<'_>,
        here: &BTreeSet<usize>,
    ) -> Option<usize> {
        let same = |at: &&usize| self.figures[**at].value.to_bits() == candidate.value.to_bits();
        let named = name(table, column, row).and_then(|name| self.names.get(&name));
        let alike =
            || self.rows.get(&row_identity(&table.rows[row], candidate)).filter(|_| candidate.value != 0.0);
        named.filter(same).or_else(|| alike().filter(|at| !here.contains(at))).copied()
    }

    /// What a whole has beyond its parts: a figure that is never shown.
    fn rest(&mut self, value: f64, sensitive: bool, rules: &Rules) -> usize {
        let basis = Basis::Children(0);
        let why = sensitive.then_some(Why::Few);
        let candidate = Candidate { kind: Kind::Count, value, basis, why, rules };
        self.figures.push(Figure { withheld: true, ..candidate.figure() });
        self.figures.len() - 1
    }

    /// Adds parts up to their sum, with what is left over, if the parts are said to be of the whole.
    fn relate(&mut self, parts: &[usize], sum: usize, kind: Rest, rules: &Rules) {
        let total: f64 = parts.iter().map(|part| self.figures[*part].value).sum();
        let left = self.figures[sum].value - total;
        let even = left.abs() < 0.005;
        let mut relation: Relation = parts.iter().map(|part| (*part, 1.0)).collect();
        match kind {
            Rest::Unlikely if !even => return,
            Rest::Guarded | Rest::Declared if left < -0.005 => return,
            Rest::Declared if even => {}
            Rest::Unlikely => {}
            Rest::Declared | Rest::Guarded => {
                let few = !self.figures[sum].money && left < f64::from(rules.threshold);
                relation.push((self.rest(left.max(0.0), few, rules), 1.0));
            }
        }
        relation.push((sum, -1.0));
        self.add(relation);
    }

    /// Adds a relation, each of its figures once.
    fn add(&mut self, mut relation: Relation) {
        relation.sort_by_key(|(figure, _)| *figure);
        relation.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1 += if same { next.1 } else { 0.0 };
            same
        });
        relation.retain(|(_, sign)| *sign != 0.0);
        if relation.len() > 1 {
            self.relations.push(relation);
        }
    }

    /// Rows before a total make it up.
    fn add_up_columns(&mut self, place: usize, table: &Table, rules: &Rules) {
        let mut first = 0;
        for (last, _) in table.rows.iter().enumerate().filter(|(_, row)| row.total) {
            for (at_column, column) in table.columns.iter().enumerate() {
                let parts: Vec<_> = (first..last)
                    .filter_map(|row| self.tables.get(&(place, row, at_column)).copied())
                    .collect();
                if let (Some(&sum), false) = (self.tables.get(&(place, last, at_column)), parts.is_empty()) {
                    let kind = if column.sums { Rest::Declared } else { Rest::Unlikely };
                    self.relate(&parts, sum, kind, rules);
                }
            }
            first = last + 1;
        }
    }

    /// Columns of a row make up another.
    fn add_up_rows(&mut self, place: usize, table: &Table, rules: &Rules) {
        for across in &table.across {
            let found: Vec<(Vec<usize>, usize)> = (0..table.rows.len())
                .filter_map(|row| {
                    let figure = |column: &usize| self.tables.get(&(place, row, *column)).copied();
                    let parts: Vec<_> = across.parts.iter().filter_map(figure).collect();
                    Some((parts, figure(&across.sum)?)).filter(|(parts, _)| !parts.is_empty())
                })
                .collect();
            let left = |(parts, sum): &(Vec<usize>, usize)| {
                let total: f64 = parts.iter().map(|part| self.figures[*part].value).sum();
                self.figures[*sum].value - total
            };
            // Where one row has a rest, the rows without one tell that they have none.
            let kind = if found.iter().any(|row| left(row) > 0.005) { Rest::Guarded } else { Rest::Declared };
            for (parts, sum) in found {
                self.relate(&parts, sum, kind, rules);
            }
        }
    }

    /// Groups by one thing make up those of whom the rest of their names tells, wherever that stands.
    fn add_up_groups(&mut self, place: usize, table: &Table, rules: &Rules) {
        let mut groups: BTreeMap<(String, &str, String), (Vec<usize>, bool)> = BTreeMap::new();
        let here = self.tables.range((place, 0, 0)..(place + 1, 0, 0));
        for (&(_, at_row, at_column), &figure) in here {
            let (column, mut names) = column_name(table, at_column);
            let of_column = names.clone();
            names.extend(parts(&table.rows[at_row].key));
            names.sort_unstable();
            for (left_out, name) in names.iter().enumerate() {
                let rest = [&names[..left_out], &names[left_out + 1..]].concat().join("&");
                let thing = name.split('=').next().unwrap_or_default();
                let (group, said) = groups.entry((column.clone(), thing, rest)).or_default();
                group.push(figure);
                *said = table.columns[at_column].sums && !of_column.contains(name);
            }
        }
        for ((column, _, rest), (parts, said)) in groups {
            let whole = self.names.get(&(column, rest)).copied();
            if let Some(sum) = whole.filter(|sum| parts.len() > 1 && !parts.contains(sum)) {
                let kind = if said { Rest::Declared } else { Rest::Unlikely };
                self.relate(&parts, sum, kind, rules);
            }
        }
    }

    /// The heights of a chart that are parts of a whole; the whole is taken to be known.
    fn add_up_chart(&mut self, place: usize, chart: &Chart, rules: &Rules) {
        if chart.draws == Draws::Estimates {
            return;
        }
        let known = self.figures.len();
        let sums: Vec<Vec<Option<usize>>> = match &chart.drawing {
            Drawing::Bars(bars) => {
                let heights = bars.iter().map(|bar| (Some(bar.name.as_str()), bar.height, bar.basis));
                vec![self.heights(place, 0, heights, chart.draws, rules)]
            }
            Drawing::Lines { lines, .. } => {
                let mut from = 0;
                for line in lines {
                    let heights = line.points.iter().map(|point| (None, point.y, point.basis));
                    let heights = self.heights(place, from, heights, chart.draws, rules);
                    self.add_up_line(&heights);
                    from += line.points.len();
                }
                return;
            }
            Drawing::Heat { columns, rows } => {
                let mut from = 0;
                let mut sums = Vec::with_capacity(rows.len() + columns.len());
                for (name, points) in rows {
                    let found = points.iter().map(|point| (Some(name.as_str()), point.y, point.basis));
                    sums.push(self.heights(place, from, found, chart.draws, rules));
                    from += points.len();
                }
                for column in 0..columns.len() {
                    let found =
                        sums.iter().take(rows.len()).map(|row| row.get(column).copied().flatten()).collect();
                    sums.push(found);
                }
                sums
            }
            Drawing::Scatter { .. } | Drawing::Forest { .. } | Drawing::Plane { .. } => return,
        };
        // Heights that all stand in tables add up there to what is or is not shown.
        let repeats = |sum: &Vec<Option<usize>>| sum.iter().flatten().all(|figure| *figure < known);
        for sum in sums.into_iter().filter(|sum| !repeats(sum)) {
            self.add(sum.into_iter().flatten().map(|figure| (figure, 1.0)).collect());
        }
    }

    /// The points of a line are sums so far: what comes between two is a figure of its own.
    fn add_up_line(&mut self, points: &[Option<usize>]) {
        for pair in points.windows(2) {
            let [Some(before), Some(after)] = pair else { continue };
            let step = self.figures[*after].value - self.figures[*before].value;
            let is_step = |figure: &Figure| figure.money && (figure.value - step).abs() < 0.005;
            if let Some(step) = self.figures.iter().position(is_step).filter(|step| step != after) {
                self.add(vec![(*before, 1.0), (step, 1.0), (*after, -1.0)]);
            }
        }
    }

    fn heights<'a>(
        &mut self,
        chart: usize,
        from: usize,
        heights: impl Iterator<Item = (Option<&'a str>, f64, Basis)>,
        draws: Draws,
        rules: &Rules,
    ) -> Vec<Option<usize>> {
        let kind = if draws == Draws::Money { Kind::Money } else { Kind::Count };
        let mut found = Vec::new();
        for (mark, (name, value, basis)) in heights.enumerate() {
            if matches!(basis, Basis::Open) || !value.is_finite() {
                found.push(None);
                continue;
            }
            let why = primary::mark(value, kind == Kind::Money, basis, rules);
            let candidate = Candidate { kind, value, basis, why, rules };
            let named = name.and_then(|name| self.labels.get(&(name.to_owned(), candidate.identity())));
            let known = named.or_else(|| self.same.get(&candidate.identity())?.first()).copied();
            let figure = known.unwrap_or_else(|| self.note(&candidate));
            self.figures[figure].cost += 1.0;
            self.figures[figure].withheld |= why.is_some();
            self.figures[figure].why = self.figures[figure].why.or(why);
            self.marks.insert((chart, from + mark), figure);
            found.push(Some(figure));
        }
        found
    }
}

/// What a relation may leave over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// Nobody said that the parts make up the whole: they do if the numbers say so.
    Unlikely,
    /// They are said to be parts; where nothing is left over there is nothing to tell.
    Declared,
    /// They are parts, and that nothing is left over tells something.
    Guarded,
}

/// How many cells of a row would go with a figure.
fn means_of(cells: &[Cell], candidate: &Candidate<'_>) -> usize {
    let is_mean = |cell: &&Cell| match (&cell.value, candidate.kind) {
        (Value::Pounds(_) | Value::PoundsInterval(..), Kind::Money) => true,
        (Value::Count(_) | Value::Money(_) | Value::Text(_), _) => false,
        (_, Kind::Count) => {
            !matches!(cell.basis, Basis::Open) && cell.basis.children() == candidate.basis.children()
        }
        _ => false,
    };
    cells.iter().filter(is_mean).count()
}

/// What a figure is known by where its column has no name that another table would know.
fn row_identity(row: &Row, candidate: &Candidate<'_>) -> (String, (Kind, u64, usize)) {
    let name = if row.key.is_empty() { row.id.clone() } else { parts(&row.key).join("&") };
    (name, candidate.identity())
}

/// What a column counts, everywhere or in this table alone, and for which group.
fn column_name(table: &Table, column: usize) -> (String, Vec<&str>) {
    let column = &table.columns[column];
    if column.key.is_empty() || column.key.starts_with(['~', '^']) {
        return (format!("{}/{}", table.id, column.id), Vec::new());
    }
    let key = column.key.split('~').next().unwrap_or_default();
    let (group, name) = parts(key).into_iter().partition::<Vec<_>, _>(|part| part.contains('='));
    (name.join("&"), group)
}

/// The name of a figure. Rows without a key are told apart by their own names, but for totals.
fn name(table: &Table, column: usize, row: usize) -> Option<(String, String)> {
    let at = &table.rows[row];
    let keyless = table.rows.iter().filter(|row| row.key.is_empty()).count();
    let (name, mut group) = column_name(table, column);
    group.extend(parts(&at.key));
    group.sort_unstable();
    (!at.key.is_empty() || at.total || keyless == 1).then(|| (name, group.join("&")))
}
