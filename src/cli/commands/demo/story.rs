//! The demo's story: commands in order of time, with the words that tell them.

use chrono::{DateTime, NaiveDateTime, Utc};

/// One story: a title and what happens.
#[derive(Debug)]
pub(super) struct Story<'a> {
    pub title: &'a str,
    pub lines: Vec<Line<'a>>,
}

/// One line of a story.
#[derive(Debug)]
pub(super) enum Line<'a> {
    /// What happens, in words.
    Prose(&'a str),
    /// Somebody types a command.
    Command(Command<'a>),
}

/// A command as it was typed on a day.
#[derive(Debug)]
pub(super) struct Command<'a> {
    /// The code it is refused with, where the story wants it refused.
    pub refused: Option<&'a str>,
    pub at: DateTime<Utc>,
    pub user: &'a str,
    /// What was typed after `bhlp`.
    pub typed: &'a str,
}

/// Reads the stories. What stands before the first title is for whoever edits the file.
///
/// # Panics
/// When the file, which is part of the program, is not well-formed.
pub(super) fn read(text: &str) -> Vec<Story<'_>> {
    let mut stories: Vec<Story<'_>> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("## ") {
            stories.push(Story { title, lines: Vec::new() });
            continue;
        }
        let Some(story) = stories.last_mut() else { continue };
        story.lines.push(match line.strip_prefix('#') {
            Some(prose) => Line::Prose(prose.trim()),
            None => Line::Command(command(line)),
        });
    }
    stories
}

fn command(line: &str) -> Command<'_> {
    let (refused, rest) = match line.strip_prefix('!') {
        Some(rest) => {
            let (code, rest) = rest.split_once(' ').expect("a refused line begins with its code");
            (Some(code), rest)
        }
        None => (None, line),
    };
    let (instant, rest) = rest.split_once(' ').expect("a line begins with its instant");
    let (user, typed) = rest.split_once(' ').expect("a line names its user");
    let at = NaiveDateTime::parse_from_str(instant, "%Y-%m-%dT%H:%M").expect("an instant is to the minute");
    Command { refused, at: at.and_utc(), user, typed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_titles_words_and_commands() {
        let text = "# for editors\n\n## Shoes\n# A pair.\n!NO 2006-09-01T10:30 LP-X buy C-1 \"a b\"\n";
        let stories = read(text);
        assert_eq!(stories.len(), 1);
        assert_eq!(stories[0].title, "Shoes");
        assert!(matches!(stories[0].lines[0], Line::Prose("A pair.")));
        let Line::Command(command) = &stories[0].lines[1] else { panic!("a command") };
        assert_eq!((command.refused, command.user, command.typed), (Some("NO"), "LP-X", "buy C-1 \"a b\""));
        assert_eq!(command.at.to_rfc3339(), "2006-09-01T10:30:00+00:00");
    }
}
