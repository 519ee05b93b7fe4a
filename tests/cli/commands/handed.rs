//! What leaves the house in a month pack, and what `verify` finds when somebody wrote it anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Reader, Xlsx};
use export::pack::Manifest;
use export::package::{Manifest as _, sha256};
use rusqlite::types::ValueRef;

use super::desk::{Desk, text};
use super::publish::{Words, desk_of};

fn does(desk: &Desk, lines: &[&str]) {
    for line in lines {
        desk.bhlp(line).done();
    }
}

/// Every text of every file of a pack, its workbook's cells too.
fn everything(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all += &everything(&path);
        } else if path.extension().is_some_and(|kind| kind == "xlsx") {
            let mut book: Xlsx<_> = calamine::open_workbook(&path).unwrap();
            for (_, sheet) in book.worksheets() {
                let cells = sheet.rows().flatten().map(ToString::to_string);
                all += &cells.collect::<Vec<_>>().join("\n");
            }
        } else {
            all += &fs::read_to_string(&path).unwrap();
        }
    }
    all.to_lowercase()
}

fn rows(desk: &Desk, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(desk.dir.path().join(file)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// References, names, descriptions, remarks, answers and wishes. Invoice numbers are the supplier's, and a
/// claim for VAT needs them; codes are as somebody chose them.
fn typed(desk: &Desk) -> Vec<String> {
    let book = desk.other_hand();
    let mut found = Vec::new();
    for sql in [
        "SELECT child_ref FROM child",
        "SELECT name FROM practitioner WHERE name <> code",
        "SELECT description FROM commission",
        "SELECT wish FROM commission",
        "SELECT instead_of FROM commission",
        "SELECT note FROM entry",
        "SELECT request_key FROM event",
        "SELECT said FROM answer",
        "SELECT text FROM statement_line",
        "SELECT name FROM provider WHERE sector = 'individual'",
    ] {
        let mut statement = book.prepare(sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            if let ValueRef::Text(bytes) = row.get_ref(0).unwrap() {
                found.push(text(bytes));
            }
        }
    }
    assert!(found.len() > 60, "{found:?}");
    found
}

#[test]
fn nothing_that_a_person_typed_leaves_in_a_pack() {
    for seed in [1, 2, 3] {
        let desk = desk_of(seed);
        let mut words = Words(seed + 100);
        let child: String = desk
            .other_hand()
            .query_row("SELECT child_ref FROM child ORDER BY child_id DESC", [], |row| row.get(0))
            .unwrap();
        let lines = format!(
            "Date,Card,Reference,Merchant,Amount\n30/11/2006,5521,{},{},20.00\n30/11/2006,5521,{},{},30.00\n",
            words.next(),
            words.next(),
            words.next(),
            words.next()
        );
        fs::write(desk.dir.path().join("card.csv"), lines).unwrap();
        for line in [
            format!("fund add HELD --name 'Shoes for {child}' --contributor 'Friends of {child}'"),
            "statement import card.csv --account card:5521".to_owned(),
            format!("reconcile explain --line 1 --because not_ours '{child} {}'", words.next()),
            format!("reconcile park --line 2 '{}'", words.next()),
            format!("commission place {child} care 60 --from LONE --on 2006-11-05 --what {}", words.next()),
        ] {
            desk.bhlp(&line).now("2006-12-30T10:00:00Z").done();
        }
        for month in ["2006-10", "2006-11"] {
            desk.bhlp(&format!("export month {month} --to {month}")).now("2007-01-08T10:00:00Z").done();
            let all = everything(&desk.dir.path().join(month));
            assert!(all.contains("redacted personal data"), "{all}");
            for typed in typed(&desk) {
                assert!(!all.contains(&typed.to_lowercase()), "seed {seed}, {month}: {typed} in\n{all}");
            }
        }
        let about: Vec<String> =
            rows(&desk, "2006-11/exceptions.csv").into_iter().map(|row| row["about"].clone()).collect();
        for wanted in ["explained: not ours", "parked"] {
            let wanted = format!("card:5521: on the statement, not in the ledger; {wanted}");
            assert!(about.contains(&wanted), "{about:?}");
        }
    }
}

/// A closed August with a line of 34.99 that nobody entered, and an order from a person and from somebody
/// whose name tells of a child.
fn august() -> Desk {
    let desk = Desk::new();
    does(
        &desk,
        &[
            "account open card:5521 --holder LP2",
            "provider add MUM --name 'Ann Other' --sector individual",
            "provider add NAN --name 'Nan of C-1' --sector voluntary",
            "commission place C-1 care 40 --from MUM --on 2006-08-02",
            "commission place C-1 care 30 --from NAN --on 2006-08-03",
            "commission place C-1 care 20 --from SWIM --on 2006-08-04",
            "buy C-1 food 10 --from SHOP --on 2006-08-06",
        ],
    );
    fs::write(
        desk.dir.path().join("card.csv"),
        "Date,Card,Reference,Merchant,Amount\n10/08/2006,5521,R1,KETTLE,34.99\n",
    )
    .unwrap();
    does(
        &desk,
        &[
            "statement import card.csv --account card:5521 --until 2006-08-31",
            "reconcile explain --line 1 --because not_ours 'C-1 family, Ellie Kettle'",
        ],
    );
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk.bhlp("month close 2006-08").user("FIN").done();
    desk.bhlp("export month 2006-08 --to pack").user("FIN").done();
    desk
}

#[test]
fn a_closed_month_tells_codes_and_no_names() {
    let desk = august();
    let of = |row: &BTreeMap<String, String>, columns: [&str; 3]| {
        columns.map(|column| row[column].clone()).join(" | ")
    };
    let orders: Vec<String> = rows(&desk, "pack/commitments.csv")
        .iter()
        .map(|row| of(row, ["provider", "provider_name", "committed"]))
        .collect();
    assert_eq!(
        orders,
        [
            "MUM | REDACTED PERSONAL DATA | 40.00",
            "NAN | REDACTED PERSONAL DATA | 30.00",
            "SWIM | Swim, \"Splash\" & =Co | 20.00",
        ]
    );
    let lines: Vec<String> = rows(&desk, "pack/exceptions.csv")
        .iter()
        .filter(|row| row["what"] == "statement line")
        .map(|row| of(row, ["number", "about", "look_up"]))
        .collect();
    assert_eq!(
        lines,
        ["1 | card:5521: on the statement, not in the ledger; explained: not ours | bhlp statement lines"]
    );
    let all = everything(&desk.dir.path().join("pack"));
    for typed in ["Kettle", "Ann Other", "Nan of", "C-1"] {
        assert!(!all.contains(&typed.to_lowercase()), "{typed} in\n{all}");
    }
    // Sums of different kinds are not added up; nor balances, where bank:main has no statement.
    let mut book: Xlsx<_> = calamine::open_workbook(desk.dir.path().join("pack/month.xlsx")).unwrap();
    let mut height = |sheet: &str| book.worksheet_range(sheet).unwrap().height();
    assert_eq!(height("Exceptions"), rows(&desk, "pack/exceptions.csv").len() + 1);
    assert_eq!(height("Reconciliation"), rows(&desk, "pack/reconciliation.csv").len() + 1);
    assert_eq!(height("Commitments"), 3 + 2);
}

/// Writes a file of the pack anew, and the manifest with it, as whoever knows the form would.
pub(super) fn forge(desk: &Desk, file: &str, how: impl Fn(&str) -> String, also: impl FnOnce(&mut Manifest)) {
    let pack = desk.dir.path().join("pack");
    let bytes = how(&fs::read_to_string(pack.join(file)).unwrap());
    let mut manifest: Manifest =
        serde_json::from_slice(&fs::read(pack.join("manifest.json")).unwrap()).unwrap();
    let said = manifest.files.iter_mut().find(|said| said.file == file).unwrap();
    (said.bytes, said.sha256) = (bytes.len(), sha256(bytes.as_bytes()));
    also(&mut manifest);
    manifest.sha256 = String::new();
    manifest.sha256 = sha256(manifest.text().as_bytes());
    fs::write(pack.join(file), bytes).unwrap();
    fs::write(pack.join("manifest.json"), manifest.text()).unwrap();
}

#[test]
fn a_pack_that_was_sealed_again_is_not_the_one_that_was_handed_over() {
    let desk = august();
    let noted = desk.events();
    let kind: String = desk
        .other_hand()
        .query_row("SELECT kind FROM event ORDER BY seq DESC", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kind, "pack.export");
    let was = fs::read(desk.dir.path().join("pack/manifest.json")).unwrap();
    // The same bytes are noted once, whoever writes them again, and whatever is recorded later.
    does(&desk, &["provider add LATER --name Later --sector statutory"]);
    desk.bhlp("export month 2006-08 --to again").without("BHLP_USER").done();
    assert_eq!(desk.events(), noted + 1);
    assert_eq!(fs::read(desk.dir.path().join("again/manifest.json")).unwrap(), was);
    let is = |text: &str| {
        let own = sha256(&fs::read(desk.dir.path().join("pack/manifest.json")).unwrap());
        let noted_as = sha256(&was);
        let wanted = format!(
            "{text}manifest.json is not what was handed over: its SHA-256 is {own}; event {noted} of the ledger notes {noted_as}\n\
             funds.csv, row 2: received_to_date is `7000.00`, the ledger gives `6000.00`\n"
        );
        desk.bhlp("verify pack").stdout(wanted).code(3);
    };
    forge(&desk, "funds.csv", |text| text.replace("6000.00", "7000.00"), |_| ());
    is("");
    // Without the ledger nothing speaks against it, and it says so.
    desk.bhlp("verify pack")
        .without("BHLP_LEDGER")
        .stdout(
            "9 files match the manifest of 2006-08 (closed); unsigned: only that the files fit the manifest was \
             checked\n",
        )
        .code(0);
    forge(
        &desk,
        "README.txt",
        |text| format!("{text}More.\r\n"),
        |manifest| {
            manifest.signed_off.as_mut().unwrap().by = "MGR".to_owned();
        },
    );
    let at = "2006-09-01T10:00:00Z";
    is(&format!("2006-08 was signed off by FIN at {at}, not as the manifest says\n"));
    desk.bhlp("check").code(0);
}

#[test]
fn a_journal_that_was_taken_out_is_missed() {
    let desk = Desk::new();
    does(&desk, &["buy C-1 food 10 --from SHOP --on 2006-08-06"]);
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk.bhlp("month close 2006-08").user("FIN").done();
    desk.bhlp("export month 2006-08 --to pack").user("FIN").done(); // 18: the journal, 19: the pack
    forge(&desk, "README.txt", str::to_owned, |manifest| {
        manifest.journals.clear();
        manifest.files.retain(|file| file.file != "journal.csv");
    });
    fs::remove_file(desk.dir.path().join("pack/journal.csv")).unwrap();
    let said = text(&desk.bhlp("verify pack").output().stdout);
    assert!(
        said.starts_with("the ledger issued BH00001 of 2006-08 in event 18; the manifest does not name it\n"),
        "{said}"
    );
}

#[test]
fn a_pack_of_a_month_that_was_opened_again_says_so() {
    let desk = august();
    let opened = desk.events() + 1;
    desk.bhlp("month reopen 2006-08 --reason more").user("MGR").now("2006-09-02T10:00:00Z").done();
    desk.bhlp("verify pack")
        .stdout(format!(
            "9 files match the manifest of 2006-08 (closed), made from the ledger {}\n\
             2006-08 was re-opened since, in event {opened}, by MGR at 2006-09-02T10:00:00Z\n",
            desk.ledger.display()
        ))
        .code(0);
}
