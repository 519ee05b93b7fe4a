//! What a point cost, a reliably better child, a child moved out of the worst band: before and after,
//! in the budget arm.

use super::super::super::Settings;
use super::super::super::data::Data;
use super::super::fit;
use super::super::sample::Sample;
use super::super::tables::{column, nothing, repeated, row};
use super::costs::View;
use super::drawn::{Arms, Drawn, left_worst_band, reliably_better};
use disclosure::report::{Cell, How, Row, Table, Value};
use domain::Arm;
use statistics::describe;

/// The table: for each measure what could be worked out of it.
pub fn table(data: &Data, settings: &Settings, measures: &[(&Sample, &Drawn)]) -> Table {
    let mut rows = Vec::new();
    for (sample, drawn) in measures {
        rows.push(points(settings, sample, drawn));
        rows.extend(children(data, sample, drawn, reliably_better, &BETTER));
        rows.extend(children(data, sample, drawn, left_worst_band, &OUT));
    }
    Table {
        id: "value-per-unit",
        caption: "What an improvement cost, before and after, children with a budget only".into(),
        columns: vec![
            column("unit", "Measure and unit"),
            column("followed_up", "Children followed up"),
            column("improvement", "Mean improvement, or share of children"),
            repeated("fund", "Bought things for one", "~spent"),
            repeated("fund_interval", "Interval", "~spent"),
            repeated("council", "With practitioners' time", "~spent"),
            repeated("council_interval", "Interval", "~spent"),
        ],
        rows,
        across: Vec::new(),
        notes: vec![
            "Before and after only: the whole improvement is put down to the budgets, also what would have \
             come without them. These figures flatter."
                .into(),
            "No figure is given for a point where the improvement may be nothing: its cost would have no end."
                .into(),
            "Measures are not added up; the same money is behind each.".into(),
        ],
        how: How {
            formula: "mean cost / mean improvement, or mean cost / share of children; intervals by drawing \
                      lead professionals with their children again, cost and improvement together"
                .into(),
            rows: "children of the budget arm who were followed up on the measure, their costs alone".into(),
            source: "Drummond and others 2015; Hesterberg 2015 (expanded percentile interval)".into(),
        },
    }
}

fn points(settings: &Settings, sample: &Sample, drawn: &Drawn) -> Row {
    let cases = sample.arm(Arm::Budget);
    let n = cases.len();
    let likely = fit::mean(&cases, settings.confidence);
    let improves = likely.as_ref().is_ok_and(|likely| likely.low > 0.0);
    let mut cells = vec![
        Cell::text(format!("{}: a point", sample.label)),
        Cell::children(n),
        describe::mean(&fit::improvements(&cases))
            .map_or_else(|_| nothing(n), |mean| Cell::of(n, Value::Number(mean, 2))),
    ];
    for view in [View::Fund, View::Council] {
        let ratio = |arms: &Arms| per(arms.budget.cost(view), arms.budget.improvement());
        cells.extend(priced(n, drawn, improves, ratio));
    }
    row(format!("{}-point", sample.code), format!("measure={}&arm=budget&unit=point", sample.code), cells)
}

/// A kind of child that is counted.
struct Kind {
    id: &'static str,
    label: &'static str,
    share: fn(&Arms) -> f64,
}

const BETTER: Kind =
    Kind { id: "better", label: "a reliably better child", share: |arms| arms.budget.better() };
const OUT: Kind =
    Kind { id: "out", label: "a child moved out of the worst band", share: |arms| arms.budget.out() };

type Judge = fn(&Data, &Sample, &super::super::sample::Case) -> Option<bool>;

fn children(data: &Data, sample: &Sample, drawn: &Drawn, judge: Judge, kind: &Kind) -> Option<Row> {
    let cases = sample.arm(Arm::Budget);
    let judged: Vec<bool> = cases.iter().filter_map(|case| judge(data, sample, case)).collect();
    if judged.is_empty() {
        return None;
    }
    let (n, such) = (cases.len(), judged.iter().filter(|so| **so).count());
    let mut cells = vec![
        Cell::text(format!("{}: {}", sample.label, kind.label)),
        Cell::children(n),
        Cell::of(n, Value::Share((kind.share)(&drawn.seen))),
    ];
    for view in [View::Fund, View::Council] {
        let ratio = |arms: &Arms| per(arms.budget.cost(view), (kind.share)(arms));
        cells.extend(priced(such.min(n - such), drawn, such > 0, ratio));
    }
    Some(row(
        format!("{}-{}", sample.code, kind.id),
        format!("measure={}&arm=budget&unit={}", sample.code, kind.id),
        cells,
    ))
}

/// A cost for one, and its interval.
fn priced(basis: usize, drawn: &Drawn, told: bool, ratio: impl Fn(&Arms) -> Option<f64>) -> [Cell; 2] {
    let seen = ratio(&drawn.seen).filter(|_| told);
    let Some(seen) = seen else { return [nothing(basis), nothing(basis)] };
    let interval = drawn.interval(ratio);
    [
        Cell::of(basis, Value::Pounds(seen)),
        interval
            .map_or_else(|| nothing(basis), |(low, high)| Cell::of(basis, Value::PoundsInterval(low, high))),
    ]
}

fn per(cost: f64, units: f64) -> Option<f64> {
    (units > 0.0).then(|| cost / units)
}
