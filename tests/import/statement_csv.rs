//! CSV statements: each shipped layout and its spreadsheet variants read the same, and each fault has its
//! own words.

use std::fs;
use std::path::{Path, PathBuf};

use domain::statement::StatementFile;
use domain::{Pence, Text};
use file::BadFile;
use statement::{Profile, read};

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
fn describe_file(file: &StatementFile) -> Vec<String> {
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
    let row = |row: &file::BadRow| {
        let column = row.column.map_or(String::new(), |column| format!(" {column}"));
        format!("{}{column}: {} {}", row.line, row.code, row.message)
    };
    std::iter::once(format!("{}: {}", bad.code, bad.message)).chain(bad.rows.iter().map(row)).collect()
}

#[test]
fn each_bank_s_layout_is_known_by_its_names_or_named_by_a_person() {
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
        // Without a line of names or balances nothing proves the shape.
        let unproved = ["lloyds", "hsbcnet", "clydesdale"].contains(&name);
        let profile = Profile::find(name).unwrap();
        let profile = unproved.then_some(&profile);
        if unproved {
            let bad = taken(text.as_bytes(), None).unwrap_err();
            assert_eq!(
                (bad.code, bad.hint),
                ("STATEMENT_LAYOUT_UNPROVED", Some(format!("if it is that bank's: --profile {name}")))
            );
        }
        let found = describe_file(&taken(text.as_bytes(), profile).unwrap());
        assert_eq!(found[0], format!("csv:{name}"));
        assert_eq!(&found[1..], lines, "{name}");
        for (variant, bytes) in spreadsheets(name, &text) {
            let read = taken(&bytes, profile).unwrap_or_else(|bad| panic!("{name}, {variant}: {bad:?}"));
            assert_eq!(describe_file(&read), found, "{name}, {variant}");
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
            (true, Ok(_)) if !value.starts_with('.') => Pence::parse(value).unwrap().format_pounds(),
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

/// A copy of a sample with one piece of it changed.
fn changed(sample: &str, from: &str, to: &str) -> String {
    let text = fixture(&format!("csv/{sample}.csv"));
    assert!(text.contains(from), "{sample} has no {from}");
    text.replacen(from, to, 1)
}

#[test]
fn each_bad_line_is_told_with_its_own_code() {
    for (sample, from, to, wanted) in [
        (
            "lloyds",
            "-4.20",
            "-4.205",
            "5 amount: AMOUNT_SUB_PENNY `-4.205` is not a whole number of pence; write pounds and pence, such as 34.99",
        ),
        (
            "lloyds",
            "29/09/06",
            "31/09/06",
            "5 date: STATEMENT_DAY_IMPOSSIBLE the calendar has no day `31/09/06` (DD/MM/YY or DD/MM/YYYY)",
        ),
        (
            "lloyds",
            "29/09/06",
            "29/02/07",
            "5 date: STATEMENT_DAY_IMPOSSIBLE the calendar has no day `29/02/07` (DD/MM/YY or DD/MM/YYYY)",
        ),
        (
            "lloyds",
            "29/09/06",
            "soon",
            "5 date: STATEMENT_DAY_UNREADABLE `soon` is no day as the profile has them (DD/MM/YY or DD/MM/YYYY)",
        ),
        (
            "lloyds",
            "-4.20",
            "four",
            "5 amount: AMOUNT_NOT_MONEY `four` is not an amount of money; write pounds and pence, such as 34.99",
        ),
        ("lloyds", "-4.20", "", "5 amount: AMOUNT_NOT_MONEY there is no amount"),
        (
            "lloyds",
            ",DD,-34.99",
            ",-34.99",
            "3: ROW_TOO_SHORT it has 6 values, fewer than the 7 of the layout",
        ),
        (
            "lloyds",
            ",DD,-34.99",
            ",,DD,-34.99",
            "3: ROW_TOO_LONG it has 8 values, more than the 7 of the layout",
        ),
        (
            "bankline",
            ",DD,34.99,",
            ",DD,34.99,34.99",
            "3 paid_out: STATEMENT_AMOUNT_BOTH it has 34.99 out and 34.99 in; a line has one of them",
        ),
        (
            "bankline",
            ",DD,34.99,",
            ",DD,,",
            "3 paid_out: STATEMENT_AMOUNT_NEITHER money out and money in are both empty",
        ),
        (
            "bankline",
            ",,1250.00",
            ",,-1250.00",
            "2 paid_in: STATEMENT_AMOUNT_SIGN -1250.00 in the column for money in is no money in",
        ),
        (
            "bankline",
            ",4.20,",
            ",-4.20,",
            "4 paid_out: STATEMENT_AMOUNT_SIGN money out is written with a sign here and without one elsewhere",
        ),
        (
            "bankline",
            "CC,GBP,",
            "CC,EUR,",
            "2 currency: STATEMENT_CURRENCY the account is kept in `EUR`; only pounds (GBP) are",
        ),
        ("barclays", "117.50,DR", "117.50,XX", "4 flag: STATEMENT_FLAG_UNKNOWN `XX` is neither CR nor DR"),
        (
            "barclays",
            "1250.00,CR",
            "-1250.00,CR",
            "3 amount: STATEMENT_AMOUNT_SIGN a negative sum flagged as money in",
        ),
        (
            "pilot-cards",
            "2006,5522,",
            "2006,,",
            "3 card: STATEMENT_CARD_MISSING there is no card on the line",
        ),
        (
            "pilot-cards",
            "CANALSIDE POOL",
            "\u{7}BELL",
            "3 text: FIELD_CONTROL_CHARACTER it has a control character (U+0007) at place 1",
        ),
    ] {
        let found = faults(by(sample, &changed(sample, from, to)));
        let lines = fixture(&format!("csv/{sample}.csv")).lines().count()
            - match sample {
                "lloyds" => 0,
                "barclays" => 2,
                _ => 1,
            };
        let first = format!("BAD_ROWS: 1 of {lines} lines cannot be taken, so none is");
        assert_eq!(found, [first.as_str(), wanted], "{sample}: {from} -> {to}");
    }
    let many = fixture("csv/pilot-cards.csv") + &"05/09/2006,5521,1,A,x\n".repeat(70);
    let found = faults(taken(many.as_bytes(), None));
    let first = "BAD_ROWS: 70 of 75 lines cannot be taken, so none is; the first 50 of 70 faults are shown";
    assert_eq!((found[0].as_str(), found.len()), (first, 51));
    let long = changed("pilot-cards", "CANALSIDE POOL", &"X".repeat(2_000_000));
    let found = faults(taken(long.as_bytes(), None));
    assert_eq!(found[1], "3 text: FIELD_TOO_LONG it is 2000000 characters long; at most 500 are kept");
}

#[test]
fn a_file_that_is_not_whole_or_not_of_that_bank_is_told_as_that() {
    let lloyds = fixture("csv/lloyds.csv");
    let cards = fixture("csv/pilot-cards.csv");
    let cut = |text: &str, bytes: usize| text[..text.len() - bytes].to_owned();
    let header = |text: &str| text.lines().next().unwrap().to_owned() + "\r\n";
    let union = "Date,Card,Reference,Merchant,Amount,Value,Transaction description,Transaction description 2\n\
                 05/09/2006,5521,1,A,1.00,1.00,,\n";
    let swapped = changed("pilot-cards", "05/09/2006", "09/25/2006").replace("06/09/2006", "09/06/2006");
    let cases: [(&str, String, &str); 12] = [
        ("lloyds", cut(&lloyds, 25), "STATEMENT_TRUNCATED: it breaks off in the middle of line 5"),
        ("", cut(&cards, 2), "STATEMENT_TRUNCATED: it breaks off in the middle of line 6"),
        ("", cut(&cards, 4), "STATEMENT_TRUNCATED: it breaks off in the middle of line 6"),
        ("", header(&cards), "STATEMENT_NO_LINES: it has a header and no lines"),
        (
            "bankline",
            header(&fixture("csv/bankline.csv")),
            "STATEMENT_NO_LINES: it has a header and no lines",
        ),
        ("", " \r\n\r\n".into(), "FILE_EMPTY: there is nothing in it"),
        (
            "",
            "Day;What;Sum\n1.9.2006;a;1.00\n".into(),
            "STATEMENT_LAYOUT_UNKNOWN: no built-in profile fits it; it has 3 values: Day | What | Sum",
        ),
        // The columns of two profiles and more: another layout than either.
        (
            "",
            union.into(),
            "STATEMENT_LAYOUT_UNKNOWN: no built-in profile fits it; it has 8 values: Date | Card | Reference | \
             Merchant | Amount | Value | Transaction description | Transaction description 2",
        ),
        (
            "natwest",
            lloyds.clone(),
            "STATEMENT_PROFILE_MISFITS: profile `natwest` does not fit it: it wants 8 values a line, the day \
             (YYMMDD) in column 1, the amount in column 4, the text in column 5, the reference in column 8, the \
             kind in column 6; the file has 7 values: 01/09/06 | 30-00-01-00012345 |  | DEP | 1250.00 | GRANT 07 \
             | INVENTED GRANT SEPTEMBER",
        ),
        (
            "oxford-2017",
            cards.clone(),
            "STATEMENT_PROFILE_MISFITS: profile `oxford-2017` does not fit it: it wants `FIN.TRANSACTION DATE`, \
             `FIN.TRANSACTION AMOUNT`, `MCH.MERCHANT NAME`, which the file does not have: it has 5 values: Date | \
             Card | Reference | Merchant | Amount",
        ),
        (
            "",
            swapped,
            "STATEMENT_DAYS_SWAPPED: its days are written MM/DD/YYYY, such as `09/25/2006` on line 2; profile \
             `pilot-cards` reads them day first",
        ),
        (
            "",
            changed("barclays", "20060905", "tomorrow"),
            "STATEMENT_LAYOUT_UNKNOWN: no built-in profile fits it; it has 9 values: Ref | Sort code | Account | \
             Currency | Value | CR/DR | Description | Cheque | Narrative",
        ),
    ];
    for (profile, text, wanted) in cases {
        let result = if profile.is_empty() { taken(text.as_bytes(), None) } else { by(profile, &text) };
        assert_eq!(faults(result), [wanted]);
    }
    let hint = |profile, text: &str| by(profile, text).unwrap_err().hint.unwrap();
    assert_eq!(hint("natwest", &lloyds), "a shipped profile that fits it: --profile lloyds");
    assert_eq!(hint("oxford-2017", &cards), "a shipped profile that fits it: --profile pilot-cards");
}

#[test]
fn quotes_that_do_not_hold_are_told_where_they_open() {
    for (text, line) in [
        (changed("pilot-cards", "CANALSIDE", "\"CANALSIDE"), 3),
        (changed("pilot-cards", "CANALSIDE", "\"CANAL\"SIDE"), 3),
        (changed("lloyds", "INVENTED", "\"INVENTED"), 1),
    ] {
        let found = faults(taken(text.as_bytes(), None));
        let told = format!(
            "{line}: STATEMENT_QUOTES_BROKEN a quote opens here that is not closed at the end of its value"
        );
        assert_eq!(found, ["STATEMENT_QUOTES_BROKEN: its values cannot be told apart", told.as_str()]);
    }
    // A quote inside, doubled ones and breaks between quotes are what they are.
    let text = changed("pilot-cards", "CANALSIDE POOL", "\"CANAL \"\"SIDE\"\"\nPOOL\"");
    let read = taken(text.as_bytes(), None).unwrap();
    assert_eq!(describe_file(&read).last().unwrap(), "3 2006-09-05 -0.97: CANAL \"SIDE\" POOL; 700000002; -");
    assert_eq!(read.accounts[0].lines.last().unwrap().row, 7);
}

#[test]
fn what_may_be_wrong_is_told_and_taken() {
    let cut = fixture("csv/lloyds.csv").trim_end().to_owned();
    assert_eq!(
        by("lloyds", &cut).unwrap().left_out,
        ["line 5, the last, has no line break at its end: see that the file is whole"]
    );
    let quoted = cut.replace("ACCOUNT CHARGE", "\"ACCOUNT, CHA");
    assert_eq!(faults(by("lloyds", &quoted)), ["STATEMENT_TRUNCATED: it breaks off in the middle of line 5"]);
    let line = |day: u32| format!("09/{day:02}/2006,5521,{day},A SHOP,1.00\n");
    let month_first =
        format!("Date,Card,Reference,Merchant,Amount\n{}", (5..=11).map(line).collect::<String>());
    assert_eq!(
        taken(month_first.as_bytes(), None).unwrap().left_out,
        ["the days are read as 2006-05-09 to 2006-11-09: see that day and month are not the other way round"]
    );
}

#[test]
fn a_line_of_names_may_be_there_or_not() {
    let lines = |sample, text: &str| describe_file(&by(sample, text).unwrap()).into_iter().map(without_row);
    for (sample, header) in [
        ("bankline", None),
        ("natwest", None),
        ("hsbcnet", Some("Account,Date,Currency,Amount,Description,Type")),
        ("clydesdale", Some("Date,A,Account,B,C,D,Description,Value,Narrative")),
    ] {
        let text = fixture(&format!("csv/{sample}.csv"));
        let other = match header {
            None => text.split_once('\n').unwrap().1.to_owned(),
            Some(header) => format!("{header}\n{text}"),
        };
        assert!(lines(sample, &text).eq(lines(sample, &other)), "{sample}");
    }
}

/// A told line without the line of the file it stands on.
fn without_row(told: String) -> String {
    match told.split_once(" 2006-") {
        Some((_, rest)) => rest.to_owned(),
        None => told,
    }
}

#[test]
fn zero_lines_and_totals_are_left_out_and_told() {
    let profile = "name = \"t\"\ntitle = \"T\"\nskip = 2\ndates = [\"DD MMM YYYY\"]\n[columns]\n\
                   date = \"Date\"\npaid_out = \"Paid out\"\npaid_in = \"Paid in\"\nbalance = \"Balance\"\n\
                   text = \"Text\"\n[[pass_over]]\ncolumn = \"Date\"\nbegins = [\"Total\"]\n";
    let profile = Profile::parse("t.toml", profile).unwrap();
    let text = "Account,1\n\nDate,Text,Paid out,Paid in,Balance\n\
                03 Sep 2006,Shoes,\"1,034.99\",,(34.99)\n\
                02 Sep 2006,Card check,0.00,,\"£1,000.00\"\n\
                01 Sep 2006,Grant,,750.00,\"£1,000.00\"\n\
                Total,,1034.99,750.00,\n";
    let read = taken(text.as_bytes(), Some(&profile)).unwrap();
    assert_eq!(
        describe_file(&read),
        ["csv:t", "-", "4 2006-09-03 -1034.99: Shoes; -; -", "6 2006-09-01 750.00: Grant; -; -"]
    );
    assert_eq!(
        read.left_out,
        [
            "line 5: 0.00, Card check moves no money",
            "line 7: Total,,1034.99,750.00, (passed over by the profile)",
            "passed over by the profile: 1 line, in 750.00, out 1034.99"
        ]
    );
    let account = &read.accounts[0];
    assert_eq!((account.opening, account.closing), (Some(Pence::new(25_000)), Some(Pence::new(-3_499))));
    let missing =
        text.replace("01 Sep 2006,Grant,,750.00,\"£1,000.00\"\n", "01 Sep 2006,Grant,,750.00,999.00\n");
    assert_eq!(
        faults(taken(missing.as_bytes(), Some(&profile))),
        [
            "STATEMENT_BALANCE_BROKEN: its balances do not follow from its lines: one is missing, doubled or changed",
            "5 balance: STATEMENT_BALANCE_BROKEN the balance is 1000.00; from the lines before it would be 999.00"
        ]
    );
}

#[test]
fn a_sum_in_another_currency_is_kept_as_the_file_writes_it() {
    let profile = "name = \"t\"\ntitle = \"T\"\ndelimiter = \";\"\nheader = false\nfields = 5\n\
                   dates = [\"YYYY-MM-DD\"]\nmoney_out = \"positive\"\n[columns]\ndate = 1\ncard = 2\namount = 3\n\
                   foreign = [4, 5]\n";
    let profile = Profile::parse("t.toml", profile).unwrap();
    let text = "2006-09-01;****5521;13.60;20,00;EUR\n2006-09-01;****5521;5.00;5.00;GBP\n2006-09-02;****5521;5.00;;\n";
    let read = taken(text.as_bytes(), Some(&profile)).unwrap();
    let foreign = read.accounts[0].lines.iter().map(|line| line.foreign.as_ref().map(Text::as_str));
    assert_eq!(foreign.collect::<Vec<_>>(), [Some("20,00 EUR"), None, None]);
}

#[test]
fn the_first_fault_of_a_profile_is_told_with_its_line() {
    let faults = |text: &str| {
        let bad = Profile::parse("p.toml", text).expect_err("the profile has faults");
        assert_eq!(bad.code, "STATEMENT_PROFILE_UNSOUND");
        let told = bad.rows.iter().map(|row| format!("{} {}: {}", row.line, row.code, row.message));
        told.collect::<Vec<_>>()
    };
    let sound = "\
name = \"bank\"
title = \"My bank\"
dates = [\"DD/MM/YYYY\", \"DD/MM/YY\"]
skip = 1
header = true
[columns]
date = 1
amount = \"Amount\"
flag = \"D/C\"
[flag]
in = \"CR\"
out = [\"DR\"]
[[pass_over]]
column = 1
begins = \"Total\"
";
    assert!(Profile::parse("p.toml", sound).is_ok());
    for (from, to, said) in [
        (
            "\"bank\"",
            "\"my bank\"",
            "1 PROFILE_VALUE_INVALID: `name`: `my bank` has ` `; a code has letters, digits and - _ . / only",
        ),
        ("title", "titel", "2 PROFILE_KEY_UNKNOWN: there is no key `titel`; did you mean `title`?"),
        ("title", "# ", "1 PROFILE_KEY_MISSING: `title` is needed and missing"),
        (
            "\"DD/MM/YY\"",
            "\"MM/DD/YYYY\"",
            "3 PROFILE_VALUE_INVALID: `dates` is [\"DD/MM/YYYY\", \"MM/DD/YYYY\"]; wanted forms of which no day fits two: day first or month first",
        ),
        (
            "\"DD/MM/YY\"",
            "\"D/M\"",
            "3 PROFILE_VALUE_INVALID: `dates` is [\"DD/MM/YYYY\", \"D/M\"]; wanted forms made of DD, MM or MMM, YY or YYYY, such as [\"DD/MM/YYYY\"]",
        ),
        (
            "skip = 1",
            "skip = -1",
            "4 PROFILE_VALUE_INVALID: `skip` is -1; wanted a whole number from 0 to 1000",
        ),
        ("true", "\"no\"", "5 PROFILE_VALUE_INVALID: `header` is \"no\"; wanted true, false or \"perhaps\""),
        (
            "skip = 1",
            "money_out = \"minus\"",
            "4 PROFILE_VALUE_INVALID: `money_out` is \"minus\"; wanted `negative` or `positive`",
        ),
        (
            "amount",
            "paid_in",
            "6 PROFILE_CONTRADICTORY: the amount is one of: `amount`; `paid_out` and `paid_in`; `amount` and `flag`",
        ),
        (
            "date = 1",
            "date = 0",
            "7 PROFILE_VALUE_INVALID: `columns.date` is 0; wanted a column's name in quotes, or its number from 1 on",
        ),
        ("\"DR\"", "\"cr\"", "10 PROFILE_CONTRADICTORY: `cr` is a word for money in and for money out"),
        (
            "[\"DR\"]",
            "[]",
            "12 PROFILE_VALUE_INVALID: `flag.out` is []; wanted words in quotes, such as [\"CR\"]",
        ),
        ("column = 1", "", "13 PROFILE_KEY_MISSING: `column` of [pass_over] is needed and missing"),
    ] {
        assert_eq!(faults(&sound.replacen(from, to, 1)), [said]);
    }
    let sound = "name = \"p\"\ntitle = \"P\"\ndates = [\"DD/MM/YY\"]\n";
    for (text, wanted) in [
        ("[columns\n", "4 PROFILE_NOT_TOML"),
        ("", "1 PROFILE_KEY_MISSING: `columns` is needed and missing"),
        (
            "[columns]\namount = \"A\"\n",
            "4 PROFILE_CONTRADICTORY: no day is to be found: give `date` in [columns], or [first_line] with its `date`",
        ),
        (
            "[columns]\ndate = 1\namount = 2\n",
            "4 PROFILE_KEY_MISSING: all columns are numbers: `fields` has to say how many values a line has",
        ),
        (
            "fields = 2\n[columns]\ndate = 1\namount = 3\n",
            "5 PROFILE_CONTRADICTORY: column 3 is beyond the 2 values of a line (`fields`)",
        ),
        (
            "header = false\nfields = 2\n[columns]\ndate = \"D\"\namount = 2\n",
            "6 PROFILE_CONTRADICTORY: `D` is a name, and the file may have no header: give the column's number",
        ),
        (
            "[columns]\ndate = \"D\"\namount = \"A\"\nflag = \"F\"\n",
            "4 PROFILE_CONTRADICTORY: `flag` needs its words: [flag] with in = [\"CR\"] and out = [\"DR\"]",
        ),
        (
            "money_out = \"negative\"\n[columns]\ndate = \"D\"\npaid_in = \"I\"\npaid_out = \"O\"\n",
            "5 PROFILE_CONTRADICTORY: `money_out` is for one signed `amount` column: leave it away",
        ),
        (
            "[columns]\ndate = \"D\"\namount = \"A\"\ncard = \"C\"\naccount = \"N\"\n",
            "4 PROFILE_CONTRADICTORY: `account` and `card` are both given: a line belongs to one of them",
        ),
    ] {
        let found = faults(&format!("{sound}{text}"));
        assert!(found.len() == 1 && found[0].starts_with(wanted), "{text}: {found:?}");
    }
}

#[test]
fn a_name_that_is_no_profile_is_told_with_those_there_are() {
    let bad = Profile::find("lloyd").unwrap_err();
    assert_eq!(bad.code, "STATEMENT_PROFILE_UNKNOWN");
    assert_eq!(
        bad.message,
        "no built-in profile has this name; did you mean `lloyds` or `lloyds-online` or `lloyds-retail`?"
    );
    assert!(bad.hint.unwrap().starts_with("it is one of: lloyds, bankline, natwest, barclays, "));
    assert_eq!(Profile::find("none.toml").unwrap_err().code, "FILE_MISSING");
}

/// Whatever a profile says, it is sound or its faults are told; and what is sound reads or refuses a file.
#[test]
fn every_shipped_profile_with_a_line_less_or_a_value_changed_is_answered() {
    let file = fixture("csv/bankline.csv") + &fixture("csv/lloyds.csv");
    let (mut sound, mut unsound) = (0, 0);
    for shipped in Profile::shipped() {
        let lines: Vec<&str> = shipped.text.lines().collect();
        for place in 0..lines.len() {
            for change in ["", "= 1000", "= \"x\"", "= [1, \"y\"]", "= -1", "= {}", "= true", "= ["] {
                let key = lines[place].split('=').next().unwrap_or_default();
                let changed = if change.is_empty() { String::new() } else { format!("{key}{change}") };
                let mut all: Vec<&str> = lines.clone();
                all[place] = &changed;
                match Profile::parse("p.toml", &all.join("\n")) {
                    Ok(profile) => {
                        sound += 1;
                        if let Err(bad) = taken(file.as_bytes(), Some(&profile)) {
                            assert!(!bad.message.is_empty());
                        }
                    }
                    Err(bad) => {
                        unsound += 1;
                        assert!(bad.code == "STATEMENT_PROFILE_UNSOUND" && !bad.rows.is_empty());
                    }
                }
            }
        }
    }
    assert!(sound > 100 && unsound > 100, "{sound} sound, {unsound} unsound");
}
