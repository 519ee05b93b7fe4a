//! The end of a month: ledger and statement reconciled, what stands in the way, and the sign-off. The
//! figures are worked by hand.

use super::desk::{Desk, Test, text};
use super::reconcile::lines_until;

/// A working day of April 2008, when February and March are reconciled.
const THEN: &str = "2008-04-04T09:00:00Z";

trait InApril {
    fn april(&self, user: &str, line: &str) -> Test<'_>;
}

impl InApril for Desk {
    fn april(&self, user: &str, line: &str) -> Test<'_> {
        self.bhlp(line).user(user).now(THEN)
    }
}

/// A pilot whose months are closed up to January 2008, before the card has a statement; entry 15 opens
/// the card, the months are events 16 to 34.
fn february() -> Desk {
    let desk = Desk::new();
    desk.bhlp("account open card:5521 --holder LP1").done();
    let months = (7..=12).map(|month| format!("2006-{month:02}"));
    let months = months.chain((1..=12).map(|month| format!("2007-{month:02}")));
    for month in months.chain(["2008-01".to_owned()]) {
        desk.april("MGR", &format!("month close {month}")).done();
    }
    desk
}

/// February: 5.00 that is on no statement, 20.00 on the statement of the last day, 30.00 paid before and
/// posted after the end, and a line of 7.00 that nobody knows.
fn reconciled() -> Desk {
    let desk = february();
    for line in [
        "buy C-1 food 5 --from SHOP --card 5521 --on 2008-02-01", // 35
        "buy C-1 clothing 20 --from SHOP --card 5521 --on 2008-02-28", // 36
        "buy C-1 clothing 30 --from SHOP --card 5521 --on 2008-02-29", // 37
        "buy C-1 activities 40 --from SWIM --card 5521 --on 2008-03-31", // 38
    ] {
        desk.april("LP1", line).done();
    }
    let lines = [
        ("2008-02-29", -2000, "SHOE SHOP"),
        ("2008-02-29", -700, "PARKING"),
        ("2008-03-04", -3000, "SHOE SHOP"),
    ];
    lines_until(&desk, "card:5521", &lines, Some("2008-03-31")); // 39
    desk.april("FIN", "reconcile match --line 1 --entry 36").done(); // 40
    desk.april("FIN", "reconcile match --line 3 --entry 37").done(); // 41
    desk
}

/// Ledger -5 -20 -30 = -55; statement -20 - 7 = -27. Of the 35 out that are not on the statement, 30 are
/// on the one of March; 5 nobody explains, nor the 7: the rest is -7 + 5.
#[test]
fn a_leap_day_is_the_last_of_its_month() {
    let desk = reconciled();
    let page = "Reconciliation, card:5521, 2008-02\n\
        as at 2008-02-29\n\
        \n\
        card:5521\n\
        Ledger balance on 29 February 2008                      -£55.00\n  \
          add out, not yet on the statement (2)                  £35.00\n  \
          less in, not yet on the statement (0)                   £0.00\n  \
          add in, not yet in the ledger (0)                       £0.00\n  \
          less out, not yet in the ledger (1)                     £7.00\n\
        Statement balance                                       -£27.00\n\
        Not explained                                            -£2.00\n\
        \n\
        Not yet on the statement\n  \
          0-7 days: 1, £0.00 in, £30.00 out\n  \
          8-30 days: 1, £0.00 in, £5.00 out\n\
        - 2008-02-01, entry 35: Food and essentials, Shoe shop, £5.00 out; not explained\n\
        - 2008-02-29, entry 37: Clothing, uniform and shoes, Shoe shop, £30.00 out; on the statement of 2008-03-04\n\
        \n\
        Not yet in the ledger\n  \
          0-7 days: 1, £0.00 in, £7.00 out\n\
        - 2008-02-29, line 2: PARKING, £7.00 out; not explained\n";
    desk.april("EVA", "report reconciliation --month 2008-02 --account card:5521").stdout(page).code(0);
    let csv = "month,account,part,on,number,what,money_in,money_out,balance,age,band,because\n\
        2008-02,card:5521,ledger balance,,,,,,-55.00,,,\n\
        2008-02,card:5521,not yet on the statement,2008-02-01,35,\"Food and essentials, Shoe shop\",,5.00,,28,8-30,not explained\n\
        2008-02,card:5521,not yet on the statement,2008-02-29,37,\"Clothing, uniform and shoes, Shoe shop\",,30.00,,0,0-7,on the statement of 2008-03-04\n\
        2008-02,card:5521,not yet in the ledger,2008-02-29,2,PARKING,,7.00,,0,0-7,not explained\n\
        2008-02,card:5521,statement balance,,,,,,-27.00,,,\n\
        2008-02,card:5521,not explained,,,,,,-2.00,,,\n";
    desk.april("EVA", "report reconciliation --month 2008-02 --account card:5521 --format csv")
        .stdout(csv)
        .code(0);
    let wanted = "error[REPORT_NEEDS_FILTER]: reconciliation: which month was not said\n\
        hint: bhlp report reconciliation --month ...\n";
    desk.bhlp("report reconciliation").stderr(wanted).code(2);
}

