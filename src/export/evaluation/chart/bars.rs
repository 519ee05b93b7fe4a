//! Bars: upright where their names fit below them, lying where they do not.

use super::frame::{Axes, Bottom, draws_money, lines_of, words};
use super::legend::look;
use super::measure::{Anchor, height, width, wrapped};
use super::scale::{Scale, Ticks};
use super::svg::{AXIS, GRID, NORMAL, SMALL, Svg, WIDTH};
use disclosure::Shown;
use disclosure::report::{Bar, Chart};
use statistics::number::real;

pub(super) fn draw(svg: &mut Svg, chart: &Chart<Shown>, bars: &[Bar<Shown>]) -> Option<f64> {
    bars.first()?;
    let room = (WIDTH - 120.0) / real(bars.len());
    if bars.iter().all(|bar| width(&bar.name, SMALL) + 10.0 <= room) {
        upright(svg, chart, bars)
    } else {
        lying(svg, chart, bars)
    }
}

fn upright(svg: &mut Svg, chart: &Chart<Shown>, bars: &[Bar<Shown>]) -> Option<f64> {
    let side = Ticks::around(bars.iter().map(|bar| bar.height).chain([0.0]), 5.0)?;
    let names: Vec<(f64, String)> =
        bars.iter().enumerate().map(|(place, bar)| (real(place), bar.name.clone())).collect();
    let across = (-0.5, real(bars.len()) - 0.5);
    let axes = Axes {
        bottom: Bottom::Names(&names),
        across,
        side,
        x: &chart.x,
        y: &chart.y,
        money: draws_money(chart),
        top: 0.0,
    };
    let frame = axes.draw(svg);
    let (x, y) = (&frame.x, &frame.y);
    let half = ((x.to - x.from) / real(bars.len()) * 0.36).min(40.0);
    svg.group(&format!(r#"fill="{}""#, look(0).colour), |svg| {
        for (place, Bar { height, .. }) in bars.iter().enumerate() {
            let (from, to) = (y.at(0.0).max(y.at(*height)), y.at(0.0).min(y.at(*height)));
            svg.rect((x.at(real(place)) - half, to), (half * 2.0, from - to), "");
        }
    });
    Some(frame.height)
}

/// Names on the left, bars to the right of them, each with its figure.
fn lying(svg: &mut Svg, chart: &Chart<Shown>, bars: &[Bar<Shown>]) -> Option<f64> {
    const NAMES: f64 = 230.0;
    const ROW: f64 = 36.0;
    let along = Ticks::around(bars.iter().map(|bar| bar.height).chain([0.0]), 4.0)?;
    let money = draws_money(chart);
    let said = |height: f64| along.exactly(height, money);
    let figures = bars.iter().map(|bar| width(&said(bar.height), SMALL));
    let x = Scale {
        low: along.low,
        high: along.high,
        from: NAMES,
        to: WIDTH - 32.0 - figures.fold(0.0, f64::max),
    };
    let head = wrapped(&chart.x, NORMAL, WIDTH - 8.0, 1);
    svg.group(&words(NORMAL), |svg| lines_of(svg, (2.0, NORMAL), Anchor::Start, NORMAL, &head));
    let top = height(head.len(), NORMAL) + 12.0;
    let row = |place: usize| top + real(place) * ROW;
    let foot = row(bars.len());
    svg.group(&format!(r#"stroke="{GRID}""#), |svg| {
        for value in &along.at {
            svg.line((x.at(*value), top), (x.at(*value), foot), "");
        }
    });
    for (place, Bar { name, height, .. }) in bars.iter().enumerate() {
        let y = row(place) + 22.5;
        named(svg, name, (NAMES - 10.0, y));
        let (from, to) = (x.at(0.0).min(x.at(*height)), x.at(0.0).max(x.at(*height)));
        svg.rect((from, row(place) + 7.0), (to - from, 22.0), &format!(r#"fill="{}""#, look(0).colour));
        svg.group(&words(SMALL), |svg| svg.text((to + 6.0, y), Anchor::Start, &said(*height), ""));
    }
    svg.line((x.at(0.0), top), (x.at(0.0), foot), &format!(r#"stroke="{AXIS}""#));
    svg.group(&words(SMALL), |svg| {
        for value in &along.at {
            svg.text((x.at(*value), foot + 16.0), Anchor::Middle, &along.label(*value, money), "");
        }
    });
    let name = wrapped(&chart.y, NORMAL, x.to - x.from, 2);
    let middle = f64::midpoint(x.from, x.to);
    svg.group(&words(NORMAL), |svg| {
        lines_of(svg, (middle, foot + 22.0 + NORMAL), Anchor::Middle, NORMAL, &name);
    });
    Some(foot + 22.0 + height(name.len(), NORMAL) + 10.0)
}

/// A name of two lines at most, on both sides of the middle of its row.
fn named(svg: &mut Svg, name: &str, (x, y): (f64, f64)) {
    let name = wrapped(name, SMALL, x - 4.0, 2);
    let up = height(name.len().saturating_sub(1), SMALL) / 2.0;
    svg.group(&words(SMALL), |svg| lines_of(svg, (x, y - up), Anchor::End, SMALL, &name));
}
