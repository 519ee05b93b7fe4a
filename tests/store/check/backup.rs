//! Copies and ledgers made from them again.

use std::fs;

use rusqlite::Connection;
use store::{CHECKS, Ledger};

use super::world::{World, bhlp, exit_and_output, findings};

/// The hash of the last event, as people compare it.
fn head(world: &World) -> String {
    let sql = "SELECT lower(hex(hash)) FROM event ORDER BY seq DESC LIMIT 1";
    Connection::open(world.ledger()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn journal(path: &std::path::Path) -> String {
    Connection::open(path).unwrap().pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap()
}

/// The files in a world's folder.
fn folder(world: &World) -> Vec<String> {
    let names =
        fs::read_dir(world.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_copy_says_what_it_holds_and_is_the_same_ledger() {
    let world = World::new();
    let copy = world.path("copy.bhlp");
    let output = exit_and_output(&world.bhlp("ANYONE", &["backup", copy.to_str().unwrap()]));
    let told =
        format!("copied 50 events to {}; the audit trail stands at {}\n", copy.display(), head(&world));
    assert_eq!(output, (Some(0), told, String::new()));
    assert_eq!(findings(&copy, CHECKS), [""; 0]);
}

#[test]
fn nothing_is_ever_overwritten() {
    let world = World::new();
    let copy = world.path("copy.bhlp");
    let name = copy.to_str().unwrap();
    fs::write(&copy, "a letter").unwrap();
    let told = format!(
        "error[LEDGER_EXISTS]: {name} exists already; nothing is ever overwritten\n\
         hint: choose another name, or move the old file away yourself\n"
    );
    let backup = exit_and_output(&world.bhlp("ANYONE", &["backup", name]));
    assert_eq!(backup, (Some(4), String::new(), told.clone()));
    let ledger = world.ledger();
    let restore =
        exit_and_output(&world.bhlp("ANYONE", &["restore", ledger.to_str().unwrap(), "--to", name]));
    assert_eq!(restore, (Some(4), String::new(), told));
    assert_eq!(fs::read_to_string(&copy).unwrap(), "a letter");
}

#[test]
fn a_copy_that_cannot_be_made_leaves_no_file() {
    let world = World::new();
    let copy = world.path("no/such/folder/copy.bhlp");
    let (code, out, err) = exit_and_output(&world.bhlp("ANYONE", &["backup", copy.to_str().unwrap()]));
    assert_eq!((code, out.as_str()), (Some(4), ""));
    assert!(err.starts_with("error[LEDGER_UNREADABLE]: "), "{err}");
}

/// What is written after the copy began is not in it: the copy is one moment of the ledger.
#[test]
fn a_copy_is_one_moment_while_others_write() {
    let world = World::new();
    let before = head(&world);
    let mut ledger = Ledger::open_to_read(&world.ledger()).unwrap();
    let view = ledger.read().unwrap();
    assert_eq!(view.reader().head().unwrap().events, 50);
    let bought = world.bhlp("LP0002", &["buy", "C-0001", "clothing", "1.00", "--from", "SHOES"]);
    assert_eq!(exit_and_output(&bought).0, Some(0));
    let copy = world.path("copy.bhlp");
    let copied = view.copy_to(&copy).unwrap();
    assert_eq!((copied.events, domain::hex(&copied.hash)), (50, before));
    assert_eq!(findings(&copy, CHECKS), [""; 0]);
}

#[test]
fn a_ledger_is_made_from_a_copy_and_goes_on() {
    let world = World::new();
    let (copy, made) = (world.path("copy.bhlp"), world.path("made.bhlp"));
    world.bhlp("ANYONE", &["backup", copy.to_str().unwrap()]);
    let output = exit_and_output(
        &world.bhlp("ANYONE", &["restore", copy.to_str().unwrap(), "--to", made.to_str().unwrap()]),
    );
    let told =
        format!("restored 50 events to {}; the audit trail stands at {}\n", made.display(), head(&world));
    assert_eq!(output, (Some(0), told, String::new()));
    assert_eq!(journal(&made), "wal");
    let bought = bhlp(
        &made,
        "LP0002",
        "2006-09-11T09:00:00Z",
        &["buy", "C-0001", "clothing", "1.00", "--from", "SHOES"],
    );
    assert_eq!(exit_and_output(&bought).0, Some(0));
    assert_eq!(findings(&made, CHECKS), [""; 0]);
    assert!(!folder(&world).iter().any(|name| name.starts_with("copy.bhlp-")), "{:?}", folder(&world));
}

#[test]
fn a_ledger_for_a_network_share_stays_one() {
    let world = World::new();
    Connection::open(world.ledger()).unwrap().pragma_update(None, "journal_mode", "DELETE").unwrap();
    let (copy, made) = (world.path("copy.bhlp"), world.path("made.bhlp"));
    world.bhlp("ANYONE", &["backup", copy.to_str().unwrap()]);
    world.bhlp("ANYONE", &["restore", copy.to_str().unwrap(), "--to", made.to_str().unwrap()]);
    assert_eq!((journal(&copy), journal(&made)), ("delete".into(), "delete".into()));
}

#[test]
fn a_damaged_copy_makes_no_ledger() {
    for (sql, wanted) in [
        (
            "UPDATE event SET payload = replace(payload, 'lead_professional', 'manager') WHERE seq = 2",
            "the backup: chain: event 2: its text and the hash before it do not make its hash",
        ),
        ("DELETE FROM outcome; DELETE FROM event WHERE seq = 41", "the backup: chain: event 41 is missing"),
        (
            "UPDATE child SET need_level = 9 WHERE child_id = 1",
            "the backup: file: CHECK constraint failed in child",
        ),
    ] {
        let world = World::tampered(sql);
        let made = world.path("made.bhlp");
        let ledger = world.ledger();
        let output = exit_and_output(
            &world.bhlp("ANYONE", &["restore", ledger.to_str().unwrap(), "--to", made.to_str().unwrap()]),
        );
        let told = format!(
            "error[LEDGER_DAMAGED]: the ledger file is damaged: {wanted}\n\
             hint: restore the last backup: bhlp restore BACKUP --to FILE\n"
        );
        assert_eq!(output, (Some(4), String::new(), told), "after {sql}");
        assert_eq!(folder(&world), ["pilot.bhlp"]);
    }
}
