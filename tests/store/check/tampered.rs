//! One change to the file each, and exactly what is found. The figures are those of `story.txt`.

use sha2::{Digest, Sha256};
use store::CHECKS;

use super::world::World;

/// Changes the pilot and compares everything that every check finds.
fn shows(sql: &str, wanted: &[&str]) {
    assert_eq!(World::tampered(sql).findings(), wanted, "after {sql}");
}

#[test]
fn a_pilot_in_which_every_verb_was_used_is_well() {
    assert_eq!(World::new().findings(), [""; 0]);
    shows("SELECT 1", &[]); // taking the triggers out and putting them back is no change
}

#[test]
fn every_check_says_what_it_proves() {
    let names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
    let wanted = [
        "file",
        "schema",
        "keys",
        "chain",
        "seals",
        "balances",
        "books",
        "budgets",
        "commissions",
        "months",
        "rules",
        "statements",
        "receipts",
    ];
    assert_eq!(names, wanted);
    assert!(CHECKS.iter().all(|check| check.proves.ends_with('.') && check.proves.len() > 100));
}

#[test]
fn a_changed_text_breaks_the_chain_at_its_event() {
    shows(
        "UPDATE event SET payload = replace(payload, 'lead_professional', 'manager') WHERE seq = 2",
        &["chain: event 2: its text and the hash before it do not make its hash"],
    );
    shows(
        "UPDATE event SET payload = replace(payload, '3499', '3498') WHERE seq = 36",
        &[
            "chain: event 36: its text and the hash before it do not make its hash",
            "seals: entry 36: transfers is [[35,33,3499],[3,23,3499]], recorded as \
             [[35,33,3498],[3,23,3498]] by event 36",
            "seals: commission 36: estimate_pence is 3499, recorded as 3498 by event 36",
        ],
    );
    shows(
        "UPDATE event SET payload = 'none' WHERE seq = 42",
        &[
            "chain: event 42: its text and the hash before it do not make its hash",
            "seals: time_spent 3 1 2006-09-06 45 1: event 42 did not record it",
            "seals: event 42: seq is 42, null in its text; at is \"2006-09-06T09:05:00Z\", null in its \
             text; day is \"2006-09-06\", null in its text; \
             by is 3, null in its text; kind is \"time.record\", null in its text",
            "seals: event 42: its text cannot be read",
        ],
    );
}

#[test]
fn a_changed_hash_breaks_the_chain_on_both_sides() {
    shows(
        "UPDATE event SET hash = zeroblob(32) WHERE seq = 20",
        &[
            "chain: event 20: its text and the hash before it do not make its hash",
            "chain: event 21: its text and the hash before it do not make its hash",
        ],
    );
}

#[test]
fn twenty_findings_of_a_check_are_told_and_the_rest_are_counted() {
    let found = World::tampered("UPDATE event SET hash = zeroblob(32)").found_by("chain");
    assert_eq!(found.len(), 21);
    assert_eq!(found[19], "chain: event 20: its text and the hash before it do not make its hash");
    assert_eq!(found[20], "chain: and 30 more");
}

#[test]
fn a_missing_event_leaves_a_gap_and_rows_without_it() {
    shows(
        "DELETE FROM event WHERE seq = 41",
        &["chain: event 41 is missing", "seals: outcome 1: event 41, which recorded it, is missing"],
    );
    let found = World::tampered("DELETE FROM event WHERE seq BETWEEN 41 AND 42").found_by("chain");
    assert_eq!(found, ["chain: events 41 to 42 are missing"]);
    let found = World::tampered("DELETE FROM event").found_by("chain");
    assert_eq!(found, ["chain: there is no event: a ledger begins with one"]);
}

#[test]
fn a_chain_cut_short_leaves_rows_without_an_event() {
    shows(
        "DELETE FROM event WHERE seq = 50",
        &[
            "keys: unsealed 1 refers to a row of event that is not there",
            "seals: entry 50: event 50, which recorded it, is missing",
            "seals: closing 48: what event 49 recorded is gone",
        ],
    );
}

