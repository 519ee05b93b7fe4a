//! Spending by what was bought, from whom and by whom, and by category and level of need together.

use std::collections::BTreeMap;

use super::super::super::Data;
use super::super::super::data::{Place, Purchase};
use super::super::bought::{self, Bought, mean, per_cent, without_own_shares};
use super::super::sample::index;
use super::super::tables::{column, counts, repeated, row, total};
use super::spending::{BUDGET, Spending};
use disclosure::report::{
    Across, Bar, Basis, Cell, Chart, Column, Drawing, Draws, How, Mark, Point, Row, Section, Table, Value,
};
use domain::{Pence, Sector};
use statistics::number::{pounds, real};

/// Adds the tables and charts.
pub(super) fn add(data: &Data, spending: &Spending, section: &mut Section) {
    if spending.all.purchases == 0 {
        return;
    }
    let categories = categories(data);
    section.tables.push(
        Kind {
            id: "spend-by-category",
            caption: "Spending by category",
            what: ("category", "Category"),
            rule: "purchases by their category",
        }
        .table(&categories, spending),
    );
    let sectors = bought::by(data, |purchase| Some(data.providers.get(index(purchase.provider))?.sector));
    let sectors: Vec<GroupBought> = sectors
        .into_iter()
        .map(|(sector, bought)| GroupBought {
            id: sector.as_str().into(),
            label: sector_words(sector).into(),
            bought,
        })
        .collect();
    section.tables.push(
        Kind {
            id: "spend-by-sector",
            caption: "Spending by the sector of the provider",
            what: ("sector", "Sector"),
            rule: "purchases by the sector of who provided them",
        }
        .table(&sectors, spending),
    );
    section.tables.push(
        Kind {
            id: "spend-by-buyer",
            caption: "Spending by the profession of the buyer",
            what: ("buyer", "Profession"),
            rule: "purchases by the profession of who bought them, who need not lead the case",
        }
        .table(&buyers(data), spending),
    );
    section.charts.push(bars(&categories));
    let heat = Heat::of(data);
    section.tables.push(heat.table(data));
    section.charts.push(heat.chart(data));
}

/// A group of purchases.
struct GroupBought {
    id: String,
    label: String,
    bought: Bought,
}

fn categories(data: &Data) -> Vec<GroupBought> {
    let found = bought::by(data, |purchase| Some(purchase.category));
    let mut told: Vec<GroupBought> = found
        .into_iter()
        .filter_map(|(place, bought)| {
            let category = data.categories.get(index(place))?;
            Some(GroupBought { id: category.code.to_string(), label: category.label.clone(), bought })
        })
        .collect();
    told.sort_by(|one, other| one.id.cmp(&other.id));
    told
}

fn buyers(data: &Data) -> Vec<GroupBought> {
    // Professions by name, so that practitioners of the same one are together.
    let mut professions: Vec<&str> =
        data.practitioners.iter().map(|person| person.profession.as_str()).collect();
    professions.sort_unstable();
    professions.dedup();
    let place: Vec<usize> = data
        .practitioners
        .iter()
        .map(|person| professions.partition_point(|known| *known < person.profession.as_str()))
        .collect();
    let found = bought::by(data, |purchase| place.get(index(purchase.buyer)).copied());
    let told = |(at, bought): (usize, Bought)| GroupBought {
        id: professions[at].replace(' ', "_"),
        label: professions[at].into(),
        bought,
    };
    found.into_iter().map(told).collect()
}

const fn sector_words(sector: Sector) -> &'static str {
    match sector {
        Sector::Statutory => "public bodies",
        Sector::Voluntary => "voluntary and community organisations",
        Sector::Private => "businesses",
        Sector::Individual => "individuals",
    }
}

/// What a table of purchases is about.
struct Kind {
    id: &'static str,
    caption: &'static str,
    what: (&'static str, &'static str),
    rule: &'static str,
}

