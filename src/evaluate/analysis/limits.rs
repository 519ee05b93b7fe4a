//! What cannot be said, from the data: how few, who is missing, how unlike, how soon.

use std::collections::HashMap;

use super::super::Settings;
use super::super::data::{Data, Place};
use super::balance::{self, SOME};
use super::effect::{compares, noticeable};
use super::effects::{Effect, Effects, Verdict};
use super::sample::Sample;
use super::sentences::{Wording, list, part, size};
use disclosure::report::{Cell, Tone, Value, Words};
use domain::{Arm, Code, Day, Pence};
use statistics::describe;
use statistics::number::{integer, pounds, real};

/// Fewer lead professionals than this are few.
const FEW_LEADS: usize = 30;
/// More lost than this is worth a warning.
const MANY_LOST: f64 = 0.1;
/// A shorter time between scores than this is short, in days.
const SHORT: f64 = 183.0;

/// The limits, the weightiest first.
pub fn of(data: &Data, settings: &Settings, effects: &Effects) -> Vec<Words> {
    let wording = Wording::new(settings);
    let mut words = unscored(settings, effects);
    if effects.measures.is_empty() {
        return words;
    }
    if compares(effects) {
        words.push(doubt(
            "Budgets were not given at random. Whatever led to a budget may also have led to change.",
        ));
        words.extend(unlike(data, effects, wording));
        words.extend(effects.judged().filter_map(|(_, effect)| unnoticed(effect, wording)));
    } else {
        words.push(doubt(
            "There is no group to compare with. Children are helped when things are at their worst, and many \
             would have improved anyway.",
        ));
    }
    words.extend(effects.judged().filter_map(|(sample, _)| missing(sample, wording)));
    words.extend(few_leads(effects, wording));
    words.extend(too_late(data, effects, wording));
    words.extend(promised(data, wording));
    words.extend(soon(effects, wording));
    if effects.judged().count() > 1 {
        words.push(Words::open(
            Tone::Method,
            "Several measures were tried. The more are tried, the more often one comes out by chance; the \
             verdicts allow for that.",
        ));
    }
    words.push(doubt(
        "This is one pilot. Whether another would find the same is not known until several are set side by \
         side.",
    ));
    words
}

/// Measures that the pilot is to be judged on and that nobody scored.
fn unscored(settings: &Settings, effects: &Effects) -> Vec<Words> {
    let scored = |code: &&Code| effects.samples.iter().any(|sample| sample.code == **code);
    let missing: Vec<String> =
        settings.primary.iter().filter(|code| !scored(code)).map(ToString::to_string).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let text = format!("The pilot was to be judged on {}, of which there are no scores.", list(&missing));
    vec![doubt(&text)]
}

fn doubt(text: &str) -> Words {
    Words::open(Tone::Doubt, text)
}

/// In what the arms differed before.
fn unlike(data: &Data, effects: &Effects, wording: Wording) -> Option<Words> {
    let apart: Vec<String> = balance::compared(data, &effects.samples)
        .iter()
        .filter(|compared| {
            let fewest = compared.budget.len().min(compared.comparison.len());
            let differs = compared.difference().is_some_and(|difference| difference.abs() > SOME);
            differs && !wording.small(fewest)
        })
        .map(|compared| compared.phrase.clone())
        .collect();
    (!apart.is_empty()).then(|| {
        doubt(&format!("The two groups were not alike before anything was done, in: {}.", list(&apart)))
    })
}

/// What so small a study would not have noticed.
fn unnoticed(effect: &Effect, wording: Wording) -> Option<Words> {
    let open = matches!(effect.verdict, Verdict::NotShown | Verdict::Suggested);
    let told = open && !wording.small(effect.fewest());
    let difference = effect.difference.as_ref().ok().filter(|_| told)?;
    let text = format!(
        "{}: a study of this size notices, four times in five, a difference of {{}} points or more. A smaller \
         one may be there unseen.",
        effect.label
    );
    Some(Words::with(Tone::Doubt, text, vec![size(effect.fewest(), noticeable(difference), 2)]))
}

