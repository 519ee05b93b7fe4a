//! Profiles of CSV statements: list, show, and one made for a bank that is not known.

use std::fs;

use super::desk::{Desk, text};

const STATEMENT: &str =
    "Posted,Payee,Out,In\n14/07/2006,Anytown Shoes,34.99,\n15/07/2006,Grant,,\"1,250.00\"\n";

#[test]
fn a_profile_is_made_shown_and_used() {
    let desk = Desk::new();
    fs::write(desk.dir.path().join("bank.csv"), STATEMENT).unwrap();
    let made = desk.bhlp("statement profile new bank.csv --name my-bank --to my-bank.toml").output();
    assert_eq!(made.status.code(), Some(0));
    assert_eq!(
        text(&made.stderr),
        "profile written to my-bank.toml; next: bhlp statement import bank.csv --profile my-bank.toml --account bank:NAME\n"
    );
    assert_eq!(
        text(&made.stdout),
        "\
Column    Holds      Because
1 Posted  the day    its values are days written DD/MM/YYYY; `14/07/2006` tells which number is the month
2 Payee   the text   by its name
3 Out     money out  by its name
4 In      money in   by its name

It would be read as 2 lines, from 2006-07-14 to 2006-07-15: in £1,250.00, out £34.99.

Line  Day                In     Out  Text           Reference  Account
   2  2006-07-14             £34.99  Anytown Shoes
   3  2006-07-15  £1,250.00          Grant
"
    );
    let written = fs::read_to_string(desk.dir.path().join("my-bank.toml")).unwrap();
    let shown = desk.bhlp("statement profile show my-bank.toml").output();
    assert_eq!(text(&shown.stdout), written);
    let again = desk.bhlp("statement profile new bank.csv --to my-bank.toml");
    again
        .stderr(
            "error[FILE_EXISTS]: my-bank.toml: it is there already; nothing is ever overwritten\n\
             hint: choose another name\n",
        )
        .code(4);
    let taken = desk.bhlp("statement import bank.csv --profile my-bank.toml --account bank:main").output();
    let said = text(&taken.stdout);
    assert!(said.starts_with("bank.csv (csv:my-bank): statement "), "{said}{}", text(&taken.stderr));
}

#[test]
fn an_unknown_bank_is_led_to_a_profile() {
    let desk = Desk::new();
    fs::write(desk.dir.path().join("bank.csv"), STATEMENT).unwrap();
    let said = desk.bhlp("statement import bank.csv --account bank:main").output();
    assert_eq!(said.status.code(), Some(4));
    assert_eq!(
        text(&said.stderr),
        "error[STATEMENT_LAYOUT_UNKNOWN]: bank.csv: no built-in profile fits it; it has 4 values: \
         Posted | Payee | Out | In\n\
         hint: make a profile for it: bhlp statement profile new bank.csv --to PROFILE.toml\n\
         nothing was recorded\n"
    );
    let said = desk.bhlp("statement profile show lloydss").output();
    assert_eq!(said.status.code(), Some(4));
    assert!(text(&said.stderr).starts_with(
        "error[STATEMENT_PROFILE_UNKNOWN]: lloydss: no built-in profile has this name; did you mean `lloyds` or `lloyds-online` or `lloyds-retail`?\n"
    ));
    fs::write(desk.dir.path().join("bad.toml"), "name = \"bad\"\ntitle = \"Bad\"\n").unwrap();
    let said = desk.bhlp("statement import bank.csv --profile bad.toml").output();
    assert_eq!(said.status.code(), Some(1));
    assert!(text(&said.stderr).contains("\n  line 1: [PROFILE_KEY_MISSING] `columns` is needed and missing"));
}

#[test]
fn a_card_file_signed_the_other_way_round_is_asked_about() {
    let desk = Desk::new();
    let lines = "Date,Card,Reference,Merchant,Amount\n13/07/2006,5521,T1,TILLY CAFE,-5.00\n\
                 14/07/2006,5521,T2,MARIGOLD SHOES,-34.99\n";
    fs::write(desk.dir.path().join("cards.csv"), lines).unwrap();
    let said = desk.bhlp("statement import cards.csv").output();
    assert_eq!(said.status.code(), Some(4));
    let told = text(&said.stderr);
    assert!(told.starts_with(
        "error[STATEMENT_SIGNS_SWAPPED]: cards.csv: 2 of 2 sums are negative, and profile `pilot-cards` takes these \
         for money in\n"
    ), "{told}");
    let said = desk.bhlp("statement import cards.csv --profile pilot-cards").output();
    assert_eq!(said.status.code(), Some(0));
    assert!(text(&said.stderr).contains("see that they are not money out"));
}

