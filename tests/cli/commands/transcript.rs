//! A first purchase at the terminal: what somebody typed then is typed again, and the program says the same.

use super::desk::{Desk, text};

/// How questions begin; what stands behind their colon was typed.
const QUESTIONS: [&str; 7] =
    ["child, ", "category, ", "from whom, ", "what it is, ", "amount [", "on which day [", "record it? ["];

/// What stood on the screen.
const TRANSCRIPT: &str = include_str!("first-purchase.txt");

/// The question a line asks, if it asks one.
fn question(line: &str) -> Option<&'static str> {
    QUESTIONS.into_iter().find(|question| line.contains(question))
}

/// The demo's figures and lists may change; the questions and what comes of the answers may not.
#[test]
fn the_first_purchase_goes_as_it_went() {
    let desk = Desk::bare();
    let demo = desk.bhlp("demo --to pilot.bhlp").without("BHLP_NOW").output();
    assert!(demo.status.success(), "{}", text(&demo.stderr));
    let asked: Vec<(&str, &str)> =
        TRANSCRIPT.lines().filter_map(|line| Some((question(line)?, line))).collect();
    let typed: String =
        asked.iter().map(|(_, line)| format!("{}\n", line.split_once(':').unwrap().1.trim())).collect();
    assert_eq!(asked.len(), 9);
    let output =
        desk.bhlp("buy").user("LP-AMES").now("2026-11-22T10:00:00Z").terminal().answers(&typed).output();
    let said = text(&output.stderr);
    // Without Enter on the screen a question stands behind the one before it.
    let mut rest = said.as_str();
    for (question, _) in asked {
        rest = rest.split_once(question).unwrap_or_else(|| panic!("no {question} in:\n{said}")).1;
    }
    for line in ["error[BUDGET_EXCEEDED]: ", "in one line: bhlp buy C-0101 clothing 12.50 --from PR-SHOES"] {
        assert!(said.contains(line) && TRANSCRIPT.contains(line), "{line}");
    }
    let receipt = "bought plimsolls for C-0101 from Marigold Street Shoes on 2007-12-31: £12.50 ";
    assert!(
        text(&output.stdout).starts_with(receipt) && TRANSCRIPT.contains(receipt),
        "{}",
        text(&output.stdout)
    );
}
