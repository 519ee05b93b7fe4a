//! What somebody who knows a child knows of it: area, age band and sex, as an extract tells them.

use std::collections::BTreeMap;

use crate::data::{Child, Data, Place};
use crate::settings::Settings;
use crate::subgroup::{age, age_band};
use domain::Sex;

use super::row::RowArea;

/// Nothing is told.
pub(super) const WITHHELD: u16 = 0;
/// One of the areas with too few children.
const OTHER: u16 = u16::MAX;

/// Area, age band and sex, each as a number; [`WITHHELD`] where it is not told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Person(pub [u16; 3]);

/// The children as somebody knows them, with names for the numbers.
pub(super) struct People {
    pub known: Vec<Person>,
    bands: Vec<String>,
    pub areas_merged: usize,
}

impl Person {
    /// This one with the parts of a mask withheld.
    pub(super) fn without(self, mask: u8) -> Self {
        let mut told = self;
        for (place, part) in told.0.iter_mut().enumerate() {
            if mask >> place & 1 == 1 {
                *part = WITHHELD;
            }
        }
        told
    }

    /// How the rows of this child may be told: all, then with less and less.
    pub(super) fn ways(self) -> impl Iterator<Item = Self> {
        const MASKS: [u8; 8] = [0b000, 0b001, 0b010, 0b100, 0b011, 0b101, 0b110, 0b111];
        let mut ways: Vec<_> = MASKS.iter().map(|mask| self.without(*mask)).collect();
        ways.sort_by_key(|way| way.0.iter().filter(|part| **part == WITHHELD).count());
        ways.dedup();
        ways.into_iter()
    }

    /// Withholds the next part: the area, then the age band, then the sex. Whether there was one.
    pub(super) fn withhold(&mut self) -> bool {
        let next = self.0.iter_mut().find(|part| **part != WITHHELD);
        next.map(|part| *part = WITHHELD).is_some()
    }
}

/// Reads the children. Areas with fewer children than the threshold are put together; if they are too few
/// even so, they are withheld.
pub(super) fn people(data: &Data, settings: &Settings) -> People {
    let threshold = usize::try_from(settings.disclosure.threshold).unwrap_or(usize::MAX);
    let mut sizes: BTreeMap<Place, usize> = BTreeMap::new();
    data.children.iter().for_each(|child| *sizes.entry(child.area).or_default() += 1);
    let small: Vec<Place> =
        sizes.iter().filter(|(_, size)| **size < threshold).map(|(area, _)| *area).collect();
    let together: usize = small.iter().map(|area| sizes[area]).sum();
    let area = |area: Place| match small.binary_search(&area) {
        Ok(_) if together < threshold => WITHHELD,
        Ok(_) => OTHER,
        Err(_) => u16::try_from(area + 1).ok().filter(|area| *area < OTHER).unwrap_or(OTHER),
    };
    let mut bands: Vec<String> = Vec::new();
    let mut band = |child: &Child| {
        let years = age(child.born, child.baseline.unwrap_or(data.as_at))?;
        let band = age_band(&settings.age_bands, years)?;
        let known = bands.iter().position(|known| *known == band).unwrap_or_else(|| {
            bands.push(band);
            bands.len() - 1
        });
        u16::try_from(known + 1).ok()
    };
    let known = data
        .children
        .iter()
        .map(|child| {
            let sex = match child.sex {
                Sex::Male => 1,
                Sex::Female => 2,
                Sex::Unstated => 3,
            };
            Person([area(child.area), band(child).unwrap_or(WITHHELD), sex])
        })
        .collect();
    People { known, bands, areas_merged: small.len() }
}

impl People {
    /// The area that a number stands for.
    pub(super) fn area(told: Person) -> Option<RowArea> {
        match told.0[0] {
            WITHHELD => None,
            OTHER => Some(RowArea::Other),
            area => Some(RowArea::Area(Place::from(area) - 1)),
        }
    }

    /// The age band that a number stands for.
    pub(super) fn age_band(&self, told: Person) -> Option<String> {
        usize::from(told.0[1]).checked_sub(1).and_then(|at| self.bands.get(at)).cloned()
    }

    /// The sex that a number stands for.
    pub(super) const fn sex(told: Person) -> Option<Sex> {
        match told.0[2] {
            1 => Some(Sex::Male),
            2 => Some(Sex::Female),
            3 => Some(Sex::Unstated),
            _ => None,
        }
    }
}
