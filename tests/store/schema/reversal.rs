//! A reversal is the exact mirror of one entry, once, on a day not before it.

use super::world::{Entry, World, assert_refused, entry, in_every_mode};

/// A purchase with two equal lines and one other, so that lines can be confused.
fn bought(w: &World) -> i64 {
    w.accepts(
        &entry("buy")
            .on("2006-10-10")
            .placing(7, 2, 2_500)
            .moving("spent:7:POOL", "available:7:POOL", 1_000)
            .moving("spent:7:POOL", "available:7:POOL", 1_000)
            .moving("spent:7:POOL", "available:7:POOL", 500)
            .moving("cost:2", "card:5521", 2_500),
    )
}

fn reversing(n: i64) -> Entry {
    entry("entry.reverse").on("2006-10-10").child(7).commission(n).reverses(n)
}

/// The mirror with these amounts taken off what was spent.
fn mirror(n: i64, amounts: &[i64], cost: i64) -> Entry {
    let e =
        amounts.iter().fold(reversing(n), |e, pence| e.moving("available:7:POOL", "spent:7:POOL", *pence));
    e.moving("card:5521", "cost:2", cost)
}

#[test]
fn the_exact_mirror_is_accepted_in_any_order_of_lines() {
    in_every_mode(|w| {
        let n = bought(w);
        w.accepts(&mirror(n, &[500, 1_000, 1_000], 2_500).on("2006-10-11"));
        assert_eq!(w.pots(7), (50_000, 0, 0));
        assert_eq!(w.commission(n), (0, 0, 0, 0));
        assert_eq!(w.balance("card:5521"), 0);
    });
}

#[test]
fn a_reversal_that_is_not_the_mirror_is_refused() {
    in_every_mode(|w| {
        let n = bought(w);
        w.accepts(&w.buying(7, 2, 5_000)); // so that more could be taken back than was spent
        for (amounts, cost, token) in [
            // A part.
            (&[1_000, 1_000][..], 2_000, "REVERSAL_NOT_A_MIRROR"),
            // The set of lines, but not their number.
            (&[1_000, 500], 1_500, "REVERSAL_NOT_A_MIRROR"),
            // As many lines and the same set, £5.00 less.
            (&[500, 500, 1_000], 2_000, "REVERSAL_NOT_A_MIRROR"),
            // The total in one line.
            (&[2_500], 2_500, "REVERSAL_NOT_A_MIRROR"),
            // A line twice, and a penny more: the purchase never had that much.
            (&[1_000, 1_000, 500, 1_000], 3_500, "COMMISSION_BELOW_ZERO"),
            (&[1_000, 1_000, 501], 2_501, "COMMISSION_BELOW_ZERO"),
        ] {
            w.refuses_entry(&mirror(n, amounts, cost), token);
        }
        // The same way round instead of the other.
        w.refuses_entry(
            &reversing(n)
                .moving("spent:7:POOL", "available:7:POOL", 1_000)
                .moving("spent:7:POOL", "available:7:POOL", 1_000)
                .moving("spent:7:POOL", "available:7:POOL", 500)
                .moving("cost:2", "card:5521", 2_500),
            "REVERSAL_NOT_A_MIRROR",
        );
        // Another account: the refund goes to the bank.
        let e = [1_000, 1_000, 500]
            .iter()
            .fold(reversing(n), |e, p| e.moving("available:7:POOL", "spent:7:POOL", *p));
        w.refuses_entry(&e.moving("bank:main", "cost:2", 2_500), "REVERSAL_NOT_A_MIRROR");
    });
}

