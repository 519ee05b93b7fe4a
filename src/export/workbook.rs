//! A month as one workbook: a summary with a chart below its tables, and a table for each [`Sheet`] that
//! has rows; the summary names those that have none. Each worksheet prints on pages that can be read:
//! headings and long texts break into lines, so that a wide table keeps its letters.
//!
//! Totals are formulas, and each carries the ledger's own figure as its result: a spreadsheet that adds
//! up again shows the same, and a reader that does not add up shows the ledger's. The same month gives the
//! same bytes. Nothing here reads the ledger.

use std::borrow::Cow;

use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color, Format,
    FormatAlign, FormatBorder, Worksheet,
};

use crate::xlsx::{self, DAY, Frame, Header, WorkbookError, for_paper, lines, table_name};
use domain::Pence;
use store::pack::MonthMoved;
use table::{Column, Kind, Sheet, Value};

const MONEY: &str = "£#,##0.00;[Red]-£#,##0.00";
const COUNT: &str = "0";
const BLUE: u32 = 0x1D_70B8;
const RED: u32 = 0xD4_351C;
/// Widths in letters.
const NARROWEST: usize = 8;
/// A longer text goes on in a further line of its cell.
const WIDEST: usize = 44;
/// A label that is no longer stands on one line.
const SHORT: usize = 12;
/// Columns of months, whose names are long beside their sums.
const MONTHLY: usize = 18;
/// What stands beside the words of a cell: the indent; of a header, also the button that filters.
const INDENT: usize = 2;
const BUTTON: usize = 3;

type Result<T = ()> = std::result::Result<T, WorkbookError>;

/// What the workbook is made of.
#[derive(Clone, Debug)]
pub struct WorkbookContents<'a> {
    /// Its title, such as `Alderbridge: the month 2006-09`.
    pub title: String,
    /// When it was signed off, or drawn up: `2006-10-03T09:12:00Z`.
    pub created: String,
    /// What stands above the figures: what it is, who signed it, where the audit trail stood.
    pub facts: Vec<(&'static str, String)>,
    /// The sums of the summary, each the total of a sheet's column.
    pub sums: Vec<Sum>,
    /// Budget and spend of each month, in order: the chart.
    pub months: Vec<MonthMoved>,
    pub sheets: &'a [&'a Sheet],
}

/// A sum of the summary.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    /// Its name for people.
    pub name: &'static str,
    /// The file of the sheet it adds up.
    pub file: &'static str,
    /// The sheet's column.
    pub column: &'static str,
}

/// Makes a workbook.
///
/// # Errors
/// A sheet of more rows than a worksheet has; an instant that is none.
pub fn workbook(contents: &WorkbookContents<'_>) -> Result<Vec<u8>> {
    let mut workbook = xlsx::workbook(&contents.title, "Month pack", &contents.created)?;
    let looks = Looks::new();
    summary(workbook.add_worksheet(), contents, &looks)?;
    for sheet in contents.sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet.title)?;
        let name = table_name(sheet.file);
        let (about, adds_up, least) = (sheet.title, sheet.adds_up, NARROWEST);
        let grid =
            Grid { columns: sheet.columns, rows: &sheet.rows, name: &name, about, adds_up, top: 0, least };
        grid.write(worksheet, &looks)?;
        worksheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        for_paper(worksheet);
        // In the head of a page `&` begins a code.
        worksheet.set_header(format!("&L{}", contents.title.replace('&', "&&")));
    }
    Ok(workbook.save_to_buffer()?)
}

/// A table on a worksheet.
struct Grid<'a> {
    columns: &'a [Column],
    rows: &'a [Vec<Value<'a>>],
    name: &'a str,
    /// What it is, for who cannot see it.
    about: &'a str,
    adds_up: bool,
    top: u32,
    /// How many letters a column shows at least.
    least: usize,
}

