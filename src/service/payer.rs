//! Who pays a purchase or a payment: an account of the pilot's, somebody's own pocket, or both.

use serde::{Serialize, Serializer};

use super::{Result, UnitOfWork};
use domain::plan::{PaidFrom, own_part};
use domain::{Account, AccountKind, AccountName, Amount, Code, Practitioner, Refusal, Transfer};

/// What pays, as it is asked for.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PaidWith {
    /// Without one, the card of whoever pays, else the main bank account.
    pub account: Option<AccountName>,
    /// What whoever pays paid from their own pocket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_money: Option<OwnMoney>,
    /// It has happened as it is said, whoever's card it is: recorded from a statement, or again.
    #[serde(skip)]
    pub whoever: bool,
    /// Whose own money it was, if not of whoever pays.
    #[serde(skip)]
    pub own_of: Option<Code>,
}

/// How much somebody paid from their own pocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnMoney {
    All,
    /// Beside an account that paid the rest.
    Part(Amount),
}

impl Serialize for OwnMoney {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => to.serialize_str("all"),
            Self::Part(amount) => amount.serialize(to),
        }
    }
}

/// What pays.
#[derive(Debug)]
pub(super) struct Payer {
    pub from: PaidFrom,
    /// Whose pocket pays a part beside it, and how much.
    own: Option<(Account, Amount)>,
}

impl Payer {
    /// Has the part that was somebody's own paid from their pocket.
    ///
    /// # Errors
    /// More than is paid.
    pub fn share(&self, transfers: Vec<Transfer>) -> Result<Vec<Transfer>, Refusal> {
        match self.own {
            Some(own) => own_part(transfers, self.from.account.id, own),
            None => Ok(transfers),
        }
    }
}

impl PaidWith {
    /// Has an account pay all of it, as it did.
    pub(super) const fn the(account: Option<AccountName>) -> Self {
        Self { account, own_money: None, whoever: true, own_of: None }
    }

    /// Finds what pays; a pocket opens with the first that is paid from it.
    ///
    /// # Errors
    /// `UNKNOWN_ACCOUNT`; another's card or pocket; all of it from two.
    pub(super) fn payer(&self, work: &mut UnitOfWork<'_>, by: &Practitioner) -> Result<Payer> {
        let named = match (&self.account, self.own_money) {
            (Some(_), Some(OwnMoney::All)) => {
                let wanted = "the part that was not paid from that account: --own-money=AMOUNT";
                let (field, found) = ("own-money", "all of it".into());
                return Err(Refusal::FieldInvalid { field, found, wanted }.into());
            }
            (None, Some(OwnMoney::All)) => Some(AccountName::pocket_of(&by.code)),
            (named, _) => named.clone(),
        };
        let account = match &named {
            Some(name) if name.kind() == AccountKind::Pocket => {
                let holder = work.practitioner(name.code())?;
                work.pocket(&holder)?
            }
            _ => work.account_of(by, named.as_ref())?,
        };
        if let (Some(name), false) = (&named, self.whoever) {
            of_whoever_pays(work, (account, name), by)?;
        }
        let own = match self.own_money {
            Some(OwnMoney::Part(amount)) => {
                let holder = match &self.own_of {
                    Some(code) => &work.practitioner(code)?,
                    None => by,
                };
                Some((work.pocket(holder)?, amount))
            }
            _ => None,
        };
        Ok(Payer { from: PaidFrom { account, named }, own })
    }
}

/// Who pays: whoever is named, else whoever records it.
pub(super) fn who_pays(work: &UnitOfWork<'_>, named: Option<&Code>) -> Result<Practitioner> {
    match named {
        Some(code) => work.practitioner(code),
        None => Ok(work.actor.clone()),
    }
}

/// Refuses another's card and another's pocket.
pub(super) fn of_whoever_pays(
    work: &UnitOfWork<'_>,
    (account, name): (Account, &AccountName),
    by: &Practitioner,
) -> Result<()> {
    if !matches!(account.kind, AccountKind::Card | AccountKind::Pocket) {
        return Ok(());
    }
    let holder = work.reader().holder_of(account.id)?.filter(|holder| *holder != by.id);
    let Some(holder) = holder else { return Ok(()) };
    let found = work.reader().practitioner_numbered(holder)?;
    let holder = work.found(found, "practitioner", holder.get())?.code;
    Err(Refusal::AccountOfAnother { account: name.clone(), holder, buyer: by.code.clone() }.into())
}
