//! An invented pilot with an effect of known size.
//!
//! Goals (one to three a child, 0 to 10, reported by the child) improve by 1.2 on average, and by 2.4 more
//! for £2,500 spent; an SDQ total (0 to 40, reported by the carer) falls by 0.5, and by 3.5 more. Scores are
//! whole numbers within the scale. One child in eight is lost.

use domain::measure::{Measure, MeasureTerms};
use domain::{Arm, Better, Cohort, Day, Pence, Score, Sex};
use evaluate::Data;
use evaluate::data::{Budget, Child, LedgerHead, Observed, Practitioner};

use super::chance::Chance;

pub const GOALS: u32 = 0;
pub const SDQ: u32 = 1;

/// What a pilot is like.
#[derive(Clone, Copy)]
pub struct Like {
    pub budgets: u32,
    pub comparison: u32,
    pub leads: u32,
    /// Lead professionals who have children without a budget only; none: the same have both.
    pub others: u32,
    /// How much of the effect there is.
    pub effect: f64,
    /// How much lead professionals differ in what they bring about, and in how much more with a budget,
    /// in standard deviations of a change.
    pub leads_differ: f64,
}

impl Default for Like {
    fn default() -> Self {
        Self { budgets: 250, comparison: 120, leads: 15, others: 0, effect: 1.0, leads_differ: 0.0 }
    }
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn after(days: u32) -> Day {
    Day::new(day("2006-07-01").date() + chrono::Days::new(u64::from(days)))
}

pub fn measure(code: &str, highest: i64, better: Better, items: bool) -> Measure {
    Measure {
        code: code.parse().unwrap(),
        label: code.parse().unwrap(),
        lowest: Score::from_thousandths(0),
        highest: Score::from_thousandths(highest * 1_000),
        better,
        terms: MeasureTerms { items, ..MeasureTerms::default() },
    }
}

pub fn child(at: u32, arm: Arm, opened: u32, lead: Option<u32>, spent: i64) -> Child {
    Child {
        reference: format!("C-{:05}", at + 1).parse().unwrap(),
        arm,
        cohort: if at.is_multiple_of(7) { Cohort::LookedAfter } else { Cohort::AdditionalNeeds },
        born: day(["1992-03-01", "1996-06-01", "2000-11-01"][usize::try_from(at % 3).unwrap()]),
        sex: if at.is_multiple_of(2) { Sex::Male } else { Sex::Female },
        ethnicity: "WBRI".into(),
        area: at % 3,
        need: "N4".into(),
        need_level: u8::try_from(2 + at % 3).unwrap(),
        lead,
        sibling: None,
        baseline: Some(after(opened)),
        budget: (arm == Arm::Budget).then(|| Budget {
            opened_on: after(opened),
            closed_on: None,
            allocated: Pence::new(250_000),
            committed: Pence::ZERO,
            spent: Pence::new(spent),
            fund: None,
            aim: None,
        }),
    }
}

/// Nothing but what every pilot has.
pub fn empty() -> Data {
    Data {
        pilot: "Invented".into(),
        authority: "E06000020".parse().unwrap(),
        starts_on: day("2006-07-01"),
        ends_on: day("2007-12-31"),
        as_at: day("2008-12-31"),
        head: LedgerHead { event: 1, hash: "00".repeat(32) },
        children: Vec::new(),
        left_out: 0,
        left_out_with_budget: 0,
        practitioners: Vec::new(),
        providers: Vec::new(),
        categories: Vec::new(),
        funds: Vec::new(),
        areas: vec!["A".into(), "B".into(), "C".into()],
        purchases: Vec::new(),
        pilot_costs: Vec::new(),
        measures: vec![
            measure("gbo", 10, Better::Higher, true),
            measure("sdq_total", 40, Better::Lower, false),
        ],
        informants: vec!["carer".into(), "child".into()],
        items: vec![String::new(), "goal-1".into(), "goal-2".into(), "goal-3".into()],
        scores: Vec::new(),
        times: Vec::new(),
        happenings: Vec::new(),
        needs: Vec::new(),
        moves: Vec::new(),
    }
}

pub fn pilot(seed: u64, like: Like) -> Data {
    let mut chance = Chance::new(seed);
    let mut data = empty();
    data.practitioners = (0..like.leads + like.others)
        .map(|at| Practitioner {
            code: format!("LP{at:04}").parse().unwrap(),
            profession: "teacher".into(),
            agency: "council".into(),
        })
        .collect();
    let mut brought =
        |differ: f64| (0..like.leads + like.others).map(|_| chance.normal(0.0, differ)).collect::<Vec<_>>();
    let (always, with_budget) = (brought(like.leads_differ), brought(like.leads_differ));
    for at in 0..like.budgets + like.comparison {
        let arm = if at < like.budgets { Arm::Budget } else { Arm::Comparison };
        let apart = arm == Arm::Comparison && like.others > 0;
        let lead = if apart { like.leads + chance.below(like.others) } else { chance.below(like.leads) };
        // Skewed as real spend is, and never above 2,450.00.
        let pounds = chance.normal(6.3, 0.7).exp().min(2_450.0);
        let spent = if arm == Arm::Budget { (pounds * 100.0).round() as i64 } else { 0 };
        let opened = chance.below(450);
        data.children.push(child(at, arm, opened, Some(lead), spent));
        let of = usize::try_from(lead).unwrap();
        let own = always[of] + if arm == Arm::Budget { with_budget[of] } else { 0.0 };
        let share = spent as f64 / 250_000.0 * like.effect;
        observe(&mut data, &mut chance, at, opened, share, own);
    }
    data
}

fn observe(data: &mut Data, chance: &mut Chance, child: u32, opened: u32, share: f64, own: f64) {
    let (first_on, last_on) = (after(opened), after(opened + 90 + chance.below(120)));
    let lost = chance.share() < 0.12;
    let mut tell = |measure, item, informant, first: f64, last: f64| {
        let mut score = |on, score: f64| {
            let score = Score::from_thousandths((score * 1_000.0) as i64);
            data.scores.push(Observed { child, measure, item, informant, on, score });
        };
        score(first_on, first);
        if !lost {
            score(last_on, last);
        }
    };
    for goal in 0..=chance.below(3) {
        let first = chance.normal(3.0, 1.6).trunc().clamp(0.0, 10.0);
        let last = first + chance.normal(1.2 + 2.4 * share, 1.5) + 1.5 * own;
        tell(GOALS, goal + 1, 1, first, last.round().clamp(0.0, 10.0));
    }
    let first = chance.normal(19.0, 5.5).trunc().clamp(0.0, 40.0);
    let last = first - chance.normal(0.5 + 3.5 * share, 3.0) - 3.0 * own;
    tell(SDQ, 0, 0, first, last.round().clamp(0.0, 40.0));
}

/// What was spent on average, in whole budgets, for the children of the budget arm who were followed up.
pub fn mean_dose(effect: &evaluate::analysis::sample::Sample) -> f64 {
    let cases = effect.arm(Arm::Budget);
    cases.iter().map(evaluate::analysis::sample::Case::dose).sum::<f64>() / cases.len() as f64
}
