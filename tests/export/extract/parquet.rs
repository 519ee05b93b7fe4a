//! The Parquet files have what the CSV files have, cell by cell, read back by the row reader.

use std::fs::File;

use export::extract::columns::ALL;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;

use super::world::{files, pilot};

/// A cell as CSV would have it, as far as the two can be compared.
fn told(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Bool(yes) => yes.to_string(),
        Field::Int(number) => number.to_string(),
        Field::Long(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        Field::Str(text) => text.clone(),
        other => panic!("{other} is of another type"),
    }
}

/// A number without the noughts at its end.
fn plain(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(number) if !text.is_empty() => number.to_string(),
        _ => text.to_owned(),
    }
}

#[test]
fn every_table_is_there_as_parquet() {
    for spec in ALL {
        let path = pilot().path("out").join(format!("{}.parquet", spec.name));
        let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
        let rows = pilot().rows("out", spec.name);
        let mut there = 0;
        for (row, wanted) in reader.get_row_iter(None).unwrap().zip(&rows) {
            for (name, field) in row.unwrap().get_column_iter() {
                assert_eq!(plain(&told(field)), plain(&wanted[name]), "{} {name}", spec.name);
            }
            there += 1;
        }
        assert_eq!(there, rows.len(), "{}", spec.name);
    }
}

#[test]
fn the_same_table_makes_the_same_bytes() {
    pilot().extract("parquet-again", "University");
    let (one, other) = (files(&pilot().path("out")), files(&pilot().path("parquet-again")));
    assert!(one.keys().any(|name| name == "children.parquet"));
    assert_eq!(one, other);
}
