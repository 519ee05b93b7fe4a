//! `bhlp child ...`.

use clap::{Args, Subcommand};

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Arm, Code, Cohort, Day, Month, Sex, Text};
use report::{Request, catalogue};
use service::{ChildAdd, ChildAmend, HandOver};

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
        child: Code,
        /// Who leads from now on
        #[arg(long, value_name = "PRACTITIONER")]
        to: Code,
    },
    /// List children
    List,
    /// Show one child
    Show {
        /// The child's reference
        child: Code,
    },
}

/// Register a child.
#[derive(Debug, Args)]
pub(super) struct ChildAddArgs {
    /// The child's reference: never a name or initials
    pub child: Code,
    /// additional_needs or looked_after
    #[arg(long)]
    pub cohort: Cohort,
    /// budget or comparison
    #[arg(long, default_value = "budget")]
    pub arm: Arm,
    /// Month of birth
    #[arg(long, value_name = "YYYY-MM")]
    pub born: Month,
    /// M, F or U
    #[arg(long, default_value = "U")]
    pub sex: Sex,
    /// Department for Education code, such as WBRI
    #[arg(long, value_name = "CODE", default_value = "NOBT")]
    pub ethnicity: Code,
    /// The authority's area
    #[arg(long)]
    pub area: Text,
    /// Child-in-need code, N0 to N9
    #[arg(long, value_name = "CODE")]
    pub need: Code,
    /// Level of need, 1 to 4
    #[arg(long, value_name = "LEVEL")]
    pub level: i64,
    /// Reference of the common assessment
    #[arg(long, value_name = "REF")]
    pub caf_ref: Option<Text>,
    /// Day of the common assessment
    #[arg(long, value_name = "DATE")]
    pub caf_on: Option<Day>,
    /// Day of consent
    #[arg(long, value_name = "DATE")]
    pub consent_on: Option<Day>,
    /// Who leads the case
    #[arg(long, value_name = "PRACTITIONER")]
    pub lead: Code,
}

/// Change what is known of a child.
#[derive(Debug, Args)]
pub(super) struct ChildAmendArgs {
    /// The child's reference
    pub child: Code,
    /// additional_needs or looked_after
    #[arg(long)]
    pub cohort: Option<Cohort>,
    /// M, F or U
    #[arg(long)]
    pub sex: Option<Sex>,
    /// Department for Education code
    #[arg(long, value_name = "CODE")]
    pub ethnicity: Option<Code>,
    /// The authority's area
    #[arg(long)]
    pub area: Option<Text>,
    /// Child-in-need code
    #[arg(long, value_name = "CODE")]
    pub need: Option<Code>,
    /// Level of need
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<i64>,
    /// Reference of the common assessment
    #[arg(long, value_name = "REF")]
    pub caf_ref: Option<Text>,
    /// Day of the common assessment
    #[arg(long, value_name = "DATE")]
    pub caf_on: Option<Day>,
    /// Day of consent
    #[arg(long, value_name = "DATE")]
    pub consent_on: Option<Day>,
}

pub(super) fn run(globals: &Globals, command: ChildCommand) -> Done {
    match command {
        ChildCommand::Add(args) => carry_out(
            globals,
            &ChildAdd {
                child: args.child,
                cohort: args.cohort,
                arm: args.arm,
                born: args.born,
                sex: args.sex,
                ethnicity: args.ethnicity,
                area: args.area,
                need: args.need,
                need_level: args.level,
                caf_ref: args.caf_ref,
                caf_on: args.caf_on,
                consent_on: args.consent_on,
                lead: args.lead,
                on: globals.on,
            },
        ),
        ChildCommand::Amend(args) => carry_out(
            globals,
            &ChildAmend {
                child: args.child,
                cohort: args.cohort,
                sex: args.sex,
                ethnicity: args.ethnicity,
                area: args.area,
                need: args.need,
                need_level: args.level,
                caf_ref: args.caf_ref,
                caf_on: args.caf_on,
                consent_on: args.consent_on,
            },
        ),
        ChildCommand::HandOver { child, to } => carry_out(globals, &HandOver { child, to, on: globals.on }),
        ChildCommand::List => listed(globals, &catalogue::CHILDREN, &Request::default()),
        ChildCommand::Show { child } => {
            listed(globals, &catalogue::CHILD, &Request { child: Some(child), ..Request::default() })
        }
    }
}
