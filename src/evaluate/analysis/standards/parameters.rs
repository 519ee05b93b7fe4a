//! Every choice by which the report was made, so that it can be made again.

use super::super::super::settings::Settings;
use super::super::tables::{column, row};
use crate::Data;
use disclosure::format;
use disclosure::report::{Cell, Column, How, Row, Section, Table, Tone, Words};
use domain::Code;
use domain::measure::{Measure, Pair};

/// What was chosen, the measures and how they are read, and what events cost.
pub(super) fn section(data: &Data, settings: &Settings) -> Section {
    let words = [
        "The unit of analysis is the child. A change is between two scores of one measure, one informant and \
         one item; items of a child are averaged, measures never are. A change is signed so that positive is \
         better.",
        "The cost of a child is what was spent from its budget, net of recoverable VAT, on the day it was delivered. \
         Children of one lead professional are taken as alike: intervals and errors allow for it.",
        "With the same ledger up to the event named here, the same settings and the same version of the \
         program, every figure comes out the same, on any number of processors.",
    ];
    let mut tables = vec![choices(data, settings)];
    if !data.measures.is_empty() {
        tables.push(measures(&data.measures));
        tables.extend(informants(&data.measures));
    }
    if !settings.unit_costs.is_empty() {
        tables.push(unit_costs(settings));
    }
    Section {
        id: "parameters",
        title: "Methods and parameters",
        words: words.map(|said| Words::open(Tone::Plain, said)).into(),
        tables,
        charts: Vec::new(),
    }
}

fn texts(id: &str, said: impl IntoIterator<Item = String>) -> Row {
    row(id, "", said.into_iter().map(Cell::text).collect())
}

fn listed(id: &'static str, caption: &str, columns: Vec<Column>, rows: Vec<Row>, from: &str) -> Table {
    let how = How {
        formula: "as it was given, or as it is where nothing is given".to_owned(),
        rows: from.to_owned(),
        source: String::new(),
    };
    Table { id, caption: caption.to_owned(), columns, rows, how, ..Table::default() }
}

fn choices(data: &Data, settings: &Settings) -> Table {
    let Settings { disclosure, costs, .. } = settings;
    let percent = |part: f64| format!("{}%", format::number(part * 100.0, 1));
    let ages: Vec<String> = settings.age_bands.iter().map(ToString::to_string).collect();
    let primary: Vec<&str> = settings.primary.iter().map(Code::as_str).collect();
    let deflators: Vec<String> = costs
        .deflators
        .iter()
        .map(|(year, level)| format!("{year}: {}", format::number(*level, 2)))
        .collect();
    let or = |said: String, none: &str| if said.is_empty() { none.to_owned() } else { said };
    let rows = [
        ("version", "Version of bhlp", domain::VERSION.to_owned()),
        ("as_at", "As at", data.as_at.to_string()),
        ("events", "Events of the ledger", format!("1 to {}", data.head.event)),
        ("head", "Hash of the last event", data.head.hash.clone()),
        ("primary", "Primary measures", or(primary.join(", "), "those with scores, by code")),
        ("confidence", "Confidence of intervals", percent(settings.confidence)),
        ("seed", "Seed of chance", settings.seed.to_string()),
        ("replicates", "Replicates of the bootstrap", settings.replicates.to_string()),
        ("age_bands", "Age bands begin at (years)", ages.join(", ")),
        ("threshold", "Fewest children behind a figure", disclosure.threshold.to_string()),
        ("round_counts", "Counts to the nearest", disclosure.round_counts.to_string()),
        ("round_money", "Money to the nearest", format::money(disclosure.round_money)),
        ("one_child", "Largest part of a sum that one child may have", percent(disclosure.one_child)),
        ("two_children", "Largest part that two may have", percent(disclosure.two_children)),
        ("near", "How near nobody may come to a withheld sum", percent(disclosure.near)),
        ("hour", "An hour of a practitioner", format::money(costs.hour)),
        ("hour_source", "Source of that", or(costs.hour_source.clone(), "not given")),
        ("discount", "Discount rate a year", percent(costs.discount)),
        ("price_year", "Prices of", costs.price_year.to_string()),
        ("deflators", "Price levels", or(deflators.join("; "), "none: prices of the day")),
        ("worth_up_to", "A point may be worth up to", format::money(settings.worth_up_to)),
    ];
    let rows = rows.map(|(id, name, value)| texts(id, [name.to_owned(), value]));
    let columns = vec![column("parameter", "Parameter"), column("value", "Value")];
    listed("parameters-choices", "Choices", columns, rows.into(), "the settings, and the ledger's own state")
}

