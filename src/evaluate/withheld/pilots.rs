//! Whole reports of invented pilots, most of them tiny: a withheld total stands nowhere else, and does not
//! add up from what does.

use std::collections::BTreeSet;

use crate::data::{Additionality, Category, ChildMonth, Data, Practitioner, Provider};
use crate::invented::Chance;
use crate::{Settings, analysis, sample};
use disclosure::report::{Drawing, Report, Row, Table, Value};
use disclosure::{Rules, Shown, protect, withheld};
use domain::{ChosenBy, Pence, Sector};

/// A pilot with so many children in each arm and so many purchases, each of another size.
fn pilot(seed: u64, children: u32, purchases: usize) -> Data {
    const CATEGORIES: [&str; 8] =
        ["activities", "care", "clothing", "devices", "education", "food", "housing", "travel"];
    const SECTORS: [Sector; 4] = [Sector::Statutory, Sector::Voluntary, Sector::Private, Sector::Individual];
    let mut chance = Chance(seed);
    let mut below = |end: usize| usize::try_from(chance.below(i64::try_from(end).unwrap())).unwrap();
    let place = |number: usize| u32::try_from(number).unwrap();
    let mut data = sample::pilot();
    let comparison = data.children.split_off(usize::try_from(sample::BUDGETS).unwrap());
    let budgets = std::mem::take(&mut data.children);
    let count = usize::try_from(children).unwrap();
    data.children =
        budgets.iter().cycle().take(count).chain(comparison.iter().cycle().take(count)).cloned().collect();
    for child in &mut data.children {
        child.need_level = 2 + u8::try_from(below(3)).unwrap();
        child.area = place(below(3));
        child.lead = Some(place(below(5)));
    }
    data.categories = CATEGORIES
        .iter()
        .map(|code| Category { code: code.parse().unwrap(), label: format!("Things of {code}") })
        .collect();
    let provider = |at: usize| Provider {
        code: format!("P{at}").parse().unwrap(),
        name: format!("Provider {at}"),
        sector: SECTORS[at % 4],
    };
    data.providers = (0..8).map(provider).collect();
    let practitioner = |at: usize| Practitioner {
        code: format!("LP{at}").parse().unwrap(),
        profession: ["teacher", "youth worker", "school nurse"][at % 3].into(),
        agency: "council".into(),
    };
    data.practitioners = (0..5).map(practitioner).collect();
    data.purchases = (0..purchases)
        .map(|at| {
            let mut one = sample::purchase(i64::try_from(at).unwrap(), place(at * count / purchases), 0);
            (one.provider, one.category) = (place(below(8)), place(below(8)));
            one.buyer = place(below(5));
            let large = if below(12) == 0 { 40_000 } else { 6_000 };
            one.spent = Pence::new(i64::try_from(500 + below(large)).unwrap());
            (one.estimate, one.invoiced) = (one.spent, one.spent);
            one.options = Some(1 + place(below(4)));
            one.chosen_by = Some(match below(10) {
                0..6 => ChosenBy::Family,
                6..9 => ChosenBy::Professional,
                _ => ChosenBy::Child,
            });
            one.beside = Some(if below(3) == 0 { Additionality::Replaced } else { Additionality::Added });
            let month = 1 + below(9);
            one.placed_on = format!("2007-0{month}-03").parse().unwrap();
            one.delivered_on = Some(format!("2007-0{month}-1{}", below(10)).parse().unwrap());
            one.needed_on = Some(one.placed_on);
            one
        })
        .collect();
    let mut moves: Vec<ChildMonth> = Vec::new();
    for (at, child) in (0..).zip(&mut data.children).filter(|(_, child)| child.budget.is_some()) {
        let spent = data.purchases.iter().filter(|one| one.child == at).map(|one| one.spent).sum();
        let given = Pence::new(20_000 * i64::try_from(1 + below(8)).unwrap());
        let budget = child.budget.as_mut().unwrap();
        (budget.allocated, budget.spent) = (given, spent);
        let month = format!("2006-{}", 10 + below(3)).parse().unwrap();
        moves.push(ChildMonth { child: at, month, allocated: given, spent: Pence::ZERO });
    }
    for one in &data.purchases {
        let month = one.delivered_on.unwrap().month();
        moves.push(ChildMonth { child: one.child, month, allocated: Pence::ZERO, spent: one.spent });
    }
    moves.sort_by_key(|moved| (moved.child, moved.month));
    data.moves = moves;
    data
}

