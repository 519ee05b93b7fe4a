//! What was typed: the commands, and the flags every command takes. The arguments of a command stand
//! in its own file.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::account::AccountCommand;
use super::again::AgainArgs;
use super::approve::{ApproveArgs, RefuseArgs};
use super::audit::AuditArgs;
use super::bill::{CreditNoteCommand, InvoiceCommand, PaymentCommand, RefundCommand};
use super::budget::BudgetCommand;
use super::buy::BuyArgs;
use super::check::{BackupArgs, CheckArgs, RestoreArgs};
use super::child::ChildCommand;
use super::commission::CommissionCommand;
use super::compact::CompactCommand;
use super::completions::CompletionsArgs;
use super::conflict::ConflictCommand;
use super::delivery::DeliveryCommand;
use super::demo::DemoArgs;
use super::entry::EntryCommand;
use super::evaluate::EvaluateCommand;
use super::evidence::ReceiptCommand;
use super::export::ExportCommand;
use super::fund::FundCommand;
use super::import::ImportArgs;
use super::imprest::ImprestCommand;
use super::init::InitArgs;
use super::later::Later;
use super::man::ManArgs;
use super::month::MonthCommand;
use super::need::NeedCommand;
use super::observe::{OutcomeCommand, TimeCommand};
use super::people::{PractitionerCommand, ProviderCommand};
use super::policy::PolicyCommand;
use super::reconcile::ReconcileCommand;
use super::report::ReportArgs;
use super::statement::StatementCommand;
use super::tariff::TariffCommand;
use super::verify::VerifyArgs;
use super::words::{CategoryCommand, MeasureCommand};
use super::{Failure, Result, help};
use crate::domain::{Code, Day, Text};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "bhlp", version, about = help::ABOUT, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub(super) globals: Globals,
    #[command(subcommand)]
    pub(super) command: Command,
}

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
    pub user: Option<Code>,
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
    /// The day it happened [default: today; of a statement's line, its own day]
    #[arg(long, global = true, value_name = "DATE", help_heading = "Recording")]
    pub on: Option<Day>,
    /// For what comes late: the day in a closed month that it belongs to
    #[arg(long, global = true, value_name = "DATE", help_heading = "Recording")]
    pub belongs_to: Option<Day>,
    /// A name for this request: given twice, it is recorded once
    #[arg(long, global = true, value_name = "KEY", help_heading = "Recording")]
    pub key: Option<Code>,
    /// A remark to keep with it
    #[arg(long, global = true, value_name = "TEXT", help_heading = "Recording")]
    pub note: Option<Text>,
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
        self.user.clone().ok_or_else(|| {
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
    /// Show what was bought for a child lately, and buy one of these again
    Again(Later<AgainArgs>),
    /// Show what waits for you: deliveries, bills, idle budgets, what ends soon
    Today,
    /// Approve what waits: the queue, or one order by its number
    Approve(Later<ApproveArgs>),
    /// Refuse what waits: its money is free again
    Refuse(Later<RefuseArgs>),
    /// Give, add, return, move or close a child's budget; see what is left
    #[command(subcommand)]
    Budget(Later<BudgetCommand>),
    /// Order something for a child now, to be delivered and paid later
    #[command(subcommand, visible_alias = "order")]
    Commission(Later<CommissionCommand>),
    /// Record a provider's invoice
    #[command(subcommand)]
    Invoice(Later<InvoiceCommand>),
    /// Record a provider's credit note
    #[command(subcommand)]
    CreditNote(Later<CreditNoteCommand>),
    /// Record a payment to a provider
    #[command(subcommand, visible_alias = "pay")]
    Payment(Later<PaymentCommand>),
    /// Record money back from a provider
    #[command(subcommand)]
    Refund(Later<RefundCommand>),
    /// What is paid only when an outcome is recorded in time
    #[command(subcommand)]
    Tariff(Later<TariffCommand>),
    /// Record what came of an order, and when
    #[command(subcommand)]
    Delivery(Later<DeliveryCommand>),
    /// Keep receipts, or say why there is none; see which are missing
    #[command(subcommand)]
    Receipt(Later<ReceiptCommand>),
    /// Put a mistake right; look up what was recorded
    #[command(subcommand)]
    Entry(Later<EntryCommand>),
    /// Plan for what a child needs, and say what became of it
    #[command(subcommand)]
    Need(Later<NeedCommand>),
    /// Record who promised what, and look at it again
    #[command(subcommand)]
    Compact(Later<CompactCommand>),
    /// Record how a child is doing
    #[command(subcommand, visible_alias = "score")]
    Outcome(Later<OutcomeCommand>),
    /// Record time spent for a child
    #[command(subcommand)]
    Time(Later<TimeCommand>),
    /// Show a report
    Report(Later<ReportArgs>),
    /// Register children; hand a case over
    #[command(subcommand)]
    Child(Later<ChildCommand>),
    /// Declare conflicts of interest
    #[command(subcommand)]
    Conflict(Later<ConflictCommand>),
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
    /// The pilot's own rules: check, compare and set them
    #[command(subcommand)]
    Policy(Later<PolicyCommand>),
    /// Match statements with the ledger, line by line; say what the rest is
    #[command(subcommand)]
    Reconcile(Later<ReconcileCommand>),
    /// Take in statements of banks and cards; see their lines
    #[command(subcommand)]
    Statement(Later<StatementCommand>),
    /// Count cash floats, give advances out of them, write the certificate
    #[command(subcommand)]
    Imprest(Later<ImprestCommand>),
    /// Close months, re-open them, see which are open
    #[command(subcommand)]
    Month(Later<MonthCommand>),
    /// Take in files: a folder of them, or one
    Import(Later<ImportArgs>),
    /// Write files for others: the month pack, both books as a journal, an evaluator's extract
    #[command(subcommand)]
    Export(Later<ExportCommand>),
    /// What is worth a second look: each audit test, its findings, and answers to them
    Audit(Later<AuditArgs>),
    /// Compare spend with outcomes: the evaluation's report
    #[command(subcommand)]
    Evaluate(Later<EvaluateCommand>),
    /// Check that a month pack or an extract is as it was written
    Verify(Later<VerifyArgs>),
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
    /// Write the completions of a shell: bash, elvish, fish, powershell or zsh
    Completions(Later<CompletionsArgs>),
    /// Write a man page for each command
    Man(Later<ManArgs>),
}
