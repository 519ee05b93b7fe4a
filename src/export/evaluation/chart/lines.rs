//! Lines over steps: months, or what a point may be worth.

use super::frame::{Axes, Bottom, draws_money};
use super::legend::{legend, look};
use super::scale::Ticks;
use super::svg::Svg;
use disclosure::Shown;
use disclosure::report::{Chart, Line, Point};

/// With more points than this a line has no marks on it.
const MARKED: usize = 24;

pub(super) fn draw(
    svg: &mut Svg,
    chart: &Chart<Shown>,
    ticks: &[(f64, String)],
    lines: &[Line<Shown>],
) -> Option<f64> {
    let lines: Vec<&Line<Shown>> = lines.iter().filter(|line| !line.points.is_empty()).collect();
    let points = || lines.iter().flat_map(|line| &line.points);
    points().next()?;
    let side = Ticks::around(points().map(|point| point.y).chain([0.0]), 5.0)?;
    let along = Ticks::within(points().map(|point| point.x).chain(ticks.iter().map(|tick| tick.0)), 6.0)?;
    let across = (along.low, along.high);
    let bottom = if ticks.is_empty() { Bottom::Numbers(along) } else { Bottom::Names(ticks) };
    let marks = lines.iter().all(|line| line.points.len() <= MARKED);
    let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
    let top = if lines.len() > 1 { legend(svg, &names, marks) } else { 0.0 };
    let frame =
        Axes { bottom, across, side, x: &chart.x, y: &chart.y, money: draws_money(chart), top }.draw(svg);
    // Where nothing was withheld, a step without a point is told with the next.
    let gaps = chart.withheld > 0;
    let at = |point: &Point<Shown>| (frame.x.at(point.x), frame.y.at(point.y));
    for (place, line) in lines.iter().enumerate() {
        let look = look(place);
        svg.through(&with_gaps(if gaps { ticks } else { &[] }, line, at), &look.stroke());
        if marks {
            line.points.iter().for_each(|point| look.mark(svg, at(point)));
        }
    }
    Some(frame.height)
}

/// The places of a line: a step that has a name and no point is a gap, not a straight line.
fn with_gaps(
    ticks: &[(f64, String)],
    line: &Line<Shown>,
    at: impl Fn(&Point<Shown>) -> (f64, f64),
) -> Vec<Option<(f64, f64)>> {
    if ticks.is_empty() {
        return line.points.iter().map(|point| Some(at(point))).collect();
    }
    ticks.iter().map(|(step, _)| Point::at(&line.points, *step).map(&at)).collect()
}
