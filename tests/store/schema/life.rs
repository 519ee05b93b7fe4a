//! What the file must accept: a proper life, sealed step by step, with every figure worked by hand.

use super::world::{World, entry, in_every_mode};

#[test]
fn swimming_lessons_are_ordered_invoiced_and_paid() {
    in_every_mode(|w| {
        // £500.00 was allocated; £120.00 is ordered, so £380.00 is left.
        let k = w.place(7, 2, 12_000);
        assert_eq!(w.pots(7), (38_000, 12_000, 0));

        // The final invoice is £110.00: £10.00 goes back, £390.00 is left.
        w.accepts(
            &w.invoicing(k, 11_000)
                .reference("INV-1")
                .moving("available:7:POOL", "committed:7:POOL", 1_000)
                .then(&format!("UPDATE commission SET closed_by = {{n}} WHERE commission_id = {k}")),
        );
        assert_eq!(w.pots(7), (39_000, 0, 11_000));
        assert_eq!(w.balance("creditor:PR0001"), -11_000);

        // Paid by card: the creditor is settled, the budget does not move.
        w.accepts(&w.paying(k, 11_000));
        assert_eq!(w.pots(7), (39_000, 0, 11_000));
        assert_eq!(w.balance("creditor:PR0001"), 0);
        assert_eq!(w.balance("card:5521"), -11_000);
        assert_eq!(w.balance("cost:2"), 11_000);
        assert_eq!(w.commission(k), (0, 11_000, 11_000, 11_000));

        // September: 3 x £500.00 allocated; £120.00 committed and taken off again; £110.00 spent
        // and paid; one purchase.
        assert_eq!(september(w), (150_000, 0, 11_000, 11_000, 1));
    });
}

#[test]
fn shoes_are_bought_at_once_with_recoverable_vat() {
    in_every_mode(|w| {
        // £34.99 gross of which £5.21 VAT comes back: the budget bears £29.78.
        let k = w.accepts(
            &entry("buy")
                .placing(7, 1, 3_499)
                .moving("spent:7:POOL", "available:7:POOL", 2_978)
                .moving("cost:1", "card:5521", 2_978)
                .moving("vat", "card:5521", 521)
                .then("UPDATE commission SET closed_by = {n} WHERE commission_id = {n}"),
        );
        assert_eq!(w.pots(7), (47_022, 0, 2_978));
        assert_eq!(w.balance("vat"), 521);
        assert_eq!(w.commission(k), (0, 2_978, 3_499, 3_499));
    });
}

#[test]
fn a_credit_note_and_a_refund_follow_a_payment_on_a_closed_commission() {
    in_every_mode(|w| {
        let k = w.accepts(
            &w.buying(7, 2, 5_000).then("UPDATE commission SET closed_by = {n} WHERE commission_id = {n}"),
        );
        w.accepts(
            &entry("credit-note.record")
                .child(7)
                .commission(k)
                .reference("CN-1")
                .moving("available:7:POOL", "spent:7:POOL", 2_000)
                .moving("creditor:PR0001", "cost:2", 2_000),
        );
        // The provider owes £20.00 until it is refunded.
        assert_eq!(w.commission(k), (0, 3_000, 3_000, 5_000));
        w.accepts(&entry("refund.record").child(7).commission(k).moving(
            "card:5521",
            "creditor:PR0001",
            2_000,
        ));
        assert_eq!(w.commission(k), (0, 3_000, 3_000, 3_000));
        assert_eq!(w.pots(7), (47_000, 0, 3_000));
    });
}

