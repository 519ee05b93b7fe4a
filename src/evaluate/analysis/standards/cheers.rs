//! The 28 items of CHEERS 2022, by their published titles.

use super::grounds::{Grounds, OPEN, State, answers};
use disclosure::format;
use disclosure::report::Table;
use domain::Code;

use State::{Answered, InPart, NotApplicable, Open};

/// The items in order: their titles, and where they are answered.
const ITEMS: [(&str, &[&str]); 28] = [
    ("Title", &[]),
    ("Abstract", &["summary"]),
    ("Background and objectives", &[]),
    ("Health economic analysis plan", &["parameters"]),
    ("Study population", &["description"]),
    ("Setting and location", &["description"]),
    ("Comparators", &["effect"]),
    ("Perspective", &["value"]),
    ("Time horizon", &["value"]),
    ("Discount rate", &["parameters"]),
    ("Selection of outcomes", &["parameters"]),
    ("Measurement of outcomes", &["change", "parameters"]),
    ("Valuation of outcomes", &["value"]),
    ("Measurement and valuation of resources and costs", &["value", "description"]),
    ("Currency, price date, and conversion", &["parameters"]),
    ("Rationale and description of model", &[]),
    ("Analytics and assumptions", &["change", "association", "effect", "value"]),
    ("Characterizing heterogeneity", &["change", "effect"]),
    ("Characterizing distributional effects", &["description"]),
    ("Characterizing uncertainty", &["value", "effect"]),
    ("Approach to engagement with patients and others affected by the study", &[]),
    ("Study parameters", &["parameters"]),
    ("Summary of main results", &["summary", "value"]),
    ("Effect of uncertainty", &["value", "effect"]),
    ("Effect of engagement with patients and others affected by the study", &[]),
    ("Study findings, limitations, generalizability, and current knowledge", &["summary", "limits"]),
    ("Source of funding", &[]),
    ("Conflicts of interest", &[]),
];

/// The items, each with its answer.
pub(super) fn table(grounds: &Grounds<'_>) -> Table {
    let rows = (1..).zip(ITEMS).map(|(number, (title, places))| {
        grounds.row(&number.to_string(), format!("{number}. {title}"), answer(number, grounds), places)
    });
    let source = "Husereau and others, Consolidated Health Economic Evaluation Reporting Standards 2022 \
                  (CHEERS 2022) statement, BMC Medicine 20:23 (2022), CC BY 4.0";
    answers("standards-cheers", "The 28 items of CHEERS 2022", "Item", rows.collect(), source)
}

fn answer(number: u8, grounds: &Grounds<'_>) -> (State, String) {
    let (state, said) = match number {
        1 => (Answered, title(grounds)),
        2 => (InPart, "The summary gives results and doubts in plain words; its context is open.".into()),
        4 => (InPart, "The settings are the plan as far as it is in figures; whether they were fixed beforehand is open.".into()),
        5 => (Answered, "The children by age, sex, ethnic group, area, need and level of need.".into()),
        6 => (InPart, setting(grounds)),
        7 => (InPart, comparators(grounds)),
        8 => (Answered, "The pilot fund, the council and the public sector, with and without practitioners' time: costs fall on one agency and savings on another.".into()),
        9 => (Answered, format!("From {} to {}; nothing is projected beyond, but in cases that say so.", grounds.data.starts_on, grounds.data.as_at)),
        10 => (Answered, discount(grounds)),
        11 => outcomes(grounds),
        12 => (Answered, "Scores of one instrument and one informant at both times; where its reliability is known, by the reliable change index.".into()),
        13 => (Answered, format!("No outcome is valued in money. What a point may be worth is varied from nothing to {}.", format::money(grounds.settings.worth_up_to))),
        14 => costs(grounds),
        15 => (Answered, currency(grounds)),
        16 => (NotApplicable, "No model is used: the children's own data are analysed.".into()),
        17 => (Answered, "Each table has its rule, its rows and the source of its method; missing follow-ups are counted and compared.".into()),
        18 => (Answered, "Change by subgroup, each with its interval; no subgroup is singled out by its result.".into()),
        19 => (InPart, "How spend is spread over children, areas and groups; no group is given more weight.".into()),
        20 => (Answered, format!("Children are drawn again {} times, by lead professional; each parameter is varied by itself.", format::count(usize::try_from(grounds.settings.replicates).unwrap_or(0)))),
        22 => (Answered, "Every parameter with its value, and its source where one is known.".into()),
        23 => scored(grounds, "Mean costs and mean changes, and the one for the other."),
        24 => scored(grounds, "The cost-effectiveness plane, the acceptability curve, and one parameter at a time."),
        26 => (InPart, "Findings and limitations are written from the data; what is known from elsewhere, and how far it applies elsewhere, is open.".into()),
        27 => (InPart, funding(grounds)),
        _ => (Open, OPEN.into()),
    };
    (state, said)
}

