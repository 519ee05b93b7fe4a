//! Reads the reports and the audit tests: each `.sql` of `src/store/query` is a report and each of
//! `src/store/audit` a test, a header of comment lines above its query.
//!
//! The headers are written out as Rust: the queries for `store`, the table of reports for `report`, what the
//! tests ask for `domain`; each of these rooms is built with this script, and takes its own. What is wrong
//! with a header stops the build, with the file and the line. `docs/ARCHITECTURE.md` says what one has.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::fs;
use std::path::Path;

/// The room of the queries, as its neighbours and it itself see it, and as people do.
const STORE: (&str, &str) = ("../store", "src/store");
const REPORTS: &str = "query";
const TESTS: &str = "audit";
/// What several reports share.
const SHARED: &str = "columns.txt";

const FIELDS: [&str; 10] =
    ["title", "purpose", "place", "read", "subject", "filters", "layout", "rows", "nothing", "columns"];
const TEST_FIELDS: [&str; 6] = ["title", "place", "asks", "why", "answer", "limits"];
const ROLES: [&str; 5] = ["lead_professional", "manager", "finance", "administrator", "evaluator"];
const WHOSE: [&str; 3] = ["own", "team", "all"];
const FILTERS: [&str; 14] = [
    "child",
    "family",
    "practitioner",
    "provider",
    "fund",
    "category",
    "account",
    "month",
    "since",
    "until",
    "days",
    "percent",
    "open",
    "number",
];
const SUBJECTS: [&str; 9] =
    ["all", "child", "budget", "family", "practitioner", "commission", "entry", "month", "float"];
const LAYOUTS: [&str; 5] = ["table", "family_page", "sections", "certificate", "reconciliation"];
const ROWS: [&str; 3] = ["reconciliation", "month_end", "audit"];
const KINDS: [&str; 11] =
    ["text", "word", "money", "count", "day", "month", "instant", "percent", "score", "units", "shares"];
const FLAGS: [&str; 4] = ["totalled", "above", "filled", "in_data"];

fn main() {
    for folder in [REPORTS, TESTS] {
        println!("cargo::rerun-if-changed={}/{folder}", STORE.0);
    }
    if let Err(error) = write() {
        println!("cargo::error={error}");
    }
}

fn write() -> std::io::Result<()> {
    let out = std::env::var_os("OUT_DIR").expect("cargo says where to write");
    let write = |name: &str, text: String| fs::write(Path::new(&out).join(name), text);
    match (reports(&files(REPORTS)?), tests(&files(TESTS)?)) {
        (Ok(reports), Ok(tests)) => {
            write("queries.rs", queries(&reports))?;
            write("reports.rs", table(&reports))?;
            write("audit.rs", asked(&tests))?;
            write("found.rs", found(&tests))
        }
        (reports, tests) => {
            let faults = reports.err().into_iter().chain(tests.err()).flatten();
            faults.for_each(|fault| println!("cargo::error={fault}"));
            Ok(())
        }
    }
}

/// Reads the files of the folder, by their names.
fn files(folder: &str) -> std::io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(Path::new(STORE.0).join(folder))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".sql") || name == SHARED {
            files.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(files)
}

/// What is wrong, and where.
#[derive(Debug)]
pub struct Fault {
    file: String,
    line: usize,
    said: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}:{}: {}", STORE.1, self.file, self.line, self.said)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct DeclaredColumn {
    name: String,
    label: String,
    kind: String,
    flags: Vec<String>,
    meaning: String,
}

/// A report or an audit test as its file declares it.
#[derive(Debug)]
pub struct Declared {
    name: String,
    /// Title, purpose and so on, each with its line.
    fields: BTreeMap<&'static str, NumberedLine>,
    columns: Vec<DeclaredColumn>,
    query: String,
    /// The header's last line.
    header: usize,
}

impl Declared {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(|(_, text)| text.as_str())
    }

    /// The words of a field that has several, parted by commas.
    fn words(&self, name: &str) -> Vec<&str> {
        self.field(name).map(|text| text.split(',').map(str::trim).collect()).unwrap_or_default()
    }

    /// Asks for fields that have to be there.
    fn demand(&self, fields: &[&str], said: &mut Said) {
        for field in fields.iter().filter(|field| self.field(field).is_none_or(str::is_empty)) {
            said.push((self.header, format!("the header has no `{field}`")));
        }
        if self.field("place").is_some_and(|place| place.parse::<u32>().is_err()) {
            said.push((
                self.fields["place"].0,
                "its `place` is a number: they are listed in its order".into(),
            ));
        }
    }

    fn place(&self) -> Option<u32> {
        self.field("place").and_then(|place| place.parse().ok())
    }
}

