//! A file as it was looked at: its header, its columns, and how its last lines begin.

use super::super::date_money_formats::money;
use super::super::layout;
use super::column::{self, Seen};

/// Lines that are looked at.
const LOOKED_AT: usize = 5_000;

/// A file as it was looked at.
pub struct Sheet {
    pub delimiter: u8,
    /// Lines before the header.
    pub skip: u64,
    pub has_header: bool,
    pub columns: Vec<Seen>,
    /// How the lines at the end begin that are none: a column, and its word.
    pub ends: Vec<(usize, String)>,
}

impl Sheet {
    /// Looks at the first lines; `None` where there are none.
    pub fn look(text: &str, delimiter: u8) -> Option<Self> {
        let mut records = layout::Records::of(text, delimiter, 0);
        let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
        while let Some((line, record)) = records.next().filter(|_| rows.len() < LOOKED_AT) {
            rows.push((line, record.iter().map(|value| value.trim().to_owned()).collect()));
        }
        let width = layout::usual(rows.iter().map(|(_, row)| row.len()))?;
        let start = rows.iter().position(|(_, row)| row.len() == width)?;
        let lines = rows.split_off(start);
        let (first_line, first) = lines.first()?;
        let is_line = |row: &[String]| {
            let day = row.iter().position(|value| column::is_day(value));
            let sum = |(place, value): (usize, &String)| Some(place) != day && money(value).is_ok();
            day.is_some() && row.iter().enumerate().any(sum)
        };
        let has_header = !is_line(first);
        let header: Vec<String> = if has_header { first.clone() } else { Vec::new() };
        let mut lines: Vec<&Vec<String>> =
            lines.iter().skip(usize::from(has_header)).map(|(_, row)| row).collect();
        let mut ends = Vec::new();
        while let Some(last) = lines.pop_if(|row| !is_line(row)) {
            let word = last.iter().enumerate().find(|(_, value)| !value.is_empty());
            ends.extend(word.map(|(place, word)| (place, word.clone())));
        }
        lines.retain(|row| row.len() == width);
        if lines.is_empty() {
            return None;
        }
        let columns = (0..width).map(|place| Seen::of(place, header.get(place), &lines)).collect();
        let skip = first_line - 1;
        Some(Self { delimiter, skip, has_header, columns, ends })
    }
}
