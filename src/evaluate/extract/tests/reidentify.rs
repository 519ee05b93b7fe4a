//! The attack that docs/DISCLOSURE.md tells of, on the rows alone: what is withheld is not used, nor how
//! it was decided what to withhold.

use std::collections::BTreeMap;

use crate::data::{Additionality, Data, Place, Purchase};
use crate::extract::protected::protected;
use crate::extract::{RowArea, RowChild, Rows, rows};
use crate::invented::{self, with_answers};
use crate::settings::Settings;
use crate::subgroup::{age, age_band};
use domain::{Arm, Pence, Sex};

/// What somebody knows of a child.
struct Known {
    area: Place,
    age_band: String,
    sex: Sex,
    /// What the row of the purchase tells if it is there: somebody who knows the price could tell.
    category: Option<Place>,
    amount: Pence,
    /// The price itself.
    price: Pence,
    /// Days from the pilot's first day.
    on: i64,
    /// How it was chosen and how long it took: by question or span.
    answers: [(&'static str, &'static str); 7],
}

/// A pilot in which every purchase was chosen and waited for in its own way.
fn pilot(seed: u64, children: Place, purchases: i64) -> Data {
    with_answers(invented::pilot(seed, children, purchases), seed + 100)
}

/// What somebody knows who was there when it was chosen, commissioned and delivered, as the tables tell it.
fn answers(it: &Purchase) -> [(&'static str, &'static str); 7] {
    let days = |days: Option<i64>, none| match days {
        None => none,
        Some(..=3) => "0 to 3",
        Some(4..=7) => "4 to 7",
        Some(8..=14) => "8 to 14",
        Some(15..=28) => "15 to 28",
        Some(_) => "29+",
    };
    let options = it
        .options
        .map_or("not_said", |options| ["0", "1", "2", "3", "4+"][usize::try_from(options.min(4)).unwrap()]);
    let to_commission = it.requested_on.map(|asked| (it.placed_on.date() - asked.date()).num_days());
    let to_delivery = it.delivered_on.map(|came| (came.date() - it.placed_on.date()).num_days());
    [
        ("choice options", options),
        ("choice chosen_by", it.chosen_by.map_or("not_said", |who| who.as_str())),
        ("choice delivered_to", it.delivered_to.map_or("not_said", |to| to.as_str())),
        (
            "choice mainstream",
            it.beside.map_or("not_said", |it| if it == Additionality::Added { "added" } else { "replaced" }),
        ),
        ("wait to_commission", days(to_commission, "not_said")),
        ("wait to_delivery", days(to_delivery, "not_yet")),
        ("wait mainstream", days(it.mainstream_wait_days.map(i64::from), "not_said")),
    ]
}

/// The reader of an extract.
struct Reader<'a> {
    rows: &'a Rows,
    /// For each child the last day its baseline can have, from the pilot's first day.
    latest: BTreeMap<Place, i64>,
    /// Rows of purchases by what they tell.
    bought: BTreeMap<(Option<Place>, Option<Pence>), Vec<usize>>,
    areas_told: Vec<Place>,
    /// What each child's rows answer to each question and span.
    said: BTreeMap<(Place, String), Vec<&'static str>>,
}

