//! A small pilot, recorded through the command line.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Output};

use export::exported_name;
use tempfile::TempDir;

use super::Balances;

/// A ledger in a folder of its own.
pub struct World {
    folder: TempDir,
}

impl World {
    /// Records what `world.txt` says.
    pub fn build() -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        let mut numbers: HashMap<&str, String> = HashMap::new();
        for line in include_str!("world.txt").lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, said) = match line.split_once(": ") {
                Some((name, said)) if name.bytes().all(|b| b.is_ascii_lowercase()) => (Some(name), said),
                _ => (None, line),
            };
            let said =
                numbers.iter().fold(said.to_owned(), |s, (name, n)| s.replace(&format!("{{{name}}}"), n));
            let mut words = shlex::split(&said).expect("the line is quoted well");
            words.extend(["--format".to_owned(), "json".to_owned()]);
            let answer: serde_json::Value = serde_json::from_str(&world.bhlp(&words)).unwrap();
            if let Some(name) = name {
                numbers.insert(name, answer["entry"].to_string());
            }
        }
        world
    }

    /// The invented pilot of `fixtures/demo`, taken in from its files.
    pub fn imported() -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        let period = ["--start", "2006-07-01", "--end", "2007-12-31"];
        world.bhlp(&[&["init", "--pilot", "Wrekin Vale", "--authority", "E06000020"], &period[..]].concat());
        let files = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
        world.bhlp(&["import", files, "--opening", "imprest:canalside=400", "--format", "json"]);
        world
    }

    /// The folder the ledger lies in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The journal for a program.
    pub fn export(&self, program: &str) -> String {
        self.bhlp(&["export", program])
    }

    /// The balances the ledger keeps, under the names they are exported by.
    pub fn kept(&self) -> Balances {
        let conn = rusqlite::Connection::open(self.folder().join("pilot.bhlp")).unwrap();
        let mut query =
            conn.prepare("SELECT name, balance_pence FROM account WHERE balance_pence <> 0").unwrap();
        query
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .map(|(name, pence)| (exported_name(&name).expect("our own name"), pence))
            .collect()
    }

    fn bhlp(&self, words: &[impl AsRef<std::ffi::OsStr>]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bhlp"));
        command.args(words).current_dir(self.folder()).env_clear();
        command.env("BHLP_LEDGER", "pilot.bhlp").env("BHLP_USER", "ADMIN");
        command.env("BHLP_NOW", "2008-04-15T09:30:00Z");
        succeeded(&mut command).stdout
    }
}

/// What a command that succeeded printed.
pub struct Printed {
    /// Its answer.
    pub stdout: String,
    /// What it had to say besides.
    pub stderr: String,
}

/// Runs a command that has to succeed.
pub fn succeeded(command: &mut Command) -> Printed {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&stderr).into_owned();
    assert!(status.success(), "{command:?}: {status}\n{stderr}");
    Printed { stdout: String::from_utf8(stdout).unwrap(), stderr }
}
