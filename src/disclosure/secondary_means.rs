//! What goes with a withheld figure: the means and shares from which it could be worked out.

use std::collections::BTreeSet;

use crate::report::{Basis, Cell, Table, Value};
use crate::rules::Rules;
use statistics::number::{nearest, real};

use super::linear_system::{At, System};
use super::primary;

/// Adds the cells of a table that go, beyond those that are withheld for themselves or by the system.
pub(super) fn withhold(place: usize, table: &Table, system: &System, rules: &Rules, gone: &mut BTreeSet<At>) {
    let few = usize::try_from(rules.threshold).unwrap_or(usize::MAX);
    for (at_row, row) in table.rows.iter().enumerate() {
        let withheld: Vec<&Cell> = row
            .cells
            .iter()
            .enumerate()
            .filter(|(column, _)| {
                let figure = system.tables.get(&(place, at_row, *column));
                figure.is_some_and(|figure| system.figures[*figure].withheld)
            })
            .map(|(_, cell)| cell)
            .collect();
        for (column, cell) in row.cells.iter().enumerate() {
            if withheld.iter().any(|other| reveals(cell, other, few)) {
                gone.insert((place, at_row, column));
            }
        }
    }
    withhold_beside_total(place, table, rules, gone);
}

/// Whether an estimate would tell a withheld figure of its row. A mean of enough children does not tell how
/// many they are: it is told no finer than their number rounded (`round`).
fn reveals(cell: &Cell, withheld: &Cell, few: usize) -> bool {
    let estimate = !matches!(cell.value, Value::Count(_) | Value::Money(_) | Value::Text(_));
    let children = cell.basis.children();
    match withheld.value {
        _ if !estimate || matches!(cell.basis, Basis::Open) => false,
        Value::Money(_) => {
            matches!(cell.value, Value::Pounds(_) | Value::PoundsInterval(..))
                || matches!(cell.basis, Basis::Money { .. })
        }
        Value::Count(number) => {
            (number == children && number < few)
                || matches!((&cell.value, cell.basis), (Value::Share(share), Basis::Children(_)) if {
                    let part = usize::try_from(nearest(share * real(children))).unwrap_or(0);
                    part == number || children.saturating_sub(part) == number
                })
        }
        _ => false,
    }
}

/// An estimate withheld alone among those before a total would follow from the total and the others:
/// until those withheld stand for enough children, the next smallest goes too.
fn withhold_beside_total(place: usize, table: &Table, rules: &Rules, gone: &mut BTreeSet<At>) {
    let threshold = usize::try_from(rules.threshold).unwrap_or(usize::MAX);
    let mut first = 0;
    for (last, _) in table.rows.iter().enumerate().filter(|(_, row)| row.total) {
        for column in 1..table.columns.len() {
            let cell = |row: usize| table.rows[row].cells.get(column);
            let is_estimate = |row: usize| {
                cell(row).is_some_and(|cell| {
                    primary::is_figure(cell)
                        && !matches!(cell.value, Value::Count(_) | Value::Money(_) | Value::Text(_))
                })
            };
            let withheld = |row: usize, gone: &BTreeSet<At>| {
                gone.contains(&(place, row, column))
                    || cell(row).is_some_and(|cell| primary::cell(cell, rules).is_some())
            };
            if !is_estimate(last) || withheld(last, gone) {
                continue;
            }
            let size = |row: usize| cell(row).map_or(0, |cell| cell.basis.children());
            let parts = || (first..last).filter(|row| is_estimate(*row));
            let mut hidden: usize = parts().filter(|row| withheld(*row, gone)).map(size).sum();
            let mut any = parts().any(|row| withheld(row, gone) && size(row) > 0);
            while any && hidden < threshold {
                let next = parts().filter(|row| !withheld(*row, gone)).min_by_key(|row| (size(*row), *row));
                let row = next.unwrap_or(last);
                gone.insert((place, row, column));
                hidden += size(row);
                any = next.is_some();
            }
        }
        first = last + 1;
    }
}
