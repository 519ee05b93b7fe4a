//! What is said of money in other hands: receipts without an amount, agreements that are odd, who owes whom.
//! Figures by hand.

use super::desk::{Desk, text};

/// C-2 has £500.00 (15); FAM2 is agreed with (16) and paid £100.00 (17).
fn paid() -> Desk {
    let desk = Desk::new();
    desk.bhlp("budget open C-2 500").done();
    desk.bhlp("agreement record C-2 FAM2 parent --basis s17A --for breaks").user("FIN").done();
    desk.bhlp("buy C-2 activities 100 --from FAM2").user("LP1").done();
    std::fs::write(desk.dir.path().join("list.txt"), "four weekends: 80.00").unwrap();
    desk
}

fn csv(desk: &Desk, line: &str) -> String {
    text(&desk.bhlp(&format!("{line} --format csv")).output().stdout)
}

#[test]
fn a_receipt_says_how_much_it_accounts_for_and_no_amount_is_lost() {
    let desk = paid();
    desk.bhlp("receipt add 17 list.txt --on 2006-08-31").user("LP1").fails(
        2,
        "DAY_DOES_NOT_APPLY",
        "a receipt is of the day it is handed in, today, and shows a purchase of any day before it\n\
         hint: leave out --on",
    );
    desk.bhlp("receipt add 17 list.txt")
        .user("LP1")
        .stdout("recorded receipt 18 of commission 17: list.txt (20 bytes), kept in the ledger\n")
        .stderr(
            "warning: it accounts for nothing: £100.00 of what the family was paid is still to be accounted for, and \
             --amount says how much of it this does; to say it afterwards: bhlp receipt withdraw NUMBER --reason TEXT, and \
             record it anew\n",
        )
        .code(0); // 18
    desk.bhlp("receipt add 17 list.txt --amount 80").user("LP1").refused(
        "RECEIPT_RECORDED_OTHERWISE",
        "the file is receipt 18 already, which accounts for nothing; now it comes with £80.00\n\
         hint: if that is wrong: bhlp receipt withdraw 18 --reason TEXT, then add it anew",
    );
    desk.bhlp("receipt withdraw 18 --reason 'no amount'").user("LP1").done(); // 19
    desk.bhlp("receipt add 17 list.txt --amount 80").user("LP1").done(); // 20
    for same in ["receipt add 17 list.txt --amount 80", "receipt add 17 list.txt"] {
        desk.bhlp(same).user("LP1").stdout("already recorded as receipt 20\n").stderr("").code(0);
    }
    desk.bhlp("receipt add 17 list.txt --amount 90").user("LP1").refused(
        "RECEIPT_RECORDED_OTHERWISE",
        "the file is receipt 20 already, which accounts for £80.00; now it comes with £90.00\n\
         hint: if that is wrong: bhlp receipt withdraw 20 --reason TEXT, then add it anew",
    );
    let hands = csv(&desk, "holding list");
    assert!(hands.contains(",100.00,80.00,0.00,0.00,0.00,20.00,"), "{hands}");
}

/// C-1 and FAM2 have nothing to do with each other.
#[test]
fn a_family_that_is_paid_for_another_child_is_told_and_found() {
    let desk = paid();
    desk.bhlp("buy C-1 activities 30 --from FAM2").user("LP1").output(); // 18
    let found = csv(&desk, "audit hands");
    assert!(found.contains("agreement/18,2006-09-01,LP1,18,C-1,FAM2,30.00"), "{found}");
    assert!(!found.contains("agreement/17"), "{found}");
    desk.bhlp("agreement record C-1 FAM2 parent --basis 's17(6)' --for clubs --on 2005-01-01")
        .user("FIN")
        .stdout(
            "agreed with FAM2 (parent, s17(6)) for C-1 from 2005-01-01: what is paid is spent, and accounted for by receipts \
             (agreement 19)\n",
        )
        .stderr(
            "warning: 2005-01-01 is before the pilot's first day, 2006-07-01\n\
             warning: FAM2 is the payee of C-2, who is of no family of C-1's; if they are one family: bhlp family join FAMILY \
             C-1; if it is a mistake: bhlp agreement withdraw NUMBER --reason TEXT\n",
        )
        .code(0); // 19
    assert!(!csv(&desk, "audit hands").contains("agreement/"));
    let desk = Desk::new();
    desk.bhlp("agreement record C-2 FAM2 parent --basis s17A --for breaks")
        .user("FIN")
        .stdout(
            "agreed with FAM2 (parent, s17A) for C-2 from 2006-09-01: what is paid is spent, and accounted for by receipts \
             (agreement 15)\n",
        )
        .stderr("warning: C-2 has no budget to be paid out of: bhlp budget open C-2 AMOUNT\n")
        .code(0);
}

