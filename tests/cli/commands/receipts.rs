//! Receipts: kept, placed or missing; found changed; given back.

use std::fs;

use super::desk::{Desk, text};

/// A desk with one purchase, number 15, and a receipt `till.txt` of ten bytes.
fn bought() -> Desk {
    let desk = Desk::new();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --what Shoes").done();
    fs::write(desk.dir.path().join("till.txt"), "ten bytes\n").unwrap();
    desk
}

/// The SHA-256 of `ten bytes` and a line feed, by sha256sum.
const TEN_BYTES: &str = "4f487a520ba0e7b3d62075409bf2e58da5c7d103bcb7ed42a216a24aaace2b44";

fn large(desk: &Desk) -> String {
    fs::write(desk.dir.path().join("scan.pdf"), vec![7; 70_000]).unwrap();
    desk.dir.path().join("scan.pdf").display().to_string()
}

#[test]
fn a_small_receipt_is_kept_in_the_ledger_and_given_back() {
    let desk = bought();
    desk.bhlp("receipt add 15 till.txt")
        .stdout("recorded receipt 16 of commission 15: till.txt (10 bytes), kept in the ledger\n")
        .code(0);
    fs::remove_file(desk.dir.path().join("till.txt")).unwrap();
    desk.bhlp("receipt verify").stdout("1 receipt is as recorded\n").code(0);
    desk.bhlp("receipt get 16 --to back.txt")
        .stdout("wrote receipt 16 (till.txt, 10 bytes) to back.txt\n")
        .code(0);
    assert_eq!(fs::read_to_string(desk.dir.path().join("back.txt")).unwrap(), "ten bytes\n");
    desk.bhlp("receipt get 16 --to back.txt")
        .stderr(
            "error[FILE_EXISTS]: back.txt: it is there already; nothing is ever overwritten\n\
             hint: choose another name\n",
        )
        .code(4);
    desk.bhlp("receipt list --format csv")
        .stdout(format!(
            "receipt,commission,placed_on,child_ref,item,provider_name,name,size,place,reason,recorded_by,recorded_at,sha256\n\
             16,15,2006-09-01,C-1,Shoes,Shoe shop,till.txt,10,in the ledger,,ADMIN,2006-09-01T10:00:00Z,{TEN_BYTES}\n"
        ))
        .code(0);
    desk.bhlp("check").code(0);
}

#[test]
fn a_large_receipt_stays_where_it_is_and_is_looked_at_there() {
    let desk = bought();
    let path = large(&desk);
    desk.bhlp("receipt add 15 scan.pdf")
        .stdout(format!("recorded receipt 16 of commission 15: scan.pdf (70000 bytes), kept at {path}\n"))
        .code(0);
    desk.bhlp("receipt add 15 till.txt --outside --place 'drawer 3'")
        .stdout("recorded receipt 17 of commission 15: till.txt (10 bytes), kept at drawer 3\n")
        .code(0);
    desk.bhlp("receipt verify")
        .stdout("1 receipt is as recorded; 1 receipt is where only words tell, and nobody looked\n")
        .code(0);
    fs::write(&path, "another").unwrap();
    desk.bhlp("receipt verify")
        .stdout(format!("RECEIPT_CHANGED: receipt 16 of commission 15: {path} is not what was recorded\n"))
        .code(3);
    fs::remove_file(&path).unwrap();
    desk.bhlp("receipt verify")
        .stdout(format!("RECEIPT_MISSING: receipt 16 of commission 15: {path} is not there\n"))
        .code(3);
    // Found again in another place.
    large(&desk);
    fs::create_dir(desk.dir.path().join("new")).unwrap();
    fs::rename(&path, desk.dir.path().join("new/scan.pdf")).unwrap();
    desk.bhlp("receipt add 15 new/scan.pdf").done(); // 18
    desk.bhlp("receipt add 15 new/scan.pdf").stdout("already recorded as receipt 18\n").code(0);
    desk.bhlp("receipt verify")
        .stdout("1 receipt is as recorded; 1 receipt is where only words tell, and nobody looked\n")
        .code(0);
    desk.bhlp("receipt get 16 --to back.pdf")
        .stderr(format!(
            "error[RECEIPT_NOT_KEPT]: receipt 16 is not kept in the ledger; it is at {path}\n\
             hint: the ledger keeps small files only: bhlp receipt list shows where each is\n"
        ))
        .code(1);
    assert!(!desk.dir.path().join("back.pdf").exists());
}

