//! Statements go in once, line by line, each to its account; what they do not say is asked.

use std::fs;

use super::desk::{Desk, text};

/// What a card company writes: a purchase is positive.
const CARDS: &str = "Date,Card,Reference,Merchant,Amount\n\
                     01/08/2006,5521,701,SHOE SHOP,34.99\n\
                     01/08/2006,5521,701,SHOE SHOP,5.00\n\
                     02/08/2006,7002,702,TRAMS LTD,2.40\n\
                     02/08/2006,7002,702,TRAMS LTD,2.40\n";

/// A bank's statement of one account: 30.00 out on the 2nd of a month, 12.50 in on the 3rd.
fn bank(month: &str, opened_on: &str, opening: &str, closing: &str) -> String {
    format!(
        ":20:X\n:25:204060/12345678\n:28C:1/1\n:60F:C{opened_on}GBP{opening}\n\
         :61:{month}02D30,00NCHQ000101//A1\n:86:CHEQUE 000101\n\
         :61:{month}03C12,50NTRFREFUND//A2\n:86:REFUND SHOE SHOP\n\
         :62F:C{month}03GBP{closing}\n-\n"
    )
}

/// The statement of August 2006.
fn august() -> String {
    bank("0608", "060731", "100,00", "82,50")
}

fn desk(file: &str, content: &str) -> Desk {
    let desk = Desk::new();
    write(&desk, file, content);
    desk
}

fn write(desk: &Desk, file: &str, content: &str) {
    fs::write(desk.dir.path().join(file), content).unwrap();
}

