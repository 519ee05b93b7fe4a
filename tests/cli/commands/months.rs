//! Months: closed in order, by someone who recorded nothing in them, re-opened latest first.

use super::desk::{Desk, text};

#[test]
fn a_month_is_closed_with_the_head_of_the_audit_trail() {
    let desk = Desk::new();
    let head = desk.head();
    desk.bhlp("month close 2006-07")
        .user("FIN")
        .stdout(format!(
            "closed 2006-07; the audit trail stands at {head}\n  bank:main: ledger £6,000.00, no statement: none is sent\n  \
             carried forward: 0 entries, 0 lines, 0 commissions with money promised or owed\n"
        ))
        .code(0);
    desk.bhlp("buy C-1 food 1 --from SHOP --on 2006-07-31").refused(
        "MONTH_CLOSED",
        "2006-07 is closed; nothing can be recorded on 2006-07-31\n\
         hint: record it in an open month with --on DATE --belongs-to 2006-07-31, or re-open: bhlp month reopen 2006-07 --reason TEXT",
    );
    desk.bhlp("buy C-1 food 1 --from SHOP --on 2006-08-01").done();
    desk.bhlp("month reopen 2006-07 --reason 'a late invoice'").user("FIN").refused(
        "OWN_SIGN_OFF",
        "FIN closed 2006-07; a second person re-opens it\nhint: ask a colleague to re-open it: --as USER",
    );
    desk.bhlp("month reopen 2006-07 --reason 'a late invoice'")
        .user("MGR")
        .stdout("re-opened 2006-07: a late invoice\n")
        .code(0);
    desk.bhlp("buy C-1 food 1 --from SHOP --on 2006-07-31").done();
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn months_close_in_order_and_reopen_backwards() {
    let desk = Desk::new();
    desk.bhlp("month close 2006-07").refused(
        "SIGNER_RECORDED",
        "ADMIN recorded entry 3 in 2006-07; nobody signs off a month they recorded in\n\
         hint: FIN or MGR may sign: bhlp month close 2006-07 --as FIN",
    );
    desk.bhlp("month close 2006-08").user("FIN").refused(
        "EARLIER_MONTH_OPEN",
        "2006-07 is still open\nhint: close months in order: bhlp month close 2006-07",
    );
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk.bhlp("month close 2006-07").user("FIN").refused(
        "MONTH_MARKED_ALREADY",
        "2006-07 is closed already\nhint: see every month: bhlp month status",
    );
    desk.bhlp("month close 2006-08").user("FIN").done();
    desk.bhlp("month reopen 2006-07 --reason x").user("FIN").refused(
        "LATER_MONTH_CLOSED",
        "2006-08 is closed and later than 2006-07\nhint: re-open the latest first: bhlp month reopen 2006-08 --reason TEXT",
    );
    desk.bhlp("month reopen 2006-09 --reason x")
        .user("FIN")
        .refused("MONTH_MARKED_ALREADY", "2006-09 is open already\nhint: see every month: bhlp month status");
}

#[test]
fn a_month_is_a_month_of_the_pilot() {
    let desk = Desk::new();
    for month in ["2006-13", "2006-7", "July", "2006-07-01"] {
        desk.bhlp(&format!("month close {month}")).fails(
            2,
            "MONTH_INVALID",
            &format!("month: `{month}` is not a month; write year-month, such as 2006-09"),
        );
    }
    desk.bhlp("month close 2008-10").user("FIN").refused(
        "MONTH_OUTSIDE_PILOT",
        "2008-10 is outside the pilot, which runs from 2006-07-01 to 2008-03-31 and is settled until 2008-09-30\n\
         hint: see every month: bhlp month status",
    );
}

/// July is signed off with 20.00 used; then re-opened, 5.00 recorded in it, and signed off again.
#[test]
fn a_report_answers_as_a_month_was_signed_off() {
    let desk = Desk::new();
    let report = |line: &str| text(&desk.bhlp(line).output().stdout);
    let spent = "report child-spend --signed-off 2006-07 --format csv";
    let wanted = "error[NOT_SIGNED_OFF]: 2006-07 is not signed off\n\
        hint: see what stands in the way: bhlp month status 2006-07; as it is now: --as-at 2006-07-31\n";
    desk.bhlp(spent).stderr(wanted).code(1);
    desk.bhlp("buy C-1 food 20 --from SHOP --on 2006-07-31").done();
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk.bhlp("buy C-1 food 1 --from SHOP --on 2006-08-01 --belongs-to 2006-07-31").done();
    let head = "child_ref,allocated,committed,spent,available,purchases,first_on,last_on\n";
    let july = |spent: &str, left: &str, purchases| {
        format!("{head}C-1,500.00,0.00,{spent},{left},{purchases},2006-07-31,2006-07-31\n")
    };
    assert_eq!(report(spent), july("20.00", "480.00", 1));
    desk.bhlp("month reopen 2006-07 --reason 'an invoice'").user("MGR").done();
    assert_eq!(desk.bhlp(spent).output().status.code(), Some(1));
    desk.bhlp("buy C-1 food 5 --from SHOP --on 2006-07-31").done();
    desk.bhlp("month close 2006-07").user("FIN").done();
    assert_eq!(report(spent), july("25.00", "475.00", 2));
    let page = report("report trial-balance --signed-off 2006-07");
    assert!(page.starts_with("Trial balance\nas at 2006-07-31, as 2006-07 was signed off\n"), "{page}");
    let both = "report child-spend --signed-off 2006-07 --as-at 2006-07-31";
    assert_eq!(desk.bhlp(both).output().status.code(), Some(2));
}

/// The clock stands at 1 September; the trail's is never set back.
#[test]
fn a_month_closes_after_its_last_day() {
    let desk = Desk::new();
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk.bhlp("month close 2006-08").user("FIN").done();
    desk.bhlp("month close 2006-09").user("FIN").now("2006-09-30T21:00:00Z").refused(
        "MONTH_NOT_OVER",
        "2006-09 ends on 2006-09-30; it is closed after that day\n\
         hint: see where it stands: bhlp month status 2006-09",
    );
    let status = text(&desk.bhlp("month status 2006-09").now("2006-09-30T21:00:00Z").output().stdout);
    let wanted = "\nWhat prevents closing:\n\
        - 2006-09 ends on 2006-09-30\n  from 2006-10-01 on: bhlp month close 2006-09\n\
        \nWho may sign:\n- ADMIN\n- FIN\n- MGR\n\
        \nNext:\n- bhlp today\n";
    assert!(status.ends_with(wanted), "{status}");
    desk.bhlp("month close 2006-09").user("FIN").now("2006-10-01T08:00:00Z").done();
}

/// ADMIN recorded what July began with; nobody recorded anything in August.
#[test]
fn the_next_command_is_one_that_whoever_asks_may_run() {
    let desk = Desk::new();
    let next = |user: &str, month: &str| {
        let said = text(&desk.bhlp(&format!("month status {month}")).user(user).output().stdout);
        said.rsplit_once("\nNext:\n- ").map(|(_, next)| next.trim_end().to_owned()).unwrap_or(said)
    };
    let july =
        |signer: &str| format!("bhlp month close 2006-07 --as {signer} --without-statement bank:main=REASON");
    assert_eq!(next("FIN", "2006-07"), july("FIN"));
    assert_eq!(next("MGR", "2006-07"), july("MGR"));
    // Who had a part in it is told who may sign; and the earlier month comes first.
    assert_eq!(next("ADMIN", "2006-07"), july("FIN"));
    assert_eq!(next("MGR", "2006-08"), july("MGR"));
    desk.bhlp("month close 2006-07").user("FIN").done();
    assert_eq!(next("ADMIN", "2006-08"), "bhlp month close 2006-08 --as ADMIN");
    assert_eq!(next("FIN", "2006-07"), "bhlp export month 2006-07 --to pack-2006-07");
}

#[test]
fn a_month_outside_the_pilot_is_offered_to_nobody() {
    let desk = Desk::new();
    let status = text(&desk.bhlp("month status 2009-01").output().stdout);
    let wanted = "\nWhat prevents closing:\n- 2009-01 is no month of the pilot\n  see every month: bhlp month status\n\
        \nNext:\n- bhlp month status\n";
    assert!(status.ends_with(wanted) && !status.contains("Accounts:"), "{status}");
}

#[test]
fn whoever_reopens_a_month_does_not_close_it_again() {
    let desk = Desk::new();
    desk.bhlp("month close 2006-07").user("FIN").done(); // 15
    desk.bhlp("month reopen 2006-07 --reason 'a late invoice'").user("MGR").done(); // 16
    desk.bhlp("month close 2006-07").user("MGR").refused(
        "SIGNER_RECORDED",
        "MGR re-opened 2006-07, by event 16; nobody signs off a month they recorded in\n\
         hint: FIN may sign: bhlp month close 2006-07 --as FIN",
    );
    desk.bhlp("month close 2006-07").user("FIN").done();
}

#[test]
fn nothing_of_a_sign_off_is_late() {
    let desk = Desk::new();
    desk.bhlp("month close 2006-07 --belongs-to 2006-07-31").user("FIN").refused(
        "NOTHING_IS_LATE",
        "--belongs-to 2006-07-31 does not apply: this command records no entry\n\
         hint: leave out --belongs-to; it is for entries whose month is closed",
    );
}

/// July moved the bank alone, August the float too, which is counted; nothing ever moved the card.
#[test]
fn an_account_that_moved_has_a_statement_a_count_or_a_reason() {
    let desk = Desk::new();
    desk.bhlp("account open card:5521").done();
    desk.bhlp("account open imprest:office").done();
    desk.bhlp("account move bank:main imprest:office 50 --on 2006-08-02").done();
    desk.bhlp("month close 2006-07 --without-statement card:5521=none").user("MGR").refused(
        "MONTH_NOT_READY",
        "2006-07 cannot be closed yet: 1 thing prevents it\n  \
           - bank:main: it moved in 2006-07, and no statement of it was taken in\n    \
             take one in, or whoever signs says why: bhlp month close 2006-07 --without-statement bank:main=REASON\n\
         hint: see all of it: bhlp month status 2006-07; line by line: bhlp report reconciliation --month 2006-07",
    );
    desk.bhlp("month close 2006-07 --without-statement 'bank:main=the council has one book'")
        .user("MGR")
        .done();
    let status = text(&desk.bhlp("month status 2006-07").output().stdout);
    assert!(
        status.contains("- bank:main: ledger £6,000.00, no statement: the council has one book\n"),
        "{status}"
    );
    let open = text(&desk.bhlp("report month-end --month 2006-08").output().stdout);
    for account in ["bank:main", "imprest:office"] {
        let wanted = format!("- {account}: it moved in 2006-08, and no statement of it was taken in\n");
        assert!(open.contains(&wanted), "{open}");
    }
    desk.bhlp("month close 2006-08 --without-statement bank:other=none").user("MGR").refused(
        "FIELD_INVALID",
        "without-statement `bank:other` is not valid; wanted an account of the pilot's that has no statement",
    );
    let alone = desk.bhlp("month close 2006-08 --without-statement bank:main").user("MGR").output();
    assert_eq!(alone.status.code(), Some(2));
    assert!(text(&alone.stderr).contains("write an account and the reason: bank:NAME=REASON"));
    // A float that was counted needs none, and a bank of which the policy says that nobody sends any.
    desk.bhlp("imprest count imprest:office 50 --on 2006-08-31").user("FIN").done();
    let path = desk.dir.path().join("p.toml");
    std::fs::write(&path, "[accounts.\"bank:main\"]\nstatements = false\n").unwrap();
    desk.bhlp("policy set p.toml --from 2006-08-01").done();
    desk.bhlp("month close 2006-08 --without-statement card:5521=none").user("MGR").done();
    desk.bhlp("check").stdout("").code(0);
    let conn = desk.other_hand();
    let triggers: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'month_account'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    triggers.iter().for_each(|name| conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    conn.execute_batch("UPDATE month_account SET reason = NULL").unwrap();
    let found = text(&desk.bhlp("check").output().stdout);
    assert!(found.contains("rules: MONTH_WITHOUT_STATEMENT: month_account "), "{found}");
}

/// ADMIN recorded July's entries. MGR and FIN hear of it until FIN too has recorded in it; where everybody
/// has, all do, and the month says so.
#[test]
fn a_month_to_close_is_told_to_who_may_sign_it() {
    let desk = Desk::new();
    let told = |user: &str| {
        text(&desk.bhlp("today").user(user).output().stdout).contains("- 2006-07, by 2006-07-31")
    };
    assert_eq!(["ADMIN", "MGR", "FIN", "LP1"].map(told), [false, true, true, false]);
    desk.bhlp("buy C-1 food 1 --from SHOP --on 2006-07-20").user("FIN").done(); // 15
    assert_eq!(["ADMIN", "MGR", "FIN", "LP1"].map(told), [false, true, false, false]);
    desk.bhlp("buy C-1 food 2 --from SHOP --on 2006-07-20").user("MGR").done(); // 16
    assert_eq!(["ADMIN", "MGR", "FIN", "LP1"].map(told), [true, true, true, false]);
    let status = text(&desk.bhlp("month status 2006-07").output().stdout);
    let nobody =
        "- nobody may sign: everybody recorded in it\n  register somebody else: bhlp practitioner add\n";
    assert!(status.contains(nobody), "{status}");
    desk.bhlp("month close 2006-07").user("FIN").refused(
        "SIGNER_RECORDED",
        "FIN recorded entry 15 in 2006-07; nobody signs off a month they recorded in\n\
         hint: nobody may sign: everybody recorded in it; register somebody else: bhlp practitioner add",
    );
}
