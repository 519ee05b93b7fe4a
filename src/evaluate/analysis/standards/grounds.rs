//! What the answers rest on, and how one is put down.

use super::super::tables::{column, row};
use crate::{Data, Settings};
use disclosure::report::{Cell, How, Row, Section, Table};
use domain::Arm;

/// How far something is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Answered,
    InPart,
    Open,
    NotApplicable,
}

impl State {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::InPart => "in part",
            Self::Open => "open",
            Self::NotApplicable => "not applicable",
        }
    }
}

/// What an evaluator has to write: the ledger cannot know it.
pub(super) const OPEN: &str = "To be written by the evaluator.";

/// What the answers rest on. No child can be counted from it.
pub(super) struct Grounds<'a> {
    pub(super) data: &'a Data,
    pub(super) settings: &'a Settings,
    before: &'a [Section],
    /// Children without a budget are followed too.
    pub(super) compared: bool,
    /// Scores were recorded.
    pub(super) scores: bool,
    /// Somebody recorded time.
    pub(super) time: bool,
    /// Several pilots are looked at together.
    pub(super) sites: bool,
}

impl<'a> Grounds<'a> {
    pub(super) fn of(data: &'a Data, settings: &'a Settings, before: &'a [Section]) -> Self {
        Self {
            data,
            settings,
            before,
            compared: data.children.iter().any(|child| child.arm == Arm::Comparison),
            scores: !data.scores.is_empty(),
            time: !data.times.is_empty(),
            sites: before.iter().any(|section| section.id == "sites"),
        }
    }

    /// The titles of those sections that are there.
    fn places(&self, ids: &[&str]) -> String {
        let title = |id: &&str| self.before.iter().find(|section| section.id == *id);
        let there: Vec<&str> = ids.iter().filter_map(title).map(|section| section.title).collect();
        if there.is_empty() { "-".to_owned() } else { there.join("; ") }
    }

    /// A row: what is asked, how far it is answered, the answer, and where.
    pub(super) fn row(
        &self,
        id: &str,
        asked: String,
        (state, answer): (State, String),
        places: &[&str],
    ) -> Row {
        let titles: Vec<String> = places
            .iter()
            .map(|place| match *place {
                "parameters" => "Methods and parameters".to_owned(),
                "reading" => "Reading this report".to_owned(),
                other => self.places(&[other]),
            })
            .filter(|title| title != "-")
            .collect();
        let place = if titles.is_empty() { "-".to_owned() } else { titles.join("; ") };
        let said = [asked, state.as_str().to_owned(), answer, place];
        row(id, "", said.into_iter().map(Cell::text).collect())
    }
}

/// A table of questions and answers.
pub(super) fn answers(id: &'static str, caption: &str, asked: &str, rows: Vec<Row>, source: &str) -> Table {
    Table {
        id,
        caption: caption.to_owned(),
        columns: vec![
            column("asked", asked),
            column("state", "State"),
            column("answer", "Answer"),
            column("where", "Where in this report"),
        ],
        rows,
        how: How {
            formula: "answered, in part, open or not applicable, from what the ledger and the settings hold"
                .to_owned(),
            rows: "every question of the standard".to_owned(),
            source: source.to_owned(),
        },
        ..Table::default()
    }
}
