//! What is personal stands in its own column and nowhere else, and can be erased one day.

use std::collections::BTreeSet;

use domain::rows::TABLES;
use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::Value;

use super::world::World;

/// Everything that people say in their own words, each with a word that nobody says by chance.
const SAID: [(&str, &str); 22] = [
    (
        "MG0001",
        "need add C-0001 --what zzneed --domain child --aim 1.2 --outcome zzhope --expect gbo:zzgoal>=7",
    ),
    ("MG0001", "conflict declare --child C-0001 --what zzaunt --for LP0002"),
    ("MG0001", "budget hand-over C-0001 --to FN0001 --reason zzleave"),
    ("FN0001", "budget accept C-0001"),
    ("MG0001", "compact add C-0001 --promise family:zzpromise"),
    ("MG0001", "compact review 55 --note zzreview --next 2006-12-01"),
    (
        "LP0002",
        "commission place C-0001 care 20 --from Shoe-shop --what zzthing --note zznote --wish zzwish --consent 2006-09-02 \
                --contribution 3.21 --instead-of zzother --option zzgym;40;21;zzfar --requested 2006-09-03",
    ),
    ("MG0001", "approve 57 --note zzyes"),
    ("LP0002", "commission place C-0001 care 30 --from SHOES --additional-to zzmore"),
    ("MG0001", "refuse 59 --reason zzno"),
    ("FN0001", "receipt none 57 --reason zzlost"),
    ("ADMIN", "provider step SHOES notice --reason zzlate"),
    ("ADMIN", "practitioner amend LP0002 --name zzname --profession zztrade --agency zzagency"),
    ("ADMIN", "child amend C-0002 --area zzarea --need N5 --caf-ref zzcaf --caf-on 2006-08-30"),
    ("ADMIN", "provider add IND --name zzperson --sector individual"),
    ("LP0002", "outcome record C-0001 gbo 7 --item zzitem --informant zzmother"),
    ("LP0002", "time record C-0001 15 zzwalk"),
    ("FN0001", "fund receive POOL 10 --note zzgift"),
    ("FN0001", "outcome correct 41 --item zzother --reason zzmistyped"),
    ("FN0001", "time withdraw 42 --reason zztwice"),
    ("FN0001", "month reopen 2006-07 --reason zzagain"),
    ("FN0001", "reconcile merchants set ZZMARKET IND"),
];

fn world() -> World {
    let world = World::new();
    for (user, line) in SAID {
        let words: Vec<&str> = line.split_whitespace().collect();
        let output = world.bhlp(user, &words);
        assert!(output.status.success(), "{line}: {output:?}");
    }
    world
}

