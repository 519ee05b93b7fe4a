//! No circle of files: whoever opens one can read what it stands on to the end. Between rooms there is none,
//! because each is a crate.
//!
//! One file stands on another where it names something that is declared there, by a `use` or by a path. What
//! a file only hands on with `pub use` is not needed by the file itself, and code of tests does not count.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::files::{Tests, Token, files, tokens};
use super::none;

#[test]
fn files_stand_on_each_other_without_a_circle() {
    let on = Rooms::read().edges();
    let circles: BTreeSet<Vec<&str>> = on.keys().filter_map(|path| circle(&on, path)).collect();
    none("files stand on each other in a circle", circles.iter().map(|circle| circle.join(" -> ")).collect());
}

/// Which files each file stands on.
type Edges = BTreeMap<String, BTreeSet<String>>;

/// The shortest circle through a file, from its first file in order of names back to it.
fn circle<'a>(on: &'a Edges, path: &'a str) -> Option<Vec<&'a str>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut next = VecDeque::from([path]);
    while let Some(at) = next.pop_front() {
        for file in on.get(at).into_iter().flatten() {
            before.entry(file).or_insert_with(|| {
                next.push_back(file);
                at
            });
        }
    }
    let mut circle = vec![*before.get(path)?];
    while circle[circle.len() - 1] != path {
        circle.push(before[circle[circle.len() - 1]]);
    }
    circle.reverse();
    let first = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or(0);
    circle.rotate_left(first);
    circle.push(circle[0]);
    Some(circle)
}

/// A path, its room first: `["evaluate", "say"]`.
type Path = Vec<String>;

/// A file of a room.
struct Source {
    path: String,
    module: Path,
    tokens: Vec<Token>,
    /// What it imports: the name it has here, what it is, and whether it is handed on.
    imports: Vec<Import>,
    /// Its tokens that are in no `use`.
    code: Vec<(usize, usize)>,
}

struct Import {
    name: String,
    written: Path,
    handed_on: bool,
}

/// The files of all rooms by their modules.
struct Rooms {
    sources: BTreeMap<Path, Source>,
}

impl Rooms {
    /// Reads every file that is compiled outside of tests.
    fn read() -> Self {
        let all = files("src", ".rs").into_iter().filter(|file| file.path != "src/main.rs");
        let mut all: BTreeMap<Path, Source> = all
            .map(|file| {
                let module = module(&file.path);
                let tokens = tokens(&file, Tests::LeftOut);
                let (imports, code) = imports(&tokens);
                (module.clone(), Source { path: file.path, module, tokens, imports, code })
            })
            .collect();
        let mut sources = BTreeMap::new();
        let mut next: Vec<Path> = all.keys().filter(|module| module.len() == 1).cloned().collect();
        while let Some(source) = next.pop().and_then(|module| all.remove(&module)) {
            let words: Vec<&str> = source.tokens.iter().map(|token| token.text.as_str()).collect();
            for declared in words.windows(3).filter(|words| words[0] == "mod" && words[2] == ";") {
                next.push(child(&source.module, declared[1]));
            }
            sources.insert(source.module.clone(), source);
        }
        Self { sources }
    }

    fn edges(&self) -> Edges {
        self.sources.values().map(|source| (source.path.clone(), self.of(source))).collect()
    }

    /// The files that a file stands on.
    fn of(&self, source: &Source) -> BTreeSet<String> {
        let mut named: Vec<&Path> = Vec::new();
        let paths: Vec<Path> =
            source.code.iter().flat_map(|(from, to)| written(&source.tokens[*from..*to])).collect();
        let words: BTreeSet<&str> = source
            .code
            .iter()
            .flat_map(|(from, to)| &source.tokens[*from..*to])
            .map(|token| token.text.as_str())
            .collect();
        named.extend(paths.iter().filter(|path| path.len() > 1));
        let own = source.imports.iter().filter(|it| !it.handed_on || words.contains(it.name.as_str()));
        named.extend(own.map(|it| &it.written));
        let found = named.into_iter().filter_map(|path| self.home(source, path, 0));
        found.filter(|file| *file != source.path).collect()
    }

