//! What `frictionless` (version 5) says of the package: valid, and not where something is wrong.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::world::{files, pilot};

/// Whether the program is installed; where CI is set, it has to be.
fn is_there() -> bool {
    let there =
        Command::new("frictionless").arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(there || std::env::var_os("CI").is_none(), "frictionless is to be installed: .ci/run does it");
    there
}

/// Tells whether a package is valid, and what is said of it.
fn validate(folder: &Path) -> (bool, String) {
    let output =
        Command::new("frictionless").args(["validate", "datapackage.json"]).current_dir(folder).output();
    let output = output.unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn the_package_is_valid() {
    if !is_there() {
        return;
    }
    let (valid, said) = validate(&pilot().path("out"));
    assert!(valid, "{said}");
    assert_eq!(said.matches("VALID").count(), 12, "{said}");

    // The same program finds a child that is not there.
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in files(&pilot().path("out")) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    let summary = copy.path().join("summary.csv");
    let text = fs::read_to_string(&summary).unwrap();
    fs::write(&summary, text.replacen("\r\nc-", "\r\nc-z", 1)).unwrap();
    assert!(!validate(copy.path()).0);
}
