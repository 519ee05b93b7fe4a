//! The month pack: figures worked by hand, journals issued once, and every change found.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use export::pack::{signer, verify};
use ssh_key::private::{Ed25519Keypair, PrivateKey};
use ssh_key::{HashAlg, LineEnding};

use super::desk::{Desk, text};

/// What is said of a pack whose tables the ledger gives again.
const SAME: &str = ", which gives the same 7 tables\n";

/// A desk whose August has two purchases, an order, its invoice and a part payment. The cash book of
/// August by hand: clothing 34.99 - 5.21 = 29.78, food 10.00, activities 60.00 - 8.94 = 51.06, VAT
/// 5.21 + 8.94 = 14.15: debits 104.99. Bank 34.99 + 10.00 + 20.00 = 64.99, owed 60.00 - 20.00 = 40.00:
/// credits 104.99.
fn august() -> Desk {
    let desk = Desk::new();
    for line in [
        "buy C-1 clothing 34.99 --vat 5.21 --from SHOP --on 2006-08-05",
        "buy C-1 food 10 --from SHOP --on 2006-08-06",
        "commission place C-1 activities 100 --from SWIM --on 2006-08-07",
        "invoice record 17 60 --vat 8.94 --number INV-1 --on 2006-08-20",
        "payment record 17 20 --on 2006-08-25",
    ] {
        desk.bhlp(line).done();
    }
    desk
}

fn closed() -> Desk {
    let desk = august();
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk.bhlp("month close 2006-08").user("FIN").done();
    desk
}

