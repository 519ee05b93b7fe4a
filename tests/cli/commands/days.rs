//! Days: leap days, the year's end, the pilot's edges, what comes before what.

use super::desk::Desk;

#[test]
fn a_leap_day_is_a_day_and_the_next_year_has_none() {
    let desk = Desk::new();
    let buy = |on: &str| desk.bhlp(&format!("buy C-1 food 1 --from SHOP --dry-run --on {on}"));
    buy("2008-02-29").done();
    for day in
        ["2007-02-29", "2008-02-30", "2006-13-01", "2006-9-1", "01/09/2006", "2006-09-01T10:00", "yesterday"]
    {
        let line = format!("buy C-1 food 1 --from SHOP --on {day}");
        let message = format!("--on: `{day}` is not a day; write year-month-day, such as 2006-09-01");
        desk.bhlp(&line).fails(2, "DATE_INVALID", &message);
    }
}

#[test]
fn the_financial_year_turns_without_a_seam() {
    let desk = Desk::new();
    for (day, number) in [("2007-03-31", 15), ("2007-04-01", 16)] {
        desk.bhlp(&format!("buy C-1 food 1 --from SHOP --on {day}"))
            .stdout(format!(
                "bought food for C-1 from Shoe shop on {day}: £1.00 (commission {number})\n\
                 left for C-1: £{}.00 of £500.00 (promised £0.00, used £{}.00)\n",
                514 - number,
                number - 14
            ))
            .code(0);
    }
}

#[test]
fn the_pilot_has_a_first_and_a_last_day() {
    let desk = Desk::new();
    desk.bhlp("fund receive POOL 1 --on 2006-07-01 --dry-run").done();
    desk.bhlp("fund receive POOL 1 --on 2008-03-31 --dry-run").done();
    for day in ["2006-06-30", "2008-04-01"] {
        desk.bhlp(&format!("fund receive POOL 1 --on {day}")).refused(
            "EFFECTIVE_OUTSIDE_PILOT",
            &format!(
                "{day} is outside the pilot, which runs from 2006-07-01 to 2008-03-31\n\
                 hint: give the day it happened: --on DATE"
            ),
        );
    }
    // Without --on it is today, and today may be after the end, which is at midnight in London.
    desk.bhlp("fund receive POOL 1").now("2008-03-31T23:00:00Z").refused(
        "EFFECTIVE_OUTSIDE_PILOT",
        "2008-04-01 is outside the pilot, which runs from 2006-07-01 to 2008-03-31\n\
         hint: give the day it happened: --on DATE",
    );
    desk.bhlp("fund receive POOL 1 --dry-run").now("2008-03-31T22:59:59Z").done();
}

/// Summer time was from 25 March to 28 October 2007.
#[test]
fn today_is_the_day_in_london() {
    let desk = Desk::new();
    for (now, day) in [
        ("2007-03-24T23:30:00Z", "2007-03-24"),
        ("2007-03-25T00:30:00Z", "2007-03-25"),
        ("2007-03-25T22:59:59Z", "2007-03-25"),
        ("2007-03-25T23:30:00Z", "2007-03-26"),
        ("2007-06-30T23:30:00Z", "2007-07-01"), // half past midnight on 1 July is July
        ("2007-07-10T22:59:59Z", "2007-07-10"),
        ("2007-07-10T23:30:00Z", "2007-07-11"),
        ("2007-10-27T23:30:00Z", "2007-10-28"),
        ("2007-10-28T23:30:00Z", "2007-10-28"),
        ("2007-10-29T00:00:00Z", "2007-10-29"),
    ] {
        let told = desk.bhlp("buy C-1 food 1 --from SHOP").now(now).output();
        let told = String::from_utf8(told.stdout).unwrap();
        assert!(told.contains(&format!(" on {day}: ")), "{now}: {told}");
    }
    // What is known at the end of a day, and the trail of a day, are of the same day.
    let count = |line: &str| {
        let told = desk.bhlp(line).now("2007-11-01T00:00:00Z").output();
        String::from_utf8(told.stdout).unwrap().lines().count() - 1
    };
    assert_eq!(count("report log --since 2007-03-25 --until 2007-03-25 --format csv"), 2);
    assert_eq!(count("report log --since 2007-07-11 --until 2007-07-11 --format csv"), 1);
    assert_eq!(count("report log --since 2007-03-25 --known-at 2007-03-25 --format csv"), 2);
}

