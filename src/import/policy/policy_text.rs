//! A policy's TOML file: its keys, read one by one.

use std::fmt;

use super::measures;
use crate::toml_reader::{Keyed, Lines, Reader, Section, write_faults};
use domain::measure::MeasureSays;
use domain::policy::{
    AccountTerms, Band, Bounds, CategoryTerms, Fault, Gates, Policy, PolicyFile, PolicyTerms, Problem,
    Tolerance,
};
use domain::{Amount, Code, Cohort, Day, Gate, Others, Pence, Text, VatClaimed};

/// A file that was read, and where its keys stand: what the ledger says against one has its line too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyText {
    /// The file's name as given.
    pub name: String,
    /// Its text, to the byte.
    pub text: String,
    /// What it says.
    pub file: PolicyFile,
    lines: Lines,
}

/// A policy that is not taken: every fault, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPolicy {
    /// The file's name as given.
    pub name: String,
    /// The faults, with the lines they are on.
    pub faults: Vec<(usize, Fault)>,
}

impl fmt::Display for BadPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_faults(f, &self.name, &self.faults)
    }
}

impl std::error::Error for BadPolicy {}

impl PolicyText {
    /// Reads what a policy says.
    ///
    /// # Errors
    /// Every fault in how it is written, and every contradiction that does not only follow from one.
    pub fn parse(name: String, text: String) -> Result<Self, BadPolicy> {
        let mut terms = PolicyTerms::SILENT;
        let Keyed { said: given, lines, mut faults } =
            Keyed::read(&text, &AT_THE_TOP, |reader, top| policy(reader, top, &mut terms));
        // A key that was meant for another spoils that one too.
        let meant = |fault: &Fault| match &fault.problem {
            Problem::KeyUnknown { near } => near.clone(),
            _ => Vec::new(),
        };
        let mut spoilt: Vec<String> = faults.iter().flat_map(meant).collect();
        spoilt.extend(faults.iter().map(|fault| section(&fault.key).to_owned()));
        let spoilt = |key: &str| {
            let bands = key == "bands" && spoilt.iter().any(|at| at == "sign_off_limit");
            bands || spoilt.iter().any(|at| at == key)
        };
        let fallen = |says: &MeasureSays| {
            let key = format!("measures, {}", says.code);
            faults.iter().any(|fault| fault.key.starts_with(&key))
        };
        let measures = given.iter().flat_map(|given| &given.measures).filter(|says| !fallen(says));
        let contradictions: Vec<Fault> = measures.flat_map(MeasureSays::contradictions).collect();
        let checked = Policy::checked(terms);
        faults.extend(contradictions);
        match (given, checked) {
            (Some(Given { name: called, starts_on, ends_on, settling_up_months, measures }), Ok(policy))
                if faults.is_empty() =>
            {
                let file =
                    PolicyFile { name: called, starts_on, ends_on, settling_up_months, policy, measures };
                return Ok(Self { name, text, file, lines });
            }
            (_, Err(found)) => faults.extend(found.into_iter().filter(|f| !spoilt(section(&f.key)))),
            (_, Ok(_)) => {}
        }
        let faults = lines.place(faults);
        Err(BadPolicy { name, faults })
    }

    /// Gives faults found elsewhere their lines.
    pub fn bad(&self, faults: Vec<Fault>) -> BadPolicy {
        BadPolicy { name: self.name.clone(), faults: self.lines.place(faults) }
    }
}

/// The first part of a key: `bands` of `bands 2, above`.
fn section(key: &str) -> &str {
    key.split([',', ' ']).next().unwrap_or(key)
}

/// What a file says beside its rules: about itself, the pilot and the measures.
struct Given {
    name: Option<Text>,
    starts_on: Option<Day>,
    ends_on: Option<Day>,
    settling_up_months: Option<u16>,
    measures: Vec<MeasureSays>,
}

/// Keys of the whole policy. Below a `[table]` they would be the table's, as TOML has it.
const AT_THE_TOP: [&str; 11] = [
    "name",
    "starts",
    "ends",
    "settling_up_months",
    "sign_off_limit",
    "evidence_above",
    "split_days",
    "idle_days",
    "child_reference",
    "draw_first",
    "other_categories",
];

