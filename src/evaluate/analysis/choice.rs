//! How things were chosen, what could not be had, what was planned against what came of it.

use std::collections::BTreeMap;

use super::super::Settings;
use super::super::data::{Beside, Data, Need, Place, Purchase};
use super::super::number::{pounds, real};
use super::super::report::{Across, Basis, Cell, How, Row, Section, Table, Tone, Value, Words};
use super::bought::{self, Bought, per_cent, whole};
use super::sample::index;
use super::tables::{column, counts, repeated, row, total};
use crate::domain::{ChosenBy, NeedMark, Pence, Unmet};

/// The section.
pub fn section(data: &Data, settings: &Settings) -> Section {
    let mut section =
        Section { id: "choice", title: "Choice, plans and what came of them", ..Section::default() };
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
        let text = "No need was recorded, so what was expected cannot be set against what came of it.";
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
        rows.push(total("all", "arm=budget", whole(cells("all".into(), &all), &[3])));
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
        caption: "How many options were looked at",
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
        let text = "How many options were looked at was never recorded.";
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
        Some(who) => (who.word().into(), format!("the {who}")),
        None => ("unknown".into(), "not said".into()),
    })
}

fn beside(data: &Data) -> Table {
    let found = bought::by(data, |purchase| {
        Some(match purchase.beside {
            Some(Beside::Added) => 0,
            Some(Beside::Replaced) => 1,
            None => NOT_SAID,
        })
    });
    let answers = Answers {
        id: "choice-mainstream",
        caption: "Beside mainstream services, or instead of them",
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
    let found = bought::by(data, |purchase| Some(purchase.beside? == Beside::Replaced));
    let replaced = found.get(&true)?;
    let text = "{} was spent in place of a mainstream service. It is a saving to that service only where the \
                service was not given to another child instead, which the ledger cannot tell.";
    Some(Words::with(Tone::Plain, text, vec![replaced.spent()]))
}

/// What was ordered and what was invoiced for it, of purchases that were invoiced and hold nothing more.
#[derive(Default)]
struct Cost {
    purchases: usize,
    /// Of each child, how many came dearer, and how many cheaper, of how many.
    dearer: Vec<(usize, usize)>,
    cheaper: Vec<(usize, usize)>,
    planned: Vec<Pence>,
    actual: Vec<Pence>,
}

impl Cost {
    /// Of each category; the last is all of them.
    fn of(data: &Data) -> BTreeMap<Option<Place>, Self> {
        let mut found: BTreeMap<Option<Place>, Self> = BTreeMap::new();
        let settled = |p: &Purchase| p.committed == Pence::ZERO && p.invoiced > Pence::ZERO;
        for of_one in data.purchases.chunk_by(|one, next| one.child == next.child) {
            let mut of_child: Vec<&Purchase> = of_one.iter().filter(|p| settled(p)).collect();
            if of_child.is_empty() {
                continue;
            }
            found.entry(None).or_default().add(&of_child);
            of_child.sort_unstable_by_key(|purchase| purchase.category);
            for same in of_child.chunk_by(|one, next| one.category == next.category) {
                found.entry(Some(same[0].category)).or_default().add(same);
            }
        }
        found
    }

    fn add(&mut self, of_child: &[&Purchase]) {
        self.purchases += of_child.len();
        let count = |which: fn(&Purchase) -> bool| of_child.iter().filter(|purchase| which(purchase)).count();
        self.dearer.push((count(|it| it.invoiced > it.estimate), of_child.len()));
        self.cheaper.push((count(|it| it.invoiced < it.estimate), of_child.len()));
        self.planned.push(of_child.iter().map(|purchase| purchase.estimate).sum());
        self.actual.push(of_child.iter().map(|purchase| purchase.invoiced).sum());
    }

    fn cells(&self, label: String) -> Vec<Cell> {
        let n = self.planned.len();
        let part = |of_children: &[(usize, usize)]| {
            let part = of_children.iter().map(|(part, _)| part).sum();
            per_cent(part, self.purchases, bought::fewer(of_children.iter().copied()))
        };
        vec![
            Cell::text(label),
            Cell::children(n),
            Cell::of(n, Value::Count(self.purchases)),
            Cell::money(self.planned.iter().copied()),
            Cell::money(self.actual.iter().copied()),
            against(&self.planned, &self.actual),
            part(&self.dearer),
            part(&self.cheaper),
        ]
    }
}

/// How much more the second sum is than the first, in per cent.
fn against(planned: &[Pence], actual: &[Pence]) -> Cell {
    let sum = |parts: &[Pence]| pounds(parts.iter().copied().sum());
    let value = 100.0 * (sum(actual) - sum(planned)) / sum(planned);
    Cell { value: Value::Number(value, 1).finite(), basis: Cell::money(actual.iter().copied()).basis }
}

fn costs(data: &Data) -> Table {
    let found = Cost::of(data);
    // Where all is settled these are the purchases of all other tables.
    let all_settled = found.get(&None).is_some_and(|all| all.purchases == data.purchases.len());
    let (who, children, purchases) = if all_settled {
        ("arm=budget", "buyers", "purchases")
    } else {
        ("arm=budget&settled=yes", "settled_children", "settled_purchases")
    };
    let mut rows: Vec<Row> = found
        .iter()
        .filter_map(|(category, cost)| {
            let category = data.categories.get(index((*category)?))?;
            let code = category.code.to_string();
            Some(row(code.clone(), format!("{who}&category={code}"), cost.cells(category.label.clone())))
        })
        .collect();
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    if let Some(all) = found.get(&None) {
        rows.push(total("all", who, all.cells("all".into())));
    }
    Table {
        id: "cost-planned",
        caption: "What was planned and what it cost".into(),
        columns: vec![
            column("category", "Category"),
            repeated("children", "Children", children),
            counts("purchases", "Purchases", purchases),
            counts("planned", "Planned", "planned~spent"),
            counts("actual", "Invoiced", "invoiced~spent"),
            column("difference", "Per cent more than planned"),
            column("dearer", "Per cent dearer"),
            column("cheaper", "Per cent cheaper"),
        ],
        rows,
        notes: vec!["With VAT. What is bought at once has no plan before it, and counts as it cost.".into()],
        how: How {
            formula:
                "100 (invoiced - planned) / planned; planned is the price as first ordered, invoices less \
                      credit notes"
                    .into(),
            rows: "purchases that were invoiced and hold no more promised money".into(),
            source: "the ledger's orders and invoices".into(),
        },
        ..Table::default()
    }
}

fn cost_told(data: &Data) -> Option<Words> {
    let all = Cost::of(data).remove(&None)?;
    let text =
        "What is settled was invoiced at {} per cent more than it was ordered for (below nought: less).";
    Some(Words::with(Tone::Plain, text, vec![against(&all.planned, &all.actual)]))
}

/// Counts needs and their children.
fn needs<K: Ord + Copy>(data: &Data, key: impl Fn(&Need) -> Option<K>) -> BTreeMap<K, (usize, Vec<Place>)> {
    let mut found: BTreeMap<K, (usize, Vec<Place>)> = BTreeMap::new();
    for need in &data.needs {
        if let Some(key) = key(need) {
            let (count, children) = found.entry(key).or_default();
            *count += 1;
            // Needs come by child.
            if children.last() != Some(&need.child) {
                children.push(need.child);
            }
        }
    }
    found
}

/// Every need together.
fn all_needs(data: &Data) -> (usize, Vec<Place>) {
    needs(data, |_| Some(())).remove(&()).unwrap_or_default()
}

const REASONS: [(Unmet, &str); 6] = [
    (Unmet::NoProvider, "nobody provides it"),
    (Unmet::WaitingList, "the wait is too long"),
    (Unmet::NotAllowed, "a rule stands against it"),
    (Unmet::NoMoney, "there is no money for it"),
    (Unmet::FamilyDeclined, "the family did not want it"),
    (Unmet::Other, "something else"),
];

fn unmet(data: &Data) -> Table {
    let found = needs(data, |need| need.unmet);
    let all = needs(data, |need| need.unmet.map(|_| ())).remove(&()).unwrap_or_default();
    let cells = |label: &str, (count, children): &(usize, Vec<Place>)| {
        let of = Cell::of(children.len(), Value::Count(*count));
        vec![Cell::text(label), Cell::children(children.len()), of, per_cent(*count, all.0, children.len())]
    };
    let none = (0, Vec::new());
    let mut rows: Vec<Row> = REASONS
        .iter()
        .map(|(why, label)| {
            let told = found.get(why).unwrap_or(&none);
            row(why.word(), format!("plan=needs&mark=unmet&why={why}"), cells(label, told))
        })
        .collect();
    rows.push(total("all", "plan=needs&mark=unmet", whole(cells("all", &all), &[3])));
    Table {
        id: "needs-unmet",
        caption: "Needs that could not be met, by reason".into(),
        columns: vec![
            column("why", "Reason"),
            repeated("children", "Children", "need_children"),
            counts("needs", "Needs", "needs"),
            repeated("per_cent", "Per cent of them", "^needs"),
        ],
        rows,
        how: How {
            formula: "needs counted by the reason of their newest mark".into(),
            rows: "needs whose newest mark says that nothing could be done".into(),
            source: "children's plans".into(),
        },
        ..Table::default()
    }
}

const MARKS: [(Option<NeedMark>, &str, &str); 6] = [
    (Some(NeedMark::Achieved), "achieved", "what was expected has come about"),
    (Some(NeedMark::Partly), "partly", "some of it has"),
    (Some(NeedMark::NotAchieved), "not_achieved", "none of it has"),
    (Some(NeedMark::Met), "met", "something was done; what it brought is not said"),
    (Some(NeedMark::Unmet), "unmet", "nothing could be done"),
    (None, "open", "not said yet"),
];

fn marks(data: &Data) -> Table {
    let found = needs(data, |need| Some(need.mark));
    let all = all_needs(data);
    let cells = |label: &str, (count, children): &(usize, Vec<Place>)| {
        let of = Cell::of(children.len(), Value::Count(*count));
        vec![Cell::text(label), Cell::children(children.len()), of, per_cent(*count, all.0, children.len())]
    };
    let none = (0, Vec::new());
    let mut rows: Vec<Row> = MARKS
        .iter()
        .map(|(mark, id, label)| {
            row(*id, format!("plan=needs&mark={id}"), cells(label, found.get(mark).unwrap_or(&none)))
        })
        .collect();
    rows.push(total("all", "plan=needs", whole(cells("all", &all), &[3])));
    Table {
        id: "needs-expected",
        caption: "What was expected and what came of it".into(),
        columns: vec![
            column("mark", "What became of the need"),
            repeated("children", "Children", "need_children"),
            counts("needs", "Needs", "needs"),
            repeated("per_cent", "Per cent of needs", "^needs"),
        ],
        rows,
        how: How {
            formula: "needs counted by their newest mark".into(),
            rows: "every need of a child's plan; the practitioner says what became of it".into(),
            source: "children's plans".into(),
        },
        ..Table::default()
    }
}

/// The five outcomes of Every Child Matters, by the first figure of an aim.
const OUTCOMES: [(char, &str); 5] = [
    ('1', "be healthy"),
    ('2', "stay safe"),
    ('3', "enjoy and achieve"),
    ('4', "make a positive contribution"),
    ('5', "achieve economic well-being"),
];

/// What became of needs, by the outcome they serve.
fn outcomes(data: &Data) -> Table {
    type Found<K> = BTreeMap<K, (usize, Vec<Place>)>;
    let outcome = |need: &Need| need.aim.as_ref().and_then(|aim| aim.chars().next());
    let each: Found<(Option<char>, Option<NeedMark>)> = needs(data, |need| Some((outcome(need), need.mark)));
    let by_outcome: Found<Option<char>> = needs(data, |need| Some(outcome(need)));
    let by_mark: Found<Option<NeedMark>> = needs(data, |need| Some(need.mark));
    let all = all_needs(data);
    let none = (0, Vec::new());
    let count = |(count, children): &(usize, Vec<Place>)| Cell::of(children.len(), Value::Count(*count));
    let mut rows = Vec::new();
    for known in OUTCOMES.iter().map(|(figure, _)| Some(*figure)).chain([None]) {
        let Some(of_it) = by_outcome.get(&known) else { continue };
        let label =
            OUTCOMES.iter().find(|(figure, _)| Some(*figure) == known).map_or("not said", |(_, label)| label);
        let id = known.map_or_else(|| "unknown".to_owned(), |figure| figure.to_string());
        let mut cells = vec![Cell::text(label), Cell::children(of_it.1.len()), count(of_it)];
        cells.extend(MARKS.iter().map(|(mark, ..)| count(each.get(&(known, *mark)).unwrap_or(&none))));
        rows.push(row(id.clone(), format!("plan=needs&outcome={id}"), cells));
    }
    let mut cells = vec![Cell::text("all"), Cell::children(all.1.len()), count(&all)];
    cells.extend(MARKS.iter().map(|(mark, ..)| count(by_mark.get(mark).unwrap_or(&none))));
    rows.push(total("all", "plan=needs", cells));
    let mut columns = vec![
        column("outcome", "Outcome"),
        repeated("children", "Children", "need_children"),
        counts("needs", "Needs", "needs"),
    ];
    let short = ["Achieved", "Partly", "Not achieved", "Met, result not said", "Unmet", "Not said yet"];
    let marks = MARKS.iter().zip(short);
    columns.extend(marks.map(|((_, id, _), label)| counts(id, label, &format!("needs&mark={id}"))));
    Table {
        id: "needs-by-outcome",
        caption: "What came of needs, by the outcome they serve".into(),
        across: vec![Across { parts: (3..columns.len()).collect(), sum: 2 }],
        columns,
        rows,
        notes: Vec::new(),
        how: How {
            formula: "needs counted by their newest mark and by the first figure of their aim".into(),
            rows: "every need of a child's plan".into(),
            source: "children's plans; Every Child Matters (2004)".into(),
        },
    }
}

fn reached_told(data: &Data) -> Option<Words> {
    let found = needs(data, |need| need.reached);
    let count = |reached| found.get(&reached).map_or(0, |(count, _)| *count);
    let (reached, not) = (count(true), count(false));
    if reached + not == 0 {
        let text = "No need has a score that was hoped for and one that was told, so expected scores cannot be held \
                    against what came about.";
        return Some(Words::open(Tone::Doubt, text));
    }
    let children = |reached| found.get(&reached).map_or(0, |(_, children)| children.len());
    let (with, without) = (children(true), children(false));
    let figures = vec![
        Cell::of(with.max(without), Value::Count(reached + not)),
        per_cent(reached, reached + not, with.min(without)),
    ];
    let text = "For {} needs a score was hoped for and later told; {} per cent of them had reached it by the day it \
                was expected.";
    Some(Words::with(Tone::Plain, text, figures))
}

/// What was likely to be spent on needs, and what was.
fn likely(data: &Data) -> Option<Table> {
    let mut spent = vec![Pence::ZERO; data.needs.len()];
    for purchase in &data.purchases {
        if let Some(spent) = purchase.need.and_then(|need| spent.get_mut(index(need))) {
            *spent += purchase.spent + purchase.committed;
        }
    }
    // Needs with a guess, by child: what was likely, what it came to.
    let guessed: Vec<(Place, Pence, Pence)> = data
        .needs
        .iter()
        .zip(&spent)
        .filter_map(|(need, spent)| Some((need.child, need.likely?, *spent)))
        .collect();
    if guessed.is_empty() {
        return None;
    }
    let (mut planned, mut actual) = (Vec::new(), Vec::new());
    for of_one in guessed.chunk_by(|one, next| one.0 == next.0) {
        planned.push(of_one.iter().map(|(_, likely, _)| *likely).sum());
        actual.push(of_one.iter().map(|(.., spent)| *spent).sum());
    }
    let n = planned.len();
    let cells = vec![
        Cell::text("needs with a likely cost"),
        Cell::children(n),
        Cell { value: Value::Count(guessed.len()), basis: Basis::Children(n) },
        Cell::money(planned.iter().copied()),
        Cell::money(actual.iter().copied()),
        against(&planned, &actual),
    ];
    Some(Table {
        id: "needs-cost",
        caption: "What needs were likely to cost, and what they came to".into(),
        columns: vec![
            column("who", "Needs"),
            column("children", "Children"),
            column("needs", "Needs"),
            column("likely", "Likely"),
            column("used", "Spent and promised"),
            column("difference", "Per cent more than likely"),
        ],
        rows: vec![row("all", "likely=told", cells)],
        how: How {
            formula: "100 (spent and promised - likely) / likely".into(),
            rows: "needs for which a likely cost was recorded, and the purchases that fall under them; a need for \
                   which nothing was bought counts as nothing spent"
                .into(),
            source: "children's plans".into(),
        },
        ..Table::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;
    use crate::domain::Domain;

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
