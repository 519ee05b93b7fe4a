//! What is ordered, invoiced, paid and closed: nothing paid that is not owed, nothing after the end.

use super::world::{World, entry, in_every_mode};

fn closing(k: i64) -> String {
    format!("UPDATE commission SET closed_by = {{n}} WHERE commission_id = {k}")
}

#[test]
fn a_payment_is_at_most_what_is_owed() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        w.refuses_entry(&w.paying(k, 1), "PAYMENT_EXCEEDS_OWED");
        w.accepts(&w.invoicing(k, 11_000));
        w.refuses_entry(&w.paying(k, 11_001), "PAYMENT_EXCEEDS_OWED");
        w.accepts(&w.paying(k, 4_000));
        w.refuses_entry(&w.paying(k, 7_001), "PAYMENT_EXCEEDS_OWED");
        w.accepts(&w.paying(k, 7_000));
        w.refuses_entry(&w.paying(k, 1), "PAYMENT_EXCEEDS_OWED");
    });
}

#[test]
fn no_other_name_for_a_payment_gets_round_what_is_owed() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        for kind in ["account.move", "commission.amend", "invoice.record", "fund.receive"] {
            let e = entry(kind).child(7).commission(k).moving("creditor:PR0001", "card:5521", 1);
            w.refuses_entry(&e, "PAYMENT_EXCEEDS_OWED");
        }
    });
}

#[test]
fn a_purchase_at_once_does_not_pay_more_than_it_costs() {
    in_every_mode(|w| {
        let e = w.buying(7, 2, 1_000).moving("creditor:PR0001", "card:5521", 1);
        w.refuses_entry(&e, "PAYMENT_EXCEEDS_OWED");
    });
}

#[test]
fn vat_is_owed_to_the_provider_too() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        // £100.00 net and £17.50 VAT: £117.50 is owed.
        w.accepts(&w.invoicing(k, 10_000).moving("vat", "creditor:PR0001", 1_750));
        w.refuses_entry(&w.paying(k, 11_751), "PAYMENT_EXCEEDS_OWED");
        w.accepts(&w.paying(k, 11_750));
    });
}

#[test]
fn a_document_is_recorded_once() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        let first = w.accepts(&w.invoicing(k, 1_000).reference("INV-1"));
        w.refuses_entry(&w.invoicing(k, 1_000).reference("INV-1"), "INVOICE_ALREADY_RECORDED");
        w.accepts(&w.invoicing(k, 1_000).reference("INV-2"));
        // Without a number they are told apart by the user.
        w.accepts(&w.invoicing(k, 1_000));
        w.accepts(&w.invoicing(k, 1_000));
        // A credit note has its own numbers, and another commission its own invoices.
        w.accepts(
            &entry("credit-note.record")
                .child(7)
                .commission(k)
                .reference("INV-1")
                .moving("available:7:POOL", "spent:7:POOL", 100)
                .moving("creditor:PR0001", "cost:2", 100),
        );
        // Over the same amount it is the same for the child, however it is written; over another it is
        // another line of it.
        let other = w.place(7, 2, 2_000);
        w.refuses_entry(&w.invoicing(other, 1_000).reference("inv -1"), "INVOICE_ALREADY_RECORDED");
        w.refuses_entry(&w.buying(7, 2, 1_000).reference("INV-1"), "INVOICE_ALREADY_RECORDED");
        w.accepts(&w.invoicing(other, 800).reference("INV-1"));
        w.accepts(&w.buying(8, 2, 1_000).reference("INV-1"));
        let again = "INSERT INTO document_again (event, reason) VALUES ({n}, 'their numbers begin anew')";
        w.accepts(&w.invoicing(other, 1_000).reference("INV-1").then(again));
        w.refuses_record(
            "INSERT INTO document_again (event, reason) VALUES ({n}, 'of nothing')",
            "AGAIN_WITHOUT_ENTRY",
        );
        let of_before = again.replace("{n}", &first.to_string());
        w.refuses_record(&of_before, "AGAIN_WITHOUT_ENTRY");
        // Reversed, the number is available again, once.
        w.accepts(
            &entry("entry.reverse")
                .child(7)
                .commission(k)
                .reverses(first)
                .moving("committed:7:POOL", "spent:7:POOL", 1_000)
                .moving("creditor:PR0001", "cost:2", 1_000),
        );
        w.accepts(&w.invoicing(k, 900).reference("INV-1"));
        w.refuses_entry(&w.invoicing(k, 900).reference("INV-1"), "INVOICE_ALREADY_RECORDED");
    });
}

#[test]
fn a_commission_is_not_closed_while_money_is_committed() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        w.refuses_entry(&w.invoicing(k, 11_999).then(&closing(k)), "COMMISSION_CLOSED_WITH_MONEY");
        w.refuses_entry(
            &w.placing(7, 2, 100).then("UPDATE commission SET closed_by = {n} WHERE commission_id = {n}"),
            "COMMISSION_CLOSED_WITH_MONEY",
        );
        w.accepts(&w.invoicing(k, 12_000).then(&closing(k)));
    });
}

