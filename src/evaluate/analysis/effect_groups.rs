//! Whether the budgets did the same for different children: the difference in differences within groups
//! that both arms have.

use std::collections::HashMap;

use super::super::Settings;
use super::super::data::{Data, Place};
use super::super::subgroup::{AGE, COHORT, Dimension, ETHNIC_GROUP, NEED_LEVEL, SEX};
use super::effects::{Effects, difference};
use super::sample::{Case, Sample};
use super::tables::{column, interval, row, value};
use disclosure::report::{Cell, How, Row, Table};
use domain::Arm;

/// What both arms know of a child before anything is done.
const KNOWN_BEFORE: [Dimension; 5] = [COHORT, AGE, SEX, ETHNIC_GROUP, NEED_LEVEL];

/// The table, where any group can be compared.
pub fn table(data: &Data, settings: &Settings, effects: &Effects) -> Option<Table> {
    let mut rows = Vec::new();
    for (sample, _) in effects.judged() {
        for dimension in &KNOWN_BEFORE {
            rows.extend(by(data, settings, sample, dimension));
        }
    }
    (!rows.is_empty()).then(|| Table {
        id: "effect-groups",
        caption: "With a budget against without, by group of children".into(),
        columns: vec![
            column("group", "Measure and group"),
            column("difference", "Difference"),
            column("interval", "Interval"),
        ],
        rows,
        notes: vec![
            "Exploratory: nobody said beforehand in which groups to look, and with many groups some differ by \
             chance. Groups with fewer than 10 children in an arm are left empty."
                .into(),
        ],
        how: How {
            formula: "the difference in differences, within each group".into(),
            rows: "children of both arms who were followed up, on the measures that the pilot is judged on"
                .into(),
            source: "Cameron and Miller 2015".into(),
        },
        ..Table::default()
    })
}

fn by(data: &Data, settings: &Settings, sample: &Sample, dimension: &Dimension) -> Vec<Row> {
    let cases: HashMap<Place, Case> = sample.cases.iter().map(|case| (case.child, *case)).collect();
    let children = sample.cases.iter().map(|case| case.child);
    let groups = dimension.groups(data, settings, children).into_iter().map(|group| {
        let within: Vec<Case> = group.children.iter().filter_map(|child| cases.get(child)).copied().collect();
        let count = |arm| within.iter().filter(|case| case.arm == arm).count();
        let fewest = count(Arm::Budget).min(count(Arm::Comparison));
        let likely = difference(&within, settings.confidence);
        let cells = vec![
            Cell::text(format!("{}, {}: {}", sample.label, dimension.label.to_lowercase(), group.label)),
            value(fewest, &likely, 2),
            interval(fewest, &likely, 2),
        ];
        let key = format!("measure={}&{}", sample.code, group.key);
        row(format!("{}-{}", sample.code, group.key), key, cells)
    });
    groups.collect()
}