#[test]
fn time_does_not_run_backwards() {
    shows(
        "UPDATE event SET recorded_at = '2006-09-05T08:00:00Z' WHERE seq = 29",
        &[
            "chain: event 29: recorded at 2006-09-05T08:00:00Z, before event 28 at 2006-09-05T09:00:00Z",
            "seals: event 29: at is \"2006-09-05T08:00:00Z\", \"2006-09-05T09:01:00Z\" in its text",
        ],
    );
}

#[test]
fn what_an_event_is_about_is_in_its_text() {
    shows(
        "UPDATE event SET kind = 'commission.cancel', actor_id = 1, request_key = 'K' WHERE seq = 29",
        &[
            "seals: event 29: by is 1, 2 in its text; kind is \"commission.cancel\", \"commission.amend\" \
             in its text; \
             key is \"K\", null in its text",
            "rules: ENTRY_KIND_DIFFERS: entry 29 (commission.amend on 2006-09-05 for C-0001): entry and event say the same",
        ],
    );
}

/// Somebody who knows the format changes a sector in the register, in the event, and makes the whole
/// chain anew. What they cannot change is a hash that was written down: in a later sign-off, on paper.
#[test]
fn a_chain_made_anew_does_not_agree_with_a_sign_off() {
    let world = World::tampered(
        "UPDATE provider SET sector = 'voluntary';
         UPDATE event SET payload = replace(payload, 'private', 'voluntary') WHERE seq = 8",
    );
    let conn = rusqlite::Connection::open(world.ledger()).unwrap();
    let payloads: Vec<String> = conn
        .prepare("SELECT payload FROM event ORDER BY seq")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut hash = vec![0; 32];
    let mut sql = String::new();
    for (seq, payload) in (1..).zip(payloads) {
        hash = Sha256::new().chain_update(&hash).chain_update(payload).finalize().to_vec();
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        sql.push_str(&format!("UPDATE event SET hash = x'{hex}' WHERE seq = {seq};"));
    }
    world.tamper(&sql);
    assert_eq!(
        world.findings(),
        [
            "rules: MONTH_MARK_OUT_OF_ORDER: month_mark 43: closed and re-opened take turns, each with the hash of the event before it",
            "rules: MONTH_MARK_OUT_OF_ORDER: month_mark 44: closed and re-opened take turns, each with the hash of the event before it",
            "rules: MONTH_MARK_OUT_OF_ORDER: month_mark 45: closed and re-opened take turns, each with the hash of the event before it",
        ]
    );
}

#[test]
fn an_entry_taken_out_is_missed() {
    shows(
        "DELETE FROM transfer WHERE entry_id = 31; DELETE FROM entry WHERE entry_id = 31",
        &[
            "seals: entry 31: what event 31 recorded is gone",
            "balances: creditor:SHOES: kept as £0.00, its transfers make -£110.00",
            "balances: card:5521: kept as £168.01, its transfers make £278.01",
            "commissions: commission 28: paid was -£22.00 after entry 33",
            "commissions: commission 28: paid kept as £88.00, its transfers make -£22.00",
            "months: 2006-09: paid kept as £131.99, its transfers make £21.99",
        ],
    );
}

