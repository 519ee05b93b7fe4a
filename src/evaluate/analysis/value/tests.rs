//! Costs and effects worked out by hand.

use super::super::super::sample::{pilot, purchase};
use super::super::super::settings::UnitCost;
use super::super::{downstream, effects};
use super::costs::{Cost, Terms, View};
use super::versus::Versus;
use super::*;
use crate::Settings;
use crate::data::{Data, Observed, PilotCost, Place, Worked};
use disclosure::report::{Basis, Cell, Drawing, Mark, Section, Value};
use domain::measure::{Measure, MeasureTerms};
use domain::{Better, Day, Pence, Score, SpentOn};
use statistics::describe;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn near(ours: f64, wanted: f64) {
    assert!((ours - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{ours} is not {wanted}");
}

fn goals() -> Measure {
    Measure {
        code: "gbo".parse().unwrap(),
        label: "Goals".parse().unwrap(),
        lowest: Score::from_thousandths(0),
        highest: Score::from_thousandths(10_000),
        better: Better::Higher,
        terms: MeasureTerms::default(),
    }
}

/// `with` children with a budget and `without` without one, each with its lead professional to itself, no
/// purchase, and no score.
fn children(with: usize, without: usize) -> Data {
    let mut data = pilot();
    let budget = data.children[0].clone();
    let other = data.children.last().unwrap().clone();
    data.children = vec![budget; with];
    data.children.extend(vec![other; without]);
    for child in &mut data.children {
        child.lead = None;
        if let Some(budget) = &mut child.budget {
            budget.spent = Pence::ZERO;
        }
    }
    data.purchases.clear();
    data.measures = vec![goals()];
    data
}

/// Spends on the day of the baseline.
fn spend(data: &mut Data, child: usize, pounds: i64) {
    let of = Place::try_from(child).unwrap();
    let bought = Pence::new(pounds * 100);
    let mut one = purchase(i64::try_from(data.purchases.len()).unwrap(), of, 0);
    one.delivered_on = data.children[child].baseline;
    one.spent = bought;
    data.purchases.push(one);
    data.children[child].budget.as_mut().unwrap().spent += bought;
}

fn score(data: &mut Data, child: usize, first: i64, last: i64) {
    for (on, points) in [("2006-09-01", first), ("2007-06-01", last)] {
        data.scores.push(Observed {
            child: Place::try_from(child).unwrap(),
            measure: 0,
            item: 0,
            informant: 0,
            on: day(on),
            score: Score::from_thousandths(points * 1000),
        });
    }
}

fn reckoned(data: &Data, settings: &Settings) -> Vec<Cost> {
    costs::costs(data, settings, &effects::estimate(data, settings), Terms::of(settings))
}

/// 100.00 on the first day, 100.00 a year (365 days) later at 10%: 1.1 ^ (-365 / 365.25) = 0.909150; in
/// prices of 2007 what was bought in 2006 is 100 / 97.2 dearer. 50.00 stand under no purchase any more.
/// 90 minutes at 27.00 are 40.50. The family paid 20.00.
#[test]
fn costs_are_discounted_and_told_in_the_prices_of_a_year() {
    let mut data = children(4, 0);
    spend(&mut data, 0, 100);
    spend(&mut data, 0, 100);
    data.purchases[1].delivered_on = Some(day("2007-09-01"));
    data.purchases[1].contribution = Some(Pence::new(2_000));
    data.children[1].budget.as_mut().unwrap().spent = Pence::new(5_000);
    data.times.push(Worked { child: 2, practitioner: 0, on: day("2006-08-01"), minutes: 90 });
    let mut settings = Settings::default();
    settings.costs.discount = 0.1;
    let found = reckoned(&data, &settings);
    near(found[0].fund, 100.0 + 90.915_021_671_875_54);
    near(found[0].family, 20.0 * 0.909_150_216_718_755_4);
    near(found[1].fund, 50.0);
    near(found[2].time, 40.5);
    near(found[2].seen(View::Fund), 0.0);
    near(found[2].seen(View::Council), 40.5);
    assert_eq!(found[3], Cost::default());

    settings.costs.deflators = vec![(2006, 97.2), (2007, 100.0)];
    near(reckoned(&data, &settings)[0].fund, 100.0 / 0.972 + 90.915_021_671_875_54);
    settings.costs.discount = 0.0;
    settings.costs.deflators.clear();
    near(reckoned(&data, &settings)[0].fund, 200.0);
}

#[test]
fn a_year_without_a_price_level_goes_by_the_nearest() {
    let mut settings = Settings::default();
    near(costs::price_level(&settings, 1999), 1.0);
    settings.costs.deflators = vec![(2005, 50.0), (2007, 100.0)];
    near(costs::price_level(&settings, 2005), 2.0);
    near(costs::price_level(&settings, 1999), 2.0);
    near(costs::price_level(&settings, 2010), 1.0);
    settings.costs.deflators = vec![(2005, 0.0), (2007, 100.0)];
    near(costs::price_level(&settings, 2005), 1.0);
}

#[test]
fn years_of_spending_without_a_price_level_are_named() {
    let data = pilot();
    let mut settings = Settings::default();
    let told = |settings: &Settings| words::years_without_level(&data, settings).map(|words| words.text);
    assert_eq!(told(&settings), None);
    settings.costs.deflators = vec![(2005, 90.0)];
    let text = told(&settings).unwrap();
    assert!(text.starts_with("Price levels are given of 2005, but not of 2006 and 2007:"), "{text}");
    settings.costs.deflators = vec![(2006, 97.2), (2007, 100.0)];
    assert_eq!(told(&settings), None);
}

/// 20 children with a budget: half cost 300 and improve by 4 on average (3 and 5), half cost 100 and do not
/// (1 and -1). 20 without: half go up by 1, half down by 1. So dC = 200, dE = 2, a point costs 100, and at
/// 150 a point 100 are left. Before and after the budgets cost 200 for 2 points: 100 a point too.
fn compared() -> Data {
    let mut data = children(20, 20);
    for child in 0..20 {
        let (cost, last) = [(300, 7), (100, 5), (300, 9), (100, 3)][child % 4];
        spend(&mut data, child, cost);
        score(&mut data, child, 4, last);
        score(&mut data, child + 20, 5, if child % 2 == 0 { 6 } else { 4 });
    }
    data.scores.sort_by_key(|score| (score.child, score.on));
    data
}

#[test]
fn an_extra_point_costs_what_the_hand_says() {
    let (data, settings) = (compared(), Settings::default());
    let effects = effects::estimate(&data, &settings);
    let costs = reckoned(&data, &settings);
    let drawn = drawn::draw(&data, &settings, &effects.samples[0], &costs).unwrap();
    near(drawn.seen.cost(View::Fund), 200.0);
    near(drawn.seen.effect(), 2.0);
    near(versus::icer(&drawn.seen, View::Council).unwrap(), 100.0);
    near(drawn.seen.net_benefit(View::Fund, 150.0), 100.0);
    assert_eq!(drawn.replicates.len(), 2000);

    let versus = Versus { sample: &effects.samples[0], effect: &effects.measures[0], drawn: &drawn };
    near(effects.measures[0].difference.as_ref().unwrap().value, drawn.seen.effect());
    assert_eq!(versus.ratio(View::Fund), versus::Ratio::Told);
    let (low, high) = drawn.interval(|arms| Some(arms.cost(View::Fund))).unwrap();
    assert!(low < 200.0 && 200.0 < high && low > 140.0 && high < 260.0, "{low} {high}");

    let section = section(&data, &settings, &effects).0;
    let ids: Vec<_> = section.tables.iter().map(|table| table.id).collect();
    assert_eq!(
        ids,
        [
            "value-costs",
            "value-per-unit",
            "value-icer",
            "value-net-benefit",
            "value-quadrants",
            "value-sensitivity"
        ]
    );
    assert_eq!(cell(&section, "value-icer", "gbo-fund", "icer").value, Value::Pounds(100.0));
    assert_eq!(cell(&section, "value-icer", "gbo-fund", "icer").basis, Basis::Children(20));
    assert_eq!(cell(&section, "value-per-unit", "gbo-point", "fund").value, Value::Pounds(100.0));
    assert_eq!(cell(&section, "value-costs", "fund", "mean").value, Value::Pounds(200.0));
    assert_eq!(cell(&section, "value-costs", "fund", "none").value, Value::Share(0.0));
    sound(&section);
}

/// The quarters are parts of one, and the curve is the share of replicates with anything left.
#[test]
fn quarters_and_curve_come_from_the_same_replicates() {
    let (data, settings) = (compared(), Settings::default());
    let effects = effects::estimate(&data, &settings);
    let section = section(&data, &settings, &effects).0;
    let quarters = section.tables.iter().find(|table| table.id == "value-quadrants").unwrap();
    let sum: f64 = quarters.rows.iter().map(|row| number(&row.cells[1])).sum();
    near(sum, 1.0);
    let Drawing::Lines { lines, .. } = &section.charts[1].drawing else { panic!("a curve has lines") };
    let at_half = lines[0].points[10];
    near(at_half.x, 1_000.0);
    near(at_half.y, number(cell(&section, "value-net-benefit", "gbo-1000", "fund_chance")));
    assert!(lines[0].points[0].y < 0.01, "worth nothing, and it costs");
}

/// Both arms go up or down by 1 alike: the difference is nothing, and no cost of a point is given.
#[test]
fn where_the_effect_may_be_nothing_no_cost_of_a_point_is_told() {
    let mut data = children(20, 20);
    for child in 0..40 {
        score(&mut data, child, 5, if child % 2 == 0 { 6 } else { 4 });
    }
    (0..20).for_each(|child| spend(&mut data, child, 100));
    let settings = Settings::default();
    let section = section(&data, &settings, &effects::estimate(&data, &settings)).0;
    assert_eq!(cell(&section, "value-icer", "gbo-council", "icer").value, Value::Mark(Mark::NotApplicable));
    let Value::Text(reading) = &cell(&section, "value-icer", "gbo-council", "reading").value else {
        panic!("a reading is words")
    };
    assert_eq!(reading, "the effect is not shown: see net benefit");
    assert_eq!(cell(&section, "value-per-unit", "gbo-point", "fund").value, Value::Mark(Mark::NotAvailable));
    assert!(section.words.iter().any(|words| words.text.contains("no cost of a point is given")));
    sound(&section);
}

/// An hour for each child with a budget at 27.00: half as dear or half as dear again moves 13.50 each way.
/// At 1,000 a point 2 points leave 2,000 - 200 - 27.
#[test]
fn one_assumption_at_a_time() {
    let mut data = compared();
    for child in 0..20 {
        data.times.push(Worked { child, practitioner: 0, on: day("2006-09-01"), minutes: 60 });
        data.children[usize::try_from(child).unwrap()].budget.as_mut().unwrap().committed = Pence::new(700);
    }
    data.purchases.iter_mut().for_each(|purchase| purchase.committed = Pence::new(700));
    // One more without a budget and without a second score: no change, so the others' mean stays nothing.
    data.children.push(data.children[39].clone());
    score(&mut data, 40, 5, 5);
    data.scores.pop();
    let settings = Settings::default();
    let effects = effects::estimate(&data, &settings);
    let costs = reckoned(&data, &settings);
    let drawn = drawn::draw(&data, &settings, &effects.samples[0], &costs).unwrap();
    let versus = Versus { sample: &effects.samples[0], effect: &effects.measures[0], drawn: &drawn };
    let tornado = tornado::tornado(&data, &settings, &effects, versus);
    near(tornado.base, 1_773.0);
    let swing = |id: &str| tornado.swings.iter().find(|swing| swing.id == id).unwrap();
    near(swing("hour").low, 1_786.5);
    near(swing("hour").high, 1_759.5);
    near(swing("time").low, 1_800.0);
    near(swing("prices").low, 1_793.0);
    near(swing("prices").high, 1_753.0);
    near(swing("promised").high, 1_766.0);
    near(swing("lost").high, 1_773.0);
    near(swing("discount").reach(), 0.0);
    assert_eq!(tornado.swings[0].id, "effect", "what moves most comes first");
}

/// A measure of events: one fewer for each child with a budget, at 500.00 an event.
#[test]
fn what_is_avoided_elsewhere_is_taken_off_for_the_public_sector() {
    let mut data = compared();
    let mut settings = Settings { unit_costs: Vec::new(), ..Settings::default() };
    settings.unit_costs.push(UnitCost {
        name: "an event".into(),
        cost: Pence::new(50_000),
        year: 2007,
        source: "invented".into(),
        sector: "education".into(),
        measure: Some("gbo".parse().unwrap()),
        happening: None,
    });
    let effects = effects::estimate(&data, &settings);
    let costs = reckoned(&data, &settings);
    near(costs[0].saved, 1_500.0);
    near(costs[0].seen(View::Public), -1_200.0);
    let with = section(&data, &settings, &effects).0;
    assert_eq!(cell(&with, "value-icer", "gbo-public", "extra_cost").value, Value::Pounds(-800.0));
    assert_eq!(cell(&with, "value-costs", "public", "mean").value, Value::Pounds(-800.0));
    sound(&with);
    // Mean cost 200.00 against 500.00: 40 of 100 children; seen: 200 fewer among 100.
    let later = downstream::section(&data, &settings, &effects);
    assert_eq!(cell(&later, "downstream-break-even", "break-even-1", "fund").value, Value::Number(40.0, 1));
    assert_eq!(cell(&later, "downstream-break-even", "break-even-1", "seen").value, Value::Number(200.0, 1));
    sound(&later);
    data.scores.clear();
    sound(&downstream::section(&data, &settings, &effects::estimate(&data, &settings)));
}

/// 42,000 against 154,000 (Reaching Out, Box 3.1): 27.27%, about 1 in 4.
#[test]
fn james_pays_at_about_one_in_four() {
    let rate = downstream::break_even_rate(42_000.0, 154_000.0).unwrap();
    assert_eq!(format!("{:.2}", rate * 100.0), "27.27");
    assert_eq!(downstream::rate_in_words(rate), "about 1 in 4");
    let settings = Settings::default();
    let section = downstream::section(&pilot(), &settings, &effects::Effects::default());
    assert_eq!(
        section.words[0].text,
        "James: support of £42,000.00 against £154,000.00 that may be saved pays for itself if it works in \
         about 1 in 4 cases (27.27%). It is paid by children's services; the gain is for the public sector."
    );
    let Value::Number(shown, 2) = cell(&section, "downstream-cases", "case-1", "rate").value else {
        panic!("a rate is a number")
    };
    near(shown, 100.0 * 42.0 / 154.0);
}

#[test]
fn rates_are_said_as_people_say_them() {
    for (rate, said) in [
        (0.5, "about 1 in 2"),
        (0.034, "about 1 in 29"),
        (0.72, "about 7 in 10"),
        (1.2, "not even if it always worked"),
        (0.0, "always: it costs nothing"),
    ] {
        assert_eq!(downstream::rate_in_words(rate), said);
    }
    assert_eq!(downstream::break_even_rate(10.0, 0.0), None);
    assert_eq!(downstream::break_even_rate(-10.0, 5.0), None);
}

#[test]
fn a_pilot_in_which_little_is_known_gives_sentences_and_no_strange_numbers() {
    let settings = Settings::default();
    let nobody = children(0, 0);
    let one = {
        let mut data = children(1, 0);
        spend(&mut data, 0, 100);
        score(&mut data, 0, 2, 5);
        data
    };
    let alike = {
        let mut data = children(12, 12);
        (0..24).for_each(|child| score(&mut data, child, 5, 5));
        data
    };
    let one_arm = {
        let mut data = children(12, 0);
        (0..12).for_each(|child| score(&mut data, child, 2, 4 + i64::try_from(child).unwrap() % 3));
        (0..12).for_each(|child| spend(&mut data, child, 100));
        data
    };
    let without = {
        let mut data = children(0, 12);
        (0..12).for_each(|child| score(&mut data, child, 2, 5));
        data
    };
    for data in [nobody, one, alike, one_arm, without, pilot()] {
        let effects = effects::estimate(&data, &settings);
        let section = section(&data, &settings, &effects).0;
        assert!(!section.words.is_empty());
        sound(&section);
        sound(&downstream::section(&data, &settings, &effects));
    }
}

fn cell<'a>(section: &'a Section, table: &str, row: &str, column: &str) -> &'a Cell {
    let table = section.tables.iter().find(|found| found.id == table).unwrap();
    let at = table.columns.iter().position(|found| found.id == column).unwrap();
    &table.rows.iter().find(|found| found.id == row).unwrap().cells[at]
}

