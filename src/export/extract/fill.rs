//! The tables of an extract from its rows: pseudonyms for places, and an order that tells nothing, by
//! pseudonym and then by what the row itself says.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::columns::{
    BUDGETS, CATEGORIES, CHANGES, CHILDREN, CHOICES, MEASURES, NEEDS, OUTCOMES, PURCHASES, SUMMARY, TIME,
    WAITS,
};
use super::table::{Cell, Table};
use domain::measure::Measure;
use domain::{Code, Day, Pence};
use evaluate::Data;
use evaluate::data::{Category, Head, Place};
use evaluate::extract::{RowArea, RowOutcome, Rows};

/// What stands for what is too rare to be named.
const OTHER: &str = "other";

/// What the rows point to, and what the manifest says of the ledger; the rest of the data may go.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "each field is that of the data")]
pub struct Names {
    pub pilot: String,
    pub authority: Code,
    pub as_at: Day,
    pub head: Head,
    pub references: Vec<Code>,
    pub areas: Vec<String>,
    pub categories: Vec<Category>,
    pub measures: Vec<Measure>,
    pub informants: Vec<String>,
}

impl From<Data> for Names {
    fn from(data: Data) -> Self {
        Self {
            pilot: data.pilot,
            authority: data.authority,
            as_at: data.as_at,
            head: data.head,
            references: data.children.into_iter().map(|child| child.reference).collect(),
            areas: data.areas,
            categories: data.categories,
            measures: data.measures,
            informants: data.informants,
        }
    }
}

/// An index as a place in a list.
fn at(place: Place) -> usize {
    usize::try_from(place).expect("a place is the index of a list in memory")
}

/// The order of a table's rows in its file, and how each is numbered among those of its child.
struct Order {
    rows: Vec<u32>,
    ordinals: Vec<u32>,
}

impl Order {
    /// Orders rows by their child's rank, then by what they say.
    fn of<T, K: Ord>(rows: &[T], ranks: &[u32], child: impl Fn(&T) -> Place, says: impl Fn(&T) -> K) -> Self {
        let rank = |row: &T| ranks[at(child(row))];
        let mut order: Vec<u32> = (0..).take(rows.len()).collect();
        order.sort_by_cached_key(|place| {
            let row = &rows[at(*place)];
            (rank(row), says(row))
        });
        let mut ordinals = Vec::with_capacity(rows.len());
        let (mut before, mut ordinal) = (None, 0);
        for place in &order {
            let whose = Some(rank(&rows[at(*place)]));
            ordinal = if whose == before { ordinal + 1 } else { 1 };
            before = whose;
            ordinals.push(ordinal);
        }
        Self { rows: order, ordinals }
    }

    fn row<'r, T>(&self, rows: &'r [T], place: usize) -> (&'r T, Cell<'static>) {
        (&rows[at(self.rows[place])], Cell::Whole(self.ordinals[place].into()))
    }
}

/// Makes the tables, in the order of the package. Whoever tells scores of fewer children than so many is
/// `other`: what was typed for them may be a name.
pub fn tables<'a>(rows: &'a Rows, names: &'a Names, pseudonyms: &'a [String], fewest: u32) -> Vec<Table<'a>> {
    let filling = Filling {
        rows,
        names,
        pseudonyms,
        ranks: ranks(pseudonyms),
        informants: informants(&rows.outcomes, &names.informants, fewest),
    };
    vec![
        filling.children(),
        filling.budgets(),
        filling.purchases(),
        filling.choices(),
        filling.needs(),
        filling.waits(),
        filling.time(),
        filling.outcomes(),
        filling.changes(),
        filling.summary(),
        filling.measures(),
        filling.categories(),
    ]
}

/// Where each child stands in the order of the pseudonyms.
fn ranks(pseudonyms: &[String]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..pseudonyms.len()).collect();
    order.sort_unstable_by_key(|place| &pseudonyms[*place]);
    let mut ranks = vec![0; pseudonyms.len()];
    for (rank, place) in (0..).zip(order) {
        ranks[place] = rank;
    }
    ranks
}

/// Who told scores, as they are told themselves.
fn informants<'a>(outcomes: &[RowOutcome], names: &'a [String], fewest: u32) -> Vec<&'a str> {
    let mut of: Vec<HashSet<Place>> = vec![HashSet::new(); names.len()];
    for row in outcomes {
        of[at(row.informant)].insert(row.child);
    }
    let enough = |children: &HashSet<Place>| u32::try_from(children.len()).is_ok_and(|there| there >= fewest);
    let told = of.iter().zip(names);
    told.map(|(children, name)| if enough(children) { name.as_str() } else { OTHER }).collect()
}

