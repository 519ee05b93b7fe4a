//! Judgement cannot be put off, passed by under another name, or asked of the wrong rules.

use rusqlite::params;

use super::world::{Entry, World, assert_refused, entry, hash, in_every_mode};

/// Writes an entry and its event, then something towards the next event and that event, and only then asks
/// for judgement.
fn judged_late(w: &World, e: &Entry, sql: &str) -> rusqlite::Result<i64> {
    w.conn.execute_batch("BEGIN IMMEDIATE")?;
    let event = |seq: i64| {
        w.conn.execute(
            "INSERT INTO event (seq, recorded_at, actor_id, kind, payload, hash)
             VALUES (?1, '2006-09-30T10:00:00Z', 1, coalesce((SELECT kind FROM entry WHERE entry_id = ?1), 'x'), '{}', ?2)",
            params![seq, hash(seq)],
        )
    };
    let done = (|| {
        let n = w.write(&e.clone().unsealed())?;
        event(n)?;
        w.conn.execute_batch(&sql.replace("{n}", &(n + 1).to_string()))?;
        event(n + 1)?;
        let own = w.number(&format!("SELECT commission_id IS entry_id FROM entry WHERE entry_id = {n}")) == 1;
        let act = if own { "purchase" } else { "other" };
        w.conn
            .execute_batch(&format!("UPDATE unsealed SET {act} = {n}, judged = {n} WHERE one = 1; COMMIT"))?;
        Ok(n)
    })();
    if !w.conn.is_autocommit() {
        w.conn.execute_batch("ROLLBACK").unwrap();
    }
    done
}

/// Writes an entry and its event at an instant.
fn recorded_at(w: &World, e: &Entry, at: &str) -> rusqlite::Result<i64> {
    w.conn.execute_batch("BEGIN IMMEDIATE")?;
    let done = (|| {
        let n = w.write(&e.clone().unsealed())?;
        w.conn.execute(
            "INSERT INTO event (seq, recorded_at, actor_id, kind, payload, hash)
             VALUES (?1, ?2, 1, (SELECT kind FROM entry WHERE entry_id = ?1), '{}', ?3)",
            params![n, at, hash(n)],
        )?;
        w.conn
            .execute_batch(&format!("UPDATE unsealed SET other = {n}, judged = {n} WHERE one = 1; COMMIT"))?;
        Ok(n)
    })();
    if !w.conn.is_autocommit() {
        w.conn.execute_batch("ROLLBACK").unwrap();
    }
    done
}

/// Summer time: an hour before midnight in Greenwich the next day begins in London.
#[test]
fn nothing_is_entered_of_a_day_that_has_not_come_in_london() {
    in_every_mode(|w| {
        let moving = |on| entry("account.move").on(on).moving("card:5521", "bank:main", 100);
        for (on, at) in [
            ("2006-10-01", "2006-09-30T22:59:59Z"),
            ("2006-10-02", "2006-09-30T23:00:00Z"),
            ("2007-10-01", "2006-09-30T23:00:00Z"),
        ] {
            assert_refused(recorded_at(w, &moving(on), at), "DAY_TO_COME", on);
        }
        recorded_at(w, &moving("2006-09-30"), "2006-09-30T22:59:59Z").unwrap();
        recorded_at(w, &moving("2006-10-01"), "2006-09-30T23:00:00Z").unwrap();
    });
}

#[test]
fn an_amendment_does_not_come_between_an_entry_and_its_judgement() {
    in_every_mode(|w| {
        let outside = entry("buy")
            .on("2009-01-01")
            .placing(7, 2, 100)
            .moving("spent:7:POOL", "available:7:POOL", 100)
            .moving("cost:2", "card:5521", 100);
        let above = entry("budget.top-up").child(7).moving("available:7:POOL", "pool:POOL", 300_000);
        for (e, amended) in [
            (&outside, "UPDATE pilot SET event = {n}"),
            (&above, "UPDATE child SET event = {n} WHERE child_id = 7"),
        ] {
            assert_refused(judged_late(w, e, amended), "ENTRY_UNJUDGED", amended);
        }
        let own = w.buying(7, 2, 100);
        assert_refused(judged_late(w, &own, "UPDATE pilot SET event = {n}"), "ENTRY_UNJUDGED", "a good one");
        w.accepts(&own);
    });
}

#[test]
fn the_rules_of_its_kind_are_not_asked_before_the_rest_is_written() {
    in_every_mode(|w| {
        let topped_up = entry("budget.top-up").child(9).moving("available:9:POOL", "pool:POOL", 100);
        for (e, act) in [(w.buying(7, 2, 100), "purchase"), (topped_up, "other")] {
            let early = format!("UPDATE unsealed SET {act} = {{n}} WHERE one = 1");
            w.refuses_entry(&e.clone().before(&early), "ENTRY_UNJUDGED");
            w.refuses_entry(&e.then(&early.replace("SET", "SET judged = {n},")), "ENTRY_UNJUDGED");
        }
    });
}

