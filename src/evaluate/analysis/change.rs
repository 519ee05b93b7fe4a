//! What changed: scores before and after, by measure, arm and group of children; and who was lost.

use std::collections::HashMap;

use super::super::Settings;
use super::super::change::{self, Reliable};
use super::super::data::{Data, Place};
use super::super::subgroup::{DIMENSIONS, Dimension};
use super::balance::{CLEAR, SOME};
use super::bought::{self, in_pounds};
use super::effects::Effects;
use super::fit::{self, Likely};
use super::sample::{Case, Sample, index};
use super::sentences::{Wording, number, part, range, size};
use super::tables::{column, counts, interval, mean, nothing, repeated, row, share, total};
use super::{added_value, left_out};
use disclosure::report::{
    Across, Basis, Cell, Chart, Drawing, Draws, Estimate, How, Row, Section, Table, Tone, Value, Words,
};
use domain::{Arm, Better, Pence};
use statistics::balance::balance;
use statistics::number::real;

/// One chart for each of the first measures.
const FORESTS: [&str; 6] = [
    "change-groups-1",
    "change-groups-2",
    "change-groups-3",
    "change-groups-4",
    "change-groups-5",
    "change-groups-6",
];

const ARMS: [(Arm, &str); 2] = [(Arm::Budget, "with a budget"), (Arm::Comparison, "without a budget")];

pub fn section(data: &Data, settings: &Settings, effects: &Effects) -> Section {
    let samples = &effects.samples;
    let mut section = Section { id: "change", title: "What changed", ..Section::default() };
    if samples.is_empty() {
        section.words.push(Words::open(
            Tone::Doubt,
            "No scores were recorded, so nothing can be said of how children fared.",
        ));
        return section;
    }
    section.words.push(Words::open(
        Tone::Plain,
        "A change is the difference between two scores of the same child, on the same scale, reported by the \
         same kind of person. It is shown so that more than nothing is better, whichever way the scale \
         runs. A change alone does not say what brought it about: most children who are helped when \
         things are at their worst would have improved somewhat anyway.",
    ));
    let wording = Wording::new(settings);
    for sample in samples.iter().filter(|sample| sample.primary) {
        section.words.extend(change_words(sample, settings, wording));
    }
    section.tables.push(measures(samples, settings));
    section.tables.extend(reliable(data, samples));
    section.tables.extend(bands(data, samples));
    section.tables.extend(added_value::table(data, settings, samples, &mut section.words));
    groups(data, settings, samples, &mut section);
    section.tables.extend(followed_and_lost(data, samples));
    section.tables.extend(left_out::lost(samples));
    section.tables.extend(left_out::others(samples));
    section
}

/// What became of a measure, in sentences.
fn change_words(sample: &Sample, settings: &Settings, wording: Wording) -> Vec<Words> {
    let mut words = Vec::new();
    for (arm, which) in ARMS {
        let (cases, lost) = (sample.arm(arm), sample.lost_of(arm));
        if cases.is_empty() && lost.is_empty() {
            continue;
        }
        let (label, n) = (&sample.label, cases.len());
        match fit::mean(&cases, settings.confidence) {
            Ok(change) if !wording.small(n) => {
                // A count is told only where nobody can take it from a total and be left with few.
                let (who, mut figures) = if wording.small(lost.len()) {
                    (format!("children {which} who were followed up"), Vec::new())
                } else {
                    (format!("about {{}} children {which} were followed up, and"), vec![Cell::children(n)])
                };
                figures.extend([size(n, change.value, 2), range(n, &change, 2)]);
                let did = if change.value < 0.0 { "did worse" } else { "improved" };
                let sure = wording.interval();
                let text = format!("{label}: {who} {did} by {{}} points on average ({sure} {{}}).");
                words.push(Words::with(Tone::Plain, text, figures));
            }
            _ => {
                let text =
                    format!("{label}: too few children {which} were followed up to say how they fared.");
                words.push(Words::open(Tone::Doubt, text));
            }
        }
        words.push(lost_words(sample, arm, which, wording));
    }
    words
}

