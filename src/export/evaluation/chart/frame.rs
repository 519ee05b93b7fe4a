//! The field of a chart with two axes: grid, round numbers, and what the axes are.

use super::measure::{Anchor, height, width, wrapped};
use super::scale::{Scale, Ticks};
use super::svg::{AXIS, GRID, INK, NORMAL, SMALL, Svg, WIDTH};
use disclosure::Shown;
use disclosure::report::{Chart, Draws};

/// What stands along the bottom.
pub(super) enum Bottom<'a> {
    Numbers(Ticks),
    /// Names at places.
    Names(&'a [(f64, String)]),
}

/// A field with its two scales.
pub(super) struct Frame {
    pub(super) x: Scale,
    pub(super) y: Scale,
    /// How high the whole drawing is.
    pub(super) height: f64,
}

/// The height of the field itself.
const FIELD: f64 = 300.0;
const RIGHT: f64 = WIDTH - 24.0;

/// What has to be known to draw a field.
pub(super) struct Axes<'a> {
    pub(super) bottom: Bottom<'a>,
    pub(super) across: (f64, f64),
    pub(super) side: Ticks,
    pub(super) x: &'a str,
    pub(super) y: &'a str,
    /// Whether the side counts money.
    pub(super) money: bool,
    /// Where the field begins: below a legend.
    pub(super) top: f64,
}

impl Axes<'_> {
    /// Draws grid, numbers and words, and says where values stand.
    pub(super) fn draw(&self, svg: &mut Svg) -> Frame {
        let said = |value: &f64| self.side.label(*value, self.money);
        let widest = self.side.at.iter().map(|value| width(&said(value), SMALL)).fold(0.0, f64::max);
        let left = widest + 16.0;
        // The name of the side axis stands above it, where it is read without turning the head.
        let name = wrapped(self.y, NORMAL, WIDTH - 8.0, 2);
        let top = self.top + height(name.len(), NORMAL) + 14.0;
        let foot = top + FIELD;
        let (low, high) = self.across;
        let x = Scale { low, high, from: left, to: RIGHT };
        let y = Scale { low: self.side.low, high: self.side.high, from: foot, to: top };
        svg.group(&words(NORMAL), |svg| {
            lines_of(svg, (2.0, self.top + NORMAL), Anchor::Start, NORMAL, &name)
        });
        svg.group(&format!(r#"stroke="{GRID}""#), |svg| {
            for value in &self.side.at {
                svg.line((left, y.at(*value)), (RIGHT, y.at(*value)), "");
            }
        });
        svg.group(&words(SMALL), |svg| {
            for value in &self.side.at {
                svg.text((left - 8.0, y.at(*value) + 4.5), Anchor::End, &said(value), "");
            }
        });
        svg.group(&format!(r#"stroke="{AXIS}""#), |svg| {
            svg.line((left, foot), (RIGHT, foot), "");
            if self.side.low < 0.0 && self.side.high > 0.0 {
                svg.line((left, y.at(0.0)), (RIGHT, y.at(0.0)), "");
            }
        });
        let below = self.bottom(svg, &x, foot);
        let name = wrapped(self.x, NORMAL, RIGHT - left, 2);
        let middle = (left + RIGHT) / 2.0;
        svg.group(&words(NORMAL), |svg| {
            lines_of(svg, (middle, below + NORMAL + 6.0), Anchor::Middle, NORMAL, &name);
        });
        Frame { x, y, height: below + 6.0 + height(name.len(), NORMAL) + 10.0 }
    }

    /// Draws what stands along the bottom; says where it ends.
    fn bottom(&self, svg: &mut Svg, x: &Scale, foot: f64) -> f64 {
        let money = is_money(self.x);
        let labels: Vec<(f64, String)> = match &self.bottom {
            Bottom::Numbers(ticks) => ticks.at.iter().map(|at| (*at, ticks.label(*at, money))).collect(),
            Bottom::Names(names) => names.to_vec(),
        };
        let shown = thinned(x, &labels);
        svg.group(&format!(r#"stroke="{AXIS}""#), |svg| {
            for (at, _) in &shown {
                svg.line((x.at(*at), foot), (x.at(*at), foot + 5.0), "");
            }
        });
        svg.group(&words(SMALL), |svg| {
            for (at, label) in &shown {
                // A long name at an end is moved in, so that it stays on the drawing.
                let half = width(label, SMALL) / 2.0;
                let place = x.at(*at).clamp(half.min(WIDTH / 2.0), (WIDTH - half).max(WIDTH / 2.0));
                svg.text((place, foot + 19.0), Anchor::Middle, label, "");
            }
        });
        foot + 22.0
    }
}

/// Every name, every second, every third: as many as have room beside each other.
fn thinned<'a>(x: &Scale, labels: &'a [(f64, String)]) -> Vec<&'a (f64, String)> {
    for every in 1..labels.len().max(2) {
        let shown: Vec<&(f64, String)> = labels.iter().step_by(every).collect();
        let fits = shown.windows(2).all(|pair| {
            let halves = (width(&pair[0].1, SMALL) + width(&pair[1].1, SMALL)) / 2.0;
            x.at(pair[1].0) - x.at(pair[0].0) >= halves + 8.0
        });
        if fits {
            return shown;
        }
    }
    labels.iter().take(1).collect()
}

/// Writes words of several lines, the first on a base line.
pub(super) fn lines_of(svg: &mut Svg, place: (f64, f64), anchor: Anchor, size: f64, lines: &[String]) {
    let mut y = place.1;
    for line in lines {
        svg.text((place.0, y), anchor, line, "");
        y += height(1, size);
    }
}

/// How words of a size look.
pub(super) fn words(size: f64) -> String {
    format!(r#"fill="{INK}" font-size="{size}""#)
}

/// Whether the heights of a chart are money.
pub(super) fn draws_money(chart: &Chart<Shown>) -> bool {
    chart.draws == Draws::Money || is_money(&chart.y)
}

/// Whether the shades of a field are money: neither axis is theirs.
pub(super) fn shades_money(chart: &Chart<Shown>) -> bool {
    draws_money(chart) || is_money(&chart.title) || is_money(&chart.x)
}

/// Whether an axis counts money.
pub(super) fn is_money(name: &str) -> bool {
    name.contains('£') || name.to_lowercase().contains("pounds")
}
