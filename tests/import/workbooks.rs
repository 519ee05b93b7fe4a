//! Registers that come as a workbook: what is in its cells is taken as it is in CSV, or it is told why not.

use std::fs::File;
use std::io::Write as _;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use service::{Run, Way};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::world::{World, fixture};

const KINDS: [&str; 8] =
    ["practitioners", "providers", "funds", "children", "budgets", "purchases", "outcomes", "time"];

const TIME: [&str; 5] = ["practitioner", "child_ref", "on", "minutes", "activity"];

/// Writes a text as somebody types it into a cell: a day becomes a day, a number a number.
fn cell(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let is_code = |text: &str| text.starts_with('0') && text.len() > 1 && !text.starts_with("0.");
    let is_day = text.len() == 10 && text.get(4..5) == Some("-");
    if let Some(date) = ExcelDateTime::parse_from_str(text).ok().filter(|_| is_day) {
        sheet.write_with_format(row, column, &date, &day).unwrap();
    } else if let Some(number) = text.parse::<f64>().ok().filter(|_| !is_code(text)) {
        sheet.write(row, column, number).unwrap();
    } else if !text.is_empty() {
        sheet.write(row, column, text).unwrap();
    }
}

fn rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) {
    for (row, cells) in (first..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            cell(sheet, row, column, text);
        }
    }
}

/// Saves a workbook beside the ledger.
fn save(world: &World, workbook: &mut Workbook) {
    workbook.save(world.path().join("sent.xlsx")).unwrap();
}

fn import(world: &World, args: &[&str]) -> (i32, String) {
    let (code, out, err) = world.bhlp(&[&["import"], args].concat());
    (code, out + &err)
}

fn base() -> World {
    let world = World::new();
    world.take_folder("registers/base", Way::Rows, Run::Real).unwrap();
    world
}

/// Must be refused with this code and words, with nothing taken.
fn refused(world: &World, args: &[&str], code: &str, says: &str) {
    let before = world.dump();
    let (exit, said) = import(world, args);
    assert!(exit != 0 && said.contains(&format!("[{code}]")) && said.contains(says), "{code}: {said}");
    assert!(world.dump() == before, "{code}");
}

#[test]
fn a_whole_pilot_in_one_workbook_is_the_pilot_in_its_files() {
    let world = World::new();
    let mut workbook = Workbook::new();
    rows(workbook.add_worksheet().set_name("Notes").unwrap(), 0, &[&["Kept by Ann Ward"]]);
    // In no order, and under names of the office's own.
    for kind in KINDS.iter().rev() {
        let sheet = workbook.add_worksheet().set_name(format!("{kind} 06-07")).unwrap();
        let mut text = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_path(fixture("registers/base").join(format!("{kind}.csv")))
            .unwrap();
        for (row, record) in (0..).zip(text.records()) {
            let record = record.unwrap();
            rows(sheet, row, &[&record.iter().collect::<Vec<_>>()]);
        }
    }
    save(&world, &mut workbook);
    let (code, said) = import(&world, &["sent.xlsx"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("ignored, not files to import: sheet Notes"), "{said}");
    let again = world.take_folder("registers/base", Way::Rows, Run::Real).unwrap();
    assert!(
        again.counts.len() == KINDS.len() && again.counts.iter().all(|count| count.new == 0),
        "{again:?}"
    );
    assert!(again.counts.iter().all(|count| count.known > 0), "{again:?}");
    assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()));
}

#[test]
fn one_sheet_is_found_by_its_name_or_its_headings() {
    let world = base();
    let mut workbook = Workbook::new();
    rows(workbook.add_worksheet().set_name("Notes").unwrap(), 0, &[&["Kept by Ann Ward"]]);
    let sheet = workbook.add_worksheet().set_name("Visits").unwrap();
    let visit: &[&str] = &["LP0002", "C-00002", "2007-03-05", "35", "visit"];
    rows(sheet, 2, &[&["Worker", "Child Ref", "Date", "Mins", "Activity"], visit]);
    save(&world, &mut workbook);
    let (code, said) = import(&world, &["time", "sent.xlsx"]);
    assert!(
        code == 0 && said.contains("time: 1 new") && said.contains("its headings are in row 3"),
        "{said}"
    );
    let (code, said) = import(&world, &["time", "sent.xlsx", "--sheet", "visits"]);
    assert!(code == 0 && said.contains("time: 0 new, 1 already"), "{said}");
    refused(&world, &["time", "sent.xlsx", "--sheet", "Gone"], "WORKBOOK_SHEET_UNKNOWN", "`Notes`, `Visits`");
    refused(&world, &["budgets", "sent.xlsx"], "WORKBOOK_SHEET_UNKNOWN", "has the headings of budgets");
    refused(&world, &["budgets", "sent.xlsx", "--sheet", "Visits"], "COLUMN_MISSING", "`fund`");
    world.write("time.csv", "practitioner,child_ref,on,minutes,activity\n");
    refused(&world, &["time", "time.csv", "--sheet", "Visits"], "NO_WORKBOOK", "leave out --sheet");
}

