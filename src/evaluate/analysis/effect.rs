//! What the budgets did: children with a budget against children without one, before and after.

use super::super::Settings;
use super::super::data::Data;
use super::balance::{self, CLEAR, Compared, SOME};
use super::effect_groups;
use super::effects::{Effect, Effects, Verdict};
use super::fit::{self, Likely};
use super::sample::Sample;
use super::sentences::{Wording, list, percent, range, sentence, size};
use super::tables::{chance, column, interval, mean, nothing, probability, repeated, row, value};
use disclosure::report::{
    Basis, Cell, Chart, Drawing, Draws, Estimate, How, Mark, Row, Section, Table, Tone, Value, Words,
};
use domain::Arm;
use statistics::describe;

pub fn section(data: &Data, settings: &Settings, effects: &Effects) -> Section {
    let mut section = Section { id: "effect", title: "What the budgets did", ..Section::default() };
    if effects.measures.is_empty() {
        let text = "No scores were recorded, so nothing can be said of what the budgets did.";
        section.words.push(Words::open(Tone::Doubt, text));
        return section;
    }
    section.words.push(design(effects));
    let wording = Wording::new(settings);
    section.words.extend(effects.judged().map(|(sample, effect)| effect_words(sample, effect, wording)));
    section.words.extend(strength(effects, wording));
    section.tables.push(doses(effects));
    if !compares(effects) {
        return section;
    }
    section.tables.insert(0, differences(effects, settings));
    section.tables.push(sensitivity(effects));
    let compared = balance::compared(data, &effects.samples);
    section.words.push(balanced(&compared, wording));
    section.tables.push(balance::table(&compared));
    section.tables.extend(effect_groups::table(data, settings, effects));
    section.charts.extend(forest(effects));
    section
}

/// Whether any measure has both arms.
pub(super) fn compares(effects: &Effects) -> bool {
    effects.samples.iter().any(|sample| !sample.arm(Arm::Comparison).is_empty())
}

/// The level of the design on the Maryland scale, and why.
fn design(effects: &Effects) -> Words {
    let text = if compares(effects) {
        "Children with a budget are compared with children without one, each before and after: a difference \
         in differences. On the Maryland scale of scientific methods, from 1 to 5, this is level 3. It takes \
         out what changes for everybody. It does not take out what made some children get a budget and \
         others not, because budgets were not given at random; it holds as far as both groups would have gone the same way \
         without budgets."
    } else {
        "There are no children without a budget whose scores were followed up, so there is nothing to compare \
         with. On the Maryland scale of scientific methods, from 1 to 5, a before-and-after design such as \
         this is level 1: what changed is known, what changed it is not."
    };
    Words::open(if compares(effects) { Tone::Method } else { Tone::Doubt }, text)
}

/// What was found on a measure, in sentences.
pub(crate) fn effect_words(sample: &Sample, effect: &Effect, wording: Wording) -> Words {
    let label = &sample.label;
    let difference = match (&effect.verdict, &effect.difference) {
        (Verdict::CannotTell(why), _) | (_, Err(why)) => {
            let text = format!("{label}: whether the budgets made a difference cannot be said: {why}.");
            return Words::open(Tone::Plain, text);
        }
        (_, Ok(difference)) => difference,
    };
    if wording.small(effect.fewest()) {
        let text = format!("{label}: too few children were followed up to show what the budgets did.");
        return Words::open(Tone::Plain, text);
    }
    let than = if difference.value < 0.0 { "less" } else { "more" };
    let size_of = format!(
        "children with a budget improved by {{}} points {than} than children without one ({} {{}})",
        wording.interval(),
    );
    let text = match &effect.verdict {
        Verdict::Shown => format!(
            "{label}: {size_of}, and improved more where more was spent. Both are beyond what chance does. This \
             fits with the budgets having helped, as far as the two groups are alike."
        ),
        Verdict::Worse => format!(
            "{label}: {size_of}, and improved less where more was spent. Both are beyond what chance does. This \
             fits with the budgets having harmed, or with having gone to children whose troubles were growing."
        ),
        Verdict::Suggested => format!(
            "{label}: not shown. {}. Two tests have to agree: that children with a budget improved more, and \
             that they improved more where more was spent. They do not, so no effect is claimed.",
            sentence(&size_of)
        ),
        Verdict::NotShown | Verdict::CannotTell(_) => format!(
            "{label}: not shown. {}, which may be chance: several tests were made. No effect is claimed; that is not to say that \
             there is none.",
            sentence(&size_of)
        ),
    };
    let n = effect.fewest();
    Words::with(Tone::Plain, text, vec![size(n, difference.value, 2), range(n, difference, 2)])
}

