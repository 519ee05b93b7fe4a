//! Ledgers made through the command line, in a folder of their own.

use std::path::{Path, PathBuf};
use std::process::Command;

use evaluate::Data;
use service::load_evaluation;
use store::{Ledger, Scope};
use tempfile::TempDir;

/// A ledger in a folder of its own.
pub struct World {
    folder: TempDir,
}

impl World {
    /// A pilot from July 2006 to December 2007 with nothing in it.
    pub fn new() -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        world.bhlp(
            "2006-07-01T09:00:00Z",
            "init --pilot Trial --authority E06000020 --start 2006-07-01 --end 2007-12-31",
        );
        world
    }

    /// A pilot taken in from a folder of `fixtures`.
    pub fn of(fixture: &str) -> Self {
        let world = Self::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(fixture);
        world.bhlp("2008-04-15T10:00:00Z", &format!("import {}", folder.display()));
        world
    }

    /// Records lines of a script; `@ instant` says when.
    pub fn from_script(script: &str) -> Self {
        let world = Self::new();
        let mut now = "2006-07-03T09:00:00Z".to_owned();
        for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match line.strip_prefix("@ ") {
                Some(instant) => instant.clone_into(&mut now),
                None => drop(world.bhlp(&now, line)),
            }
        }
        world
    }

    pub fn ledger(&self) -> PathBuf {
        self.folder.path().join("pilot.bhlp")
    }

    /// Runs a command that succeeds; what stands on stdout.
    #[track_caller]
    pub fn bhlp(&self, now: &str, line: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_bhlp"))
            .args(shlex::split(line).expect("the line is quoted well"))
            .env_clear()
            .envs([("BHLP_USER", "ADMIN"), ("BHLP_NOW", now)])
            .env("BHLP_LEDGER", self.ledger())
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn load(&self, scope: Scope) -> Data {
        load_evaluation(&mut Ledger::open(&self.ledger()).unwrap(), scope).unwrap()
    }
}
