//! What practitioners paid from their own pocket: owed to them, claimed, approved by another, paid back.
//! Figures by hand.

use super::desk::{Desk, text};
use super::reconcile::lines_until;

/// A float with 79.50 in it (15 opens it, 16 fills it).
fn tin() -> Desk {
    let desk = Desk::new();
    desk.bhlp("account open imprest:office").done();
    desk.bhlp("account move bank:main imprest:office 79.50").done();
    desk
}

/// What the accounts whose names begin so hold, in pence.
fn balance(desk: &Desk, name: &str) -> i64 {
    let sql = "SELECT balance_pence FROM account WHERE name = ?";
    desk.other_hand().query_row(sql, [name], |row| row.get(0)).unwrap()
}

/// 87.25 of a tin with 79.50 in it: 7.75 of LP1's own; 8.00 with VAT of 1.00 wholly their own. 7.75 + 8.00 =
/// 15.75 is owed, claimed and paid back.
#[test]
fn what_was_paid_from_ones_own_pocket_is_owed_claimed_and_paid_back() {
    let desk = tin();
    let buy = "buy C-1 food 87.25 --from SHOP --imprest office";
    desk.bhlp(buy).user("LP1").refused(
        "FLOAT_BELOW_ZERO",
        &format!(
            "imprest:office has £79.50 in it; £87.25 was asked for\n\
             hint: have finance make it up first: bhlp account move bank:main imprest:office 7.75; or, where that much was \
             paid from your own pocket: bhlp {buy} --own-money=7.75"
        ),
    );
    desk.bhlp(&format!("{buy} --own-money=7.75")).user("LP1").done(); // 17
    assert_eq!([balance(&desk, "imprest:office"), balance(&desk, "pocket:LP1")], [0, -775]);
    // Of the tin that is empty now nothing is paid.
    desk.bhlp("buy C-1 food 8 --vat 1 --imprest office --from SHOP").user("LP1").refused(
        "FLOAT_BELOW_ZERO",
        "imprest:office has £0.00 in it; £8.00 was asked for\n\
         hint: have finance make it up first: bhlp account move bank:main imprest:office 8.00; or, where all of it was \
         paid from your own pocket: bhlp buy C-1 food 8 --vat 1 --from SHOP --own-money",
    );
    desk.bhlp("buy C-1 food 8 --vat 1 --from SHOP --own-money").user("LP1").done(); // 18
    let today = text(&desk.bhlp("today").user("LP1").output().stdout);
    assert!(
        today.contains("Own money to claim:\n- what you paid yourself and have not claimed, £15.75\n"),
        "{today}"
    );
    desk.bhlp("claim record 15.76").user("LP1").refused(
        "CLAIM_ABOVE_OWED",
        "LP1 is owed £15.75 beyond what is claimed already; £15.76 was asked for\n\
         hint: see what is owed, and what is claimed: bhlp claim list",
    );
    desk.bhlp("claim record")
        .user("LP1")
        .stdout("claimed £15.75 for LP1 on 2006-09-01 (claim 19); somebody else approves it\n")
        .code(0);
    desk.bhlp("claim record").user("LP1").refused(
        "CLAIM_ABOVE_OWED",
        "LP1 is owed nothing that is not claimed\nhint: see what is owed, and what is claimed: bhlp claim list",
    );
    let tip = text(&desk.bhlp("buy C-1 food 20 --from SHOP --own-money 10").output().stderr);
    assert!(tip.contains("write --own-money=10"), "{tip}");
    desk.bhlp("claim record 0.01").user("LP1").refused(
        "CLAIM_ABOVE_OWED",
        "LP1 is owed £0.00 beyond what is claimed already; £0.01 was asked for\n\
         hint: see what is owed, and what is claimed: bhlp claim list",
    );
    desk.bhlp("claim pay 19").user("FIN").refused(
        "CLAIM_NOT_APPROVED",
        "claim 19 is not approved\nhint: somebody else approves it first: bhlp claim approve 19",
    );
    let today = text(&desk.bhlp("today").user("MGR").output().stdout);
    let wanted = "Claims to approve:\n- own money of LP1, claimed on 2006-09-01 (number 19), £15.75\n  bhlp claim approve 19\n";
    assert!(today.contains(wanted), "{today}");
    desk.bhlp("claim approve 19").user("MGR").stdout("approved claim 19: £15.75 for LP1\n").code(0); // 20
    let today = text(&desk.bhlp("today").user("FIN").output().stdout);
    assert!(today.contains("Claims to pay:\n"), "{today}");
    desk.bhlp("claim pay 19 --imprest office").user("FIN").refused(
        "FLOAT_BELOW_ZERO",
        "imprest:office has £0.00 in it; £15.75 was asked for\n\
         hint: have finance make it up first: bhlp account move bank:main imprest:office 15.75",
    );
    let owed = text(&desk.bhlp("report owed --format csv").output().stdout);
    assert!(owed.contains("LP1,Pat Lee,,,paid from their own pocket,,,,15.75,0.00,15.75\n"), "{owed}");
    desk.bhlp("claim pay 19")
        .user("FIN")
        .stdout(
            "paid claim 19 on 2006-09-01: £15.75 to LP1 from bank:main; £0.00 is still owed to them (entry 21)\n",
        )
        .code(0);
    assert_eq!(balance(&desk, "pocket:LP1"), 0);
    // 6,000.00 - 79.50 - 15.75 = 5,904.75.
    assert_eq!(balance(&desk, "bank:main"), 590_475);
    desk.bhlp("claim list --format csv")
        .stdout(
            "practitioner,claim,claimed_on,amount,paid,standing,decided_by,paid_on,paid_from,entry,reason\n\
             LP1,19,2006-09-01,15.75,15.75,paid,MGR,2006-09-01,bank:main,21,\n",
        )
        .code(0);
    desk.bhlp("claim pay 19").user("FIN").refused(
        "CLAIM_PAID",
        "claim 19 was paid, by entry 21\nhint: see what is owed, and what is claimed: bhlp claim list",
    );
    // What was paid back is no longer owed: undone, 8.00 would be LP1's to give back.
    desk.bhlp("entry reverse 18 --reason twice").refused(
        "POCKET_ABOVE_ZERO",
        "pocket:LP1 is owed £0.00; £8.00 was to be given back\n\
         hint: see what is owed, and what is claimed: bhlp claim list; what comes back after it was paid is the \
         pilot's: --bank main; or undo that payment first: bhlp entry reverse N",
    );
    desk.bhlp("refund record 18 8 --vat 1 --bank main").done(); // 22
    // A payment that is undone is owed again, and paid again.
    desk.bhlp("entry reverse 21 --reason bounced").done(); // 23
    desk.bhlp("claim pay 19").user("FIN").done();
    desk.bhlp("check").stdout("").code(0);
}

