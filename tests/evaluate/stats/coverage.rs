//! Intervals promise to hold the truth 19 times in 20. Here the truth is known: a thousand pilots are
//! made up for each kind of interval, and counted. Chance alone moves a share of 1,000 by 0.7 points
//! (one standard error); each is let three of them.

use statistics::regression::Errors;
use statistics::{bootstrap, interval, meta, regression};

use super::chance::Chance;

const LEVEL: f64 = 0.95;
const PILOTS: u32 = 1000;

/// How often the interval of a made-up pilot holds the truth.
fn held(seed: u64, truth: f64, mut pilot: impl FnMut(&mut Chance) -> (f64, f64)) -> f64 {
    let mut chance = Chance::new(seed);
    let held = (0..PILOTS).filter(|_| {
        let (low, high) = pilot(&mut chance);
        low <= truth && truth <= high
    });
    f64::from(u32::try_from(held.count()).unwrap()) / f64::from(PILOTS)
}

/// At least so much, less three standard errors; and not much more, which would be a wide excuse.
fn covers(name: &str, share: f64, least: f64, most: f64) {
    println!("{name}: {share:.3}");
    assert!(share > least - 0.021 && share < most + 0.021, "{name} covers {share}, not {least} to {most}");
}

/// A score as it is recorded: a whole number on a scale that ends.
fn score(value: f64) -> f64 {
    value.round().clamp(0.0, 40.0)
}

#[test]
fn the_mean_of_a_scored_change() {
    let share = held(1, 2.0, |chance| {
        let changes: Vec<f64> = (0..35)
            .map(|_| {
                let before = score(20.0 + 4.0 * chance.normal());
                before - score(before - 2.0 + 3.0 * chance.normal())
            })
            .collect();
        let ours = interval::mean_t(&changes, LEVEL).unwrap();
        (ours.low, ours.high)
    });
    covers("mean by t", share, 0.95, 0.95);
}

#[test]
fn a_share_of_few_children() {
    for (seed, n, truth) in [(2, 25, 0.12), (3, 60, 0.4), (4, 15, 0.8)] {
        let share = held(seed, truth, |chance| {
            let such = (0..n).filter(|_| chance.even() < truth).count();
            let ours = interval::proportion_wilson(such, n, LEVEL).unwrap();
            (ours.low, ours.high)
        });
        // A share of few jumps: Wilson's is 0.95 on average over shares, not at each.
        covers("share by Wilson", share, 0.93, 0.975);
    }
}

#[test]
fn a_slope_where_spread_grows_with_spend() {
    let share = held(6, 0.8, |chance| {
        let spend: Vec<f64> = (0..60).map(|_| 2.5 * chance.even().powi(2)).collect();
        let change: Vec<f64> =
            spend.iter().map(|spend| 1.0 + 0.8 * spend + (0.5 + spend) * 2.0 * chance.normal()).collect();
        let fit = regression::ols(&change, &[spend], Errors::Hc3, LEVEL).unwrap();
        (fit.low[1], fit.high[1])
    });
    covers("slope by HC3", share, 0.945, 0.96);
}

/// Children of one lead professional change alike: an intraclass correlation of 0.2.
struct Pilot {
    lead: Vec<u32>,
    helped: Vec<f64>,
    change: Vec<f64>,
}

const EFFECT: f64 = 2.0;

impl Pilot {
    fn new(chance: &mut Chance, leads: u32, children: usize) -> Self {
        let of_lead: Vec<f64> = (0..leads).map(|_| 1.5 * chance.normal()).collect();
        let mut made = Self { lead: Vec::new(), helped: Vec::new(), change: Vec::new() };
        for _ in 0..children {
            let lead = chance.below(leads);
            let helped = f64::from(u8::from(chance.even() < 0.65));
            made.lead.push(lead);
            made.helped.push(helped);
            made.change.push(EFFECT * helped + of_lead[lead as usize] + 3.0 * chance.normal());
        }
        made
    }

    /// For each lead and arm how many children and the sum of their changes.
    fn sums(&self, leads: u32) -> Vec<[f64; 4]> {
        let mut sums = vec![[0.0; 4]; leads as usize];
        for ((lead, helped), change) in self.lead.iter().zip(&self.helped).zip(&self.change) {
            let arm = if *helped > 0.5 { 0 } else { 2 };
            sums[*lead as usize][arm] += 1.0;
            sums[*lead as usize][arm + 1] += change;
        }
        sums
    }
}

