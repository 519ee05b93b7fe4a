//! What a line is, recorded from where it stands: the entry, and its matching with the line, in one
//! transaction.

use serde::Serialize;

use super::merchants::{learn, merchant_of};
use super::parts::Parts;
use crate::{
    AccountMove, Buy, ChargeRecord, CommissionRequest, PaidWith, PaymentRecord, RefundRecord, Reply, Result,
    UnitOfWork, UseCase, request,
};
use domain::matching::{BankItem, How};
use domain::{
    AccountName, Action, Amount, Code, CommissionDetails, Day, EntryId, NeedId, Pence, Refusal, Text,
};

/// How many days before a line, and after it, a purchase just like it may be the same.
const BEFORE: i64 = 14;
const AFTER: i64 = 7;

/// Records what a line is. Account, amount and day are the line's.
#[derive(Clone, Debug, Serialize)]
pub struct LineRecord {
    pub line: i64,
    #[serde(flatten)]
    pub recorded_as: RecordedAs,
    /// Entries that belong to the line too; the new one is what is left.
    pub with: Vec<i64>,
    /// Less than what is left: then the rest is still to be recorded.
    pub amount: Option<Amount>,
    pub on: Option<Day>,
    pub note: Option<Text>,
    /// It is another purchase than one like it that waits for its line.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub another: bool,
}

/// What a line is recorded as.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "as", rename_all = "kebab-case")]
pub enum RecordedAs {
    /// Something bought for a child.
    Buy {
        child: Code,
        category: Code,
        provider: Option<String>,
        what: Option<Text>,
        vat: Pence,
        practitioner: Option<Code>,
        need: Option<NeedId>,
    },
    /// A payment on a commission.
    Pays {
        commission: i64,
    },
    /// Money back on a commission.
    RefundOf {
        commission: i64,
        vat: Option<Pence>,
    },
    /// What the bank charges, or pays as interest.
    Charge,
    /// A move to another of the pilot's own accounts.
    MoveTo {
        account: AccountName,
    },
    MoveFrom {
        account: AccountName,
    },
}

impl RecordedAs {
    /// What it is called, and whether money goes out; either way, where nothing is said.
    fn kind_and_direction(&self) -> (&'static str, Option<bool>) {
        match self {
            Self::Buy { .. } => ("a purchase", Some(true)),
            Self::Pays { .. } => ("a payment", Some(true)),
            Self::RefundOf { .. } => ("a refund", Some(false)),
            Self::Charge => ("a charge or interest", None),
            Self::MoveTo { .. } => ("a move to another account", Some(true)),
            Self::MoveFrom { .. } => ("a move from another account", Some(false)),
        }
    }

    /// How it is said on the command line, as much as the rest of a line needs.
    fn to_flags(&self) -> String {
        match self {
            Self::Buy { child, category, provider, .. } => {
                let from = provider.as_ref().map(|provider| format!(" --from {}", one_word(provider)));
                format!("--buy {child} {category}{}", from.unwrap_or_default())
            }
            Self::Pays { commission } => format!("--pays {commission}"),
            Self::RefundOf { commission, .. } => format!("--refund-of {commission}"),
            Self::Charge => "--charge".into(),
            Self::MoveTo { account } => format!("--move-to {account}"),
            Self::MoveFrom { account } => format!("--move-from {account}"),
        }
    }
}

/// Quotes what a shell would take for several words.
fn one_word(said: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.');
    if said.chars().all(plain) { said.into() } else { format!("'{}'", said.replace('\'', r"'\''")) }
}

impl UseCase for LineRecord {
    const KIND: &'static str = "reconcile.record";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let mut parts = Parts::find(work, &[self.line], &self.with, None)?;
        let line = parts.lines.first().expect("one line was looked for").clone();
        self.once(work, &line)?;
        let (amount, whole) = self.amount(&line, parts.of_items())?;
        self.not_waiting(work, &line, amount)?;
        let on = self.day(work, &line)?;
        let (reply, asked) = self.record(work, &parts.name, &line, amount, on)?;
        let entry = work.seal_entry(&asked)?;
        if !whole {
            work.tx.add_matchings([])?;
            let rest = (line.amount - parts.of_items()).get().unsigned_abs();
            let rest = Pence::new(i64::try_from(rest).expect("a line's amount is a sum of money"));
            let rest = (rest - amount.pence()).format_pounds();
            let mut reply = with_entry_number(reply, entry);
            let (line, go_on) = (self.line, self.go_on(&[entry]));
            reply.details.push(format!("{rest} of line {line} is still to be recorded: {go_on}"));
            return Ok(reply);
        }
        parts.items.push(super::parts::item(work, entry, parts.account, &parts.name)?);
        parts.balance(work)?;
        let numbers = work.tx.add_matchings([parts.matched(How::Recorded)])?;
        let number = numbers.first().expect("one matching has one number");
        let mut reply = with_entry_number(reply, entry);
        reply.sentence.push_str(&format!("; matched with line {} (matching {number})", self.line));
        learn(work, &parts, &mut reply)?;
        Ok(reply)
    }
}