#[test]
fn everything_that_stands_in_the_way_is_told_with_what_mends_it() {
    let desk = reconciled();
    desk.april("FIN", "reconcile park --line 2 'whose is it' --ask LP1").done(); // 42
    desk.april("MGR", "month close 2008-02").refused(
        "MONTH_NOT_READY",
        "2008-02 cannot be closed yet: 2 things prevent it\n  \
           - card:5521: 1 entry is not yet on the statement and not explained: £0.00 in, £5.00 out\n    \
             bhlp reconcile work --account card:5521\n  \
           - card:5521: PARKING waits for a reply of LP1\n    \
             bhlp reconcile reply 42 TEXT\n\
         hint: see all of it: bhlp month status 2008-02; line by line: bhlp report reconciliation --month 2008-02",
    );
    desk.april("FIN", "month close 2008-03").refused(
        "MONTH_NOT_READY",
        "2008-03 cannot be closed yet: 4 things prevent it\n  \
           - 2008-02 is still open\n    \
             bhlp month close 2008-02\n  \
           - card:5521: 1 entry is not yet on the statement and not explained: £0.00 in, £5.00 out\n    \
             bhlp reconcile work --account card:5521\n  \
           - card:5521: PARKING waits for a reply of LP1\n    \
             bhlp reconcile reply 42 TEXT\n  \
           - FIN imported statement 39, with lines of 2008-03 and does not sign it off\n    \
             ask a colleague who recorded nothing in it: bhlp month close 2008-03 --as USER\n\
         hint: see all of it: bhlp month status 2008-03; line by line: bhlp report reconciliation --month 2008-03",
    );
    let status = text(&desk.april("EVA", "report month-end --month 2008-02").output().stdout);
    for part in [
        "- card:5521: ledger -£55.00, statement -£27.00, £35.00 out not yet on the statement, £7.00 out not yet in the \
         ledger, not explained -£2.00\n",
        "\nWhat prevents closing:\n",
        "\nWho may sign:\n- ADMIN\n  bhlp month close 2008-02 --as ADMIN\n- MGR\n",
        "\nWho may not sign:\n- FIN imported statement 39, with lines of 2008-02\n",
    ] {
        assert!(status.contains(part), "{part}\n{status}");
    }
}

/// February is explained: 5.00 will never be charged, 7.00 is not ours. March has the 40.00 of its last
/// day, on its way; ledger -95, statement -57; handed on from February: entries 35 and 37, line 2.
#[test]
fn a_closed_month_hands_its_lists_to_the_next() {
    let desk = reconciled();
    desk.april("FIN", "reconcile explain --entry 35 --because never_charged 'the till was down'").done(); // 42
    desk.april("FIN", "reconcile explain --line 2 --because not_ours 'the bank looks into it'").done(); // 43
    let closed = text(&desk.april("MGR", "month close 2008-02").output().stdout); // 44
    for part in [
        "\n  bank:main: ledger £6,000.00, no statement: none is sent\n",
        "\n  card:5521: ledger -£55.00, statement -£27.00, £35.00 out not yet on the statement, £7.00 out not yet in the \
         ledger, not explained £0.00\n",
        "\n  carried forward: 2 entries, 1 line, 0 commissions with money promised or owed\n",
    ] {
        assert!(closed.contains(part), "{part}\n{closed}");
    }
    let march =
        text(&desk.april("EVA", "report reconciliation --month 2008-03 --account card:5521").output().stdout);
    for part in [
        "Ledger balance on 31 March 2008                         -£95.00\n",
        "add out, not yet on the statement (2)                  £45.00\n",
        "less out, not yet in the ledger (1)                     £7.00\n",
        "Statement balance                                       -£57.00\n",
        "Not explained                                             £0.00\n",
        "- 2008-02-01, entry 35: Food and essentials, Shoe shop, £5.00 out; never charged: the till was down\n",
        "- 2008-03-31, entry 38: Holiday and activity costs, Swim, \"Splash\" & =Co, £40.00 out; on its way: it may take 7 days\n",
        "- 2008-02-29, line 2: PARKING, £7.00 out; not ours: the bank looks into it\n",
    ] {
        assert!(march.contains(part), "{part}\n{march}");
    }
    desk.april("MGR", "month close 2008-03").done(); // 45
    assert_eq!(text(&desk.april("EVA", "check").output().stdout), "");
}

