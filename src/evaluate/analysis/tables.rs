//! Tables, put together with few words.

use super::fit::Likely;
use disclosure::report::{Basis, Cell, Column, Mark, Row, Value};
use statistics::describe;
use statistics::number::real;

/// A smaller probability is told as below it.
const LEAST_PROBABILITY: f64 = 0.001;

/// A column of words or of figures that do not add up.
pub fn column(id: &'static str, label: &str) -> Column {
    Column { id, label: label.into(), sums: false, key: String::new() }
}

/// A column of counts that add up, and that stand in other tables too.
pub fn counts(id: &'static str, label: &str, key: &str) -> Column {
    Column { id, label: label.into(), sums: true, key: key.into() }
}

/// A column of counts that repeat from row to row.
pub fn repeated(id: &'static str, label: &str, key: &str) -> Column {
    Column { id, label: label.into(), sums: false, key: key.into() }
}

pub fn row(id: impl Into<String>, key: impl Into<String>, cells: Vec<Cell>) -> Row {
    Row { id: id.into(), key: key.into(), total: false, cells }
}

pub fn total(id: impl Into<String>, key: impl Into<String>, cells: Vec<Cell>) -> Row {
    Row { id: id.into(), key: key.into(), total: true, cells }
}

/// The mean of values of children.
pub fn mean(values: &[f64], decimals: u8) -> Cell {
    match describe::mean(values) {
        Ok(mean) => Cell::of(values.len(), Value::Number(mean, decimals)),
        Err(_) => Cell { value: Value::Mark(Mark::NotAvailable), basis: Basis::Children(values.len()) },
    }
}

/// A share of children: of so many, so many.
pub fn share(part: usize, of: usize) -> Cell {
    if of == 0 {
        return Cell { value: Value::Mark(Mark::NotAvailable), basis: Basis::Children(0) };
    }
    Cell::of(of, Value::Share(real(part) / real(of)))
}

/// An estimate of so many children, or that there is none.
pub fn value<E>(children: usize, likely: &Result<Likely, E>, decimals: u8) -> Cell {
    match likely {
        Ok(likely) => Cell::of(children, Value::Number(likely.value, decimals)),
        Err(_) => nothing(children),
    }
}

pub fn interval<E>(children: usize, likely: &Result<Likely, E>, decimals: u8) -> Cell {
    match likely {
        Ok(likely) => Cell::of(children, Value::Interval(likely.low, likely.high, decimals)),
        Err(_) => nothing(children),
    }
}

/// Its probability.
pub fn chance<E>(children: usize, likely: &Result<Likely, E>) -> Cell {
    likely.as_ref().map_or_else(|_| nothing(children), |likely| probability(children, likely.p))
}

/// A probability, never told as nothing.
pub(super) fn probability(children: usize, p: f64) -> Cell {
    let small = p < LEAST_PROBABILITY;
    Cell::of(children, if small { Value::Text("below 0.001".into()) } else { Value::Number(p, 3) })
}

/// No figure.
pub fn nothing(children: usize) -> Cell {
    Cell { value: Value::Mark(Mark::NotAvailable), basis: Basis::Children(children) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_probability_is_never_told_as_nothing() {
        assert_eq!(probability(20, 0.000_4), Cell::of(20, Value::Text("below 0.001".into())));
        assert_eq!(probability(20, 0.001).value, Value::Number(0.001, 3));
        assert_eq!(probability(20, 0.25).value, Value::Number(0.25, 3));
    }
}
