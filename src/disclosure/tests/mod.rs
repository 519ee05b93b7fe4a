//! Tests that try to find out what was withheld.

mod attack;
mod cases;
mod exhaustive;

use super::*;
use crate::report::{Across, Cell, Column, How, Mark, Report, Row, Section, Table, Value, Words};
use crate::rules::Rules;

/// What may be shown, with the names of all rows.
fn judged(report: Report, rules: &Rules) -> Report<Shown> {
    let (sections, counted) = protect::judged(report, rules);
    Report::of(sections, counted, Shown(()))
}

/// Chance that is the same every time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }
}

fn rules() -> Rules {
    Rules::default()
}

fn column(id: &'static str, key: &str, sums: bool) -> Column {
    Column { id, label: id.to_owned(), sums, key: key.to_owned() }
}

fn row(id: &str, key: &str, total: bool, cells: Vec<Cell>) -> Row {
    let cells = std::iter::once(Cell::text(id)).chain(cells).collect();
    Row { id: id.to_owned(), key: key.to_owned(), total, cells }
}

fn table(id: &'static str, columns: Vec<Column>, rows: Vec<Row>, across: Vec<Across>) -> Table {
    let columns = std::iter::once(column("name", "", false)).chain(columns).collect();
    let caption = String::new();
    Table { id, caption, columns, rows, across, notes: Vec::new(), how: How::default() }
}

fn report(tables: Vec<Table>) -> Report {
    Report::new(vec![Section { id: "test", title: "Test", tables, ..Section::default() }])
}

fn counts(numbers: &[usize]) -> Vec<Cell> {
    numbers.iter().map(|number| Cell::children(*number)).collect()
}

/// A two-way table of counts with its totals on both sides.
fn two_way(id: &'static str, names: (&str, &str), inside: &[Vec<usize>]) -> Table {
    const IDS: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let wide = inside[0].len();
    let mut columns: Vec<Column> =
        (0..wide).map(|at| column(IDS[at], &format!("children&{}={at}", names.1), true)).collect();
    columns.push(column("all", "children", true));
    let with_sum = |numbers: &[usize]| {
        let mut numbers = numbers.to_vec();
        numbers.push(numbers.iter().sum());
        counts(&numbers)
    };
    let mut rows: Vec<Row> = inside
        .iter()
        .enumerate()
        .map(|(at, numbers)| row(&at.to_string(), &format!("{}={at}", names.0), false, with_sum(numbers)))
        .collect();
    let totals: Vec<usize> = (0..wide).map(|at| inside.iter().map(|row| row[at]).sum()).collect();
    rows.push(row("all", "", true, with_sum(&totals)));
    table(id, columns, rows, vec![Across { parts: (1..=wide).collect(), sum: wide + 1 }])
}

/// Which cells of a table are withheld.
fn marks(table: &Table<Shown>) -> Vec<Vec<bool>> {
    let marked = |cell: &Cell<Shown>| matches!(cell.value, Value::Mark(Mark::Confidential));
    table.rows.iter().map(|row| row.cells.iter().skip(1).map(marked).collect()).collect()
}

fn numbers(table: &Table) -> Vec<Vec<usize>> {
    let number = |cell: &Cell| match cell.value {
        Value::Count(number) => number,
        _ => panic!("not a count"),
    };
    table.rows.iter().map(|row| row.cells.iter().skip(1).map(number).collect()).collect()
}
