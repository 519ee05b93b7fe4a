//! What the rooms never do (docs/ARCHITECTURE.md), beyond the walls that the compiler holds: what a room
//! depends on is in its `Cargo.toml`.

use super::files::{Tests, files, tokens};
use super::none;

/// A room and what its code must not name.
struct Room {
    folder: &'static str,
    /// Words: the clock, files, the environment.
    words: &'static [&'static str],
    /// Whether its strings may be SQL.
    speaks_sql: bool,
}

const PRINTING: [&str; 4] = ["print", "println", "eprint", "eprintln"];

const OUTSIDE: &[&str] = &["Utc", "Local", "SystemTime", "Instant", "fs", "env"];

const ROOMS: [Room; 13] = [
    Room { folder: "domain", words: OUTSIDE, speaks_sql: false },
    Room { folder: "table", words: &["Utc", "Local", "SystemTime", "fs", "env"], speaks_sql: false },
    Room { folder: "statistics", words: OUTSIDE, speaks_sql: false },
    Room { folder: "disclosure", words: OUTSIDE, speaks_sql: false },
    Room { folder: "evaluate", words: OUTSIDE, speaks_sql: false },
    Room { folder: "store", words: &[], speaks_sql: true },
    Room { folder: "service", words: &[], speaks_sql: false },
    Room { folder: "report", words: OUTSIDE, speaks_sql: false },
    Room { folder: "export", words: &[], speaks_sql: false },
    Room { folder: "file", words: &[], speaks_sql: false },
    Room { folder: "statement", words: OUTSIDE, speaks_sql: false },
    Room { folder: "import", words: &[], speaks_sql: false },
    Room { folder: "cli", words: &[], speaks_sql: false },
];

const SQL: [&str; 7] =
    ["SELECT ", "INSERT INTO ", "INSERT OR ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "];

#[test]
fn no_room_does_what_it_must_not() {
    let mut violations = Vec::new();
    for room in ROOMS {
        // A build script speaks to cargo.
        let of_room = files(&format!("src/{}", room.folder), ".rs").into_iter();
        for file in of_room.filter(|file| !file.path.ends_with("/build.rs")) {
            let tokens = tokens(&file, Tests::LeftOut);
            let mut forbid = |line: usize, what: &str| {
                violations.push(format!("{}:{line}: {} must not name {what}", file.path, room.folder));
            };
            for (place, token) in tokens.iter().enumerate() {
                let word = token.text.as_str();
                // `env!` asks the compiler.
                let called = tokens.get(place + 1).is_some_and(|next| next.text == "!");
                if (room.words.contains(&word) && !called)
                    || (room.folder != "cli" && PRINTING.contains(&word))
                {
                    forbid(token.line, word);
                }
                let sql = token.string().filter(|_| !room.speaks_sql);
                if let Some(start) = sql.and_then(|text| SQL.iter().find(|start| text.contains(**start))) {
                    forbid(token.line, &format!("SQL (`{}`)", start.trim()));
                }
            }
        }
    }
    none("a room does what it must not", violations);
}

#[test]
fn main_is_short() {
    let main = &files("src/main.rs", ".rs")[0];
    assert!(main.text.lines().count() < 20, "src/main.rs only calls the command");
}
