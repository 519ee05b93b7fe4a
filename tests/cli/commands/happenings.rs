//! What happened to children: recorded, answered, corrected, counted.

use std::fs;

use super::desk::{Desk, text};

const LATER: &str = "2007-03-01T10:00:00Z";

#[test]
fn a_referral_is_answered_and_an_exclusion_corrected() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(line).user("LP1").now(LATER);
    say("happening record C-1 referred --to camhs --on 2006-09-04")
        .stdout("recorded: C-1 referred to camhs on 2006-09-04 (happening 15)\n")
        .code(0);
    say("happening record C-1 referred --to camhs --on 2006-09-04")
        .stdout("already recorded as happening 15\n")
        .code(0);
    say("happening record C-1 waiting --to camhs --on 2006-09-10").done(); // 16
    say("happening record C-1 rejected --to camhs --on 2006-10-01").done(); // 17
    say("happening record C-1 referred --to camhs --on 2006-11-01").done(); // 18
    say("happening record C-1 excluded --days 2 --on 2006-10-04").done(); // 19
    say("happening correct 19 --days 5 --reason 'a week'")
        .stdout(
            "corrected happening 19 of C-1: excluded for 5 days on 2006-10-04; it was excluded for 2 days on 2006-10-04\n",
        )
        .code(0);
    say("happening withdraw 16 --reason 'another list'")
        .stdout("withdrew happening 16 of C-1: it was waiting for camhs on 2006-09-10\n")
        .code(0);
    say("happening list C-1 --format csv")
        .stdout(
            "number,child_ref,happened_on,kind,to,days,answer,answered_on,was\n\
             15,C-1,2006-09-04,referred,camhs,,rejected,2006-10-01,\n\
             17,C-1,2006-10-01,rejected,camhs,,,,\n\
             19,C-1,2006-10-04,excluded,,5,,,excluded for 2 days on 2006-10-04; LP1 on 2007-03-01: a week\n\
             18,C-1,2006-11-01,referred,camhs,,waiting,,\n",
        )
        .code(0);
    desk.bhlp("check").now(LATER).code(0);
}

/// Care that was entered on 1 December was another child's: what comes later is judged by the last that
/// stands of entering and leaving.
#[test]
fn care_is_entered_and_left_again_after_one_of_them_was_withdrawn() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(line).now(LATER);
    say("happening record C-1 entered_care --on 2006-12-01").done(); // 15
    say("happening record C-1 left_care --on 2007-01-05").done(); // 16
    say("happening withdraw 15 --reason 'another child'").done();
    say("happening record C-1 left_care --on 2007-01-10").refused(
        "NOT_IN_CARE",
        "C-1 was not in care on 2007-01-10\n\
         hint: record first when care was entered: bhlp happening record C-1 entered_care --on DATE",
    );
    say("happening record C-1 entered_care --on 2007-01-10").done();
    say("happening record C-1 left_care --on 2007-01-20").done();
    desk.bhlp("check").now(LATER).code(0);
}

#[test]
fn what_cannot_have_happened_is_refused() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(line).now(LATER);
    say("happening record C-1 accepted --to camhs --on 2006-09-03").refused(
        "ANSWER_WITHOUT_REFERRAL",
        "no referral of C-1 to camhs by 2006-09-03 is without an answer\n\
         hint: record first when it was asked: bhlp happening record C-1 referred --to camhs --on DATE",
    );
    say("happening record C-1 reached --on 1999-02-28").refused(
        "HAPPENED_BEFORE_BIRTH",
        "C-1 was born in 1999-03; reached on 1999-02-28 is before that\n\
         hint: check the day: --on DATE; where the case began before the birth: bhlp child amend C-1 --caf-on DATE",
    );
    say("happening record C-1 left_care").refused(
        "NOT_IN_CARE",
        "C-1 was not in care on 2007-03-01\n\
         hint: record first when care was entered: bhlp happening record C-1 entered_care --on DATE",
    );
    say("happening record C-1 entered_care --on 2006-12-01").done(); // 15
    say("happening record C-1 entered_care --on 2007-01-01").refused(
        "IN_CARE_ALREADY",
        "C-1 was in care on 2007-01-01\n\
         hint: record first when care was left: bhlp happening record C-1 left_care --on DATE; another placement: placement_moved",
    );
    say("happening record C-1 left --on 2007-02-01").done(); // 16
    say("happening record C-1 placement_moved --on 2007-02-02").refused(
        "CHILD_HAS_LEFT",
        "C-1 left on 2007-02-01; what happened on 2007-02-02 is after that\n\
         hint: check the day: --on DATE; if the child did not leave: bhlp happening list C-1, then \
         bhlp happening withdraw N --reason TEXT",
    );
    say("happening record C-2 excluded --days 0").refused(
        "FIELD_INVALID",
        "days `0` is not valid; wanted the days of school: 1 to 45, the most there may be in a school year",
    );
    say("happening record C-2 excluded --days 46").refused(
        "FIELD_INVALID",
        "days `46` is not valid; wanted the days of school: 1 to 45, the most there may be in a school year",
    );
    say("happening record C-2 excluded --to camhs").refused(
        "FIELD_INVALID",
        "to `camhs` is not valid; wanted nothing, but of a referral and what came of it",
    );
    say("happening record C-2 referred")
        .refused("FIELD_INVALID", "to is missing; wanted a code of the service asked, such as camhs");
    say("happening record C-2 excluded --days 2").done(); // 17
    say("happening record C-2 excluded --days 3").refused(
        "HAPPENED_ALREADY",
        "C-2: excluded for 2 days on 2007-03-01 is recorded, happening 17; now it comes as excluded for 3 days on 2007-03-01\n\
         hint: if what is recorded is wrong: bhlp happening correct 17 --days N --reason TEXT",
    );
    say("happening record C-2 reached --on 2007-03-02").refused(
        "DAY_TO_COME",
        "2007-03-02 has not come yet; today is 2007-03-01\nhint: did you mean 2007-02-03?",
    );
    desk.bhlp("check").now(LATER).code(0);
}

