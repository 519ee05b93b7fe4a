//! A file as it was looked at: its header, its columns, and the rows that are no lines of the account.

use super::super::date_money_formats::spreadsheet_day;
use super::super::marks::Marks;
use super::super::{balance_rows, evidence, layout};
use super::column::{self, Seen};
use domain::{Day, excerpt};

/// Lines that are looked at.
const LOOKED_AT: usize = 5_000;

/// A row of the file: the line it begins on, and its values.
pub(super) type Row = (u64, Vec<String>);

/// A file as it was looked at.
pub(super) struct Sheet {
    pub(super) delimiter: u8,
    /// Lines before the header.
    pub(super) skip: u64,
    pub(super) has_header: bool,
    pub(super) columns: Vec<Seen>,
    /// What its sums have before their pence.
    pub(super) marks: Marks,
    /// Rows without a day and a sum: totals, or lines that cannot be read.
    pub(super) unread: Vec<Row>,
    /// Rows that are totals by their word.
    pub(super) totals: Vec<Row>,
    /// The column of states, and the rows in which no money has moved.
    pub(super) dead: Option<(usize, Vec<Row>)>,
}

impl Sheet {
    /// Looks at the first lines; `None` where there are none.
    pub(super) fn look(text: &str, delimiter: u8) -> Option<Self> {
        let mut rows = rows(text, delimiter);
        let width = layout::usual(rows.iter().map(|(_, row)| row.len()))?;
        // A spreadsheet saves a title with the commas of the whole table.
        let filled = |row: &[String]| row.iter().filter(|value| !value.is_empty()).count();
        let mut start = rows.iter().position(|(_, row)| row.len() == width && filled(row) > 1)?;
        // A header may be longer or shorter than its lines by empty columns at the end.
        let is_header_of_other_width = |row: &[String]| {
            let filled = row.iter().rposition(|value| !value.is_empty()).map_or(0, |last| last + 1);
            !is_line(row) && filled > 1 && (filled == width || row.len() + 1 == width)
        };
        if is_line(&rows[start].1) && start > 0 && is_header_of_other_width(&rows[start - 1].1) {
            start -= 1;
        }
        let mut lines = rows.split_off(start);
        let (first_line, first) = lines.first()?;
        let (skip, has_header) = (first_line - 1, !is_line(first));
        let header: Vec<String> = if has_header { lines.remove(0).1 } else { Vec::new() };
        let (mut unread, mut totals) = (Vec::new(), Vec::new());
        let is_balance = |row: &Row| row.1.iter().any(|value| balance_rows::is_balance(value));
        lines.retain(|row| {
            let aside = match () {
                () if is_balance(row) => return true,
                () if is_total(&row.1) => &mut totals,
                () if evidence::is_remark(row.1.iter().map(String::as_str)) => return false,
                () if !is_line(&row.1) || row.1.len() < width => &mut unread,
                () => return true,
            };
            aside.push(row.clone());
            false
        });
        // A balance may stand on a row that ends early.
        lines.iter_mut().for_each(|(_, row)| row.resize(row.len().max(width), String::new()));
        let dead = dead(&header, &mut lines);
        if !lines.iter().all(is_balance) {
            lines.retain(|row| !is_balance(row));
        }
        if lines.is_empty() {
            return None;
        }
        let values: Vec<&Vec<String>> = lines.iter().map(|(_, row)| row).collect();
        let mut columns: Vec<Seen> =
            (0..width).map(|place| Seen::of(place, header.get(place), &values)).collect();
        let marks = columns.iter().map(Seen::tells).fold(Marks::Unknown, Marks::and);
        columns.iter_mut().for_each(|seen| seen.marks = marks);
        Some(Self { delimiter, skip, has_header, columns, unread, totals, dead, marks })
    }
}

/// The first rows of a file.
fn rows(text: &str, delimiter: u8) -> Vec<Row> {
    let mut records = layout::Records::of(text, delimiter, 0);
    let mut rows: Vec<Row> = Vec::new();
    while let Some((line, record)) = records.next().filter(|_| rows.len() < LOOKED_AT) {
        rows.push((line, record.iter().map(|value| value.trim().to_owned()).collect()));
    }
    rows
}

/// Tells whether a row has a day and a sum.
fn is_line(row: &[String]) -> bool {
    let day = row.iter().position(|value| column::is_day(value));
    let sum = |(place, value): (usize, &String)| Some(place) != day && column::money_of_any(value).is_some();
    day.is_some() && row.iter().enumerate().any(sum)
}

/// The column of a row's word, and the word: what is neither a day nor a sum.
pub(super) fn word(row: &[String]) -> Option<(usize, &str)> {
    let is_word = |value: &str| value.chars().any(char::is_alphabetic) && !column::is_day(value);
    row.iter().map(String::as_str).enumerate().find(|(_, value)| is_word(value))
}

/// Tells whether a row is a total by its word. A row with a day is one only where it has no other word.
fn is_total(row: &[String]) -> bool {
    let Some((_, word)) = word(row) else { return false };
    let plain = layout::plain_name(word);
    let plain = plain.trim_end_matches([':', ' ']);
    let exact = ["total", "totals", "grand total", "sub total", "sub-total", "subtotal"].contains(&plain);
    let begins = ["total ", "totals ", "grand total", "sub total", "sub-total", "subtotal"]
        .iter()
        .any(|word| plain.starts_with(word));
    exact || (begins && !is_line(row))
}

/// Takes the lines out in which no money has moved, by the column of their state.
fn dead(header: &[String], lines: &mut Vec<Row>) -> Option<(usize, Vec<Row>)> {
    let place = header.iter().position(|name| evidence::is_state(name))?;
    let is_dead = |row: &Row| row.1.get(place).is_some_and(|state| evidence::is_dead(state));
    let (dead, alive): (Vec<Row>, Vec<Row>) = lines.iter().cloned().partition(is_dead);
    if dead.is_empty() || alive.is_empty() {
        return None;
    }
    *lines = alive;
    Some((place, dead))
}

/// A value that is a day's number of a spreadsheet, with its day, in a file without other days.
pub(super) fn day_numbers(text: &str, delimiter: u8) -> Option<(String, Day)> {
    let rows = rows(text, delimiter);
    let mut values = rows.iter().flat_map(|(_, row)| row);
    values.find_map(|value| Some((excerpt(value, 20), spreadsheet_day(value)?)))
}
