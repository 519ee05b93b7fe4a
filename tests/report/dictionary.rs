//! The data dictionary and the program say the same.

use domain::Role;
use domain::audit::AuditTest;
use report::catalogue::{AUDIT_FINDINGS, SHEETS};
use report::{ALL, Report, Rows, Subject, Whose, dictionary};
use store::{Ledger, Param};

use crate::world::{EMPTY, SMALL, same};

/// Every column of a report, of the pack and of an extract has its meaning.
#[test]
fn every_column_is_described() {
    let described = SMALL.ask("report --describe");
    let parts = [dictionary(), export::pack::columns::dictionary(), export::extract::columns::dictionary()];
    same(&described, &parts.join("\n"));
    let rows = described.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| column "));
    for row in rows {
        assert!(!row.ends_with("|  |"), "{row}: no meaning");
    }
}

/// Every report can be asked of an empty pilot, and its header has the columns that are declared.
#[test]
fn every_report_has_the_columns_it_declares() {
    for report in ALL {
        let names: Vec<&str> = report.columns.iter().map(|column| column.name).collect();
        let mut unique = names.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), names.len(), "{}: a column stands twice", report.name);
        if matches!(report.subject, Subject::Practitioner | Subject::Family | Subject::Float)
            || report.filters.iter().any(|param| ["child", "number", "month"].contains(&param.as_str()))
        {
            continue;
        }
        for world in [&EMPTY, &SMALL] {
            let text = world.csv(report.name);
            same(text.lines().next().unwrap(), &names.join(","));
            let mut rows = csv::Reader::from_reader(text.as_bytes());
            assert!(rows.records().all(|row| row.is_ok()), "{}: a row is cut short", report.name);
            let json: serde_json::Value =
                serde_json::from_str(&world.ask(&format!("report {} --format json", report.name))).unwrap();
            assert_eq!(json.as_array().unwrap().len(), text_rows(&text), "{}", report.name);
        }
    }
}

/// One name, one meaning: `provider` is a code in every report that has it, `provider_name` a name.
#[test]
fn a_provider_is_a_code_and_its_name_a_name() {
    let registers = [("provider", "name", "providers"), ("practitioner", "name", "practitioners")];
    let (mut codes, mut names) = (vec![String::new()], vec![String::new()]);
    for (code, name, asked) in registers {
        let text = SMALL.csv(asked);
        codes.extend(column(&text, code));
        names.extend(column(&text, name));
    }
    let mut seen = 0;
    for report in ALL {
        let own = report.columns.iter().any(|column| ["provider", "provider_name"].contains(&column.name));
        let asked = match report.name {
            "commission" => "commission show 20".to_owned(),
            "statement" => "report statement --child C-0001".to_owned(),
            "family" => "report family --child C-0001".to_owned(),
            name => format!("report {name}"),
        };
        if !own {
            continue;
        }
        let text = SMALL.ask(&format!("{asked} --format csv"));
        for (heading, known) in [("provider", &codes), ("provider_name", &names)] {
            for value in column(&text, heading) {
                assert!(known.contains(&value), "{}: {heading} is {value}", report.name);
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

/// What a table has in a column, if it has it.
fn column(text: &str, heading: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let place = reader.headers().unwrap().iter().position(|name| name == heading);
    let cell = |row: csv::StringRecord| place.map(|place| row[place].to_owned());
    reader.records().map(Result::unwrap).filter_map(cell).collect()
}

fn text_rows(text: &str) -> usize {
    csv::Reader::from_reader(text.as_bytes()).records().count()
}

/// What a report's header declares is what SQLite gives for its query, and what the query takes.
#[test]
fn every_header_is_what_its_query_gives_and_takes() {
    let mut ledger = Ledger::open_to_read(&SMALL.ledger()).unwrap();
    let reading = ledger.read().unwrap();
    for report in ALL.iter().chain(SHEETS) {
        let Rows::Asked(query) = report.rows else { continue };
        let (columns, mut takes) = reading.reader().shape_of(query).unwrap();
        let names: Vec<&str> = report.columns.iter().map(|column| column.name).collect();
        assert_eq!(columns, names, "{}: columns of the query, and of the header", report.name);
        // The moment is given to every report.
        takes.retain(|param| ![Param::Day, Param::AsAt, Param::Known].contains(param));
        let declared: Vec<Param> =
            Param::ALL.iter().filter(|param| report.filters.contains(param)).copied().collect();
        assert_eq!(takes, declared, "{}: parameters of the query, and filters of the header", report.name);
    }
}

/// What fills a sheet to import has the columns of the import, in their order.
#[test]
fn every_sheet_has_the_columns_of_its_file() {
    for kind in import::Kind::ALL {
        let Some(report) = report::catalogue::sheet(kind.as_str()) else { continue };
        let names: Vec<&str> = report.columns.iter().map(|column| column.name).collect();
        let wanted: Vec<&str> = import::rows::forms(kind).iter().map(|column| column.name).collect();
        assert_eq!(names, wanted, "{}", kind.as_str());
    }
    let filled = SHEETS.iter().filter(|sheet| sheet.name != "sheet-totals").count();
    assert_eq!(
        import::Kind::ALL.iter().filter_map(|kind| report::catalogue::sheet(kind.as_str())).count(),
        filled
    );
}

/// So it is for the sheet of an audit test; first digits are judged in Rust, from counts.
#[test]
fn every_audit_test_gives_the_columns_of_its_sheet() {
    let mut ledger = Ledger::open_to_read(&SMALL.ledger()).unwrap();
    let reading = ledger.read().unwrap();
    let names: Vec<&str> = AUDIT_FINDINGS.columns.iter().map(|column| column.name).collect();
    for test in AuditTest::ALL.iter().filter(|test| **test != AuditTest::Digits) {
        assert_eq!(reading.reader().columns_found(*test).unwrap(), names, "{test}");
    }
}

/// Tells whether a report's rows can be told apart by whose they are.
fn has_owners(report: &Report) -> bool {
    let owners = ["child_ref", "practitioner", "lead_professional", "holder", "who", "asked"];
    let column = report.columns.iter().any(|column| owners.contains(&column.name));
    column || [Param::Child, Param::Practitioner].iter().any(|param| report.filters.contains(param))
}

/// Each role stands once; an administrator reads everything; own and team have a meaning; and whoever sees no
/// child reads nothing that tells of one, or could be narrowed down to one.
#[test]
fn every_report_says_who_may_read_it() {
    for report in ALL {
        let (name, rights) = (report.name, report.rights);
        for (place, right) in rights.iter().enumerate() {
            assert!(rights[..place].iter().all(|before| before.role != right.role), "{name}: a role twice");
            assert!(
                right.whose == Whose::All || has_owners(report),
                "{name}: {} of nobody",
                right.whose.as_str()
            );
        }
        let whose = |role| rights.iter().find(|right| right.role == role).map(|right| right.whose);
        assert_eq!(whose(Role::Administrator), Some(Whose::All), "{name}");
        assert!(
            whose(Role::LeadProfessional) != Some(Whose::All) || !has_owners_of_children(report),
            "{name}"
        );
        match whose(Role::Evaluator) {
            None => {}
            Some(whose) => assert!(whose == Whose::All && !has_owners(report), "{name}: it tells of a child"),
        }
    }
}

fn has_owners_of_children(report: &Report) -> bool {
    report.columns.iter().any(|column| column.name == "child_ref") || report.filters.contains(&Param::Child)
}
