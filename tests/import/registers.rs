//! Registers as pilots keep them: in spreadsheets, saved by whoever had them open.

use service::{Run, Way};

use super::world::{World, fixture};

/// A pilot with its files taken in, and the handed ones beside it.
fn pilot() -> World {
    let world = World::new();
    world.take_folder("registers/base", Way::Rows, Run::Real).unwrap();
    world
}

/// Takes in a handed file; tells the exit code and all that is said.
fn handed(world: &World, args: &[&str]) -> (i32, String) {
    let (code, out, err) = world.bhlp(&[&["import"], args].concat());
    (code, out + &err)
}

/// The same of a file in `fixtures/registers`, with its kind.
fn sent(kind: &str, name: &str, more: &[&str]) -> (i32, String) {
    let world = pilot();
    std::fs::copy(fixture("registers").join(name), world.path().join(name)).unwrap();
    let before = world.dump();
    let (code, said) = handed(&world, &[&[kind, name], more].concat());
    assert_eq!(code != 0 || more.contains(&"--dry-run"), world.dump() == before, "{name}: {said}");
    (code, said)
}

/// Takes in rows of some bytes.
fn taken(world: &World, kind: &str, bytes: impl AsRef<[u8]>) -> (i32, String) {
    world.write("sent.csv", bytes);
    handed(world, &[kind, "sent.csv"])
}

#[test]
fn files_as_spreadsheets_save_them_are_taken() {
    // What each is to say comes from the list of what is right that the files were handed with.
    for (kind, name, said) in [
        ("providers", "26-sep-line.csv", "providers: 1 new"),
        ("time", "30-header-case.csv", "time: 1 new"),
        (
            "time",
            "33-header-synonym.csv",
            "read `worker` as practitioner, `child` as child_ref, `date` as on, `mins` as minutes, `type` as activity",
        ),
        ("time", "39-title-rows.csv", "its headings are in row 3"),
        ("time", "E4-comment-first.csv", "its headings are in row 2"),
        ("time", "G4-ctrl-z.csv", "time: 1 new"),
        ("providers", "E9-excel-16-rows.csv", "providers: 20 new"),
        ("practitioners", "F2-lp-list.csv", "left aside: `left_on`, which holds nothing"),
        ("children", "74-level-decimal.csv", "children: 1 new"),
        ("children", "05-born-dec-02.csv", "column born: `May-96` is read as what they say in full"),
    ] {
        let (code, all) = sent(kind, name, &[]);
        assert!(code == 0 && all.contains(said), "{name}: {all}");
    }
}

#[test]
fn what_is_left_aside_is_named_and_counted() {
    let (code, said) = sent("purchases", "15-refund-column.csv", &["--ignore-extra"]);
    assert!(code == 0 && said.contains("left aside: `refund` with something in 1 row, 2"), "{said}");
    let (code, said) = sent("purchases", "15-refund-column.csv", &[]);
    assert!(code == 4 && said.contains("[COLUMN_UNKNOWN]") && said.contains("`refund`"), "{said}");
}

#[test]
fn days_are_read_as_somebody_says_or_as_their_column_shows() {
    let (code, said) = sent("purchases", "01-date-ddmmyyyy.csv", &["--days", "dmy"]);
    assert!(
        code == 0 && said.contains("column ordered_on: `05/03/2007` is read as day/month/year\n"),
        "{said}"
    );
    let (code, said) = sent("purchases", "01-date-ddmmyyyy.csv", &[]);
    assert!(code == 1 && said.contains("[DAY_ORDER_UNKNOWN]") && said.contains("--days dmy"), "{said}");
    let (code, said) = sent("budgets", "03-date-serial.csv", &[]);
    // 39146 is 5 March 2007 in LibreOffice Calc.
    assert!(
        code == 1 && said.contains("[DAY_IS_NUMBER]") && said.contains("it would be 2007-03-05"),
        "{said}"
    );

    let world = pilot();
    let head = "practitioner,child_ref,on,minutes,activity\n";
    let rows = "LP0001,C-00003,02/03/2007,30,visit\nLP0001,C-00003,2007-03-04,30,visit\nLP0001,C-00003,25/03/2007,30,visit\n";
    let (code, said) = taken(&world, "time", format!("{head}{rows}"));
    assert!(
        code == 0
            && said.contains(
                "2 cells such as `02/03/2007` are read as day/month/year, as `25/03/2007` in row 4 shows"
            ),
        "{said}"
    );
    let march =
        "SELECT count(*) FROM time_spent WHERE worked_on IN ('2007-03-02', '2007-03-04', '2007-03-25')";
    assert_eq!(world.number(march), 3);
    let (code, said) = taken(&world, "time", format!("{head}{rows}LP0001,C-00003,03/25/2007,30,visit\n"));
    assert!(code == 1 && said.contains("[DAY_ORDER_MIXED]"), "{said}");
    let (code, said) = taken(&world, "time", format!("{head}LP0001,C-00003,5-Mar-07 00:00,31,visit\n"));
    assert!(code == 0 && said.contains("time: 1 new"), "{said}");
    let mdy = format!("{head}LP0002,C-00002,03/05/2007,33,visit\n");
    world.write("sent.csv", mdy);
    let (code, said) = handed(&world, &["time", "sent.csv", "--days", "mdy"]);
    assert!(
        code == 0
            && world
                .number("SELECT count(*) FROM time_spent WHERE worked_on = '2007-03-05' AND minutes = 33")
                == 1,
        "{said}"
    );
}

