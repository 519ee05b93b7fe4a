//! The whole command line, and every command with the file that does it.

use anyhow::bail;
use clap::{CommandFactory, Parser, Subcommand};

use super::lazy_args::LazyArgs;
use super::{
    account, again, agreement, approve, audit, budget, buy, category, check, child, claim, commission,
    compact, completions, conflict, consent, cost, delivery, demo, entry, evaluate, export, family, fund,
    hands, happening, import, imprest, init, invoice, man, measure, month, need, outcome, people, policy,
    pool, receipt, reconcile, report, statement, target, tariff, time, today, vat, verify,
};
use crate::carry_out::{Done, Play, shown};
use crate::failure::Failure;
use crate::globals::Globals;
use crate::help;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "bhlp", version, about = help::ABOUT, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub globals: Globals,
    #[command(subcommand)]
    command: Command,
}

/// Every command, laid out when it is met.
#[derive(Debug, Subcommand)]
enum Command {
    /// Buy something for a child: commissioned, delivered and paid in one step
    Buy(LazyArgs<Box<buy::BuyArgs>>),
    /// Show what was bought for a child lately, and buy one of these again
    Again(LazyArgs<again::AgainArgs>),
    /// Show what is waiting for you: deliveries, invoices, idle budgets, what ends soon
    Today,
    /// Approve what is waiting: the queue, or one commission by its number
    Approve(LazyArgs<approve::ApproveArgs>),
    /// Refuse what is waiting: its money is available again
    Refuse(LazyArgs<approve::RefuseArgs>),
    /// Give, add, return, move or close a child's budget; see what is left
    #[command(subcommand)]
    Budget(LazyArgs<budget::BudgetCommand>),
    /// Commission something for a child now, to be delivered and paid later
    #[command(subcommand, visible_alias = "com")]
    Commission(LazyArgs<commission::CommissionCommand>),
    /// Record a provider's invoice
    #[command(subcommand)]
    Invoice(LazyArgs<invoice::InvoiceCommand>),
    /// Record a provider's credit note
    #[command(subcommand)]
    CreditNote(LazyArgs<invoice::CreditNoteCommand>),
    /// Record a payment to a provider
    #[command(subcommand, visible_alias = "pay")]
    Payment(LazyArgs<invoice::PaymentCommand>),
    /// Record money back from a provider
    #[command(subcommand)]
    Refund(LazyArgs<invoice::RefundCommand>),
    /// Say what shows VAT; charge VAT that the council cannot recover
    #[command(subcommand)]
    Vat(LazyArgs<vat::VatCommand>),
    /// Commissions partly paid by result
    #[command(subcommand)]
    Tariff(LazyArgs<tariff::TariffCommand>),
    /// Record what was delivered, and when
    #[command(subcommand)]
    Delivery(LazyArgs<delivery::DeliveryCommand>),
    /// Keep receipts, or say why there is none; see which are missing
    #[command(subcommand)]
    Receipt(LazyArgs<receipt::ReceiptCommand>),
    /// Have paid back what you paid yourself: claim it, approve it, pay it
    #[command(subcommand)]
    Claim(LazyArgs<claim::ClaimCommand>),
    /// Record what is agreed with a payee: a family, an agent, a broker
    #[command(subcommand)]
    Agreement(LazyArgs<agreement::AgreementCommand>),
    /// Advance money to an agent, a broker or a prepaid card; account for it, take it back
    #[command(subcommand)]
    Holding(LazyArgs<hands::HoldingCommand>),
    /// Ask back what a family has not accounted for, or write it off
    #[command(subcommand)]
    Debt(LazyArgs<hands::DebtCommand>),
    /// Correct a mistake; look up what was recorded
    #[command(subcommand)]
    Entry(LazyArgs<entry::EntryCommand>),
    /// Plan for what a child needs, and say what became of it
    #[command(subcommand)]
    Need(LazyArgs<need::NeedCommand>),
    /// Record who promised what, and review it
    #[command(subcommand)]
    Compact(LazyArgs<compact::CompactCommand>),
    /// Record how a child is doing
    #[command(subcommand, visible_alias = "score")]
    Outcome(LazyArgs<outcome::OutcomeCommand>),
    /// Record time spent for a child
    #[command(subcommand)]
    Time(LazyArgs<time::TimeCommand>),
    /// Record what happened to a child: referrals, exclusions, care, contact
    #[command(subcommand)]
    Happening(LazyArgs<happening::HappeningCommand>),
    /// Show a report
    Report(LazyArgs<report::ReportArgs>),
    /// Set what areas are to reach for an aim, and say where they stand
    #[command(subcommand)]
    Target(LazyArgs<target::TargetCommand>),
    /// Register children; hand a case over
    #[command(subcommand)]
    Child(LazyArgs<child::ChildCommand>),
    /// Say which children belong to a family; buy what they share
    #[command(subcommand)]
    Family(LazyArgs<family::FamilyCommand>),
    /// Record what was said of a child's data: permission to share, objections, a shield
    #[command(subcommand)]
    Consent(LazyArgs<consent::ConsentCommand>),
    /// Declare conflicts of interest
    #[command(subcommand)]
    Conflict(LazyArgs<conflict::ConflictCommand>),
    /// Register the people who act in the pilot
    #[command(subcommand)]
    Practitioner(LazyArgs<people::PractitionerCommand>),
    /// Register who is paid
    #[command(subcommand)]
    Provider(LazyArgs<people::ProviderCommand>),
    /// Register funds; receive and repay their money
    #[command(subcommand)]
    Fund(LazyArgs<fund::FundCommand>),
    /// Agree what partners give to a fund; show the statement for them
    #[command(subcommand)]
    Pool(LazyArgs<pool::PoolCommand>),
    /// Record what the pilot itself cost, apart from any child
    #[command(subcommand)]
    Cost(LazyArgs<cost::CostCommand>),
    /// Open bank accounts, cards and floats; move money between them
    #[command(subcommand)]
    Account(LazyArgs<account::AccountCommand>),
    /// The categories of things that may be bought
    #[command(subcommand)]
    Category(LazyArgs<category::CategoryCommand>),
    /// The scales that outcomes are scored on
    #[command(subcommand)]
    Measure(LazyArgs<measure::MeasureCommand>),
    /// The pilot's own rules: check, compare and set them
    #[command(subcommand)]
    Policy(LazyArgs<policy::PolicyCommand>),
    /// Match statements with the ledger, line by line; explain the rest
    #[command(subcommand)]
    Reconcile(LazyArgs<reconcile::ReconcileCommand>),
    /// Import bank and card statements; see their lines
    #[command(subcommand)]
    Statement(LazyArgs<statement::StatementCommand>),
    /// Count cash floats, give advances out of them, write the certificate
    #[command(subcommand)]
    Imprest(LazyArgs<imprest::ImprestCommand>),
    /// Close months, re-open them, see which are open
    #[command(subcommand)]
    Month(LazyArgs<month::MonthCommand>),
    /// Import a folder of files, or one file
    Import(LazyArgs<import::ImportArgs>),
    /// Write files for others: the month pack, both books as a journal, an evaluator's extract
    #[command(subcommand)]
    Export(LazyArgs<export::ExportCommand>),
    /// Audit tests: their findings, and answers to them
    Audit(LazyArgs<audit::AuditArgs>),
    /// Compare spend with outcomes: the evaluation's report
    #[command(subcommand)]
    Evaluate(LazyArgs<evaluate::EvaluateCommand>),
    /// Check that a month pack or an extract is as it was written
    Verify(LazyArgs<verify::VerifyArgs>),
    /// Recompute everything and say what differs; silent when all is well
    Check(LazyArgs<check::CheckArgs>),
    /// Copy the ledger while others work
    Backup(LazyArgs<check::BackupArgs>),
    /// Make a ledger from a backup
    Restore(LazyArgs<check::RestoreArgs>),
    /// Start the ledger of a pilot
    Init(LazyArgs<init::InitArgs>),
    /// Make an invented pilot of about 60 children and look at it as each user would
    Demo(LazyArgs<demo::DemoArgs>),
    /// Write the completions of a shell: bash, elvish, fish, powershell or zsh
    Completions(LazyArgs<completions::CompletionsArgs>),
    /// Write a man page for each command
    Man(LazyArgs<man::ManArgs>),
}

