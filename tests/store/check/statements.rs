//! Statements and matchings that another hand changed, and exactly what is found.

use domain::EntryKind;
use rusqlite::Connection;

use super::world::{World, exit_and_output};

/// The card's lines of the story's purchases, one of them twice; all matched (run 52, matchings 1 to 5)
/// but the one too many, and the first taken apart again by event 53.
fn world() -> World {
    let world = World::new();
    std::fs::write(
        world.path("card.csv"),
        "Date,Card,Reference,Merchant,Amount\n\
         06/09/2006,5521,901,SHOE-SHOP,110.00\n\
         06/09/2006,5521,902,SHOE-SHOP,-22.00\n\
         07/09/2006,5521,903,SHOE-SHOP,43.99\n\
         07/09/2006,5521,904,SHOE-SHOP,43.99\n",
    )
    .unwrap();
    let file = world.path("card.csv");
    let file = file.to_str().unwrap();
    for words in [
        vec!["statement", "import", file, "--account", "card:5521"],
        vec!["reconcile", "auto"],
        vec!["reconcile", "unmatch", "1", "--reason", "too early"],
    ] {
        let output = world.bhlp("FN0001", &words);
        assert!(output.status.success(), "{words:?}: {}", exit_and_output(&output).2);
    }
    world
}

fn shows(sql: &str, wanted: &[&str]) {
    let world = world();
    world.tamper(sql);
    let mut found = world.found_by("statements");
    found.extend(world.found_by("rules"));
    let wanted: Vec<String> = wanted
        .iter()
        .map(
            |text| {
                if text.starts_with("rules: ") { (*text).to_owned() } else { format!("statements: {text}") }
            },
        )
        .collect();
    assert_eq!(found, wanted, "after {sql}");
}

#[test]
fn a_card_reconciled_is_well() {
    let world = world();
    assert_eq!(world.findings(), [""; 0]);
    let conn = rusqlite::Connection::open(world.ledger()).unwrap();
    let all: Vec<String> = conn
        .prepare(
            "SELECT m.matching_id || ' ' || m.run || ' ' || m.how || ' ' || coalesce(m.undone_by, '-') || ': '
                || coalesce((SELECT group_concat(line_id) FROM matching_line WHERE matching_id = m.matching_id), '') || ' = '
                || (SELECT group_concat(entry_id) FROM matching_item WHERE matching_id = m.matching_id)
               FROM matching m ORDER BY 1",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let wanted = [
        "1 52 merchant 53: 1 = 31",
        "2 52 merchant -: 2 = 33",
        "3 52 merchant -: 3 = 40",
        "4 52 reference -:  = 36,39",
        "5 52 reference -:  = 37,38",
    ];
    assert_eq!(all, wanted);
}

#[test]
fn lines_that_were_changed_added_or_taken_away() {
    let hash = "statement 51: its lines do not make the hash that was recorded";
    for change in
        ["posted_on = '2006-09-05'", "row = 9", "text = 'SHOESHOP'", "reference = NULL", "kind = 'X'"]
    {
        shows(&format!("UPDATE statement_line SET {change} WHERE line_id = 4"), &[hash]);
    }
    shows(
        "DELETE FROM statement_line WHERE line_id = 4",
        &["statement 51: it brought 4 lines, 3 are there", hash],
    );
}