impl Grid<'_> {
    /// Writes the header, the rows and, where there is money, the totals.
    fn write(&self, worksheet: &mut Worksheet, looks: &Looks) -> Result {
        for (row, values) in (self.top + 1..).zip(self.rows) {
            for ((col, value), column) in (0..).zip(values).zip(self.columns) {
                xlsx::put(worksheet, (row, col), &read(column, value), looks.of(value))?;
            }
        }
        let widths: Vec<usize> = (0..self.columns.len()).map(|place| self.width(place)).collect();
        for (row, values) in (self.top + 1..).zip(self.rows) {
            let high = values.iter().zip(&widths).map(|(value, width)| lines(letters(value), *width)).max();
            xlsx::heighten(worksheet, row, high.unwrap_or(1))?;
        }
        let header = |(column, width): (&Column, &usize)| {
            lines(column.label().chars().count(), width.saturating_sub(BUTTON))
        };
        xlsx::heighten(worksheet, self.top, self.columns.iter().zip(&widths).map(header).max().unwrap_or(1))?;
        let totals = self.adds_up && self.columns.iter().any(|column| column.kind == Kind::Money);
        let frame = Frame {
            name: self.name,
            about: self.about,
            top: self.top,
            rows: self.rows.len(),
            totals,
            filters: true,
        };
        let bottom = frame.bottom()?;
        let headers: Vec<Header<'_>> = self.columns.iter().map(|column| looks.header_of(column)).collect();
        frame.draw(worksheet, &headers)?;
        for (col, (place, column)) in (0..).zip(self.columns.iter().enumerate()) {
            worksheet.set_column_width(col, u32::try_from(widths[place]).unwrap_or(10))?;
            if totals && column.kind == Kind::Money {
                let formula = format!("SUBTOTAL(109,{}[{}])", self.name, column.label());
                xlsx::sum(worksheet, (bottom, col), formula, self.total(place), &looks.total)?;
            }
        }
        if totals && self.columns[0].kind != Kind::Money {
            worksheet.write_string_with_format(bottom, 0, "Total", &looks.bold)?;
        }
        Ok(())
    }

    fn total(&self, place: usize) -> Pence {
        self.rows.iter().filter_map(|row| row.get(place)?.as_money()).sum()
    }

    /// The letters that show a column's longest value, within bounds, and the longest word of its header.
    fn width(&self, place: usize) -> usize {
        let shown = |row: &Vec<Value<'_>>| row.get(place).map_or(0, letters);
        let longest = self.rows.iter().map(shown).max().unwrap_or(0);
        let label = self.columns[place].label();
        let parts = if label.len() > SHORT { label.split(' ').collect() } else { vec![&*label] };
        let word = parts.iter().map(|part| part.chars().count()).max().unwrap_or(0);
        let total = match self.columns[place].kind {
            Kind::Money => self.total(place).format_pounds().chars().count() + 2,
            _ => 0,
        };
        (longest.min(WIDEST) + INDENT).max(word + INDENT + BUTTON).max(total).max(self.least)
    }
}

/// A value as people read it: words of the program's own, such as `looked_after`, without their joints.
fn read<'a>(column: &Column, value: &'a Value<'a>) -> Cow<'a, Value<'a>> {
    match value {
        Value::Text(word) if column.kind == Kind::Word => {
            Cow::Owned(Value::Text(word.replace(['_', '.'], " ").into()))
        }
        value => Cow::Borrowed(value),
    }
}

fn letters(value: &Value<'_>) -> usize {
    match value {
        Value::Empty => 0,
        // Capitals are wider.
        Value::Text(text) => {
            text.chars().count() + text.chars().filter(|letter| letter.is_uppercase()).count() / 4
        }
        Value::Count(number) => number.to_string().len(),
        Value::Money(pence) => pence.format_pounds().chars().count() + 1,
        Value::Day(_) => DAY.len(),
        value => value.to_string().chars().count(),
    }
}

/// How cells look. A spreadsheet that knows no styles of tables shows these.
struct Looks {
    text: Format,
    count: Format,
    day: Format,
    money: Format,
    total: Format,
    /// The header of words, and of numbers: in the middle, beside the button that filters.
    header: Format,
    header_number: Format,
    bold: Format,
    title: Format,
}

