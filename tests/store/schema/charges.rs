//! Bank charges stay between the charges and one of the pilot's own accounts.

use super::world::{World, entry, in_every_mode};

fn with_charges(w: &World) {
    w.record(
        "account.open",
        "INSERT INTO account (book, kind, name, event)
         VALUES ('cash', 'charge', 'charge:bank', (SELECT max(seq) + 1 FROM event))",
    )
    .unwrap();
}

#[test]
fn a_charge_and_interest_are_between_the_charges_and_an_own_account() {
    in_every_mode(|w| {
        with_charges(w);
        let charge = |debit: &str, credit: &str| entry("charge.record").moving(debit, credit, 450);
        w.accepts(&charge("charge:bank", "bank:main"));
        w.accepts(&charge("card:5521", "charge:bank"));
        assert_eq!(w.balance("charge:bank"), 0);
        for (debit, credit) in
            [("card:5521", "bank:main"), ("charge:bank", "creditor:PR0001"), ("pool:POOL", "grant:POOL")]
        {
            w.refuses_entry(&charge(debit, credit), "CHARGE_MISPLACED");
        }
        w.refuses_entry(
            &charge("charge:bank", "bank:main").moving("vat", "bank:main", 1),
            "CHARGE_MISPLACED",
        );
    });
}
