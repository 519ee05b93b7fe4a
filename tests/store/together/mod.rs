//! Many processes at one ledger: the real program, several at once, and one killed in the middle.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

const PROCESSES: usize = 8;

/// A pilot with one child, C-1, who has £1,000.00.
struct Pilot {
    ledger: PathBuf,
    _dir: TempDir,
}

impl Pilot {
    fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let pilot = Self { ledger: dir.path().join("pilot.bhlp"), _dir: dir };
        for line in [
            "init --pilot Trial --authority E06000020 --start 2006-07-01 --end 2007-12-31",
            "fund add POOL --name Pool --contributor Council",
            "fund receive POOL 5000",
            "provider add SHOP --name Shop --sector private",
            "child add C-1 --cohort looked_after --born 1999-03 --area North --need N1 --level 2 --lead ADMIN",
            "budget open C-1 1000.00",
        ] {
            let done = pilot.command(line).output().unwrap();
            assert!(done.status.success(), "{line}: {}", stderr(&done));
        }
        pilot
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bhlp"));
        command
            .env_clear()
            .env("BHLP_LEDGER", &self.ledger)
            .env("BHLP_USER", "ADMIN")
            .env("BHLP_NOW", "2006-09-01T10:00:00Z")
            .args(line.split(' '))
            .stdin(Stdio::null());
        command
    }

    fn book(&self) -> Connection {
        Connection::open_with_flags(&self.ledger, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
    }

    /// The program's own check finds nothing.
    fn checks_out(&self) {
        let check = self.command("check").output().unwrap();
        assert_eq!(
            (stdout(&check), stderr(&check), check.status.code()),
            (String::new(), String::new(), Some(0))
        );
    }

    /// How many entries of a kind there are.
    fn count(&self, kind: &str) -> usize {
        let count = self
            .book()
            .query_row("SELECT count(*) FROM entry WHERE kind = ?", [kind], |row| row.get::<_, i64>(0));
        usize::try_from(count.unwrap()).unwrap()
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Each query finds what is wrong; read in one view, nothing may be.
const WRONGS: [(&str, &str); 5] = [
    ("a book does not balance", "SELECT book FROM account GROUP BY book HAVING sum(balance_pence) <> 0"),
    (
        "a pot is below zero",
        "SELECT name FROM account WHERE balance_pence < 0 AND kind IN ('pool', 'available', 'committed', 'spent')",
    ),
    (
        "a balance is not the sum of its transfers",
        "SELECT name FROM account a WHERE balance_pence <>
            (SELECT coalesce(sum(amount_pence), 0) FROM transfer WHERE debit_account_id = a.account_id)
          - (SELECT coalesce(sum(amount_pence), 0) FROM transfer WHERE credit_account_id = a.account_id)",
    ),
    (
        "the budget is not its pots",
        "SELECT child_id FROM budget b WHERE allocated_pence <>
            (SELECT sum(balance_pence) FROM account a WHERE a.child_id = b.child_id)",
    ),
    ("an entry has no event", "SELECT entry_id FROM entry WHERE entry_id NOT IN (SELECT seq FROM event)"),
];

fn is_well(book: &mut Connection) {
    let view = book.transaction().unwrap();
    for (what, sql) in WRONGS {
        assert!(!view.prepare(sql).unwrap().exists([]).unwrap(), "{what}");
    }
}

/// Recomputes the audit chain from the bytes that are kept.
fn chain_holds(book: &Connection) {
    let mut previous = vec![0; 32];
    let mut statement = book.prepare("SELECT payload, hash FROM event ORDER BY seq").unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let payload: String = row.get(0).unwrap();
        let hash: Vec<u8> = row.get(1).unwrap();
        let sum = Sha256::new().chain_update(&previous).chain_update(payload.as_bytes()).finalize();
        assert_eq!(hash, sum.to_vec());
        previous = hash;
    }
}

#[test]
fn eight_processes_never_overspend_one_budget_and_lose_no_purchase() {
    let pilot = Pilot::start();
    let start = Barrier::new(PROCESSES + 1);
    let done = AtomicBool::new(false);
    let outputs: Vec<Output> = std::thread::scope(|scope| {
        let buyers: Vec<_> = (0..PROCESSES)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    let buy = || pilot.command("buy C-1 clothing 7.77 --from SHOP").output().unwrap();
                    std::iter::repeat_with(buy).take(20).collect::<Vec<_>>()
                })
            })
            .collect();
        let reader = scope.spawn(|| {
            let mut book = pilot.book();
            start.wait();
            while !done.load(Ordering::Relaxed) {
                is_well(&mut book);
            }
        });
        let outputs = buyers.into_iter().flat_map(|buyer| buyer.join().unwrap()).collect();
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap();
        outputs
    });
    // £1,000.00 is 128 times £7.77 and £5.44.
    let (bought, refused): (Vec<_>, Vec<_>) = outputs.iter().partition(|output| output.status.success());
    assert_eq!((bought.len(), refused.len()), (128, 32));
    for output in refused {
        assert_eq!(output.status.code(), Some(1), "{}", stderr(output));
        assert_eq!(
            stderr(output),
            "error[BUDGET_EXCEEDED]: C-1's budget has £5.44 left; £7.77 was asked for\n  \
             given £1,000.00 = left £5.44 + promised £0.00 + used £994.56\n\
             hint: give a smaller amount, or have the budget topped up: bhlp budget top-up C-1 AMOUNT\n\
             nothing was recorded\n"
        );
    }
    assert_eq!(pilot.count("buy"), 128);
    is_well(&mut pilot.book());
    chain_holds(&pilot.book());
    pilot.checks_out();
}

