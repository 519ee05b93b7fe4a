//! The contract: each kind of file, its columns, and what they hold.
//!
//! A field is a column of the same name. The first part of each list must be there; what follows the
//! semicolon is optional, and so are the details after the bar, columns of the same name that are read into a
//! value of the domain. An `Option` may be empty.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Kind;
use super::cell::{Cell, Codes, OrNought, Thousandths};
use super::cells::Cells;
use super::column_form::ColumnForm;
use super::file_row::{Contradiction, FileRow};
use super::heading::Contract;
use domain::plan::Percent;
use domain::{
    AccountName, Amount, Arm, Basis, Better, ClaimBasis, Code, Cohort, CommissionDetails, ConsentKind, Day,
    HandsKind, HappeningKind, Membership, Month, Nature, Payee, Pence, Remainder, Role, SaidBy, SaidHow,
    Sector, Sex, Stream, Text, VatForm,
};

/// Returns the columns of a kind of file.
pub(super) fn contract(kind: Kind) -> Contract {
    CONTRACTS.into_iter().find(|contract| contract.kind == kind).expect("every kind has its rows")
}

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident ($kind:ident $(, $contradiction:path)?) {
        $($column:ident: $type:ty),+; $($optional:ident: $optional_type:ty),*
        $(| $told:ident: $told_type:ident { $($detail:ident),+ })?
    })+) => {
        /// Returns what the columns of a kind of file hold, in order.
        pub fn forms(kind: Kind) -> Vec<ColumnForm> {
            match kind {
                $(Kind::$kind => $name::forms(),)+
            }
        }

        const CONTRACTS: [Contract; Kind::ALL.len()] =
            [$(Contract { kind: $name::KIND, columns: $name::COLUMNS, optional: $name::OPTIONAL }),+];
        $(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $(pub $column: $type,)+
            $(pub $optional: $optional_type,)*
            $(pub $told: $told_type,)?
        }

        impl $name {
            /// What each column holds, in the order of the columns.
            fn forms() -> Vec<ColumnForm> {
                $(let $told = $told_type::default();)?
                vec![
                    $(ColumnForm::of::<$type>(stringify!($column)),)+
                    $(ColumnForm::of::<$optional_type>(stringify!($optional)),)*
                    $($(ColumnForm::like(stringify!($detail), &$told.$detail),)+)?
                ]
            }
        }

        impl FileRow for $name {
            const KIND: Kind = Kind::$kind;
            const COLUMNS: &'static [&'static str] =
                &[$(stringify!($column),)+ $(stringify!($optional),)* $($(stringify!($detail)),+)?];
            const OPTIONAL: &'static [&'static str] =
                &[$(stringify!($optional),)* $($(stringify!($detail)),+)?];

            fn read(cells: &mut Cells<'_>) -> Option<Self> {
                // Every cell is read before the first bad one ends it, so that all are shown.
                $(let $column = cells.read::<$type>();)+
                $(let $optional = cells.read::<$optional_type>();)*
                $($(let $detail = cells.read();)+)?
                Some(Self {
                    $($column: $column?,)+
                    $($optional: $optional?,)*
                    $($told: $told_type { $($detail: $detail?,)+ ..Default::default() },)?
                })
            }

            $(fn contradiction(&self) -> Option<Contradiction> {
                $contradiction(self)
            })?
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut row = UnnamedCells { columns: Self::COLUMNS, map: serializer.serialize_map(None)? };
                $(row.cell(stringify!($column), &self.$column)?;)+
                $(row.cell(stringify!($optional), &self.$optional)?;)*
                $($(row.cell(stringify!($detail), &self.$told.$detail)?;)+)?
                row.map.end()
            }
        }
    )+};
}

/// What tells a row from another of the same name: its cells after the first one, which is the name, but for
/// those that are empty.
struct UnnamedCells<M> {
    columns: &'static [&'static str],
    map: M,
}

