//! What the ledger knows that may be meant: the codes that suggestions, short forms and completions
//! choose from. They are looked up in reports, so nothing here asks the file in a way of its own.

use std::path::Path;

use clap::Arg;

use crate::failure::Result;
use crate::view::Collected;
use domain::audit::AuditTest;
use domain::{AccountId, AccountName, Code, Day, EntryId, LineId, Refusal};
use report::{self, Report, Request};
use service::{self, Candidate, CandidateFinder, Correctable, clock};
use store::{Ledger, OpenLines, ReadTx, Reader, Span};

/// A kind of thing that has codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Child,
    Category,
    Provider,
    Practitioner,
    Measure,
    Fund,
    /// An order that still holds money.
    OpenOrder,
}

impl Kind {
    /// The register it is found in; an order is in none.
    const fn register(self) -> Option<&'static str> {
        match self {
            Self::Child => Some("child"),
            Self::Category => Some("category"),
            Self::Provider => Some("provider"),
            Self::Practitioner => Some("practitioner"),
            Self::Measure => Some("measure"),
            Self::Fund => Some("fund"),
            Self::OpenOrder => None,
        }
    }
}

/// Says what an argument names, by what it is called.
pub(super) fn kind(arg: &Arg) -> Option<Kind> {
    let name = arg.get_value_names().and_then(<[_]>::first).map(|name| name.as_str());
    match (arg.get_id().as_str(), name) {
        (_, Some("PRACTITIONER")) | ("practitioner", _) => Some(Kind::Practitioner),
        (_, Some("PROVIDER")) | ("provider", _) => Some(Kind::Provider),
        (_, Some("REF")) if arg.get_id() == "child" => Some(Kind::Child),
        ("child", _) => Some(Kind::Child),
        ("to", _) if arg.is_positional() => Some(Kind::Child),
        ("category", _) => Some(Kind::Category),
        ("measure", _) => Some(Kind::Measure),
        ("fund", _) => Some(Kind::Fund),
        ("commission", _) => Some(Kind::OpenOrder),
        _ => None,
    }
}

/// Says what an argument of a command names that is there already: what is added is new.
pub(super) fn kind_in(path: &[String], arg: &Arg) -> Option<Kind> {
    let new = |kind: &Kind| matches!(path, [noun, verb] if verb == "add" && kind.register() == Some(noun));
    kind(arg).filter(|kind| !new(kind))
}

/// A code, and what people know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// What is typed.
    pub code: String,
    /// What it is called; empty where the code says it all.
    pub name: String,
}

/// An open ledger to choose from.
#[derive(Debug)]
pub(super) struct CodeLookup {
    ledger: Ledger,
    user: Option<Code>,
}

impl CodeLookup {
    /// Opens the ledger for whoever asks.
    pub fn open(ledger: &Path, user: Option<Code>) -> Result<Self> {
        Ok(Self { ledger: Ledger::open_to_read(ledger)?, user })
    }

    /// Returns the choices of a kind: of children, those the user leads, else all of them.
    pub(crate) fn choices(&mut self, kind: Kind) -> Result<Vec<Choice>> {
        if kind == Kind::Child {
            let led = self.caseload()?;
            return if led.is_empty() { self.children() } else { Ok(led) };
        }
        let (report, code, name) = match kind {
            Kind::Child => unreachable!("they are chosen above"),
            Kind::Category => ("categories", "category", Some("label")),
            Kind::Provider => ("providers", "provider", Some("name")),
            Kind::Practitioner => ("practitioners", "practitioner", Some("name")),
            Kind::Measure => ("measures", "measure", Some("label")),
            Kind::Fund => ("funds", "fund", Some("name")),
            Kind::OpenOrder => ("commitments", "commission", Some("item")),
        };
        let rows = self.rows(report, &Request::default())?;
        Ok(rows.choices(code, name))
    }

    pub(crate) fn children(&mut self) -> Result<Vec<Choice>> {
        Ok(self.rows("children", &Request::default())?.choices("child_ref", None))
    }

    /// Returns the children the user leads.
    pub fn caseload(&mut self) -> Result<Vec<Choice>> {
        let Some(user) = self.registered_user()? else { return Ok(Vec::new()) };
        let rows = self.rows("caseload", &Request { practitioner: Some(user), ..Request::default() })?;
        Ok(rows.choices("child_ref", None))
    }

    /// Returns the user, where they are registered.
    pub(crate) fn registered_user(&mut self) -> Result<Option<Code>> {
        let Some(user) = self.user.clone() else { return Ok(None) };
        let reading = self.ledger.read()?;
        Ok(reading.reader().practitioner(&user)?.map(|known| known.code))
    }

    /// Returns the pilot's last day, where that has gone: nothing is committed for today.
    pub(crate) fn ended_on(&mut self) -> Result<Option<Day>> {
        let now = Day::in_london(clock::now()?.naive_utc());
        let ends_on = self.ledger.read()?.reader().calendar()?.pilot.ends_on;
        Ok(Some(ends_on).filter(|day| *day < now))
    }

    /// Says why a code cannot be meant: it is in no register.
    pub fn refusal(&mut self, kind: Kind, said: &str) -> Result<Option<Refusal>> {
        let Some(what) = kind.register() else { return Ok(None) };
        let reading = self.ledger.read()?;
        let reader = reading.reader();
        let known = match said.parse::<Code>() {
            Ok(code) => reader.registered(what, &code)?.is_some(),
            Err(_) => false,
        };
        if known || (kind == Kind::Provider && reader.providers_named(said)?.len() == 1) {
            return Ok(None);
        }
        Ok(Some(Refusal::Unknown { what, found: said.to_owned(), near: reader.alike(what, said)? }))
    }

