//! What the documents show is what happens: every ```` ```console ```` block is run, twice.
//!
//! The blocks of a page are one session, in a folder of its own that has the project's `fixtures`.
//! `$ bhlp ...` is run by a shell, so a page may quote, pipe and redirect. What stands below a
//! command is what it prints, both streams together: `...` stands for any lines, `[..]` for any
//! part of a line. An exit code other than 0 is shown first, as `? 1`. `export NAME=VALUE` in any
//! block holds for the rest of the page. A block in an HTML comment is what a reader does in an
//! editor. What a reader types that is not run here belongs in a ```` ```sh ```` block.
//!
//! A page is played on its own day, [`DAY`] or the one that `<!-- day 2007-01-15 -->` names at its
//! top, and again on the day the test runs: a reader types today. Where a page shows its day,
//! today's stands for it.
//!
//! `UPDATE_DOCS=1 cargo test --test cli` writes what happens into the pages; read the difference
//! before keeping it. An exit code is never written: a page says itself what has to fail.
//!
//! [`DAY`]: page::DAY

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod page;
mod session;

use std::fs;
use std::path::{Path, PathBuf};

use self::page::Page;

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_documents_show_what_happens() {
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    let mut wrong = Vec::new();
    for path in pages() {
        let page = Page::read(&path);
        let differences = page.play(page.day);
        if update {
            fs::write(&path, page.with(&differences)).unwrap();
        }
        wrong.extend(differences.iter().map(|difference| page.describe(difference)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn they_show_it_today() {
    let today = chrono::Utc::now().date_naive();
    let mut wrong = Vec::new();
    for path in pages() {
        let page = Page::read(&path);
        wrong.extend(page.play(today).iter().map(|difference| page.describe(difference)));
    }
    assert!(wrong.is_empty(), "\non {today}:\n{}", wrong.join("\n"));
}

/// A link to a file of the project leads to it, and to a heading that it has.
#[test]
fn links_lead_somewhere() {
    let headings = |page: &str| -> Vec<String> {
        let titles =
            page.lines().filter_map(|line| Some(line.strip_prefix('#')?.trim_start_matches('#').trim()));
        let kept = |sign: &char| sign.is_alphanumeric() || matches!(sign, '-' | ' ' | '_');
        titles
            .map(|title| title.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-"))
            .collect()
    };
    let mut wrong = Vec::new();
    for path in pages() {
        let text = fs::read_to_string(&path).unwrap();
        let targets =
            text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        for target in targets.filter(|target| !target.starts_with("https://")) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            let there = fs::read_to_string(file).ok();
            if !there.is_some_and(|page| {
                heading.is_empty() || headings(&page).iter().any(|other| other == heading)
            }) {
                wrong.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

fn pages() -> Vec<PathBuf> {
    let project = Path::new(PROJECT);
    let docs = fs::read_dir(project.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = docs.chain([project.join("README.md")]).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md") && path.exists());
    if let Some(only) = std::env::var_os("DOCS_PAGE") {
        pages.retain(|path| path.file_stem() == Some(&only));
    }
    pages.sort();
    pages
}
