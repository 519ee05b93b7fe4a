//! CSV statements: each shipped layout and its spreadsheet variants read the same, and each fault has its
//! own words.

use std::fs;
use std::path::{Path, PathBuf};

use bhlp::domain::statement::StatementFile;
use bhlp::domain::{Pence, Text};
use bhlp::import::BadFile;
use bhlp::import::statement::{Profile, read};

fn fixture(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/statements").join(name)
}

fn taken(bytes: &[u8], profile: Option<&Profile>) -> Result<StatementFile, BadFile> {
    read(bytes, "f.csv", "2026-01-01".parse().unwrap(), profile)
}

fn by(profile: &str, text: &str) -> Result<StatementFile, BadFile> {
    taken(text.as_bytes(), Some(&Profile::find(profile).unwrap()))
}

/// A file as one line a line, under its accounts.
fn told(file: &StatementFile) -> Vec<String> {
    let word = |text: &Option<Text>| text.as_ref().map_or("-".to_owned(), ToString::to_string);
    let mut told = vec![file.format.clone()];
    for account in &file.accounts {
        let card = if account.is_card { "card " } else { "" };
        told.push(format!("{card}{}", word(&account.number)));
        told.extend(account.lines.iter().map(|line| {
            let (text, reference, kind) = (word(&line.text), word(&line.reference), word(&line.kind));
            format!("{} {} {}: {text}; {reference}; {kind}", line.row, line.posted_on, line.amount)
        }));
    }
    told
}

/// The faults: the file's code, then each bad line with its code.
fn faults(result: Result<StatementFile, BadFile>) -> Vec<String> {
    let bad = result.expect_err("the file is bad");
    let row = |row: &bhlp::import::BadRow| {
        let column = row.column.map_or(String::new(), |column| format!(" {column}"));
        format!("{}{column}: {} {}", row.line, row.code, row.message)
    };
    std::iter::once(format!("{}: {}", bad.code, bad.message)).chain(bad.rows.iter().map(row)).collect()
}

#[test]
fn each_bank_s_layout_is_known_by_its_shape_or_header() {
    let wanted: [(&str, &[&str]); 7] = [
        (
            "lloyds",
            &[
                "30-00-01-00012345",
                "1 2006-09-01 1250.00: INVENTED GRANT SEPTEMBER; GRANT 07; DEP",
                "2 2006-09-04 -117.50: -; 000101; CHQ",
                "3 2006-09-05 -34.99: ANYTOWN SCHOOL SHOES LTD; Q0000001; DD",
                "4 2006-09-05 -34.99: ANYTOWN SCHOOL SHOES LTD; Q0000001; DD",
                "5 2006-09-29 -4.20: ACCOUNT CHARGE; -; FEE",
            ],
        ),
        (
            "bankline",
            &[
                "60-00-01 00012345",
                "2 2006-09-01 1250.00: INVENTED GRANT SEPTEMBER; -; BAC",
                "3 2006-09-05 -34.99: ANYTOWN SCHOOL SHOES Q0000001; -; DD",
                "5 2006-09-29 34.99: REFUND SHOES Q0000001; -; BAC",
                "60-00-01 00067890",
                "4 2006-09-06 -4.20: CHARGES; -; CHG",
            ],
        ),
        (
            "natwest",
            &[
                "-",
                "2 2006-09-01 1250.00: INVENTED GRANT; -; BAC",
                "3 2006-09-04 -117.50: CHEQUE; 000101; CHQ",
                "4 2006-09-05 -34.99: ANYTOWN SCHOOL SHOES; -; DD",
            ],
        ),
        (
            "barclays",
            &[
                "20-00-03 00012345",
                "3 2006-09-05 1250.00: INVENTED GRANT SEPTEMBER; -; -",
                "4 2006-09-05 -117.50: CHEQUE; 000101; -",
                "5 2006-09-05 -34.99: ANYTOWN SCHOOL SHOES Q0000001; -; -",
            ],
        ),
        (
            "hsbcnet",
            &[
                "400004-00012345",
                "1 2006-09-01 1250.00: INVENTED GRANT; -; CR",
                "2 2006-09-05 -34.99: ANYTOWN SCHOOL SHOES; -; DD",
                "3 2006-09-29 -4.20: CHARGES; -; DR",
            ],
        ),
        (
            "clydesdale",
            &[
                "82000500012345",
                "1 2006-09-01 1250.00: INVENTED GRANT SEPTEMBER; -; -",
                "2 2006-09-05 -34.99: ANYTOWN SCHOOL SHOES; -; -",
                "3 2006-09-29 -4.20: CHARGES SEPTEMBER; -; -",
            ],
        ),
        (
            "pilot-cards",
            &[
                "card 5521",
                "2 2006-09-05 -1034.99: ANYTOWN SCHOOL SHOES; 700000001; -",
                "4 2006-09-06 34.99: ANYTOWN SCHOOL SHOES; 700000003; -",
                "5 2006-09-06 -12.00: =HYPERLINK(\"http://invented.example\"); 700000004; -",
                "6 2006-09-06 -12.00: =HYPERLINK(\"http://invented.example\"); 700000004; -",
                "card 5522",
                "3 2006-09-05 -0.97: CANALSIDE POOL; 700000002; -",
            ],
        ),
    ];
    for (name, lines) in wanted {
        let text = fixture(&format!("csv/{name}.csv"));
        let found = told(&taken(text.as_bytes(), None).unwrap());
        assert_eq!(found[0], format!("csv:{name}"));
        assert_eq!(&found[1..], lines, "{name}");
        for (variant, bytes) in spreadsheets(name, &text) {
            let read = taken(&bytes, None).unwrap_or_else(|bad| panic!("{name}, {variant}: {bad:?}"));
            assert_eq!(told(&read), found, "{name}, {variant}");
        }
    }
}

