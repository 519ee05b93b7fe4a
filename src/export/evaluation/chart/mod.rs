//! Charts as SVG: one drawing a file, all with a name and a description, and their figures as a table.
//!
//! Written here and not by a crate: docs/DECISIONS.md says why. The drawing is complete in itself, in
//! colours that are read in print and by colour-blind people, and nothing in it is said by colour alone.

mod bars;
mod draw;
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

pub(crate) use draw::draw;
pub(crate) use figures::{ChartFigures, figures};
