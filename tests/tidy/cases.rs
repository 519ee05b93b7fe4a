//! `docs/CASES.md` names a test for each case that was worked by hand; every one is there.

use super::files::{files, rust_files};
use super::none;

#[test]
fn every_case_has_its_test() {
    let tests: String = rust_files().into_iter().map(|file| file.text).collect();
    let page = files("docs/CASES.md", ".md");
    let rows: Vec<&str> = page[0].text.lines().filter(|line| line.contains("` |")).collect();
    assert!(rows.len() > 20, "the table is read");
    let named = |row: &&str| {
        let test = row.trim_end_matches(" |").rsplit('|').next().unwrap().trim().trim_matches('`');
        !tests.contains(&format!("#[test]\nfn {test}()"))
    };
    none("docs/CASES.md names tests", rows.into_iter().filter(named).map(str::to_owned).collect());
}
