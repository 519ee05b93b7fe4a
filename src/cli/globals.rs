//! The flags every command takes.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};

use super::failure::{Failure, Result};
use domain::{Code, Day, Text};

/// How a listing is written
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
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
#[derive(Clone, Debug, Args)]
pub(super) struct Globals {
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
    /// The day it happened [default: today, or a statement line's own day]
    #[arg(long, global = true, value_name = "DATE", help_heading = "Recording")]
    pub on: Option<Day>,
    /// For what comes late: the day in a closed month that it belongs to
    #[arg(long, global = true, value_name = "DATE", help_heading = "Recording")]
    pub belongs_to: Option<Day>,
    /// A name for this request, so that a repeat is recorded only once
    #[arg(long, global = true, value_name = "KEY", help_heading = "Recording")]
    pub key: Option<Code>,
    /// A remark to keep with it
    #[arg(long, global = true, value_name = "TEXT", help_heading = "Recording")]
    pub note: Option<Text>,
    /// Check everything but record nothing
    #[arg(long, global = true, help_heading = "Recording")]
    pub dry_run: bool,
    /// Whether somebody was asked for it, and said that it is right.
    #[arg(skip)]
    pub confirmed: bool,
    /// The instant a told story plays at; everyone else has the clock.
    #[arg(skip)]
    pub clock: Option<DateTime<Utc>>,
}

impl Globals {
    pub(super) fn ledger(&self) -> Result<PathBuf> {
        self.ledger.clone().ok_or_else(|| {
            Failure::usage(
                "LEDGER_NOT_NAMED",
                "no ledger was named",
                Some("give --ledger FILE, or set BHLP_LEDGER once: export BHLP_LEDGER=pilot.bhlp"),
            )
            .into()
        })
    }

    pub(super) fn user(&self) -> Result<Code> {
        self.user.clone().ok_or_else(|| {
            Failure::usage(
                "USER_NOT_NAMED",
                "you have not said who you are",
                Some("give --as USER, or set BHLP_USER once: export BHLP_USER=LP-AMES"),
            )
            .into()
        })
    }
}