#[test]
fn the_ledgers_own_copy_is_looked_at_too() {
    let desk = bought();
    desk.bhlp("receipt add 15 till.txt").done();
    let hand = desk.other_hand();
    hand.execute_batch(
        "DROP TRIGGER receipt_file_is_not_changed; DROP TRIGGER receipt_file_is_not_deleted;
         UPDATE receipt_file SET content = 'ten bytez' || char(10)",
    )
    .unwrap_err();
    hand.execute_batch("UPDATE receipt_file SET content = CAST('ten bytez' || char(10) AS BLOB)").unwrap();
    desk.bhlp("receipt verify")
        .stdout("RECEIPT_CHANGED: receipt 16 of commission 15: the ledger's copy is not what was recorded\n")
        .code(3);
    desk.bhlp("check --only receipts")
        .stdout("receipts: receipt 16: its file does not make the hash that was recorded\n")
        .code(3);
    desk.bhlp("receipt get 16 --to back.txt")
        .stderr(
            "error[LEDGER_DAMAGED]: the ledger file is damaged: receipt 16: the copy in the ledger is not what was recorded\n\
             hint: restore the last backup: bhlp restore BACKUP --to FILE\n",
        )
        .code(4);
    hand.execute_batch("DELETE FROM receipt_file").unwrap();
    desk.bhlp("receipt verify")
        .stdout("RECEIPT_MISSING: receipt 16 of commission 15: the ledger has lost it\n")
        .code(3);
    desk.bhlp("check --only receipts").stdout("receipts: receipt 16: its file is gone\n").code(3);
}

#[test]
fn the_same_file_twice_is_once_and_for_another_purchase_it_is_said() {
    let desk = bought();
    desk.bhlp("receipt add 15 till.txt").done();
    desk.bhlp("receipt add 15 till.txt").stdout("already recorded as receipt 16\n").code(0);
    assert_eq!(desk.events(), 16);
    desk.bhlp("buy C-1 food 5 --from SHOP --receipt till.txt")
        .stdout(
            "bought food for C-1 from Shoe shop on 2006-09-01: £5.00 (commission 17), paid from bank:main; receipt till.txt (10 bytes), \
             kept in the ledger; the same file is receipt 16, of commission 15\n\
             left for C-1: £460.01 of £500.00 (promised £0.00, used £39.99)\n",
        )
        .code(0);
    desk.bhlp("receipt get 17 --to second.txt").done();
    desk.bhlp("check").code(0);
}

#[test]
fn what_is_recorded_anew_keeps_its_receipt() {
    let desk = bought();
    desk.bhlp("receipt add 15 till.txt").done(); // 16
    desk.bhlp("entry correct 15 --reason typo --amount 35.99").done(); // 17 and 18
    desk.bhlp("receipt list --missing --format csv")
        .stdout(
            "commission,placed_on,age_days,child_ref,item,provider_name,practitioner,invoiced,threshold\n",
        )
        .code(0);
    desk.bhlp("receipt get 18 --to back.txt").done();
    assert_eq!(fs::read_to_string(desk.dir.path().join("back.txt")).unwrap(), "ten bytes\n");
    desk.bhlp("check").code(0);
}

#[test]
fn a_purchase_without_a_receipt_is_listed_until_there_is_one_or_a_reason() {
    let desk = bought();
    desk.bhlp("buy C-1 food 5 --from SHOP").done(); // 16
    desk.bhlp("commission place C-1 care 20 --from SWIM").done(); // 17: nothing was spent on it yet
    let missing = |rows: &str| {
        desk.bhlp("receipt list --missing --child C-1 --format csv")
            .stdout(format!(
                "commission,placed_on,age_days,child_ref,item,provider_name,practitioner,invoiced,threshold\n{rows}"
            ))
            .code(0);
    };
    missing(
        "15,2006-09-01,0,C-1,Shoes,Shoe shop,ADMIN,34.99,\n\
         16,2006-09-01,0,C-1,Food and essentials,Shoe shop,ADMIN,5.00,\n",
    );
    desk.bhlp("receipt none 16 --reason 'market stall'")
        .stdout("recorded why commission 16 has no receipt: market stall\n")
        .code(0);
    desk.bhlp("receipt none 16 --reason 'market stall'").stdout("already recorded as receipt 18\n").code(0);
    missing("15,2006-09-01,0,C-1,Shoes,Shoe shop,ADMIN,34.99,\n");
    desk.bhlp("receipt add 15 till.txt").done();
    missing("");
    desk.bhlp("receipt none 15 --reason lost").refused(
        "RECEIPT_THERE",
        "commission 15 has a receipt, number 19\nhint: see it: bhlp receipt list --child REF",
    );
}

