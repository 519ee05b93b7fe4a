//! `bhlp measure ...`.

use anyhow::bail;
use clap::Subcommand;

use super::policy::tell;
use crate::carry_out::{Done, carry_out, shown};
use crate::failure::Result;
use crate::globals::Globals;
use crate::listing::listed;
use domain::policy::Stated;
use domain::{Better, Code, Refusal, Score, Text};
use evaluate::change;
use report::{Request, catalogue};
use service::MeasureAdd;
use service::measures::measures;
use store::Ledger;

/// Measures.
#[derive(Debug, Subcommand)]
pub(super) enum MeasureCommand {
    /// Add a measure
    Add {
        /// Its code
        measure: Code,
        /// Its name
        #[arg(long)]
        label: Text,
        /// Lowest score
        #[arg(long, allow_negative_numbers = true)]
        lowest: Score,
        /// Highest score
        #[arg(long, allow_negative_numbers = true)]
        highest: Score,
        /// Which way is better: higher or lower
        #[arg(long)]
        better: Better,
    },
    /// List measures
    List,
    /// Show how a measure is used: who reports it, which two scores make a change, how large a change
    /// is reliable
    Show {
        /// The measure
        measure: Code,
    },
}

pub(super) fn run(globals: &Globals, command: MeasureCommand) -> Done {
    match command {
        MeasureCommand::Add { measure, label, lowest, highest, better } => {
            carry_out(globals, &MeasureAdd { measure, label, lowest, highest, better })
        }
        MeasureCommand::List => listed(globals, &catalogue::MEASURES, &Request::default()),
        MeasureCommand::Show { measure } => show(globals, &measure).map(shown),
    }
}

fn show(globals: &Globals, code: &Code) -> Result {
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let reading = ledger.read()?;
    let reader = reading.reader();
    let found = measures(&reader)?.into_iter().find(|measure| measure.code == *code);
    let Some(measure) = found else {
        let (what, found) = ("measure", code.to_string());
        let near = reader.alike(what, code.as_str())?;
        bail!(Refusal::Unknown { what, found, near });
    };
    let mut stated = measure.describe();
    stated.push(Stated { setting: "change".into(), value: change::rule(&measure) });
    for informant in &measure.terms.informants {
        let name = &informant.name;
        let setting = format!("reliable by {name}");
        let from = change::reliable_from(&measure, name.as_str());
        let points = |from| format!("beyond {from:.1} points");
        stated.push(Stated { setting, value: from.map_or_else(|| "not known".into(), points) });
    }
    tell(globals, &format!("measure {}: {}", measure.code, measure.label), &stated)
}
