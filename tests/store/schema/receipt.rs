//! Receipts: a hash and a place, or a reason; a kept file comes with its receipt and no other way.
//! Steps with providers: the newest of a day stops what is new, and nothing else.
//! Deliveries: of an order, not before it, not more than it, and not after its end.

use super::world::{World, in_every_mode};

/// A receipt of a commission: columns beyond its event and commission, and their values.
fn receipt(commission: i64, columns: &str, values: &str) -> String {
    format!("INSERT INTO receipt (event, commission_id, {columns}) VALUES ({{n}}, {commission}, {values})")
}

fn hash() -> String {
    format!("'{}'", "0a".repeat(32))
}

#[test]
fn a_receipt_is_a_file_somewhere_or_a_reason() {
    in_every_mode(|w: &World| {
        let k = w.place(7, 2, 1_000);
        let hash = hash();
        let file = |more: &str, values: &str| {
            receipt(k, &format!("sha256, size, name{more}"), &format!("{hash}, 9, 'a.pdf'{values}"))
        };
        w.records(&file(", kept, place", ", 0, '/receipts/a.pdf'"));
        w.records(&file(", kept", ", 1"));
        w.records(&receipt(k, "reason", "'the shop gave none'"));
        for bad in [
            file(", kept", ", 0"),                          // nowhere
            file(", kept, place, reason", ", 0, 'x', 'x'"), // a file and a reason why there is none
            file(", kept", ", 2"),
            file("", ""),
            receipt(k, "place", "'x'"),              // neither
            receipt(k, "reason, place", "'x', 'x'"), // none, yet somewhere
            receipt(k, "sha256, size, kept, name", "'0A', 9, 1, 'a'"),
            receipt(k, "sha256, size, kept, name", &format!("'{}', 9, 1, 'a'", "0G".repeat(32))),
            receipt(k, "sha256, size, kept, name", &format!("{hash}, 0, 1, 'a'")),
            receipt(k, "sha256, size, kept", &format!("{hash}, 9, 1")),
        ] {
            w.refuses_record(&bad, "CHECK constraint failed");
        }
    });
}

#[test]
fn a_receipt_is_of_something_bought_and_goes_with_the_next_event() {
    in_every_mode(|w: &World| {
        let k = w.place(7, 2, 1_000);
        for event in ["1", "({n} - 1)", "({n} + 1)", "0"] {
            let sql = receipt(k, "reason", "'x'").replace("VALUES ({n}", &format!("VALUES ({event}"));
            w.refuses_record(&sql, "REGISTER_WITHOUT_EVENT");
        }
        w.refuses_record(&receipt(999, "reason", "'x'"), "COMMISSION_MISSING");
    });
}

#[test]
fn a_kept_file_comes_with_its_receipt_and_has_its_size() {
    in_every_mode(|w: &World| {
        let k = w.place(7, 2, 1_000);
        let kept = receipt(k, "sha256, size, kept, name", &format!("{}, 2, 1, 'a.pdf'", hash()));
        let content = |of: &str, bytes: &str| {
            format!("INSERT INTO receipt_file (receipt, content) VALUES ({of}, {bytes})")
        };
        w.refuses_record(&content("{n}", "x'0102'"), "RECEIPT_FILE_ALONE");
        w.refuses_record(&format!("{kept}; {}", content("{n}", "x'01'")), "RECEIPT_FILE_ALONE");
        w.refuses_record(&format!("{kept}; {}", content("{n} - 1", "x'0102'")), "RECEIPT_FILE_ALONE");
        let elsewhere =
            receipt(k, "sha256, size, kept, name, place", &format!("{}, 2, 0, 'a', '/a'", hash()));
        w.refuses_record(&format!("{elsewhere}; {}", content("{n}", "x'0102'")), "RECEIPT_FILE_ALONE");
        let n = w.records(&format!("{kept}; {}", content("{n}", "x'0102'")));
        // A receipt of which the file was not written with it never gets one.
        let later = w.records(&kept);
        w.refuses(&content(&later.to_string(), "x'0102'"), "RECEIPT_FILE_ALONE");
        w.refuses(&content(&n.to_string(), "x'0102'"), "REGISTER_REPLACED");
        let large = receipt(k, "sha256, size, kept, name", &format!("{}, 65537, 1, 'a'", hash()));
        w.refuses_record(
            &format!("{large}; {}", content("{n}", "zeroblob(65537)")),
            "CHECK constraint failed",
        );
    });
}

fn delivery(commission: i64, on: &str, units: &str, complete: i64) -> String {
    format!(
        "INSERT INTO delivery (event, commission_id, delivered_on, units_thousandths, complete)
         VALUES ({{n}}, {commission}, '{on}', {units}, {complete})"
    )
}

