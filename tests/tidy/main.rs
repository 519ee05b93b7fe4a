//! House rules that a compiler does not know: who may name what, which codes are explained, how
//! long a line is. Each failure names file, line and rule.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod cases;
mod circles;
mod errors;
mod files;
mod looks;
mod rooms;
mod standing;
mod surface;

/// Fails with every violation, one a line.
fn none(rule: &str, violations: Vec<String>) {
    assert!(violations.is_empty(), "{rule}:\n  {}\n", violations.join("\n  "));
}
