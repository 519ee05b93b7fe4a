//! `bhlp buy`.

use super::args::{BuyArgs, Globals, WantedArgs};
use super::{Done, Failure, Result, carry_out};
use crate::domain::{Every, Refusal};
use crate::service::{Buy, Said, Wanted};

pub(super) fn run(globals: &Globals, args: BuyArgs) -> Done {
    let request = Buy {
        wanted: wanted(args.wanted, None)?,
        account: args.paying.account(),
        invoice: args.invoice,
        on: globals.on,
        note: globals.note.clone(),
    };
    carry_out(globals, &request)
}

/// What is wanted, the amount worked out from units where only those were given.
pub(super) fn wanted(args: WantedArgs, every: Option<Said<Every>>) -> Result<Wanted> {
    let amount = match (args.amount, args.units, args.unit_price) {
        (Some(amount), _, _) => amount,
        (None, Some(units), Some(unit_price)) => Said(units.at(unit_price.0).ok_or_else(|| {
            Failure::while_writing(Refusal::FieldInvalid {
                field: "units",
                found: format!("{} at {}", units.0, unit_price.0),
                wanted: "units that make a whole number of pence",
            })
        })?),
        _ => unreachable!("the amount is required unless units and their price are given"),
    };
    Ok(Wanted {
        child: args.child,
        category: args.category,
        amount,
        provider: args.provider.0.to_string(),
        vat: args.vat,
        what: args.what,
        practitioner: args.practitioner,
        units: args.units,
        unit_price: args.unit_price,
        every,
        needed_on: args.needed,
        options_considered: args.options,
        chosen_by: args.chosen_by,
        instead_of: args.instead_of,
    })
}
