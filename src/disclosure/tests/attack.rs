//! Larger tables that share figures: what somebody can work out, as a linear programme of its own in which
//! each cell is a variable and everything that a reader knows a constraint.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};

use super::*;

/// A table, a row, a column.
type Place = (usize, usize, usize);

/// What a reader knows: the tables with their sums, and which cells tell the same.
struct Reader<'a> {
    truth: &'a [Vec<Vec<usize>>],
    withheld: &'a [Vec<Vec<bool>>],
    same: &'a [(Place, Place)],
    /// Shown figures may be off by so much.
    rounding: f64,
}

impl Reader<'_> {
    /// The least or the most that a cell can be.
    fn bound(&self, asked: Place, most: bool) -> f64 {
        let direction = if most { OptimizationDirection::Maximize } else { OptimizationDirection::Minimize };
        let mut problem = Problem::new(direction);
        let mut cells: Vec<Vec<Vec<Variable>>> = Vec::new();
        for (t, table) in self.truth.iter().enumerate() {
            let mut rows = Vec::new();
            for (r, row) in table.iter().enumerate() {
                let mut line = Vec::new();
                for (c, &number) in row.iter().enumerate() {
                    let number = statistics::number::real(number);
                    let range = if self.withheld[t][r][c] {
                        (0.0, 1e4)
                    } else {
                        ((number - self.rounding).max(0.0), number + self.rounding)
                    };
                    let goal = if (t, r, c) == asked { 1.0 } else { 0.0 };
                    line.push(problem.add_var(goal, range));
                }
                rows.push(line);
            }
            cells.push(rows);
        }
        for table in &cells {
            let (high, wide) = (table.len() - 1, table[0].len() - 1);
            for row in table {
                equal(&mut problem, &row[..wide], row[wide]);
            }
            for column in 0..=wide {
                let parts: Vec<_> = table[..high].iter().map(|row| row[column]).collect();
                equal(&mut problem, &parts, table[high][column]);
            }
        }
        for (one, other) in self.same {
            equal(&mut problem, &[cells[one.0][one.1][one.2]], cells[other.0][other.1][other.2]);
        }
        problem.solve().unwrap().into_solution().unwrap().objective()
    }
}

fn equal(problem: &mut Problem, parts: &[Variable], sum: Variable) {
    let mut left = LinearExpr::empty();
    parts.iter().for_each(|part| left.add(*part, 1.0));
    left.add(sum, -1.0);
    problem.add_constraint(left, ComparisonOp::Eq, 0.0);
}

/// Children by area, need and sex, as three two-way tables whose margins are the same numbers.
fn linked(chance: &mut Chance, areas: usize, needs: usize, sexes: usize, most: usize) -> Vec<Table> {
    let mut number = || {
        let most = if chance.below(4) == 0 { most } else { most * 4 };
        chance.below(most)
    };
    let cube: Vec<Vec<Vec<usize>>> =
        (0..areas).map(|_| (0..needs).map(|_| (0..sexes).map(|_| number()).collect()).collect()).collect();
    let by_need = (0..areas).map(|a| (0..needs).map(|n| cube[a][n].iter().sum()).collect());
    let by_sex = (0..areas).map(|a| (0..sexes).map(|s| cube[a].iter().map(|n| n[s]).sum()).collect());
    let both = (0..needs).map(|n| (0..sexes).map(|s| cube.iter().map(|a| a[n][s]).sum()).collect());
    vec![
        two_way("one", ("area", "need"), &by_need.collect::<Vec<_>>()),
        two_way("two", ("area", "sex"), &by_sex.collect::<Vec<_>>()),
        two_way("three", ("need", "sex"), &both.collect::<Vec<_>>()),
    ]
}

/// The margins that two of these tables share.
fn shared(areas: usize, needs: usize, sexes: usize) -> Vec<(Place, Place)> {
    let mut same: Vec<_> = (0..=areas).map(|a| ((0, a, needs), (1, a, sexes))).collect();
    same.extend((0..=needs).map(|n| ((0, areas, n), (2, n, sexes))));
    same.extend((0..=sexes).map(|s| ((1, areas, s), (2, needs, s))));
    same
}

#[test]
fn what_is_withheld_in_linked_tables_stays_as_wide_as_the_rule_says() {
    let mut chance = Chance(7);
    let rules = Rules { round_counts: 1, ..rules() };
    let threshold = usize::try_from(rules.threshold).unwrap();
    let mut asked = 0;
    for run in 0..150 {
        let (areas, needs, sexes) = (2 + chance.below(9), 2 + chance.below(5), 2 + chance.below(2));
        let tables = linked(&mut chance, areas, needs, sexes, 3 + run % 7);
        let truth: Vec<_> = tables.iter().map(numbers).collect();
        let shown = judged(report(tables), &rules);
        let withheld: Vec<_> = shown.sections()[0].tables.iter().map(marks).collect();
        let same = shared(areas, needs, sexes);
        for (one, other) in &same {
            assert_eq!(withheld[one.0][one.1][one.2], withheld[other.0][other.1][other.2]);
        }
        // Rounding only widens what is left; it is tried as well.
        for rounding in [0.0, 2.5] {
            let reader = Reader { truth: &truth, withheld: &withheld, same: &same, rounding };
            for (t, table) in truth.iter().enumerate() {
                for (r, row) in table.iter().enumerate() {
                    for (c, &number) in row.iter().enumerate() {
                        // Every cell without rounding; with it, a few.
                        if number >= threshold || (rounding > 0.0 && (t + r + c) % 11 > 0) {
                            continue;
                        }
                        asked += 1;
                        let (low, high) = (reader.bound((t, r, c), false), reader.bound((t, r, c), true));
                        assert!(
                            low < 1e-4 && high > f64::from(rules.threshold) - 1e-4,
                            "run {run}, table {t}: {number} is between {low} and {high}"
                        );
                    }
                }
            }
        }
    }
    assert!(asked > 1000, "{asked}");
}

#[test]
fn the_attack_sees_through_one_table_that_is_protected_without_the_other() {
    // Each table is safe by itself, but the second tells the sum that the first withholds.
    let first = two_way("one", ("area", "need"), &[vec![4, 30], vec![40, 50]]);
    let truth = vec![numbers(&first)];
    let mut withheld = vec![vec![vec![false; 3]; 3]];
    withheld[0][0][0] = true;
    withheld[0][0][2] = true;
    withheld[0][2][0] = true;
    withheld[0][2][2] = true;
    let safe = Reader { truth: &truth, withheld: &withheld, same: &[], rounding: 0.0 };
    assert!(safe.bound((0, 0, 0), true) > 10.0);
    withheld[0][0][2] = false;
    let told = Reader { truth: &truth, withheld: &withheld, same: &[], rounding: 0.0 };
    assert!((told.bound((0, 0, 0), true) - 4.0).abs() < 1e-6);
}
