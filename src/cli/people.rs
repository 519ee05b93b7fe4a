//! `bhlp practitioner ...` and `bhlp provider ...`.

use clap::Subcommand;

use super::args::Globals;
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::domain::{Code, Day, LadderStep, Pence, Role, Sector, Text};
use crate::service::{
    PractitionerAdd, PractitionerAmend, PractitionerLeave, ProviderAdd, ProviderAmend, ProviderStepTake, Said,
};

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
    /// Take a step with a provider that does badly, or restore it
    Step {
        /// Its code or exact name
        provider: Said<Text>,
        /// notice, improvement_plan, suspended, contracted_elsewhere or restored
        step: Said<LadderStep>,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Said<Text>,
        /// When it is looked at again
        #[arg(long, value_name = "DATE")]
        review: Option<Said<Day>>,
        /// Whether nothing new is ordered from it: yes or no [default: yes when suspended or replaced]
        #[arg(long, value_name = "YES", value_parser = yes_or_no)]
        stops_orders: Option<bool>,
    },
    /// List the steps that were taken with providers
    Steps {
        /// Only this one's
        provider: Option<Said<Code>>,
    },
    /// List providers
    List,
}

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
        ProviderCommand::Step { provider, step, reason, review, stops_orders } => carry_out(
            globals,
            &ProviderStepTake {
                provider: provider.0.to_string(),
                step,
                reason,
                review_on: review,
                stops_orders,
                on: globals.on,
            },
        ),
        ProviderCommand::Steps { provider } => {
            listed(globals, Listing::ProviderSteps(provider.map(|provider| provider.0)))
        }
        ProviderCommand::List => listed(globals, Listing::Providers),
    }
}

/// Reads an answer.
fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("say yes or no".into()),
    }
}
