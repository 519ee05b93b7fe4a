//! The extracts of two pilots, put together.

use std::fs;

use super::world::{World, pilot};

#[test]
fn two_pilots_are_put_together() {
    let other = World::of("pilot-b", "Alder Bridge");
    let (one, two) = (pilot().path("out"), other.path("out"));
    let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
    let said = other.runs(&["evaluate", "combine", one, two, "--to", "together"]);
    assert!(said.starts_with("Alder Bridge: "), "{said}");
    assert!(said.contains("\nWrekin Vale: 80 children, unsigned\n"), "{said}");
    other.runs(&["evaluate", "combine", two, one, "--to", "again"]);
    let page = |folder: &str| fs::read_to_string(other.path(folder).join("report.html")).unwrap();
    assert_eq!(page("together"), page("again"));
    for word in ["Alder Bridge", "Wrekin Vale", "Several pilots together"] {
        assert!(page("together").contains(word), "{word}");
    }
    assert!(!page("together").contains("NaN"));
}
