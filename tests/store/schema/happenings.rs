//! What happened to a child follows on what happened, and was over when it was recorded.

use super::world::{World, in_every_mode};

/// Child 7's month of birth, and the day before it.
const BORN: (&str, &str) = ("1995-02", "1995-01-31");

/// Something that happened to child 7, of the kind, on the day; `more` is the service and the days.
fn happened(kind: &str, on: &str, more: &str) -> String {
    format!(
        "INSERT INTO happening (event, child_id, kind, happened_on, to_whom, days) VALUES ({{n}}, 7, '{kind}', '{on}', {more})"
    )
}

fn undo(w: &World, fact: i64) {
    w.records(&format!(
        "INSERT INTO correction (event, kind, fact, undoes, withdrawn, reason) VALUES ({{n}}, 'happening', {fact}, {fact}, 1, 'x')"
    ));
}

#[test]
fn a_service_answers_as_often_as_it_was_asked() {
    in_every_mode(|w| {
        let (to, other) = ("'camhs', NULL", "'housing', NULL");
        w.refuses_record(&happened("accepted", "2006-09-01", to), "ANSWER_WITHOUT_REFERRAL");
        w.records(&happened("referred", "2006-09-02", to));
        for (kind, on, to) in
            [("waiting", "2006-09-01", to), ("accepted", "2006-09-01", to), ("rejected", "2006-09-02", other)]
        {
            w.refuses_record(&happened(kind, on, to), "ANSWER_WITHOUT_REFERRAL");
        }
        w.records(&happened("waiting", "2006-09-02", to));
        w.records(&happened("rejected", "2006-09-03", to));
        w.refuses_record(&happened("accepted", "2006-09-04", to), "ANSWER_WITHOUT_REFERRAL");
        w.refuses_record(&happened("waiting", "2006-09-04", to), "ANSWER_WITHOUT_REFERRAL");
        w.records(&happened("referred", "2006-09-04", to));
        w.refuses_record(&happened("referred", "2006-09-04", to), "HAPPENED_ALREADY");
        w.records(&happened("accepted", "2006-09-04", to));
    });
}

#[test]
fn care_is_entered_and_left_in_turn() {
    in_every_mode(|w| {
        let none = "NULL, NULL";
        for kind in ["left_care", "placement_moved"] {
            w.refuses_record(&happened(kind, "2006-09-01", none), "NOT_IN_CARE");
        }
        w.records(&happened("entered_care", "2006-08-01", none));
        let entered = w.next() - 1;
        w.refuses_record(&happened("entered_care", "2006-08-02", none), "IN_CARE_ALREADY");
        w.refuses_record(&happened("left_care", "2006-07-31", none), "NOT_IN_CARE");
        w.records(&happened("left_care", "2006-08-10", none));
        w.refuses_record(&happened("placement_moved", "2006-08-10", none), "NOT_IN_CARE");
        undo(w, entered);
        w.records(&happened("entered_care", "2006-07-20", none));
    });
}

#[test]
fn nothing_happens_before_birth_or_after_leaving_and_the_unborn_are_not_excluded() {
    in_every_mode(|w| {
        let none = "NULL, NULL";
        let (born, before) = BORN;
        w.refuses_record(&happened("reached", before, none), "HAPPENED_BEFORE_BIRTH");
        w.records(&format!(
            "UPDATE child SET caf_on = date('{born}-01', '-2 months'), event = {{n}} WHERE child_id = 7"
        ));
        w.records(&happened("reached", before, none));
        w.refuses_record(&happened("entered_care", before, none), "HAPPENED_BEFORE_BIRTH");
        w.records(&happened("reached", "2006-08-30", none));
        w.refuses_record(&happened("left", "2006-08-29", none), "CHILD_HAS_LEFT");
        w.records(&happened("left", "2006-08-31", none));
        let left = w.next() - 1;
        w.refuses_record(&happened("reached", "2006-09-01", none), "CHILD_HAS_LEFT");
        w.records(&happened("contact_tried", "2006-08-31", none));
        undo(w, left);
        w.records(&happened("reached", "2006-09-01", none));
    });
}

#[test]
fn permanent_exclusions_closings_and_returns_are_in_turn() {
    in_every_mode(|w| {
        let none = "NULL, NULL";
        w.refuses_record(&happened("re_referred", "2006-08-01", none), "CASE_NOT_CLOSED");
        w.records(&happened("caf_closed", "2006-08-05", none));
        w.refuses_record(&happened("re_referred", "2006-08-04", none), "CASE_NOT_CLOSED");
        w.records(&happened("referred", "2006-08-06", "'camhs', NULL"));
        for on in ["2006-08-04", "2006-08-07"] {
            w.refuses_record(&happened("caf_closed", on, none), "CASE_CLOSED_ALREADY");
        }
        w.records(&happened("re_referred", "2006-08-08", none));
        for on in ["2006-08-07", "2006-08-09"] {
            w.refuses_record(&happened("re_referred", on, none), "CASE_NOT_CLOSED");
        }
        w.records(&happened("caf_closed", "2006-08-09", none));
        w.records(&happened("permanently_excluded", "2006-08-10", none));
        for on in ["2006-08-09", "2006-08-11"] {
            w.refuses_record(&happened("permanently_excluded", on, none), "EXCLUDED_ALREADY");
        }
        w.records(&happened("excluded", "2006-08-12", "NULL, 45"));
        w.records(&happened("permanently_excluded", "2006-08-13", none));
    });
}

#[test]
fn a_referral_is_to_a_service_and_an_exclusion_takes_days() {
    in_every_mode(|w| {
        for (kind, more) in [
            ("referred", "NULL, NULL"),
            ("reached", "'camhs', NULL"),
            ("excluded", "NULL, NULL"),
            ("excluded", "NULL, 0"),
            ("excluded", "NULL, -1"),
            ("excluded", "NULL, 46"),
            ("referred", "'CAMHS', NULL"),
            ("permanently_excluded", "NULL, 3"),
            ("vanished", "NULL, NULL"),
        ] {
            w.refuses_record(&happened(kind, "2006-09-01", more), "CHECK constraint failed");
        }
        w.refuses_record(&happened("reached", "2006-09-31", "NULL, NULL"), "CHECK constraint failed");
        w.records(&happened("excluded", "2006-09-01", "NULL, 1"));
    });
}