impl Kind {
    fn table(&self, groups: &[GroupBought], spending: &Spending) -> Table {
        let all = &spending.all;
        let sum: Pence = all.parts.iter().copied().sum();
        let cells = |label: &str, bought: &Bought| {
            vec![
                Cell::text(label),
                Cell::children(bought.children()),
                bought.count(),
                per_cent(bought.purchases, all.purchases, bought.children()),
                bought.spent(),
                share(&bought.parts, sum),
                mean(&bought.parts),
            ]
        };
        let name = self.what.0;
        let mut rows: Vec<Row> = groups
            .iter()
            .map(|told| {
                row(told.id.clone(), format!("{BUDGET}&{name}={}", told.id), cells(&told.label, &told.bought))
            })
            .collect();
        rows.push(total("all", BUDGET, without_own_shares(cells("all", all), &[3, 5])));
        Table {
            id: self.id,
            caption: self.caption.into(),
            columns: vec![
                column(name, self.what.1),
                repeated("buyers", "Children", "buyers"),
                counts("purchases", "Purchases", "purchases"),
                repeated("per_cent", "Per cent of purchases", "^purchases"),
                counts("spent", "Spent", "spent"),
                repeated("share", "Share of spending", "^spent"),
                column("mean", "Mean spent per such child"),
            ],
            rows,
            notes: vec!["A child counts in each row in which something was bought for it.".into()],
            how: How {
                formula: "sums over purchases, added up by child first; mean = spent / children of the row"
                    .into(),
                rows: format!("{}; those that hold or have spent money", self.rule),
                source: "the ledger's budget book".into(),
            },
            ..Table::default()
        }
    }
}

fn share(parts: &[Pence], sum: Pence) -> Cell {
    let own: Pence = parts.iter().copied().sum();
    let value = if sum > Pence::ZERO {
        Value::Share(pounds(own) / pounds(sum))
    } else {
        Value::Mark(Mark::NotAvailable)
    };
    Cell { value, basis: Cell::money(parts.iter().copied()).basis }
}

fn bars(categories: &[GroupBought]) -> Chart {
    let bar = |told: &GroupBought| {
        let sum: Pence = told.bought.parts.iter().copied().sum();
        Bar { name: told.label.clone(), height: pounds(sum), basis: told.bought.spent().basis }
    };
    Chart {
        id: "spend-categories",
        title: "Spending by category".into(),
        description:
            "A bar for each category; its height is what was spent on it. The same sums stand in the table \
                      of spending by category."
                .into(),
        x: "Category".into(),
        y: "Pounds".into(),
        draws: Draws::Money,
        drawing: Drawing::Bars(categories.iter().map(bar).collect()),
        withheld: 0,
    }
}

/// What was spent by category and level of need.
struct Heat {
    cells: BTreeMap<(Place, u8), Bought>,
    categories: Vec<Place>,
    levels: Vec<u8>,
}