/// What it would take to explain a finding away.
fn strength(effects: &Effects, wording: Wording) -> Vec<Words> {
    let found = effects.judged().filter(|(_, effect)| {
        matches!(effect.verdict, Verdict::Shown | Verdict::Worse) && !wording.small(effect.fewest())
    });
    found
        .filter_map(|(sample, effect)| {
            let robust = effect.robustness?;
            let text = format!(
                "{}: something that nobody recorded could explain the whole difference only if it explained at \
                 least {{}}% of what is unexplained in who got a budget, and as much of what is unexplained in \
                 how children changed. Something that explained {{}}% of both could make it look like chance.",
                sample.label,
            );
            let share = |share| percent(effect.fewest(), share);
            Some(Words::with(Tone::Doubt, text, vec![share(robust.value), share(robust.at_level)]))
        })
        .collect()
}

/// Whether the arms were alike, in a sentence.
fn balanced(compared: &[Compared], wording: Wording) -> Words {
    let told = |compared: &&Compared| {
        !wording.small(compared.budget.len()) && !wording.small(compared.comparison.len())
    };
    let named = |beyond: f64, up_to: f64| -> Vec<String> {
        let apart = |compared: &&Compared| {
            compared.difference().is_some_and(|found| found.abs() > beyond && found.abs() <= up_to)
        };
        compared.iter().filter(told).filter(apart).map(|one| one.phrase.clone()).collect()
    };
    let (clear, some) = (named(CLEAR, f64::INFINITY), named(SOME, CLEAR));
    if !compared.iter().any(|compared| told(&compared)) {
        return Words::open(
            Tone::Doubt,
            "Too few children are known to say whether the two arms were alike.",
        );
    }
    let (tone, text) = if !clear.is_empty() {
        let text = format!(
            "Before anything was done the two arms were clearly different in: {}. A difference found \
             afterwards may come from that.",
            list(&clear)
        );
        (Tone::Doubt, text)
    } else if !some.is_empty() {
        let text = format!(
            "Before anything was done the two arms were much alike, but somewhat different in: {}.",
            list(&some)
        );
        (Tone::Plain, text)
    } else {
        let text = "Before anything was done the two arms were alike in everything that is known.";
        (Tone::Plain, text.to_owned())
    };
    Words::open(tone, text)
}

