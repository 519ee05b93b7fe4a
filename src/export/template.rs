//! Sheets for whoever fills in what an import takes: a workbook with a worksheet for each kind of file, or a
//! CSV file for each. Blank, or with what the ledger has; what is written so can be sent back.
//!
//! On a worksheet a line says what it is for, the columns' names stand below, and each cell says what it
//! takes when it is chosen: a list where there is one. Texts are texts, so that no code loses its zeros.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, FormatBorder, Formula, Worksheet};

use crate::package::NamedFile;
use crate::xlsx::{self, DAY, WorkbookError};
use table::csv::Dialect;
use table::{Kind, Value};

type Result<T = ()> = std::result::Result<T, WorkbookError>;

/// The row of the columns' names.
const NAMES: u32 = 1;
/// The last row that a choice is offered in.
const LAST: u32 = 9_999;
/// The most letters that a spreadsheet takes for a list written out.
const LONGEST_LIST: usize = 255;
/// Where the codes stand that no sheet of its own lists.
const CODES: &str = "codes";

/// One sheet to be filled in.
#[derive(Debug)]
pub struct TemplateSheet<'a> {
    /// The kind of file: `purchases`.
    pub kind: &'a str,
    /// What it is for, in a sentence.
    pub about: String,
    pub columns: Vec<TemplateColumn<'a>>,
    /// What it holds already.
    pub rows: Vec<Vec<Value<'static>>>,
}

/// One of its columns.
#[derive(Clone, Copy, Debug)]
pub struct TemplateColumn<'a> {
    pub name: &'a str,
    pub kind: Kind,
    /// Whether a row may leave it empty.
    pub may_be_empty: bool,
}

/// What each column of codes is chosen from: the first column of another sheet, or a column of [`CODES`].
const CHOSEN_FROM: [(&str, &str); 14] = [
    ("practitioner", "practitioners"),
    ("lead_professional", "practitioners"),
    ("approved_by", "practitioners"),
    ("provider", "providers"),
    ("fund", "funds"),
    ("kind_fund", "funds"),
    ("child_ref", "children"),
    ("purchase", "purchases"),
    ("category", CODES),
    ("measure", CODES),
    ("ethnicity", CODES),
    ("need", CODES),
    ("expected_outcome", CODES),
    ("aim", CODES),
];

/// Makes a CSV file of each sheet.
pub fn files(sheets: &[TemplateSheet<'_>]) -> Vec<NamedFile> {
    let file = |sheet: &TemplateSheet<'_>| {
        let mut text = Dialect::FILE.lines([sheet.columns.iter().map(|column| Value::text(column.name))]);
        sheet.rows.iter().for_each(|row| Dialect::FILE.line(row, &mut text));
        NamedFile { name: format!("{}.csv", sheet.kind), bytes: text.into_bytes() }
    };
    sheets.iter().map(file).collect()
}

