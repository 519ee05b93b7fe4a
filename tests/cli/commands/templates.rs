//! The sheets that `bhlp import --template` writes, and sending them back.

use std::fs;
use std::path::{Path, PathBuf};

use super::desk::{Desk, text};

const PILOT: &str = "init --pilot T --authority E06000020 --start 2006-07-01 --end 2007-12-31";
/// When the pilot has ended, and is being settled up.
const ENDED: &str = "2008-04-01T09:00:00Z";

/// A ledger with the pilot of the fixtures, but for what is not paid yet: its account is not in the ledger.
fn pilot() -> Desk {
    let desk = Desk::bare();
    desk.bhlp(PILOT).now(ENDED).output();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pilot-a");
    let done = desk.bhlp(&format!("import {}", from.display())).now(ENDED).output();
    assert!(done.status.success(), "{}", text(&done.stderr));
    desk
}

fn place(desk: &Desk, name: &str) -> PathBuf {
    desk.dir.path().join(name)
}

fn written(desk: &Desk, line: &str) -> String {
    let done = desk.bhlp(line).now(ENDED).output();
    assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    text(&done.stdout)
}

/// How many rows of each file are new, by its kind.
fn new(desk: &Desk, from: &Path) -> Vec<(String, String)> {
    let told = written(desk, &format!("import {} --format csv", from.display()));
    let rows = told.lines().skip(1).map(|row| row.split(',').map(str::to_owned).collect::<Vec<_>>());
    rows.map(|row| (row[0].clone(), row[1].clone())).collect()
}

#[test]
fn a_blank_template_has_every_file_with_its_columns_and_takes_nothing_in() {
    let desk = Desk::new();
    let to = place(&desk, "blank");
    let said = written(&desk, &format!("import --template {}", to.display()));
    assert_eq!(said, format!("wrote 19 files to {}\n", to.display()));
    let first = |name: &str| fs::read_to_string(to.join(name)).unwrap();
    // As the contract has them.
    assert_eq!(first("time.csv"), "practitioner,child_ref,on,minutes,activity\r\n");
    assert_eq!(first("budgets.csv"), "child_ref,opened_on,amount,fund,expected_outcome\r\n");
    let events = desk.events();
    assert!(new(&desk, &to).iter().all(|(_, new)| new == "0"));
    assert_eq!(desk.events(), events);
    let there = format!(
        "error[FOLDER_NOT_EMPTY]: {}: something is there already\n\
         hint: name a folder that is not there yet, or a workbook: NAME.xlsx\n",
        to.display()
    );
    desk.bhlp(&format!("import --template {}", to.display())).stderr(there).code(4);
}

/// What the files of a pilot brought in goes out as the same rows, and comes back as nothing new: not into
/// the same ledger, and whole into another one.
#[test]
fn a_filled_template_is_the_pilot() {
    let desk = pilot();
    let to = place(&desk, "filled");
    written(&desk, &format!("import --template {} --filled", to.display()));
    let sent = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pilot-a");
    for kind in
        ["practitioners", "providers", "funds", "children", "budgets", "purchases", "outcomes", "time"]
    {
        let rows =
            |folder: &Path| fs::read_to_string(folder.join(format!("{kind}.csv"))).unwrap().lines().count();
        assert_eq!(rows(&to), rows(&sent), "{kind}");
    }
    assert!(new(&desk, &to).iter().all(|(_, new)| new == "0"));
    let other = Desk::bare();
    other.bhlp(PILOT).now(ENDED).output();
    assert!(new(&other, &to).iter().any(|(kind, new)| kind == "purchases" && new != "0"));
    for report in ["child-spend", "child-category", "months", "trial-balance", "child-summary"] {
        let line = format!("report {report} --format csv");
        assert_eq!(written(&other, &line), written(&desk, &line), "{report}");
    }
}

#[test]
fn only_who_keeps_the_registers_has_them_in_a_template_and_no_file_is_replaced() {
    let desk = pilot();
    let refused = "error[ROLE_MAY_NOT]: LP0001 is a lead professional and may not change the registers or import\n\
                   hint: ask a colleague whose role includes it: bhlp practitioner list\n";
    desk.bhlp("import --template filled.xlsx --filled").user("LP0001").stderr(refused).code(1);
    let to = place(&desk, "t.XLSX");
    fs::write(&to, "mine").unwrap();
    let there = format!(
        "error[FILE_EXISTS]: {}: a file of this name is there\nhint: choose another name\n",
        to.display()
    );
    desk.bhlp(&format!("import --template {}", to.display())).stderr(there).code(4);
    assert_eq!(fs::read(&to).unwrap(), b"mine");
}
