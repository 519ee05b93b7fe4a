//! A chart as SVG, with its name and its description.

use disclosure::Shown;
use disclosure::report::{Chart, Drawing};

use super::svg::{Svg, WIDTH, escaped, n};
use super::{bars, forest, heat, lines, scatter};

/// Draws a chart; nothing where there is nothing to draw.
pub fn draw(chart: &Chart<Shown>) -> Option<String> {
    let mut inside = Svg::default();
    let svg = &mut inside;
    let height = match &chart.drawing {
        Drawing::Lines { ticks, lines } => lines::draw(svg, chart, ticks, lines),
        Drawing::Bars(bars) => bars::draw(svg, chart, bars),
        Drawing::Heat { columns, rows } => heat::draw(svg, chart, columns, rows),
        Drawing::Scatter { points, fitted } => scatter::draw(svg, chart, points, fitted),
        Drawing::Forest { rows, none } => forest::draw(svg, chart, rows, *none),
        Drawing::Plane { replicates, estimate } => scatter::plane(svg, chart, replicates, estimate.as_ref()),
    }?;
    let (id, width, height) = (format!("chart-{}", escaped(chart.id)), n(WIDTH), n(height));
    let (title, description) = (escaped(&chart.title), escaped(&chart.description));
    let inside = inside.into_text();
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title {id}-desc" font-family="Arial, Helvetica, sans-serif"><title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc><rect width="{width}" height="{height}" fill="#ffffff"/>{inside}</svg>"##
    ))
}