#[test]
fn what_is_no_value_is_refused_for_what_it_is() {
    for (kind, name, code, says) in [
        ("practitioners", "20-replacement.csv", "LETTERS_LOST", "U+FFFD"),
        ("time", "42-unclosed-quote.csv", "QUOTE_NOT_CLOSED", "rows 3 to 4 are swallowed by it"),
        (
            "purchases",
            "60-na-date.csv",
            "CELL_SAYS_NOTHING",
            "`n/a` stands for nothing; leave the cell empty",
        ),
        ("outcomes", "78-sdq-wide.csv", "COLUMN_MISSING", "answers to single questions are not kept"),
        ("time", "D6-good-rows-dry.csv", "DATE_INVALID", "`31/04/2007` is not a day"),
    ] {
        let (exit, said) = sent(kind, name, &[]);
        assert!(exit != 0 && said.contains(&format!("[{code}]")) && said.contains(says), "{name}: {said}");
    }
    let world = pilot();
    let head = "practitioner,child_ref,on,minutes,activity\nLP0001,C-00003,2007-03-05,30,visit\n";
    for (row, code, says) in [
        ("TOTAL,,,30,", "ROW_IS_TOTAL", "`TOTAL`"),
        ("LP0001,C-00003,2007-03-05,#REF!,visit", "CELL_IS_ERROR", "`#REF!`"),
        ("LP0001,C-00003,2007-03-05,30,#N/A", "CELL_IS_ERROR", "`#N/A`"),
        ("LP0001,C-00003,2007-03-05,30,1.23457E+11", "CELL_IS_ROUNDED", "`1.23457E+11`"),
        ("LP0001,C-00003,2007-03-05,30,visit to ZoÃ«", "LETTERS_LOST", "it was probably `visit to Zoë`"),
    ] {
        let (exit, said) = taken(&world, "time", format!("{head}{row}\n"));
        assert!(exit == 1 && said.contains("line 3") && said.contains(&format!("[{code}]")), "{row}: {said}");
        assert!(said.contains(says), "{row}: {said}");
    }
    let (exit, said) =
        taken(&world, "time", format!("{head}LP0001,C-00003,2007-03-06,30,visit to O?Brien\n"));
    assert!(
        exit == 0 && said.contains("a question mark stands inside a word in 1 row, first in row 3"),
        "{said}"
    );
}

