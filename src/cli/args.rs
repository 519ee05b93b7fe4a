//! What was typed: every command with its arguments.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::later::Later;
use super::{Failure, Result};
use crate::domain::{
    AccountKind, AccountName, Amount, Arm, Better, ChosenBy, Code, Cohort, Day, Every, Month, Nature, Pence,
    Role, Sector, Sex, Stream, Text, Units,
};
use crate::service::{Said, Score};

/// A ledger for budget-holding lead professionals
#[derive(Debug, Parser)]
#[command(name = "bhlp", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(flatten)]
    pub(super) globals: Globals,
    #[command(subcommand)]
    pub(super) command: Command,
}

const AFTER_HELP: &str = "Where to start:
  see it work              bhlp demo
  lead professional        bhlp buy C-0007 clothing 34.99 --from \"Shoe shop\"
                           bhlp budget show C-0007
  finance officer          bhlp report trial-balance, bhlp month status, bhlp check
  evaluator                bhlp report outcomes --format csv";

/// How a listing is written
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people
    Table,
    /// Comma-separated values for spreadsheets and scripts
    Csv,
    /// JSON for programs
    Json,
    /// One `label: value` a line, for screen readers
    Plain,
}

/// Flags every command takes.
#[derive(Debug, Args)]
pub struct Globals {
    /// The ledger file
    #[arg(
        long,
        global = true,
        env = "BHLP_LEDGER",
        hide_env_values = true,
        value_name = "FILE",
        help_heading = "Everywhere"
    )]
    pub ledger: Option<PathBuf>,
    /// Who you are
    #[arg(
        long = "as",
        global = true,
        env = "BHLP_USER",
        hide_env_values = true,
        value_name = "USER",
        help_heading = "Everywhere"
    )]
    pub user: Option<Said<Code>>,
    /// How listings are written: table, csv, json or plain
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "table",
        hide_possible_values = true,
        help_heading = "Everywhere"
    )]
    pub format: Format,
    /// The day it happened [default: today]
    #[arg(long, global = true, value_name = "DATE", help_heading = "Recording")]
    pub on: Option<Said<Day>>,
    /// A name for this request: given twice, it is recorded once
    #[arg(long, global = true, value_name = "KEY", help_heading = "Recording")]
    pub key: Option<Said<Code>>,
    /// A remark to keep with it
    #[arg(long, global = true, value_name = "TEXT", help_heading = "Recording")]
    pub note: Option<Said<Text>>,
    /// Do everything but keep nothing
    #[arg(long, global = true, help_heading = "Recording")]
    pub dry_run: bool,
    /// The instant a told story plays at; everyone else has the clock.
    #[arg(skip)]
    pub clock: Option<DateTime<Utc>>,
}

impl Globals {
    /// Returns the ledger's path.
    pub(super) fn ledger(&self) -> Result<PathBuf> {
        self.ledger.clone().ok_or_else(|| {
            Failure::usage(
                "LEDGER_NOT_NAMED",
                "no ledger was named",
                Some("give --ledger FILE, or set BHLP_LEDGER once: export BHLP_LEDGER=pilot.bhlp"),
            )
        })
    }

    /// Returns who asks.
    pub(super) fn user(&self) -> Result<Code> {
        self.user.as_ref().map(|user| user.0.clone()).ok_or_else(|| {
            Failure::usage(
                "USER_NOT_NAMED",
                "who is recording this was not said",
                Some("give --as USER, or set BHLP_USER once: export BHLP_USER=LP0001"),
            )
        })
    }
}

