//! `bhlp reconcile record`: what a line is.

use anyhow::Context as _;
use clap::Args;

use crate::failure::{Failure, NothingRecorded, Result};
use crate::globals::Globals;
use domain::{AccountName, Amount, Code, NeedId, Pence, Text};
use service::{LineRecord, RecordedAs};

/// Record what a line is.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("as_what").args(["buy", "pays", "refund_of", "charge", "move_to", "move_from"]))]
pub(in crate::commands) struct RecordArgs {
    /// The line's number; account, amount and day are the line's
    line: i64,
    /// Something bought for a child
    #[arg(long, num_args = 2, value_names = ["CHILD", "CATEGORY"])]
    buy: Option<Vec<Code>>,
    /// From whom it was bought [default: the provider the merchant's name belongs to]
    #[arg(
        short = 'f',
        long = "from",
        value_name = "PROVIDER",
        requires = "buy",
        help_heading = "A purchase"
    )]
    provider: Option<String>,
    /// What was bought, in a few words
    #[arg(short, long, value_name = "TEXT", requires = "buy", help_heading = "A purchase")]
    what: Option<Text>,
    /// The part of it that is VAT the council recovers, if any; a refund says it too
    #[arg(long, value_name = "AMOUNT", help_heading = "A purchase")]
    vat: Option<Pence>,
    /// Who bought it [default: whose card it is, else you]
    #[arg(long = "for", value_name = "PRACTITIONER", requires = "buy", help_heading = "A purchase")]
    practitioner: Option<Code>,
    /// The need it falls under
    #[arg(long, value_name = "N", requires = "buy", help_heading = "A purchase")]
    need: Option<NeedId>,
    /// It is a new purchase, not the one like it that waits for its line
    #[arg(long, requires = "buy", help_heading = "A purchase")]
    another: bool,
    /// A payment on this commission
    #[arg(long, value_name = "COMMISSION")]
    pays: Option<i64>,
    /// Money back on this commission
    #[arg(long, value_name = "COMMISSION")]
    refund_of: Option<i64>,
    /// What the bank charges, or interest where the money comes in
    #[arg(long)]
    charge: bool,
    /// A move to this account of the pilot's own
    #[arg(long, value_name = "ACCOUNT")]
    move_to: Option<AccountName>,
    /// A move from this account of the pilot's own
    #[arg(long, value_name = "ACCOUNT")]
    move_from: Option<AccountName>,
    /// An entry that belongs to the line too; what is recorded now is the rest
    #[arg(long, value_name = "ENTRY", help_heading = "One line for several entries")]
    with: Vec<i64>,
    /// Less than the whole line; the rest is recorded later
    #[arg(long, value_name = "AMOUNT", help_heading = "One line for several entries")]
    amount: Option<Amount>,
}

/// Record a line as a purchase.
#[derive(Debug, Args)]
pub(in crate::commands) struct BuyArgs {
    /// The line's number; account, amount and day are the line's
    line: i64,
    /// The child's reference
    child: Code,
    /// What kind of thing (bhlp category list)
    category: Code,
    /// From whom [default: the provider the merchant's name belongs to]
    #[arg(short = 'f', long = "from", value_name = "PROVIDER")]
    provider: Option<String>,
    /// What it is, in a few words
    #[arg(short, long, value_name = "TEXT")]
    what: Option<Text>,
    /// The part of it that is VAT the council recovers, if any
    #[arg(long, value_name = "AMOUNT", default_value = "0", hide_default_value = true)]
    vat: Pence,
    /// Who bought it [default: whose card it is, else you]
    #[arg(long = "for", value_name = "PRACTITIONER")]
    practitioner: Option<Code>,
    /// The need it falls under (bhlp need list)
    #[arg(long, value_name = "N")]
    need: Option<NeedId>,
    /// It is a new purchase, not the one like it that waits for its line
    #[arg(long)]
    another: bool,
}

/// Makes the request of a purchase.
pub(super) fn purchase(globals: &Globals, args: BuyArgs) -> LineRecord {
    let BuyArgs { line, child, category, provider, what, vat, practitioner, need, another } = args;
    let recorded_as = RecordedAs::Buy { child, category, provider, what, vat, practitioner, need };
    let (on, note) = (globals.on, globals.note.clone());
    LineRecord { line, recorded_as, with: Vec::new(), amount: None, on, note, another }
}

/// Makes the request.
pub(super) fn request(globals: &Globals, args: RecordArgs) -> Result<LineRecord> {
    let RecordArgs { line, with, amount, vat, another, .. } = args;
    let recorded_as = match (args.buy, args.pays, args.refund_of, args.move_to, args.move_from) {
        (Some(codes), ..) => {
            let [child, category]: [Code; 2] = codes.try_into().expect("clap takes two values");
            RecordedAs::Buy {
                child,
                category,
                provider: args.provider,
                what: args.what,
                vat: vat.unwrap_or(Pence::ZERO),
                practitioner: args.practitioner,
                need: args.need,
            }
        }
        (_, Some(commission), ..) => RecordedAs::Pays { commission },
        (_, _, Some(commission), ..) => RecordedAs::RefundOf { commission, vat },
        (_, _, _, Some(account), _) => RecordedAs::MoveTo { account },
        (_, _, _, _, Some(account)) => RecordedAs::MoveFrom { account },
        _ if args.charge => RecordedAs::Charge,
        _ => {
            let message = format!(
                "what line {line} is was not said; it is one of: --buy CHILD CATEGORY, --pays COMMISSION, \
                 --refund-of COMMISSION, --charge, --move-to ACCOUNT, --move-from ACCOUNT"
            );
            let example = format!("for example: bhlp reconcile record {line} --charge");
            return Err(Failure::usage("ARGUMENT_MISSING", message, Some(&example))).context(NothingRecorded);
        }
    };
    let (on, note) = (globals.on, globals.note.clone());
    Ok(LineRecord { line, recorded_as, with, amount, on, note, another })
}