#[test]
fn a_changed_amount_shows_in_every_sum() {
    shows(
        "UPDATE transfer SET amount_pence = 12100 WHERE entry_id = 28",
        &[
            "seals: entry 28: transfers is [[31,30,12100]], recorded as [[31,30,12000]] by event 28",
            "balances: available:C-0001:POOL: kept as £310.00, its transfers make £309.00",
            "balances: committed:C-0001:POOL: kept as £60.00, its transfers make £61.00",
            "budgets: budget C-0001: committed kept as £60.00, its transfers make £61.00",
            "commissions: commission 28: committed kept as £0.00, its transfers make £1.00",
            "months: 2006-09: committed kept as £60.00, its transfers make £61.00",
            "rules: SIGN_OFF_EXCEEDED: entry 28 (commission.place on 2006-09-05 for C-0001): the price is above what the buyer, a lead professional who records it, or whoever records a cost of the pilot, may commission alone",
            "rules: COMMISSION_CLOSED_WITH_MONEY: entry 30 (invoice.record on 2006-09-05 for C-0001): a closed commission promises nothing",
            "rules: COMMISSION_CLOSED_WITH_MONEY: entry 31 (payment.record on 2006-09-05 for C-0001): a closed commission promises nothing",
            "rules: COMMISSION_CLOSED_WITH_MONEY: entry 32 (credit-note.record on 2006-09-05 for C-0001): a closed commission promises nothing",
            "rules: COMMISSION_CLOSED_WITH_MONEY: entry 33 (refund.record on 2006-09-05 for C-0001): a closed commission promises nothing",
        ],
    );
}

#[test]
fn a_transfer_that_names_another_account_shows() {
    shows(
        "UPDATE transfer SET debit_account_id = 99 WHERE entry_id = 17",
        &[
            "keys: a row of transfer refers to a row of account that is not there",
            "seals: entry 17: transfers is [[99,2,30000]], recorded as [[23,2,30000]] by event 17",
            "balances: bank:main: kept as £5,100.00, its transfers make £5,400.00",
            "balances: bank:main: kept as last moved by transfer 1 of entry 17; the last is transfer 2 of \
             entry 16",
            "balances: card:5521: kept as £168.01, its transfers make -£131.99",
            "books: entry 17: transfer 1 names an account that is not there",
            "months: 2006-07: kept as last moved by transfer 1 of entry 17; the last is transfer 2 of \
             entry 16",
            "months: 2006-07: card:5521 was signed at £300.00, its transfers make £0.00",
            "rules: TRANSFER_CROSSES_BOOKS: entry 17 (account.move on 2006-07-03), transfer 1: a transfer stays in its book",
        ],
    );
}

#[test]
fn a_transfer_taken_out_leaves_a_gap() {
    shows(
        "DELETE FROM transfer WHERE entry_id = 36 AND line = 1",
        &[
            "seals: entry 36: transfers is [[3,23,3499]], recorded as [[35,33,3499],[3,23,3499]] by event \
             36",
            "balances: available:C-0002:POOL: kept as £0.00, its transfers make £34.99",
            "balances: spent:C-0002:POOL: kept as £43.99, its transfers make £9.00",
            "balances: spent:C-0002:POOL: below zero after a transfer of entry 39, at -£34.99",
            "books: entry 36: transfer 1 is missing",
            "books: entry 36: spends £0.00 in the budget book and costs £34.99 in the cash book",
            "budgets: budget C-0002: spent kept as £43.99, its transfers make £9.00",
            "commissions: commission 36: spent was -£34.99 after entry 39",
            "commissions: commission 36: spent kept as £0.00, its transfers make -£34.99",
            "commissions: commission 36: spent -£34.99 in the budget book, cost £0.00 in the cash book",
            "months: 2006-09: spent kept as £123.99, its transfers make £89.00",
            "months: 2006-09: purchases kept as 3, its transfers make 4",
            "rules: BOOKS_DISAGREE: entry 36 (buy on 2006-09-06 for C-0002): what is spent from the budget is what it cost",
            "rules: REVERSAL_NOT_A_MIRROR: entry 39 (entry.reverse on 2006-09-06 for C-0002): a reversal undoes all of an entry and nothing else",
            "rules: BUDGET_CLOSED_WITH_MONEY: budget C-0002: a closed budget holds only what was spent",
        ],
    );
}

#[test]
fn a_kept_balance_is_what_its_transfers_make() {
    shows(
        "UPDATE account SET balance_pence = balance_pence + 1 WHERE name = 'card:5521'",
        &[
            "balances: card:5521: kept as £168.02, its transfers make £168.01",
            "books: the cash book sums to £0.01, not to nothing",
        ],
    );
    shows(
        "UPDATE account SET moved_line = 7 WHERE name = 'card:5521'",
        &["balances: card:5521: kept as last moved by transfer 7 of entry 40; the last is transfer 2 of \
             entry 40"],
    );
}