/// What was signed stays: two pieces that were handed on are not matched with each other. The bank's first
/// statement comes after the sign-off, and covers February: 6,000.00 is not on it.
#[test]
fn what_was_signed_stays_beside_what_is_known_now() {
    let desk = february();
    desk.april("LP1", "buy C-1 food 7 --from SHOP --card 5521 --on 2008-02-20").done(); // 35
    lines_until(&desk, "card:5521", &[("2008-02-25", -700, "PARKING")], Some("2008-02-29")); // 36
    desk.april("FIN", "reconcile explain --entry 35 --because in_transit 'slow'").done(); // 37
    desk.april("FIN", "reconcile explain --line 1 --because other 'looked into'").done(); // 38
    desk.april("MGR", "month close 2008-02").done(); // 39
    let signed = "Month, 2008-02\n\
        as at 2008-02-29\n\
        \n\
        As signed:\n\
        - 2008-02 is closed, signed by MGR as event 39\n  \
          bhlp month reopen 2008-02 --reason TEXT\n\
        - bank:main: ledger £6,000.00, no statement: none is sent\n\
        - card:5521: ledger -£7.00, statement -£7.00, £7.00 out not yet on the statement, £7.00 out not yet in the ledger\n";
    let next = "\nNext:\n- bhlp export month 2008-02 --to pack-2008-02\n";
    desk.april("EVA", "month status 2008-02").stdout(format!("{signed}{next}")).code(0);
    desk.april("FIN", "reconcile match --line 1 --entry 35").refused(
        "MATCHING_IN_CLOSED_MONTH",
        "2008-02 is closed, and all of this lies in it or before: what was signed stays\n\
         hint: a second person re-opens the month first: bhlp month reopen 2008-02 --reason TEXT",
    );
    desk.april("EVA", "month status 2008-02").stdout(format!("{signed}{next}")).code(0);
    let page = |signed: &str| {
        let line = format!("report reconciliation --month 2008-02 {signed} --format plain");
        text(&desk.april("EVA", &line).output().stdout)
    };
    let before = page("--signed-off 2008-02");
    assert!(before.contains("in transit: slow"), "{before}");
    lines_until(&desk, "bank:main", &[("2008-02-20", -100, "FEE")], Some("2008-03-31")); // 40
    let now = "\n\
        As the ledger tells it now:\n\
        - bank:main: ledger £6,000.00, statement £0.00, £6,000.00 in not yet on the statement, not explained -£6,000.00\n  \
          bhlp report reconciliation --month 2008-02 --account bank:main\n";
    desk.april("EVA", "month status 2008-02").stdout(format!("{signed}{now}{next}")).code(0);
    desk.april("FIN", "reconcile explain --entry 35 --because other 'seen since'").done(); // 41
    assert_eq!(page("--signed-off 2008-02"), before);
    assert!(page("").contains("other: seen since"), "{}", page(""));
    assert_eq!(text(&desk.april("EVA", "check").output().stdout), "");
}

