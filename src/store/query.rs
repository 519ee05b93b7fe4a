//! Reports: one query each, streamed as values.
//!
//! A query stands in a file of `query/` that is named after its report, below the header that declares the
//! report. Three small rules make one text serve every way of asking:
//!
//! - *A line that names a parameter stands only where that parameter is given.* So a filter is one
//!   line, and a query without it keeps its plan.
//! - `{name}` stands for a fragment: an expression or table that several reports share.
//! - Queries read the `*_position` views, which [`super::position`] replaces by temporary tables of
//!   the same names when the report answers for another moment than now.

use rusqlite::types::ValueRef;
use rusqlite::{Row, Statement};

use super::{Reader, Result, Scope, StoreError};
use domain::{Code, Day};
use table::{Column, Kind, Value};

/// The most columns a query has.
const WIDEST: usize = 32;

macro_rules! params {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// What a query may be told.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Param { $($(#[$doc])* $name),* }

        impl Param {
            /// Every parameter.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Returns its name in the queries, and as a flag.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

params! {
    Child = "child",
    Family = "family",
    Practitioner = "practitioner",
    Provider = "provider",
    Fund = "fund",
    Category = "category",
    /// One of the pilot's own accounts.
    Account = "account",
    Month = "month",
    /// From this day.
    Since = "since",
    /// Up to this day.
    Until = "until",
    /// A number of days.
    Days = "days",
    /// A share of a hundred.
    Percent = "percent",
    /// Only what is still open.
    Open = "open",
    /// One entry, and what it placed.
    Number = "number",
    /// The first hour in which people record.
    Opens = "opens",
    /// The hour from which it is late.
    Shuts = "shuts",
    /// An audit test; given where one is run.
    Test = "test",
    /// The day the report answers for; always given.
    Day = "day",
    /// The last effective day that counts; given where the report looks back.
    AsAt = "as_at",
    /// The last entry that was known; given where the report looks back.
    Known = "known",
}

/// What a parameter is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Setting {
    Text(String),
    Number(i64),
}

/// Which rows: parameters and what they are set to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    settings: Vec<(Param, Setting)>,
}

impl Filter {
    /// Sets a parameter to a code.
    pub fn code(&mut self, param: Param, code: &Code) {
        self.settings.push((param, Setting::Text(code.to_string())));
    }

    /// Sets a parameter to a word of another kind.
    pub fn text(&mut self, param: Param, word: impl ToString) {
        self.settings.push((param, Setting::Text(word.to_string())));
    }

    /// Sets a parameter to a day.
    pub fn day(&mut self, param: Param, day: Day) {
        self.settings.push((param, Setting::Text(day.to_string())));
    }

    /// Sets a parameter to a number.
    pub fn number(&mut self, param: Param, number: i64) {
        self.settings.push((param, Setting::Number(number)));
    }

    /// Tells whether a parameter is set.
    pub fn has(&self, param: Param) -> bool {
        self.settings.iter().any(|(set, _)| *set == param)
    }

    fn setting(&self, name: &str) -> Option<&Setting> {
        self.settings.iter().find(|(param, _)| param.as_str() == name).map(|(_, setting)| setting)
    }

    /// Binds what the statement asks for.
    fn bind(&self, statement: &mut Statement<'_>) -> Result<()> {
        for place in 1..=statement.parameter_count() {
            let name = statement.parameter_name(place).unwrap_or_default().trim_start_matches(':').to_owned();
            match self.setting(&name).expect("a line stands only where its parameters are given") {
                Setting::Text(word) => statement.raw_bind_parameter(place, word)?,
                Setting::Number(number) => statement.raw_bind_parameter(place, number)?,
            }
        }
        Ok(())
    }
}

/// A query, one a report; each is a file, read when the program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    text: &'static str,
}

/// The queries, written by the build from their files.
mod written {
    use super::Query;

    include!(concat!(env!("OUT_DIR"), "/queries.rs"));
}

