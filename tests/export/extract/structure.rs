//! What an extract says of itself is so, by our own count: types, words, ends, keys, and an order that
//! tells nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;

use export::extract::columns::ALL;
use export::extract::table::WITHHELD;
use serde_json::Value;
use table::Kind;

use super::world::{Row, files, pilot};

#[test]
fn every_cell_is_what_its_column_declares() {
    for spec in ALL {
        let rows = pilot().rows("out", spec.name);
        let header = fs::read_to_string(pilot().path("out").join(format!("{}.csv", spec.name))).unwrap();
        let names: Vec<&str> = spec.columns.iter().map(|column| column.name).collect();
        assert_eq!(header.lines().next().unwrap(), names.join(","));
        assert_eq!(
            header.matches("\r\n").count(),
            rows.len() + 1,
            "{}: every line ends with CRLF",
            spec.name
        );
        for row in &rows {
            for column in spec.columns {
                let cell = row[column.name].as_str();
                let place = format!("{} {}: `{cell}`", spec.name, column.name);
                if cell.is_empty() {
                    assert!(!column.required, "{place}");
                    continue;
                }
                match column.kind {
                    Kind::Pseudonym => assert!(cell.starts_with("c-") && cell.len() == 18, "{place}"),
                    Kind::Text => {}
                    Kind::Choice(words) => assert!(words.contains(&cell), "{place}"),
                    Kind::Count => {
                        let number: i64 = cell.parse().expect(&place);
                        let (least, most) = column.bounds;
                        assert!(least.is_none_or(|least| number >= least), "{place}");
                        assert!(most.is_none_or(|most| number <= most), "{place}");
                    }
                    Kind::Money => assert_eq!(cell.split_once('.').expect(&place).1.len(), 2, "{place}"),
                    Kind::Number => assert!(cell.parse::<f64>().expect(&place).is_finite(), "{place}"),
                    Kind::Yes => assert!(["true", "false"].contains(&cell), "{place}"),
                    other => panic!("{place}: an extract has no {other:?}"),
                }
            }
        }
    }
}

#[test]
fn keys_tell_rows_apart_and_lead_to_rows_that_are_there() {
    for spec in ALL {
        let rows = pilot().rows("out", spec.name);
        let key = |row: &Row| spec.key.iter().map(|column| row[*column].clone()).collect::<Vec<_>>();
        assert_eq!(rows.iter().map(key).collect::<BTreeSet<_>>().len(), rows.len(), "{}", spec.name);
        for refers in spec.refers {
            let there: BTreeSet<String> =
                pilot().rows("out", refers.table).iter().map(|row| row[refers.to].clone()).collect();
            let lost =
                rows.iter().map(|row| &row[refers.column]).find(|to| !to.is_empty() && !there.contains(*to));
            assert_eq!(lost, None, "{} {}", spec.name, refers.column);
        }
    }
}

/// What is withheld is empty and named; what is empty and not named is not known.
#[test]
fn what_is_withheld_is_named() {
    let mut withheld = 0;
    for spec in ALL.iter().filter(|spec| spec.columns.iter().any(|column| column.name == WITHHELD)) {
        for row in pilot().rows("out", spec.name) {
            for name in row[WITHHELD].split_whitespace() {
                assert_eq!(row[name], "", "{}: {name} is withheld and told", spec.name);
                withheld += 1;
            }
        }
    }
    assert!(withheld > 0, "something is withheld in a pilot of 80 children");
}

/// The order of the rows is that of the pseudonyms, which is not that of the children's references.
#[test]
fn the_order_of_the_rows_tells_nothing() {
    for spec in ALL.iter().filter(|spec| spec.columns[0].kind == Kind::Pseudonym) {
        let children: Vec<String> =
            pilot().rows("out", spec.name).into_iter().map(|row| row["child"].clone()).collect();
        assert!(children.is_sorted(), "{}", spec.name);
    }
    pilot().extract("council", "Council");
    let arms = |folder: &str| -> Vec<String> {
        pilot().rows(folder, "children").into_iter().map(|row| row["arm"].clone()).collect()
    };
    assert_ne!(arms("out"), arms("council"), "another recipient has another commission");
}

