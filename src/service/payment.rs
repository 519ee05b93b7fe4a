//! Paying providers, and money back from them.

use serde::Serialize;

use super::document::{self, Lines};
use super::payer::who_pays;
use super::{OwnMoney, PaidWith, Reply, Result, UnitOfWork, UseCase};
use domain::plan::{PaidFrom, RecordedLine};
use domain::{
    AccountKind, AccountName, Action, Amount, Code, Day, Draft, EntryId, EntryKind, Pence, Refusal, Text,
    Transfer, plan, rows,
};

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
        self.in_place(work, None)
    }
}

impl PaymentRecord {
    /// Records it, in place of a part of a payment that was undone where it is one.
    pub(super) fn in_place(
        &self,
        work: &mut UnitOfWork<'_>,
        place: Option<&rows::DocumentLine>,
    ) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let by = who_pays(work, self.practitioner.as_ref())?;
        let payer = self.paid.payer(work, &by)?;
        let on = work.on(self.on);
        let amount = self.amount;
        let draft = plan::pay(&work.calendar, &commission, on, amount, &payer.from)?;
        let transfers = payer.share(draft.transfers)?;
        let draft = Draft { note: self.note.clone(), transfers, ..draft };
        work.post(&draft, None)?;
        document::put_in_place(work, place)?;
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

/// Pays what is owed on an invoice of a provider: all its lines, as one movement of the account.
#[derive(Clone, Debug, Serialize)]
pub struct InvoicePayment {
    pub provider: String,
    pub number: Text,
    #[serde(flatten)]
    pub paid: PaidWith,
    /// Who paid, if not whoever records it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub practitioner: Option<Code>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for InvoicePayment {
    const KIND: &'static str = PaymentRecord::KIND;
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let provider = work.provider(&self.provider)?;
        let mut known = work.reader().document_lines(provider.id, &self.number)?;
        known.retain(|line| line.kind != EntryKind::CreditNoteRecord);
        known.sort_by_key(|line| (line.document, line.entry));
        if known.is_empty() {
            return work.found(None, "invoice", &self.number);
        }
        let (parts, total) = self.owed(work, &known, &provider.code)?;
        if let Some(OwnMoney::Part(part)) = self.paid.own_money {
            let (field, wanted) = ("own-money", "all of it, or its commissions paid one by one");
            return Err(Refusal::FieldInvalid { field, found: part.to_string(), wanted }.into());
        }
        let by = who_pays(work, self.practitioner.as_ref())?;
        let payer = self.paid.payer(work, &by)?;
        let on = work.on(self.on);
        let (mut lines, mut from) = (Lines::of(parts.len(), total), String::new());
        for (commission, amount) in parts {
            lines.next(work)?;
            let (budget, commission, _) = work.commission(commission)?;
            let draft = plan::pay(&work.calendar, &commission, on, Some(amount), &payer.from)?;
            let draft = Draft { note: self.note.clone(), ..draft };
            let entry = work.post(&draft, None)?;
            let sentence = format!(
                "commission {} for {}: {} (entry {entry})",
                commission.id,
                budget.child.child_ref,
                amount.pence().format_pounds()
            );
            from = accounts_of(work, &draft)?;
            let reply = work.settle(Reply::new(sentence), &budget, &draft)?;
            lines.add(work, entry, reply)?;
        }
        Ok(lines.end(format!(
            "paid {} on invoice `{}` of {} on {on} from {from}",
            total.pence().format_pounds(),
            self.number,
            provider.code
        )))
    }
}

impl InvoicePayment {
    /// What is owed on each line of the first document of this number on which anything is, and in all.
    fn owed(
        &self,
        work: &UnitOfWork<'_>,
        known: &[RecordedLine],
        provider: &Code,
    ) -> Result<(Vec<(EntryId, Amount)>, Amount)> {
        for lines in known.chunk_by(|one, next| one.document == next.document) {
            let (mut parts, mut total): (Vec<(EntryId, Amount)>, Pence) = (Vec::new(), Pence::ZERO);
            for line in lines {
                let (_, commission, _) = work.commission(line.commission)?;
                let of_before = parts.iter().filter(|(known, _)| *known == commission.id);
                let before: Pence = of_before.map(|(_, amount)| amount.pence()).sum();
                let owed = line.amount.min(commission.owed() - before);
                if let Some(amount) = owed.max(Pence::ZERO).amount() {
                    parts.push((commission.id, amount));
                    total += amount.pence();
                }
            }
            if let Some(total) = total.amount() {
                return Ok((parts, total));
            }
        }
        Err(Refusal::NothingOwed { number: self.number.clone(), provider: provider.clone() }.into())
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
        let same = work.reader().refunded(commission.child, commission.id, on, self.amount)?;
        let draft = plan::refund(&work.calendar, &budget, &commission, vat_account, on, price, &into)?;
        if work.reader().payee(commission.provider)?.is_some() {
            let known = work.reader().unaccounted((commission.child, commission.provider), commission.id)?;
            let cost = |kind| matches!(kind, AccountKind::Cost | AccountKind::Vat);
            known.covers(commission.id, Pence::ZERO, -Transfer::moved(&draft.transfers, cost))?;
        }
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let sentence = format!(
            "received {} back on commission {} on {on}, into {}",
            self.amount.pence().format_pounds(),
            self.commission,
            accounts_of(work, &draft)?
        );
        let mut reply = Reply::new(sentence);
        reply.warnings.extend(same.map(|entry| {
            format!(
                "as much came back on it that day already, by entry {entry}; if it is the same: \
                 bhlp entry reverse {entry} --reason TEXT"
            )
        }));
        work.settle(reply, &budget, &draft)
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
