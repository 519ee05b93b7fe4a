//! `bhlp statement ...`: what banks and card companies say.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use sha2::{Digest, Sha256};

use super::profile::{self, ProfileCommand};
use super::remembered;
use super::taken;
use crate::carry_out::{Done, context, shown};
use crate::failure::{NothingRecorded, Result};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{AccountName, BadText, Day, Refusal, Text, hex};
use file::{BadFile, Source};
use report::{Request, catalogue};
use service::{StatementImport, take_statement};
use store::Ledger;

/// Statements.
#[derive(Debug, Subcommand)]
pub(in crate::commands) enum StatementCommand {
    /// Import a bank or card statement (CSV, CAMT.053, MT940, OFX, QIF); no line is imported twice
    Import(TakeArgs),
    /// List the statements that were imported
    List {
        /// Only this account's
        #[arg(long, value_name = "NAME")]
        account: Option<AccountName>,
    },
    /// Show the lines that a statement brought
    Show {
        /// The statement's number
        statement: i64,
    },
    /// Show lines of statements, whichever brought them
    Lines {
        /// Only this account's
        #[arg(long, value_name = "NAME")]
        account: Option<AccountName>,
        /// Posted from this day
        #[arg(long, value_name = "DATE")]
        since: Option<Day>,
        /// Posted up to this day
        #[arg(long, value_name = "DATE")]
        until: Option<Day>,
        /// Only those that are neither matched nor explained
        #[arg(long)]
        open: bool,
    },
    /// How banks lay out their CSV files: list, show, or make one for a bank that is not known
    #[command(subcommand)]
    Profile(ProfileCommand),
}

/// Import a statement.
#[derive(Debug, Args)]
pub(in crate::commands) struct TakeArgs {
    /// The file
    pub file: PathBuf,
    /// The account it belongs to; a file that tells cards apart feeds each card's own
    #[arg(long, value_name = "NAME")]
    pub account: Option<AccountName>,
    /// The account a number in the file belongs to; may be given for each number
    #[arg(long, value_name = "NUMBER=ACCOUNT", value_parser = number)]
    pub number: Vec<(Text, AccountName)>,
    /// The layout of the bank's CSV: a known profile's name, or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
    /// The first day it covers, where the file does not say
    #[arg(long, value_name = "DATE")]
    pub from: Option<Day>,
    /// The last day it covers, where the file does not say: it is complete up to then
    #[arg(long, value_name = "DATE")]
    pub until: Option<Day>,
}

pub(in crate::commands) fn run(globals: &Globals, command: StatementCommand) -> Done {
    match command {
        StatementCommand::Import(args) => take(globals, args).map(shown).context(NothingRecorded),
        StatementCommand::Profile(command) => profile::run(globals, command),
        StatementCommand::List { account } => {
            listed(globals, &catalogue::STATEMENT_FILES, &Request { account, ..Request::default() })
        }
        StatementCommand::Show { statement } => {
            let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
            if !ledger.read()?.reader().has_statement(statement)? {
                let near = Vec::new();
                bail!(Refusal::Unknown { what: "statement", found: statement.to_string(), near });
            }
            let request = Request { number: Some(statement), ..Request::default() };
            listed(globals, &catalogue::STATEMENT_LINES, &request)
        }
        StatementCommand::Lines { account, since, until, open } => {
            let (account, since, until) = (account, since, until);
            let request = Request { account, since, until, open, ..Request::default() };
            listed(globals, &catalogue::STATEMENT_LINES, &request)
        }
    }
}

fn take(globals: &Globals, args: TakeArgs) -> Result {
    let context = context(globals)?;
    let mut ledger = Ledger::open(&globals.ledger()?)?;
    let source = Source::Path(args.file.clone());
    let bytes = statement::load(&source)?;
    let sha256 = hex(&Sha256::digest(&bytes));
    let said = (args.profile.as_deref(), args.account.as_ref());
    let (chosen, again) = {
        let reading = ledger.read()?;
        let chosen = remembered::choose(reading.reader(), &bytes, &source.name(), context.today(), said)?;
        (chosen, reading.reader().statement_of_file(&sha256)?.is_some())
    };
    let (until, warning) = match args.until {
        None if !again => {
            let shown = args.file.display().to_string();
            remembered::until(&chosen.file, context.today(), &shown)?
        }
        said => (said, None),
    };
    let request = StatementImport {
        name: file_name(&args.file)?,
        sha256,
        file: chosen.file,
        profile: chosen.profile,
        account: chosen.account,
        numbers: args.number,
        from: args.from,
        until,
    };
    let mut taken = take_statement(&mut ledger, &context, &request)?;
    if taken.accounts.iter().any(|side| side.count(true) > 0) {
        taken.warnings.extend(warning);
    }
    Ok(taken::print(globals.format, &request, &taken)?)
}

/// Reads `NUMBER=ACCOUNT`.
fn number(said: &str) -> std::result::Result<(Text, AccountName), BadText> {
    let (number, account) = said.split_once('=').ok_or(BadText::NotAnAccount(said.to_owned()))?;
    Ok((number.parse()?, account.parse()?))
}

/// The file's name without its folder, as the ledger keeps it.
fn file_name(path: &Path) -> Result<Text, BadFile> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    name.parse().map_err(|why| {
        let hint = Some("give the file a plain name");
        BadFile::new(&path.display().to_string(), "FIELD_CONTROL_CHARACTER", format!("its name: {why}"), hint)
    })
}