/// Whether those who were lost differed, in a sentence.
fn lost_words(sample: &Sample, arm: Arm, which: &str, wording: Wording) -> Words {
    let (cases, lost) = (sample.arm(arm), sample.lost_of(arm));
    let label = &sample.label;
    if wording.small(lost.len()) {
        let text = format!(
            "{label}: fewer than {} children {which} who have a first score were not followed up, too few to \
             describe.",
            wording.threshold(),
        );
        return Words::open(Tone::Plain, text);
    }
    let firsts = |cases: &[Case]| cases.iter().map(|case| case.first).collect::<Vec<_>>();
    let gone: Vec<f64> = lost.iter().map(|lost| lost.first).collect();
    let differ = balance(&gone, &firsts(&cases)).ok().map(|balance| balance.difference);
    let fewest = lost.len().min(cases.len());
    let mut figures = vec![Cell::children(lost.len()), part(lost.len(), lost.len() + cases.len())];
    let how = match differ {
        _ if wording.small(cases.len()) => "Too few were followed up to compare them with.",
        Some(differ) if differ.abs() > SOME => {
            figures.push(number(fewest, differ, 2));
            if differ.abs() > CLEAR {
                "Their first scores were clearly different (by {} standard deviations), so those who remain are \
                 not like all who began."
            } else {
                "Their first scores were somewhat different (by {} standard deviations)."
            }
        }
        Some(_) => "Their first scores were much like those of the others.",
        None => "Their first scores cannot be compared.",
    };
    let text = format!(
        "{label}: about {{}} children {which} ({{}}) have a first score and no later one that can be used. {how}"
    );
    let many = real(lost.len()) > 0.2 * real(lost.len() + cases.len());
    Words::with(if many { Tone::Doubt } else { Tone::Plain }, text, figures)
}

/// Per measure and arm.
fn measures(samples: &[Sample], settings: &Settings) -> Table {
    let mut rows = Vec::new();
    for sample in samples {
        let code = &sample.code;
        for (arm, which) in ARMS {
            let (cases, lost) = (sample.arm(arm), sample.lost_of(arm));
            if cases.is_empty() && lost.is_empty() {
                continue;
            }
            let name = format!("{}: {which}", sample.label);
            let cells = changed(name, &cases, lost.len(), settings.confidence);
            let (id, key) =
                (format!("{code}-{}", arm.as_str()), format!("measure={code}&arm={}", arm.as_str()));
            rows.push(row(id, key, cells));
        }
        let cells =
            changed(format!("{}: all", sample.label), &sample.cases, sample.lost.len(), settings.confidence);
        rows.push(total(format!("{code}-all"), format!("measure={code}"), cells));
    }
    Table {
        id: "change-measures",
        caption: "Scores before and after, by measure".into(),
        columns: change_columns("Measure and children"),
        rows,
        across: vec![Across { parts: vec![2, 3], sum: 1 }],
        notes: vec![
            "A positive change is an improvement, whichever way the scale runs.".into(),
            "The means are of the children who were followed up.".into(),
        ],
        how: How {
            formula: "improvement = last score - first score where higher is better, first - last where lower \
                      is; a child with several goals counts once, with the mean of them. Interval: mean \
                      +- t(G - 1) x clustered standard error (CR1), G lead professionals; by child (HC3) where \
                      there are fewer than 5"
                .into(),
            rows: "children with a first score; followed up are those with a later score of the same kind of \
                   informant, far enough after the first; the others are lost"
                .into(),
            source: "Liang and Zeger 1986; Cameron and Miller 2015".into(),
        },
    }
}

fn change_columns(what: &str) -> Vec<disclosure::report::Column> {
    vec![
        column("group", what),
        counts("first_score", "Children with a first score", "first_score"),
        counts("followed_up", "Followed up", "followed_up"),
        counts("lost", "Lost", "lost"),
        column("first_mean", "Mean first score"),
        column("last_mean", "Mean last score"),
        column("improvement", "Mean improvement"),
        column("interval", "Interval"),
    ]
}

