//! The project's files, and what stands in a Rust file: words and strings, without comments.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A text file of the project.
pub struct File {
    /// Its path below the project's folder.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// Reads every file below a folder (or one file) whose name ends like that, in order of path.
pub fn files(below: &str, ending: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(&root.join(below), ending, &mut found);
    found.sort();
    let read = |path: PathBuf| File {
        path: path.strip_prefix(root).unwrap().display().to_string(),
        text: fs::read_to_string(&path).unwrap(),
    };
    found.into_iter().map(read).collect()
}

/// Every Rust file: the product, its tests and its benches.
pub fn rust_files() -> Vec<File> {
    ["src", "tests", "benches"].iter().flat_map(|folder| files(folder, ".rs")).collect()
}

fn collect(path: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), ending, found);
        }
    } else if path.exists() && path.to_string_lossy().ends_with(ending) {
        found.push(path.to_owned());
    }
}

/// A word, sign or literal of a Rust file.
pub struct Token {
    /// The line it begins on.
    pub line: usize,
    /// Where it is, from line and column to line and column; columns count characters from nought.
    pub span: ((usize, usize), (usize, usize)),
    /// As it is written.
    pub text: String,
}

impl Token {
    /// What stands between the quotes, when it is a string.
    pub fn string(&self) -> Option<&str> {
        let inside = self.text.trim_start_matches(['b', 'r', '#']).strip_prefix('"')?;
        inside.trim_end_matches('#').strip_suffix('"')
    }
}

/// Whether code that only tests run is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tests {
    Included,
    LeftOut,
}

/// Takes a Rust file apart. Comments and documentation are left out.
pub fn tokens(file: &File, tests: Tests) -> Vec<Token> {
    let stream = TokenStream::from_str(&file.text).unwrap_or_else(|e| panic!("{}: {e}", file.path));
    let mut out = Vec::new();
    flatten(stream, tests, &mut out);
    out
}

fn flatten(stream: TokenStream, tests: Tests, out: &mut Vec<Token>) {
    let mut test_item = false;
    for tree in stream {
        let (start, end) = (tree.span().start(), tree.span().end());
        let mut put = |text: String| {
            let span = ((start.line, start.column), (end.line, end.column));
            out.push(Token { line: start.line, span, text });
        };
        match tree {
            TokenTree::Group(group) if is_attribute(&group, "doc") => {}
            TokenTree::Group(group) if is_attribute(&group, "cfg (test)") => {
                test_item = tests == Tests::LeftOut;
            }
            // An item that is only there for tests ends with its body, or has none.
            tree if test_item => {
                let body = matches!(&tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
                test_item = !body && !matches!(&tree, TokenTree::Punct(sign) if sign.as_char() == ';');
            }
            TokenTree::Group(group) => {
                let brace = group.delimiter() == Delimiter::Brace;
                if brace {
                    put("{".into());
                }
                flatten(group.stream(), tests, out);
                if brace {
                    out.push(Token { line: end.line, span: ((0, 0), (0, 0)), text: "}".into() });
                }
            }
            other => put(other.to_string()),
        }
    }
}

fn is_attribute(group: &Group, beginning: &str) -> bool {
    group.delimiter() == Delimiter::Bracket && group.stream().to_string().starts_with(beginning)
}
