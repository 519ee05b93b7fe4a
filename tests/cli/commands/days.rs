//! Days: leap days, the year's end, the pilot's edges, what comes before what.

use super::desk::Desk;

#[test]
fn a_leap_day_is_a_day_and_the_next_year_has_none() {
    let desk = Desk::new();
    let buy = |on: &str| {
        desk.bhlp(&format!("buy C-1 food 1 --from SHOP --dry-run --on {on}")).now("2008-03-01T10:00:00Z")
    };
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
            .now("2007-04-01T10:00:00Z")
            .stdout(format!(
                "bought food for C-1 from Shoe shop on {day}: £1.00 (commission {number}), paid from bank:main\n\
                 left for C-1: £{}.00 of £500.00 (promised £0.00, used £{}.00)\n",
                514 - number,
                number - 14
            ))
            .code(0);
    }
}

#[test]
fn the_pilot_has_a_first_day_and_one_until_which_it_is_settled() {
    let desk = Desk::new();
    desk.bhlp("fund receive POOL 1 --on 2006-07-01 --dry-run").done();
    desk.bhlp("fund receive POOL 1 --on 2008-09-30 --dry-run").now("2008-09-30T10:00:00Z").done();
    for day in ["2006-06-30", "2008-10-01"] {
        desk.bhlp(&format!("fund receive POOL 1 --on {day}")).refused(
            "EFFECTIVE_OUTSIDE_PILOT",
            &format!(
                "{day} is outside the pilot, which runs from 2006-07-01 to 2008-03-31 and is settled until 2008-09-30\n\
                 hint: give the day it happened: --on DATE"
            ),
        );
    }
    // Without --on it is today, and today may be after it is settled, which is at midnight in London.
    desk.bhlp("fund receive POOL 1").now("2008-09-30T23:00:00Z").refused(
        "EFFECTIVE_OUTSIDE_PILOT",
        "2008-10-01 is outside the pilot, which runs from 2006-07-01 to 2008-03-31 and is settled until 2008-09-30\n\
         hint: give the day it happened: --on DATE",
    );
    desk.bhlp("fund receive POOL 1 --dry-run").now("2008-09-30T22:59:59Z").done();
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

/// Today is 1 September 2006.
#[test]
fn what_has_happened_is_of_no_day_to_come() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 50 --from SHOP").done(); // 15
    desk.bhlp("invoice record 15 20").done();
    desk.bhlp("payment record 15 20").done();
    desk.bhlp("need add C-1 --what shoes --domain child --aim 1.2").done(); // 18
    desk.bhlp("compact add C-1 --promise 'family: be there'").done(); // 19
    let lines = [
        "fund receive POOL 5",
        "fund repay POOL 5",
        "budget open C-2 100",
        "budget top-up C-1 5",
        "budget return C-1 5",
        "budget close C-1",
        "buy C-1 food 1 --from SHOP",
        "commission place C-1 food 1 --from SHOP",
        "commission amend 15 60",
        "commission cancel 15",
        "invoice record 15 5",
        "credit-note record 15 5",
        "payment record 15",
        "refund record 15 5",
        "entry reverse 17 --reason x",
        "entry correct 17 --amount 19 --reason x",
        "account move bank:main bank:main2 5",
        "delivery record 15",
        "outcome record C-1 sdq_total 12 --informant parent",
        "time record C-1 60 visit",
        "need meet 18",
        "need unmet 18 --why no_money",
        "compact add C-1 --promise 'family: be there'",
        "compact review 19",
    ];
    desk.bhlp("account open bank:main2").done();
    desk.bhlp("practitioner add TIN --name 'Al Roe' --profession clerk --agency council").done();
    for line in lines {
        desk.bhlp(&format!("{line} --on 2006-09-02")).refused(
            "DAY_TO_COME",
            "2006-09-02 has not come yet; today is 2006-09-01\n\
             hint: record it once it has happened, with the day on which it did",
        );
    }
    for days in ["--caf-ref 7 --caf-on 2006-09-02", "--consent-on 2006-09-02"] {
        desk.bhlp(&format!("child amend C-1 {days}")).refused(
            "DAY_TO_COME",
            "2006-09-02 has not come yet; today is 2006-09-01\n\
             hint: record it once it has happened, with the day on which it did",
        );
    }
    // What is planned is of a day to come.
    desk.bhlp("commission place C-1 food 1 --from SHOP --needed 2007-01-08 --dry-run").done();
    desk.bhlp("compact add C-1 --promise 'family: be there' --review 2006-12-01 --dry-run").done();
    desk.bhlp("provider step SHOP suspended --reason late --on 2006-10-01 --dry-run").done();
    desk.bhlp("practitioner leave EVA --on 2006-12-31 --dry-run").done();
}