#[test]
fn a_line_that_an_earlier_file_brought_in_other_words_is_told() {
    let desk = Desk::new();
    let sent = |name: &str| format!("{}/fixtures/statements/as-sent/{name}", env!("CARGO_MANIFEST_DIR"));
    let import = |name: &str, more: &str| {
        let said = desk
            .bhlp(&format!("statement import {} --account bank:main{more}", sent(name)))
            .now("2006-11-03T10:00:00Z")
            .output();
        assert_eq!(said.status.code(), Some(0), "{}", text(&said.stderr));
        (text(&said.stdout), text(&said.stderr))
    };
    // The bank's own id is the same: the line is known.
    import("ofx-fitid-text-changes-1.ofx", "");
    let (counted, told) = import("ofx-fitid-text-changes-2.ofx", "");
    assert!(counted.contains("bank:main: 1 new, 1 already imported; out £5.00"), "{counted}");
    assert!(told.contains("is known from an earlier file, which words it otherwise"), "{told}");
}

#[test]
fn a_line_of_a_day_already_covered_with_the_sum_of_a_line_that_is_gone_is_told() {
    for (one, other, more, wanted) in [
        (
            "ofx-fitid-new-each-download-1.ofx",
            "ofx-fitid-new-each-download-2.ofx",
            "",
            "line 16 (2006-09-29 -£24.50 MEADOW SPORTS CENTRE) may be the same money as a line of an earlier file \
             that this one does not have: 2006-09-29 -£24.50 MEADOW SPORTS CENTRE;",
        ),
        (
            "ov-text-changes-1.csv",
            "ov-text-changes-2.csv",
            " --profile PROFILE",
            "line 3 (2006-09-29 -£24.50 MEADOW SPORTS CENTRE LEEDS) may be the same money as a line of an earlier \
             file that this one does not have: 2006-09-29 -£24.50 PENDING - MEADOW SPORTS;",
        ),
    ] {
        let desk = Desk::new();
        let folder = format!("{}/fixtures/statements/as-sent", env!("CARGO_MANIFEST_DIR"));
        let more = more.replace("PROFILE", &format!("{folder}/simple.toml"));
        let import = |name: &str| {
            let said = desk
                .bhlp(&format!("statement import {folder}/{name} --account bank:main{more}"))
                .now("2006-11-03T10:00:00Z")
                .output();
            assert_eq!(said.status.code(), Some(0), "{}", text(&said.stderr));
            text(&said.stderr)
        };
        assert!(!import(one).contains("same money"));
        let told = import(other);
        assert!(told.contains(wanted), "{told}");
    }
}

#[test]
fn profiles_are_listed_in_every_format() {
    let desk = Desk::bare();
    let first = |format: &str| {
        let listed = desk.bhlp(&format!("statement profile list --format {format}")).output();
        text(&listed.stdout).lines().take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        first("table"),
        ["Profile               Bank or card company", "lloyds                Lloyds commercial banking"]
    );
    assert_eq!(first("csv"), ["profile,title", "lloyds,Lloyds commercial banking"]);
    assert_eq!(first("plain")[0], "lloyds: Lloyds commercial banking");
    assert!(first("json")[0].starts_with("[{\"profile\":\"lloyds\","));
}

#[test]
fn a_shape_alone_is_asked_about() {
    let desk = Desk::new();
    let lines = include_str!("../../../fixtures/statements/csv/lloyds.csv");
    fs::write(desk.dir.path().join("bank.csv"), lines.replace("/09/06", "/07/06")).unwrap();
    let asked = desk.bhlp("statement import bank.csv --account bank:main");
    asked
        .stderr(
            "error[STATEMENT_LAYOUT_UNPROVED]: bank.csv: it has the shape of profile `lloyds` (Lloyds commercial \
             banking), and neither names of columns nor balances that prove it\n\
             hint: if it is that bank's: --profile lloyds\n\
             nothing was recorded\n",
        )
        .code(4);
    let taken = desk.bhlp("statement import bank.csv --account bank:main --profile lloyds").output();
    assert_eq!(taken.status.code(), Some(0), "{}", text(&taken.stderr));
}

