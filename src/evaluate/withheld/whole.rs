//! The whole report of an invented pilot, as all analyses make it: what a reader who knows how its tables
//! are put together can work out. The equations are written here anew, from what the tables say.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};

use crate::invented::{pilot, with_scores};
use crate::{Settings, analysis};
use disclosure::report::{Basis, Table, Value};
use disclosure::withheld;
use statistics::number::{pounds, real};

type Place = (usize, usize, usize);

/// A number in a table.
struct Number {
    value: f64,
    shown: bool,
    /// Whether it is a count below the threshold of as many children.
    small: bool,
    /// Whether it is a sum of too few children, or one that the largest of them makes up.
    sum_of_few: bool,
}

/// Every count and sum of a report, by place.
fn numbers(tables: &[&Table], withheld: &BTreeSet<Place>, threshold: usize) -> BTreeMap<Place, Number> {
    let mut numbers = BTreeMap::new();
    for (t, table) in tables.iter().enumerate() {
        for (r, row) in table.rows.iter().enumerate() {
            for (c, cell) in row.cells.iter().enumerate() {
                let (value, small) = match (&cell.value, cell.basis) {
                    (_, Basis::Open) => continue,
                    (Value::Count(number), Basis::Children(children)) => {
                        (real(*number), *number == children && children < threshold)
                    }
                    (Value::Count(number), _) => (real(*number), false),
                    (Value::Money(sum), _) => (pounds(*sum), false),
                    _ => continue,
                };
                let sum_of_few = match cell.basis {
                    Basis::Money { children, first, .. } if value > 0.0 => {
                        children < threshold || pounds(first) > value / 2.0
                    }
                    _ => false,
                };
                let shown = !withheld.contains(&(t, r, c));
                numbers.insert((t, r, c), Number { value, shown, small, sum_of_few });
            }
        }
    }
    numbers
}

/// What adds up: parts and their sum, and whether something may be left over.
fn sums(tables: &[&Table], numbers: &BTreeMap<Place, Number>) -> Vec<(Vec<Place>, Place)> {
    let mut sums = Vec::new();
    let mut add = |parts: Vec<Place>, sum: Place| {
        let parts: Vec<Place> = parts.into_iter().filter(|part| numbers.contains_key(part)).collect();
        if numbers.contains_key(&sum) && !parts.is_empty() {
            sums.push((parts, sum));
        }
    };
    for (t, table) in tables.iter().enumerate() {
        for (r, _) in table.rows.iter().enumerate() {
            for across in &table.across {
                add(across.parts.iter().map(|c| (t, r, *c)).collect(), (t, r, across.sum));
            }
        }
        let mut first = 0;
        for (last, _) in table.rows.iter().enumerate().filter(|(_, row)| row.total) {
            for (c, column) in table.columns.iter().enumerate().filter(|(_, column)| column.sums) {
                assert!(!column.is_extreme());
                add((first..last).map(|r| (t, r, c)).collect(), (t, last, c));
            }
            first = last + 1;
        }
    }
    sums
}

/// The same number under the same name.
fn same(tables: &[&Table], numbers: &BTreeMap<Place, Number>) -> Vec<(Place, Place)> {
    let mut first: BTreeMap<(String, String), Place> = BTreeMap::new();
    let mut same = Vec::new();
    for place in numbers.keys() {
        let (column, row) = (&tables[place.0].columns[place.2], &tables[place.0].rows[place.1]);
        if column.key.is_empty() || row.key.is_empty() {
            continue;
        }
        let mut group: Vec<&str> = row.key.split('&').collect();
        group.sort_unstable();
        match first.get(&(column.key.clone(), group.join("&"))) {
            Some(other) => same.push((*other, *place)),
            None => {
                first.insert((column.key.clone(), group.join("&")), *place);
            }
        }
    }
    same
}

