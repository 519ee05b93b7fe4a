//! The audit trail's text: what an event says, to the byte, and its place in the chain.
//!
//! What is personal is never in it. A personal field stands there as a hash of its own, made with the event's
//! salt: whoever has the field and the salt can tell that it is what was recorded, and once the two are
//! erased nobody can tell what it was, while the chain is as it was. Nothing that is not known is said.

use std::cell::OnceCell;
use std::collections::HashSet;

use rand::TryRng as _;
use rand::rngs::SysRng;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use sha2::{Digest, Sha256};

use super::value::read;
use domain::row::{SealedColumn, Table, Value};
use domain::{EntryId, rows};

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// What the hashes of an event's personal fields are made with.
pub(crate) type Salt = [u8; 16];

/// The hash before the first event.
pub(crate) const GENESIS: Hash = [0; 32];

/// Chains a payload to the hash before it.
pub(crate) fn chain(previous: &[u8], payload: &[u8]) -> Hash {
    Sha256::new().chain_update(previous).chain_update(payload).finalize().into()
}

/// The salts of one transaction: drawn from the system's chance once, whatever is recorded.
#[derive(Debug, Default)]
pub(crate) struct Salts(Option<ChaCha20Rng>);

impl Salts {
    /// Draws the next.
    pub(crate) fn draw(&mut self) -> Salt {
        let chance = self.0.get_or_insert_with(|| {
            let mut seed = [0; 32];
            SysRng.try_fill_bytes(&mut seed).expect("the system has chance to give");
            ChaCha20Rng::from_seed(seed)
        });
        let mut salt = Salt::default();
        chance.fill_bytes(&mut salt);
        salt
    }
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Writes the hash of a personal field: the first half of a SHA-256, so that a much longer file is not its
/// price. Nobody finds another text for it, and nobody without the salt can try out what it could have been.
fn personal(out: &mut String, salt: &[u8], (of, field): (&str, &str), value: &str) {
    let hash = Sha256::new().chain_update(salt).chain_update(of).chain_update(".").chain_update(field);
    let hash = hash.chain_update([0]).chain_update(value).finalize();
    out.extend(
        hash[..16]
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)]))),
    );
}

/// The head of an event's text.
pub(crate) struct PayloadHead<'a> {
    pub seq: i64,
    pub at: &'a str,
    pub day: &'a str,
    pub by: i64,
    pub os_user: Option<&'a str>,
    pub machine: Option<&'a str>,
    pub kind: &'a str,
    pub key: Option<&'a str>,
}

impl PayloadHead<'_> {
    /// Writes how a payload begins.
    pub(crate) fn text(&self) -> String {
        let mut out = String::with_capacity(1024);
        let Self { seq, at, day, by, os_user, machine, kind, key } = *self;
        out.push_str("{\"v\":2,\"seq\":");
        number(&mut out, seq);
        out.extend([",\"at\":\"", at, "\",\"day\":\"", day, "\",\"by\":"]);
        number(&mut out, by);
        for (name, said) in [("os_user", os_user), ("machine", machine), ("kind", Some(kind)), ("key", key)] {
            out.extend([",\"", name, "\":"]);
            match said {
                Some(said) => quote(&mut out, said),
                None => out.push_str("null"),
            }
        }
        out.push_str(",\"records\":[");
        out
    }
}

/// Writes the whole payload: head, sealed records, and what was asked (JSON already).
pub(crate) fn payload(head: &PayloadHead<'_>, records: &str, asked: &str) -> String {
    let mut out = head.text();
    out.extend([records, "],\"asked\":", asked, "}"]);
    out
}

/// Writes a number: the formatter of texts takes five times as long.
fn number(out: &mut String, number: i64) {
    out.push_str(itoa::Buffer::new().format(number));
}

/// Writes a text as JSON: most need nothing but their quotes.
fn quote(out: &mut String, text: &str) {
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&serde_json::to_string(text).expect("a text has a JSON form"));
    }
}