impl<'a> Reader<'a> {
    /// `ends` is the last day of an order and of work for a child, which somebody may know.
    fn new(rows: &'a Rows, ends: (i64, i64)) -> Self {
        let mut latest: BTreeMap<Place, i64> =
            rows.children.iter().map(|row| (row.child, i64::MAX)).collect();
        let mut note = |child: Place, room: i64| {
            let latest = latest.get_mut(&child).unwrap();
            *latest = room.min(*latest);
        };
        let bought = rows.purchases.iter().filter_map(|row| Some((row.child, row.commissioned?)));
        bought.for_each(|(child, day)| note(child, ends.0 - day));
        rows.time.iter().for_each(|row| note(row.child, ends.1 - row.day));
        let mut by_told: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, row) in rows.purchases.iter().enumerate() {
            by_told.entry((row.category, row.amount)).or_default().push(at);
        }
        let mut areas_told: Vec<Place> = rows
            .children
            .iter()
            .filter_map(|row| match row.area {
                Some(RowArea::Area(area)) => Some(area),
                _ => None,
            })
            .collect();
        areas_told.sort_unstable();
        areas_told.dedup();
        let mut said: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let choices =
            rows.choices.iter().map(|row| (row.child, format!("choice {}", row.question), row.answer));
        let waits = rows.waits.iter().map(|row| (row.child, format!("wait {}", row.span), row.days));
        for (child, question, answer) in choices.chain(waits) {
            said.entry((child, question)).or_default().push(answer);
        }
        Self { rows, latest, bought: by_told, areas_told, said }
    }

    /// The children it could be.
    fn candidates(&self, known: &Known) -> usize {
        let empty = Vec::new();
        let rows = self.bought.get(&(known.category, Some(known.amount))).unwrap_or(&empty);
        let mut found: Vec<Place> = rows
            .iter()
            .map(|at| &self.rows.purchases[*at])
            .filter(|row| self.day_fits(row.child, row.commissioned, known.on))
            .map(|row| row.child)
            .filter(|child| self.looks_like(&self.rows.children[usize::try_from(*child).unwrap()], known))
            .filter(|child| known.answers.iter().all(|(of, answer)| self.answers(*child, of, answer)))
            .collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    }

    /// Told days are the first of a quarter of a year: the baseline lies so many days before the order.
    fn day_fits(&self, child: Place, told: Option<i64>, on: i64) -> bool {
        let Some(told) = told else { return true };
        let (earliest, latest) = (on - told - 90, on - told);
        latest >= 0 && earliest <= self.latest[&child]
    }

    /// A child without a row for a question has its answers withheld.
    fn answers(&self, child: Place, question: &str, answer: &str) -> bool {
        self.said.get(&(child, question.to_owned())).is_none_or(|said| said.contains(&answer))
    }

    fn looks_like(&self, row: &RowChild, known: &Known) -> bool {
        let spent = &self.rows.summary[usize::try_from(row.child).unwrap()];
        row.arm == Arm::Budget
            && spent.spent + spent.committed >= known.price
            && match &row.area {
                None => true,
                Some(RowArea::Other) => !self.areas_told.contains(&known.area),
                Some(RowArea::Area(area)) => *area == known.area,
            }
            && row.age_band.as_ref().is_none_or(|band| *band == known.age_band)
            && row.sex.is_none_or(|sex| sex == known.sex)
    }
}

/// The last days, counted from the pilot's first.
fn ends(data: &Data) -> (i64, i64) {
    let days = |on: domain::Day| (on.date() - data.starts_on.date()).num_days();
    let orders = data.purchases.iter().map(|it| days(it.placed_on)).max().unwrap();
    (orders, data.times.iter().map(|it| days(it.on)).max().unwrap())
}

/// Tries each child and each purchase; gives how many were tried, and the fewest candidates of all.
fn attack(data: &Data, settings: &Settings) -> (usize, usize, Rows) {
    let protected = protected(data, settings);
    let rows = rows::rows_of(data, settings, &protected);
    let first = data.starts_on.date();
    let reader = Reader::new(&rows, ends(data));
    let (mut tried, mut fewest) = (0, usize::MAX);
    for (told, purchase) in protected.bag.bought.iter().zip(&data.purchases) {
        if told.left_out {
            continue;
        }
        let child = &data.children[told.child];
        let known = Known {
            area: child.area,
            age_band: age_band(&settings.age_bands, age(child.born, child.baseline.unwrap()).unwrap())
                .unwrap(),
            sex: child.sex,
            category: (!told.pooled).then_some(purchase.category),
            amount: protected.bag.means[usize::try_from(told.group).unwrap()],
            price: purchase.spent,
            on: (purchase.placed_on.date() - first).num_days(),
            answers: answers(purchase),
        };
        fewest = fewest.min(reader.candidates(&known));
        tried += 1;
    }
    (tried, fewest, rows)
}