#[test]
fn an_effect_among_children_who_go_together() {
    for (seed, leads, least) in [(7, 40, 0.94), (8, 15, 0.93)] {
        let share = held(seed, EFFECT, |chance| {
            let pilot = Pilot::new(chance, leads, 150);
            let fit = regression::ols(&pilot.change, &[pilot.helped], Errors::Clustered(&pilot.lead), LEVEL);
            let fit = fit.unwrap();
            (fit.low[1], fit.high[1])
        });
        covers("effect by CR1", share, least, 0.955);
    }
}

#[test]
fn an_effect_by_drawing_leads_again() {
    for (seed, leads, least) in [(9, 40, 0.94), (10, 15, 0.935)] {
        let mut plain = 0;
        let share = held(seed, EFFECT, |chance| {
            let sums = Pilot::new(chance, leads, 120).sums(leads);
            let drawn = bootstrap::clustered(2006, 300, sums.len(), |counts| difference(&sums, counts));
            let drawn = drawn.unwrap().of(0);
            let (low, high) = bootstrap::percentile(&drawn, LEVEL).unwrap();
            plain += u32::from(low <= EFFECT && EFFECT <= high);
            bootstrap::expanded(&drawn, sums.len(), LEVEL).unwrap()
        });
        println!("effect by plain percentiles, {leads} leads: {:.3}", f64::from(plain) / f64::from(PILOTS));
        covers("effect by expanded percentiles", share, least, 0.96);
    }
}

/// Costs are skewed (few cost much) and go with improvement; both differ by lead professional. A point is
/// worth 150, a budget costs 833 on average: 300 - 833 are left.
#[test]
fn what_is_left_for_a_child_by_drawing_leads_again() {
    for (seed, leads, least) in [(13, 40, 0.935), (14, 15, 0.925)] {
        let share = held(seed, 150.0 * EFFECT - 2500.0 / 3.0, |chance| {
            let mut pilot = Pilot::new(chance, leads, 120);
            for (change, helped) in pilot.change.iter_mut().zip(&pilot.helped) {
                let cost = helped * 2500.0 * chance.even().powi(2);
                *change = 150.0 * (*change + 0.001 * (cost - helped * 2500.0 / 3.0)) - cost;
            }
            let sums = pilot.sums(leads);
            let drawn = bootstrap::clustered(2006, 300, sums.len(), |counts| difference(&sums, counts));
            bootstrap::expanded(&drawn.unwrap().of(0), sums.len(), LEVEL).unwrap()
        });
        covers("what is left by expanded percentiles", share, least, 0.96);
    }
}

/// The difference of the arms' means in a draw.
fn difference(sums: &[[f64; 4]], counts: &[u32]) -> Option<Vec<f64>> {
    let mut all = [0.0; 4];
    for (count, sums) in counts.iter().zip(sums) {
        for (all, sum) in all.iter_mut().zip(sums) {
            *all += f64::from(*count) * sum;
        }
    }
    (all[0] > 0.0 && all[2] > 0.0).then(|| vec![all[1] / all[0] - all[3] / all[2]])
}

#[test]
fn a_mean_effect_over_pilots() {
    for (seed, tau, most) in [(11, 0.0, 0.985), (12, 0.4, 0.96)] {
        let mut normal = 0;
        let share = held(seed, 0.5, |chance| {
            let (mut effects, mut errors) = (Vec::new(), Vec::new());
            for _ in 0..8 {
                let error = 0.2 + 0.4 * chance.even();
                effects.push(0.5 + tau * chance.normal() + error * chance.normal());
                errors.push(error);
            }
            let ours = meta::random_effects(&effects, &errors, LEVEL).unwrap();
            normal += u32::from(ours.normal.contains(0.5));
            (ours.effect.low, ours.effect.high)
        });
        println!("pooled by DerSimonian and Laird, tau {tau}: {:.3}", f64::from(normal) / f64::from(PILOTS));
        covers("pooled by Hartung and Knapp", share, 0.945, most);
    }
}