/// Who was lost.
fn missing(sample: &Sample, wording: Wording) -> Option<Words> {
    let (lost, all) = (sample.lost.len(), sample.lost.len() + sample.cases.len());
    if wording.small(lost) || real(lost) <= MANY_LOST * real(all) {
        return None;
    }
    let text = format!(
        "{}: {{}} of the children with a first score have no later one that can be used. If they fared \
         differently from the rest, the figures are off.",
        sample.label
    );
    Some(Words::with(Tone::Doubt, text, vec![part(lost, all)]))
}

/// How few people stand behind the children.
fn few_leads(effects: &Effects, wording: Wording) -> Option<Words> {
    let (effect, groups) = effects
        .judged()
        .map(|(sample, effect)| (effect, super::fit::groups(&sample.cases)))
        .min_by_key(|(_, groups)| groups.count)?;
    if groups.count >= FEW_LEADS || wording.small(effect.budget + effect.comparison) {
        return None;
    }
    let text = if groups.carry() {
        "The children have {} lead professionals between them. With so few, much depends on who they are, and \
         intervals are rough."
    } else {
        "The children have only {} lead professionals between them, or those of one arm have hardly any. That \
         is too few to allow for children of one lead professional being alike, so the intervals take each \
         child by itself and are likely to be too narrow."
    };
    let count = Value::Number(real(groups.count), 0);
    Some(Words::with(Tone::Doubt, text, vec![Cell::of(effect.budget + effect.comparison, count)]))
}

/// Money that was spent after the last score.
fn too_late(data: &Data, effects: &Effects, wording: Wording) -> Option<Words> {
    let (sample, _) = effects.judged().next()?;
    let last: HashMap<Place, Day> = sample
        .cases
        .iter()
        .filter(|case| case.arm == Arm::Budget)
        .filter_map(|case| Some((case.child, case.last_on?)))
        .collect();
    let mut late: HashMap<Place, Pence> = HashMap::new();
    let mut all = Pence::ZERO;
    for purchase in &data.purchases {
        let Some(last_on) = last.get(&purchase.child) else { continue };
        all += purchase.spent;
        if purchase.delivered_on.is_some_and(|on| on > *last_on) {
            *late.entry(purchase.child).or_default() += purchase.spent;
        }
    }
    let after: Pence = late.values().copied().sum();
    if wording.small(late.len()) || pounds(after) < 0.05 * pounds(all) {
        return None;
    }
    let text = format!(
        "{}: {{}} of the money for the children who were followed up was spent after their last score, which \
         it cannot have changed. The figures by spend count it all the same.",
        sample.label
    );
    let share = Value::Share(pounds(after) / pounds(all)).finite();
    let basis = Cell::money(late.into_values()).basis;
    Some(Words::with(Tone::Doubt, text, vec![Cell { value: share, basis }]))
}

/// Money that is promised and not yet spent.
fn promised(data: &Data, wording: Wording) -> Option<Words> {
    let budgets = || data.children.iter().filter_map(|child| child.budget.as_ref());
    let open: Vec<Pence> =
        budgets().map(|budget| budget.committed).filter(|sum| *sum > Pence::ZERO).collect();
    let committed: Pence = open.iter().copied().sum();
    let spent: Pence = budgets().map(|budget| budget.spent).sum();
    let share = pounds(committed) / (pounds(committed) + pounds(spent));
    if wording.small(open.len()) || !share.is_finite() || share < 0.05 {
        return None;
    }
    let text = "{} of the money that was commissioned has not been received yet and counts for nothing here.";
    let basis = Cell::money(open).basis;
    Some(Words::with(Tone::Doubt, text, vec![Cell { value: Value::Share(share), basis }]))
}

/// How soon after the first the last score was told.
fn soon(effects: &Effects, wording: Wording) -> Option<Words> {
    let days: Vec<f64> = effects
        .judged()
        .next()?
        .0
        .cases
        .iter()
        .filter_map(|case| Some(integer((case.last_on?.date() - case.first_on?.date()).num_days())))
        .collect();
    let middle = describe::median(&days).ok().filter(|days| *days < SHORT)?;
    (!wording.small(days.len())).then(|| {
        Words::with(
            Tone::Doubt,
            "Half of the children had their last score within {} months of the first. Whether changes last is \
             not known.",
            vec![size(days.len(), middle / 30.44, 0)],
        )
    })
}
