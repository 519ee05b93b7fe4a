//! What is told of purchases apart from them: how they were chosen and how long they took, counted for each
//! child, so that no answer can be put together with another one or with a price.

use std::cmp::Reverse;

use crate::data::{Additionality, Data, Place, Purchase};
use domain::{ChosenBy, Day, DeliveredTo};

/// Something that is asked of every purchase, and the answers there are.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    pub name: &'static str,
    /// The answers; the first is that nobody said.
    pub answers: &'static [&'static str],
    /// The place of a purchase's answer in them.
    pub of: fn(&Purchase) -> usize,
}

/// Answers about how it was chosen: how many options, who chose, delivered where, in addition to or instead
/// of what.
pub const CHOICES: &[Question] = &[
    Question {
        name: "options",
        answers: &["not_said", "0", "1", "2", "3", "4+"],
        of: |it| it.options.map_or(0, |options| 1 + usize::try_from(options.min(4)).unwrap_or(4)),
    },
    Question {
        name: "chosen_by",
        answers: &["not_said", "family", "child", "professional"],
        of: |it| answer_place(ChosenBy::WORDS, it.chosen_by.map(ChosenBy::as_str)),
    },
    Question {
        name: "delivered_to",
        answers: &["not_said", "home", "school", "childrens_centre", "other"],
        of: |it| answer_place(DeliveredTo::WORDS, it.delivered_to.map(DeliveredTo::as_str)),
    },
    Question {
        name: "mainstream",
        answers: &["not_said", "added", "replaced"],
        of: |it| it.beside.map_or(0, |beside| if beside == Additionality::Added { 1 } else { 2 }),
    },
];

/// Days in bands: until it was commissioned, from then until it came, what the mainstream service would take.
pub(crate) const SPANS: &[Question] = &[
    Question {
        name: "to_commission",
        answers: DAYS,
        of: |it| band(days(it.requested_on.or(it.needed_on), Some(it.placed_on))),
    },
    Question {
        name: "to_delivery",
        answers: &["not_yet", "0 to 3", "4 to 7", "8 to 14", "15 to 28", "29+"],
        of: |it| band(days(Some(it.placed_on), it.delivered_on)),
    },
    Question { name: "mainstream", answers: DAYS, of: |it| band(it.mainstream_wait_days.map(i64::from)) },
];

const DAYS: &[&str] = &["not_said", "0 to 3", "4 to 7", "8 to 14", "15 to 28", "29+"];
/// The last day of each band but the last.
const BANDS: [i64; 4] = [3, 7, 14, 28];
const ALL: usize = CHOICES.len() + SPANS.len();
const MOST: usize = 6;

/// A place in the answers of each question.
pub(super) type AnswerPlaces = [usize; ALL];

/// The answers of each purchase, how often each child has each, and which of a child's are withheld.
pub(super) struct Answers {
    said: Vec<AnswerPlaces>,
    counts: Vec<[[usize; MOST]; ALL]>,
    withheld: Vec<[bool; ALL]>,
}

/// Answers of a kind that a child has, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AnswerCount {
    pub child: Place,
    pub question: &'static str,
    pub answer: &'static str,
    pub purchases: usize,
}

/// Days between two; none where one is not known.
pub(super) fn days(from: Option<Day>, to: Option<Day>) -> Option<i64> {
    Some((to?.date() - from?.date()).num_days().max(0))
}

fn band(days: Option<i64>) -> usize {
    days.map_or(0, |days| 1 + BANDS.iter().filter(|last| days > **last).count())
}

/// The place of a word after that nobody said.
fn answer_place(words: &[&str], said: Option<&str>) -> usize {
    said.and_then(|said| words.iter().position(|word| *word == said)).map_or(0, |place| 1 + place)
}

/// What a purchase answers.
pub(super) fn places(it: &Purchase) -> AnswerPlaces {
    let mut questions = CHOICES.iter().chain(SPANS);
    std::array::from_fn(|_| questions.next().map_or(0, |question| (question.of)(it)))
}

impl Answers {
    /// Counts the answers of the purchases that are told.
    pub(super) fn new(data: &Data, is_told: impl Fn(usize) -> bool) -> Self {
        let said: Vec<AnswerPlaces> = data.purchases.iter().map(places).collect();
        let mut counts = vec![[[0; MOST]; ALL]; data.children.len()];
        for (at, (purchase, said)) in data.purchases.iter().zip(&said).enumerate() {
            let child = usize::try_from(purchase.child).ok().and_then(|child| counts.get_mut(child));
            let Some(child) = child.filter(|_| is_told(at)) else { continue };
            child.iter_mut().zip(said).for_each(|(answers, said)| answers[*said] += 1);
        }
        Self { withheld: vec![[false; ALL]; counts.len()], said, counts }
    }

    pub(super) fn of(&self, purchase: usize) -> AnswerPlaces {
        self.said[purchase]
    }

    /// The questions by which a child cannot be the one of whom these answers are known.
    fn against(&self, child: usize, known: &AnswerPlaces) -> impl Iterator<Item = usize> {
        let (withheld, counts) = (&self.withheld[child], &self.counts[child]);
        let known = *known;
        (0..ALL).filter(move |at| !withheld[*at] && counts[*at][known[*at]] == 0)
    }

    /// Whether a child can be the one of whom these answers are known: it has each of them, or it is
    /// withheld.
    pub(super) fn can_be(&self, child: usize, known: &AnswerPlaces) -> bool {
        self.against(child, known).next().is_none()
    }

    /// Withholds of some more children what rules them out: of those first for whom it is least.
    pub(super) fn open(&mut self, mut children: Vec<usize>, known: &AnswerPlaces, more: usize) {
        children.sort_by_cached_key(|child| {
            let already = self.withheld[*child].iter().filter(|withheld| **withheld).count();
            (self.against(*child, known).count(), Reverse(already), *child)
        });
        for child in children.into_iter().take(more) {
            let against: Vec<usize> = self.against(child, known).collect();
            against.into_iter().for_each(|at| self.withheld[child][at] = true);
        }
    }

    /// The answers that are told about choices, by child.
    pub(super) fn choices(&self) -> Vec<AnswerCount> {
        self.count(CHOICES, 0)
    }

    /// The days that are told, by child.
    pub(super) fn spans(&self) -> Vec<AnswerCount> {
        self.count(SPANS, CHOICES.len())
    }

    fn count(&self, questions: &[Question], from: usize) -> Vec<AnswerCount> {
        let mut rows = Vec::new();
        for (child, (counts, withheld)) in (0..).zip(self.counts.iter().zip(&self.withheld)) {
            for (at, question) in (from..).zip(questions).filter(|(at, _)| !withheld[*at]) {
                let said = question.answers.iter().zip(counts[at]).filter(|(_, purchases)| *purchases > 0);
                rows.extend(said.map(|(answer, purchases)| AnswerCount {
                    child,
                    question: question.name,
                    answer,
                    purchases,
                }));
            }
        }
        rows
    }

    /// How many answers of children are withheld: about choices, and days.
    pub(super) fn withheld(&self) -> (usize, usize) {
        let count = |of: &[bool]| of.iter().filter(|withheld| **withheld).count();
        let both = self.withheld.iter().map(|it| (count(&it[..CHOICES.len()]), count(&it[CHOICES.len()..])));
        both.fold((0, 0), |(choices, spans), (a, b)| (choices + a, spans + b))
    }
}
