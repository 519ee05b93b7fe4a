//! A pool is of one agreement at a time, its shares are the whole, and its money is its partners'.

use super::world::{Entry, World, entry, in_every_mode};

fn pool(from: &str, until: &str, host: &str, shares: &[(&str, i64)]) -> String {
    let shares: Vec<String> = shares
        .iter()
        .map(|(partner, share)| format!("{{\"partner\":\"{partner}\",\"form\":\"cash\",\"share\":{share}}}"))
        .collect();
    format!(
        "INSERT INTO pool (event, fund_id, host, from_on, until_on, total_pence, partners, underspend, overspend, quarterly_days)
         VALUES ((SELECT max(seq) + 1 FROM event), 1, '{host}', '{from}', '{until}', 100000, '[{}]', 'proportion', 'board', 21)",
        shares.join(",")
    )
}

fn agreed(w: &World) -> i64 {
    w.record(
        "pool.agree",
        &pool("2006-09-01", "2006-12-31", "Council", &[("Council", 6_000), ("PCT", 4_000)]),
    )
    .unwrap()
}

#[test]
fn an_agreement_is_whole_and_alone() {
    in_every_mode(|w| {
        for (host, shares, token) in [
            ("Council", &[("Council", 6_000), ("PCT", 3_999)][..], "SHARES_NOT_THE_WHOLE"),
            ("Council", &[("Council", 10_001), ("PCT", -1)], "SHARES_NOT_THE_WHOLE"),
            ("Council", &[("Council", 6_000), ("Council", 4_000)], "NO_PARTNER"),
            ("Police", &[("Council", 6_000), ("PCT", 4_000)], "NO_PARTNER"),
        ] {
            w.refuses_record(&pool("2006-09-01", "2006-12-31", host, shares), token);
        }
        let kind =
            pool("2006-09-01", "2006-12-31", "Council", &[("Council", 10_000)]).replace("cash", "kind");
        w.refuses_record(&kind, "POOL_FUND_MISFITS");
        agreed(w);
        w.refuses_record(
            &pool("2006-12-31", "2007-03-31", "Council", &[("Council", 10_000)]),
            "POOL_AGREED_ALREADY",
        );
        w.record("pool.agree", &pool("2007-01-01", "2007-03-31", "Council", &[("Council", 10_000)])).unwrap();
    });
}

#[test]
fn money_of_a_pool_is_a_partners() {
    in_every_mode(|w| {
        agreed(w);
        let received = || {
            entry("fund.receive").moving("pool:POOL", "grant:POOL", 100).moving(
                "bank:main",
                "income:POOL",
                100,
            )
        };
        w.accepts(&received().reference("PCT"));
        w.refuses_entry(&received(), "NO_PARTNER");
        w.refuses_entry(&received().reference("Police"), "NO_PARTNER");
        let repaid = || {
            entry("fund.repay").moving("grant:POOL", "pool:POOL", 50).moving("income:POOL", "bank:main", 50)
        };
        w.accepts(&repaid().reference("PCT"));
        w.refuses_entry(&repaid(), "NO_PARTNER");
        // 100 are put in and 50 given back; 51 more would be 1 too many.
        let too_much =
            entry("fund.repay").moving("grant:POOL", "pool:POOL", 51).moving("income:POOL", "bank:main", 51);
        w.refuses_entry(&too_much.reference("PCT"), "PARTNER_EXCEEDED");
    });
}

#[test]
fn an_agreement_that_ended_can_be_settled_by_partner() {
    in_every_mode(|w| {
        agreed(w);
        let after = |e: Entry| e.on("2007-01-05");
        let received = || {
            after(entry("fund.receive").moving("pool:POOL", "grant:POOL", 100).moving(
                "bank:main",
                "income:POOL",
                100,
            ))
        };
        w.accepts(&received().reference("PCT"));
        w.refuses_entry(&received().reference("Police"), "NO_PARTNER");
        w.accepts(&received());
        let repaid = |pence| {
            after(entry("fund.repay").moving("grant:POOL", "pool:POOL", pence).moving(
                "income:POOL",
                "bank:main",
                pence,
            ))
            .reference("PCT")
        };
        w.refuses_entry(&repaid(101), "PARTNER_EXCEEDED");
        w.accepts(&repaid(100));
    });
}

#[test]
fn a_report_is_one_that_was_agreed_and_is_sent_once() {
    in_every_mode(|w| {
        let pool = agreed(w);
        let report = |kind: &str, up_to: &str| {
            format!(
                "INSERT INTO pool_report (event, pool, kind, up_to, sent_on)
                 VALUES ((SELECT max(seq) + 1 FROM event), {pool}, '{kind}', '{up_to}', '2007-04-02')"
            )
        };
        w.refuses_record(&report("annual", "2006-12-31"), "REPORT_NOT_AGREED");
        w.refuses_record(&report("quarterly", "2006-11-30"), "REPORT_NOT_AGREED");
        w.refuses_record(&report("quarterly", "2007-03-31"), "REPORT_NOT_AGREED");
        w.record("pool.report", &report("quarterly", "2006-09-30")).unwrap();
        w.refuses_record(&report("quarterly", "2006-09-30"), "REPORT_SENT_ALREADY");
    });
}

#[test]
fn the_board_decides_what_is_left_to_it() {
    in_every_mode(|w| {
        let pool = agreed(w);
        let decided = |rest: &str, on: &str, shares: &[(&str, &str, i64)]| {
            let shares: Vec<String> = shares
                .iter()
                .map(|(partner, form, share)| {
                    format!("{{\"partner\":\"{partner}\",\"form\":\"{form}\",\"share\":{share}}}")
                })
                .collect();
            let shares = if shares.is_empty() { "NULL".into() } else { format!("'[{}]'", shares.join(",")) };
            format!(
                "INSERT INTO pool_decision (event, pool, rest, decided_on, decided_by, shares)
                 VALUES ((SELECT max(seq) + 1 FROM event), {pool}, '{rest}', '{on}', 'the board', {shares})"
            )
        };
        w.refuses_record(&decided("underspend", "2007-01-10", &[]), "NOT_THE_BOARDS");
        w.refuses_record(&decided("overspend", "2006-08-31", &[]), "NOT_THE_BOARDS");
        for (shares, token) in [
            (&[("Council", "cash", 9_999)][..], "SHARES_NOT_THE_WHOLE"),
            (&[("Council", "cash", 10_001), ("PCT", "cash", -1)], "SHARES_NOT_THE_WHOLE"),
            (&[("Police", "cash", 10_000)], "NO_PARTNER"),
            (&[("PCT", "cash", 5_000), ("PCT", "cash", 5_000)], "NO_PARTNER"),
        ] {
            w.refuses_record(&decided("overspend", "2007-01-10", shares), token);
        }
        w.record("pool.decide", &decided("overspend", "2007-01-10", &[])).unwrap();
        w.record("pool.decide", &decided("overspend", "2007-02-10", &[("PCT", "cash", 10_000)])).unwrap();
    });
}
