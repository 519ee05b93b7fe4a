//! The added value of a service by the Strengths and Difficulties Questionnaire: how children fared
//! against what was to be expected of children like them.

use std::collections::HashMap;

use super::super::Settings;
use super::super::data::{Data, Place};
use super::fit;
use super::sample::{Case, Sample};
use super::sentences::{Wording, range, size};
use super::tables::{column, counts, interval, mean, row, share, total};
use disclosure::report::{Cell, How, Row, Table, Tone, Words};
use domain::{Arm, Day};
use statistics::number::points;

/// The scales it takes, reported by the carer.
const TOTAL: &str = "sdq_total";
const IMPACT: &str = "sdq_impact";
const EMOTIONAL: &str = "sdq_emotional";

/// The table, where the three scores are all there for any child.
pub fn table(data: &Data, settings: &Settings, samples: &[Sample], words: &mut Vec<Words>) -> Option<Table> {
    let sample = samples.iter().find(|sample| sample.code.to_string() == TOTAL)?;
    let carer = place(&data.informants, |name| name == "carer")?;
    let impact = firsts(data, IMPACT, carer)?;
    let emotional = firsts(data, EMOTIONAL, carer)?;
    let valued = |case: &Case| {
        let day = (case.child, case.first_on?);
        (case.informant == Some(carer)).then_some(())?;
        let (impact, emotional) = (impact.get(&day)?, emotional.get(&day)?);
        Some(Case { improvement: added_value(case.first, *impact, *emotional, case.last), ..*case })
    };
    let cases: Vec<Case> = sample.cases.iter().filter_map(valued).collect();
    if cases.is_empty() {
        return None;
    }
    let cells = |name: &str, cases: &[Case], of: usize| {
        let likely = fit::mean(cases, settings.confidence);
        vec![
            Cell::text(name),
            Cell::children(of),
            Cell::children(cases.len()),
            Cell::children(of - cases.len()),
            mean(&fit::improvements(cases), 1),
            interval(cases.len(), &likely, 1),
            share(cases.iter().filter(|case| case.improvement > 0.0).count(), cases.len()),
        ]
    };
    let mut rows: Vec<Row> = Vec::new();
    for (arm, name) in [(Arm::Budget, "With a budget"), (Arm::Comparison, "Without a budget")] {
        let of: Vec<Case> = cases.iter().filter(|case| case.arm == arm).copied().collect();
        let followed = sample.arm(arm).len();
        if followed == 0 {
            continue;
        }
        let key = format!("measure={TOTAL}&arm={}", arm.as_str());
        rows.push(row(arm.as_str(), key, cells(name, &of, followed)));
    }
    rows.push(total("all", format!("measure={TOTAL}"), cells("All", &cases, sample.cases.len())));
    words.extend(added_value_words(settings, &cases));
    Some(Table {
        id: "change-added-value",
        caption: "Added value by the Strengths and Difficulties Questionnaire".into(),
        columns: vec![
            column("group", "Children"),
            counts("followed_up", "Followed up on the total", "followed_up"),
            counts("known", "With all three first scores", "added_value"),
            counts("unknown", "Without them", "added_value_unknown"),
            column("added_value", "Mean added value"),
            column("interval", "Interval"),
            column("share_above", "Share above nothing"),
        ],
        rows,
        across: vec![disclosure::report::Across { parts: vec![2, 3], sum: 1 }],
        notes: vec![
            "For groups only: for one child the figure is uncertain by about ten points either way.".into(),
            "It was worked out from children in the general population; it does not replace a comparison \
             arm."
                .into(),
        ],
        how: How {
            formula: "2.3 + 0.8 x first total + 0.2 x first impact - 0.3 x first emotional - last total"
                .into(),
            rows:
                "children followed up on the total by their carer, with impact and emotional scores of the \
                   same day and carer as the first total"
                    .into(),
            source: "Ford, Hutchings, Bywater, Goodman and Goodman 2009".into(),
        },
    })
}

/// The formula.
fn added_value(total: f64, impact: f64, emotional: f64, last: f64) -> f64 {
    2.3 + 0.8 * total + 0.2 * impact - 0.3 * emotional - last
}

fn added_value_words(settings: &Settings, cases: &[Case]) -> Option<Words> {
    let wording = Wording::new(settings);
    let budget: Vec<Case> = cases.iter().filter(|case| case.arm == Arm::Budget).copied().collect();
    let likely = fit::mean(&budget, settings.confidence).ok()?;
    let n = budget.len();
    (!wording.small(n)).then(|| {
        let text = format!(
            "Against what is to be expected of children with such scores, children with a budget fared {{}} \
             points {} on the carer's total ({} {{}}).",
            if likely.value < 0.0 { "worse" } else { "better" },
            wording.interval(),
        );
        Words::with(Tone::Plain, text, vec![size(n, likely.value, 1), range(n, &likely, 1)])
    })
}

/// Scores of a scale by child and day.
fn firsts(data: &Data, code: &str, informant: Place) -> Option<HashMap<(Place, Day), f64>> {
    let measure = place(&data.measures, |measure| measure.code.to_string() == code)?;
    let scores = data.scores.iter().filter(|score| score.measure == measure && score.informant == informant);
    Some(scores.map(|score| ((score.child, score.on), points(score.score))).collect())
}

fn place<T>(list: &[T], is: impl Fn(&T) -> bool) -> Option<Place> {
    list.iter().position(is).and_then(|at| Place::try_from(at).ok())
}
