//! Every check, in the order they run.

use rusqlite::Connection;

use super::findings::{Finding, Findings};
use super::{accounts, books, budgets, chain, commissions, file, months, receipts, rules, seals, statements};
use crate::{Reader, Result};

/// A named check.
#[derive(Debug)]
pub struct Check {
    pub name: &'static str,
    /// What it proves, and why that matters.
    pub proves: &'static str,
    run: fn(&Connection, &mut Findings) -> Result<()>,
}

/// The checks, in the order they run.
pub const CHECKS: &[Check] = &[
    Check {
        name: "file",
        proves: "Every page, row and index of the file can be read and agrees with itself, and every \
            row keeps the constraints of its table. It finds a failing disk, a torn copy, and rows \
            written by another program. When it finds something the other checks are not run: what \
            they would read cannot be relied on.",
        run: file::file,
    },
    Check {
        name: "schema",
        proves: "Every table, index, trigger and view is exactly as this program makes it, and there \
            is nothing else in the file. A rule that was taken out of the file is seen here even if \
            nobody has broken it yet.",
        run: file::schema,
    },
    Check {
        name: "keys",
        proves: "Every row that refers to another row finds it: a transfer its accounts, an entry its \
            child; and nothing waits for an event that never came. A row that was removed leaves others behind \
            that name it.",
        run: file::keys,
    },
    Check {
        name: "chain",
        proves: "The SHA-256 of each event's text and of the hash before it is the hash that is kept; \
            no event is missing and time never runs backwards. Who changes one letter of the trail \
            must change every hash after it, up to the ones printed on sign-offs and exports.",
        run: chain::chain,
    },
    Check {
        name: "seals",
        proves: "Each event tells in its own text what it recorded. Every row of the ledger stands \
            word for word in the text of its event, and every row an event tells of is still there. So no row can be changed, \
            added or removed without changing the chain.",
        run: seals::seals,
    },
    Check {
        name: "balances",
        proves: "The balance kept with each account is what its transfers add up to, and no pot was \
            below zero after any transfer: nobody ever had money that was not there.",
        run: accounts::balances,
    },
    Check {
        name: "books",
        proves: "Each book balances by itself: its accounts sum to zero, every transfer stays in one \
            book and in one fund, and each entry spends from the budget book exactly what it costs in \
            the cash book.",
        run: books::books,
    },
    Check {
        name: "budgets",
        proves: "What is kept for each child is what the transfers add up to: allocated = available + \
            committed + spent, the number of purchases and their first and last day.",
        run: budgets::budgets,
    },
    Check {
        name: "commissions",
        proves: "What is kept for each commission is what its transfers add up to: committed, spent, \
            invoiced and paid, with spent = cost; and none of them was below zero after any entry.",
        run: commissions::commissions,
    },
    Check {
        name: "months",
        proves: "What is kept for each month is what its transfers add up to. \
            What closed months were signed at and hand on is what the entries, lines and matchings make.",
        run: months::months,
    },
    Check {
        name: "rules",
        proves: "Every rule that is judged as a row is recorded holds of every row, as things stood then: days within \
            the pilot and in open months, one child for each transfer, ring-fenced money used for what it is kept \
            for, a reversal the exact mirror of what it reverses, nobody above their sign-off limit, no payment above \
            what is owed, no closed budget that takes or gives, a matching of equal sides, no entry handed to the council twice.",
        run: rules::rules,
    },
    Check {
        name: "statements",
        proves: "The lines of each statement are those that were taken in, and each run's matchings are \
            those that were decided: their SHA-256 is the one that the trail tells. The lines and entries \
            of a matching are of its account and come to the same, no line or entry is in two at a time, \
            and what was taken apart is what the trail took apart.",
        run: statements::statements,
    },
    Check {
        name: "receipts",
        proves: "Each receipt that the ledger keeps itself is there, and its bytes make the SHA-256 that \
            the trail tells. Receipts kept elsewhere are looked at by bhlp receipt verify, which needs \
            their folders.",
        run: receipts::receipts,
    },
];

impl Check {
    /// Finds a check by its name.
    pub fn named(name: &str) -> Option<&'static Self> {
        CHECKS.iter().find(|check| check.name == name)
    }
}

impl Reader<'_> {
    /// Runs the checks given. An empty answer means that all is well.
    ///
    /// # Errors
    /// A file that cannot be read at all.
    pub fn check<'a>(&self, checks: impl IntoIterator<Item = &'a Check>) -> Result<Vec<Finding>> {
        let mut found = Vec::new();
        for check in checks {
            let mut findings = Findings::new(check.name);
            (check.run)(self.conn, &mut findings)?;
            found.append(&mut findings.close());
            if check.name == "file" && !found.is_empty() {
                break;
            }
        }
        Ok(found)
    }
}