#[test]
fn nobody_who_knows_a_child_and_all_about_a_purchase_is_left_with_fewer_than_five_children() {
    for (seed, children, purchases) in
        [(1, 250, 5000), (2, 120, 900), (3, 600, 9000), (4, 40, 200), (5, 12, 60)]
    {
        let data = pilot(seed, children, purchases);
        let (tried, fewest, rows) = attack(&data, &Settings::default());
        assert!(fewest >= 5, "{children} children: {fewest}");
        assert_eq!(tried + rows.counted.left_out, data.purchases.len());
        // The attack could win: some answers had to be withheld, but few.
        let withheld = rows.counted.choices + rows.counted.waits;
        assert!(children < 40 || withheld > 0 && withheld * 5 < 6 * usize::try_from(children).unwrap());
        assert!(children < 100 || rows.counted.left_out * 20 <= data.purchases.len(), "{:?}", rows.counted);
    }
}

/// What was found out about a known child.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    /// Children of its area, age band and sex with a budget, in truth.
    alike: usize,
    /// How many of these bought something of the category for that very amount, in truth.
    truly: usize,
    /// Children whom it could be by the extract.
    candidates: usize,
    /// Rows of purchases that tell the very amount, with a category that could be it.
    same_amount: usize,
}

/// Tries one purchase with everything that is known of it.
fn find(data: &Data, settings: &Settings, at: usize) -> Found {
    let protected = protected(data, settings);
    let rows = rows::rows_of(data, settings, &protected);
    let first = data.starts_on.date();
    let reader = Reader::new(&rows, ends(data));
    let band = |place: usize| {
        let child = &data.children[place];
        age_band(&settings.age_bands, age(child.born, child.baseline.unwrap()).unwrap()).unwrap()
    };
    let purchase = &data.purchases[at];
    let place = usize::try_from(purchase.child).unwrap();
    let child = &data.children[place];
    let alike: Vec<usize> = (0..data.children.len())
        .filter(|other| {
            let it = &data.children[*other];
            it.arm == Arm::Budget
                && (it.area, it.sex) == (child.area, child.sex)
                && band(*other) == band(place)
        })
        .collect();
    let mut truly: Vec<Place> = data
        .purchases
        .iter()
        .filter(|it| (it.category, it.spent) == (purchase.category, purchase.spent))
        .filter(|it| alike.contains(&usize::try_from(it.child).unwrap()))
        .map(|it| it.child)
        .collect();
    truly.dedup();
    let told = &protected.bag.bought[at];
    let known = Known {
        area: child.area,
        age_band: band(place),
        sex: child.sex,
        category: (!told.pooled).then_some(purchase.category),
        amount: protected.bag.means[usize::try_from(told.group).unwrap()],
        price: purchase.spent,
        on: (purchase.placed_on.date() - first).num_days(),
        answers: answers(purchase),
    };
    let same_amount = rows
        .purchases
        .iter()
        .filter(|row| row.category.is_none_or(|category| category == purchase.category))
        .filter(|row| row.amount == Some(purchase.spent))
        .count();
    Found { alike: alike.len(), truly: truly.len(), candidates: reader.candidates(&known), same_amount }
}

#[test]
fn three_known_children_are_not_found() {
    let (data, settings) = (pilot(1, 250, 5000), Settings::default());
    let by = |key: &dyn Fn(&crate::data::Purchase) -> i64| {
        (0..data.purchases.len()).min_by_key(|at| key(&data.purchases[*at])).unwrap()
    };
    let earliest = by(&|it| (it.placed_on.date() - data.starts_on.date()).num_days());
    let dearest = by(&|it| -it.spent.get());
    let rarest = by(&|it| {
        let child = &data.children[usize::try_from(it.child).unwrap()];
        let years = age(child.born, child.baseline.unwrap()).unwrap();
        // The oldest girl of the fifth area, and what she bought most dearly.
        let stranger = child.area != 4 || child.sex != Sex::Female;
        i64::from(stranger) * 1_000_000_000 - i64::from(years) * 10_000_000 - it.spent.get()
    });
    let found = [rarest, earliest, dearest].map(|at| find(&data, &settings, at));
    // As docs/DISCLOSURE.md tells them. Each of the three would be known at once in the ledger's own rows.
    let told = |alike, candidates| Found { alike, truly: 1, candidates, same_amount: 0 };
    assert_eq!(found, [told(1, 23), told(5, 6), told(5, 27)]);
}