/// Every command, laid out when it is met.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Buy something for a child: ordered, delivered and paid in one step
    Buy(Later<Box<BuyArgs>>),
    /// Give, add, return, move or close a child's budget; see what is left
    #[command(subcommand)]
    Budget(Later<BudgetCommand>),
    /// Order something for a child now, to be delivered and paid later
    #[command(subcommand)]
    Commission(Later<CommissionCommand>),
    /// Record a provider's invoice
    #[command(subcommand)]
    Invoice(Later<InvoiceCommand>),
    /// Record a provider's credit note
    #[command(subcommand)]
    CreditNote(Later<CreditNoteCommand>),
    /// Record a payment to a provider
    #[command(subcommand)]
    Payment(Later<PaymentCommand>),
    /// Record money back from a provider
    #[command(subcommand)]
    Refund(Later<RefundCommand>),
    /// Put a mistake right; look up what was recorded
    #[command(subcommand)]
    Entry(Later<EntryCommand>),
    /// Record how a child is doing
    #[command(subcommand)]
    Outcome(Later<OutcomeCommand>),
    /// Record time spent for a child
    #[command(subcommand)]
    Time(Later<TimeCommand>),
    /// Show a report
    Report(Later<ReportArgs>),
    /// Register children; hand a case over
    #[command(subcommand)]
    Child(Later<ChildCommand>),
    /// Register the people who act in the pilot
    #[command(subcommand)]
    Practitioner(Later<PractitionerCommand>),
    /// Register who is paid
    #[command(subcommand)]
    Provider(Later<ProviderCommand>),
    /// Register funds; receive and repay their money
    #[command(subcommand)]
    Fund(Later<FundCommand>),
    /// Open bank accounts, cards and floats; move money between them
    #[command(subcommand)]
    Account(Later<AccountCommand>),
    /// The categories of things that may be bought
    #[command(subcommand)]
    Category(Later<CategoryCommand>),
    /// The scales that outcomes are scored on
    #[command(subcommand)]
    Measure(Later<MeasureCommand>),
    /// Close months, re-open them, see which are open
    #[command(subcommand)]
    Month(Later<MonthCommand>),
    /// Take in files: a folder of them, or one
    Import(Later<ImportArgs>),
    /// Write both books as a journal for hledger, ledger or beancount
    Export(Later<ExportArgs>),
    /// Recompute everything and say what differs; silent when all is well
    Check(Later<CheckArgs>),
    /// Copy the ledger while others work
    Backup(Later<BackupArgs>),
    /// Make a ledger from a backup
    Restore(Later<RestoreArgs>),
    /// Start the ledger of a pilot
    Init(Later<InitArgs>),
    /// Make an invented pilot of about 60 children and look at it as each user would
    Demo(Later<DemoArgs>),
}

/// Start the ledger of a pilot.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The pilot's name
    #[arg(long)]
    pub pilot: Said<Text>,
    /// The authority's ONS code, such as E06000020
    #[arg(long, value_name = "GSS")]
    pub authority: Said<Code>,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub start: Said<Day>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub end: Said<Day>,
    /// The least a budget opens with
    #[arg(long, value_name = "AMOUNT", default_value = "100.00")]
    pub budget_min: Said<Amount>,
    /// The most a budget may reach
    #[arg(long, value_name = "AMOUNT", default_value = "2500.00")]
    pub budget_max: Said<Amount>,
    /// Keep a rollback journal: for a file on a network share
    #[arg(long)]
    pub rollback_journal: bool,
}

/// Make an invented pilot.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// Where the ledger file goes
    #[arg(long, value_name = "FILE", default_value = "demo.bhlp")]
    pub to: PathBuf,
    /// Tell every story in full, not only four
    #[arg(long)]
    pub all: bool,
}

/// Which of the pilot's accounts pays or is paid.
#[derive(Debug, Args)]
#[group(required = false, multiple = false)]
pub(super) struct Paying {
    /// A purchase card, by number [default: your own card if you have one, else bank:main]
    #[arg(long, value_name = "NUMBER", help_heading = "Paid from")]
    pub card: Option<Said<Code>>,
    /// A bank account
    #[arg(long, value_name = "NAME", help_heading = "Paid from")]
    pub bank: Option<Said<Code>>,
    /// A cash float
    #[arg(long, value_name = "NAME", help_heading = "Paid from")]
    pub imprest: Option<Said<Code>>,
    /// Any account by its whole name: bank:main, card:5521, imprest:office, notional:PCT
    #[arg(long, value_name = "KIND:NAME", help_heading = "Paid from")]
    pub account: Option<Said<AccountName>>,
}

