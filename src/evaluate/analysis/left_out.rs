//! Children without a change, and scores that are not read, counted by reason.

use super::super::change::Why;
use super::sample::Sample;
use super::tables::{column, counts, row, total};
use disclosure::report::{Cell, How, Table};

/// Why children were lost, where any were.
pub fn lost(samples: &[Sample]) -> Option<Table> {
    let mut rows = Vec::new();
    for sample in samples.iter().filter(|sample| !sample.lost.is_empty()) {
        let code = &sample.code;
        for (at, why) in Why::ALL.into_iter().enumerate() {
            let count = sample.lost.iter().filter(|lost| lost.why == Some(why)).count();
            let name = format!("{}: {}", sample.label, why.words());
            let cells = vec![Cell::text(name), Cell::children(count)];
            rows.push(row(format!("{code}-{}", at + 1), format!("measure={code}&why={}", at + 1), cells));
        }
        let cells = vec![Cell::text(format!("{}: all", sample.label)), Cell::children(sample.lost.len())];
        rows.push(total(format!("{code}-all"), format!("measure={code}"), cells));
    }
    (!rows.is_empty()).then(|| Table {
        id: "change-why-lost",
        caption: "Why children have a first score and no change".into(),
        columns: vec![column("why", "Measure and reason"), counts("lost", "Children", "lost")],
        rows,
        how: How {
            formula: "a count".into(),
            rows: "children with a first score and no later one that can be used".into(),
            source: "docs/EVALUATION.md".into(),
        },
        ..Table::default()
    })
}

/// What else is not read, where there is anything.
pub fn others(samples: &[Sample]) -> Option<Table> {
    let mut rows = Vec::new();
    for sample in samples {
        let out = &sample.left_out;
        let reasons = [
            (
                "other-informants",
                "children whose scores were reported only by somebody else",
                out.others_only,
            ),
            (
                "two-informants",
                "children with scores from somebody else too, which are not used",
                out.others_too,
            ),
            ("no-baseline", "children with scores and no baseline", out.no_baseline),
            ("items", "goals without a change, of children who have one on another goal", out.items),
            ("late", "children whose first score came long after the baseline", out.late),
        ];
        for (id, why, count) in reasons.into_iter().filter(|(_, _, count)| *count > 0) {
            let name = format!("{}: {why}", sample.label);
            let key = format!("measure={}&{id}", sample.code);
            rows.push(row(
                format!("{}-{id}", sample.code),
                key,
                vec![Cell::text(name), Cell::children(count)],
            ));
        }
    }
    (!rows.is_empty()).then(|| Table {
        id: "change-left-out",
        caption: "Scores that are not read, and first scores that came late".into(),
        columns: vec![column("why", "Measure and reason"), column("count", "How many")],
        rows,
        notes: vec!["Children whose first score came late are in the figures; the others are not.".into()],
        how: How {
            formula: "a count".into(),
            rows: "scores recorded up to the day of the report".into(),
            source: "docs/EVALUATION.md".into(),
        },
        ..Table::default()
    })
}
