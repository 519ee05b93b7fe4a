//! How SQLite runs the everyday questions: none may walk the ledger for one child.

use domain::Day;
use report::{Report, Rows, Subject, catalogue};
use store::{Filter, Ledger, Param};

use crate::world::SMALL;

/// Tables whose size grows with the pilot's years.
const LONG: [&str; 5] = ["entry", "transfer", "event", "commission", "account"];

fn plan(report: &Report, set: impl FnOnce(&mut Filter)) -> Vec<String> {
    let Rows::Asked(query) = report.rows else { panic!("{} is worked out", report.name) };
    let mut filter = Filter::default();
    filter.number(Param::Days, 60);
    filter.number(Param::Percent, 10);
    set(&mut filter);
    let day: Day = "2006-12-31".parse().unwrap();
    let mut ledger = Ledger::open_to_read(&SMALL.ledger()).unwrap();
    let reading = ledger.read().unwrap();
    reading.reader().plan_of(query, &filter, day).unwrap()
}

fn walks(plan: &[String]) -> Vec<&String> {
    // `e` and so on are the names the queries give to tables; a plan tells only those. An index that
    // holds only moves between children is short.
    let walked = |step: &str| {
        let table = step.strip_prefix("SCAN ")?.split(' ').next()?;
        let short = step.contains("entry_that_moves");
        (!short && (LONG.contains(&table) || ["e", "t", "k", "p", "a", "m", "ev"].contains(&table)))
            .then_some(())
    };
    plan.iter().filter(|step| walked(step).is_some()).collect()
}

#[test]
fn a_question_about_one_child_walks_no_table() {
    let child = "C-0001".parse().unwrap();
    for report in [
        &catalogue::STATEMENT,
        &catalogue::FAMILY,
        &catalogue::BUDGET,
        &catalogue::CHILD,
        &catalogue::SCORES,
        &catalogue::CHILD_SPEND,
        &catalogue::CHILD_CATEGORY,
        &catalogue::CHILD_SUMMARY,
        &catalogue::COMMISSIONS,
        &catalogue::COMMITMENTS,
        &catalogue::ENTRIES,
        &catalogue::MONITORING_CHILDREN,
        &catalogue::OUTCOMES,
        &catalogue::PLANNED,
        &catalogue::NEEDS,
        &catalogue::COMPACTS,
        &catalogue::RECENT,
    ] {
        let plan = plan(report, |filter| filter.code(Param::Child, &child));
        assert!(walks(&plan).is_empty(), "{}:\n{}", report.name, plan.join("\n"));
    }
}

/// What a practitioner bought before is found by the children of the caseload.
#[test]
fn a_question_about_one_practitioner_walks_no_table() {
    for report in [&catalogue::CASELOAD, &catalogue::TODAY, &catalogue::RECENT] {
        let plan = plan(report, |filter| filter.code(Param::Practitioner, &"LP-A".parse().unwrap()));
        assert!(walks(&plan).is_empty(), "{}:\n{}", report.name, plan.join("\n"));
    }
}

/// What is waiting for approval is short, however much was ever bought.
#[test]
fn the_queue_walks_no_table() {
    let plan = plan(&catalogue::WAITING, |_| ());
    assert!(walks(&plan).is_empty(), "{}", plan.join("\n"));
}

#[test]
fn a_question_about_one_entry_walks_no_table() {
    for report in [&catalogue::ENTRY, &catalogue::COMMISSION] {
        let plan = plan(report, |filter| filter.number(Param::Number, 20));
        assert!(walks(&plan).is_empty(), "{}:\n{}", report.name, plan.join("\n"));
    }
}

/// The two reports over every child read no row of a long table, only its covering index.
#[test]
fn every_child_is_answered_from_indexes() {
    assert_eq!(
        plan(&catalogue::CHILD_SPEND, |_| ()),
        [
            "SCAN c USING COVERING INDEX sqlite_autoindex_child_1",
            "SEARCH budget USING INTEGER PRIMARY KEY (rowid=?)"
        ],
    );
    let steps = plan(&catalogue::CHILD_CATEGORY, |_| ());
    assert_eq!(steps[0], "SCAN c USING COVERING INDEX sqlite_autoindex_child_1");
    assert_eq!(steps[1], "SEARCH commission USING COVERING INDEX commission_by_child (child_id=?)");
    assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{steps:?}");
}

/// Whatever is asked for together, the text that is left is whole.
#[test]
fn every_query_stands_with_and_without_its_filters() {
    let all: &[fn(&mut Filter)] = &[
        |filter| filter.code(Param::Child, &"C-0001".parse().unwrap()),
        |filter| filter.code(Param::Practitioner, &"LP-A".parse().unwrap()),
        |filter| filter.code(Param::Provider, &"SHOES".parse().unwrap()),
        |filter| filter.code(Param::Category, &"clothing".parse().unwrap()),
        |filter| filter.code(Param::Fund, &"POOL".parse().unwrap()),
        |filter| filter.day(Param::Since, "2006-09-01".parse().unwrap()),
        |filter| filter.day(Param::Until, "2006-12-31".parse().unwrap()),
        |filter| filter.day(Param::AsAt, "2006-12-31".parse().unwrap()),
        |filter| filter.number(Param::Known, 99),
        |filter| filter.number(Param::Open, 1),
        |filter| filter.number(Param::Number, 20),
        |filter| filter.code(Param::Family, &"F-0001".parse().unwrap()),
    ];
    for report in catalogue::ALL.iter().filter(|report| matches!(report.rows, Rows::Asked(_))) {
        // A report of one child is never asked without a child.
        let needed = match report.subject {
            Subject::All => None,
            Subject::Child | Subject::Budget => Some(all[0]),
            Subject::Commission | Subject::Entry => Some(all[10]),
            Subject::Practitioner => Some(all[1]),
            Subject::Family => Some(all[11]),
            Subject::Float | Subject::Month => None, // worked out, not asked
        };
        let with = |more: &[fn(&mut Filter)]| {
            plan(report, |filter| needed.iter().chain(more).for_each(|set| set(filter)));
        };
        with(&[]);
        all.iter().for_each(|one| with(&[*one]));
        with(all);
    }
}