#[test]
fn money_that_was_not_there_when_it_was_spent_shows() {
    let world = World::tampered(
        "UPDATE transfer SET amount_pence = 60000 WHERE entry_id = 23;
         UPDATE transfer SET amount_pence = 60000 WHERE entry_id = 28",
    );
    assert_eq!(
        world.found_by("balances"),
        [
            "balances: pool:POOL: kept as £4,406.01, its transfers make £4,306.01",
            "balances: available:C-0001:POOL: kept as £310.00, its transfers make -£70.00",
            "balances: committed:C-0001:POOL: kept as £60.00, its transfers make £540.00",
            "balances: available:C-0001:POOL: below zero after a transfer of entry 28, at -£50.00",
        ]
    );
}

#[test]
fn kept_figures_of_a_commission_are_what_its_transfers_make() {
    shows(
        "UPDATE commission SET spent_pence = spent_pence - 100, moved_entry = 30 WHERE commission_id = 28",
        &[
            "commissions: commission 28: spent kept as £79.00, its transfers make £80.00",
            "commissions: commission 28: kept as last moved by transfer 4 of entry 30; the last is \
             transfer 4 of entry 33",
        ],
    );
}

#[test]
fn the_terms_of_a_commission_stand() {
    shows(
        "UPDATE commission SET estimate_pence = 13000, instead_of = NULL WHERE commission_id = 28",
        &["seals: commission 28: estimate_pence is 13000, recorded as 12000; instead_of is not \
           what was recorded by event 28"],
    );
    shows(
        "UPDATE commission SET delivered_to = 'home' WHERE commission_id = 28",
        &["seals: commission 28: delivered_to is \"home\", recorded as null by event 28"],
    );
}

#[test]
fn a_commission_is_closed_or_open_as_its_entries_say() {
    shows(
        "UPDATE commission SET closed_by = NULL WHERE commission_id = 28",
        &["seals: closing 28: what event 30 recorded is gone"],
    );
    shows(
        "UPDATE commission SET closed_by = 49 WHERE commission_id = 48",
        &[
            "seals: closing 48: what event 50 recorded is gone",
            "rules: COMMISSION_CLOSED_WITH_MONEY: entry 50 (entry.reverse on 2006-09-08 for C-0001): a closed commission promises nothing",
        ],
    );
    shows(
        "UPDATE commission SET closed_by = 31 WHERE commission_id = 28",
        &[
            "seals: closing 28: event 31 did not record it",
            "seals: closing 28: what event 30 recorded is gone",
        ],
    );
}

#[test]
fn kept_figures_of_a_budget_are_what_its_transfers_make() {
    shows(
        "UPDATE budget SET allocated_pence = allocated_pence + 1000 WHERE child_id = 1",
        &["budgets: budget C-0001: allocated kept as £560.00, its transfers make £550.00"],
    );
    shows(
        "UPDATE budget SET purchases = 3, first_on = '2006-09-01' WHERE child_id = 1",
        &["budgets: budget C-0001: purchases kept as 3 in number, from 2006-09-01 to 2006-09-08; \
           its commissions are 2 in number, from 2006-09-05 to 2006-09-08"],
    );
    shows(
        "UPDATE budget SET closed_on = NULL WHERE child_id = 2",
        &[
            "seals: budget 2: closed_on is null, recorded as \"2006-09-08\" by event 47",
            "rules: BUDGET_CLOSED_WITH_MONEY: entry 47 (budget.close on 2006-09-08 for C-0002): a closed budget holds only what was spent",
        ],
    );
    let found = World::tampered("DELETE FROM budget WHERE child_id = 1").found_by("budgets");
    assert_eq!(found, ["budgets: child 1 has money in pots, and no budget"]);
}

