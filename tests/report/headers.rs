//! What is wrong with a report's header is told when the program is built, with the file and the line.

#[path = "../../src/store/build.rs"]
#[allow(dead_code, reason = "its main is for the build")]
mod build;

use std::collections::BTreeMap;

use crate::world::same;

const SHARED: &str = "-- Shared.\nchild_ref | Child | text | whose it is\n";
const GOOD: &str = "\
-- title: Shoes
-- purpose: Shoes that were bought, pair by
--     pair
-- place: 10
-- read: manager team, administrator all
-- filters: child, since
-- nothing: there are none
-- columns:
--   child_ref | above
--   price | Price | money totalled | what they
--       cost | in all

-- Why it is so.
SELECT child_ref, price FROM shoe
";

/// What is said of a header in which one text is put for another; empty: it is well formed.
fn build_error(wrong: &str, put: &str) -> String {
    assert!(GOOD.contains(wrong), "{wrong}");
    let files = [("shoes.sql", GOOD.replacen(wrong, put, 1)), ("columns.txt", SHARED.to_owned())];
    let files: BTreeMap<_, _> = files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    let faults = build::reports(&files).err().unwrap_or_default();
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

#[test]
fn a_good_header_is_taken() {
    same(&build_error("", ""), "");
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (wrong, put, told) in [
        ("title", "titel", "1: `titel: Shoes` begins with none of title, purpose,"),
        ("-- title: Shoes\n", "", "10: the header has no `title`"),
        ("place: 10", "place: first", "4: its `place` is a number"),
        ("manager team", "manger team", "5: `manger` is no role: lead_professional, manager,"),
        ("manager team", "manager", "5: `` is no scope: own, team, all"),
        ("child, since", "child, when", "6: `when` is no filters: child,"),
        ("place: 10", "title: Boots", "4: `title` stands twice"),
        ("child_ref | above", "chlid_ref", "9: `chlid_ref` is no column of columns.txt"),
        ("above", "abvoe", "9: `abvoe` is no flag: totalled,"),
        ("money", "mony", "10: `mony` is no kind: text, word, money,"),
        ("price | Price", "child_ref | Price", "8: the column `child_ref` stands twice"),
        ("child_ref | above", "child_ref | Child | text | whose it is", "9: columns.txt says the same"),
        ("SELECT child_ref, price FROM shoe", "", "11: no query stands below the header"),
    ] {
        let found = build_error(wrong, put);
        let told = format!("src/store/query/shoes.sql:{told}");
        assert!(found.lines().any(|line| line.starts_with(&told)), "{put}: wanted {told}\nfound:\n{found}");
    }
}