fn changed(name: String, cases: &[Case], lost: usize, confidence: f64) -> Vec<Cell> {
    let likely = fit::mean(cases, confidence);
    let firsts: Vec<f64> = cases.iter().map(|case| case.first).collect();
    let lasts: Vec<f64> = cases.iter().map(|case| case.last).collect();
    vec![
        Cell::text(name),
        Cell::children(cases.len() + lost),
        Cell::children(cases.len()),
        Cell::children(lost),
        mean(&firsts, 2),
        mean(&lasts, 2),
        mean(&fit::improvements(cases), 2),
        interval(cases.len(), &likely, 2),
    ]
}

/// How many moved by more than the scale wavers.
fn reliable(data: &Data, samples: &[Sample]) -> Option<Table> {
    let judge = |sample: &Sample, case: &Case| {
        let measure = &data.measures[index(sample.measure)];
        let informant = case.informant.filter(|_| !measure.terms.items)?;
        change::reliable(measure, &data.informants[index(informant)], case.first, case.last)
    };
    let rows = three_ways(samples, |sample, case| {
        judge(sample, case).map(|found| match found {
            Reliable::Better => 0,
            Reliable::No => 1,
            Reliable::Worse => 2,
        })
    });
    (!rows.is_empty()).then(|| Table {
        id: "change-reliable",
        caption: "Children who changed reliably".into(),
        columns: three_columns("reliable", ["Reliably better", "No reliable change", "Reliably worse"]),
        rows,
        across: vec![Across { parts: vec![2, 3, 4], sum: 1 }],
        notes: vec![
            "A change that is not reliable may still be real; a reliable one may have any cause.".into(),
            "A scale with several goals for a child is left out.".into(),
        ],
        how: How {
            formula: "reliable where |last - first| / sqrt(2 x S^2 x (1 - r)) > 1.96; S and r of scale and \
                      informant are the policy's"
                .into(),
            rows: "children followed up, on scales with one score for a child whose reliability the policy \
                   gives"
                .into(),
            source: "Jacobson and Truax 1991".into(),
        },
    })
}

/// How many moved to another band.
fn bands(data: &Data, samples: &[Sample]) -> Option<Table> {
    let rows = three_ways(samples, |sample, case| {
        let measure = &data.measures[index(sample.measure)];
        let informant = &data.informants[index(case.informant.filter(|_| !measure.terms.items)?)];
        let band = |score| change::band(measure, informant, score).map(|band| band.up_to);
        let (from, to) = (band(case.first)?, band(case.last)?);
        let better = match sample.better {
            Better::Higher => to > from,
            Better::Lower => to < from,
        };
        Some(if from == to { 1 } else { usize::from(!better) * 2 })
    });
    (!rows.is_empty()).then(|| Table {
        id: "change-bands",
        caption: "Children who moved to another band".into(),
        columns: three_columns("bands", ["To a better band", "In the same band", "To a worse band"]),
        rows,
        across: vec![Across { parts: vec![2, 3, 4], sum: 1 }],
        notes: vec!["A child near the edge of a band crosses it by a small change.".into()],
        how: How {
            formula: "the band of the last score against the band of the first".into(),
            rows: "children followed up, on scales for which the policy gives bands".into(),
            source: "the policy's bands".into(),
        },
    })
}

fn three_columns(key: &str, ways: [&str; 3]) -> Vec<disclosure::report::Column> {
    let [better, same, worse] = ways;
    vec![
        column("group", "Measure and children"),
        counts("known", "Children", &format!("{key}_known")),
        counts("better", better, &format!("{key}_better")),
        counts("same", same, &format!("{key}_same")),
        counts("worse", worse, &format!("{key}_worse")),
        column("share_better", "Share better"),
        column("share_worse", "Share worse"),
    ]
}

