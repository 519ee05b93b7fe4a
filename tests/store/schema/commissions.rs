//! What is ordered, invoiced, paid and closed: nothing paid that is not owed, nothing after the end.

use super::world::{Entry, World, entry, in_every_mode};

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
        // However it is written, over whatever amount, and for whatever child.
        let other = w.place(7, 2, 2_000);
        w.refuses_entry(&w.invoicing(other, 800).reference("inv -1"), "INVOICE_ALREADY_RECORDED");
        w.refuses_entry(&w.buying(8, 2, 500).reference("INV-1"), "INVOICE_ALREADY_RECORDED");
        let again = "INSERT INTO document_again (event, reason) VALUES ({n}, 'their numbers begin anew')";
        w.accepts(&w.invoicing(other, 1_000).reference("INV-1").then(again));
        w.refuses_record(
            "INSERT INTO document_again (event, reason) VALUES ({n}, 'of nothing')",
            "AGAIN_WITHOUT_ENTRY",
        );
        let of_before = again.replace("{n}", &first.to_string());
        w.refuses_record(&of_before, "AGAIN_WITHOUT_ENTRY");
        // Reversed, the number is available again, once.
        let third = w.accepts(&w.invoicing(k, 1_000).reference("INV-3"));
        w.accepts(&undoing(k, third, 1_000));
        w.accepts(&w.invoicing(k, 900).reference("INV-3"));
        w.refuses_entry(&w.invoicing(k, 900).reference("INV-3"), "INVOICE_ALREADY_RECORDED");
    });
}

/// The reversal of an invoice.
fn undoing(k: i64, invoice: i64, pence: i64) -> Entry {
    entry("entry.reverse")
        .child(7)
        .commission(k)
        .reverses(invoice)
        .moving("committed:7:POOL", "spent:7:POOL", pence)
        .moving("creditor:PR0001", "cost:2", pence)
}

/// 10.00 + 8.00 = 18.00.
#[test]
fn a_document_has_lines_that_come_to_its_total() {
    in_every_mode(|w| {
        let (k, other) = (w.place(7, 2, 12_000), w.place(7, 2, 2_000));
        let first = w.accepts(&w.invoicing(k, 1_000).reference("D-1"));
        let line = |document: i64| {
            format!("INSERT INTO document_line (event, document_id) VALUES ({{n}}, {document});")
        };
        let whole = |lines: i64, pence: i64| {
            format!(
                "INSERT INTO document (document_id, lines, total_pence, event) VALUES ({first}, {lines}, {pence}, {{n}})"
            )
        };
        let second = |rest: &str| w.invoicing(other, 800).reference("d- 1").then(&(line(first) + rest));
        for (lines, pence) in [(2, 1_801), (2, 1_000), (3, 1_800)] {
            w.refuses_entry(&second(&whole(lines, pence)), "DOCUMENT_SUM_DIFFERS");
        }
        let differs = [
            w.invoicing(other, 800).reference("D-2"),
            w.invoicing(other, 800),
            w.invoicing(other, 800).reference("D-1").on("2006-09-05"),
            w.buying(7, 2, 800).reference("D-1"),
        ];
        for e in differs {
            w.refuses_entry(&e.then(&(line(first) + &whole(2, 1_800))), "DOCUMENT_LINE_DIFFERS");
        }
        w.refuses_record(&line(first), "DOCUMENT_LINE_ALONE");
        let second = w.accepts(&second(&whole(2, 1_800)));
        // What comes later takes the place of a line that was undone, once, and not of one that stands.
        let later = |instead: &str| {
            w.invoicing(other, 700).reference("D-1").then(&format!(
                "INSERT INTO document_line (event, document_id, instead_of) VALUES ({{n}}, {first}, {instead})"
            ))
        };
        w.refuses_entry(&later("NULL"), "DOCUMENT_COMPLETE");
        w.refuses_entry(&later(&second.to_string()), "DOCUMENT_COMPLETE");
        w.accepts(&undoing(other, second, 800));
        w.refuses_entry(&later(&k.to_string()), "DOCUMENT_COMPLETE");
        w.accepts(&later(&second.to_string()));
        w.refuses_entry(&later(&second.to_string()), "REGISTER_REPLACED");
    });
}

/// 10.00 invoiced as the last: credited whole it may be invoiced again, and then not be restored as well.
#[test]
fn a_commission_opens_again_as_its_last_invoice_is_credited_in_full() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 1_000);
        w.accepts(&w.invoicing(k, 1_000).then(&closing(k)));
        let open = format!("UPDATE commission SET closed_by = NULL WHERE commission_id = {k}");
        let credit = |pence: i64| {
            entry("credit-note.record")
                .child(7)
                .commission(k)
                .moving("available:7:POOL", "spent:7:POOL", pence)
                .moving("creditor:PR0001", "cost:2", pence)
        };
        w.refuses_entry(&credit(999).then(&open), "CLOSED_WITHOUT_ENTRY");
        let credited = w.accepts(&credit(1_000).then(&open));
        let again = entry("invoice.record")
            .child(7)
            .commission(k)
            .moving("spent:7:POOL", "available:7:POOL", 1_000)
            .moving("cost:2", "creditor:PR0001", 1_000);
        w.accepts(&again.then(&closing(k)));
        let restored = entry("entry.reverse")
            .child(7)
            .commission(k)
            .reverses(credited)
            .moving("cost:2", "creditor:PR0001", 1_000)
            .moving("spent:7:POOL", "available:7:POOL", 1_000);
        w.refuses_entry(&restored, "INVOICE_ABOVE_COMMISSION");
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

/// Units are agreed after the commission was placed, on the day of the money that moves with it.
#[test]
fn units_are_agreed_on_a_day_that_can_be() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        let agreed = |day: &str| format!("INSERT INTO units_agreed VALUES ({{n}}, {k}, '{day}', 7000)");
        w.refuses_record(&agreed("2006-07-31"), "COMMISSION_MISSING");
        let less = || {
            let amend = entry("commission.amend").child(7).commission(k);
            amend.moving("available:7:POOL", "committed:7:POOL", 1_000)
        };
        w.refuses_entry(&less().then(&agreed("2006-09-05")), "AGREED_DAY_DIFFERS");
    });
}
