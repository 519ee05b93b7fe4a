//! What is withheld of a whole report, and why.

use std::collections::BTreeSet;

use crate::report::{Basis, Cell, Report, Row, Table, Value, Words};
use crate::rules::Rules;
use statistics::number::figures;

use super::linear_system::{self, At, System};
use super::primary::{self, Why};
use super::{secondary, secondary_means};

/// Why a cell is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Because {
    /// Too few children.
    Few,
    /// One or two make up most.
    Large,
    /// A withheld figure would follow from it.
    Follows,
}

/// What is withheld.
pub(super) struct Verdict<'a> {
    rules: &'a Rules,
    system: System,
    means: BTreeSet<At>,
    estimates: BTreeSet<(u64, usize)>,
}

/// Decides on everything.
pub(super) fn of<'a>(report: &Report, rules: &'a Rules) -> Verdict<'a> {
    let mut system = linear_system::system(report, rules);
    secondary::withhold(&mut system);
    let like = system.like.iter().filter(|(_, figure)| system.figures[*figure].withheld);
    let means = like.map(|(at, _)| *at).collect();
    let mut verdict = Verdict { rules, system, means, estimates: BTreeSet::new() };
    loop {
        let before = (verdict.means.len(), verdict.estimates.len());
        for (place, table) in report.sections().iter().flat_map(|section| &section.tables).enumerate() {
            verdict.read(place, table);
        }
        if before == (verdict.means.len(), verdict.estimates.len()) {
            return verdict;
        }
    }
}

/// Which cells of a report are withheld: each table by its place in the report, row, column.
pub fn withheld(report: &Report, rules: &Rules) -> BTreeSet<(usize, usize, usize)> {
    let verdict = of(report, rules);
    let tables = report.sections().iter().flat_map(|section| &section.tables).enumerate();
    let all = tables
        .flat_map(|(place, table)| cells(table).map(move |(row, column, _)| (table, (place, row, column))));
    all.filter(|(table, at)| verdict.cell(table, *at).is_some()).map(|(_, at)| at).collect()
}

impl Verdict<'_> {
    pub(super) const fn rules(&self) -> &Rules {
        self.rules
    }

    /// Takes note of the estimates of a table that are withheld, wherever else they stand.
    fn read(&mut self, place: usize, table: &Table) {
        for (row, column, cell) in cells(table) {
            if self.cell(table, (place, row, column)).is_some() {
                self.means.insert((place, row, column));
                self.estimates.extend(estimates(cell));
            }
        }
        secondary_means::withhold(place, table, &self.system, self.rules, &mut self.means);
    }

    /// Why a cell is withheld, if it is.
    pub(super) fn cell(&self, table: &Table, at: At) -> Option<Because> {
        let (_, row, column) = at;
        let cell = table.rows[row].cells.get(column)?;
        if !primary::is_figure(cell) {
            return None;
        }
        let extreme = table.columns.get(column).is_some_and(crate::report::Column::is_extreme);
        let why =
            primary::cell(cell, self.rules).filter(|_| !is_hundred_per_cent(table, row, column, self.rules));
        match why {
            Some(Why::Few) => return Some(Because::Few),
            Some(Why::Large) => return Some(Because::Large),
            None if extreme => return Some(Because::Few),
            None => {}
        }
        let follows = match self.system.tables.get(&at) {
            Some(figure) => self.system.figures[*figure].withheld,
            None => self.means.contains(&at) || estimates(cell).iter().any(|it| self.estimates.contains(it)),
        };
        follows.then_some(Because::Follows)
    }

    /// Whether a paragraph is withheld.
    pub(super) fn paragraph(&self, words: &Words) -> bool {
        let withheld = |cell: &Cell| {
            primary::cell(cell, self.rules).is_some()
                || estimates(cell).iter().any(|it| self.estimates.contains(it))
                || self.system.withholds(cell, self.rules)
        };
        primary::why(words.basis, None, self.rules).is_some() || words.figures.iter().any(withheld)
    }

    /// Whether a mark of a chart is withheld.
    pub(super) fn mark(&self, at: linear_system::Mark, height: f64, basis: Basis) -> bool {
        if matches!(basis, Basis::Open) {
            return false;
        }
        primary::why(basis, None, self.rules).is_some()
            || self.system.marks.get(&at).is_some_and(|figure| self.system.figures[*figure].withheld)
            || self.estimates.contains(&(nine_figures(height), basis.children()))
    }
}

/// Whether a cell is the hundred per cent below a column of shares that make it up: it tells nothing, where
/// there are enough children.
fn is_hundred_per_cent(table: &Table, row: usize, column: usize, rules: &Rules) -> bool {
    let share = |row: &Row| match row.cells.get(column)?.value {
        Value::Share(share) => Some(share),
        _ => None,
    };
    let (Some(at), true) = (table.rows.get(row), table.rows[row].total) else { return false };
    let few = primary::why(at.cells[column].basis, None, rules);
    let before = table.rows[..row].iter().rev().take_while(|row| !row.total);
    let parts: Vec<f64> = before.filter_map(share).collect();
    let sum: f64 = parts.iter().sum();
    few.is_none() && share(at) == Some(1.0) && parts.len() > 1 && (sum - 1.0).abs() < 1e-6
}

fn cells(table: &Table) -> impl Iterator<Item = (usize, usize, &Cell)> {
    let rows = table.rows.iter().enumerate();
    rows.flat_map(|(row, at)| at.cells.iter().enumerate().map(move |(column, cell)| (row, column, cell)))
}

/// A number by its first nine figures: the same estimate, worked out on two ways, differs after these.
fn nine_figures(number: f64) -> u64 {
    let near = figures(number, 9);
    if near == 0.0 { 0 } else { near.to_bits() }
}

/// What an estimate is known by elsewhere: its number, also in per cent, and its children.
fn estimates(cell: &Cell) -> Vec<(u64, usize)> {
    let known = |number: f64| (nine_figures(number), cell.basis.children());
    match (&cell.value, cell.basis) {
        (_, Basis::Open) => Vec::new(),
        (Value::Pounds(number) | Value::Number(number, _), _) => vec![known(*number)],
        (Value::Share(share), _) => vec![known(*share), known(share * 100.0)],
        (Value::Interval(low, high, _) | Value::PoundsInterval(low, high), _) => {
            vec![known(low + high)]
        }
        _ => Vec::new(),
    }
}