#[test]
fn lines_that_are_alike_are_counted() {
    in_every_mode(|w| {
        // The set of lines, their number and the total are those of the mirror; how often each line
        // stands there is not, and £1.00 would change accounts.
        let n = w.accepts(
            &entry("account.move")
                .moving("card:5521", "bank:main", 100)
                .moving("card:5521", "bank:main", 100)
                .moving("card:5521", "bank:main", 200)
                .moving("vat", "bank:main", 100)
                .moving("vat", "bank:main", 200)
                .moving("vat", "bank:main", 200),
        );
        let mirror = |card: [i64; 3], vat: [i64; 3]| {
            let e = entry("entry.reverse").reverses(n);
            let e = card.iter().fold(e, |e, p| e.moving("bank:main", "card:5521", *p));
            vat.iter().fold(e, |e, p| e.moving("bank:main", "vat", *p))
        };
        w.refuses_entry(&mirror([100, 200, 200], [100, 100, 200]), "REVERSAL_NOT_A_MIRROR");
        w.accepts(&mirror([100, 200, 100], [200, 100, 200]));
    });
}

#[test]
fn an_entry_is_reversed_once() {
    in_every_mode(|w| {
        let n = bought(w);
        let whole = mirror(n, &[1_000, 1_000, 500], 2_500);
        w.accepts(&whole);
        w.accepts(&w.buying(7, 2, 5_000)); // the money to do it again would be there
        w.refuses_entry(&whole, "ALREADY_REVERSED");
        // REPLACE would take the first reversal away by its unique key.
        let again = format!(
            "INSERT OR REPLACE INTO entry (entry_id, kind, effective_on, reverses_id)
             VALUES ({}, 'entry.reverse', '2006-10-10', {n})",
            w.next()
        );
        w.refuses(&again, "ALREADY_REVERSED");
    });
}

#[test]
fn a_reversal_is_not_dated_before_its_original() {
    in_every_mode(|w| {
        let n = w.accepts(&entry("account.move").on("2006-10-10").moving("card:5521", "bank:main", 100));
        let e = entry("entry.reverse").reverses(n).moving("bank:main", "card:5521", 100);
        w.refuses_entry(&e.clone().on("2006-10-09"), "REVERSAL_NOT_A_MIRROR");
        w.accepts(&e.on("2006-10-10"));
    });
}

#[test]
fn a_reversal_is_not_reversed() {
    in_every_mode(|w| {
        let n = w.accepts(&entry("account.move").moving("card:5521", "bank:main", 100));
        let r = w.accepts(&entry("entry.reverse").reverses(n).moving("bank:main", "card:5521", 100));
        let again = entry("entry.reverse").reverses(r).moving("card:5521", "bank:main", 100);
        w.refuses_entry(&again, "REVERSAL_NOT_A_MIRROR");
        // Nor does an entry reverse itself, or one that is not there.
        let me = w.next();
        let itself = entry("entry.reverse").reverses(me).moving("card:5521", "bank:main", 100);
        w.refuses_entry(&itself, "REVERSAL_NOT_A_MIRROR");
        let nobody = entry("entry.reverse").reverses(9_999).moving("card:5521", "bank:main", 100);
        let token =
            if w.mode.foreign_keys { "FOREIGN KEY constraint failed" } else { "REVERSAL_NOT_A_MIRROR" };
        w.refuses_entry(&nobody, token);
    });
}

#[test]
fn only_a_reversal_names_what_it_reverses_and_it_must() {
    in_every_mode(|w| {
        let n = w.accepts(&entry("account.move").moving("card:5521", "bank:main", 100));
        let back = |kind| entry(kind).moving("bank:main", "card:5521", 100);
        w.refuses_entry(&back("account.move").reverses(n), "REVERSAL_NOT_A_MIRROR");
        w.refuses_entry(&back("entry.reverse"), "REVERSAL_NOT_A_MIRROR");
    });
}

#[test]
fn a_reversal_is_about_the_same_child_and_commission() {
    in_every_mode(|w| {
        let n = w.accepts(&w.buying(7, 2, 1_000));
        let k = w.place(7, 2, 100);
        let paid = w.accepts(&entry("account.move").moving("card:5521", "bank:main", 100));
        let back = entry("entry.reverse").reverses(paid).moving("bank:main", "card:5521", 100);
        w.refuses_entry(&back.clone().child(7), "REVERSAL_NOT_A_MIRROR");
        let mirror = |commission| {
            entry("entry.reverse")
                .child(7)
                .commission(commission)
                .reverses(n)
                .moving("available:7:POOL", "spent:7:POOL", 1_000)
                .moving("card:5521", "cost:2", 1_000)
        };
        // On another commission the money taken back was never spent there.
        w.refuses_entry(&mirror(k), "COMMISSION_BELOW_ZERO");
        w.accepts(&mirror(n));
    });
}

