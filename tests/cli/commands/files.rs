//! The ledger file: missing, not ours, newer, read-only, damaged, busy, in the way.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Output;

use rusqlite::{Connection, ffi};
use store::StoreError;

use super::desk::{Desk, text};

const BUY: &str = "buy C-1 food 1 --from SHOP";
const INIT: &str = "init --pilot T --authority E06000020 --start 2006-07-01 --end 2007-12-31";

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn a_ledger_must_be_named_and_be_there() {
    let desk = Desk::bare();
    desk.bhlp(BUY).without("BHLP_LEDGER").fails(
        2,
        "LEDGER_NOT_NAMED",
        "no ledger was named\n\
         hint: give --ledger FILE, or set BHLP_LEDGER once: export BHLP_LEDGER=pilot.bhlp",
    );
    desk.bhlp(BUY).fails(
        4,
        "LEDGER_MISSING",
        &format!(
            "there is no ledger at {}\nhint: create one with bhlp init, or name another with --ledger FILE",
            shown(&desk.ledger)
        ),
    );
    assert!(!desk.ledger.exists(), "looking for a ledger makes none");
    desk.bhlp(BUY).ledger(desk.dir.path()).fails(
        4,
        "LEDGER_IS_DIRECTORY",
        &format!(
            "{} is a directory, not a ledger file\nhint: name the file in it: --ledger FILE",
            shown(desk.dir.path())
        ),
    );
}

#[test]
fn init_overwrites_nothing() {
    let desk = Desk::new();
    let before = fs::read(&desk.ledger).unwrap();
    let there = |path: &Path| {
        format!(
            "{} exists already; nothing is ever overwritten\n\
             hint: choose another name, or move the old file away yourself",
            shown(path)
        )
    };
    desk.bhlp(INIT).fails(4, "LEDGER_EXISTS", &there(&desk.ledger));
    assert_eq!(fs::read(&desk.ledger).unwrap(), before);
    let note = desk.dir.path().join("note.txt");
    fs::write(&note, "keep me").unwrap();
    desk.bhlp(INIT).ledger(&note).fails(4, "LEDGER_EXISTS", &there(&note));
    assert_eq!(fs::read_to_string(&note).unwrap(), "keep me");
}

#[test]
fn another_programs_file_is_left_alone() {
    let desk = Desk::bare();
    let not_ours = |path: &Path| {
        let before = fs::read(path).unwrap();
        desk.bhlp(BUY).ledger(path).fails(
            4,
            "NOT_A_LEDGER",
            &format!(
                "{} is not a bhlp ledger\nhint: name the ledger with --ledger FILE or BHLP_LEDGER",
                shown(path)
            ),
        );
        assert_eq!(fs::read(path).unwrap(), before);
    };
    let text = desk.dir.path().join("letter.txt");
    fs::write(&text, "Dear Sir or Madam, ".repeat(500)).unwrap();
    not_ours(&text);
    let empty = desk.dir.path().join("empty");
    fs::write(&empty, "").unwrap();
    not_ours(&empty);
    let other = desk.dir.path().join("other.sqlite");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE event (seq); INSERT INTO event VALUES (1)")
        .unwrap();
    not_ours(&other);
}

#[test]
fn a_newer_ledger_is_not_touched() {
    let desk = Desk::new();
    desk.other_hand().pragma_update(None, "user_version", 6).unwrap();
    desk.bhlp(BUY).fails(
        4,
        "LEDGER_NEWER",
        &format!(
            "{} was written by a newer bhlp (format 6; this one knows 5)\n\
             hint: install the newer bhlp; this one leaves the file as it is",
            shown(&desk.ledger)
        ),
    );
}

/// Formats before the first release have nothing that could be brought over.
#[test]
fn a_ledger_of_a_trial_is_not_touched() {
    let desk = Desk::new();
    for format in 1..=4 {
        desk.other_hand().pragma_update(None, "user_version", format).unwrap();
        let before = fs::read(&desk.ledger).unwrap();
        let told = format!(
            "{} was written by a trial of bhlp (format {format}); this one reads and writes format 5, \
             the first that was released\n\
             hint: start a new ledger: bhlp init; the file is left as it is",
            shown(&desk.ledger)
        );
        desk.bhlp(BUY).fails(4, "LEDGER_OLDER", &told);
        for command in ["check", "backup copy.bhlp", "report child-spend"] {
            desk.bhlp(command).stderr(format!("error[LEDGER_OLDER]: {told}\n")).code(4);
        }
        assert!(fs::read(&desk.ledger).unwrap() == before);
    }
}

#[test]
fn a_path_that_leads_nowhere_is_said_so() {
    let desk = Desk::new();
    let inside = desk.ledger.join("inside.bhlp");
    desk.bhlp(BUY).ledger(&inside).fails(
        4,
        "LEDGER_UNREADABLE",
        &format!(
            "the ledger file cannot be opened or read: {}: Not a directory (os error 20)\n\
             hint: check the path, the permissions and the disk",
            shown(&inside)
        ),
    );
    let nowhere = desk.dir.path().join("no/such/folder/pilot.bhlp");
    desk.bhlp(INIT).ledger(&nowhere).fails(
        4,
        "LEDGER_UNREADABLE",
        &format!(
            "the ledger file cannot be opened or read: {}: No such file or directory (os error 2)\n\
             hint: check the path, the permissions and the disk",
            shown(&nowhere)
        ),
    );
}

