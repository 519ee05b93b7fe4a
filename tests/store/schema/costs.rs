//! What the pilot itself cost comes out of a fund's pool, is no child's, and leaves nobody owed.

use super::world::{Entry, FINANCE, World, entry, in_every_mode};

fn with_training(w: &World) {
    w.record(
        "category.add",
        "INSERT INTO category (code, label, spent_on, event) VALUES ('training', 'Training', 'start_up', {n});
         INSERT INTO account (book, kind, name, category_id, event)
         SELECT 'cash', 'cost', 'cost:training', category_id, {n} FROM category WHERE code = 'training';
         INSERT INTO account (book, kind, name, fund_id, event)
         SELECT 'budget', 'spent', 'spent:' || code, fund_id, {n} FROM fund",
    )
    .unwrap();
}

fn cost(fund: &str) -> Entry {
    entry("cost.record").moving(&format!("spent:{fund}"), &format!("pool:{fund}"), 5_000)
}

#[test]
fn a_cost_of_the_pilot_is_of_one_fund_and_of_its_own_category() {
    in_every_mode(|w| {
        with_training(w);
        let paid = |e: Entry| e.moving("cost:training", "bank:main", 5_000);
        let n = w.accepts(&paid(cost("POOL")));
        assert_eq!((w.balance("spent:POOL"), w.balance("cost:training")), (5_000, 5_000));
        w.accepts(&cost("POOL").moving("cost:training", "creditor:PR0001", 5_000).moving(
            "creditor:PR0001",
            "bank:main",
            5_000,
        ));
        w.accepts(&entry("entry.reverse").reverses(n).moving("bank:main", "cost:training", 5_000).moving(
            "pool:POOL",
            "spent:POOL",
            5_000,
        ));
        w.refuses_entry(&cost("POOL"), "BOOKS_DISAGREE");
        w.refuses_entry(&cost("POOL").moving("cost:1", "bank:main", 5_000), "CATEGORY_MISPLACED");
        w.refuses_entry(&paid(cost("CLOTH")), "FUND_DOES_NOT_FIT");
        // Owed, a child's, out of what a child has, or by another name.
        w.refuses_entry(&cost("POOL").moving("cost:training", "creditor:PR0001", 5_000), "COST_MISPLACED");
        w.refuses_entry(&paid(cost("POOL").child(7)), "COST_MISPLACED");
        w.refuses_entry(
            &paid(entry("cost.record").child(7).moving("spent:POOL", "available:7:POOL", 5_000)),
            "COST_MISPLACED",
        );
        w.refuses_entry(
            &paid(entry("account.move").moving("spent:POOL", "pool:POOL", 5_000)),
            "COST_MISPLACED",
        );
        w.refuses_entry(
            &paid(entry("cost.record").moving("spent:POOL", "pool:POOL", 5_000)).moving(
                "vat",
                "bank:main",
                1,
            ),
            "COST_MISPLACED",
        );
    });
}

#[test]
fn nothing_is_bought_for_a_child_under_a_category_of_the_pilot() {
    in_every_mode(|w| {
        with_training(w);
        let category = w.number("SELECT category_id FROM category WHERE code = 'training'");
        w.refuses_entry(&w.placing(7, category, 1_000), "CATEGORY_MISPLACED");
    });
}

/// 50.00 is paid by finance, who may sign for 49.99, to whom they have a conflict with, or from whom nothing
/// is bought.
#[test]
fn a_cost_is_asked_what_a_purchase_is() {
    in_every_mode(|w| {
        with_training(w);
        let paid = || {
            let through = cost("POOL").moving("cost:training", "creditor:PR0001", 5_000);
            through.moving("creditor:PR0001", "bank:main", 5_000).by(FINANCE)
        };
        w.accepts(&paid());
        w.records(
            "UPDATE practitioner SET sign_off_limit_pence = 4999, event = {n} WHERE practitioner_id = 4",
        );
        w.refuses_entry(&paid(), "SIGN_OFF_EXCEEDED");
        w.records(
            "UPDATE practitioner SET sign_off_limit_pence = 5000, event = {n} WHERE practitioner_id = 4",
        );
        w.accepts(&paid());
        w.records(
            "INSERT INTO conflict (conflict_id, practitioner_id, provider_id, what, from_on, event)
             VALUES ({n}, 4, 1, 'x', '2006-08-01', {n})",
        );
        w.refuses_entry(&paid(), "CONFLICT_DECLARED");
        w.accepts(&cost("POOL").moving("cost:training", "bank:main", 5_000).by(FINANCE));
        w.records(
            "INSERT INTO provider_step (event, provider_id, step, from_on, reason, stops_orders)
             VALUES ({n}, 1, 'suspended', '2006-08-01', 'x', 1)",
        );
        w.refuses_entry(&paid().by(1), "PROVIDER_SUSPENDED");
    });
}
