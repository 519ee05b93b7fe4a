//! What a line is, recorded from where it stands: the entry, and its matching with the line, in one
//! transaction.

use serde::Serialize;

use super::merchants::{learn, merchant_of};
use super::parts::Parts;
use crate::domain::matching::{How, Line};
use crate::domain::{AccountName, Action, Amount, Code, Day, EntryId, Pence, Refusal, Text};
use crate::service::{
    AccountMove, Buy, ChargeRecord, Desk, PaymentRecord, Receipt, RefundRecord, Result, Said, UseCase,
    Wanted, said,
};

/// Records what a line is. Account, amount and day are the line's.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are what their types say")]
pub struct LineRecord {
    pub line: i64,
    #[serde(flatten)]
    pub recorded_as: RecordedAs,
    /// Entries that belong to the line too; the new one is what is left.
    pub with: Vec<i64>,
    /// Less than what is left: then the rest is still to be recorded.
    pub amount: Option<Said<Amount>>,
    pub on: Option<Said<Day>>,
    pub note: Option<Said<Text>>,
}

/// What a line is recorded as.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "as", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the fields are what their types say")]
pub enum RecordedAs {
    /// Something bought for a child.
    Buy {
        child: Said<Code>,
        category: Said<Code>,
        provider: Option<String>,
        what: Option<Said<Text>>,
        vat: Said<Pence>,
        practitioner: Option<Said<Code>>,
        need: Option<i64>,
    },
    /// A payment on an order.
    Pays { commission: i64 },
    /// Money back on an order.
    RefundOf { commission: i64, vat: Option<Said<Pence>> },
    /// What the bank charges, or pays as interest.
    Charge,
    /// A move to another of the pilot's own accounts.
    MoveTo { account: Said<AccountName> },
    /// A move from one.
    MoveFrom { account: Said<AccountName> },
}

impl RecordedAs {
    /// What it is called, and whether money goes out; either way, where nothing is said.
    fn called(&self) -> (&'static str, Option<bool>) {
        match self {
            Self::Buy { .. } => ("a purchase", Some(true)),
            Self::Pays { .. } => ("a payment", Some(true)),
            Self::RefundOf { .. } => ("a refund", Some(false)),
            Self::Charge => ("a charge or interest", None),
            Self::MoveTo { .. } => ("a move to another account", Some(true)),
            Self::MoveFrom { .. } => ("a move from another account", Some(false)),
        }
    }
}

impl UseCase for LineRecord {
    const KIND: &'static str = "reconcile.record";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        let mut parts = Parts::find(desk, &[self.line], &self.with, None)?;
        let line = parts.lines.first().expect("one line was looked for").clone();
        let (amount, whole) = self.amount(&line, parts.of_items())?;
        let on = self.day(desk, &line)?;
        let (receipt, asked) = self.record(desk, &parts.name, &line, amount, on)?;
        let entry = desk.seal_entry(&asked)?;
        if !whole {
            desk.tx.add_matchings(&[])?;
            let rest = (line.amount - parts.of_items()).get().unsigned_abs();
            let rest = Pence::new(i64::try_from(rest).expect("a line's amount is a sum of money"));
            let rest = (rest - amount.pence()).spoken();
            let mut with: Vec<String> = self.with.iter().map(|entry| format!(" --with {entry}")).collect();
            with.push(format!(" --with {entry}"));
            let mut receipt = named(receipt, entry);
            let (line, with) = (self.line, with.concat());
            receipt.details.push(format!(
                "{rest} of line {line} is still to be recorded: bhlp reconcile record {line}{with}"
            ));
            return Ok(receipt);
        }
        parts.items.push(super::parts::item(desk, entry, parts.account, &parts.name)?);
        parts.balance(desk)?;
        let numbers = desk.tx.add_matchings(&[parts.matched(How::Recorded)])?;
        let number = numbers.first().expect("one matching has one number");
        let mut receipt = named(receipt, entry);
        receipt.sentence.push_str(&format!("; matched with line {} (matching {number})", self.line));
        learn(desk, &parts, &mut receipt)?;
        Ok(receipt)
    }
}

/// Names the entry where the sentence does not yet.
fn named(mut receipt: Receipt, entry: EntryId) -> Receipt {
    if !receipt.sentence.contains(&format!("(commission {entry})")) {
        receipt.sentence.push_str(&format!(" (entry {entry})"));
    }
    receipt
}