/// What several queries share.
const FRAGMENTS: &[(&str, &str)] = &[
    ("{answered}", include_str!("audit/fragment/answered.sql")),
    ("{masked corrections}", include_str!("query/fragment/hidden-corrections.sql")),
    ("{hidden corrections}", include_str!("query/fragment/hidden-corrections.sql")),
    ("{hidden matchings}", include_str!("query/fragment/hidden-matchings.sql")),
    ("{masked}", include_str!("query/fragment/hidden.sql")),
    ("{hidden}", include_str!("query/fragment/hidden.sql")),
    ("{unasked}", include_str!("query/fragment/unasked.sql")),
    ("{pool parts}", include_str!("query/fragment/pool-parts.sql")),
    // After what names them.
    ("{filled to_use}", include_str!("query/fragment/pool-filled.sql")),
    ("{filled to_keep}", include_str!("query/fragment/pool-filled.sql")),
    ("{filled likely}", include_str!("query/fragment/pool-filled.sql")),
    ("{targets}", include_str!("query/fragment/targets.sql")),
    ("{aimed}", include_str!("query/fragment/aimed.sql")),
    ("{results}", include_str!("query/fragment/results.sql")),
    ("{aims}", include_str!("query/fragment/aims.sql")),
    ("{led}", include_str!("query/fragment/led.sql")),
    ("{shield}", include_str!("query/fragment/shield.sql")),
    ("{arrived}", include_str!("query/fragment/arrived.sql")),
    ("{step}", include_str!("query/fragment/step.sql")),
    ("{what}", include_str!("query/fragment/what.sql")),
    ("{about}", include_str!("query/fragment/about.sql")),
    ("{goal}", include_str!("query/fragment/goal.sql")),
    ("{holder}", include_str!("query/fragment/holder.sql")),
    ("{stands}", include_str!("query/fragment/stands.sql")),
    ("{mark}", include_str!("query/fragment/mark.sql")),
    ("{was}", include_str!("query/fragment/was.sql")),
    ("{said}", include_str!("query/fragment/said.sql")),
    ("{grants}", include_str!("query/fragment/grants.sql")),
    ("{looked}", include_str!("query/fragment/came-back.sql")),
    ("{hands}", include_str!("query/fragment/hands.sql")),
    ("{target}", include_str!("query/fragment/target.sql")),
    ("{numbers}", include_str!("audit/fragment/numbers-of.sql")),
    ("{round}", include_str!("audit/fragment/whole-tens.sql")),
    ("{shared}", include_str!("query/fragment/shared.sql")),
    ("{split days}", include_str!("query/fragment/split-days.sql")),
    ("{shares}", include_str!("query/fragment/shares.sql")),
    ("{spent shares}", include_str!("query/fragment/shares.sql")),
    ("{committed shares}", include_str!("query/fragment/shares.sql")),
];

/// Which pots a fragment of shares counts, and the commission's figure for them.
fn pots(fragment: &str) -> (&'static str, &'static str) {
    match fragment {
        "{spent shares}" => ("('spent')", "k.spent_pence"),
        "{committed shares}" => ("('committed')", "k.committed_pence"),
        _ => ("('committed', 'spent')", "(k.committed_pence + k.spent_pence)"),
    }
}

/// Whose purchases a fragment hides, and which these are: every shielded child's, or, masked, but the
/// one's that is asked for.
fn whose(fragment: &str) -> (&'static str, &'static str) {
    if fragment.starts_with("{masked") { ("{unasked}", "{masked}") } else { ("{shield}", "{hidden}") }
}

/// Writes out the fragments, and leaves out the lines whose parameters are not given.
pub(super) fn assemble(text: &str, filter: &Filter) -> String {
    let mut whole = text.to_owned();
    for (name, fragment) in FRAGMENTS {
        if whole.contains(name) {
            let (kinds, figure) = pots(name);
            let of = name.trim_end_matches('}').rsplit(' ').next().unwrap_or_default();
            let (whose, these) = whose(name);
            let fragment = fragment.replace("{pots}", kinds).replace("{figure}", figure).replace("{of}", of);
            let fragment = fragment.replace("{whose}", whose).replace("{these}", these);
            // On one line, so that it stands or falls with the line that names it.
            whole = whole.replace(name, &standing(&fragment, filter).join(" "));
        }
    }
    standing(&whole, filter).join("\n")
}

/// Returns the lines whose parameters are given.
fn standing<'t>(text: &'t str, filter: &Filter) -> Vec<&'t str> {
    text.lines().filter(|line| parameters(line).all(|param| filter.has(param))).collect()
}

/// Finds the parameters a line names.
fn parameters(line: &str) -> impl Iterator<Item = Param> + '_ {
    line.split(':').skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        Param::ALL.iter().copied().find(|param| param.as_str() == &rest[..end])
    })
}