#[test]
fn a_delivery_is_of_an_order_and_not_before_it() {
    in_every_mode(|w: &World| {
        let k = w.place(7, 2, 1_000);
        w.refuses_record(&delivery(999, "2006-09-05", "NULL", 1), "COMMISSION_MISSING");
        w.refuses_record(&delivery(k, "2006-09-03", "NULL", 1), "COMMISSION_MISSING");
        w.refuses_record(&delivery(k, "2006-09-31", "NULL", 1), "CHECK constraint failed");
        w.refuses_record(&delivery(k, "2006-09-05", "0", 1), "CHECK constraint failed");
        w.refuses_record(&delivery(k, "2006-09-05", "NULL", 2), "CHECK constraint failed");
        for event in ["1", "({n} - 1)", "({n} + 1)", "0"] {
            let sql =
                delivery(k, "2006-09-05", "NULL", 1).replace("VALUES ({n}", &format!("VALUES ({event}"));
            w.refuses_record(&sql, "REGISTER_WITHOUT_EVENT");
        }
        w.records(&delivery(k, "2006-09-04", "NULL", 0));
        w.records(&delivery(k, "2006-09-04", "NULL", 1));
        w.refuses_record(&delivery(k, "2006-09-05", "NULL", 0), "DELIVERY_COMPLETE");
        let bought = w.accepts(&w.buying(7, 2, 1_000));
        w.refuses_record(&delivery(bought, "2006-09-05", "NULL", 1), "DELIVERY_COMPLETE");
    });
}

#[test]
fn no_more_units_come_than_were_ordered() {
    in_every_mode(|w: &World| {
        let order = w.placing(7, 2, 1_000);
        let k = w.accepts(&super::world::entry("commission.place").child(7).own_commission().before(
            "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id, placed_on,
                                     estimate_pence, units_thousandths, unit_price_pence)
             VALUES ({n}, 7, 4, 1, 2, '2006-09-04', 1000, 10000, 100)",
        ).moving("committed:7:POOL", "available:7:POOL", 1_000));
        w.refuses_record(&delivery(k, "2006-09-05", "10001", 1), "DELIVERY_ABOVE_COMMISSION");
        w.records(&delivery(k, "2006-09-05", "4000", 0));
        w.refuses_record(&delivery(k, "2006-09-05", "6001", 1), "DELIVERY_ABOVE_COMMISSION");
        w.records(&delivery(k, "2006-09-05", "6000", 1));
        // Where no number was ordered, any may come.
        let k = w.accepts(&order);
        w.records(&delivery(k, "2006-09-05", "999000", 1));
    });
}

fn step(step: &str, from_on: &str, stops: i64) -> String {
    format!(
        "INSERT INTO provider_step (event, provider_id, step, from_on, reason, stops_orders)
         VALUES ({{n}}, 1, '{step}', '{from_on}', 'late', {stops})"
    )
}

#[test]
fn the_newest_step_of_a_day_stops_what_is_new() {
    in_every_mode(|w: &World| {
        let k = w.place(7, 2, 1_000);
        w.records(&step("suspended", "2006-09-04", 1));
        w.refuses_entry(&w.placing(7, 2, 1_000), "PROVIDER_SUSPENDED");
        w.refuses_entry(&w.buying(7, 2, 1_000), "PROVIDER_SUSPENDED");
        // What was ordered goes on, and another provider is not concerned.
        w.accepts(&w.invoicing(k, 600));
        w.accepts(&w.paying(k, 600));
        // A step from a later day does not reach back; one from the same day, recorded later, does.
        w.records(&step("restored", "2006-09-05", 0));
        w.refuses_entry(&w.buying(7, 2, 1_000), "PROVIDER_SUSPENDED");
        w.records(&step("notice", "2006-09-04", 0));
        w.accepts(&w.buying(7, 2, 1_000));
        w.records(&step("contracted_elsewhere", "2006-09-04", 1));
        w.refuses_entry(&w.buying(7, 2, 1_000), "PROVIDER_SUSPENDED");
    });
}

#[test]
fn a_step_is_one_of_the_ladder() {
    in_every_mode(|w: &World| {
        w.refuses_record(&step("warned", "2006-09-04", 0), "CHECK constraint failed");
        w.refuses_record(&step("restored", "2006-09-04", 1), "CHECK constraint failed");
        w.refuses_record(&step("notice", "2006-09-31", 0), "CHECK constraint failed");
        let review = step("notice", "2006-09-04", 0).replace("reason,", "review_on, reason,");
        w.refuses_record(&review.replace("'late'", "'2006-09-03', 'late'"), "CHECK constraint failed");
        w.records(&review.replace("'late'", "'2006-09-04', 'late'"));
    });
}
