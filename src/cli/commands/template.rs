//! `bhlp import --template`: the sheets that an import takes, blank or with what the ledger has.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::carry_out::context;
use crate::code_lookup;
use crate::failure::{About, Failure, Hint, Result};
use crate::globals::Globals;
use domain::{Action, Refusal, register};
use export::package::NewFolder;
use export::template::{self, TemplateColumn, TemplateSheet};
use import::Kind;
use report::{Report, Request, catalogue};
use store::{Ledger, ReadTx};
use table::{Head, Value, Writer};

/// Writes the sheets: a workbook where the name ends in `.xlsx`, else a folder of CSV files.
pub(super) fn write(globals: &Globals, to: &Path, filled: bool) -> Result {
    let is_workbook = to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let reading = ledger.read()?;
    if filled {
        may_have_registers(globals, &reading)?;
    }
    let mut sheets = Vec::new();
    for kind in Kind::ALL {
        let columns: Vec<TemplateColumn<'_>> = import::rows::forms(kind)
            .iter()
            .map(|form| TemplateColumn { name: form.name, kind: form.kind, may_be_empty: form.may_be_empty })
            .collect();
        let rows = match catalogue::sheet(kind.as_str()).filter(|_| filled) {
            Some(report) => rows(&reading, report)?,
            None => Vec::new(),
        };
        sheets.push(TemplateSheet { kind: kind.as_str(), about: kind.about().to_owned(), columns, rows });
    }
    let files = if is_workbook {
        let created = code_lookup::today(&reading)?.to_string();
        let workbook = template::workbook(&sheets, &codes(&reading)?, &created)?;
        let mut file = match File::create_new(to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let message = format!("{}: a file of this name is there", to.display());
                bail!(Failure::file("FILE_EXISTS", message, "choose another name"))
            }
            created => created.with_context(|| About::path(to))?,
        };
        file.write_all(&workbook).and_then(|()| file.sync_all()).with_context(|| About::path(to))?;
        "1 workbook".to_owned()
    } else {
        let begun = NewFolder::begin(to).with_context(|| About::path(to));
        let folder = begun
            .context(Hint("name a folder that is not there yet, or a workbook: NAME.xlsx".to_owned()))?;
        let files = template::files(&sheets);
        folder.finish(&files).with_context(|| About::path(to))?;
        format!("{} files", files.len())
    };
    let mut out = io::stdout().lock();
    writeln!(out, "wrote {files} to {}", to.display())?;
    if filled {
        for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
            writeln!(out, "{}: {} rows", sheet.kind, sheet.rows.len())?;
        }
        for total in rows(&reading, &catalogue::SHEET_TOTALS)? {
            let [kind, total] = total.as_slice() else { continue };
            let written = sheets.iter().find(|sheet| Value::text(sheet.kind) == *kind);
            let total: usize = total.to_string().parse().unwrap_or_default();
            if let left_out @ 1.. = total.saturating_sub(written.map_or(0, |sheet| sheet.rows.len())) {
                eprintln!("warning: {kind}: {left_out} left out: {LEFT_OUT}");
            }
        }
    }
    Ok(())
}

/// Why a row cannot be sent back as it is.
const LEFT_OUT: &str =
    "what was recorded without a key or changed since, and children whose whereabouts must not be found";

/// Refuses whoever may not keep registers: the sheets have all of them.
fn may_have_registers(globals: &Globals, reading: &ReadTx<'_>) -> Result {
    let user = context(globals)?.user;
    let actor = reading.reader().practitioner(&user)?.ok_or_else(|| Refusal::UnknownUser(user.clone()))?;
    if !actor.role.may(Action::Registers) {
        bail!(Refusal::RoleMayNot { user, role: actor.role, action: Action::Registers });
    }
    Ok(())
}

/// The rows of a report as they are.
#[derive(Default)]
struct Kept(Vec<Vec<Value<'static>>>);

impl Writer for Kept {
    fn begin(&mut self, _: Head) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        self.0.push(row.iter().cloned().map(Value::into_owned).collect());
        Ok(())
    }

    fn end(&mut self, _: Option<&[Value<'_>]>) -> io::Result<()> {
        Ok(())
    }
}

fn rows(reading: &ReadTx<'_>, report: &'static Report) -> Result<Vec<Vec<Value<'static>>>> {
    let mut kept = Kept::default();
    report::run(reading.reader(), report, &Request::default(), code_lookup::today(reading)?, &mut kept)?;
    Ok(kept.0)
}

/// The lists of codes that have no sheet of their own.
fn codes(reading: &ReadTx<'_>) -> Result<BTreeMap<&'static str, Vec<String>>> {
    let firsts = |report| -> Result<Vec<String>> {
        Ok(rows(reading, report)?.iter().filter_map(|row| row.first()).map(ToString::to_string).collect())
    };
    Ok(BTreeMap::from([
        ("aim", register::outcome_aims()),
        ("category", firsts(&catalogue::CATEGORIES)?),
        ("ethnicity", register::ETHNICITIES.map(str::to_owned).to_vec()),
        ("measure", firsts(&catalogue::MEASURES)?),
        ("need", register::needs()),
    ]))
}
