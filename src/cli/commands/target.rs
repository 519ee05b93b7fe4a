//! `bhlp target ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Better, Code, Day, Score, Text};
use report::{Request, catalogue};
use service::{TargetActual, TargetSet};

/// What areas are to reach.
#[derive(Debug, Subcommand)]
pub(super) enum TargetCommand {
    /// Set what an area, or the whole pilot, is to reach: what is set last holds
    Set {
        /// The Every Child Matters aim: 3.2
        aim: Code,
        /// needs_achieved, a measure (bhlp measure list), or a word of your own: attendance
        indicator: Code,
        /// What is to be reached
        #[arg(allow_negative_numbers = true)]
        value: Score,
        /// What it was before
        #[arg(long, allow_negative_numbers = true)]
        baseline: Score,
        /// By when
        #[arg(long, value_name = "DATE")]
        due_on: Day,
        /// The area; else the whole pilot
        #[arg(long)]
        area: Option<Text>,
        /// What nobody is to be left beyond
        #[arg(long, allow_negative_numbers = true)]
        floor: Option<Score>,
        /// What is predicted from how deprived the area is
        #[arg(long, allow_negative_numbers = true)]
        predicted: Option<Score>,
        /// Which way is better: higher (the default) or lower
        #[arg(long)]
        better: Option<Better>,
        /// How much it weighs in the area's composite indicator
        #[arg(long, default_value = "1")]
        weight: u32,
    },
    /// Record what an indicator was on a day: --on
    Actual {
        /// The aim
        aim: Code,
        /// The indicator
        indicator: Code,
        /// What it was
        #[arg(allow_negative_numbers = true)]
        value: Score,
        /// The area; else the whole pilot
        #[arg(long)]
        area: Option<Text>,
    },
    /// List what is to be reached, and where it stands
    List,
    /// Show each area's composite indicator, with its parts
    Composite,
}

pub(super) fn run(globals: &Globals, command: TargetCommand) -> Done {
    match command {
        TargetCommand::Set {
            aim,
            indicator,
            value,
            baseline,
            due_on,
            area,
            floor,
            predicted,
            better,
            weight,
        } => carry_out(
            globals,
            &TargetSet { aim, indicator, value, area, baseline, floor, predicted, better, weight, due_on },
        ),
        TargetCommand::Actual { aim, indicator, value, area } => {
            carry_out(globals, &TargetActual { aim, indicator, value, area, on: globals.on })
        }
        TargetCommand::List => listed(globals, &catalogue::TARGETS, &Request::default()),
        TargetCommand::Composite => listed(globals, &catalogue::COMPOSITE, &Request::default()),
    }
}
