//! The other programs: how each is asked whether it accepts a journal, and what it adds up.

use std::path::Path;
use std::process::{Command, Stdio};

use super::Balances;
use super::world::{Printed, succeeded};

/// A program that reads journals.
pub trait Other {
    /// What `bhlp export` calls it.
    fn name(&self) -> &'static str;
    /// A name for the file it reads.
    fn file_name(&self) -> &'static str;
    /// Whether it is installed.
    fn is_there(&self) -> bool;
    /// Fails unless the program accepts the journal at its strictest.
    fn accept(&self, file: &Path);
    /// What the program makes of every account that is not at nought.
    fn balances(&self, file: &Path) -> Balances;
}

/// hledger, from Debian.
pub struct Hledger;

impl Other for Hledger {
    fn name(&self) -> &'static str {
        "hledger"
    }

    fn file_name(&self) -> &'static str {
        "pilot.journal"
    }

    fn is_there(&self) -> bool {
        runs(Command::new("hledger").arg("--version"))
    }

    fn accept(&self, file: &Path) {
        let mut check = hledger(file);
        answer(check.args(["check", "--strict", "ordereddates", "payees", "uniqueleafnames"]));
    }

    fn balances(&self, file: &Path) -> Balances {
        let csv = answer(hledger(file).args(["balance", "--flat", "--no-total", "-O", "csv"]));
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        rows.records().map(Result::unwrap).map(|row| (row[0].to_owned(), pence(&row[1]))).collect()
    }
}

fn hledger(file: &Path) -> Command {
    let mut hledger = Command::new("hledger");
    // Without a UTF-8 locale it cannot read names such as Zoë's.
    hledger.arg("-f").arg(file).env("LC_ALL", "C.UTF-8");
    hledger
}

/// Ledger, from Debian.
pub struct Ledger;

impl Other for Ledger {
    fn name(&self) -> &'static str {
        "ledger"
    }

    fn file_name(&self) -> &'static str {
        "pilot.ledger"
    }

    fn is_there(&self) -> bool {
        runs(Command::new("ledger").arg("--version"))
    }

    fn accept(&self, file: &Path) {
        answer(ledger(file).args(["--check-payees", "balance"]));
    }

    fn balances(&self, file: &Path) -> Balances {
        let format = "%(account)\t%(display_total)\n";
        let lines =
            answer(ledger(file).args(["balance", "--flat", "--no-total", "--balance-format", format]));
        lines
            .lines()
            .map(|line| line.split_once('\t').expect("the format has a tab"))
            .map(|(account, total)| (account.to_owned(), pence(total)))
            .collect()
    }
}

fn ledger(file: &Path) -> Command {
    let mut ledger = Command::new("ledger");
    ledger.args(["--init-file", "/dev/null", "--pedantic", "--strict", "-f"]).arg(file);
    ledger
}

/// Beancount, from PyPI.
pub struct Beancount;

/// Adds up every posting that Beancount has read and booked.
const ADD_UP: &str = "
import collections, sys
from beancount import loader
entries, errors, _ = loader.load_file(sys.argv[1])
assert not errors, errors
totals = collections.Counter()
for entry in entries:
    for posting in getattr(entry, 'postings', []):
        assert posting.units.currency == 'GBP', posting
        totals[posting.account] += posting.units.number
for account, total in totals.items():
    if total:
        print(f'{account}\\t{total:.2f}')
";

impl Other for Beancount {
    fn name(&self) -> &'static str {
        "beancount"
    }

    fn file_name(&self) -> &'static str {
        "pilot.beancount"
    }

    fn is_there(&self) -> bool {
        runs(Command::new("bean-check").arg("--version"))
            && runs(Command::new("python3").args(["-c", "import beancount"]))
    }

    fn accept(&self, file: &Path) {
        answer(Command::new("bean-check").arg("--no-cache").arg(file));
    }

    fn balances(&self, file: &Path) -> Balances {
        let mut python = Command::new("python3");
        let lines = answer(python.args(["-c", ADD_UP]).arg(file).env("PYTHONUTF8", "1"));
        lines
            .lines()
            .map(|line| line.split_once('\t').expect("the script prints a tab"))
            .map(|(account, total)| (account.to_owned(), pence(total)))
            .collect()
    }
}

/// Runs a command that has to succeed and have nothing to complain of.
fn answer(command: &mut Command) -> String {
    let Printed { stdout, stderr } = succeeded(command);
    assert!(stderr.is_empty(), "{command:?}: {stderr}");
    stdout
}

fn runs(command: &mut Command) -> bool {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    silent.status().is_ok_and(|status| status.success())
}

/// Reads `GBP -12.30` or `-12.30`: always two decimals, or the program has rounded.
fn pence(amount: &str) -> i64 {
    let bare = amount.trim().trim_start_matches("GBP ");
    let (_, decimals) = bare.split_once('.').unwrap_or_else(|| panic!("`{amount}` has no pence"));
    assert_eq!(decimals.len(), 2, "`{amount}`");
    bare.replace('.', "").parse().unwrap_or_else(|_| panic!("`{amount}` is no amount"))
}
