//! A month as one workbook: a summary with a chart, and a table for each [`Sheet`] that has rows; the
//! summary names those that have none.
//!
//! Totals are formulas, and each carries the ledger's own figure as its result: a spreadsheet that adds
//! up again shows the same, and a reader that does not add up shows the ledger's. The same month gives the
//! same bytes. Nothing here reads the ledger.

use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color, Format,
    FormatAlign, FormatBorder, Worksheet,
};

use crate::xlsx::{self, DAY, Frame, Header, WorkbookError, for_paper, table_name};
use domain::Pence;
use store::pack::MonthMoved;
use table::{Column, Kind, Sheet, Value};

const MONEY: &str = "£#,##0.00;[Red]-£#,##0.00";
const COUNT: &str = "0";
const BLUE: u32 = 0x1D_70B8;
const RED: u32 = 0xD4_351C;
/// Widths in letters.
const NARROWEST: usize = 8;
const WIDEST: usize = 60;

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
    pub sheets: &'a [Sheet],
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
        let (about, adds_up) = (sheet.title, sheet.adds_up);
        let grid = Grid { columns: sheet.columns, rows: &sheet.rows, name: &name, about, adds_up, top: 0 };
        grid.write(worksheet, &looks)?;
        worksheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        for_paper(worksheet);
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
}

impl Grid<'_> {
    /// Writes the header, the rows and, where there is money, the totals.
    fn write(&self, worksheet: &mut Worksheet, looks: &Looks) -> Result {
        for (row, values) in (self.top + 1..).zip(self.rows) {
            for (col, value) in (0..).zip(values) {
                xlsx::put(worksheet, (row, col), value, looks.of(value))?;
            }
        }
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
            worksheet.set_column_width_pixels(col, self.width(place))?;
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

    /// The width that shows a column's longest value, within bounds, in pixels.
    fn width(&self, place: usize) -> u32 {
        let shown = |row: &Vec<Value<'_>>| row.get(place).map_or(0, letters);
        let longest = self.rows.iter().map(shown).max().unwrap_or(0);
        // Beside the header stands the button that filters.
        let header = self.columns[place].label().chars().count() + 3;
        let total = match self.columns[place].kind {
            Kind::Money => self.total(place).format_pounds().chars().count() + 2,
            _ => 0,
        };
        let letters = longest.max(header).max(total).clamp(NARROWEST, WIDEST);
        u32::try_from(letters).unwrap_or(0) * 7 + 5
    }
}

fn letters(value: &Value<'_>) -> usize {
    match value {
        Value::Empty => 0,
        Value::Text(text) => text.chars().count(),
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
        let header = Format::new().set_bold().set_font_color(Color::White).set_background_color(blue);
        let money = Format::new().set_num_format(MONEY);
        let bold = Format::new().set_bold();
        Self {
            text: Format::new().set_indent(1),
            count: Format::new().set_num_format(COUNT),
            day: Format::new().set_num_format(DAY),
            total: money.clone().set_bold().set_border_top(FormatBorder::Thin),
            money,
            header: header.clone().set_indent(1),
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
        let look = if column.kind == Kind::Text { &self.header } else { &self.header_number };
        (column.label(), look, column.kind == Kind::Money)
    }
}

/// The first worksheet: what it is, the sums, and budget against spend month by month.
fn summary(worksheet: &mut Worksheet, contents: &WorkbookContents<'_>, looks: &Looks) -> Result {
    worksheet.set_name("Summary")?;
    for_paper(worksheet);
    worksheet.write_string_with_format(0, 0, &contents.title, &looks.title)?;
    let mut row = 1;
    for (name, words) in &contents.facts {
        worksheet.write_string_with_format(row, 0, *name, &looks.bold)?;
        worksheet.write_string(row, 1, words)?;
        row += 1;
    }
    let empty: Vec<&str> =
        contents.sheets.iter().filter(|sheet| sheet.rows.is_empty()).map(|sheet| sheet.title).collect();
    if !empty.is_empty() {
        worksheet.write_string_with_format(row, 0, "Nothing in the month", &looks.bold)?;
        worksheet.write_string(row, 1, format!("{}: no sheet", empty.join(", ")))?;
        row += 1;
    }
    let top = row + 1;
    let bottom = sums(worksheet, contents, top, looks)?;
    if !contents.months.is_empty() {
        months(worksheet, contents, bottom + 2, looks)?;
    }
    let moved = |month: &MonthMoved| month.budget != Pence::ZERO || month.spent != Pence::ZERO;
    if contents.months.iter().any(moved) {
        worksheet.insert_chart_with_offset(top, 5, &chart(contents, bottom + 3), 30, 0)?;
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
    // The first column has the names of the facts and sums too.
    worksheet.set_column_width(0, 46)?.set_column_width(1, 20)?;
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
         had been spent. The figures are in the table beside it.",
        spent.format_pounds(),
        budget.format_pounds()
    ));
    columns.set_width(760).set_height(400);
    columns
}
