//! Small tables: every way to fill in what is withheld is tried, without any linear programme.

use super::*;

/// A table with its totals, what is shown of it, and what is tried.
struct Puzzle {
    truth: Vec<Vec<usize>>,
    withheld: Vec<Vec<bool>>,
    /// Row and column of the cell that is asked for, and what it should be.
    asked: (usize, usize, usize),
    tried: Vec<Vec<usize>>,
}

impl Puzzle {
    const ROOM: usize = 12;

    fn known(&self, row: usize, column: usize) -> Option<usize> {
        if (row, column) == (self.asked.0, self.asked.1) {
            return Some(self.asked.2);
        }
        (!self.withheld[row][column]).then(|| self.truth[row][column])
    }

    /// Whether the inside from here on can be filled so that all that is shown adds up.
    fn fill(&mut self, at: usize) -> bool {
        let (high, wide) = (self.truth.len() - 1, self.truth[0].len() - 1);
        if at == high * wide {
            return self.adds_up();
        }
        let (row, column) = (at / wide, at % wide);
        let candidates: Vec<usize> = match self.known(row, column) {
            Some(number) => vec![number],
            None => {
                // Nearest to the truth first: a way is found sooner.
                let truth = self.truth[row][column];
                let mut all: Vec<_> = (0..=truth + Self::ROOM).collect();
                all.sort_by_key(|number| number.abs_diff(truth));
                all
            }
        };
        for number in candidates {
            self.tried[row][column] = number;
            if self.row_fits(row, column, wide) && self.column_fits(row, column, high) && self.fill(at + 1) {
                return true;
            }
        }
        false
    }

    fn row_fits(&self, row: usize, column: usize, wide: usize) -> bool {
        let sum: usize = self.tried[row][..=column].iter().sum();
        self.known(row, wide).is_none_or(|total| if column + 1 == wide { sum == total } else { sum <= total })
    }

    fn column_fits(&self, row: usize, column: usize, high: usize) -> bool {
        let sum: usize = self.tried[..=row].iter().map(|row| row[column]).sum();
        self.known(high, column).is_none_or(|total| if row + 1 == high { sum == total } else { sum <= total })
    }

    fn adds_up(&self) -> bool {
        let (high, wide) = (self.truth.len() - 1, self.truth[0].len() - 1);
        let sum: usize = self.tried[..high].iter().map(|row| row[..wide].iter().sum::<usize>()).sum();
        self.known(high, wide).is_none_or(|total| total == sum)
    }
}

fn possible(truth: &[Vec<usize>], withheld: &[Vec<bool>], asked: (usize, usize, usize)) -> bool {
    let tried = vec![vec![0; truth[0].len()]; truth.len()];
    Puzzle { truth: truth.to_vec(), withheld: withheld.to_vec(), asked, tried }.fill(0)
}

#[test]
fn every_withheld_count_of_a_small_table_may_be_nought_and_may_be_the_threshold() {
    let mut chance = Chance(1);
    let (mut asked, mut followed) = (0, 0);
    for run in 0..400 {
        let rules = Rules { threshold: [3, 5, 10][run % 3], round_counts: 1, ..rules() };
        let threshold = usize::try_from(rules.threshold).unwrap();
        let (high, wide) = (2 + chance.below(2), 2 + chance.below(2));
        let inside: Vec<Vec<usize>> =
            (0..high).map(|_| (0..wide).map(|_| chance.below(13)).collect()).collect();
        let table = two_way("small", ("area", "sex"), &inside);
        let truth = numbers(&table);
        let shown = judged(report(vec![table]), &rules);
        let withheld = marks(&shown.sections()[0].tables[0]);
        followed += shown.counted().follow;
        for (row, numbers) in truth.iter().enumerate() {
            for (column, &number) in numbers.iter().enumerate() {
                assert!(withheld[row][column] || number >= threshold);
                if number >= threshold {
                    continue;
                }
                asked += 1;
                for may_be in [0, threshold] {
                    assert!(
                        possible(&truth, &withheld, (row, column, may_be)),
                        "{truth:?} {withheld:?}: {number} at {row},{column} cannot be {may_be}"
                    );
                }
            }
        }
    }
    assert!(asked > 1000 && followed > 200, "{asked} {followed}");
}

#[test]
fn the_attack_finds_what_follows_where_only_the_small_are_withheld() {
    let truth = numbers(&two_way("small", ("area", "sex"), &[vec![3, 40], vec![50, 60]]));
    let mut withheld = vec![vec![false; 3]; 3];
    withheld[0][0] = true;
    assert!(possible(&truth, &withheld, (0, 0, 3)));
    assert!(!possible(&truth, &withheld, (0, 0, 4)));
}
