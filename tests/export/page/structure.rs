//! The structure of the page, without a browser.

use std::collections::BTreeSet;

use super::markup::{Element, elements};
use super::{facts, made, text};

fn page() -> Vec<Element> {
    elements(&text("report.html"))
}

fn named<'a>(page: &'a [Element], name: &str) -> Vec<&'a Element> {
    page.iter().filter(|element| element.name == name).collect()
}

#[test]
fn headings_are_in_order_and_the_contents_lead_to_them() {
    let page = page();
    let levels: Vec<&str> =
        page.iter().map(|e| e.name.as_str()).filter(|name| matches!(*name, "h1" | "h2" | "h3")).collect();
    assert_eq!(levels, ["h1", "h2", "h2", "h2", "h2", "h2", "h2", "h2"]);
    assert_eq!(named(&page, "h1")[0].text, "Evaluation of Alderbridge <pilot> & partners");
    assert_eq!(named(&page, "title")[0].text, named(&page, "h1")[0].text);
    let ids: BTreeSet<&str> = page.iter().filter_map(|e| e.get("id")).collect();
    let links: Vec<&str> = named(&page, "a").iter().filter_map(|a| a.get("href")).collect();
    assert!(links.contains(&"#section-summary") && links.contains(&"#section-reading"));
    for link in links {
        let target = link.strip_prefix('#').expect("every link stays on the page");
        assert!(ids.contains(target), "{link} leads nowhere");
    }
}

#[test]
fn the_page_has_its_language_and_landmarks_and_no_two_ids_alike() {
    let page = page();
    assert_eq!(named(&page, "html")[0].get("lang"), Some("en-GB"));
    for landmark in ["header", "nav", "main"] {
        assert_eq!(named(&page, landmark).len(), 1, "{landmark}");
    }
    let mut seen = BTreeSet::new();
    for id in page.iter().filter_map(|element| element.get("id")) {
        assert!(!id.is_empty() && !id.contains(char::is_whitespace), "`{id}`");
        assert!(seen.insert(id), "`{id}` stands there twice");
    }
    for labelled in page.iter().filter_map(|element| element.get("aria-labelledby")) {
        for id in labelled.split(' ') {
            assert!(seen.contains(id), "`{id}` labels something and is not there");
        }
    }
}

#[test]
fn tables_have_captions_scopes_and_regions_that_scroll() {
    let page = page();
    let tables = named(&page, "table").len();
    assert_eq!(named(&page, "caption").len(), tables);
    assert!(named(&page, "caption").iter().all(|caption| !caption.text.trim().is_empty()));
    for head in named(&page, "th") {
        let row = head.within.contains(&"tbody".to_owned());
        assert_eq!(head.get("scope"), Some(if row { "row" } else { "col" }));
    }
    let regions: Vec<&Element> = page.iter().filter(|e| e.get("role") == Some("region")).collect();
    assert!(regions.iter().all(|region| region.get("tabindex") == Some("0")));
    assert_eq!(regions.iter().filter(|region| region.get("class") == Some("wide")).count(), tables);
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let page = page();
    for name in ["script", "link", "img", "iframe", "object", "use", "image", "form", "base"] {
        assert!(named(&page, name).is_empty(), "{name}");
    }
    let text = text("report.html");
    let elsewhere: Vec<&str> = text.split('"').filter(|part| part.contains("://")).collect();
    assert_eq!(elsewhere.iter().filter(|part| **part != "http://www.w3.org/2000/svg").count(), 0);
    assert!(!text.contains("url(") && !text.contains("@import"));
    assert!(page.iter().all(|element| element.attributes.keys().all(|name| !name.starts_with("on"))));
}

#[test]
fn figures_have_names_and_marks_are_heard() {
    let page = page();
    let cell = |id: &str| page.iter().find(|e| e.get("id") == Some(id)).unwrap_or_else(|| panic!("{id}"));
    assert_eq!(cell("change-measure.gbo.mean").text, "1.24");
    assert_eq!(cell("change-measure.gbo.interval").text, "0.90 to 1.58");
    assert_eq!(cell("change-measure.sdq_total.mean").text, "0.0");
    assert_eq!(cell("change-measure.gbo.better").text, "znot applicable");
    assert_eq!(cell("change-measure.attendance.mean").text, ":not available");
    let withheld = &cell("change-measure.others.mean").text;
    assert_eq!(withheld, "cconfidential: withheld, because it could identify a child");
    // 64 children with £212.50 each, to the nearest £10; 64 to the nearest 5.
    assert_eq!(cell("spend-category.CARE.spent").text, "£13,600");
    assert_eq!(cell("spend-category.CARE.children").text, "65");
    assert_eq!(cell("spend-category.CARE.note").get("class"), None);
    assert_eq!(cell("spend-category.CARE.spent").get("class"), Some("figure"));
}

#[test]
fn words_say_how_they_are_meant_without_colour() {
    let text = text("report.html");
    assert!(text.contains("<p>Goals of children with a budget moved by 0.9 to 1.6 points"));
    assert!(text.contains("<p class=\"doubt\"><strong>Be careful:</strong> Children were not drawn"));
    assert!(text.contains("<p class=\"method\"><strong>How it was done:</strong> Intervals"));
    assert!(text.contains("<p class=\"withheld\">One sentence is left out here"));
    assert!(!text.contains("<family>") && !text.contains("Three children"));
}

#[test]
fn what_cannot_be_shown_is_said() {
    let text = text("report.html");
    assert!(text.contains("There is nothing to draw"));
    assert!(text.contains("There is nothing to list."));
    assert!(text.contains("1 point is left out (c), because it could identify a child."));
    for word in ["NaN", "inf<", ">inf", "Infinity"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn where_nothing_may_be_shown_or_nothing_is_there_the_page_says_so() {
    for (shown, sections) in [(made::all_withheld(), 6), (made::empty(), 1)] {
        let files = export::evaluation::files(&shown, &facts()).unwrap();
        let markup = String::from_utf8(files[0].bytes.clone()).unwrap();
        let page = elements(&markup);
        assert_eq!(named(&page, "section").len(), sections);
        assert!(named(&page, "svg").is_empty());
        assert!(!markup.contains("NaN") && !markup.contains("£13,600"));
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let made = || export::evaluation::files(&made::shown(), &facts()).unwrap();
    assert_eq!(made(), made());
}