/// Makes a workbook of them all. `codes` are the lists that have no sheet, by the name of their column.
///
/// # Errors
/// More rows than a worksheet has.
pub fn workbook(
    sheets: &[TemplateSheet<'_>],
    codes: &BTreeMap<&str, Vec<String>>,
    created: &str,
) -> Result<Vec<u8>> {
    let mut workbook = xlsx::workbook("Files to import", "Template", created)?;
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet.kind)?;
        write(worksheet, sheet, codes)?;
        xlsx::for_paper(worksheet);
    }
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(CODES)?;
    let bold = Format::new().set_bold();
    worksheet.write_string_with_format(
        0,
        0,
        "What may be chosen in the other sheets: not imported",
        &bold,
    )?;
    for (col, (name, codes)) in (0..).zip(codes) {
        worksheet.write_string_with_format(NAMES, col, *name, &bold)?;
        for (row, code) in (NAMES + 1..).zip(codes) {
            worksheet.write_string_with_format(row, col, code, &Format::new().set_num_format("@"))?;
        }
        worksheet.set_column_width(col, 18)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(
    worksheet: &mut Worksheet,
    sheet: &TemplateSheet<'_>,
    codes: &BTreeMap<&str, Vec<String>>,
) -> Result {
    worksheet.write_string_with_format(0, 0, &sheet.about, &Format::new().set_italic())?;
    worksheet.set_freeze_panes(NAMES + 1, 1)?.set_repeat_rows(NAMES, NAMES)?;
    let must = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let may = Format::new().set_border_bottom(FormatBorder::Thin);
    for (col, column) in (0..).zip(&sheet.columns) {
        let look = if column.may_be_empty { &may } else { &must };
        worksheet.write_string_with_format(NAMES, col, column.name, look)?;
        worksheet.set_column_format(col, &looks_of(column.kind))?;
        worksheet.set_column_width(col, width(column))?;
        let validation = validation(sheet, column, codes)?;
        worksheet.add_data_validation(NAMES + 1, col, LAST, col, &validation)?;
    }
    for (row, values) in (NAMES + 1..).zip(&sheet.rows) {
        for ((col, column), value) in (0..).zip(&sheet.columns).zip(values) {
            xlsx::put(worksheet, (row, col), value, &looks_of(column.kind))?;
        }
    }
    Ok(())
}

fn looks_of(kind: Kind) -> Format {
    Format::new().set_num_format(match kind {
        Kind::Day => DAY,
        Kind::Money => "0.00",
        Kind::Count => "0",
        Kind::Score | Kind::Number | Kind::Units | Kind::Percent => "General",
        _ => "@",
    })
}

fn width(column: &TemplateColumn<'_>) -> f64 {
    let least = match column.kind {
        Kind::Day | Kind::Money | Kind::Count | Kind::Score => 12,
        _ => 16,
    };
    let letters = u32::try_from(column.name.chars().count() + 3).unwrap_or(least);
    f64::from(letters.max(least))
}

/// What a cell says of itself when it is chosen, and what it offers.
fn validation(
    sheet: &TemplateSheet<'_>,
    column: &TemplateColumn<'_>,
    codes: &BTreeMap<&str, Vec<String>>,
) -> Result<DataValidation> {
    let words: Option<&[&str]> = match column.kind {
        Kind::Choice(words) => Some(words),
        Kind::Yes => Some(&["yes", "no"]),
        _ => None,
    };
    let validation = DataValidation::new();
    let validation = match (words, listed(sheet, column, codes)) {
        (Some(words), _) if words.join(",").len() <= LONGEST_LIST => validation.allow_list_strings(words)?,
        (_, Some(range)) => validation.allow_list_formula(Formula::new(range)),
        _ => validation.allow_any_value(),
    };
    let empty = if column.may_be_empty { " It may stay empty." } else { "" };
    Ok(validation
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Not in the list")?
        .set_error_message("bhlp import will refuse what it does not know. Keep it?")?
        .set_input_title(column.name)?
        .set_input_message(format!("{}{empty}", takes(column.kind)))?)
}

/// Where the values stand that a column is chosen from.
fn listed(
    sheet: &TemplateSheet<'_>,
    column: &TemplateColumn<'_>,
    codes: &BTreeMap<&str, Vec<String>>,
) -> Option<String> {
    let from = CHOSEN_FROM.iter().find(|(name, from)| *name == column.name && *from != sheet.kind)?.1;
    if from != CODES {
        return Some(format!("={from}!$A${}:$A${}", NAMES + 2, LAST + 1));
    }
    let name = if column.name == "expected_outcome" { "aim" } else { column.name };
    let place = codes.keys().position(|code| *code == name)?;
    let letter = char::from(b'A' + u8::try_from(place).ok()?);
    let last = usize::try_from(NAMES).ok()? + 1 + codes[name].len().max(1);
    Some(format!("={CODES}!${letter}${}:${letter}${last}", NAMES + 2))
}

/// What a cell takes, in words.
fn takes(kind: Kind) -> String {
    match kind {
        Kind::Choice(words) => format!("One of: {}.", words.join(", ")),
        Kind::Yes => "yes or no.".to_owned(),
        Kind::Money => "Pounds, such as 12.50.".to_owned(),
        Kind::Count => "A whole number.".to_owned(),
        Kind::Day => "A day, such as 05/09/2006.".to_owned(),
        Kind::Month => "A month, such as 1997-04.".to_owned(),
        Kind::Score | Kind::Number | Kind::Units | Kind::Percent => "A number.".to_owned(),
        _ => "Letters or digits.".to_owned(),
    }
}
