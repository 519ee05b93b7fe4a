//! Where a page's commands are run: one folder, one set of variables, one day.

use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use tempfile::TempDir;

use super::PROJECT;

/// The folder and the variables that a page's commands meet.
pub struct Session {
    folder: TempDir,
    variables: BTreeMap<String, String>,
    today: NaiveDate,
}

/// What a command did.
pub struct Happened {
    /// What it printed, both streams in the order in which they were written.
    pub printed: String,
    /// Its exit code.
    pub code: i32,
}

impl Session {
    /// Begins in an empty folder, but for the project's fixtures; it is ten o'clock all the while.
    pub fn begin(today: NaiveDate) -> Self {
        let folder = tempfile::tempdir().unwrap();
        symlink(Path::new(PROJECT).join("fixtures"), folder.path().join("fixtures")).unwrap();
        let programs = Path::new(env!("CARGO_BIN_EXE_bhlp")).parent().unwrap().display();
        let start = [
            ("PATH", format!("{programs}:{}", std::env::var("PATH").unwrap())),
            ("LC_ALL", "C.UTF-8".to_owned()),
            ("COLUMNS", "100".to_owned()),
            ("BHLP_NOW", format!("{today}T10:00:00Z")),
            ("BHLP_LEDGER", "pilot.bhlp".to_owned()),
        ];
        let variables = start.map(|(name, value)| (name.to_owned(), value)).into();
        Self { folder, variables, today }
    }

    /// Sets a variable for all that follows.
    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.insert(name.to_owned(), value.to_owned());
    }

    /// Runs a command, and tells of today as if it were the day that the page shows.
    pub fn run(&self, command: &str, shown: NaiveDate) -> Happened {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1; {command}")]).current_dir(&self.folder);
        shell.env_clear().envs(&self.variables).stdin(Stdio::null());
        let output = shell.output().unwrap();
        let written = |day: NaiveDate| [day.to_string(), day.format("%-d %B %Y").to_string()];
        let mut printed = String::from_utf8_lossy(&output.stdout).into_owned();
        for (today, shown) in written(self.today).iter().zip(written(shown)) {
            printed = printed.replace(today, &shown);
        }
        Happened { printed, code: output.status.code().expect("it was not killed") }
    }
}
