//! `bhlp buy`.

use std::ffi::OsString;
use std::io::{self, BufRead as _, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use super::details::{DetailArgs, OPTION};
use super::pilot_account::PaidWithArgs;
use crate::carry_out::{Done, carry_out, context};
use crate::failure::{Failure, NothingRecorded, Result};
use crate::globals::Globals;
use crate::line::{flag, shell_line};
use crate::terminal;
use domain::{Amount, Code, Pence, Refusal, Text, VatForm};
use service::{Buy, CommissionRequest, Keeping, ReceiptFile};
use store::Ledger;

/// What somebody wants for a child.
#[derive(Debug, Args)]
pub(super) struct WantedArgs {
    /// The child's reference, such as C-0007
    pub child: Code,
    /// What kind of thing: clothing, care, travel... (bhlp category list)
    pub category: Code,
    /// The price in all, VAT included, such as 34.99; not needed with --units and --unit-price
    #[arg(required_unless_present = "unit_price", allow_negative_numbers = true)]
    pub amount: Option<Amount>,
    /// From whom: a provider's code or exact name (bhlp provider list)
    #[arg(short = 'f', long = "from", value_name = "PROVIDER")]
    pub provider: Text,
    /// What it is, in a few words
    #[arg(short, long, value_name = "TEXT")]
    pub what: Option<Text>,
    /// The part of the price that is VAT the council recovers, if any
    #[arg(
        long,
        value_name = "AMOUNT",
        default_value = "0",
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    pub vat: Pence,
    /// Who buys, if not you
    #[arg(long = "for", value_name = "PRACTITIONER")]
    pub practitioner: Option<Code>,
    #[command(flatten)]
    pub details: DetailArgs,
}

/// Buy something for a child.
#[derive(Debug, Args)]
pub(super) struct BuyArgs {
    #[command(flatten)]
    pub wanted: WantedArgs,
    #[command(flatten)]
    pub paid: PaidWithArgs,
    /// The invoice or receipt number
    #[arg(long, value_name = "NUMBER", help_heading = "More about it")]
    pub invoice: Option<Text>,
    /// Why it is another invoice, where its number was recorded before
    #[arg(long, value_name = "REASON", requires = "invoice", help_heading = "More about it")]
    pub again: Option<Text>,
    /// The receipt, kept with the purchase (see bhlp receipt)
    #[arg(long, value_name = "FILE", help_heading = "More about it")]
    pub receipt: Option<PathBuf>,
    /// What shows its VAT: vat_invoice, simplified, till_receipt or none
    #[arg(long, value_name = "FORM", help_heading = "More about it")]
    pub evidence: Option<VatForm>,
}

pub(super) fn run(globals: &Globals, args: BuyArgs) -> Done {
    let file = args.receipt.map(|path| ReceiptFile::read(&path, None, &Keeping::Chosen)).transpose();
    let request = Buy {
        commission: wanted(args.wanted)?,
        paid: args.paid.paid(),
        invoice: args.invoice,
        again: args.again,
        on: globals.on,
        note: globals.note.clone(),
        receipt: file.context(NothingRecorded)?,
        evidence: args.evidence,
    };
    confirm_the_same(globals, &request.commission)?;
    carry_out(globals, &request).map_err(|mut error| {
        use Refusal::{ConflictDeclared, SignOffExceeded};
        if let Some(service::Error::Refused(SignOffExceeded { order, .. } | ConflictDeclared { order, .. })) =
            error.downcast_mut()
        {
            *order = Some(shell_line(&as_an_order(globals, &request.commission)));
        }
        error
    })
}

/// Asks whoever is there whether the same for the same child on one day is meant. What cannot be looked up is
/// refused where it is recorded; what has a key is not recorded twice.
pub(super) fn confirm_the_same(globals: &Globals, request: &CommissionRequest) -> Result {
    if globals.confirmed || globals.dry_run || globals.key.is_some() || !terminal::somebody_is_there() {
        return Ok(());
    }
    let mut ledger = Ledger::open(&globals.ledger()?)?;
    let found = service::recorded_already(&mut ledger, &context(globals)?, request, globals.on);
    let Ok(Some(found)) = found else { return Ok(()) };
    write!(io::stderr(), "{found}\nrecord it once more? [y/N]: ")?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::stopped()),
    }
}

/// The commission that asks for approval of what may not be bought alone, with all that was said of it.
fn as_an_order(globals: &Globals, wanted: &CommissionRequest) -> Vec<OsString> {
    fn values<T: ToString>(value: Option<&T>) -> Vec<String> {
        value.into_iter().map(ToString::to_string).collect()
    }
    let mut words: Vec<OsString> = ["bhlp", "commission", "place"].map(OsString::from).to_vec();
    words.extend([wanted.child.to_string().into(), wanted.category.to_string().into()]);
    words.push(wanted.amount.to_string().into());
    let mut flags = vec![
        ("from", vec![wanted.provider.clone()]),
        ("what", values(wanted.what.as_ref())),
        ("vat", values(Some(&wanted.vat).filter(|vat| **vat != Pence::ZERO))),
        ("for", values(wanted.practitioner.as_ref())),
    ];
    flags.extend(DetailArgs::flags(&wanted.details));
    flags.extend([("on", values(globals.on.as_ref())), ("note", values(globals.note.as_ref()))]);
    // What may be said several times comes last.
    flags.sort_by_key(|(long, _)| *long == OPTION);
    for (long, values) in flags {
        words.extend(values.iter().flat_map(|value| flag(long, Some(value))));
    }
    words
}

/// What is wanted, the amount worked out from units where only those were given.
pub(super) fn wanted(args: WantedArgs) -> Result<CommissionRequest> {
    let amount = match (args.amount, args.details.units, args.details.unit_price) {
        (Some(amount), _, _) => amount,
        (None, Some(units), Some(unit_price)) => {
            let refusal = || Refusal::FieldInvalid {
                field: "units",
                found: format!("{units} at {unit_price}"),
                wanted: "units that make 0.01 to 1000000000.00",
            };
            units.at(unit_price).ok_or_else(refusal).context(NothingRecorded)?
        }
        _ => unreachable!("the amount is required unless units and their price are given"),
    };
    Ok(CommissionRequest {
        child: args.child,
        category: args.category,
        amount,
        provider: args.provider.to_string(),
        vat: args.vat,
        what: args.what,
        practitioner: args.practitioner,
        details: args.details.into_details(),
    })
}