fn measures(measures: &[Measure]) -> Table {
    let columns = vec![
        column("measure", "Measure"),
        column("range", "Range"),
        column("better", "Better is"),
        column("pair", "Which two scores"),
        column("least_days", "Fewest days between"),
        column("aims", "Every Child Matters"),
    ];
    let rows = measures.iter().map(|measure| {
        let terms = &measure.terms;
        let aims: Vec<&str> = terms.aims.iter().map(Code::as_str).collect();
        let none = |said: String| if said.is_empty() { "none stated".to_owned() } else { said };
        let said = [
            format!("{} ({})", measure.label, measure.code),
            format!("{} to {}", measure.lowest, measure.highest),
            measure.better.to_string(),
            pair(terms.pair),
            terms.least_days.map_or_else(|| "none stated".to_owned(), |days| days.to_string()),
            none(aims.join(", ")),
        ];
        texts(measure.code.as_str(), said)
    });
    listed("parameters-measures", "Measures and how they are read", columns, rows.collect(), "the policy")
}

/// How reliable the scores of each informant are, where the policy says so.
fn informants(measures: &[Measure]) -> Option<Table> {
    let columns = vec![
        column("informant", "Measure and informant"),
        column("reliability", "Reliability"),
        column("deviation", "Standard deviation"),
        column("bands", "Bands, each up to"),
        column("source", "Source"),
    ];
    let none = |said: Option<String>| said.filter(|said| !said.is_empty()).unwrap_or_else(|| "-".to_owned());
    let told = measures.iter().flat_map(|measure| {
        measure.terms.informants.iter().map(move |informant| {
            let bands = informant.bands.iter().map(|band| format!("{} {}", band.name, band.up_to));
            let said = [
                format!("{}: {}", measure.label, informant.name),
                none(informant.reliability.map(|thousandths| format!("0.{thousandths:03}"))),
                none(informant.deviation.map(|deviation| deviation.to_string())),
                none(Some(bands.collect::<Vec<String>>().join(", "))),
                none(informant.source.as_ref().map(ToString::to_string)),
            ];
            texts(&format!("{}-{}", measure.code, informant.name), said)
        })
    });
    let rows: Vec<Row> = told.collect();
    let caption = "How reliable scores are, and their bands";
    (!rows.is_empty()).then(|| listed("parameters-informants", caption, columns, rows, "the policy"))
}

fn pair(pair: Pair) -> String {
    match pair {
        Pair::FirstAndLast => "the first and the last".to_owned(),
        Pair::FirstAndNext => "the first and the next".to_owned(),
        Pair::Nearest(days) => format!("the first and the one nearest to {days} days after"),
    }
}

fn unit_costs(settings: &Settings) -> Table {
    let columns = vec![
        column("event", "Event"),
        column("cost", "Cost"),
        column("year", "Prices of"),
        column("sector", "Who saves"),
        column("measure", "Counted by"),
        column("source", "Source"),
    ];
    let rows = (1..).zip(&settings.unit_costs).map(|(number, cost): (usize, _)| {
        let measure = cost.measure.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
        let said = [
            cost.name.clone(),
            format::money(cost.cost),
            cost.year.to_string(),
            cost.sector.clone(),
            measure,
            cost.source.clone(),
        ];
        texts(&number.to_string(), said)
    });
    listed("parameters-unit-costs", "What events cost", columns, rows.collect(), "the settings")
}