#[test]
fn a_budget_fed_above_the_bounds_shows() {
    let world = World::tampered("UPDATE transfer SET amount_pence = 250001 WHERE entry_id = 24");
    let bounds = |entry: &str| {
        format!(
            "rules: BUDGET_OUT_OF_BOUNDS: {entry}, transfer 1: the budget is smaller or larger than the policy, or the pilot, allows"
        )
    };
    assert_eq!(
        world.found_by("rules")[..2],
        [
            bounds("entry 24 (budget.open on 2006-09-04 for C-0002)"),
            bounds("entry 27 (budget.move on 2006-09-04 for C-0001)")
        ]
    );
    assert_eq!(
        world.found_by("budgets"),
        ["budgets: budget C-0002: allocated kept as £43.99, its transfers make £2,144.00",]
    );
}

#[test]
fn kept_figures_of_a_month_are_what_its_transfers_make() {
    shows(
        "UPDATE month_total SET spent_pence = spent_pence + 1, purchases = 9 WHERE month = '2006-09'",
        &[
            "months: 2006-09: spent kept as £124.00, its transfers make £123.99",
            "months: 2006-09: purchases kept as 9, its transfers make 3",
        ],
    );
    shows(
        "DELETE FROM month_total WHERE month = '2006-07'",
        &["months: 2006-07: has entries, and no figures are kept for it"],
    );
}

#[test]
fn a_late_entry_belongs_to_a_month_that_was_closed() {
    shows(
        "UPDATE entry SET belongs_on = '2006-07-05' WHERE entry_id = 49",
        &["seals: entry 49: belongs_on is \"2006-07-05\", recorded as null by event 49"],
    );
    let found =
        World::tampered("UPDATE entry SET belongs_on = '2006-07-05' WHERE entry_id = 40").found_by("rules");
    assert_eq!(
        found,
        [
            "rules: BELONGS_TO_OPEN_MONTH: entry 40 (buy on 2006-09-06 for C-0002): the day that --belongs-to names lies in an open month"
        ]
    );
}

#[test]
fn an_entry_moved_into_a_closed_month_shows() {
    shows(
        "UPDATE entry SET effective_on = '2006-07-05' WHERE entry_id = 47",
        &[
            "seals: entry 47: effective_on is \"2006-07-05\", recorded as \"2006-09-08\" by event 47",
            "months: 2006-07: allocated kept as £0.00, its transfers make -£386.01",
            "months: 2006-07: kept as last moved by transfer 1 of entry 17; the last is transfer 1 of \
             entry 47",
            "months: 2006-09: allocated kept as £593.99, its transfers make £980.00",
            "months: 2006-07: fund 1 was not carried forward with what it held at the month's end",
            "rules: MONTH_CLOSED: entry 47 (budget.close on 2006-07-05 for C-0002): the day lies in a closed month",
        ],
    );
}

