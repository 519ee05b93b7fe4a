//! VAT that cannot be recovered: charged once, to the child whose purchase it is of, and of nothing else.

use super::world::{World, entry, in_every_mode};

/// A purchase for child 7 of 10.00 and 1.50 of VAT.
fn bought(w: &World) -> i64 {
    w.post(&w.buying_with_vat(7, 2, 1_000, 150)).unwrap()
}

#[test]
fn no_more_is_charged_than_there_is() {
    in_every_mode(|w| {
        let purchase = bought(w);
        w.refuses_entry(&w.charging(purchase, 151), "VAT_CHARGE_TOO_MUCH");
        let first = w.accepts(&w.charging(purchase, 100));
        w.refuses_entry(&w.charging(purchase, 51), "VAT_CHARGE_TOO_MUCH");
        assert_eq!(w.commission(purchase), (0, 1_100, 1_150, 1_150));
        let back = entry("entry.reverse")
            .child(7)
            .commission(purchase)
            .reverses(first)
            .moving("vat", "cost:2", 100)
            .moving("available:7:POOL", "spent:7:POOL", 100);
        w.accepts(&back);
        w.accepts(&w.charging(purchase, 150));
        assert_eq!(w.balance("vat"), 0);
    });
}

#[test]
fn what_is_charged_is_not_undone_beneath_it() {
    in_every_mode(|w| {
        let purchase = bought(w);
        w.accepts(&w.charging(purchase, 150));
        // With another's VAT to take it from.
        let other = entry("account.move").moving("vat", "bank:main", 1_000);
        w.accepts(&other);
        let back = entry("entry.reverse")
            .child(7)
            .commission(purchase)
            .reverses(purchase)
            .moving("card:5521", "vat", 150)
            .moving("card:5521", "cost:2", 1_000)
            .moving("available:7:POOL", "spent:7:POOL", 1_000);
        w.refuses_entry(&back, "VAT_CHARGED");
    });
}

#[test]
fn vat_is_shown_by_an_invoice_or_a_purchase() {
    in_every_mode(|w| {
        let purchase = bought(w);
        let placed = w.place(7, 2, 500);
        let shows = |document: i64| {
            format!("INSERT INTO vat_evidence (event, document_id, form) VALUES ({{n}}, {document}, 'none')")
        };
        w.refuses_record(&shows(placed), "VAT_EVIDENCE_MISPLACED");
        w.records(&shows(purchase));
        w.records(&shows(purchase));
        let own = "INSERT INTO vat_evidence (event, document_id, form) VALUES ({n}, {n}, 'till_receipt')";
        w.accepts(&w.buying(7, 2, 100).then(own));
    });
}

/// With a closed budget nothing is available, and the pool has what is spent.
#[test]
fn a_charge_is_of_a_purchase_and_feeds_nobody() {
    in_every_mode(|w| {
        let purchase = bought(w);
        let placed = w.place(7, 2, 500);
        let of = |document: i64| {
            entry("vat.charge")
                .child(7)
                .commission(purchase)
                .then(&format!("INSERT INTO vat_charge (event, document_id) VALUES ({{n}}, {document})"))
        };
        let spends = |e: super::world::Entry| {
            e.moving("spent:7:POOL", "available:7:POOL", 50).moving("cost:2", "vat", 50)
        };
        let misplaced = "VAT_CHARGE_MISPLACED";
        w.refuses_entry(&spends(of(placed)), misplaced);
        w.refuses_entry(&spends(entry("vat.charge").child(7).commission(purchase)), misplaced);
        w.refuses_entry(&spends(of(purchase)).on("2006-09-03"), "COMMISSION_MISSING");
        let from_elsewhere =
            of(purchase).moving("spent:7:POOL", "available:7:POOL", 50).moving("cost:2", "bank:main", 50);
        w.refuses_entry(&from_elsewhere, misplaced);
        let feeds = spends(of(purchase)).moving("available:7:POOL", "pool:POOL", 51);
        w.refuses_entry(&feeds, misplaced);
        w.refuses_entry(&of(purchase).moving("available:7:POOL", "pool:POOL", 51), misplaced);
        w.accepts(&spends(of(purchase).moving("available:7:POOL", "pool:POOL", 50)));
        let alone = format!("INSERT INTO vat_charge (event, document_id) VALUES ({{n}}, {purchase})");
        w.refuses_record(&alone, "CHARGE_WITHOUT_ENTRY");
        w.refuses_entry(&w.placing(7, 2, 100).then(&alone), misplaced);
    });
}
