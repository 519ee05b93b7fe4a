//! Who goes together: children with the same lead professional, and siblings.

use super::Data;
use super::data::{Child, Place};

/// The group of a child: its lead professional's place; a child without one is a group of its own, with
/// a number after all of theirs. Siblings are in one group: that of the first of them to arrive.
pub fn of(data: &Data, child: Place) -> Place {
    let at = |place: Place| usize::try_from(place).ok().and_then(|place| data.children.get(place));
    let first = at(child).and_then(|found| found.sibling).unwrap_or(child);
    at(first).and_then(|found: &Child| found.lead).unwrap_or_else(|| {
        Place::try_from(data.practitioners.len()).unwrap_or(Place::MAX).saturating_add(first)
    })
}

/// The groups of children that are in so many rows: each row's group, numbered from nothing in the order
/// of their names, and how many there are.
pub fn numbered(data: &Data, rows: impl IntoIterator<Item = Place>) -> (Vec<usize>, usize) {
    let groups: Vec<Place> = rows.into_iter().map(|child| of(data, child)).collect();
    let mut known = groups.clone();
    known.sort_unstable();
    known.dedup();
    let places = groups.iter().map(|group| known.partition_point(|other| other < group)).collect();
    (places, known.len())
}
