//! The figures of a chart as a table, for those who do not see it and those who want them.

use super::frame::{draws_money, is_money, shades_money};
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

/// The figures that a chart draws. Replicates are too many to be read: their parts of the plane are told.
pub(crate) fn figures(chart: &ShownChart) -> Figures {
    let (across, up) = values(&chart.drawing);
    let along = Amount::of(is_money(&chart.x), &across);
    let side = Amount::of(draws_money(chart), &up);
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    match &chart.drawing {
        ShownDrawing::Lines { ticks, lines } => of_lines(chart, ticks, lines, (along, side)),
        ShownDrawing::Bars(bars) => Figures {
            columns: vec![chart.x.clone(), chart.y.clone()],
            rows: bars.iter().map(|(name, height)| (name.clone(), vec![side.or_mark(*height)])).collect(),
        },
        ShownDrawing::Heat { columns, rows } => {
            let cell = Amount::of(shades_money(chart), &up);
            let of = |cells: &Vec<Option<f64>>| cells.iter().map(|y| cell.or_mark(*y)).collect();
            Figures {
                columns: std::iter::once(&chart.y).chain(columns).cloned().collect(),
                rows: rows.iter().map(|(name, cells)| (name.clone(), of(cells))).collect(),
            }
        }
        ShownDrawing::Scatter { points, fitted } => {
            let both = |(x, y): &(f64, f64)| vec![along.cell(*x), side.cell(*y)];
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
            let of =
                |row: &ShownEstimate| [row.value, row.low, row.high].map(|value| along.cell(value)).to_vec();
            let mut columns: Vec<String> = owned(&["row", "estimate", "from", "to"]);
            if !chart.y.is_empty() {
                columns[0].clone_from(&chart.y);
            }
            Figures { columns, rows: rows.iter().map(|row| (row.name.clone(), of(row))).collect() }
        }
        ShownDrawing::Plane { replicates, estimate } => {
            let part = |(name, part): (&str, f64)| (name.to_owned(), vec![ShownCell::Percent(part * 100.0)]);
            let told = |(x, y): (f64, f64)| {
                let told = [(&chart.x, along.cell(x)), (&chart.y, side.cell(y))];
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

/// How the numbers of an axis are told.
#[derive(Clone, Copy)]
struct Amount {
    money: bool,
    decimals: u8,
}

impl Amount {
    /// Whole, where all of them are.
    fn of(money: bool, values: &[f64]) -> Self {
        let whole = values.iter().all(|value| value.fract() == 0.0);
        Self { money, decimals: if whole { 0 } else { 2 } }
    }

    fn cell(self, value: f64) -> ShownCell {
        if self.money { ShownCell::Pounds(value) } else { ShownCell::Number(value, self.decimals) }
    }

    fn or_mark(self, value: Option<f64>) -> ShownCell {
        value.map_or(ShownCell::Mark(Mark::Confidential), |value| self.cell(value))
    }
}

/// All values of a drawing: those across and those up.
fn values(drawing: &ShownDrawing) -> (Vec<f64>, Vec<f64>) {
    let points = |lines: &[ShownLine]| -> Vec<(f64, f64)> {
        lines.iter().flat_map(|line| line.points.iter().copied()).collect()
    };
    match drawing {
        ShownDrawing::Lines { lines, .. } => points(lines).into_iter().unzip(),
        ShownDrawing::Bars(bars) => (Vec::new(), bars.iter().filter_map(|bar| bar.1).collect()),
        ShownDrawing::Heat { rows, .. } => {
            (Vec::new(), rows.iter().flat_map(|(_, cells)| cells.iter().filter_map(|cell| *cell)).collect())
        }
        ShownDrawing::Scatter { points: dots, fitted } => dots.iter().copied().chain(points(fitted)).unzip(),
        ShownDrawing::Forest { rows, .. } => {
            (rows.iter().flat_map(|row| [row.value, row.low, row.high]).collect(), Vec::new())
        }
        ShownDrawing::Plane { estimate, .. } => estimate.iter().copied().unzip(),
    }
}

/// A row for each step, a column for each line.
fn of_lines(
    chart: &ShownChart,
    ticks: &[(f64, String)],
    lines: &[ShownLine],
    (along, side): (Amount, Amount),
) -> Figures {
    let mut steps: Vec<f64> = lines.iter().flat_map(|line| &line.points).map(|point| point.0).collect();
    // What is missing was withheld, or is told with the next step.
    let mut missing = Mark::NotAvailable;
    if chart.withheld > 0 {
        missing = Mark::Confidential;
        steps.extend(ticks.iter().map(|tick| tick.0));
    }
    steps.sort_by(f64::total_cmp);
    steps.dedup();
    let name = |step: f64| {
        let tick = ticks.iter().find(|tick| is_at(tick.0, step));
        tick.map_or_else(|| say::cell(&along.cell(step)), |(_, name)| name.clone())
    };
    let cell = |line: &ShownLine, step: f64| {
        let point = line.points.iter().find(|point| is_at(point.0, step));
        point.map_or(ShownCell::Mark(missing), |point| side.cell(point.1))
    };
    let row = |step: &f64| (name(*step), lines.iter().map(|line| cell(line, *step)).collect());
    let columns = std::iter::once(chart.x.clone()).chain(lines.iter().map(|line| line.name.clone()));
    Figures { columns: columns.collect(), rows: steps.iter().map(row).collect() }
}

fn is_at(place: f64, step: f64) -> bool {
    (place - step).abs() < 1e-9
}
