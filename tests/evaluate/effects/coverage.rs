//! Intervals hold what they promise, and nothing is claimed where there is nothing.

use evaluate::Settings;
use evaluate::analysis::effects::{Effect, Verdict, estimate};
use evaluate::analysis::fit::Likely;

use super::pilot::{Like, mean_dose, pilot};

/// How many pilots are made up.
const PILOTS: u64 = 120;

/// What was planted, for £2,500, by measure.
const PLANTED: [f64; 2] = [2.4, 3.5];

#[derive(Default, Debug, Clone, Copy)]
struct Held {
    dose: u32,
    difference: u32,
    adjusted: u32,
    redrawn: u32,
    shown: u32,
    suggested: u32,
    worse: u32,
}

fn contains(likely: &Result<Likely, String>, value: f64) -> bool {
    let likely = likely.as_ref().unwrap();
    (likely.low..=likely.high).contains(&value)
}

fn runs(pilots: u64, like: Like, replicates: u32) -> [Held; 2] {
    let settings = Settings { replicates, ..Settings::default() };
    let mut held = [Held::default(); 2];
    for seed in 0..pilots {
        let effects = estimate(&pilot(seed, like), &settings);
        for (at, (sample, effect)) in effects.judged().enumerate() {
            let planted = PLANTED[at] * like.effect;
            let difference = planted * mean_dose(sample);
            let held = &mut held[at];
            held.dose += u32::from(contains(&effect.dose, planted));
            held.difference += u32::from(contains(&effect.difference, difference));
            held.adjusted += u32::from(contains(&effect.adjusted, difference));
            let redrawn = effect.redrawn.unwrap();
            held.redrawn += u32::from((redrawn.0..=redrawn.1).contains(&difference));
            judged(effect, held);
        }
    }
    held
}

fn judged(effect: &Effect, held: &mut Held) {
    match effect.verdict {
        Verdict::Shown => held.shown += 1,
        Verdict::Suggested => held.suggested += 1,
        Verdict::Worse => held.worse += 1,
        _ => {}
    }
}

#[test]
fn intervals_hold_the_planted_effect() {
    for (measure, held) in runs(PILOTS, Like::default(), 200).into_iter().enumerate() {
        println!("{measure} {held:?}");
        // 95% of 120 is 114; three standard errors either way.
        for inside in [held.dose, held.difference, held.adjusted, held.redrawn] {
            assert!((107..=120).contains(&inside), "measure {measure}: {held:?}");
        }
        assert!(held.shown >= 60, "measure {measure}: {held:?}");
        assert_eq!(held.worse, 0);
    }
}

#[test]
fn intervals_hold_where_lead_professionals_differ() {
    let like = Like { leads_differ: 0.5, ..Like::default() };
    for (measure, held) in runs(PILOTS, like, 200).into_iter().enumerate() {
        println!("{measure} {held:?}");
        for inside in [held.dose, held.difference, held.adjusted, held.redrawn] {
            assert!((107..=120).contains(&inside), "measure {measure}: {held:?}");
        }
    }
}

/// An arm with few lead professionals is no surer because the other has many: then t goes by the fewer, and
/// intervals are rather too wide than too narrow.
#[test]
fn intervals_hold_where_each_arm_has_its_own_lead_professionals() {
    let like = Like { leads: 12, others: 6, leads_differ: 0.3, ..Like::default() };
    for (measure, held) in runs(PILOTS, like, 200).into_iter().enumerate() {
        println!("{measure} {held:?}");
        for inside in [held.dose, held.difference, held.adjusted, held.redrawn] {
            assert!((107..=120).contains(&inside), "measure {measure}: {held:?}");
        }
    }
}

#[test]
fn nothing_is_claimed_where_there_is_nothing() {
    let like = Like { effect: 0.0, ..Like::default() };
    for (measure, held) in runs(PILOTS, like, 200).into_iter().enumerate() {
        println!("{measure} {held:?}");
        assert_eq!((held.shown, held.worse), (0, 0), "measure {measure}: {held:?}");
        // One test or the other by chance: about one time in twelve. The report claims nothing then.
        assert!(held.suggested <= 20, "measure {measure}: {held:?}");
    }
}