#[test]
fn two_recipients_share_no_pseudonym() {
    pilot().extract("trust", "Trust");
    let names = |folder: &str| -> BTreeSet<String> {
        pilot().rows(folder, "children").into_iter().map(|row| row["child"].clone()).collect()
    };
    let (one, other) = (names("out"), names("trust"));
    assert_eq!((one.len(), other.len(), one.intersection(&other).count()), (80, 80, 0));
}

/// Nothing that names a child, a practitioner or a provider, no day and no free text is in any file.
#[test]
fn nothing_that_names_anybody_is_in_it() {
    let fixture = |name: &str| -> Vec<Row> {
        let path = format!("{}/fixtures/pilot-a/{name}.csv", env!("CARGO_MANIFEST_DIR"));
        csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
    };
    let mut words: BTreeSet<String> = BTreeSet::new();
    for (file, columns) in [
        ("children", ["child_ref", "lead_professional", "caf_ref"].as_slice()),
        ("practitioners", &["practitioner", "name"]),
        ("providers", &["provider", "name"]),
        ("purchases", &["key", "description", "invoice_no"]),
    ] {
        for row in fixture(file) {
            words.extend(columns.iter().filter_map(|column| row.get(*column)).cloned());
        }
    }
    words.retain(|word| word.len() > 4);
    assert!(words.len() > 80, "there is something to look for");
    for (name, bytes) in files(&pilot().path("out")) {
        let text = String::from_utf8_lossy(&bytes);
        let found = words.iter().find(|word| text.contains(word.as_str()));
        assert_eq!(found, None, "{name}");
        let dated = |table: &str| table.contains("2006-") || table.contains("2007-");
        assert!(!name.ends_with(".csv") || !dated(&text), "{name} has a day");
    }
}

/// The descriptor says of each column what the program declares.
#[test]
fn the_descriptor_says_what_is_declared() {
    let text = fs::read(pilot().path("out/datapackage.json")).unwrap();
    let package: Value = serde_json::from_slice(&text).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), ALL.len());
    let written: BTreeMap<String, Vec<u8>> = files(&pilot().path("out"));
    for (resource, spec) in resources.iter().zip(ALL) {
        let path = resource["path"].as_str().unwrap();
        assert_eq!(
            (&resource["name"], path),
            (&Value::from(spec.name), format!("{}.csv", spec.name).as_str())
        );
        assert_eq!(resource["bytes"], written[path].len());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let named: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(named, spec.columns.iter().map(|column| column.name).collect::<Vec<_>>());
        for (field, column) in fields.iter().zip(spec.columns) {
            assert!(field["title"].as_str().is_some_and(|title| !title.is_empty()));
            assert!(
                field["description"].as_str().is_some_and(|meaning| !meaning.is_empty()),
                "{}",
                column.name
            );
            let required = field["constraints"]["required"].as_bool().unwrap_or(false);
            assert_eq!(required, column.required, "{} {}", spec.name, column.name);
        }
    }
    // Nobody is named in it, and no moment.
    assert!(package.get("created").is_none() && package.get("contributors").is_none());
}

/// What the summary adds up is what the other tables have, child by child.
#[test]
fn tables_agree_with_each_other() {
    let counted = |table: &str| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for row in pilot().rows("out", table) {
            *counts.entry(row["child"].clone()).or_default() += 1;
        }
        counts
    };
    let purchases = counted("purchases");
    for row in pilot().rows("out", "summary") {
        let there = purchases.get(&row["child"]).copied().unwrap_or(0);
        assert_eq!(row["purchases"], there.to_string(), "{}", row["child"]);
    }
    let arms: HashMap<String, String> = pilot()
        .rows("out", "children")
        .into_iter()
        .map(|row| (row["child"].clone(), row["arm"].clone()))
        .collect();
    for row in pilot().rows("out", "budgets") {
        assert_eq!(arms[&row["child"]], "budget");
    }
    for row in pilot().rows("out", "changes") {
        let number = |column: &str| row[column].parse::<f64>().unwrap();
        let risen = number("last") - number("first");
        let better =
            pilot().rows("out", "measures").into_iter().find(|m| m["measure"] == row["measure"]).unwrap();
        let wanted = if better["better"] == "higher" { risen } else { -risen };
        assert!((number("improvement") - wanted).abs() < 0.002, "{row:?}");
    }
}