struct Filling<'a> {
    rows: &'a Rows,
    names: &'a Names,
    pseudonyms: &'a [String],
    ranks: Vec<u32>,
    informants: Vec<&'a str>,
}

fn word<'a>(word: Option<&'static str>) -> Cell<'a> {
    Cell::perhaps(word, Cell::text)
}

fn outcome<'a>(outcome: Option<char>) -> Cell<'a> {
    Cell::perhaps(outcome.and_then(|figure| figure.to_digit(10)), |figure| Cell::Whole(figure.into()))
}

fn money<'a>(pence: Pence) -> Cell<'a> {
    Cell::Money(pence)
}

impl<'a> Filling<'a> {
    /// A child's pseudonym; takes nothing but the list, so that rows can be made later.
    fn child(pseudonyms: &'a [String], child: Place) -> Cell<'a> {
        Cell::text(pseudonyms[at(child)].as_str())
    }

    fn category(names: &'a Names, category: Option<Place>) -> Cell<'a> {
        Cell::told(category, |place| Cell::text(names.categories[at(place)].code.as_str()))
    }

    fn children(&self) -> Table<'a> {
        let (names, pseudonyms, rows) = (self.names, self.pseudonyms, &self.rows.children);
        let order = Order::of(rows, &self.ranks, |row| row.child, |_| ());
        Table::new(&CHILDREN, rows.len(), move |place, cells| {
            let (row, _) = order.row(rows, place);
            let area = |area: &'a RowArea| match area {
                RowArea::Area(area) => Cell::text(names.areas[at(*area)].as_str()),
                RowArea::Other => Cell::text(OTHER),
            };
            cells.extend([
                Self::child(pseudonyms, row.child),
                Cell::text(row.arm.word()),
                Cell::told(row.cohort, |cohort| Cell::text(cohort.word())),
                Cell::told(row.age_band.as_deref(), Cell::text),
                Cell::told(row.sex, |sex| Cell::text(sex.word())),
                Cell::told(row.ethnic_group.as_deref(), Cell::text),
                Cell::told(row.area.as_ref(), area),
                Cell::told(row.need.as_deref(), Cell::text),
                Cell::told(row.need_level, |level| Cell::Whole(level.into())),
            ]);
        })
    }

