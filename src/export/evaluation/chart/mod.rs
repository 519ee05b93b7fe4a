//! Charts as SVG: one drawing a file, all with a name and a description, and their figures as a table.
//!
//! Written here and not by a crate: docs/DECISIONS.md says why. The drawing is complete in itself, in
//! colours that are read in print and by colour-blind people, and nothing in it is told by colour alone.

mod bars;
mod figures;
mod forest;
mod frame;
mod heat;
mod legend;
mod lines;
mod measure;
mod scale;
mod scatter;
mod svg;

pub(crate) use figures::{Figures, figures};

use disclosure::Shown;
use disclosure::report::{Chart, Drawing};

use svg::{Svg, WIDTH, escaped, n};

/// Draws a chart; nothing where there is nothing to draw.
pub(crate) fn draw(chart: &Chart<Shown>) -> Option<String> {
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
