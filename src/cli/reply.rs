//! What is said after something was done: the sentence, which fund paid, what is left.

use std::io::{self, Write};

use crate::failure::Result;
use crate::globals::{Format, Globals};
use domain::Pence;
use service::{Left, Reply};

/// Prints a reply to stdout.
pub(super) fn print(globals: &Globals, reply: &Reply) -> Result {
    let mut out = io::stdout().lock();
    match globals.format {
        Format::Json => write_json(&mut out, reply)?,
        Format::Plain => write_labelled(&mut out, reply)?,
        Format::Table | Format::Csv => write_sentences(&mut out, reply)?,
    }
    for warning in &reply.warnings {
        let _ = writeln!(io::stderr(), "warning: {warning}");
    }
    if reply.dry {
        // Nobody reading messages is no reason to fail.
        let _ = writeln!(io::stderr(), "dry run: nothing was recorded");
    }
    Ok(())
}

/// Writes a reply as people read it.
pub(super) fn write_sentences(out: &mut impl Write, reply: &Reply) -> io::Result<()> {
    writeln!(out, "{}", reply.sentence)?;
    for detail in &reply.details {
        writeln!(out, "  {detail}")?;
    }
    if reply.split.len() > usize::from(!reply.of_several_funds) {
        let parts: Vec<String> = reply
            .split
            .iter()
            .map(|(fund, pence)| {
                let way = if *pence < Pence::ZERO { "back to" } else { "from" };
                format!("{} {way} fund {fund}", Pence::new(pence.get().abs()).format_pounds())
            })
            .collect();
        writeln!(out, "  {}", parts.join(", "))?;
    }
    for left in &reply.left {
        writeln!(out, "{}", left_sentence(left))?;
    }
    Ok(())
}

/// Says what is left for a child.
pub(super) fn left_sentence(left: &Left) -> String {
    format!(
        "left for {}: {} of {} (promised {}, used {})",
        left.child,
        left.available.format_pounds(),
        left.allocated.format_pounds(),
        left.committed.format_pounds(),
        left.spent.format_pounds(),
    )
}

/// Writes one `label: value` a line, for screen readers.
fn write_labelled(out: &mut impl Write, reply: &Reply) -> io::Result<()> {
    writeln!(out, "Done: {}\nNumber: {}", reply.sentence, reply.number)?;
    for detail in &reply.details {
        writeln!(out, "Detail: {detail}")?;
    }
    for (fund, pence) in &reply.split {
        let way = if *pence < Pence::ZERO { "Back to" } else { "From" };
        writeln!(out, "{way} fund {fund}: {}", Pence::new(pence.get().abs()).format_pounds())?;
    }
    for left in &reply.left {
        writeln!(out, "Child: {}", left.child)?;
        let sums = [
            ("Left", left.available),
            ("Given", left.allocated),
            ("Promised", left.committed),
            ("Used", left.spent),
        ];
        for (label, sum) in sums {
            writeln!(out, "{label}: {}", sum.format_pounds())?;
        }
    }
    Ok(())
}

fn write_json(out: &mut impl Write, reply: &Reply) -> io::Result<()> {
    let left: Vec<_> = reply
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
    let split: Vec<_> = reply
        .split
        .iter()
        .map(|(fund, pence)| serde_json::json!({ "fund": fund.as_str(), "amount": pence.to_string() }))
        .collect();
    let mut value = serde_json::json!({
        "entry": reply.number,
        "done": reply.sentence,
        "already_recorded": reply.already,
        "dry_run": reply.dry,
        "split": split,
        "left": left,
    });
    for (name, lines) in [("details", &reply.details), ("warnings", &reply.warnings)] {
        if !lines.is_empty() {
            value[name] = lines.as_slice().into();
        }
    }
    writeln!(out, "{value}")
}