impl Paying {
    /// Returns the account that was named.
    pub fn account(self) -> Option<Said<AccountName>> {
        let named = |kind, code: Option<Said<Code>>| code.map(|code| Said(AccountName::new(kind, code.0)));
        self.account
            .or_else(|| named(AccountKind::Card, self.card))
            .or_else(|| named(AccountKind::Bank, self.bank))
            .or_else(|| named(AccountKind::Imprest, self.imprest))
    }
}

/// What somebody wants for a child.
#[derive(Debug, Args)]
pub(super) struct WantedArgs {
    /// The child's reference
    pub child: Said<Code>,
    /// What kind of thing: clothing, care, travel... (bhlp category list)
    pub category: Said<Code>,
    /// The price in all, such as 34.99
    #[arg(required_unless_present = "unit_price", allow_negative_numbers = true)]
    pub amount: Option<Said<Amount>>,
    /// From whom: a provider's code or exact name
    #[arg(long = "from", value_name = "PROVIDER")]
    pub provider: Said<Text>,
    /// What it is, in a few words
    #[arg(long, value_name = "TEXT")]
    pub what: Option<Said<Text>>,
    /// The part of the price that is VAT the council recovers
    #[arg(
        long,
        value_name = "AMOUNT",
        default_value = "0",
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    pub vat: Said<Pence>,
    /// Who buys, if not you
    #[arg(long = "for", value_name = "PRACTITIONER")]
    pub practitioner: Option<Said<Code>>,
    /// How many units, such as 10 or 1.5
    #[arg(long, value_name = "N", requires = "unit_price", help_heading = "More about it")]
    pub units: Option<Said<Units>>,
    /// Price of one unit
    #[arg(long, value_name = "AMOUNT", requires = "units", help_heading = "More about it")]
    pub unit_price: Option<Said<Amount>>,
    /// When the child needs it
    #[arg(long, value_name = "DATE", help_heading = "More about it")]
    pub needed: Option<Said<Day>>,
    /// How many options were looked at
    #[arg(long, value_name = "N", help_heading = "More about it")]
    pub options: Option<u32>,
    /// Who chose: family, child or professional
    #[arg(long, value_name = "WHO", help_heading = "More about it")]
    pub chosen_by: Option<Said<ChosenBy>>,
    /// The mainstream service it replaces, or `additional`
    #[arg(long, value_name = "TEXT", help_heading = "More about it")]
    pub instead_of: Option<Said<Text>>,
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
    pub invoice: Option<Said<Text>>,
}

/// Orders.
#[derive(Debug, Subcommand)]
pub(super) enum CommissionCommand {
    /// Order something: the money is promised and kept for it
    Place {
        #[command(flatten)]
        wanted: Box<WantedArgs>,
        /// How often it recurs: week, fortnight or month
        #[arg(long, value_name = "INTERVAL", help_heading = "More about it")]
        every: Option<Said<Every>>,
    },
    /// Change the total of an order
    Amend {
        /// The commission's number
        commission: i64,
        /// The new price in all
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
        /// The recoverable VAT in it
        #[arg(
            long,
            value_name = "AMOUNT",
            default_value = "0",
            hide_default_value = true,
            allow_negative_numbers = true
        )]
        vat: Said<Pence>,
    },
    /// Cancel an order: what is still promised is free again
    Cancel {
        /// The commission's number
        commission: i64,
    },
    /// List orders
    List {
        /// Only this child's
        #[arg(long, value_name = "REF")]
        child: Option<Said<Code>>,
        /// Only those that still hold promised money
        #[arg(long)]
        open: bool,
    },
    /// Show the life of one order
    Show {
        /// The commission's number
        commission: i64,
    },
}

