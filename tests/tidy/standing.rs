//! Reports and audit tests ask what stands of facts, never the tables in which what was corrected stands too.

use super::files::files;
use super::none;

/// The tables of facts, each with a view of what stands.
const FACTS: [&str; 12] = [
    "family_member",
    "outcome",
    "time_spent",
    "delivery",
    "need",
    "need_mark",
    "compact",
    "compact_review",
    "receipt",
    "happening",
    "consent",
    "agreement",
];

/// What says what a fact was, whether it stands or not, or of whom it was; and who withdrew a shield.
const SAID: [&str; 4] = [
    "src/store/query/fragment/said.sql",
    "src/store/query/fragment/masked-corrections.sql",
    "src/store/query/fragment/hidden-corrections.sql",
    "src/store/audit/looked.sql",
];

#[test]
fn reports_ask_what_stands() {
    let mut found = Vec::new();
    for folder in ["src/store/query", "src/store/audit", "src/store/evaluation"] {
        let all = files(folder, ".sql").into_iter().chain(files(folder, ".rs"));
        for file in all.filter(|file| !SAID.contains(&file.path.as_str())) {
            let words: Vec<&str> = file.text.split_whitespace().collect();
            for pair in words.windows(2).filter(|pair| ["FROM", "JOIN"].contains(&pair[0])) {
                if FACTS.contains(&pair[1].trim_end_matches([')', ',', '"', ';'])) {
                    found.push(format!("{}: {} {}", file.path, pair[0], pair[1]));
                }
            }
        }
    }
    none("what stands is asked of <table>_standing", found);
}
