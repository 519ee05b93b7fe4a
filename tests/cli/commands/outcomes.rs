//! Outcomes and time.

use super::desk::Desk;

#[test]
fn a_score_lies_on_its_scale() {
    let desk = Desk::new();
    let range = |found: &str| {
        format!("gbo goes from 0 to 10; {found} was given\nhint: see the measures: bhlp measure list")
    };
    for (value, said) in [("10.001", "10.001"), ("-1", "-1"), ("11", "11")] {
        desk.bhlp(&format!("outcome record C-1 gbo {value} --informant child"))
            .refused("OUTCOME_OUT_OF_RANGE", &range(said));
    }
    for value in ["abc", "1.0005", "1e3"] {
        desk.bhlp(&format!("outcome record C-1 gbo {value} --informant child")).fails(
            2,
            "NUMBER_INVALID",
            &format!("value: `{value}` is not a number; write it plainly, with at most three decimals, such as 7 or 1.5"),
        );
    }
    desk.bhlp("measure add x --label X --lowest 5 --highest 5 --better higher")
        .refused("FIELD_INVALID", "highest `5` is not valid; wanted a score above the lowest");
}

#[test]
fn the_same_score_again_changes_nothing_and_another_is_refused() {
    let desk = Desk::new();
    desk.bhlp("outcome record C-1 gbo 7 --informant child").done();
    desk.bhlp("outcome record C-1 gbo 7.0 --informant child")
        .stdout("already recorded as entry 15\n")
        .code(0);
    assert_eq!(desk.events(), 15);
    desk.bhlp("outcome record C-1 gbo 8 --informant child").refused(
        "OUTCOME_RECORDED_OTHERWISE",
        "an outcome of gbo for C-1 is recorded on that day as 7, score 15; now it comes as 8\n\
         hint: if what is recorded is wrong: bhlp outcome correct 15 --score 8 --reason TEXT",
    );
    desk.bhlp("outcome record C-1 gbo 8 --informant carer").done();
    desk.bhlp("outcome record C-3 gbo 8 --informant child").done();
}

#[test]
fn a_day_has_1440_minutes() {
    let desk = Desk::new();
    for minutes in ["0", "-5", "1441"] {
        desk.bhlp(&format!("time record C-1 {minutes} visit")).refused(
            "FIELD_INVALID",
            &format!("minutes `{minutes}` is not valid; wanted whole minutes, 1 to 1440"),
        );
    }
    desk.bhlp("time record C-1 half visit").fails(
        2,
        "NUMBER_INVALID",
        "minutes: `half` is not a whole number, such as 12",
    );
    desk.bhlp("time record C-1 1440 visit").done();
    desk.bhlp("time record C-1 1440 visit")
        .stdout("recorded 1440 minutes of ADMIN for C-1 on 2006-09-01: visit; the same was recorded before, and both are kept\n")
        .code(0);
}
