//! What areas are to reach.

use super::desk::Desk;

#[test]
fn a_target_is_set_once_and_an_indicator_observed() {
    let desk = Desk::new();
    let set = "target set 3.2 attendance 93 --baseline 88 --floor 85 --due-on 2007-12-31 --area Nroth";
    desk.bhlp(set)
        .stdout("attendance in Nroth (3.2): 93 by 2007-12-31, from 88, nobody below 85\n")
        .stderr("warning: no child is in Nroth; there are children in North, South\n")
        .code(0);
    desk.bhlp(set).stdout("already recorded as entry 15\n").code(0);
    let actual = "target actual 3.2 attendance 90.5 --area Nroth";
    desk.bhlp(actual)
        .stdout("attendance in Nroth (3.2): 90.5 on 2006-09-01; wanted: 93 by 2007-12-31\n")
        .code(0);
    desk.bhlp(actual).stdout("already recorded\n").code(0);
    desk.bhlp("target actual 3.2 attendance 91 --area Nroth")
        .stdout("attendance in Nroth (3.2): 91 on 2006-09-01; wanted: 93 by 2007-12-31\n")
        .code(0);
    desk.bhlp("target list --format csv")
        .stdout(
            "area,aim,indicator,baseline,floor,target,due_on,actual,observed_on,result,floor_kept,children,beyond_floor,\
             predicted,beyond_predicted\n\
             Nroth,3.2,attendance,88,85,93,2007-12-31,91,2006-09-01,not_yet,kept,,,,\n",
        )
        .code(0);
}

#[test]
fn a_target_that_is_none_is_refused() {
    let desk = Desk::new();
    let set = |rest: &str| desk.bhlp(&format!("target set {rest} --due-on 2007-12-31"));
    set("3.2 attendance 84.999 --baseline 80 --floor 85").refused(
        "TARGET_BELOW_FLOOR",
        "a target of 84.999 is below its floor of 85\n\
         hint: a target lies at its baseline and its floor or on their better side; where less is better: --better lower",
    );
    set("4.2 exclusions 9 --baseline 10 --floor 8 --better lower").refused(
        "TARGET_BELOW_FLOOR",
        "a target of 9 is above its floor of 8\n\
         hint: a target lies at its baseline and its floor or on their better side; where less is better: --better lower",
    );
    set("3.2 attendance 85 --baseline 80 --floor 85").done();
    set("3.2 attendance 87.999 --baseline 88").refused(
        "TARGET_BELOW_BASELINE",
        "a target of 87.999 is below its baseline of 88\n\
         hint: a target lies at its baseline and its floor or on their better side; where less is better: --better lower",
    );
    set("3.2 needs_achieved 100.001 --baseline 50")
        .refused("FIELD_INVALID", "target `100.001` is not valid; wanted a share in per cent, 0 to 100");
    desk.bhlp("target set 3.2 attendance 93 --baseline 88 --due-on 2006-06-30")
        .refused("FIELD_INVALID", "due_on `2006-06-30` is not valid; wanted a day in the pilot or after it");
    set("7.1 attendance 85 --baseline 80").refused(
        "FIELD_INVALID",
        "expected_outcome `7.1` is not valid; wanted an Every Child Matters aim, 1.1 to 5.6",
    );
    set("3.2 attendance 85 --baseline 80 --weight 0")
        .refused("FIELD_INVALID", "weight `0` is not valid; wanted a weight of 1 or more");
    set("1.2 gbo 11 --baseline 3").refused(
        "OUTCOME_OUT_OF_RANGE",
        "gbo goes from 0 to 10; 11 was given\nhint: see the measures: bhlp measure list",
    );
    desk.bhlp("target actual 3.2 truancy 4").refused(
        "UNKNOWN_TARGET",
        "there is no target `3.2 truancy`\nhint: see what is set: bhlp target list",
    );
    desk.bhlp("target actual 3.2 attendance 88 --on 2006-09-02").refused(
        "DAY_TO_COME",
        "2006-09-02 has not come yet; today is 2006-09-01\n\
         hint: record it once it has happened, with the day on which it did",
    );
    set("1.2 gbo 8 --baseline 3").done();
    desk.bhlp("target actual 1.2 gbo 5").refused(
        "INDICATOR_COUNTED",
        "gbo is counted from what is recorded here; its value is not said\nhint: see how it stands: bhlp target list",
    );
    desk.bhlp("target set 3.2 a 1 --baseline 0 --due-on 2007-01-01").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not change the registers or import\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.bhlp("check").code(0);
}
