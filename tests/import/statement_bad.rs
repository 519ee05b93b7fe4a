//! What is no statement, or a wrong one: each kind has its own code, and says what was found.

use std::fs::File;

use file::{BadFile, Source};

use super::statement_formats::{read, sample};

fn refused(bytes: &[u8]) -> BadFile {
    match read(bytes) {
        Err(bad) => bad,
        Ok(file) => panic!("it was taken: {file:#?}"),
    }
}

fn assert_refused(name: &str, code: &str, says: &[&str]) {
    let bad = refused(&sample(&format!("bad/{name}")));
    assert_eq!(bad.code, code, "{name}: {bad}");
    assert!(bad.hint.is_some(), "{name} has no hint");
    for said in says {
        assert!(bad.message.contains(said), "{name}: `{}` does not say `{said}`", bad.message);
    }
}

#[test]
fn a_file_that_is_no_statement_is_told_for_what_it_is() {
    for (name, code, says) in [
        ("empty.csv", "FILE_EMPTY", ["nothing in it"].as_slice()),
        ("workbook.csv", "FILE_NOT_TEXT", &["a workbook"]),
        ("web-page.ofx", "STATEMENT_UNKNOWN", &["a web page"]),
        ("prose.txt", "STATEMENT_UNKNOWN", &["not a statement"]),
        ("advice.xml", "STATEMENT_UNKNOWN", &["CAMT.054", "line 2 begins `Document`"]),
        ("investments.qif", "STATEMENT_UNKNOWN", &["line 1", "investment"]),
        (
            "mixed-encoding.qif",
            "FILE_MIXED_ENCODING",
            &["line 11 has one of UTF-8", "line 17 has one of Windows-1252"],
        ),
        ("nothing.ofx", "STATEMENT_HAS_NOTHING", &["no lines and no balances"]),
    ] {
        assert_refused(name, code, says);
    }
}

#[test]
fn xml_that_declares_anything_is_refused_before_it_means_anything() {
    for (name, code, says) in [
        ("external-entity.xml", "STATEMENT_XML_DOCTYPE", ["line 2", "DOCTYPE"].as_slice()),
        ("bomb.ofx", "STATEMENT_XML_DOCTYPE", &["line 3"]),
        ("bomb-sgml.ofx", "STATEMENT_XML_DOCTYPE", &["line 11", "<!"]),
        ("undeclared-entity.xml", "STATEMENT_XML_INVALID", &["line 21", "&pilot;"]),
        ("crossed.xml", "STATEMENT_XML_INVALID", &["line 17", "Cd"]),
    ] {
        assert_refused(name, code, says);
    }
    let deep = "<a>".repeat(65);
    assert_eq!(refused(deep.as_bytes()).code, "STATEMENT_XML_TOO_DEEP");
    let deep = format!("<Document xmlns='camt.053.001.08'><Stmt><Ntry>{}", "<a>".repeat(100_000));
    assert_eq!(refused(deep.as_bytes()).code, "STATEMENT_XML_TOO_DEEP");
}

#[test]
fn a_file_that_ends_in_the_middle_is_told() {
    for name in ["truncated.xml", "truncated.sta", "truncated.ofx", "truncated-ofx2.ofx", "truncated.qif"] {
        assert_refused(name, "STATEMENT_TRUNCATED", &["ends in the middle"]);
    }
}

#[test]
fn balances_that_do_not_come_out_are_told_with_the_difference() {
    for (name, code, says) in [
        (
            "unbalanced.xml",
            "STATEMENT_UNBALANCED",
            [
                "account 20000012345678, 2006-09-01 to 2006-09-30: opening £10,000.00 and 6 lines of £612.74",
                "add up to £10,612.74; the closing balance is £10,612.38: a difference of -£0.36",
            ]
            .as_slice(),
        ),
        ("unbalanced.sta", "STATEMENT_UNBALANCED", &["£10,712.74", "£10,712.38", "a difference of -£0.36"]),
        (
            "not-chained.sta",
            "STATEMENT_NOT_CHAINED",
            &[
                "begins with £10,690.00; the statement before it ends with £10,700.00: a difference of -£10.00",
            ],
        ),
        ("reversed.ofx", "STATEMENT_PERIOD_REVERSED", &["2006-09-01", "2006-08-30"]),
        (
            "two-day-orders.qif",
            "STATEMENT_DAYS_MIXED",
            &["line 13 has the day first, line 19 the month first"],
        ),
    ] {
        assert_refused(name, code, says);
    }
}

