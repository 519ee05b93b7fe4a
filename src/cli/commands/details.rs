//! What else may be told of a purchase, as flags.

use clap::Args;

use domain::{Amount, ChosenBy, CommissionDetails, Considered, Day, DeliveredTo, NeedId, Text, Units};

/// The flag that is said once for each option that was not taken.
pub(super) const OPTION: &str = "option";

/// Declares what else may be told of a purchase: each detail with its help, its flag and what that takes.
macro_rules! details {
    ($($(#[$help:meta])* $field:ident, $long:tt <$value:literal> $({ $($arg:tt)+ })?: $type:ty;)+) => {
        /// What else may be told of a purchase.
        #[derive(Debug, Args)]
        pub(super) struct DetailArgs {
            $(
                $(#[$help])*
                #[arg(long = $long, value_name = $value, help_heading = "More about it" $(, $($arg)+)?)]
                pub $field: $type,
            )+
        }

        impl DetailArgs {
            pub(super) fn into_details(self) -> CommissionDetails {
                CommissionDetails { $($field: self.$field),+ }
            }

            /// Returns the flags that tell the same once more.
            pub fn flags(details: &CommissionDetails) -> Vec<(&'static str, Vec<String>)> {
                vec![$(($long, details.$field.iter().map(ToString::to_string).collect())),+]
            }
        }
    };
}

details! {
    /// How many units, such as 10 or 1.5
    units, "units" <"N">: Option<Units>;
    /// Price of one unit
    unit_price, "unit-price" <"AMOUNT"> { requires = "units" }: Option<Amount>;
    /// When the child needs it
    needed_on, "needed" <"DATE">: Option<Day>;
    /// Where it is delivered: home, school, childrens_centre or other
    delivered_to, "delivered-to" <"WHERE">: Option<DeliveredTo>;
    /// How many options were considered
    options_considered, "options" <"N">: Option<u32>;
    /// An option not chosen; may be repeated: "Gym; 40; 21; too far"
    options, OPTION <"PROVIDER; PRICE; WAIT DAYS; WHY NOT">: Vec<Considered>;
    /// Who chose: family, child or professional
    chosen_by, "chosen-by" <"WHO">: Option<ChosenBy>;
    /// The mainstream service it replaces
    instead_of, "instead-of" <"TEXT">: Option<Text>;
    /// The mainstream service it adds to
    additional_to, "additional-to" <"TEXT"> { conflicts_with = "instead_of" }: Option<Text>;
    /// How many days the mainstream service would have taken
    mainstream_wait, "mainstream-wait" <"DAYS">: Option<u32>;
    /// The day the child or family asked for it
    requested_on, "requested" <"DATE">: Option<Day>;
    /// What the family asked for, in their words
    wish, "wish" <"TEXT">: Option<Text>;
    /// The day the family agreed to it
    consent_on, "consent" <"DATE">: Option<Day>;
    /// The need it falls under (bhlp need list)
    need, "need" <"N">: Option<NeedId>;
    /// What the family pays on top of the price
    contribution, "contribution" <"AMOUNT"> { allow_negative_numbers = true }: Option<Amount>;
}