fn read(desk: &Desk, file: &str) -> String {
    fs::read_to_string(desk.dir.path().join(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// A table of a pack, each row by its column.
fn rows(desk: &Desk, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(desk.dir.path().join(file)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// What a workbook's cells say, row by row, of each worksheet.
fn cells(path: &Path) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let said = |cell: &Data| match cell {
        Data::Float(number) => format!("{number:.2}"),
        other => other.to_string(),
    };
    let sheets = book.worksheets().into_iter();
    sheets
        .map(|(name, sheet)| (name, sheet.rows().map(|row| row.iter().map(said).collect()).collect()))
        .collect()
}

fn pence(text: &str) -> i64 {
    text.replace('.', "").parse().unwrap_or(0)
}

/// What the cash book's accounts hold at the end of a day, in pence, by name.
fn trial_balance(desk: &Desk, day: &str) -> BTreeMap<String, i64> {
    let output = desk.bhlp(&format!("report trial-balance --as-at {day} --format csv")).output();
    let said = text(&output.stdout);
    let mut reader = csv::Reader::from_reader(said.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let cash = rows.iter().filter(|row| row["book"] == "cash" && row["account"] != "total");
    cash.map(|row| (row["account"].clone(), pence(&row["debit"]) - pence(&row["credit"]))).collect()
}

/// What journals move in each account.
fn moved(desk: &Desk, journals: &[&str]) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for row in journals.iter().flat_map(|journal| rows(desk, journal)) {
        *sums.entry(row["source_ref"].clone()).or_insert(0) += pence(&row["debit"]) - pence(&row["credit"]);
    }
    sums.retain(|_, pence| *pence != 0);
    sums
}

fn movement(desk: &Desk, from: &str, to: &str) -> BTreeMap<String, i64> {
    let mut sums = trial_balance(desk, to);
    for (account, pence) in trial_balance(desk, from) {
        *sums.entry(account).or_insert(0) -= pence;
    }
    sums.retain(|_, pence| *pence != 0);
    sums
}

#[test]
fn a_month_is_handed_over_to_the_penny() {
    let desk = closed();
    desk.bhlp("export month 2006-08 --to pack")
        .user("FIN")
        .stdout(
            "issued journal BH00001 of 2006-08: 6 lines, debits and credits £104.99\n  wrote 2006-08 to pack: 10 files\n",
        )
        .code(0);
    assert_eq!(
        read(&desk, "pack/journal.csv").replace("\r\n", "\n"),
        "\
journal_ref,line,period,financial_year,posting_date,cost_centre,subjective,project,debit,credit,vat_code,narrative,source_ref
BH00001,1,5,2006/07,2006-08-31,BAL,B100,,,64.99,,BHLP 2006-08 bank:main,bank:main
BH00001,2,5,2006/07,2006-08-31,BHLP,R400,,51.06,,,BHLP 2006-08 activities,cost:activities
BH00001,3,5,2006/07,2006-08-31,BHLP,R400,,29.78,,,BHLP 2006-08 clothing,cost:clothing
BH00001,4,5,2006/07,2006-08-31,BHLP,R400,,10.00,,,BHLP 2006-08 food,cost:food
BH00001,5,5,2006/07,2006-08-31,BAL,B200,,,40.00,,BHLP 2006-08 owed to providers,creditor:SWIM
BH00001,6,5,2006/07,2006-08-31,BAL,B300,,14.15,,INPUT,BHLP 2006-08 vat,vat
"
    );
    assert_eq!(moved(&desk, &["pack/journal.csv"]), movement(&desk, "2006-07-31", "2006-08-31"));
    let said = "9 files match the manifest of 2006-08 (closed), made from the ledger ";
    desk.bhlp("verify pack").stdout(format!("{said}{}{SAME}", desk.ledger.display())).code(0);
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

/// August by hand, beside what the desk's order promises: 90.84 is 29.78 + 10.00 + 51.06.
#[test]
fn the_workbook_comes_to_the_same() {
    let desk = closed();
    desk.bhlp("export month 2006-08 --to pack").user("FIN").done();
    let book = cells(&desk.dir.path().join("pack/month.xlsx"));
    let sums: Vec<(&str, &str)> = book["Summary"]
        .iter()
        .skip_while(|row| row[0] != "Figure")
        .skip(1)
        .take_while(|row| !row[0].is_empty())
        .map(|row| (row[0].as_str(), row[1].as_str()))
        .collect();
    let committed: i64 = rows(&desk, "pack/commitments.csv").iter().map(|row| pence(&row["committed"])).sum();
    let committed = format!("{}.{:02}", committed / 100, committed % 100);
    assert_eq!(
        sums,
        [
            ("Handed to the council's ledger", "104.99"),
            ("Committed", committed.as_str()),
            ("Owed to providers", "40.00"),
            ("VAT recorded as recoverable", "14.15"),
            ("Spent in the month, with the pilot's own cost", "90.84"),
            ("Spent to date, with the pilot's own cost", "90.84"),
        ]
    );
    // From the pilot's first month on, July too, when nothing was spent; budgets were given before.
    let months: Vec<(&str, &str)> = book["Summary"]
        .iter()
        .skip_while(|row| row[0] != "Month")
        .skip(1)
        .map(|row| (row[0].as_str(), row[4].as_str()))
        .collect();
    assert_eq!(months, [("2006-07", "0.00"), ("2006-08", "90.84"), ("Total", "")]);
    let journal = book["Journal"].last().unwrap();
    assert_eq!((journal[4].as_str(), journal[5].as_str()), ("104.99", "104.99"));
    for (file, sheet) in
        [("owed.csv", "Owed to providers"), ("funds.csv", "Spend by fund"), ("vat.csv", "VAT")]
    {
        let there = rows(&desk, &format!("pack/{file}")).len();
        // Its header and its totals are rows too.
        assert_eq!(book[sheet].len(), there + 2, "{file}");
    }
}

#[test]
fn the_same_journal_is_written_again_and_never_issued_twice() {
    let desk = closed();
    desk.bhlp("export month 2006-08 --to pack").user("FIN").done();
    let events = desk.events();
    // Nobody has to say who they are to read again what was issued.
    desk.bhlp("export month 2006-08 --to again")
        .without("BHLP_USER")
        .stdout("wrote 2006-08 to again: 10 files\n")
        .code(0);
    assert_eq!(desk.events(), events, "nothing is issued twice");
    assert_eq!(read(&desk, "pack/journal.csv"), read(&desk, "again/journal.csv"));
    let workbook = |folder: &str| fs::read(desk.dir.path().join(folder).join("month.xlsx")).unwrap();
    assert_eq!(workbook("pack"), workbook("again"), "a workbook has the moment of the closing, not its own");
    desk.bhlp("export month 2006-08 --to other --profile signed").user("FIN").refused(
        "JOURNAL_WRITTEN_OTHERWISE",
        "journal BH00001 was issued with the layout default, and would now be written otherwise\n\
         hint: give the layout it was issued with, unchanged: --profile default, or its file",
    );
    assert!(!desk.dir.path().join("other").exists());
}

#[test]
fn after_a_reopening_only_what_came_later_is_handed_over() {
    let desk = closed();
    desk.bhlp("export month 2006-08 --to first").user("FIN").done();
    desk.bhlp("month reopen 2006-08 --reason 'a late receipt'").user("MGR").done();
    desk.bhlp("export month 2006-08 --to draft").stdout("wrote DRAFT of 2006-08 to draft: 9 files\n").code(0);
    desk.bhlp("buy C-1 food 5 --from SHOP --on 2006-08-31").done();
    desk.bhlp("month close 2006-08").user("FIN").done();
    desk.bhlp("export month 2006-08 --to second").user("FIN").done();
    let second = moved(&desk, &["second/journal.csv"]);
    assert_eq!(second, BTreeMap::from([("bank:main".into(), -500), ("cost:food".into(), 500)]));
    let both = moved(&desk, &["first/journal.csv", "second/journal.csv"]);
    assert_eq!(both, movement(&desk, "2006-07-31", "2006-08-31"));
    assert!(read(&desk, "second/journal.csv").contains("BH00002"));
    assert!(read(&desk, "second/README.txt").contains("An earlier pack of this month handed over BH00001"));
    desk.bhlp("verify second")
        .stdout(format!(
            "9 files match the manifest of 2006-08 (closed), made from the ledger {}{SAME}",
            desk.ledger.display()
        ))
        .code(0);
}

#[test]
fn an_open_month_gives_a_draft_that_issues_nothing() {
    let desk = august();
    desk.bhlp("export month 2006-08 --to pack --dry-run")
        .stdout("nothing is to be issued of 2006-08\n  would write DRAFT of 2006-08 to pack: 9 files\n")
        .stderr("dry run: nothing was recorded\n")
        .code(0);
    let events = desk.events();
    desk.bhlp("export month 2006-08 --to pack")
        .without("BHLP_USER")
        .stdout("wrote DRAFT of 2006-08 to pack: 9 files\n")
        .code(0);
    assert_eq!(desk.events(), events);
    assert!(rows(&desk, "pack/journal.csv").iter().all(|row| row["journal_ref"] == "DRAFT"));
    assert!(read(&desk, "pack/manifest.json").contains("\"state\": \"DRAFT\""));
    assert!(read(&desk, "pack/README.txt").contains("DRAFT: the month is still open."));
    desk.bhlp("verify pack").done();
}

#[test]
fn a_month_with_nothing_in_it_has_nothing_to_hand_over() {
    let desk = Desk::new();
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk.bhlp("month close 2006-08").user("FIN").done();
    let events = desk.events();
    desk.bhlp("export month 2006-08 --to pack").stdout("wrote 2006-08 to pack: 10 files\n").code(0);
    assert_eq!(desk.events(), events + 1, "the pack is noted, and no journal is issued");
    assert_eq!(rows(&desk, "pack/journal.csv").len(), 0);
    assert!(read(&desk, "pack/README.txt").contains("journal.csv: nothing to hand over."));
    desk.bhlp("verify pack").done();
    desk.bhlp("export month 2010-01 --to never").refused(
        "MONTH_OUTSIDE_PILOT",
        "2010-01 is outside the pilot, which runs from 2006-07-01 to 2008-03-31 and is settled until 2008-09-30\n\
         hint: see every month: bhlp month status",
    );
}

#[test]
fn nothing_is_issued_in_a_dry_run() {
    let desk = closed();
    let events = desk.events();
    let output = desk.bhlp("export month 2006-08 --to pack --dry-run").user("FIN").output();
    assert_eq!(
        text(&output.stdout),
        "issued journal BH00001 of 2006-08: 6 lines, debits and credits £104.99\n  would write 2006-08 to pack: 10 files\n"
    );
    assert_eq!(text(&output.stderr), "dry run: nothing was recorded\n");
    assert_eq!(desk.events(), events);
    assert!(fs::read_dir(desk.dir.path()).unwrap().all(|file| file.unwrap().path().is_file()));
}

#[test]
fn only_who_keeps_months_issues_journals() {
    let desk = closed();
    desk.bhlp("export month 2006-08 --to pack").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not close or re-open months\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
}

#[test]
fn a_folder_is_never_written_into() {
    let desk = closed();
    fs::create_dir(desk.dir.path().join("pack")).unwrap();
    desk.bhlp("export month 2006-08 --to pack").user("FIN").done();
    desk.bhlp("export month 2006-08 --to pack").user("FIN").fails(
        4,
        "FOLDER_NOT_EMPTY",
        "pack: something is there already\nhint: name a folder that is not there yet: --to DIR",
    );
    // What an export that was killed left behind is named: perhaps it runs still.
    fs::create_dir(desk.dir.path().join(".late.part-4242")).unwrap();
    desk.bhlp("export month 2006-08 --to late")
        .user("FIN")
        .stdout(
            "wrote 2006-08 to late: 10 files\n\
             another export runs, or was stopped: .late.part-4242; delete that folder if none runs\n",
        )
        .code(0);
    let output = desk.bhlp("export month 2006-08 --to no/where").user("FIN").output();
    assert_eq!(output.status.code(), Some(4));
    assert!(text(&output.stderr).starts_with("error[FOLDER_UNWRITABLE]: no/where: it cannot be made: "));
    let output = desk.bhlp("verify nowhere").output();
    assert_eq!(output.status.code(), Some(4));
    assert!(text(&output.stderr).starts_with("error[FOLDER_UNREADABLE]: nowhere: it cannot be read: "));
}

#[test]
fn references_run_out_and_say_so() {
    let desk = closed();
    let profile = read_shipped()
        .replace("\"default\"", "\"short\"")
        .replace("reference_length = 7", "reference_length = 3");
    fs::write(desk.dir.path().join("short.toml"), profile).unwrap();
    for number in 1..=9 {
        desk.bhlp(&format!("export month 2006-08 --to pack{number} --profile short.toml")).user("FIN").done();
        assert!(read(&desk, &format!("pack{number}/journal.csv")).contains(&format!("BH{number},1,")));
        desk.bhlp("month reopen 2006-08 --reason more").user("MGR").done();
        desk.bhlp("buy C-1 food 1 --from SHOP --on 2006-08-30").done();
        desk.bhlp("month close 2006-08").user("FIN").done();
    }
    desk.bhlp("export month 2006-08 --to pack10 --profile short.toml").user("FIN").refused(
        "REFERENCES_USED_UP",
        "every reference that begins with BH and has 3 characters was issued\n\
         hint: give the layout another reference_prefix: docs/PACK.md",
    );
    // Without its layout named, the month is not handed over in another one by mistake.
    desk.bhlp("export month 2006-08 --to pack10").user("FIN").refused(
        "JOURNAL_WRITTEN_OTHERWISE",
        "journal BH9 was issued with the layout short, and would now be written otherwise\n\
         hint: give the layout it was issued with, unchanged: --profile short, or its file",
    );
}

fn read_shipped() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/import/journal_profiles/default.toml"))
        .unwrap()
}

#[test]
fn a_layout_is_judged_before_anything_is_written() {
    let desk = closed();
    let profile = read_shipped().replace("header = true", "header = \"yes\"");
    fs::write(desk.dir.path().join("bad.toml"), profile).unwrap();
    desk.bhlp("export month 2006-08 --to pack --profile bad.toml").user("FIN").refused(
        "JOURNAL_PROFILE_UNSOUND",
        "bad.toml: this layout of a journal has a fault\n\
         \x20 line 8: [JOURNAL_PROFILE_UNSOUND] `header` is \"yes\"; wanted true or false, without quotes\n\
         hint: docs/PACK.md explains every key; one to begin from: --profile default",
    );
    assert!(!desk.dir.path().join("pack").exists());
}

#[test]
fn every_layout_balances_and_names_nobody() {
    let desk = august();
    desk.bhlp("report trial-balance").done();
    for profile in ["default", "signed", "flagged", "entries"] {
        desk.bhlp(&format!("export month 2006-08 --to {profile} --profile {profile}")).done();
        desk.bhlp(&format!("verify {profile}")).done();
        for file in fs::read_dir(desk.dir.path().join(profile)).unwrap() {
            let path = file.unwrap().path();
            let said = match path.extension().is_some_and(|kind| kind == "xlsx") {
                true => cells(&path).into_values().flatten().flatten().collect::<Vec<_>>().join("\n"),
                false => fs::read_to_string(path).unwrap(),
            };
            assert!(!said.contains("C-1"), "{said}");
        }
    }
    let signed = read(&desk, "signed/journal.csv");
    let first = signed.lines().next().unwrap();
    assert_eq!(first, "DRAFT,5,31/08/06,BAL/B100,-64.99,BHLP 2006-08 bank:main");
    let sum: i64 = signed.lines().map(|line| pence(line.split(',').nth(4).unwrap())).sum();
    assert_eq!(sum, 0);
    let flagged = read(&desk, "flagged/journal.csv");
    assert_eq!(
        flagged.lines().nth(1).unwrap(),
        "DRAFT|1|2006/07|5|31/08/2006|BAL|B100|C|64.99||BHLP 2006-08 bank:main|bank:main"
    );
    let entries = rows(&desk, "entries/journal.csv");
    assert_eq!(entries.len(), 10, "3 + 2 + 3 + 2 sides of four entries that move cash");
    assert!(entries.iter().all(|row| row["narrative"].chars().count() <= 40));
}

#[test]
fn the_policy_codes_what_is_bought_by_the_day_it_is_bought() {
    let desk = Desk::new();
    let policy = "[categories.food]\ncost_centre = \"K77\"\nsubjective = \"4410\"\n[categories.clothing]\nsubjective = \"4420\"\n";
    fs::write(desk.dir.path().join("policy.toml"), policy).unwrap();
    desk.bhlp("policy set policy.toml --from 2006-08-10").done();
    desk.bhlp("buy C-1 food 10 --from SHOP --on 2006-08-05").done();
    desk.bhlp("buy C-1 food 20 --from SHOP --on 2006-08-10").done();
    desk.bhlp("buy C-1 clothing 30 --from SHOP --on 2006-08-11").done();
    desk.bhlp("export month 2006-08 --to pack").done();
    let coded: Vec<(String, String, String)> = rows(&desk, "pack/journal.csv")
        .into_iter()
        .filter(|row| !row["debit"].is_empty())
        .map(|row| (row["cost_centre"].clone(), row["subjective"].clone(), row["debit"].clone()))
        .collect();
    let wanted = [("BHLP", "4420", "30.00"), ("BHLP", "R400", "10.00"), ("K77", "4410", "20.00")];
    assert_eq!(coded, wanted.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
    let missing: Vec<String> = rows(&desk, "pack/exceptions.csv")
        .into_iter()
        .filter(|row| row["what"] == "code missing")
        .map(|row| format!("{} {}", row["amount"], row["about"]))
        .collect();
    assert_eq!(
        missing,
        [
            "30.00 the policy has no code for cost:clothing; the layout's was used",
            "10.00 the policy has no code for cost:food; the layout's was used",
        ]
    );
}

/// Every byte of every file counts.
#[test]
fn a_changed_byte_is_found_wherever_it_is() {
    let desk = closed();
    desk.bhlp("export month 2006-08 --to pack").user("FIN").done();
    let pack = desk.dir.path().join("pack");
    assert_eq!(verify(&pack).unwrap().differences, Vec::<String>::new());
    for file in fs::read_dir(&pack).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        // The workbook is long, and every place of it is a place like the others.
        let step = if path.ends_with("month.xlsx") { 211 } else { 1 };
        for place in (0..bytes.len()).step_by(step) {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            fs::write(&path, &changed).unwrap();
            assert_ne!(verify(&pack).unwrap().differences, Vec::<String>::new(), "{path:?} at {place}");
        }
        fs::write(&path, &bytes).unwrap();
    }
    changed(&desk, "pack/owed.csv", |text| text.replace("40.00", "41.00"));
    let output = desk.bhlp("verify pack").output();
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stdout).starts_with("owed.csv was changed: its SHA-256 is "));
}

#[test]
fn what_is_missing_or_added_or_forged_is_named() {
    let desk = closed();
    desk.bhlp("export month 2006-08 --to pack").user("FIN").done();
    let pack = desk.dir.path().join("pack");
    fs::rename(pack.join("vat.csv"), pack.join("vat2.csv")).unwrap();
    desk.bhlp("verify pack").stdout("vat.csv is missing\nvat2.csv is not in the manifest\n").code(3);
    fs::rename(pack.join("vat2.csv"), pack.join("vat.csv")).unwrap();
    // Who writes the manifest anew still has not issued the journal.
    changed(&desk, "pack/journal.csv", |text| text.replace("BH00001", "BH00009"));
    let output = desk.bhlp("verify pack").output();
    assert!(text(&output.stdout).contains("journal.csv: the ledger did not issue BH00001 like this\n"));
    let other = closed();
    let said = text(&desk.bhlp("verify pack").ledger(&other.ledger).output().stdout);
    assert!(said.contains("the ledger's event 22 has not the hash that the manifest names\n"), "{said}");
    fs::remove_file(pack.join("manifest.json")).unwrap();
    desk.bhlp("verify pack")
        .stdout("manifest.json is not there: this is no month pack, or not all of it\n")
        .code(3);
}

fn changed(desk: &Desk, file: &str, how: impl FnOnce(String) -> String) {
    let path = desk.dir.path().join(file);
    let was = fs::read_to_string(Path::new(&path)).unwrap();
    fs::write(path, how(was)).unwrap();
}

/// A key in OpenSSH's form, and its public half: the same for the same seed.
fn keys(seed: u8) -> (String, String, String) {
    let key = PrivateKey::from(Ed25519Keypair::from_seed(&[seed; 32]));
    let public = key.public_key();
    let private = key.to_openssh(LineEnding::LF).unwrap().to_string();
    (private, public.to_openssh().unwrap(), public.fingerprint(HashAlg::Sha256).to_string())
}

#[cfg(unix)]
#[test]
fn a_pack_is_signed_as_openssh_signs() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = closed();
    let (private, public, print) = keys(7);
    let file = |name: &str, text: &str, mode: u32| {
        let path = desk.dir.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    };
    file("key", &private, 0o644);
    file("key.pub", &public, 0o644);
    desk.bhlp("export month 2006-08 --to pack --sign-with key").user("FIN").fails(
        4,
        "KEY_UNUSABLE",
        "key: others may read it\nhint: let only its owner read it: chmod 600 FILE",
    );
    file("key", &private, 0o600);
    desk.bhlp("export month 2006-08 --to pack --sign-with key").user("FIN").done();
    desk.bhlp("export month 2006-08 --to plain").done();
    let said = text(&desk.bhlp("verify pack --signed-by key.pub").output().stdout);
    assert!(said.contains(&format!("; signed with the key {print}, made from the ledger ")), "{said}");
    desk.bhlp("verify plain --signed-by key.pub")
        .stdout("manifest.json.sig is missing: the pack is not signed\n")
        .code(3);
    file("other.pub", &keys(8).1, 0o644);
    desk.bhlp("verify pack --signed-by other.pub")
        .stdout(format!("manifest.json.sig is signed with another key: {print}\n"))
        .code(3);
    // Every byte of the signature counts, with the key or without it.
    let path = desk.dir.path().join("pack/manifest.json.sig");
    let bytes = fs::read(&path).unwrap();
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        fs::write(&path, &changed).unwrap();
        assert!(signer(&verify(&desk.dir.path().join("pack")).unwrap(), None).is_err(), "at {place}");
    }
    fs::write(&path, &bytes).unwrap();
    // And ssh-keygen, where there is one, agrees.
    file("signers", &format!("finance {public}"), 0o644);
    let manifest = fs::File::open(desk.dir.path().join("pack/manifest.json")).unwrap();
    let keygen = std::process::Command::new("ssh-keygen")
        .args(["-Y", "verify", "-f", "signers", "-I", "finance", "-n", "bhlp-month-pack", "-s"])
        .arg("pack/manifest.json.sig")
        .current_dir(desk.dir.path())
        .stdin(manifest)
        .output();
    if let Ok(keygen) = keygen {
        assert!(keygen.status.success(), "{keygen:?}");
    }
}