/// Rows of children sorted into better, same and worse, for the measures where any can be.
fn three_ways(samples: &[Sample], way: impl Fn(&Sample, &Case) -> Option<usize>) -> Vec<Row> {
    let mut rows = Vec::new();
    for sample in samples {
        let code = &sample.code;
        let count = |cases: &[Case]| {
            let mut ways = [0; 3];
            for at in cases.iter().filter_map(|case| way(sample, case)) {
                ways[at] += 1;
            }
            ways
        };
        if count(&sample.cases).iter().sum::<usize>() == 0 {
            continue;
        }
        let cells = |name: String, [better, same, worse]: [usize; 3]| {
            let known = better + same + worse;
            let mut cells = vec![Cell::text(name)];
            cells.extend([known, better, same, worse].map(Cell::children));
            cells.extend([better, worse].map(|part| share(part, known)));
            cells
        };
        for (arm, which) in ARMS {
            let ways = count(&sample.arm(arm));
            if ways == [0; 3] {
                continue;
            }
            let name = format!("{}: {which}", sample.label);
            let (id, key) =
                (format!("{code}-{}", arm.as_str()), format!("measure={code}&arm={}", arm.as_str()));
            rows.push(row(id, key, cells(name, ways)));
        }
        let cells = cells(format!("{}: all", sample.label), count(&sample.cases));
        rows.push(total(format!("{code}-all"), format!("measure={code}"), cells));
    }
    rows
}

/// By group of children, within the budget arm.
fn groups(data: &Data, settings: &Settings, samples: &[Sample], section: &mut Section) {
    let mut rows = Vec::new();
    let judged = samples.iter().filter(|sample| sample.primary && !sample.arm(Arm::Budget).is_empty());
    for (at, sample) in judged.enumerate() {
        let mut estimates = Vec::new();
        for dimension in DIMENSIONS.iter().filter(|dimension| dimension.id != "arm") {
            by_dimension(data, settings, sample, dimension, &mut rows, &mut estimates);
        }
        let all = sample.arm(Arm::Budget);
        if let Ok(likely) = fit::mean(&all, settings.confidence) {
            estimates.push(estimate("All".into(), &likely, all.len(), true));
        }
        if let Some(id) = FORESTS.get(at).filter(|_| !estimates.is_empty()) {
            section.charts.push(Chart {
                id,
                title: format!("{}: improvement by group of children", sample.label),
                description: "For each group of children with a budget, the mean improvement as a point and \
                              its interval as a line; the last row is all of them together."
                    .into(),
                x: "Mean improvement in points".into(),
                y: "Group of children".into(),
                draws: Draws::Estimates,
                drawing: Drawing::Forest { rows: estimates, none: 0.0 },
                withheld: 0,
            });
        }
    }
    if rows.is_empty() {
        return;
    }
    section.words.push(Words::open(
        Tone::Doubt,
        "With many groups some differ by chance alone, and groups overlap. A difference between groups is a \
         question to look into, not a finding.",
    ));
    section.tables.push(Table {
        id: "change-groups",
        caption: "Improvement of children with a budget, by group of children".into(),
        columns: change_columns("Measure and group"),
        rows,
        across: vec![Across { parts: vec![2, 3], sum: 1 }],
        notes: vec!["Each child is in one group of each kind.".into()],
        how: How {
            formula: "as in the table of measures, within each group".into(),
            rows:
                "children of the budget arm with a first score, on the measures that the pilot is judged on"
                    .into(),
            source: "Liang and Zeger 1986; Cameron and Miller 2015".into(),
        },
    });
}

fn by_dimension(
    data: &Data,
    settings: &Settings,
    sample: &Sample,
    dimension: &Dimension,
    rows: &mut Vec<Row>,
    estimates: &mut Vec<Estimate>,
) {
    let (all, lost) = (sample.arm(Arm::Budget), sample.lost_of(Arm::Budget));
    let cases: HashMap<Place, Case> = all.iter().map(|case| (case.child, *case)).collect();
    let (code, label, kind) = (&sample.code, &sample.label, dimension.label);
    let children = all.iter().map(|case| case.child).chain(lost.iter().map(|lost| lost.child));
    for group in dimension.groups(data, settings, children) {
        let within: Vec<Case> = group.children.iter().filter_map(|child| cases.get(child)).copied().collect();
        let name = format!("{label}, {}: {}", kind.to_lowercase(), group.label);
        let gone = group.children.len() - within.len();
        let cells = changed(name, &within, gone, settings.confidence);
        let key = format!("measure={code}&arm=budget&{}", group.key);
        rows.push(row(format!("{code}-{}", group.key), key, cells));
        if let Ok(likely) = fit::mean(&within, settings.confidence) {
            estimates.push(estimate(format!("{kind}: {}", group.label), &likely, within.len(), false));
        }
    }
    let cells =
        changed(format!("{label}, {}: all", kind.to_lowercase()), &all, lost.len(), settings.confidence);
    rows.push(total(format!("{code}-{}-all", dimension.id), format!("measure={code}&arm=budget"), cells));
}

