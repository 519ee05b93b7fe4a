//! The small pilot of `world.txt`, recorded through the command line, and reports asked of it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

/// The day every question is asked.
const NOW: &str = "2006-12-31T10:00:00Z";

/// A ledger in a folder of its own, and the numbers the script has names for.
pub struct World {
    folder: TempDir,
    numbers: HashMap<String, String>,
}

/// The small pilot; reports only read it, so one serves every test.
pub static SMALL: LazyLock<World> = LazyLock::new(|| World::build(include_str!("world.txt")));

/// A pilot with nothing in it.
pub static EMPTY: LazyLock<World> = LazyLock::new(|| {
    World::build(
        "@ 2006-07-03T09:00:00Z ADMIN\n\
         init --pilot Empty --authority E06000020 --start 2006-07-01 --end 2007-12-31",
    )
});

impl World {
    pub fn build(script: &str) -> Self {
        let mut world = Self { folder: tempfile::tempdir().unwrap(), numbers: HashMap::new() };
        let mut clock = ("", "");
        for line in script.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(said) = line.strip_prefix("@ ") {
                clock = said.split_once(' ').expect("an instant and a user");
                continue;
            }
            let (name, said) = match line.split_once(": ") {
                Some((name, said)) if name.bytes().all(|b| b.is_ascii_lowercase()) => (Some(name), said),
                _ => (None, line),
            };
            let answer = world.bhlp(&format!("{said} --format json --as {}", clock.1), clock.0);
            let text = String::from_utf8_lossy(&answer.stdout);
            assert!(answer.status.success(), "{said}: {}", String::from_utf8_lossy(&answer.stderr));
            if let Some(name) = name {
                let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
                world.numbers.insert(name.to_owned(), answer["entry"].to_string());
            }
        }
        world
    }

    pub fn ledger(&self) -> PathBuf {
        self.folder.path().join("pilot.bhlp")
    }

    /// Runs a command line; `{name}` stands for a number of the script.
    pub fn bhlp(&self, line: &str, now: &str) -> Output {
        let line =
            self.numbers.iter().fold(line.to_owned(), |s, (name, n)| s.replace(&format!("{{{name}}}"), n));
        let mut command = Command::new(env!("CARGO_BIN_EXE_bhlp"));
        command.args(shlex::split(&line).expect("the line is quoted well")).env_clear();
        command.current_dir(self.folder.path()).env("BHLP_LEDGER", self.ledger()).env("BHLP_NOW", now);
        command.output().unwrap()
    }

    /// Asks, and returns what stands on stdout; nothing may stand on stderr.
    pub fn ask(&self, line: &str) -> String {
        let Output { status, stdout, stderr } = self.bhlp(line, NOW);
        let stderr = String::from_utf8_lossy(&stderr);
        assert!(status.success() && stderr.is_empty(), "{line}: {status}\n{stderr}");
        String::from_utf8(stdout).unwrap()
    }

    /// Asks for a report as CSV.
    pub fn csv(&self, line: &str) -> String {
        self.ask(&format!("report {line} --format csv"))
    }

    /// Asks what is refused; returns the exit code and stderr.
    pub fn refused(&self, line: &str) -> (i32, String) {
        let Output { status, stdout, stderr } = self.bhlp(line, NOW);
        assert_eq!(String::from_utf8_lossy(&stdout), "", "{line}: a refusal answers nothing");
        (status.code().unwrap(), String::from_utf8(stderr).unwrap())
    }
}

/// Compares whole outputs; shows both where they differ.
#[track_caller]
pub fn same(found: &str, wanted: &str) {
    assert!(found == wanted, "found:\n{found}\nwanted:\n{wanted}");
}
