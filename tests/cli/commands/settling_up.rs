//! After the pilot's last day what was committed is settled, and nothing more is committed.

use super::desk::{Desk, text};

/// The last day is 31 March 2008: so is the year's. Settling up is six months, until 30 September.
#[test]
fn what_was_committed_is_settled_after_the_last_day_and_no_more_is_committed() {
    let desk = Desk::new();
    let at = |line: &str, on: &str| desk.bhlp(&format!("{line} --on {on}")).now("2008-10-05T10:00:00Z");
    let done = |line: &str| at(line, "2008-04-10").done();
    at("commission place C-1 activities 100 --from SWIM", "2008-03-31").done(); // 15
    at("commission place C-1 travel 30 --from SHOP", "2008-03-31").done(); // 16
    at("commission place C-1 food 20 --from SHOP", "2008-03-31").done(); // 17
    let after = |on: &str| {
        format!(
            "{on} is after the pilot's last day, 2008-03-31: nothing more is given to a child or committed; until \
             2008-09-30 what was is invoiced, paid, credited, refunded, lessened and returned\n\
             hint: give the day it happened: --on DATE"
        )
    };
    for new in [
        "buy C-1 food 1 --from SHOP",
        "commission place C-1 food 1 --from SHOP",
        "commission amend 15 100.01",
        "budget open C-2 100",
        "budget top-up C-1 1",
    ] {
        at(new, "2008-04-01").refused("EFFECTIVE_OUTSIDE_PILOT", &after("2008-04-01"));
    }
    at("invoice record 15 106", "2008-04-01").refused(
        "EFFECTIVE_OUTSIDE_PILOT",
        "2008-04-01 is after the pilot's last day, 2008-03-31: at most £100.00, what is promised, can be invoiced\n\
         hint: see what stands on it: bhlp commission show 15; what happened in the pilot: --on DATE",
    );
    // 100.00 - 10.00 credited - 5.00 refunded = 85.00; 25.00 of 30.00 and 20.00 are let go.
    for settled in [
        "invoice record 15 100 --final",
        "payment record 15 100",
        "credit-note record 15 10 --number CN1",
        "refund record 15 15",
        "commission amend 16 25",
        "commission cancel 16",
        "commission cancel 17",
        "budget return C-1 15",
        "fund repay POOL 100",
        "fund receive POOL 50",
    ] {
        done(settled);
    }
    desk.bhlp("entry reverse 27 --reason typo").now("2008-10-05T10:00:00Z").done(); // the fund's 50.00
    let left = at("budget close C-1", "2008-09-30").output();
    // 500.00 - 85.00 used - 15.00 returned = 400.00
    assert!(text(&left.stdout).contains("£400.00"), "{}", text(&left.stdout));
    at("budget reopen C-1 --reason again", "2008-09-30").refused(
        "EFFECTIVE_OUTSIDE_PILOT",
        "2008-09-30 is after the pilot's last day, 2008-03-31: no budget is opened again after it\n\
         hint: its history: bhlp report statement --child C-1",
    );
    at("fund repay POOL 1", "2008-10-01").refused(
        "EFFECTIVE_OUTSIDE_PILOT",
        "2008-10-01 is outside the pilot, which runs from 2006-07-01 to 2008-03-31 and is settled until 2008-09-30\n\
         hint: give the day it happened: --on DATE",
    );
    desk.bhlp("check").done();
}

/// A month after the last is shown and closed like others; no month after September is.
#[test]
fn months_of_settling_up_are_months_like_others() {
    let desk = Desk::new();
    desk.bhlp("fund repay POOL 100 --on 2008-04-10").now("2008-10-05T10:00:00Z").done();
    let shown = desk.bhlp("month status --format csv").now("2008-10-05T10:00:00Z").output();
    assert!(text(&shown.stdout).contains("\n2008-04,open,"), "{}", text(&shown.stdout));
    let refused = desk.bhlp("month close 2008-04 --as MGR").now("2008-10-05T10:00:00Z").output();
    assert!(!text(&refused.stderr).contains("MONTH_OUTSIDE_PILOT"), "{}", text(&refused.stderr));
    desk.bhlp("month close 2008-10").now("2008-11-05T10:00:00Z").refused(
        "MONTH_OUTSIDE_PILOT",
        "2008-10 is outside the pilot, which runs from 2006-07-01 to 2008-03-31 and is settled until 2008-09-30\n\
         hint: see every month: bhlp month status",
    );
}

/// An invoice of 26 March is 15 days old on 10 April, and March is to be closed; once settled up, on
/// 1 October, reports stand as the pilot ended.
#[test]
fn reports_go_on_with_the_days_until_the_pilot_is_settled() {
    let desk = Desk::new();
    for line in ["commission place C-1 food 20 --from SHOP", "invoice record 15 20 --final"] {
        desk.bhlp(line).now("2008-03-26T10:00:00Z").done();
    }
    let owed = |now: &str| text(&desk.bhlp("report owed --format csv").now(now).output().stdout);
    let page = |line: &str, now: &str| text(&desk.bhlp(line).user("FIN").now(now).output().stdout);
    assert!(page("report owed", "2008-04-10T10:00:00Z").contains("as at 2008-04-10"));
    assert!(owed("2008-04-10T10:00:00Z").contains(",15,"), "{}", owed("2008-04-10T10:00:00Z"));
    let today = page("today", "2008-04-10T10:00:00Z");
    assert!(
        today.contains("as at 2008-04-10") && today.contains("- 2008-03, by 2008-03-31, 10 days late"),
        "{today}"
    );
    assert!(page("report owed", "2008-09-30T10:00:00Z").contains("as at 2008-09-30"));
    assert!(page("report owed", "2008-10-01T10:00:00Z").contains("as at 2008-03-31"));
}