/// BR1 is advanced £50.00 and owed £20.00 for something else: one row, and what it holds is no debt.
#[test]
fn what_a_payee_holds_is_not_owed_by_them_and_is_seen_in_the_history() {
    let desk = Desk::new();
    desk.bhlp("provider add BR1 --name 'Bridge Brokers' --sector voluntary").done(); // 15
    desk.bhlp("agreement record C-1 BR1 broker --for tutor").user("FIN").done(); // 16
    desk.bhlp("commission place C-1 education 80 --from BR1 --what tutor").done(); // 17
    desk.bhlp("holding advance 17 50").user("FIN").done(); // 18
    desk.bhlp("holding spend 17 10").user("FIN").done(); // 19
    desk.bhlp("holding return 17 5").user("FIN").done(); // 20
    desk.bhlp("commission place C-1 education 20 --from BR1 --what books").done(); // 21
    desk.bhlp("invoice record 21 20").user("FIN").done(); // 22
    let providers = csv(&desk, "provider list");
    let rows: Vec<&str> = providers.lines().filter(|row| row.starts_with("BR1,")).collect();
    assert_eq!(rows, ["BR1,Bridge Brokers,voluntary,,,,,20.00,,,,"]);
    let history = csv(&desk, "commission show 17");
    let head: Vec<&str> = history.lines().next().unwrap().split(',').collect();
    let place = head.iter().position(|name| *name == "in_hand").unwrap();
    let held: Vec<&str> = history.lines().skip(1).map(|row| row.split(',').nth(place).unwrap()).collect();
    assert_eq!(held, ["", "50.00", "-10.00", "-5.00"]);
}

/// £40.00 is paid when nothing may be kept and accounted for; £60.00 more of the same order is paid when
/// £40.00 may be kept: £20.00 is beyond that, in the list and where it is asked back.
#[test]
fn what_is_asked_back_is_by_what_was_agreed_for_the_oldest_that_is_open() {
    let desk = Desk::new();
    let done = |day: &str, line: &str| desk.bhlp(line).user("FIN").now(&format!("{day}T10:00:00Z")).done();
    desk.bhlp("budget open C-2 500").done(); // 15
    done("2006-09-01", "agreement record C-2 FAM2 parent --basis s17A --for breaks"); // 16
    desk.bhlp("commission place C-2 activities 100 --from FAM2").done(); // 17
    done("2006-09-02", "invoice record 17 100 --final"); // 18
    done("2006-09-02", "payment record 17 40"); // 19
    done("2006-09-03", "agreement record C-2 FAM2 parent --basis s17A --for breaks --weekly 20 --weeks 2"); // 20
    done("2006-09-04", "payment record 17 60"); // 21
    done("2006-09-05", "receipt none 17 --reason 'seen' --amount 40"); // 22
    let listed = desk.bhlp("holding list --format csv").now("2006-09-05T10:00:00Z").output();
    let listed = text(&listed.stdout);
    assert!(listed.contains("2006-09-04,2006-12-04,100.00,40.00,0.00,0.00,0.00,60.00,20.00,"), "{listed}");
    let asked = desk.bhlp("debt record 17").user("FIN").now("2006-09-05T10:00:00Z").output();
    assert!(text(&asked.stdout).starts_with("FAM2 owes £20.00 back"), "{}", text(&asked.stdout));
}