#[test]
fn what_was_built_on_an_entry_is_reversed_first() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        let invoice = w.accepts(&w.invoicing(k, 12_000));
        let undo_order = entry("entry.reverse").child(7).commission(k).reverses(k).moving(
            "available:7:POOL",
            "committed:7:POOL",
            12_000,
        );
        w.refuses_entry(&undo_order, "POT_BELOW_ZERO");
        w.accepts(
            &entry("entry.reverse")
                .child(7)
                .commission(k)
                .reverses(invoice)
                .moving("committed:7:POOL", "spent:7:POOL", 12_000)
                .moving("creditor:PR0001", "cost:2", 12_000),
        );
        w.accepts(&undo_order);
        assert_eq!(w.pots(7), (50_000, 0, 0));
        assert_eq!(w.number("SELECT purchases FROM month_position WHERE month = '2006-09'"), 0);
    });
}

#[test]
fn a_move_between_budgets_is_reversed_whole() {
    in_every_mode(|w| {
        let n =
            w.accepts(&entry("budget.move").child(7).moving("available:8:POOL", "available:7:POOL", 1_000));
        w.accepts(&entry("entry.reverse").child(7).reverses(n).moving(
            "available:7:POOL",
            "available:8:POOL",
            1_000,
        ));
        assert_eq!((w.pots(7), w.pots(8)), ((50_000, 0, 0), (50_000, 0, 0)));
    });
}

#[test]
fn reversing_the_final_invoice_reopens_the_commission() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 1_000);
        let close = |n: &str| format!("UPDATE commission SET closed_by = {n} WHERE commission_id = {k}");
        let last = w.accepts(&w.invoicing(k, 1_000).then(&close("{n}")));
        let undo = entry("entry.reverse")
            .child(7)
            .commission(k)
            .reverses(last)
            .moving("committed:7:POOL", "spent:7:POOL", 1_000)
            .moving("creditor:PR0001", "cost:2", 1_000);
        // Left closed, it would hold money.
        w.refuses_entry(&undo, "COMMISSION_CLOSED_WITH_MONEY");
        w.accepts(&undo.then(&close("NULL")));
        w.accepts(&w.invoicing(k, 900));
    });
}

#[test]
fn reversing_a_payment_does_not_reopen_the_commission() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 1_000);
        let close = |n: &str| format!("UPDATE commission SET closed_by = {n} WHERE commission_id = {k}");
        w.accepts(&w.invoicing(k, 1_000).then(&close("{n}")));
        let paid = w.accepts(&w.paying(k, 1_000));
        let undo = entry("entry.reverse").child(7).commission(k).reverses(paid).moving(
            "card:5521",
            "creditor:PR0001",
            1_000,
        );
        w.refuses_entry(&undo.clone().then(&close("NULL")), "CLOSED_WITHOUT_ENTRY");
        w.accepts(&undo);
    });
}

#[test]
fn a_reversal_of_a_return_does_not_lift_a_budget_above_its_bound() {
    in_every_mode(|w| {
        let returned =
            w.accepts(&entry("budget.return").child(7).moving("pool:POOL", "available:7:POOL", 10_000));
        // £400.00 + £2,100.00 = £2,500.00, the most a budget may be.
        w.accepts(&entry("budget.top-up").child(7).moving("available:7:POOL", "pool:POOL", 210_000));
        let undo = entry("entry.reverse").child(7).reverses(returned).moving(
            "available:7:POOL",
            "pool:POOL",
            10_000,
        );
        assert_refused(w.post(&undo), "BUDGET_OUT_OF_BOUNDS", "£2,600.00");
    });
}
