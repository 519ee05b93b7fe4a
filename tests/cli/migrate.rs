//! A ledger of an older program: refused with the way forward, brought up to date by `bhlp migrate`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use rusqlite::Connection;

use crate::desk::{Desk, text};

const V1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/v1");
const HEAD: &str = "4df3f1754151fbbaa0a69f9b9f3c336cc64f8aba91e477f0937065a29acbc41c";
const BUY: &str = "buy C-0001 clothing 1 --from SHOES --on 2006-09-11";

/// A desk with the ledger of format 1, as it is and after another hand was at it.
fn old_desk(another_hand: &str) -> Desk {
    let desk = Desk::bare();
    let old = fs::read_to_string(format!("{V1}/ledger.sql")).unwrap();
    let conn = desk.other_hand();
    conn.execute_batch(&old).unwrap();
    conn.execute_batch(another_hand).unwrap();
    desk
}

fn beside(desk: &Desk, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", desk.ledger.display()))
}

fn files(desk: &Desk) -> usize {
    fs::read_dir(desk.dir.path()).unwrap().count()
}

fn migrated(desk: &Desk, backup: &str) -> String {
    format!(
        "migrated from format 1 to 4; the audit trail stands at {HEAD}, as before\n\
         the ledger as it was: {}\n",
        beside(desk, backup).display()
    )
}

fn migrate(desk: &Desk) {
    let told = migrated(desk, ".v1-2006-09-01.backup");
    desk.bhlp("migrate").without("BHLP_USER").stdout(told).code(0);
}

#[test]
fn an_older_ledger_is_not_touched_until_somebody_says_so() {
    let desk = old_desk("");
    let before = fs::read(&desk.ledger).unwrap();
    let told = format!(
        "{} was written by an older bhlp (format 1; this one writes 4)\n\
         hint: bring it to this format, after a backup beside it: bhlp migrate",
        desk.ledger.display()
    );
    desk.bhlp(BUY).fails(4, "LEDGER_OLDER", &told);
    for look in ["check", "report child-spend", "budget show C-0001"] {
        desk.bhlp(look).stderr(format!("error[LEDGER_OLDER]: {told}\n")).code(4);
    }
    assert_eq!((fs::read(&desk.ledger).unwrap() == before, files(&desk)), (true, 1));
}

#[test]
fn a_migrated_ledger_is_as_a_new_one_and_goes_on() {
    let desk = old_desk("");
    migrate(&desk);
    desk.bhlp("check").code(0);
    let fresh = Desk::new();
    assert_eq!(schema(&desk.other_hand()), schema(&fresh.other_hand()));
    let bought = desk.bhlp(BUY).user("LP0002").now("2006-09-11T09:00:00Z").output();
    assert!(bought.status.success(), "{}", text(&bought.stderr));
    assert_eq!(desk.events(), 51);
    desk.bhlp("check").code(0);
    desk.bhlp("migrate").stdout("the ledger is of the newest format already; nothing was done\n").code(0);
    assert_eq!(files(&desk), 2, "the ledger, and the one it was");
}

