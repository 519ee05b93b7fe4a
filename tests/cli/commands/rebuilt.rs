//! `bhlp verify` makes a pack's tables again from the ledger, and names the row that differs.

use std::fs;

use super::desk::{Desk, text};
use super::handed::forge;

/// A month of a purchase without its receipt and of what is promised and partly owed.
fn august() -> Desk {
    let desk = Desk::new();
    for line in [
        "buy C-1 clothing 34.99 --vat 5.21 --from SHOP --on 2006-08-05",
        "commission place C-1 activities 100 --from SWIM --on 2006-08-07",
        "invoice record 16 60 --vat 8.94 --number INV-1 --on 2006-08-20",
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

fn said(desk: &Desk, line: &str) -> String {
    text(&desk.bhlp(line).output().stdout)
}

#[test]
fn a_forged_draft_is_found_while_nothing_more_is_recorded() {
    let desk = august();
    desk.bhlp("export month 2006-08 --to pack").done();
    assert!(said(&desk, "verify pack").contains(", which gives the same 6 tables\n"));
    // The price less what was invoiced: 100.00 - 60.00, and its VAT apart.
    forge(&desk, "owed.csv", |text| text.replace("60.00", "61.00"), |_| ());
    forge(&desk, "journal.csv", |text| text.replace("INPUT", "OTHER"), |_| ());
    forge(&desk, "vat.csv", |text| format!("{}\r\n", text.lines().next().unwrap()), |_| ());
    desk.bhlp("verify pack")
        .stdout(
            "vat.csv has 0 rows, not 2\n\
             journal.csv, row 6: vat_code is `OTHER`, the ledger gives `INPUT`\n\
             owed.csv, row 2: owed is `61.00`, the ledger gives `60.00`; days_0_30 is `61.00`, the ledger gives `60.00`\n\
             vat.csv lacks a row that the ledger gives: 15, 2006-08-05, buy, 15, SHOP, Shoe shop, 34.99, 29.78, \
             5.21, bank:main, not yet, yes, yes, yes, no, not yet, no invoice number and no receipt\n",
        )
        .code(3);
    desk.bhlp("buy C-1 food 5 --from SHOP --on 2006-08-31").done();
    assert!(said(&desk, "verify pack").contains("vat.csv has 0 rows"));
}

#[test]
fn what_came_later_is_no_difference() {
    let desk = closed();
    desk.bhlp("export month 2006-08 --to pack").user("FIN").done();
    // A receipt that was missing then, another name, another fund, and a month that goes on.
    desk.bhlp("fund add AAA --name New --contributor Trust").done();
    desk.bhlp("receipt none 15 --reason lost").done();
    desk.bhlp("provider amend SWIM --name Splash").done();
    desk.bhlp("buy C-1 food 5 --from SHOP --on 2006-09-01").done();
    let name = "Swim, \"Splash\" & =Co";
    desk.bhlp("verify pack")
        .stdout(format!(
            "9 files match the manifest of 2006-08 (closed), made from the ledger {}, which gives the same 7 tables\n\
             commitments.csv, row 2: provider_name is `{name}`, the ledger gives `Splash`: amended since it was \
             handed over\n\
             owed.csv, row 2: provider_name is `{name}`, the ledger gives `Splash`: amended since it was handed over\n\
             vat.csv, row 3: provider_name is `{name}`, the ledger gives `Splash`: amended since it was handed over\n",
            desk.ledger.display()
        ))
        .code(0);
}

/// What `check` finds in the ledger, the pack finds too.
#[test]
fn a_ledger_that_was_changed_does_not_give_its_pack_again() {
    for (book, wanted) in [
        ("budget", "funds.csv, row 2: spent_month is `80.84`, the ledger gives `81.84`"),
        (
            "cash",
            "the ledger does not give this pack again: journal BH00001 was issued with the layout default, and \
             would now be written otherwise",
        ),
    ] {
        let desk = closed();
        desk.bhlp("export month 2006-08 --to pack").user("FIN").done();
        let other = desk.other_hand();
        let guards = "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema
                       WHERE type = 'trigger' AND tbl_name = 'transfer'";
        let drop: String = other.query_row(guards, [], |row| row.get(0)).unwrap();
        other.execute_batch(&drop).unwrap();
        let more = "UPDATE transfer SET amount_pence = amount_pence + 100 WHERE entry_id = 15 AND book = ?";
        assert_eq!(other.execute(more, [book]).unwrap(), if book == "cash" { 2 } else { 1 });
        desk.bhlp("verify pack").stdout(format!("{wanted}\n")).code(3);
    }
}

#[test]
fn the_councils_own_layout_is_asked_for() {
    let desk = closed();
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/src/import/journal_profiles/default.toml");
    let own = fs::read_to_string(shipped).unwrap().replace("\"default\"", "\"own\"");
    fs::write(desk.dir.path().join("own.toml"), own).unwrap();
    desk.bhlp("export month 2006-08 --to pack --profile own.toml").user("FIN").done();
    let notes = said(&desk, "verify pack");
    assert!(
        notes.ends_with("its tables were not made again: give the file of its layout own with --profile\n"),
        "{notes}"
    );
    assert!(said(&desk, "verify pack --profile own.toml").ends_with(", which gives the same 7 tables\n"));
    // In another layout the journal is another one.
    let notes = said(&desk, "verify pack --profile signed");
    let wanted = "the ledger does not give this pack again: journal BH00001 was issued with the layout own";
    assert!(notes.starts_with(wanted), "{notes}");
}
