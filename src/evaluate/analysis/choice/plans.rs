//! What was planned against what became of it: costs, needs, and what could not be had.

use std::collections::BTreeMap;

use super::super::bought::{self, per_cent, without_own_shares};
use super::super::sample::index;
use super::super::tables::{column, counts, repeated, row, total};
use crate::data::{Data, Need, Place, Purchase};
use disclosure::report::{Across, Basis, Cell, How, Row, Table, Tone, Value, Words};
use domain::{NeedMark, Pence, Unmet};
use statistics::number::pounds;

/// What was commissioned and what was invoiced for it, of purchases that were invoiced and hold nothing more.
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

pub(super) fn costs(data: &Data) -> Table {
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
            column("dearer", "Per cent above plan"),
            column("cheaper", "Per cent cheaper"),
        ],
        rows,
        notes: vec!["With VAT. What is bought at once has no plan before it, and counts as it cost.".into()],
        how: How {
            formula:
                "100 (invoiced - planned) / planned; planned is the price as first commissioned, invoices less \
                      credit notes"
                    .into(),
            rows: "purchases that were invoiced and hold no more promised money".into(),
            source: "the ledger's commissions and invoices".into(),
        },
        ..Table::default()
    }
}

pub(super) fn cost_told(data: &Data) -> Option<Words> {
    let all = Cost::of(data).remove(&None)?;
    let text =
        "What is settled was invoiced at {} per cent more than it was commissioned for (below zero: less).";
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
pub(super) fn all_needs(data: &Data) -> (usize, Vec<Place>) {
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

pub(super) fn unmet(data: &Data) -> Table {
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
            row(why.as_str(), format!("plan=needs&mark=unmet&why={why}"), cells(label, told))
        })
        .collect();
    rows.push(total("all", "plan=needs&mark=unmet", without_own_shares(cells("all", &all), &[3])));
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

pub(super) fn marks(data: &Data) -> Table {
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
    rows.push(total("all", "plan=needs", without_own_shares(cells("all", &all), &[3])));
    Table {
        id: "needs-expected",
        caption: "What was expected and what became of it".into(),
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
pub(super) fn outcomes(data: &Data) -> Table {
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
        caption: "What became of needs, by the outcome they serve".into(),
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

pub(super) fn reached_told(data: &Data) -> Option<Words> {
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
pub(super) fn likely(data: &Data) -> Option<Table> {
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
        caption: "What needs were expected to cost, and what they cost".into(),
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