fn lines(desk: &Desk) -> Vec<(String, i64)> {
    let conn = desk.other_hand();
    let mut statement = conn
        .prepare(
            "SELECT a.name || ' ' || l.posted_on || coalesce(' ' || l.text, ''), l.amount_pence
               FROM statement_line l JOIN account a USING (account_id) ORDER BY l.line_id",
        )
        .unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// A file that does not say how far it reaches, in September.
const REACH: &str = "warning: it does not say how far it reaches: taken as complete up to its last line, 2006-08-02; \
                     if it is up to 2006-08-31: bhlp statement import cards.csv --until 2006-08-31\n";

#[test]
fn each_card_has_its_own_account_and_what_it_pays_goes_out() {
    let desk = desk("cards.csv", CARDS);
    desk.bhlp("statement import cards.csv")
        .user("FIN")
        .stdout(
            "cards.csv (csv:pilot-cards): statement 17\n\
             card:5521, newly opened: 2 new, 0 already imported; out £39.99\n\
             card:7002, newly opened: 2 new, 0 already imported; out £4.80\n\
             2 accounts: 4 new, 0 already imported\n",
        )
        .stderr(format!("{REACH}next: bhlp reconcile auto\n"))
        .code(0);
    assert_eq!(
        lines(&desk),
        [
            ("card:5521 2006-08-01 SHOE SHOP".into(), -3_499),
            ("card:5521 2006-08-01 SHOE SHOP".into(), -500),
            ("card:7002 2006-08-02 TRAMS LTD".into(), -240),
            ("card:7002 2006-08-02 TRAMS LTD".into(), -240),
        ]
    );
    desk.bhlp("check").code(0);
}

#[test]
fn the_same_file_again_does_nothing() {
    let desk = desk("cards.csv", CARDS);
    desk.bhlp("statement import cards.csv").user("FIN").done();
    let events = desk.events();
    desk.bhlp("statement import cards.csv")
        .user("FIN")
        .stdout("cards.csv (csv:pilot-cards): already imported, as statement 17\n")
        .code(0);
    // Under another name, and saved by a spreadsheet, it is another file with the same lines.
    write(&desk, "again.csv", &format!("\u{feff}{}", CARDS.replace('\n', "\r\n")));
    let again = desk.bhlp("statement import again.csv").user("FIN").output();
    assert!(
        text(&again.stdout).ends_with("2 accounts: 0 new, 4 already imported\n"),
        "{}",
        text(&again.stdout)
    );
    assert!(
        text(&again.stderr).starts_with("already imported: line 2: card:5521 2006-08-01 -£34.99 SHOE SHOP\n")
    );
    assert_eq!((lines(&desk).len(), desk.events()), (4, events + 1));
    desk.bhlp("check").code(0);
}

#[test]
fn of_lines_that_are_alike_as_many_stay_as_a_file_has() {
    let desk = desk("cards.csv", CARDS);
    desk.bhlp("statement import cards.csv").user("FIN").done();
    // The next file begins with the last day of the first: a third ticket had not been posted then.
    write(
        &desk,
        "next.csv",
        "Date,Card,Reference,Merchant,Amount\n02/08/2006,7002,702,TRAMS LTD,2.40\n\
         02/08/2006,7002,702,TRAMS LTD,2.40\n02/08/2006,7002,702,TRAMS LTD,2.40\n03/08/2006,7002,703,TRAMS LTD,-2.40\n",
    );
    let next = desk.bhlp("statement import next.csv").user("FIN").output();
    assert_eq!(
        text(&next.stdout),
        "next.csv (csv:pilot-cards): statement 18\ncard:7002: 2 new, 2 already imported; in £2.40; out £2.40\n"
    );
    assert_eq!(lines(&desk).iter().filter(|(what, _)| what.starts_with("card:7002 2006-08-02")).count(), 3);
}

#[test]
fn what_a_file_does_not_say_is_asked_for() {
    let cards = "Date,Reference,Value,Merchant,Transaction description,Transaction description 2\n\
                 01/08/2006,733,147.16,insightly crm,Software Rental,Sports\n";
    let desk = desk("card.csv", cards);
    desk.bhlp("statement import card.csv").user("FIN").fails(
        4,
        "STATEMENT_ACCOUNT_MISSING",
        "card.csv: it does not say which account it is of\n\
         hint: say it: --account card:5521, or --account bank:main",
    );
    desk.bhlp("statement import card.csv --account notional:PCT").user("FIN").fails(
        4,
        "STATEMENT_OTHER_ACCOUNT",
        "card.csv: notional:PCT is an account in kind: it has no statement\n\
         hint: name a bank account, a card or a float",
    );
    desk.bhlp("statement import card.csv --account card:5521").user("FIN").done();
    desk.bhlp("statement import card.csv --account card:9").user("FIN").fails(
        4,
        "STATEMENT_OTHER_ACCOUNT",
        "card.csv: it was taken in as statement 16 of card:5521; card:9 was asked for\n\
         hint: check which account the file is of",
    );
}

#[test]
fn a_number_belongs_to_one_account() {
    let desk = desk("bank.sta", &august());
    desk.bhlp("statement import bank.sta").user("FIN").fails(
        4,
        "STATEMENT_ACCOUNT_MISSING",
        "bank.sta: it is not known which account has the number 204060/12345678\n\
         hint: say it once: --account bank:NAME",
    );
    desk.bhlp("statement import bank.sta --account bank:mian").user("FIN").fails(
        4,
        "STATEMENT_ACCOUNT_MISSING",
        "bank.sta: there is no account bank:mian; did you mean bank:main?\n\
         hint: open a new one first: bhlp account open bank:mian",
    );
    desk.bhlp("statement import bank.sta --account bank:main").user("FIN").done();
    let next = bank("0609", "060831", "82,50", "65,00");
    write(&desk, "next.sta", &next);
    desk.bhlp("statement import next.sta --account bank:other")
        .user("FIN")
        .now("2006-10-01T09:00:00Z")
        .fails(
            4,
            "STATEMENT_OTHER_ACCOUNT",
            "next.sta: it is of number 204060/12345678, which is bank:main; bank:other was asked for\n\
         hint: check which account the file is of, or leave out --account",
        );
    write(&desk, "other.sta", &next.replace("12345678", "87654321"));
    desk.bhlp("statement import other.sta --account bank:main")
        .user("FIN")
        .now("2006-10-01T09:00:00Z")
        .fails(
            4,
            "STATEMENT_OTHER_NUMBER",
            "other.sta: it is of number 204060/87654321; bank:main has number 204060/12345678\n\
         hint: check which account the file is of; a new account has a name of its own: bhlp account open",
        );
    desk.bhlp("statement import next.sta").user("FIN").now("2006-10-01T09:00:00Z").done();
}

#[test]
fn a_file_of_several_accounts_is_told_once_which_is_which() {
    let bankline = include_str!("../../../fixtures/statements/csv/bankline.csv");
    let desk = desk("bankline.csv", bankline);
    let import = |line: &str| {
        let line = format!("statement import bankline.csv {line}");
        desk.bhlp(&line).user("FIN").now("2006-10-01T09:00:00Z")
    };
    let one = "--number '60-00-01 00012345=bank:main'";
    import("").fails(
        4,
        "STATEMENT_ACCOUNT_MISSING",
        "bankline.csv: it is not known which account has the number 60-00-01 00012345\n\
         hint: say it once, for each: --number '60-00-01 00012345=bank:NAME'",
    );
    import(one).fails(
        4,
        "STATEMENT_ACCOUNT_MISSING",
        "bankline.csv: it is not known which account has the number 60-00-01 00067890\n\
         hint: say it once, for each: --number '60-00-01 00067890=bank:NAME'",
    );
    import(&format!("{one} --number 1=bank:second")).fails(
        4,
        "STATEMENT_NUMBER_ABSENT",
        "bankline.csv: it has no number 1; it has 60-00-01 00012345, 60-00-01 00067890\n\
         hint: check what is said with --number",
    );
    import(&format!("{one} --number '60-00-01 00067890=bank:main'")).fails(
        4,
        "STATEMENT_OTHER_NUMBER",
        "bankline.csv: bank:main is said to have two numbers\nhint: check what is said with --number",
    );
    import(&format!("{one} --number 60000100067890=bank:second")).done();
    let next = bankline.replace("/09/06", "/08/06");
    write(&desk, "bankline.csv", &next);
    import("").done();
}

#[test]
fn what_was_there_before_is_a_line_and_a_gap_is_told() {
    let desk = desk("bank.sta", &august());
    desk.bhlp("statement import bank.sta --account bank:main").user("FIN").done();
    assert_eq!(
        lines(&desk),
        [
            ("bank:main 2006-07-31 balance brought forward".into(), 10_000),
            ("bank:main 2006-08-02 CHEQUE 000101".into(), -3_000),
            ("bank:main 2006-08-03 REFUND SHOE SHOP".into(), 1_250),
        ]
    );
    // 90.00 at the start of the next, where 82.50 was there: a statement between them has 7.50.
    let next = bank("0609", "060831", "90,00", "72,50");
    write(&desk, "next.sta", &next);
    let taken = desk.bhlp("statement import next.sta").user("FIN").now("2006-10-01T09:00:00Z").output();
    assert_eq!(
        text(&taken.stderr),
        "warning: bank:main: the file begins with £90.00 on 2006-09-01; the statements before it end at £82.50: \
             £7.50 is missing between them\nnext: bhlp reconcile auto\n"
    );
    // What came before is told line by line: 117.50 - 30.00 + 12.50 = 100.00.
    write(&desk, "gap.sta", &bank("0606", "060531", "100,00", "82,50"));
    desk.bhlp("statement import gap.sta").user("FIN").fails(
        4,
        "STATEMENT_TOO_EARLY",
        "gap.sta: it begins on 2006-06-01, before the first statement of bank:main, and ends with £82.50; that one \
         begins with £100.00\nhint: a statement between them is missing: take that one in first",
    );
    write(&desk, "before.sta", &bank("0607", "060630", "117,50", "100,00"));
    desk.bhlp("statement import before.sta").user("FIN").done();
    let opening = |what: &str, pence| (format!("bank:main {what}"), pence);
    assert_eq!(
        lines(&desk)[5..7],
        [
            opening("2006-06-30 balance brought forward", 11_750),
            opening("2006-07-03 balance brought forward, now shown line by line", -10_000),
        ]
    );
    desk.bhlp("reconcile match --line 1 7").user("FIN").done();
    desk.bhlp("check").code(0);
}

#[test]
fn a_line_of_a_closed_month_counts_from_the_first_open_day() {
    let desk = desk("cards.csv", &CARDS.replace("01/08", "31/07"));
    desk.bhlp("month close 2006-07").user("FIN").done();
    let taken = desk.bhlp("statement import cards.csv").user("FIN").output();
    assert_eq!(
        text(&taken.stderr),
        format!(
            "warning: 2 lines are of a month that is closed: counted from 2006-08-01\n{REACH}next: bhlp reconcile auto\n"
        )
    );
    let shown = desk.bhlp("statement lines --account card:5521 --format csv").output();
    assert_eq!(
        text(&shown.stdout),
        "line,account,posted_on,money_in,money_out,text,reference,kind,foreign_amount,state,matching,because,said,\
         counted_on,statement,row\n\
         1,card:5521,2006-07-31,0.00,34.99,SHOE SHOP,701,,,open,,,,2006-08-01,18,2\n\
         2,card:5521,2006-07-31,0.00,5.00,SHOE SHOP,701,,,open,,,,2006-08-01,18,3\n"
    );
}

#[test]
fn who_may_not_take_one_in_and_what_is_only_tried() {
    let desk = desk("cards.csv", CARDS);
    desk.bhlp("statement import cards.csv").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not import statements or reconcile them\nhint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.bhlp("statement import cards.csv --until 2006-07-01").user("FIN").fails(
        4,
        "STATEMENT_DAYS_INVALID",
        "cards.csv: it would cover the days from 2006-08-01 to 2006-07-01\nhint: check --from and --until",
    );
    let tried = desk.bhlp("statement import cards.csv --dry-run").user("FIN").output();
    assert!(text(&tried.stderr).ends_with("dry run: nothing was recorded\n"));
    assert_eq!(desk.events(), 14);
}

/// The 1,141, 653 and 278 lines that a city published of its purchase cards, counted with `wc -l`; the
/// sums were made with `awk`.
#[test]
fn what_a_city_published_goes_in_whole() {
    let desk = Desk::bare();
    desk.bhlp("init --pilot Cards --authority E07000178 --start 2017-01-01 --end 2017-12-31").done();
    let now = "2017-10-02T09:00:00Z";
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/statements/oxford-cards");
    for (file, lines) in [("jan-mar-2017", 1_141), ("apr-jun-2017", 653), ("august-2017", 278)] {
        let import =
            format!("statement import {folder}/procurement-card-spending-{file}.csv --account card:5521");
        let taken = text(&desk.bhlp(&import).now(now).output().stdout);
        assert!(taken.contains(&format!(": {lines} new, 0 already imported")), "{taken}");
        let again = text(&desk.bhlp(&import).now(now).output().stdout);
        assert!(again.contains("already imported"), "{again}");
    }
    let lines: i64 =
        desk.other_hand().query_row("SELECT count(*) FROM statement_line", [], |row| row.get(0)).unwrap();
    assert_eq!(lines, 1_141 + 653 + 278);
    desk.bhlp("check").now(now).code(0);
}

/// Months were closed before the card had any statement: the first one is held against all there was.
#[test]
fn a_first_statement_is_held_against_all_there_was_before_it() {
    let desk = Desk::new();
    desk.bhlp("account open card:5521").done();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-07-30").done();
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk.bhlp("buy C-1 clothing 5 --from SHOP --card 5521 --on 2006-08-30").done();
    let cards = "Date,Card,Reference,Merchant,Amount\n31/07/2006,5521,701,SHOE SHOP,34.99\n31/08/2006,5521,702,SHOE SHOP,5.00\n";
    write(&desk, "cards.csv", cards);
    desk.bhlp("statement import cards.csv").user("MGR").done();
    let matched = text(&desk.bhlp("reconcile auto").user("MGR").output().stdout);
    assert!(matched.starts_with("matched 2\n"), "{matched}");
    let closed = text(&desk.bhlp("month close 2006-08").user("FIN").output().stdout);
    assert!(
        closed.contains("card:5521: ledger -£39.99, statement -£39.99, not explained £0.00\n"),
        "{closed}"
    );
    desk.bhlp("check").code(0);
}

#[test]
fn every_bad_file_is_refused_and_nothing_of_it_is_kept() {
    let desk = Desk::new();
    let events = desk.events();
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/statements/bad")).unwrap() {
        let path = file.unwrap().path();
        let output = desk
            .bhlp(&format!("statement import {} --account bank:main", path.display()))
            .user("FIN")
            .output();
        let said = text(&output.stderr);
        assert!(said.starts_with("error[") && said.ends_with("nothing was recorded\n"), "{path:?}: {said}");
        let code = output.status.code();
        assert_eq!(code, Some(if said.starts_with("error[BAD_ROWS]") { 1 } else { 4 }), "{path:?}: {said}");
        assert!(!said.contains('\u{1b}'), "{path:?}: an escape reaches the terminal");
    }
    assert_eq!((desk.events(), lines(&desk)), (events, Vec::new()));
}

