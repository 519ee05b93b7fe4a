//! The lists beside the file: what was left out, and what a person decides on.

use super::left_out::LeftOut;
use super::line::SpendLine;
use domain::publication::Decision;
use table::Value;
use table::csv::Dialect;

const REVIEW: [&str; 9] =
    ["transaction", "day", "beneficiary", "amount", "category", "why", "entries", "line", "decision"];

fn joined(entries: &[i64]) -> String {
    entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Writes what was left out, and why.
pub(super) fn left_out(left_out: &[LeftOut]) -> Vec<u8> {
    let head = ["because", "entries", "day", "beneficiary", "amount"].map(Value::text);
    let rows = left_out.iter().map(|LeftOut { because, entries, on, beneficiary, amount }| {
        let (because, beneficiary) = (Value::text(*because), Value::text(beneficiary));
        [because, joined(entries).into(), Value::Day(*on), beneficiary, Value::Money(*amount)]
    });
    Dialect::FILE.lines(std::iter::once(head).chain(rows)).into_bytes()
}

/// Writes what has to be looked at, with what was decided.
pub(super) fn review<'l>(lines: impl Iterator<Item = &'l SpendLine>) -> Vec<u8> {
    let rows = lines.map(|line| {
        let item = &line.item;
        [
            Value::text(&line.number),
            Value::Day(item.on),
            Value::text(&item.payee.name),
            Value::Money(item.net),
            Value::text(&item.label),
            line.why.join("; ").into(),
            joined(&item.entries).into(),
            line.mark().into(),
            Value::text(line.decision.map_or("", Decision::as_str)),
        ]
    });
    Dialect::FILE.lines(std::iter::once(REVIEW.map(Value::text)).chain(rows)).into_bytes()
}
