//! What a line is, recorded from where it stands. It is shown whole before it is recorded.

use std::io::{self, Write};

use super::listed::ListedItem;
use super::session::Session;
use crate::carry_out::Done;
use crate::failure::Result;
use domain::{AccountName, LineId, Pence};
use report::Request;
use service::{LineRecord, RecordedAs};

/// How many commissions that money is owed on are shown.
const OWED: usize = 9;

/// Records what the line is.
pub(super) fn record(session: &Session<'_>, side: &ListedItem) -> Result<Option<Done>> {
    let is_out = side.amount < Pence::ZERO;
    let ask = match is_out {
        true => {
            "what is it: b purchase, p payment on a commission, c bank charge, t to another account, x go back:"
        }
        false => "what is it: f refund on a commission, c interest, t from another account, x go back:",
    };
    loop {
        let (recorded_as, what) = match (session.keys.key(ask)?, is_out) {
            (None | Some('x' | 'q'), _) => return Ok(None),
            (Some('b'), true) => return Ok(Some(purchase(session, side))),
            (Some('p'), true) => {
                show_owed(session, side)?;
                let Some(commission) = commission(session)? else { continue };
                (RecordedAs::Pays { commission }, format!("a payment on commission {commission}"))
            }
            (Some('f'), false) => {
                let Some(commission) = commission(session)? else { continue };
                let refund = RecordedAs::RefundOf { commission, vat: None };
                (refund, format!("money back on commission {commission}"))
            }
            (Some('c'), true) => (RecordedAs::Charge, "a bank charge".to_owned()),
            (Some('c'), false) => (RecordedAs::Charge, "interest".to_owned()),
            (Some('t'), out) => {
                let ask = "which account, such as bank:main (empty to go back)?";
                let Some(account) = session.keys.value::<AccountName>(ask)? else { continue };
                match out {
                    true => (RecordedAs::MoveTo { account: account.clone() }, format!("a move to {account}")),
                    false => {
                        (RecordedAs::MoveFrom { account: account.clone() }, format!("a move from {account}"))
                    }
                }
            }
            (Some(key), _) => {
                writeln!(io::stderr(), "{key} is none of them")?;
                continue;
            }
        };
        let shown = format!("line {}, {}, {}, is {what}", side.number, side.way(), side.account);
        if !session.agrees(&shown)? {
            continue;
        }
        let (line, with) = (side.number, Vec::new());
        let (on, note) = (session.globals.on, session.globals.note.clone());
        let request = LineRecord { line, recorded_as, with, amount: None, on, note, another: false };
        return Ok(Some(session.carry_out(&request)));
    }
}

fn commission(session: &Session<'_>) -> Result<Option<i64>> {
    session.keys.value("which commission, by its number (empty to go back)?")
}

/// Shows the commissions on which money is owed, those with the line's amount first.
fn show_owed(session: &Session<'_>, side: &ListedItem) -> Result {
    let owed = session.codes()?.rows("owed", &Request::default())?;
    let cell = |row: &[String], column: &str| row[owed.place(column)].clone();
    let sum = |row: &[String]| Pence::parse(&cell(row, "owed")).unwrap_or(Pence::ZERO);
    let mut rows: Vec<&Vec<String>> = owed.rows.iter().filter(|row| sum(row) > Pence::ZERO).collect();
    rows.sort_by_key(|row| sum(row) != -side.amount);
    if rows.is_empty() {
        writeln!(io::stderr(), "  nothing is owed: an invoice comes first (bhlp invoice record)")?;
    }
    for row in rows.iter().take(OWED) {
        let (order, item, name) = (cell(row, "commission"), cell(row, "item"), cell(row, "provider_name"));
        writeln!(io::stderr(), "  commission {order}: {} owed, {item}, {name}", sum(row).format_pounds())?;
    }
    Ok(())
}

/// Asks for what a purchase lacks, as `bhlp reconcile buy` does.
fn purchase(session: &Session<'_>, side: &ListedItem) -> Done {
    let number = side.number.to_string();
    let provider = session.codes()?.provider_on(LineId::new(side.number))?.map(|code| code.to_string());
    let mut words = vec!["bhlp", "reconcile", "buy", &number];
    words.extend(provider.iter().flat_map(|provider| ["--from", provider]));
    session.play(&words)
}