#[test]
fn what_looks_like_a_formula_is_kept_as_text_and_written_harmless() {
    let desk = desk("f.qif", "!Type:Bank\nD01/08/2006\nT-5.00\nP=HYPERLINK(\"x\")\n^\n");
    desk.bhlp("statement import f.qif --account bank:main").user("FIN").done();
    assert_eq!(lines(&desk), [("bank:main 2006-08-01 =HYPERLINK(\"x\")".to_owned(), -500)]);
    let listed = text(&desk.bhlp("statement lines --format csv").user("FIN").output().stdout);
    assert!(listed.contains(",\"'=HYPERLINK(\"\"x\"\")\","), "{listed}");
}

/// The same days from the same bank, in another format and another notation of the number.
#[test]
fn another_format_tells_the_same_lines_in_other_words() {
    let desk = desk("bank.sta", &august());
    desk.bhlp("statement import bank.sta --account bank:main").user("FIN").done();
    // As the bank's online export has it: other words, the reference of its own; and a fee of the 3rd.
    let ofx = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>GBP\n\
               <BANKACCTFROM><BANKID>204060<ACCTID>12345678<ACCTTYPE>CHECKING</BANKACCTFROM>\n\
               <BANKTRANLIST><DTSTART>20060801<DTEND>20060803\n\
               <STMTTRN><TRNTYPE>CHECK<DTPOSTED>20060802<TRNAMT>-30.00<FITID>F1<NAME>Cheque</STMTTRN>\n\
               <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20060803<TRNAMT>12.50<FITID>F2<NAME>Shoe shop</STMTTRN>\n\
               <STMTTRN><TRNTYPE>FEE<DTPOSTED>20060803<TRNAMT>-1.00<FITID>F3<NAME>Fee</STMTTRN>\n\
               </BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n";
    write(&desk, "bank.ofx", ofx);
    let taken = desk.bhlp("statement import bank.ofx").user("FIN").output();
    assert!(
        text(&taken.stdout).ends_with("\nbank:main: 1 new, 2 already imported; out £1.00\n"),
        "{}",
        text(&taken.stdout)
    );
    assert!(
        text(&taken.stderr).starts_with(
            "warning: bank:main: 2 lines are known by day and amount from a file of another format, which words them \
             otherwise\n"
        ),
        "{}",
        text(&taken.stderr)
    );
}