/// Makes a ledger's folder one that can only be read, runs commands as somebody whom that binds, and puts
/// it back. Permissions do not bind root: there the program is run as nobody. `None` where it cannot be.
fn where_nothing_can_be_written(desk: &Desk, lines: &[&str]) -> Option<Vec<Output>> {
    let only_read = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    only_read(&desk.ledger, 0o444);
    only_read(desk.dir.path(), 0o555);
    let as_anybody = |line: &&str| {
        let mut command = desk.bhlp(line).into_command();
        if fs::metadata(desk.dir.path()).unwrap().uid() == 0 {
            command.uid(65534).gid(65534);
        }
        command.output()
    };
    let outputs: std::io::Result<Vec<Output>> = lines.iter().map(as_anybody).collect();
    only_read(desk.dir.path(), 0o755);
    only_read(&desk.ledger, 0o644);
    outputs.inspect_err(|error| eprintln!("SKIPPED: as nobody, {error}")).ok()
}

const NOT_WRITTEN: &str = "error[LEDGER_READ_ONLY]: the ledger cannot be written: the file or its folder is read-only\n\
                           hint: check the permissions of the file and of its folder\n";

#[test]
fn a_read_only_ledger_is_read_and_not_written() {
    let desk = Desk::new();
    // A ledger at rest keeps no second file; in the rollback mode none is needed to read it either.
    desk.other_hand().pragma_update(None, "journal_mode", "DELETE").unwrap();
    let Some(outputs) = where_nothing_can_be_written(&desk, &[BUY, "check"]) else { return };
    assert_eq!(text(&outputs[0].stderr), format!("{NOT_WRITTEN}nothing was recorded\n"));
    assert_eq!(outputs[0].status.code(), Some(4));
    assert_eq!((text(&outputs[1].stderr).as_str(), outputs[1].status.code()), ("", Some(0)));
}

/// With a write-ahead log others may be writing, and a file beside the ledger is needed to be sure of them:
/// where none can be made, what is all in the file is checked, and what is not is not.
#[test]
fn a_ledger_at_rest_is_checked_where_its_folder_cannot_be_written() {
    let desk = Desk::new();
    let Some(outputs) = where_nothing_can_be_written(&desk, &["check"]) else { return };
    assert_eq!(text(&outputs[0].stderr), "");
    assert_eq!((text(&outputs[0].stdout).as_str(), outputs[0].status.code()), ("", Some(0)));
    let tampered = desk.other_hand();
    tampered.execute_batch("DROP VIEW budget_closed; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(tampered);
    let outputs = where_nothing_can_be_written(&desk, &["check --only schema"]).unwrap();
    assert_eq!(text(&outputs[0].stdout), "schema: view budget_closed is missing\n");
    assert_eq!(outputs[0].status.code(), Some(3));
    fs::write(desk.dir.path().join("pilot.bhlp-wal"), "what is not in the ledger yet").unwrap();
    let outputs = where_nothing_can_be_written(&desk, &["check"]).unwrap();
    assert!(
        text(&outputs[0].stderr).starts_with("error[LEDGER_UNREADABLE]: "),
        "{}",
        text(&outputs[0].stderr)
    );
    assert_eq!(outputs[0].status.code(), Some(4));
}

#[test]
fn a_damaged_ledger_is_said_to_be_damaged() {
    let desk = Desk::new();
    let mut bytes = fs::read(&desk.ledger).unwrap();
    let end = bytes.len();
    bytes[8192..end].fill(0xa5);
    fs::write(&desk.ledger, bytes).unwrap();
    let output = desk.bhlp(BUY).output();
    let said = text(&output.stderr);
    assert!(said.starts_with("error[LEDGER_DAMAGED]: the ledger file is damaged: "), "{said}");
    assert!(
        said.ends_with(
            "\nhint: restore the last backup: bhlp restore BACKUP --to FILE\nnothing was recorded\n"
        ),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(4));
}

/// What the schema refuses although the plan allowed it is a fault, and said as one.
#[test]
fn a_ledger_that_another_hand_changed_is_a_fault_and_records_nothing() {
    let desk = Desk::new();
    desk.other_hand()
        .execute_batch(
            "CREATE TRIGGER strange BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'STRANGE'); END",
        )
        .unwrap();
    desk.bhlp(BUY).fails(
        70,
        "FAULT",
        "the ledger refused what the program had planned: STRANGE\n\
         hint: this is a mistake in bhlp; run bhlp check, and report what it says",
    );
}

/// Failures that need a full disk, or the half minute that a busy ledger is waited for: told from
/// SQLite's own codes.
#[test]
fn failures_of_the_disk_have_their_words() {
    let said = |code| {
        let error = StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        (error.code().to_owned(), error.to_string(), error.hint().unwrap_or_default().to_owned())
    };
    let full = ("DISK_FULL", "the disk is full", "free some room, then try again");
    assert_eq!(said(ffi::SQLITE_FULL), (full.0.into(), full.1.into(), full.2.into()));
    for code in [ffi::SQLITE_BUSY, ffi::SQLITE_LOCKED, ffi::SQLITE_BUSY_SNAPSHOT] {
        let busy = (
            "LEDGER_BUSY",
            "the ledger is busy: another program has been writing to it for a long time",
            "wait for the other command to finish, then try again",
        );
        assert_eq!(said(code), (busy.0.into(), busy.1.into(), busy.2.into()));
    }
}
