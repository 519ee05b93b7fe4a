//! The section: how things were chosen first, then plans and what became of them.

use std::collections::BTreeMap;

use super::super::bought::{self, Bought, per_cent, without_own_shares};
use super::super::sample::index;
use super::super::tables::{column, counts, repeated, row, total};
use super::plans::{all_needs, cost_told, costs, likely, marks, outcomes, reached_told, unmet};
use crate::Settings;
use crate::data::{Additionality, Data, Purchase};
use disclosure::report::{Cell, How, Row, Section, Table, Tone, Value, Words};
use domain::ChosenBy;
use statistics::number::real;

pub fn section(data: &Data, settings: &Settings) -> Section {
    let mut section = Section { id: "choice", title: "Choice, plans and results", ..Section::default() };
    if data.purchases.is_empty() && data.needs.is_empty() {
        let text = "Nothing was bought and no need was recorded, so there is nothing to say of choice.";
        section.words.push(Words::open(Tone::Doubt, text));
        return section;
    }
    let threshold = settings.disclosure.threshold;
    let few = |children: usize, what: &str| {
        let text = format!("{what} fewer than {threshold} children: too few to tell of.");
        (children < index(threshold)).then(|| Words::open(Tone::Doubt, text))
    };
    if data.purchases.is_empty() {
        section
            .words
            .push(Words::open(Tone::Doubt, "Nothing was bought, so there is nothing to say of choice."));
    } else if let Some(words) = few(bought::children(data), "Something was bought for") {
        section.words.push(words);
    } else {
        section.words.extend(options_told(data));
        section.tables.push(options(data));
        section.tables.push(chosen_by(data));
        section.tables.push(beside(data));
        section.words.extend(beside_told(data));
        section.words.extend(cost_told(data));
        section.tables.push(costs(data));
    }
    if data.needs.is_empty() {
        let text = "No need was recorded, so what was expected cannot be set against what became of it.";
        section.words.push(Words::open(Tone::Doubt, text));
    } else if let Some(words) = few(all_needs(data).1.len(), "Needs were recorded for") {
        section.words.push(words);
    } else {
        section.tables.push(unmet(data));
        section.tables.push(marks(data));
        section.tables.push(outcomes(data));
        section.words.extend(reached_told(data));
        section.tables.extend(likely(data));
    }
    section
}

/// Answers to a question about purchases, each with those it was given for.
struct Answers {
    id: &'static str,
    caption: &'static str,
    what: (&'static str, &'static str),
    rows: &'static str,
}

impl Answers {
    fn table(
        &self,
        data: &Data,
        found: &BTreeMap<u8, Bought>,
        words: impl Fn(u8) -> (String, String),
    ) -> Table {
        let all = bought::all(data);
        let cells = |label: String, bought: &Bought| {
            vec![
                Cell::text(label),
                Cell::children(bought.children()),
                bought.count(),
                per_cent(bought.purchases, all.purchases, bought.children()),
                bought.spent(),
            ]
        };
        let name = self.what.0;
        let mut rows: Vec<Row> = found
            .iter()
            .map(|(answer, bought)| {
                let (id, label) = words(*answer);
                row(id.clone(), format!("arm=budget&{name}={id}"), cells(label, bought))
            })
            .collect();
        rows.push(total("all", "arm=budget", without_own_shares(cells("all".into(), &all), &[3])));
        Table {
            id: self.id,
            caption: self.caption.into(),
            columns: vec![
                column(name, self.what.1),
                repeated("buyers", "Children", "buyers"),
                counts("purchases", "Purchases", "purchases"),
                repeated("per_cent", "Per cent of purchases", "^purchases"),
                counts("spent", "Spent", "spent"),
            ],
            rows,
            notes: vec!["A child counts in each row in which something was bought for it.".into()],
            how: How {
                formula: "purchases counted by what was recorded of them".into(),
                rows: self.rows.into(),
                source: "what practitioners recorded when they bought".into(),
            },
            ..Table::default()
        }
    }
}

const NOT_SAID: u8 = u8::MAX;