#[test]
fn a_line_that_is_wrong_is_told_with_its_place_and_what_was_wanted() {
    let cases: [(&str, &[&str]); 9] = [
        ("future.qif", &["13 date STATEMENT_LINE_FUTURE it is of 2016-09-29; today is 2006-11-03"]),
        (
            "euros.sta",
            &[
                "5 balance STATEMENT_CURRENCY the currency is `EUR`; GBP is wanted",
                "12 balance STATEMENT_CURRENCY",
                "18 balance STATEMENT_CURRENCY",
                "25 balance STATEMENT_CURRENCY",
            ],
        ),
        ("euros.ofx", &["35 CURSYM STATEMENT_CURRENCY the currency is `EUR`; GBP is wanted"]),
        (
            "twice.ofx",
            &[
                "35 FITID STATEMENT_REFERENCE_TWICE FITID `F-1` is that of line 20 too, which is of -34.99 on 2006-09-04",
            ],
        ),
        (
            "twice.xml",
            &["24 AcctSvcrRef STATEMENT_REFERENCE_TWICE AcctSvcrRef `SVC-0001` is that of line 13 too"],
        ),
        ("control.qif", &["13 text FIELD_CONTROL_CHARACTER it has a control character (U+001B) at place 3"]),
        (
            "nowhere.xml",
            &["36 CdtDbtInd STATEMENT_SIGN_INVALID CdtDbtInd is `DEBIT`; CRDT or DBIT is wanted"],
        ),
        (
            "bad-values.ofx",
            &[
                "20 TRNAMT AMOUNT_SUB_PENNY `-34.999` is not a whole number of pence",
                "28 TRNAMT STATEMENT_FIELD_MISSING it has no TRNAMT",
                "34 DTPOSTED DATE_INVALID `20060931` is not a day; YYYYMMDD is wanted",
            ],
        ),
        ("bad-balance.sta", &["5 balance STATEMENT_FIELD_INVALID it is not a balance; wanted is C or D"]),
    ];
    for (name, wanted) in cases {
        let bad = refused(&sample(&format!("bad/{name}")));
        assert_eq!(bad.code, "BAD_ROWS", "{name}: {bad}");
        let told: Vec<String> = bad
            .rows
            .iter()
            .map(|row| format!("{} {} {} {}", row.line, row.column.unwrap_or("-"), row.code, row.message))
            .collect();
        assert_eq!(told.len(), wanted.len(), "{name}: {told:#?}");
        for (told, wanted) in told.iter().zip(wanted) {
            assert!(told.starts_with(wanted), "{name}: `{told}` does not begin `{wanted}`");
        }
    }
}

#[test]
fn nothing_of_an_escape_reaches_the_terminal() {
    let bad = refused(&sample("bad/control.qif"));
    assert_eq!(bad.rows[0].excerpt, "Ma\\u{1b}[31mple & Sons");
    assert_eq!(bad.message, "1 of 4 lines cannot be taken");
}

#[test]
fn an_enormous_file_is_refused_before_it_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("enormous.xml");
    File::create(&path).unwrap().set_len(statement::MOST_BYTES + 1).unwrap();
    let bad = statement::load(&Source::Path(path)).unwrap_err();
    assert_eq!(
        (bad.code, bad.message.as_str()),
        ("STATEMENT_TOO_LARGE", "it is larger than 200 MB, the most that is read")
    );
}

#[test]
fn mt940_marks_and_amounts_of_another_form_are_told() {
    let text = String::from_utf8(sample("mt940/main.sta")).unwrap();
    for (found, written, code) in [
        ("0901C1000,00", "0901X1000,00", "STATEMENT_SIGN_INVALID"),
        ("0901C1000,00", "0901C1.000,00", "AMOUNT_NOT_MONEY"),
        ("0901C1000,00", "0931C1000,00", "DATE_INVALID"),
        ("0901C1000,00", "091C1000,00", "DATE_INVALID"),
        (":61:060902", ":61:060942", "DATE_INVALID"),
        ("C060831GBP10000,00", "C060832GBP10000,00", "DATE_INVALID"),
        ("C060831GBP10000,00", "C060831GBP10000,000,", "AMOUNT_NOT_MONEY"),
    ] {
        let bad = refused(text.replacen(found, written, 1).as_bytes());
        assert_eq!(bad.rows.first().map(|row| row.code), Some(code), "{written}: {bad}");
    }
}

