//! Each chart: well formed, named and described, inside its bounds, its words apart from each other.

use super::markup::{Element, elements};
use super::{facts, made};

const CHARTS: [&str; 9] = [
    "spend-month",
    "spend-bars",
    "spend-distribution",
    "category-need",
    "change-forest",
    "spend-change",
    "plane",
    "curve",
    "waits-bars",
];

fn drawings() -> Vec<(String, Vec<Element>, usize)> {
    let files = export::evaluation::files(&made::shown(), &facts()).unwrap();
    let charts = files.into_iter().filter(|file| file.name.starts_with("charts/"));
    charts
        .map(|file| {
            let text = String::from_utf8(file.bytes).unwrap();
            (file.name, elements(&text), text.len())
        })
        .collect()
}

#[test]
fn every_chart_is_drawn_but_the_one_with_nothing_in_it() {
    let names: Vec<String> = drawings().into_iter().map(|(name, ..)| name).collect();
    let expected: Vec<String> =
        CHARTS.iter().filter(|id| **id != "waits-bars").map(|id| format!("charts/{id}.svg")).collect();
    assert_eq!(names, expected);
}

#[test]
fn charts_have_a_role_a_title_and_a_description() {
    for (name, drawing, _) in drawings() {
        let root = &drawing[0];
        assert_eq!((root.name.as_str(), root.get("role")), ("svg", Some("img")), "{name}");
        let labels = root.get("aria-labelledby").unwrap();
        for (place, id) in labels.split(' ').enumerate() {
            let element = &drawing[place + 1];
            assert_eq!(element.name, ["title", "desc"][place], "{name}");
            assert_eq!(element.get("id"), Some(id), "{name}");
            assert!(!element.text.is_empty(), "{name}");
        }
    }
}

#[test]
fn everything_stays_inside_and_is_a_number() {
    for (name, drawing, _) in drawings() {
        let (width, height) = size(&drawing);
        for element in &drawing {
            for value in element.attributes.values() {
                assert!(!value.contains("NaN") && !value.contains("inf"), "{name}: {value}");
            }
            for (x, y) in places(element) {
                let inside = (-0.5..=width + 0.5).contains(&x) && (-0.5..=height + 0.5).contains(&y);
                assert!(inside, "{name}: {x} {y} of {} lies outside {width} {height}", element.name);
            }
        }
    }
}

#[test]
fn words_do_not_lie_on_each_other() {
    for (name, drawing, _) in drawings() {
        let boxes: Vec<(String, [f64; 4])> = texts(&drawing);
        let (width, _) = size(&drawing);
        for (place, (words, one)) in boxes.iter().enumerate() {
            assert!(one[0] >= -1.0 && one[2] <= width + 1.0, "{name}: `{words}` is cut off: {one:?}");
            for (others, other) in &boxes[place + 1..] {
                let apart =
                    one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
                assert!(apart, "{name}: `{words}` lies on `{others}`: {one:?} {other:?}");
            }
        }
    }
}

#[test]
fn two_thousand_replicates_are_a_small_drawing() {
    for (name, _, length) in drawings() {
        assert!(length < 20_000, "{name} has {length} letters");
    }
}

#[test]
fn the_figures_of_a_chart_are_told_too() {
    let plane = super::text("csv/charts/plane.csv");
    assert_eq!(plane.lines().next(), Some("what is drawn,figure"));
    assert!(plane.contains("\nthe estimate: Gain in goal points,1.10\n"), "{plane}");
    assert!(plane.contains("\nthe estimate: Cost more than without (£),310.00\n"), "{plane}");
    // The tenth month has two children behind it.
    let months = super::text("csv/charts/spend-month.csv");
    assert_eq!(months.lines().nth(10), Some("2007-06,72900.00,c"));
    // Of 40 children two leading figures.
    let heat = super::text("csv/charts/category-need.csv");
    assert_eq!(heat.lines().nth(2), Some("Clothing,0.00,44.00,88.00,c,180.00"));
}

fn size(drawing: &[Element]) -> (f64, f64) {
    let numbers: Vec<f64> =
        drawing[0].get("viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    (numbers[2], numbers[3])
}

/// The corners of a rectangle, the places of a path, the place of a text.
fn places(element: &Element) -> Vec<(f64, f64)> {
    match element.name.as_str() {
        "rect" => {
            let (x, y) = (element.number("x"), element.number("y"));
            vec![(x, y), (x + element.number("width"), y + element.number("height"))]
        }
        "text" => vec![(element.number("x"), element.number("y"))],
        "path" => {
            let d = element.get("d").unwrap();
            let points = d.split(['M', 'L', 'Z']).filter(|part| !part.is_empty());
            points
                .map(|part| {
                    let part = part.split(['h', 'v']).next().unwrap();
                    let (x, y) = part.split_once(' ').unwrap();
                    (x.parse().unwrap(), y.parse().unwrap())
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Each text with the room it takes: letters of Arial, on average.
fn texts(drawing: &[Element]) -> Vec<(String, [f64; 4])> {
    let mut size = 13.0;
    let mut found = Vec::new();
    for element in drawing {
        if let Some(letters) = element.get("font-size") {
            size = letters.parse().unwrap();
        }
        if element.name != "text" {
            continue;
        }
        let letters = f64::from(u16::try_from(element.text.chars().count()).unwrap());
        let width = letters * size * 0.52;
        let (x, y) = (element.number("x"), element.number("y"));
        let left = match element.get("text-anchor") {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        found.push((element.text.clone(), [left, y - size * 0.75, left + width, y + size * 0.2]));
    }
    found
}
