//! Which column of the contract each heading means.

use std::collections::BTreeMap;

use super::Kind;
use super::sent::Row;
use super::synonyms::SYNONYMS;
use domain::excerpt;

/// The column of a file of refused rows that says why; in one that comes back it means nothing.
pub const WHY_COLUMN: &str = "what_is_wrong";

/// The columns of a kind of file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contract {
    pub kind: Kind,
    /// Every column, in the order it is read.
    pub columns: &'static [&'static str],
    /// Those of them that may be missing.
    pub optional: &'static [&'static str],
}

/// Where each column stands in a row of headings.
#[derive(Clone, Debug, Default)]
pub(super) struct Headings {
    /// The place of each column of the contract, in its order.
    pub places: Vec<Option<usize>>,
    /// How many headings there are, without empty ones at the end.
    pub width: usize,
    /// Headings that mean no column, each with its place; an empty one where there is none.
    pub unknown: Vec<(usize, String)>,
    /// Columns that several headings mean.
    pub doubled: Vec<&'static str>,
    /// Headings that mean a column by another word than its own.
    pub other_words: Vec<(String, &'static str)>,
}

impl Headings {
    /// Takes a row for headings.
    pub fn read(contract: &Contract, row: &Row) -> Self {
        let mut found: BTreeMap<usize, Vec<(Likeness, usize)>> = BTreeMap::new();
        let mut headings = Self { width: width(row), ..Self::default() };
        for (place, heading) in row.cells.iter().enumerate().take(headings.width) {
            match contract.meant(heading) {
                Some((column, likeness)) => found.entry(column).or_default().push((likeness, place)),
                None if alike(heading, WHY_COLUMN) => {}
                None => headings.unknown.push((place, excerpt(heading, 60))),
            }
        }
        for (column, name) in contract.columns.iter().enumerate() {
            let mut all = found.remove(&column).unwrap_or_default();
            all.sort();
            headings.places.push(all.first().map(|(_, place)| *place));
            match all.as_slice() {
                [] => {}
                [(first, _), (second, _), ..] if first == second => headings.doubled.push(name),
                // The column's own word is meant; another stands for something else.
                [(first, place), rest @ ..] => {
                    if *first == Likeness::Synonym {
                        headings.other_words.push((excerpt(row.cell(*place), 60), name));
                    }
                    let others = rest.iter().map(|(_, place)| (*place, excerpt(row.cell(*place), 60)));
                    headings.unknown.extend(others);
                }
            }
        }
        headings.unknown.sort();
        headings
    }

    /// How many columns of the contract it has.
    pub fn known(&self) -> usize {
        self.places.iter().flatten().count()
    }

    /// The columns that are needed and are not there.
    pub fn missing(&self, contract: &Contract) -> Vec<&'static str> {
        let columns = contract.columns.iter().zip(&self.places);
        let missing = columns.filter(|(name, place)| place.is_none() && !contract.optional.contains(name));
        missing.map(|(name, _)| *name).collect()
    }
}

/// How a heading says what it means; the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Exact,
    /// But for case, spaces and marks.
    Alike,
    Synonym,
}

impl Contract {
    /// Finds the column that a heading means.
    fn meant(&self, heading: &str) -> Option<(usize, Likeness)> {
        let bare = heading.trim();
        if let Some(column) = self.columns.iter().position(|column| *column == bare) {
            return Some((column, Likeness::Exact));
        }
        if let Some(column) = self.columns.iter().position(|column| alike(column, bare)) {
            return Some((column, Likeness::Alike));
        }
        let is_synonym = |column: &&str| {
            let mut words =
                SYNONYMS.iter().filter(|(name, _)| *name == *column).flat_map(|(_, words)| *words);
            words.any(|word| alike(word, bare))
        };
        self.columns.iter().position(is_synonym).map(|column| (column, Likeness::Synonym))
    }
}

/// A heading without case, spaces and marks.
fn letters(heading: &str) -> impl Iterator<Item = char> {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn alike(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// How many cells a row has, without empty ones at its end.
fn width(row: &Row) -> usize {
    row.cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.trim().is_empty())
        .last()
        .map_or(0, |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::rows::contract;
    use super::*;

    #[test]
    fn no_heading_means_two_columns_of_one_kind() {
        for kind in Kind::ALL {
            let contract = contract(kind);
            let of_kind = |name: &str| contract.columns.contains(&name);
            let mut means: BTreeMap<String, &str> = BTreeMap::new();
            for (column, words) in SYNONYMS.iter().filter(|(column, _)| of_kind(column)) {
                for word in *words {
                    let said = letters(word).collect::<String>();
                    let own = contract.columns.iter().find(|column| alike(column, word));
                    let other = means.insert(said, column).or(own.copied());
                    assert!(
                        other.is_none_or(|other| other == *column),
                        "{kind:?}: `{word}`: {column}, {other:?}"
                    );
                }
            }
        }
        let all: Vec<&str> = Kind::ALL.into_iter().flat_map(|kind| contract(kind).columns).copied().collect();
        let unused: Vec<_> = SYNONYMS.iter().filter(|(column, _)| !all.contains(column)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
