//! A line that says another amount than the entry it belongs to: the entry is corrected to what the bank
//! took, with its receipt, and matched with the line, in one transaction. And the way back.

use serde::Serialize;

use super::confirm::Unmatch;
use super::parts::{Parts, item, way};
use crate::{EntryCorrect, EntryReverse, Reply, Result, UnitOfWork, UseCase, request, seal_as};
use domain::matching::{BankItem, How, Matching};
use domain::plan::vat_share;
use domain::{
    AccountId, AccountKind, Action, Amount, Day, EntryId, EntryKind, LineId, Pence, Refusal, Text, Transfer,
};
use store::Reader;

/// Corrects an entry to the amount of its line, and matches the two.
#[derive(Clone, Debug, Serialize)]
pub struct LineCorrect {
    pub line: i64,
    pub entry: i64,
    /// The part of the new amount that is VAT, where the entry had any.
    pub vat: Option<Pence>,
    pub reason: Text,
}

impl UseCase for LineCorrect {
    const KIND: &'static str = "reconcile.correct";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let mut parts = Parts::find(work, &[self.line], &[self.entry], None)?;
        let [line] = <[BankItem; 1]>::try_from(parts.lines.clone()).expect("one line was looked for");
        let was = parts.of_items();
        if was == line.amount {
            return Err(Refusal::NothingToCorrect.into());
        }
        let now = size(line.amount).amount();
        let (Some(now), true) = (now, was.get().signum() == line.amount.get().signum()) else {
            let what = "an entry the other way";
            return Err(Refusal::LineOtherWay { line: line.id, amount: line.amount, what }.into());
        };
        let (reply, entry) = again(work, (self.entry, parts.account), (now, self.vat), &line, &self.reason)?;
        parts.items = vec![item(work, entry, parts.account, &parts.name)?];
        parts.balance(work)?;
        let mut matchings = vec![parts.matched(How::Confirmed)];
        matchings.extend(undone_pair(work, EntryId::new(self.entry), parts.account)?);
        let numbers = work.tx.add_matchings(matchings)?;
        let number = numbers.first().expect("a matching has a number");
        let mut reply = Reply { number: 0, ..reply };
        reply.sentence.push_str(&format!(
            " (entry {entry}), {} instead of {}; matched with line {} (matching {number})",
            way(line.amount),
            way(was),
            self.line
        ));
        super::merchants::learn(work, &parts, &mut reply)?;
        Ok(reply)
    }
}

/// Undoes an entry and records it again with another amount; also returns the new entry. Where its month is
/// closed, both count on the line's day, or the first day that is open.
fn again(
    work: &mut UnitOfWork<'_>,
    (entry, account): (i64, AccountId),
    (amount, vat): (Amount, Option<Pence>),
    line: &BankItem,
    reason: &Text,
) -> Result<(Reply, EntryId)> {
    let name = super::parts::name_of(work, account)?;
    let was = item(work, EntryId::new(entry), account, &name)?;
    let on = work.calendar.is_closed(was.effective_on).then(|| first_open(work, line.counted_on));
    let correct = EntryCorrect {
        entry,
        reason: reason.clone(),
        amount: Some(amount),
        vat,
        category: None,
        provider: None,
        child: None,
        practitioner: None,
        account: None,
        invoice: None,
        on,
    };
    let asked = request::json(&correct);
    let reply = correct.carry_out(work)?;
    Ok((reply, work.seal_entry(&asked)?))
}

/// The day, or the first one after it that is in an open month.
fn first_open(work: &UnitOfWork<'_>, day: Day) -> Day {
    let mut month = day.month();
    while work.calendar.closed.contains(&month) {
        month = month.next();
    }
    if month == day.month() { day } else { month.first() }
}

/// The entry that was undone and what undid it are the same money, where both wait and one of the months is
/// open: nothing of them is left to look for.
fn undone_pair(work: &UnitOfWork<'_>, was: EntryId, account: AccountId) -> Result<Option<Matching>> {
    let name = super::parts::name_of(work, account)?;
    let Some(by) = work.reader().entry(was)?.and_then(|entry| entry.reversed_by) else { return Ok(None) };
    let items = [item(work, was, account, &name)?, item(work, by, account, &name)?];
    let closed = items.iter().all(|item| work.calendar.is_closed(item.effective_on));
    let sum: Pence = items.iter().map(|item| item.amount).sum();
    if closed || sum != Pence::ZERO {
        return Ok(None);
    }
    let items = items.iter().map(|item| (item.entry, item.amount)).collect();
    Ok(Some(Matching { account, lines: Vec::new(), items, how: How::Reference, score: 100 }))
}

