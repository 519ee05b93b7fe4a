//! JSON: an array of one object a row. Amounts are strings, so that no reader rounds them.

use std::io::{self, BufWriter, Write};

use super::{Column, Head, Value, Writer, parts};

pub struct Json<W: Write> {
    out: BufWriter<W>,
    columns: Vec<Column>,
    text: String,
    before: &'static str,
}

impl<W: Write> Json<W> {
    /// Writes to a place.
    pub fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), columns: Vec::new(), text: String::new(), before: "[" }
    }

    fn value(&mut self, value: &Value<'_>) -> io::Result<()> {
        match value {
            Value::Empty | Value::Withheld => write!(self.out, "null"),
            Value::Shares(shares) => {
                let sums = parts(shares).map(|(fund, pence)| (fund, pence.to_string()));
                let object: serde_json::Map<_, _> =
                    sums.map(|(fund, sum)| (fund.into(), sum.into())).collect();
                Ok(serde_json::to_writer(&mut self.out, &object)?)
            }
            Value::Text(text) => Ok(serde_json::to_writer(&mut self.out, text)?),
            Value::Count(number) => write!(self.out, "{number}"),
            Value::Yes(yes) => write!(self.out, "{yes}"),
            Value::Money(_)
            | Value::Day(_)
            | Value::Percent(_)
            | Value::Thousandths(_)
            | Value::Number(..) => {
                self.text.clear();
                value.data(&mut self.text);
                write!(self.out, "\"{}\"", self.text)
            }
        }
    }
}

impl<W: Write> Writer for Json<W> {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        self.columns = head.columns;
        Ok(())
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        write!(self.out, "{}\n{{", self.before)?;
        self.before = ",";
        for (place, value) in row.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(self.out, "{comma}\"{}\":", self.columns[place].name)?;
            self.value(value)?;
        }
        write!(self.out, "}}")
    }

    fn end(&mut self, _: Option<&[Value<'_>]>) -> io::Result<()> {
        writeln!(self.out, "{}", if self.before == "[" { "[]" } else { "\n]" })?;
        self.out.flush()
    }
}