/// Tells whether a row has anything personal.
pub(crate) fn is_personal(table: &Table, values: &[Value<'_>]) -> bool {
    table.columns.iter().zip(values).any(|(column, value)| column.personal && *value != Value::Absent)
}

/// Writes the record of a row. What is personal in it needs a salt: without one it is as if it were not
/// known. `tail` is JSON that ends it.
pub(crate) fn record(out: &mut String, table: &Table, values: &[Value<'_>], salt: Option<&[u8]>, tail: &str) {
    out.extend(["{\"table\":\"", table.name, "\""]);
    for (column, value) in table.columns.iter().zip(values) {
        if *value == Value::Absent || (column.personal && salt.is_none()) {
            continue;
        }
        out.extend([",\"", column.name, "\":"]);
        match (value, salt.filter(|_| column.personal)) {
            (value, Some(salt)) => {
                out.push('"');
                sealed(out, table, column, value, salt);
                out.push('"');
            }
            (Value::Text(word), None) => quote(out, word),
            (Value::Number(value), None) => number(out, *value),
            (Value::Absent, None) => {}
        }
    }
    out.push_str(tail);
    out.push('}');
}

fn sealed(out: &mut String, table: &Table, column: &SealedColumn, value: &Value<'_>, salt: &[u8]) {
    let name = (table.name, column.name);
    match value {
        Value::Text(word) => personal(out, salt, name, word),
        value => personal(out, salt, name, &value.to_string()),
    }
}

/// The end of an entry's record: the debit account, the credit account and the pence of each transfer.
pub(crate) fn transfers(transfers: impl IntoIterator<Item = [i64; 3]>) -> String {
    let mut out = String::from(r#","transfers":["#);
    for (place, [debit, credit, pence]) in transfers.into_iter().enumerate() {
        for (before, value) in [(if place > 0 { ",[" } else { "[" }, debit), (",", credit), (",", pence)] {
            out.push_str(before);
            number(&mut out, value);
        }
        out.push(']');
    }
    out.push(']');
    out
}

/// The SQL of a column of row `t` as it is sealed, with the salt of `e`.
pub(crate) fn field_sql(table: &Table, name: &str) -> String {
    match table.columns.iter().find(|column| column.name == name) {
        Some(column) if column.personal => {
            format!("sealed_field('{}', '{name}', e.salt, t.{name})", table.name)
        }
        _ => format!("t.{name}"),
    }
}

/// Teaches a connection how rows are sealed, for `check` to seal them again.
pub(super) fn add_functions(conn: &Connection) -> rusqlite::Result<()> {
    let same = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let table = |given: &Context<'_>| {
        let name = given.get_raw(0).as_str()?;
        let table = rows::TABLES.iter().find(|table| table.name == name);
        table.copied().ok_or(rusqlite::Error::InvalidParameterName(name.to_owned()))
    };
    conn.create_scalar_function("sealed_field", 4, same, move |given| {
        let table = table(given)?;
        let name = given.get_raw(1).as_str()?;
        let column = table.columns.iter().find(|column| column.name == name);
        let column = column.ok_or(rusqlite::Error::InvalidParameterName(name.to_owned()))?;
        let Some(salt) = given.get_raw(2).as_blob_or_null()? else { return Ok(None) };
        let mut out = String::new();
        sealed(&mut out, table, column, &read(given.get_raw(3)), salt);
        Ok(Some(out))
    })
}

/// The record of a commission closed by an entry, or open again.
pub(crate) fn closing_record(commission: EntryId, closed_by: Option<EntryId>) -> String {
    let closed_by = closed_by.map_or_else(|| "null".to_owned(), |entry| entry.to_string());
    format!(r#"{{"table":"closing","commission_id":{commission},"closed_by":{closed_by}}}"#)
}

/// The same record of a commission that is closed, as of a row.
pub(crate) const CLOSING: Table = Table {
    name: "closing",
    number: None,
    columns: &[
        SealedColumn { name: "commission_id", personal: false },
        SealedColumn { name: "closed_by", personal: false },
    ],
    key: &["commission_id"],
    event: "closed_by",
};

/// Where a request calls a personal field differently from its column.
const ASKED_AS: [&str; 5] = ["options", "promises", "text", "told_by", "when"];

/// Tells whether a field of a request may be personal: one that is called as a personal column of any table
/// is, so that no request has to be thought of. Now and then a code or a fund's name is hashed for nothing.
pub fn asked_is_personal(field: &str) -> bool {
    thread_local! {
        static NAMES: OnceCell<HashSet<&'static str>> = const { OnceCell::new() };
    }
    let names = || {
        let columns = rows::TABLES.iter().flat_map(|table| table.columns).filter(|column| column.personal);
        let bare =
            |column: &SealedColumn| column.name.trim_end_matches("_pence").trim_end_matches("_thousandths");
        columns.map(bare).chain(ASKED_AS).collect()
    };
    NAMES.with(|known| known.get_or_init(names).contains(field))
}

/// Writes a request as it is kept: as JSON with its personal fields hashed. It comes as requests are
/// written, without a space between its parts.
pub(crate) fn asked(asked: &str, salt: impl FnMut() -> Salt) -> String {
    let mut asking = Asking { text: asked, at: 0, out: String::with_capacity(asked.len() + 64), salt };
    asking.value(None);
    assert!(asking.at == asked.len(), "a request is one JSON value");
    asking.out
}

/// A request that is read from its beginning on, and written as it is kept.
struct Asking<'a, S> {
    text: &'a str,
    at: usize,
    out: String,
    salt: S,
}

impl<'a, S: FnMut() -> Salt> Asking<'a, S> {
    /// The next byte.
    fn next(&self) -> u8 {
        self.text.as_bytes()[self.at]
    }

    /// Copies a byte of punctuation.
    fn mark(&mut self) {
        self.out.push(self.next().into());
        self.at += 1;
    }

    /// Reads a word with its quotes, a number, or `true`, `false`, `null`.
    fn plain(&mut self) -> &'a str {
        let rest = &self.text.as_bytes()[self.at..];
        let mut ends = 1;
        if rest[0] == b'"' {
            while rest[ends] != b'"' {
                ends += if rest[ends] == b'\\' { 2 } else { 1 };
            }
            ends += 1;
        } else {
            while rest.get(ends).is_some_and(|byte| !matches!(byte, b',' | b']' | b'}')) {
                ends += 1;
            }
        }
        let plain = &self.text[self.at..][..ends];
        self.at += ends;
        plain
    }

    /// Goes over a value that is a part of a personal field, or of none.
    fn value(&mut self, personal_as: Option<&str>) {
        match self.next() {
            open @ (b'{' | b'[') => {
                self.mark();
                while !matches!(self.next(), b'}' | b']') {
                    if self.next() == b',' {
                        self.mark();
                    }
                    let mut part_of = personal_as;
                    if open == b'{' {
                        let quoted = self.plain();
                        self.out.push_str(quoted);
                        self.mark();
                        let field = quoted.trim_matches('"');
                        part_of = asked_is_personal(field).then_some(field).or(personal_as);
                    }
                    self.value(part_of);
                }
                self.mark();
            }
            first => match (self.plain(), personal_as) {
                (plain, Some(field)) if first != b'n' => {
                    self.out.push('"');
                    personal(&mut self.out, &(self.salt)(), ("asked", field), plain);
                    self.out.push('"');
                }
                (plain, _) => self.out.push_str(plain),
            },
        }
    }
}
