//! Statements, matchings and month ends: what another hand may not write.

use super::world::{Mode, World, in_every_mode};

const HASH: &str = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";
const CARD: &str = "(SELECT account_id FROM account WHERE name = 'card:5521')";
const BANK: &str = "(SELECT account_id FROM account WHERE name = 'bank:main')";

/// A statement of the card with these lines: number, day, pence.
fn statement(w: &World, lines: &[(i64, &str, i64)]) -> i64 {
    w.records(&taking(lines))
}

fn taking(lines: &[(i64, &str, i64)]) -> String {
    let mut sql = format!(
        "INSERT INTO statement VALUES ({{n}}, 'cards.csv', '{HASH}', 'csv:x', {}, 0, '{HASH}', NULL);
         INSERT INTO statement_account (event, account_id) VALUES ({{n}}, {CARD});",
        lines.len()
    );
    for (line, day, pence) in lines {
        sql.push_str(&format!(
            "INSERT INTO statement_line (line_id, statement, row, account_id, posted_on, counted_on, amount_pence)
             VALUES ({line}, {{n}}, 2, {CARD}, '{day}', '{day}', {pence});"
        ));
    }
    sql
}

/// A purchase by card.
fn bought(w: &World, pence: i64) -> i64 {
    w.accepts(&w.buying(7, 2, pence))
}

/// A run of one matching of the card.
fn matching(id: i64, lines: &[i64], items: &[(i64, i64)]) -> String {
    let mut sql = format!("INSERT INTO matching VALUES ({id}, {{n}}, {CARD}, 'confirmed', 100, NULL);");
    for line in lines {
        sql.push_str(&format!("INSERT INTO matching_line VALUES ({id}, {line}, NULL);"));
    }
    for (entry, pence) in items {
        sql.push_str(&format!("INSERT INTO matching_item VALUES ({id}, {entry}, {CARD}, {pence}, NULL);"));
    }
    sql + &format!("INSERT INTO matching_run VALUES ({{n}}, 1, '{HASH}');")
}

#[test]
fn lines_come_with_their_statement_and_of_its_accounts() {
    in_every_mode(|w| {
        let n = statement(w, &[(1, "2006-09-05", -1_000)]);
        let later =
            "INSERT INTO statement_line (statement, row, account_id, posted_on, counted_on, amount_pence)";
        w.refuses(
            &format!("{later} VALUES ({n}, 3, {CARD}, '2006-09-05', '2006-09-05', -1)"),
            "STATEMENT_LINE_ALONE",
        );
        let of_another =
            format!("{} {later} VALUES ({{n}}, 3, {BANK}, '2006-09-05', '2006-09-05', -1)", taking(&[]));
        w.refuses_record(&of_another, "STATEMENT_LINE_ALONE");
        w.refuses_record(&taking(&[(9, "2006-09-05", 0)]), "CHECK constraint failed");
        w.refuses_record(&taking(&[(9, "2007-02-29", -1)]), "CHECK constraint failed");
        w.mark("2006-08", "closed").unwrap();
        w.refuses_record(&taking(&[(9, "2006-08-31", -1)]), "MONTH_CLOSED");
        statement(w, &[(9, "2006-09-01", -1)]);
        let in_kind = "INSERT INTO account (book, kind, name, fund_id, event) VALUES ('cash', 'notional', 'notional:PCT', 1, {n})";
        w.records(in_kind);
        let sql = taking(&[]).replace("card:5521", "notional:PCT");
        w.refuses_record(&sql, "ACCOUNT_HAS_NO_STATEMENT");
    });
}

#[test]
fn the_two_sides_of_a_matching_come_to_the_same() {
    in_every_mode(|w| {
        let (a, b) = (bought(w, 1_000), bought(w, 250));
        statement(
            w,
            &[
                (1, "2006-09-05", -1_250),
                (2, "2006-09-06", -600),
                (3, "2006-09-06", -400),
                (4, "2006-09-07", 400),
            ],
        );
        type Case<'c> = (&'c [i64], &'c [(i64, i64)], &'c str);
        let cases: [Case<'_>; 6] = [
            (&[1], &[(a, -1_000)], "MATCHING_UNBALANCED"),
            (&[2, 3], &[(a, -999)], "ACCOUNT_DIFFERS"),
            (&[2, 3], &[], "MATCHING_UNBALANCED"),
            (&[], &[(a, -1_000)], "MATCHING_UNBALANCED"),
            (&[], &[], "MATCHING_EMPTY"),
            (&[2], &[(a, 1_000)], "ACCOUNT_DIFFERS"),
        ];
        for (lines, items, token) in cases {
            w.refuses_record(&matching(1, lines, items), token);
        }
        let two = matching(1, &[1], &[(a, -1_000), (b, -250)]).replace(", 1, '0a", ", 2, '0a");
        w.refuses_record(&two, "MATCHING_UNBALANCED");
        w.records(&matching(1, &[1], &[(a, -1_000), (b, -250)]));
        w.records(&matching(2, &[3, 4], &[]));
    });
}