/// Names the entry where the sentence does not yet.
fn with_entry_number(mut reply: Reply, entry: EntryId) -> Reply {
    if !reply.sentence.contains(&format!("(commission {entry})")) {
        reply.sentence.push_str(&format!(" (entry {entry})"));
    }
    reply
}

impl LineRecord {
    /// The command that records the rest as the same.
    fn go_on(&self, more: &[EntryId]) -> String {
        let with = self.with.iter().copied().chain(more.iter().map(|entry| entry.get()));
        let with: Vec<String> = with.map(|entry| format!(" --with {entry}")).collect();
        format!("bhlp reconcile record {} {}{}", self.line, self.recorded_as.to_flags(), with.concat())
    }

    /// Refuses to record again what was recorded from the line: each entry from it is named, so that what
    /// is recorded now is the rest. What was there before the first statement is no purchase.
    fn once(&self, work: &UnitOfWork<'_>, line: &BankItem) -> Result<()> {
        let (what, _) = self.recorded_as.kind_and_direction();
        let moved = matches!(self.recorded_as, RecordedAs::MoveTo { .. } | RecordedAs::MoveFrom { .. });
        if line.is_opening() && !moved {
            return Err(Refusal::LineIsOpening { line: line.id, what }.into());
        }
        let mut entries = work.reader().recorded_from(line.id)?;
        entries.retain(|entry| !self.with.contains(&entry.get()));
        if entries.is_empty() {
            return Ok(());
        }
        let numbers: Vec<String> = entries.iter().map(ToString::to_string).collect();
        let (id, go_on) = (line.id, self.go_on(&entries));
        let whole = format!("bhlp reconcile match --line {id} --entry {}", numbers.join(" "));
        let go_on = format!("if that is all of it: {whole}; to record the rest: {go_on}");
        Err(Refusal::LineInPart { line: line.id, entries, go_on }.into())
    }

    /// Refuses a purchase where one just like it, of days near the line's, waits for its line.
    fn not_waiting(&self, work: &UnitOfWork<'_>, line: &BankItem, amount: Amount) -> Result<()> {
        let RecordedAs::Buy { child, provider, .. } = &self.recorded_as else { return Ok(()) };
        let provider = match provider {
            Some(said) => Some(work.provider(said)?),
            None => match merchant_of(work.reader(), line)? {
                Some(code) => Some(work.provider(code.as_str())?),
                None => None,
            },
        };
        let Some(provider) = provider.filter(|_| !self.another) else { return Ok(()) };
        let day = |days| line.posted_on.date() + chrono::TimeDelta::days(days);
        let near = (Day::new(day(-BEFORE)), Day::new(day(AFTER)));
        let whose = (work.child(child)?.id, provider.id, line.account);
        let mut waiting = work.reader().bought_alike(whose, amount.pence(), near)?;
        waiting.retain(|(entry, _)| !self.with.contains(&entry.get()));
        let Some((entry, on)) = waiting.first().copied() else { return Ok(()) };
        let insist = format!("{} --another", self.go_on(&[]));
        let (child, provider, amount) = (child.clone(), provider.code, amount.pence());
        Err(Refusal::EntryWaits { entry, on, child, provider, amount, line: line.id, insist }.into())
    }