fn payloads(conn: &Connection) -> Vec<String> {
    let mut payloads = conn.prepare("SELECT payload FROM event ORDER BY seq").unwrap();
    payloads.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn column(conn: &Connection, table: &str, column: &str) -> Vec<Cell> {
    let sql = format!("SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL");
    let mut values = conn.prepare(&sql).unwrap();
    values.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn is_a_hash(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[test]
fn no_personal_value_stands_in_the_audit_trail() {
    let world = world();
    assert_eq!(world.findings(), [""; 0]);
    let conn = Connection::open(world.ledger()).unwrap();
    let payloads = payloads(&conn);
    for payload in &payloads {
        assert!(!payload.to_lowercase().contains("zz"), "{payload}");
        let payload: Value = serde_json::from_str(payload).unwrap();
        for record in payload["records"].as_array().unwrap() {
            let Some(table) = TABLES.iter().find(|table| table.name == record["table"]) else { continue };
            for column in table.columns.iter().filter(|column| column.personal) {
                let value = &record[column.name];
                assert!(value.is_null() || is_a_hash(value), "{}.{}: {value}", table.name, column.name);
            }
        }
    }
    // Nor does any other personal word, unless something that is not personal is called the same.
    let words = |personal: bool| {
        let columns = TABLES.iter().flat_map(|table| table.columns.iter().map(|column| (table.name, column)));
        let values = columns
            .filter(move |(_, column)| column.personal == personal)
            .flat_map(|(table, name)| column(&conn, table, name.name));
        let text = |cell| if let Cell::Text(text) = cell { Some(text) } else { None };
        values.filter_map(text).collect::<BTreeSet<String>>()
    };
    let (personal, plain) = (words(true), words(false));
    assert!(personal.len() > 40, "{personal:?}");
    for word in personal.difference(&plain) {
        let quoted = format!("\"{word}\"");
        assert!(payloads.iter().all(|payload| !payload.contains(&quoted)), "{word}");
    }
}

/// Each event has its own salt: the same word twice is not seen to be the same.
#[test]
fn each_event_has_a_salt_of_its_own_where_it_needs_one() {
    let world = world();
    let conn = Connection::open(world.ledger()).unwrap();
    let number = |sql: &str| -> i64 { conn.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(
        number("SELECT count(*) FROM event WHERE salt IS NOT NULL"),
        number("SELECT count(DISTINCT salt) FROM event")
    );
    assert_eq!(number("SELECT salt IS NULL FROM event WHERE seq = 14"), 1); // a fund's money
    assert_eq!(number("SELECT salt IS NULL FROM event WHERE seq = 2"), 0); // a person
}

/// Another hand forgets a child: its fields and the salts of what told of it. The chain is as it was, and
/// what cannot be said any more is told to be so.
#[test]
fn what_is_erased_leaves_the_chain_whole() {
    let world = World::tampered(
        "UPDATE child SET area = '-', need = 'N0', caf_ref = NULL WHERE child_ref = 'C-0001';
         UPDATE event SET salt = NULL WHERE seq IN (18, 21)",
    );
    assert_eq!(world.found_by("chain"), [""; 0]);
    assert_eq!(
        world.found_by("seals"),
        [
            "seals: child 1: erased, with what proved it in event 21: area, born, ethnicity, need, need_level, sex"
        ]
    );
    for payload in payloads(&Connection::open(world.ledger()).unwrap()) {
        assert!(!payload.contains("North"));
    }
}

/// What a score was before it was corrected is a row of the child like any other: it is erased with the rest,
/// and with the reasons why it was corrected.
#[test]
fn what_was_corrected_is_erased_too() {
    let world = World::new();
    for line in
        ["outcome correct 41 --item zznew --reason zzold", "outcome correct 41 --score 2 --reason zzagain"]
    {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert!(world.bhlp("FN0001", &words).status.success(), "{line}");
    }
    world.tamper(
        "UPDATE outcome SET item = '-', informant = '-', value_thousandths = 0 WHERE child_id = 1;
         UPDATE correction SET reason = '-' WHERE fact IN (SELECT event FROM outcome WHERE child_id = 1);
         UPDATE event SET salt = NULL WHERE seq IN (SELECT event FROM outcome WHERE child_id = 1)",
    );
    assert_eq!(world.found_by("chain"), [""; 0]);
    assert_eq!(world.found_by("rules"), [""; 0]);
    let erased = |row: &str, event: i64, what: &str| {
        format!("seals: {row}: erased, with what proved it in event {event}: {what}")
    };
    let score = "informant, item, value_thousandths";
    assert_eq!(
        world.found_by("seals"),
        [
            erased("outcome 1", 41, score),
            erased("outcome 2", 51, score),
            erased("outcome 3", 52, score),
            erased("correction 51", 51, "reason"),
            erased("correction 52", 52, "reason"),
        ]
    );
    let conn = Connection::open(world.ledger()).unwrap();
    let said = "SELECT count(*) FROM outcome WHERE item LIKE 'zz%' UNION ALL SELECT count(*) FROM correction WHERE reason LIKE 'zz%'";
    let mut said = conn.prepare(said).unwrap();
    let left: Vec<i64> = said.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(left, [0, 0]);
}

/// What is personal in what tells a row apart is erased like the rest.
#[test]
fn an_erased_part_of_a_key_is_erased_and_not_gone() {
    let world = World::tampered(
        "UPDATE time_spent SET activity = '-' WHERE event = 42; UPDATE event SET salt = NULL WHERE seq = 42",
    );
    assert_eq!(world.found_by("chain"), [""; 0]);
    let erased = "seals: time_spent 3 1 2006-09-06 45 1: erased, with what proved it in event 42: activity";
    assert_eq!(world.found_by("seals"), [erased]);
    let world = World::tampered(
        "UPDATE time_spent SET activity = '-', minutes = 50 WHERE event = 42; UPDATE event SET salt = NULL WHERE seq = 42",
    );
    assert_eq!(
        world.found_by("seals"),
        [
            "seals: time_spent 3 1 2006-09-06 50 1: event 42 did not record it",
            "seals: time_spent 3 1 2006-09-06 45 1: what event 42 recorded is gone"
        ]
    );
}

/// Each event tells the day it was in London, and from where it came; neither can be written otherwise.
#[test]
fn where_and_on_which_day_is_sealed() {
    let days = "SELECT day FROM event WHERE seq = 2";
    let world = World::tampered("UPDATE event SET machine = 'desk-7', os_user = 'ames' WHERE seq = 2");
    let day: String =
        Connection::open(world.ledger()).unwrap().query_row(days, [], |row| row.get(0)).unwrap();
    assert_eq!(day, "2006-07-03");
    assert_eq!(
        world.found_by("seals"),
        ["seals: event 2: os_user is \"ames\", null in its text; machine is \"desk-7\", null in its text"]
    );
    let world = World::new();
    let refused =
        Connection::open(world.ledger()).unwrap().execute_batch("UPDATE event SET day = '2006-07-04'");
    assert!(refused.unwrap_err().to_string().contains("generated"), "the day follows from the instant");
}

/// An erased key does not let the row of another event stand for the one that is gone.
#[test]
fn a_row_of_another_event_is_not_what_was_erased() {
    let world = World::tampered(
        "UPDATE event SET salt = NULL WHERE seq = 42; UPDATE time_spent SET event = 43 WHERE event = 42",
    );
    assert_eq!(
        world.found_by("seals"),
        [
            "seals: time_spent 3 1 2006-09-06 45 1: event 43 did not record it",
            "seals: time_spent 3 1 2006-09-06 45 1: what event 42 recorded is gone"
        ]
    );
}