fn number(cell: &Cell) -> f64 {
    match cell.value {
        Value::Number(number, _) => number,
        _ => panic!("{cell:?} is no number"),
    }
}

/// Every figure is a number, every row as long as its table, every figure in words has its place.
fn sound(section: &Section) {
    for words in &section.words {
        assert_eq!(words.text.matches("{}").count(), words.figures.len(), "{}", words.text);
        assert!(!words.text.contains("NaN") && !words.text.contains("inf "), "{}", words.text);
        words.figures.iter().for_each(|cell| assert_eq!(cell.value, cell.value.clone().finite()));
    }
    for table in &section.tables {
        for row in &table.rows {
            assert_eq!(row.cells.len(), table.columns.len(), "{} {}", table.id, row.id);
            for cell in &row.cells {
                assert_eq!(cell.value, cell.value.clone().finite(), "{} {}", table.id, row.id);
            }
        }
    }
    for chart in &section.charts {
        let figures: Vec<f64> = match &chart.drawing {
            Drawing::Lines { lines, .. } => lines
                .iter()
                .flat_map(|line| line.points.iter().flat_map(|point| [point.x, point.y]))
                .collect(),
            Drawing::Forest { rows, .. } => {
                rows.iter().flat_map(|row| [row.value, row.low, row.high]).collect()
            }
            Drawing::Plane { replicates, estimate } => {
                let estimate = estimate.as_ref().map(|point| (point.x, point.y));
                replicates.iter().copied().chain(estimate).flat_map(|point| [point.0, point.1]).collect()
            }
            _ => Vec::new(),
        };
        assert!(figures.iter().all(|figure| figure.is_finite()), "{}", chart.id);
        assert!(figures.is_empty() || describe::mean(&figures).is_ok());
    }
}

