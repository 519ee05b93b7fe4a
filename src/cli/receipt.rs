//! What is said after something was done: the sentence, which fund paid, what is left.

use std::io::{self, Write};

use crate::failure::Result;
use crate::globals::{Format, Globals};
use domain::Pence;
use service::{Left, Receipt};

/// Prints a receipt to stdout.
pub(super) fn print(globals: &Globals, receipt: &Receipt) -> Result {
    let mut out = io::stdout().lock();
    match globals.format {
        Format::Json => write_json(&mut out, receipt)?,
        Format::Plain => write_labelled(&mut out, receipt)?,
        Format::Table | Format::Csv => write_sentences(&mut out, receipt)?,
    }
    for warning in &receipt.warnings {
        let _ = writeln!(io::stderr(), "warning: {warning}");
    }
    if receipt.dry {
        // Nobody reading messages is no reason to fail.
        let _ = writeln!(io::stderr(), "dry run: nothing was recorded");
    }
    Ok(())
}

/// Writes a receipt as people read it.
pub(super) fn write_sentences(out: &mut impl Write, receipt: &Receipt) -> io::Result<()> {
    writeln!(out, "{}", receipt.sentence)?;
    for detail in &receipt.details {
        writeln!(out, "  {detail}")?;
    }
    if receipt.split.len() > 1 {
        let parts: Vec<String> = receipt
            .split
            .iter()
            .map(|(fund, pence)| {
                let way = if *pence < Pence::ZERO { "back to" } else { "from" };
                format!("{} {way} fund {fund}", Pence::new(pence.get().abs()).spoken())
            })
            .collect();
        writeln!(out, "  {}", parts.join(", "))?;
    }
    for left in &receipt.left {
        writeln!(out, "{}", left_sentence(left))?;
    }
    Ok(())
}

/// Says what is left for a child.
pub(super) fn left_sentence(left: &Left) -> String {
    format!(
        "left for {}: {} of {} (promised {}, used {})",
        left.child,
        left.available.spoken(),
        left.allocated.spoken(),
        left.committed.spoken(),
        left.spent.spoken(),
    )
}

/// Writes one `label: value` a line, for screen readers.
fn write_labelled(out: &mut impl Write, receipt: &Receipt) -> io::Result<()> {
    writeln!(out, "Done: {}\nNumber: {}", receipt.sentence, receipt.number)?;
    for detail in &receipt.details {
        writeln!(out, "Detail: {detail}")?;
    }
    for (fund, pence) in &receipt.split {
        let way = if *pence < Pence::ZERO { "Back to" } else { "From" };
        writeln!(out, "{way} fund {fund}: {}", Pence::new(pence.get().abs()).spoken())?;
    }
    for left in &receipt.left {
        writeln!(out, "Child: {}", left.child)?;
        let sums = [
            ("Left", left.available),
            ("Given", left.allocated),
            ("Promised", left.committed),
            ("Used", left.spent),
        ];
        for (label, sum) in sums {
            writeln!(out, "{label}: {}", sum.spoken())?;
        }
    }
    Ok(())
}

fn write_json(out: &mut impl Write, receipt: &Receipt) -> io::Result<()> {
    let left: Vec<_> = receipt
        .left
        .iter()
        .map(|left| {
            serde_json::json!({
                "child": left.child.as_str(),
                "allocated": left.allocated.to_string(),
                "available": left.available.to_string(),
                "committed": left.committed.to_string(),
                "spent": left.spent.to_string(),
            })
        })
        .collect();
    let split: Vec<_> = receipt
        .split
        .iter()
        .map(|(fund, pence)| serde_json::json!({ "fund": fund.as_str(), "amount": pence.to_string() }))
        .collect();
    let mut value = serde_json::json!({
        "entry": receipt.number,
        "done": receipt.sentence,
        "already_recorded": receipt.already,
        "dry_run": receipt.dry,
        "split": split,
        "left": left,
    });
    for (name, lines) in [("details", &receipt.details), ("warnings", &receipt.warnings)] {
        if !lines.is_empty() {
            value[name] = lines.as_slice().into();
        }
    }
    writeln!(out, "{value}")
}
