//! What was given and spent, month by month. Months in which too few children had any are told together,
//! so that the sums so far give nothing away either.

use std::collections::BTreeMap;

use super::super::super::data::{ChildMonth, Place};
use super::super::super::{Data, Settings};
use super::super::bought::carries;
use super::super::tables::{column, counts, row, total};
use super::spending::BUDGET;
use disclosure::Rules;
use disclosure::report::{Cell, Chart, Drawing, Draws, How, Line, Point, Row, Section, Table, Tone, Words};
use domain::{Month, Pence};
use statistics::number::{pounds, real};

/// Months told together.
struct Period {
    first: Month,
    last: Month,
    parts: BTreeMap<Place, Pence>,
}

impl Period {
    fn name(&self) -> String {
        if self.first == self.last {
            self.first.to_string()
        } else {
            format!("{} to {}", self.first, self.last)
        }
    }

    fn join(&mut self, next: Self) {
        self.last = next.last;
        for (child, part) in next.parts {
            *self.parts.entry(child).or_default() += part;
        }
    }

    fn carries(&self, rules: &Rules) -> bool {
        let parts: Vec<Pence> = self.parts.values().copied().collect();
        carries(&parts, rules)
    }
}

/// Adds the tables and the chart.
pub(super) fn add(data: &Data, settings: &Settings, section: &mut Section) {
    let rules = &settings.disclosure;
    let given = periods(&data.moves, |moved| moved.allocated, rules);
    let spent = periods(&data.moves, |moved| moved.spent, rules);
    if given.is_empty() && spent.is_empty() {
        let text = "Given and spent by month cannot be shown: too few children had any.";
        section.words.push(Words::open(Tone::Doubt, text));
        return;
    }
    section.tables.push(table("given-months", "given", "Given to budgets by month", &given));
    section.tables.push(table("spend-months", "spent", "Spent by month", &spent));
    section.charts.push(chart(data, &given, &spent));
}

/// The months in order, joined until each period could be shown by itself. What is left at the end goes
/// with the last.
fn periods(moves: &[ChildMonth], what: impl Fn(&ChildMonth) -> Pence, rules: &Rules) -> Vec<Period> {
    let mut months: BTreeMap<Month, BTreeMap<Place, Pence>> = BTreeMap::new();
    for moved in moves {
        if what(moved) != Pence::ZERO {
            *months.entry(moved.month).or_default().entry(moved.child).or_default() += what(moved);
        }
    }
    let mut periods: Vec<Period> = Vec::new();
    for (month, parts) in months {
        let next = Period { first: month, last: month, parts };
        match periods.last_mut() {
            Some(open) if !open.carries(rules) => open.join(next),
            _ => periods.push(next),
        }
    }
    while periods.last().is_some_and(|last| !last.carries(rules)) {
        let Some(last) = periods.pop() else { break };
        // With nothing before it, it is told to nobody.
        if let Some(before) = periods.last_mut() {
            before.join(last);
        }
    }
    periods
}

fn table(id: &'static str, what: &'static str, caption: &str, periods: &[Period]) -> Table {
    let cells = |name: String, parts: &BTreeMap<Place, Pence>| {
        vec![Cell::text(name), Cell::children(parts.len()), Cell::money(parts.values().copied())]
    };
    let mut rows: Vec<Row> = periods
        .iter()
        .map(|period| {
            let name = period.name();
            row(
                name.clone(),
                format!("{BUDGET}&{what}_in={}", name.replace(' ', "_")),
                cells(name, &period.parts),
            )
        })
        .collect();
    let mut all: BTreeMap<Place, Pence> = BTreeMap::new();
    for (child, part) in periods.iter().flat_map(|period| &period.parts) {
        *all.entry(*child).or_default() += *part;
    }
    rows.push(total("all", BUDGET, cells("all".into(), &all)));
    let amount = if what == "given" { "Given" } else { "Spent" };
    let had = if what == "given" { "Children given something" } else { "Children with spending" };
    Table {
        id,
        caption: caption.into(),
        columns: vec![column("months", "Months"), column("children", had), counts(what, amount, what)],
        rows,
        notes: vec!["Months in which too few children had any are combined.".into()],
        how: How {
            formula:
                "the moves of money in a month, added up by child; given is what came into budgets less \
                      what was taken back"
                    .into(),
            rows: "moves of the budget book by the day they count from".into(),
            source: "the ledger's transfers".into(),
        },
        ..Table::default()
    }
}

fn chart(data: &Data, given: &[Period], spent: &[Period]) -> Chart {
    let first = [given, spent].iter().filter_map(|periods| periods.first().map(|period| period.first)).min();
    let first = first.unwrap_or_else(|| data.starts_on.month()).min(data.starts_on.month());
    let months: Vec<Month> = std::iter::successors(Some(first), |month| Some(month.next()))
        .take_while(|month| *month <= data.ends_on.month().max(data.as_at.month()))
        .collect();
    let at = |month: Month| real(months.iter().position(|known| *known == month).unwrap_or(0));
    let line = |name: &str, periods: &[Period]| {
        let mut so_far: BTreeMap<Place, Pence> = BTreeMap::new();
        let points = periods.iter().map(|period| {
            for (child, part) in &period.parts {
                *so_far.entry(*child).or_default() += *part;
            }
            let sum: Pence = so_far.values().copied().sum();
            let basis = Cell::money(so_far.values().copied()).basis;
            Point { x: at(period.last), y: pounds(sum), basis }
        });
        Line { name: name.into(), points: points.collect() }
    };
    Chart {
        id: "budget-against-spend",
        title: "Given and spent, so far".into(),
        description: "Two lines that rise from the pilot's first month to its last: what children's budgets had been \
                      given by the end of each month, and below it what had been spent. The gap between them was \
                      not spent yet. The sums of the months stand in the tables of what was given and spent by \
                      month."
            .into(),
        x: "Month".into(),
        y: "Pounds, so far".into(),
        draws: Draws::Money,
        drawing: Drawing::Lines {
            ticks: months.iter().map(|month| (at(*month), month.to_string())).collect(),
            lines: vec![line("Given to budgets", given), line("Spent", spent)],
        },
 withheld: 0,
}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_few_are_told_together_and_nothing_is_lost() {
        let rules = &Settings::default().disclosure;
        let month = |text: &str| text.parse::<Month>().unwrap();
        let mut moves = Vec::new();
        for (name, children) in [("2006-07", 3), ("2006-08", 9), ("2006-09", 20), ("2006-10", 2)] {
            for child in 0..children {
                let (allocated, spent) = (Pence::ZERO, Pence::new(100));
                moves.push(ChildMonth { child, month: month(name), allocated, spent });
            }
        }
        let told = periods(&moves, |moved| moved.spent, rules);
        // Three children have twice the part of the other six: 9 children in all are still too few.
        assert_eq!(told.iter().map(Period::name).collect::<Vec<_>>(), ["2006-07 to 2006-10"]);
        assert_eq!(told[0].parts.values().copied().sum::<Pence>(), Pence::new(3_400));
        moves.extend((20..40).map(|child| ChildMonth {
            child,
            month: month("2006-08"),
            allocated: Pence::ZERO,
            spent: Pence::new(100),
        }));
        let told = periods(&moves, |moved| moved.spent, rules);
        let names: Vec<String> = told.iter().map(Period::name).collect();
        assert_eq!(names, ["2006-07 to 2006-08", "2006-09 to 2006-10"]);
        assert!(periods(&moves[..3], |moved| moved.spent, rules).is_empty());
        assert!(periods(&moves, |moved| moved.allocated, rules).is_empty());
    }
}