/// Invoices.
#[derive(Debug, Subcommand)]
pub(super) enum InvoiceCommand {
    /// Record an invoice: what was delivered is used
    Record {
        /// The commission's number
        commission: i64,
        /// The invoice's total
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
        /// The recoverable VAT in it
        #[arg(
            long,
            value_name = "AMOUNT",
            default_value = "0",
            hide_default_value = true,
            allow_negative_numbers = true
        )]
        vat: Said<Pence>,
        /// The invoice's number
        #[arg(long)]
        number: Option<Said<Text>>,
        /// No other invoice will come: what is still promised is free again
        #[arg(long = "final")]
        last: bool,
    },
}

/// Credit notes.
#[derive(Debug, Subcommand)]
pub(super) enum CreditNoteCommand {
    /// Record a credit note: the child has the money again, the provider is owed less
    Record {
        /// The commission's number
        commission: i64,
        /// The credit note's total
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
        /// The recoverable VAT in it
        #[arg(
            long,
            value_name = "AMOUNT",
            default_value = "0",
            hide_default_value = true,
            allow_negative_numbers = true
        )]
        vat: Said<Pence>,
        /// The credit note's number
        #[arg(long)]
        number: Option<Said<Text>>,
    },
}

/// Payments.
#[derive(Debug, Subcommand)]
pub(super) enum PaymentCommand {
    /// Record a payment
    Record {
        /// The commission's number
        commission: i64,
        /// How much [default: all that is owed]
        #[arg(allow_negative_numbers = true)]
        amount: Option<Said<Amount>>,
        #[command(flatten)]
        paying: Paying,
    },
}

/// Refunds.
#[derive(Debug, Subcommand)]
pub(super) enum RefundCommand {
    /// Record money that came back: the child has it again
    Record {
        /// The commission's number
        commission: i64,
        /// How much came back
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
        /// The recoverable VAT in it
        #[arg(
            long,
            value_name = "AMOUNT",
            default_value = "0",
            hide_default_value = true,
            allow_negative_numbers = true
        )]
        vat: Said<Pence>,
        #[command(flatten)]
        paying: Paying,
    },
}

/// Budgets.
#[derive(Debug, Subcommand)]
pub(super) enum BudgetCommand {
    /// Open a child's budget
    Open {
        /// The child's reference
        child: Said<Code>,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
        /// The fund it comes from [default: the least restricted that has enough]
        #[arg(long)]
        fund: Option<Said<Code>>,
        /// The outcome expected: an Every Child Matters aim, 1.1 to 5.6
        #[arg(long = "expect", value_name = "AIM")]
        expected: Option<Said<Code>>,
    },
    /// Add money to a child's budget
    TopUp {
        /// The child's reference
        child: Said<Code>,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
        /// The fund it comes from
        #[arg(long)]
        fund: Option<Said<Code>>,
    },
    /// Return money to the pool
    Return {
        /// The child's reference
        child: Said<Code>,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
        /// The fund it goes back to [default: the least restricted first]
        #[arg(long)]
        fund: Option<Said<Code>>,
    },
    /// Move money from one child to another
    Move {
        /// The child it comes from
        child: Said<Code>,
        /// The child it goes to
        to: Said<Code>,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
        /// The fund it belongs to
        #[arg(long)]
        fund: Option<Said<Code>>,
    },
    /// Close a budget; what is left returns to the pool
    Close {
        /// The child's reference
        child: Said<Code>,
    },
    /// List every budget
    List,
    /// Show what is left for a child, and where it stands
    Show {
        /// The child's reference
        child: Said<Code>,
    },
}

