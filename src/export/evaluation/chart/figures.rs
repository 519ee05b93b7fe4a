//! The figures of a chart as a table, for those who do not see it and those who want them.

use super::frame::{draws_money, is_money, shades_money};
use super::scatter::quadrants;
use disclosure::Shown;
use disclosure::format;
use disclosure::report::{Chart, Drawing, Estimate, Line, Mark, Point, Value};
use statistics::number::real;

/// A small table: names of columns, and rows with a name first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChartFigures {
    /// Names of the columns.
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<(String, Vec<Value>)>,
}

/// The figures that a chart draws. Replicates are too many to be read: their parts of the plane are told.
pub(crate) fn figures(chart: &Chart<Shown>) -> ChartFigures {
    let (across, up) = values(&chart.drawing);
    let along = Amount::of(is_money(&chart.x), &across);
    let side = Amount::of(draws_money(chart), &up);
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    match &chart.drawing {
        Drawing::Lines { ticks, lines } => of_lines(chart, ticks, lines, (along, side)),
        Drawing::Bars(bars) => ChartFigures {
            columns: vec![chart.x.clone(), chart.y.clone()],
            rows: bars.iter().map(|bar| (bar.name.clone(), vec![side.cell(bar.height)])).collect(),
        },
        Drawing::Heat { columns, rows } => {
            let cell = Amount::of(shades_money(chart), &up);
            let of = |points: &[Point<Shown>]| {
                let places = (0..columns.len()).map(|place| Point::at(points, real(place)));
                places.map(|point| cell.or_mark(point, Mark::Confidential)).collect()
            };
            ChartFigures {
                columns: std::iter::once(&chart.y).chain(columns).cloned().collect(),
                rows: rows.iter().map(|(name, points)| (name.clone(), of(points))).collect(),
            }
        }
        Drawing::Scatter { points, fitted } => {
            let both = |point: &Point<Shown>| vec![along.cell(point.x), side.cell(point.y)];
            let groups =
                points.iter().enumerate().map(|(place, at)| (format!("point {}", place + 1), both(at)));
            let ends = fitted.iter().flat_map(|line| {
                let ends = line.points.first().into_iter().chain(line.points.last());
                ends.map(|point| (format!("end of line: {}", line.name), both(point)))
            });
            ChartFigures {
                columns: vec!["what is drawn".to_owned(), chart.x.clone(), chart.y.clone()],
                rows: groups.chain(ends).collect(),
            }
        }
        Drawing::Forest { rows, .. } => {
            let of = |row: &Estimate<Shown>| {
                [row.value, row.low, row.high].map(|value| along.cell(value)).to_vec()
            };
            let mut columns: Vec<String> = owned(&["row", "estimate", "from", "to"]);
            if !chart.y.is_empty() {
                columns[0].clone_from(&chart.y);
            }
            ChartFigures { columns, rows: rows.iter().map(|row| (row.name.clone(), of(row))).collect() }
        }
        Drawing::Plane { replicates, estimate } => {
            let part = |(name, part): (&str, f64)| (name.to_owned(), vec![Value::Share(part)]);
            let told = |point: &Point<Shown>| {
                let told = [(&chart.x, along.cell(point.x)), (&chart.y, side.cell(point.y))];
                told.map(|(name, value)| (format!("the estimate: {name}"), vec![value]))
            };
            ChartFigures {
                columns: owned(&["what is drawn", "figure"]),
                rows: quadrants(replicates)
                    .map(part)
                    .into_iter()
                    .chain(estimate.iter().flat_map(told))
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

    fn cell(self, value: f64) -> Value {
        if self.money { Value::Pounds(value) } else { Value::Number(value, self.decimals) }
    }

    /// How high a point is, or why there is none.
    fn or_mark(self, point: Option<&Point<Shown>>, mark: Mark) -> Value {
        point.map_or(Value::Mark(mark), |point| self.cell(point.y))
    }
}

/// All values of a drawing: those across and those up.
fn values(drawing: &Drawing<Shown>) -> (Vec<f64>, Vec<f64>) {
    let both = |point: &Point<Shown>| (point.x, point.y);
    let of = |lines: &[Line<Shown>]| -> Vec<(f64, f64)> {
        lines.iter().flat_map(|line| &line.points).map(both).collect()
    };
    match drawing {
        Drawing::Lines { lines, .. } => of(lines).into_iter().unzip(),
        Drawing::Bars(bars) => (Vec::new(), bars.iter().map(|bar| bar.height).collect()),
        Drawing::Heat { rows, .. } => {
            (Vec::new(), rows.iter().flat_map(|(_, points)| points).map(|point| point.y).collect())
        }
        Drawing::Scatter { points, fitted } => points.iter().map(both).chain(of(fitted)).unzip(),
        Drawing::Forest { rows, .. } => {
            (rows.iter().flat_map(|row| [row.value, row.low, row.high]).collect(), Vec::new())
        }
        Drawing::Plane { estimate, .. } => estimate.iter().map(both).unzip(),
    }
}

/// A row for each step, a column for each line.
fn of_lines(
    chart: &Chart<Shown>,
    ticks: &[(f64, String)],
    lines: &[Line<Shown>],
    (along, side): (Amount, Amount),
) -> ChartFigures {
    let mut steps: Vec<f64> = lines.iter().flat_map(|line| &line.points).map(|point| point.x).collect();
    // What is missing was withheld, or is told with the next step.
    let mut missing = Mark::NotAvailable;
    if chart.withheld > 0 {
        missing = Mark::Confidential;
        steps.extend(ticks.iter().map(|tick| tick.0));
    }
    steps.sort_by(f64::total_cmp);
    steps.dedup();
    let name = |step: f64| {
        let tick = ticks.iter().find(|tick| (tick.0 - step).abs() < 1e-9);
        tick.map_or_else(|| format::value(&along.cell(step)), |(_, name)| name.clone())
    };
    let cell = |line: &Line<Shown>, step: f64| side.or_mark(Point::at(&line.points, step), missing);
    let row = |step: &f64| (name(*step), lines.iter().map(|line| cell(line, *step)).collect());
    let columns = std::iter::once(chart.x.clone()).chain(lines.iter().map(|line| line.name.clone()));
    ChartFigures { columns: columns.collect(), rows: steps.iter().map(row).collect() }
}
