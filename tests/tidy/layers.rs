//! The walls between the layers (docs/ARCHITECTURE.md): what the files of each folder never name.

use super::files::{Tests, Token, files, tokens};
use super::none;

/// A folder of `src` and what its code must not name.
struct Layer {
    folder: &'static str,
    /// Words: crates, macros, types.
    words: &'static [&'static str],
    /// Folders of ours that it must not know.
    above: &'static [&'static str],
    /// Whether its strings may be SQL.
    speaks_sql: bool,
}

const PRINTING: [&str; 4] = ["print", "println", "eprint", "eprintln"];

const LAYERS: [Layer; 9] = [
    Layer {
        folder: "domain",
        words: &["rusqlite", "clap", "Utc", "Local", "SystemTime", "Instant", "fs", "env", "io"],
        above: &["table", "evaluate", "store", "service", "report", "export", "import", "cli"],
        speaks_sql: false,
    },
    Layer {
        folder: "table",
        words: &["rusqlite", "clap", "Utc", "Local", "SystemTime", "fs", "env"],
        above: &["evaluate", "store", "service", "report", "export", "import", "cli"],
        speaks_sql: false,
    },
    Layer {
        folder: "evaluate",
        words: &["rusqlite", "serde", "clap", "tabled", "Utc", "Local", "SystemTime", "Instant", "fs", "env"],
        above: &["store", "service", "report", "export", "import", "cli"],
        speaks_sql: false,
    },
    Layer {
        folder: "store",
        words: &["clap", "tabled"],
        above: &["service", "report", "export", "import", "cli"],
        speaks_sql: true,
    },
    Layer {
        folder: "service",
        words: &["rusqlite", "clap", "tabled"],
        above: &["report", "export", "cli"],
        speaks_sql: false,
    },
    Layer {
        folder: "report",
        words: &["rusqlite", "clap", "tabled"],
        above: &["service", "export", "import", "cli"],
        speaks_sql: false,
    },
    Layer {
        folder: "export",
        words: &["rusqlite", "clap", "tabled"],
        above: &["service", "import", "cli"],
        speaks_sql: false,
    },
    Layer {
        folder: "import",
        words: &["rusqlite", "clap", "tabled"],
        above: &["report", "export", "cli"],
        speaks_sql: false,
    },
    Layer { folder: "cli", words: &["rusqlite"], above: &[], speaks_sql: false },
];

const SQL: [&str; 7] =
    ["SELECT ", "INSERT INTO ", "INSERT OR ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "];

#[test]
fn no_layer_names_what_it_must_not_know() {
    let mut violations = Vec::new();
    for layer in LAYERS {
        for file in files(&format!("src/{}", layer.folder), ".rs") {
            let tokens = tokens(&file, Tests::LeftOut);
            let mut forbid = |line: usize, what: &str| {
                violations.push(format!("{}:{line}: {} must not name {what}", file.path, layer.folder));
            };
            for token in &tokens {
                let word = token.text.as_str();
                if layer.words.contains(&word) || (layer.folder != "cli" && PRINTING.contains(&word)) {
                    forbid(token.line, word);
                }
                let sql = token.string().filter(|_| !layer.speaks_sql);
                if let Some(start) = sql.and_then(|text| SQL.iter().find(|start| text.contains(**start))) {
                    forbid(token.line, &format!("SQL (`{}`)", start.trim()));
                }
            }
            for (line, name) in our_own(&tokens).into_iter().filter(|(_, name)| layer.above.contains(name)) {
                forbid(line, &format!("crate::{name}"));
            }
        }
    }
    none("a wall between layers is broken", violations);
}

/// What of ours is named: the word after `crate ::`, and each first word in braces after it.
fn our_own(tokens: &[Token]) -> Vec<(usize, &str)> {
    let mut named = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        if token.text != "crate" {
            continue;
        }
        let mut after = tokens[place + 1..].iter().skip_while(|token| token.text == ":").peekable();
        if after.peek().is_some_and(|token| token.text == "{") {
            let mut depth = 0;
            let mut first = true;
            for token in after {
                match token.text.as_str() {
                    "{" => depth += 1,
                    "}" => depth -= 1,
                    "," if depth == 1 => first = true,
                    word if first => {
                        named.push((token.line, word));
                        first = false;
                    }
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
        } else if let Some(token) = after.next() {
            named.push((token.line, token.text.as_str()));
        }
    }
    named
}

#[test]
fn main_is_short() {
    let main = &files("src/main.rs", ".rs")[0];
    assert!(main.text.lines().count() < 20, "src/main.rs only calls the library");
}