/// The same refund twice on one day is warned of, and an audit test finds it.
#[test]
fn the_same_refund_twice_on_one_day_is_warned_of_and_found() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 40 --from SHOP").done(); // 15
    desk.bhlp("refund record 15 5").done(); // 16
    let twice = text(&desk.bhlp("refund record 15 5").output().stderr); // 17
    assert!(twice.contains("as much came back on it that day already, by entry 16"), "{twice}");
    let found = text(&desk.bhlp("audit same").output().stdout);
    assert!(
        found.contains("16+17") && found.contains("the same refund of commission 15 on one day"),
        "{found}"
    );
    desk.bhlp("entry reverse 17 --reason twice").done();
    let found = text(&desk.bhlp("audit same").output().stdout);
    assert!(found.contains("nothing new was found"), "{found}");
}

/// Two months from a last day in the middle of December are over with February.
#[test]
fn the_policy_says_how_long_is_settled() {
    let desk = Desk::new();
    desk.policy("ends = 2006-12-15\nsettling_up_months = 2\n");
    desk.bhlp("policy set p.toml --from 2006-09-01").done();
    let at = |line: &str| desk.bhlp(line).now("2007-03-01T10:00:00Z");
    at("fund repay POOL 1 --on 2007-02-28").done();
    at("fund repay POOL 1 --on 2007-03-01").refused(
        "EFFECTIVE_OUTSIDE_PILOT",
        "2007-03-01 is outside the pilot, which runs from 2006-07-01 to 2006-12-15 and is settled until 2007-02-28\n\
         hint: give the day it happened: --on DATE",
    );
    desk.policy("ends = 2006-12-15\nsettling_up_months = 1\n");
    let cut = desk.bhlp("policy check p.toml").now("2007-03-01T10:00:00Z").output();
    assert!(text(&cut.stderr).contains("WINDOW_CUTS_ENTRIES"), "{}", text(&cut.stderr));
    desk.policy("settling_up_months = 25\n");
    let out = desk.bhlp("policy check p.toml").output();
    assert!(text(&out.stderr).contains("POLICY_NUMBER_OUT_OF_RANGE"), "{}", text(&out.stderr));
}

/// Ordered in March, received and paid in April is taken in; ordered in April is not.
#[test]
fn a_purchase_paid_after_the_last_day_is_taken_in() {
    let desk = Desk::new();
    let head = "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,amount,\
                vat,paid_from,invoice_no\n";
    let file = |ordered_on: &str| {
        let row =
            format!("A1,C-1,LP1,SHOP,clothing,,{ordered_on},2008-04-03,2008-04-10,20.00,0,bank:main,\n");
        std::fs::write(desk.dir.path().join("purchases.csv"), format!("{head}{row}")).unwrap();
        desk.bhlp("import purchases purchases.csv").now("2008-05-01T10:00:00Z").output()
    };
    let refused = text(&file("2008-04-01").stderr);
    assert!(
        refused.contains("line 2: [EFFECTIVE_OUTSIDE_PILOT] 2008-04-01 is after the pilot's last day"),
        "{refused}"
    );
    let taken = file("2008-03-31");
    assert!(taken.status.success(), "{}", text(&taken.stderr));
    desk.bhlp("check").done();
}

/// Ordered in the pilot, invoiced and paid in the month after its last: that month is signed, closed and
/// handed over. 117.50 with 17.50 of VAT: 100.00 is used, and the VAT claimed. Reports are
/// of today.
#[test]
fn a_month_of_settling_up_is_signed_and_handed_over() {
    let desk = Desk::new();
    desk.policy("ends = 2006-09-15\nsettling_up_months = 2\n");
    desk.bhlp("policy set p.toml --from 2006-09-01").done(); // 15
    let at = |line: &str| desk.bhlp(line).now("2006-11-20T10:00:00Z");
    for line in [
        "commission place C-1 food 117.50 --vat 17.50 --from SHOP --on 2006-09-10", // 16
        "invoice record 16 117.50 --vat 17.50 --number A --final --on 2006-10-05",
        "payment record 16 --on 2006-10-20",
    ] {
        at(line).done();
    }
    for month in ["2006-07", "2006-08", "2006-09", "2006-10"] {
        at(&format!("month close {month}")).user("FIN").done();
    }
    at("export month 2006-10 --to pack").user("FIN").done();
    let rows = |file: &str, columns: &[&str]| -> Vec<String> {
        let mut reader = csv::Reader::from_path(desk.dir.path().join("pack").join(file)).unwrap();
        let header = reader.headers().unwrap().clone();
        let place = |name: &&str| header.iter().position(|column| column == *name).unwrap();
        let places: Vec<usize> = columns.iter().map(place).collect();
        let row = |row: csv::StringRecord| places.iter().map(|at| &row[*at]).collect::<Vec<_>>().join(" | ");
        reader.records().map(|record| row(record.unwrap())).collect()
    };
    assert_eq!(
        rows("journal.csv", &["posting_date", "subjective", "debit", "credit"]),
        ["2006-10-31 | B100 |  | 117.50", "2006-10-31 | R400 | 100.00 | ", "2006-10-31 | B300 | 17.50 | "]
    );
    assert_eq!(rows("vat.csv", &["entry", "vat", "verdict"]), ["17 | 17.50 | claim"]);
    assert_eq!(rows("funds.csv", &["fund", "spent_month", "committed"]), ["POOL | 100.00 | 0.00"]);
    at("verify pack").done();
    let spend = text(&at("report child-spend").output().stdout);
    assert!(spend.contains("as at 2006-11-20") && spend.contains("£100.00"), "{spend}");
    desk.bhlp("check").done();
}