impl Reader<'_> {
    /// Streams the rows of a report as they were at a moment. `today` is the day it answers for
    /// where the scope names none.
    ///
    /// # Errors
    /// A failure of the file; whatever the sink fails with.
    pub fn report<E: From<StoreError>>(
        &self,
        (query, columns): (Query, &[Column]),
        scope: Scope,
        today: Day,
        filter: &Filter,
        sink: impl FnMut(&[Value<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut filter = filter.clone();
        let scope = self.no_later(scope, today)?;
        filter.day(Param::Day, scope.as_at.unwrap_or(today));
        if let Some(limits) = self.limits(scope)? {
            filter.settings.push((Param::AsAt, Setting::Text(limits.as_at.clone())));
            filter.number(Param::Known, limits.known);
            self.stand_at(&limits, &assemble(query.text, &filter))?;
        }
        self.sheet((query.text, columns), &filter, sink)
    }

    /// Streams the rows of a query's text. What a whole number is, its column says; without one it is a
    /// count.
    pub(super) fn sheet<E: From<StoreError>>(
        &self,
        (text, columns): (&str, &[Column]),
        filter: &Filter,
        sink: impl FnMut(&[Value<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = assemble(text, filter);
        let mut statement = self.conn.prepare(&sql).map_err(StoreError::from)?;
        filter.bind(&mut statement)?;
        stream(&mut statement, columns, sink)
    }

    /// Tells what a query gives and what it takes: its columns, in order, and every parameter that may
    /// stand in it.
    pub fn shape_of(&self, query: Query) -> Result<(Vec<String>, Vec<Param>)> {
        self.shape(query.text)
    }

    pub(super) fn shape(&self, text: &str) -> Result<(Vec<String>, Vec<Param>)> {
        let mut filter = Filter::default();
        Param::ALL.iter().for_each(|param| filter.number(*param, 0));
        let statement = self.conn.prepare(&assemble(text, &filter))?;
        let columns = statement.column_names().map(str::to_owned).collect();
        let named = |place| statement.parameter_name(place).unwrap_or_default().trim_start_matches(':');
        let takes = |param: &&Param| (1..=statement.parameter_count()).any(|n| named(n) == param.as_str());
        Ok((columns, Param::ALL.iter().filter(takes).copied().collect()))
    }

    /// Explains how a query would be run, a step a line.
    pub fn plan_of(&self, query: Query, filter: &Filter, day: Day) -> Result<Vec<String>> {
        let mut filter = filter.clone();
        filter.day(Param::Day, day);
        let sql = format!("EXPLAIN QUERY PLAN {}", assemble(query.text, &filter));
        let mut statement = self.conn.prepare(&sql)?;
        filter.bind(&mut statement)?;
        let mut rows = statement.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(row.get(3)?);
        }
        Ok(steps)
    }
}

/// Hands each row to the sink as borrowed values.
fn stream<E: From<StoreError>>(
    statement: &mut Statement<'_>,
    columns: &[Column],
    mut sink: impl FnMut(&[Value<'_>]) -> Result<(), E>,
) -> Result<(), E> {
    let width = statement.column_count();
    assert!(width <= WIDEST, "a query has at most {WIDEST} columns");
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        let mut values = [const { Value::Empty }; WIDEST];
        for (place, value) in values.iter_mut().enumerate().take(width) {
            *value = value_of(row, place, columns.get(place).map_or(Kind::Count, |column| column.kind))?;
        }
        sink(&values[..width])?;
    }
    Ok(())
}

fn value_of<'r>(row: &'r Row<'_>, place: usize, kind: Kind) -> Result<Value<'r>> {
    match row.get_ref(place)? {
        ValueRef::Null => Ok(Value::Empty),
        ValueRef::Integer(number) => Ok(kind.number(number)),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Ok(kind.word(text)),
            Err(_) => Err(StoreError::Damaged("a text is not UTF-8".into())),
        },
        ValueRef::Real(_) | ValueRef::Blob(_) => Err(StoreError::Damaged(format!(
            "column {} of a report is neither word nor whole number",
            place + 1
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stands_only_where_its_parameters_are_given() {
        let text =
            "SELECT 1\n WHERE true\n   AND a = :child\n   AND b = :since AND c = :child\n   AND d = ':x'";
        let mut filter = Filter::default();
        assert_eq!(assemble(text, &filter), "SELECT 1\n WHERE true\n   AND d = ':x'");
        filter.number(Param::Child, 1);
        assert_eq!(assemble(text, &filter), "SELECT 1\n WHERE true\n   AND a = :child\n   AND d = ':x'");
    }

    /// An entry of every kind is told of in words: a report or a month's end that tells of one finds them.
    #[test]
    fn every_kind_of_entry_has_words() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE request (event); CREATE TABLE account (account_id, kind);
             CREATE TABLE transfer (entry_id, debit_account_id)",
        )
        .unwrap();
        let words = include_str!("query/fragment/what.sql");
        let asked = format!("SELECT {words} FROM (SELECT ? AS kind, 7 AS entry_id, 5 AS reverses_id) e");
        for kind in domain::EntryKind::ALL.map(domain::EntryKind::as_str) {
            let told: Option<String> = conn.query_row(&asked, [kind], |row| row.get(0)).unwrap();
            assert!(told.is_some(), "{kind} has no words in what.sql");
        }
    }
}
