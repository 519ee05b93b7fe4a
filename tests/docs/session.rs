//! Where a page's commands are run: one folder, one set of variables.

use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::PROJECT;

/// When a page's session plays, unless it says otherwise.
pub const CLOCK: &str = "2006-09-01T10:00:00Z";

/// The folder and the variables that a page's commands meet.
pub struct Session {
    folder: TempDir,
    variables: BTreeMap<String, String>,
}

/// What a command did.
pub struct Happened {
    /// What it printed, both streams in the order in which they were written.
    pub printed: String,
    /// Its exit code.
    pub code: i32,
}

impl Session {
    /// Begins in an empty folder, but for the project's fixtures.
    pub fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        symlink(Path::new(PROJECT).join("fixtures"), folder.path().join("fixtures")).unwrap();
        let programs = Path::new(env!("CARGO_BIN_EXE_bhlp")).parent().unwrap().display();
        let path = format!("{programs}:{}", std::env::var("PATH").unwrap());
        let start = [
            ("PATH", path.as_str()),
            ("LC_ALL", "C.UTF-8"),
            ("COLUMNS", "100"),
            ("BHLP_NOW", CLOCK),
            ("BHLP_LEDGER", "pilot.bhlp"),
        ];
        let variables = start.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        Self { folder, variables }
    }

    /// Sets a variable for all that follows.
    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.insert(name.to_owned(), value.to_owned());
    }

    /// Runs a command.
    pub fn run(&self, command: &str) -> Happened {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1; {command}")]).current_dir(&self.folder);
        shell.env_clear().envs(&self.variables).stdin(Stdio::null());
        let output = shell.output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        Happened { printed, code: output.status.code().expect("it was not killed") }
    }
}