#[test]
fn nobody_decides_on_their_own_claim_nor_pays_it() {
    let desk = tin();
    desk.bhlp("buy C-1 food 5 --from SHOP --own-money --for MGR").user("FIN").done(); // 17
    desk.bhlp("buy C-1 food 6 --from SHOP --own-money").user("LP1").done(); // 18
    desk.bhlp("claim record --for MGR").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not move money between budgets and funds, or correct entries\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.bhlp("claim record --for MGR").user("FIN").done(); // 19
    let own = |line: &str, user: &str| {
        desk.bhlp(line).user(user).refused(
            "OWN_CLAIM",
            &format!("{user} decides on no claim of their own, nor pays it, nor undoes what paid it: claim 19\nhint: ask a colleague: --as USER"),
        );
    };
    own("claim approve 19", "MGR");
    own("claim refuse 19 --reason none", "MGR");
    // Nor does whoever recorded it.
    desk.bhlp("claim approve 19").user("FIN").refused(
        "OWN_CLAIM",
        "FIN wrote claim 19 down; somebody else approves it\nhint: ask a colleague: --as USER",
    );
    desk.bhlp("claim withdraw 19").user("LP1").refused(
        "CLAIM_OF_ANOTHER",
        "claim 19 is not LP1's; whoever claims withdraws it\n\
         hint: refuse it instead: bhlp claim refuse 19 --reason TEXT",
    );
    desk.bhlp("claim approve 19 --on 2006-08-31").refused(
        "DAYS_OUT_OF_ORDER",
        "the decision on 2006-08-31 comes before the claim on 2006-09-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp("claim approve 19").done(); // 20
    own("claim pay 19", "MGR");
    desk.bhlp("claim refuse 19 --reason late").refused(
        "CLAIM_DECIDED",
        "claim 19 was approved, in event 20\nhint: see what waits: bhlp claim list",
    );
    desk.bhlp("claim pay 19 --on 2006-08-31").user("FIN").refused(
        "DAYS_OUT_OF_ORDER",
        "the payment on 2006-08-31 comes before the claim on 2006-09-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp("claim pay 19").user("FIN").done(); // 21
    desk.bhlp("claim record 2").user("LP1").done(); // 22
    desk.bhlp("claim refuse 22 --reason 'no receipt'").user("FIN").done(); // 23
    desk.bhlp("claim record")
        .user("LP1")
        .stdout("claimed £6.00 for LP1 on 2006-09-01 (claim 24); somebody else approves it\n")
        .code(0);
    desk.bhlp("claim withdraw 24").user("LP1").stdout("withdrawn claim 24: £6.00 for LP1\n").code(0);
    desk.bhlp("claim approve 99")
        .refused("UNKNOWN_CLAIM", "there is no claim `99`\nhint: see them: bhlp claim list");
    desk.bhlp("check").stdout("").code(0);
}

#[test]
fn own_money_goes_through_purchases_payments_refunds_and_claims_alone() {
    let desk = tin();
    let misplaced = |line: &str| {
        desk.bhlp(line).refused(
            "POCKET_MISPLACED",
            "pocket:LP1 is what somebody paid themselves: purchases and payments come from it, and claims pay it back\n\
             hint: see what is owed, and what is claimed: bhlp claim list",
        );
    };
    desk.bhlp("commission place C-1 food 30 --from SHOP").user("LP1").done(); // 17
    desk.bhlp("invoice record 17 30 --final").user("LP1").done(); // 18
    desk.bhlp("payment record 17 --own-money=30 --imprest office").user("LP1").refused(
        "FIELD_INVALID",
        "own-money `30.00` is not valid; wanted less than is paid; --own-money alone says all of it",
    );
    desk.bhlp("payment record 17 --own-money --imprest office").user("LP1").refused(
        "FIELD_INVALID",
        "own-money `all of it` is not valid; wanted the part that was not paid from that account: --own-money=AMOUNT",
    );
    desk.bhlp("payment record 17 --own-money=10.50 --imprest office").user("LP1")
        .stdout("paid £30.00 on commission 17 on 2006-09-01 from imprest:office and pocket:LP1; £0.00 is still owed (entry 19)\n\
                 left for C-1: £470.00 of £500.00 (promised £0.00, used £30.00)\n").code(0);
    misplaced("account move pocket:LP1 bank:main 5");
    misplaced("account move bank:main pocket:LP1 5");
    misplaced("account charge pocket:LP1 5");
    misplaced("fund receive POOL 5 --account pocket:LP1");
    misplaced("fund repay POOL 5 --account pocket:LP1");
    desk.bhlp("account open pocket:LP2").refused(
        "FIELD_INVALID",
        "account `pocket:LP2` is not valid; wanted bank:NAME, card:NUMBER or imprest:NAME; a fund in kind \
         opens its own: bhlp fund add",
    );
    desk.bhlp("buy C-1 food 5 --from SHOP --account pocket:LP1").user("LP2").refused(
        "ACCOUNT_OF_ANOTHER",
        "pocket:LP1 is LP1's; LP2 buys or pays\n\
         hint: if LP1 paid: bhlp buy C-1 food 5 --from SHOP --account pocket:LP1 --for LP1",
    );
    // 30.00 - 19.50 = 10.50 of their own; 4.00 comes back to LP1, who is owed 6.50 then.
    desk.bhlp("refund record 17 4 --account pocket:LP1").user("LP1").done(); // 20
    assert_eq!(balance(&desk, "pocket:LP1"), -650);
    // 30.00 becomes 29.00, the part that was their own stays as it was: 18.50 of the tin.
    desk.bhlp("entry reverse 20 --reason 'not theirs'").done(); // 21
    desk.bhlp("entry correct 19 --amount 29 --reason mistyped").user("LP1").done(); // 22, 23
    assert_eq!([balance(&desk, "pocket:LP1"), balance(&desk, "imprest:office")], [-1050, 7950 - 1850]);
    desk.bhlp("check").stdout("").code(0);
}

/// 5.00 was LP1's own, not the bank's; the bank has its 6,000.00 - 79.50 = 5,920.50 again.
#[test]
fn what_paid_is_put_right() {
    let desk = tin();
    desk.bhlp("buy C-1 food 5 --from SHOP --bank main").user("LP1").done(); // 17
    desk.bhlp("entry correct 17 --account pocket:LP1 --reason 'I paid'").user("LP1").done(); // 18, 19
    assert_eq!([balance(&desk, "pocket:LP1"), balance(&desk, "bank:main")], [-500, 592_050]);
    desk.bhlp("entry correct 16 --imprest office --reason wrong").refused(
        "NOT_CORRECTABLE",
        "a account.move entry cannot be corrected in one step\nhint: reverse it and record it again: bhlp entry reverse N --reason TEXT",
    );
    desk.bhlp("check").stdout("").code(0);
}

/// 14.15 is claimed and 6.00 of it comes back to LP1: 14.15 - 6.00 = 8.15 is owed, and paid.
#[test]
fn what_came_back_after_a_claim_is_not_paid() {
    let desk = tin();
    let list = || {
        let listed = text(&desk.bhlp("claim list --format csv").output().stdout);
        listed.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    desk.bhlp("buy C-1 food 14.15 --from SHOP --own-money").user("LP1").done(); // 17
    desk.bhlp("claim record").user("LP1").done(); // 18
    desk.bhlp("refund record 17 6 --account pocket:LP1").user("LP1").done(); // 19
    assert_eq!(list(), ["LP1,18,2006-09-01,14.15,,waiting,,,,,"]);
    desk.bhlp("claim approve 18")
        .user("MGR")
        .stdout("approved claim 18: £14.15 for LP1\n")
        .stderr("warning: £14.15 claimed, £8.15 is owed: no more is paid\n")
        .code(0);
    desk.bhlp("claim pay 18").user("FIN").done(); // 21
    assert_eq!(list(), ["LP1,18,2006-09-01,14.15,8.15,paid,MGR,2006-09-01,bank:main,21,"]);
}

/// A claim that was paid and is on no statement yet is on its way: its month is told of, and closed.
#[test]
fn a_month_with_a_paid_claim_is_closed() {
    let desk = Desk::new();
    let november = "2006-11-02T10:00:00Z";
    for (line, user) in [
        ("buy C-1 food 5 --from SHOP --own-money --on 2006-09-05", "LP1"), // 15
        ("claim record --on 2006-09-06", "LP1"),                           // 16
        ("claim approve 16", "MGR"),                                       // 17
        ("claim pay 16 --on 2006-09-29", "ADMIN"),                         // 18
    ] {
        desk.bhlp(line).user(user).now(november).done();
    }
    // The statement of September has the grant alone, not the 5.00 of its last days.
    lines_until(&desk, "bank:main", &[("2006-09-01", 600_000, "GRANT")], Some("2006-09-30"));
    let page = "report reconciliation --month 2006-09 --account bank:main";
    let page = text(&desk.bhlp(page).user("FIN").now(november).output().stdout);
    assert!(page.contains("- 2006-09-29, entry 18: own money paid back, £5.00 out"), "{page}");
    let sql = "SELECT entry_id FROM entry WHERE kind = 'fund.receive'";
    let grant: i64 = desk.other_hand().query_row(sql, [], |row| row.get(0)).unwrap();
    desk.bhlp(&format!("reconcile match --line 1 --entry {grant}")).user("FIN").now(november).done();
    for month in ["2006-07", "2006-08", "2006-09"] {
        desk.bhlp(&format!("month close {month}")).user("MGR").now(november).done();
    }
    let entries = text(&desk.bhlp("entry list --format csv").now(november).output().stdout);
    assert!(entries.contains(",own money paid back,"), "{entries}");
    desk.bhlp("check").stdout("").code(0);
}

/// 50.00 paid back is not paid again by whoever got it, and a card pays for whoever holds it.
#[test]
fn whoever_was_paid_does_not_undo_it_and_a_card_is_its_holders() {
    let desk = tin();
    desk.bhlp("account open card:22 --holder LP2").done(); // 17
    desk.bhlp("buy C-1 food 50 --from SHOP --own-money").user("MGR").done(); // 18
    desk.bhlp("claim record").user("MGR").done(); // 19
    desk.bhlp("claim approve 19").user("FIN").done(); // 20
    desk.bhlp("claim pay 19 --card 22").user("FIN").refused(
        "ACCOUNT_OF_ANOTHER",
        "card:22 is LP2's; FIN buys or pays\n\
         hint: if LP2 paid: bhlp claim pay 19 --card 22 --for LP2",
    );
    desk.bhlp("claim pay 19 --for MGR").user("FIN").refused(
        "OWN_CLAIM",
        "MGR decides on no claim of their own, nor pays it, nor undoes what paid it: claim 19\n\
         hint: ask a colleague: --as USER",
    );
    desk.bhlp("claim pay 19 --card 22 --for LP2").user("FIN").done(); // 21
    desk.bhlp("entry reverse 21 --reason 'not received'").user("MGR").refused(
        "OWN_CLAIM",
        "MGR decides on no claim of their own, nor pays it, nor undoes what paid it: claim 19\n\
         hint: ask a colleague: --as USER",
    );
    desk.bhlp("entry reverse 21 --reason bounced").user("FIN").done();
    assert_eq!(balance(&desk, "pocket:MGR"), -5000);
    desk.bhlp("check").stdout("").code(0);
}

/// 30.00 claimed and approved, then undone: of the 25.00 paid later the claim pays nothing, and 25.00 is
/// claimed anew.
#[test]
fn a_claim_pays_nothing_that_was_paid_after_it() {
    let desk = tin();
    desk.bhlp("buy C-1 food 30 --from SHOP --own-money").user("LP1").done(); // 17
    desk.bhlp("claim record").user("LP1").done(); // 18
    desk.bhlp("claim approve 18").user("FIN").done(); // 19
    let undone = desk.bhlp("entry reverse 17 --reason fake").user("LP1").output(); // 20
    let told = text(&undone.stderr);
    assert!(told.contains("of claim 18 of £30.00, £0.00 is owed now: no more is paid"), "{told}");
    desk.bhlp("buy C-1 food 25 --from SHOP --own-money").user("LP1").done(); // 21
    desk.bhlp("claim pay 18").user("FIN").refused(
        "CLAIM_NOT_OWED",
        "nothing of claim 18 is owed any more; what was paid after it is claimed anew\n\
         hint: claim what was paid since: bhlp claim record; see it: bhlp claim list",
    );
    let today = text(&desk.bhlp("today").user("FIN").output().stdout);
    assert!(!today.contains("Claims to pay"), "{today}");
    let list = text(&desk.bhlp("claim list --format csv").output().stdout);
    assert!(list.contains(",nothing owed any more,FIN,") && list.contains("LP1,,,25.00,"), "{list}");
    let said = "claimed £25.00 for LP1 on 2006-09-01 (claim 22); somebody else approves it\n";
    desk.bhlp("claim record").user("LP1").stdout(said).code(0);
    desk.bhlp("claim approve 22").user("FIN").done(); // 23
    desk.bhlp("claim pay 22").user("FIN").done(); // 24
    assert_eq!(balance(&desk, "pocket:LP1"), 0);
    desk.bhlp("check").stdout("").code(0);
}

/// 30.00 in two claims, 20.00 and 10.00; a purchase of 15.00 after them is in neither.
#[test]
fn claims_share_what_was_paid_before_them() {
    let desk = tin();
    desk.bhlp("buy C-1 food 30 --from SHOP --own-money").user("LP1").done(); // 17
    desk.bhlp("claim record 20").user("LP1").done(); // 18
    desk.bhlp("claim record").user("LP1").done(); // 19
    desk.bhlp("buy C-1 food 15 --from SHOP --own-money").user("LP1").done(); // 20
    desk.bhlp("refund record 17 12 --account pocket:LP1").user("LP1").done(); // 21
    desk.bhlp("claim approve 18").user("FIN").done(); // 22
    desk.bhlp("claim approve 19").user("FIN").done(); // 23
    desk.bhlp("claim pay 19").user("FIN").done(); // 24: 10.00
    // 30.00 - 12.00 - 10.00 = 8.00 of 20.00.
    desk.bhlp("claim pay 18").user("FIN").done(); // 25
    assert_eq!(balance(&desk, "pocket:LP1"), -1500);
    desk.bhlp("claim record")
        .user("LP1")
        .stdout("claimed £15.00 for LP1 on 2006-09-01 (claim 26); somebody else approves it\n")
        .code(0);
    desk.bhlp("check").stdout("").code(0);
}
