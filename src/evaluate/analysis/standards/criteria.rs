//! The five criteria of the code of practice of 2006.

use super::grounds::{Grounds, OPEN, State, answers};
use crate::subgroup;
use disclosure::report::Table;

/// The criteria, each with its answer.
pub(super) fn table(grounds: &Grounds<'_>) -> Table {
    let rows = [
        (
            "design",
            "A robust design: an experiment, or a comparison as near to one as can be",
            design(grounds),
        ),
        ("replication", "Replication in more than one site", replication(grounds)),
        ("variation", "Variation across social groups", variation(grounds)),
        ("value", "Costs and benefits", value(grounds)),
        ("documentation", "Documentation by which it can be repeated", documentation()),
    ];
    let places: [&[&str]; 5] = [
        &["effect"],
        &["sites"],
        &["change", "description"],
        &["value", "downstream"],
        &["parameters", "reading"],
    ];
    let rows = rows
        .into_iter()
        .zip(places)
        .map(|((id, asked, answer), places)| grounds.row(id, asked.to_owned(), answer, places))
        .collect();
    answers(
        "standards-code",
        "The five criteria of the code of practice",
        "Criterion",
        rows,
        "Reaching Out: an action plan on social exclusion (2006), 3.27; Maryland scientific methods scale",
    )
}

fn design(grounds: &Grounds<'_>) -> (State, String) {
    let said = if !grounds.scores {
        return (State::Open, format!("No score was recorded, so nothing can be compared. {}", OPEN));
    } else if grounds.compared {
        "Children without a budget are followed beside those with one, before and after: level 3 of 5 on \
         the Maryland scale. Budgets were not given at random, as far as the ledger knows."
    } else {
        "Children are compared with themselves before: level 1 of 5 on the Maryland scale. Without \
         children who had no budget, what would have changed anyway cannot be told apart."
    };
    (State::InPart, said.to_owned())
}

fn replication(grounds: &Grounds<'_>) -> (State, String) {
    if grounds.sites {
        return (State::Answered, "Several pilots are set side by side and pooled.".to_owned());
    }
    let said = format!(
        "This is one pilot. bhlp evaluate combine sets the signed extracts of several beside each other. {}",
        OPEN
    );
    (State::Open, said)
}

fn variation(grounds: &Grounds<'_>) -> (State, String) {
    let groups = subgroup::DIMENSIONS.iter().filter(|dimension| dimension.id != "arm");
    let labels: Vec<String> = groups.map(|dimension| dimension.label.to_lowercase()).collect();
    let state = if grounds.scores { State::Answered } else { State::InPart };
    let what = if grounds.scores { "Spend and change are" } else { "Spend is" };
    (state, format!("{what} reported by {}; groups that are too small are withheld.", labels.join(", ")))
}

fn value(grounds: &Grounds<'_>) -> (State, String) {
    let missing = [
        (!grounds.scores, "no score was recorded"),
        (!grounds.time, "no practitioner's time was recorded, so only what was bought is counted"),
        (grounds.settings.unit_costs.is_empty(), "no unit costs were given for what may be saved later"),
    ];
    let missing: Vec<&str> = missing.into_iter().filter(|(is, _)| *is).map(|(_, what)| what).collect();
    if missing.is_empty() {
        let said = "What was bought, practitioners' time, and what may be saved later, by who pays.";
        return (State::Answered, said.to_owned());
    }
    (State::InPart, format!("What was spent is counted; {}.", missing.join("; ")))
}

fn documentation() -> (State, String) {
    let said = "Every table has its rule, its rows and its source; every choice and the seed are listed; \
                the same ledger and settings give the same bytes. What was decided before the data were \
                seen is to be said by the evaluator.";
    (State::InPart, said.to_owned())
}
