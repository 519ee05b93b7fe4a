//! A pilot of eighteen months and its settling up, added up with a pencil: what nineteen month packs claim,
//! charge, post and publish is what a few lines make of the files that were taken in, and of nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;
use tempfile::TempDir;

use super::world::succeeded;

/// Rows of a CSV file by column; no cell of ours holds a comma.
fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(file).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn pence(cell: &str) -> i64 {
    if cell.is_empty() { 0 } else { cell.replace('.', "").parse().unwrap() }
}

/// Sums by what they are of.
type Sums = BTreeMap<String, i64>;

/// The program of twenty lines. Looked-after children have money of LAC; the others of POOL, and for care of
/// KIND, which gives services. VAT is claimed once what it is on is paid, less what was charged.
fn pencil(files: &Path) -> Sums {
    let mut sums = Sums::new();
    let mut add = |of: String, pence: i64| *sums.entry(of).or_default() += pence;
    let kids = rows(&files.join("children.csv"));
    let after: BTreeMap<String, bool> =
        kids.into_iter().map(|kid| (kid["child_ref"].clone(), kid["cohort"] == "looked_after")).collect();
    for charge in rows(&files.join("charges.csv")) {
        let vat = pence(&charge["vat"]);
        add(format!("cost {}", charge["category"]), vat);
        add(format!("used {}", charge["fund"]), vat);
        if charge["paid"] == "yes" {
            add(format!("claim {}", &charge["on"][..7]), -vat);
            add("published".into(), vat);
            add("charged".into(), vat);
        }
    }
    for row in rows(&files.join("purchases.csv")).iter().filter(|row| !row["received_on"].is_empty()) {
        let (gross, vat) = (pence(&row["amount"]), pence(&row["vat"]));
        let fund = match (after[&row["child_ref"]], row["category"].as_str()) {
            (true, _) => "LAC",
            (false, "care") => "KIND",
            (false, _) => "POOL",
        };
        add(format!("cost {}", row["category"]), gross - vat);
        add(format!("used {fund}"), gross - vat);
        if row["paid_on"].is_empty() {
            continue;
        }
        add(format!("claim {}", &row["paid_on"][..7]), vat);
        if fund != "KIND" {
            add("published".into(), gross - vat);
            add(format!("paid {}", row["paid_from"]), gross);
        }
    }
    sums.retain(|_, pence| *pence != 0);
    sums
}

/// Numbers that are the same each time: a linear congruence.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// The day so many days after 1 July 2006.
fn day(days: u64) -> String {
    let first: domain::Day = "2006-07-01".parse().unwrap();
    (0..days).fold(first, |day, _| day.after()).to_string()
}

