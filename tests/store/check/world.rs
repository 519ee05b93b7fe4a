//! A small pilot in which every verb was used once (`story.txt`), and ways to change its file.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use rusqlite::Connection;
use store::{CHECKS, Check, Finding, Ledger};
use tempfile::TempDir;

/// A ledger in a folder of its own.
pub struct World {
    dir: TempDir,
}

impl World {
    /// The pilot as the story leaves it.
    pub fn new() -> Self {
        let world = Self { dir: tempfile::tempdir().unwrap() };
        std::fs::write(world.ledger(), pilot()).unwrap();
        world
    }

    /// The pilot after another hand has changed it.
    pub fn tampered(sql: &str) -> Self {
        let world = Self::new();
        world.tamper(sql);
        world
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn ledger(&self) -> PathBuf {
        self.path("pilot.bhlp")
    }

    /// Changes the file with every guard taken away: foreign keys and constraints off, triggers
    /// dropped and put back.
    pub fn tamper(&self, sql: &str) {
        let conn = Connection::open(self.ledger()).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
        let triggers: Vec<(String, String)> = conn
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        // One transaction: a hundred small ones take a second.
        conn.execute_batch("BEGIN").unwrap();
        for (name, _) in &triggers {
            conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        conn.execute_batch(sql).unwrap();
        for (_, sql) in &triggers {
            conn.execute_batch(sql).unwrap();
        }
        conn.execute_batch("COMMIT").unwrap();
    }

    /// Runs raw SQL with every guard as it is.
    pub fn raw(&self, sql: &str) {
        Connection::open(self.ledger()).unwrap().execute_batch(sql).unwrap();
    }

    /// What every check finds, one line each.
    pub fn findings(&self) -> Vec<String> {
        findings(&self.ledger(), CHECKS)
    }

    /// What one check finds.
    pub fn found_by(&self, check: &str) -> Vec<String> {
        findings(&self.ledger(), [Check::named(check).unwrap()])
    }

    /// Runs `bhlp` on the ledger as somebody, at an hour after the story.
    pub fn bhlp(&self, user: &str, args: &[&str]) -> Output {
        bhlp(&self.ledger(), user, "2006-09-11T09:00:00Z", args)
    }
}

/// What checks find in a file.
pub fn findings<'a>(path: &Path, checks: impl IntoIterator<Item = &'a Check>) -> Vec<String> {
    let mut ledger = Ledger::open(path).unwrap();
    let found = ledger.read().unwrap().reader().check(checks).unwrap();
    found.into_iter().map(|Finding { check, text }| format!("{check}: {text}")).collect()
}

/// Runs the program with nothing in its environment but what is said here.
pub fn bhlp(ledger: &Path, user: &str, now: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bhlp"))
        .env_clear()
        .envs([("BHLP_USER", user), ("BHLP_NOW", now)])
        .env("BHLP_LEDGER", ledger)
        .args(args)
        .output()
        .unwrap()
}

/// What a run said and how it ended.
pub fn exit_and_output(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// The bytes of the pilot's file; the story is told once.
fn pilot() -> &'static [u8] {
    static PILOT: OnceLock<Vec<u8>> = OnceLock::new();
    PILOT.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("pilot.bhlp");
        for line in include_str!("story.txt").lines().filter(|line| !line.starts_with('#')) {
            let (command, _) = line.split_once(" #").unwrap();
            let mut words = command.split_whitespace();
            let (now, user) = (words.next().unwrap(), words.next().unwrap());
            let output = bhlp(&path, user, &format!("{now}:00Z"), &words.collect::<Vec<_>>());
            assert!(output.status.success(), "{line}\n{}", exit_and_output(&output).2);
        }
        std::fs::read(path).unwrap()
    })
}