#[test]
fn what_happens_in_turn_is_refused_out_of_turn() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(line).now(LATER);
    say("happening record C-1 re_referred").refused(
        "CASE_NOT_CLOSED",
        "C-1's assessment was not closed by 2007-03-01, so it cannot come back\n\
         hint: record first when it was closed: bhlp happening record C-1 caf_closed --on DATE",
    );
    say("happening record C-1 caf_closed --on 2006-10-01").done(); // 15
    say("happening record C-1 caf_closed --on 2006-10-02").refused(
        "CASE_CLOSED_ALREADY",
        "C-1's assessment was closed on 2006-10-01, and did not come back between\n\
         hint: record first when it came back: bhlp happening record C-1 re_referred --on DATE",
    );
    say("happening record C-1 permanently_excluded --on 2006-10-01").done(); // 16
    say("happening record C-1 permanently_excluded --on 2006-11-01").refused(
        "EXCLUDED_ALREADY",
        "C-1 was permanently excluded on 2006-10-01, with nothing between that shows another school\n\
         hint: check the day: --on DATE; if that was overturned: bhlp happening list C-1, then bhlp happening \
         withdraw N --reason TEXT",
    );
    say("happening record C-1 excluded --days 3 --on 2006-10-20")
        .stdout("recorded: C-1 excluded for 3 days on 2006-10-20 (happening 17)\n")
        .stderr("warning: C-1 was permanently excluded on 2006-10-01: this has to be from another school\n")
        .code(0); // 17
    say("happening record C-1 permanently_excluded --on 2006-11-01").done();
    desk.bhlp("check").now(LATER).code(0);
}

/// Of referrals to a service that may no more be told, the one on or after the day of the withdrawal warns.
#[test]
fn a_referral_after_the_permission_was_withdrawn_warns() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(line).now(LATER);
    say("consent record C-1 sharing --with camhs --purpose help --by parent --how written --on 2006-10-01")
        .done(); // 15
    say("consent record C-1 sharing_withdrawn --with camhs --on 2006-12-01").done(); // 16
    say("happening record C-1 referred --to camhs --on 2006-11-30")
        .stdout("recorded: C-1 referred to camhs on 2006-11-30 (happening 17)\n")
        .code(0);
    say("happening record C-1 referred --to housing --on 2006-12-01")
        .stdout("recorded: C-1 referred to housing on 2006-12-01 (happening 18)\n")
        .code(0);
    say("happening record C-1 referred --to camhs --on 2006-12-01")
        .stdout("recorded: C-1 referred to camhs on 2006-12-01 (happening 19)\n")
        .stderr(
            "warning: the permission to share C-1's data with camhs was withdrawn on 2006-12-01 (consent 16): ask the \
             family before camhs is told anything\n",
        )
        .code(0);
}

/// What is bought after a child left, or after its family withdrew the agreement, is bought with a warning;
/// after leaving, the audit asks.
#[test]
fn what_is_bought_after_the_end_is_told() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(line).now("2006-09-20T10:00:00Z");
    say("child amend C-1 --consent-on 2006-08-01").done(); // 15
    say("happening record C-1 left --on 2006-09-10").done(); // 16
    say("consent record C-1 agreement_withdrawn --on 2006-09-12").done(); // 17
    let warned = |line: &str| text(&say(line).output().stderr);
    assert_eq!(warned("buy C-1 food 10 --from SHOP --on 2006-09-10"), ""); // 18
    assert_eq!(
        warned("buy C-1 food 11 --from SHOP --on 2006-09-12"), // 19
        "warning: C-1 left on 2006-09-10\nwarning: the family of C-1 withdrew its agreement on 2006-09-12\n"
    );
    let found = text(&say("audit afterwards --format csv").output().stdout);
    assert_eq!(found.lines().count(), 2, "{found}");
    assert!(found.contains("commissioned after the child left on 2006-09-10"), "{found}");
}