/// The pilot's files: 240 purchases of twelve children, and the VAT of some that is to be charged.
fn write_files(files: &Path) {
    let pounds = |pence: u64| format!("{}.{:02}", pence / 100, pence % 100);
    let write = |name: &str, text: String| fs::write(files.join(name), text).unwrap();
    write(
        "practitioners.csv",
        "practitioner,name,profession,agency,sign_off_limit,role\n\
         LP1,Ada,teacher,school,2500.00,lead_professional\nMG1,Bea,manager,council,2500.00,manager\n\
         FN1,Cyd,accountant,council,0.00,finance\n"
            .into(),
    );
    write(
        "providers.csv",
        "provider,name,sector,companies_house,charity_number,vat_number\n\
         SHOP,Corner Shop Ltd,private,04000001,,GB123456782\nCLUB,Saturday Club,voluntary,,1000001,GB123456782\n\
         TAXI,Swift Cars Ltd,private,04000002,,\nTRUST,Primary Care Trust,statutory,,,\n"
            .into(),
    );
    write(
        "funds.csv",
        "fund,name,contributor,cohort,amount,received_on,nature,categories\n\
         POOL,Pool,Council,,20000.00,2006-07-01,cash,\nLAC,Looked after,Council,looked_after,9000.00,2006-07-01,cash,\n\
         KIND,Sessions,Trust,,3000.00,2006-07-01,notional,care\n"
            .into(),
    );
    let mut children = String::from(
        "child_ref,cohort,arm,born,sex,ethnicity,area,need,need_level,caf_ref,caf_on,consent_on,lead_professional\n",
    );
    let mut budgets = String::from("child_ref,opened_on,amount,fund,expected_outcome\n");
    let looked_after = |child: u64| child.is_multiple_of(3);
    for child in 0..12 {
        let (cohort, fund) =
            if looked_after(child) { ("looked_after", "LAC") } else { ("additional_needs", "POOL") };
        children.push_str(&format!(
            "C-{child:02},{cohort},budget,1996-04,F,WBRI,A1,N1,2,CAF{child},2006-07-01,2006-07-01,LP1\n"
        ));
        budgets.push_str(&format!("C-{child:02},2006-07-01,1500.00,{fund},1.1\n"));
        if !looked_after(child) {
            budgets.push_str(&format!("C-{child:02},2006-07-01,350.00,KIND,\n"));
        }
    }
    write("children.csv", children);
    write("budgets.csv", budgets);
    let mut chance = Chance(18);
    let mut purchases = String::from(
        "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,amount,vat,\
         paid_from,invoice_no\n",
    );
    let mut charges = String::from("invoice_no,on,vat,category,fund,paid\n");
    for number in 0..240 {
        let child = chance.below(12);
        let (category, provider, rated) = [
            ("clothing", "SHOP", false),
            ("activities", "CLUB", true),
            ("travel", "TAXI", false),
            ("furniture", "SHOP", true),
            ("care", "TRUST", false),
        ][usize::try_from(chance.below(5)).unwrap()];
        let in_kind = category == "care" && !looked_after(child);
        let gross = match chance.below(10) {
            0 if !in_kind => 25_000 + chance.below(8_000),
            _ => 300 + chance.below(3_700),
        };
        // 17.5 per cent on top is 7/47 of the whole, the half penny down.
        let vat = if rated && chance.below(5) > 0 { gross * 7 / 47 } else { 0 };
        let ordered = chance.below(548);
        let received = ordered + chance.below(15);
        let by_card = chance.below(2) == 0;
        let paid = received + if by_card { chance.below(3) } else { 14 + chance.below(70) };
        let received_on = if received < 549 { day(received) } else { String::new() };
        let is_paid = received < 549 && paid < 579 && chance.below(20) > 0;
        let paid_on = if is_paid { day(paid) } else { String::new() };
        let from = match (in_kind, by_card) {
            (true, _) => "notional:KIND",
            (false, true) => "card:5521",
            (false, false) => "bank:main",
        };
        purchases.push_str(&format!(
            "Q{number},C-{child:02},LP1,{provider},{category},,{},{received_on},{paid_on},{},{},{from},I{number}\n",
            day(ordered),
            pounds(gross),
            pounds(vat),
        ));
        // Every ninth with VAT proves irrecoverable, claimed or not yet, on the pilot's last day.
        if vat > 0 && (number % 9 == 0 || !is_paid) && received < 549 {
            let fund = if looked_after(child) { "LAC" } else { "POOL" };
            let claimed = if is_paid { "yes" } else { "no" };
            charges.push_str(&format!("I{number},2007-12-31,{},{category},{fund},{claimed}\n", pounds(vat)));
        }
    }
    write("purchases.csv", purchases);
    write("charges.csv", charges);
}

/// A ledger that took the files in, with each month closed and packed.
struct Packed {
    folder: TempDir,
    months: Vec<String>,
}