impl LineRecord {
    /// How much is recorded, and whether that is all that is left of the line.
    fn amount(&self, line: &Line, with: Pence) -> Result<(Amount, bool)> {
        let (what, out) = self.recorded_as.called();
        if out.is_some_and(|out| out != (line.amount < Pence::ZERO)) {
            return Err(Refusal::LineOtherWay { line: line.id, amount: line.amount, what }.into());
        }
        let left = line.amount - with;
        let left = if line.amount < Pence::ZERO { -left } else { left };
        let asked = self.amount.map_or(left, |amount| amount.0.pence());
        match asked.amount() {
            Some(amount) if asked <= left => Ok((amount, asked == left)),
            _ => Err(Refusal::AmountAboveLine { line: line.id, left, asked }.into()),
        }
    }

    /// The day it is recorded for: the user's, else that of posting. Where that month is closed, it is the
    /// first day of the first open one, and the entry says where it belongs.
    fn day(&self, desk: &mut Desk<'_>, line: &Line) -> Result<Day> {
        if let Some(on) = self.on {
            return Ok(on.0);
        }
        if !desk.calendar.closed.contains(&line.posted_on.month()) {
            return Ok(line.posted_on);
        }
        let mut month = line.counted_on.month();
        while desk.calendar.closed.contains(&month) {
            month = month.next();
        }
        let on = if month == line.counted_on.month() { line.counted_on } else { month.first() };
        desk.belongs(line.posted_on);
        Ok(on)
    }

    /// Records the entry; it is not sealed yet. Also returns the request it answers, as it is kept.
    fn record(
        &self,
        desk: &mut Desk<'_>,
        account: &AccountName,
        line: &Line,
        amount: Amount,
        on: Day,
    ) -> Result<(Receipt, String)> {
        let (own, on) = (Said(account.clone()), Some(Said(on)));
        let note = self.note.clone().or_else(|| line.foreign.clone().map(Said));
        let amount = Said(amount);
        match &self.recorded_as {
            RecordedAs::Buy { .. } => {
                let wanted = self.wanted(desk, line, amount)?;
                let account = Some(own);
                carried(desk, &Buy { wanted, account, invoice: None, on, note, receipt: None })
            }
            RecordedAs::Pays { commission } => {
                let (commission, amount, account) = (*commission, Some(amount), Some(own));
                carried(desk, &PaymentRecord { commission, amount, account, on, note })
            }
            RecordedAs::RefundOf { commission, vat } => {
                let (commission, vat, account) = (*commission, *vat, Some(own));
                carried(desk, &RefundRecord { commission, amount, vat, account, on, note })
            }
            RecordedAs::Charge => {
                let interest = line.amount > Pence::ZERO;
                carried(desk, &ChargeRecord { account: own, amount, interest, on, note })
            }
            RecordedAs::MoveTo { account: to } => {
                let to = to.clone();
                carried(desk, &AccountMove { from: own, to, amount, on, note })
            }
            RecordedAs::MoveFrom { account: from } => {
                let from = from.clone();
                carried(desk, &AccountMove { from, to: own, amount, on, note })
            }
        }
    }

    /// The purchase: from the merchant's provider unless another is said, by the card's holder unless
    /// somebody else is.
    fn wanted(&self, desk: &Desk<'_>, line: &Line, amount: Said<Amount>) -> Result<Wanted> {
        let RecordedAs::Buy { child, category, provider, what, vat, practitioner, need } = &self.recorded_as
        else {
            unreachable!("only a purchase is wanted")
        };
        let provider = match provider {
            Some(said) => said.clone(),
            None => {
                let unknown = || Refusal::MerchantUnknown { line: line.id, text: line.text.clone() };
                merchant_of(desk.look(), line)?.ok_or_else(unknown)?.to_string()
            }
        };
        let practitioner = match practitioner {
            Some(code) => Some(code.clone()),
            None => desk.look().holder_of_card(line.account)?.map(Said),
        };
        let about = crate::service::About { need: *need, ..Default::default() };
        Ok(Wanted {
            child: child.clone(),
            category: category.clone(),
            amount,
            provider,
            vat: *vat,
            what: what.clone(),
            practitioner,
            units: None,
            unit_price: None,
            every: None,
            needed_on: None,
            options_considered: None,
            chosen_by: None,
            instead_of: None,
            about,
        })
    }
}

/// Carries out a request up to its entry.
fn carried<U: UseCase>(desk: &mut Desk<'_>, request: &U) -> Result<(Receipt, String)> {
    Ok((request.carry_out(desk)?, said::json(request)))
}
