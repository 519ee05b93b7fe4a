//! Late facts: recorded in an open month, with the day in a closed one that they belong to.

use super::desk::{Desk, text};

/// A desk where July is closed, by event 15.
fn closed() -> Desk {
    let desk = Desk::new();
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk
}

#[test]
fn what_comes_late_is_recorded_in_an_open_month_and_says_where_it_belongs() {
    let desk = closed();
    desk.bhlp("buy C-1 food 12.50 --from SHOP --on 2006-08-02 --belongs-to 2006-07-31").done();
    desk.bhlp("buy C-1 food 1 --from SHOP --on 2006-08-03").done();
    let said = |line: &str| text(&desk.bhlp(line).output().stdout);
    let listed = said("entry list --child C-1 --since 2006-08-01 --format csv");
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines[0].ends_with(",note,belongs_on"), "{listed}");
    assert!(lines[1].starts_with("16,2006-08-02,") && lines[1].ends_with(",12.50,,,2006-07-31"), "{listed}");
    assert!(lines[2].starts_with("17,2006-08-03,") && lines[2].ends_with(",1.00,,,"), "{listed}");
    assert!(said("entry show 16").contains("Belongs to:  2006-07-31"), "{}", said("entry show 16"));
    assert!(!said("entry show 17").contains("Belongs to"), "{}", said("entry show 17"));
    let statement = said("report statement --child C-1 --since 2006-08-01 --format json");
    assert!(statement.contains(r#""belongs_on":"2006-07-31""#), "{statement}");
    assert!(said("export hledger").contains("child:C-1, provider:SHOP, commission:16, belongs:2006-07-31"));
    assert_eq!(said("check"), "");
}

/// July: 1 purchase of 80.00. August: it is undone, 79.00 are bought instead: no purchase more, 1.00 less.
#[test]
fn a_months_figures_stay_as_they_were_signed() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 80 --from SHOP --on 2006-07-10").done(); // 15
    desk.bhlp("month close 2006-07").user("FIN").done(); // 16
    let head = "month,allocated,committed,spent,paid,purchases\n";
    let july = "2006-07,500.00,0.00,80.00,80.00,1\n";
    let months = |more: &str, rows: &str| {
        desk.bhlp(&format!("report months --format csv {more}")).stdout(format!("{head}{rows}")).code(0);
    };
    months("", july);
    desk.bhlp("entry correct 15 --amount 79 --reason mistyped --on 2006-08-05").done();
    let both = format!("{july}2006-08,0.00,0.00,-1.00,-1.00,0\n");
    months("", &both);
    months("--as-at 2006-08-31", &both);
    months("--signed-off 2006-07", july);
    // And undone for good, it is one purchase less in September.
    desk.bhlp("entry reverse 18 --reason returned --on 2006-09-01").done();
    let all = format!("{both}2006-09,0.00,0.00,-79.00,-79.00,-1\n");
    months("", &all);
    months("--as-at 2006-09-01", &all);
    desk.bhlp("check").code(0);
}

#[test]
fn it_belongs_to_a_closed_month_of_the_pilot() {
    let desk = closed();
    let buy = "buy C-1 food 1 --from SHOP --on 2006-08-02 --belongs-to";
    desk.bhlp(&format!("{buy} 2006-08-01")).refused(
        "BELONGS_TO_OPEN_MONTH",
        "2006-08 is open: what belongs to 2006-08-01 is recorded on that day\n\
         hint: record it there: --on 2006-08-01",
    );
    desk.bhlp(&format!("{buy} 2006-06-30")).refused(
        "EFFECTIVE_OUTSIDE_PILOT",
        "2006-06-30 is outside the pilot, which runs from 2006-07-01 to 2008-03-31 and is settled until 2008-09-30\n\
         hint: give the day it happened: --on DATE",
    );
    desk.bhlp("child amend C-1 --level 3 --belongs-to 2006-07-31").refused(
        "NOTHING_IS_LATE",
        "--belongs-to 2006-07-31 does not apply: this command records no entry\n\
         hint: leave out --belongs-to; it is for entries whose month is closed",
    );
}

#[test]
fn a_key_said_again_with_another_day_is_another_request() {
    let desk = closed();
    let buy = "buy C-1 food 1 --from SHOP --on 2006-08-02 --key K1";
    desk.bhlp(&format!("{buy} --belongs-to 2006-07-31")).done();
    desk.bhlp(&format!("{buy} --belongs-to 2006-07-31")).stdout("already recorded as entry 16\n").code(0);
    desk.bhlp(&format!("{buy} --belongs-to 2006-07-30")).refused(
        "KEY_CONTENT_DIFFERS",
        "key `K1` is recorded as entry 16 with belongs_to `2006-07-31`; now it comes with `2006-07-30`\n\
         hint: if this is another request, give it another key; if it was recorded wrongly: bhlp entry correct or reverse",
    );
    desk.bhlp(buy).refused(
        "KEY_CONTENT_DIFFERS",
        "key `K1` is recorded as entry 16 with belongs_to `2006-07-31`; now it comes with nothing\n\
         hint: if this is another request, give it another key; if it was recorded wrongly: bhlp entry correct or reverse",
    );
}

#[test]
fn a_correction_of_what_was_closed_says_so_in_both_its_entries() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 20 --from SHOP --on 2006-07-20").done(); // 15
    desk.bhlp("month close 2006-07").user("FIN").done(); // 16
    desk.bhlp("entry correct 15 --amount 21 --reason typo").refused(
        "MONTH_CLOSED",
        "2006-07 is closed; nothing can be recorded on 2006-07-20\n\
         hint: record it in an open month with --on DATE --belongs-to 2006-07-20, or re-open: bhlp month reopen 2006-07 --reason TEXT",
    );
    desk.bhlp("entry correct 15 --amount 21 --reason typo --on 2006-08-01 --belongs-to 2006-07-20").done();
    let days: Vec<(i64, Option<String>)> = desk
        .other_hand()
        .prepare("SELECT entry_id, belongs_on FROM entry WHERE entry_id > 16")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let day = Some("2006-07-20".to_owned());
    assert_eq!(days, [(17, day.clone()), (18, day)]);
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}
