//! `bhlp again`: what was bought for a child before, and the same once more.

use std::ffi::OsString;
use std::io::{self, BufRead, Write};

use anyhow::Context as _;
use clap::Args;

use crate::carry_out::{Done, Play};
use crate::code_lookup::{CodeLookup, NOT_SHOWN, Rows};
use crate::failure::{Failure, NothingRecorded, Result};
use crate::globals::Globals;
use crate::line::{flag, shell_line};
use crate::listing::{listed, note_look};
use crate::terminal;
use domain::plan::vat_share;
use domain::{Amount, Code, Pence};
use report::{Request, catalogue};
use store::Ledger;

/// Repeat a purchase.
#[derive(Debug, Args)]
pub(super) struct AgainArgs {
    /// The child's reference, such as C-0007
    pub child: Code,
    /// The number of a recent purchase; without one, they are listed
    pub number: Option<usize>,
    /// Another price than last time
    #[arg(short, long, allow_negative_numbers = true, requires = "number")]
    pub amount: Option<Amount>,
    /// The recoverable VAT in it [default: as last time, if the price is the same, or if there was none]
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true, requires = "number")]
    pub vat: Option<Pence>,
}

pub(super) fn run(globals: &Globals, args: AgainArgs, play: Play) -> Done {
    let request = Request { child: Some(args.child.clone()), ..Request::default() };
    let number = match args.number {
        Some(number) => {
            let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
            note_look(globals, &mut ledger, &args.child, catalogue::RECENT.name)?;
            number
        }
        None => {
            listed(globals, &catalogue::RECENT, &request)?;
            match which()? {
                Some(number) => number,
                None => return Ok(None),
            }
        }
    };
    let mut codes = CodeLookup::open(&globals.ledger()?, globals.user.clone())?;
    let rows = codes.rows("recent", &request)?;
    let row = number.checked_sub(1).and_then(|place| rows.rows.get(place));
    let row = row.ok_or_else(|| absent(&args.child, number, rows.rows.len())).context(NothingRecorded)?;
    if row[rows.place("provider")] == NOT_SHOWN {
        return Err(shared(&args.child, number)).context(NothingRecorded);
    }
    let words = repeated(&rows, row, &args).context(NothingRecorded)?;
    // It is told as what it is, so that whoever repeats it sees what is done.
    writeln!(io::stderr(), "again: {}", shell_line(&words))?;
    drop(codes);
    play(words, &|again| again.clone_from(globals))
}

/// Asks which one, where somebody is there to be asked; nothing is an answer.
fn which() -> Result<Option<usize>> {
    if !terminal::somebody_is_there() {
        return Ok(None);
    }
    loop {
        write!(io::stderr(), "which one again, by its number [none]: ")?;
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line).is_err() || line.trim().is_empty() {
            return Ok(None);
        }
        match line.trim().parse() {
            Ok(number) => return Ok(Some(number)),
            Err(_) => writeln!(io::stderr(), "`{}` is no number", domain::excerpt(line.trim(), 40))?,
        }
    }
}

/// The command line that does once more what a row tells.
///
/// # Errors
/// Another price, where there was VAT and none is said.
fn repeated(rows: &Rows, row: &[String], args: &AgainArgs) -> Result<Vec<OsString>, Failure> {
    let cell = |column: &str| row[rows.place(column)].as_str();
    let verb: &[&str] = if cell("way") == "bought" { &["buy"] } else { &["commission", "place"] };
    let amount = args.amount.map_or_else(|| cell("amount").to_owned(), |amount| amount.to_string());
    let vat = match (args.vat, amount == cell("amount")) {
        (Some(vat), _) => vat.to_string(),
        (None, true) => cell("vat").to_owned(),
        (None, false) => another_price(cell("vat"), cell("amount"), &amount)?,
    };
    let mut words: Vec<OsString> = vec!["bhlp".into()];
    words.extend(verb.iter().map(OsString::from));
    words.extend([cell("child_ref"), cell("category"), &amount].map(OsString::from));
    let vat = Some(vat).filter(|vat| *vat != Pence::ZERO.to_string()).unwrap_or_default();
    let flags = [("from", cell("provider")), ("what", cell("what")), ("vat", &vat)];
    let given = flags.iter().filter(|(_, value)| !value.is_empty());
    words.extend(given.flat_map(|(long, value)| flag(long, Some(value))));
    Ok(words)
}

/// The VAT of another price than last time: none where there was none, else it has to be said.
fn another_price(vat: &str, was: &str, amount: &str) -> Result<String, Failure> {
    let read = |cell: &str| cell.parse().unwrap_or(Pence::ZERO);
    let (known, whole, price) = (read(vat), read(was), read(amount));
    if known == Pence::ZERO || whole == Pence::ZERO {
        return Ok(Pence::ZERO.to_string());
    }
    let message = format!("{vat} of {was} was VAT last time; say how much of {amount} is VAT");
    let share = vat_share(price, (known, whole));
    let hint = format!("its share would be --vat {share}; where none of it is VAT: --vat 0");
    Err(Failure::usage("VAT_UNSAID", message, Some(&hint)))
}

/// What was bought together with a shielded child tells of that child.
fn shared(child: &Code, number: usize) -> Failure {
    let message = format!(
        "{number} of {child} was bought together with a child that is shielded: its shop is not shown"
    );
    let hint = format!("say from whom: bhlp buy {child} CATEGORY AMOUNT --from PROVIDER");
    Failure::usage("NOTHING_TO_REPEAT", message, Some(&hint))
}

fn absent(child: &Code, number: usize, most: usize) -> Failure {
    let message =
        format!("there is no number {number} among the recent purchases of {child}: there are {most}");
    Failure::usage("NOTHING_TO_REPEAT", message, Some(&format!("see them: bhlp again {child}")))
}
