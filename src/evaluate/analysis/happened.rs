//! What happened to the children: how often, by the time they were there, and to how many it did not.

use std::collections::BTreeSet;

use super::super::data::{Data, Happened, Place};
use super::super::{Settings, cluster};
use super::fit::FEWEST_CLUSTERS;
use super::tables::{column, counts, nothing, row, share, total};
use disclosure::report::{Cell, How, Row, Section, Table, Tone, Value, Words};
use domain::{Arm, Day, HappeningKind};
use statistics::number::{integer, real};
use statistics::rate::{Exposed, Rate, rate, ratio};

/// Half-years from arrival: the days after which each begins, and what it is called.
const PERIODS: [(i64, &str); 3] = [(0, "first half-year"), (183, "second half-year"), (366, "later")];
const YEAR: f64 = 365.25;
/// Rates are told of so many children in a year.
const HUNDRED: f64 = 100.0;

/// What happened to one child in a stretch of time, and how long it was there in it.
#[derive(Clone, Copy, Debug)]
struct Stay {
    child: Place,
    days: i64,
    happened: usize,
}

/// Something in a stretch of time, told of one arm.
struct Told {
    /// Children who were there, and those to whom it happened.
    children: usize,
    touched: usize,
    days: i64,
    happened: usize,
    /// A year, of one child.
    rate: Option<Rate>,
}

/// What happened to a child: happenings are in the order of their children.
fn of_child(data: &Data, child: Place) -> &[Happened] {
    let from = data.happenings.partition_point(|it| it.child < child);
    let many = data.happenings[from..].partition_point(|it| it.child == child);
    &data.happenings[from..from + many]
}

/// The days a child was there: from its baseline until it left, or until the day of the report or the pilot's
/// last, for nobody writes down what happens after it.
fn here(data: &Data, child: Place) -> Option<(Day, Day)> {
    let from = data.children.get(usize::try_from(child).ok()?)?.baseline?;
    let left = of_child(data, child).iter().find(|it| it.kind == HappeningKind::Left);
    let last = data.as_at.min(data.ends_on);
    let until = left.map_or(last, |it| last.min(it.on));
    (from <= until).then_some((from, until))
}

/// What happened to each child of an arm, from so many days after its arrival to so many.
fn stays(data: &Data, arm: Arm, kind: HappeningKind, (begin, end): (i64, Option<i64>)) -> Vec<Stay> {
    let stay = |(child, _)| {
        let (from, until) = here(data, child)?;
        let after = |on: Day| (on.date() - from.date()).num_days();
        let last = end.map_or(after(until), |end| after(until).min(end - 1));
        let such = |it: &&Happened| it.kind == kind && (begin..=last).contains(&after(it.on));
        let happened = of_child(data, child).iter().filter(such).count();
        (begin <= last).then_some(Stay { child, days: last - begin + 1, happened })
    };
    (0..).zip(&data.children).filter(|(_, child)| child.arm == arm).filter_map(stay).collect()
}

fn told(data: &Data, settings: &Settings, stays: &[Stay]) -> Told {
    let (groups, count) = cluster::numbered(data, stays.iter().map(|stay| stay.child));
    let each_alone = count < FEWEST_CLUSTERS;
    let mut exposed = vec![Exposed::default(); if each_alone { stays.len() } else { count }];
    for (at, (stay, group)) in stays.iter().zip(groups).enumerate() {
        let group = &mut exposed[if each_alone { at } else { group }];
        group.happened += real(stay.happened);
        group.time += integer(stay.days) / YEAR;
    }
    Told {
        children: stays.len(),
        touched: stays.iter().filter(|stay| stay.happened > 0).count(),
        days: stays.iter().map(|stay| stay.days).sum(),
        happened: stays.iter().map(|stay| stay.happened).sum(),
        rate: rate(&exposed, settings.confidence).ok(),
    }
}

impl Told {
    fn cells(&self) -> Vec<Cell> {
        let years = integer(self.days) / YEAR;
        let of = |value| Cell::of(self.touched, value);
        let rate = match self.days {
            0 => nothing(0),
            _ => of(Value::Number(real(self.happened) / years * HUNDRED, 1)),
        };
        let interval = self.rate.map_or_else(
            || nothing(self.touched),
            |rate| of(Value::Interval(rate.low * HUNDRED, rate.high * HUNDRED, 1)),
        );
        vec![
            Cell::children(self.children),
            Cell::of(self.children, Value::Number(years, 1)),
            of(Value::Count(self.happened)),
            Cell::children(self.touched),
            share(self.children - self.touched, self.children),
            rate,
            interval,
        ]
    }
}

