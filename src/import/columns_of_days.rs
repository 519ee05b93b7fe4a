//! How the days of each column are written: as somebody says, or as the whole column shows.

use std::collections::BTreeMap;

use super::cell::{BadCell, Form, excerpt};
use super::sent::Row;
use super::written_day::{DayOrder, Written};

/// What is known of the columns of days in a file.
#[derive(Debug, Default)]
pub(super) struct ColumnsOfDays {
    /// What somebody said of all of them.
    said: Option<DayOrder>,
    names: &'static [&'static str],
    /// What each column shows; none as long as nobody had to look.
    shown: Option<Vec<Shown>>,
    /// Whether a cell was met that only the whole column explains.
    asked: bool,
    /// What was read otherwise than it is written: how often, and the first.
    read: BTreeMap<(usize, &'static str), (u64, String)>,
}

/// What a column shows of its days.
#[derive(Clone, Debug, Default)]
struct Shown {
    /// How many cells have two numbers of which either may be the day.
    either: u64,
    /// The first cell that is a day only with the day first, with its row; and with the month first.
    day_first: Option<(u64, String)>,
    month_first: Option<(u64, String)>,
}

impl ColumnsOfDays {
    pub fn new(said: Option<DayOrder>, names: &'static [&'static str]) -> Self {
        Self { said, names, ..Self::default() }
    }

    /// Whether every row has to be looked at before any more is read.
    pub(super) fn wants_a_look(&self) -> bool {
        self.asked && self.shown.is_none()
    }

    /// Looks at a row.
    pub fn look(&mut self, row: &Row, places: &[Option<usize>]) {
        let shown = self.shown.get_or_insert_with(|| vec![Shown::default(); places.len()]);
        for (place, shown) in places.iter().zip(shown) {
            let text = place.map_or("", |place| row.cell(place));
            if !text.as_bytes().first().is_some_and(u8::is_ascii_digit) || text.len() > 30 {
                continue;
            }
            let Some(written @ Written::Either { .. }) = Written::read(text) else { continue };
            let may_be = |order| written.day(order).is_some();
            let (day_first, month_first) = (may_be(DayOrder::DayFirst), may_be(DayOrder::MonthFirst));
            shown.either += u64::from(day_first || month_first);
            match (day_first, month_first) {
                (true, false) => shown.day_first.get_or_insert_with(|| (row.number, excerpt(text))),
                (false, true) => shown.month_first.get_or_insert_with(|| (row.number, excerpt(text))),
                _ => continue,
            };
        }
    }

    /// Writes a cell as `2006-09-01`, or as `2006-09` where a month is wanted; none where it is no day.
    ///
    /// # Errors
    /// `DAY_ORDER_UNKNOWN`, `DAY_ORDER_MIXED`, `DAY_IS_NUMBER`.
    pub(super) fn iso(&mut self, column: usize, said: &str, form: Form) -> Result<Option<String>, BadCell> {
        let Some(written) = Written::read(said) else { return Ok(None) };
        if self.said == Some(DayOrder::Iso) {
            return Ok(None);
        }
        let (order, how) = match written {
            Written::Plain { .. } | Written::Month { .. } => (DayOrder::DayFirst, "plain"),
            Written::Serial(_) => match self.said {
                Some(order) => (order, "serial"),
                None => return Err(is_number(written, said)),
            },
            Written::Either { .. } => {
                if [DayOrder::DayFirst, DayOrder::MonthFirst]
                    .iter()
                    .all(|order| written.day(*order).is_none())
                {
                    return Ok(None);
                }
                let Some(order) = self.order(column)? else { return Ok(None) };
                (order, if order == DayOrder::DayFirst { "dmy" } else { "mdy" })
            }
        };
        let date = if form == Form::Month { written.month(order) } else { written.day(order) };
        let Some(date) = date else { return Ok(None) };
        let (count, _) = self.read.entry((column, how)).or_insert_with(|| (0, excerpt(said)));
        *count += 1;
        let iso = date.to_string();
        Ok(Some(if form == Form::Month { iso.get(..7).unwrap_or_default().to_owned() } else { iso }))
    }

    /// Tells what stands first in a column; none where it has first to be looked at.
    fn order(&mut self, column: usize) -> Result<Option<DayOrder>, BadCell> {
        if let Some(order) = self.said {
            return Ok(Some(order));
        }
        self.asked = true;
        let Some(shown) = self.shown.as_ref().and_then(|shown| shown.get(column)) else { return Ok(None) };
        let count = cells(shown.either);
        let (code, message) = match (&shown.day_first, &shown.month_first) {
            (Some(_), None) => return Ok(Some(DayOrder::DayFirst)),
            (None, Some(_)) => return Ok(Some(DayOrder::MonthFirst)),
            (Some((first, day)), Some((second, month))) => (
                "DAY_ORDER_MIXED",
                format!(
                    "{count} are day/month/year and month/day/year mixed: `{day}` in row {first}, `{month}` in row \
                     {second}; write year-month-day, such as 2006-09-01"
                ),
            ),
            (None, None) => (
                "DAY_ORDER_UNKNOWN",
                format!(
                    "{count} may be day/month/year or month/day/year, and none shows which; say it: --days dmy, \
                     as spreadsheets in Britain save them, or --days mdy"
                ),
            ),
        };
        Err(BadCell { code, message })
    }

    /// Tells what was read otherwise than it is written.
    pub fn told(&self) -> Vec<String> {
        let told = self.read.iter().map(|((column, how), (count, first))| {
            let name = self.names.get(*column).copied().unwrap_or_default();
            let shown = self.shown.as_ref().and_then(|shown| shown.get(*column));
            let because = |proof: Option<&(u64, String)>| match proof {
                Some((row, text)) if self.said.is_none() => format!(", as `{text}` in row {row} shows"),
                _ => String::new(),
            };
            let how = match *how {
                "dmy" => {
                    format!("day/month/year{}", because(shown.and_then(|shown| shown.day_first.as_ref())))
                }
                "mdy" => {
                    format!("month/day/year{}", because(shown.and_then(|shown| shown.month_first.as_ref())))
                }
                "serial" => "the spreadsheet's numbers of days".to_owned(),
                _ => "what they say in full".to_owned(),
            };
            let such = if *count == 1 {
                format!("`{first}` is")
            } else {
                format!("{count} cells such as `{first}` are")
            };
            format!("column {name}: {such} read as {how}")
        });
        told.collect()
    }
}

fn cells(count: u64) -> String {
    if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
}

/// Says which day a number would be.
fn is_number(written: Written, said: &str) -> BadCell {
    let day = written.day(DayOrder::DayFirst).map(|day| format!(": it would be {day}")).unwrap_or_default();
    let message = format!(
        "`{}` is a spreadsheet's number of a day{day}; format the column as a date there, or have such numbers taken: \
         --days dmy",
        excerpt(said)
    );
    BadCell { code: "DAY_IS_NUMBER", message }
}