/// Registers, facts and marks: each row stands in its event as it was recorded or last amended.
#[test]
fn every_other_row_stands_as_it_was_recorded() {
    for (sql, wanted) in [
        (
            "UPDATE pilot SET budget_max_pence = 900000",
            "seals: pilot 1: budget_max_pence is 900000, recorded as 250000 by event 1",
        ),
        (
            "UPDATE child SET need_level = 1 WHERE child_ref = 'C-0001'",
            "seals: child 1: need_level is not what was recorded by event 21",
        ),
        (
            "UPDATE practitioner SET sign_off_limit_pence = 900000 WHERE code = 'LP0001'",
            "seals: practitioner 2: sign_off_limit_pence is 900000, recorded as 25000 by event 46",
        ),
        (
            "UPDATE provider SET name = 'Shoe Shop Ltd'",
            "seals: provider 1: name is not what was recorded by event 8",
        ),
        (
            "UPDATE category SET label = 'Songs' WHERE code = 'music'",
            "seals: category 19: label is \"Songs\", recorded as \"Music\" by event 9",
        ),
        (
            "UPDATE measure SET better = 'lower' WHERE code = 'mood'",
            "seals: measure 5: better is \"lower\", recorded as \"higher\" by event 10",
        ),
        (
            "UPDATE fund SET from_on = NULL WHERE code = 'HOME'",
            "seals: fund 2: from_on is null, recorded as \"2006-07-01\" by event 13",
        ),
        (
            "DELETE FROM fund_category WHERE category_id = 8",
            "seals: fund_category 2 8: what event 13 recorded is gone",
        ),
        (
            "INSERT INTO fund_category VALUES (2, 1, 13)",
            "seals: fund_category 2 1: event 13 did not record it",
        ),
        (
            "UPDATE account SET name = 'card:9999' WHERE name = 'card:5521'",
            "seals: account 23: name is \"card:9999\", recorded as \"card:5521\" by event 11",
        ),
        ("DELETE FROM account WHERE name = 'cost:music'", "seals: account 22: what event 9 recorded is gone"),
        (
            "DELETE FROM lead WHERE from_on = '2006-09-02'",
            "seals: lead 1 2006-09-02: what event 22 recorded is gone",
        ),
        (
            "UPDATE entry SET note = 'gift' WHERE entry_id = 36",
            "seals: entry 36: note is not what was recorded by event 36",
        ),
        (
            "UPDATE month_mark SET reason = 'none' WHERE event = 44",
            "seals: month_mark 44: reason is not what was recorded by event 44",
        ),
        (
            "UPDATE month_mark SET head_hash = zeroblob(32) WHERE event = 43",
            "rules: MONTH_MARK_OUT_OF_ORDER: month_mark 43: closed and re-opened take turns, each with the hash of the event before it",
        ),
        ("DELETE FROM outcome", "seals: outcome 1: what event 41 recorded is gone"),
        (
            "UPDATE outcome SET value_thousandths = 9000",
            "seals: outcome 1: value_thousandths is not what was recorded by event 41",
        ),
        ("DELETE FROM time_spent", "seals: time_spent 3 1 2006-09-06 45 1: what event 42 recorded is gone"),
    ] {
        shows(sql, &[wanted]);
    }
    shows(
        "DELETE FROM month_mark WHERE event = 44",
        &[
            "seals: month_mark 44: what event 44 recorded is gone",
            "rules: MONTH_MARK_OUT_OF_ORDER: month_mark 45: closed and re-opened take turns, each with the hash of the event before it",
        ],
    );
}

/// A row put back to what an earlier event recorded stands word for word in that event; the later one
/// misses it.
#[test]
fn a_row_put_back_to_what_it_was_shows() {
    shows(
        "UPDATE child SET need_level = 2, event = 18 WHERE child_ref = 'C-0001'",
        &["seals: child 1: what event 21 recorded is gone"],
    );
    shows(
        "UPDATE budget SET closed_on = NULL, event = 24 WHERE child_id = 2",
        &[
            "seals: budget 2: what event 47 recorded is gone",
            "rules: BUDGET_CLOSED_WITH_MONEY: entry 47 (budget.close on 2006-09-08 for C-0002): a closed budget holds only what was spent",
        ],
    );
}

#[test]
fn a_row_that_its_table_does_not_allow_stops_the_rest() {
    shows(
        "UPDATE child SET need_level = 9 WHERE child_ref = 'C-0001'",
        &["file: CHECK constraint failed in child"],
    );
}

#[test]
fn a_reference_to_nothing_shows() {
    // In which order SQLite looks at the tables is its own matter.
    let mut found = World::tampered("DELETE FROM provider").found_by("keys");
    found.sort();
    let wanted = [28, 34, 36, 37, 40, 48]
        .map(|id| format!("keys: commission {id} refers to a row of provider that is not there"));
    assert_eq!(found[0], "keys: account 21 refers to a row of provider that is not there");
    assert_eq!(found[1..], wanted);
}

/// Without it a row could be written that no event records.
#[test]
fn the_row_that_waits_for_the_event_is_missed() {
    shows(
        "DELETE FROM unsealed",
        &["keys: the row of unsealed, by which every other waits for its event, is not there"],
    );
}