/// Entries.
#[derive(Debug, Subcommand)]
pub(super) enum EntryCommand {
    /// Undo an entry
    Reverse {
        /// The entry's number
        entry: i64,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Said<Text>,
    },
    /// Undo an entry and record it anew with what should be different
    Correct {
        /// The entry's number
        entry: i64,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Said<Text>,
        /// The right amount
        #[arg(long, allow_negative_numbers = true)]
        amount: Option<Said<Amount>>,
        /// The right recoverable VAT
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        vat: Option<Said<Pence>>,
        /// The right category
        #[arg(long)]
        category: Option<Said<Code>>,
        /// The right provider
        #[arg(long = "from", value_name = "PROVIDER")]
        provider: Option<Said<Text>>,
    },
    /// List entries
    List {
        /// Only this child's
        #[arg(long, value_name = "REF")]
        child: Option<Said<Code>>,
        /// From this day
        #[arg(long, value_name = "DATE")]
        since: Option<Said<Day>>,
        /// Up to this day
        #[arg(long, value_name = "DATE")]
        until: Option<Said<Day>>,
    },
    /// Show one entry
    Show {
        /// The entry's number
        entry: i64,
    },
}

/// Outcomes.
#[derive(Debug, Subcommand)]
pub(super) enum OutcomeCommand {
    /// Record a score
    Record {
        /// The child's reference
        child: Said<Code>,
        /// The measure: gbo, sdq_total... (bhlp measure list)
        measure: Said<Code>,
        /// The score
        #[arg(allow_negative_numbers = true)]
        value: Score,
        /// Which goal or part: goal-1
        #[arg(long)]
        item: Option<Said<Text>>,
        /// Who told: child, carer, teacher...
        #[arg(long)]
        informant: Said<Text>,
    },
    /// List a child's scores
    List {
        /// The child's reference
        child: Said<Code>,
    },
}

/// Time.
#[derive(Debug, Subcommand)]
pub(super) enum TimeCommand {
    /// Record minutes
    Record {
        /// The child's reference
        child: Said<Code>,
        /// How many minutes
        #[arg(allow_negative_numbers = true)]
        minutes: i64,
        /// What was done: visit, plan, purchase, meeting...
        activity: Said<Text>,
        /// Whose time, if not yours
        #[arg(long = "for", value_name = "PRACTITIONER")]
        practitioner: Option<Said<Code>>,
    },
}

/// Children.
#[derive(Debug, Subcommand)]
pub(super) enum ChildCommand {
    /// Register a child, by the authority's reference only
    Add(Box<ChildAddArgs>),
    /// Change what is known of a child
    Amend(Box<ChildAmendArgs>),
    /// Hand the case over to another practitioner
    HandOver {
        /// The child's reference
        child: Said<Code>,
        /// Who leads from now on
        #[arg(long, value_name = "PRACTITIONER")]
        to: Said<Code>,
    },
    /// List children
    List,
    /// Show one child
    Show {
        /// The child's reference
        child: Said<Code>,
    },
}

/// Register a child.
#[derive(Debug, Args)]
pub(super) struct ChildAddArgs {
    /// The child's reference: never a name or initials
    pub child: Said<Code>,
    /// additional_needs or looked_after
    #[arg(long)]
    pub cohort: Said<Cohort>,
    /// budget or comparison
    #[arg(long, default_value = "budget")]
    pub arm: Said<Arm>,
    /// Month of birth
    #[arg(long, value_name = "YYYY-MM")]
    pub born: Said<Month>,
    /// M, F or U
    #[arg(long, default_value = "U")]
    pub sex: Said<Sex>,
    /// Department for Education code, such as WBRI
    #[arg(long, value_name = "CODE", default_value = "NOBT")]
    pub ethnicity: Said<Code>,
    /// The authority's area
    #[arg(long)]
    pub area: Said<Text>,
    /// Child-in-need code, N0 to N9
    #[arg(long, value_name = "CODE")]
    pub need: Said<Code>,
    /// Level of need, 1 to 4
    #[arg(long, value_name = "LEVEL")]
    pub level: i64,
    /// Reference of the common assessment
    #[arg(long, value_name = "REF")]
    pub caf_ref: Option<Said<Text>>,
    /// Day of the common assessment
    #[arg(long, value_name = "DATE")]
    pub caf_on: Option<Said<Day>>,
    /// Day of consent
    #[arg(long, value_name = "DATE")]
    pub consent_on: Option<Said<Day>>,
    /// Who leads the case
    #[arg(long, value_name = "PRACTITIONER")]
    pub lead: Said<Code>,
}

