//! Days that exist and days that do not.
//!
//! `date('2008-02-30')` answers its input, so a CHECK on date(x) alone would let it in.

use super::world::{entry, in_every_mode};

fn moving_on(day: &str) -> super::world::Entry {
    entry("account.move").on(day).moving("card:5521", "bank:main", 100)
}

#[test]
fn leap_day_2008_is_a_day() {
    in_every_mode(|w| {
        w.accepts(&moving_on("2008-02-29"));
        assert_eq!(w.number("SELECT count(*) FROM month_total WHERE month = '2008-02'"), 1);
    });
}

#[test]
fn days_that_do_not_exist_are_refused() {
    in_every_mode(|w| {
        for day in [
            "2007-02-29",
            "2008-02-30",
            "2007-04-31",
            "2007-13-01",
            "2007-00-10",
            "2007-01-00",
            "2007-1-1",
            "01/02/2007",
            "2007-02",
            "2007-02-01 ",
            "2007-02-01T00:00:00",
            "20070201",
            "2454133",
            "",
        ] {
            w.refuses_entry(&moving_on(day), "CHECK constraint failed: effective_on");
        }
        // 'now' is a day to SQLite's date functions, and a different one tomorrow.
        w.refuses_entry(&moving_on("now"), "non-deterministic use of date() in a CHECK constraint");
    });
}

#[test]
fn march_ends_on_the_31st_and_april_begins_the_next_day() {
    in_every_mode(|w| {
        let buy = |day: &str, pence| {
            w.accepts(
                &entry("buy")
                    .on(day)
                    .placing(7, 2, pence)
                    .moving("spent:7:POOL", "available:7:POOL", pence)
                    .moving("cost:2", "card:5521", pence),
            )
        };
        buy("2007-03-31", 1_000);
        buy("2007-04-01", 2_000);
        buy("2007-04-30", 400);
        let spent = |month: &str| {
            w.number(&format!("SELECT spent_pence FROM month_position WHERE month = '{month}'"))
        };
        assert_eq!(spent("2007-03"), 1_000);
        assert_eq!(spent("2007-04"), 2_400);
        assert_eq!(w.number("SELECT count(*) FROM month_total WHERE month = '2007-05'"), 0);
    });
}

#[test]
fn an_effective_day_lies_within_the_pilot() {
    in_every_mode(|w| {
        // The pilot runs from 1 June 2006 to 30 April 2008, and is settled until 31 October.
        w.refuses_entry(&moving_on("2006-05-31"), "EFFECTIVE_OUTSIDE_PILOT");
        w.accepts(&moving_on("2006-06-01"));
        w.accepts(&moving_on("2008-04-30"));
        w.refuses_entry(&moving_on("2008-11-01"), "EFFECTIVE_OUTSIDE_PILOT");
    });
}

#[test]
fn after_the_last_day_nothing_is_given_to_a_child_or_committed_by_whatever_name() {
    in_every_mode(|w| {
        let placing = |day: &str| {
            let placing = entry("commission.place").on(day).placing(7, 2, 100);
            placing.moving("committed:7:POOL", "available:7:POOL", 100)
        };
        w.refuses_entry(&placing("2008-05-01"), "EFFECTIVE_OUTSIDE_PILOT");
        let giving = entry("budget.return").on("2008-05-01").child(7);
        w.refuses_entry(&giving.moving("available:7:POOL", "pool:POOL", 100), "EFFECTIVE_OUTSIDE_PILOT");
    });
}

#[test]
fn registers_refuse_days_and_months_that_do_not_exist() {
    in_every_mode(|w| {
        for (sql, named) in [
            ("UPDATE pilot SET ends_on = '2008-02-30', event = {n}", "ends_on"),
            ("UPDATE pilot SET ends_on = '2006-05-31', event = {n}", "starts_on <= ends_on"),
            (
                "UPDATE practitioner SET left_on = '2007-02-29', event = {n} WHERE practitioner_id = 2",
                "left_on",
            ),
            (
                "UPDATE practitioner SET left_on = '2006-05-31', event = {n} WHERE practitioner_id = 2",
                "left_on >= joined_on",
            ),
            ("UPDATE child SET born = '1995-13', event = {n} WHERE child_id = 7", "born"),
            ("UPDATE child SET born = '1995-02-01', event = {n} WHERE child_id = 7", "born"),
            ("UPDATE child SET caf_on = '2006-06-31', event = {n} WHERE child_id = 7", "caf_on"),
            (
                "UPDATE budget SET closed_on = '2006-08-31', event = {n} WHERE child_id = 7",
                "closed_on >= opened_on",
            ),
            ("UPDATE budget SET closed_on = '2006-09-31', event = {n} WHERE child_id = 7", "closed_on"),
            (
                "INSERT INTO lead (child_id, from_on, practitioner_id, event) VALUES (7, '2007-02-29', 4, {n})",
                "from_on",
            ),
            (
                "INSERT INTO fund (code, name, contributor, stream, nature, until_on, claim_by, event)
                 VALUES ('NEW', 'x', 'x', 'mainstream', 'cash', '2006-10-31', '2006-10-30', {n})",
                "claim_by >= until_on",
            ),
            ("INSERT INTO month_total (month) VALUES ('2006-13')", "month"),
        ] {
            w.refuses_record(sql, &format!("CHECK constraint failed: {named}"));
        }
    });
}
