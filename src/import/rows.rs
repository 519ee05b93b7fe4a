//! The contract: each kind of file, its columns, and what they hold.
//!
//! A field is a column of the same name. The first part of each list must be there; what follows the
//! semicolon is optional. An `Option` may be empty.

use super::Kind;
use super::cell::{Codes, Thousandths, Whole};
use super::sheet::{Cells, Contradiction, FileRow};
use crate::domain::{
    AccountName, Amount, Arm, ChosenBy, Code, Cohort, Day, Month, Nature, Pence, Role, Sector, Sex, Stream,
    Text,
};

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident ($kind:ident $(, $contradiction:path)?) {
        $($column:ident: $type:ty),+; $($optional:ident: $optional_type:ty),*
    })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[allow(missing_docs, reason = "the fields are the columns of the file")]
        pub struct $name { $(pub $column: $type,)+ $(pub $optional: $optional_type,)* }

        impl FileRow for $name {
            const KIND: Kind = Kind::$kind;
            const COLUMNS: &'static [&'static str] =
                &[$(stringify!($column),)+ $(stringify!($optional),)*];
            const OPTIONAL: &'static [&'static str] = &[$(stringify!($optional)),*];

            fn read(cells: &mut Cells<'_>) -> Option<Self> {
                // Every cell is read before the first bad one ends it, so that all are shown.
                $(let $column = cells.read::<$type>();)+
                $(let $optional = cells.read::<$optional_type>();)*
                Some(Self { $($column: $column?,)+ $($optional: $optional?,)* })
            }

            $(fn contradiction(&self) -> Option<Contradiction> {
                $contradiction(self)
            })?
        }
    )+};
}

rows! {
    /// A row of `practitioners.csv`.
    PractitionerRow (Practitioners) {
        practitioner: Code, name: Text, profession: Text, agency: Text, sign_off_limit: Option<Pence>,
        role: Role;
        joined_on: Option<Day>
    }
    /// A row of `providers.csv`.
    ProviderRow (Providers) {
        provider: Code, name: Text, sector: Sector;
        companies_house: Option<Code>, charity_number: Option<Code>, ukprn: Option<Code>
    }
    /// A row of `funds.csv`.
    FundRow (Funds) {
        fund: Code, name: Text, contributor: Text, cohort: Option<Cohort>, amount: Amount, received_on: Day;
        nature: Option<Nature>, stream: Option<Stream>, categories: Codes, from_on: Option<Day>,
        until_on: Option<Day>
    }
    /// A row of `children.csv`.
    ChildRow (Children) {
        child_ref: Code, cohort: Cohort, arm: Arm, born: Month, sex: Sex, ethnicity: Code, area: Text,
        need: Code, need_level: Whole, caf_ref: Option<Text>, caf_on: Option<Day>, consent_on: Option<Day>,
        lead_professional: Code;
    }
    /// A row of `budgets.csv`.
    BudgetRow (Budgets) {
        child_ref: Code, opened_on: Day, amount: Amount, fund: Code, expected_outcome: Option<Code>;
    }
    /// A row of `purchases.csv`.
    PurchaseRow (Purchases, paid_without) {
        key: Code, child_ref: Code, lead_professional: Code, provider: Code, category: Code,
        description: Option<Text>, ordered_on: Day, received_on: Option<Day>, paid_on: Option<Day>,
        amount: Amount, vat: Option<Pence>, paid_from: Option<AccountName>, invoice_no: Option<Text>;
        needed_on: Option<Day>, options_considered: Option<Whole>, chosen_by: Option<ChosenBy>,
        instead_of: Option<Text>
    }
    /// A row of `outcomes.csv`.
    OutcomeRow (Outcomes) {
        child_ref: Code, measure: Code, item: Option<Text>, informant: Text, observed_on: Day,
        value: Thousandths;
    }
    /// A row of `time.csv`.
    TimeRow (Time) {
        practitioner: Code, child_ref: Code, on: Day, minutes: Whole, activity: Text;
    }
}

/// Only what was received is paid, and from somewhere.
fn paid_without(row: &PurchaseRow) -> Option<Contradiction> {
    let (column, code) = match row {
        PurchaseRow { paid_on: None, .. } => return None,
        PurchaseRow { received_on: None, .. } => ("received_on", "PAID_NOT_RECEIVED"),
        PurchaseRow { paid_from: None, .. } => ("paid_from", "PAID_FROM_NOWHERE"),
        _ => return None,
    };
    Some(Contradiction { column, code, message: "it is empty, but paid_on is given" })
}
