//! No entry without its event, and nothing added to an entry after it.

use super::world::{World, assert_refused, entry, in_every_mode};

#[test]
fn an_unsealed_entry_cannot_be_committed_where_foreign_keys_are_on() {
    in_every_mode(|w| {
        let unsealed = w.buying(7, 2, 1_000).unsealed();
        if w.mode.foreign_keys {
            w.refuses_entry(&unsealed, "FOREIGN KEY constraint failed");
            return;
        }
        // With foreign keys off nothing judges the COMMIT, so the entry stays, unsealed ...
        let n = w.accepts(&unsealed);
        assert_eq!(w.number("SELECT count(*) FROM event") + 1, n);
        // ... but no entry can be written after it, so it cannot stay unseen ...
        w.refuses_entry(&w.buying(8, 2, 1_000), "ENTRY_OUT_OF_ORDER");
        assert_eq!(w.column("SELECT \"table\" FROM pragma_foreign_key_check")[0], "unsealed");
        // ... and an event of its number judges it after all.
        assert_refused(w.record("invoice.record", ""), "ENTRY_KIND_DIFFERS", "another kind");
        w.record("buy", "").unwrap();
        w.accepts(&w.buying(8, 2, 1_000));
    });
}

#[test]
fn an_unsealed_entry_that_breaks_a_rule_can_never_be_sealed() {
    in_every_mode(|w| {
        if w.mode.foreign_keys {
            return;
        }
        w.accepts(&entry("account.move").on("2005-01-01").unsealed().moving("card:5521", "bank:main", 100));
        assert_refused(w.record("account.move", ""), "EFFECTIVE_OUTSIDE_PILOT", "late seal");
    });
}

#[test]
fn an_empty_entry_is_refused() {
    in_every_mode(|w| w.refuses_entry(&entry("account.move"), "ENTRY_EMPTY"));
}

#[test]
fn an_entry_sealed_by_an_event_of_another_kind_is_refused() {
    in_every_mode(|w| {
        let e = w.buying(7, 2, 1_000).sealed_as("child.add");
        w.refuses_entry(&e, "ENTRY_KIND_DIFFERS");
    });
}

#[test]
fn no_transfer_is_added_after_the_seal() {
    in_every_mode(|w| {
        let late =
            "INSERT INTO transfer (entry_id, line, book, debit_account_id, credit_account_id, amount_pence)
                    SELECT {n}, 3, 'cash', d.account_id, c.account_id, 1 FROM account d, account c
                     WHERE d.name = 'cost:2' AND c.name = 'card:5521'";
        // In the same transaction, and in a later one.
        w.refuses_entry(&w.buying(7, 2, 1_000).after_seal(late), "ENTRY_SEALED");
        let n = w.accepts(&w.buying(7, 2, 1_000));
        w.refuses(&late.replace("{n}", &n.to_string()), "ENTRY_SEALED");
        w.refuses(
            &late.replace("{n}", &n.to_string()).replace("INSERT", "INSERT OR REPLACE"),
            "ENTRY_SEALED",
        );
    });
}

#[test]
fn a_transfer_needs_its_entry() {
    in_every_mode(|w| {
        let n = w.next();
        w.refuses(
            &format!(
                "INSERT INTO transfer (entry_id, line, book, debit_account_id, credit_account_id, amount_pence)
                 SELECT {n}, 1, 'cash', d.account_id, c.account_id, 1 FROM account d, account c
                  WHERE d.name = 'cost:2' AND c.name = 'card:5521'"
            ),
            "TRANSFER_WITHOUT_ENTRY",
        );
    });
}

#[test]
fn an_entry_takes_the_next_number_and_no_other() {
    in_every_mode(|w| {
        for n in [w.next() + 1, w.next() - 1, 0, -1] {
            w.refuses(&insert_entry(&n.to_string()), "ENTRY_OUT_OF_ORDER");
        }
        w.refuses(&insert_entry("NULL"), "ENTRY_OUT_OF_ORDER");
    });
}

#[test]
fn a_second_entry_cannot_open_before_the_first_is_sealed() {
    in_every_mode(|w| {
        let sql = insert_entry("{n}");
        w.refuses_entry(&entry("account.move").then(&sql), "ENTRY_OUT_OF_ORDER");
        let replace = sql.replace("INSERT", "INSERT OR REPLACE");
        w.refuses_entry(&entry("account.move").then(&replace), "ENTRY_OUT_OF_ORDER");
    });
}

