//! Balanced by construction: one debit, one credit, one positive amount, in one book, one fund and
//! one child's pots; and the two books agree on what was spent.

use super::world::{World, entry, in_every_mode};

/// A transfer written column by column, for what the usual helper would get right by itself.
fn transfer(line: i64, book: &str, debit: &str, credit: &str, pence: &str) -> String {
    format!(
        "INSERT INTO transfer (entry_id, line, book, debit_account_id, credit_account_id, amount_pence)
         VALUES ({{n}}, {line}, '{book}', (SELECT account_id FROM account WHERE name = '{debit}'),
                 (SELECT account_id FROM account WHERE name = '{credit}'), {pence})"
    )
}

#[track_caller]
fn refuses_transfer(w: &World, sql: &str, token: &str) {
    w.refuses_entry(&entry("account.move").child(7).then(sql), token);
}

#[test]
fn an_amount_is_a_whole_positive_number_of_pence() {
    in_every_mode(|w| {
        let with = |pence| transfer(1, "cash", "card:5521", "bank:main", pence);
        for pence in ["0", "-1", "-9223372036854775808"] {
            refuses_transfer(w, &with(pence), "CHECK constraint failed: amount_pence > 0");
        }
        for pence in ["12.5", "'12,50'", "x'01'"] {
            refuses_transfer(w, &with(pence), "value in INTEGER column transfer.amount_pence");
        }
        refuses_transfer(w, &with("NULL"), "NOT NULL constraint failed");
    });
}

#[test]
fn an_amount_too_large_to_add_is_refused() {
    in_every_mode(|w| {
        // The card is at nothing; the bank holds money, so taking i64::MAX from it does not overflow
        // but giving it back twice would.
        let huge = transfer(1, "cash", "bank:main", "card:5521", "9223372036854775807");
        let before = w.dump();
        assert!(w.post(&entry("account.move").then(&huge)).is_err());
        assert_eq!(w.dump(), before);
    });
}

#[test]
fn an_account_does_not_pay_itself() {
    in_every_mode(|w| {
        let sql = transfer(1, "cash", "bank:main", "bank:main", "100");
        refuses_transfer(w, &sql, "CHECK constraint failed: debit_account_id <> credit_account_id");
    });
}

#[test]
fn a_transfer_stays_in_one_book() {
    in_every_mode(|w| {
        for (book, debit, credit) in [
            ("cash", "bank:main", "available:7:POOL"),
            ("budget", "bank:main", "available:7:POOL"),
            ("cash", "available:7:POOL", "pool:POOL"),
            ("budget", "card:5521", "bank:main"),
            ("budget", "spent:7:POOL", "cost:2"),
        ] {
            refuses_transfer(w, &transfer(1, book, debit, credit, "1"), "TRANSFER_CROSSES_BOOKS");
        }
        refuses_transfer(w, &transfer(1, "other", "card:5521", "bank:main", "1"), "TRANSFER_CROSSES_BOOKS");
        // An account that does not exist is in no book.
        refuses_transfer(w, &transfer(1, "cash", "card:0000", "bank:main", "1"), "TRANSFER_CROSSES_BOOKS");
        let unknown = transfer(1, "cash", "card:5521", "bank:main", "1")
            .replace("(SELECT account_id FROM account WHERE name = 'card:5521')", "9999");
        refuses_transfer(w, &unknown, "TRANSFER_CROSSES_BOOKS");
    });
}

#[test]
fn a_transfer_stays_in_one_fund() {
    in_every_mode(|w| {
        for (debit, credit) in [
            ("available:7:TERM", "pool:POOL"),
            ("available:7:TERM", "available:7:POOL"),
            ("committed:7:CLOTH", "available:7:POOL"),
            ("pool:LAC", "grant:POOL"),
            ("pool:LAC", "pool:POOL"),
        ] {
            refuses_transfer(w, &transfer(1, "budget", debit, credit, "1"), "TRANSFER_CROSSES_FUNDS");
        }
    });
}

#[test]
fn a_transfer_stays_with_the_child_of_its_entry() {
    in_every_mode(|w| {
        // The entry is about child 7.
        for (debit, credit) in [
            ("available:8:POOL", "pool:POOL"),
            ("available:7:POOL", "available:8:POOL"),
            ("committed:8:POOL", "available:8:POOL"),
            ("spent:7:POOL", "available:8:POOL"),
        ] {
            refuses_transfer(w, &transfer(1, "budget", debit, credit, "1"), "TRANSFER_CROSSES_CHILDREN");
        }
        // An entry about no child touches no child's pots.
        let e = entry("account.move").then(&transfer(1, "budget", "available:8:POOL", "pool:POOL", "1"));
        w.refuses_entry(&e, "TRANSFER_CROSSES_CHILDREN");
    });
}

