//! A closed month stays closed; the newest mark wins; marks are only added.

use super::world::{Entry, assert_refused, entry, in_every_mode};

fn moving_on(day: &str) -> Entry {
    entry("account.move").on(day).moving("card:5521", "bank:main", 100)
}

#[test]
fn a_closed_month_takes_no_entry_until_it_is_reopened() {
    in_every_mode(|w| {
        w.mark("2006-10", "closed").unwrap();
        for day in ["2006-10-01", "2006-10-31"] {
            w.refuses_entry(&moving_on(day), "MONTH_CLOSED");
        }
        w.accepts(&moving_on("2006-09-30"));
        w.accepts(&moving_on("2006-11-01"));
        w.mark("2006-10", "reopened").unwrap();
        w.accepts(&moving_on("2006-10-31"));
        w.mark("2006-10", "closed").unwrap();
        w.refuses_entry(&moving_on("2006-10-31"), "MONTH_CLOSED");
    });
}

#[test]
fn what_is_late_belongs_to_a_closed_month() {
    in_every_mode(|w| {
        let late = |on: &str| moving_on("2006-11-01").belonging_to(on);
        w.refuses_entry(&late("2006-10-31"), "BELONGS_TO_OPEN_MONTH");
        w.mark("2006-10", "closed").unwrap();
        w.accepts(&late("2006-10-31"));
        w.refuses_entry(&late("2006-09-30"), "BELONGS_TO_OPEN_MONTH");
        w.refuses_entry(&late("2006-11-01"), "CHECK constraint failed");
        w.mark("2006-10", "reopened").unwrap();
        w.refuses_entry(&late("2006-10-31"), "BELONGS_TO_OPEN_MONTH");
    });
}

#[test]
fn a_reversal_does_not_enter_a_closed_month_either() {
    in_every_mode(|w| {
        let wrong = w.accepts(&moving_on("2006-10-31"));
        w.mark("2006-10", "closed").unwrap();
        let reversal = entry("entry.reverse").reverses(wrong).moving("bank:main", "card:5521", 100);
        w.refuses_entry(&reversal.clone().on("2006-10-31"), "MONTH_CLOSED");
        w.accepts(&reversal.on("2006-11-01"));
    });
}

#[test]
fn a_month_cannot_be_closed_around_an_open_entry() {
    in_every_mode(|w| {
        // The mark would share the entry's number; the entry is judged after the mark is there.
        let e = moving_on("2006-10-31").then(
            "INSERT INTO month_mark (event, month, mark, head_hash)
             SELECT {n}, '2006-10', 'closed', hash FROM event WHERE seq = {n} - 1",
        );
        w.refuses_entry(&e, "MONTH_CLOSED");
    });
}

#[test]
fn marks_alternate_and_the_first_one_closes() {
    in_every_mode(|w| {
        assert_refused(w.mark("2006-10", "reopened"), "MONTH_MARK_OUT_OF_ORDER", "never closed");
        w.mark("2006-10", "closed").unwrap();
        assert_refused(w.mark("2006-10", "closed"), "MONTH_MARK_OUT_OF_ORDER", "closed twice");
        w.mark("2006-10", "reopened").unwrap();
        assert_refused(w.mark("2006-10", "reopened"), "MONTH_MARK_OUT_OF_ORDER", "reopened twice");
    });
}

#[test]
fn a_mark_belongs_to_the_next_event_and_carries_the_head_of_the_chain() {
    in_every_mode(|w| {
        let mark = |event: &str, hash: &str| {
            format!(
                "INSERT INTO month_mark (event, month, mark, head_hash)
                 VALUES ({event}, '2006-10', 'closed', {hash})"
            )
        };
        let head = "(SELECT hash FROM event ORDER BY seq DESC LIMIT 1)";
        for event in ["{n} - 1", "{n} + 1", "1", "NULL"] {
            w.refuses_record(&mark(event, head), "MONTH_MARK_OUT_OF_ORDER");
        }
        let older = "(SELECT hash FROM event WHERE seq = 1)";
        for hash in [older, "zeroblob(32)", "zeroblob(31)", "NULL"] {
            w.refuses_record(&mark("{n}", hash), "MONTH_MARK_OUT_OF_ORDER");
        }
        let twice = format!("{};{}", mark("{n}", head), mark("{n}", head).replace("-10", "-11"));
        w.refuses_record(&twice, "MONTH_MARK_OUT_OF_ORDER");
        w.records(&mark("{n}", head));
    });
}

#[test]
fn a_mark_is_of_a_month_that_exists_and_a_reopening_says_why() {
    in_every_mode(|w| {
        assert_refused(w.mark("2006-13", "closed"), "CHECK constraint failed: month", "month 13");
        assert_refused(w.mark("2006-10-01", "closed"), "CHECK constraint failed: month", "a day");
        assert_refused(w.mark("2006-10", "opened"), "CHECK constraint failed: mark IN", "no such mark");
        w.mark("2006-10", "closed").unwrap();
        w.refuses_record(
            "INSERT INTO month_mark (event, month, mark, head_hash)
             SELECT {n}, '2006-10', 'reopened', hash FROM event WHERE seq = {n} - 1",
            "CHECK constraint failed: mark = 'closed' OR reason IS NOT NULL",
        );
    });
}