fn options(data: &Data) -> Table {
    let many =
        |purchase: &Purchase| purchase.options.map_or(NOT_SAID, |n| u8::try_from(n.min(4)).unwrap_or(4));
    let found = bought::by(data, |purchase| Some(many(purchase)));
    let answers = Answers {
        id: "choice-options",
        caption: "How many options were considered",
        what: ("options", "Options"),
        rows: "purchases that hold or have spent money, by the number of options considered; four or more together",
    };
    answers.table(data, &found, |answer| match answer {
        NOT_SAID => ("unknown".into(), "not said".into()),
        4 => ("4".into(), "4 or more".into()),
        n => (n.to_string(), n.to_string()),
    })
}

fn options_told(data: &Data) -> Option<Words> {
    let known: Vec<u32> = data.purchases.iter().filter_map(|purchase| purchase.options).collect();
    if known.is_empty() {
        let text = "How many options were considered was never recorded.";
        return Some(Words::open(Tone::Doubt, text));
    }
    let several = bought::by(data, |purchase| Some(purchase.options? >= 2));
    let choice = several.get(&true)?;
    let mean = real(known.iter().map(|n| index(*n)).sum()) / real(known.len());
    let children = several.values().map(Bought::children).max().unwrap_or(0);
    let without = several.get(&false).map_or(0, Bought::children);
    let figures = vec![
        per_cent(choice.purchases, known.len(), choice.children().min(without)),
        Cell::of(children, Value::Number(mean, 1)),
    ];
    let text = "Where it was recorded, {} per cent of purchases were chosen from two options or more; the mean was {}.";
    Some(Words::with(Tone::Plain, text, figures))
}

fn chosen_by(data: &Data) -> Table {
    const WHO: [ChosenBy; 3] = [ChosenBy::Family, ChosenBy::Child, ChosenBy::Professional];
    let who =
        |chosen: ChosenBy| WHO.iter().position(|known| *known == chosen).and_then(|at| u8::try_from(at).ok());
    let found = bought::by(data, |purchase| Some(purchase.chosen_by.and_then(who).unwrap_or(NOT_SAID)));
    let answers = Answers {
        id: "choice-by",
        caption: "Who chose what was bought",
        what: ("chosen_by", "Chosen by"),
        rows: "purchases that hold or have spent money, by who chose",
    };
    answers.table(data, &found, |answer| match WHO.get(usize::from(answer)) {
        Some(who) => (who.as_str().into(), format!("the {who}")),
        None => ("unknown".into(), "not said".into()),
    })
}

fn beside(data: &Data) -> Table {
    let found = bought::by(data, |purchase| {
        Some(match purchase.beside {
            Some(Additionality::Added) => 0,
            Some(Additionality::Replaced) => 1,
            None => NOT_SAID,
        })
    });
    let answers = Answers {
        id: "choice-mainstream",
        caption: "In addition to mainstream services, or instead of them",
        what: ("mainstream", "Mainstream service"),
        rows: "purchases that hold or have spent money, by whether they add to a mainstream service",
    };
    answers.table(data, &found, |answer| match answer {
        0 => ("added".into(), "adds to one".into()),
        1 => ("replaced".into(), "takes the place of one".into()),
        _ => ("unknown".into(), "not said".into()),
    })
}