#[test]
fn nothing_but_a_reversal_undoes_an_entry() {
    in_every_mode(|w| {
        let k = w.place(7, 2, 5_000);
        let invoice = w.accepts(&w.invoicing(k, 1_000).reference("INV1"));
        w.refuses_entry(&w.buying(8, 2, 100).reverses(invoice), "REVERSAL_NOT_A_MIRROR");
        w.refuses_entry(&w.invoicing(k, 1_000).reference("INV1"), "INVOICE_ALREADY_RECORDED");
    });
}

#[test]
fn nothing_enters_a_closed_budget_by_the_name_of_its_closing() {
    in_every_mode(|w| {
        let all = "UPDATE budget SET closed_on = '2006-09-04', event = {n} WHERE child_id = 9";
        let closing =
            entry("budget.close").child(9).moving("pool:POOL", "available:9:POOL", 50_000).then(all);
        let feed =
            "INSERT INTO transfer (entry_id, line, book, debit_account_id, credit_account_id, amount_pence)
                    SELECT {n}, 2, 'budget', d.account_id, c.account_id, 40000 FROM account d, account c
                     WHERE d.name = 'available:9:POOL' AND c.name = 'pool:POOL'";
        w.refuses_entry(&closing.clone().then(feed), "BUDGET_CLOSED");
        w.accepts(&closing);
        let again = entry("budget.close").child(9).moving("available:9:POOL", "pool:POOL", 40_000);
        w.refuses_entry(&again, "BUDGET_CLOSED");
    });
}

#[test]
fn a_budget_is_not_closed_by_a_reversal_that_feeds_it() {
    in_every_mode(|w| {
        let returned =
            w.accepts(&entry("budget.return").child(9).moving("pool:POOL", "available:9:POOL", 50_000));
        let e = entry("entry.reverse")
            .child(9)
            .reverses(returned)
            .before("UPDATE budget SET closed_on = '2006-09-04', event = {n} WHERE child_id = 9")
            .moving("available:9:POOL", "pool:POOL", 50_000);
        w.refuses_entry(&e, "BUDGET_CLOSED");
    });
}

#[test]
fn an_opening_that_opens_nothing_does_not_pass_the_gates_for_another() {
    in_every_mode(|w| {
        let empty = entry("budget.open").child(11).moving("bank:main", "income:POOL", 1);
        w.refuses_entry(&empty, "BUDGET_MISSING");
    });
}

#[test]
fn what_depends_on_an_outcome_is_not_billed_as_it_is_ordered() {
    in_every_mode(|w| {
        let e = entry("commission.place")
            .placing(7, 2, 5_000)
            .then(
                "INSERT INTO tariff (event, base_pence, part_pence, weight_thousandths, held_pence, held_net_pence,
                                     measure_id, item, target_thousandths, due_on)
                 VALUES ({n}, 1000, 4000, 1000, 4000, 4000, 1, 'goal-1', 5000, '2006-12-31')",
            )
            .moving("spent:7:POOL", "available:7:POOL", 5_000)
            .moving("cost:2", "creditor:PR0001", 5_000);
        w.refuses_entry(&e, "TARIFF_NOT_EARNED");
    });
}

/// What comes back to a closed budget goes on to its pool, all of it; to an open one none does.
#[test]
fn nothing_stays_in_a_closed_budget() {
    in_every_mode(|w| {
        let k = w.accepts(&w.buying(9, 2, 1_000));
        let back = || {
            entry("refund.record")
                .child(9)
                .commission(k)
                .moving("available:9:POOL", "spent:9:POOL", 300)
                .moving("bank:main", "cost:2", 300)
        };
        let pooled = |pence| back().moving("pool:POOL", "available:9:POOL", pence);
        w.refuses_entry(&pooled(300), "BUDGET_CLOSED_WITH_MONEY");
        w.accepts(&back());
        w.accepts(
            &entry("budget.close")
                .child(9)
                .moving("pool:POOL", "available:9:POOL", 49_300)
                .then("UPDATE budget SET closed_on = '2006-09-04', event = {n} WHERE child_id = 9"),
        );
        w.refuses_entry(&back(), "BUDGET_CLOSED_WITH_MONEY");
        w.refuses_entry(&pooled(299), "BUDGET_CLOSED_WITH_MONEY");
        w.accepts(&pooled(300));
    });
}