#[test]
fn a_schema_that_is_not_as_made_shows() {
    for (sql, wanted) in [
        ("DROP TRIGGER event_is_not_changed", "schema: trigger event_is_not_changed is missing"),
        ("DROP INDEX entry_by_day", "schema: index entry_by_day is missing"),
        ("DROP VIEW month_position", "schema: view month_position is missing"),
        ("CREATE TABLE notes (x)", "schema: table notes is no part of a ledger"),
        (
            "DROP TRIGGER pilot_is_not_deleted;
             CREATE TRIGGER pilot_is_not_deleted BEFORE DELETE ON pilot BEGIN SELECT 1; END",
            "schema: trigger pilot_is_not_deleted is not as this program makes it",
        ),
    ] {
        let world = World::new();
        world.raw(sql);
        assert_eq!(world.findings(), [wanted], "after {sql}");
    }
}

#[test]
fn statistics_of_sqlite_are_no_change() {
    let world = World::new();
    world.raw("ANALYZE");
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn the_command_is_silent_when_all_is_well() {
    let output = World::new().bhlp("ANYONE", &["check"]);
    assert_eq!(super::world::exit_and_output(&output), (Some(0), String::new(), String::new()));
}

#[test]
fn the_command_tells_what_it_found_and_ends_with_3() {
    let world = World::tampered(
        "UPDATE provider SET name = 'Other-shop'; UPDATE account SET balance_pence = 1 WHERE account_id = 1",
    );
    let all = "seals: provider 1: name is not what was recorded by event 8\n\
               balances: vat: kept as £0.01, its transfers make £8.00\n\
               books: the cash book sums to -£7.99, not to nothing\n";
    assert_eq!(
        super::world::exit_and_output(&world.bhlp("ANYONE", &["check"])),
        (Some(3), all.into(), String::new())
    );
    let only = super::world::exit_and_output(
        &world.bhlp("ANYONE", &["check", "--only", "seals", "--only", "chain"]),
    );
    assert_eq!(only, (Some(3), all.lines().next().unwrap().to_owned() + "\n", String::new()));
    let none = super::world::exit_and_output(&world.bhlp("ANYONE", &["check", "--only", "chain"]));
    assert_eq!(none, (Some(0), String::new(), String::new()));
}

#[test]
fn the_command_refuses_a_check_that_is_none_and_lists_those_there_are() {
    let world = World::new();
    let (code, out, err) =
        super::world::exit_and_output(&world.bhlp("ANYONE", &["check", "--only", "balance"]));
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(
        err,
        "error[CHECK_UNKNOWN]: `balance` is no check; there are file, schema, keys, chain, seals, \
         balances, books, \
         budgets, commissions, months, rules, statements, receipts\nhint: see what each proves: bhlp check --list\n"
    );
    let (code, out, _) = super::world::exit_and_output(&world.bhlp("ANYONE", &["check", "--list"]));
    assert_eq!(code, Some(0));
    let names: Vec<&str> = out.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(names, CHECKS.iter().map(|check| check.name).collect::<Vec<_>>());
}

/// Of 300.00 on the card 131.99 was spent. Were it a float that got 1.00, the first purchase was not paid.
#[test]
fn a_float_that_paid_what_was_not_in_it_shows() {
    let world = World::tampered(
        "UPDATE account SET kind = 'imprest' WHERE name = 'card:5521';
         UPDATE transfer SET amount_pence = 100 WHERE entry_id = 17",
    );
    let found = world.found_by("balances");
    assert!(found.iter().any(|said| said.starts_with("balances: card:5521: below zero after")), "{found:?}");
}

/// 131.99 was spent on the card that got 300.00. Were it somebody's pocket, 300.00 was given to them first.
#[test]
fn more_given_back_than_somebody_paid_shows() {
    let world = World::tampered("UPDATE account SET kind = 'pocket', holder_id = 2 WHERE name = 'card:5521'");
    let found = world.found_by("balances");
    assert!(found.iter().any(|said| said.starts_with("balances: card:5521: above zero after")), "{found:?}");
}
