//! What is told of a purchase, and what is fixed when something is bought or ordered.

use serde::Serialize;

use super::{
    Amount, CategoryId, ChosenBy, Considered, Day, Every, NeedId, Pence, PractitionerId, ProviderId, Text,
    Units,
};

/// What may be told of a purchase beside what it is and costs. A request leaves out what is not said; the
/// first seven it has always named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PurchaseDetails {
    /// How many units.
    pub units: Option<Units>,
    /// Price of each.
    pub unit_price: Option<Amount>,
    /// How often it recurs.
    pub every: Option<Every>,
    /// When the child needs it.
    pub needed_on: Option<Day>,
    /// How many options were looked at.
    pub options_considered: Option<u32>,
    /// Who chose.
    pub chosen_by: Option<ChosenBy>,
    /// The mainstream service it replaces.
    pub instead_of: Option<Text>,
    /// The day somebody asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested_on: Option<Day>,
    /// The mainstream service it adds to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_to: Option<Text>,
    /// How long the mainstream service would have taken, in days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mainstream_wait: Option<u32>,
    /// What the family wished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wish: Option<Text>,
    /// The day the family agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent_on: Option<Day>,
    /// What the family paid beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contribution: Option<Amount>,
    /// The need it falls under; `None`: unplanned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// What else was looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Considered>,
}

/// What is fixed when something is bought or ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseTerms {
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
    /// What it is.
    pub description: Option<Text>,
    /// What else is told of it.
    pub details: PurchaseDetails,
    /// The most that could be ordered without approval that day; `None` for no limit.
    pub limit: Option<Pence>,
}