fn title(grounds: &Grounds<'_>) -> String {
    let with = if grounds.compared { "children without one" } else { "the same children before" };
    let pilot = &grounds.data.pilot;
    format!("An economic evaluation of budgets held by lead professionals in {pilot}, compared with {with}.")
}

fn setting(grounds: &Grounds<'_>) -> String {
    let data = grounds.data;
    format!(
        "{} ({}), a pilot from {} to {}. What else may bear on the findings is open.",
        data.pilot, data.authority, data.starts_on, data.ends_on
    )
}

fn comparators(grounds: &Grounds<'_>) -> String {
    let said = if grounds.compared {
        "A budget held by a lead professional, and the services as they were, for children without a budget."
    } else {
        "A budget held by a lead professional; the same children before it, for there is no other arm."
    };
    format!("{said} Why they were chosen is open.")
}

fn discount(grounds: &Grounds<'_>) -> String {
    let rate = grounds.settings.costs.discount;
    let told = format!("{}% a year on costs and effects", format::number(rate * 100.0, 1));
    if (rate - 0.035).abs() < 1e-9 {
        format!("{told}: the rate of the Treasury's Green Book.")
    } else {
        format!("{told}: chosen.")
    }
}

fn outcomes(grounds: &Grounds<'_>) -> (State, String) {
    if !grounds.scores {
        return (Open, format!("No score was recorded. {OPEN}"));
    }
    let primary: Vec<&str> = grounds.settings.primary.iter().map(Code::as_str).collect();
    if primary.is_empty() {
        let said =
            "Every measure with scores is looked at, each for itself; none was chosen as the primary one.";
        return (InPart, said.to_owned());
    }
    (Answered, format!("Primary: {}; the others are looked at too, each for itself.", primary.join(", ")))
}

fn costs(grounds: &Grounds<'_>) -> (State, String) {
    let bought = "What was bought: net of recoverable VAT, on the day it was delivered.";
    if grounds.time {
        let hour = format::money(grounds.settings.costs.hour);
        (Answered, format!("{bought} Practitioners' time at {hour} an hour."))
    } else {
        (InPart, format!("{bought} No practitioner's time was recorded."))
    }
}

fn currency(grounds: &Grounds<'_>) -> String {
    let costs = &grounds.settings.costs;
    if costs.deflators.is_empty() {
        "Pounds sterling, in the prices of the day; no price level was given to convert them.".to_owned()
    } else {
        format!("Pounds sterling, in prices of {}, by the price levels given.", costs.price_year)
    }
}

fn scored(grounds: &Grounds<'_>, said: &str) -> (State, String) {
    if grounds.scores {
        (Answered, said.to_owned())
    } else {
        (InPart, "Costs only: no score was recorded.".to_owned())
    }
}

fn funding(grounds: &Grounds<'_>) -> String {
    let mut payers: Vec<&str> = grounds.data.funds.iter().map(|fund| fund.contributor.as_str()).collect();
    payers.sort_unstable();
    payers.dedup();
    let paid = match payers.as_slice() {
        [] => String::new(),
        payers => format!("The pilot's money came from {}. ", payers.join(", ")),
    };
    format!("{paid}Who paid for the evaluation is open.")
}