    /// The file in which what a path names is declared; nothing where that is not ours, or a whole module.
    fn home(&self, source: &Source, written: &[String], deep: usize) -> Option<String> {
        let (first, rest) = written.split_first()?;
        let from = match first.as_str() {
            _ if deep > 20 => return None,
            "crate" => source.module[..1].to_vec(),
            "self" => source.module.clone(),
            "super" => source.module[..source.module.len() - 1].to_vec(),
            name if self.sources.contains_key(&child(&source.module, name)) => child(&source.module, name),
            name => {
                let import = source.imports.iter().find(|it| it.name == name && it.written != written)?;
                let path: Path = import.written.iter().chain(rest).cloned().collect();
                return self.home(source, &path, deep + 1);
            }
        };
        let mut module = from;
        let mut rest = rest;
        while let Some((next, after)) = rest.split_first() {
            if next == "super" {
                module.pop();
            } else if next != "self" {
                let inner = child(&module, next);
                if !self.sources.contains_key(&inner) {
                    break;
                }
                module = inner;
            }
            rest = after;
        }
        let there = self.sources.get(&module)?;
        let item = rest.first()?;
        match there.imports.iter().find(|it| it.name == *item) {
            Some(import) => {
                let path: Path = import.written.iter().chain(&rest[1..]).cloned().collect();
                self.home(there, &path, deep + 1)
            }
            None => Some(there.path.clone()),
        }
    }
}

fn child(module: &[String], name: &str) -> Path {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

/// `src/evaluate/mod.rs` and `src/evaluate.rs` are the module `evaluate`.
fn module(path: &str) -> Path {
    let path = path.strip_prefix("src/").unwrap().strip_suffix(".rs").unwrap();
    let path = path.strip_suffix("/mod").or(path.strip_suffix("/lib")).unwrap_or(path);
    path.split('/').map(str::to_owned).collect()
}

/// The imports of a file, and where its other code is.
fn imports(tokens: &[Token]) -> (Vec<Import>, Vec<(usize, usize)>) {
    let (mut imports, mut code) = (Vec::new(), Vec::new());
    let mut from = 0;
    while let Some(at) = (from..tokens.len()).find(|at| tokens[*at].text == "use") {
        let end = (at..tokens.len()).find(|end| tokens[*end].text == ";").unwrap_or(tokens.len());
        let before = tokens[..at].iter().rev().map(|token| token.text.as_str());
        // Between `pub` and `use` stands at most where it may be seen.
        let handed_on =
            before.take_while(|word| !matches!(*word, ";" | "{" | "}" | "]")).any(|word| word == "pub");
        let words: Vec<&str> = tokens[at + 1..end].iter().map(|token| token.text.as_str()).collect();
        tree(&words, &mut 0, &[], handed_on, &mut imports);
        code.push((from, at));
        from = end;
    }
    code.push((from, tokens.len()));
    (imports, code)
}

/// One tree of a `use`, from a word on: `a::{b, c as d}`.
fn tree(words: &[&str], at: &mut usize, before: &[String], handed_on: bool, imports: &mut Vec<Import>) {
    let mut path = before.to_vec();
    let mut name = None;
    while let Some(word) = words.get(*at) {
        *at += 1;
        match *word {
            ":" | "*" => {}
            "," | "}" => {
                *at -= 1;
                break;
            }
            "{" => {
                while words.get(*at).is_some_and(|word| *word != "}") {
                    tree(words, at, &path, handed_on, imports);
                    *at += usize::from(words.get(*at) == Some(&","));
                }
                *at += 1;
                return;
            }
            "as" => {
                name = words.get(*at).map(|name| (*name).to_owned());
                *at += 1;
            }
            "self" if !path.is_empty() => {}
            word => path.push(word.to_owned()),
        }
    }
    if let Some(last) = path.last() {
        imports.push(Import { name: name.unwrap_or_else(|| last.clone()), written: path, handed_on });
    }
}

/// The paths that stand in code.
fn written(tokens: &[Token]) -> Vec<Path> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let is_word = |at: usize| text(at).starts_with(|sign: char| sign.is_alphabetic() || sign == '_');
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut path = Vec::new();
        let first = at;
        while is_word(at) {
            path.push(text(at).to_owned());
            at += 1;
            if text(at) != ":" || text(at + 1) != ":" || !is_word(at + 2) {
                break;
            }
            at += 2;
        }
        // Who may see something is not what it stands on: `pub(in crate::cli)`.
        let seen = first > 1 && text(first - 1) == "in" && text(first - 2) == "pub";
        if path.len() > 1 && !seen {
            paths.push(path);
        }
        at = at.max(first + 1);
    }
    paths
}