/// The threshold itself needs none, by the policy that held when the purchase was made.
#[test]
fn the_policy_of_the_day_says_from_what_price_a_receipt_is_needed() {
    let desk = bought();
    desk.other_hand()
        .execute_batch(
            "PRAGMA foreign_keys = OFF; DROP TRIGGER policy_is_new; DROP TRIGGER policy_is_judged;
             INSERT INTO policy (policy_id, from_on, text, evidence_pence, gate_caf, gate_consent, gate_outcome,
                                 gate_holder, others_allowed, event)
             VALUES (1, '2006-09-02', '', 2500, 'off', 'off', 'off', 'off', 1, 14)",
        )
        .unwrap();
    const NEXT: &str = "2006-09-02T10:00:00Z";
    desk.bhlp("buy C-1 food 25 --from SHOP").now(NEXT).done();
    desk.bhlp("buy C-1 food 25.01 --from SHOP").now(NEXT).done();
    desk.bhlp("report receipts-missing --format csv")
        .now(NEXT)
        .stdout(
            "commission,placed_on,age_days,child_ref,item,provider_name,practitioner,invoiced,threshold\n\
             15,2006-09-01,1,C-1,Shoes,Shoe shop,ADMIN,34.99,\n\
             17,2006-09-02,0,C-1,Food and essentials,Shoe shop,ADMIN,25.01,25.00\n",
        )
        .code(0);
}

#[test]
fn a_receipt_that_cannot_be_read_records_nothing() {
    let desk = bought();
    let files = |line: &str, code: &str, message: &str| desk.bhlp(line).fails(4, code, message);
    files(
        "receipt add 15 nowhere.pdf",
        "FILE_MISSING",
        "nowhere.pdf: there is no such file\nhint: check its name and folder",
    );
    files(
        "buy C-1 food 5 --from SHOP --receipt nowhere.pdf",
        "FILE_MISSING",
        "nowhere.pdf: there is no such file\nhint: check its name and folder",
    );
    files("receipt add 15 .", "FILE_IS_FOLDER", ".: it is a folder, not a file\nhint: name the file in it");
    files(
        "receipt add 15 /dev/zero",
        "FILE_UNREADABLE",
        "/dev/zero: it is no ordinary file\nhint: copy what comes out of it to a file first",
    );
    fs::write(desk.dir.path().join("empty.pdf"), "").unwrap();
    files(
        "receipt add 15 empty.pdf",
        "FILE_EMPTY",
        "empty.pdf: there is nothing in it\n\
         hint: a receipt that is not there needs a reason: bhlp receipt none COMMISSION --reason TEXT",
    );
    fs::write(desk.dir.path().join("two\tparts.pdf"), "x").unwrap();
    let output = desk.bhlp("receipt add 15 'two\tparts.pdf'").output();
    assert!(text(&output.stderr).starts_with("error[FIELD_CONTROL_CHARACTER]: "), "{}", text(&output.stderr));
}

#[test]
fn a_receipt_is_of_a_purchase_that_is_there() {
    let desk = bought();
    let unknown = "there is no commission `99`\nhint: see what is open: bhlp commission list --open";
    desk.bhlp("receipt add 99 till.txt").refused("UNKNOWN_COMMISSION", unknown);
    desk.bhlp("receipt none 99 --reason lost").refused("UNKNOWN_COMMISSION", unknown);
    desk.bhlp("receipt get 99 --to back.txt")
        .stderr(
            "error[UNKNOWN_RECEIPT]: there is no receipt `99`\nhint: see what is registered: bhlp receipt list\n",
        )
        .code(1);
    desk.bhlp("receipt add 15 till.txt").user("EVA").refused(
        "ROLE_MAY_NOT",
        "EVA is an evaluator and may not buy for a child\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    // A key stands for one file.
    desk.bhlp("receipt add 15 till.txt --key R-1").done();
    desk.bhlp("receipt add 15 till.txt --key R-1").stdout("already recorded as entry 16\n").code(0);
    fs::write(desk.dir.path().join("till.txt"), "other bytes").unwrap();
    let output = desk.bhlp("receipt add 15 till.txt --key R-1").output();
    assert!(
        text(&output.stderr)
            .starts_with("error[KEY_CONTENT_DIFFERS]: key `R-1` is recorded as entry 16 with")
    );
}