#[test]
fn one_key_from_eight_processes_is_recorded_once() {
    let pilot = Pilot::start();
    for round in 1..=4 {
        let start = Barrier::new(PROCESSES);
        let line = format!("buy C-1 travel 3.50 --from SHOP --key DESK-{round}");
        let outputs: Vec<Output> = std::thread::scope(|scope| {
            let ask = || {
                start.wait();
                pilot.command(&line).output().unwrap()
            };
            let askers: Vec<_> = (0..PROCESSES).map(|_| scope.spawn(ask)).collect();
            askers.into_iter().map(|asker| asker.join().unwrap()).collect()
        });
        for output in &outputs {
            assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
        }
        let answers: Vec<String> = outputs.iter().map(stdout).collect();
        let first = answers.iter().filter(|answer| answer.starts_with("bought travel for C-1")).count();
        let again = answers.iter().filter(|answer| answer.starts_with("already recorded as entry")).count();
        assert_eq!((first, again), (1, PROCESSES - 1), "{answers:?}");
        assert_eq!(pilot.count("buy"), round);
    }
    is_well(&mut pilot.book());
}

/// Kills the program at moments spread over its whole life; what it leaves is well, and the next
/// command goes on as if nothing had happened.
#[test]
fn a_killed_process_leaves_a_well_ledger() {
    let pilot = Pilot::start();
    let line = "buy C-1 food 1.00 --from SHOP";
    let begun = Instant::now();
    assert!(pilot.command(line).output().unwrap().status.success());
    let life = begun.elapsed();
    let mut finished = 1;
    for part in 0..40 {
        let mut child = pilot.command(line).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while begun.elapsed() < life * part / 32 {
            std::hint::spin_loop();
        }
        // It may have ended by itself: then there is nothing to kill.
        let _ = child.kill();
        finished += usize::from(child.wait().unwrap().success());
        is_well(&mut pilot.book());
    }
    let recorded = pilot.count("buy");
    assert!(finished <= recorded && recorded <= 41, "{finished} said so, {recorded} are recorded");
    let next = pilot.command(line).output().unwrap();
    assert_eq!(next.status.code(), Some(0), "{}", stderr(&next));
    assert_eq!(pilot.count("buy"), recorded + 1);
    chain_holds(&pilot.book());
    pilot.checks_out();
}

/// A process that holds the ledger for a moment makes the others wait, not fail.
#[test]
fn a_busy_ledger_is_waited_for() {
    let pilot = Pilot::start();
    let mut other = Connection::open(&pilot.ledger).unwrap();
    let held = other.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    let waiting = pilot.command("buy C-1 food 2.00 --from SHOP").stdout(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_millis(120) {
        std::hint::spin_loop();
    }
    drop(held);
    let done = waiting.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert_eq!(pilot.count("buy"), 1);
}