fn policy(reader: &mut Reader<'_>, top: &mut Section<'_, '_>, terms: &mut PolicyTerms) -> Given {
    let name = reader.perhaps(top, "name", Reader::text_of::<Text>);
    let starts_on = reader.perhaps(top, "starts", Reader::day);
    let ends_on = reader.perhaps(top, "ends", Reader::day);
    if let (Some(starts_on), Some(ends_on)) = (starts_on, ends_on)
        && ends_on < starts_on
    {
        reader.fault("ends", Problem::WindowReversed { starts_on, ends_on });
    }
    let settling_up_months = reader.perhaps(top, "settling_up_months", Reader::months);
    terms.sign_off_limit = reader.perhaps(top, "sign_off_limit", Reader::money::<Pence>);
    terms.evidence_above = reader.perhaps(top, "evidence_above", Reader::money::<Pence>);
    terms.split_days = reader.perhaps(top, "split_days", Reader::days);
    terms.idle_days = reader.perhaps(top, "idle_days", Reader::days);
    terms.child_reference = reader.perhaps(top, "child_reference", Reader::text_of);
    terms.draw_first = reader.perhaps(top, "draw_first", Reader::list::<Code>).unwrap_or_default();
    terms.others = reader.perhaps(top, "other_categories", Reader::text_of).unwrap_or(Others::Allowed);
    if let Some(mut invoices) = reader.table_at(top, "invoices") {
        let percent = reader.perhaps(&mut invoices, "percent_above", Reader::percent);
        let most = reader.perhaps(&mut invoices, "most_above", Reader::money);
        terms.tolerance = Tolerance::said(percent, most);
        reader.unknown(&invoices);
    }
    if let Some(mut vat) = reader.table_at(top, "vat") {
        terms.vat_claimed =
            reader.perhaps(&mut vat, "claimed_when", Reader::text_of).unwrap_or(VatClaimed::Paid);
        reader.unknown(&vat);
    }
    if let Some(mut gates) = reader.table_at(top, "gates") {
        terms.gates = gates_of(reader, &mut gates);
        reader.unknown(&gates);
    }
    if let Some(mut budgets) = reader.table_at(top, "budgets") {
        terms.budgets = budgets_of(reader, &mut budgets);
        reader.unknown(&budgets);
    }
    terms.bands = bands(reader, top);
    if let Some(categories) = reader.table_at(top, "categories") {
        terms.categories = categories_of(reader, &categories);
    }
    if let Some(accounts) = reader.table_at(top, "accounts") {
        terms.accounts = accounts_of(reader, &accounts);
    }
    let measures = reader.table_at(top, "measures").map(|table| measures::all(reader, &table));
    Given { name, starts_on, ends_on, settling_up_months, measures: measures.unwrap_or_default() }
}

fn gates_of(reader: &mut Reader<'_>, gates: &mut Section<'_, '_>) -> Gates {
    let mut gate = |key| reader.perhaps(gates, key, Reader::text_of::<Gate>).unwrap_or(Gate::Off);
    Gates {
        caf: gate("caf"),
        consent: gate("consent"),
        expected_outcome: gate("expected_outcome"),
        holder: gate("holder"),
    }
}

fn budgets_of(reader: &mut Reader<'_>, budgets: &mut Section<'_, '_>) -> Vec<Bounds> {
    let mut all = Vec::new();
    for cohort in [Cohort::AdditionalNeeds, Cohort::LookedAfter] {
        let Some(mut bounds) = reader.table_at(budgets, cohort.as_str()) else { continue };
        let min = reader.needed(&mut bounds, "min", Reader::money::<Amount>);
        let max = reader.needed(&mut bounds, "max", Reader::money::<Amount>);
        reader.unknown(&bounds);
        all.extend(min.zip(max).map(|(min, max)| Bounds { cohort, min, max }));
    }
    all
}

fn bands(reader: &mut Reader<'_>, top: &mut Section<'_, '_>) -> Vec<Band> {
    let mut all = Vec::new();
    for mut band in reader.tables(top, "bands", "bands, each under its own [[bands]]") {
        let above = reader.needed(&mut band, "above", Reader::money::<Pence>);
        let up_to = reader.perhaps(&mut band, "up_to", Reader::money::<Amount>);
        let roles = reader.perhaps(&mut band, "roles", Reader::list).unwrap_or_default();
        let people = reader.perhaps(&mut band, "people", Reader::list).unwrap_or_default();
        reader.unknown(&band);
        all.extend(above.map(|above| Band { above, up_to, roles, people }));
    }
    all
}

fn accounts_of(reader: &mut Reader<'_>, accounts: &Section<'_, '_>) -> Vec<AccountTerms> {
    let mut all = Vec::new();
    for (account, mut terms) in reader.named(accounts) {
        let limit = reader.perhaps(&mut terms, "limit", Reader::money::<Pence>);
        let statements = reader.perhaps(&mut terms, "statements", Reader::yes).unwrap_or(true);
        reader.unknown(&terms);
        all.push(AccountTerms { account, limit, statements });
    }
    all
}