/// How far a withheld number can be from what it is: the programme has a variable for each.
fn bounds(
    numbers: &BTreeMap<Place, Number>,
    sums: &[(Vec<Place>, Place)],
    same: &[(Place, Place)],
    asked: Place,
) -> [f64; 2] {
    [OptimizationDirection::Minimize, OptimizationDirection::Maximize].map(|direction| {
        let mut problem = Problem::new(direction);
        let mut unknown: BTreeMap<Place, Variable> = BTreeMap::new();
        for (place, it) in numbers.iter().filter(|(_, it)| !it.shown) {
            let goal = if *place == asked { 1.0 } else { 0.0 };
            let least = if it.value < 0.0 { f64::NEG_INFINITY } else { 0.0 };
            unknown.insert(*place, problem.add_var(goal, (least, 1e7)));
        }
        let mut equal = |terms: Vec<(Place, f64)>, rest: Option<f64>| {
            let (mut left, mut right) = (LinearExpr::empty(), 0.0);
            for (place, sign) in terms {
                match unknown.get(&place) {
                    Some(variable) => left.add(*variable, sign),
                    None => right -= sign * numbers[&place].value,
                }
            }
            if let Some(rest) = rest {
                let rest = problem.add_var(0.0, (rest.min(0.0), f64::INFINITY));
                left.add(rest, 1.0);
            }
            problem.add_constraint(left, ComparisonOp::Eq, right);
        };
        for (parts, sum) in sums {
            let total: f64 = parts.iter().map(|part| numbers[part].value).sum();
            let rest = numbers[sum].value - total;
            let terms = parts.iter().map(|part| (*part, 1.0)).chain([(*sum, -1.0)]).collect();
            equal(terms, (rest.abs() > 0.005).then_some(rest));
        }
        for (one, other) in same {
            if numbers[one].value.to_bits() == numbers[other].value.to_bits() {
                equal(vec![(*one, 1.0), (*other, -1.0)], None);
            }
        }
        problem.solve().unwrap().into_solution().unwrap().objective()
    })
}

#[test]
fn the_whole_report_keeps_its_small_counts_and_sums_of_few() {
    let settings = Settings { replicates: 20, ..Settings::default() };
    let threshold = usize::try_from(settings.disclosure.threshold).unwrap();
    let (mut asked, mut sums_asked) = (0, 0);
    for (seed, children, purchases) in [(1, 250, 5000), (2, 90, 700)] {
        let data = with_scores(pilot(seed, children, purchases), seed);
        let report = analysis::report(&data, &settings);
        let withheld = withheld(&report, &settings.disclosure);
        let tables: Vec<&Table> = report.sections().iter().flat_map(|section| &section.tables).collect();
        let numbers = numbers(&tables, &withheld, threshold);
        let (sums, same) = (sums(&tables, &numbers), same(&tables, &numbers));
        for (one, other) in &same {
            let (one, other) = (&numbers[one], &numbers[other]);
            assert!(one.value.to_bits() != other.value.to_bits() || one.shown == other.shown);
        }
        for (place, it) in numbers.iter().filter(|(_, it)| it.small) {
            assert!(!it.shown, "{place:?}");
            let [low, high] = bounds(&numbers, &sums, &same, *place);
            assert!(
                low < 1e-4 && high > real(threshold) - 1e-4,
                "{} row {}: {} is between {low} and {high}",
                tables[place.0].id,
                tables[place.0].rows[place.1].id,
                it.value
            );
            asked += 1;
        }
        for (place, it) in numbers.iter().filter(|(_, it)| it.sum_of_few) {
            assert!(!it.shown, "{place:?}");
            let [low, high] = bounds(&numbers, &sums, &same, *place);
            assert!(low < it.value * 0.8 + 0.01 && high > it.value * 1.2 - 0.01, "{} {low} {high}", it.value);
            sums_asked += 1;
        }
    }
    assert!(asked > 50 && sums_asked > 5, "{asked} {sums_asked}");
}
