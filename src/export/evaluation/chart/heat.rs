//! A field of shades, each with its figure: nothing is said by a shade alone.

use super::frame::{lines_of, shades_money, words};
use super::legend::shade;
use super::measure::{Anchor, height, wrapped};
use super::svg::{NORMAL, SMALL, Svg, WIDTH};
use disclosure::Shown;
use disclosure::format;
use disclosure::report::{Chart, Mark, Point};
use statistics::number::real;

pub(super) fn draw(
    svg: &mut Svg,
    chart: &Chart<Shown>,
    columns: &[String],
    rows: &[(String, Vec<Point<Shown>>)],
) -> Option<f64> {
    const NAMES: f64 = 210.0;
    const ROW: f64 = 38.0;
    let values = || rows.iter().flat_map(|(_, points)| points).map(|point| point.y);
    let most = values().fold(f64::NEG_INFINITY, f64::max);
    if columns.is_empty() || !most.is_finite() {
        return None;
    }
    let least = values().fold(0.0, f64::min);
    let room = (WIDTH - NAMES - 4.0) / real(columns.len());
    let heads: Vec<Vec<String>> = columns.iter().map(|name| wrapped(name, SMALL, room - 6.0, 4)).collect();
    let deepest = heads.iter().map(Vec::len).max().unwrap_or(0);
    // What goes down and what goes across, in two lines of their own.
    let axes = wrapped(&format!("Down: {}. Across: {}.", chart.y, chart.x), NORMAL, WIDTH - 8.0, 2);
    svg.group(&words(NORMAL), |svg| lines_of(svg, (2.0, NORMAL), Anchor::Start, NORMAL, &axes));
    let top = height(axes.len(), NORMAL) + 12.0 + height(deepest, SMALL) + 6.0;
    svg.group(&words(SMALL), |svg| {
        for (place, head) in heads.iter().enumerate() {
            let first = top - 8.0 - height(head.len() - usize::from(!head.is_empty()), SMALL);
            let middle = NAMES + room * (real(place) + 0.5);
            lines_of(svg, (middle, first), Anchor::Middle, SMALL, head);
        }
        for (place, (name, _)) in rows.iter().enumerate() {
            let name = wrapped(name, SMALL, NAMES - 14.0, 2);
            let lines = name.len() - usize::from(!name.is_empty());
            let y = top + ROW * (real(place) + 0.5) + 4.5 - height(lines, SMALL) / 2.0;
            lines_of(svg, (NAMES - 10.0, y), Anchor::End, SMALL, &name);
        }
    });
    let money = shades_money(chart);
    for (down, (_, points)) in rows.iter().enumerate() {
        for across in 0..columns.len() {
            let corner = (NAMES + room * real(across) + 1.0, top + ROW * real(down) + 1.0);
            let size = (room - 2.0, ROW - 2.0);
            let place = (corner.0 + size.0 / 2.0, corner.1 + size.1 / 2.0 + 4.5);
            if let Some(Point { y: value, .. }) = Point::at(points, real(across)) {
                let (fill, ink) = shade((*value - least) / (most - least).max(f64::MIN_POSITIVE));
                svg.rect(corner, size, &format!(r#"fill="{fill}""#));
                let look = format!(r#"fill="{ink}" font-size="{SMALL}""#);
                svg.text(place, Anchor::Middle, &figure(*value, most, money), &look);
            } else {
                svg.rect(corner, size, r##"fill="#ffffff" stroke="#505a5f" stroke-dasharray="3 3""##);
                svg.group(&words(SMALL), |svg| {
                    svg.text(place, Anchor::Middle, Mark::Confidential.symbol(), "")
                });
            }
        }
    }
    Some(top + ROW * real(rows.len()) + 6.0)
}

/// The figure of a cell, with as many decimals as its largest neighbour needs.
fn figure(value: f64, most: f64, money: bool) -> String {
    if money {
        format::in_pounds(value, 0)
    } else {
        format::number(
            value,
            if most < 1.0 {
                2
            } else if most < 10.0 {
                1
            } else {
                0
            },
        )
    }
}