/// An OFX file of an account (`BANKACCTFROM` or `CCACCTFROM`) with lines of a day, a sum, an id and a name.
fn ofx(card: bool, lines: &[(&str, &str, &str, &str)]) -> String {
    let (page, from) = match card {
        true => ("CCSTMTRS", "<CCACCTFROM><ACCTID>5521</CCACCTFROM>"),
        false => ("STMTRS", "<BANKACCTFROM><BANKID>300001<ACCTID>12345678<ACCTTYPE>CHECKING</BANKACCTFROM>"),
    };
    let lines: String = lines
        .iter()
        .map(|(day, sum, id, name)| {
            format!("<STMTTRN>\n<TRNTYPE>OTHER\n<DTPOSTED>{day}\n<TRNAMT>{sum}\n<FITID>{id}\n<NAME>{name}\n</STMTTRN>\n")
        })
        .collect();
    format!(
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><{page}><CURDEF>GBP\n{from}<BANKTRANLIST><DTSTART>20060701\n\
         <DTEND>20060731\n{lines}</BANKTRANLIST></{page}></OFX>\n"
    )
}

#[test]
fn an_id_of_another_day_or_sum_is_told_with_both() {
    for (day, sum) in [("20060712", "-24.50"), ("20060710", "-26.50")] {
        let desk = Desk::new();
        let import = |file: String| {
            fs::write(desk.dir.path().join("bank.ofx"), file).unwrap();
            let said = desk
                .bhlp("statement import bank.ofx --account bank:main")
                .now("2006-11-03T10:00:00Z")
                .output();
            assert_eq!(said.status.code(), Some(0), "{}", text(&said.stderr));
            text(&said.stderr)
        };
        import(ofx(false, &[("20060710", "-24.50", "A1", "PENDING SHOP")]));
        let told = import(ofx(false, &[(day, sum, "A1", "SHOP")]));
        let known = "may be the same money as a line of an earlier file that this one does not have: 2006-07-10 -£24.50 PENDING SHOP";
        assert!(told.contains(known), "{told}");
    }
}

#[test]
fn a_card_s_purchases_without_a_minus_are_asked_about_in_every_format() {
    let desk = Desk::new();
    let shops = [("20060713", "5.00", "B1", "TILLY CAFE"), ("20060714", "34.99", "B2", "MARIGOLD SHOES")];
    fs::write(desk.dir.path().join("card.ofx"), ofx(true, &shops)).unwrap();
    fs::write(
        desk.dir.path().join("card.qif"),
        "!Type:CCard\nD13/07/2006\nT5.00\nPTILLY CAFE\n^\nD14/07/2006\nT34.99\nPMARIGOLD SHOES\n^\n",
    )
    .unwrap();
    for file in ["card.ofx", "card.qif"] {
        let said = desk.bhlp(&format!("statement import {file} --account card:5521")).output();
        assert!(!said.status.success(), "{file}");
        assert!(text(&said.stderr).contains("STATEMENT_SIGNS_SWAPPED"), "{}", text(&said.stderr));
    }
}

#[test]
fn balances_that_rise_with_money_out_are_refused_in_a_bank_s_account() {
    let desk = Desk::new();
    // 1,000.00 + 500.00 - 6.20 + 250.00 = 1,743.80: what is there, not what is owed.
    let rows = "Date,Merchant,Amount,Balance\n03/07/2006,GRANT,500.00,1500.00\n04/07/2006,TILLY CAFE,-6.20,1493.80\n\
                05/07/2006,GRANT,250.00,1743.80\n";
    fs::write(desk.dir.path().join("bank.csv"), rows).unwrap();
    desk.bhlp("statement profile new bank.csv --name w --to w.toml").output();
    let import = || desk.bhlp("statement import bank.csv --profile w.toml --account bank:main").output();
    let said = import();
    assert_eq!(said.status.code(), Some(4));
    let told = text(&said.stderr);
    let wanted = "error[STATEMENT_SIGNS_SWAPPED]: bank.csv: its balances rise with what would be money out of bank:main";
    assert!(told.starts_with(wanted), "{told}");
    let path = desk.dir.path().join("w.toml");
    let profile = fs::read_to_string(&path).unwrap();
    fs::write(&path, profile.replace("money_out = \"positive\"", "money_out = \"negative\"")).unwrap();
    let said = import();
    assert!(text(&said.stdout).contains("in £750.00; out £6.20"), "{}", text(&said.stderr));
}
