//! Charts: marks that may not be shown are left out, the others are rounded as in tables.

use crate::domain::Pence;
use crate::evaluate::number::{nearest, pounds, real};
use crate::evaluate::report::{Bar, Basis, Chart, Drawing, Draws, Estimate, Line, Point};

use super::round;
use super::shown::{ShownChart, ShownDrawing, ShownEstimate, ShownLine};
use super::verdict::Verdict;

/// A chart as it may be shown.
pub(super) fn shown(place: usize, chart: Chart, verdict: &Verdict<'_>) -> ShownChart {
    let mut pen = Pen { verdict, place, next: 0, draws: chart.draws, withheld: 0 };
    let drawing = pen.drawing(chart.drawing);
    let Chart { id, title, description, x, y, draws, .. } = chart;
    ShownChart { id, title, description, x, y, draws, drawing, withheld: pen.withheld }
}

/// What draws one chart, and counts what it leaves out.
struct Pen<'a> {
    verdict: &'a Verdict<'a>,
    place: usize,
    /// The next mark, in the order in which the figures were read.
    next: usize,
    draws: Draws,
    withheld: usize,
}

impl Pen<'_> {
    fn drawing(&mut self, drawing: Drawing) -> ShownDrawing {
        match drawing {
            Drawing::Lines { ticks, lines } => ShownDrawing::Lines { ticks, lines: self.lines(lines) },
            Drawing::Bars(bars) => ShownDrawing::Bars(
                bars.into_iter().map(|bar| self.bar(bar)).filter(|bar| bar.1.is_some()).collect(),
            ),
            Drawing::Heat { columns, rows } => {
                let shade = |(name, points): (String, Vec<Point>)| {
                    (name, points.into_iter().map(|point| self.point(point).map(|(_, y)| y)).collect())
                };
                ShownDrawing::Heat { columns, rows: rows.into_iter().map(shade).collect() }
            }
            Drawing::Scatter { points, fitted } => {
                let points = points.into_iter().filter_map(|point| self.point(point)).collect();
                ShownDrawing::Scatter { points, fitted: self.lines(fitted) }
            }
            Drawing::Forest { rows, none } => {
                let rows = rows.into_iter().filter_map(|row| self.estimate(row)).collect();
                ShownDrawing::Forest { rows, none }
            }
            Drawing::Plane { replicates, estimate, basis } => {
                if self.withholds(estimate.0, basis) {
                    return ShownDrawing::Plane { replicates: Vec::new(), estimate: None };
                }
                let near = |(x, y)| (round::height(x, Basis::Open), round::height(y, Basis::Open));
                ShownDrawing::Plane {
                    replicates: replicates.into_iter().map(near).collect(),
                    estimate: Some(near(estimate)),
                }
            }
        }
    }

    fn lines(&mut self, lines: Vec<Line>) -> Vec<ShownLine> {
        let line = |Line { name, points }| {
            let step = |point: Point| self.point(point).map(|(_, y)| (point.x, y));
            ShownLine { name, points: points.into_iter().filter_map(step).collect() }
        };
        lines.into_iter().map(line).collect()
    }

    fn point(&mut self, point: Point) -> Option<(f64, f64)> {
        let withheld = self.withholds(point.y, point.basis);
        match point.basis {
            Basis::Open => Some((point.x, point.y)),
            _ => {
                (!withheld).then(|| (round::height(point.x, point.basis), self.height(point.y, point.basis)))
            }
        }
    }

    fn bar(&mut self, bar: Bar) -> (String, Option<f64>) {
        let height = (!self.withholds(bar.height, bar.basis)).then(|| self.height(bar.height, bar.basis));
        (bar.name, height)
    }

    fn estimate(&mut self, row: Estimate) -> Option<ShownEstimate> {
        let Estimate { name, value, low, high, basis, pooled } = row;
        let near = |number| round::height(number, basis);
        (!self.withholds(value, basis)).then(|| ShownEstimate {
            name,
            value: near(value),
            low: near(low),
            high: near(high),
            pooled,
        })
    }

    /// Whether a mark is left out; if so it is counted.
    fn withholds(&mut self, height: f64, basis: Basis) -> bool {
        let withheld = self.verdict.mark((self.place, self.next), height, basis);
        self.next += 1;
        self.withheld += usize::from(withheld);
        withheld
    }

    fn height(&self, height: f64, basis: Basis) -> f64 {
        match self.draws {
            Draws::Estimates => round::height(height, basis),
            Draws::Counts => {
                let number = usize::try_from(nearest(height)).unwrap_or(0);
                real(round::count(number, self.verdict.rules()))
            }
            Draws::Money => pounds(round::money(Pence::new(nearest(height * 100.0)), self.verdict.rules())),
        }
    }
}