#[test]
fn a_row_of_a_day_to_come_is_named_with_its_line() {
    let desk = Desk::new();
    let refused = |kind: &str, text: &str, rows: &[&str]| {
        std::fs::write(desk.dir.path().join("rows.csv"), text).unwrap();
        let before = desk.events();
        let told = desk.bhlp(&format!("import {kind} rows.csv")).output();
        let told = String::from_utf8(told.stderr).unwrap();
        for row in rows {
            assert!(told.contains(row), "{told}");
        }
        assert_eq!(told.matches("DAY_TO_COME").count(), rows.len(), "{told}");
        assert_eq!(desk.events(), before);
    };
    refused(
        "purchases",
        "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,amount,vat,paid_from,invoice_no\n\
         A1,C-1,LP1,SHOP,clothing,,2007-09-01,,,10,0,,\n\
         A2,C-1,LP1,SHOP,clothing,,2006-09-01,2006-09-02,,10,0,,\n\
         A3,C-1,LP1,SHOP,clothing,,2006-09-01,2006-09-01,2006-09-02,10,0,bank:main,\n\
         A4,C-1,LP1,SHOP,clothing,,2006-09-01,2006-09-01,2006-09-01,10,0,bank:main,\n",
        &[
            "line 2: [DAY_TO_COME] 2007-09-01 has not come yet; today is 2006-09-01",
            "line 3: [DAY_TO_COME] 2006-09-02 has not come yet; today is 2006-09-01",
            "line 4: [DAY_TO_COME] 2006-09-02 has not come yet; today is 2006-09-01",
        ],
    );
    refused(
        "outcomes",
        "child_ref,measure,item,informant,observed_on,value\nC-1,sdq_total,,carer,2006-09-02,15\n",
        &["line 2: [DAY_TO_COME] 2006-09-02"],
    );
    refused(
        "time",
        "practitioner,child_ref,on,minutes,activity\nLP1,C-1,2006-09-02,30,visit\n",
        &["line 2: [DAY_TO_COME] 2006-09-02"],
    );
    refused(
        "budgets",
        "child_ref,opened_on,amount,fund,expected_outcome\nC-2,2006-09-02,100,POOL,1.1\n",
        &["line 2: [DAY_TO_COME] 2006-09-02"],
    );
    refused(
        "funds",
        "fund,name,contributor,cohort,amount,received_on\nNEW,New,DfES,,10,2006-09-02\n",
        &["line 2: [DAY_TO_COME] 2006-09-02"],
    );
}

#[test]
fn a_mistyped_day_is_named_as_it_was_meant() {
    let desk = Desk::new();
    for (typed, meant) in [
        ("2007-08-31", Some("2006-08-31")), // next year for this
        ("2007-12-30", None),               // nine months ago is no slip, nor before the pilot
        ("2006-09-08", Some("2006-08-09")), // 9 August, written the American way
        ("2006-09-02", None),
    ] {
        let hint = match meant {
            Some(meant) => format!("did you mean {meant}?"),
            None => "record it once it has happened, with the day on which it did".to_owned(),
        };
        desk.bhlp(&format!("buy C-1 food 1 --from SHOP --on {typed}"))
            .refused("DAY_TO_COME", &format!("{typed} has not come yet; today is 2006-09-01\nhint: {hint}"));
    }
}

/// Half past midnight on 2 September in London is 2 September, though it is the 1st in Greenwich.
#[test]
fn the_day_has_come_when_it_has_in_london() {
    let desk = Desk::new();
    let buy = || desk.bhlp("buy C-1 food 1 --from SHOP --on 2006-09-02 --dry-run");
    buy().now("2006-09-01T23:30:00Z").done();
    buy().now("2006-09-01T22:59:59Z").refused(
        "DAY_TO_COME",
        "2006-09-02 has not come yet; today is 2006-09-01\n\
         hint: record it once it has happened, with the day on which it did",
    );
}

/// The clock was ahead for an hour: 10.00 of 4 September are recorded, and 5.00 before.
#[test]
fn a_report_without_a_day_leaves_out_what_is_dated_later() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 5 --from SHOP").done();
    desk.bhlp("buy C-1 food 10 --from SHOP").now("2006-09-04T10:00:00Z").done();
    let used = |now| {
        let told = desk.bhlp("budget show C-1 --format csv").now(now).output();
        let told = String::from_utf8(told.stdout).unwrap();
        let (head, row) = told.split_once('\n').unwrap();
        let place = head.split(',').position(|column| column == "spent").unwrap();
        row.split(',').nth(place).unwrap().to_owned()
    };
    assert_eq!(used("2006-09-03T10:00:00Z"), "5.00");
    assert_eq!(used("2006-09-04T10:00:00Z"), "15.00");
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
            "seq,recorded_at,recorded_by,os_user,machine,kind,key,fact,was,reason,hash\n\
             15,2006-09-01T10:00:00Z,ADMIN,ames,desk-7,fund.receive,,,,,{}\n",
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
        "FIELD_INVALID",
        "end `2006-12-31` is not valid; wanted a day not before the pilot's start (--start)",
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