/// The difference in differences, arm by arm.
fn differences(effects: &Effects, settings: &Settings) -> Table {
    let mut rows = Vec::new();
    for (sample, effect) in effects.samples.iter().zip(&effects.measures) {
        let code = &sample.code;
        for (arm, which) in [(Arm::Budget, "with a budget"), (Arm::Comparison, "without a budget")] {
            let cases = sample.arm(arm);
            let n = cases.len();
            if n == 0 {
                continue;
            }
            let likely = fit::mean(&cases, settings.confidence);
            let mut cells = vec![
                Cell::text(format!("{}: {which}", sample.label)),
                Cell::children(n),
                mean(&fit::improvements(&cases), 2),
                interval(n, &likely, 2),
            ];
            cells.extend((0..4).map(|_| Cell::open(Value::Mark(Mark::NotApplicable))));
            let key = format!("measure={code}&arm={}", arm.as_str());
            rows.push(row(format!("{code}-{}", arm.as_str()), key, cells));
        }
        rows.push(difference(sample, effect));
    }
    Table {
        id: "effect-did",
        caption: "Improvement of children with a budget against children without one".into(),
        columns: vec![
            column("group", "Measure and children"),
            repeated("followed_up", "Followed up", "followed_up"),
            column("improvement", "Mean improvement, and their difference"),
            column("interval", "Interval"),
            column("redrawn", "Bootstrap interval"),
            column("chance", "p-value"),
            column("holm", "The same, several measures being tried"),
            column("verdict", "Verdict"),
        ],
        rows,
        across: Vec::new(),
        notes: vec![
            "A difference is called shown where the probability in the last but one column is below the \
             level of the report, and improvement also rises with spend beyond chance, and both point the \
             same way. Anything less is not shown."
                .into(),
            "Measures on which the pilot is not judged are never called shown.".into(),
        ],
        how: How {
            formula: "(last - first with a budget) - (last - first without), signed so that more is better; \
                      interval by errors clustered by lead professional (CR1, t on G - 1, G those of the \
                      arm with fewer), or by child (HC3) where an arm has fewer than 5; drawing again: lead \
                      professionals with all their children, bootstrap t; several measures: Holm"
                .into(),
            rows: "children of both arms who were followed up; a child counts in its arm whether or not its \
                   budget was used"
                .into(),
            source: "Cameron and Miller 2015; Efron and Tibshirani 1993; Holm 1979".into(),
        },
    }
}

fn difference(sample: &Sample, effect: &Effect) -> Row {
    let fewest = effect.budget.min(effect.comparison);
    let redrawn = match effect.redrawn {
        Some((low, high)) => Cell::of(fewest, Value::Interval(low, high, 2)),
        None => nothing(fewest),
    };
    let cells = vec![
        Cell::text(format!("{}: difference", sample.label)),
        Cell::open(Value::Mark(Mark::NotApplicable)),
        value(fewest, &effect.difference, 2),
        interval(fewest, &effect.difference, 2),
        redrawn,
        chance(fewest, &effect.difference),
        effect.holm.map_or_else(|| nothing(fewest), |p| probability(fewest, p)),
        Cell { value: Value::Text(effect.verdict.words().into()), basis: Basis::Children(fewest) },
    ];
    row(format!("{}-difference", sample.code), format!("measure={}&difference", sample.code), cells)
}

/// Improvement by spend, three ways.
fn doses(effects: &Effects) -> Table {
    let mut rows = Vec::new();
    for (sample, effect) in effects.samples.iter().zip(&effects.measures) {
        let both = effect.budget + effect.comparison;
        let ways: [(&str, &str, usize, &Result<Likely, String>); 3] = [
            ("budget", "children with a budget only", effect.budget, &effect.dose),
            ("arms", "both arms, which may differ in more than the money", both, &effect.dose_arms),
            ("alone", "both arms, taken to differ by the money only", both, &effect.dose_alone),
        ];
        for (id, name, n, likely) in ways {
            let in_points = likely.as_ref().map(|likely| likely.times(sample.in_points(1.0)));
            let fewest = if id == "budget" { n } else { effect.budget.min(effect.comparison) };
            let cells = vec![
                Cell::text(format!("{}: {name}", sample.label)),
                value(fewest, likely, 2),
                interval(fewest, likely, 2),
                value(fewest, &in_points, 2),
                interval(fewest, &in_points, 2),
                chance(fewest, likely),
            ];
            rows.push(row(
                format!("{}-{id}", sample.code),
                format!("measure={}&dose={id}", sample.code),
                cells,
            ));
        }
    }
    Table {
        id: "effect-dose",
        caption: "Improvement for £2,500 spent".into(),
        columns: vec![
            column("way", "Measure and method"),
            column("per_2500", "Improvement for £2,500"),
            column("interval", "Interval"),
            column("points_per_2500", "Points of the scale for £2,500"),
            column("points_interval", "Interval"),
            column("chance", "p-value"),
        ],
        rows,
        across: Vec::new(),
        notes: vec![
            "The first way compares children with a budget with each other and decides the verdict beside \
             the difference in differences. The third is the surest of the three only if the arms differ in \
             nothing but the money."
                .into(),
            "£2,500 is the whole of the largest budget; few children come near it, so the figure reaches \
             beyond most of them."
                .into(),
        ],
        how: How {
            formula:
                "improvement = a + b x spend / 2,500 (+ d x arm) + c x first score, least squares; errors \
                      as for the difference in differences"
                    .into(),
            rows: "children who were followed up; spend without a budget is nothing".into(),
            source: "Cameron and Miller 2015".into(),
        },
    }
}

