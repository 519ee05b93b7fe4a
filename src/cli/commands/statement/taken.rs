//! What became of a statement: counted for people, line by line for data.

use std::io::{self, Write};

use crate::globals::Format;
use domain::statement::StatementLine;
use domain::{Pence, Text};
use service::{AccountTaken, StatementImport, StatementTaken};
use table::Value;
use table::csv::Dialect;

/// How many known lines are told one by one.
const TOLD: usize = 10;

pub(super) fn print(format: Format, asked: &StatementImport, taken: &StatementTaken) -> io::Result<()> {
    for warning in &taken.warnings {
        eprintln!("warning: {warning}");
    }
    match format {
        Format::Table | Format::Plain => people(asked, taken)?,
        Format::Csv => csv(taken)?,
        Format::Json => json(asked, taken)?,
    }
    if taken.dry {
        eprintln!("dry run: nothing was recorded");
    }
    Ok(())
}

fn people(asked: &StatementImport, taken: &StatementTaken) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let StatementImport { name, file, .. } = asked;
    if taken.already {
        return writeln!(out, "{name} ({}): already imported, as statement {}", file.format, taken.number);
    }
    writeln!(out, "{name} ({}): statement {}", file.format, taken.number)?;
    for side in &taken.accounts {
        account(&mut out, side)?;
    }
    if taken.accounts.len() > 1 {
        let count = |new| taken.accounts.iter().map(|side| side.count(new)).sum::<usize>();
        writeln!(
            out,
            "{} accounts: {} new, {} already imported",
            taken.accounts.len(),
            count(true),
            count(false)
        )?;
    }
    drop(out);
    known(taken);
    if taken.accounts.iter().any(|side| side.count(true) > 0) {
        eprintln!("next: bhlp reconcile auto");
    }
    Ok(())
}

fn account(out: &mut impl Write, side: &AccountTaken) -> io::Result<()> {
    let opened = if side.opened { ", newly opened" } else { "" };
    let (brings, takes) = side.in_and_out();
    let money = |what, pence: Pence| match pence {
        Pence::ZERO => String::new(),
        pence => format!("; {what} {}", pence.format_pounds()),
    };
    let moved = format!("{}{}", money("in", brings), money("out", takes));
    writeln!(
        out,
        "{}{opened}: {} new, {} already imported{moved}",
        side.account,
        side.count(true),
        side.count(false),
    )
}

/// Names what was not taken again, the first few of it.
fn known(taken: &StatementTaken) {
    let known = || {
        taken.accounts.iter().flat_map(|side| {
            let lines = side.lines.iter().filter(|(_, new)| !new);
            lines.map(|(line, _)| (&side.account, line))
        })
    };
    for (account, line) in known().take(TOLD) {
        let StatementLine { row, posted_on, amount, text, .. } = line;
        let text = text.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
        eprintln!("already imported: line {row}: {account} {posted_on} {}{text}", amount.format_pounds());
    }
    if let more @ 1.. = known().count().saturating_sub(TOLD) {
        eprintln!("known already: and {more} more; --format csv lists every line");
    }
}

fn csv(taken: &StatementTaken) -> io::Result<()> {
    let head = ["row", "account", "posted_on", "amount", "text", "reference", "taken"].map(Value::text);
    let word = |word: &Option<Text>| Value::text(word.as_ref().map(Text::to_string).unwrap_or_default());
    let lines = taken.accounts.iter().flat_map(|side| side.lines.iter().map(move |line| (side, line)));
    let rows = lines.map(|(side, (line, new))| {
        [
            Value::text(line.row.to_string()),
            Value::text(side.account.to_string()),
            Value::text(line.posted_on.to_string()),
            Value::Money(line.amount),
            word(&line.text),
            word(&line.reference),
            Value::text(if *new { "new" } else { "known" }),
        ]
    });
    io::stdout().write_all(Dialect::PIPE.lines(std::iter::once(head).chain(rows)).as_bytes())
}

fn json(asked: &StatementImport, taken: &StatementTaken) -> io::Result<()> {
    let accounts: Vec<_> = taken
        .accounts
        .iter()
        .map(|side| {
            serde_json::json!({ "account": side.account.to_string(), "opened": side.opened,
                                "new": side.count(true), "known": side.count(false) })
        })
        .collect();
    let told = serde_json::json!({
        "statement": taken.number.get(), "format": asked.file.format, "already": taken.already,
        "accounts": accounts, "dry_run": taken.dry,
    });
    writeln!(io::stdout(), "{told}")
}
