//! How the policy codes categories for the council's ledger.

use std::collections::BTreeMap;

use super::super::Day;

/// Cost centre and subjective.
type Codes = (Option<String>, Option<String>);

/// The codes of categories in the council's ledger, by version of the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodedCategories {
    /// Number, first day and event of each version, the newest first.
    versions: Vec<(i64, Day, i64)>,
    codes: BTreeMap<(i64, i64), Codes>,
}

impl CodedCategories {
    /// Lays out the versions, the newest first, each by its number, first day and event; and the codes, by
    /// version and category.
    pub fn new(versions: Vec<(i64, Day, i64)>, codes: impl IntoIterator<Item = ((i64, i64), Codes)>) -> Self {
        Self { versions, codes: codes.into_iter().collect() }
    }

    /// Finds cost centre and subjective of a category by the policy in force for an entry of a day: the
    /// newest version that holds on the day and was set before the entry was recorded.
    pub fn of(&self, category: i64, on: Day, entry: i64) -> (Option<&str>, Option<&str>) {
        let version = self.versions.iter().find(|(_, from_on, event)| *from_on <= on && *event < entry);
        let coded = version.and_then(|(policy, _, _)| self.codes.get(&(*policy, category)));
        coded.map_or((None, None), |(centre, subjective)| (centre.as_deref(), subjective.as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_coded_by_the_version_of_its_day_that_was_set_before_it() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let versions = vec![(2, day("2006-10-01"), 30), (1, day("2006-07-01"), 10)];
        let code = |text: &str| (Some(text.to_owned()), None);
        let coded = CodedCategories::new(versions, [((1, 7), code("OLD")), ((2, 7), code("NEW"))]);
        assert_eq!(coded.of(7, day("2006-10-01"), 31), (Some("NEW"), None));
        assert_eq!(coded.of(7, day("2006-09-30"), 31), (Some("OLD"), None), "of an earlier day");
        assert_eq!(coded.of(7, day("2006-10-01"), 30), (Some("OLD"), None), "recorded before it was set");
        assert_eq!(coded.of(7, day("2006-06-30"), 31), (None, None), "before any");
        assert_eq!(coded.of(8, day("2006-10-01"), 31), (None, None), "another category");
    }
}
