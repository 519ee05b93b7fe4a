//! XLSX: tables on the worksheets of a workbook. The same tables make the same bytes.

#![allow(clippy::float_arithmetic, reason = "a spreadsheet keeps real numbers: per cent are parts of one")]

use std::borrow::Cow;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Formula, Table, TableColumn, TableFunction, TableStyle, Workbook,
    Worksheet, XlsxError,
};
use thiserror::Error;

use domain::Pence;
use table::Value;

/// How a day looks.
pub(crate) const DAY: &str = "dd/mm/yyyy";

/// Why a workbook was not made: more rows than a worksheet has, or titles that are the same.
#[derive(Debug, Error)]
#[error("the workbook could not be made: {0}")]
pub struct WorkbookError(#[from] XlsxError);

type Result<T = ()> = std::result::Result<T, WorkbookError>;

/// Begins a workbook; `created` is an instant or a day.
///
/// # Errors
/// An instant that is none.
pub(crate) fn workbook(title: &str, subject: &str, created: &str) -> Result<Workbook> {
    let properties = DocProperties::new()
        .set_title(title)
        .set_subject(subject)
        .set_author("bhlp")
        .set_creation_datetime(&ExcelDateTime::parse_from_str(created)?);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// Says how a worksheet prints: A4 across, as many pages down as it needs.
pub(crate) fn for_paper(worksheet: &mut Worksheet) {
    worksheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3)
        .set_footer("&L&A&RPage &P of &N");
}

/// The height of a line, in points.
const HIGH: u32 = 15;

/// How many lines words take in a column; a word is not broken, so the end of a line stays empty.
pub(crate) const fn lines(letters: usize, width: usize) -> usize {
    if letters + 1 < width { 1 } else { (letters + 4 * (letters / width)).div_ceil(width) }
}

/// Gives a row the height that its lines need: not every spreadsheet does so by itself.
///
/// # Errors
/// A row that no worksheet has.
pub(crate) fn heighten(worksheet: &mut Worksheet, row: u32, lines: usize) -> Result {
    if lines > 1 {
        worksheet.set_row_height(row, HIGH * u32::try_from(lines).unwrap_or(1))?;
    }
    Ok(())
}

/// A table's name that spreadsheets take: `accruals_creditors` of `accruals/creditors.csv`.
pub(crate) fn table_name(file: &str) -> String {
    let stem = file.strip_suffix(".csv").unwrap_or(file);
    stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

/// Writes a value. A text is a text, whatever it begins with: no spreadsheet takes it for a formula.
///
/// # Errors
/// A place that no worksheet has.
pub(crate) fn put(
    worksheet: &mut Worksheet,
    (row, col): (u32, u16),
    value: &Value<'_>,
    look: &Format,
) -> Result {
    let number = match value {
        Value::Empty | Value::Withheld => return Ok(()),
        Value::Day(day) => {
            let day = ExcelDateTime::parse_from_str(&day.to_string())?;
            worksheet.write_datetime_with_format(row, col, day, look)?;
            return Ok(());
        }
        Value::Text(_) | Value::Shares(_) | Value::Yes(_) => {
            worksheet.write_string_with_format(row, col, value.to_string(), look)?;
            return Ok(());
        }
        Value::Number(number, _) => *number,
        Value::Percent(_) => kept(value) / 100.0,
        Value::Count(_) | Value::Money(_) | Value::Thousandths(_) => kept(value),
    };
    worksheet.write_number_with_format(row, col, number, look)?;
    Ok(())
}

/// A number as a spreadsheet keeps it: the double nearest to its decimals, as if it were typed in.
fn kept(value: &Value<'_>) -> f64 {
    value.to_string().parse().expect("numbers are written as decimals")
}

/// Writes a formula and the figure that the ledger has for it.
///
/// # Errors
/// As [`put`].
pub(crate) fn sum(
    worksheet: &mut Worksheet,
    (row, col): (u32, u16),
    formula: String,
    result: Pence,
    look: &Format,
) -> Result {
    let formula = Formula::new(formula).set_result(result.to_string());
    worksheet.write_formula_with_format(row, col, formula, look)?;
    Ok(())
}

/// The frame of a table whose values are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    /// Its name in formulas.
    pub name: &'a str,
    /// What it is, for who cannot see it.
    pub about: &'a str,
    /// The row of its header.
    pub top: u32,
    pub rows: usize,
    /// Whether a row of totals stands under it.
    pub totals: bool,
    /// Whether each header has a button that filters.
    pub filters: bool,
}

/// A header: its words, how they look, and whether the column is added up.
pub(crate) type Header<'a> = (Cow<'a, str>, &'a Format, bool);

impl Frame<'_> {
    /// The last row, that of the totals if there are any. A table has a row at least, though an empty one.
    ///
    /// # Errors
    /// More rows than a worksheet has.
    pub(crate) fn bottom(&self) -> Result<u32> {
        let rows = u32::try_from(self.rows.max(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
        Ok(self.top + rows + u32::from(self.totals))
    }

    /// Puts it around the values, with the header.
    ///
    /// # Errors
    /// As [`Frame::bottom`].
    pub(crate) fn draw(&self, worksheet: &mut Worksheet, headers: &[Header<'_>]) -> Result {
        let header = |(place, (words, look, added_up)): (usize, &Header<'_>)| {
            let header = TableColumn::new().set_header(&**words).set_header_format(*look);
            match place {
                _ if *added_up && self.totals => header.set_total_function(TableFunction::Sum),
                0 if self.totals => header.set_total_label("Total"),
                _ => header,
            }
        };
        let columns: Vec<TableColumn> = headers.iter().enumerate().map(header).collect();
        let last = u16::try_from(headers.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        let table = Table::new()
            .set_name(self.name)
            .set_alt_text(self.about)
            .set_style(TableStyle::Light9)
            .set_autofilter(self.filters)
            .set_total_row(self.totals)
            .set_columns(&columns);
        worksheet.add_table(self.top, 0, self.bottom()?, last.saturating_sub(1), &table)?;
        Ok(())
    }
}
