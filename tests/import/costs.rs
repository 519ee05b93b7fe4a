//! What the pilot itself cost, from a file.

use import::Kind;
use service::{CategoryAdd, Run};
use store::Ledger;

use super::world::{BOTH, World, context};

const HEADER: &str = "key,fund,category,paid_on,amount,vat,provider,invoice_no,paid_from";

/// 1,175.00 with 175.00 of VAT and 500.00 of pay are 1,500.00 of the pool.
#[test]
fn costs_are_taken_in_once_and_row_by_row() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let mut ledger = Ledger::open(&world.ledger()).unwrap();
        let spent_on = domain::SpentOn::StartUp;
        let (category, label) = ("training".parse().unwrap(), "Training".parse().unwrap());
        service::record(&mut ledger, &context(Run::Real), &CategoryAdd { category, label, spent_on })
            .unwrap();
        drop(ledger);
        let pool = "SELECT balance_pence FROM account WHERE name = 'pool:POOL'";
        let before = world.number(pool);
        let rows = format!(
            "{HEADER}\nK1,POOL,training,2006-10-02,1175,175,SHOES,T-1,\nK2,POOL,training,2006-10-31,500,,,,bank:main\n"
        );
        assert_eq!(world.take(Kind::Costs, &rows, way).unwrap().counts[0].new, 2);
        assert_eq!(world.take(Kind::Costs, &rows, way).unwrap().counts[0].known, 2);
        assert_eq!(before - world.number(pool), 150_000);
        assert_eq!(world.number("SELECT balance_pence FROM account WHERE name = 'spent:POOL'"), 150_000);
        assert_eq!(world.found(), []);
        let bad = format!(
            "{HEADER}\nK3,POOL,activities,2006-10-02,10,,,,\nK1,POOL,training,2006-10-02,1176,175,SHOES,T-1,\n"
        );
        let refused = world.refused(Kind::Costs, &bad, way);
        assert!(refused[0].starts_with("2 CATEGORY_MISPLACED: category activities is for"), "{refused:?}");
        assert!(
            refused[1].starts_with("3 KEY_CONTENT_DIFFERS: key `K1` is recorded as entry"),
            "{refused:?}"
        );
    }
}
