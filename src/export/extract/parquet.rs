//! The same tables as Parquet, for those who work with columns: no compression, and what is not known or
//! withheld is null. The same table makes the same bytes.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::table::{Spec, Table};
use crate::package::NamedFile;
use domain::Score;
use statistics::number::{points, pounds};
use table::{Column, Kind, Value};

/// How many rows are held in memory as columns at a time.
const ROWS: usize = 65_536;

/// Writes every table.
pub fn files(tables: &[Table<'_>]) -> Vec<NamedFile> {
    let file = |table: &Table<'_>| {
        let bytes = bytes(table).expect("what a table declares is what its cells are, and memory takes it");
        NamedFile::new(format!("{}.parquet", table.spec.name), bytes)
    };
    tables.iter().map(file).collect()
}

/// The values of a column, and which rows have one.
enum Values {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Small(Vec<i32>),
    Number(Vec<f64>),
    Yes(Vec<bool>),
}

struct Gathered {
    column: &'static Column,
    values: Values,
    there: Vec<i16>,
}

fn bytes(table: &Table<'_>) -> Result<Vec<u8>> {
    let properties = WriterProperties::builder().set_created_by(super::program().to_owned()).build();
    let mut out = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut out, schema(table.spec)?, Arc::new(properties))?;
    let mut row = Vec::new();
    for first in (0..table.rows).step_by(ROWS) {
        let mut columns: Vec<Gathered> = table.spec.columns.iter().map(Gathered::new).collect();
        for place in first..table.rows.min(first + ROWS) {
            table.row(place, &mut row);
            for (column, value) in columns.iter_mut().zip(&row) {
                column.take(value);
            }
        }
        let mut group = writer.next_row_group()?;
        for column in &columns {
            let mut place = group.next_column()?.expect("the schema has each column once");
            column.write(place.untyped())?;
            place.close()?;
        }
        group.close()?;
    }
    writer.close()?;
    Ok(out)
}

fn schema(spec: &Spec) -> Result<TypePtr> {
    let fields = spec.columns.iter().map(field).collect::<Result<Vec<_>>>()?;
    Ok(Arc::new(Type::group_type_builder(spec.name).with_fields(fields).build()?))
}

fn field(column: &Column) -> Result<TypePtr> {
    let (physical, logical) = match column.kind {
        Kind::Count if is_small(column) => (Physical::INT32, None),
        Kind::Count => (Physical::INT64, None),
        Kind::Money | Kind::Number => (Physical::DOUBLE, None),
        Kind::Yes => (Physical::BOOLEAN, None),
        _ => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
    };
    let repetition = if column.required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
    let field = Type::primitive_type_builder(column.name, physical);
    Ok(Arc::new(field.with_logical_type(logical).with_repetition(repetition).build()?))
}

/// Whether a column's numbers have an upper end, and a low one.
fn is_small(column: &Column) -> bool {
    matches!(column.bounds, (Some(_), Some(most)) if most <= i64::from(i32::MAX))
}

impl Gathered {
    fn new(column: &'static Column) -> Self {
        let values = match column.kind {
            Kind::Count if is_small(column) => Values::Small(Vec::new()),
            Kind::Count => Values::Whole(Vec::new()),
            Kind::Money | Kind::Number => Values::Number(Vec::new()),
            Kind::Yes => Values::Yes(Vec::new()),
            _ => Values::Text(Vec::new()),
        };
        Self { column, values, there: Vec::new() }
    }

    /// Takes a row's value: one that the column has no place for counts as none.
    fn take(&mut self, value: &Value<'_>) {
        let mut there = true;
        match (&mut self.values, value) {
            (Values::Text(values), Value::Text(text)) => values.push(text.as_bytes().to_vec().into()),
            (Values::Whole(values), Value::Count(number)) => values.push(*number),
            (Values::Small(values), Value::Count(number)) => match i32::try_from(*number) {
                Ok(number) => values.push(number),
                Err(_) => there = false,
            },
            (Values::Number(values), Value::Money(pence)) => values.push(pounds(*pence)),
            (Values::Number(values), Value::Thousandths(number)) => {
                values.push(points(Score::from_thousandths(*number)));
            }
            (Values::Yes(values), Value::Yes(yes)) => values.push(*yes),
            _ => there = false,
        }
        self.there.push(i16::from(there));
    }

    fn write(&self, writer: &mut ColumnWriter<'_>) -> Result<()> {
        let there = (!self.column.required).then_some(self.there.as_slice());
        let written = match (writer, &self.values) {
            (ColumnWriter::ByteArrayColumnWriter(writer), Values::Text(values)) => {
                writer.write_batch(values, there, None)
            }
            (ColumnWriter::Int64ColumnWriter(writer), Values::Whole(values)) => {
                writer.write_batch(values, there, None)
            }
            (ColumnWriter::Int32ColumnWriter(writer), Values::Small(values)) => {
                writer.write_batch(values, there, None)
            }
            (ColumnWriter::DoubleColumnWriter(writer), Values::Number(values)) => {
                writer.write_batch(values, there, None)
            }
            (ColumnWriter::BoolColumnWriter(writer), Values::Yes(values)) => {
                writer.write_batch(values, there, None)
            }
            _ => unreachable!("a column is written by the writer of its own type"),
        };
        written.map(drop)
    }
}