/// £600.00 to start up and £1,200.00 to run, for twelve children and, once three of these are left out, for
/// the same twelve: 50.00 and 100.00 a child. Beside it each costs what was spent on it, 240.00 / 12 = 20.00.
#[test]
fn what_the_pilot_cost_was_for_those_left_out_too() {
    let mut data = children(12, 1);
    (0..12).for_each(|child| spend(&mut data, child, 20));
    let cost =
        |spent_on, pounds: i64| PilotCost { on: data.starts_on, spent_on, spent: Pence::new(pounds * 100) };
    data.pilot_costs = vec![cost(SpentOn::StartUp, 600), cost(SpentOn::Running, 1200)];
    data.times.clear();
    let settings = Settings::default();
    let of_a_child = |data: &Data| -> Vec<f64> {
        let costs = reckoned(data, &settings);
        let table = super::pilot::table(data, &settings, &costs).unwrap();
        let pounds = |cell: &Cell| match cell.value {
            Value::Pounds(pounds) => pounds,
            _ => panic!("{cell:?}"),
        };
        table.rows.iter().map(|row| pounds(&row.cells[2])).collect()
    };
    for (ours, wanted) in of_a_child(&data).into_iter().zip([50.0, 100.0, 20.0]) {
        near(ours, wanted);
    }
    let fewer = data.without(&[1, 4, 5].into());
    assert_eq!(fewer.left_out_with_budget, 3);
    for (ours, wanted) in of_a_child(&fewer).into_iter().zip([50.0, 100.0, 20.0]) {
        near(ours, wanted);
    }
}
