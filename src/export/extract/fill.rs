//! The tables of an extract from its rows: pseudonyms for places, and an order that tells nothing, by
//! pseudonym and then by what the row itself says.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::columns::{
    BUDGETS, CATEGORIES, CHANGES, CHILDREN, CHOICES, MEASURES, NEEDS, OUTCOMES, PURCHASES, SUMMARY, TIME,
    WAITS,
};
use super::table::{Table, or_withheld};
use domain::measure::Measure;
use domain::{Code, Day, Score};
use evaluate::Data;
use evaluate::data::{Category, LedgerHead, Place};
use evaluate::extract::{RowArea, RowOutcome, Rows};
use statistics::number::thousandths;
use table::Value;

/// What stands for what is too rare to be named.
const OTHER: &str = "other";

/// What the rows point to, and what the manifest says of the ledger; the rest of the data may go.
#[derive(Clone, Debug)]
pub struct Names {
    pub pilot: String,
    pub authority: Code,
    pub as_at: Day,
    pub head: LedgerHead,
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

    fn row<'r, T>(&self, rows: &'r [T], place: usize) -> (&'r T, Value<'static>) {
        (&rows[at(self.rows[place])], Value::Count(self.ordinals[place].into()))
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

fn text_value<'a>(word: Option<&'static str>) -> Value<'a> {
    Value::perhaps(word, Value::text)
}

fn outcome<'a>(outcome: Option<char>) -> Value<'a> {
    Value::perhaps(outcome.and_then(|figure| figure.to_digit(10)), |figure| Value::Count(figure.into()))
}

fn count<'a, T: TryInto<i64>>(count: T) -> Value<'a> {
    count.try_into().map_or(Value::Empty, Value::Count)
}

fn number<'a>(number: f64) -> Value<'a> {
    Value::Thousandths(thousandths(number))
}

fn score<'a>(score: Score) -> Value<'a> {
    Value::Thousandths(score.thousandths())
}

impl<'a> Filling<'a> {
    /// A child's pseudonym; takes nothing but the list, so that rows can be made later.
    fn child(pseudonyms: &'a [String], child: Place) -> Value<'a> {
        Value::text(pseudonyms[at(child)].as_str())
    }

    fn category(names: &'a Names, category: Option<Place>) -> Value<'a> {
        or_withheld(category, |place| Value::text(names.categories[at(place)].code.as_str()))
    }

    fn children(&self) -> Table<'a> {
        let (names, pseudonyms, rows) = (self.names, self.pseudonyms, &self.rows.children);
        let order = Order::of(rows, &self.ranks, |row| row.child, |_| ());
        Table::new(&CHILDREN, rows.len(), move |place, cells| {
            let (row, _) = order.row(rows, place);
            let area = |area: &'a RowArea| match area {
                RowArea::Area(area) => Value::text(names.areas[at(*area)].as_str()),
                RowArea::Other => Value::text(OTHER),
            };
            cells.extend([
                Self::child(pseudonyms, row.child),
                Value::text(row.arm.as_str()),
                or_withheld(row.cohort, |cohort| Value::text(cohort.as_str())),
                or_withheld(row.age_band.as_deref(), Value::text),
                or_withheld(row.sex, |sex| Value::text(sex.as_str())),
                or_withheld(row.ethnic_group.as_deref(), Value::text),
                or_withheld(row.area.as_ref(), area),
                or_withheld(row.need.as_deref(), Value::text),
                or_withheld(row.need_level, |level| Value::Count(level.into())),
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
                Value::Money(row.allocated),
                Value::Money(row.committed),
                Value::Money(row.spent),
                Value::perhaps(row.closed, Value::Count),
            ]);
        })
    }

    fn purchases(&self) -> Table<'a> {
        let (names, pseudonyms, rows) = (self.names, self.pseudonyms, &self.rows.purchases);
        let order =
            Order::of(rows, &self.ranks, |row| row.child, |row| (row.commissioned, row.category, row.amount));
        Table::new(&PURCHASES, rows.len(), move |place, cells| {
            let (row, ordinal) = order.row(rows, place);
            cells.extend([
                Self::child(pseudonyms, row.child),
                ordinal,
                Self::category(names, row.category),
                or_withheld(row.amount, Value::Money),
                or_withheld(row.commissioned, Value::Count),
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
                text_value(row.domain.map(|domain| domain.as_str())),
                outcome(row.outcome),
                Value::perhaps(row.likely, Value::Money),
                text_value(row.mark.map(|mark| mark.as_str())),
                text_value(row.unmet.map(|why| why.as_str())),
                Value::perhaps(row.reached, Value::Yes),
            ]);
        })
    }

    /// The rows of a child are in the order of the questions and their answers.
    fn choices(&self) -> Table<'a> {
        let (pseudonyms, rows) = (self.pseudonyms, &self.rows.choices);
        let order = Order::of(rows, &self.ranks, |row| row.child, |_| ());
        Table::new(&CHOICES, rows.len(), move |place, cells| {
            let (row, _) = order.row(rows, place);
            let (question, answer) = (Value::text(row.question), Value::text(row.answer));
            cells.extend([Self::child(pseudonyms, row.child), question, answer, count(row.purchases)]);
        })
    }

    fn waits(&self) -> Table<'a> {
        let (pseudonyms, rows) = (self.pseudonyms, &self.rows.waits);
        let order = Order::of(rows, &self.ranks, |row| row.child, |_| ());
        Table::new(&WAITS, rows.len(), move |place, cells| {
            let (row, _) = order.row(rows, place);
            let (span, days) = (Value::text(row.span), Value::text(row.days));
            cells.extend([Self::child(pseudonyms, row.child), span, days, count(row.purchases)]);
        })
    }

    fn time(&self) -> Table<'a> {
        let (pseudonyms, rows) = (self.pseudonyms, &self.rows.time);
        let order = Order::of(rows, &self.ranks, |row| row.child, |row| (row.day, row.minutes));
        Table::new(&TIME, rows.len(), move |place, cells| {
            let (row, ordinal) = order.row(rows, place);
            let minutes = count(row.minutes);
            cells.extend([Self::child(pseudonyms, row.child), ordinal, Value::Count(row.day), minutes]);
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
                Value::text(names.measures[at(row.measure)].code.as_str()),
                count(row.item),
                Value::text(informants[at(row.informant)]),
                Value::Count(row.day),
                score(row.score),
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
                Value::text(names.measures[at(row.measure)].code.as_str()),
                count(row.items),
                number(row.first),
                number(row.last),
                number(row.improvement),
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
                Value::text(row.arm.as_str()),
                Value::Money(row.allocated),
                Value::Money(row.committed),
                Value::Money(row.spent),
                Value::Count(row.minutes),
                count(row.purchases),
                Value::perhaps(row.wait, Value::Count),
            ]);
        })
    }

    fn measures(&self) -> Table<'a> {
        let measures = &self.names.measures;
        Table::new(&MEASURES, measures.len(), move |place, cells| {
            let measure = &measures[place];
            cells.extend([
                Value::text(measure.code.as_str()),
                Value::text(measure.label.as_str()),
                score(measure.lowest),
                score(measure.highest),
                Value::text(measure.better.as_str()),
            ]);
        })
    }

    fn categories(&self) -> Table<'a> {
        let categories = &self.names.categories;
        Table::new(&CATEGORIES, categories.len(), move |place, cells| {
            let Category { code, label } = &categories[place];
            cells.extend([Value::text(code.as_str()), Value::text(label.as_str())]);
        })
    }
}
