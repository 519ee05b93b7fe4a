//! The workbook of a month, read back by another program: values, formulas and their results, by hand.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use domain::{Day, Month, Pence};
use export::workbook::{Sum, WorkbookContents, workbook};
use store::pack::MonthMoved;
use table::{Column, Kind, Sheet, Value};

const fn column(name: &'static str, kind: Kind) -> Column {
    Column::data(name, kind, "")
}

const COMMITMENTS: &[Column] = &[
    column("commission", Kind::Count),
    column("placed_on", Kind::Day),
    column("provider_name", Kind::Text),
    column("committed", Kind::Money),
    column("ring_fence_of_the_fund", Kind::Word),
];

fn sheets() -> Vec<Sheet> {
    let day = |text: &str| Value::Day(text.parse::<Day>().unwrap());
    let row = |number, on, name: &str, pence| {
        let fence = Value::from("cohort looked_after");
        vec![Value::Count(number), day(on), Value::from(name), Value::Money(Pence::new(pence)), fence]
    };
    vec![
        Sheet {
            file: "commitments.csv",
            title: "Commitments",
            columns: COMMITMENTS,
            adds_up: true,
            rows: vec![
                row(17, "2006-09-04", "Otter Swimming School", 12_000),
                row(31, "2006-09-29", "=HYPERLINK(\"https://example.org\")", 10),
                row(32, "2006-09-30", "+44 taxis @ night", 20),
            ],
        },
        Sheet {
            file: "accruals/creditors.csv",
            title: "Creditors",
            columns: COMMITMENTS,
            rows: vec![],
            adds_up: true,
        },
    ]
}

fn made() -> Vec<u8> {
    let month = |text: &str, budget, spent| MonthMoved {
        month: text.parse::<Month>().unwrap(),
        budget: Pence::new(budget),
        spent: Pence::new(spent),
    };
    let sum = |name, file| Sum { name, file, column: "committed" };
    let sheets = sheets();
    let book = WorkbookContents {
        title: "Alderbridge: the month 2006-09".to_owned(),
        created: "2006-10-03T09:12:00Z".to_owned(),
        facts: vec![("signed by", "FN0001 on 2006-10-03".to_owned()), ("head hash", "ab12".repeat(16))],
        sums: vec![
            sum("Promised", "commitments.csv"),
            sum("Creditors", "accruals/creditors.csv"),
            sum("None", "no.csv"),
        ],
        months: vec![month("2006-08", 50_000, 0), month("2006-09", 25_000, 31_005)],
        sheets: &sheets.iter().collect::<Vec<_>>(),
    };
    workbook(&book).unwrap()
}

/// The text of a part of the file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn each_sheet_is_a_table_whose_totals_are_formulas_with_the_ledgers_figures() {
    let bytes = made();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Summary", "Commitments"]);
    let sheet = book.worksheet_range("Commitments").unwrap();
    let text = |row, col| sheet.get_value((row, col)).cloned().unwrap_or(Data::Empty);
    assert_eq!(text(0, 3), Data::String("Committed".to_owned()));
    assert_eq!(text(1, 0), Data::Float(17.0));
    // Days since 30 December 1899.
    assert_eq!(text(1, 1).to_string(), "38964");
    assert_eq!(text(2, 2), Data::String("=HYPERLINK(\"https://example.org\")".to_owned()));
    assert_eq!(text(3, 2), Data::String("+44 taxis @ night".to_owned()));
    assert_eq!(text(0, 4), Data::String("Ring fence of the fund".to_owned()));
    assert_eq!(text(1, 4), Data::String("cohort looked after".to_owned()));
    // 120.00 + 0.10 + 0.20.
    assert_eq!((text(4, 0), text(4, 3)), (Data::String("Total".to_owned()), Data::Float(120.30)));
    let formulas = book.worksheet_formula("Commitments").unwrap();
    let found: Vec<(usize, usize, &String)> = formulas.used_cells().collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].2, "SUBTOTAL(109,commitments[Committed])");
    book.load_tables().unwrap();
    let mut tables: Vec<&String> = book.table_names();
    tables.sort();
    assert_eq!(tables, ["commitments", "months", "summary"]);
    // What has no rows has no sheet: the summary names it.
    assert!(book.worksheet_range("Creditors").is_err());
}

#[test]
fn the_summary_adds_up_the_sheets_and_the_months() {
    let bytes = made();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let sheet = book.worksheet_range("Summary").unwrap();
    let rows: Vec<String> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"))
        .map(|row| row.trim_end_matches('|').to_owned())
        .collect();
    assert_eq!(
        rows,
        [
            "Alderbridge: the month 2006-09",
            "signed by|FN0001 on 2006-10-03",
            "head hash|ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12",
            "Nothing in the month, so no sheet|Creditors",
            "",
            "Figure|Amount",
            "Promised|120.3",
            "Creditors|0",
            "",
            "Month|Budget|Spent on children|Budget to date|Spent on children to date",
            "2006-08|500|0|500|0",
            "2006-09|250|310.05|750|310.05",
            "Total|750|310.05",
        ]
    );
    let formulas = book.worksheet_formula("Summary").unwrap();
    let found: Vec<&String> = formulas.used_cells().map(|(_, _, formula)| formula).collect();
    assert_eq!(
        found,
        [
            "SUM(commitments[Committed])",
            "SUM(B$11:B11)",
            "SUM(C$11:C11)",
            "SUM(B$11:B12)",
            "SUM(C$11:C12)",
            "SUBTOTAL(109,months[Budget])",
            "SUBTOTAL(109,months[Spent on children])",
        ]
    );
}

#[test]
fn the_chart_has_words_the_header_stays_and_nothing_is_merged() {
    let bytes = made();
    let drawing = part(&bytes, "xl/drawings/drawing1.xml");
    assert!(
        drawing.contains(
            "month by month from 2006-08 to 2006-09. At the end £310.05 of £750.00 had been spent."
        )
    );
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<pane ySplit=\"1\"") && sheet.contains("state=\"frozen\""), "{sheet}");
    // Its header breaks into two lines of 15 points, so that the column is no wider than its values.
    assert!(sheet.contains("<row r=\"1\" ") && sheet.contains("ht=\"30\""), "{sheet}");
    for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        assert!(!part(&bytes, name).contains("mergeCell"), "{name}");
    }
    let properties = part(&bytes, "docProps/core.xml");
    assert!(properties.contains("<dc:title>Alderbridge: the month 2006-09</dc:title>"));
    assert!(properties.contains(">2006-10-03T09:12:00Z</dcterms:created>"), "{properties}");
}

/// Rows are counted from nought: the total of the months is in row 12, and row 13 stays empty.
#[test]
fn each_sheet_prints_on_pages_as_wide_as_it_and_the_chart_covers_no_cell() {
    let bytes = made();
    let drawing = part(&bytes, "xl/drawings/drawing1.xml");
    assert!(drawing.contains("<xdr:from><xdr:col>0</xdr:col>") && drawing.contains("<xdr:row>14</xdr:row>"));
    let summary = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(summary.contains("<pageSetup paperSize=\"9\" orientation=\"portrait\""), "{summary}");
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(
        sheet.contains("<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\""),
        "{sheet}"
    );
    assert!(sheet.contains("<oddHeader>&amp;LAlderbridge: the month 2006-09</oddHeader>"), "{sheet}");
    let titles = part(&bytes, "xl/workbook.xml");
    assert!(titles.contains("_xlnm.Print_Titles") && titles.contains("Commitments!$1:$1"), "{titles}");
}

#[test]
fn the_same_month_gives_the_same_bytes() {
    assert_eq!(made(), made());
}