/// Change what is known of a child.
#[derive(Debug, Args)]
pub(super) struct ChildAmendArgs {
    /// The child's reference
    pub child: Said<Code>,
    /// additional_needs or looked_after
    #[arg(long)]
    pub cohort: Option<Said<Cohort>>,
    /// M, F or U
    #[arg(long)]
    pub sex: Option<Said<Sex>>,
    /// Department for Education code
    #[arg(long, value_name = "CODE")]
    pub ethnicity: Option<Said<Code>>,
    /// The authority's area
    #[arg(long)]
    pub area: Option<Said<Text>>,
    /// Child-in-need code
    #[arg(long, value_name = "CODE")]
    pub need: Option<Said<Code>>,
    /// Level of need
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<i64>,
    /// Reference of the common assessment
    #[arg(long, value_name = "REF")]
    pub caf_ref: Option<Said<Text>>,
    /// Day of the common assessment
    #[arg(long, value_name = "DATE")]
    pub caf_on: Option<Said<Day>>,
    /// Day of consent
    #[arg(long, value_name = "DATE")]
    pub consent_on: Option<Said<Day>>,
}

/// Practitioners.
#[derive(Debug, Subcommand)]
pub(super) enum PractitionerCommand {
    /// Register someone
    Add {
        /// Their code
        practitioner: Said<Code>,
        /// Their name
        #[arg(long)]
        name: Said<Text>,
        /// Their profession
        #[arg(long)]
        profession: Said<Text>,
        /// Who employs them
        #[arg(long)]
        agency: Said<Text>,
        /// lead_professional, manager, finance, evaluator or administrator
        #[arg(long, default_value = "lead_professional")]
        role: Said<Role>,
        /// The most they may order alone [default: no limit]
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        limit: Option<Said<Pence>>,
        /// Their first day
        #[arg(long, value_name = "DATE")]
        joined: Option<Said<Day>>,
    },
    /// Change what is known of someone
    Amend {
        /// Their code
        practitioner: Said<Code>,
        /// Their name
        #[arg(long)]
        name: Option<Said<Text>>,
        /// Their profession
        #[arg(long)]
        profession: Option<Said<Text>>,
        /// Who employs them
        #[arg(long)]
        agency: Option<Said<Text>>,
        /// What they may do
        #[arg(long)]
        role: Option<Said<Role>>,
        /// The most they may order alone
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        limit: Option<Said<Pence>>,
    },
    /// Record someone's last day
    Leave {
        /// Their code
        practitioner: Said<Code>,
    },
    /// List everyone
    List,
}

/// Providers.
#[derive(Debug, Subcommand)]
pub(super) enum ProviderCommand {
    /// Register a provider
    Add {
        /// Its code
        provider: Said<Code>,
        /// Its name
        #[arg(long)]
        name: Said<Text>,
        /// statutory, voluntary, private or individual
        #[arg(long)]
        sector: Said<Sector>,
        /// Companies House number
        #[arg(long, value_name = "NUMBER")]
        companies_house: Option<Said<Code>>,
        /// Charity Commission number
        #[arg(long, value_name = "NUMBER")]
        charity_number: Option<Said<Code>>,
        /// UK provider reference number
        #[arg(long, value_name = "NUMBER")]
        ukprn: Option<Said<Code>>,
    },
    /// Change what is known of a provider
    Amend {
        /// Its code
        provider: Said<Code>,
        /// Its name
        #[arg(long)]
        name: Option<Said<Text>>,
        /// Its sector
        #[arg(long)]
        sector: Option<Said<Sector>>,
        /// Companies House number
        #[arg(long, value_name = "NUMBER")]
        companies_house: Option<Said<Code>>,
        /// Charity Commission number
        #[arg(long, value_name = "NUMBER")]
        charity_number: Option<Said<Code>>,
        /// UK provider reference number
        #[arg(long, value_name = "NUMBER")]
        ukprn: Option<Said<Code>>,
    },
    /// List providers
    List,
}

