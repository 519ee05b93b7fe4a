//! The audit trail: no gap, no step back in time, no key used twice, no unknown or departed hand.

use super::world::{World, hash, in_every_mode};

/// An event row with everything in order but what a test puts wrong.
struct Row {
    seq: String,
    at: &'static str,
    actor: i64,
    key: &'static str,
    hash: String,
}

fn row(w: &World) -> Row {
    Row {
        seq: w.next().to_string(),
        at: "2006-09-30T10:00:00Z",
        actor: 1,
        key: "NULL",
        hash: format!("x'{}'", hex(&hash(w.next()))),
    }
}

impl Row {
    fn sql(&self) -> String {
        format!(
            "INSERT INTO event (seq, recorded_at, actor_id, kind, request_key, payload, hash)
             VALUES ({}, '{}', {}, 'note', {}, '{{}}', {})",
            self.seq, self.at, self.actor, self.key, self.hash
        )
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn an_event_takes_the_next_number_and_no_other() {
    in_every_mode(|w| {
        w.conn.execute_batch(&row(w).sql()).unwrap();
        for seq in [w.next() + 1, w.next() - 1, 1, 0, -1] {
            let gap = Row { seq: seq.to_string(), ..row(w) };
            w.refuses(&gap.sql(), "EVENT_OUT_OF_ORDER");
            w.refuses(&gap.sql().replace("INSERT", "INSERT OR REPLACE"), "EVENT_OUT_OF_ORDER");
            w.refuses(&gap.sql().replace("INSERT", "REPLACE"), "EVENT_OUT_OF_ORDER");
        }
        w.refuses(&Row { seq: "NULL".to_owned(), ..row(w) }.sql(), "EVENT_OUT_OF_ORDER");
    });
}

#[test]
fn the_clock_may_stand_still_and_never_goes_back() {
    in_every_mode(|w| {
        w.conn.execute_batch(&row(w).sql()).unwrap();
        let back = Row { at: "2006-09-30T09:59:59Z", ..row(w) };
        w.refuses(&back.sql(), "CLOCK_WENT_BACK");
        w.conn.execute_batch(&Row { at: "2006-09-30T10:00:01Z", ..row(w) }.sql()).unwrap();
        w.refuses(&row(w).sql(), "CLOCK_WENT_BACK");
    });
}

#[test]
fn an_instant_that_does_not_exist_is_refused() {
    in_every_mode(|w| {
        for at in [
            "2007-02-30T10:00:00Z",
            "2007-13-01T10:00:00Z",
            "9999-99-99T99:99:99Z", // accepted once, it would stop the clock for ever
            "2007-02-28T24:00:00Z",
            "2007-02-28T10:60:00Z",
            "2007-02-28 10:00:00",
            "2007-02-28T10:00:00",
            "2007-02-28T10:00:00+01:00",
            "2007-02-28",
            "yesterday",
        ] {
            w.refuses(&Row { at, ..row(w) }.sql(), "CHECK constraint failed: recorded_at");
        }
        w.conn.execute_batch(&Row { at: "2008-02-29T23:59:59Z", ..row(w) }.sql()).unwrap();
    });
}

#[test]
fn a_request_key_is_used_once() {
    in_every_mode(|w| {
        let keyed = || Row { key: "'buy-1'", ..row(w) };
        w.conn.execute_batch(&keyed().sql()).unwrap();
        w.refuses(&keyed().sql(), "REQUEST_KEY_USED");
        // REPLACE would delete the older event without firing its delete trigger.
        w.refuses(&keyed().sql().replace("INSERT", "INSERT OR REPLACE"), "REQUEST_KEY_USED");
        w.refuses(&keyed().sql().replace("INSERT", "INSERT OR IGNORE"), "REQUEST_KEY_USED");
        // Somebody else's key is another's, though it is called the same.
        w.conn.execute_batch(&Row { actor: 2, ..keyed() }.sql()).unwrap();
        // Events without a key are as many as you like.
        w.conn.execute_batch(&row(w).sql()).unwrap();
        w.conn.execute_batch(&row(w).sql()).unwrap();
    });
}

#[test]
fn a_hash_is_thirty_two_bytes() {
    in_every_mode(|w| {
        for bytes in [0, 31, 33] {
            let hash = format!("zeroblob({bytes})");
            w.refuses(&Row { hash, ..row(w) }.sql(), "CHECK constraint failed: length(hash)");
        }
        let text = "'0123456789abcdef0123456789abcdef'".to_owned();
        w.refuses(&Row { hash: text, ..row(w) }.sql(), "cannot store TEXT value in BLOB column");
        let none = "NULL".to_owned();
        w.refuses(&Row { hash: none, ..row(w) }.sql(), "NOT NULL constraint failed: event.hash");
    });
}

#[test]
fn an_actor_is_somebody_who_is_still_here() {
    in_every_mode(|w| {
        w.refuses(&Row { actor: 99, ..row(w) }.sql(), "ACTOR_UNKNOWN");
        // Practitioner 3 left on 10 September 2006: the last day still counts, the next does not.
        let leaver = |at| Row { actor: 3, at, ..row(w) };
        w.refuses(&leaver("2006-09-30T10:00:00Z").sql(), "ACTOR_LEFT");
    });
    let w = World::new(super::world::Mode { foreign_keys: true, recursive_triggers: true });
    // Event 1 stands at 30 September, so the last day, which ends at midnight in London, is tried on one who
    // leaves in October.
    w.records("UPDATE practitioner SET left_on = '2006-10-10', event = {n} WHERE practitioner_id = 3");
    w.conn.execute_batch(&Row { actor: 3, at: "2006-10-10T22:59:59Z", ..row(&w) }.sql()).unwrap();
    w.refuses(&Row { actor: 3, at: "2006-10-10T23:00:00Z", ..row(&w) }.sql(), "ACTOR_LEFT");
}

#[test]
fn a_departed_actor_records_no_entry() {
    in_every_mode(|w| w.refuses_entry(&w.buying(7, 2, 1_000).by(3), "ACTOR_LEFT"));
}
