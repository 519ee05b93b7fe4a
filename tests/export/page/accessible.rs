//! The page in a browser: axe finds nothing, no words lie on others, nothing scrolls sideways on a phone.

use std::path::Path;
use std::process::Command;

use export::evaluation::{files, write};

use super::{facts, made};

#[test]
fn a_browser_and_axe_find_nothing_wrong() {
    let python = Command::new("python3").args(["-c", "import axe_playwright_python, playwright"]).output();
    if !python.is_ok_and(|output| output.status.success()) {
        assert!(std::env::var_os("CI").is_none(), "python3 has no axe_playwright_python");
        eprintln!("left out: python3 has no axe_playwright_python");
        return;
    }
    // Kept, to be looked at.
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
    write(&place, &files(&made::shown(), &facts()).unwrap()).unwrap();
    let judge = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/page/axe.py");
    let output = Command::new("python3").arg(judge).arg(place.join("report.html")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.trim(), "", "the page has faults");
}
