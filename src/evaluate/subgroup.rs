//! Groups of children: by what they are, where they live, who works for them. One list serves every table,
//! so that the same group is the same children everywhere.

use chrono::Datelike;

use super::data::{Child, Place};
use super::{Data, Settings};
use domain::{Day, Sex};

/// A way to part the children.
#[derive(Clone, Copy, Debug)]
pub struct Dimension {
    /// Its name in files and in the keys of rows.
    pub id: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// Tells a child's group; `None` where it is not known or makes no sense.
    pub of: fn(&Data, &Settings, &Child) -> Option<String>,
}

/// The children of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name in files: `2`; empty for those of whom it is not known.
    pub id: String,
    /// Whom it is about, in every table: `need_level=2`.
    pub key: String,
    /// Its name for people: `level 2`.
    pub label: String,
    /// The children, by place, in order.
    pub children: Vec<Place>,
}

/// Every way.
pub(crate) const DIMENSIONS: [Dimension; 10] =
    [ARM, COHORT, AGE, SEX, ETHNIC_GROUP, AREA, NEED, NEED_LEVEL, PROFESSION, FUND];

/// With a budget, or only observed.
pub const ARM: Dimension =
    Dimension { id: "arm", label: "Arm", of: |_, _, child| Some(child.arm.to_string()) };

/// Additional needs, or looked after.
pub(crate) const COHORT: Dimension =
    Dimension { id: "cohort", label: "Cohort", of: |_, _, child| Some(child.cohort.to_string()) };

/// Age in whole years at the baseline.
pub(crate) const AGE: Dimension = Dimension {
    id: "age",
    label: "Age at the start",
    of: |data, settings, child| {
        let years = age(child.born, child.baseline.unwrap_or(data.as_at))?;
        age_band(&settings.age_bands, years)
    },
};

/// Sex, where it is stated.
pub(crate) const SEX: Dimension = Dimension {
    id: "sex",
    label: "Sex",
    of: |_, _, child| (child.sex != Sex::Unstated).then(|| child.sex.to_string()),
};

/// The main group of the school census's codes.
pub(crate) const ETHNIC_GROUP: Dimension = Dimension {
    id: "ethnic_group",
    label: "Ethnic group",
    of: |_, _, child| ethnic_group(&child.ethnicity).map(str::to_owned),
};

/// Where it lives.
pub(crate) const AREA: Dimension = Dimension {
    id: "area",
    label: "Area",
    of: |data, _, child| usize::try_from(child.area).ok().and_then(|at| data.areas.get(at)).cloned(),
};

/// Its main need.
pub(crate) const NEED: Dimension = Dimension {
    id: "need",
    label: "Main need",
    of: |_, _, child| (child.need != "N0").then(|| child.need.clone()),
};

/// How much it needs.
pub(crate) const NEED_LEVEL: Dimension = Dimension {
    id: "need_level",
    label: "Level of need",
    of: |_, _, child| Some(child.need_level.to_string()),
};

/// The profession of who leads its case.
pub(crate) const PROFESSION: Dimension = Dimension {
    id: "profession",
    label: "Profession of the lead professional",
    of: |data, _, child| {
        let lead = usize::try_from(child.lead?).ok()?;
        data.practitioners.get(lead).map(|found| found.profession.clone())
    },
};

/// The fund with the largest part of its budget.
pub(crate) const FUND: Dimension = Dimension {
    id: "fund",
    label: "Main fund",
    of: |data, _, child| {
        let fund = usize::try_from(child.budget.as_ref()?.fund?).ok()?;
        data.funds.get(fund).map(|found| found.code.to_string())
    },
};

impl Dimension {
    /// Parts the children that are asked for: each is in one group, and those of whom it is not known come
    /// last, together.
    pub fn groups(
        &self,
        data: &Data,
        settings: &Settings,
        children: impl IntoIterator<Item = Place>,
    ) -> Vec<Group> {
        let mut found: Vec<(Order, String, Place)> = children
            .into_iter()
            .filter_map(|place| {
                let child = data.children.get(usize::try_from(place).ok()?)?;
                let id = (self.of)(data, settings, child).unwrap_or_default();
                Some((Order::of(&id), id, place))
            })
            .collect();
        found.sort_unstable();
        found.chunk_by(|one, next| one.1 == next.1).map(|same| self.group(data, same)).collect()
    }

    fn group(&self, data: &Data, same: &[(Order, String, Place)]) -> Group {
        let id = same.first().map(|(_, id, _)| id.clone()).unwrap_or_default();
        Group {
            key: format!("{}={id}", self.id),
            label: self.words(data, &id),
            children: same.iter().map(|(.., place)| *place).collect(),
            id,
        }
    }

