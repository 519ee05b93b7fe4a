//! Reading markup: elements in order with their attributes and what stands in them.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element, in the order in which elements begin.
#[derive(Clone, Debug)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    /// All the words inside it.
    pub text: String,
    /// The names of the elements around it, from the outside.
    pub within: Vec<String>,
}

impl Element {
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    pub fn number(&self, attribute: &str) -> f64 {
        self.get(attribute).and_then(|text| text.parse().ok()).unwrap_or(0.0)
    }
}

/// Reads markup; fails where it is not well formed.
pub fn elements(markup: &str) -> Vec<Element> {
    // Elements of HTML that have no end, and attributes without a value, are written as XML knows them.
    let markup = markup.replace("<!DOCTYPE html>", "");
    let mut reader = Reader::from_str(&markup);
    reader.config_mut().check_end_names = true;
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} at {}", reader.error_position())) {
            Event::Start(start) => {
                found.push(element(&start, &open, &found));
                let name = &found.last().unwrap().name;
                if !matches!(name.as_str(), "meta" | "link" | "br" | "img" | "input") {
                    open.push(found.len() - 1);
                }
            }
            Event::Empty(start) => found.push(element(&start, &open, &found)),
            Event::End(_) => assert!(open.pop().is_some(), "an end without a beginning"),
            Event::Text(text) => {
                let text: &str = &text;
                open.iter().for_each(|place| found[*place].text.push_str(text));
            }
            Event::GeneralRef(name) => {
                let name = name.to_string();
                let sign = match name.as_str() {
                    "amp" | "#38" => "&",
                    "lt" | "#60" => "<",
                    "gt" | "#62" => ">",
                    "quot" | "#34" => "\"",
                    "apos" | "#39" => "'",
                    other => panic!("&{other}; is not known"),
                };
                open.iter().for_each(|place| found[*place].text.push_str(sign));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "something is not ended");
    found
}

fn element(start: &BytesStart<'_>, open: &[usize], found: &[Element]) -> Element {
    let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        let name = attribute.key.as_ref().to_owned();
        (name, attribute.value.to_string())
    };
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: start.attributes().map(|found| attribute(found.unwrap())).collect(),
        text: String::new(),
        within: open.iter().map(|place| found[*place].name.clone()).collect(),
    }
}