#[test]
fn a_line_and_an_entry_are_in_one_matching_at_a_time() {
    in_every_mode(|w| {
        let (a, b) = (bought(w, 1_000), bought(w, 1_000));
        statement(w, &[(1, "2006-09-05", -1_000), (2, "2006-09-05", -1_000)]);
        w.records(&matching(1, &[1], &[(a, -1_000)]));
        w.refuses_record(&matching(2, &[1], &[(b, -1_000)]), "MATCHED_ALREADY");
        w.refuses_record(&matching(2, &[2], &[(a, -1_000)]), "MATCHED_ALREADY");
        w.refuses_record("INSERT INTO matching_line VALUES (1, 2, NULL)", "REGISTER_WITHOUT_EVENT");
        w.records("INSERT INTO matching_undone VALUES ({n}, 1, 'the other one')");
        w.refuses_record("INSERT INTO matching_undone VALUES ({n}, 1, 'again')", "REGISTER_REPLACED");
        w.records(&matching(2, &[1], &[(b, -1_000)]));
    });
}

#[test]
fn a_matching_without_its_run_is_not_committed() {
    let w = World::new(Mode { foreign_keys: true, recursive_triggers: true });
    statement(&w, &[(1, "2006-09-05", -1_000), (2, "2006-09-05", 1_000)]);
    let open = matching(1, &[1, 2], &[]);
    let open = &open[..open.find("INSERT INTO matching_run").unwrap()];
    w.refuses_record(open, "FOREIGN KEY constraint failed");
}

#[test]
fn what_a_closed_month_rests_on_is_not_taken_apart() {
    in_every_mode(|w| {
        let a = bought(w, 1_000);
        statement(w, &[(1, "2006-09-05", -1_000)]);
        w.records(&matching(1, &[1], &[(a, -1_000)]));
        w.mark("2006-09", "closed").unwrap();
        w.refuses_record("INSERT INTO matching_undone VALUES ({n}, 1, 'wrong')", "MONTH_CLOSED");
        w.mark("2006-09", "reopened").unwrap();
        w.records("INSERT INTO matching_undone VALUES ({n}, 1, 'wrong')");
    });
}

#[test]
fn a_matching_reaches_into_an_open_month() {
    in_every_mode(|w| {
        let a = bought(w, 1_000);
        statement(w, &[(1, "2006-09-05", -1_000), (2, "2006-10-02", -1_000)]);
        w.mark("2006-09", "closed").unwrap();
        w.refuses_record(&matching(1, &[1], &[(a, -1_000)]), "MONTH_CLOSED");
        // With a line of October it does; September was signed without it, and does not rest on it.
        w.records(&matching(1, &[2], &[(a, -1_000)]));
        w.records("INSERT INTO matching_undone VALUES ({n}, 1, 'wrong')");
        w.records(&matching(2, &[2], &[(a, -1_000)]));
        w.mark("2006-09", "reopened").unwrap();
        w.mark("2006-09", "closed").unwrap();
        w.refuses_record("INSERT INTO matching_undone VALUES ({n}, 2, 'wrong')", "MONTH_CLOSED");
    });
}

#[test]
fn a_month_is_signed_only_where_nothing_is_left_unexplained() {
    in_every_mode(|w| {
        let close = |figures: &str| {
            format!(
                "INSERT INTO month_mark (event, month, mark, head_hash)
                 SELECT {{n}}, '2006-09', 'closed', hash FROM event WHERE seq = {{n}} - 1;
                 INSERT INTO month_account VALUES ({{n}}, {BANK}, {figures}, NULL)"
            )
        };
        // Ledger 100.00, statement 90.00: 15.00 in and 5.00 out not seen, 2.00 in and 2.00 out not booked.
        w.refuses_record(&close("10000, 9001, 1500, 500, 200, 200"), "month_account_reconciles");
        w.refuses_record(&close("10000, 9000, 1500, 500, 200, 201"), "month_account_reconciles");
        w.refuses_record(&close("10000, 9000, -1500, -2500, 200, 200"), "CHECK constraint failed");
        let alone = format!("INSERT INTO month_account VALUES ({{n}}, {BANK}, 0, 0, 0, 0, 0, 0, NULL)");
        w.refuses_record(&alone, "MONTH_END_ALONE");
        w.records(&close("10000, 9000, 1500, 500, 200, 200"));
    });
}