impl Looks {
    fn new() -> Self {
        let blue = Color::RGB(BLUE);
        let top = Format::new().set_align(FormatAlign::Top);
        let wrapped = top.clone().set_text_wrap();
        let header = wrapped.clone().set_bold().set_font_color(Color::White).set_background_color(blue);
        let money = top.clone().set_num_format(MONEY);
        let bold = Format::new().set_bold();
        Self {
            text: wrapped.set_align(FormatAlign::Left).set_indent(1),
            count: top.clone().set_num_format(COUNT),
            day: top.set_num_format(DAY),
            total: money.clone().set_bold().set_border_top(FormatBorder::Thin),
            money,
            header: header.clone().set_align(FormatAlign::Left).set_indent(1),
            header_number: header.set_align(FormatAlign::Center),
            title: bold.clone().set_font_size(16),
            bold,
        }
    }

    fn of(&self, value: &Value<'_>) -> &Format {
        match value {
            Value::Count(_) => &self.count,
            Value::Money(_) => &self.money,
            Value::Day(_) => &self.day,
            _ => &self.text,
        }
    }

    fn header_of(&self, column: &Column) -> Header<'_> {
        let look =
            if matches!(column.kind, Kind::Text | Kind::Word) { &self.header } else { &self.header_number };
        (column.label(), look, column.kind == Kind::Money)
    }
}

/// The first worksheet: what it is, the sums, and budget against spend month by month.
fn summary(worksheet: &mut Worksheet, contents: &WorkbookContents<'_>, looks: &Looks) -> Result {
    worksheet.set_name("Summary")?;
    for_paper(worksheet);
    // One page: the chart stands below the tables, which are not wide.
    worksheet.set_portrait().set_print_fit_to_pages(1, 1);
    worksheet.write_string_with_format(0, 0, &contents.title, &looks.title)?;
    let mut row = 1;
    for (name, words) in &contents.facts {
        worksheet.write_string_with_format(row, 0, *name, &looks.bold)?;
        worksheet.write_string(row, 1, words)?;
        row += 1;
    }
    let empty = contents.sheets.iter().filter(|sheet| sheet.rows.is_empty());
    for (place, sheet) in empty.enumerate() {
        if place == 0 {
            worksheet.write_string_with_format(row, 0, "Nothing in the month, so no sheet", &looks.bold)?;
        }
        worksheet.write_string(row, 1, sheet.title)?;
        row += 1;
    }
    let top = row + 1;
    let months_top = sums(worksheet, contents, top, looks)? + 2;
    if !contents.months.is_empty() {
        months(worksheet, contents, months_top, looks)?;
    }
    // The first columns have the names and words of the facts and sums too.
    worksheet.set_column_width(0, 50)?.set_column_width(1, 20)?;
    let moved = |month: &MonthMoved| month.budget != Pence::ZERO || month.spent != Pence::ZERO;
    if contents.months.iter().any(moved) {
        // The header, the months, their total and an empty row are above it.
        let below = months_top + u32::try_from(contents.months.len()).unwrap_or(0) + 3;
        worksheet.insert_chart(below, 0, &chart(contents, months_top + 1))?;
    }
    Ok(())
}

/// Writes the table of sums, each a formula over its sheet; returns its last row.
fn sums(worksheet: &mut Worksheet, contents: &WorkbookContents<'_>, top: u32, looks: &Looks) -> Result<u32> {
    let found = contents.sums.iter().filter_map(|sum| {
        let sheet = contents.sheets.iter().find(|sheet| sheet.file == sum.file)?;
        Some((sum, sheet, sheet.columns.iter().find(|column| column.name == sum.column)?))
    });
    let sums: Vec<_> = found.collect();
    if sums.is_empty() {
        return Ok(top);
    }
    let (name, about, rows) = ("summary", "The sums of the month", sums.len());
    let frame = Frame { name, about, top, rows, totals: false, filters: true };
    let bottom = frame.bottom()?;
    let headers = [("Figure".into(), &looks.header, false), ("Amount".into(), &looks.header_number, false)];
    frame.draw(worksheet, &headers)?;
    for (row, (sum, sheet, column)) in (top + 1..).zip(sums) {
        xlsx::put(worksheet, (row, 0), &Value::text(sum.name), &looks.text)?;
        if sheet.rows.is_empty() {
            xlsx::put(worksheet, (row, 1), &Value::Money(Pence::ZERO), &looks.money)?;
            continue;
        }
        let formula = format!("SUM({}[{}])", table_name(sum.file), column.label());
        xlsx::sum(worksheet, (row, 1), formula, sheet.total(sum.column), &looks.money)?;
    }
    Ok(bottom)
}