impl<M: SerializeMap> UnnamedCells<M> {
    fn cell<T: Cell + Serialize>(&mut self, column: &str, cell: &T) -> Result<(), M::Error> {
        if column == self.columns[0] || cell.is_empty() {
            Ok(())
        } else {
            self.map.serialize_entry(column, cell)
        }
    }
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
        companies_house: Option<Code>, charity_number: Option<Code>, ukprn: Option<Code>,
        vat_number: Option<Text>
    }
    /// A row of `funds.csv`.
    FundRow (Funds, half_received) {
        fund: Code, name: Text, contributor: Text, cohort: Option<Cohort>, amount: Option<Amount>,
        received_on: Option<Day>;
        nature: Option<Nature>, stream: Option<Stream>, categories: Codes, from_on: Option<Day>,
        until_on: Option<Day>, claim_basis: Option<ClaimBasis>, claim_by: Option<Day>
    }
    /// A row of `pools.csv`: a partner's share of what several agreed about a fund.
    PoolRow (Pools) {
        fund: Code, host: Text, from: Day, until: Day, total: Amount, partner: Text, share: Percent;
        in_kind: Option<bool>, due_on: Option<Day>, kind_fund: Option<Code>, underspend: Option<Remainder>,
        overspend: Option<Remainder>, bearer: Option<Text>, quarterly: Option<u32>, annual: Option<u32>
    }
    /// A row of `contributions.csv`: what a partner gave to a pool, in cash or kind.
    ContributionRow (Contributions) {
        fund: Code, partner: Text, received_on: Day, amount: Amount;
        key: Option<Code>
    }
    /// A row of `children.csv`.
    ChildRow (Children) {
        child_ref: Code, cohort: Cohort, arm: Arm, born: Month, sex: Sex, ethnicity: Code, area: Text,
        need: Code, need_level: u32, caf_ref: Option<Text>, caf_on: Option<Day>, consent_on: Option<Day>,
        lead_professional: Code;
    }
    /// A row of `families.csv`: a child's place in a family.
    FamilyRow (Families) {
        family: Code, child_ref: Code, kind: Membership, from: Day, until: Option<Day>;
    }
    /// A row of `budgets.csv`.
    BudgetRow (Budgets) {
        child_ref: Code, opened_on: Day, amount: Amount, fund: Code, expected_outcome: Option<Code>;
    }
    /// A row of `agreements.csv`.
    AgreementRow (Agreements) {
        child_ref: Code, provider: Code, payee: Payee, agreed_on: Day, purpose: Text;
        basis: Option<Basis>, disability: Option<Text>, accounts_months: Option<u32>, weekly: Option<Amount>,
        contingency_weeks: Option<u32>, repayable: Option<bool>, on_benefit: Option<bool>,
        other_ways: Option<Text>, statements: Option<bool>
    }
    /// A row of `purchases.csv`.
    PurchaseRow (Purchases, half_told) {
        key: Code, child_ref: Code, lead_professional: Code, provider: Code, category: Code,
        description: Option<Text>, ordered_on: Day, received_on: Option<Day>, paid_on: Option<Day>,
        amount: Amount, vat: OrNought, paid_from: Option<AccountName>, invoice_no: Option<Text>;
        again: Option<Text>, approved_by: Option<Code>, approved_on: Option<Day>,
        evidence: Option<VatForm>
        | details: CommissionDetails { needed_on, options_considered, chosen_by, instead_of, delivered_to }
    }
    /// A row of `holdings.csv`: what was done with money in other hands.
    HoldingRow (Holdings) {
        key: Code, purchase: Code, kind: HandsKind, amount: Amount;
        on: Option<Day>, vat: Option<Pence>, number: Option<Text>, complete: Option<bool>,
        account: Option<AccountName>, reason: Option<Text>
    }
    /// A row of `refunds.csv`: a credit note, money back, or first the one and then the other.
    RefundRow (Refunds, came_back) {
        key: Code, purchase: Code, credited_on: Option<Day>, refunded_on: Option<Day>, amount: Amount,
        vat: Option<Pence>, refunded_into: Option<AccountName>, credit_note_no: Option<Text>;
        again: Option<Text>
    }
    /// A row of `costs.csv`: what the pilot itself cost.
    CostRow (Costs) {
        key: Code, fund: Code, category: Code, paid_on: Day, amount: Amount;
        vat: OrNought, provider: Option<Code>, invoice_no: Option<Text>, paid_from: Option<AccountName>,
        note: Option<Text>, again: Option<Text>
    }
    /// A row of `outcomes.csv`.
    OutcomeRow (Outcomes) {
        child_ref: Code, measure: Code, item: Option<Text>, informant: Text, observed_on: Day,
        value: Thousandths;
    }
    /// A row of `time.csv`.
    TimeRow (Time) {
        practitioner: Code, child_ref: Code, on: Day, minutes: u32, activity: Text;
    }
    /// A row of `happenings.csv`.
    HappeningRow (Happenings) {
        child_ref: Code, kind: HappeningKind, happened_on: Day; to: Option<Code>, days: Option<u32>
    }
    /// A row of `targets.csv`.
    TargetRow (Targets) {
        aim: Code, indicator: Code, target: Thousandths, baseline: Thousandths, due_on: Day;
        area: Option<Text>, floor: Option<Thousandths>, predicted: Option<Thousandths>,
        better: Option<Better>, weight: Option<u32>
    }
    /// A row of `actuals.csv`.
    ActualRow (Actuals) {
        aim: Code, indicator: Code, observed_on: Day, value: Thousandths; area: Option<Text>
    }
    /// A row of `consents.csv`.
    ConsentRow (Consents) {
        child_ref: Code, kind: ConsentKind, said_on: Day;
        with: Option<Code>, purpose: Option<Text>, refused: Option<Text>, said_by: Option<SaidBy>,
        how: Option<SaidHow>, reason: Option<Text>
    }
}