#[test]
fn a_card_written_in_two_ways_is_one_card() {
    let cards = "Date,Card,Reference,Merchant,Amount\n01/08/2006,5521,701,Shop,1.00\n\
                 02/08/2006,**** **** **** 5521,702,Shop,2.00\n";
    let desk = desk("cards.csv", cards);
    let taken = text(&desk.bhlp("statement import cards.csv").user("FIN").output().stdout);
    assert!(taken.ends_with("card:5521, newly opened: 2 new, 0 already imported; out £3.00\n"), "{taken}");
    // The next file spells the shop in capitals: the same line.
    write(&desk, "again.csv", &cards.replace("Shop", "SHOP "));
    let again = text(&desk.bhlp("statement import again.csv").user("FIN").output().stdout);
    assert!(again.ends_with("card:5521: 0 new, 2 already imported\n"), "{again}");
}

#[test]
fn a_key_is_used_for_one_file_and_no_file_covers_days_to_come() {
    let desk = desk("cards.csv", CARDS);
    desk.bhlp("statement import cards.csv --until 2006-09-02").user("FIN").fails(
        4,
        "STATEMENT_DAYS_INVALID",
        "cards.csv: it is said to be complete up to 2006-09-02, a day in the future\n\
         hint: a statement covers days that are over",
    );
    desk.bhlp("statement import cards.csv --key K1").user("FIN").done();
    desk.bhlp("statement import cards.csv --key K1")
        .user("FIN")
        .stdout("cards.csv (csv:pilot-cards): already imported, as statement 17\n")
        .code(0);
    write(&desk, "other.csv", &CARDS.replace("701", "801"));
    let other = desk.bhlp("statement import other.csv --key K1").user("FIN").output();
    assert!(text(&other.stderr).starts_with("error[KEY_CONTENT_DIFFERS]"), "{}", text(&other.stderr));
}
