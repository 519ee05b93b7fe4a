//! Every code of a refusal or of the ledger file is triggered by a test of this folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where codes are given, each in a function called `code`.
const SOURCES: &[&str] = &[
    "src/domain/policy/fault.rs",
    "src/domain/refusal_code.rs",
    "src/domain/money.rs",
    "src/domain/day.rs",
    "src/domain/text.rs",
    "src/domain/considered.rs",
    "src/domain/document_line.rs",
    "src/domain/score.rs",
    "src/domain/budget_holder.rs",
    "src/domain/compact.rs",
    "src/domain/family.rs",
    "src/store/error.rs",
];

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// The codes of a source: what its `code` functions answer with.
fn codes(source: &str) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for part in source.split("pub fn code(").skip(1) {
        let body = part.split("\n    }\n").next().unwrap();
        let strings = body.split("=> \"").skip(1).map(|rest| rest.split('"').next().unwrap());
        let is_code = |text: &&str| text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        codes.extend(strings.filter(is_code).map(str::to_owned));
    }
    codes
}

#[test]
fn every_code_is_triggered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wanted: BTreeSet<String> =
        SOURCES.iter().flat_map(|source| codes(&read(&root.join(source)))).collect();
    assert!(wanted.len() > 70, "the codes are found: {wanted:?}");
    let tests: String = fs::read_dir(root.join("tests/cli/commands"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| !path.ends_with("codes.rs"))
        .map(|path| read(&path))
        .collect();
    let tested =
        |code: &&String| tests.contains(&format!("\"{code}\"")) || tests.contains(&format!("[{code}]"));
    let missing: Vec<&String> = wanted.iter().filter(|code| !tested(code)).collect();
    assert!(missing.is_empty(), "no test in tests/cli triggers {missing:?}");
}