/// The same question asked otherwise.
fn sensitivity(effects: &Effects) -> Table {
    let rows = effects
        .samples
        .iter()
        .zip(&effects.measures)
        .map(|(sample, effect)| {
            let fewest = effect.budget.min(effect.comparison);
            let share = |share: Option<f64>| match share {
                Some(share) => percent(fewest, share),
                None => nothing(fewest),
            };
            let cells = vec![
                Cell::text(sample.label.as_str()),
                value(fewest, &effect.difference, 2),
                value(fewest, &effect.adjusted, 2),
                interval(fewest, &effect.adjusted, 2),
                share(effect.robustness.map(|robust| robust.value)),
                share(effect.robustness.map(|robust| robust.at_level)),
            ];
            row(sample.code.to_string(), format!("measure={}&sensitivity", sample.code), cells)
        })
        .collect();
    Table {
        id: "effect-sensitivity",
        caption: "How robust the difference is".into(),
        columns: vec![
            column("measure", "Measure"),
            column("difference", "Difference"),
            column("adjusted", "Between children with the same first score"),
            column("adjusted_interval", "Interval"),
            column("robustness", "Something unseen would have to explain, per cent"),
            column("robustness_chance", "To make it look like chance, per cent"),
        ],
        rows,
        across: Vec::new(),
        notes: vec![
            "The last two columns: the part of what is unexplained, both in who got a budget and in how \
             children changed, that one hidden cause would have to account for."
                .into(),
        ],
        how: How {
            formula: "adjusted: improvement = a + b x arm + c x first score; robustness value: \
                      (sqrt(f^4 + 4 f^2) - f^2) / 2 with f = |t| / sqrt(n - 2)"
                .into(),
            rows: "children of both arms who were followed up".into(),
            source: "Cinelli and Hazlett 2020".into(),
        },
    }
}

/// The differences side by side, in standard deviations of the first scores.
fn forest(effects: &Effects) -> Option<Chart> {
    let rows: Vec<Estimate> = effects
        .samples
        .iter()
        .zip(&effects.measures)
        .filter_map(|(sample, effect)| {
            let difference = effect.difference.as_ref().ok()?;
            let firsts: Vec<f64> = sample.cases.iter().map(|case| case.first).collect();
            let spread = describe::sd(&firsts).ok().filter(|sd| *sd > 0.0)?;
            let scaled = difference.times(1.0 / spread);
            Some(Estimate {
                name: sample.label.clone(),
                value: scaled.value,
                low: scaled.low,
                high: scaled.high,
                basis: Basis::Children(effect.budget.min(effect.comparison)),
                pooled: false,
            })
        })
        .collect();
    (!rows.is_empty()).then(|| Chart {
        id: "effect-forest",
        title: "Improvement with a budget against without, measure by measure".into(),
        description:
            "For each measure the difference in differences as a point and its interval as a line, in \
                      standard deviations of the first scores, so that scales can stand side by side. To the \
                      right of nothing, children with a budget did better."
                .into(),
        x: "Difference in standard deviations".into(),
        y: "Measure".into(),
        draws: Draws::Estimates,
        drawing: Drawing::Forest { rows, none: 0.0 },
        withheld: 0,
    })
}

/// The smallest difference that such a study would notice four times in five.
pub(super) fn noticeable(difference: &Likely) -> f64 {
    // 1.96 + 0.84: 5% on both sides, 80% power.
    2.8 * difference.error
}
