//! Paying providers, and money back from them.

use serde::Serialize;

use super::{PaidWith, Reply, Result, UnitOfWork, UseCase};
use domain::plan::PaidFrom;
use domain::{AccountName, Action, Amount, Code, Day, Draft, EntryId, Pence, Text, plan};

/// Pays a provider what is owed on a commission, or part of it.
#[derive(Clone, Debug, Serialize)]
pub struct PaymentRecord {
    pub commission: i64,
    pub amount: Option<Amount>,
    #[serde(flatten)]
    pub paid: PaidWith,
    /// Who paid, if not whoever records it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub practitioner: Option<Code>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for PaymentRecord {
    const KIND: &'static str = "payment.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let by = match &self.practitioner {
            Some(code) => work.practitioner(code)?,
            None => work.actor.clone(),
        };
        let payer = self.paid.payer(work, &by)?;
        let on = work.on(self.on);
        let amount = self.amount;
        let draft = plan::pay(&work.calendar, &commission, on, amount, &payer.from)?;
        let transfers = payer.share(draft.transfers)?;
        let draft = Draft { note: self.note.clone(), transfers, ..draft };
        work.post(&draft, None)?;
        let paid: Pence = draft.transfers.iter().map(|transfer| transfer.amount().pence()).sum();
        let reply = Reply::new(format!(
            "paid {} on commission {} on {on} from {}; {} is still owed",
            paid.format_pounds(),
            self.commission,
            accounts_of(work, &draft)?,
            (commission.owed() - paid).format_pounds(),
        ));
        work.settle(reply, &budget, &draft)
    }
}

/// Records money back from a provider.
#[derive(Clone, Debug, Serialize)]
pub struct RefundRecord {
    pub commission: i64,
    pub amount: Amount,
    pub vat: Option<Pence>,
    pub account: Option<AccountName>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for RefundRecord {
    const KIND: &'static str = "refund.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let into = match (&self.account, work.reader().last_paid_from(commission.child, commission.id)?) {
            (None, Some(account)) => PaidFrom { account, named: None },
            (named, _) => work.paid_from(named.as_ref())?,
        };
        let on = work.on(self.on);
        let vat_account = work.reader().vat_account()?;
        let price = (self.amount, self.vat);
        let draft = plan::refund(&work.calendar, &budget, &commission, vat_account, on, price, &into)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let sentence = format!(
            "received {} back on commission {} on {on}, into {}",
            self.amount.pence().format_pounds(),
            self.commission,
            accounts_of(work, &draft)?
        );
        work.settle(Reply::new(sentence), &budget, &draft)
    }
}

/// The names of the accounts that an entry pays cash from or into.
pub(super) fn accounts_of(work: &UnitOfWork<'_>, draft: &Draft) -> Result<String> {
    let mut names = Vec::new();
    for account in draft.transfers.iter().flat_map(|transfer| [transfer.debit(), transfer.credit()]) {
        if account.kind.pays_cash() {
            let found = work.reader().account_name(account.id)?;
            let name: AccountName = work.found(found, "account", account.id)?;
            if !names.contains(&name.to_string()) {
                names.push(name.to_string());
            }
        }
    }
    Ok(names.join(" and "))
}
