//! The cells of one row, each read as a value of its column's type, or as what it may be mistaken for.

use super::cell::{BadCell, Cell, Form, excerpt};
use super::columns_of_days::ColumnsOfDays;
use super::sent::{NOT_WORKED_OUT, Row};
use file::BadRow;

/// The cells of one row, in the order of the contract.
#[derive(Debug)]
pub struct Cells<'a> {
    pub(super) row: &'a Row,
    pub(super) places: &'a [Option<usize>],
    pub(super) names: &'static [&'static str],
    pub(super) bad: &'a mut Vec<BadRow>,
    pub(super) days: &'a mut ColumnsOfDays,
    pub(super) at: usize,
}

impl Cells<'_> {
    /// Reads the next cell, empty where the file has no such column; what is wrong with it is kept.
    pub(super) fn read<T: Cell>(&mut self) -> Option<T> {
        let place = self.places.get(self.at).copied().flatten();
        let text = place.map_or("", |place| self.row.cell(place));
        let read = match T::read(text) {
            Ok(value) if !is_mistakable::<T>(text) => Ok(value),
            read => self.again(text, read),
        };
        let column = self.at;
        self.at += 1;
        read.map_err(|BadCell { code, message }| {
            let column = self.names.get(column).copied();
            self.bad.push(BadRow { line: self.row.number, column, code, message, excerpt: excerpt(text) });
        })
        .ok()
    }

    /// Reads a cell once more: as a spreadsheet may have written what is wanted, or as what is no value.
    fn again<T: Cell>(&mut self, text: &str, read: Result<T, BadCell>) -> Result<T, BadCell> {
        let said = text.trim();
        if let Some(bad) = no_value::<T>(said) {
            return Err(bad);
        }
        let bad = match read {
            Ok(value) => return Ok(value),
            Err(bad) => bad,
        };
        match T::FORM {
            Form::Day | Form::Month => match self.days.iso(self.at, said, T::FORM) {
                Ok(Some(iso)) => T::read(&iso),
                Ok(None) => Err(bad),
                Err(bad) => Err(bad),
            },
            // Statistics programs write whole numbers so.
            Form::Number => match said.split_once('.') {
                Some((whole, part)) if part.bytes().all(|byte| byte == b'0') => {
                    T::read(whole).map_err(|_| bad)
                }
                _ => Err(bad),
            },
            Form::Words | Form::Known => Err(bad),
        }
    }
}

/// Whether a text that is a value may be none; kept short, as every cell is asked.
fn is_mistakable<T: Cell>(text: &str) -> bool {
    match text.as_bytes() {
        [] => false,
        [b'#', ..] | [.., b'+', _, _] | [.., b'+', _] => true,
        [first, ..] => T::OPTIONAL && text.len() <= 5 && matches!(first, b'-' | b'N' | b'n'),
    }
}

/// Says why a text is no value at all.
fn no_value<T: Cell>(said: &str) -> Option<BadCell> {
    const ERRORS: [&str; 8] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"];
    let shown = excerpt(said);
    let (code, message) = if said == NOT_WORKED_OUT {
        let message = "it is a formula, and the workbook was saved without its value; open it in a spreadsheet, and save \
                       it again";
        ("CELL_IS_ERROR", message.to_owned())
    } else if ERRORS.contains(&said) || said.len() > 2 && said.bytes().all(|byte| byte == b'#') {
        let message =
            format!("`{shown}` is an error of the spreadsheet, and no value; put the formula right there");
        ("CELL_IS_ERROR", message)
    } else if T::FORM == Form::Words && is_rounded(said) {
        let message = format!(
            "`{shown}` is a number that the spreadsheet has rounded; format the column as text, and enter all of it"
        );
        ("CELL_IS_ROUNDED", message)
    } else if T::OPTIONAL
        && T::FORM != Form::Number
        && says_nothing(said)
        && T::read(said).is_ok() == (T::FORM == Form::Words)
    {
        let message = format!("`{shown}` stands for nothing; leave the cell empty");
        ("CELL_SAYS_NOTHING", message)
    } else {
        return None;
    };
    Some(BadCell { code, message })
}

/// Tells whether a number is written with an exponent: `1.23457E+11`.
fn is_rounded(said: &str) -> bool {
    let Some((number, exponent)) = said.split_once("E+") else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    digits(whole) && digits(part) && digits(exponent)
}

/// Tells whether a text is what people write for nothing.
fn says_nothing(said: &str) -> bool {
    ["n/a", "na", "none", "nil", "null", "-", "--", "---"].iter().any(|word| said.eq_ignore_ascii_case(word))
}