fn beside_told(data: &Data) -> Option<Words> {
    let found = bought::by(data, |purchase| Some(purchase.beside? == Additionality::Replaced));
    let replaced = found.get(&true)?;
    let text = "{} was spent in place of a mainstream service. It is a saving to that service only where the \
                service was not given to another child instead, which the ledger cannot tell.";
    Some(Words::with(Tone::Plain, text, vec![replaced.spent()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Need, Place};
    use crate::sample;
    use domain::{Domain, NeedMark, Pence, Unmet};

    fn cell(section: &Section, table: &str, row: &str, column: &str) -> Value {
        let table = section.tables.iter().find(|known| known.id == table).unwrap();
        let at = table.columns.iter().position(|known| known.id == column).unwrap();
        table.rows.iter().find(|known| known.id == row).unwrap().cells[at].value.clone()
    }

    fn need(child: Place, mark: Option<NeedMark>, unmet: Option<Unmet>, likely: Option<i64>) -> Need {
        let likely = likely.map(Pence::new);
        Need {
            child,
            domain: Some(Domain::Child),
            aim: None,
            likely,
            due_on: None,
            mark,
            unmet,
            reached: None,
        }
    }

    #[test]
    fn answers_are_counted_by_purchase_and_by_child() {
        let data = sample::pilot();
        let section = section(&data, &Settings::default());
        // The first purchase of a child had one option, the second two, the third three.
        assert_eq!(cell(&section, "choice-options", "1", "purchases"), Value::Count(36));
        assert_eq!(cell(&section, "choice-options", "2", "purchases"), Value::Count(24));
        assert_eq!(cell(&section, "choice-options", "3", "buyers"), Value::Count(12));
        assert_eq!(cell(&section, "choice-by", "family", "per_cent"), Value::Number(100.0, 0));
        assert_eq!(cell(&section, "choice-mainstream", "added", "spent"), Value::Money(Pence::new(360_000)));
        // Ordered for 110.00 and invoiced at 100.00.
        assert_eq!(cell(&section, "cost-planned", "all", "difference"), Value::Number(-100.0 / 11.0, 1));
        assert_eq!(cell(&section, "cost-planned", "all", "cheaper"), Value::Number(100.0, 0));
        assert!(section.words.iter().any(|words| words.text.contains("No need was recorded")));
    }

    #[test]
    fn needs_are_told_by_what_became_of_them() {
        let mut settings = Settings::default();
        settings.disclosure.threshold = 3;
        let mut data = sample::pilot();
        data.needs = vec![
            need(0, Some(NeedMark::Achieved), None, Some(5_000)),
            need(1, Some(NeedMark::Unmet), Some(Unmet::NoMoney), None),
            need(1, Some(NeedMark::Unmet), Some(Unmet::NoMoney), None),
            need(2, None, None, Some(10_000)),
        ];
        (data.needs[0].reached, data.needs[0].aim) = (Some(true), Some("2.4".into()));
        data.needs[3].reached = Some(false);
        data.purchases.iter_mut().find(|purchase| purchase.child == 2).unwrap().need = Some(3);
        let section = section(&data, &settings);
        assert_eq!(cell(&section, "needs-unmet", "no_money", "needs"), Value::Count(2));
        assert_eq!(cell(&section, "needs-unmet", "no_money", "children"), Value::Count(1));
        assert_eq!(cell(&section, "needs-expected", "open", "needs"), Value::Count(1));
        assert_eq!(cell(&section, "needs-expected", "all", "needs"), Value::Count(4));
        // 150.00 were likely, and 100.00 were spent on the second of the two.
        assert_eq!(cell(&section, "needs-cost", "all", "difference"), Value::Number(-100.0 / 3.0, 1));
        assert!(section.words.iter().any(|words| words.text.starts_with("For {} needs")));
        assert_eq!(cell(&section, "needs-by-outcome", "2", "needs"), Value::Count(1));
        assert_eq!(cell(&section, "needs-by-outcome", "2", "achieved"), Value::Count(1));
        assert_eq!(cell(&section, "needs-by-outcome", "unknown", "unmet"), Value::Count(2));
        assert_eq!(cell(&section, "needs-by-outcome", "all", "open"), Value::Count(1));
    }

    #[test]
    fn of_few_children_nothing_is_told() {
        let mut data = sample::pilot();
        data.purchases.retain(|purchase| purchase.child < 6);
        data.needs = vec![need(0, None, None, None)];
        let section = section(&data, &Settings::default());
        assert!(section.tables.is_empty());
        assert!(section.words.iter().all(|words| words.text.contains("fewer than 10 children")));
    }

    #[test]
    fn with_nothing_there_are_only_words() {
        let mut data = sample::pilot();
        data.purchases.clear();
        let section = section(&data, &Settings::default());
        assert!(section.tables.is_empty());
        assert_eq!(section.words.len(), 1);
    }
}