#[test]
fn letters_ends_of_lines_and_blanks_of_other_programs_are_read() {
    let head = "practitioner,name,profession,agency,sign_off_limit,role";
    let row = "LP0090,Zoë,social worker,council,500,lead_professional";
    let text = format!("{head}\n{row}\n");
    let utf16 =
        |text: &str| [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows: Vec<u8> =
        text.chars().map(|c| if c == 'ë' { 0xeb } else { u8::try_from(c).unwrap() }).collect();
    let tabs = |text: &str| text.replace(',', "\t");
    for (what, bytes) in [
        ("CR", text.replace('\n', "\r").into_bytes()),
        ("UTF-16", utf16(&text)),
        ("UTF-16, tabs", utf16(&format!("sep=\t\n{}", tabs(&text)))),
        ("semicolons", format!("\u{feff}sep=;\r\n{}", text.replace(',', ";")).into_bytes()),
        ("Windows-1252", windows),
        ("blank rows and columns", format!(",,,,,,,\n,{head},,\n,,,,,,,\n,{row},,\n,,,,,,,\n").into_bytes()),
        ("a break in a heading", text.replace("sign_off_limit", "\"sign off\r\nlimit\"").into_bytes()),
    ] {
        let world = pilot();
        let (code, said) = taken(&world, "practitioners", bytes);
        assert!(code == 0 && said.contains("practitioners: 1 new"), "{what}: {said}");
        assert_eq!(world.number("SELECT count(*) FROM practitioner WHERE name = 'Zoë'"), 1, "{what}");
    }
}

#[test]
fn rows_keep_the_numbers_of_the_spreadsheet_below_cells_with_breaks() {
    let world = pilot();
    let rows = "sep=,\nprovider,name,sector\nPR0301,\"Shoe\nbarn\",private\n\nPR0302,\"Toy\r\nbarn\",private\nPR0303,Book barn,shop\n";
    // By hand: headings in row 1, the barns in rows 2 and 4, below an empty row 3; the bad one in row 5.
    let (code, said) = taken(&world, "providers", rows);
    assert!(code == 1 && said.contains("line 5, column sector: [WORD_UNKNOWN]"), "{said}");
    let (code, said) = taken(&world, "providers", rows.replace(",shop", ",private"));
    assert!(code == 0 && said.contains("lines break inside cells of 2 rows"), "{said}");
    assert_eq!(world.number("SELECT count(*) FROM provider WHERE name IN ('Shoe barn', 'Toy barn')"), 2);
}

#[test]
fn the_files_of_a_folder_are_known_by_their_headings() {
    let world = pilot();
    let (code, said) = handed(&world, &[fixture("registers/98-folder").to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    for wanted in [
        "Purchases Sept 06.csv: taken as purchases, by its headings",
        "purchases: 1 new",
        "budgets: 0 new",
        "outcomes: 0 new",
        "time: 1 new",
        "ignored, not files to import: ~$time.xlsx (the mark of a spreadsheet that time.xlsx is open)",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    let copies = world.path().join("copies");
    std::fs::create_dir(&copies).unwrap();
    for name in ["time.csv", "time (1).csv"] {
        std::fs::copy(fixture("registers/98-folder/time.csv"), copies.join(name)).unwrap();
    }
    let (code, said) = handed(&world, &["copies"]);
    assert!(code == 0 && said.contains("time (1).csv (the same as time.csv)"), "{said}");
}

#[test]
fn what_is_refused_comes_as_data_and_as_a_file_to_send_again() {
    let world = pilot();
    let head = "practitioner,child_ref,on,minutes,activity";
    let rows: Vec<String> = (1..=9)
        .map(|day| format!("LP0002,C-00002,0{day}/03/2007,3{day},visit"))
        .chain(["LP0002,C-00002,2007-04-01,?,x".into()])
        .collect();
    world.write("sent.csv", format!("{head}\n{}\n", rows.join("\n")));
    let (code, out, err) =
        world.bhlp(&["import", "time", "sent.csv", "--format", "csv", "--bad-to", "bad.csv"]);
    assert_eq!(code, 1);
    // Nine days on one line, and the one that is of another kind.
    let told = "column on, 9 rows, first 2, 3, 4: [DAY_ORDER_UNKNOWN] 9 cells may be";
    assert!(err.contains(told) && err.contains("line 11, column minutes: [NUMBER_INVALID]"), "{err}");
    assert!(err.contains("the rows that cannot be taken are in bad.csv"), "{err}");
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((lines.len(), lines[0]), (11, "line,column,code,found,wanted,file"));
    assert_eq!(lines[10], "11,minutes,NUMBER_INVALID,?,`?` is not a whole number,sent.csv");
    let bad = std::fs::read_to_string(world.path().join("bad.csv")).unwrap();
    assert!(
        bad.starts_with(&format!("{head},what_is_wrong\r\nLP0002,C-00002,01/03/2007,31,visit,\"on: 9 cells")),
        "{bad}"
    );
    assert_eq!(bad.lines().count(), 11);

    let json = world.bhlp(&["import", "time", "sent.csv", "--format", "json", "--bad-to", "bad.xlsx"]);
    assert!(json.1.starts_with("{\"refused\":[{\"code\":\"DAY_ORDER_UNKNOWN\""), "{}", json.1);
    // What is put right there goes in as it is: the days say themselves what they are with the flag.
    let (code, said) = handed(&world, &["time", "bad.xlsx", "--days", "dmy"]);
    assert!(code == 1 && said.contains("1 of 10 rows") && said.contains("line 11, column minutes"), "{said}");
    for (path, code) in [("bad.csv", "FILE_EXISTS"), ("bad.txt", "ENDING_UNKNOWN")] {
        let (exit, said) = handed(&world, &["time", "sent.csv", "--bad-to", path]);
        assert!(exit != 0 && said.contains(&format!("[{code}]")), "{said}");
    }
}