/// The same file as spreadsheets save it.
fn spreadsheets(name: &str, text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let dos = text.replace('\n', "\r\n");
    let (mark, pounds) = (format!("\u{feff}{dos}"), in_pounds(text));
    let mut variants = vec![
        ("line breaks of DOS", dos.clone().into_bytes()),
        ("line breaks of an old Mac", text.replace('\n', "\r").into_bytes()),
        ("a byte-order mark", mark.clone().into_bytes()),
        ("a mark in 16 bits", { mark.encode_utf16().flat_map(u16::to_le_bytes).collect() }),
        ("no break at the end", dos.trim_end().to_owned().into_bytes()),
        ("empty lines at the end", format!("{dos}\r\n,,,\r\n").into_bytes()),
        ("sums in pounds", pounds.clone().into_bytes()),
        ("sums in pounds, Windows-1252", windows(&pounds)),
    ];
    if matches!(name, "lloyds" | "bankline") {
        let years = text.replace("/09/06,", "/09/2006,");
        variants.push(("years in full", years.into_bytes()));
    }
    if name == "natwest" {
        variants.push(("no nought in front", text.replace("\n0609", "\n609").into_bytes()));
    }
    variants
}

/// Sums with decimals as `"£1,234.50"`.
fn in_pounds(text: &str) -> String {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows.records() {
        let row = row.unwrap();
        let value = |value: &str| match (value.contains('.'), value.parse::<f64>()) {
            (true, Ok(_)) if !value.starts_with('.') => Pence::parse(value).unwrap().spoken(),
            _ => value.to_owned(),
        };
        out.write_record(row.iter().map(value)).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

fn windows(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

/// Lines and sums as added up by another program.
#[test]
fn the_published_card_files_go_in_whole() {
    for (file, format, lines, refunds, first, last, sum) in [
        ("apr-jun-2017", "csv:oxford-2017", 653, 17, "2017-04-19", "2017-06-29", -10_596_944),
        ("august-2017", "csv:oxford-2017", 278, 3, "2017-07-31", "2017-08-30", -1_047_471),
        ("jan-mar-2017", "csv:oxford-2017-q1", 1_141, 38, "2017-01-01", "2017-03-30", -17_866_096),
    ] {
        let name = format!("oxford-cards/procurement-card-spending-{file}.csv");
        let read = taken(fixture(&name).as_bytes(), None).unwrap();
        assert_eq!((read.format.as_str(), read.accounts.len()), (format, 1), "{file}");
        assert_eq!(read.left_out, [""; 0], "{file}");
        let all = &read.accounts[0].lines;
        let days = || all.iter().map(|line| line.posted_on.to_string());
        assert_eq!(all.len(), lines, "{file}");
        assert_eq!(all.iter().filter(|line| line.amount > Pence::ZERO).count(), refunds, "{file}");
        assert_eq!(all.iter().map(|line| line.amount).sum::<Pence>(), Pence::new(sum), "{file}");
        assert_eq!((days().min().unwrap(), days().max().unwrap()), (first.into(), last.into()), "{file}");
    }
    let august = taken(fixture("oxford-cards/procurement-card-spending-august-2017.csv").as_bytes(), None);
    let refund = august.unwrap().accounts.remove(0).lines.into_iter().max_by_key(|line| line.amount).unwrap();
    assert_eq!((refund.amount.to_string().as_str(), refund.text), ("39759.74", None));
}
