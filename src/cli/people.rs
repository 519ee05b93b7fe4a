//! `bhlp practitioner ...` and `bhlp provider ...`.

use super::args::{Globals, PractitionerCommand, ProviderCommand};
use super::report::{Listing, list};
use super::{Result, carry_out};
use crate::service::{PractitionerAdd, PractitionerAmend, PractitionerLeave, ProviderAdd, ProviderAmend};

pub(super) fn practitioner(globals: &Globals, command: PractitionerCommand) -> Result {
    match command {
        PractitionerCommand::Add { practitioner, name, profession, agency, role, limit, joined } => {
            carry_out(
                globals,
                &PractitionerAdd {
                    practitioner,
                    name,
                    profession,
                    agency,
                    role,
                    sign_off_limit: limit,
                    joined_on: joined,
                },
            )
        }
        PractitionerCommand::Amend { practitioner, name, profession, agency, role, limit } => carry_out(
            globals,
            &PractitionerAmend { practitioner, name, profession, agency, role, sign_off_limit: limit },
        ),
        PractitionerCommand::Leave { practitioner } => {
            carry_out(globals, &PractitionerLeave { practitioner, on: globals.on })
        }
        PractitionerCommand::List => list(globals, Listing::Practitioners),
    }
}

pub(super) fn provider(globals: &Globals, command: ProviderCommand) -> Result {
    match command {
        ProviderCommand::Add { provider, name, sector, companies_house, charity_number, ukprn } => carry_out(
            globals,
            &ProviderAdd { provider, name, sector, companies_house, charity_number, ukprn },
        ),
        ProviderCommand::Amend { provider, name, sector, companies_house, charity_number, ukprn } => {
            carry_out(
                globals,
                &ProviderAmend { provider, name, sector, companies_house, charity_number, ukprn },
            )
        }
        ProviderCommand::List => list(globals, Listing::Providers),
    }
}
