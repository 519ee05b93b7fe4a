//! A pilot and its extract, made once by the real program.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

/// A row by its columns.
pub type Row = BTreeMap<String, String>;

/// A folder with a ledger, a key, and extracts.
pub struct World {
    dir: TempDir,
}

impl World {
    /// A pilot from files of the project, with an extract for the University in `out`.
    pub fn of(pilot: &str, name: &str) -> Self {
        let world = Self { dir: tempfile::tempdir().unwrap() };
        // Each pilot has a key of its own.
        let key = export::package::sha256(name.as_bytes());
        fs::write(world.path("k"), format!("{key}\n")).unwrap();
        fs::set_permissions(world.path("k"), fs::Permissions::from_mode(0o600)).unwrap();
        world.runs(&[
            "init",
            "--pilot",
            name,
            "--authority",
            "E06000020",
            "--start",
            "2006-07-01",
            "--end",
            "2007-12-31",
        ]);
        world.runs(&["import", &format!("{}/fixtures/{pilot}", env!("CARGO_MANIFEST_DIR"))]);
        world.extract("out", "University");
        world
    }

    pub fn extract(&self, to: &str, recipient: &str) {
        self.runs(&["export", "evaluation", "--to", to, "--for", recipient, "--key-file", "k"]);
    }

    /// Runs the program, which must succeed, and returns what it says.
    pub fn runs(&self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bhlp"));
        let output = command
            .env_clear()
            .env("BHLP_LEDGER", self.path("pilot.bhlp"))
            .env("BHLP_USER", "ADMIN")
            .env("BHLP_NOW", "2008-04-14T10:00:00Z")
            .current_dir(self.dir.path())
            .stdin(Stdio::null())
            .args(args)
            .output()
            .unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A table of an extract, in the order of its rows.
    pub fn rows(&self, folder: &str, table: &str) -> Vec<Row> {
        let mut reader = csv::Reader::from_path(self.path(folder).join(format!("{table}.csv"))).unwrap();
        reader.deserialize().map(Result::unwrap).collect()
    }
}

/// The pilot of `fixtures/pilot-a`.
pub fn pilot() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| World::of("pilot-a", "Wrekin Vale"))
}

/// Every file of a folder with its bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
}
