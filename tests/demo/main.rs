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

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("what it says is UTF-8")
}

#[test]
fn the_demo_plays_and_adds_up() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let told = said(&bhlp(folder.path(), &["demo"]));
    let counts = "19 practitioners, 33 providers, 2 funds, 71 children, 52 budgets, 569 purchases";
    for expected in [
        counts,
        "== School shoes ==",
        "error[BUDGET_EXCEEDED]: budget C-0105 has £139.20 available; £165.00 was asked for",
        "left for C-0102: £485.00 of £800.00 (promised £0.00, used £315.00)",
        "== The evaluator: did it help? ==",
    ] {
        assert!(told.contains(expected), "not told: {expected}\n{told}");
    }
    let funds = said(&bhlp(folder.path(), &["report", "by-fund", "--format", "csv"]));
    let expected = "\
fund,name,contributor,received,pool,available,committed,spent
HOUSING,Home comforts fund,Wrekin Vale Housing Trust,320.00,0.00,0.00,0.00,320.00
LAC,Looked-after children fund,Wrekin Vale Corporate Parenting Board,8000.00,1200.00,2089.74,110.00,4600.26
PCT,\"Therapists' hours, in kind\",Wrekin Vale Primary Care Trust,600.00,480.00,30.00,0.00,90.00
POOL,Pooled pilot fund,Department for Education and Skills,40000.00,5900.00,12478.99,750.26,20870.75
";
    assert_eq!(funds.replace("\r\n", "\n"), expected);
    assert_eq!(said(&bhlp(folder.path(), &["check"])), "");
}

#[test]
fn every_story_can_be_told_in_full() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let told = said(&bhlp(folder.path(), &["demo", "--all"]));
    for title in
        ["The bunk bed", "Rent arrears", "A practitioner leaves", "Two months are closed", "A credit note"]
    {
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
