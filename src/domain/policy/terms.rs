//! What a policy says, by the codes people use.

use super::pattern::Pattern;
use super::tolerance::Tolerance;
use crate::{AccountName, Amount, Code, Cohort, Gate, Others, Pence, Role, VatClaimed};

/// What a policy says, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyTerms {
    /// The most anyone commissions alone who has no limit of their own.
    pub sign_off_limit: Option<Pence>,
    /// Above this a purchase needs a receipt.
    pub evidence_above: Option<Pence>,
    /// Days within which purchases for a child count together.
    pub split_days: Option<u16>,
    /// Days without a purchase after which a budget is idle.
    pub idle_days: Option<u16>,
    /// What a child's reference looks like.
    pub child_reference: Option<Pattern>,
    /// Funds drawn before all others, in this order.
    pub draw_first: Vec<Code>,
    /// How far an invoice may be above its commission.
    pub tolerance: Tolerance,
    /// From when on VAT is claimed.
    pub vat_claimed: VatClaimed,
    /// What must be known before a budget opens.
    pub gates: Gates,
    /// The bounds of a budget, by cohort.
    pub budgets: Vec<Bounds>,
    /// Who approves what, from the sign-off limit up.
    pub bands: Vec<Band>,
    /// Whether categories that are not listed may be bought.
    pub others: Others,
    /// The categories the policy names.
    pub categories: Vec<CategoryTerms>,
    /// The accounts the policy names.
    pub accounts: Vec<AccountTerms>,
}

impl PolicyTerms {
    /// What holds where nothing is said.
    pub const SILENT: Self = Self {
        sign_off_limit: None,
        evidence_above: None,
        split_days: None,
        idle_days: None,
        child_reference: None,
        draw_first: Vec::new(),
        tolerance: Tolerance::DEFAULT,
        vat_claimed: VatClaimed::Paid,
        gates: Gates::OFF,
        budgets: Vec::new(),
        bands: Vec::new(),
        others: Others::Allowed,
        categories: Vec::new(),
        accounts: Vec::new(),
    };
}

/// What must be known of a child before a budget opens, and who buys from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gates {
    /// A common assessment.
    pub caf: Gate,
    /// The family's consent.
    pub consent: Gate,
    pub expected_outcome: Gate,
    /// That whoever buys holds the budget.
    pub holder: Gate,
}

impl Gates {
    /// Nothing is asked.
    pub const OFF: Self =
        Self { caf: Gate::Off, consent: Gate::Off, expected_outcome: Gate::Off, holder: Gate::Off };
}

/// The bounds of a cohort's budgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub cohort: Cohort,
    /// The least a budget opens with.
    pub min: Amount,
    /// The most a budget may reach.
    pub max: Amount,
}

/// Who approves the amounts in a band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Amounts above this.
    pub above: Pence,
    /// Up to this, itself included; `None` for any amount.
    pub up_to: Option<Amount>,
    /// Everyone in these roles approves.
    pub roles: Vec<Role>,
    /// And these people.
    pub people: Vec<Code>,
}

/// What a policy says about a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryTerms {
    /// The category.
    pub code: Code,
    /// Whether it may be bought.
    pub allowed: bool,
    /// The most that may be committed and spent on it for one child.
    pub cap: Option<Amount>,
    /// Whether its prices usually include VAT that the council recovers.
    pub vat_usual: bool,
    /// Whether the council recovers none on it, as on vouchers for many things or cars.
    pub vat_never: bool,
    /// The cost centre it is charged to in the council's ledger.
    pub cost_centre: Option<Code>,
    /// The subjective code it has in the council's ledger.
    pub subjective: Option<Code>,
}

/// What a policy says about one of the pilot's own accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountTerms {
    pub account: AccountName,
    /// How far a bank may be below nothing; `None` for any amount.
    pub limit: Option<Pence>,
    /// Whether somebody sends statements of it.
    pub statements: bool,
}
