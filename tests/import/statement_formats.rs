//! CAMT.053, MT940, OFX and QIF: what each says, by hand; and one word of warning for what is no line.

use std::fs;

use domain::Day;
use domain::statement::{StatementAccount, StatementFile};
use file::BadFile;

pub fn today() -> Day {
    "2006-11-03".parse().unwrap()
}

pub fn sample(name: &str) -> Vec<u8> {
    fs::read(format!("{}/fixtures/statements/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

pub fn read(bytes: &[u8]) -> Result<StatementFile, BadFile> {
    statement::read(bytes, "statement", today(), None)
}

/// An account in words, its lines after it.
fn describe_account(account: &StatementAccount) -> Vec<String> {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let day = |day: Option<Day>| or_none(day.map(|day| day.to_string()));
    let head = format!(
        "{}{} {}..{} {}..{}",
        or_none(account.number.as_ref().map(ToString::to_string)),
        if account.is_card { " (card)" } else { "" },
        day(account.from),
        day(account.until),
        or_none(account.opening.map(|pence| pence.to_string())),
        or_none(account.closing.map(|pence| pence.to_string())),
    );
    let lines = account.lines.iter().map(|line| {
        let texts = [&line.text, &line.reference, &line.kind, &line.foreign];
        let texts = texts.map(|text| or_none(text.as_ref().map(ToString::to_string)));
        format!("{:>3} {} {} | {}", line.row, line.posted_on, line.amount, texts.join(" | "))
    });
    std::iter::once(head).chain(lines).collect()
}

fn assert_told(name: &str, format: &str, wanted: &[&str], left_out: &[&str]) {
    let file = read(&sample(name)).unwrap_or_else(|bad| panic!("{name}: {bad} {:#?}", bad.rows));
    assert_eq!(file.format, format, "{name}");
    assert_eq!(file.accounts.iter().flat_map(describe_account).collect::<Vec<_>>(), wanted, "{name}");
    assert_eq!(file.left_out, left_out, "{name}");
}

#[test]
fn camt_02_has_a_batch_part_by_part_and_leaves_out_what_is_pending() {
    assert_told(
        "camt/main-001.02.xml",
        "camt.053.001.02",
        &[
            "20000012345678 2006-09-01..2006-09-30 10000.00..10612.38",
            " 13 2006-09-01 1000.00 | Alderbridge Council Pilot grant first quarter | GRANT-2006-1 | BGC | -",
            " 31 2006-09-12 -120.00 | Otter Swimming School | PAY-41 | PMNT-ICDT-ESCT | -",
            " 32 2006-09-12 -80.00 | Redcar Taxis | PAY-42 | PMNT-ICDT-ESCT | -",
            " 33 2006-09-12 -100.00 | Maple & Sons | PAY-43 | PMNT-ICDT-ESCT | -",
            " 36 2006-09-29 -7.62 | Account charges to 15 Sept | - | - | -",
            " 42 2006-09-29 -80.00 | - | 000731 | - | -",
        ],
        &["line 47: it is not booked yet (PDNG): DBIT 25.00"],
    );
}

#[test]
fn camt_08_is_read_with_prefixes_and_its_statements_are_put_in_order() {
    assert_told(
        "camt/main-001.08.xml",
        "camt.053.001.08",
        &[
            "GB00BHLP20000012345678 2006-10-01..2006-10-31 50.00..5.80",
            " 31 2006-10-05 -100.00 | Gas and Heat | SVC-0011 | DD | -",
            " 41 2006-10-09 -44.20 | Librairie Étoile | SVC-0012 | - | 65.00 EUR",
            " 10 2006-10-20 100.00 | Gas and Heat | SVC-0011 | DD reversal | -",
        ],
        &["line 20: it is not booked yet (PDNG): CRDT 9.99"],
    );
}

#[test]
fn mt940_is_read_page_by_page_with_its_reversals() {
    assert_told(
        "mt940/main.sta",
        "mt940",
        &[
            "200000/12345678 2006-09-01..2006-09-30 10000.00..10712.38",
            "  6 2006-09-01 1000.00 | PILOT GRANT ALDERBRIDGE COUNCIL FIRST QUARTER | GRANT-2006-1 | BGC | -",
            " 10 2006-09-12 -300.00 | PAYMENT RUN 41 TO 43 | SVC-0002 | TRF | -",
            " 19 2006-09-29 -7.62 | BHLP BANK Account charges to 15 Sept | - | CHG | -",
            " 21 2006-09-29 20.00 | DIRECT DEBIT RETURNED | DD-77 | DDT | -",
        ],
        &["line 23: it is only expected (ED)"],
    );
}

#[test]
fn ofx_1_has_values_without_end_tags_and_a_card_signed_as_its_holder_sees_it() {
    assert_told(
        "ofx/card-ofx1.ofx",
        "ofx1",
        &[
            "5521 (card) 2006-09-01..2006-09-30 0.00..-31.27",
            " 20 2006-09-04 -34.99 | Hartley & Daughters Shoes | F-1 | DEBIT | -",
            " 28 2006-09-08 12.00 | Refund & apology | F-2 | CREDIT | -",
            " 35 2006-09-11 -8.28 | Librairie Etoile | F-3 | DEBIT | EUR at 0.69",
        ],
        &[],
    );
}

#[test]
fn ofx_1_cards_that_write_purchases_as_positive_are_turned_round_and_it_is_told() {
    let text = String::from_utf8(sample("ofx/card-ofx1.ofx")).unwrap();
    let text = text.replace("-34.99", "34.99").replace("+12.00", "-12.00").replace("-8.28", "8.28");
    let turned = read(text.replace("-31.27", "31.27").as_bytes()).unwrap();
    let straight = read(&sample("ofx/card-ofx1.ofx")).unwrap();
    assert_eq!(turned.accounts, straight.accounts);
    assert_eq!(
        turned.left_out,
        ["line 20: the file writes purchases as positive; they are taken as money out"]
    );
    // One purchase that is negative, and the signs are what they say.
    let one = read(text.replace("<TRNAMT>8.28", "<TRNAMT>-8.28").as_bytes()).unwrap();
    assert_eq!(one.accounts[0].lines[0].amount.get(), 3499);
}

#[test]
fn ofx_2_takes_a_line_once_and_leaves_out_what_is_pending() {
    assert_told(
        "ofx/main-ofx2.ofx",
        "ofx2",
        &[
            "200000 12345678 2006-09-01..2006-09-30 10000.00..10920.00",
            " 11 2006-09-01 1000.00 | Alderbridge Council Pilot grant, first quarter | GRANT-2006-1 | DIRECTDEP | -",
            " 15 2006-09-29 -80.00 | Maple & Sons cheque | 000731 | CHECK | -",
        ],
        &[
            "line 25: it is pending: -5.00 Otter Swimming School",
            "line 19: it is line 15 once more (FITID B-2)",
        ],
    );
}

#[test]
fn qif_has_an_opening_balance_and_no_line_of_nothing() {
    assert_told(
        "qif/main.qif",
        "qif",
        &[
            "- 2006-09-01..- 10000.00..-",
            "  7 2006-09-01 1000.00 | Alderbridge Council Pilot grant | - | BGC | -",
            " 13 2006-09-29 -80.00 | Maple & Sons | 000731 | - | -",
        ],
        &["line 19: it is of 0.00 and moves nothing (Interest of the month)"],
    );
}

#[test]
fn qif_of_several_accounts_names_each() {
    let text = "!Option:AutoSwitch\n!Account\nNMain\nTBank\n$900.00\n/30/09/2006\n^\n!Type:Bank\nD9/9/06\nT-1.00\n^\n\
                !Type:Cat\nNFood\nDEating\n^\n!Account\nNCard\nTCCard\n^\n!Type:CCard\nD10/9/06\nT-2.00\n^\n";
    let file = read(text.as_bytes()).unwrap();
    let told: Vec<String> = file.accounts.iter().flat_map(describe_account).collect();
    assert_eq!(
        told,
        [
            "Main -..2006-09-30 -..900.00",
            "  9 2006-09-09 -1.00 | - | - | - | -",
            "Card -..- -..-",
            " 21 2006-09-10 -2.00 | - | - | - | -",
        ]
    );
}

#[test]
fn qif_days_have_the_month_first_where_one_of_them_must() {
    let file = read(b"!Type:CCard\nD9/ 1'06\nT-1.00\n^\nD9/13'06\nT-2.00\n^\n").unwrap();
    let days: Vec<String> = file.accounts[0].lines.iter().map(|line| line.posted_on.to_string()).collect();
    assert_eq!(days, ["2006-09-01", "2006-09-13"]);
}

#[test]
fn every_encoding_says_the_same() {
    let utf8 = String::from_utf8(sample("camt/main-001.08.xml")).unwrap();
    let wanted = read(utf8.as_bytes()).unwrap();
    let windows: Vec<u8> = utf8.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(utf8.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in
        [windows, utf16, [b"\xef\xbb\xbf", utf8.as_bytes()].concat(), utf8.replace('\n', "\r\n").into()]
    {
        assert_eq!(read(&bytes), Ok(wanted.clone()));
    }
}

#[test]
fn what_looks_like_a_formula_stays_the_text_it_is() {
    let text =
        String::from_utf8(sample("qif/main.qif")).unwrap().replace("Maple & Sons", "=HYPERLINK(\"x\")");
    let file = read(text.as_bytes()).unwrap();
    let said = file.accounts[0].lines[1].text.as_ref().map(ToString::to_string);
    assert_eq!(said.as_deref(), Some("=HYPERLINK(\"x\")"));
}