#[test]
fn an_order_is_amended_both_ways_and_cancelled() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        let amend = |e: &str| entry(e).child(7).commission(k);
        w.accepts(&amend("commission.amend").moving("committed:7:POOL", "available:7:POOL", 500));
        w.accepts(&amend("commission.amend").moving("available:7:POOL", "committed:7:POOL", 2_500));
        assert_eq!(w.pots(7), (40_000, 10_000, 0));
        w.accepts(
            &amend("commission.cancel")
                .moving("available:7:POOL", "committed:7:POOL", 10_000)
                .then(&format!("UPDATE commission SET closed_by = {{n}} WHERE commission_id = {k}")),
        );
        assert_eq!(w.pots(7), (50_000, 0, 0));
        // A cancelled order is no purchase.
        assert_eq!(september(w), (150_000, 0, 0, 0, 0));
    });
}

#[test]
fn an_invoice_above_the_estimate_takes_the_difference_from_what_is_available() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        w.accepts(
            &entry("invoice.record")
                .child(7)
                .commission(k)
                .moving("spent:7:POOL", "committed:7:POOL", 12_000)
                .moving("spent:7:POOL", "available:7:POOL", 300)
                .moving("cost:2", "creditor:PR0001", 12_300),
        );
        assert_eq!(w.pots(7), (37_700, 0, 12_300));
    });
}

#[test]
fn a_budget_is_opened_topped_up_returned_moved_and_closed() {
    in_every_mode(|w| {
        w.accepts(&w.opening(11, 10_000));
        w.accepts(&entry("budget.top-up").child(11).moving("available:11:POOL", "pool:POOL", 5_000));
        w.accepts(&entry("budget.return").child(11).moving("pool:POOL", "available:11:POOL", 2_000));
        // £100.00 + £50.00 - £20.00 = £130.00, of which £30.00 goes to child 8.
        w.accepts(&entry("budget.move").child(11).moving("available:8:POOL", "available:11:POOL", 3_000));
        assert_eq!(w.pots(11), (10_000, 0, 0));
        assert_eq!(w.pots(8), (53_000, 0, 0));
        w.accepts(
            &entry("budget.close")
                .on("2006-09-29")
                .child(11)
                .moving("pool:POOL", "available:11:POOL", 10_000)
                .then("UPDATE budget SET closed_on = '2006-09-29', event = {n} WHERE child_id = 11"),
        );
        assert_eq!(w.pots(11), (0, 0, 0));
        // £10,000.00 less three times £500.00 less the £30.00 that went to child 8.
        assert_eq!(w.balance("pool:POOL"), 847_000);
    });
}

#[test]
fn a_closed_budget_is_opened_again_by_reversing_its_closing() {
    in_every_mode(|w| {
        let closed = w.accepts(
            &entry("budget.close")
                .child(8)
                .moving("pool:POOL", "available:8:POOL", 50_000)
                .then("UPDATE budget SET closed_on = '2006-09-04', event = {n} WHERE child_id = 8"),
        );
        w.accepts(
            &entry("entry.reverse")
                .child(8)
                .reverses(closed)
                .moving("available:8:POOL", "pool:POOL", 50_000)
                .then("UPDATE budget SET closed_on = NULL, event = {n} WHERE child_id = 8"),
        );
        assert_eq!(w.pots(8), (50_000, 0, 0));
        w.accepts(&w.buying(8, 2, 1_000));
    });
}

