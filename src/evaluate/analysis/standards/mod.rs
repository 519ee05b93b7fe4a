//! What others ask of an evaluation, answered from the data or left open: the code of practice of 2006, the
//! CHEERS checklist of 2022, and every parameter by which the report was made.

mod cheers;
mod criteria;
mod parameters;

use super::super::report::{Cell, How, Row, Section, Table, Tone, Words};
use super::super::{Data, Settings};
use super::tables::{column, row};
use crate::domain::Arm;

/// How far something is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Answered,
    InPart,
    Open,
    NotApplicable,
}

impl State {
    const fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::InPart => "in part",
            Self::Open => "open",
            Self::NotApplicable => "not applicable",
        }
    }
}

/// What an evaluator has to write: the ledger cannot know it.
const OPEN: &str = "To be written by the evaluator.";

/// The two sections at the end of a report: standards, and parameters. The sections before are given, so
/// that an answer can say where it stands.
pub fn sections(data: &Data, settings: &Settings, before: &[Section]) -> Vec<Section> {
    let known = Known::of(data, settings, before);
    vec![
        Section {
            id: "standards",
            title: "Standards of a good evaluation",
            words: vec![Words::open(
                Tone::Plain,
                "Each question of two standards is answered from the ledger, or marked open: what is open \
                 cannot be known to a ledger, and has to be written by the evaluator.",
            )],
            tables: vec![criteria::table(&known), cheers::table(&known)],
            charts: Vec::new(),
        },
        parameters::section(data, settings),
    ]
}

/// What the answers rest on. No child can be counted from it.
struct Known<'a> {
    data: &'a Data,
    settings: &'a Settings,
    before: &'a [Section],
    /// Children without a budget are followed too.
    compared: bool,
    /// Scores were recorded.
    scores: bool,
    /// Somebody recorded time.
    time: bool,
    /// Several pilots are looked at together.
    sites: bool,
}

impl<'a> Known<'a> {
    fn of(data: &'a Data, settings: &'a Settings, before: &'a [Section]) -> Self {
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
    fn row(&self, id: &str, asked: String, (state, answer): (State, String), places: &[&str]) -> Row {
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
        let said = [asked, state.word().to_owned(), answer, place];
        row(id, "", said.into_iter().map(Cell::text).collect())
    }
}

/// A table of questions and answers.
fn answers(id: &'static str, caption: &str, asked: &str, rows: Vec<Row>, source: &str) -> Table {
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

#[cfg(test)]
mod tests {
    use super::super::super::data::Observed;
    use super::super::super::sample::pilot;
    use super::*;

    /// The pilot of tests, with a score.
    fn scored() -> Data {
        let mut data = pilot();
        let on = data.as_at;
        let score = "7".parse().expect("it is a score");
        data.scores.push(Observed { child: 0, measure: 0, item: 0, informant: 0, on, score });
        data
    }

    fn tables() -> Vec<Table> {
        let before = [Section { id: "value", title: "What it cost", ..Section::default() }];
        let sections = sections(&scored(), &Settings::default(), &before);
        assert_eq!(sections.len(), 2);
        sections.into_iter().flat_map(|section| section.tables).collect()
    }

    fn said(table: &Table, row: &str) -> Vec<String> {
        let row = table.rows.iter().find(|other| other.id == row).unwrap();
        row.cells.iter().map(|cell| format!("{:?}", cell.value)).collect()
    }

    #[test]
    fn every_question_has_an_answer_or_is_marked_open() {
        let tables = tables();
        assert_eq!((tables[0].id, tables[0].rows.len()), ("standards-code", 5));
        assert_eq!((tables[1].id, tables[1].rows.len()), ("standards-cheers", 28));
        for table in &tables[..2] {
            for row in &table.rows {
                let cells: Vec<String> = row.cells.iter().map(|cell| format!("{:?}", cell.value)).collect();
                assert_eq!(cells.len(), 4);
                let open = cells[1].contains("open");
                assert_eq!(cells[2].contains(OPEN), open, "{cells:?}");
                assert!(cells.iter().all(|cell| !cell.contains("Text(\"\")")), "{cells:?}");
            }
        }
    }

    #[test]
    fn answers_say_what_the_data_say() {
        let tables = tables();
        let design = said(&tables[0], "design");
        assert!(design[1].contains("in part") && design[2].contains("level 3"), "{design:?}");
        let rate = said(&tables[1], "10");
        assert!(rate[2].contains("3.5% a year"), "{rate:?}");
        assert!(said(&tables[1], "23")[3].contains("What it cost"));
        assert!(said(&tables[1], "28")[1].contains("open"));
        let parameters: Vec<&str> = tables[2].rows.iter().map(|row| row.id.as_str()).collect();
        assert!(parameters.contains(&"seed") && parameters.contains(&"head"));
    }

    #[test]
    fn without_data_nothing_is_claimed() {
        let (before, settings) = ([], Settings::default());
        let mut data = scored();
        data.children.retain(|child| child.arm == Arm::Budget);
        let alone = criteria::table(&Known::of(&data, &settings, &before));
        assert!(said(&alone, "design")[2].contains("level 1"));
        data.scores.clear();
        data.times.clear();
        let known = Known::of(&data, &settings, &before);
        let (code, cheers) = (criteria::table(&known), cheers::table(&known));
        assert!(said(&code, "design")[1].contains("open"));
        assert!(said(&code, "value")[2].contains("no practitioner's time was recorded"));
        assert!(said(&cheers, "11")[1].contains("open"));
        assert!(said(&cheers, "23")[2].contains("Costs only"));
        assert!(code.rows.iter().all(|row| format!("{:?}", row.cells[1].value) != "Text(\"answered\")"));
    }
}
