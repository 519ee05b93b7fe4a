//! Money in other hands: no more comes back or is owed than was given, and nobody writes off alone. By hand.

use super::world::{FINANCE, LEAD, World, entry, in_every_mode};

/// What is agreed with PR0001 for child 7; a family by a basis, else an agent.
fn agree(w: &World, basis: &str, rest: &str) {
    let (payee, basis) = match basis {
        "" => ("agent", "NULL".to_owned()),
        basis => ("parent", format!("'{basis}'")),
    };
    w.records(&format!(
        "INSERT INTO agreement (event, child_id, provider_id, payee, basis, disability, purpose, agreed_on, accounts_months,
                                contingency_weeks, weekly_pence, repayable, on_benefit, statements)
         VALUES ({{n}}, 7, 1, '{payee}', {basis}, 'register', 'breaks', '2006-08-01', 3, {rest}, 0)"
    ));
}

/// Child 7 is asked for so much of a payment.
fn debt(commission: i64, pence: i64) -> super::world::Entry {
    entry("debt.record")
        .child(7)
        .commission(commission)
        .moving("available:7:POOL", "spent:7:POOL", pence)
        .moving("creditor:PR0001", "cost:2", pence)
        .by(FINANCE)
}

fn write_off(commission: i64, pence: i64) -> super::world::Entry {
    entry("debt.write-off")
        .child(7)
        .commission(commission)
        .moving("spent:7:POOL", "available:7:POOL", pence)
        .moving("cost:2", "creditor:PR0001", pence)
}

/// Of 20.00, receipts account for 8.00 and 5.00 may be kept: 7.00 can be asked back, and no more.
#[test]
fn no_more_is_asked_back_than_is_neither_accounted_for_nor_may_be_kept() {
    in_every_mode(|w| {
        let k = w.accepts(&w.buying(7, 2, 2_000));
        w.refuses_entry(&debt(k, 700), "AGREEMENT_MISSING");
        agree(w, "s17A", "1, 500, 0, NULL");
        let receipt = |pence: i64| {
            format!(
                "INSERT INTO receipt (event, commission_id, reason, amount_pence) VALUES ({{n}}, {k}, 'a list', {pence})"
            )
        };
        w.records(&receipt(800));
        w.refuses_record(&receipt(1_201), "ACCOUNTED_ABOVE_PAID");
        w.refuses_entry(&debt(k, 1_201), "DEBT_ABOVE_UNACCOUNTED");
        w.refuses_entry(&debt(k, 701), "DEBT_WITHIN_CONTINGENCY");
        w.accepts(&debt(k, 700));
        w.refuses_entry(&debt(k, 1), "DEBT_WITHIN_CONTINGENCY");
        assert_eq!((w.pots(7), w.balance("creditor:PR0001")), ((48_700, 0, 1_300), 700));
    });
}

/// What holds is what was agreed when it was paid: here all before it.
#[test]
fn what_need_not_be_repaid_is_not_asked_back() {
    in_every_mode(|w| {
        let k = w.accepts(&w.buying(7, 2, 2_000));
        agree(w, "s17(6)", "0, NULL, 0, NULL");
        w.refuses_entry(&debt(k, 700), "REPAYMENT_FORBIDDEN");
        agree(w, "s17(6)", "0, NULL, 1, 1");
        w.refuses_entry(&debt(k, 700), "REPAYMENT_FORBIDDEN");
        agree(w, "s17(6)", "0, NULL, 1, 0");
        w.accepts(&debt(k, 700));
    });
}