impl Packed {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = folder.path().join("files");
        fs::create_dir(&files).unwrap();
        write_files(&files);
        let months = (0..19).map(|month| format!("{}-{:02}", 2006 + (month + 6) / 12, (month + 6) % 12 + 1));
        let packed = Self { folder, months: months.collect() };
        let period = ["--start", "2006-07-01", "--end", "2007-12-31"];
        packed.bhlp(
            "ADMIN",
            &[&["init", "--pilot", "Wrekin", "--authority", "E06000020"], &period[..]].concat(),
        );
        let folder = packed.folder.path().join("taken");
        fs::create_dir(&folder).unwrap();
        for file in ["practitioners", "providers", "funds", "children", "budgets", "purchases"] {
            fs::copy(files.join(format!("{file}.csv")), folder.join(format!("{file}.csv"))).unwrap();
        }
        packed.bhlp("ADMIN", &["import", "taken"]);
        let book = Connection::open(packed.path("pilot.bhlp")).unwrap();
        for charge in rows(&files.join("charges.csv")) {
            let find = "SELECT entry_id FROM entry WHERE reference = ?";
            let entry: i64 = book.query_row(find, [&charge["invoice_no"]], |row| row.get(0)).unwrap();
            let (entry, reason) = (entry.to_string(), ["--reason", "a copy only", "--on", &charge["on"]]);
            packed.bhlp("FN1", &[&["vat", "charge", &entry][..], &reason].concat());
        }
        for month in &packed.months {
            packed.bhlp(
                "MG1",
                &[
                    "month",
                    "close",
                    month,
                    "--without-statement",
                    "bank:main=none is sent",
                    "--without-statement",
                    "card:5521=none is sent",
                ],
            );
            packed.bhlp("FN1", &["export", "month", month, "--to", month]);
        }
        for quarter in ["2006Q3", "2006Q4", "2007Q1", "2007Q2", "2007Q3", "2007Q4", "2008Q1"] {
            let words = ["export", "transparency", "--quarter", quarter, "--above", "0.00", "--to", quarter];
            packed.bhlp("FN1", &words);
        }
        packed
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    fn bhlp(&self, user: &str, words: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bhlp"));
        command.args(words).current_dir(self.folder.path()).env_clear();
        command.env("BHLP_LEDGER", "pilot.bhlp").env("BHLP_USER", user);
        command.env("BHLP_NOW", "2008-02-15T09:30:00Z");
        succeeded(&mut command).stdout
    }

    /// What the packs and the publication come to.
    fn sums(&self) -> Sums {
        let mut sums = Sums::new();
        let mut add = |of: String, pence: i64| *sums.entry(of).or_default() += pence;
        for month in &self.months {
            for row in rows(&self.path(month).join("vat.csv")) {
                if row["verdict"] == "claim" {
                    add(format!("claim {month}"), pence(&row["vat"]));
                }
            }
            for row in rows(&self.path(month).join("journal.csv")) {
                let source = row["source_ref"].as_str();
                let moved = pence(&row["debit"]) - pence(&row["credit"]);
                match source.split_once(':') {
                    Some(("cost", category)) => add(format!("cost {category}"), moved),
                    Some(("card" | "bank", _)) => add(format!("paid {source}"), -moved),
                    _ => {}
                }
            }
        }
        for row in rows(&self.path(self.months.last().unwrap()).join("funds.csv")) {
            add(format!("used {}", row["fund"]), pence(&row["spent_to_date"]));
        }
        for quarter in fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path()) {
            let Ok(files) = fs::read_dir(&quarter) else { continue };
            for file in files.map(|file| file.unwrap().path()) {
                if file.file_name().unwrap().to_string_lossy().starts_with("DRAFT-spend") {
                    for row in rows(&file) {
                        add("published".into(), pence(&row["Amount"]));
                        add("charged".into(), pence(&row["IrrecoverableVATAmount"]));
                    }
                }
            }
        }
        // Of the bank the 29,000.00 that came in are no payment.
        add("paid bank:main".into(), 2_900_000);
        sums.retain(|_, pence| *pence != 0);
        sums
    }
}

#[test]
fn nineteen_packs_come_to_what_the_files_come_to() {
    let packed = Packed::new();
    let wanted = pencil(&packed.path("files"));
    assert!(wanted["charged"] > 0 && wanted["used KIND"] > 0, "{wanted:?}");
    assert_eq!(packed.sums(), wanted);
    assert_eq!(packed.bhlp("FN1", &["check"]), "");
}
