//! `bhlp receipt ...`: what purchases can show for themselves.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use crate::carry_out::{Done, carry_out, shown};
use crate::failure::{DifferenceFound, Failure, NothingRecorded, Result};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Amount, Code, Text};
use report::{Request, catalogue};
use service::{Keeping, ReceiptAdd, ReceiptFile, ReceiptNone, ReceiptWithdraw, get_receipt, verify_receipts};
use store::Ledger;

/// Receipts.
#[derive(Debug, Subcommand)]
pub(super) enum ReceiptCommand {
    /// Keep a receipt of a purchase: its hash, and the file itself if it is small
    Add(AddArgs),
    /// Say why a purchase has no receipt
    None {
        /// The commission's number
        commission: i64,
        /// Why there is none
        #[arg(long, value_name = "TEXT")]
        reason: Text,
        /// How much of a payment to a family is accounted for all the same
        #[arg(long)]
        amount: Option<Amount>,
    },
    /// Withdraw a receipt, or the reason why there is none: nothing of it stands any more
    Withdraw {
        /// Its number, as `bhlp receipt list` shows it
        number: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// List receipts
    List {
        /// Only this child's
        #[arg(long, value_name = "REF")]
        child: Option<Code>,
        /// What should have one, and has neither a receipt nor a reason
        #[arg(long)]
        missing: bool,
    },
    /// Read every receipt again, and say which are missing or changed
    Verify,
    /// Write a receipt that the ledger keeps to a file
    Get {
        /// The receipt's number
        receipt: i64,
        /// The file, which must not be there yet
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
}

/// Keep a receipt.
#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// The commission's number
    pub commission: i64,
    /// The file
    pub file: PathBuf,
    /// Where the receipt is kept, in words: "drawer 3, folder 7"
    #[arg(long, value_name = "TEXT")]
    pub place: Option<Text>,
    /// Leave even a small file where it is
    #[arg(long)]
    pub outside: bool,
    /// How much of a payment to a family it accounts for
    #[arg(long)]
    pub amount: Option<Amount>,
}

pub(super) fn run(globals: &Globals, command: ReceiptCommand) -> Done {
    if globals.on.is_some() && !matches!(command, ReceiptCommand::List { .. } | ReceiptCommand::Get { .. }) {
        let message =
            "a receipt is of the day it is handed in, today, and shows a purchase of any day before it";
        return Err(Failure::usage("DAY_DOES_NOT_APPLY", message, Some("leave out --on")))
            .context(NothingRecorded);
    }
    match command {
        ReceiptCommand::Add(AddArgs { commission, file, place, outside, amount }) => {
            let keeping = if outside { Keeping::Outside } else { Keeping::Chosen };
            let file = ReceiptFile::read(&file, place, &keeping).context(NothingRecorded)?;
            carry_out(globals, &ReceiptAdd { commission, file, amount })
        }
        ReceiptCommand::None { commission, reason, amount } => {
            carry_out(globals, &ReceiptNone { commission, reason, amount })
        }
        ReceiptCommand::Withdraw { number, reason } => {
            carry_out(globals, &ReceiptWithdraw { number, reason })
        }
        ReceiptCommand::List { child, missing } => {
            let report = if missing { &catalogue::RECEIPTS_MISSING } else { &catalogue::RECEIPTS };
            listed(globals, report, &Request { child, ..Request::default() })
        }
        ReceiptCommand::Verify => verify(globals).map(shown),
        ReceiptCommand::Get { receipt, to } => {
            let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
            let (name, bytes) = get_receipt(ledger.read()?.reader(), receipt, &to)?;
            writeln!(io::stdout(), "wrote receipt {receipt} ({name}, {bytes} bytes) to {}", to.display())?;
            Ok(None)
        }
    }
}

fn verify(globals: &Globals) -> Result {
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let verified = verify_receipts(ledger.read()?.reader())?;
    let mut out = io::stdout().lock();
    for difference in &verified.differences {
        writeln!(out, "{difference}")?;
    }
    if !verified.differences.is_empty() {
        bail!(DifferenceFound);
    }
    let files = |n: u64| if n == 1 { "1 receipt is".to_owned() } else { format!("{n} receipts are") };
    write!(out, "{} as recorded", files(verified.sound))?;
    match verified.not_looked_at {
        0 => writeln!(out)?,
        n => writeln!(out, "; {} where only words tell, and nobody looked", files(n))?,
    }
    Ok(())
}
