//! Files that cannot be used: each is refused with its code and exit code 4, and nothing is recorded.

use std::fs;
use std::time::Duration;

use rusqlite::Connection;
use service::{Context, Error, ProviderAdd, Run, record};
use store::{Ledger, Origin, StoreError};

use super::world::{World, exit_and_output, findings};

/// Tries to read, to record, to copy and to restore; each must be refused in the same way.
fn is_refused(world: &World, code: &str, message: &str, hint: &str) {
    let (copy, new) = (world.path("copy.bhlp"), world.path("new.bhlp"));
    let (ledger, copied, made) = (world.ledger(), copy.to_str().unwrap(), new.to_str().unwrap());
    let told = format!("error[{code}]: {message}\nhint: {hint}\n");
    for args in [
        ["check"].as_slice(),
        &["backup", copied],
        &["restore", ledger.to_str().unwrap(), "--to", made],
        &["buy", "C-0001", "clothing", "1.00", "--from", "SHOES"],
    ] {
        let nothing = if args[0] == "buy" { "nothing was recorded\n" } else { "" };
        let output = exit_and_output(&world.bhlp("LP0002", args));
        assert_eq!(output, (Some(4), String::new(), format!("{told}{nothing}")), "{args:?}");
        assert!(!copy.exists() && !new.exists(), "{args:?} left a file");
    }
}

#[test]
fn a_file_that_is_missing() {
    let world = World::new();
    fs::remove_file(world.ledger()).unwrap();
    let message = format!("there is no ledger at {}", world.ledger().display());
    is_refused(
        &world,
        "LEDGER_MISSING",
        &message,
        "create one with bhlp init, or name another with --ledger FILE",
    );
}

#[test]
fn a_folder() {
    let world = World::new();
    fs::remove_file(world.ledger()).unwrap();
    fs::create_dir(world.ledger()).unwrap();
    let message = format!("{} is a directory, not a ledger file", world.ledger().display());
    is_refused(&world, "LEDGER_IS_DIRECTORY", &message, "name the file in it: --ledger FILE");
}

#[test]
fn a_file_of_another_kind() {
    let world = World::new();
    let message = format!("{} is not a bhlp ledger", world.ledger().display());
    let hint = "name the ledger with --ledger FILE or BHLP_LEDGER";
    for text in ["", "Dear finance officer,\n", &"date,amount\n".repeat(2000)] {
        fs::write(world.ledger(), text).unwrap();
        is_refused(&world, "NOT_A_LEDGER", &message, hint);
        assert_eq!(fs::read_to_string(world.ledger()).unwrap(), text, "the file is left as it was");
    }
    fs::remove_file(world.ledger()).unwrap();
    world.raw("CREATE TABLE event (seq INTEGER); PRAGMA application_id = 252006674"); // another program's
    is_refused(&world, "NOT_A_LEDGER", &message, hint);
}

#[test]
fn a_ledger_of_a_newer_program() {
    let world = World::new();
    world.raw("PRAGMA user_version = 6");
    let message =
        format!("{} was written by a newer bhlp (format 6; this one knows 5)", world.ledger().display());
    let hint = "install the newer bhlp; this one leaves the file as it is";
    is_refused(&world, "LEDGER_NEWER", &message, hint);
}

#[test]
fn a_ledger_cut_short() {
    let world = World::new();
    let bytes = fs::read(world.ledger()).unwrap();
    for part in [5000, bytes.len() / 2, bytes.len() - 4096] {
        fs::write(world.ledger(), &bytes[..part]).unwrap();
        for args in [["check"].as_slice(), &["buy", "C-0001", "clothing", "1.00", "--from", "SHOES"]] {
            let (code, out, err) = exit_and_output(&world.bhlp("LP0002", args));
            assert_eq!((code, out.as_str()), (Some(4), ""), "{part} {args:?}: {err}");
            assert!(err.starts_with("error[LEDGER_DAMAGED]: "), "{part} {args:?}: {err}");
        }
    }
}