/// What a fund received, it received on a day.
fn half_received(row: &FundRow) -> Option<Contradiction> {
    let (column, message) = match row {
        FundRow { amount: Some(_), received_on: None, .. } => {
            ("received_on", "it is empty, but amount is given")
        }
        FundRow { amount: None, received_on: Some(_), .. } => {
            ("amount", "it is empty, but received_on is given")
        }
        _ => return None,
    };
    Some(Contradiction { column, code: "RECEIPT_HALF_TOLD", message })
}

/// What is paid is paid from somewhere, and who approved did so on a day.
fn half_told(row: &PurchaseRow) -> Option<Contradiction> {
    let (column, code, message) = match row {
        PurchaseRow { paid_on: Some(_), paid_from: None, .. } => {
            ("paid_from", "PAID_FROM_NOWHERE", "it is empty, but paid_on is given")
        }
        PurchaseRow { approved_by: Some(_), approved_on: None, .. } => {
            ("approved_on", "APPROVAL_HALF_TOLD", "it is empty, but approved_by is given")
        }
        PurchaseRow { approved_by: None, approved_on: Some(_), .. } => {
            ("approved_by", "APPROVAL_HALF_TOLD", "it is empty, but approved_on is given")
        }
        _ => return None,
    };
    Some(Contradiction { column, code, message })
}

/// Something came back, and money came back into somewhere.
fn came_back(row: &RefundRow) -> Option<Contradiction> {
    let (column, code, message) = match row {
        RefundRow { credited_on: None, refunded_on: None, .. } => {
            ("credited_on", "REFUND_WITHOUT_DAY", "it is empty, and so is refunded_on")
        }
        RefundRow { credited_on: None, credit_note_no: Some(_), .. } => {
            ("credited_on", "REFUND_WITHOUT_DAY", "it is empty, but credit_note_no is given")
        }
        RefundRow { refunded_on: Some(_), refunded_into: None, .. } => {
            ("refunded_into", "REFUNDED_INTO_NOTHING", "it is empty, but refunded_on is given")
        }
        _ => return None,
    };
    Some(Contradiction { column, code, message })
}
