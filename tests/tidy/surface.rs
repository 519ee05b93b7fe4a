//! A room shows what another room uses, and no more: what only the room itself needs is `pub(crate)` or less,
//! and then the compiler says when nobody needs it.
//!
//! Words are compared, not meanings: an item whose name another room writes for something else is not found.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{Tests, files, rust_files, tokens};
use super::none;

const ITEMS: [&str; 8] = ["fn", "struct", "enum", "trait", "const", "static", "type", "mod"];

/// What is named where something else says what it takes, gives or holds.
const TYPES: [&str; 4] = ["struct", "enum", "trait", "type"];

/// The types of fields that a macro makes of a list of columns: no public item of their room is seen to name
/// them.
const IN_COLUMNS: [&str; 2] = ["OrNought", "Thousandths"];

#[test]
fn a_room_shows_only_what_another_room_uses() {
    // The words of each package.
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in rust_files() {
        let found = tokens(&file, Tests::Included).into_iter().map(|token| token.text);
        words.entry(package(&file.path)).or_default().extend(found);
    }
    let declared: BTreeMap<&str, String> = words
        .keys()
        .map(|name| (name.as_str(), files(&format!("{name}Cargo.toml"), "").remove(0).text))
        .collect();
    let mut violations = Vec::new();
    for own in words.keys().filter(|name| !name.is_empty()) {
        let crate_name = format!("bhlp-{} =", own.trim_start_matches("src/").trim_end_matches('/'));
        let users = words.iter().filter(|(name, _)| declared[name.as_str()].contains(&crate_name));
        let used: BTreeSet<&String> = users.flat_map(|(_, words)| words).collect();
        let surface = Surface::of(own);
        for (at, item, name) in &surface.items {
            let said = TYPES.contains(&item.as_str()) && surface.said.contains(name);
            if !used.contains(name) && !said && !IN_COLUMNS.contains(&name.as_str()) {
                violations.push(format!("{at}: no other room names {item} `{name}`"));
            }
        }
    }
    none("public, and of no use to another room", violations);
}

/// The folder of the package that a file belongs to: `src/store/` of `src/store/journal.rs`, and the
/// root's of the program, the tests and the benches.
fn package(path: &str) -> String {
    let mut parts = path.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("src"), Some(room), Some(_)) => format!("src/{room}/"),
        _ => String::new(),
    }
}

/// What a room shows.
#[derive(Default)]
struct Surface {
    /// Each public item: where it is, what it is and its name.
    items: Vec<(String, String, String)>,
    /// The words in which public items and fields say what they take, give and hold: a type among them is to
    /// be seen wherever they are.
    said: BTreeSet<String>,
}

impl Surface {
    fn of(room: &str) -> Self {
        let mut surface = Self::default();
        for file in files(room, ".rs") {
            let tokens = tokens(&file, Tests::LeftOut);
            let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
            for at in 0..tokens.len() {
                let public = text(at) == "pub";
                let qualified = |at: usize| matches!(text(at), "const" | "async") && text(at + 1) == "fn";
                let item = at + usize::from(public) + usize::from(qualified(at + 1));
                let name = if ITEMS.contains(&text(item)) { item + 1 } else { at };
                if public && name > at && text(name) != "$" {
                    let place = format!("{}:{}", file.path, tokens[name].line);
                    surface.items.push((place, text(item).into(), text(name).into()));
                }
                // A type that belongs to a trait is as public as what has the trait.
                if public || text(at) == "type" {
                    let words: Vec<&str> = tokens[name + 1..].iter().map(|it| it.text.as_str()).collect();
                    surface.said.extend(said(text(item), &words).iter().map(|word| (*word).to_owned()));
                }
            }
        }
        surface
    }
}

/// The part of an item after its name that is seen from outside: up to the body of a function, the fields of
/// a structure (which say for themselves whether they are public), the value of a constant.
fn said<'a>(item: &str, words: &'a [&'a str]) -> &'a [&'a str] {
    let whole = matches!(item, "enum" | "trait");
    let field = !ITEMS.contains(&item);
    let mut open = 0_i32;
    let end = (0..words.len()).find(|at| {
        let arrow = *at > 0 && words[at - 1] == "-";
        match words[*at] {
            "{" if !whole => return true,
            "=" if !whole && item != "type" => return true,
            "<" | "{" => open += 1,
            ">" if !arrow => open -= 1,
            "}" => {
                open -= 1;
                return open <= 0;
            }
            ";" => return open == 0,
            "," => return field && open == 0,
            _ => {}
        }
        false
    });
    &words[..end.unwrap_or(words.len())]
}