#[test]
fn matchings_that_were_changed_added_or_taken_away() {
    let hash = "matchings of event 52: they do not make the hash that was recorded";
    shows("UPDATE matching SET score = 99 WHERE matching_id = 3", &[hash]);
    shows("UPDATE matching SET how = 'confirmed' WHERE matching_id = 3", &[hash]);
    shows(
        "UPDATE matching_line SET line_id = 4 WHERE matching_id = 3", // as good as line 3, but not what was decided
        &[hash],
    );
    shows(
        "UPDATE matching_line SET line_id = 1 WHERE matching_id = 3",
        &[
            hash,
            "rules: MATCHING_UNBALANCED: matching_run 52: the two sides of a matching add up to the same",
        ],
    );
    shows(
        "DELETE FROM matching_item WHERE matching_id = 4; DELETE FROM matching WHERE matching_id = 4",
        &[
            "matchings of event 52: 5 were decided, 4 are there",
            hash,
            "rules: MATCHING_UNBALANCED: matching_run 52: the two sides of a matching add up to the same",
        ],
    );
    shows(
        "INSERT INTO matching (matching_id, run, account_id, how, score) VALUES (6, 53, 1, 'amount', 85)",
        &["matchings of event 53: no run decided them"],
    );
}

#[test]
fn matchings_whose_parts_do_not_belong_together() {
    let hash = "matchings of event 52: they do not make the hash that was recorded";
    shows(
        "UPDATE matching_item SET amount_pence = -4398 WHERE matching_id = 3",
        &[
            hash,
            "rules: ACCOUNT_DIFFERS: matching_item 3 40: a matching and an answer are about one account, and about what an entry really does to it",
            "rules: MATCHING_UNBALANCED: matching_run 52: the two sides of a matching add up to the same",
        ],
    );
    shows(
        "UPDATE matching_item SET account_id = 1 WHERE matching_id = 2",
        &[
            "rules: ACCOUNT_DIFFERS: matching_item 2 33: a matching and an answer are about one account, and about what an entry really does to it",
        ],
    );
}

/// The file's own keys stand in the way of this, so they are taken out first.
#[test]
fn what_is_in_two_matchings_at_a_time() {
    let world = world();
    world.tamper(
        "DROP INDEX matching_of_line; DROP INDEX matching_of_item;
         INSERT INTO matching_line SELECT 4, line_id, NULL FROM matching_line WHERE matching_id = 3;
         INSERT INTO matching_item SELECT 4, entry_id, account_id, amount_pence, NULL
           FROM matching_item WHERE matching_id = 3",
    );
    let wanted = [
        "statements: matchings of event 52: they do not make the hash that was recorded",
        "statements: line 3 is in 2 matchings at a time",
        "statements: entry 40 is in 2 matchings at a time",
    ];
    assert_eq!(world.found_by("statements"), wanted);
}

#[test]
fn what_was_taken_apart() {
    shows(
        "UPDATE matching SET undone_by = NULL WHERE matching_id = 1",
        &[
            "matching 1: nothing is kept as what took it apart; event 53 did",
            "matching 1: line 1 was not taken apart with it, or alone",
            "matching 1: entry 31 was not taken apart with it, or alone",
        ],
    );
    shows(
        "UPDATE matching SET undone_by = 53 WHERE matching_id = 2",
        &[
            "matching 2: event 53 is kept as what took it apart; nothing did",
            "matching 2: line 2 was not taken apart with it, or alone",
            "matching 2: entry 33 was not taken apart with it, or alone",
        ],
    );
    shows(
        "UPDATE matching_item SET undone_by = NULL WHERE matching_id = 1",
        &["matching 1: entry 31 was not taken apart with it, or alone"],
    );
}

/// The domain says which kinds of entries can move an account of the pilot's own; the story has every verb.
#[test]
fn each_kind_of_entry_that_moved_an_own_account_is_known_to() {
    let world = World::new();
    let conn = Connection::open(world.ledger()).unwrap();
    let sql = "SELECT DISTINCT e.kind FROM entry e JOIN transfer t USING (entry_id)
                 JOIN account a ON a.account_id IN (t.debit_account_id, t.credit_account_id)
                WHERE a.kind IN ('bank', 'card', 'imprest', 'notional')";
    let mut statement = conn.prepare(sql).unwrap();
    let moved: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(moved.len() > 5, "{moved:?}");
    for word in moved {
        assert!(EntryKind::from_name(&word).unwrap().moves_own(), "{word}");
    }
}
