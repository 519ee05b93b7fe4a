//! Writing SVG: a few shapes, every number short, every text escaped.

use super::measure::Anchor;

/// Dark enough on white to be read: text.
pub(super) const INK: &str = "#0b0c0c";
/// Lines that only guide the eye.
pub(super) const GRID: &str = "#d3d6d8";
/// The axes.
pub(super) const AXIS: &str = "#505a5f";
/// Letters of the words on an axis.
pub(super) const SMALL: f64 = 13.0;
/// Letters of what has to be read first.
pub(super) const NORMAL: f64 = 14.0;
/// How wide every chart is.
pub(super) const WIDTH: f64 = 720.0;

/// The inside of a drawing.
#[derive(Debug, Default)]
pub(super) struct Svg {
    out: String,
}

impl Svg {
    pub(super) fn into_text(self) -> String {
        self.out
    }

    /// Shapes that look alike.
    pub(super) fn group(&mut self, attributes: &str, inside: impl FnOnce(&mut Self)) {
        self.out.push_str(&format!("<g {attributes}>"));
        inside(self);
        self.out.push_str("</g>");
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), attributes: &str) {
        let ((x1, y1), (x2, y2)) = ((n(from.0), n(from.1)), (n(to.0), n(to.1)));
        self.out.push_str(&format!(r#"<path d="M{x1} {y1}L{x2} {y2}"{}/>"#, spaced(attributes)));
    }

    /// A line through places; a gap begins a new one.
    pub(super) fn through(&mut self, places: &[Option<(f64, f64)>], attributes: &str) {
        let mut d = String::new();
        let mut pen = 'M';
        for place in places {
            match place {
                Some((x, y)) => {
                    d.push_str(&format!("{pen}{} {}", n(*x), n(*y)));
                    pen = 'L';
                }
                None => pen = 'M',
            }
        }
        self.path(&d, attributes);
    }

    pub(super) fn path(&mut self, d: &str, attributes: &str) {
        if !d.is_empty() {
            self.out.push_str(&format!(r#"<path d="{d}"{}/>"#, spaced(attributes)));
        }
    }

    /// A closed shape.
    pub(super) fn shape(&mut self, corners: &[(f64, f64)], attributes: &str) {
        let d: Vec<String> = corners.iter().map(|(x, y)| format!("{} {}", n(*x), n(*y))).collect();
        if !d.is_empty() {
            self.path(&format!("M{}Z", d.join("L")), attributes);
        }
    }

    /// Dots of one size: lines of no length with round ends, which take the fewest letters.
    pub(super) fn dots(&mut self, places: &[(f64, f64)], size: f64, colour: &str) {
        let d: String = places.iter().map(|(x, y)| format!("M{} {}h0", n(*x), n(*y))).collect();
        let look = format!(r#"stroke="{colour}" stroke-width="{}" stroke-linecap="round""#, n(size));
        self.path(&d, &look);
    }

    pub(super) fn rect(&mut self, corner: (f64, f64), size: (f64, f64), attributes: &str) {
        let ((x, y), (width, height)) = ((n(corner.0), n(corner.1)), (n(size.0), n(size.1)));
        self.out.push_str(&format!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}"{}/>"#,
            spaced(attributes)
        ));
    }

    /// Words, on their base line.
    pub(super) fn text(&mut self, place: (f64, f64), anchor: Anchor, words: &str, attributes: &str) {
        let (x, y) = (n(place.0), n(place.1));
        let anchor = anchor.attribute();
        let words = escaped(words);
        self.out.push_str(&format!(r#"<text x="{x}" y="{y}"{anchor}{}>{words}</text>"#, spaced(attributes)));
    }
}

fn spaced(attributes: &str) -> String {
    if attributes.is_empty() { String::new() } else { format!(" {attributes}") }
}

/// A length to a tenth, as short as it can be written.
pub(super) fn n(length: f64) -> String {
    let text = format!("{length:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text as XML takes it: no sign of markup, nothing that a reader refuses.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            sign if sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_short_and_texts_are_escaped() {
        assert_eq!([n(0.0), n(-0.04), n(12.0), n(12.34)], ["0", "0", "12", "12.3"]);
        assert_eq!(escaped("a < b & \"c\"\u{8}"), "a &lt; b &amp; &quot;c&quot; ");
    }
}
