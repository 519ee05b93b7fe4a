//! The text of a proposed profile, each key with its reason.

use std::fmt::Write as _;

use super::super::date_money_formats::DayForm;
use super::super::marks::Marks;
use super::roles::{Role, Roles};
use super::sheet::Sheet;
use domain::Code;

/// Writes the profile, each key with its reason.
pub(super) fn write(
    called: &Code,
    sheet: &Sheet,
    roles: &Roles,
    passed: &[(usize, String)],
    file: &str,
) -> String {
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let mut out = format!("# Proposed for {}: look it through.\n", quoted(file));
    let mut put = |line: std::fmt::Arguments<'_>| {
        out.write_fmt(line).and_then(|()| out.write_char('\n')).expect("memory takes text");
    };
    put(format_args!("name = {}", quoted(called.as_str())));
    put(format_args!("title = {}", quoted(&format!("Made for {file}"))));
    match sheet.delimiter {
        b',' => {}
        b'\t' => put(format_args!("delimiter = \"tab\"")),
        other => put(format_args!("delimiter = {}", quoted(&char::from(other).to_string()))),
    }
    if sheet.skip > 0 {
        put(format_args!("skip = {}", sheet.skip));
    }
    put(format_args!("header = {}", sheet.has_header));
    let by_name = sheet.has_header && roles.every_name_is_its_own(&sheet.columns);
    if !by_name {
        put(format_args!("fields = {}", sheet.columns.len()));
    }
    let days: Vec<String> = roles.days.iter().map(|form: &DayForm| quoted(&form.to_string())).collect();
    put(format_args!("dates = [{}]", days.join(", ")));
    if sheet.marks == Marks::Comma {
        put(format_args!("decimal = \",\" # as the sums are written"));
    }
    if let Some(out) = roles.money_out.filter(|_| roles.sign_is_guessed) {
        put(format_args!(
            "# money_out = {} # a guess ({}): say it if it is so",
            quoted(out),
            on_one_line(&roles.sign_why)
        ));
    } else if let Some(out) = roles.money_out {
        put(format_args!("money_out = {} # {}", quoted(out), on_one_line(&roles.sign_why)));
    }
    put(format_args!("\n[columns]"));
    let called = |place: usize| match (&sheet.columns[place].name, by_name) {
        (Some(name), true) => quoted(name),
        _ => (place + 1).to_string(),
    };
    for role in Role::ALL {
        let places: Vec<usize> = roles.places(role);
        match places.as_slice() {
            [] => {}
            [one] => {
                put(format_args!("{} = {} # {}", role.key(), called(*one), on_one_line(roles.why(*one))))
            }
            several => {
                let all: Vec<String> = several.iter().map(|place| called(*place)).collect();
                put(format_args!(
                    "{} = [{}] # {}",
                    role.key(),
                    all.join(", "),
                    on_one_line(roles.why(several[0]))
                ));
            }
        }
    }
    if let Some((out, in_)) = &roles.flags {
        let list = |words: &[String]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ");
        put(format_args!("\n[flag]\nin = [{}]\nout = [{}]", list(in_), list(out)));
    }
    for (place, word) in passed {
        put(format_args!("\n[[pass_over]]\ncolumn = {}\nbegins = [{}]", called(*place), quoted(word)));
    }
    out
}

/// A reason as a comment, in which a file's own line break would end it.
fn on_one_line(why: &str) -> String {
    why.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