/// A closed budget is opened again by name, once for each closing, and what it says of that is true.
#[test]
fn a_closed_budget_is_opened_again_with_nothing_in_it() {
    in_every_mode(|w| {
        let bought = w.accepts(&w.buying(8, 2, 1_000));
        let closed = w.accepts(
            &entry("budget.close")
                .child(8)
                .moving("pool:POOL", "available:8:POOL", 49_000)
                .then("UPDATE budget SET closed_on = '2006-09-04', event = {n} WHERE child_id = 8"),
        );
        let undone = entry("entry.reverse")
            .child(8)
            .commission(bought)
            .reverses(bought)
            .moving("available:8:POOL", "spent:8:POOL", 1_000)
            .moving("card:5521", "cost:2", 1_000);
        w.refuses_entry(&undone, "BUDGET_CLOSED_WITH_MONEY");
        let again = |child: i64, closed_by: i64| {
            format!("INSERT INTO budget_reopening VALUES ({{n}}, {child}, {closed_by}, '2006-09-05', 'back')")
        };
        // Closed still; of another child; closed by what is no closing.
        w.refuses_record(&again(8, closed), "REOPENING_WITHOUT_CLOSING");
        let opened = "UPDATE budget SET closed_on = NULL, event = {n} WHERE child_id = 8; ";
        for row in [again(7, closed), again(8, bought)] {
            w.refuses_record(&format!("{opened}{row}"), "REOPENING_WITHOUT_CLOSING");
        }
        w.records(&format!("{opened}{}", again(8, closed)));
        w.refuses_record(&again(8, closed), "REGISTER_REPLACED");
        assert_eq!(w.pots(8), (0, 0, 1_000));
        w.accepts(&undone);
        assert_eq!(w.pots(8), (1_000, 0, 0));
    });
}

#[test]
fn a_budget_spent_to_the_last_penny_is_closed_by_an_event_alone() {
    in_every_mode(|w| {
        w.accepts(&w.buying(7, 2, 50_000));
        // There is nothing to return, so there is no entry: an empty one would be refused.
        w.records("UPDATE budget SET closed_on = '2006-09-30', event = {n} WHERE child_id = 7");
        assert_eq!(w.pots(7), (0, 0, 50_000));
    });
}

#[test]
fn what_was_owed_is_paid_after_the_budget_closed() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 50_000);
        w.accepts(&w.invoicing(k, 50_000));
        w.records("UPDATE budget SET closed_on = '2006-09-05', event = {n} WHERE child_id = 7");
        w.accepts(&w.paying(k, 50_000).on("2006-09-06"));
    });
}

#[test]
fn a_grant_is_repaid_and_money_moves_between_bank_and_card() {
    in_every_mode(|w| {
        w.accepts(&entry("fund.repay").moving("grant:LAC", "pool:LAC", 400_000).moving(
            "income:LAC",
            "bank:main",
            400_000,
        ));
        w.accepts(&entry("account.move").moving("card:5521", "bank:main", 20_000));
        // £40,000.00 received, £4,000.00 repaid, £200.00 to the card.
        assert_eq!(w.balance("bank:main"), 3_580_000);
        assert_eq!(w.balance("pool:LAC"), 600_000);
        assert_eq!(w.balance("card:5521"), 20_000);
    });
}

#[test]
fn a_provider_is_registered_with_its_account_and_used_in_one_transaction() {
    in_every_mode(|w| {
        w.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        let n = w.next();
        w.conn
            .execute_batch(&format!(
                "INSERT INTO provider (provider_id, code, name, sector, event)
                 VALUES (3, 'PR0003', 'Bus', 'statutory', {n});
                 INSERT INTO account (book, kind, name, provider_id, event)
                 VALUES ('cash', 'creditor', 'creditor:PR0003', 3, {n});"
            ))
            .unwrap();
        w.event("provider.add").unwrap();
        w.write(&w.buying(7, 2, 1_000)).unwrap();
        w.conn.execute_batch("COMMIT").unwrap();
    });
}

#[test]
fn the_file_is_whole_after_a_full_life() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        w.accepts(&w.invoicing(k, 12_000));
        w.accepts(&w.paying(k, 12_000));
        let broken = w.column("SELECT \"table\" FROM pragma_foreign_key_check");
        assert_eq!(broken, Vec::<String>::new());
        assert_eq!(w.column("PRAGMA integrity_check"), ["ok"]);
    });
}

/// September 2006: allocated, committed, spent, paid and purchases.
fn september(w: &World) -> (i64, i64, i64, i64, i64) {
    w.conn
        .query_row(
            "SELECT allocated_pence, committed_pence, spent_pence, paid_pence, purchases
               FROM month_position WHERE month = '2006-09'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )
        .unwrap()
}