fn estimate(name: String, likely: &Likely, children: usize, pooled: bool) -> Estimate {
    let Likely { value, low, high, .. } = *likely;
    Estimate { name, value, low, high, basis: Basis::Children(children), pooled }
}

/// Whether the children who were lost are like those who were not.
fn followed_and_lost(data: &Data, samples: &[Sample]) -> Option<Table> {
    let mut rows = Vec::new();
    for sample in samples.iter().filter(|sample| sample.primary) {
        for (arm, which) in ARMS {
            let (cases, lost) = (sample.arm(arm), sample.lost_of(arm));
            if lost.is_empty() {
                continue;
            }
            let level = |child: Place| f64::from(data.children[index(child)].need_level);
            let mut of: Vec<(&str, &str, Vec<f64>, Vec<f64>)> = vec![
                (
                    "first-score",
                    "first score",
                    cases.iter().map(|case| case.first).collect(),
                    lost.iter().map(|lost| lost.first).collect(),
                ),
                (
                    "need-level",
                    "need level",
                    cases.iter().map(|case| level(case.child)).collect(),
                    lost.iter().map(|lost| level(lost.child)).collect(),
                ),
            ];
            let spent: Vec<Pence> = cases.iter().map(|case| case.spent).collect();
            let spent_of_lost: Vec<Pence> = lost.iter().map(|lost| lost.spent).collect();
            if arm == Arm::Budget {
                of.push(("spend", "spend", in_pounds(&spent), in_pounds(&spent_of_lost)));
            }
            for (id, what, stayed, gone) in of {
                let smaller = stayed.len().min(gone.len());
                let differ = match balance(&gone, &stayed) {
                    Ok(balance) => Cell::of(smaller, Value::Number(balance.difference, 2)),
                    Err(_) => nothing(smaller),
                };
                let (stayed_mean, gone_mean) = match id {
                    "spend" => (bought::mean(&spent), bought::mean(&spent_of_lost)),
                    _ => (mean(&stayed, 2), mean(&gone, 2)),
                };
                let cells = vec![
                    Cell::text(format!("{}, {which}: {what}", sample.label)),
                    Cell::children(stayed.len()),
                    Cell::children(gone.len()),
                    stayed_mean,
                    gone_mean,
                    differ,
                ];
                let (code, arm) = (&sample.code, arm.as_str());
                rows.push(row(format!("{code}-{arm}-{id}"), format!("measure={code}&arm={arm}"), cells));
            }
        }
    }
    (!rows.is_empty()).then(|| Table {
        id: "change-lost",
        caption: "Children who were followed up, and children who were lost".into(),
        columns: vec![
            column("what", "Measure, children and what is compared"),
            repeated("followed_up", "Followed up", "followed_up"),
            repeated("lost", "Lost", "lost"),
            column("mean_followed_up", "Mean of those followed up"),
            column("mean_lost", "Mean of those lost"),
            column("difference", "Difference in standard deviations"),
        ],
        rows,
        across: Vec::new(),
        notes: vec!["More than 0.1 either way is a difference, more than 0.25 a clear one.".into()],
        how: How {
            formula: "(mean of the lost - mean of the followed up) / sqrt((variance + variance) / 2)".into(),
            rows: "children with a first score on the measure".into(),
            source: "Austin 2009".into(),
        },
    })
}