const MONTHS: &[Column] = &[
    Column::data("month", Kind::Text, "the month"),
    Column::data("budget", Kind::Money, "given to children's budgets in it"),
    Column::data("spent", Kind::Money, "used for children in it, without what the pilot itself cost")
        .labelled("Spent on children"),
    Column::data("budget_to_date", Kind::Text, "given from the start"),
    Column::data("spent_to_date", Kind::Text, "the same from the start")
        .labelled("Spent on children to date"),
];

/// Writes the months, and their running sums as formulas.
fn months(worksheet: &mut Worksheet, contents: &WorkbookContents<'_>, top: u32, looks: &Looks) -> Result {
    let row_of = |moved: &MonthMoved| {
        vec![moved.month.to_string().into(), Value::Money(moved.budget), Value::Money(moved.spent)]
    };
    let rows: Vec<Vec<Value<'_>>> = contents.months.iter().map(row_of).collect();
    let grid = Grid {
        columns: MONTHS,
        rows: &rows,
        name: "months",
        about: "Budget and spend by month",
        adds_up: true,
        top,
        least: MONTHLY,
    };
    grid.write(worksheet, looks)?;
    let first = top + 1;
    let (mut budget, mut spent) = (Pence::ZERO, Pence::ZERO);
    for (row, moved) in (first..).zip(&contents.months) {
        budget += moved.budget;
        spent += moved.spent;
        for (col, from, sum) in [(3, 'B', budget), (4, 'C', spent)] {
            let formula = format!("SUM({from}${}:{from}{})", first + 1, row + 1);
            xlsx::sum(worksheet, (row, col), formula, sum, &looks.money)?;
        }
    }
    Ok(())
}

/// Spend to date as columns, the budget to date as a line above them.
fn chart(contents: &WorkbookContents<'_>, first: u32) -> Chart {
    let last = first + u32::try_from(contents.months.len()).unwrap_or(1).saturating_sub(1);
    let of = |moved: fn(&MonthMoved) -> Pence| contents.months.iter().map(moved).sum::<Pence>();
    let (budget, spent) = (of(|moved| moved.budget), of(|moved| moved.spent));
    let mut columns = Chart::new(ChartType::Column);
    columns
        .add_series()
        .set_name("Spent on children to date")
        .set_categories(("Summary", first, 0, last, 0))
        .set_values(("Summary", first, 4, last, 4))
        .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(BLUE))));
    let mut line = Chart::new(ChartType::Line);
    line.add_series()
        .set_name("Budget to date")
        .set_categories(("Summary", first, 0, last, 0))
        .set_values(("Summary", first, 3, last, 3))
        .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(Color::RGB(RED)).set_width(2.5)));
    columns.combine(&line);
    columns.title().set_name("Budget against spend, to date");
    columns.y_axis().set_name("Pounds").set_num_format("£#,##0");
    columns.x_axis().set_name("Month");
    columns.legend().set_position(ChartLegendPosition::Bottom);
    let span = match contents.months.as_slice() {
        [first, .., last] => format!("from {} to {}", first.month, last.month),
        months => months.first().map_or(String::new(), |only| format!("in {}", only.month)),
    };
    columns.set_alt_text(format!(
        "Chart of the budget given to children and what was spent of it, month by month {span}. At the end {} of {} \
         had been spent. The figures are in the table above it.",
        spent.format_pounds(),
        budget.format_pounds()
    ));
    columns.set_width(760).set_height(400);
    columns
}