    fn budgets(&self) -> Table<'a> {
        let (pseudonyms, rows) = (self.pseudonyms, &self.rows.budgets);
        let order = Order::of(rows, &self.ranks, |row| row.child, |_| ());
        Table::new(&BUDGETS, rows.len(), move |place, cells| {
            let (row, _) = order.row(rows, place);
            cells.extend([
                Self::child(pseudonyms, row.child),
                outcome(row.outcome),
                money(row.allocated),
                money(row.committed),
                money(row.spent),
                Cell::perhaps(row.closed, Cell::Whole),
            ]);
        })
    }

    fn purchases(&self) -> Table<'a> {
        let (names, pseudonyms, rows) = (self.names, self.pseudonyms, &self.rows.purchases);
        let order =
            Order::of(rows, &self.ranks, |row| row.child, |row| (row.ordered, row.category, row.amount));
        Table::new(&PURCHASES, rows.len(), move |place, cells| {
            let (row, ordinal) = order.row(rows, place);
            cells.extend([
                Self::child(pseudonyms, row.child),
                ordinal,
                Self::category(names, row.category),
                Cell::told(row.amount, money),
                Cell::told(row.ordered, Cell::Whole),
            ]);
        })
    }

    fn needs(&self) -> Table<'a> {
        let (pseudonyms, rows) = (self.pseudonyms, &self.rows.needs);
        let order = Order::of(
            rows,
            &self.ranks,
            |row| row.child,
            |row| (row.domain, row.outcome, row.likely, row.mark, row.unmet, row.reached),
        );
        Table::new(&NEEDS, rows.len(), move |place, cells| {
            let (row, ordinal) = order.row(rows, place);
            cells.extend([
                Self::child(pseudonyms, row.child),
                ordinal,
                word(row.domain.map(|domain| domain.word())),
                outcome(row.outcome),
                Cell::perhaps(row.likely, money),
                word(row.mark.map(|mark| mark.word())),
                word(row.unmet.map(|why| why.word())),
                Cell::perhaps(row.reached, Cell::Yes),
            ]);
        })
    }

    /// The rows of a child are in the order of the questions and their answers.
    fn choices(&self) -> Table<'a> {
        let (pseudonyms, rows) = (self.pseudonyms, &self.rows.choices);
        let order = Order::of(rows, &self.ranks, |row| row.child, |_| ());
        Table::new(&CHOICES, rows.len(), move |place, cells| {
            let (row, _) = order.row(rows, place);
            let (question, answer) = (Cell::text(row.question), Cell::text(row.answer));
            cells.extend([Self::child(pseudonyms, row.child), question, answer, Cell::count(row.purchases)]);
        })
    }

    fn waits(&self) -> Table<'a> {
        let (pseudonyms, rows) = (self.pseudonyms, &self.rows.waits);
        let order = Order::of(rows, &self.ranks, |row| row.child, |_| ());
        Table::new(&WAITS, rows.len(), move |place, cells| {
            let (row, _) = order.row(rows, place);
            let (span, days) = (Cell::text(row.span), Cell::text(row.days));
            cells.extend([Self::child(pseudonyms, row.child), span, days, Cell::count(row.purchases)]);
        })
    }

    fn time(&self) -> Table<'a> {
        let (pseudonyms, rows) = (self.pseudonyms, &self.rows.time);
        let order = Order::of(rows, &self.ranks, |row| row.child, |row| (row.day, row.minutes));
        Table::new(&TIME, rows.len(), move |place, cells| {
            let (row, ordinal) = order.row(rows, place);
            let minutes = Cell::count(row.minutes);
            cells.extend([Self::child(pseudonyms, row.child), ordinal, Cell::Whole(row.day), minutes]);
        })
    }

    fn outcomes(&self) -> Table<'a> {
        let (names, pseudonyms, rows) = (self.names, self.pseudonyms, &self.rows.outcomes);
        let informants = self.informants.clone();
        let order = Order::of(
            rows,
            &self.ranks,
            |row| row.child,
            |row| (row.measure, row.item, row.informant, row.day, row.score),
        );
        Table::new(&OUTCOMES, rows.len(), move |place, cells| {
            let (row, ordinal) = order.row(rows, place);
            cells.extend([
                Self::child(pseudonyms, row.child),
                ordinal,
                Cell::text(names.measures[at(row.measure)].code.as_str()),
                Cell::count(row.item),
                Cell::text(informants[at(row.informant)]),
                Cell::Whole(row.day),
                Cell::Score(row.score),
            ]);
        })
    }

    fn changes(&self) -> Table<'a> {
        let (names, pseudonyms, rows) = (self.names, self.pseudonyms, &self.rows.changes);
        let order = Order::of(rows, &self.ranks, |row| row.child, |row| (row.measure, Reverse(row.items)));
        Table::new(&CHANGES, rows.len(), move |place, cells| {
            let (row, _) = order.row(rows, place);
            cells.extend([
                Self::child(pseudonyms, row.child),
                Cell::text(names.measures[at(row.measure)].code.as_str()),
                Cell::count(row.items),
                Cell::Number(row.first),
                Cell::Number(row.last),
                Cell::Number(row.improvement),
            ]);
        })
    }

    fn summary(&self) -> Table<'a> {
        let (pseudonyms, rows) = (self.pseudonyms, &self.rows.summary);
        let order = Order::of(rows, &self.ranks, |row| row.child, |_| ());
        Table::new(&SUMMARY, rows.len(), move |place, cells| {
            let (row, _) = order.row(rows, place);
            cells.extend([
                Self::child(pseudonyms, row.child),
                Cell::text(row.arm.word()),
                money(row.allocated),
                money(row.committed),
                money(row.spent),
                Cell::Whole(row.minutes),
                Cell::count(row.purchases),
                Cell::perhaps(row.wait, Cell::Whole),
            ]);
        })
    }

    fn measures(&self) -> Table<'a> {
        let measures = &self.names.measures;
        Table::new(&MEASURES, measures.len(), move |place, cells| {
            let measure = &measures[place];
            cells.extend([
                Cell::text(measure.code.as_str()),
                Cell::text(measure.label.as_str()),
                Cell::Score(measure.lowest),
                Cell::Score(measure.highest),
                Cell::text(measure.better.word()),
            ]);
        })
    }

    fn categories(&self) -> Table<'a> {
        let categories = &self.names.categories;
        Table::new(&CATEGORIES, categories.len(), move |place, cells| {
            let Category { code, label } = &categories[place];
            cells.extend([Cell::text(code.as_str()), Cell::text(label.as_str())]);
        })
    }
}
