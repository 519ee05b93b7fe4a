//! Points, and the line through them; replicates on the plane of effect and cost.

use std::collections::BTreeMap;

use super::frame::{Axes, Bottom, Frame, draws_money, lines_of, words};
use super::legend::{dot, legend, look, sizes};
use super::measure::{Anchor, width};
use super::scale::Ticks;
use super::svg::{AXIS, INK, SMALL, Svg, n};
use disclosure::Shown;
use disclosure::format;
use disclosure::report::{Chart, Line, Point};
use statistics::number::real;

/// With more points than this they are drawn smaller.
const MANY: usize = 150;

pub(super) fn draw(
    svg: &mut Svg,
    chart: &Chart<Shown>,
    points: &[Point<Shown>],
    fitted: &[Line<Shown>],
) -> Option<f64> {
    let all = || points.iter().chain(fitted.iter().flat_map(|line| &line.points));
    let along = Ticks::around(all().map(|point| point.x), 6.0)?;
    let side = Ticks::around(all().map(|point| point.y), 5.0)?;
    // A line with two more is a line with its band.
    let band = if let [_, low, high] = fitted { Some((low, high)) } else { None };
    let named = if band.is_some() { &fitted[..2] } else { fitted };
    let names: Vec<String> = match band {
        Some((low, high)) => vec![fitted[0].name.clone(), format!("{}; {}", low.name, high.name)],
        None => fitted.iter().map(|line| line.name.clone()).collect(),
    };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let top = legend(svg, &names, false);
    let across = (along.low, along.high);
    let axes = Axes {
        bottom: Bottom::Numbers(along),
        across,
        side,
        x: &chart.x,
        y: &chart.y,
        money: draws_money(chart),
        top,
    };
    let frame = axes.draw(svg);
    let at = |point: &Point<Shown>| (frame.x.at(point.x), frame.y.at(point.y));
    let places: Vec<(f64, f64)> = points.iter().map(at).collect();
    let size = if points.len() > MANY { 4.0 } else { 7.0 };
    svg.group(r#"opacity="0.75""#, |svg| svg.dots(&places, size, AXIS));
    if let Some((low, high)) = band {
        let edge: Vec<(f64, f64)> = low.points.iter().chain(high.points.iter().rev()).map(at).collect();
        svg.shape(&edge, &format!(r#"fill="{}" opacity="0.12""#, look(1).colour));
    }
    for (place, line) in named.iter().chain(band.map(|(_, high)| high)).enumerate() {
        let places: Vec<Option<(f64, f64)>> = line.points.iter().map(|point| Some(at(point))).collect();
        svg.through(&places, &look(if band.is_some() { place.min(1) } else { place }).stroke());
    }
    Some(frame.height)
}

/// Draws replicates gathered into dots: a dot's area stands for how many fell there.
pub(super) fn plane(
    svg: &mut Svg,
    chart: &Chart<Shown>,
    replicates: &[(f64, f64)],
    estimate: Option<&Point<Shown>>,
) -> Option<f64> {
    let Point { x, y, .. } = *estimate?;
    let all = || replicates.iter().copied().chain([(x, y), (0.0, 0.0)]);
    let along = Ticks::around(all().map(|place| place.0), 6.0)?;
    // A little more than there is, above and below, for what stands in the corners.
    let side = Ticks::around(all().map(|place| place.1 * 1.1), 5.0)?;
    let across = (along.low, along.high);
    // The key is drawn last, when the largest dot is known; its room is kept.
    let axes = Axes {
        bottom: Bottom::Numbers(along),
        across,
        side,
        x: &chart.x,
        y: &chart.y,
        money: draws_money(chart),
        top: 34.0,
    };
    let frame = axes.draw(svg);
    let none = frame.x.at(0.0);
    svg.line((none, frame.y.from), (none, frame.y.to), &format!(r#"stroke="{AXIS}""#));
    let gathered = gathered(&frame, replicates);
    let most = gathered.values().copied().max().unwrap_or(1);
    svg.group(r#"opacity="0.8""#, |svg| {
        for (count, places) in by_count(&gathered) {
            svg.dots(&places, dot(count, most), look(0).colour);
        }
    });
    corners(svg, &frame);
    let place = (frame.x.at(x), frame.y.at(y));
    cross(svg, place, r##"stroke="#ffffff" stroke-width="7""##);
    cross(svg, place, &format!(r#"stroke="{INK}" stroke-width="3""#));
    key(svg, most);
    Some(frame.height)
}

fn cross(svg: &mut Svg, (x, y): (f64, f64), look: &str) {
    svg.path(&format!("M{} {}h18M{} {}v18", n(x - 9.0), n(y), n(x), n(y - 9.0)), look);
}

/// How many replicates fell on each place of a fine grid, in tenths of the drawing's units.
fn gathered(frame: &Frame, replicates: &[(f64, f64)]) -> BTreeMap<(u64, u64), usize> {
    const FINE: f64 = 9.0;
    let mut gathered = BTreeMap::new();
    for (x, y) in replicates {
        // Places on the drawing are never negative, so their bits are in their own order.
        let fine = |place: f64| ((place / FINE).round() * FINE).to_bits();
        *gathered.entry((fine(frame.x.at(*x)), fine(frame.y.at(*y)))).or_insert(0) += 1;
    }
    gathered
}

fn by_count(gathered: &BTreeMap<(u64, u64), usize>) -> BTreeMap<usize, Vec<(f64, f64)>> {
    let mut groups: BTreeMap<usize, Vec<(f64, f64)>> = BTreeMap::new();
    for ((x, y), count) in gathered {
        groups.entry(*count).or_default().push((f64::from_bits(*x), f64::from_bits(*y)));
    }
    groups
}

/// Says in the corners what each part of the plane means.
fn corners(svg: &mut Svg, frame: &Frame) {
    let (left, right) = (frame.x.from + 6.0, frame.x.to - 6.0);
    let (top, foot) = (frame.y.to + 15.0, frame.y.from - 8.0);
    let corner = |svg: &mut Svg, place: (f64, f64), anchor: Anchor, said: &str| {
        let broad = width(said, SMALL);
        let from = if anchor == Anchor::Start { place.0 } else { place.0 - broad };
        svg.rect((from - 3.0, place.1 - 13.0), (broad + 6.0, 18.0), r##"fill="#ffffff" opacity="0.8""##);
        svg.group(&words(SMALL), |svg| lines_of(svg, place, anchor, SMALL, &[said.to_owned()]));
    };
    // Only the parts of the plane that are on the drawing.
    let (worse, better) = (frame.x.low < 0.0, frame.x.high > 0.0);
    let (dearer, cheaper) = (frame.y.high > 0.0, frame.y.low < 0.0);
    if worse && dearer {
        corner(svg, (left, top), Anchor::Start, "less effective, costs more");
    }
    if better && dearer {
        corner(svg, (right, top), Anchor::End, "more effective, costs more");
    }
    if worse && cheaper {
        corner(svg, (left, foot), Anchor::Start, "worse and cheaper");
    }
    if better && cheaper {
        corner(svg, (right, foot), Anchor::End, "better and cheaper");
    }
}

/// Says how many replicates a dot stands for.
fn key(svg: &mut Svg, most: usize) {
    let one = |count: usize| if count == 1 { "1 replicate".to_owned() } else { format::count(count) };
    let mut counts = vec![1, most.div_ceil(4), most];
    counts.dedup();
    let steps: Vec<(f64, String)> = counts.iter().map(|count| (dot(*count, most), one(*count))).collect();
    let end = sizes(svg, 0.0, &steps, look(0).colour);
    let x = 20.0 + steps.iter().map(|(_, name)| 38.0 + width(name, SMALL)).sum::<f64>();
    let y = end - 30.0 + 9.5;
    cross(svg, (x, y), &format!(r#"stroke="{INK}" stroke-width="3""#));
    svg.group(&words(SMALL), |svg| svg.text((x + 16.0, y + 4.5), Anchor::Start, "the estimate", ""));
}

/// The part of replicates on each side: better and cheaper, better and dearer, worse and cheaper, worse and
/// dearer.
pub(super) fn quadrants(replicates: &[(f64, f64)]) -> [(&'static str, f64); 4] {
    let of = |is: fn(&(f64, f64)) -> bool| {
        real(replicates.iter().filter(|place| is(place)).count()) / real(replicates.len().max(1))
    };
    [
        ("better and cheaper", of(|(x, y)| *x > 0.0 && *y <= 0.0)),
        ("more effective, costs more", of(|(x, y)| *x > 0.0 && *y > 0.0)),
        ("not better, and cheaper", of(|(x, y)| *x <= 0.0 && *y <= 0.0)),
        ("not better, and dearer", of(|(x, y)| *x <= 0.0 && *y > 0.0)),
    ]
}
