//! `bhlp practitioner ...` and `bhlp provider ...`.

use super::args::{Globals, PractitionerCommand, ProviderCommand};
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::service::{PractitionerAdd, PractitionerAmend, PractitionerLeave, ProviderAdd, ProviderAmend};

pub(super) fn practitioner(globals: &Globals, command: PractitionerCommand) -> Done {
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
        PractitionerCommand::List => listed(globals, Listing::Practitioners),
    }
}

pub(super) fn provider(globals: &Globals, command: ProviderCommand) -> Done {
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
        ProviderCommand::List => listed(globals, Listing::Providers),
    }
}
