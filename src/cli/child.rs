//! `bhlp child ...`.

use super::args::{ChildCommand, Globals};
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::service::{ChildAdd, ChildAmend, HandOver};

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
        ChildCommand::List => listed(globals, Listing::Children),
        ChildCommand::Show { child } => listed(globals, Listing::Child(child.0)),
    }
}
