//! The figures of a chart as a table, for those who do not see it and those who want them.

use super::frame::is_money;
use super::scatter::quadrants;
use crate::evaluate::disclosure::{Mark, ShownCell, ShownChart, ShownDrawing, ShownEstimate, ShownLine};
use crate::evaluate::say;

/// A small table: names of columns, and rows with a name first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figures {
    /// Names of the columns.
    pub(crate) columns: Vec<String>,
    /// Rows.
    pub(crate) rows: Vec<(String, Vec<ShownCell>)>,
}

const WITHHELD: ShownCell = ShownCell::Mark(Mark::Confidential);

/// The figures that a chart draws. Replicates are too many to be read: their parts of the plane are told.
pub(crate) fn figures(chart: &ShownChart) -> Figures {
    let (along, side) = (amount(is_money(&chart.x)), amount(is_money(&chart.y)));
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    match &chart.drawing {
        ShownDrawing::Lines { ticks, lines } => of_lines(&chart.x, ticks, lines, side, along),
        ShownDrawing::Bars(bars) => Figures {
            columns: vec![chart.x.clone(), chart.y.clone()],
            rows: bars.iter().map(|(name, height)| (name.clone(), vec![or_mark(*height, side)])).collect(),
        },
        ShownDrawing::Heat { columns, rows } => {
            let money = [&chart.title, &chart.x, &chart.y].into_iter().any(|name| is_money(name));
            let of = |cells: &Vec<Option<f64>>| cells.iter().map(|y| or_mark(*y, amount(money))).collect();
            Figures {
                columns: std::iter::once(&chart.y).chain(columns).cloned().collect(),
                rows: rows.iter().map(|(name, cells)| (name.clone(), of(cells))).collect(),
            }
        }
        ShownDrawing::Scatter { points, fitted } => {
            let both = |(x, y): &(f64, f64)| vec![along(*x), side(*y)];
            let groups =
                points.iter().enumerate().map(|(place, at)| (format!("point {}", place + 1), both(at)));
            let ends = fitted.iter().flat_map(|line| {
                let ends = line.points.first().into_iter().chain(line.points.last());
                ends.map(|point| (format!("end of line: {}", line.name), both(point)))
            });
            Figures {
                columns: vec!["what is drawn".to_owned(), chart.x.clone(), chart.y.clone()],
                rows: groups.chain(ends).collect(),
            }
        }
        ShownDrawing::Forest { rows, .. } => {
            let of = |row: &ShownEstimate| [row.value, row.low, row.high].map(along).to_vec();
            let mut columns: Vec<String> = owned(&["row", "estimate", "from", "to"]);
            if !chart.y.is_empty() {
                columns[0].clone_from(&chart.y);
            }
            Figures { columns, rows: rows.iter().map(|row| (row.name.clone(), of(row))).collect() }
        }
        ShownDrawing::Plane { replicates, estimate } => {
            let part = |(name, part): (&str, f64)| (name.to_owned(), vec![ShownCell::Percent(part * 100.0)]);
            let told = |(x, y): (f64, f64)| {
                let told = [(&chart.x, along(x)), (&chart.y, side(y))];
                told.map(|(name, value)| (format!("the estimate: {name}"), vec![value]))
            };
            Figures {
                columns: owned(&["what is drawn", "figure"]),
                rows: quadrants(replicates)
                    .map(part)
                    .into_iter()
                    .chain(estimate.map(told).into_iter().flatten())
                    .collect(),
            }
        }
    }
}

fn or_mark(height: Option<f64>, amount: fn(f64) -> ShownCell) -> ShownCell {
    height.map_or(WITHHELD, amount)
}

/// How a number of an axis is told.
fn amount(money: bool) -> fn(f64) -> ShownCell {
    if money {
        ShownCell::Pounds
    } else {
        |value| {
            let decimals = if value.fract() == 0.0 { 0 } else { 2 };
            ShownCell::Number(value, decimals)
        }
    }
}

/// A row for each step, a column for each line.
fn of_lines(
    x: &str,
    ticks: &[(f64, String)],
    lines: &[ShownLine],
    side: fn(f64) -> ShownCell,
    along: fn(f64) -> ShownCell,
) -> Figures {
    let mut steps: Vec<f64> = lines.iter().flat_map(|line| &line.points).map(|point| point.0).collect();
    steps.extend(ticks.iter().map(|tick| tick.0));
    steps.sort_by(f64::total_cmp);
    steps.dedup();
    let name = |step: f64| {
        let tick = ticks.iter().find(|tick| is_at(tick.0, step));
        tick.map_or_else(|| say::cell(&along(step)), |(_, name)| name.clone())
    };
    let cell = |line: &ShownLine, step: f64| {
        or_mark(line.points.iter().find(|point| is_at(point.0, step)).map(|point| point.1), side)
    };
    let row = |step: &f64| (name(*step), lines.iter().map(|line| cell(line, *step)).collect());
    let columns = std::iter::once(x.to_owned()).chain(lines.iter().map(|line| line.name.clone()));
    Figures { columns: columns.collect(), rows: steps.iter().map(row).collect() }
}

fn is_at(place: f64, step: f64) -> bool {
    (place - step).abs() < 1e-9
}
