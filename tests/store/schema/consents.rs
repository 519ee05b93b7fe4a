//! What is said of a child's data is withdrawn once, and not before it was given.

use super::world::{World, in_every_mode};

/// Something said of the data of child 7; `more` is the party, the reason and the rest.
fn said(kind: &str, on: &str, columns: &str, more: &str) -> String {
    let comma = if columns.is_empty() { "" } else { ", " };
    format!(
        "INSERT INTO consent (event, child_id, kind, said_on{comma}{columns}) VALUES ({{n}}, 7, '{kind}', '{on}'{comma}{more})"
    )
}

fn sharing(on: &str) -> String {
    said("sharing", on, "party, purpose, said_by, how", "'camhs', 'therapy', 'parent', 'written'")
}

fn no_more(on: &str) -> String {
    said("sharing_withdrawn", on, "party", "'camhs'")
}

fn holding(w: &World) -> i64 {
    w.number("SELECT count(*) FROM consent_holds WHERE NOT withdrawn")
}

#[test]
fn a_permission_is_withdrawn_once_and_not_before_it_was_given() {
    in_every_mode(|w| {
        w.refuses_record(&no_more("2006-09-01"), "CONSENT_NOT_GIVEN");
        w.records(&sharing("2006-09-01"));
        assert_eq!(holding(w), 1);
        w.refuses_record(&no_more("2006-08-31"), "CONSENT_NOT_GIVEN");
        w.refuses_record(&sharing("2006-09-01"), "CONSENT_SAID_ALREADY");
        w.records(&no_more("2006-09-02"));
        assert_eq!(holding(w), 0);
        w.refuses_record(&no_more("2006-09-03"), "CONSENT_WITHDRAWN_ALREADY");
        let other = said("sharing_withdrawn", "2006-09-03", "party", "'housing'");
        w.refuses_record(&other, "CONSENT_NOT_GIVEN");
        w.records(&sharing("2006-09-03"));
        assert_eq!(holding(w), 1);
        let last = w.next() - 1;
        w.records(&format!(
            "INSERT INTO correction (event, kind, fact, undoes, withdrawn, reason)
             VALUES ({{n}}, 'consent', {last}, {last}, 1, 'another child')"
        ));
        assert_eq!(holding(w), 0);
    });
}

/// Who lifted it is judged when the event is there: by a load in bulk, and by `check`.
#[test]
fn a_shield_that_is_put_up_again_on_the_same_day_holds() {
    in_every_mode(|w| {
        let shield = |on: &str| said("shield", on, "reason", "'danger'");
        let lifted = |on: &str| said("shield_withdrawn", on, "reason", "'safe'");
        w.records_by(&shield("2006-09-01"), 4);
        w.records_by(&lifted("2006-09-01"), 2);
        // On the same day it is put up again, and holds.
        w.records_by(&shield("2006-09-01"), 2);
        assert_eq!(holding(w), 1);
        let last = w.next() - 1;
        let undone = format!(
            "INSERT INTO correction (event, kind, fact, undoes, withdrawn, reason)
             VALUES ({{n}}, 'consent', {last}, {last}, 1, 'a mistake')"
        );
        w.records_by(&undone, 1);
        assert_eq!(holding(w), 0);
    });
}

/// Child 7 was born in February 1995.
#[test]
fn nothing_is_said_before_a_birth_that_was_not_expected() {
    in_every_mode(|w| {
        let shield = said("shield", "1995-01-31", "reason", "'danger'");
        let member = "INSERT INTO family_member (member_id, family_ref, child_id, kind, from_on, event)
                      VALUES ({n}, 'F-1', 7, 'main', '1995-01-31', {n})";
        w.refuses_record(&shield, "HAPPENED_BEFORE_BIRTH");
        w.refuses_record(member, "HAPPENED_BEFORE_BIRTH");
        w.records("UPDATE child SET caf_on = '1994-12-01', event = {n} WHERE child_id = 7");
        w.records(&shield);
        w.records(member);
    });
}

#[test]
fn the_agreement_to_the_service_is_that_of_the_register() {
    in_every_mode(|w| {
        let no_more = |on: &str| said("agreement_withdrawn", on, "", "");
        w.refuses_record(&no_more("2006-09-03"), "CONSENT_NOT_GIVEN");
        w.records("UPDATE child SET consent_on = '2006-08-10', event = {n} WHERE child_id = 7");
        w.refuses_record(&no_more("2006-08-09"), "CONSENT_NOT_GIVEN");
        w.records(&no_more("2006-08-20"));
        w.refuses_record(&no_more("2006-08-21"), "CONSENT_WITHDRAWN_ALREADY");
        assert_eq!(w.number("SELECT count(*) FROM consent_holds WHERE kind = 'agreement'"), 1);
        // The family agrees again.
        w.records("UPDATE child SET consent_on = '2006-09-01', event = {n} WHERE child_id = 7");
        assert_eq!(w.number("SELECT count(*) FROM consent_holds WHERE kind = 'agreement'"), 0);
        w.records(&no_more("2006-09-02"));
    });
}

#[test]
fn a_permission_says_with_whom_and_a_shield_says_why() {
    in_every_mode(|w| {
        for (kind, columns, more) in [
            ("sharing", "purpose, said_by, how", "'therapy', 'parent', 'written'"),
            ("sharing", "party, said_by, how", "'camhs', 'parent', 'written'"),
            ("sharing", "party, purpose, how", "'camhs', 'therapy', 'written'"),
            ("sharing", "party, purpose, said_by", "'camhs', 'therapy', 'parent'"),
            ("sharing", "party, purpose, said_by, how", "'camhs', 'therapy', 'aunt', 'written'"),
            ("sharing_for_safety", "party", "'police'"),
            ("sharing_for_safety", "reason", "'danger'"),
            ("objection", "reason", "'no'"),
            ("shield", "party, reason", "'camhs', 'danger'"),
            ("shield", "", ""),
            ("shield_withdrawn", "", ""),
            ("basis", "", ""),
            ("basis", "purpose", "'curiosity'"),
            ("objection", "party, refused", "'camhs', 'school'"),
            ("objection", "party", "'EVALUATION'"),
            ("agreed", "", ""),
        ] {
            w.refuses_record(&said(kind, "2006-09-01", columns, more), "CHECK constraint failed");
        }
        w.refuses_record(&said("shield_withdrawn", "2006-09-01", "reason", "'safe'"), "CONSENT_NOT_GIVEN");
        w.records(&said("shield", "2006-09-01", "reason", "'danger'"));
        w.records(&said("sharing_for_safety", "2006-09-01", "party, reason", "'police', 'danger'"));
        w.records(&said("basis", "2006-09-01", "purpose", "'legal_obligation'"));
        let explicit = |on: &str| said("basis", on, "purpose", "'explicit_consent'");
        w.refuses_record(&explicit("2006-09-02"), "CONSENT_NOT_GIVEN");
        w.records(&sharing("2006-09-02"));
        w.refuses_record(&explicit("2006-09-01"), "CONSENT_NOT_GIVEN");
        w.records(&explicit("2006-09-02"));
        w.records(&no_more("2006-09-02"));
        w.refuses_record(&explicit("2006-09-03"), "CONSENT_NOT_GIVEN");
        w.records(&said("shield_withdrawn", "2006-09-02", "reason", "'safe'"));
    });
}