fn categories_of(reader: &mut Reader<'_>, categories: &Section<'_, '_>) -> Vec<CategoryTerms> {
    let mut all = Vec::new();
    for (code, mut category) in reader.named(categories) {
        all.push(CategoryTerms {
            code,
            allowed: reader.perhaps(&mut category, "allowed", Reader::yes).unwrap_or(true),
            cap: reader.perhaps(&mut category, "cap", Reader::money),
            vat_usual: reader.perhaps(&mut category, "vat_usual", Reader::yes).unwrap_or(false),
            vat_never: reader.perhaps(&mut category, "vat_never", Reader::yes).unwrap_or(false),
            cost_centre: reader.perhaps(&mut category, "cost_centre", Reader::code),
            subjective: reader.perhaps(&mut category, "subjective", Reader::code),
        });
        reader.unknown(&category);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        match PolicyText::parse("p.toml".into(), text.into()) {
            Ok(_) => Vec::new(),
            Err(bad) => bad.to_string().lines().skip(1).map(|line| line.trim().to_owned()).collect(),
        }
    }

    #[test]
    fn an_empty_file_is_a_policy_that_says_nothing() {
        let read = PolicyText::parse("p.toml".into(), "# nothing yet\n".into()).unwrap();
        assert_eq!(*read.file.policy, PolicyTerms::SILENT);
    }

    #[test]
    fn money_is_read_to_the_penny_however_it_is_written() {
        for (written, pence) in
            [("\"100.01\"", 10_001), ("100.01", 10_001), ("99.99", 9_999), ("100", 10_000), ("0", 0)]
        {
            let text = format!("sign_off_limit = {written}");
            let read = PolicyText::parse("p.toml".into(), text).unwrap();
            assert_eq!(read.file.policy.sign_off_limit, Some(Pence::new(pence)), "{written}");
        }
        for (written, code) in [
            ("\"100.005\"", "AMOUNT_SUB_PENNY"),
            ("100.005", "AMOUNT_SUB_PENNY"),
            ("-1", "AMOUNT_NEGATIVE"),
            ("1e2", "AMOUNT_NOT_MONEY"),
            ("inf", "AMOUNT_NOT_MONEY"),
            ("0x64", "AMOUNT_NOT_MONEY"),
            ("true", "POLICY_VALUE_INVALID"),
        ] {
            let found = faults(&format!("sign_off_limit = {written}"));
            assert!(found.len() == 1 && found[0].contains(code), "{written}: {found:?}");
        }
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "\
name = \"Trial\"
sign_of_limit = 100
split_days = 0
[gates]
caf = \"always\"
[budgets.looked_after]
min = \"100.00\"
[[bands]]
above = \"100.00\"
roles = [\"manager\", \"boss\"]
[categories.food]
allowed = \"yes\"
cap = 0
";
        assert_eq!(
            faults(text),
            [
                "line 2, sign_of_limit: [POLICY_KEY_UNKNOWN] there is no such key; did you mean `sign_off_limit`?",
                "line 3, split_days: [POLICY_NUMBER_OUT_OF_RANGE] 0 is not from 1 to 731",
                "line 5, gates, caf: [WORD_UNKNOWN] `always` is no gate; it is one of: required, warn, off",
                "line 6, budgets, looked_after, max: [POLICY_KEY_MISSING] this is needed here and missing",
                "line 10, bands 1, roles 2: [WORD_UNKNOWN] `boss` is no role; it is one of: administrator, \
                 lead_professional, manager, finance, evaluator",
                "line 12, categories, food, allowed: [POLICY_VALUE_INVALID] `\"yes\"` is text; wanted true or \
                 false, without quotes",
                "line 13, categories, food, cap: [AMOUNT_ZERO] `0` is zero; an amount is at least 0.01",
            ]
        );
    }

    #[test]
    fn a_contradiction_is_told_beside_a_slip_elsewhere() {
        let text =
            "split_days = -1\nsign_off_limit = 100\n[[bands]]\nabove = 100.01\nroles = [\"manager\"]\n";
        let found = faults(text);
        assert!(found[0].starts_with("line 1, split_days: [POLICY_NUMBER_OUT_OF_RANGE]"), "{found:?}");
        assert!(found[1].starts_with("line 4, bands 1, above: [BANDS_START_ELSEWHERE]"), "{found:?}");
    }

    #[test]
    fn what_is_no_toml_says_where() {
        let found = faults("name = \"a\"\nname = \"b\"\n[gates\n");
        assert!(found.iter().all(|fault| fault.contains("[POLICY_NOT_TOML]")), "{found:?}");
        assert!(found[0].starts_with("line 2: "), "{found:?}");
    }
}