    /// Returns the day reports answer for.
    pub fn day(&mut self) -> Result<Day> {
        today(&self.ledger.read()?)
    }

    /// Returns what a line might be.
    pub(crate) fn candidates(&mut self, line: LineId) -> Result<Vec<Candidate>> {
        Ok(service::candidates(self.ledger.read()?.reader(), line)?)
    }

    /// Returns what a correction to a line's amount would make of an entry.
    pub(crate) fn correctable(&mut self, line: LineId, entry: EntryId) -> Result<Option<Correctable>> {
        Ok(service::correctable(self.ledger.read()?.reader(), line, entry)?)
    }

    /// Lays out what is open, to look for what lines may be: of one account, else of all with statements.
    pub(crate) fn finder(&mut self, account: Option<&AccountName>) -> Result<CandidateFinder> {
        let reading = self.ledger.read()?;
        let reader = reading.reader();
        let accounts: Vec<_> = statement_accounts(reader, account)?.into_iter().map(|(id, _)| id).collect();
        Ok(CandidateFinder::open(reader, &accounts)?)
    }

    /// Counts the lines in no matching of each account that has some: of one account, else of all.
    pub(crate) fn open_lines(
        &mut self,
        account: Option<&AccountName>,
    ) -> Result<Vec<(AccountName, OpenLines)>> {
        let reading = self.ledger.read()?;
        let reader = reading.reader();
        let until = reader.calendar()?.pilot.settles_until();
        let mut open = Vec::new();
        for (id, name) in statement_accounts(reader, account)? {
            open.extend(reader.count_open_lines(id, until)?.map(|lines| (name, lines)));
        }
        Ok(open)
    }

    /// Returns what may be the same money twice on the statements of an account, or of all: each with its two
    /// lines, what it takes, and why.
    pub(crate) fn doubles(&mut self, account: Option<&AccountName>) -> Result<Vec<[String; 3]>> {
        let reading = self.ledger.read()?;
        let mut view = Collected::default();
        let (test, span) = (AuditTest::Doubles, Span::default());
        report::audit::findings(reading.reader(), test, &span, false, today(&reading)?, &mut view)?;
        let place = |name: &str| {
            let columns = report::catalogue::AUDIT_FINDINGS.columns;
            columns.iter().position(|column| column.name == name).expect("a column of every finding")
        };
        let [numbers, amount, evidence] = ["numbers", "amount", "evidence"].map(place);
        let of_account = |row: &&Vec<String>| {
            account.is_none_or(|account| row[evidence].starts_with(&format!("{account}: ")))
        };
        let rows = view.rows.iter().filter(of_account);
        Ok(rows.map(|row| [numbers, amount, evidence].map(|place| row[place].clone())).collect())
    }

    /// Returns matched lines that say the same as a line.
    pub(crate) fn matched_doubles(&mut self, line: LineId) -> Result<Vec<LineId>> {
        Ok(self.ledger.read()?.reader().matched_doubles(line)?)
    }

    /// Returns the provider whose name stands on a line, where that is known.
    pub(crate) fn provider_on(&mut self, line: LineId) -> Result<Option<Code>> {
        Ok(service::provider_on(self.ledger.read()?.reader(), line)?)
    }

    /// Tells whether a child's whereabouts must not be found: whoever is only asked sees nothing of it.
    pub(crate) fn is_shielded(&mut self, child: &Code) -> Result<bool> {
        Ok(service::is_shielded(&mut self.ledger, child)?)
    }

    /// Returns the rows of a report.
    pub fn rows(&mut self, name: &str, request: &Request) -> Result<Rows> {
        let report = report::named(name).expect("what codes are looked up in is a report");
        let reading = self.ledger.read()?;
        let mut view = Collected::default();
        report::run(reading.reader(), report, request, today(&reading)?, &mut view)?;
        Ok(Rows { report, rows: view.rows })
    }
}

/// The accounts that have statements, or the one of them that is meant.
fn statement_accounts(
    reader: Reader<'_>,
    only: Option<&AccountName>,
) -> Result<Vec<(AccountId, AccountName)>> {
    let mut accounts = reader.statement_accounts()?;
    accounts.retain(|(_, name)| only.is_none_or(|only| only == name));
    Ok(accounts)
}

/// The day reports answer for. Until a pilot is settled up that is today; then it stands as it ended, or as
/// at its last entry: nothing grows older.
pub(super) fn today(reading: &ReadTx<'_>) -> Result<Day> {
    let (today, reader) = (Day::in_london(clock::now()?.naive_utc()), reading.reader());
    let pilot = reader.calendar()?.pilot;
    if today <= pilot.settles_until() {
        return Ok(today);
    }
    Ok(pilot.ends_on.max(reader.last_entry_on()?))
}

/// What a report says in the place of a shop that must not be found.
pub(super) const NOT_SHOWN: &str = "not shown";

/// The rows of a report as texts.
#[derive(Debug)]
pub(super) struct Rows {
    report: &'static Report,
    pub rows: Vec<Vec<String>>,
}

impl Rows {
    /// Returns the place of a column, by its name in data files.
    pub fn place(&self, column: &str) -> usize {
        let found = self.report.columns.iter().position(|known| known.name == column);
        found.unwrap_or_else(|| panic!("{} has no column {column}", self.report.name))
    }

    fn choices(self, code: &str, name: Option<&str>) -> Vec<Choice> {
        let (code, name) = (self.place(code), name.map(|name| self.place(name)));
        let choice = |row: Vec<String>| Choice {
            name: name.map(|place| row[place].clone()).unwrap_or_default(),
            code: row[code].clone(),
        };
        self.rows.into_iter().map(choice).collect()
    }
}