/// Reads every report, in the order of their places.
pub fn reports(files: &BTreeMap<String, String>) -> Result<Vec<Declared>, Vec<Fault>> {
    let mut faults = Vec::new();
    let shared = shared(files.get(SHARED).map_or("", String::as_str), &mut faults);
    let read = |name: &str, text: &str, said: &mut Said| {
        let report = declared(name, text, &FIELDS, &shared, said);
        check(&report, said);
        report
    };
    every(REPORTS, files, faults, read)
}

/// Reads every audit test, in the order of their places.
fn tests(files: &BTreeMap<String, String>) -> Result<Vec<Declared>, Vec<Fault>> {
    every(TESTS, files, Vec::new(), |name, text, said| {
        let test = declared(name, text, &TEST_FIELDS, &BTreeMap::new(), said);
        test.demand(&TEST_FIELDS, said);
        if test.query.is_empty() {
            said.push((test.header, "no query stands below the header".into()));
        }
        test
    })
}

/// Reads every file of a folder, and tells of all faults at once.
fn every(
    folder: &str,
    files: &BTreeMap<String, String>,
    mut faults: Vec<Fault>,
    read: impl Fn(&str, &str, &mut Said) -> Declared,
) -> Result<Vec<Declared>, Vec<Fault>> {
    let mut all = Vec::new();
    for (file, text) in files.iter().filter(|(file, _)| file.ends_with(".sql")) {
        let mut said = Vec::new();
        all.push(read(file.trim_end_matches(".sql"), text, &mut said));
        let fault = |(line, said)| Fault { file: format!("{folder}/{file}"), line, said };
        faults.extend(said.into_iter().map(fault));
    }
    all.sort_by(|a, b| (a.place(), &a.name).cmp(&(b.place(), &b.name)));
    if faults.is_empty() { Ok(all) } else { Err(faults) }
}

/// The number of a line, and what it says or what is said of it.
type NumberedLine = (usize, String);
/// What is wrong in one file.
type Said = Vec<NumberedLine>;

fn shared(text: &str, faults: &mut Vec<Fault>) -> BTreeMap<String, DeclaredColumn> {
    let (mut said, mut columns) = (Vec::new(), BTreeMap::new());
    for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.starts_with("--")) {
        if let Some(column) = column(line, text, &BTreeMap::new(), &mut said)
            && let Some(twice) = columns.insert(column.name.clone(), column)
        {
            said.push((line, format!("`{}` is declared twice", twice.name)));
        }
    }
    faults.extend(said.into_iter().map(|(line, said)| Fault {
        file: format!("{REPORTS}/{SHARED}"),
        line,
        said,
    }));
    columns
}