#[test]
fn a_group_that_does_not_end_is_refused_and_not_mixed_with_the_next() {
    let text = String::from_utf8(sample("ofx/card-ofx1.ofx")).unwrap();
    let bad = refused(text.replacen("</STMTTRN>", "", 1).as_bytes());
    assert_eq!(bad.code, "STATEMENT_XML_INVALID");
    assert_eq!(bad.message, "line 28: `STMTTRN` begins, and the STMTTRN before it has not ended");
    let bad = refused(text.replacen("</CCSTMTRS>", "<CCSTMTRS>", 1).as_bytes());
    assert_eq!(bad.message, "line 45: `CCSTMTRS` begins, and the statement before it has not ended");
    assert_eq!(refused(text.replacen("</CCSTMTRS>", "", 1).as_bytes()).code, "STATEMENT_TRUNCATED");
    let lost =
        String::from_utf8(sample("mt940/main.sta")).unwrap().replacen(":28C:", ":61:X\n:20:X\n:28C:", 1);
    assert_eq!(refused(lost.replacen(":20:INVENTED1\n", "", 1).as_bytes()).code, "STATEMENT_TRUNCATED");
}

#[test]
fn what_is_meant_to_take_the_square_of_its_length_does_not() {
    let many = |piece: &str| piece.repeat(300_000);
    let text = String::from_utf8(sample("ofx/card-ofx1.ofx")).unwrap();
    let file = read(text.replace("Refund &amp; apology", &many("&")).as_bytes()).unwrap();
    let kept = file.accounts[0].lines[1].text.as_ref().map(|text| text.as_str().len());
    assert_eq!(kept, Some(500), "a text is cut at 500 characters");
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=''")).collect();
    assert_eq!(refused(format!("<Document{attributes}></Document>").as_bytes()).code, "STATEMENT_UNKNOWN");
    let values: String = (0..100_000).map(|n| format!("<A{n}>1")).collect();
    let bad = refused(text.replacen("<FITID>F-1", &values, 1).as_bytes());
    assert_eq!(bad.code, "STATEMENT_XML_INVALID");
    let many = many("<a/>");
    let swollen = format!(
        "<Document xmlns='x:camt.053.001.08'><Stmt><Ntry>{many}{many}{many}{many}</Ntry></Stmt></Document>"
    );
    assert_eq!(refused(swollen.as_bytes()).code, "STATEMENT_XML_TOO_DEEP");
}

#[test]
fn bad_lines_are_counted_and_the_first_of_them_are_told() {
    let text: String = (0..80).map(|_| "D01/09/2006\nT1.234\n^\n").collect();
    let bad = refused(format!("!Type:Bank\nD01/09/2006\nT5.00\n^\n{text}").as_bytes());
    assert_eq!((bad.message.as_str(), bad.rows.len()), ("80 of 81 lines cannot be taken", 50));
    let text: String = (0..80).map(|_| "D01/09/2006\nT0.00\n^\n").collect();
    let file = read(format!("!Type:Bank\nD01/09/2006\nT5.00\n^\n{text}").as_bytes()).unwrap();
    assert_eq!(file.left_out.len(), 52);
    assert!(file.left_out[50].starts_with("no day of it tells which number is the month"), "{file:?}");
    assert_eq!(file.left_out[51], "and 30 more are left out");
}

/// An end and a beginning lost between two entries: of their two sums one would be lost.
#[test]
fn two_entries_of_camt_that_run_together_are_refused() {
    let whole = String::from_utf8(sample("camt/main-001.02.xml")).unwrap();
    let entry = whole.find("</Ntry>").unwrap();
    let next = entry + whole[entry..].find("<Ntry>").unwrap() + "<Ntry>".len();
    let joined = format!("{}{}", &whole[..entry], &whole[next..]);
    let bad = read(joined.as_bytes()).unwrap_err();
    assert_eq!(
        bad.rows.iter().map(|row| row.code).collect::<Vec<_>>(),
        ["STATEMENT_FIELD_INVALID"],
        "{bad:?}"
    );
    assert!(bad.rows[0].message.contains("second Amt in one Ntry"), "{bad:?}");
}
