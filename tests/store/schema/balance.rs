//! No pot below zero, to the penny, and no balance that its transfers do not explain.

use super::world::{FINANCE, LEAD, World, entry, in_every_mode};

#[test]
fn available_money_is_spent_to_the_last_penny_and_no_further() {
    in_every_mode(|w| {
        w.refuses_entry(&w.placing(7, 2, 50_001), "POT_BELOW_ZERO");
        w.refuses_entry(&w.buying(7, 2, 50_001), "POT_BELOW_ZERO");
        w.accepts(&w.placing(7, 2, 50_000));
        assert_eq!(w.pots(7), (0, 50_000, 0));
        w.refuses_entry(&w.placing(7, 2, 1), "POT_BELOW_ZERO");
        // Child 8 has its own £500.00 still.
        w.accepts(&w.placing(8, 2, 50_000));
    });
}

#[test]
fn committed_money_is_invoiced_to_the_last_penny_and_no_further() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 12_000);
        w.refuses_entry(&w.invoicing(k, 12_001), "POT_BELOW_ZERO");
        w.accepts(&w.invoicing(k, 12_000));
        w.refuses_entry(&w.invoicing(k, 1), "POT_BELOW_ZERO");
    });
}

#[test]
fn spent_money_is_credited_to_the_last_penny_and_no_further() {
    in_every_mode(|w| {
        let k = w.accepts(&w.buying(7, 2, 2_000));
        let credit = |pence| {
            entry("credit-note.record")
                .child(7)
                .commission(k)
                .moving("available:7:POOL", "spent:7:POOL", pence)
                .moving("creditor:PR0001", "cost:2", pence)
        };
        w.refuses_entry(&credit(2_001), "POT_BELOW_ZERO");
        w.accepts(&credit(2_000));
        w.refuses_entry(&credit(1), "POT_BELOW_ZERO");
    });
}

#[test]
fn the_pool_is_allocated_to_the_last_penny_and_no_further() {
    in_every_mode(|w| {
        // £100.00 short of everything is repaid first: the pool then holds exactly £100.00, for
        // £10,000.00 came and three children have £500.00 each.
        w.accepts(&entry("fund.repay").moving("grant:POOL", "pool:POOL", 840_000));
        assert_eq!(w.balance("pool:POOL"), 10_000);
        w.refuses_entry(&w.opening(11, 10_001), "POT_BELOW_ZERO");
        let repay = |p| entry("fund.repay").moving("grant:POOL", "pool:POOL", p);
        w.refuses_entry(&repay(10_001), "POT_BELOW_ZERO");
        w.accepts(&w.opening(11, 10_000));
        assert_eq!(w.balance("pool:POOL"), 0);
        w.refuses_entry(&repay(1), "POT_BELOW_ZERO");
    });
}

#[test]
fn one_commission_does_not_use_the_money_of_another() {
    in_every_mode(|w| {
        let first = w.place(7, 2, 3_000);
        w.place(7, 2, 9_000);
        // £120.00 is committed in all, £30.00 of it for this one.
        w.refuses_entry(&w.invoicing(first, 3_001), "COMMISSION_BELOW_ZERO");
        w.accepts(&w.invoicing(first, 3_000));
    });
}

#[test]
fn within_an_entry_money_comes_in_before_it_goes_out() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 50_000);
        let e = entry("commission.amend").child(7).commission(k);
        let out_first = e.clone().moving("committed:7:POOL", "available:7:POOL", 100).moving(
            "available:7:POOL",
            "committed:7:POOL",
            100,
        );
        w.refuses_entry(&out_first, "POT_BELOW_ZERO");
        w.accepts(&e.moving("available:7:POOL", "committed:7:POOL", 100).moving(
            "committed:7:POOL",
            "available:7:POOL",
            100,
        ));
    });
}

#[test]
fn no_conflict_clause_turns_an_overdraft_into_money() {
    in_every_mode(|w| {
        // A clause on the outer statement governs the statements inside its triggers: IGNORE would
        // skip the account that cannot pay and credit the other, FAIL would keep the transfer and
        // move nothing. The statement must come back whole.
        for words in
            ["INSERT OR IGNORE", "INSERT OR FAIL", "INSERT OR REPLACE", "REPLACE", "INSERT OR ROLLBACK"]
        {
            let too_much = w.placing(7, 2, 50_001).inserting(words);
            w.refuses_entry(&too_much, "POT_BELOW_ZERO");
            w.place(7, 2, 100);
            let first = w.place(7, 2, 100);
            let other = w.invoicing(first, 101).inserting(words);
            w.refuses_entry(&other, "COMMISSION_BELOW_ZERO");
        }
    });
}