/// Funds.
#[derive(Debug, Subcommand)]
pub(super) enum FundCommand {
    /// Register a fund and what it is kept for
    Add {
        /// Its code
        fund: Said<Code>,
        /// Its name
        #[arg(long)]
        name: Said<Text>,
        /// Who gives the money
        #[arg(long)]
        contributor: Said<Text>,
        /// pump_priming or mainstream
        #[arg(long, default_value = "pump_priming")]
        stream: Said<Stream>,
        /// cash or notional
        #[arg(long, default_value = "cash")]
        nature: Said<Nature>,
        /// Keep it for one cohort: additional_needs or looked_after
        #[arg(long, help_heading = "Ring-fenced to")]
        cohort: Option<Said<Cohort>>,
        /// Keep it for a category; may be given several times
        #[arg(long = "category", value_name = "CATEGORY", help_heading = "Ring-fenced to")]
        categories: Vec<Said<Code>>,
        /// Not before this day
        #[arg(long, value_name = "DATE", help_heading = "Ring-fenced to")]
        from: Option<Said<Day>>,
        /// Not after this day
        #[arg(long, value_name = "DATE", help_heading = "Ring-fenced to")]
        until: Option<Said<Day>>,
    },
    /// Receive a contributor's money
    Receive {
        /// The fund
        fund: Said<Code>,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
        /// Into which account [default: bank:main; for a notional fund its own]
        #[arg(long, value_name = "KIND:NAME")]
        account: Option<Said<AccountName>>,
    },
    /// Repay unused money
    Repay {
        /// The fund
        fund: Said<Code>,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
        /// From which account
        #[arg(long, value_name = "KIND:NAME")]
        account: Option<Said<AccountName>>,
    },
    /// List funds with what they have and what they are kept for
    List,
}

/// The pilot's own accounts.
#[derive(Debug, Subcommand)]
pub(super) enum AccountCommand {
    /// Open an account: bank:NAME, card:NUMBER, imprest:NAME or notional:NAME
    Open {
        /// Its whole name
        account: Said<AccountName>,
        /// Whose card it is
        #[arg(long, value_name = "PRACTITIONER")]
        holder: Option<Said<Code>>,
    },
    /// Move money between accounts: cash to a float, a card bill settled
    Move {
        /// From which account
        from: Said<AccountName>,
        /// To which account
        to: Said<AccountName>,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
    },
    /// List accounts
    List,
}

/// Categories.
#[derive(Debug, Subcommand)]
pub(super) enum CategoryCommand {
    /// Add a category
    Add {
        /// Its code
        category: Said<Code>,
        /// What it is for
        #[arg(long)]
        label: Said<Text>,
    },
    /// List categories
    List,
}

/// Measures.
#[derive(Debug, Subcommand)]
pub(super) enum MeasureCommand {
    /// Add a measure
    Add {
        /// Its code
        measure: Said<Code>,
        /// Its name
        #[arg(long)]
        label: Said<Text>,
        /// Lowest score
        #[arg(long, allow_negative_numbers = true)]
        lowest: Score,
        /// Highest score
        #[arg(long, allow_negative_numbers = true)]
        highest: Score,
        /// Which way is better: higher or lower
        #[arg(long)]
        better: Said<Better>,
    },
    /// List measures
    List,
}

/// Months.
#[derive(Debug, Subcommand)]
pub(super) enum MonthCommand {
    /// Close a month; you must have recorded nothing in it
    Close {
        /// The month
        month: Said<Month>,
    },
    /// Open a closed month again, the latest first
    Reopen {
        /// The month
        month: Said<Month>,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Said<Text>,
    },
    /// Show every month: open or closed, by whom
    Status,
}

pub(super) use super::check::{BackupArgs, CheckArgs, RestoreArgs};
pub(super) use super::export::ExportArgs;
pub(super) use super::import::ImportArgs;
pub(super) use super::report::ReportArgs;