/// What was agreed from a later day holds from it, whenever it was recorded: by that of 20 August nothing is
/// asked back. One that is withdrawn never was; but the only one of a payee who was asked for money stays.
#[test]
fn an_agreement_that_was_never_agreed_is_withdrawn() {
    in_every_mode(|w| {
        let k = w.accepts(&w.buying(7, 2, 2_000));
        let agree = |w: &World, basis: &str, on: &str| {
            w.records(&format!(
                "INSERT INTO agreement (event, child_id, provider_id, payee, basis, disability, purpose, agreed_on,
                                        accounts_months, contingency_weeks, repayable, statements)
                 VALUES ({{n}}, 7, 1, 'parent', '{basis}', 'register', 'breaks', '{on}', 3, 0, 0, 0)"
            ));
            w.next() - 1
        };
        let withdrawn = |fact: i64| {
            format!(
                "INSERT INTO correction (event, kind, fact, undoes, withdrawn, reason)
                 VALUES ({{n}}, 'agreement', {fact}, {fact}, 1, 'never agreed')"
            )
        };
        let wrong = agree(w, "s17(6)", "2006-08-20");
        let right = agree(w, "s17A", "2006-08-01");
        w.refuses_entry(&debt(k, 700), "REPAYMENT_FORBIDDEN");
        w.records(&withdrawn(wrong));
        w.accepts(&debt(k, 700));
        w.refuses_record(&withdrawn(wrong), "FACT_UNDONE");
        w.refuses_record(&withdrawn(right), "AGREEMENT_IN_USE");
        agree(w, "s17A", "2006-08-02");
        w.records(&withdrawn(right));
        assert_eq!(w.number("SELECT count(*) FROM agreement_standing"), 1);
    });
}

/// What comes back of 20.00 with receipts for 15.00 is the other 5.00; a debt of which 3.00 came back stays.
#[test]
fn no_more_is_accounted_for_than_was_paid_and_stays_so() {
    in_every_mode(|w| {
        let k = w.accepts(&w.buying(7, 2, 2_000));
        agree(w, "s17A", "0, NULL, 0, NULL");
        w.records(&format!(
            "INSERT INTO receipt (event, commission_id, reason, amount_pence) VALUES ({{n}}, {k}, 'a list', 1500)"
        ));
        let refund = |pence| {
            entry("refund.record")
                .child(7)
                .commission(k)
                .moving("available:7:POOL", "spent:7:POOL", pence)
                .moving("bank:main", "cost:2", pence)
        };
        w.refuses_entry(&refund(501), "ACCOUNTED_ABOVE_PAID");
        let asked = w.accepts(&debt(k, 500));
        w.refuses_entry(&refund(1), "ACCOUNTED_ABOVE_PAID");
        w.accepts(&entry("refund.record").child(7).commission(k).moving("bank:main", "creditor:PR0001", 300));
        let undone = entry("entry.reverse")
            .child(7)
            .commission(k)
            .reverses(asked)
            .moving("cost:2", "creditor:PR0001", 500)
            .moving("spent:7:POOL", "available:7:POOL", 500);
        w.refuses_entry(&undone, "REVERSAL_BLOCKED");
    });
}

#[test]
fn a_debt_is_written_off_with_a_reason_by_who_may() {
    in_every_mode(|w| {
        let k = w.accepts(&w.buying(7, 2, 2_000).by(FINANCE));
        agree(w, "s17A", "0, NULL, 0, NULL");
        w.accepts(&debt(k, 700).on("2006-09-05"));
        let write_off = |k, pence| write_off(k, pence).on("2006-09-05");
        w.refuses_entry(&write_off(k, 700), "WRITE_OFF_WITHOUT_AUTHORITY");
        w.refuses_entry(&write_off(k, 700).note("gone").by(LEAD), "WRITE_OFF_WITHOUT_AUTHORITY");
        // Finance bought it; who recorded that pays it too, and nothing is written off before it is owed.
        let paid = w.accepts(&w.buying(7, 2, 2_000));
        w.accepts(&debt(paid, 700));
        w.refuses_entry(&write_off(paid, 700).note("gone"), "WRITE_OFF_WITHOUT_AUTHORITY");
        w.refuses_entry(&write_off(k, 700).note("gone").on("2006-09-04"), "WRITE_OFF_ABOVE_DEBT");
        w.refuses_entry(&write_off(k, 700).note("gone").by(FINANCE), "WRITE_OFF_WITHOUT_AUTHORITY");
        w.refuses_entry(&write_off(k, 701).note("gone"), "WRITE_OFF_ABOVE_DEBT");
        w.accepts(&write_off(k, 700).note("gone"));
        assert_eq!((w.pots(7), w.balance("creditor:PR0001")), ((46_700, 0, 3_300), 700));
    });
}