#[test]
fn a_ledger_with_a_page_written_over() {
    let world = World::new();
    let mut bytes = fs::read(world.ledger()).unwrap();
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'transfer'";
    let page: usize = Connection::open(world.ledger())
        .unwrap()
        .query_row(root, [], |row| row.get::<_, u32>(0))
        .unwrap()
        .try_into()
        .unwrap();
    bytes[(page - 1) * 4096..page * 4096].fill(0xaa);
    fs::write(world.ledger(), bytes).unwrap();
    let (code, out, err) = exit_and_output(&world.bhlp("LP0002", &["check"]));
    assert_eq!((code, err.as_str()), (Some(3), ""));
    assert!(out.lines().count() > 0 && out.lines().all(|line| line.starts_with("file: ")), "{out}");
    let (code, _, err) = exit_and_output(&world.bhlp("LP0002", &["check", "--only", "balances"]));
    assert_eq!(code, Some(4));
    assert!(err.starts_with("error[LEDGER_DAMAGED]: "), "{err}");
    let (code, _, err) =
        exit_and_output(&world.bhlp("LP0002", &["buy", "C-0001", "clothing", "1.00", "--from", "SHOES"]));
    assert_eq!(code, Some(4));
    assert!(err.starts_with("error[LEDGER_DAMAGED]: ") && err.ends_with("nothing was recorded\n"), "{err}");
}

/// A request to add a provider, and who asks.
fn a_provider(name: &str) -> (Context, ProviderAdd) {
    let context = Context {
        user: "ADMIN".parse().unwrap(),
        now: "2006-09-11T09:00:00Z".parse().unwrap(),
        run: Run::Real,
        key: None,
        belongs_to: None,
        origin: Origin::default(),
    };
    let request = ProviderAdd {
        provider: "NEW".parse().unwrap(),
        name: name.parse().unwrap(),
        sector: "private".parse().unwrap(),
        companies_house: None,
        charity_number: None,
        ukprn: None,
        vat_number: None,
    };
    (context, request)
}

/// Records a provider and answers with why that failed. Nothing may have been recorded, and the
/// ledger is well.
fn fails(world: &World, ledger: &mut Ledger, name: &str) -> StoreError {
    let events = ledger.read().unwrap().reader().head().unwrap().events;
    let (context, request) = a_provider(name);
    let Err(Error::Store(error)) = record(ledger, &context, &request) else {
        panic!("the ledger can be written");
    };
    assert!(!error.is_fault(), "{error}");
    assert_eq!(ledger.read().unwrap().reader().head().unwrap().events, events);
    assert_eq!(findings(&world.ledger(), store::CHECKS), [""; 0]);
    error
}

#[test]
fn a_ledger_somebody_else_is_writing_to() {
    let world = World::new();
    let other = Connection::open(world.ledger()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    ledger.wait_at_most(Duration::from_millis(10)).unwrap();
    assert_eq!(fails(&world, &mut ledger, "New").code(), "LEDGER_BUSY");
    other.execute_batch("ROLLBACK").unwrap();
    let (context, request) = a_provider("New");
    assert_eq!(record(&mut ledger, &context, &request).unwrap().number, 51);
}

#[test]
fn a_full_disk() {
    let world = World::new();
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    ledger.grow_at_most(1).unwrap(); // less than it has: not one page more
    let long = "x".repeat(400);
    let (context, request) = a_provider("New");
    let mut full = None;
    for number in 0..200 {
        let request = ProviderAdd {
            provider: format!("P{number}").parse().unwrap(),
            name: long.parse().unwrap(),
            ..request.clone()
        };
        match record(&mut ledger, &context, &request) {
            Ok(_) => {}
            Err(Error::Store(error)) => {
                full = Some(error);
                break;
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(full.expect("a page is full before long").code(), "DISK_FULL");
    assert_eq!(fails(&world, &mut ledger, &long).code(), "DISK_FULL");
    ledger.grow_at_most(1_000_000).unwrap(); // somebody made room
    record(&mut ledger, &context, &request).unwrap();
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_ledger_opened_to_read() {
    let world = World::new();
    let mut ledger = Ledger::open_to_read(&world.ledger()).unwrap();
    assert_eq!(fails(&world, &mut ledger, "New").code(), "LEDGER_READ_ONLY");
}

/// The administrator of the machine may write anywhere; run as anybody else, the file is refused.
#[test]
fn a_file_without_permission_to_write() {
    let world = World::new();
    let mut permissions = fs::metadata(world.ledger()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(world.ledger(), permissions).unwrap();
    let may_write_anyway = fs::OpenOptions::new().write(true).open(world.ledger()).is_ok();
    let (code, _, err) =
        exit_and_output(&world.bhlp("LP0002", &["buy", "C-0001", "clothing", "1.00", "--from", "SHOES"]));
    if may_write_anyway {
        assert_eq!(code, Some(0), "{err}");
    } else {
        assert_eq!(code, Some(4), "{err}");
        assert!(err.starts_with("error[LEDGER_READ_ONLY]: "), "{err}");
    }
    assert_eq!(world.findings(), [""; 0]);
}