    /// Says a group's name as people do.
    pub fn words(&self, data: &Data, id: &str) -> String {
        let known = match (self.id, id) {
            (_, "") => "not known",
            ("arm", "budget") => "with a budget",
            ("arm", "comparison") => "comparison",
            ("cohort", "additional_needs") => "additional needs",
            ("cohort", "looked_after") => "looked after",
            ("sex", "M") => "boys",
            ("sex", "F") => "girls",
            ("need", code) => return format!("{code} {}", need(code)),
            ("need_level", level) => return format!("level {level}"),
            ("fund", code) => {
                let fund = data.funds.iter().find(|fund| fund.code.as_str() == code);
                return fund.map_or_else(|| code.to_owned(), |fund| fund.name.clone());
            }
            (_, other) => other,
        };
        known.to_owned()
    }
}

/// Numbers before words, by size; what is not known last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Number(u32),
    Word,
    Unknown,
}

impl Order {
    fn of(id: &str) -> Self {
        let end = id.find(|c: char| !c.is_ascii_digit()).unwrap_or(id.len());
        match id[..end].parse() {
            Ok(number) => Self::Number(number),
            Err(_) if id.is_empty() => Self::Unknown,
            Err(_) => Self::Word,
        }
    }
}

/// Age in whole years on a day, of somebody whose month of birth is known; `None` before it.
pub fn age(born: Day, on: Day) -> Option<u8> {
    let (born, on) = (born.date(), on.date());
    let months = (on.year() - born.year()) * 12 + i32::try_from(on.month()).ok()?
        - i32::try_from(born.month()).ok()?;
    u8::try_from(months.div_euclid(12)).ok()
}

/// The band an age falls into, by the youngest age of each: `5-10`, the last `16 and over`.
pub fn age_band(bands: &[u8], years: u8) -> Option<String> {
    let place = bands.iter().rposition(|youngest| *youngest <= years)?;
    let youngest = bands[place];
    Some(match bands.get(place + 1) {
        Some(next) if *next == youngest + 1 => youngest.to_string(),
        Some(next) => format!("{youngest}-{}", next - 1),
        None => format!("{youngest} and over"),
    })
}

/// The main group of an ethnicity code of the school census; `None` where it was refused or not obtained.
pub fn ethnic_group(code: &str) -> Option<&'static str> {
    Some(match code {
        "WBRI" | "WIRI" | "WIRT" | "WROM" | "WOTH" => "white",
        "MWBC" | "MWBA" | "MWAS" | "MOTH" => "mixed",
        "AIND" | "APKN" | "ABAN" | "AOTH" => "asian",
        "BCRB" | "BAFR" | "BOTH" => "black",
        "CHNE" => "chinese",
        "OOTH" => "other",
        _ => return None,
    })
}

/// What a child-in-need code stands for.
fn need(code: &str) -> &'static str {
    match code {
        "N1" => "abuse or neglect",
        "N2" => "disability or illness of the child",
        "N3" => "illness or disability of a parent",
        "N4" => "family in acute stress",
        "N5" => "family dysfunction",
        "N6" => "socially unacceptable behaviour",
        "N7" => "low income",
        "N8" => "absent parenting",
        "N9" => "other",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn an_age_counts_whole_years_and_falls_into_one_band() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let bands = [0, 5, 11, 16];
        for (born, on, years, band) in [
            ("1996-04-01", "2007-03-31", 10, "5-10"),
            ("1996-04-01", "2007-04-01", 11, "11-15"),
            ("2007-01-01", "2007-01-05", 0, "0-4"),
            ("1990-01-01", "2007-01-01", 17, "16 and over"),
        ] {
            assert_eq!(age(day(born), day(on)), Some(years), "{born} {on}");
            assert_eq!(age_band(&bands, years).as_deref(), Some(band));
        }
        assert_eq!(age(day("2008-01-01"), day("2007-12-31")), None);
        assert_eq!(age_band(&[5, 11], 4), None);
        assert_eq!(age_band(&[0, 1, 2], 1).as_deref(), Some("1"));
    }

    #[test]
    fn every_child_is_in_one_group_of_each_way() {
        let data = sample::pilot();
        let settings = Settings::default();
        for way in DIMENSIONS {
            let groups = way.groups(&data, &settings, 0..sample::CHILDREN);
            let mut all: Vec<Place> = groups.iter().flat_map(|group| group.children.clone()).collect();
            all.sort_unstable();
            assert_eq!(all, (0..sample::CHILDREN).collect::<Vec<_>>(), "{}", way.id);
            assert!(groups.iter().rev().skip(1).all(|group| !group.id.is_empty()), "{}", way.id);
        }
        let levels = NEED_LEVEL.groups(&data, &settings, 0..sample::CHILDREN);
        assert_eq!(levels[0].key, "need_level=2");
        assert_eq!(levels[0].label, "level 2");
        let funds = FUND.groups(&data, &settings, 0..sample::CHILDREN);
        assert_eq!(funds.last().unwrap().label, "not known");
    }

    #[test]
    fn bands_come_by_age_not_by_letter() {
        let mut ids = ["11-15", "0-4", "", "16 and over", "5-10"];
        ids.sort_by_key(|id| Order::of(id));
        assert_eq!(ids, ["0-4", "5-10", "11-15", "16 and over", ""]);
    }
}
