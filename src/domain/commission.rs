//! What is told of a purchase, and what is fixed when something is commissioned or bought.

use serde::Serialize;

use super::row::{Readable, Recorded, SealedColumn, Value, marked};
use super::{
    Amount, CategoryId, ChosenBy, Considered, Day, DeliveredTo, NeedId, Pence, PractitionerId, ProviderId,
    Text, Units,
};

/// Declares the details of a purchase: each once, with the column it is kept in where that is called
/// otherwise, `@personal` before those that tell of a person. All may be left unsaid.
macro_rules! details {
    ($($(#[$attribute:meta])* $(@$personal:ident)? $field:ident: $type:ty $(as $column:ident)?;)+) => {
        /// What may be told of a purchase beside what it is and costs.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
        pub struct CommissionDetails {
            $($(#[$attribute])* pub $field: Option<$type>,)+
            /// What else was considered: rows of their own.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            pub options: Vec<Considered>,
        }

        impl CommissionDetails {
            /// The columns of a commission they are kept in.
            pub const COLUMNS: &'static [SealedColumn] = &[
                $(SealedColumn { name: column!($field $($column)?), personal: marked!($($personal)?) },)+
            ];

            /// Returns what those columns hold.
            pub fn values(&self) -> impl Iterator<Item = Value<'_>> {
                [$(self.$field.value()),+].into_iter()
            }

            /// Reads what those columns hold; `None` where they hold anything else.
            pub fn read<'a>(mut values: impl Iterator<Item = Value<'a>>) -> Option<Self> {
                Some(Self { $($field: Readable::read(&values.next()?)?,)+ options: Vec::new() })
            }
        }
    };
}

/// The column of a detail: called as the field unless it is said.
macro_rules! column {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $column:ident) => {
        stringify!($column)
    };
}

// A request leaves out what is not said, but for the first six, which it has always named.
details! {
    /// How many units.
    units: Units as units_thousandths;
    /// Price of each.
    unit_price: Amount as unit_price_pence;
    /// When the child needs it.
    needed_on: Day;
    /// How many options were considered.
    options_considered: u32;
    /// Who chose.
    chosen_by: ChosenBy;
    /// The mainstream service it replaces.
    @personal instead_of: Text;
    /// The day somebody asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    requested_on: Day;
    /// The mainstream service it adds to.
    #[serde(skip_serializing_if = "Option::is_none")]
    @personal additional_to: Text;
    /// How long the mainstream service would have taken, in days.
    #[serde(skip_serializing_if = "Option::is_none")]
    mainstream_wait: u32 as mainstream_wait_days;
    /// What the family wished.
    #[serde(skip_serializing_if = "Option::is_none")]
    @personal wish: Text;
    /// The day the family agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    @personal consent_on: Day;
    /// What the family paid beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    @personal contribution: Amount as contribution_pence;
    /// The need it falls under; `None`: unplanned.
    #[serde(skip_serializing_if = "Option::is_none")]
    need: NeedId as need_id;
    #[serde(skip_serializing_if = "Option::is_none")]
    delivered_to: DeliveredTo;
}

/// What is fixed when something is commissioned or bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommissionTerms {
    /// Who buys.
    pub practitioner: PractitionerId,
    /// From whom.
    pub provider: ProviderId,
    /// What kind of thing.
    pub category: CategoryId,
    /// Gross price.
    pub amount: Amount,
    /// The part of it that is recoverable VAT.
    pub vat: Pence,
    pub description: Option<Text>,
    /// What else is told of it.
    pub details: CommissionDetails,
    /// The most that could be commissioned without approval that day; `None` for no limit.
    pub limit: Option<Pence>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_read_as_they_were_written() {
        let details = CommissionDetails {
            units: "1.5".parse().ok(),
            needed_on: "2006-09-01".parse().ok(),
            instead_of: "school dinners".parse().ok(),
            mainstream_wait: Some(84),
            contribution: "5".parse().ok(),
            need: Some(NeedId::new(10)),
            ..CommissionDetails::default()
        };
        assert_eq!(CommissionDetails::COLUMNS.len(), details.values().count());
        assert_eq!(CommissionDetails::read(details.values()), Some(details.clone()));
        let damaged = details.values().map(|_| Value::Number(-1));
        assert_eq!(CommissionDetails::read(damaged), None);
    }
}
