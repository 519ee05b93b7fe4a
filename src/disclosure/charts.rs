//! Charts: marks that may not be shown are left out, the others are rounded as in tables.

use super::round;
use super::shown::Shown;
use super::verdict::Verdict;
use crate::report::{Bar, Basis, Chart, Drawing, Draws, Estimate, Line, Point, WithheldCounts};
use domain::Pence;
use statistics::number::{nearest, pounds, real};

/// A chart as it may be shown.
pub(super) fn shown(
    (chart, place): (Chart, usize),
    verdict: &Verdict<'_>,
    counted: &mut WithheldCounts,
) -> Chart<Shown> {
    let Chart { id, title, description, x, y, draws, drawing, .. } = chart;
    let mut pen = Pen { verdict, place, next: 0, draws, withheld: 0 };
    let drawing = pen.drawing(drawing);
    counted.marks += pen.withheld;
    Chart { id, title, description, x, y, draws, drawing, withheld: pen.withheld }
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
    fn drawing(&mut self, drawing: Drawing) -> Drawing<Shown> {
        match drawing {
            Drawing::Lines { ticks, lines } => Drawing::Lines { ticks, lines: self.lines(lines) },
            Drawing::Bars(bars) => Drawing::Bars(bars.into_iter().filter_map(|bar| self.bar(bar)).collect()),
            Drawing::Heat { columns, rows } => {
                let rows = rows.into_iter().map(|(name, points)| (name, self.steps(points))).collect();
                Drawing::Heat { columns, rows }
            }
            Drawing::Scatter { points, fitted } => {
                let points = points.into_iter().filter_map(|point| self.point(point)).collect();
                Drawing::Scatter { points, fitted: self.lines(fitted) }
            }
            Drawing::Forest { rows, none } => Drawing::Forest {
                rows: rows.into_iter().filter_map(|row| self.estimate(row)).collect(),
                none,
            },
            Drawing::Plane { replicates, estimate } => {
                let near = |(x, y)| (round::height(x, Basis::Open), round::height(y, Basis::Open));
                let estimate = estimate.filter(|point| !self.withholds(point.x, point.basis));
                let replicates = if estimate.is_none() { Vec::new() } else { replicates };
                Drawing::Plane {
                    replicates: replicates.into_iter().map(near).collect(),
                    estimate: estimate.map(|point| {
                        let (x, y) = near((point.x, point.y));
                        Point { x, y, basis: Shown(()) }
                    }),
                }
            }
        }
    }

    fn lines(&mut self, lines: Vec<Line>) -> Vec<Line<Shown>> {
        lines.into_iter().map(|Line { name, points }| Line { name, points: self.steps(points) }).collect()
    }

    /// Points over steps, which stand where they stand.
    fn steps(&mut self, points: Vec<Point>) -> Vec<Point<Shown>> {
        let step = |point: Point| self.point(point).map(|shown| Point { x: point.x, ..shown });
        points.into_iter().filter_map(step).collect()
    }

    fn point(&mut self, Point { x, y, basis }: Point) -> Option<Point<Shown>> {
        let withheld = self.withholds(y, basis);
        let (x, y) = match basis {
            Basis::Open => (x, y),
            _ => (round::height(x, basis), self.height(y, basis)),
        };
        (!withheld).then_some(Point { x, y, basis: Shown(()) })
    }

    fn bar(&mut self, Bar { name, height, basis }: Bar) -> Option<Bar<Shown>> {
        let withheld = self.withholds(height, basis);
        (!withheld).then(|| Bar { name, height: self.height(height, basis), basis: Shown(()) })
    }

    fn estimate(&mut self, row: Estimate) -> Option<Estimate<Shown>> {
        let Estimate { name, value, low, high, basis, pooled } = row;
        let [near, lowest, highest] = [value, low, high].map(|number| round::height(number, basis));
        let withheld = self.withholds(value, basis);
        let basis = Shown(());
        (!withheld).then_some(Estimate { name, value: near, low: lowest, high: highest, basis, pooled })
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
