//! The audit trail's text: what an event says, to the byte, and its place in the chain.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::row::{Table, Value};
use crate::domain::{Draft, EntryId, PurchaseTerms};

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// The hash before the first event.
pub(crate) const GENESIS: Hash = [0; 32];

/// Chains a payload to the hash before it.
pub(crate) fn chain(previous: &[u8], payload: &[u8]) -> Hash {
    Sha256::new().chain_update(previous).chain_update(payload).finalize().into()
}

/// The head of an event's text.
pub(crate) struct Head<'a> {
    pub seq: i64,
    pub at: &'a str,
    pub by: i64,
    pub kind: &'a str,
    pub key: Option<&'a str>,
}

impl Head<'_> {
    /// Writes how a payload begins.
    pub(crate) fn text(&self) -> String {
        let Self { seq, at, by, kind, key } = *self;
        let key = json(&key);
        format!(r#"{{"v":1,"seq":{seq},"at":"{at}","by":{by},"kind":"{kind}","key":{key},"records":["#)
    }
}

/// Writes the whole payload: head, sealed records, and what was asked (JSON already).
pub(crate) fn payload(head: &Head<'_>, records: &str, asked: &str) -> String {
    format!(r#"{}{records}],"asked":{asked}}}"#, head.text())
}

/// Renders a value as JSON, as SQLite's `json_object` does: the two must agree to the byte.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("plain values always have a JSON form")
}

/// The record of a row, as SQLite's `json_object` renders it.
pub(crate) fn record(table: &Table, values: &[Value<'_>]) -> String {
    use std::fmt::Write as _;
    let mut out = format!(r#"{{"table":"{}""#, table.name);
    for (column, value) in table.columns.iter().zip(values) {
        // Writing to a String cannot fail.
        let _ = write!(out, r#","{}":"#, column.name);
        match value {
            Value::Absent => out.push_str("null"),
            Value::Number(number) => {
                let _ = write!(out, "{number}");
            }
            Value::Word(word) => out.push_str(&json(&**word)),
        }
    }
    out.push('}');
    out
}

/// The SQL expression that renders the same text.
pub(crate) fn record_sql(table: &Table) -> String {
    let columns: Vec<String> = table.columns.iter().map(|c| format!("'{0}', t.{0}", c.name)).collect();
    format!("json_object('table', '{}', {})", table.name, columns.join(", "))
}

/// The record of an entry with its transfers.
pub(crate) fn entry_record(id: EntryId, commission: Option<EntryId>, draft: &Draft) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(240);
    let number = |n: Option<i64>| n.map_or_else(|| "null".to_owned(), |n| n.to_string());
    let text = |t: &Option<crate::domain::Text>| json(&t.as_ref().map(crate::domain::Text::as_str));
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        r#"{{"table":"entry","entry_id":{id},"kind":"{}","effective_on":"{}","child_id":{},"commission_id":{},"reverses_id":{},"reference":{},"note":{},"transfers":["#,
        draft.kind.word(),
        draft.effective_on,
        number(draft.child.map(|c| c.get())),
        number(commission.map(|c| c.get())),
        number(draft.reverses.map(|c| c.get())),
        text(&draft.reference),
        text(&draft.note),
    );
    for (i, transfer) in draft.transfers.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        let _ = write!(
            out,
            "{comma}[{},{},{}]",
            transfer.debit().id,
            transfer.credit().id,
            transfer.amount().pence().get()
        );
    }
    out.push(']');
    // Sealed only where it is said: earlier formats did not know it.
    if let Some(day) = draft.belongs_on {
        let _ = write!(out, r#","belongs_on":"{day}""#);
    }
    out.push('}');
    out
}

/// The SQL that renders the same text from the tables. A subquery's answer is text to SQLite; json()
/// tells it that the transfers are JSON already.
pub(crate) const ENTRY_RECORD_SQL: &str = "json_patch(json_object('table', 'entry', 'entry_id', t.entry_id, \
    'kind', t.kind, 'effective_on', t.effective_on, 'child_id', t.child_id, \
    'commission_id', t.commission_id, 'reverses_id', t.reverses_id, 'reference', t.reference, \
    'note', t.note, 'transfers', json((SELECT json_group_array(json_array(debit_account_id, \
    credit_account_id, amount_pence)) FROM (SELECT debit_account_id, credit_account_id, \
    amount_pence FROM transfer WHERE entry_id = t.entry_id ORDER BY line)))), \
    json_object('belongs_on', t.belongs_on))";

/// The record of a commission's terms.
pub(crate) fn commission_record(id: EntryId, draft: &Draft, terms: &PurchaseTerms) -> String {
    #[derive(Serialize)]
    struct Record<'a> {
        table: &'static str,
        commission_id: i64,
        child_id: Option<i64>,
        practitioner_id: i64,
        provider_id: i64,
        category_id: i64,
        placed_on: String,
        description: Option<&'a str>,
        estimate_pence: i64,
        units_thousandths: Option<i64>,
        unit_price_pence: Option<i64>,
        every: Option<&'a str>,
        needed_on: Option<String>,
        options_considered: Option<u32>,
        chosen_by: Option<&'a str>,
        instead_of: Option<&'a str>,
        // What an order need not say is sealed only where it does: format 1 knew none of it.
        #[serde(skip_serializing_if = "Option::is_none")]
        additional_to: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        mainstream_wait_days: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        requested_on: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        wish: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        consent_on: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        contribution_pence: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        need_id: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        limit_pence: Option<i64>,
    }
    let details = &terms.details;

    json(&Record {
        table: "commission",
        commission_id: id.get(),
        child_id: draft.child.map(|child| child.get()),
        practitioner_id: terms.practitioner.get(),
        provider_id: terms.provider.get(),
        category_id: terms.category.get(),
        placed_on: draft.effective_on.to_string(),
        description: terms.description.as_ref().map(crate::domain::Text::as_str),
        estimate_pence: terms.amount.pence().get(),
        units_thousandths: details.units.map(crate::domain::Units::thousandths),
        unit_price_pence: details.unit_price.map(|price| price.pence().get()),
        every: details.every.map(crate::domain::Every::word),
        needed_on: details.needed_on.map(|day| day.to_string()),
        options_considered: details.options_considered,
        chosen_by: details.chosen_by.map(crate::domain::ChosenBy::word),
        instead_of: details.instead_of.as_ref().map(crate::domain::Text::as_str),
        additional_to: details.additional_to.as_ref().map(crate::domain::Text::as_str),
        mainstream_wait_days: details.mainstream_wait,
        requested_on: details.requested_on.map(|day| day.to_string()),
        wish: details.wish.as_ref().map(crate::domain::Text::as_str),
        consent_on: details.consent_on.map(|day| day.to_string()),
        contribution_pence: details.contribution.map(|amount| amount.pence().get()),
        need_id: details.need.map(crate::domain::NeedId::get),
        limit_pence: terms.limit.map(crate::domain::Pence::get),
    })
}