/// Each way of having a hand in February's figures, by somebody who recorded nothing in it.
#[test]
fn nobody_signs_what_they_matched_or_explained_themselves() {
    let refused = |desk: &Desk, month: &str, hand: &str, may: &str| {
        let said = format!(
            "MGR {hand}; nobody signs off a month they recorded in\n\
             hint: {may} may sign: bhlp month close {month} --as ADMIN"
        );
        desk.april("MGR", &format!("month close {month}")).refused("SIGNER_RECORDED", &said);
    };
    // Entries only: a purchase and its reversal.
    let desk = february();
    desk.april("LP1", "buy C-1 food 5 --from SHOP --card 5521 --on 2008-02-01").done(); // 35
    desk.april("LP1", "entry reverse 35 --reason twice --on 2008-02-02").done(); // 36
    desk.april("MGR", "reconcile match --entry 35 36 --account card:5521").done(); // 37
    refused(&desk, "2008-02", "matched items of 2008-02, in run 37", "ADMIN or FIN");
    // An entry of the month with a line after it.
    let desk = february();
    desk.april("LP1", "buy C-1 food 5 --from SHOP --card 5521 --on 2008-02-29").done(); // 35
    lines_until(&desk, "card:5521", &[("2008-03-03", -500, "SHOP")], Some("2008-03-31")); // 36
    desk.april("MGR", "reconcile match --line 1 --entry 35").done(); // 37
    refused(&desk, "2008-02", "matched items of 2008-02, in run 37", "ADMIN or FIN");
    // What February handed on, answered for: March rests on it.
    let desk = february();
    desk.april("LP1", "buy C-1 food 5 --from SHOP --card 5521 --on 2008-02-29").done(); // 35
    lines_until(&desk, "card:5521", &[("2008-02-20", -700, "PARKING")], Some("2008-03-31")); // 36
    desk.april("FIN", "reconcile explain --line 1 --because not_ours x").done(); // 37
    desk.april("MGR", "month close 2008-02").done(); // 38
    desk.april("MGR", "reconcile explain --entry 35 --because never_charged x").done(); // 39
    refused(&desk, "2008-03", "explained or asked about an item of 2008-03, in event 39", "ADMIN");
    desk.april("ADMIN", "month close 2008-03").done();
}

