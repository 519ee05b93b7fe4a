//! Who may do what, and when they were there.

use super::desk::{Desk, text};

#[test]
fn somebody_known_must_be_named() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 1 --from SHOP --as LP9").refused(
        "UNKNOWN_USER",
        "nobody called `LP9` is registered\n\
         hint: the administrator registers people: bhlp practitioner add LP9 --name NAME --profession JOB --agency AGENCY --role lead_professional",
    );
    desk.bhlp("buy C-1 food 1 --from SHOP").without("BHLP_USER").fails(
        2,
        "USER_NOT_NAMED",
        "you have not said who you are\nhint: give --as USER, or set BHLP_USER once: export BHLP_USER=LP-AMES",
    );
}

#[test]
fn each_role_does_its_own_work() {
    let desk = Desk::new();
    let hint = "hint: ask a colleague whose role includes it: bhlp practitioner list";
    let cases = [
        ("EVA", "an evaluator", "buy C-1 food 1 --from SHOP", "buy for a child"),
        ("EVA", "an evaluator", "time record C-1 5 visit", "record outcomes or time"),
        ("LP1", "a lead professional", "budget top-up C-1 1", "`budget top-up`"),
        ("LP1", "a lead professional", "fund receive POOL 1", "`fund receive`"),
        ("LP1", "a lead professional", "month close 2006-07", "close or re-open months"),
        (
            "LP1",
            "a lead professional",
            "provider add X --name X --sector private",
            "change the registers or import",
        ),
    ];
    for (user, role, line, action) in cases {
        desk.bhlp(line)
            .user(user)
            .refused("ROLE_MAY_NOT", &format!("{user} is {role} and may not {action}\n{hint}"));
    }
    for user in ["MGR", "FIN", "ADMIN"] {
        desk.bhlp("budget top-up C-1 1 --dry-run").user(user).done();
    }
    // What a lead professional recorded they may undo; what another recorded they may not.
    desk.bhlp("buy C-1 food 1 --from SHOP").user("LP1").done();
    desk.bhlp("entry reverse 15 --reason x").user("LP2").refused(
        "ROLE_MAY_NOT",
        &format!("LP2 is a lead professional and may not move money between budgets and funds, or correct entries\n{hint}"),
    );
    desk.bhlp("entry reverse 15 --reason x").user("LP1").done();
}

#[test]
fn who_has_left_records_and_buys_no_more() {
    let desk = Desk::new();
    desk.bhlp("practitioner leave LP1").refused(
        "STILL_LEADS",
        "LP1 still leads 2 children\nhint: hand the children over first: bhlp report caseload --practitioner LP1",
    );
    desk.bhlp("child hand-over C-1 --to LP2").done();
    desk.bhlp("practitioner leave LP1").refused(
        "STILL_LEADS",
        "LP1 still leads 1 child\nhint: hand the children over first: bhlp report caseload --practitioner LP1",
    );
    desk.bhlp("child hand-over C-2 --to LP2").done();
    desk.bhlp("practitioner leave LP1 --on 2006-08-31").stdout("LP1 leaves on 2006-08-31\n").code(0);
    desk.bhlp("buy C-1 food 1 --from SHOP").user("LP1").refused(
        "ACTOR_LEFT",
        "LP1 left on 2006-08-31 and records nothing after that\n\
         hint: record as someone who is in the pilot: --as USER",
    );
    desk.bhlp("buy C-1 food 1 --from SHOP --for LP1").refused(
        "PRACTITIONER_NOT_THERE",
        "LP1 was not in the pilot on 2006-09-01 (left on 2006-08-31)\n\
         hint: name who bought it: --for PRACTITIONER, or give the day: --on DATE",
    );
    desk.bhlp("buy C-1 food 1 --from SHOP --for LP1 --on 2006-08-31 --dry-run").done();
    desk.bhlp("practitioner add LP5 --name A --profession B --agency C --joined 2006-09-02").done();
    desk.bhlp("buy C-1 food 1 --from SHOP --for LP5").refused(
        "PRACTITIONER_NOT_THERE",
        "LP5 was not in the pilot on 2006-09-01 (joined on 2006-09-02)\n\
         hint: name who bought it: --for PRACTITIONER, or give the day: --on DATE",
    );
    desk.bhlp("practitioner leave LP5 --on 2006-09-01").refused(
        "DAYS_OUT_OF_ORDER",
        "leaving on 2006-09-01 comes before joining on 2006-09-02\n\
         hint: check the days: --on DATE is the day it happened",
    );
}

#[test]
fn a_case_is_handed_over_forwards() {
    let desk = Desk::new();
    desk.bhlp("child hand-over C-1 --to LP2").done();
    desk.bhlp("child hand-over C-1 --to LP1").refused(
        "HAND_OVER_TOO_EARLY",
        "C-1 was led by LP2 from 2006-09-01; a hand-over on 2006-09-01 is not after that\n\
         hint: give the first day of the new lead: --on DATE",
    );
    desk.bhlp("child hand-over C-1 --to LP2 --on 2006-09-02").refused(
        "LEADS_ALREADY",
        "LP2 leads C-1's case already\nhint: see who leads it: bhlp child show C-1",
    );
}

#[test]
fn an_amendment_names_something() {
    let desk = Desk::new();
    for line in ["practitioner amend LP1", "provider amend SHOP", "child amend C-1"] {
        desk.bhlp(line).refused(
            "NOTHING_TO_CORRECT",
            "nothing was given to correct\nhint: give what should be different, such as --amount or --name; --help lists what can be",
        );
    }
}

#[test]
fn the_last_administrator_stays() {
    let desk = Desk::new();
    let refused = |line: &str, user: &str| {
        desk.bhlp(line).user(user).refused(
            "LAST_ADMINISTRATOR",
            "ADMIN is the last administrator in the pilot\n\
             hint: register another first: bhlp practitioner add CODE --name NAME --profession JOB --agency AGENCY --role administrator",
        );
    };
    for user in ["ADMIN", "MGR"] {
        refused("practitioner leave ADMIN", user);
        refused("practitioner leave ADMIN --on 2007-01-01", user);
        refused("practitioner amend ADMIN --role finance", user);
    }
    desk.bhlp("practitioner amend ADMIN --role administrator --name 'Ada Min'").done();
    desk.bhlp("practitioner amend MGR --role administrator").done();
    // Who is going to leave does not count.
    desk.bhlp("practitioner leave MGR --on 2007-01-01").done();
    refused("practitioner leave ADMIN", "ADMIN");
    desk.bhlp("practitioner amend FIN --role administrator").done();
    desk.bhlp("practitioner amend ADMIN --role finance").done();
}

#[test]
fn a_role_is_words_for_people_and_one_word_in_files() {
    let desk = Desk::new();
    for (format, written) in
        [("table", "lead professional"), ("plain", "lead professional"), ("csv", "lead_professional")]
    {
        let list = text(&desk.bhlp(&format!("practitioner list --format {format}")).output().stdout);
        assert!(list.contains(written), "{format}: {list}");
    }
}
