//! Several pilots together: pooled, with heterogeneity and replication, and none dropped silently.

use std::collections::BTreeMap;

use disclosure::report::{Mark, Section, Value};
use domain::Better;
use evaluate::Settings;
use evaluate::analysis::combine::section;
use evaluate::analysis::effects::estimate;
use evaluate::combine_input::{Site, SiteChange, SiteChild, SiteMeasure, Sites};

use super::pilot::{Like, mean_dose, pilot};
use super::tiny::faults;

fn settings() -> Settings {
    Settings { replicates: 40, ..Settings::default() }
}

/// A pilot as its extract tells it, and its mean spend in whole budgets.
fn site(name: &str, seed: u64, like: Like) -> (Site, f64) {
    let effects = estimate(&pilot(seed, like), &settings());
    let mut rows: BTreeMap<u32, SiteChild> = BTreeMap::new();
    for (measure, sample) in (0..).zip(&effects.samples) {
        for case in &sample.cases {
            let row = rows.entry(case.child).or_insert_with(|| SiteChild {
                arm: case.arm,
                cluster: case.cluster,
                spent: case.spent,
                changes: Vec::new(),
            });
            row.changes.push(SiteChange {
                measure,
                first: case.first,
                last: case.last,
                improvement: case.improvement,
            });
        }
    }
    let dose = effects.samples.first().map_or(0.0, mean_dose);
    (Site { name: name.into(), signed_by: Some("SHA256:x".into()), rows: rows.into_values().collect() }, dose)
}

fn sites(sites: Vec<Site>) -> Sites {
    let measure = |code: &str, highest, better| SiteMeasure {
        code: code.parse().unwrap(),
        label: code.into(),
        lowest: 0.0,
        highest,
        better,
    };
    Sites {
        measures: vec![measure("gbo", 10.0, Better::Higher), measure("sdq_total", 40.0, Better::Lower)],
        sites,
    }
}

fn cell<'a>(section: &'a Section, table: &str, row: &str, column: &str) -> &'a Value {
    let table = section.tables.iter().find(|known| known.id == table).unwrap();
    let at = table.columns.iter().position(|known| known.id == column).unwrap();
    &table.rows.iter().find(|known| known.id == row).unwrap().cells[at].value
}

fn mentions(section: &Section, what: &str) -> bool {
    section.words.iter().any(|words| words.text.contains(what))
}

#[test]
fn three_pilots_together_find_what_was_planted() {
    let (found, doses): (Vec<Site>, Vec<f64>) = [("Avon", 1), ("Exe", 2), ("Tamar", 3)]
        .map(|(name, seed)| site(name, seed, Like::default()))
        .into_iter()
        .unzip();
    let section = section(&sites(found), &settings());
    assert_eq!(faults(&section), Vec::<String>::new());
    let planted = 2.4 * doses.iter().sum::<f64>() / 3.0;
    for (table, planted) in [("sites-difference", planted), ("sites-spend", 2.4)] {
        let Value::Interval(low, high, _) = cell(&section, table, "gbo-together", "interval") else {
            panic!()
        };
        assert!((*low..=*high).contains(&planted), "{table}: {low} to {high}, not {planted}");
    }
    let words = "gbo: in 3 of 3 pilots children with a budget improved more than children without one, in 3 of \
                 them beyond chance";
    assert!(mentions(&section, words), "{:#?}", section.words);
    assert_eq!(section.charts.len(), 4);
}

#[test]
fn a_pilot_too_small_is_named_with_the_reason() {
    let small = Like { budgets: 6, comparison: 4, leads: 2, ..Like::default() };
    let found = vec![
        site("Avon", 1, Like::default()).0,
        site("Exe", 2, small).0,
        site("Tamar", 3, Like::default()).0,
    ];
    let section = section(&sites(found), &settings());
    assert_eq!(faults(&section), Vec::<String>::new());
    assert!(mentions(&section, "Left out: Exe (fewer than 10 children with a budget were followed up)"));
    assert!(mentions(&section, "of 2 (of 3) pilots"));
    assert_eq!(
        cell(&section, "sites-difference", "gbo-site-2", "estimate"),
        &Value::Mark(Mark::NotAvailable)
    );
}

#[test]
fn one_pilot_cannot_be_pooled_and_an_unsigned_one_is_told() {
    let (mut found, _) = site("Avon", 1, Like::default());
    found.signed_by = None;
    let section = section(&sites(vec![found]), &settings());
    assert_eq!(faults(&section), Vec::<String>::new());
    assert!(mentions(&section, "only one pilot has enough children"));
    assert!(mentions(&section, "Nobody signed the extract of Avon"));
    assert!(mentions(&section, "There is one pilot only"));
}

#[test]
fn nothing_at_all_is_told_too() {
    for found in [
        sites(Vec::new()),
        Sites::default(),
        sites(vec![Site { name: "Avon".into(), signed_by: None, rows: Vec::new() }]),
    ] {
        let section = section(&found, &settings());
        assert_eq!(faults(&section), Vec::<String>::new());
        assert!(!section.words.is_empty());
    }
}

#[test]
fn two_pilots_are_named_and_not_pooled() {
    let found = vec![site("Avon", 1, Like::default()).0, site("Exe", 2, Like::default()).0];
    let section = section(&sites(found), &settings());
    assert_eq!(faults(&section), Vec::<String>::new());
    assert!(mentions(&section, "Avon {} points (95% interval {}), Exe {} points"), "{:#?}", section.words);
    assert!(mentions(&section, "Two pilots are too few to pool, but each bears the other out."));
    assert!(!mentions(&section, "may be chance"));
    assert_eq!(
        cell(&section, "sites-difference", "gbo-together", "interval"),
        &Value::Mark(Mark::NotAvailable)
    );
    assert_eq!(section.charts.len(), 4);
}

#[test]
fn measures_without_scores_take_one_sentence() {
    let mut found = vec![site("Avon", 1, Like::default()).0, site("Exe", 2, Like::default()).0];
    for row in found.iter_mut().flat_map(|site| &mut site.rows) {
        row.changes.retain(|change| change.measure == 0);
    }
    let section = section(&sites(found), &settings());
    assert!(mentions(&section, "No pilot has a change on: sdq_total. Nothing is said of them here."));
    let rows = section.tables.iter().flat_map(|table| &table.rows);
    assert!(rows.into_iter().all(|row| row.id.starts_with("gbo")));
    assert_eq!(section.charts.len(), 2);
}

#[test]
fn that_lead_professionals_are_not_known_is_told_before_any_figure() {
    let mut found = vec![site("Avon", 1, Like::default()).0, site("Exe", 2, Like::default()).0];
    assert!(!mentions(&section(&sites(found.clone()), &settings()), "take each child by itself"));
    for (cluster, row) in (0..).zip(&mut found[1].rows) {
        row.cluster = cluster;
    }
    let section = section(&sites(found), &settings());
    let warned = section.words.iter().position(|words| words.text.contains("take each child by itself"));
    let first = section.words.iter().position(|words| !words.figures.is_empty());
    assert!(warned < first && mentions(&section, "not said by the extracts of Exe."), "{:#?}", section.words);
    assert!(!section.tables[0].how.formula.contains("as in its own report"));
}