/// July was closed before the card had a statement: its first one, of August, is held against all there was
/// before it, and the 5.00 of July has to be explained.
#[test]
fn a_first_statement_is_held_against_all_there_was_before_it() {
    let desk = Desk::new();
    desk.bhlp("account open card:5521 --holder LP1").done();
    desk.april("LP1", "buy C-1 food 5 --from SHOP --card 5521 --on 2006-07-20").done(); // 16
    desk.april("MGR", "month close 2006-07").done();
    lines_until(&desk, "card:5521", &[("2006-08-10", -700, "PARKING")], Some("2006-08-31"));
    desk.april("FIN", "reconcile explain --line 1 --because not_ours x").done();
    let page =
        text(&desk.april("EVA", "report reconciliation --month 2006-08 --account card:5521").output().stdout);
    for part in [
        "Ledger balance on 31 August 2006                         -£5.00\n",
        "Statement balance                                        -£7.00\n",
        "Not explained                                             £5.00\n",
        "- 2006-07-20, entry 16: Food and essentials, Shoe shop, £5.00 out; not explained\n",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    desk.april("FIN", "reconcile explain --entry 16 --because other 'paid before the first statement'")
        .done();
    desk.april("MGR", "month close 2006-08").done();
    assert_eq!(text(&desk.april("EVA", "check").output().stdout), "");
}

/// Changes the file with every guard taken away, and says what `check` finds in the months.
fn found_after(desk: &Desk, sql: &str) -> String {
    let other = Desk::bare();
    std::fs::copy(&desk.ledger, &other.ledger).unwrap();
    let conn = other.other_hand();
    let triggers: Vec<(String, String)> = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let drops: String = triggers.iter().map(|(name, _)| format!("DROP TRIGGER {name};")).collect();
    let makes: String = triggers.iter().map(|(_, sql)| format!("{sql};")).collect();
    conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; BEGIN; {drops} {sql}; {makes} COMMIT")).unwrap();
    let found = text(&other.april("EVA", "check").output().stdout);
    let months = found.lines().filter_map(|line| line.strip_prefix("months: "));
    months.map(|line| format!("{line}\n")).collect()
}

#[test]
fn check_makes_what_was_signed_and_handed_on_again() {
    let desk = reconciled();
    desk.april("FIN", "reconcile explain --entry 35 --because never_charged 'the till was down'").done();
    desk.april("FIN", "reconcile explain --line 2 --because not_ours 'the bank looks into it'").done();
    desk.april("LP1", "commission place C-1 food 60 --from SHOP --on 2008-02-03").done(); // 44
    desk.april("LP1", "invoice record 44 25 --on 2008-02-10").done(); // 45
    desk.april("MGR", "month close 2008-02").done(); // 46
    let held: (i64, i64) = desk
        .other_hand()
        .query_row(
            "SELECT committed_pence, owed_pence FROM carried_order WHERE commission_id = 44",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(held, (3500, 2500));
    assert_eq!(found_after(&desk, "SELECT 1"), "");
    let sealed = "2008-02: what event 46 carried forward is not what it sealed\n";
    for (sql, wanted) in [
        (
            "UPDATE month_account SET ledger_pence = -5600, statement_pence = -2800 WHERE event = 46 AND statement_pence < 0",
            "2008-02: card:5521 was signed at -£56.00, its transfers make -£55.00\n\
             2008-02: the statement of card:5521 was signed at -£28.00, its lines make -£27.00\n",
        ),
        (
            "UPDATE month_account SET unseen_in_pence = 100, unseen_out_pence = 3600 WHERE event = 46 AND statement_pence < 0",
            "2008-02: what was on one side only of card:5521 was signed differently from it was\n",
        ),
        (
            "DELETE FROM carried_item WHERE entry_id = 35",
            &format!("{sealed}2008-02: entry 35 was open at the month's end and was not carried forward\n"),
        ),
        (
            "INSERT INTO carried_item SELECT 46, account_id, 36, -2000 FROM carried_item WHERE entry_id = 35",
            &format!("{sealed}2008-02: entry 36 was carried forward and was not open at the month's end\n"),
        ),
        (
            "UPDATE carried_line SET line_id = 1 WHERE line_id = 2",
            &format!(
                "{sealed}2008-02: line 2 was open at the month's end and was not carried forward\n\
                 2008-02: line 1 was carried forward and was not open at the month's end\n"
            ),
        ),
        (
            "UPDATE carried_order SET owed_pence = 0",
            &format!(
                "{sealed}2008-02: commission 44 was not carried forward with what it held at the month's end\n"
            ),
        ),
        (
            "UPDATE carried_fund SET balance_pence = balance_pence + 1 WHERE event = 46 AND pot = 'spent'",
            &format!(
                "{sealed}2008-02: fund 1 was not carried forward with what it held at the month's end\n"
            ),
        ),
    ] {
        assert_eq!(found_after(&desk, sql), wanted, "after {sql}");
    }
}

/// Lines of 3 and 10 February, then of 20 March: 11 February to 19 March, 38 days, is on no statement. Until
/// the first file is said to be complete, neither month closes.
#[test]
fn a_statement_that_is_missing_stands_in_the_way() {
    let desk = february();
    lines_until(&desk, "card:5521", &[("2008-02-03", -700, "A"), ("2008-02-10", -100, "B")], None); // 35
    lines_until(&desk, "card:5521", &[("2008-03-20", -100, "C")], Some("2008-03-31")); // 36
    for line in 1..=3 {
        desk.april("FIN", &format!("reconcile explain --line {line} --because not_ours x")).done();
    }
    desk.april("MGR", "month close 2008-02").refused(
        "MONTH_NOT_READY",
        "2008-02 cannot be closed yet: 1 thing prevents it\n  \
           - card:5521: no statement covers 2008-02-11 to 2008-03-19\n    \
             import what is missing, or the previous file again if nothing lies between: \
             bhlp statement import FILE --account card:5521 --until 2008-03-19\n\
         hint: see all of it: bhlp month status 2008-02; line by line: bhlp report reconciliation --month 2008-02",
    );
    lines_until(
        &desk,
        "card:5521",
        &[("2008-02-03", -700, "A"), ("2008-02-10", -100, "B")],
        Some("2008-03-06"),
    );
    desk.april("MGR", "month close 2008-02").done();
    desk.april("MGR", "month close 2008-03").done();
}

/// A fund's money has no provider and no remark: it is told in words.
#[test]
fn the_page_uses_words_for_what_an_entry_was() {
    let desk = Desk::new();
    lines_until(&desk, "bank:main", &[("2006-07-02", -100, "FEE")], Some("2006-07-31"));
    let page = text(&desk.april("EVA", "report reconciliation --month 2006-07").output().stdout);
    assert!(page.contains(": fund received, £"), "{page}");
    assert!(!page.contains("fund.receive"), "{page}");
}