/// The SQL that renders the same text from the table: a merge patch leaves out what is null.
pub(crate) const COMMISSION_RECORD_SQL: &str = "json_patch(json_object('table', 'commission', \
    'commission_id', t.commission_id, 'child_id', t.child_id, 'practitioner_id', t.practitioner_id, \
    'provider_id', t.provider_id, 'category_id', t.category_id, 'placed_on', t.placed_on, \
    'description', t.description, 'estimate_pence', t.estimate_pence, \
    'units_thousandths', t.units_thousandths, 'unit_price_pence', t.unit_price_pence, \
    'every', t.every, 'needed_on', t.needed_on, 'options_considered', t.options_considered, \
    'chosen_by', t.chosen_by, 'instead_of', t.instead_of), \
    json_object('additional_to', t.additional_to, 'mainstream_wait_days', t.mainstream_wait_days, \
    'requested_on', t.requested_on, 'wish', t.wish, 'consent_on', t.consent_on, \
    'contribution_pence', t.contribution_pence, 'need_id', t.need_id, 'limit_pence', t.limit_pence))";

/// The record of a commission closed by an entry, or open again.
pub(crate) fn closing_record(commission: EntryId, closed_by: Option<EntryId>) -> String {
    let closed_by = closed_by.map_or_else(|| "null".to_owned(), |entry| entry.to_string());
    format!(r#"{{"table":"closing","commission_id":{commission},"closed_by":{closed_by}}}"#)
}

/// The SQL that renders the same text from a commission that is closed.
pub(crate) const CLOSING_RECORD_SQL: &str =
    "json_object('table', 'closing', 'commission_id', t.commission_id, 'closed_by', t.closed_by)";