#[test]
fn who_leaves_is_there_until_midnight_in_london() {
    let desk = Desk::new();
    desk.bhlp("practitioner leave MGR --on 2007-07-10").done();
    desk.bhlp("need add C-1 --what shoes --domain child --aim 1.2")
        .user("MGR")
        .now("2007-07-10T22:59:59Z")
        .done();
    desk.bhlp("need add C-1 --what shoes --domain child --aim 1.2")
        .user("MGR")
        .now("2007-07-10T23:00:00Z")
        .refused(
            "ACTOR_LEFT",
            "MGR left on 2007-07-10 and records nothing after that\n\
             hint: record as someone who is in the pilot: --as USER",
        );
}

#[test]
fn the_trail_tells_from_where_something_came() {
    let desk = Desk::new();
    desk.bhlp("fund receive POOL 5").from("ames", "desk-7").done();
    desk.bhlp("report log --since 2006-09-01 --format csv")
        .stdout(format!(
            "seq,recorded_at,recorded_by,os_user,machine,kind,key,hash\n\
             15,2006-09-01T10:00:00Z,ADMIN,ames,desk-7,fund.receive,,{}\n",
            desk.head()
        ))
        .code(0);
}

#[test]
fn nothing_happens_before_the_budget_opened() {
    let desk = Desk::new();
    for line in ["buy C-1 food 1 --from SHOP", "budget top-up C-1 1", "budget close C-1"] {
        desk.bhlp(&format!("{line} --on 2006-07-02")).refused(
            "BEFORE_BUDGET_OPENED",
            "C-1's budget opened on 2006-07-03; nothing can be recorded for it on 2006-07-02\n\
             hint: check the days: --on DATE is the day it happened",
        );
        desk.bhlp(&format!("{line} --on 2006-07-03 --dry-run")).done();
    }
}

#[test]
fn what_follows_an_order_comes_on_its_day_or_after() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 50 --from SHOP").done();
    desk.bhlp("invoice record 15 20").done();
    desk.bhlp("payment record 15 20").done();
    let cases = [
        ("invoice record 15 20", "the invoice"),
        ("credit-note record 15 5", "the credit note"),
        ("payment record 15", "the payment"),
        ("refund record 15 5", "the refund"),
        ("commission amend 15 60", "the change"),
        ("commission cancel 15", "the cancellation"),
    ];
    for (line, what) in cases {
        desk.bhlp(&format!("{line} --on 2006-08-31")).refused(
            "DAYS_OUT_OF_ORDER",
            &format!(
                "{what} on 2006-08-31 comes before the commission on 2006-09-01\n\
                 hint: check the days: --on DATE is the day it happened"
            ),
        );
    }
    desk.bhlp("entry reverse 17 --reason x --on 2006-08-31").refused(
        "DAYS_OUT_OF_ORDER",
        "the reversal on 2006-08-31 comes before the entry it undoes on 2006-09-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
}

#[test]
fn a_pilot_ends_after_it_starts_and_a_fund_too() {
    let desk = Desk::bare();
    desk.bhlp("init --pilot T --authority E06000020 --start 2007-01-01 --end 2006-12-31").refused(
        "DAYS_OUT_OF_ORDER",
        "the pilot's end on 2006-12-31 comes before its start on 2007-01-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    assert!(!desk.ledger.exists(), "no file is left behind");
    desk.bhlp("init --pilot T --authority E06000020 --start 2007-01-01 --end 2007-01-01").done();
    desk.bhlp("fund add F --name F --contributor C --from 2007-02-02 --until 2007-02-01").refused(
        "DAYS_OUT_OF_ORDER",
        "the fund's last day on 2007-02-01 comes before its first on 2007-02-02\n\
         hint: check the days: --on DATE is the day it happened",
    );
}

/// A clock that was set back does not turn the ledger's time round.
#[test]
fn a_clock_set_back_is_no_obstacle() {
    let desk = Desk::new();
    desk.bhlp("fund receive POOL 1").done();
    desk.bhlp("fund receive POOL 1 --on 2006-08-01").now("2006-08-01T00:00:00Z").done();
    let times: String = desk
        .other_hand()
        .query_row("SELECT group_concat(recorded_at) FROM event WHERE seq > 14", [], |row| row.get(0))
        .unwrap();
    assert_eq!(times, "2006-09-01T10:00:00Z,2006-09-01T10:00:00Z");
}