#[test]
fn a_failed_statement_inside_a_transaction_leaves_no_transfer_to_seal() {
    in_every_mode(|w| {
        // A client that goes on after an error, and seals what is there.
        for words in ["INSERT OR IGNORE", "INSERT OR FAIL", "INSERT OR ABORT"] {
            w.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
            w.write(&w.placing(7, 2, 50_001).inserting(words)).unwrap_err();
            assert_eq!(
                w.number("SELECT count(*) FROM transfer WHERE entry_id = (SELECT max(seq) + 1 FROM event)"),
                0
            );
            w.event("commission.place").unwrap_err();
            w.conn.execute_batch("ROLLBACK").unwrap();
        }
    });
}

#[test]
fn a_balance_is_not_changed_without_a_transfer() {
    in_every_mode(|w| {
        for sql in [
            "UPDATE account SET balance_pence = 999999 WHERE name = 'available:7:POOL'",
            "UPDATE account SET balance_pence = balance_pence WHERE name = 'available:7:POOL'",
            "UPDATE OR REPLACE account SET balance_pence = 0 WHERE name = 'bank:main'",
            "UPDATE OR IGNORE account SET balance_pence = balance_pence + 1",
            "UPDATE account SET moved_entry = moved_entry + 1",
            "UPDATE account SET moved_line = moved_line + 1",
            "UPDATE account SET moved_entry = 0, moved_line = 0 WHERE name = 'available:7:POOL'",
            // Child 7's opening is entry 6, line 1: £500.00 again.
            "UPDATE account SET balance_pence = balance_pence + 50000, moved_entry = 6, moved_line = 1
              WHERE name = 'available:7:POOL'",
            // A line of an older entry that did move this account.
            "UPDATE account SET balance_pence = balance_pence + 1000000, moved_entry = 2, moved_line = 1
              WHERE name = 'pool:POOL'",
            // A real transfer, and an account that is no part of it.
            "UPDATE account SET balance_pence = balance_pence + 50000, moved_entry = 8, moved_line = 1
              WHERE name = 'available:7:POOL'",
        ] {
            w.refuses(sql, "BALANCE_WITHOUT_TRANSFER");
        }
    });
}

#[test]
fn a_transfer_of_an_open_entry_does_not_move_a_balance_twice() {
    in_every_mode(|w: &World| {
        for name in ["card:5521", "bank:main"] {
            let twice = entry("account.move").moving("card:5521", "bank:main", 100).then(&format!(
                "UPDATE account SET balance_pence = balance_pence + iif(kind = 'card', 100, -100),
                        moved_entry = {{n}}, moved_line = 1 WHERE name = '{name}'"
            ));
            w.refuses_entry(&twice, "BALANCE_WITHOUT_TRANSFER");
        }
    });
}

#[test]
fn an_account_opens_empty() {
    in_every_mode(|w| {
        for (column, value) in [("balance_pence", 1), ("moved_entry", 6), ("moved_line", 1)] {
            w.refuses_record(
                &format!(
                    "INSERT INTO account (book, kind, name, event, {column})
                     VALUES ('cash', 'card', 'card:1', {{n}}, {value})"
                ),
                "ACCOUNT_NOT_EMPTY",
            );
        }
    });
}

#[test]
fn bank_and_card_may_be_overdrawn() {
    // The bank says no to an overdraft, not the ledger: a statement must be recordable.
    in_every_mode(|w| {
        w.accepts(&entry("account.move").moving("bank:main", "card:5521", 5_000_000));
        assert_eq!(w.balance("card:5521"), -5_000_000);
    });
}

/// A bank of 40,000.00 that may be 100.00 below nothing from the 4th on.
#[test]
fn a_bank_is_no_further_below_nothing_than_its_limit() {
    in_every_mode(|w| {
        let out = |pence| entry("account.move").moving("card:5521", "bank:main", pence);
        w.accepts(&out(4_000_000));
        w.records(
            "INSERT INTO policy (policy_id, from_on, text, gate_caf, gate_consent, gate_outcome, gate_holder,
                                 others_allowed, event)
             VALUES (1, '2006-09-04', '# x', 'off', 'off', 'off', 'off', 1, {n});
             INSERT INTO policy_account (policy_id, account_id, limit_pence, statements, event)
             SELECT 1, account_id, 10000, 1, {n} FROM account WHERE name = 'bank:main'",
        );
        w.refuses_entry(&out(10_001), "BANK_LIMIT_EXCEEDED");
        w.accepts(&out(10_000));
        w.refuses_entry(&out(1), "BANK_LIMIT_EXCEEDED");
        w.accepts(&out(1).on("2006-09-03"));
        w.accepts(&entry("account.move").moving("bank:main", "card:5521", 1));
    });
}

