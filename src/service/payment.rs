//! Paying providers, and money back from them.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::PaidFrom;
use domain::{AccountName, Action, Amount, Day, Draft, EntryId, Pence, Text, plan};

/// Pays a provider what is owed on a commission, or part of it.
#[derive(Clone, Debug, Serialize)]
pub struct PaymentRecord {
    pub commission: i64,
    pub amount: Option<Amount>,
    pub account: Option<AccountName>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for PaymentRecord {
    const KIND: &'static str = "payment.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let paid_from = work.paid_from(self.account.as_ref())?;
        let on = work.on(self.on);
        let amount = self.amount;
        let draft = plan::pay(&work.calendar, &commission, on, amount, &paid_from)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let paid: Pence = draft.transfers.iter().map(|transfer| transfer.amount().pence()).sum();
        let reply = Reply::new(format!(
            "paid {} on commission {} on {on} from {}; {} is still owed",
            paid.format_pounds(),
            self.commission,
            account_of(work, &draft)?,
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
            account_of(work, &draft)?
        );
        work.settle(Reply::new(sentence), &budget, &draft)
    }
}

/// The name of the account of the pilot's own that an entry moves.
fn account_of(work: &UnitOfWork<'_>, draft: &Draft) -> Result<AccountName> {
    let sides = draft.transfers.iter().flat_map(|transfer| [transfer.debit(), transfer.credit()]);
    let own = sides.into_iter().find(|account| account.kind.has_statements());
    let id = own.expect("cash moves").id;
    work.found(work.reader().account_name(id)?, "account", id)
}