/// Everything in the schema, but for the order in which it was made.
fn schema(conn: &Connection) -> Vec<[Option<String>; 4]> {
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// What the older program reported, in `fixtures/v1/reports`, is reported in the same columns.
#[test]
fn reports_say_what_they_said() {
    let desk = old_desk("");
    migrate(&desk);
    assert_eq!(reports_alike(&desk, V1), 7);
}

#[test]
fn the_format_before_this_one_goes_on_too() {
    const V3: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/v3");
    let desk = Desk::bare();
    desk.other_hand().execute_batch(&fs::read_to_string(format!("{V3}/ledger.sql")).unwrap()).unwrap();
    desk.bhlp("migrate")
        .stdout(format!(
            "migrated from format 3 to 4; the audit trail stands at \
             dbcc32519e0862894f43d7bb413151802607ac9bf52ee0e5af5f2b7c839f075f, as before\n\
             the ledger as it was: {}\n",
            beside(&desk, ".v3-2006-09-01.backup").display()
        ))
        .code(0);
    desk.bhlp("check").code(0);
    assert_eq!(schema(&desk.other_hand()), schema(&Desk::new().other_hand()));
    assert_eq!(reports_alike(&desk, V3), 17);
    // The closed month's journal is written again, to the byte.
    desk.bhlp("export month 2006-09 --to pack").user("FN0001").now("2006-10-02T09:00:00Z").done();
    desk.bhlp("verify pack").done();
}

#[test]
fn the_format_before_that_goes_on_too() {
    const V2: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/v2");
    let desk = Desk::bare();
    desk.other_hand().execute_batch(&fs::read_to_string(format!("{V2}/ledger.sql")).unwrap()).unwrap();
    desk.bhlp("migrate")
        .stdout(format!(
            "migrated from format 2 to 4; the audit trail stands at \
             2e4dedbcd70979ffb39cc63b040688c809ff0d171eec24e3cf35285c3f686717, as before\n\
             the ledger as it was: {}\n",
            beside(&desk, ".v2-2006-09-01.backup").display()
        ))
        .code(0);
    desk.bhlp("check").code(0);
    assert_eq!(schema(&desk.other_hand()), schema(&Desk::new().other_hand()));
    assert_eq!(reports_alike(&desk, V2), 10);
    // What waited for approval and was approved is billed now.
    let billed = desk
        .bhlp("invoice record 56 120 --on 2006-09-11")
        .user("MG0001")
        .now("2006-09-11T09:00:00Z")
        .output();
    assert!(billed.status.success(), "{}", text(&billed.stderr));
    desk.bhlp("check").code(0);
}

/// Compares every report of a fixture with what is reported now; answers how many there were.
fn reports_alike(desk: &Desk, fixture: &str) -> usize {
    let mut compared = 0;
    for file in fs::read_dir(format!("{fixture}/reports")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let before = fs::read_to_string(&path).unwrap();
        let after = text(&desk.bhlp(&format!("report {name} --format csv")).output().stdout);
        assert_eq!(table(&after, &header(&before)), table(&before, &header(&before)), "{name}");
        compared += 1;
    }
    compared
}

fn header(text: &str) -> StringRecord {
    csv::Reader::from_reader(text.as_bytes()).headers().unwrap().clone()
}

/// The rows of a report in the columns asked for: a newer program may have more.
fn table(text: &str, columns: &StringRecord) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let found = reader.headers().unwrap().clone();
    let place = |name: &str| found.iter().position(|column| column == name);
    let places: Vec<usize> = columns.iter().map(|name| place(name).expect(name)).collect();
    let row = |row: StringRecord| places.iter().map(|place| row[*place].to_owned()).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn the_backup_is_the_ledger_as_it_was() {
    let desk = old_desk("");
    let before = rows(&desk.ledger);
    fs::set_permissions(&desk.ledger, fs::Permissions::from_mode(0o600)).unwrap();
    migrate(&desk);
    let backup = beside(&desk, ".v1-2006-09-01.backup");
    assert_eq!(fs::metadata(&backup).unwrap().permissions().mode() & 0o777, 0o600, "nobody else may read it");
    assert!(before.iter().map(Vec::len).sum::<usize>() > 200, "every table's rows are compared");
    assert_eq!(rows(&backup), before);

    let again = desk.dir.path().join("again.bhlp");
    desk.bhlp(&format!("restore {} --to again.bhlp", backup.display()))
        .stdout(format!("restored 50 events to again.bhlp; the audit trail stands at {HEAD}\n"))
        .code(0);
    assert_eq!(rows(&again), before);
    let told = format!(
        "migrated from format 1 to 4; the audit trail stands at {HEAD}, as before\n\
         the ledger as it was: {}.v1-2006-09-01.backup\n",
        again.display()
    );
    desk.bhlp("migrate").ledger(&again).stdout(told).code(0);
    desk.bhlp("check").ledger(&again).code(0);
}

/// The format of a file, its schema, and each row of each of its tables.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let conn = Connection::open(path).unwrap();
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    let schema = schema(&conn);
    let tables = schema.iter().filter(|object| object[0].as_deref() == Some("table"));
    let tables: Vec<&str> = tables.map(|object| object[1].as_deref().unwrap()).collect();
    let table = |name: &&str| {
        let mut statement = conn.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let width = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            let cell = |column| row.get::<_, rusqlite::types::Value>(column).unwrap();
            Ok(format!("{:?}", (0..width).map(cell).collect::<Vec<_>>()))
        };
        statement.query_map([], row).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let mut all: Vec<Vec<String>> = tables.iter().map(table).collect();
    all.push(vec![format!("format {version}"), format!("{schema:?}")]);
    all
}

