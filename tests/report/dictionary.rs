//! The data dictionary and the program say the same.

use report::{ALL, Subject, dictionary};

use crate::world::{EMPTY, SMALL, same};

/// Every column of a report, of the pack and of an extract has its meaning.
#[test]
fn every_column_is_described() {
    let described = SMALL.ask("report --describe");
    let parts = [dictionary(), export::pack::columns::dictionary(), export::extract::columns::dictionary()];
    same(&described, &parts.join("\n"));
    let rows = described.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| column "));
    for row in rows {
        assert!(!row.ends_with("|  |"), "{row}: no meaning");
    }
}

/// Every report can be asked of an empty pilot, and its header has the columns that are declared.
#[test]
fn every_report_has_the_columns_it_declares() {
    for report in ALL {
        let names: Vec<&str> = report.columns.iter().map(|column| column.name).collect();
        let mut unique = names.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), names.len(), "{}: a column stands twice", report.name());
        if matches!(report.subject, Subject::Practitioner | Subject::Float)
            || report.filters.iter().any(|param| ["child", "number", "month"].contains(&param.word()))
        {
            continue;
        }
        for world in [&EMPTY, &SMALL] {
            let text = world.csv(report.name());
            same(text.lines().next().unwrap(), &names.join(","));
            let mut rows = csv::Reader::from_reader(text.as_bytes());
            assert!(rows.records().all(|row| row.is_ok()), "{}: a row is cut short", report.name());
            let json: serde_json::Value =
                serde_json::from_str(&world.ask(&format!("report {} --format json", report.name()))).unwrap();
            assert_eq!(json.as_array().unwrap().len(), text_rows(&text), "{}", report.name());
        }
    }
}

fn text_rows(text: &str) -> usize {
    csv::Reader::from_reader(text.as_bytes()).records().count()
}
