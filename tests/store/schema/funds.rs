//! Ring-fences: money kept for a cohort, for some categories, or for a window of days.

use super::world::{Entry, FINANCE, World, entry, in_every_mode};

fn allocate(w: &World, child: i64, fund: &str) {
    w.accepts(&top_up(child, fund));
}

fn top_up(child: i64, fund: &str) -> Entry {
    entry("budget.top-up").on("2006-09-01").child(child).moving(
        &format!("available:{child}:{fund}"),
        &format!("pool:{fund}"),
        10_000,
    )
}

/// An order, and the same as a purchase at once: both draw from what is available.
fn draws(child: i64, fund: &str, category: i64, day: &str) -> [Entry; 2] {
    let available = format!("available:{child}:{fund}");
    [
        entry("commission.place").on(day).placing_for(FINANCE, child, category, 1_000).moving(
            &format!("committed:{child}:{fund}"),
            &available,
            1_000,
        ),
        entry("buy")
            .on(day)
            .placing_for(FINANCE, child, category, 1_000)
            .moving(&format!("spent:{child}:{fund}"), &available, 1_000)
            .moving(&format!("cost:{category}"), "card:5521", 1_000),
    ]
}

#[test]
fn money_kept_for_a_cohort_is_not_allocated_to_another() {
    in_every_mode(|w| {
        // Child 9 is looked after; child 7 is not.
        w.refuses_entry(&top_up(7, "LAC"), "FUND_DOES_NOT_FIT");
        allocate(w, 9, "LAC");
        let give = entry("budget.move").child(9).moving("available:7:LAC", "available:9:LAC", 100);
        w.refuses_entry(&give, "FUND_DOES_NOT_FIT");
        for e in draws(9, "LAC", 2, "2006-09-04") {
            w.accepts(&e);
        }
    });
}

#[test]
fn money_kept_for_a_category_buys_nothing_else() {
    in_every_mode(|w| {
        // CLOTH is for clothing, category 1.
        allocate(w, 7, "CLOTH");
        for e in draws(7, "CLOTH", 2, "2006-09-04") {
            w.refuses_entry(&e, "FUND_DOES_NOT_FIT");
        }
        for e in draws(7, "CLOTH", 1, "2006-09-04") {
            w.accepts(&e);
        }
        // Nor is more of it drawn later for an order of another category.
        let k = w.place(7, 2, 1_000);
        let amend = entry("commission.amend").child(7).commission(k).moving(
            "committed:7:CLOTH",
            "available:7:CLOTH",
            100,
        );
        w.refuses_entry(&amend, "FUND_DOES_NOT_FIT");
    });
}

#[test]
fn money_kept_for_a_window_is_drawn_on_its_first_and_last_day() {
    in_every_mode(|w| {
        // TERM runs from 4 September to 20 December 2006; allocating it earlier is planning.
        allocate(w, 7, "TERM");
        for day in ["2006-09-03", "2006-12-21"] {
            for e in draws(7, "TERM", 2, day) {
                w.refuses_entry(&e, "FUND_DOES_NOT_FIT");
            }
        }
        for day in ["2006-09-04", "2006-12-20"] {
            for e in draws(7, "TERM", 2, day) {
                w.accepts(&e);
            }
        }
    });
}

#[test]
fn what_was_committed_in_the_window_is_invoiced_after_it() {
    in_every_mode(|w| {
        allocate(w, 7, "TERM");
        let [order, _] = draws(7, "TERM", 2, "2006-12-20");
        let k = w.accepts(&order);
        let invoice = entry("invoice.record").on("2007-01-15").child(7).commission(k);
        w.accepts(&invoice.clone().moving("spent:7:TERM", "committed:7:TERM", 1_000).moving(
            "cost:2",
            "creditor:PR0001",
            1_000,
        ));
        // More than was ordered is drawn now, and now is too late.
        w.refuses_entry(
            &invoice.moving("spent:7:TERM", "available:7:TERM", 1).moving("cost:2", "creditor:PR0001", 1),
            "FUND_DOES_NOT_FIT",
        );
    });
}

#[test]
fn pooled_money_fits_every_child_category_and_day() {
    in_every_mode(|w| {
        for (child, category) in [(7, 1), (7, 2), (9, 1)] {
            for e in draws(child, "POOL", category, "2008-04-30") {
                w.accepts(&e);
            }
        }
    });
}

#[test]
fn a_purchase_may_draw_on_two_funds() {
    in_every_mode(|w| {
        allocate(w, 7, "CLOTH");
        w.accepts(
            &entry("buy")
                .placing(7, 1, 12_000)
                .moving("spent:7:CLOTH", "available:7:CLOTH", 10_000)
                .moving("spent:7:POOL", "available:7:POOL", 2_000)
                .moving("cost:1", "card:5521", 12_000),
        );
        // £500.00 + £100.00 allocated, £120.00 spent.
        assert_eq!(w.pots(7), (48_000, 0, 12_000));
        assert_eq!(w.balance("available:7:CLOTH"), 0);
    });
}