/// The kinds that happened at all to children whose arrival is known, in the order of the words.
fn kinds(data: &Data) -> BTreeSet<HappeningKind> {
    data.happenings.iter().map(|it| it.kind).collect()
}

fn words(kind: HappeningKind) -> String {
    kind.as_str().replace('_', " ")
}

/// Of a hundred children in a year: how much less often it happened with a budget than without one.
pub(super) fn fewer(data: &Data, settings: &Settings, kind: HappeningKind) -> [Cell; 2] {
    let [with, without] =
        [Arm::Budget, Arm::Comparison].map(|arm| told(data, settings, &stays(data, arm, kind, (0, None))));
    let n = with.touched.min(without.touched);
    if with.days == 0 || without.days == 0 {
        return [nothing(n), nothing(n)];
    }
    let rate = |told: &Told| real(told.happened) / (integer(told.days) / YEAR) * HUNDRED;
    [Cell::of(n, Value::Number(rate(&without) - rate(&with), 1)), nothing(n)]
}

pub fn section(data: &Data, settings: &Settings) -> Section {
    let mut section =
        Section { id: "happened", title: "What happened to the children", ..Section::default() };
    if data.happenings.is_empty() {
        let text =
            "Nothing is recorded of referrals, exclusions, care or contact, so nothing can be said of them.";
        section.words.push(Words::open(Tone::Doubt, text));
        return section;
    }
    section.words.extend(circle(data, settings));
    section.words.push(Words::open(
        Tone::Doubt,
        "Rates count each day a child was there, so that children who came late or left early count less. They are \
         not adjusted for differences between the arms, and what nobody recorded is not there: a lower rate may be \
         a budget's doing, or less recording.",
    ));
    section.tables.push(rates(data, settings));
    section.tables.push(compared(data, settings));
    section
}

/// The share of the children who were helped without being referred on.
fn circle(data: &Data, settings: &Settings) -> Option<Words> {
    let told = told(data, settings, &stays(data, Arm::Budget, HappeningKind::Referred, (0, None)));
    (told.children > 0).then(|| {
        let text = "{} of the children with a budget were helped without being referred on.";
        Words::with(Tone::Plain, text, vec![share(told.children - told.touched, told.children)])
    })
}

fn rates(data: &Data, settings: &Settings) -> Table {
    let mut rows: Vec<Row> = Vec::new();
    for kind in kinds(data) {
        for arm in [Arm::Budget, Arm::Comparison] {
            let key = |more: &str| format!("happened={kind}&arm={arm}{more}");
            for (at, (begin, name)) in PERIODS.into_iter().enumerate() {
                let end = PERIODS.get(at + 1).map(|(begin, _)| *begin);
                let mut cells = vec![Cell::text(format!("{}: {arm}, {name}", words(kind)))];
                cells.extend(told(data, settings, &stays(data, arm, kind, (begin, end))).cells());
                rows.push(row(format!("{kind}-{arm}-{}", at + 1), key(&format!("&since={}", at + 1)), cells));
            }
            let mut cells = vec![Cell::text(format!("{}: {arm}, in all", words(kind)))];
            cells.extend(told(data, settings, &stays(data, arm, kind, (0, None))).cells());
            rows.push(total(format!("{kind}-{arm}-all"), key(""), cells));
        }
    }
    Table {
        id: "happened-rates",
        caption: "What happened, by the time since children arrived".into(),
        columns: vec![
            column("what", "What, and to whom"),
            column("children", "Children there"),
            column("years", "Child-years"),
            counts("happened", "Happened", "happened"),
            column("touched", "To children"),
            column("without", "To none, per cent of children"),
            {
                let mut rate = column("rate", "A year, of 100 children");
                rate.key = "~happened".into();
                rate
            },
            {
                let mut interval = column("interval", "Interval");
                interval.key = "~happened".into();
                interval
            },
        ],
        rows,
        notes: vec![
            "A child is there from its baseline until it left, or until the day of the report. A half-year is 183 days."
                .into(),
            "The interval allows for children of one lead professional being alike where an arm has five or more of \
             them, and always for what happens to one child again and again."
                .into(),
        ],
        how: How {
            formula: "100 x happened / child-years of 365.25 days; interval: log of a ratio of sums, by groups, Student's t"
                .into(),
            rows: "children with a baseline, what is dated from it until they left".into(),
            source: "docs/METHODS.md".into(),
        },
        ..Table::default()
    }
}

