//! An invented pilot: children in nine areas, twelve categories, amounts spread as prices are.

use chrono::TimeDelta;

use crate::data::{Additionality, Category, Data, Observed, Place, Purchase, Worked};
use crate::sample;
use domain::measure::{Measure, MeasureTerms};
use domain::{Arm, Better, ChosenBy, Code, Day, DeliveredTo, Pence, Score, Sex};

/// Chance that is the same every time (SplitMix64).
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: i64) -> i64 {
        i64::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    /// Rarely large: the least of three.
    fn skewed(&mut self, end: i64) -> i64 {
        (0..3).map(|_| self.below(end)).min().unwrap()
    }
}

/// How often a category is bought, and its usual price in pounds.
const CATEGORIES: [(&str, i64, i64); 12] = [
    ("clothing", 18, 32),
    ("activities", 16, 19),
    ("care", 13, 52),
    ("education", 9, 28),
    ("travel", 12, 13),
    ("furniture", 8, 60),
    ("devices", 3, 180),
    ("housing", 5, 134),
    ("food", 4, 20),
    ("creative", 4, 22),
    ("mentoring", 6, 27),
    ("exceptional", 2, 37),
];
const DAYS: i64 = 549;

pub fn day(after: i64) -> Day {
    Day::new("2006-07-01".parse::<Day>().unwrap().date() + TimeDelta::days(after))
}

/// A pilot of so many children with a budget, half as many to compare with, and so many purchases.
pub fn pilot(seed: u64, children: Place, purchases: i64) -> Data {
    let mut chance = Chance(seed);
    let mut data = sample::pilot();
    let child = data.children[0].clone();
    data.areas = (1..=9).map(|area| format!("AREA{area}")).collect();
    data.categories = CATEGORIES
        .iter()
        .map(|(code, ..)| Category { code: code.parse::<Code>().unwrap(), label: (*code).into() })
        .collect();
    let mut opened = Vec::new();
    data.children = (0..children + children / 2)
        .map(|at| {
            opened.push(chance.skewed(DAYS - 90));
            let mut child = child.clone();
            child.reference = format!("C-{at:05}").parse().unwrap();
            child.arm = if at < children { Arm::Budget } else { Arm::Comparison };
            child.born =
                format!("{}-{:02}-01", 1990 + chance.below(16), 1 + chance.below(12)).parse().unwrap();
            child.sex = if chance.below(2) == 0 { Sex::Male } else { Sex::Female };
            child.area = at % 9;
            child.need = format!("N{}", 1 + chance.below(8));
            child.need_level = u8::try_from(2 + chance.below(3)).unwrap();
            child.baseline = Some(day(opened[opened.len() - 1]));
            if at >= children {
                child.budget = None;
            }
            child
        })
        .collect();
    let appetite: Vec<i64> = (0..children).map(|_| 3 + chance.skewed(30)).collect();
    let mut bought: Vec<Purchase> = Vec::new();
    while i64::try_from(bought.len()).unwrap() < purchases {
        let of = Place::try_from(chance.below(children.into())).unwrap();
        if chance.below(33) < appetite[usize::try_from(of).unwrap()] {
            bought.push(purchase(&mut chance, of, opened[usize::try_from(of).unwrap()]));
        }
    }
    bought.sort_by_key(|it| it.child);
    for (number, it) in (1..).zip(&mut bought) {
        it.number = number;
    }
    data.times = (0..children)
        .flat_map(|at| {
            let opened = opened[usize::try_from(at).unwrap()];
            let on = opened + chance.below(DAYS - opened);
            [Worked { child: at, practitioner: 0, on: day(on), minutes: 60 }]
        })
        .collect();
    for (at, child) in data.children.iter_mut().enumerate() {
        if let Some(budget) = &mut child.budget {
            let own = || bought.iter().filter(|it| usize::try_from(it.child) == Ok(at));
            budget.spent = own().map(|it| it.spent).sum();
            budget.allocated = budget.spent + Pence::new(chance.below(50_000));
        }
    }
    data.purchases = bought;
    data
}

/// The same with purchases chosen in one way or another, some at once and some long waited for.
pub(crate) fn with_answers(mut data: Data, seed: u64) -> Data {
    let (mut chance, mut place) = (Chance(seed), Chance(seed + 1));
    let last = day(DAYS - 1);
    for it in &mut data.purchases {
        let on = |from: Day, days: i64| Day::new(from.date() + TimeDelta::days(days));
        it.options = Some(u32::try_from(chance.skewed(8)).unwrap()).filter(|options| *options < 6);
        it.chosen_by = [Some(ChosenBy::Family), Some(ChosenBy::Child), Some(ChosenBy::Professional), None]
            [usize::try_from(chance.skewed(4)).unwrap()];
        it.beside = [Some(Additionality::Added), Some(Additionality::Replaced), None]
            [usize::try_from(chance.skewed(3)).unwrap()];
        it.delivered_to =
            [Some(DeliveredTo::Home), Some(DeliveredTo::School), Some(DeliveredTo::Other), None]
                [usize::try_from(place.skewed(4)).unwrap()];
        it.requested_on = Some(on(it.placed_on, -chance.skewed(60))).filter(|_| chance.below(20) > 0);
        it.needed_on = None;
        it.delivered_on = Some(on(it.placed_on, chance.skewed(60))).filter(|came| *came <= last);
        it.mainstream_wait_days =
            [None, Some(30), Some(14), Some(7)][usize::try_from(chance.skewed(4)).unwrap()];
    }
    data
}

/// The same with scores: goals of all, reported by the child, and one in eight of them lost.
pub(crate) fn with_scores(mut data: Data, seed: u64) -> Data {
    let mut chance = Chance(seed);
    let measure = |code: &str, highest: i64, better: Better| Measure {
        code: code.parse().unwrap(),
        label: code.parse().unwrap(),
        lowest: Score::from_thousandths(0),
        highest: Score::from_thousandths(highest * 1000),
        better,
        terms: MeasureTerms::default(),
    };
    data.measures = vec![measure("gbo", 10, Better::Higher), measure("sdq_total", 40, Better::Lower)];
    for (child, it) in (0..).zip(&data.children) {
        let lost = chance.below(8) == 0;
        let baseline = it.baseline.unwrap();
        let later = Day::new(baseline.date() + TimeDelta::days(90 + chance.below(120)));
        for measure in 0..2 {
            let first = 2 + chance.below(5);
            let last = first + chance.below(5) * if measure == 0 { 1 } else { -1 } + 1;
            for (on, points) in [(baseline, first), (later, last.max(0))] {
                if on == baseline || !lost {
                    let score = Score::from_thousandths(points * 1000);
                    data.scores.push(Observed { child, measure, item: 0, informant: 0, on, score });
                }
            }
        }
    }
    data
}

fn purchase(chance: &mut Chance, of: Place, opened: i64) -> Purchase {
    let mut it = sample::purchase(0, of, 0);
    let mut weight = chance.below(100);
    let category = CATEGORIES.iter().position(|(_, often, _)| {
        weight -= often;
        weight < 0
    });
    let category = category.unwrap();
    it.category = Place::try_from(category).unwrap();
    let pence = (CATEGORIES[category].2 * (20 + chance.skewed(300))).max(200);
    it.spent = Pence::new(if chance.below(2) == 0 { pence / 100 * 100 } else { pence });
    let on = opened + chance.below((DAYS - opened - 30).max(1));
    it.placed_on = day(on);
    it.delivered_on = Some(day((on + chance.below(15)).min(DAYS - 1)));
    it
}