#[test]
fn a_journal_goes_on_where_the_one_before_ended_and_has_a_number_of_its_own() {
    in_every_mode(|w| {
        let issue = |reference: &str, after: i64, up_to: &str| {
            format!(
                "INSERT INTO journal_issue VALUES
                 ({{n}}, '2006-09', 'month', '{reference}', 'default', {after}, {up_to}, 2, 100, '{HASH}')"
            )
        };
        w.refuses_record(&issue("BH1", 0, "{n} - 1"), "JOURNAL_OUT_OF_ORDER");
        w.mark("2006-09", "closed").unwrap();
        w.refuses_record(&issue("BH1", 1, "{n} - 1"), "JOURNAL_OUT_OF_ORDER");
        w.refuses_record(&issue("BH1", 0, "{n}"), "JOURNAL_OUT_OF_ORDER");
        let n = w.records(&issue("BH1", 0, "{n} - 1"));
        w.refuses_record(&issue("BH1", n - 1, "{n} - 1"), "REFERENCE_ISSUED");
        w.refuses_record(&issue("BH2", 0, "{n} - 1"), "JOURNAL_OUT_OF_ORDER");
        w.records(&issue("BH2", n - 1, "{n} - 1"));
    });
}

#[test]
fn a_float_is_counted_and_its_advances_come_back_once() {
    in_every_mode(|w| {
        let count =
            |account: &str| format!("INSERT INTO cash_count VALUES ({{n}}, {account}, '2006-09-29', 100)");
        w.refuses_record(&count(BANK), "NOT_A_FLOAT");
        w.records(
            "INSERT INTO account (book, kind, name, event) VALUES ('cash', 'imprest', 'imprest:tin', {n})",
        );
        let tin = "(SELECT account_id FROM account WHERE name = 'imprest:tin')";
        w.records(&count(tin));
        w.refuses_record(
            &format!("INSERT INTO advance VALUES ({{n}}, {CARD}, 2, 100, '2006-09-29')"),
            "NOT_A_FLOAT",
        );
        let n = w.records(&format!("INSERT INTO advance VALUES ({{n}}, {tin}, 2, 100, '2006-09-29')"));
        let back = format!("INSERT INTO advance_back VALUES ({{n}}, {n}, '2006-09-30')");
        w.records(&back);
        w.refuses_record(&back, "REGISTER_REPLACED");
    });
}

#[test]
fn a_finding_is_answered_once_and_an_answer_is_about_what_is_there() {
    in_every_mode(|w| {
        let answer = "INSERT INTO audit_answer VALUES ({n}, 'round-sums', 'PR0001', 'a fixed price')";
        w.records(answer);
        w.refuses_record(answer, "ANSWERED_ALREADY");
        statement(w, &[(1, "2006-09-05", -1_000)]);
        let of_another =
            format!("INSERT INTO answer VALUES ({{n}}, {BANK}, 1, NULL, 'parked', NULL, NULL, '?')");
        w.refuses_record(&of_another, "ACCOUNT_DIFFERS");
        let unsaid =
            format!("INSERT INTO answer VALUES ({{n}}, {CARD}, 1, NULL, 'explained', NULL, NULL, 'ours')");
        w.refuses_record(&unsaid, "CHECK constraint failed");
    });
}

#[test]
fn an_extract_is_of_an_event_that_is_there_and_is_no_extract_itself() {
    in_every_mode(|w| {
        let hash = "0a".repeat(32);
        let of = |head: &str| {
            format!(
                "INSERT INTO extract VALUES ({{n}}, 'U', '2006-09-30', '{hash}', '{hash}', {head}, '{hash}')"
            )
        };
        w.records(&of("{n} - 1"));
        w.refuses_record(&of("{n} - 1"), "EXTRACT_FROM_NOWHERE");
        w.refuses_record(&of("{n}"), "EXTRACT_FROM_NOWHERE");
        w.records(&of("{n} - 2"));
        w.refuses_record(&of("1").replace("'U'", "''"), "CHECK constraint failed");
        w.refuses_record(&of("1").replace("2006-09-30", "2006-09-31"), "CHECK constraint failed");
    });
}

/// September moved the bank: it is signed with a reason; August, in which nothing moved it, without.
#[test]
fn an_account_that_moved_has_a_statement_or_a_reason() {
    in_every_mode(|w| {
        let close = |month: &str, reason: &str| {
            format!(
                "INSERT INTO month_mark (event, month, mark, head_hash)
                 SELECT {{n}}, '{month}', 'closed', hash FROM event WHERE seq = {{n}} - 1;
                 INSERT INTO month_account VALUES ({{n}}, {BANK}, 0, NULL, 0, 0, 0, 0, {reason})"
            )
        };
        w.records(&close("2006-08", "NULL"));
        w.refuses_record(&close("2006-09", "NULL"), "MONTH_WITHOUT_STATEMENT");
        w.records(&close("2006-09", "'the council sends none'"));
    });
}