/// An earlier attempt that was cut short has left its backup: that one is kept too.
#[test]
fn an_earlier_backup_is_not_overwritten() {
    let desk = old_desk("");
    let earlier = beside(&desk, ".v1-2006-09-01.backup");
    fs::write(&earlier, "half a copy").unwrap();
    desk.bhlp("migrate").stdout(migrated(&desk, ".v1-2006-09-01-2.backup")).code(0);
    assert_eq!(fs::read_to_string(&earlier).unwrap(), "half a copy");
}

#[test]
fn a_ledger_with_something_wrong_is_left_as_it_is() {
    let trigger = |name: &str| format!("DROP TRIGGER {name}; ");
    for (another_hand, why) in [
        (
            trigger("event_is_not_changed")
                + "UPDATE event SET payload = replace(payload, 'Ames', 'Amos') WHERE seq = 2",
            "chain: event 2: its text and the hash before it do not make its hash",
        ),
        (
            trigger("child_is_amended") + "UPDATE child SET need_level = 1 WHERE child_id = 1",
            "seals: child 1: need_level is 1, recorded as 3 by event 21",
        ),
        (
            trigger("commission_keeps_its_terms")
                + "UPDATE commission SET estimate_pence = 1 WHERE commission_id = 34",
            "seals: commission 34: estimate_pence is 1, recorded as 15000 by event 34 (and 1 more)",
        ),
        ("CREATE TABLE my_notes (text)".into(), "schema: table my_notes is no part of a ledger"),
    ] {
        let desk = old_desk(&another_hand);
        let before = fs::read(&desk.ledger).unwrap();
        desk.bhlp("migrate")
            .stderr(format!(
                "error[LEDGER_NOT_MIGRATED]: {} was not migrated, and is as it was: {why}\n\
                 hint: see what else is wrong with the bhlp that wrote it: bhlp check\n",
                desk.ledger.display()
            ))
            .code(4);
        assert_eq!((fs::read(&desk.ledger).unwrap() == before, files(&desk)), (true, 1), "{another_hand}");
    }
}

/// What another hand added to the schema that holds no facts gives way to this format's own.
#[test]
fn a_view_and_a_trigger_of_another_hand_are_not_taken_along() {
    let desk = old_desk(
        "DROP TRIGGER child_is_not_deleted; DROP INDEX outcome_by_event; CREATE VIEW mine AS SELECT 1;
         CREATE TRIGGER theirs BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    migrate(&desk);
    desk.bhlp("check").code(0);
}

#[test]
fn there_is_no_dry_run_of_it() {
    let desk = old_desk("");
    desk.bhlp("migrate --dry-run")
        .stderr(
            "error[DRY_RUN_DOES_NOT_APPLY]: this command makes a file and records nothing: \
             there is no dry run of it\nhint: leave out --dry-run\n",
        )
        .code(2);
    assert_eq!(files(&desk), 1);
}