/// Reads one file.
fn declared(
    name: &str,
    text: &str,
    known: &[&'static str],
    shared: &BTreeMap<String, DeclaredColumn>,
    said: &mut Said,
) -> Declared {
    let header = text.lines().take_while(|line| line.starts_with("--")).count();
    let (mut fields, mut columns) = (BTreeMap::<&str, NumberedLine>::new(), Vec::<NumberedLine>::new());
    let mut last = None;
    for (line, text) in (1..).zip(text.lines()).take(header) {
        let text = &text[2..];
        let (indent, text) = (text.len() - text.trim_start().len(), text.trim());
        if indent > 4 {
            // The line before goes on.
            let before = match last {
                Some("columns") => columns.last_mut(),
                Some(field) => fields.get_mut(field),
                None => None,
            };
            match before {
                Some((_, before)) => *before = format!("{before} {text}"),
                None => said.push((line, "it goes on from nothing".into())),
            }
        } else if indent > 1 && last == Some("columns") {
            columns.push((line, text.to_owned()));
        } else if let Some((field, value)) = text.split_once(':')
            && let Some(field) = known.iter().find(|known| **known == field)
        {
            last = Some(*field);
            if fields.insert(*field, (line, value.trim().to_owned())).is_some() {
                said.push((line, format!("`{field}` stands twice")));
            }
        } else {
            said.push((line, format!("`{text}` begins with none of {}", known.join(", "))));
        }
    }
    let columns = columns.iter().filter_map(|(line, text)| column(*line, text, shared, said)).collect();
    let mut query = text.lines().skip(header).collect::<Vec<_>>().join("\n").trim().to_owned();
    if query.lines().all(|line| line.trim().is_empty() || line.starts_with("--")) {
        query.clear();
    }
    Declared { name: name.to_owned(), fields, columns, query, header: header.max(1) }
}

/// Reads a column: a shared one by its name, or with flags of its own; or name, label, kind and flags,
/// meaning.
fn column(
    line: usize,
    text: &str,
    shared: &BTreeMap<String, DeclaredColumn>,
    said: &mut Said,
) -> Option<DeclaredColumn> {
    let parts: Vec<&str> = text.splitn(4, '|').map(str::trim).collect();
    let mut column = match parts.as_slice() {
        [name] | [name, _] => match shared.get(*name) {
            Some(column) => column.clone(),
            None => {
                said.push((
                    line,
                    format!("`{name}` is no column of {SHARED}: name | label | kind | meaning"),
                ));
                return None;
            }
        },
        [name, label, kind, meaning] => {
            let (kind, flags) = kind.split_once(' ').unwrap_or((kind, ""));
            let flags = flags.split_whitespace().map(str::to_owned).collect();
            let [name, label, kind, meaning] = [name, label, kind, meaning].map(|part| (*part).to_owned());
            DeclaredColumn { name, label, kind, flags, meaning }
        }
        _ => {
            said.push((line, "a column is name | label | kind and flags | meaning".into()));
            return None;
        }
    };
    if parts.len() == 4 && shared.get(&column.name) == Some(&column) {
        said.push((line, format!("{SHARED} says the same: `{}` alone will do", column.name)));
    }
    if let [_, flags] = parts.as_slice() {
        column.flags.extend(flags.split_whitespace().map(str::to_owned));
    }
    expect_word(line, "kind", &KINDS, &column.kind, said);
    column.flags.iter().for_each(|flag| expect_word(line, "flag", &FLAGS, flag, said));
    for (what, text) in [("name", &column.name), ("label", &column.label), ("meaning", &column.meaning)] {
        if text.is_empty() {
            said.push((line, format!("the column has no {what}")));
        }
    }
    Some(column)
}

/// Finds what is missing in a header, and words that mean nothing.
fn check(report: &Declared, said: &mut Said) {
    let below = report.header;
    report.demand(&["title", "purpose", "read", "nothing"], said);
    // What audit tests find, and what fills a sheet to import, is asked for by no name.
    if report.field("rows") != Some("audit") && !is_sheet(report) {
        report.demand(&["place"], said);
    }
    if report.columns.is_empty() {
        said.push((below, "the header has no columns".into()));
    }
    for (place, column) in report.columns.iter().enumerate() {
        if report.columns[..place].iter().any(|before| before.name == column.name) {
            said.push((report.fields["columns"].0, format!("the column `{}` stands twice", column.name)));
        }
    }
    match (report.query.is_empty(), report.field("rows")) {
        (true, None) => said.push((below, "no query stands below the header".into())),
        (false, Some(_)) => said.push((below, "`rows` are worked out, but a query stands below".into())),
        _ => {}
    }
    let one_of = [("subject", &SUBJECTS[..]), ("layout", &LAYOUTS), ("rows", &ROWS), ("filters", &FILTERS)];
    for (field, words) in one_of {
        for word in report.words(field) {
            expect_word(report.fields[field].0, field, words, word, said);
        }
    }
    for right in report.words("read") {
        let (role, whose) = right.split_once(' ').unwrap_or((right, ""));
        expect_word(report.fields["read"].0, "role", &ROLES, role, said);
        expect_word(report.fields["read"].0, "scope", &WHOSE, whose, said);
    }
}

fn expect_word(line: usize, what: &str, words: &[&str], word: &str, said: &mut Said) {
    if !words.contains(&word) {
        said.push((line, format!("`{word}` is no {what}: {}", words.join(", "))));
    }
}

/// `child-spend` as a constant, `CHILD_SPEND`.
fn constant(name: &str) -> String {
    name.replace('-', "_").to_uppercase()
}

/// `lead_professional` as a variant, `LeadProfessional`.
fn variant(word: &str) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    word.split('_').filter(|part| !part.is_empty()).map(capital).collect()
}