impl Cli {
    pub(crate) fn carry_out(self, play: Play) -> Done {
        dispatch(&self.globals, self.command, play)
    }
}

/// Carries out one parsed command. A command that records something answers with its reply; one
/// that shows something has shown it.
fn dispatch(globals: &Globals, command: Command, play: Play) -> Done {
    let makes_a_file = matches!(command, Command::Demo(_) | Command::Backup(_) | Command::Restore(_));
    if globals.dry_run && makes_a_file {
        let message = "this command makes a file and records nothing: there is no dry run of it";
        bail!(Failure::usage("DRY_RUN_DOES_NOT_APPLY", message, Some("leave out --dry-run")));
    }
    match command {
        Command::Init(args) => init::run(globals, args.0),
        Command::Approve(args) => approve::approve(globals, &args.0),
        Command::Refuse(args) => approve::refuse(globals, args.0),
        Command::Buy(args) => buy::run(globals, *args.0),
        Command::Today => today::run(globals),
        Command::Again(args) => again::run(globals, args.0, play),
        Command::Practitioner(command) => people::practitioner(globals, command.0),
        Command::Provider(command) => people::provider(globals, command.0),
        Command::Child(command) => child::run(globals, command.0),
        Command::Category(command) => category::run(globals, command.0),
        Command::Measure(command) => measure::run(globals, command.0),
        Command::Account(command) => account::run(globals, command.0),
        Command::Fund(command) => fund::run(globals, command.0),
        Command::Budget(command) => budget::run(globals, command.0),
        Command::Commission(command) => commission::run(globals, command.0),
        Command::Compact(command) => compact::run(globals, command.0),
        Command::Need(command) => need::run(globals, command.0),
        Command::Family(command) => family::run(globals, command.0),
        Command::Conflict(command) => conflict::run(globals, command.0),
        Command::Consent(command) => consent::run(globals, command.0),
        Command::Invoice(command) => invoice::invoice(globals, command.0),
        Command::CreditNote(command) => invoice::credit_note(globals, command.0),
        Command::Payment(command) => invoice::payment(globals, command.0),
        Command::Refund(command) => invoice::refund(globals, command.0),
        Command::Vat(command) => vat::run(globals, command.0),
        Command::Agreement(command) => agreement::run(globals, command.0),
        Command::Holding(command) => hands::holding(globals, command.0),
        Command::Debt(command) => hands::debt(globals, command.0),
        Command::Claim(command) => claim::run(globals, command.0),
        Command::Pool(command) => pool::run(globals, command.0),
        Command::Cost(command) => cost::run(globals, command.0),
        Command::Tariff(command) => tariff::run(globals, command.0),
        Command::Delivery(command) => delivery::run(globals, command.0),
        Command::Receipt(command) => receipt::run(globals, command.0),
        Command::Entry(command) => entry::run(globals, command.0),
        Command::Outcome(command) => outcome::run(globals, command.0),
        Command::Time(command) => time::run(globals, command.0),
        Command::Happening(command) => happening::run(globals, command.0),
        Command::Target(command) => target::run(globals, command.0),
        Command::Reconcile(command) => reconcile::run(globals, command.0, play),
        Command::Statement(command) => statement::run(globals, command.0),
        Command::Imprest(command) => imprest::run(globals, command.0),
        Command::Month(command) => month::run(globals, command.0),
        Command::Policy(command) => policy::run(globals, command.0),
        Command::Demo(args) => demo::run(args.0, play).map(shown),
        Command::Report(args) => report::run(globals, args.0).map(shown),
        Command::Import(args) => import::run(globals, args.0).map(shown),
        Command::Export(args) => export::run(globals, args.0),
        Command::Audit(args) => audit::run(globals, args.0),
        Command::Evaluate(command) => evaluate::run(globals, command.0),
        Command::Verify(args) => verify::run(globals, &args.0).map(shown),
        Command::Check(args) => check::check(globals, args.0).map(shown),
        Command::Backup(args) => check::backup(globals, args.0).map(shown),
        Command::Restore(args) => check::restore(globals, args.0).map(shown),
        Command::Completions(args) => completions::run(&args.0).map(shown),
        Command::Man(args) => man::run(&args.0, Cli::command()).map(shown),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::{Command, CommandFactory};

    use super::Cli;
    use crate::line::records;

    /// The words of commands that record nothing.
    const READING: &[&str] = &[
        "list",
        "statement",
        "composite",
        "show",
        "lines",
        "new",
        "status",
        "today",
        "report",
        "month",
        "hledger",
        "ledger",
        "beancount",
        "transparency",
        "check",
        "diff",
        "history",
        "steps",
        "get",
        "verify",
        "tests",
        "backup",
        "completions",
        "man",
        "certificate",
        "suspense",
        "combine",
        "key",
        "settings",
        "work", // what its keys record, they confirm themselves
    ];

    fn leaves<'c>(command: &'c Command, path: &[&'c str], found: &mut Vec<Vec<&'c str>>) {
        let path = [path, &[command.get_name()]].concat();
        if !command.has_subcommands() {
            found.push(path.clone());
        }
        command.get_subcommands().for_each(|inner| leaves(inner, &path, found));
    }

    /// Whoever is asked for what is missing confirms what will be recorded, so a command that records
    /// has to be known as one.
    #[test]
    fn every_command_is_known_to_record_or_not_to() {
        let mut program = Cli::command();
        program.build();
        let mut found = Vec::new();
        leaves(&program, &[], &mut found);
        for path in found.iter().filter(|path| !path.contains(&"help")) {
            let words: Vec<OsString> = path.iter().map(OsString::from).collect();
            let told = path.ends_with(&["pool", "report"]); // to partners: recorded
            let reads = !told && path.last().is_some_and(|word| READING.contains(word));
            assert!(records(&words) != reads, "{path:?}: RECORDING or READING, not both and not neither");
        }
    }
}
