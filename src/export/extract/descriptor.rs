//! `datapackage.json`: what each table and column is, for programs (Frictionless Data Package 1).

use serde::Serialize;

use super::fill::Names;
use super::table::{Spec, Table};
use crate::package::{NamedFile, sha256};
use domain::Text;
use table::{Column, Kind};

/// Its name in the package.
pub(super) const DESCRIPTOR: &str = "datapackage.json";
/// What a pseudonym looks like.
const PSEUDONYM: &str = "^c-[0-9a-hjkmnp-tv-z]{16,}$";

#[derive(Serialize)]
struct DataPackage {
    profile: &'static str,
    name: &'static str,
    title: String,
    description: String,
    version: &'static str,
    licenses: [License; 1],
    sources: [Source; 1],
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct License {
    name: &'static str,
    title: String,
}

#[derive(Serialize)]
struct Source {
    title: &'static str,
}

#[derive(Serialize)]
struct Resource {
    profile: &'static str,
    name: &'static str,
    path: String,
    title: &'static str,
    description: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
    dialect: Dialect,
    schema: Schema,
}

/// RFC 4180.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: char,
    line_terminator: &'static str,
    quote_char: char,
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
}

#[derive(Serialize)]
struct ForeignKey {
    fields: &'static str,
    reference: Reference,
}

#[derive(Serialize)]
struct Reference {
    resource: &'static str,
    fields: &'static str,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    r#type: &'static str,
    title: String,
    description: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    unit: &'static str,
    #[serde(skip_serializing_if = "Constraints::is_silent")]
    constraints: Constraints,
}

#[derive(Default, PartialEq, Serialize)]
struct Constraints {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unique: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    words: Option<&'static [&'static str]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<i64>,
}

impl Constraints {
    fn is_silent(&self) -> bool {
        *self == Self::default()
    }
}

/// Writes it, for the tables and the files they were written as.
pub fn text(names: &Names, recipient: &Text, tables: &[Table<'_>], files: &[NamedFile]) -> String {
    let package = DataPackage {
        profile: "tabular-data-package",
        name: "bhlp-evaluation-extract",
        title: format!("Extract for evaluation: {} ({})", names.pilot, names.authority),
        description: format!(
            "Rows of single children, generalised until none can be found, up to {}. Pseudonyms are those of \
             this recipient alone. Days are counted from each child's own baseline. README.txt says more.",
            names.as_at
        ),
        version: "1.0.0",
        licenses: [License {
            name: "other-closed",
            title: format!("For {recipient} alone, under the agreement it was handed over with"),
        }],
        sources: [Source { title: "The pilot's ledger" }],
        resources: tables.iter().zip(files).map(|(table, file)| resource(table.spec, file)).collect(),
    };
    let text = serde_json::to_string_pretty(&package).expect("plain values always have a JSON form");
    format!("{text}\n")
}

fn resource(spec: &'static Spec, file: &NamedFile) -> Resource {
    Resource {
        profile: "tabular-data-resource",
        name: spec.name,
        path: file.name.clone(),
        title: spec.title,
        description: spec.meaning,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        bytes: file.bytes.len(),
        hash: format!("sha256:{}", sha256(&file.bytes)),
        dialect: Dialect {
            delimiter: ',',
            line_terminator: "\r\n",
            quote_char: '"',
            double_quote: true,
            header: true,
        },
        schema: Schema {
            fields: spec.columns.iter().map(|column| field(spec, column)).collect(),
            missing_values: [""],
            primary_key: spec.key,
            foreign_keys: spec
                .refers
                .iter()
                .map(|refers| ForeignKey {
                    fields: refers.column,
                    reference: Reference { resource: refers.table, fields: refers.to },
                })
                .collect(),
        },
    }
}

fn field(spec: &Spec, column: &Column) -> Field {
    let r#type = match column.kind {
        Kind::Count => "integer",
        Kind::Money | Kind::Number => "number",
        Kind::Yes => "boolean",
        _ => "string",
    };
    let (minimum, maximum) = column.bounds;
    let constraints = Constraints {
        required: column.required,
        unique: spec.key == [column.name],
        pattern: (column.kind == Kind::Pseudonym).then_some(PSEUDONYM),
        words: if let Kind::Choice(words) = column.kind { Some(words) } else { None },
        minimum,
        maximum,
    };
    Field {
        name: column.name,
        r#type,
        title: column.label().into_owned(),
        description: column.meaning.replace('`', "'"),
        unit: column.unit,
        constraints,
    }
}
