//! `bhlp practitioner ...` and `bhlp provider ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, Day, LadderStep, Pence, Role, Sector, Text};
use report::{Request, catalogue};
use service::{
    PractitionerAdd, PractitionerAmend, PractitionerLeave, ProviderAdd, ProviderAmend, ProviderStepTake,
};

/// Practitioners.
#[derive(Debug, Subcommand)]
pub(super) enum PractitionerCommand {
    /// Register someone
    Add {
        /// Their code
        practitioner: Code,
        /// Their name
        #[arg(long)]
        name: Text,
        /// Their profession
        #[arg(long)]
        profession: Text,
        /// Who employs them
        #[arg(long)]
        agency: Text,
        /// lead_professional, manager, finance, evaluator or administrator
        #[arg(long, default_value = "lead_professional")]
        role: Role,
        /// The most they may commission alone [default: no limit]
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        limit: Option<Pence>,
        /// Their first day
        #[arg(long, value_name = "DATE")]
        joined: Option<Day>,
    },
    /// Change what is known of someone
    Amend {
        /// Their code
        practitioner: Code,
        /// Their name
        #[arg(long)]
        name: Option<Text>,
        /// Their profession
        #[arg(long)]
        profession: Option<Text>,
        /// Who employs them
        #[arg(long)]
        agency: Option<Text>,
        /// What they may do
        #[arg(long)]
        role: Option<Role>,
        /// The most they may commission alone
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        limit: Option<Pence>,
    },
    /// Record someone's last day
    Leave {
        /// Their code
        practitioner: Code,
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
        provider: Code,
        /// Its name
        #[arg(long)]
        name: Text,
        /// statutory, voluntary, private or individual
        #[arg(long)]
        sector: Sector,
        /// Companies House number
        #[arg(long, value_name = "NUMBER")]
        companies_house: Option<Code>,
        /// Charity Commission number
        #[arg(long, value_name = "NUMBER")]
        charity_number: Option<Code>,
        /// UK provider reference number
        #[arg(long, value_name = "NUMBER")]
        ukprn: Option<Code>,
        /// The number under which it is registered for VAT
        #[arg(long, value_name = "NUMBER")]
        vat_number: Option<Text>,
    },
    /// Change what is known of a provider
    Amend {
        /// Its code
        provider: Code,
        /// Its name
        #[arg(long)]
        name: Option<Text>,
        /// Its sector
        #[arg(long)]
        sector: Option<Sector>,
        /// Companies House number
        #[arg(long, value_name = "NUMBER")]
        companies_house: Option<Code>,
        /// Charity Commission number
        #[arg(long, value_name = "NUMBER")]
        charity_number: Option<Code>,
        /// UK provider reference number
        #[arg(long, value_name = "NUMBER")]
        ukprn: Option<Code>,
        /// The number under which it is registered for VAT
        #[arg(long, value_name = "NUMBER")]
        vat_number: Option<Text>,
    },
    /// Act on a provider's poor performance, or restore it
    Step {
        /// Its code or exact name
        provider: Text,
        /// notice, improvement_plan, suspended, contracted_elsewhere or restored
        step: LadderStep,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Text,
        /// When to review it
        #[arg(long, value_name = "DATE")]
        review: Option<Day>,
        /// Whether nothing new is commissioned: yes or no [default: yes if suspended or contracted_elsewhere]
        #[arg(long, value_name = "YES", value_parser = yes_or_no)]
        stops_commissions: Option<bool>,
        /// How the child's need is met meanwhile, where a payee is blocked
        #[arg(long, value_name = "TEXT")]
        meanwhile: Option<Text>,
    },
    /// List the steps that were taken with providers
    Steps {
        /// Only this one's
        provider: Option<Code>,
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
        PractitionerCommand::List => listed(globals, &catalogue::PRACTITIONERS, &Request::default()),
    }
}

pub(super) fn provider(globals: &Globals, command: ProviderCommand) -> Done {
    match command {
        ProviderCommand::Add {
            provider,
            name,
            sector,
            companies_house,
            charity_number,
            ukprn,
            vat_number,
        } => carry_out(
            globals,
            &ProviderAdd { provider, name, sector, companies_house, charity_number, ukprn, vat_number },
        ),
        ProviderCommand::Amend {
            provider,
            name,
            sector,
            companies_house,
            charity_number,
            ukprn,
            vat_number,
        } => carry_out(
            globals,
            &ProviderAmend { provider, name, sector, companies_house, charity_number, ukprn, vat_number },
        ),
        ProviderCommand::Step { provider, step, reason, review, stops_commissions, meanwhile } => carry_out(
            globals,
            &ProviderStepTake {
                provider: provider.to_string(),
                step,
                reason,
                review_on: review,
                stops_commissions,
                meanwhile,
                on: globals.on,
            },
        ),
        ProviderCommand::Steps { provider } => {
            listed(globals, &catalogue::PROVIDER_STEPS, &Request { provider, ..Request::default() })
        }
        ProviderCommand::List => listed(globals, &catalogue::PROVIDERS, &Request::default()),
    }
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("say yes or no".into()),
    }
}