/// Of 20.00 that is promised, 15.00 is advanced; 9.00 of it is spent and 6.00 comes back.
#[test]
fn what_an_agent_holds_is_promised_and_comes_back_once() {
    in_every_mode(|w| {
        w.records(
            "INSERT INTO account (book, kind, name, provider_id, event) VALUES ('cash', 'held', 'held:PR0001', 1, {n})",
        );
        let k = w.place(7, 2, 2_000);
        let out =
            |pence| entry("account.move").child(7).commission(k).moving("held:PR0001", "bank:main", pence);
        let back =
            |pence| entry("account.move").child(7).commission(k).moving("bank:main", "held:PR0001", pence);
        let spend = |pence| {
            entry("invoice.record")
                .child(7)
                .commission(k)
                .moving("spent:7:POOL", "committed:7:POOL", pence)
                .moving("cost:2", "held:PR0001", pence)
        };
        // Nothing of it is moved like an account of the pilot's, or for another commission.
        w.refuses_entry(&entry("account.move").moving("held:PR0001", "bank:main", 100), "HELD_MISPLACED");
        agree(w, "", "0, NULL, 0, NULL");
        w.refuses_entry(&out(2_001), "HELD_ABOVE_COMMITTED");
        w.accepts(&out(1_500));
        w.refuses_entry(&spend(1_501), "FLOAT_BELOW_ZERO");
        w.accepts(&spend(900));
        w.refuses_entry(&back(601), "FLOAT_BELOW_ZERO");
        let cancel = entry("commission.cancel")
            .child(7)
            .commission(k)
            .moving("available:7:POOL", "committed:7:POOL", 1_100)
            .then(&format!("UPDATE commission SET closed_by = {{n}} WHERE commission_id = {k}"));
        w.refuses_entry(&cancel, "HELD_ABOVE_COMMITTED");
        // Another commission of the payee's has nothing of it.
        let other = w.place(7, 2, 1_000);
        let others = entry("account.move").child(7).commission(other).moving("bank:main", "held:PR0001", 100);
        w.refuses_entry(&others, "RETURN_ABOVE_ADVANCE");
        w.accepts(&back(600));
        w.accepts(&cancel);
        assert_eq!(w.balance("held:PR0001"), 0);
        // Nothing is spent on a day before it is there.
        let late = entry("account.move").child(7).commission(other).moving("held:PR0001", "bank:main", 500);
        w.accepts(&late.on("2006-09-06"));
        let spent = entry("invoice.record")
            .child(7)
            .commission(other)
            .moving("spent:7:POOL", "committed:7:POOL", 100)
            .moving("cost:2", "held:PR0001", 100);
        w.refuses_entry(&spent.clone().on("2006-09-05"), "RETURN_ABOVE_ADVANCE");
        w.accepts(&spent.on("2006-09-06"));
    });
}

#[test]
fn nothing_is_advanced_to_a_payee_who_is_blocked_or_without_an_agreement() {
    in_every_mode(|w| {
        w.records(
            "INSERT INTO account (book, kind, name, provider_id, event) VALUES ('cash', 'held', 'held:PR0001', 1, {n})",
        );
        let k = w.place(7, 2, 2_000);
        let out = entry("account.move").child(7).commission(k).moving("held:PR0001", "bank:main", 100);
        // A family that is paid at once holds nothing of the council's.
        agree(w, "s17A", "0, NULL, 0, NULL");
        w.refuses_entry(&out, "AGREEMENT_MISSING");
        agree(w, "", "0, NULL, 0, NULL");
        w.records(
            "INSERT INTO provider_step (event, provider_id, step, from_on, reason, stops_orders, meanwhile)
             VALUES ({n}, 1, 'suspended', '2006-08-01', 'no accounts', 1, 'the school pays')",
        );
        w.refuses_entry(&out, "PROVIDER_SUSPENDED");
    });
}
