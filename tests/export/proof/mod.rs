//! Proof by others: hledger, Ledger and Beancount read our journal and reach our balances.
//!
//! Each program must accept its journal at its strictest, and then name, for every account, the
//! balance that the ledger keeps: to the penny, with none missing and none added. The figures of
//! the pilot's own accounts are also worked by hand, below.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod pencil;
mod programs;
mod world;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use self::programs::{Beancount, Hledger, Ledger, Other};
use self::world::World;
use domain::EntryKind;

/// Balances in pence, debits less credits, by exported account name; accounts at nought left out.
type Balances = BTreeMap<String, i64>;

/// What the commands of `world.txt` leave, worked by hand.
const BY_HAND: [(&str, i64); 20] = [
    // 10,000 + 1,000 in; 1,000.01 repaid; 200 and 150.50 moved; 43.99, 40.00 and 1.00 paid; 4.50 charged
    // and 1.27 of interest; 2.01 of LP_1's own paid back; 30.00 to a family, 25.00 to an agent; 300 and
    // 200.01 of two partners in, 0.01 back; 12.34 for training.
    ("Assets:Bank-main", 999_192),
    // 25 advanced; 10 of it spent.
    ("Assets:Held-St--dMary--s1--h--u", 1_500),
    // 200 in; 40 and 12.35 - 2.01 paid; the hat was undone.
    ("Assets:Imprest-office", 14_966),
    // 600 in kind; 80 and 20 used.
    ("Assets:Notional-PCT", 50_000),
    // 18.33 - 2 of the swimming; 5.01 - 1 of the coat, and 1 of it charged; 1.84; 17.50.
    ("Assets:Vat", 3_868),
    // 150.50 in; 110, 70.01 and 117.50 paid; 6 and 10 back; 0.75 charged.
    ("Liabilities:Card-5521", -13_176),
    // Credited 12, of which 6 came back: they owe us.
    ("Liabilities:Creditor-shoes", 600),
    // Invoiced twice 45, paid 40.
    ("Liabilities:Creditor-St--dMary--s1--h--u", -5_000),
    // 20 asked back, 12.50 of it written off.
    ("Liabilities:Creditor-fam--s1", 750),
    ("Income:Fund-POOL", -899_999),
    ("Income:Fund-LAC--d1--sx", -100_000),
    ("Income:Fund-PCT", -60_000),
    ("Income:Fund-TRUST", -50_000),
    // 110 - 18.33, less 12 - 2.
    ("Expenses:Cost-activities", 8_167),
    // 90; 30 less 20 and again 12.50; 10 of the agent's.
    ("Expenses:Cost-care", 12_250),
    // 65.00 less 9.00 of the coat and 1.00 of its VAT, and the boots once.
    ("Expenses:Cost-clothing", 10_099),
    // 80.00 in kind; of 60.00 the 20.00 that were left in kind, 40.00 from the bank.
    ("Expenses:Cost-health", 14_000),
    // 1.00, and 12.35 - 1.84.
    ("Expenses:Cost-housing", 1_151),
    // 117.50 - 17.50, and 12.34.
    ("Expenses:Cost-training", 11_234),
    // 4.50 and 0.75, less 1.27.
    ("Expenses:Charge-bank", 398),
];

#[test]
fn hledger_reaches_our_balances() {
    proved_by(&Hledger);
}

#[test]
fn ledger_reaches_our_balances() {
    proved_by(&Ledger);
}

#[test]
fn beancount_reaches_our_balances() {
    proved_by(&Beancount);
}

#[test]
fn the_world_has_every_kind_of_entry_and_each_book_balances() {
    let world = World::build();
    let journal = world.export("hledger");
    for kind in EntryKind::ALL {
        assert!(journal.contains(&format!("kind:{},", kind.as_str())), "no {} entry", kind.as_str());
    }
    let (budget, cash): (Balances, Balances) =
        world.kept().into_iter().partition(|(name, _)| name.starts_with("Equity:Budget:"));
    assert_eq!(budget.values().sum::<i64>(), 0);
    assert_eq!(cash.values().sum::<i64>(), 0);
    assert_eq!(cash, BY_HAND.map(|(name, pence)| (name.to_owned(), pence)).into());
}

/// Auditors look with what their computer has: Debian's sqlite3 is of 2022, and cannot read every form of
/// RAISE.
#[test]
fn an_older_sqlite3_reads_the_ledger() {
    let there = Command::new("sqlite3").arg("--version").stdout(Stdio::null()).status();
    if there.is_err() {
        did_not_run("sqlite3");
        return;
    }
    let world = World::build();
    let asked = "SELECT count(*) > 0 FROM event; SELECT count(*) FROM commission_fault WHERE fault = 'COMMISSION_WITHOUT_ENTRY';";
    let output = Command::new("sqlite3").arg(world.folder().join("pilot.bhlp")).arg(asked).output().unwrap();
    assert_eq!(
        (String::from_utf8_lossy(&output.stdout).as_ref(), output.stderr.len()),
        ("1\n0\n", 0),
        "{output:?}"
    );
}

#[test]
fn a_journal_is_the_same_each_time() {
    let world = World::build();
    for program in ["hledger", "ledger", "beancount"] {
        assert_eq!(world.export(program), world.export(program));
    }
}

fn proved_by(other: &impl Other) {
    if !other.is_there() {
        did_not_run(other.name());
        return;
    }
    for world in [World::build(), World::imported()] {
        let file = world.folder().join(other.file_name());
        std::fs::write(&file, world.export(other.name())).unwrap();
        other.accept(&file);
        assert_eq!(other.balances(&file), world.kept(), "{} disagrees", other.name());
    }
}

/// Says past the test runner's capture that a proof is missing; where it has to be there, fails.
fn did_not_run(name: &str) {
    let missing = format!("\n*** NOT RUN: {name} is not installed, so it proved nothing ***\n\n");
    std::io::stderr().write_all(missing.as_bytes()).unwrap();
    assert!(std::env::var_os("CI").is_none(), "{name} must be installed where CI is set");
}
