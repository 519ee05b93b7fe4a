//! Which of the pilot's accounts pays, or is paid.

use clap::Args;

use domain::{AccountKind, AccountName, Amount, Code};
use service::{OwnMoney, PaidWith};

/// Which of the pilot's accounts pays or is paid.
#[derive(Debug, Args)]
#[group(required = false, multiple = false)]
pub(super) struct PilotAccountArgs {
    /// A purchase card, by number [default: your own card if you have one, else bank:main]
    #[arg(long, value_name = "NUMBER", help_heading = "Paid from")]
    pub card: Option<Code>,
    /// A bank account
    #[arg(long, value_name = "NAME", help_heading = "Paid from")]
    pub bank: Option<Code>,
    /// A cash float
    #[arg(long, value_name = "NAME", help_heading = "Paid from")]
    pub imprest: Option<Code>,
    /// Any account by its whole name: bank:main, card:5521, imprest:office
    #[arg(long, value_name = "KIND:NAME", help_heading = "Paid from")]
    pub account: Option<AccountName>,
}

/// Which of the pilot's accounts money comes back into.
#[derive(Debug, Args)]
#[group(required = false, multiple = false)]
pub(super) struct IntoAccountArgs {
    /// A purchase card, by number [default: the account that paid]
    #[arg(long, value_name = "NUMBER", help_heading = "Into")]
    card: Option<Code>,
    /// A bank account
    #[arg(long, value_name = "NAME", help_heading = "Into")]
    bank: Option<Code>,
    /// A cash float
    #[arg(long, value_name = "NAME", help_heading = "Into")]
    imprest: Option<Code>,
    /// Any account by its whole name: bank:main, card:5521, imprest:office
    #[arg(long, value_name = "KIND:NAME", help_heading = "Into")]
    account: Option<AccountName>,
}

impl IntoAccountArgs {
    /// Returns the account that was named.
    pub fn account(self) -> Option<AccountName> {
        let Self { card, bank, imprest, account } = self;
        PilotAccountArgs { card, bank, imprest, account }.account()
    }
}

/// Which of the pilot's accounts pays, and what somebody paid themselves.
#[derive(Debug, Args)]
pub(super) struct PaidWithArgs {
    #[command(flatten)]
    pub pilot_account: PilotAccountArgs,
    /// Own money of whoever pays, owed to them until a claim pays it back; with AMOUNT only that part
    #[arg(
        long,
        value_name = "AMOUNT",
        num_args = 0..=1,
        require_equals = true,
        help_heading = "Paid from"
    )]
    pub own_money: Option<Option<Amount>>,
}

impl PaidWithArgs {
    /// Returns what pays.
    pub fn paid(self) -> PaidWith {
        let own_money = self.own_money.map(|part| part.map_or(OwnMoney::All, OwnMoney::Part));
        PaidWith { account: self.pilot_account.account(), own_money, ..PaidWith::default() }
    }
}

impl PilotAccountArgs {
    /// Returns the account that was named.
    pub fn account(self) -> Option<AccountName> {
        let named = |kind, code: Option<Code>| code.map(|code| AccountName::new(kind, code));
        self.account
            .or_else(|| named(AccountKind::Card, self.card))
            .or_else(|| named(AccountKind::Bank, self.bank))
            .or_else(|| named(AccountKind::Imprest, self.imprest))
    }
}
