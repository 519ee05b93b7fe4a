//! Who is who: colours that colour-blind people tell apart, each with a dash and a mark of its own.

use super::frame::words;
use super::measure::{Anchor, width};
use super::svg::{NORMAL, SMALL, Svg, WIDTH, n};
use statistics::number::real;

/// How the things of one name look. Contrast with white is 4.5 at least.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) colour: &'static str,
    pub(super) dash: &'static str,
    mark: Mark,
}

#[derive(Clone, Copy, Debug)]
enum Mark {
    Disc,
    Square,
    Triangle,
    Diamond,
}

const LOOKS: [Look; 6] = [
    Look { colour: "#1d5fa8", dash: "", mark: Mark::Disc },
    Look { colour: "#b34700", dash: "8 4", mark: Mark::Square },
    Look { colour: "#00664f", dash: "2 3", mark: Mark::Triangle },
    Look { colour: "#7a2a78", dash: "12 3 2 3", mark: Mark::Diamond },
    Look { colour: "#0b0c0c", dash: "5 2", mark: Mark::Disc },
    Look { colour: "#a01c4b", dash: "1 5", mark: Mark::Square },
];

/// The look of a place in a list.
pub(super) fn look(place: usize) -> Look {
    LOOKS[place % LOOKS.len()]
}

impl Look {
    /// How a line of it is drawn.
    pub(super) fn stroke(&self) -> String {
        let dash = match self.dash {
            "" => String::new(),
            dash => format!(r#" stroke-dasharray="{dash}""#),
        };
        format!(r#"fill="none" stroke="{}" stroke-width="2.5"{dash}"#, self.colour)
    }

    /// Draws its mark.
    pub(super) fn mark(&self, svg: &mut Svg, (x, y): (f64, f64)) {
        let fill = format!(r#"fill="{}""#, self.colour);
        match self.mark {
            Mark::Disc => svg.dots(&[(x, y)], 8.0, self.colour),
            Mark::Square => svg.rect((x - 3.5, y - 3.5), (7.0, 7.0), &fill),
            Mark::Triangle => svg.shape(&[(x, y - 5.0), (x + 4.8, y + 3.5), (x - 4.8, y + 3.5)], &fill),
            Mark::Diamond => svg.shape(&[(x, y - 5.0), (x + 5.0, y), (x, y + 5.0), (x - 5.0, y)], &fill),
        }
    }
}

/// Draws names with their looks, in rows from the top; says where the legend ends.
pub(super) fn legend(svg: &mut Svg, names: &[&str], marks: bool) -> f64 {
    const SAMPLE: f64 = 34.0;
    let (mut x, mut y) = (2.0, NORMAL);
    for (place, name) in names.iter().enumerate() {
        let look = look(place);
        let room = SAMPLE + 8.0 + width(name, SMALL);
        if x > 2.0 && x + room > WIDTH - 4.0 {
            (x, y) = (2.0, y + 22.0);
        }
        svg.line((x, y - 4.5), (x + SAMPLE, y - 4.5), &look.stroke());
        if marks {
            look.mark(svg, (x + SAMPLE / 2.0, y - 4.5));
        }
        let shown = super::measure::wrapped(name, SMALL, WIDTH - 52.0, 1).concat();
        svg.group(&words(SMALL), |svg| svg.text((x + SAMPLE + 8.0, y), Anchor::Start, &shown, ""));
        x += room + 24.0;
    }
    if names.is_empty() { 0.0 } else { y + 16.0 }
}

/// Sizes of dots for how many things they stand for, and the words that say so.
pub(super) fn sizes(svg: &mut Svg, top: f64, steps: &[(f64, String)], colour: &str) -> f64 {
    let mut x = 10.0;
    for (size, name) in steps {
        svg.dots(&[(x, top + NORMAL - 4.5)], *size, colour);
        svg.group(&words(SMALL), |svg| svg.text((x + 12.0, top + NORMAL), Anchor::Start, name, ""));
        x += 12.0 + width(name, SMALL) + 26.0;
    }
    top + 30.0
}

/// A shade between white and the deepest blue, from 0 to 1, and the colour that is read on it.
pub(super) fn shade(part: f64) -> (String, &'static str) {
    const DEEP: [f64; 3] = [16.0, 60.0, 110.0];
    const PALE: [f64; 3] = [240.0, 244.0, 249.0];
    let mixed = |place: usize| n((PALE[place] + (DEEP[place] - PALE[place]) * part).round());
    let colour = format!("rgb({} {} {})", mixed(0), mixed(1), mixed(2));
    (colour, if part > 0.5 { "#ffffff" } else { super::svg::INK })
}

/// The size of a dot whose area stands for a part of the largest.
pub(super) fn dot(count: usize, most: usize) -> f64 {
    2.0 + 10.0 * (real(count) / real(most.max(1))).sqrt()
}