#[test]
fn a_move_between_budgets_moves_available_money_and_nothing_else() {
    in_every_mode(|w| {
        let k = w.place(8, 2, 1_000);
        let e = entry("budget.move").child(7);
        for (debit, credit) in [
            ("spent:8:POOL", "available:7:POOL"),
            ("available:7:POOL", "committed:8:POOL"),
            ("committed:8:POOL", "available:8:POOL"),
            ("spent:8:POOL", "committed:8:POOL"),
        ] {
            w.refuses_entry(&e.clone().moving(debit, credit, 1), "TRANSFER_CROSSES_CHILDREN");
            w.refuses_entry(
                &e.clone().child(8).commission(k).moving(debit, credit, 1).moving(
                    "available:7:POOL",
                    "available:8:POOL",
                    1,
                ),
                if debit.contains(":8:") && credit.contains(":8:") {
                    // Inside child 8's own pots the transfer itself is sound; a spending has to be
                    // in both books, a commitment is.
                    if debit.starts_with("spent") {
                        "BOOKS_DISAGREE"
                    } else {
                        continue;
                    }
                } else {
                    "TRANSFER_CROSSES_CHILDREN"
                },
            );
        }
    });
}

#[test]
fn money_takes_the_way_through_the_pool() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 1_000);
        let e = entry("commission.amend").child(7).commission(k);
        for (debit, credit) in [
            ("available:7:POOL", "grant:POOL"),
            ("committed:7:POOL", "grant:POOL"),
            ("spent:7:POOL", "grant:POOL"),
            ("committed:7:POOL", "pool:POOL"),
            ("spent:7:POOL", "pool:POOL"),
            ("pool:POOL", "committed:7:POOL"),
            ("grant:POOL", "available:7:POOL"),
            ("grant:POOL", "committed:7:POOL"),
        ] {
            w.refuses_entry(&e.clone().moving(debit, credit, 100), "TRANSFER_SKIPS_A_POT");
        }
    });
}

#[test]
fn lines_are_numbered_from_one_without_a_gap() {
    in_every_mode(|w| {
        let line = |n| transfer(n, "cash", "card:5521", "bank:main", "1");
        refuses_transfer(w, &line(2), "TRANSFER_OUT_OF_ORDER");
        refuses_transfer(w, &line(0), "TRANSFER_OUT_OF_ORDER");
        refuses_transfer(w, &line(-1), "TRANSFER_OUT_OF_ORDER");
        refuses_transfer(w, &format!("{};{}", line(1), line(3)), "TRANSFER_OUT_OF_ORDER");
        // The same line twice, and in the place of the first.
        refuses_transfer(w, &format!("{};{}", line(1), line(1)), "TRANSFER_OUT_OF_ORDER");
        let replace = line(1).replace("INSERT", "INSERT OR REPLACE");
        refuses_transfer(w, &format!("{};{replace}", line(1)), "TRANSFER_OUT_OF_ORDER");
    });
}

#[test]
fn what_is_spent_is_what_it_costs() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 5_000);
        let e = entry("invoice.record").child(7).commission(k);
        let spent = |e: &super::world::Entry, p| e.clone().moving("spent:7:POOL", "committed:7:POOL", p);
        // Spent in the budget book alone, in the cash book alone, and a penny apart either way.
        w.refuses_entry(&spent(&e, 5_000), "BOOKS_DISAGREE");
        w.refuses_entry(&e.clone().moving("cost:2", "creditor:PR0001", 5_000), "BOOKS_DISAGREE");
        for cost in [4_999, 5_001] {
            let off = spent(&e, 5_000).moving("cost:2", "creditor:PR0001", cost);
            w.refuses_entry(&off, "BOOKS_DISAGREE");
        }
        // VAT that comes back is owed to the provider and is no cost.
        w.accepts(&spent(&e, 4_000).moving("cost:2", "creditor:PR0001", 4_000).moving(
            "vat",
            "creditor:PR0001",
            700,
        ));
    });
}

#[test]
fn what_is_credited_comes_off_both_books() {
    in_every_mode(|w| {
        let k = w.accepts(&w.buying(7, 2, 5_000));
        let e = entry("credit-note.record").child(7).commission(k);
        w.refuses_entry(&e.clone().moving("available:7:POOL", "spent:7:POOL", 100), "BOOKS_DISAGREE");
        w.refuses_entry(&e.clone().moving("creditor:PR0001", "cost:2", 100), "BOOKS_DISAGREE");
    });
}
