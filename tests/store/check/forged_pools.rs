//! A pool's money that another hand gave back: every check but the rules is silent.

use domain::{Draft, EntryKind, Transfer};

use super::forged::{forged, pool, seal, ten_pounds};

/// The Council put nothing in, and is repaid 10.00.
#[test]
fn a_partner_who_is_repaid_more_than_they_put_in() {
    let found = forged(|tx| {
        pool(tx, 10_000)?;
        let (fund, bank) = {
            let look = tx.reader();
            let bank = look.own_account(&"bank:main".parse().unwrap()).unwrap().unwrap();
            (look.fund(&"POOL".parse().unwrap()).unwrap().unwrap(), bank)
        };
        let transfers = vec![
            Transfer::new(fund.grant, fund.pool.account, ten_pounds()),
            Transfer::new(fund.income, bank, ten_pounds()),
        ];
        let draft = Draft::new(EntryKind::FundRepay, "2006-09-09".parse().unwrap(), transfers);
        tx.post(&Draft { reference: Some("Council".parse().unwrap()), ..draft }, None)?;
        seal(tx, "fund.repay")
    });
    assert_eq!(
        found,
        [
            "rules: PARTNER_EXCEEDED: entry 52 (fund.repay on 2006-09-09): a partner would be repaid more than is left of what they put in"
        ]
    );
}
