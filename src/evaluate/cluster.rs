//! Who goes together: children with the same lead professional.

use super::Data;
use super::data::Place;

/// The group of a child: its lead professional's place; a child without one is a group of its own, with
/// a number after all of theirs.
pub fn of(data: &Data, child: Place) -> Place {
    let led = usize::try_from(child).ok().and_then(|at| data.children.get(at)).and_then(|found| found.lead);
    led.unwrap_or_else(|| {
        Place::try_from(data.practitioners.len()).unwrap_or(Place::MAX).saturating_add(child)
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