#[test]
fn an_unknown_kind_of_entry_is_refused() {
    in_every_mode(|w| {
        let e = entry("gift").moving("card:5521", "bank:main", 100);
        w.refuses_entry(&e, "CHECK constraint failed: entry_kind_known");
    });
}

#[test]
fn a_commission_needs_the_entry_that_places_it() {
    in_every_mode(|w| {
        let row = |n: i64| {
            format!(
                "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id,
                                         placed_on, estimate_pence)
                 VALUES ({n}, 7, 4, 1, 2, '2006-09-04', 1000)"
            )
        };
        // No entry; an entry already sealed; an entry of another kind, child or day.
        w.refuses(&row(w.next()), "COMMISSION_WITHOUT_ENTRY");
        let sealed = w.accepts(&w.buying(7, 2, 1_000));
        w.refuses(&row(sealed), "REGISTER_REPLACED");
        w.refuses(&row(sealed - 1), "COMMISSION_WITHOUT_ENTRY");
        let own = |e: &str| entry(e).own_commission().child(7).before(&row(w.next()));
        w.refuses_entry(&own("invoice.record"), "COMMISSION_WITHOUT_ENTRY");
        w.refuses_entry(&own("buy").child(8), "COMMISSION_WITHOUT_ENTRY");
        w.refuses_entry(&own("buy").on("2006-09-05"), "COMMISSION_WITHOUT_ENTRY");
    });
}

#[test]
fn a_commission_row_comes_before_the_money_it_counts() {
    in_every_mode(|w| {
        // Written after the transfer, its figures would start at nothing and stay there.
        let late = w.placing(7, 2, 1_000);
        let row =
            "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id,
                                           placed_on, estimate_pence)
                   VALUES ({n}, 7, 4, 1, 2, '2006-09-04', 1000)";
        let money_first = entry("commission.place")
            .child(7)
            .own_commission()
            .moving("committed:7:POOL", "available:7:POOL", 1_000)
            .then(row);
        w.refuses_entry(&money_first, "COMMISSION_MISSING");
        let cash_first =
            entry("buy").child(7).own_commission().moving("creditor:PR0001", "card:5521", 1_000).then(row);
        w.refuses_entry(&cash_first, "ACCOUNT_NOT_EMPTY");
        w.accepts(&late);
    });
}

#[test]
fn no_money_is_committed_or_spent_without_a_commission() {
    in_every_mode(|w| {
        let e = entry("account.move").child(7);
        w.refuses_entry(
            &e.clone().moving("committed:7:POOL", "available:7:POOL", 1_000),
            "COMMISSION_MISSING",
        );
        w.refuses_entry(
            &e.moving("spent:7:POOL", "available:7:POOL", 1_000).moving("cost:2", "card:5521", 1_000),
            "COMMISSION_MISSING",
        );
        // Nor on one that does not exist, is another child's, or was placed on a later day.
        let k = w.place(8, 2, 1_000);
        let pay = |child| entry("payment.record").child(child).moving("creditor:PR0001", "card:5521", 1);
        w.refuses_entry(&pay(8).commission(9_999), "COMMISSION_MISSING");
        w.refuses_entry(&pay(7).commission(k), "COMMISSION_MISSING");
        w.refuses_entry(&pay(8).commission(k).on("2006-09-03"), "COMMISSION_MISSING");
    });
}

#[test]
fn an_order_or_a_purchase_cannot_hide_on_an_older_commission() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 1_000);
        for kind in ["commission.place", "buy"] {
            let e = entry(kind).child(7).commission(k).moving("committed:7:POOL", "available:7:POOL", 1_000);
            w.refuses_entry(&e, "COMMISSION_MISSING");
        }
    });
}

fn insert_entry(n: &str) -> String {
    format!("INSERT INTO entry (entry_id, kind, effective_on) VALUES ({n}, 'account.move', '2006-09-04')")
}

#[test]
fn a_crash_between_entry_and_event_leaves_nothing() {
    in_every_mode(|w: &World| {
        let before = w.dump();
        w.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        w.write(&w.buying(7, 2, 1_000).unsealed()).unwrap();
        w.conn.execute_batch("ROLLBACK").unwrap();
        assert_eq!(w.dump(), before);
        w.accepts(&w.buying(7, 2, 1_000));
    });
}