/// Where a number of all children with a budget stands: table, row, column.
type Place = (&'static str, &'static str, &'static str);

const SPENT: [Place; 14] = [
    ("summary-money", "budget", "spent"),
    ("spend-total", "all", "spent"),
    ("spend-months", "all", "spent"),
    ("spend-parts", "all", "spent"),
    ("spend-by-need-level", "all", "spent"),
    ("spend-by-area", "all", "spent"),
    ("spend-by-sex", "all", "spent"),
    ("spend-by-category", "all", "spent"),
    ("spend-by-sector", "all", "spent"),
    ("spend-by-buyer", "all", "spent"),
    ("spend-category-level", "all", "spent"),
    ("choice-options", "all", "spent"),
    ("choice-by", "all", "spent"),
    ("choice-mainstream", "all", "spent"),
];

const PURCHASES: [Place; 11] = [
    ("spend-total", "all", "purchases"),
    ("spend-by-need-level", "all", "purchases"),
    ("spend-by-area", "all", "purchases"),
    ("spend-by-sex", "all", "purchases"),
    ("spend-by-category", "all", "purchases"),
    ("spend-by-sector", "all", "purchases"),
    ("spend-by-buyer", "all", "purchases"),
    ("choice-options", "all", "purchases"),
    ("choice-by", "all", "purchases"),
    ("choice-mainstream", "all", "purchases"),
    ("cost-planned", "all", "purchases"),
];

const GIVEN: [Place; 6] = [
    ("summary-money", "budget", "allocated"),
    ("spend-total", "all", "given"),
    ("given-months", "all", "given"),
    ("spend-by-need-level", "all", "given"),
    ("spend-by-area", "all", "given"),
    ("spend-by-sex", "all", "given"),
];

/// What tells nearly what was spent on everybody.
const NEARLY_SPENT: [Place; 10] = [
    ("spend-spread", "all", "mean"),
    ("spend-spread", "all", "median"),
    ("spend-by-area", "all", "mean"),
    ("spend-by-area", "all", "median"),
    ("value-costs", "fund", "total"),
    ("value-costs", "fund", "mean"),
    ("value-costs", "fund", "interval"),
    ("value-costs", "fund", "median"),
    ("value-costs", "council", "mean"),
    ("cost-planned", "all", "actual"),
];

/// A report with the names of all its rows, which of its cells are withheld, and what is shown of it.
struct Read {
    report: Report,
    withheld: BTreeSet<(usize, usize, usize)>,
    shown: Report<Shown>,
}

impl Read {
    fn of(report: Report, rules: &Rules) -> Self {
        let shown = protect(report.clone(), rules);
        Self { withheld: withheld(&report, rules), report, shown }
    }

    fn table(&self, id: &str) -> Option<(usize, &Table)> {
        let mut tables = self.report.sections().iter().flat_map(|section| &section.tables).enumerate();
        tables.find(|(_, table)| table.id == id)
    }

    /// Whether a cell is withheld; `None` where there is none.
    fn withheld(&self, (table, row, column): Place) -> Option<bool> {
        let (place, table) = self.table(table)?;
        let column = table.columns.iter().position(|known| known.id == column)?;
        let row = table.rows.iter().position(|known| known.id == row)?;
        Some(self.withheld.contains(&(place, row, column)))
    }

    /// How many rows a table has beside its total, and how many are withheld in a column.
    fn parts(&self, (table, _, column): Place) -> Option<(usize, usize)> {
        let (place, table) = self.table(table)?;
        let column = table.columns.iter().position(|known| known.id == column)?;
        let rows = || (0..table.rows.len()).filter(|row| !table.rows[*row].total);
        let total = table.rows.iter().any(|row| row.total);
        let missing = |row: &usize| self.withheld.contains(&(place, *row, column));
        total.then(|| (rows().count(), rows().filter(missing).count()))
    }

    /// A total is withheld everywhere or nowhere, and in no table is one figure missing alone.
    fn agrees(&self, places: &[Place]) -> bool {
        let marks: Vec<(Place, bool)> =
            places.iter().filter_map(|place| Some((*place, self.withheld(*place)?))).collect();
        // Of few children there are no such tables at all.
        let Some(withheld) = marks.first().map(|(_, mark)| *mark) else { return true };
        assert!(marks.iter().all(|(_, mark)| *mark == withheld), "{marks:?}");
        for place in places {
            if let Some((rows, missing)) = self.parts(*place) {
                assert!(
                    missing + usize::from(withheld) != 1,
                    "{place:?}: {missing} of {rows}, total {withheld}"
                );
            }
        }
        withheld
    }

    /// The last height that a line of the chart of sums so far shows, and its place.
    fn last(&self, name: &str) -> Option<(f64, f64)> {
        let mut charts = self.shown.sections().iter().flat_map(|section| &section.charts);
        let chart = charts.find(|chart| chart.id == "budget-against-spend")?;
        let Drawing::Lines { lines, .. } = &chart.drawing else { panic!("no lines") };
        lines.iter().find(|line| line.name == name)?.points.last().map(|point| (point.x, point.y))
    }
}

/// A sum as it would be shown.
fn rounded(sum: Pence, rules: &Rules) -> Pence {
    let step = rules.round_money.get();
    Pence::new((sum.get() + step / 2) / step * step)
}

fn check(data: &Data) -> [bool; 3] {
    let settings = Settings { replicates: 50, ..Settings::default() };
    let rules = &settings.disclosure;
    let read = Read::of(analysis::report(data, &settings), rules);
    let shown = &read.shown;
    let spent: Pence = data.purchases.iter().map(|one| one.spent).sum();
    let given: Pence = data.children.iter().filter_map(|child| Some(child.budget.as_ref()?.allocated)).sum();
    let totals = [read.agrees(&SPENT), read.agrees(&PURCHASES), read.agrees(&GIVEN)];
    let heights = [(totals[0], "Spent", spent), (totals[2], "Given to budgets", given)];
    for (withheld, line, sum) in heights {
        let rounded = rounded(sum, rules);
        let same = |height: f64| (height - statistics::number::pounds(rounded)).abs() < 1.0;
        if withheld {
            assert!(!read.last(line).is_some_and(|(_, height)| same(height)), "{line}: {rounded:?} is drawn");
            let said = rounded.format_pounds();
            for words in shown.sections().iter().flat_map(|section| &section.words) {
                assert!(!words.text.contains(&said), "{line}: {}", words.text);
            }
        }
    }
    if totals[0] {
        for place in NEARLY_SPENT {
            assert!(read.withheld(place).unwrap_or(true), "{place:?} is shown and what was spent is not");
        }
        let mut charts = shown.sections().iter().flat_map(|section| &section.charts);
        if let Some(chart) = charts.find(|chart| chart.id == "spend-categories") {
            let Drawing::Bars(bars) = &chart.drawing else { panic!("no bars") };
            assert!(bars.len() < data.categories.len(), "all of a withheld total is drawn");
        }
    }
    if totals[1] {
        for span in ["commissioned-delivered", "needed-delivered", "requested-delivered"] {
            assert!(read.withheld(("waits-spans", span, "purchases")).unwrap_or(true), "{span}");
        }
        for table in ["choice-options", "choice-by", "choice-mainstream", "spend-by-category"] {
            let mut tables = shown.sections().iter().flat_map(|section| &section.tables);
            let Some(table) = tables.find(|known| known.id == table) else { continue };
            let at = table.columns.iter().position(|column| column.id == "per_cent").unwrap();
            let told = |row: &Row<Shown>| matches!(row.cells[at].value, Value::Number(..));
            assert!(!table.rows.iter().any(told), "{}: parts of a withheld total", table.id);
        }
    }
    totals
}

#[test]
fn a_withheld_total_of_a_tiny_pilot_stands_nowhere_and_adds_up_from_nothing() {
    let mut withheld = 0;
    for seed in 0..12 {
        let totals = check(&pilot(seed, 10, 150));
        withheld += totals.iter().filter(|total| **total).count();
    }
    assert!(withheld > 0, "nothing was tried");
}

#[test]
fn nor_in_pilots_of_other_sizes() {
    for (seed, children, purchases) in [(3, 4, 40), (5, 11, 90), (7, 15, 200), (11, 25, 300), (13, 60, 900)] {
        check(&pilot(seed, children, purchases));
    }
}

#[test]
fn a_pilot_of_many_keeps_its_totals() {
    assert_eq!(check(&pilot(17, 240, 4_000)), [false; 3]);
}