/// £10.00 of somebody's own, claimed and approved: £9.00 pays it, once; and
/// nothing else moves what is owed to them.
#[test]
fn nobody_is_given_back_more_than_they_paid_themselves() {
    in_every_mode(|w| {
        w.records(
            "INSERT INTO account (book, kind, name, holder_id, event) VALUES ('cash', 'pocket', 'pocket:LP1', 2, {n})",
        );
        let bought = w.accepts(
            &entry("buy").placing(7, 2, 1_000).moving("spent:7:POOL", "available:7:POOL", 1_000).moving(
                "cost:2",
                "pocket:LP1",
                1_000,
            ),
        );
        w.refuses_entry(&entry("account.move").moving("pocket:LP1", "bank:main", 500), "POCKET_MISPLACED");
        w.refuses_entry(&entry("account.move").moving("bank:main", "pocket:LP1", 500), "POCKET_MISPLACED");
        w.refuses_record(
            "INSERT INTO claim (event, account_id, amount_pence, claimed_on)
             SELECT {n}, account_id, 900, '2006-09-04' FROM account WHERE name = 'bank:main'",
            "POCKET_MISPLACED",
        );
        let claim = w.records(
            "INSERT INTO claim (event, account_id, amount_pence, claimed_on)
             SELECT {n}, account_id, 1000, '2006-09-04' FROM account WHERE name = 'pocket:LP1'",
        );
        let pay = |pence| {
            entry("claim.pay")
                .moving("pocket:LP1", "bank:main", pence)
                .then(&format!("INSERT INTO claim_payment (event, claim) VALUES ({{n}}, {claim})"))
        };
        w.refuses_entry(&pay(900), "CLAIM_NOT_APPROVED");
        let decides = |who: i64| {
            format!(
                "INSERT INTO claim_decision (event, claim, verdict, decided_by) VALUES ({{n}}, {claim}, 'approved', {who})"
            )
        };
        w.refuses_record_by(&decides(LEAD), LEAD, "OWN_CLAIM");
        w.refuses_record(&decides(1), "OWN_CLAIM"); // who recorded it
        w.refuses_record(&decides(FINANCE), "DECIDED_BY_ANOTHER"); // than records it
        w.records_by(&decides(FINANCE), FINANCE);
        w.refuses_record(&decides(FINANCE), "CLAIM_DECIDED");
        w.refuses_entry(&pay(1_001), "POCKET_ABOVE_ZERO");
        w.refuses_entry(&entry("claim.pay").moving("pocket:LP1", "bank:main", 900), "CLAIM_NOT_APPROVED");
        w.refuses_entry(&pay(900).by(LEAD), "OWN_CLAIM");
        w.refuses_record(
            &format!("INSERT INTO claim_payment (event, claim) VALUES ({{n}}, {claim})"),
            "CLAIM_WITHOUT_PAYMENT",
        );
        w.refuses_entry(
            &pay(900).inserting("INSERT OR FAIL").moving("pocket:LP1", "bank:main", 101),
            "POCKET_ABOVE_ZERO",
        );
        w.refuses_entry(&pay(900).moving("pocket:LP1", "bank:main", 100), "CLAIM_WITHOUT_PAYMENT");
        let paid = w.accepts(&pay(900));
        w.refuses_entry(&pay(100), "CLAIM_PAID");
        let undone = entry("entry.reverse").reverses(paid).moving("bank:main", "pocket:LP1", 900);
        w.refuses_entry(&undone.clone().by(LEAD), "OWN_CLAIM");
        w.accepts(&undone);
        // The purchase is undone, and 5.00 paid after the claim: of that it pays nothing.
        w.accepts(
            &entry("entry.reverse")
                .on("2006-10-10")
                .child(7)
                .commission(bought)
                .reverses(bought)
                .moving("available:7:POOL", "spent:7:POOL", 1_000)
                .moving("pocket:LP1", "cost:2", 1_000),
        );
        w.accepts(&entry("buy").placing(7, 2, 500).moving("spent:7:POOL", "available:7:POOL", 500).moving(
            "cost:2",
            "pocket:LP1",
            500,
        ));
        w.refuses_entry(&pay(1), "CLAIM_NOT_OWED");
    });
}

/// £10.00 in the tin: £10.01 does not come out of it, in one go or in the second of two.
#[test]
fn no_more_comes_out_of_a_float_than_is_in_it() {
    in_every_mode(|w| {
        w.records(
            "INSERT INTO account (book, kind, name, event) VALUES ('cash', 'imprest', 'imprest:tin', {n})",
        );
        let into = |pence| entry("account.move").moving("imprest:tin", "bank:main", pence);
        let out = |pence| entry("account.move").moving("bank:main", "imprest:tin", pence);
        w.refuses_entry(&out(1), "FLOAT_BELOW_ZERO");
        w.accepts(&into(1_000));
        w.refuses_entry(&out(1_001), "FLOAT_BELOW_ZERO");
        w.refuses_entry(&out(1_001).inserting("INSERT OR FAIL"), "FLOAT_BELOW_ZERO");
        w.accepts(&out(400));
        w.refuses_entry(&out(601), "FLOAT_BELOW_ZERO");
        w.accepts(&out(600));
    });
}