impl Heat {
    const COLUMNS: [&'static str; 4] = ["level_1", "level_2", "level_3", "level_4"];

    fn of(data: &Data) -> Self {
        let level = |purchase: &Purchase| Some(data.children.get(index(purchase.child))?.need_level);
        let cells = bought::by(data, |purchase| Some((purchase.category, level(purchase)?)));
        let mut categories: Vec<Place> = cells.keys().map(|(category, _)| *category).collect();
        categories.dedup();
        categories.sort_by_key(|category| data.categories.get(index(*category)).map(|known| &known.code));
        let mut levels: Vec<u8> = cells.keys().map(|(_, level)| *level).collect();
        levels.sort_unstable();
        levels.dedup();
        Self { cells, categories, levels }
    }

    fn parts(&self, category: Option<Place>, level: Option<u8>) -> Vec<Pence> {
        // Of a category at several levels no child is twice: a child has one level.
        let wanted = |(of, at): &(Place, u8)| {
            category.is_none_or(|category| category == *of) && level.is_none_or(|level| level == *at)
        };
        let found = self.cells.iter().filter(|(key, _)| wanted(key));
        found.flat_map(|(_, bought)| bought.parts.iter().copied()).collect()
    }

    fn label(data: &Data, category: Place) -> (String, String) {
        let known = data.categories.get(index(category));
        known.map_or_else(Default::default, |known| (known.code.to_string(), known.label.clone()))
    }

    fn table(&self, data: &Data) -> Table {
        let everybody =
            bought::by(data, |purchase| data.children.get(index(purchase.child)).map(|c| c.need_level));
        let mut rows: Vec<Row> = self
            .categories
            .iter()
            .map(|category| {
                let (code, label) = Self::label(data, *category);
                let mut cells = vec![Cell::text(label)];
                cells.extend(
                    self.levels.iter().map(|level| Cell::money(self.parts(Some(*category), Some(*level)))),
                );
                cells.push(Cell::money(self.parts(Some(*category), None)));
                row(code.clone(), format!("{BUDGET}&category={code}"), cells)
            })
            .collect();
        let none = Bought::default();
        let mut cells = vec![Cell::text("all")];
        cells.extend(self.levels.iter().map(|level| everybody.get(level).unwrap_or(&none).spent()));
        cells.push(bought::all(data).spent());
        rows.push(total("all", BUDGET, cells));
        let mut columns = vec![column("category", "Category")];
        columns.extend(self.levels.iter().map(|level| Column {
            id: Self::COLUMNS.get(usize::from(*level).wrapping_sub(1)).copied().unwrap_or("level"),
            label: format!("Level {level}"),
            sums: true,
            key: format!("spent&need_level={level}"),
        }));
        columns.push(counts("spent", "All levels", "spent"));
        let last = columns.len() - 1;
        Table {
            id: "spend-category-level",
            caption: "Spending by category and level of need".into(),
            columns,
            rows,
            across: vec![Across { parts: (1..last).collect(), sum: last }],
            notes: Vec::new(),
            how: How {
                formula: "sums over purchases, added up by child first".into(),
                rows: "purchases that hold or have spent money, by category and by the child's level of need"
                    .into(),
                source: "the ledger's registers and budget book".into(),
            },
        }
    }

    fn chart(&self, data: &Data) -> Chart {
        let point = |place: usize, category: Place, level: u8| {
            let parts = self.parts(Some(category), Some(level));
            let basis =
                if parts.is_empty() { Basis::Children(0) } else { Cell::money(parts.iter().copied()).basis };
            Point { x: real(place), y: pounds(parts.iter().copied().sum()), basis }
        };
        let rows = self.categories.iter().map(|category| {
            let points = self.levels.iter().enumerate().map(|(place, level)| point(place, *category, *level));
            (Self::label(data, *category).1, points.collect())
        });
        Chart {
            id: "spend-heat",
            title: "Spending by category and level of need".into(),
            description: "A field with a row for each category and a column for each level of need; the darker, the \
                          more was spent. The sums stand in the table of spending by category and level of need."
                .into(),
            x: "Level of need".into(),
            y: "Category".into(),
            draws: Draws::Money,
            drawing: Drawing::Heat {
                columns: self.levels.iter().map(|level| format!("level {level}")).collect(),
                rows: rows.collect(),
            },
 withheld: 0,
}
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::{Settings, sample};
    use super::super::section;
    use super::*;

    #[test]
    fn rows_add_up_to_their_total_and_columns_to_theirs() {
        let section = section(&sample::pilot(), &Settings::default());
        let number = |cell: &Cell| match cell.value {
            Value::Count(count) => i64::try_from(count).unwrap(),
            Value::Money(sum) => sum.get(),
            ref other => panic!("{other:?} does not add up"),
        };
        for table in &section.tables {
            for (at, _) in table.columns.iter().enumerate().filter(|(_, column)| column.sums) {
                let Some((last, rows)) = table.rows.split_last().filter(|(last, _)| last.total) else {
                    continue;
                };
                let sum: i64 = rows.iter().map(|row| number(&row.cells[at])).sum();
                assert_eq!(sum, number(&last.cells[at]), "{} column {at}", table.id);
            }
            for across in &table.across {
                for row in &table.rows {
                    let sum: i64 = across.parts.iter().map(|part| number(&row.cells[*part])).sum();
                    assert_eq!(sum, number(&row.cells[across.sum]), "{} row {}", table.id, row.id);
                }
            }
            assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{}", table.id);
            assert!(!table.how.formula.is_empty() && !table.how.rows.is_empty(), "{}", table.id);
        }
        for chart in &section.charts {
            assert!(!chart.description.is_empty(), "{}", chart.id);
        }
    }

    #[test]
    fn figures_are_those_worked_by_hand() {
        let section = section(&sample::pilot(), &Settings::default());
        let cell = |table: &str, row: &str, column: &str| {
            let table = section.tables.iter().find(|known| known.id == table).unwrap();
            let at = table.columns.iter().position(|known| known.id == column).unwrap();
            table.rows.iter().find(|known| known.id == row).unwrap().cells[at].value.clone()
        };
        assert_eq!(cell("spend-total", "all", "spent"), Value::Money(Pence::new(720_000)));
        assert_eq!(cell("spend-total", "all", "available"), Value::Money(Pence::new(4_080_000)));
        assert_eq!(cell("spend-spread", "all", "mean"), Value::Pounds(150.0));
        assert_eq!(cell("spend-spread", "all", "nothing"), Value::Share(0.25));
        // Of 0, 100, 200 and 300, twelve each: 2 x sum(i x) / (n sum x) - (n + 1) / n = 5/12.
        assert_eq!(cell("spend-spread", "all", "gini"), Value::Number(0.416_666_666_666_666_74, 2));
        assert_eq!(cell("spend-by-category", "clothing", "spent"), Value::Money(Pence::new(480_000)));
        assert_eq!(cell("spend-by-category", "care", "buyers"), Value::Count(24));
        assert_eq!(cell("spend-by-need-level", "2", "children"), Value::Count(16));
        assert_eq!(cell("spend-by-buyer", "teacher", "purchases"), Value::Count(24));
        assert_eq!(cell("spend-months", "2006-10", "spent"), Value::Money(Pence::new(720_000)));
    }
}