fn size(amount: Pence) -> Pence {
    amount.max(-amount)
}

/// Takes back what was last decided of a line: its matching, the entry that was recorded from it, and the
/// amount that an entry was corrected from.
#[derive(Clone, Debug, Serialize)]
pub struct TakeBack {
    pub line: i64,
    /// What the entry was before it was corrected to the line.
    pub was: Option<WasBefore>,
    pub reason: Text,
}

/// What an entry was before.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct WasBefore {
    pub amount: Amount,
    pub vat: Pence,
}

impl UseCase for TakeBack {
    const KIND: &'static str = "reconcile.take-back";
    const ACTION: Action = Action::Reconcile;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let line = super::parts::line(work, self.line)?;
        let matching = work.reader().matching_of_line(line.id)?.ok_or(Refusal::NothingToMatch)?;
        let known = work.found(work.reader().matching(matching)?, "matching", matching.get())?.matching;
        let unmatch = Unmatch { matching: matching.get(), reason: self.reason.clone() };
        let mut reply = unmatch.carry_out(work)?;
        let made = work.reader().recorded_from(line.id)?;
        let made = |entry: &EntryId| known.how == How::Recorded && made.contains(entry);
        let entries: Vec<EntryId> = known.items.iter().map(|(entry, _)| *entry).collect();
        let back: Vec<EntryId> =
            entries.into_iter().filter(|entry| self.was.is_some() || made(entry)).collect();
        if back.is_empty() {
            return Ok(reply);
        }
        // What was taken apart is an event of its own.
        seal_as(&mut work.tx, Unmatch::KIND, None, &request::json(&unmatch))?;
        let mut pairs = Vec::new();
        for entry in back {
            let (done, by) = self.entry_back(work, (entry, known.account), &line)?;
            reply.details.push(format!("{} (entry {by})", done.sentence));
            reply.warnings.extend(done.warnings);
            reply.left.extend(done.left);
            pairs.extend(undone_pair(work, entry, known.account)?);
        }
        work.tx.add_matchings(pairs)?;
        Ok(reply)
    }
}

impl TakeBack {
    /// Undoes an entry that was made from the line, or gives it its amount again; also returns the entry that
    /// does so.
    fn entry_back(
        &self,
        work: &mut UnitOfWork<'_>,
        (entry, account): (EntryId, AccountId),
        line: &BankItem,
    ) -> Result<(Reply, EntryId)> {
        if let Some(WasBefore { amount, vat }) = self.was {
            return again(work, (entry.get(), account), (amount, Some(vat)), line, &self.reason);
        }
        let on = work.calendar.is_closed(line.counted_on).then(|| first_open(work, line.counted_on));
        let reverse = EntryReverse { entry: entry.get(), reason: self.reason.clone(), on, whole: false };
        let asked = request::json(&reverse);
        let done = reverse.carry_out(work)?;
        Ok((done, work.seal_entry(&asked)?))
    }
}

/// What a correction would make of an entry, for whoever decides.
#[derive(Clone, Debug)]
pub struct Correctable {
    pub was: WasBefore,
    /// The same share of VAT in the line's amount.
    pub vat: Pence,
    /// The receipts that go with it.
    pub receipts: Vec<i64>,
}

/// Finds what an entry was, and what it would be with a line's amount; nothing where it is no purchase and no
/// payment.
pub fn correctable(reader: Reader<'_>, line: LineId, entry: EntryId) -> Result<Option<Correctable>> {
    let (Some(line), Some(recorded)) = (reader.line(line)?, reader.entry(entry)?) else { return Ok(None) };
    let moved = |is: fn(AccountKind) -> bool| Transfer::moved(&recorded.transfers, is);
    let (gross, vat) = match recorded.kind {
        EntryKind::Buy => (
            moved(|kind| matches!(kind, AccountKind::Cost | AccountKind::Vat)),
            moved(|kind| kind == AccountKind::Vat),
        ),
        EntryKind::PaymentRecord => (-moved(AccountKind::is_own), Pence::ZERO),
        _ => return Ok(None),
    };
    let Some(amount) = gross.amount() else { return Ok(None) };
    let share = if vat > Pence::ZERO { vat_share(size(line.amount), (vat, gross)) } else { Pence::ZERO };
    let receipts = match recorded.kind {
        EntryKind::Buy => reader.receipts_of(entry)?.iter().map(|known| known.at.number).collect(),
        _ => Vec::new(),
    };
    Ok(Some(Correctable { was: WasBefore { amount, vat }, vat: share, receipts }))
}