fn compared(data: &Data, settings: &Settings) -> Table {
    let one = |kind: HappeningKind| {
        let [with, without] = [Arm::Budget, Arm::Comparison]
            .map(|arm| told(data, settings, &stays(data, arm, kind, (0, None))));
        let n = with.touched.min(without.touched);
        let found = with.rate.zip(without.rate);
        let found = found.and_then(|(one, other)| ratio(&one, &other, settings.confidence).ok());
        let [fewer, _] = fewer(data, settings, kind);
        let mut cells = vec![Cell::text(words(kind)), fewer];
        match found {
            Some(ratio) => {
                cells.push(Cell::of(n, Value::Number(ratio.value, 2)));
                cells.push(Cell::of(n, Value::Interval(ratio.low, ratio.high, 2)));
            }
            None => cells.extend([nothing(n), nothing(n)]),
        }
        row(format!("{kind}"), format!("happened={kind}&compared"), cells)
    };
    Table {
        id: "happened-compared",
        caption: "How often it happened with a budget, against without one".into(),
        columns: vec![
            column("what", "What"),
            column("fewer", "Fewer a year, of 100 children"),
            column("ratio", "Times as often"),
            column("interval", "Interval"),
        ],
        rows: kinds(data).into_iter().map(one).collect(),
        notes: vec![
            "Below 1: less often with a budget. An interval around 1 says that it could be chance.".into(),
        ],
        how: How {
            formula: "rate without a budget - rate with one; rate with one / rate without one".into(),
            rows: "both arms, all days they were there".into(),
            source: "docs/METHODS.md".into(),
        },
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{BUDGETS, CHILDREN, pilot};

    fn happened(child: Place, kind: HappeningKind, on: &str) -> Happened {
        Happened { child, kind, on: on.parse().unwrap() }
    }

    fn cell(section: &Section, row: &str, column: &str) -> Cell {
        let table = &section.tables[0];
        let at = table.columns.iter().position(|it| it.id == column).unwrap();
        table.rows.iter().find(|it| it.id == row).unwrap().cells[at].clone()
    }

    /// All came on 1 September 2006; the day of the report is 31 August 2007, day 364: 365 days each. Of 48
    /// children with a budget 12 were excluded on day 0 and 3 of these again on day 183: 15 in 48 x 365 days.
    /// Of 12 without one all were on day 1: 12 in 12 x 365. A year, of 100: 15 / (48 x 365) x 36525 = 31.27,
    /// and 12 / (12 x 365) x 36525 = 100.07. What came the day before arrival does not count.
    #[test]
    fn it_is_counted_by_the_days_children_were_there() {
        let mut data = pilot();
        data.as_at = "2007-08-31".parse().unwrap();
        let excluded = HappeningKind::Excluded;
        for child in 0..12 {
            data.happenings.push(happened(child, excluded, "2006-09-01"));
            data.happenings.push(happened(child, excluded, "2006-08-31"));
        }
        (0..3).for_each(|child| data.happenings.push(happened(child, excluded, "2007-03-03")));
        (BUDGETS..CHILDREN).for_each(|child| data.happenings.push(happened(child, excluded, "2006-09-02")));
        data.happenings.sort_by_key(|it| it.child);
        let section = section(&data, &Settings::default());
        assert_eq!(cell(&section, "excluded-budget-1", "happened"), Cell::of(12, Value::Count(12)));
        assert_eq!(cell(&section, "excluded-budget-2", "happened"), Cell::of(3, Value::Count(3)));
        assert_eq!(cell(&section, "excluded-budget-all", "happened"), Cell::of(12, Value::Count(15)));
        assert_eq!(cell(&section, "excluded-budget-all", "without"), share(36, 48));
        let Value::Number(rate, 1) = cell(&section, "excluded-budget-all", "rate").value else { panic!() };
        assert!((rate - 31.271).abs() < 1e-3, "{rate}");
        let Value::Number(fewer, 1) = section.tables[1].rows[0].cells[1].value else { panic!() };
        assert!((fewer - (100.068 - 31.271)).abs() < 1e-3, "{fewer}");
        // Nothing after a child left counts, nor the days.
        data.happenings.insert(0, happened(0, HappeningKind::Left, "2006-09-10"));
        let stays = stays(&data, Arm::Budget, excluded, (0, None));
        assert_eq!((stays[0].days, stays[0].happened, stays[1].days, stays[1].happened), (10, 1, 365, 2));
    }

    #[test]
    fn nothing_recorded_is_said_so() {
        let section = section(&pilot(), &Settings::default());
        assert!(section.tables.is_empty() && section.words.len() == 1);
    }
}