#[test]
fn before_an_expected_birth_there_is_work_and_nobody_is_in_care() {
    let desk = Desk::new();
    desk.bhlp(
        "child add C-4 --cohort additional_needs --born 2006-11 --area North --need N1 --level 2 --lead LP1",
    )
    .done();
    desk.bhlp("happening record C-4 reached").done();
    desk.bhlp("family add F-9 C-4 --on 2006-09-01").done();
    desk.bhlp("family add F-8 C-1 --on 1999-02-28").refused(
        "HAPPENED_BEFORE_BIRTH",
        "C-1 was born in 1999-03; a place in a family on 1999-02-28 is before that\n\
         hint: check the day: --on DATE; where the case began before the birth: bhlp child amend C-1 --caf-on DATE",
    );
    desk.bhlp("happening record C-4 entered_care").refused(
        "HAPPENED_BEFORE_BIRTH",
        "C-4 was expected in 2006-11; entered care on 2006-09-01 is before that\n\
         hint: check the day: --on DATE; before a birth nobody is excluded or in care",
    );
    desk.bhlp("check").code(0);
}

/// 40 + 5 = 45 days of the school year to 31 August 2007 are the most, 6 from 1 September are of the next;
/// one more on 31 August makes 46.
#[test]
fn days_of_exclusion_are_added_by_school_year() {
    let desk = Desk::new();
    let say = |line: &str| desk.bhlp(line).now("2007-10-01T10:00:00Z");
    let found = || text(&say("audit exclusions --format csv").output().stdout).lines().count() - 1;
    say("happening record C-1 excluded --days 40 --on 2006-11-01").done(); // 15
    say("happening record C-1 excluded --days 5 --on 2007-08-25").done(); // 16
    say("happening record C-1 excluded --days 6 --on 2007-09-01").done(); // 17
    assert_eq!(found(), 0);
    say("happening record C-1 excluded --days 1 --on 2007-08-31").done(); // 18
    assert_eq!(found(), 1);
    // 25 August and 5 days end on the 29th: an exclusion on that day is within them.
    say("happening record C-1 excluded --days 1 --on 2007-08-29").done(); // 19
    let told = text(&say("audit exclusions --format csv").output().stdout);
    assert!(told.contains("47 days of school in the year from 1 September 2006; the most is 45"), "{told}");
    assert!(told.contains("excluded again on 2007-08-29, within the 5 days from 2007-08-25"), "{told}");
}

/// The pilot ends on 31 March 2008: 31 + 29 + 31 = 91 days of its last quarter, and none after it.
#[test]
fn nobody_is_waited_for_after_the_pilots_last_day() {
    let desk = Desk::new();
    desk.bhlp("happening record C-1 excluded --days 1 --on 2008-03-31").now("2008-04-01T10:00:00Z").done();
    let told =
        text(&desk.bhlp("report happening-rates --format csv").now("2008-07-15T10:00:00Z").output().stdout);
    let rows: Vec<&str> = told.lines().filter(|row| row.contains(",2008-")).collect();
    // 36525 / 91 = 401.374.
    assert_eq!(rows, ["budget,2008-01,excluded,1,91,1,401.374,1,0.0"]);
}

/// C-1 came on 3 July 2006 and left on 15 November: 29 + 31 + 30 = 90 days of the quarter of July, and
/// 31 + 15 = 46 of the next. One exclusion in each: 36525 / 90 = 405.83 and 36525 / 46 = 794.02 a year of 100
/// children. What happened the day before it came does not count.
#[test]
fn what_happened_is_counted_by_the_days_children_were_there() {
    let desk = Desk::new();
    let rows = "child_ref,kind,happened_on,to,days\n\
                C-1,excluded,2006-07-02,,1\n\
                C-1,excluded,2006-07-03,,5\n\
                C-1,excluded,2006-11-15,,2\n\
                C-1,left,2006-11-15,,\n";
    fs::write(desk.dir.path().join("happenings.csv"), rows).unwrap();
    for said in ["4 new, 0 already", "0 new, 4 already"] {
        let said = format!("happenings: {said} in the ledger\n");
        desk.bhlp("import happenings happenings.csv").now(LATER).stdout(&said).code(0);
    }
    desk.bhlp("report happening-rates --format csv")
        .now(LATER)
        .stdout(
            "arm,quarter,kind,children,days,happened,rate,touched,without\n\
             budget,2006-07,excluded,1,90,1,405.833,1,0.0\n\
             budget,2006-10,excluded,1,46,1,794.022,1,0.0\n\
             budget,2006-07,left,1,90,0,0,0,100.0\n\
             budget,2006-10,left,1,46,1,794.022,1,0.0\n",
        )
        .code(0);
    desk.bhlp("happening withdraw 17 --reason x").now(LATER).done();
    desk.bhlp("import happenings happenings.csv")
        .now(LATER)
        .stderr(
            "error[BAD_ROWS]: happenings.csv: 1 of 4 rows cannot be taken\n  \
             line 4: [FACT_WITHDRAWN] happening 17 was withdrawn by event 19: x; what was withdrawn is no more: record it \
             anew, or take it out of the file; bhlp report corrections shows it | C-1,excluded,2006-11-15,,2\n\
             hint: correct the file and import it again: rows taken before change nothing\nnothing was recorded\n",
        )
        .code(1);
    desk.bhlp("check").now(LATER).code(0);
}
