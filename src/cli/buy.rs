//! `bhlp buy`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::args::Globals;
use super::paying::Paying;
use super::typed::{flag, spoken};
use super::{Done, Failure, Result, carry_out, evidence};
use crate::domain::{Amount, ChosenBy, Code, Considered, Day, Every, Pence, Refusal, Text, Units};
use crate::service::{About, Buy, Keeping, ReceiptFile, Wanted};

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
    /// How many units, such as 10 or 1.5
    #[arg(long, value_name = "N", requires = "unit_price", help_heading = "More about it")]
    pub units: Option<Units>,
    /// Price of one unit
    #[arg(long, value_name = "AMOUNT", requires = "units", help_heading = "More about it")]
    pub unit_price: Option<Amount>,
    /// When the child needs it
    #[arg(long, value_name = "DATE", help_heading = "More about it")]
    pub needed: Option<Day>,
    /// How many options were looked at
    #[arg(long, value_name = "N", help_heading = "More about it")]
    pub options: Option<u32>,
    /// One that was not taken, as often as there were some: "Gym; 40; 21; too far"
    #[arg(
        long = "option",
        value_name = "PROVIDER; PRICE; WAIT DAYS; WHY NOT",
        help_heading = "More about it"
    )]
    pub considered: Vec<Considered>,
    /// Who chose: family, child or professional
    #[arg(long, value_name = "WHO", help_heading = "More about it")]
    pub chosen_by: Option<ChosenBy>,
    /// The mainstream service it replaces
    #[arg(long, value_name = "TEXT", help_heading = "More about it")]
    pub instead_of: Option<Text>,
    /// The mainstream service it adds to
    #[arg(long, value_name = "TEXT", conflicts_with = "instead_of", help_heading = "More about it")]
    pub additional_to: Option<Text>,
    /// How many days the mainstream service would have taken
    #[arg(long, value_name = "DAYS", help_heading = "More about it")]
    pub mainstream_wait: Option<u32>,
    /// The day the child or family asked for it
    #[arg(long, value_name = "DATE", help_heading = "More about it")]
    pub requested: Option<Day>,
    /// What the family wished, in their words
    #[arg(long, value_name = "TEXT", help_heading = "More about it")]
    pub wish: Option<Text>,
    /// The day the family agreed to it
    #[arg(long, value_name = "DATE", help_heading = "More about it")]
    pub consent: Option<Day>,
    /// The need it falls under (bhlp need list)
    #[arg(long, value_name = "N", help_heading = "More about it")]
    pub need: Option<i64>,
    /// What the family pays beside the price
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true, help_heading = "More about it")]
    pub contribution: Option<Amount>,
}

/// Buy something for a child.
#[derive(Debug, Args)]
pub(super) struct BuyArgs {
    #[command(flatten)]
    pub wanted: WantedArgs,
    #[command(flatten)]
    pub paying: Paying,
    /// The invoice or receipt number
    #[arg(long, value_name = "NUMBER", help_heading = "More about it")]
    pub invoice: Option<Text>,
    /// The receipt, kept with the purchase (see bhlp receipt)
    #[arg(long, value_name = "FILE", help_heading = "More about it")]
    pub receipt: Option<PathBuf>,
}

pub(super) fn run(globals: &Globals, args: BuyArgs) -> Done {
    let file = args.receipt.map(|path| ReceiptFile::read(&path, None, &Keeping::Chosen)).transpose();
    let request = Buy {
        wanted: wanted(args.wanted, None)?,
        account: args.paying.account(),
        invoice: args.invoice,
        on: globals.on,
        note: globals.note.clone(),
        receipt: file.map_err(evidence::unread)?,
    };
    carry_out(globals, &request)
        .map_err(|failure| failure.asked_for_by(|| spoken(&as_an_order(globals, &request.wanted))))
}

/// The order that asks for approval of what may not be bought alone, with all that was said of it.
fn as_an_order(globals: &Globals, wanted: &Wanted) -> Vec<OsString> {
    fn said<T: ToString>(value: Option<&T>) -> Option<String> {
        value.map(|value| value.to_string())
    }
    let about = &wanted.about;
    let mut words: Vec<OsString> = ["bhlp", "commission", "place"].map(OsString::from).to_vec();
    words.extend([wanted.child.to_string().into(), wanted.category.to_string().into()]);
    words.push(wanted.amount.to_string().into());
    let flags = [
        ("from", Some(wanted.provider.clone())),
        ("what", said(wanted.what.as_ref())),
        ("vat", said(Some(&wanted.vat).filter(|vat| **vat != Pence::ZERO))),
        ("for", said(wanted.practitioner.as_ref())),
        ("units", said(wanted.units.as_ref())),
        ("unit-price", said(wanted.unit_price.as_ref())),
        ("needed", said(wanted.needed_on.as_ref())),
        ("options", wanted.options_considered.map(|options| options.to_string())),
        ("chosen-by", said(wanted.chosen_by.as_ref())),
        ("instead-of", said(wanted.instead_of.as_ref())),
        ("additional-to", said(about.additional_to.as_ref())),
        ("mainstream-wait", about.mainstream_wait.map(|days| days.to_string())),
        ("requested", said(about.requested_on.as_ref())),
        ("wish", said(about.wish.as_ref())),
        ("consent", said(about.consent_on.as_ref())),
        ("need", about.need.map(|need| need.to_string())),
        ("contribution", said(about.contribution.as_ref())),
        ("on", said(globals.on.as_ref())),
        ("note", said(globals.note.as_ref())),
    ];
    let options = about.options.iter().map(|option| ("option", Some(option.to_string())));
    let given = flags.into_iter().chain(options).filter(|(_, value)| value.is_some());
    words.extend(given.flat_map(|(long, value)| flag(long, value.as_deref())));
    words
}

/// What is wanted, the amount worked out from units where only those were given.
pub(super) fn wanted(args: WantedArgs, every: Option<Every>) -> Result<Wanted> {
    let amount = match (args.amount, args.units, args.unit_price) {
        (Some(amount), _, _) => amount,
        (None, Some(units), Some(unit_price)) => units.at(unit_price).ok_or_else(|| {
            Failure::while_writing(Refusal::FieldInvalid {
                field: "units",
                found: format!("{units} at {unit_price}"),
                wanted: "units that make a whole number of pence",
            })
        })?,
        _ => unreachable!("the amount is required unless units and their price are given"),
    };
    Ok(Wanted {
        child: args.child,
        category: args.category,
        amount,
        provider: args.provider.to_string(),
        vat: args.vat,
        what: args.what,
        practitioner: args.practitioner,
        units: args.units,
        unit_price: args.unit_price,
        every,
        needed_on: args.needed,
        options_considered: args.options,
        chosen_by: args.chosen_by,
        instead_of: args.instead_of,
        about: About {
            requested_on: args.requested,
            additional_to: args.additional_to,
            mainstream_wait: args.mainstream_wait,
            wish: args.wish,
            consent_on: args.consent,
            contribution: args.contribution,
            need: args.need,
            options: args.considered,
        },
    })
}
