//! Lines over steps: months, or what a point may be worth.

use super::frame::{Axes, Bottom, draws_money};
use super::legend::{legend, look};
use super::scale::Ticks;
use super::svg::Svg;
use crate::evaluate::disclosure::{ShownChart, ShownLine};

/// With more points than this a line has no marks on it.
const MARKED: usize = 24;

pub(super) fn draw(
    svg: &mut Svg,
    chart: &ShownChart,
    ticks: &[(f64, String)],
    lines: &[ShownLine],
) -> Option<f64> {
    let lines: Vec<&ShownLine> = lines.iter().filter(|line| !line.points.is_empty()).collect();
    let points = || lines.iter().flat_map(|line| &line.points);
    points().next()?;
    let side = Ticks::around(points().map(|point| point.1).chain([0.0]), 5.0)?;
    let along = Ticks::within(points().map(|point| point.0).chain(ticks.iter().map(|tick| tick.0)), 6.0)?;
    let across = (along.low, along.high);
    let bottom = if ticks.is_empty() { Bottom::Numbers(along) } else { Bottom::Names(ticks) };
    let marks = lines.iter().all(|line| line.points.len() <= MARKED);
    let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
    let top = if lines.len() > 1 { legend(svg, &names, marks) } else { 0.0 };
    let frame =
        Axes { bottom, across, side, x: &chart.x, y: &chart.y, money: draws_money(chart), top }.draw(svg);
    // Where nothing was withheld, a step without a point is told with the next.
    let gaps = chart.withheld > 0;
    let at = |point: &(f64, f64)| (frame.x.at(point.0), frame.y.at(point.1));
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
    line: &ShownLine,
    at: impl Fn(&(f64, f64)) -> (f64, f64),
) -> Vec<Option<(f64, f64)>> {
    if ticks.is_empty() {
        return line.points.iter().map(|point| Some(at(point))).collect();
    }
    let of = |step: f64| line.points.iter().find(|point| (point.0 - step).abs() < 1e-9).map(&at);
    ticks.iter().map(|(step, _)| of(*step)).collect()
}
