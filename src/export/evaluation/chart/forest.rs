//! Estimates with their intervals, one below the other, beside the line where no difference lies.

use super::frame::{is_money, lines_of, words};
use super::legend::look;
use super::measure::{Anchor, height, width, wrapped};
use super::scale::{Scale, Ticks};
use super::svg::{AXIS, GRID, INK, NORMAL, SMALL, Svg, WIDTH};
use disclosure::Shown;
use disclosure::format;
use disclosure::report::{Chart, Estimate};

pub(super) fn draw(svg: &mut Svg, chart: &Chart<Shown>, rows: &[Estimate<Shown>], none: f64) -> Option<f64> {
    const NAMES: f64 = 216.0;
    const ROW: f64 = 30.0;
    if rows.is_empty() {
        return None;
    }
    let along = Ticks::around(rows.iter().flat_map(|row| [row.low, row.high]).chain([none]), 4.0)?;
    let money = is_money(&chart.x);
    let broad = rows.iter().map(|row| width(&figures(row, money), SMALL)).fold(0.0, f64::max) + 12.0;
    let x = Scale { low: along.low, high: along.high, from: NAMES, to: WIDTH - 8.0 - broad };
    let head = wrapped(&chart.y, NORMAL, NAMES + 200.0, 1);
    let top = height(1, NORMAL) + 12.0;
    let names: Vec<Vec<String>> = rows.iter().map(|row| wrapped(&row.name, SMALL, NAMES - 14.0, 3)).collect();
    let mut foot = top;
    let mut middles = Vec::with_capacity(rows.len());
    for name in &names {
        let row = ROW.max(height(name.len(), SMALL) + 8.0);
        middles.push(foot + row / 2.0);
        foot += row;
    }
    let foot = foot + 4.0;
    svg.group(&words(NORMAL), |svg| {
        lines_of(svg, (2.0, NORMAL), Anchor::Start, NORMAL, &head);
        let said = "estimate (interval)";
        if width(said, NORMAL) + head.iter().map(|line| width(line, NORMAL)).sum::<f64>() < WIDTH - 20.0 {
            svg.text((WIDTH - 4.0, NORMAL), Anchor::End, said, "");
        }
    });
    svg.group(&format!(r#"stroke="{GRID}""#), |svg| {
        for value in &along.at {
            svg.line((x.at(*value), top), (x.at(*value), foot), "");
        }
    });
    let dashed = format!(r#"stroke="{INK}" stroke-width="1.5" stroke-dasharray="4 3""#);
    svg.line((x.at(none), top), (x.at(none), foot), &dashed);
    for ((row, name), y) in rows.iter().zip(&names).zip(middles) {
        whisker(svg, row, &x, y);
        let bold = if row.pooled { r#" font-weight="bold""# } else { "" };
        svg.group(&format!("{}{bold}", words(SMALL)), |svg| {
            let up = height(name.len().saturating_sub(1), SMALL) / 2.0;
            lines_of(svg, (2.0, y + 4.5 - up), Anchor::Start, SMALL, name);
            svg.text((WIDTH - 4.0, y + 4.5), Anchor::End, &figures(row, money), "");
        });
    }
    svg.line((x.from, foot), (x.to, foot), &format!(r#"stroke="{AXIS}""#));
    svg.group(&words(SMALL), |svg| {
        for value in &along.at {
            svg.text((x.at(*value), foot + 17.0), Anchor::Middle, &along.label(*value, money), "");
        }
    });
    let name = wrapped(&chart.x, NORMAL, WIDTH - 20.0, 2);
    // Below the middle of the field, but never beyond an end of the drawing.
    let half = name.iter().map(|line| width(line, NORMAL)).fold(0.0, f64::max) / 2.0;
    let middle = f64::midpoint(x.from, x.to).clamp(half + 2.0, WIDTH - half - 2.0);
    svg.group(&words(NORMAL), |svg| {
        lines_of(svg, (middle, foot + 24.0 + NORMAL), Anchor::Middle, NORMAL, &name);
    });
    Some(foot + 24.0 + height(name.len(), NORMAL) + 10.0)
}

/// The interval as a line, the estimate as a square; what sums up the others as a diamond.
fn whisker(svg: &mut Svg, row: &Estimate<Shown>, x: &Scale, y: f64) {
    let colour = if row.pooled { INK } else { look(0).colour };
    let (low, value, high) = (x.at(row.low), x.at(row.value), x.at(row.high));
    if row.pooled {
        let fill = format!(r#"fill="{colour}""#);
        svg.shape(&[(low, y), (value, y - 8.0), (high, y), (value, y + 8.0)], &fill);
    } else {
        svg.group(&format!(r#"stroke="{colour}" stroke-width="2""#), |svg| {
            svg.line((low, y), (high, y), "");
            svg.line((low, y - 5.0), (low, y + 5.0), "");
            svg.line((high, y - 5.0), (high, y + 5.0), "");
        });
        svg.rect((value - 5.0, y - 5.0), (10.0, 10.0), &format!(r#"fill="{colour}""#));
    }
}

fn figures(row: &Estimate<Shown>, money: bool) -> String {
    if money {
        format!("{} ({})", format::in_pounds(row.value, 0), format::pounds_interval(row.low, row.high))
    } else {
        let largest = [row.value, row.low, row.high].map(f64::abs).into_iter().fold(0.0, f64::max);
        let decimals = if largest < 10.0 { 2 } else { 1 };
        format!("{} ({})", format::number(row.value, decimals), format::interval(row.low, row.high, decimals))
    }
}
