//! The rules of the schema, asked again of everything that was recorded.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::accounts::{Accounts, Facts, PlacedTransfer};
use super::commissions::each_entry;
use super::findings::Findings;
use crate::Result;
use crate::rules::{Fault, Judge};
use domain::errors::explained;

pub(super) fn rules(conn: &Connection, findings: &mut Findings) -> Result<()> {
    // Of a ledger that is all wrong the first are told, and the rest are counted.
    let (mut faults, mut more) = (Vec::new(), 0);
    let mut keep = |fault| {
        if faults.len() < Findings::TOLD {
            faults.push(fault);
        } else {
            more += 1;
        }
    };
    let mut judge = Judge::begin(conn, 0)?;
    let mut closing = conn.prepare("SELECT closed_by FROM commission WHERE commission_id = ?")?;
    let mut commission = (0, None);
    each_entry(conn, |entry, made| {
        if made.id != commission.0 {
            commission = (made.id, closing.query_row([made.id], |row| row.get(0)).optional()?.flatten());
        }
        judge.left(entry, commission, made.figures())
    })?;
    let accounts = Accounts::load(conn)?;
    accounts.each_transfer(conn, |PlacedTransfer { entry, debit, credit, pence, .. }| {
        let sides = [debit, credit].map(|place| {
            let Facts { kind, child, .. } = accounts.at(place);
            (kind, (child != 0).then_some(i64::from(child)))
        });
        judge.moved(entry, sides, pence)
    })?;
    judge.transfers(&mut keep)?;
    judge.all_else(&mut keep)?;
    drop(judge);
    findings.more += more;
    for fault in &faults {
        let row = row(conn, fault)?;
        let Fault { token, .. } = fault;
        let rule = explained(token).map_or("unknown to this program", |rule| rule.when);
        findings.add(format!("{token}: {row}: {rule}"));
    }
    Ok(())
}

/// Names the row that breaks a rule: an entry with what it is, anything else by what tells it apart.
fn row(conn: &Connection, fault: &Fault) -> Result<String> {
    let Fault { subject, key, event, .. } = fault;
    let entry: Option<String> = conn
        .query_row(
            "SELECT 'entry ' || e.entry_id || ' (' || e.kind || ' on ' || e.effective_on || coalesce(' for ' || c.child_ref, '') || ')'
               FROM entry e LEFT JOIN child c ON c.child_id = e.child_id WHERE e.entry_id = ?",
            [event],
            |row| row.get(0),
        )
        .optional()?;
    let of_an_entry = [
        "entry",
        "transfer",
        "draw",
        "feed",
        "purchase",
        "buyer",
        "order",
        "drawer",
        "undoing",
        "number",
        "document_line",
        "in_kind",
        "limit",
        "claim_payment",
        "hands",
        "vat_charge",
        "cost",
        "contributor",
    ]
    .contains(subject);
    if let (Some(entry), true) = (entry, of_an_entry) {
        let line = key.iter().find(|(column, _)| column == "line");
        return Ok(
            line.map_or_else(|| entry.clone(), |(_, line)| format!("{entry}, transfer {}", plain(line)))
        );
    }
    let mut row = (*subject).to_owned();
    for (column, value) in key {
        let child: Option<String> = match column.as_str() {
            "child_id" => conn
                .query_row("SELECT child_ref FROM child WHERE child_id = ?", [value], |row| row.get(0))
                .optional()?,
            _ => None,
        };
        row.push_str(&format!(" {}", child.unwrap_or_else(|| plain(value))));
    }
    Ok(if key.is_empty() { format!("{subject} {event}") } else { row })
}

fn plain(value: &Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        _ => "none".into(),
    }
}