/// Writes the queries.
fn queries(reports: &[Declared]) -> String {
    let mut out = String::from("impl Query {\n");
    for Declared { name, query, .. } in reports.iter().filter(|report| !report.query.is_empty()) {
        let _ = writeln!(out, "pub const {}: Self = Self {{ text: {query:?} }};", constant(name));
    }
    out + "}\n"
}

/// Writes the table of reports.
fn table(reports: &[Declared]) -> String {
    let mut out = String::new();
    let list = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>().join(", ");
    for report in reports {
        let text = |field: &str| report.field(field).unwrap_or_default();
        let (name, title, purpose, nothing) = (&report.name, text("title"), text("purpose"), text("nothing"));
        let rights = report.words("read").into_iter().filter_map(|right| right.split_once(' ')).map(
            |(role, whose)| {
                format!("Right {{ role: Role::{}, whose: Whose::{} }}", variant(role), variant(whose))
            },
        );
        let rows = report.field("rows").map_or_else(|| format!("Asked(Query::{})", constant(name)), variant);
        let _ = writeln!(
            out,
            "#[doc = {purpose:?}]\npub static {}: Report = Report {{ name: {name:?}, title: {title:?}, \
             purpose: {purpose:?}, rights: &[{}], rows: Rows::{rows}, columns: &[{}], filters: &[{}], \
             subject: Subject::{}, layout: Layout::{}, nothing: {nothing:?} }};",
            constant(name),
            list(&mut rights.into_iter()),
            list(&mut report.columns.iter().map(written)),
            list(&mut report.words("filters").iter().map(|word| format!("Param::{}", variant(word)))),
            variant(report.field("subject").unwrap_or("all")),
            variant(report.field("layout").unwrap_or("table")),
        );
    }
    let named = reports.iter().filter(|report| report.place().is_some());
    let _ = writeln!(
        out,
        "/// Every report that is asked for by its name, in the order the documentation has them.\n\
         pub static ALL: &[&Report] = &[{}];",
        list(&mut named.map(|report| format!("&{}", constant(&report.name))))
    );
    let sheets = reports.iter().filter(|report| is_sheet(report));
    let _ = writeln!(
        out,
        "/// What fills the sheets that an import takes.\n\
         pub static SHEETS: &[&Report] = &[{}];",
        list(&mut sheets.map(|report| format!("&{}", constant(&report.name))))
    );
    out
}

/// Tells whether a report fills a sheet to import.
fn is_sheet(report: &Declared) -> bool {
    report.name.starts_with("sheet-")
}

/// Writes a column.
fn written(column: &DeclaredColumn) -> String {
    let DeclaredColumn { name, label, kind, flags, meaning } = column;
    let has = |flag: &str| flags.iter().any(|known| known == flag);
    let says = [
        ("totalled", ".totalled()"),
        ("above", ".above()"),
        ("filled", ".seen(Seen::Filled)"),
        ("in_data", ".seen(Seen::InData)"),
    ];
    let says: String = says.iter().filter(|(flag, _)| has(flag)).map(|(_, says)| *says).collect();
    format!("Column::new({name:?}, {label:?}, Kind::{}, {meaning:?}){says}", variant(kind))
}

/// Writes what the audit tests ask.
fn asked(tests: &[Declared]) -> String {
    let mut out = String::from("tests! {\n");
    for test in tests {
        let text = |field: &str| test.field(field).unwrap_or_default();
        let (name, title) = (&test.name, text("title"));
        let _ = write!(out, "#[doc = {title:?}] {} = {name:?} {{", variant(name));
        for field in &TEST_FIELDS[2..] {
            let _ = write!(out, "{field}: {:?}, ", text(field));
        }
        out.push_str("}\n");
    }
    out + "}\n"
}

/// Writes the queries of the audit tests.
fn found(tests: &[Declared]) -> String {
    let mut out = String::from("const fn text(test: AuditTest) -> &'static str { match test {\n");
    for Declared { name, query, .. } in tests {
        let _ = writeln!(out, "AuditTest::{} => {query:?},", variant(name));
    }
    out + "} }\n"
}
