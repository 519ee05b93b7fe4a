//! The sections that end a report.

use super::grounds::Grounds;
use super::{cheers, criteria, parameters};
use crate::{Data, Settings};
use disclosure::report::{Section, Tone, Words};

/// The two sections at the end of a report: standards, and parameters. The sections before are given, so
/// that an answer can say where it stands.
pub fn sections(data: &Data, settings: &Settings, before: &[Section]) -> Vec<Section> {
    let grounds = Grounds::of(data, settings, before);
    vec![
        Section {
            id: "standards",
            title: "Standards of a good evaluation",
            words: vec![Words::open(
                Tone::Plain,
                "Each question of two standards is answered from the ledger, or marked open: what is open \
                 cannot be known to a ledger, and has to be written by the evaluator.",
            )],
            tables: vec![criteria::table(&grounds), cheers::table(&grounds)],
            charts: Vec::new(),
        },
        parameters::section(data, settings),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::grounds::OPEN;
    use super::*;
    use crate::data::Observed;
    use crate::sample::pilot;
    use disclosure::report::Table;
    use domain::Arm;

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
        let alone = criteria::table(&Grounds::of(&data, &settings, &before));
        assert!(said(&alone, "design")[2].contains("level 1"));
        data.scores.clear();
        data.times.clear();
        let grounds = Grounds::of(&data, &settings, &before);
        let (code, cheers) = (criteria::table(&grounds), cheers::table(&grounds));
        assert!(said(&code, "design")[1].contains("open"));
        assert!(said(&code, "value")[2].contains("no practitioner's time was recorded"));
        assert!(said(&cheers, "11")[1].contains("open"));
        assert!(said(&cheers, "23")[2].contains("Costs only"));
        assert!(code.rows.iter().all(|row| format!("{:?}", row.cells[1].value) != "Text(\"answered\")"));
    }
}