#[test]
fn a_closed_commission_takes_no_invoice_amendment_or_cancellation() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 1_000);
        w.accepts(&w.invoicing(k, 1_000).then(&closing(k)));
        let more = |kind: &str| {
            entry(kind).child(7).commission(k).moving("spent:7:POOL", "available:7:POOL", 100).moving(
                "cost:2",
                "creditor:PR0001",
                100,
            )
        };
        w.refuses_entry(&more("invoice.record"), "COMMISSION_CLOSED");
        // Closing it once more is no way in, and neither is another name for the entry.
        w.refuses_entry(&more("invoice.record").then(&closing(k)), "COMMISSION_CLOSED");
        for kind in ["payment.record", "credit-note.record", "refund.record", "account.move"] {
            w.refuses_entry(&more(kind), "COMMISSION_CLOSED");
        }
        let amend = entry("commission.amend").child(7).commission(k).moving(
            "committed:7:POOL",
            "available:7:POOL",
            100,
        );
        w.refuses_entry(&amend, "COMMISSION_CLOSED");
        let cancel = entry("commission.cancel").child(7).commission(k).moving("bank:main", "card:5521", 1);
        w.refuses_entry(&cancel, "COMMISSION_CLOSED");
    });
}

#[test]
fn a_commission_is_closed_and_reopened_only_by_its_own_entries() {
    in_every_mode(|w: &World| {
        let k = w.place(7, 2, 1_000);
        let other = w.place(7, 2, 1_000);
        let set = |to: &str| format!("UPDATE commission SET closed_by = {to} WHERE commission_id = {k}");
        w.refuses(&set("1"), "CLOSED_WITHOUT_ENTRY");
        w.refuses(&set(&k.to_string()), "CLOSED_WITHOUT_ENTRY");
        w.refuses(&set("(SELECT max(seq) + 1 FROM event)"), "CLOSED_WITHOUT_ENTRY");
        // An open entry about another commission closes nothing here.
        w.refuses_entry(&w.invoicing(other, 1_000).then(&set("{n}")), "CLOSED_WITHOUT_ENTRY");
        // Nor does this one's entry name another number.
        w.refuses_entry(&w.invoicing(k, 1_000).then(&set("{n} - 1")), "CLOSED_WITHOUT_ENTRY");
        w.accepts(&w.invoicing(k, 1_000).then(&set("{n}")));
        w.refuses(&set("NULL"), "CLOSED_WITHOUT_ENTRY");
        w.refuses_entry(&w.paying(k, 100).then(&set("NULL")), "CLOSED_WITHOUT_ENTRY");
    });
}

#[test]
fn a_commission_is_not_born_closed_by_another_entry() {
    in_every_mode(|w| {
        let born = |closed_by: &str| {
            entry("buy")
                .child(7)
                .own_commission()
                .before(&format!(
                    "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id,
                                             placed_on, estimate_pence, closed_by)
                     VALUES ({{n}}, 7, 4, 1, 2, '2006-09-04', 100, {closed_by})"
                ))
                .moving("spent:7:POOL", "available:7:POOL", 100)
                .moving("cost:2", "card:5521", 100)
        };
        for other in ["1", "{n} - 1", "{n} + 1"] {
            w.refuses_entry(&born(other), "CLOSED_WITHOUT_ENTRY");
        }
        w.accepts(&born("{n}"));
    });
}

#[test]
fn a_commission_starts_empty_with_sound_terms() {
    in_every_mode(|w| {
        let with = |columns: &str, values: &str, estimate: i64| {
            entry("commission.place").child(7).own_commission().before(&format!(
                "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id,
                                         placed_on, estimate_pence, {columns})
                 VALUES ({{n}}, 7, 4, 1, 2, '2006-09-04', {estimate}, {values})"
            ))
        };
        for column in
            ["committed_pence", "spent_pence", "invoiced_pence", "paid_pence", "moved_entry", "moved_line"]
        {
            w.refuses_entry(&with(column, "1", 100), "ACCOUNT_NOT_EMPTY");
        }
        for (column, value) in [
            ("units_thousandths", "0"),
            ("unit_price_pence", "-1"),
            ("needed_on", "'2007-02-29'"),
            ("options_considered", "-1"),
            ("chosen_by", "'nobody'"),
            ("delivered_to", "'nowhere'"),
        ] {
            w.refuses_entry(&with(column, value, 100), "CHECK constraint failed");
        }
        for estimate in [0, -1] {
            w.refuses_entry(&with("description", "'x'", estimate), "CHECK constraint failed: estimate_pence");
        }
    });
}