    /// How much is recorded, and whether that is all that is left of the line.
    fn amount(&self, line: &BankItem, with: Pence) -> Result<(Amount, bool)> {
        let (what, out) = self.recorded_as.kind_and_direction();
        if out.is_some_and(|out| out != (line.amount < Pence::ZERO)) {
            return Err(Refusal::LineOtherWay { line: line.id, amount: line.amount, what }.into());
        }
        let left = line.amount - with;
        let left = if line.amount < Pence::ZERO { -left } else { left };
        let asked = self.amount.map_or(left, |amount| amount.pence());
        match asked.amount() {
            Some(amount) if asked <= left => Ok((amount, asked == left)),
            _ => Err(Refusal::AmountAboveLine { line: line.id, left, asked }.into()),
        }
    }

    /// The day it is recorded for: the user's, else that of posting. Where that month is closed, it is the
    /// first day of the first open one, and the entry says where it belongs.
    fn day(&self, work: &mut UnitOfWork<'_>, line: &BankItem) -> Result<Day> {
        if let Some(on) = self.on {
            return Ok(on);
        }
        if !work.calendar.closed.contains(&line.posted_on.month()) {
            return Ok(line.posted_on);
        }
        let mut month = line.counted_on.month();
        while work.calendar.closed.contains(&month) {
            month = month.next();
        }
        let on = if month == line.counted_on.month() { line.counted_on } else { month.first() };
        work.belongs(line.posted_on);
        Ok(on)
    }

    /// Records the entry; it is not sealed yet. Also returns the request it answers, as it is kept.
    fn record(
        &self,
        work: &mut UnitOfWork<'_>,
        account: &AccountName,
        line: &BankItem,
        amount: Amount,
        on: Day,
    ) -> Result<(Reply, String)> {
        let (own, on) = (account.clone(), Some(on));
        let note = self.note.clone().or_else(|| line.foreign.clone());
        match &self.recorded_as {
            RecordedAs::Buy { .. } => {
                let commission = self.commission_request(work, line, amount)?;
                let paid = PaidWith::the(Some(own));
                carry_out(
                    work,
                    &Buy {
                        commission,
                        paid,
                        invoice: None,
                        again: None,
                        on,
                        note,
                        receipt: None,
                        evidence: None,
                    },
                )
            }
            RecordedAs::Pays { commission } => {
                let (commission, amount, paid) = (*commission, Some(amount), PaidWith::the(Some(own)));
                carry_out(work, &PaymentRecord { commission, amount, paid, practitioner: None, on, note })
            }
            RecordedAs::RefundOf { commission, vat } => {
                let (commission, vat, account) = (*commission, *vat, Some(own));
                carry_out(work, &RefundRecord { commission, amount, vat, account, on, note })
            }
            RecordedAs::Charge => {
                let interest = line.amount > Pence::ZERO;
                carry_out(work, &ChargeRecord { account: own, amount, interest, on, note })
            }
            RecordedAs::MoveTo { account: to } => {
                let to = to.clone();
                carry_out(work, &AccountMove { from: own, to, amount, on, note })
            }
            RecordedAs::MoveFrom { account: from } => {
                let from = from.clone();
                carry_out(work, &AccountMove { from, to: own, amount, on, note })
            }
        }
    }

    /// The purchase: from the merchant's provider unless another is said, by the card's holder unless
    /// somebody else is.
    fn commission_request(
        &self,
        work: &UnitOfWork<'_>,
        line: &BankItem,
        amount: Amount,
    ) -> Result<CommissionRequest> {
        let RecordedAs::Buy { child, category, provider, what, vat, practitioner, need } = &self.recorded_as
        else {
            unreachable!("only a purchase is commissioned")
        };
        let provider = match provider {
            Some(said) => said.clone(),
            None => {
                let unknown = || Refusal::MerchantUnknown { line: line.id, text: line.text.clone() };
                merchant_of(work.reader(), line)?.ok_or_else(unknown)?.to_string()
            }
        };
        let practitioner = match practitioner {
            Some(code) => Some(code.clone()),
            None => work.reader().holder_of_card(line.account)?,
        };
        Ok(CommissionRequest {
            child: child.clone(),
            category: category.clone(),
            amount,
            provider,
            vat: *vat,
            what: what.clone(),
            practitioner,
            details: CommissionDetails { need: *need, ..CommissionDetails::default() },
        })
    }
}

/// Carries out a request up to its entry.
fn carry_out<U: UseCase>(work: &mut UnitOfWork<'_>, request: &U) -> Result<(Reply, String)> {
    Ok((request.carry_out(work)?, request::json(request)))
}
