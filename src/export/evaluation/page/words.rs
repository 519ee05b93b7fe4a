//! Paragraphs: warnings that follow each other stand in one box.

use disclosure::Shown;
use disclosure::report::{Tone, Words};

/// Paragraphs of one tone, one after the other.
pub(super) struct Group<'a> {
    /// How the box looks; empty where there is none.
    pub(super) class: &'static str,
    /// What it is called: never by colour alone.
    pub(super) label: &'static str,
    pub(super) said: Vec<&'a Words<Shown>>,
}

/// Groups paragraphs. That something was withheld is said once where it would be said again and again.
pub(super) fn grouped(words: &[Words<Shown>]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for words in words {
        let (class, label) = match words.tone {
            Tone::Plain => ("", ""),
            Tone::Doubt => ("doubt", "Be careful"),
            Tone::Method => ("method", "How it was done"),
        };
        match groups.last_mut().filter(|group| group.class == class) {
            Some(group) => {
                let again = words.withheld && group.said.last().is_some_and(|before| before.withheld);
                if !again {
                    group.said.push(words);
                }
            }
            None => groups.push(Group { class, label, said: vec![words] }),
        }
    }
    groups
}
