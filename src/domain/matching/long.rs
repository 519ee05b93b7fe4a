//! Lists of hundreds of thousands, and places in them.

use std::ops::{Index, IndexMut};

/// A place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct At(u32);

impl At {
    pub fn new(place: usize) -> Self {
        Self(u32::try_from(place).expect("fewer lines and entries than numbers"))
    }

    pub(super) fn get(self) -> usize {
        usize::try_from(self.0).expect("a place in memory")
    }
}

/// A list that grows by rooms: one that is moved as it grows is in memory twice while it does.
#[derive(Debug)]
pub(super) struct Long<T> {
    rooms: Vec<Vec<T>>,
}

impl<T> Long<T> {
    const ROOM: usize = 1 << 12;

    pub const fn new() -> Self {
        Self { rooms: Vec::new() }
    }

    /// Adds to the end, and returns its place.
    pub fn push(&mut self, value: T) -> At {
        if self.rooms.last().is_none_or(|room| room.len() == Self::ROOM) {
            self.rooms.push(Vec::with_capacity(Self::ROOM));
        }
        let at = At::new(self.len());
        let last = self.rooms.len() - 1;
        self.rooms[last].push(value);
        at
    }

    pub fn len(&self) -> usize {
        let last = self.rooms.last().map_or(0, Vec::len);
        self.rooms.len().saturating_sub(1) * Self::ROOM + last
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.rooms.iter().flatten()
    }

    /// All its places, in order.
    pub fn places(&self) -> impl Iterator<Item = At> + use<T> {
        (0..self.len()).map(At::new)
    }
}

impl<T> Index<At> for Long<T> {
    type Output = T;

    fn index(&self, at: At) -> &T {
        &self.rooms[at.get() / Self::ROOM][at.get() % Self::ROOM]
    }
}

impl<T> Index<At> for Vec<T> {
    type Output = T;

    fn index(&self, at: At) -> &T {
        &self[at.get()]
    }
}

impl<T> IndexMut<At> for Vec<T> {
    fn index_mut(&mut self, at: At) -> &mut T {
        &mut self[at.get()]
    }
}