#[test]
fn cells_are_what_was_typed_into_them() {
    let world = base();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("time").unwrap();
    rows(sheet, 0, &[&TIME]);
    rows(sheet, 1, &[&["LP0002", "C-00002", "2007-03-05", "35", "visit\nand call"]]);
    // A gap in the rows; a formula with the value that was worked out for it; a day with its time.
    rows(sheet, 3, &[&["LP0002", "C-00002", "2007-03-06", "", "visit"]]);
    sheet.write_formula(3, 3, Formula::new("=20+21").set_result("41")).unwrap();
    let moment = ExcelDateTime::parse_from_str("2007-03-07 14:30:00").unwrap();
    let format = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    rows(sheet, 4, &[&["LP0002", "C-00002", "", "43", "visit"]]);
    sheet.write_with_format(4, 2, &moment, &format).unwrap();
    save(&world, &mut workbook);
    let (code, said) = import(&world, &["sent.xlsx"]);
    assert!(code == 0 && said.contains("time: 3 new"), "{said}");
    assert!(
        said.contains("1 cell is a formula: its value is taken as the workbook was saved with"),
        "{said}"
    );
    let stands = "SELECT count(*) FROM time_spent WHERE (worked_on, minutes, activity) IN (('2007-03-05', 35, \
                  'visit and call'), ('2007-03-06', 41, 'visit'), ('2007-03-07', 43, 'visit'))";
    assert_eq!(world.number(stands), 3);

    // Rows 2 and 4, as the spreadsheet numbers them: an error, and a formula that nothing worked out.
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("time").unwrap();
    rows(sheet, 0, &[&TIME, &["LP0002", "C-00002", "2007-04-05", "", "visit"]]);
    sheet.write_formula(1, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    rows(sheet, 3, &[&["LP0002", "C-00002", "39146", "12", "visit"]]);
    save(&world, &mut workbook);
    refused(&world, &["sent.xlsx"], "CELL_IS_ERROR", "line 2, column minutes: [CELL_IS_ERROR] `#DIV/0!`");
    refused(&world, &["sent.xlsx"], "DAY_IS_NUMBER", "line 4, column on: [DAY_IS_NUMBER]");
}

#[test]
fn sheets_that_cannot_be_meant_are_refused_or_named() {
    let world = base();
    let mut workbook = Workbook::new();
    for (name, day) in [("Sept", "2007-09-05"), ("Oct", "2007-10-05")] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        rows(sheet, 0, &[&TIME, &["LP0002", "C-00002", day, "35", "visit"]]);
    }
    let hidden = workbook.add_worksheet().set_name("Old").unwrap().set_hidden(true);
    rows(hidden, 0, &[&TIME, &["LP0002", "C-00002", "2007-08-05", "35", "visit"]]);
    save(&world, &mut workbook);
    refused(&world, &["sent.xlsx"], "WORKBOOK_SHEETS_ALIKE", "`Oct`, `Sept` are all of time");
    let (code, said) = import(&world, &["sent.xlsx", "--sheet", "Sept", "--sheet", "Oct"]);
    assert!(code == 0 && said.contains("time: 1 new"), "{said}");
    let autumn =
        "SELECT count(*) FROM time_spent WHERE worked_on IN ('2007-08-05', '2007-09-05', '2007-10-05')";
    assert_eq!(world.number(autumn), 2);

    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("time").unwrap();
    sheet.merge_range(0, 0, 0, 4, "Time, 2007", &Format::new()).unwrap();
    rows(sheet, 1, &[&TIME, &["", "C-00002", "2007-05-05", "35", "visit"]]);
    rows(sheet, 3, &[&["", "C-00002", "2007-05-06", "35", "visit"]]);
    sheet.merge_range(2, 0, 3, 0, "LP0002", &Format::new()).unwrap();
    save(&world, &mut workbook);
    refused(&world, &["sent.xlsx"], "WORKBOOK_MERGED", "the first in rows 3");
}

#[test]
fn what_is_no_workbook_of_rows_is_told_for_what_it_is() {
    let world = base();
    let packed = |parts: &[(&str, &[u8])]| {
        let mut zip = ZipWriter::new(File::create(world.path().join("sent.xlsx")).unwrap());
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
    };
    let workbook = ("xl/workbook.xml", b"<workbook/>".as_slice());
    let bomb = vec![b' '; 40_000_000];
    type Parts<'a> = &'a [(&'a str, &'a [u8])];
    let parts: [(Parts<'_>, &str, &str); 5] = [
        (&[workbook, ("xl/vbaProject.bin", b"x")], "WORKBOOK_HAS_MACROS", "save it as .xlsx"),
        (&[("xl/workbook.bin", b"x")], "WORKBOOK_OTHER", ".xlsb"),
        (&[("mimetype", b"x"), ("content.xml", b"x")], "WORKBOOK_OTHER", "OpenDocument"),
        (&[workbook, ("xl/sharedStrings.xml", &bomb)], "WORKBOOK_TOO_LARGE", "`xl/sharedStrings.xml`"),
        (&[workbook], "WORKBOOK_BROKEN", "save it again as .xlsx"),
    ];
    for (parts, code, says) in parts {
        packed(parts);
        for args in [["sent.xlsx"].as_slice(), &["time", "sent.xlsx"]] {
            refused(&world, args, code, says);
        }
    }
    world.write("sent.xlsx", b"PK\x03\x04 and no more");
    refused(&world, &["sent.xlsx"], "WORKBOOK_BROKEN", "broken");
    let compound = |word: &str| {
        let name = word.encode_utf16().flat_map(u16::to_le_bytes);
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].into_iter().chain(name).collect::<Vec<u8>>()
    };
    world.write("sent.xlsx", compound("EncryptedPackage"));
    refused(&world, &["time", "sent.xlsx"], "WORKBOOK_ENCRYPTED", "with a password");
    world.write("sent.xlsx", compound("Workbook"));
    refused(&world, &["time", "sent.xlsx"], "WORKBOOK_OTHER", "(.xls)");
    let archive = fixture("registers/97-files.zip");
    refused(&world, &[archive.to_str().unwrap()], "FILE_IS_ARCHIVE", "unpack it first");
}
