//! Rows that were refused, as a workbook: as they were sent, a worksheet for each file.

use rust_xlsxwriter::{Format, Workbook};

use super::xlsx::WorkbookError;

/// Makes a workbook of tables of text, each with its title; their first rows are headings.
///
/// # Errors
/// More rows than a worksheet has.
pub fn refused(tables: &[(String, Vec<Vec<String>>)]) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    for (title, rows) in tables {
        let worksheet = workbook.add_worksheet().set_name(title)?;
        worksheet.set_freeze_panes(1, 0)?;
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                if row == 0 {
                    worksheet.write_string_with_format(row, column, cell, &bold)?;
                } else {
                    worksheet.write_string(row, column, cell)?;
                }
            }
        }
        worksheet.autofit();
    }
    Ok(workbook.save_to_buffer()?)
}
