//! The report as a workbook: what is in it, then a worksheet for each section, with its words and tables.

use rust_xlsxwriter::{Color, Format, FormatAlign, Url, Worksheet};

use super::chart::{self, ChartFigures};
use super::columns::{columns, value};
use super::facts::Facts;
use crate::xlsx::{self, Frame, Header, WorkbookError, for_paper, lines};
use disclosure::Shown;
use disclosure::format;
use disclosure::report::{self, Mark, Report, Section, Tone, Value};

const BLUE: u32 = 0x12_406F;
/// Widths in letters.
const NARROWEST: usize = 9;
const NAMES: usize = 44;
const WIDEST: usize = 20;
const WORDS: usize = 44;
/// Letters of a line of words that are no table.
const LINE: usize = 120;

type Result<T = ()> = std::result::Result<T, WorkbookError>;

/// Makes the workbook.
///
/// # Errors
/// More rows than a worksheet has.
pub(super) fn workbook(shown: &Report<Shown>, facts: &Facts) -> Result<Vec<u8>> {
    let mut workbook = xlsx::workbook(&facts.title, "Evaluation", &facts.as_at.to_string())?;
    let looks = Looks::new();
    contents(workbook.add_worksheet(), shown, facts, &looks)?;
    for section in shown.sections() {
        let mut sheet = Sheet {
            sheet: workbook.add_worksheet(),
            looks: &looks,
            row: 0,
            widths: Vec::new(),
            long: Vec::new(),
        };
        sheet.sheet.set_name(name_of(section))?;
        sheet.section(section)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A worksheet's name: the words of the section's title that a spreadsheet has room for.
fn name_of(section: &Section<Shown>) -> String {
    let taken = |sign: char| !matches!(sign, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let mut name: String = section.title.chars().filter(|sign| taken(*sign)).collect();
    while name.chars().count() > 31 {
        name.truncate(name.rfind(' ').expect("no word of a title has 32 letters"));
    }
    name
}

fn contents(sheet: &mut Worksheet, shown: &Report<Shown>, facts: &Facts, looks: &Looks) -> Result {
    sheet.set_name("Contents")?;
    for_paper(sheet);
    sheet.set_column_width(0, 34)?.set_column_width(1, 100)?;
    sheet.write_string_with_format(0, 0, &facts.title, &looks.title)?;
    let counted = shown.counted();
    let counts = [
        ("Figures in tables", format::count(counted.figures)),
        ("Withheld: too few children", format::count(counted.few)),
        ("Withheld: one or two make up most", format::count(counted.large)),
        ("Withheld: another would follow", format::count(counted.follow)),
        ("Paragraphs withheld", format::count(counted.words)),
        ("Marks of charts withheld", format::count(counted.marks)),
    ];
    let marks = Mark::ALL.map(|mark| (mark.symbol(), mark.meaning().to_owned()));
    let mut row = 2;
    let hash = ("Made from", format!("{} {}", facts.made_from, facts.hash));
    for (name, said) in facts.about.iter().cloned().chain([hash]).chain(counts).chain(marks) {
        sheet.write_string_with_format(row, 0, name, &looks.bold)?;
        sheet.write_string(row, 1, said)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "Worksheet", &looks.header)?;
    sheet.write_string_with_format(row, 1, "Tables", &looks.header)?;
    for section in shown.sections() {
        row += 1;
        let name = name_of(section);
        let link = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(&name);
        sheet.write_url_with_format(row, 0, link, &looks.link)?;
        let captions: Vec<&str> = section.tables.iter().map(|table| table.caption.as_str()).collect();
        let captions = captions.join("; ");
        xlsx::heighten(sheet, row, lines(captions.chars().count(), 100))?;
        sheet.write_string_with_format(row, 1, captions, &looks.wrapped)?;
    }
    Ok(())
}

/// A worksheet that is filled from the top.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    looks: &'a Looks,
    row: u32,
    widths: Vec<usize>,
    /// How many letters stand in the cells of a row, where they may need more than a line.
    long: Vec<(u32, Vec<usize>)>,
}

impl Sheet<'_> {
    fn section(&mut self, section: &Section<Shown>) -> Result {
        for_paper(self.sheet);
        self.line(section.title, &self.looks.title)?;
        for words in &section.words {
            let before = match words.tone {
                Tone::Plain => "",
                Tone::Doubt => "Be careful: ",
                Tone::Method => "How it was done: ",
            };
            self.line(&format!("{before}{}", words.text), &self.looks.plain)?;
        }
        for table in &section.tables {
            self.table(table)?;
        }
        for drawn in &section.charts {
            self.figures(drawn.id, &format!("Figures of the chart: {}", drawn.title), chart::figures(drawn))?;
        }
        for (place, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(place, u32::try_from(*width).unwrap_or(10))?;
        }
        self.heighten()
    }

    /// Gives rows the height that their longest cell needs: not every spreadsheet does so by itself.
    fn heighten(&mut self) -> Result {
        for (row, letters) in &self.long {
            let lines = letters.iter().zip(&self.widths).map(|(letters, width)| lines(*letters, *width));
            xlsx::heighten(self.sheet, *row, lines.max().unwrap_or(1))?;
        }
        Ok(())
    }

    /// Writes words below each other, a line of them a row: a cell as wide as a page prints badly.
    fn line(&mut self, words: &str, look: &Format) -> Result {
        let mut line = String::new();
        for word in words.split_whitespace() {
            if !line.is_empty() && line.chars().count() + word.chars().count() >= LINE {
                self.sheet.write_string_with_format(self.row, 0, &line, look)?;
                self.row += 1;
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.sheet.write_string_with_format(self.row, 0, &line, look)?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: &report::Table<Shown>) -> Result {
        let columns = columns(table);
        let heads: Vec<String> = columns.iter().map(|column| column.label.clone()).collect();
        let rows: Vec<(bool, Vec<Value>)> = table
            .rows
            .iter()
            .map(|row| (row.total, columns.iter().map(|column| column.of(&row.cells)).collect()))
            .collect();
        self.grid(table.id, &table.caption, &heads, &rows)?;
        for note in &table.notes {
            self.line(note, &self.looks.note)?;
        }
        let how = [
            ("Rule: ", &table.how.formula),
            ("From which rows: ", &table.how.rows),
            ("Source: ", &table.how.source),
        ];
        for (name, said) in how.into_iter().filter(|(_, said)| !said.is_empty()) {
            self.line(&format!("{name}{said}"), &self.looks.note)?;
        }
        Ok(())
    }

    fn figures(&mut self, id: &str, caption: &str, figures: ChartFigures) -> Result {
        let rows: Vec<(bool, Vec<Value>)> = figures
            .rows
            .into_iter()
            .map(|(name, cells)| (false, std::iter::once(Value::Text(name)).chain(cells).collect()))
            .collect();
        self.grid(&format!("chart_{id}"), caption, &figures.columns, &rows)
    }

    /// Writes a caption and a table below it.
    fn grid(&mut self, id: &str, caption: &str, heads: &[String], rows: &[(bool, Vec<Value>)]) -> Result {
        self.row += 1;
        self.line(caption, &self.looks.bold)?;
        let top = self.row;
        for (row, (total, cells)) in (top + 1..).zip(rows) {
            for (col, (place, cell)) in (0..).zip(cells.iter().enumerate()) {
                self.looks.put(self.sheet, (row, col), cell, *total)?;
                let words = place > 0 && matches!(cell, Value::Text(_));
                let most = if place == 0 {
                    NAMES
                } else if words {
                    WORDS
                } else {
                    WIDEST
                };
                self.widen(place, (letters(cell) + 3).min(most));
            }
            self.long.push((row, cells.iter().map(letters).collect()));
        }
        self.long.push((top, heads.iter().map(|head| head.chars().count()).collect()));
        let mut names = Vec::new();
        for (place, head) in heads.iter().enumerate() {
            names.push(unlike(head, &names));
            self.widen(place, (head.chars().count().div_ceil(2) + 3).min(WIDEST));
        }
        let words =
            |place: usize| rows.iter().any(|(_, cells)| matches!(cells.get(place), Some(Value::Text(_))));
        let look = |place| if words(place) { &self.looks.header } else { &self.looks.header_number };
        let headers = names.iter().enumerate().map(|(place, name)| (name.into(), look(place), false));
        let headers: Vec<Header<'_>> = headers.collect();
        let (name, rows) = (&format!("t_{}", xlsx::table_name(id)), rows.len());
        let frame = Frame { name, about: caption, top, rows, totals: false, filters: false };
        frame.draw(self.sheet, &headers)?;
        let bottom = frame.bottom()?;
        self.row = bottom + 1;
        Ok(())
    }

    fn widen(&mut self, place: usize, letters: usize) {
        if self.widths.len() <= place {
            self.widths.resize(place + 1, NARROWEST);
        }
        self.widths[place] = self.widths[place].max(letters);
    }
}

fn letters(cell: &Value) -> usize {
    format::value(cell).chars().count()
}

/// A heading unlike those before it: a table has no two that are the same.
fn unlike(head: &str, before: &[String]) -> String {
    let head = if head.is_empty() { "." } else { head };
    let same = |name: &str| before.iter().any(|other| other.eq_ignore_ascii_case(name));
    if !same(head) {
        return head.to_owned();
    }
    (2..).map(|place| format!("{head} ({place})")).find(|name| !same(name)).unwrap_or_default()
}

/// How cells look.
struct Looks {
    title: Format,
    bold: Format,
    plain: Format,
    note: Format,
    wrapped: Format,
    link: Format,
    header: Format,
    header_number: Format,
    mark: Format,
}

impl Looks {
    fn new() -> Self {
        let header = Format::new()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(Color::RGB(BLUE))
            .set_text_wrap()
            .set_align(FormatAlign::Bottom);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            bold: Format::new().set_bold(),
            plain: Format::new(),
            note: Format::new().set_font_color(Color::RGB(0x38_3F43)),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            link: Format::new().set_hyperlink().set_align(FormatAlign::Top),
            header_number: header.clone().set_align(FormatAlign::Right),
            header,
            mark: Format::new().set_align(FormatAlign::Right).set_align(FormatAlign::Top),
        }
    }

    /// Writes a cell.
    fn put(&self, sheet: &mut Worksheet, at: (u32, u16), cell: &Value, total: bool) -> Result {
        let format = |code: &str| Format::new().set_num_format(code).set_align(FormatAlign::Top);
        let look = match cell {
            Value::Text(_) => self.wrapped.clone(),
            Value::Mark(_) | Value::Interval(..) | Value::PoundsInterval(..) => {
                return xlsx::put(sheet, at, &value(cell), &self.mark);
            }
            // A spreadsheet shows a part of one in per cent.
            Value::Share(share) => {
                let look = if total { format("0%").set_bold() } else { format("0%") };
                return xlsx::put(sheet, at, &table::Value::Number(*share, 2), &look);
            }
            Value::Pounds(pounds) if pounds.abs() < 100.0 => format("£0.00;-£0.00"),
            Value::Money(_) | Value::Pounds(_) => format("£#,##0;-£#,##0"),
            Value::Count(_) | Value::Number(_, 0) => format("#,##0"),
            Value::Number(_, decimals) => format(&format!("#,##0.{}", "0".repeat(usize::from(*decimals)))),
        };
        xlsx::put(sheet, at, &value(cell), &if total { look.set_bold() } else { look })
    }
}