#[test]
fn a_mistake_outside_the_ring_fence_of_today_can_still_be_reversed() {
    in_every_mode(|w| {
        allocate(w, 7, "TERM");
        let [order, _] = draws(7, "TERM", 2, "2006-12-20");
        let k = w.accepts(&order);
        let less = entry("commission.amend").child(7).commission(k).on("2006-12-20");
        let n = w.accepts(&less.moving("available:7:TERM", "committed:7:TERM", 400));
        // The reversal commits again, in January, from money kept for the autumn.
        w.accepts(&entry("entry.reverse").on("2007-01-10").child(7).commission(k).reverses(n).moving(
            "committed:7:TERM",
            "available:7:TERM",
            400,
        ));
    });
}

/// A fund in kind, received at £300.00, of which child 7 has £100.00.
fn in_kind(w: &World) {
    let accounts = ["budget grant", "budget pool", "cash income", "cash notional"].map(|account| {
        let (book, kind) = account.split_once(' ').unwrap();
        format!("('{book}', '{kind}', '{kind}:NOT', 90, NULL, {{n}})")
    });
    let pots = ["available", "committed", "spent"]
        .map(|kind| format!("('budget', '{kind}', '{kind}:7:NOT', 90, 7, {{n}})"));
    let accounts = [accounts.join(","), pots.join(",")].join(",");
    w.record(
        "fund.add",
        &format!(
            "INSERT INTO fund (fund_id, code, name, contributor, stream, nature, event)
             VALUES (90, 'NOT', 'Nurses', 'PCT', 'mainstream', 'notional', {{n}});
             INSERT INTO account (book, kind, name, fund_id, child_id, event) VALUES {accounts}"
        ),
    )
    .unwrap();
    w.accepts(&entry("fund.receive").on("2006-09-01").moving("pool:NOT", "grant:NOT", 30_000).moving(
        "notional:NOT",
        "income:NOT",
        30_000,
    ));
    w.accepts(&top_up(7, "NOT"));
}

#[test]
fn what_a_fund_gives_in_kind_is_used_against_its_own_account_and_nothing_else() {
    in_every_mode(|w| {
        in_kind(w);
        let bought = |of: &str, paid: &[(&str, i64)]| {
            let mut e = entry("buy").placing_for(FINANCE, 7, 2, 5_000).moving(
                &format!("spent:7:{of}"),
                &format!("available:7:{of}"),
                5_000,
            );
            for (account, pence) in paid {
                e = e.moving("cost:2", account, *pence);
            }
            e
        };
        // £50.00 in kind is £50.00 of the account in kind; of cash it is none.
        w.refuses_entry(&bought("NOT", &[("bank:main", 5_000)]), "IN_KIND_DISAGREES");
        w.refuses_entry(&bought("NOT", &[("notional:NOT", 4_999), ("bank:main", 1)]), "IN_KIND_DISAGREES");
        w.refuses_entry(&bought("POOL", &[("notional:NOT", 5_000)]), "IN_KIND_DISAGREES");
        let used = w.post(&bought("NOT", &[("notional:NOT", 5_000)])).unwrap();
        // Nor is it money that moves, arrives or goes back any other way.
        let moved = |to: &str, from: &str| entry("account.move").moving(to, from, 100);
        w.refuses_entry(&moved("bank:main", "notional:NOT"), "IN_KIND_DISAGREES");
        w.refuses_entry(&moved("notional:NOT", "bank:main"), "IN_KIND_DISAGREES");
        let arrives = |fund: &str, account: &str| {
            entry("fund.receive").moving(&format!("pool:{fund}"), &format!("grant:{fund}"), 100).moving(
                account,
                &format!("income:{fund}"),
                100,
            )
        };
        w.refuses_entry(&arrives("NOT", "bank:main"), "IN_KIND_DISAGREES");
        w.refuses_entry(&arrives("POOL", "notional:NOT"), "IN_KIND_DISAGREES");
        let back =
            entry("refund.record").child(7).commission(used).moving("available:7:NOT", "spent:7:NOT", 1_000);
        w.refuses_entry(&back.clone().moving("bank:main", "cost:2", 1_000), "IN_KIND_DISAGREES");
        w.accepts(&back.moving("notional:NOT", "cost:2", 1_000));
        // 300.00 received, 50.00 used, 10.00 of it undone.
        assert_eq!(w.number("SELECT balance_pence FROM account WHERE name = 'notional:NOT'"), 26_000);
    });
}
