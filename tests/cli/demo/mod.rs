//! The demo plays to its end, and its pilot adds up to what its files and stories were reckoned to.
//!
//! The figures were added up beforehand from the CSV files and the story, by a program of its own.

use std::path::Path;
use std::process::{Command, Output};

fn bhlp(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bhlp"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("BHLP_LEDGER", "demo.bhlp")
        .output()
        .expect("the program starts")
}

fn output_text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("what it says is UTF-8")
}

#[test]
fn the_demo_plays_and_adds_up() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let told = output_text(&bhlp(folder.path(), &["demo"]));
    let counts = "19 practitioners, 33 providers, 2 funds, 71 children, 52 budgets, 569 purchases";
    for expected in [
        counts,
        "== School shoes ==",
        "error[CONFLICT_DECLARED]: LP-AMES declared a conflict of interest (my brother)",
        "error[BUDGET_EXCEEDED]: C-0105's budget has £139.20 left; £165.00 was asked for",
        "error[OWN_REQUEST]: LP-RASTALL asked for commission",
        "left for C-0106: £376.60 of £500.00 (promised £123.40, used £0.00)",
        "card:5521: 8 new, 0 already imported; in £121.48; out £124.48",
        // 269.99 is 3 x 89.99 and two pennies; of 40.21 of VAT 13.40 is in each, and a penny in the first.
        "  C-0111: £90.00 (commission ",
        "  C-0113: £89.99 (commission ",
        "left for C-0113: £123.41 of £200.00 (promised £0.00, used £76.59)",
        "matched 8\n",
        "card:5521: ledger £0.00, statement -£3.00, £3.00 out not yet in the ledger, not explained £0.00",
        "== The manager who approves: what is waiting, and what was decided? ==",
        "== The evaluator: did it help? ==",
    ] {
        assert!(told.contains(expected), "not told: {expected}\n{told}");
    }
    let again = bhlp(folder.path(), &["demo"]);
    assert_eq!((again.status.code(), again.stdout.as_slice()), (Some(4), b"".as_slice()));
    assert_eq!(
        String::from_utf8_lossy(&again.stderr),
        "error[LEDGER_EXISTS]: demo.bhlp exists already; nothing is ever overwritten\n\
         hint: choose another name, or move the old file away yourself\nnothing was recorded\n"
    );
    let funds = output_text(&bhlp(folder.path(), &["report", "by-fund", "--format", "csv"]));
    let expected = "\
fund,name,contributor,received,pool,available,committed,spent,on_pilot
HOUSING,Home comforts fund,Wrekin Vale Housing Trust,320.00,0.00,0.00,0.00,320.00,0.00
LAC,Looked-after children fund,Wrekin Vale Corporate Parenting Board,8000.00,1200.00,2089.74,110.00,4600.26,0.00
NURSE,\"A nurse two days a week, in kind\",Hazelbrook PCT,2600.00,600.00,0.00,0.00,2000.00,2000.00
PCT,\"Therapists' hours, in kind\",Wrekin Vale Primary Care Trust,600.00,480.00,30.00,0.00,90.00,0.00
POOL,Pooled pilot fund,Department for Education and Skills,40000.00,4700.00,12766.71,860.26,21673.03,0.00
TEAM,One team,The children's trust (invented),17400.00,7400.00,0.00,0.00,10000.00,10000.00
";
    assert_eq!(funds.replace("\r\n", "\n"), expected);
    assert_eq!(output_text(&bhlp(folder.path(), &["check"])), "");
    the_pool_of_nine_partners(folder.path());
    // Of 300.00 165.00 is accounted for and 50.00 may be kept: 85.00 asked back, 40.00 came, 45.00 written
    // off. Of 100.00 the broker spent 84.50 and gave 15.50 back. Spent: 300 - 85 + 45 = 260.00; and, with
    // 108.00 and 28.00 before and a fee of 12.00, 232.50.
    let hands = output_text(&bhlp(folder.path(), &["holding", "list", "--format", "csv"]));
    let mut hands = csv::Reader::from_reader(hands.as_bytes());
    let figures = |row: csv::StringRecord| [0, 8, 9, 10, 11, 12, 13, 14].map(|place| row[place].to_owned());
    assert_eq!(
        hands.records().map(|row| figures(row.expect("a row"))).collect::<Vec<_>>(),
        [
            ["BR-BRIDGE", "100.00", "84.50", "15.50", "0.00", "0.00", "0.00", "0.00"],
            ["FAM-0114", "300.00", "165.00", "40.00", "0.00", "45.00", "50.00", "0.00"],
        ]
    );
    let spent = |child: &str| {
        let asked = ["report", "child-spend", "--child", child, "--format", "csv"];
        let rows = output_text(&bhlp(folder.path(), &asked));
        let mut rows = csv::Reader::from_reader(rows.as_bytes());
        let spent = rows.headers().expect("a header").iter().position(|name| name == "spent").expect("spent");
        rows.records().map(|row| row.expect("a row")[spent].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(spent("C-0114"), ["260.00"]);
    assert_eq!(spent("C-0107"), ["232.50"]);
    // Of the family: three beds and two places by the sea, of which the carer's need bears 60.00.
    let domains =
        output_text(&bhlp(folder.path(), &["report", "by-domain", "--family", "F-0111", "--format", "csv"]));
    assert_eq!(
        domains.replace("\r\n", "\n"),
        "domain,children,purchases,committed,spent,share\ncarers,1,1,0.00,60.00,18.8\nnot said,3,4,0.00,259.78,81.2\n"
    );
    // Four exclusions in the first quarter of 2007, then two, one and none.
    let rates = output_text(&bhlp(folder.path(), &["report", "happening-rates", "--format", "csv"]));
    let mut rates = csv::Reader::from_reader(rates.as_bytes());
    let rows = rates.records().map(|row| row.expect("a row"));
    let excluded = rows.filter(|row| &row[0] == "budget" && &row[2] == "excluded" && &row[1] >= "2007-01");
    let happened: Vec<String> = excluded.map(|row| row[5].to_owned()).collect();
    assert_eq!(happened, ["4", "2", "1", "0"]);
    let approvals = output_text(&bhlp(folder.path(), &["report", "approvals", "--format", "csv"]));
    let mut approvals = csv::Reader::from_reader(approvals.as_bytes());
    let places = [2, 5, 6, 8, 10];
    assert_eq!(
        approvals
            .records()
            .map(|row| places.map(|place| row.as_ref().expect("a row")[place].to_owned()))
            .collect::<Vec<_>>(),
        [
            ["C-0101", "36.00", "conflict", "approved", "MG-LOVELOCK"],
            ["C-0106", "145.00", "limit", "approved", "MG-LOVELOCK"],
            ["C-0106", "180.00", "limit", "refused", "MG-LOVELOCK"],
            ["C-0106", "110.00", "limit", "waiting", ""],
        ]
    );
}

/// 20,000.00 by 30, 15, six times 7, and 13% in kind: 6,000.00, 3,000.00, 1,400.00 and 2,600.00; all is
/// given. 1,175.00 less 175.00 of VAT and 9,000.00 are used, 10,000.00 of 17,400.00: 3,448.27586, 1,724.13793
/// and 804.59770. Whole pence come to 9,999.94; of the six over one goes to the schools' .793 and five to the
/// first five of six trusts with .770 each, none to .586. 7,400.00 are left, by the board half and half.
fn the_pool_of_nine_partners(folder: &Path) {
    let statement = output_text(&bhlp(folder, &["report", "pool", "--format", "csv"]));
    let mut statement = csv::Reader::from_reader(statement.as_bytes());
    let figures = |row: csv::StringRecord| [1, 3, 5, 8, 10, 12].map(|place| row[place].to_owned()).join(" ");
    assert_eq!(
        statement.records().map(|row| figures(row.expect("a row"))).collect::<Vec<_>>(),
        [
            "Hazelbrook PCT 2600.00 2600.00 2000.00 600.00 600.00",
            "Birchcombe PCT 1400.00 1400.00 804.60 595.40 0.00",
            "Cedarholt PCT 1400.00 1400.00 804.60 595.40 0.00",
            "Dunmere PCT 1400.00 1400.00 804.60 595.40 0.00",
            "Elmsworthy PCT 1400.00 1400.00 804.60 595.40 0.00",
            "Fernlow PCT 1400.00 1400.00 804.60 595.40 0.00",
            "Gorsefield PCT 1400.00 1400.00 804.59 595.41 0.00",
            "Schools 3000.00 3000.00 1724.14 1275.86 3700.00",
            "Social services 6000.00 6000.00 3448.27 2551.73 3700.00",
        ]
    );
}

#[test]
fn every_story_can_be_told_in_full() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let told = output_text(&bhlp(folder.path(), &["demo", "--all"]));
    for title in [
        "The bunk bed",
        "Rent arrears",
        "Turned down",
        "Who holds the money",
        "A provider without places",
        "Paid by outcome",
        "A practitioner leaves",
        "Two months are closed",
        "A credit note",
        "A family of three",
        "A direct payment",
        "Nine partners, one team",
        "What nine partners have left",
        "A direct payment that goes wrong",
        "A broker",
        "Exclusions that fall",
        "A permission withdrawn",
        "An address that must not be found",
    ] {
        assert!(told.contains(&format!("== {title} ==")), "{title}");
    }
}

#[test]
fn the_demo_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let file = folder.path().join("demo.bhlp");
    std::fs::write(&file, "mine").expect("a file is written");
    let refused = bhlp(folder.path(), &["demo"]);
    assert_eq!(refused.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&refused.stderr).starts_with("error[LEDGER_EXISTS]"));
    assert_eq!(std::fs::read(&file).expect("it is still there"), b"mine");
}
