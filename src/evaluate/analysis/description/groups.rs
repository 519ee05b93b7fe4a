//! Spending by groups of children.

use super::super::super::data::Place;
use super::super::super::subgroup::{
    AGE, AREA, COHORT, Dimension, ETHNIC_GROUP, FUND, NEED, NEED_LEVEL, PROFESSION, SEX,
};
use super::super::super::{Data, Settings};
use super::super::bought::{self, mean, median};
use super::super::sample::index;
use super::super::tables::{column, counts, row, total};
use super::spending::{BUDGET, Spending};
use disclosure::report::{Cell, How, Mark, Row, Section, Table, Value};
use domain::Pence;

/// A table each.
const TABLES: [(&str, &str, Dimension); 9] = [
    ("spend-by-cohort", "Spending by cohort", COHORT),
    ("spend-by-need-level", "Spending by level of need", NEED_LEVEL),
    ("spend-by-need", "Spending by main need", NEED),
    ("spend-by-age", "Spending by age at the start", AGE),
    ("spend-by-sex", "Spending by sex", SEX),
    ("spend-by-ethnic-group", "Spending by ethnic group", ETHNIC_GROUP),
    ("spend-by-area", "Spending by area", AREA),
    ("spend-by-profession", "Spending by profession of the lead professional", PROFESSION),
    ("spend-by-fund", "Spending by the main fund of the budget", FUND),
];

/// Adds them.
pub(super) fn add(data: &Data, settings: &Settings, spending: &Spending, section: &mut Section) {
    let mut bought = vec![0; data.children.len()];
    for purchase in &data.purchases {
        bought[index(purchase.child)] += 1;
    }
    let tables = TABLES.iter().map(|(id, caption, way)| {
        let mut rows: Vec<Row> = way
            .groups(data, settings, spending.children.iter().copied())
            .into_iter()
            .map(|group| {
                let key = format!("{BUDGET}&{}", group.key);
                let id = if group.id.is_empty() { "unknown".into() } else { group.id };
                row(id, key, cells(data, &bought, group.label, &group.children))
            })
            .collect();
        rows.push(total("all", BUDGET, cells(data, &bought, "all".into(), &spending.children)));
        table(id, caption, way, rows)
    });
    section.tables.extend(tables);
}

fn cells(data: &Data, bought: &[usize], label: String, children: &[Place]) -> Vec<Cell> {
    let spent = bought::spent(data, children);
    let given = bought::money_of(data, children, |budget| budget.allocated);
    let purchases: usize = children.iter().map(|child| bought[index(*child)]).sum();
    vec![
        Cell::text(label),
        Cell::children(children.len()),
        Cell::of(children.len(), Value::Count(purchases)),
        Cell::money(given.iter().copied()),
        Cell::money(spent.iter().copied()),
        mean(&spent),
        median(&spent),
        used(&given, &spent),
    ]
}

/// What part of what was given was spent.
fn used(given: &[Pence], spent: &[Pence]) -> Cell {
    let sum = |parts: &[Pence]| statistics::number::pounds(parts.iter().copied().sum());
    let value = if sum(given) > 0.0 {
        Value::Share(sum(spent) / sum(given))
    } else {
        Value::Mark(Mark::NotAvailable)
    };
    Cell { value: value.finite(), basis: Cell::money(spent.iter().copied()).basis }
}

fn table(id: &'static str, caption: &str, way: &Dimension, rows: Vec<Row>) -> Table {
    Table {
        id,
        caption: caption.into(),
        columns: vec![
            column(way.id, way.label),
            counts("children", "Children", "budgets"),
            counts("purchases", "Purchases", "purchases"),
            counts("given", "Given", "given"),
            counts("spent", "Spent", "spent"),
            column("mean", "Mean spent per child"),
            column("median", "Median"),
            column("used", "Spent of what was given"),
        ],
        rows,
        how: How {
            formula: "sums over the children of the group; mean = spent / children".into(),
            rows: format!(
                "children with a budget by {}; each child is in one group, as it stands in the register now; \
                 those with nothing spent are counted",
                way.label.to_lowercase()
            ),
            source: "the ledger's registers and budget book".into(),
        },
        ..Table::default()
    }
}
