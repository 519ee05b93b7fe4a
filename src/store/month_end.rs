//! Where each of the pilot's own accounts stands at the end of a month, and what a closed month hands on.
//!
//! Everything starts from the newest closed month before and its lists, and reads what came since: what
//! a month end costs is in proportion to the month, not to the ledger.

use std::collections::HashMap;
use std::fmt::Write as _;

use rusqlite::params;
use sha2::{Digest, Sha256};

use super::facts::parsed;
use super::matching::CarriedFrom;
use super::pack::FundMove;
use super::{Look, Result, WriteTx};
use crate::domain::month_end::{
    AccountEnd, Answer, Count, Counted, Hand, Piece, PieceId, Reconciled, Side, Stated, Statements,
};
use crate::domain::{
    AccountId, AccountName, Action, Code, Day, EntryId, LineId, Month, Pence, PractitionerId, Role, rows,
};

/// A file without a stated period covers from its first line to its last: so many days between two files
/// say nothing; more may be a statement that is missing.
const GAP_DAYS: i64 = 14;

/// An order with money promised or owed at the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderEnd {
    /// The order.
    pub commission: EntryId,
    /// Promised, net of recoverable VAT.
    pub committed: Pence,
    /// Owed, with VAT; below nought: the provider owes.
    pub owed: Pence,
}

/// An account as a closed month was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedAccount {
    /// The account.
    pub account: AccountName,
    /// What the ledger said.
    pub ledger: Pence,
    /// What the statement said, if there was one.
    pub statement: Option<Pence>,
    /// In and out, not yet on the statement.
    pub unseen: (Pence, Pence),
    /// In and out, not yet in the ledger.
    pub unbooked: (Pence, Pence),
}

/// How a month was closed last, where it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// The event that closed it.
    pub event: EntryId,
    /// Who signed.
    pub signed_by: PractitionerId,
    /// Its accounts; none where it was closed before there were lists.
    pub accounts: Vec<SignedAccount>,
}

/// The days of a month end: after one, up to another.
struct Span {
    base: Option<CarriedFrom>,
    since: String,
    until: String,
    /// Only what was recorded before this event is told of statements, matchings and answers.
    known: i64,
}

/// An account while its month end is read.
struct Reading {
    id: AccountId,
    name: AccountName,
    /// Ledger and statement balance as the month before was signed.
    before: Option<(i64, Option<i64>)>,
    /// The day after which it is read: the last of the base, or nothing where it starts anew.
    since: String,
    has_statements: bool,
    counted_on: Option<Day>,
    ledger: i64,
    moves: Vec<(i64, Day, i64)>,
}

impl Look<'_> {
    /// Reads each of the pilot's own accounts at the end of a month, without what is in both the ledger
    /// and its statements.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn month_end(&self, month: Month) -> Result<Vec<AccountEnd>> {
        self.month_end_known(self.span(month)?, month)
    }

    fn month_end_known(&self, span: Span, month: Month) -> Result<Vec<AccountEnd>> {
        let mut sides = self.sides(&span)?;
        self.follow_entries(&span, &mut sides)?;
        sides.into_iter().map(|side| self.account_end(&span, month, side)).collect()
    }

    /// Reconciles each of the pilot's own accounts at the end of a month.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn reconciled(&self, month: Month) -> Result<Vec<Reconciled>> {
        let ends = self.month_end(month)?;
        Ok(ends.into_iter().map(|end| Reconciled::of(end, month.last())).collect())
    }

    /// The same as it was known when the month was signed off, by an event.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn reconciled_at(&self, month: Month, signed_by: EntryId) -> Result<Vec<Reconciled>> {
        let span = Span { known: signed_by.get(), ..self.span(month)? };
        let ends = self.month_end_known(span, month)?;
        Ok(ends.into_iter().map(|end| Reconciled::of(end, month.last())).collect())
    }

    fn span(&self, month: Month) -> Result<Span> {
        let base = self.carried_from(month.first().before())?;
        let since = base.map_or_else(String::new, |base| base.month.last().to_string());
        Ok(Span { base, since, until: month.last().to_string(), known: i64::MAX })
    }

    /// The accounts, and what is known of them without reading their entries.
    fn sides(&self, span: &Span) -> Result<Vec<Reading>> {
        let event = span.base.map_or(0, |base| base.event.get());
        self.statement_accounts()?
            .into_iter()
            .map(|(id, name)| {
                let before = self.one(
                    "SELECT ledger_pence, statement_pence FROM month_account WHERE event = ? AND account_id = ?",
                    params![event, id.get()],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )?;
                let had = before.is_some_and(|(_, statement): (i64, Option<i64>)| statement.is_some());
                let has_statements = had || self.had_statement(id, span)?;
                // A first statement is held against all there was before it: nothing was carried forward.
                let is_first = has_statements && !had;
                let since = if is_first { String::new() } else { span.since.clone() };
                let before = before.filter(|_| !is_first);
                let counted_on = self.one(
                    "SELECT max(counted_on) FROM cash_count WHERE account_id = ? AND counted_on <= ? AND event < ?
                     HAVING max(counted_on) IS NOT NULL",
                    params![id.get(), span.until, span.known],
                    |row| parsed(row, 0),
                )?;
                let ledger = before.map_or(0, |(ledger, _)| ledger);
                Ok(Reading { id, name, before, since, has_statements, counted_on, ledger, moves: Vec::new() })
            })
            .collect()
    }

    fn had_statement(&self, account: AccountId, span: &Span) -> Result<bool> {
        let found = self.one(
            "SELECT EXISTS (SELECT 1 FROM statement_line WHERE account_id = ?1 AND counted_on <= ?2 AND statement < ?3)
                 OR EXISTS (SELECT 1 FROM statement_account
                             WHERE account_id = ?1 AND coalesce(covers_from, covers_to) <= ?2 AND event < ?3)",
            params![account.get(), span.until, span.known],
            |row| Ok(row.get(0)?),
        )?;
        Ok(found.unwrap_or(false))
    }

    /// Adds up what entries did to the accounts, an item for each entry where a statement or a count asks
    /// for it.
    fn follow_entries(&self, span: &Span, sides: &mut [Reading]) -> Result<()> {
        if span.base.is_some() {
            let later = "e.effective_on > ?1 AND e.effective_on <= ?2";
            self.follow(later, (&span.since, &span.until), sides)?;
        }
        if sides.iter().any(|side| side.since.is_empty()) {
            // From the beginning in the order of writing, not through the index of days.
            self.follow("?1 = '' AND +e.effective_on <= ?2", ("", &span.until), sides)?;
        }
        Ok(())
    }

    /// The same for the accounts that are read from one day on.
    fn follow(&self, which: &str, (since, until): (&str, &str), sides: &mut [Reading]) -> Result<()> {
        let of_these = (0..).zip(&*sides).filter(|(_, side)| side.since == since);
        let places: HashMap<i64, usize> = of_these.map(|(place, side)| (side.id.get(), place)).collect();
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT e.entry_id, e.effective_on, t.debit_account_id, t.credit_account_id, t.amount_pence
               FROM entry e CROSS JOIN transfer t ON t.entry_id = e.entry_id
              WHERE t.book = 'cash' AND {which}"
        ))?;
        let mut rows = statement.query(params![since, until])?;
        while let Some(row) = rows.next()? {
            let pence: i64 = row.get(4)?;
            for (column, pence) in [(2, pence), (3, -pence)] {
                let Some(place) = places.get(&row.get(column)?) else { continue };
                let side = &mut sides[*place];
                side.ledger += pence;
                if !side.has_statements && side.counted_on.is_none() {
                    continue;
                }
                let entry = row.get(0)?;
                match side.moves.last_mut() {
                    Some(last) if last.0 == entry => last.2 += pence,
                    _ => side.moves.push((entry, parsed(row, 1)?, pence)),
                }
            }
        }
        Ok(())
    }

    fn account_end(&self, span: &Span, month: Month, mut side: Reading) -> Result<AccountEnd> {
        side.moves.retain(|(_, _, pence)| *pence != 0);
        let counted = match side.counted_on {
            Some(on) => Some(self.counted(span, month, &side, on)?),
            None => None,
        };
        let statements = if side.has_statements { Some(self.statements(span, &side)?) } else { None };
        let Reading { id, name, ledger, .. } = side;
        Ok(AccountEnd { id, account: name, ledger: Pence::new(ledger), statements, counted })
    }

    /// The count that a month of a float rests on: the last one in it, if the ledger did not move the float
    /// since; else the first of the month after.
    fn counted(&self, span: &Span, month: Month, side: &Reading, on: Day) -> Result<Counted> {
        let moved_on = side.moves.iter().map(|(_, day, _)| *day).filter(|day| *day > on).max();
        let within = on >= month.first();
        if within && moved_on.is_none() {
            return Ok(Counted::Within(self.count_on(side.id, on, Pence::new(side.ledger), None)?));
        }
        let later = self.one(
            "SELECT min(counted_on) FROM cash_count
              WHERE account_id = ? AND counted_on > ? AND counted_on <= ? AND event < ?
             HAVING min(counted_on) IS NOT NULL",
            params![side.id.get(), span.until, month.next().last().to_string(), span.known],
            |row| parsed(row, 0),
        )?;
        match later {
            Some(later) => {
                Ok(Counted::Within(self.count_on(side.id, later, self.float_on(side.id, later)?, None)?))
            }
            None if within => {
                let since: i64 =
                    side.moves.iter().filter(|(_, day, _)| *day > on).map(|(.., pence)| pence).sum();
                let then = Pence::new(side.ledger - since);
                Ok(Counted::Within(self.count_on(side.id, on, then, moved_on)?))
            }
            None => Ok(Counted::Before(on)),
        }
    }

    /// What was found in a float on a day, beside what the ledger says of that day.
    fn count_on(&self, float: AccountId, on: Day, ledger: Pence, moved_on: Option<Day>) -> Result<Count> {
        let cash = self.one(
            "SELECT cash_pence FROM cash_count WHERE account_id = ? AND counted_on = ? ORDER BY event DESC LIMIT 1",
            params![float.get(), on.to_string()],
            |row| Ok(Pence::new(row.get(0)?)),
        )?;
        let advances = self.advances_out(float, on)?;
        Ok(Count { on, cash: cash.unwrap_or(Pence::ZERO), advances, ledger, moved_on })
    }

    fn statements(&self, span: &Span, side: &Reading) -> Result<Statements> {
        let statement_before = side.before.and_then(|(_, statement)| statement).unwrap_or(0);
        let (carried_items, carried_lines) = self.carried(span, side.id)?;
        let mut unseen = Vec::new();
        for piece in carried_items {
            unseen.extend(self.unless_matched(span, side.id, piece)?);
        }
        for (entry, on, pence) in &side.moves {
            let piece = piece(PieceId::Entry(EntryId::new(*entry)), *on, *pence);
            unseen.extend(self.unless_matched(span, side.id, piece)?);
        }
        let (mut balance, mut unbooked) = (statement_before, Vec::new());
        for piece in carried_lines {
            unbooked.extend(self.unless_matched(span, side.id, piece)?);
        }
        for line in self.lines_between(side.id, &side.since, &span.until)? {
            balance += line.amount.get();
            unbooked.extend(self.unless_matched(span, side.id, line)?);
        }
        let covered_to = self.reach(side.id)?.covers_to;
        Ok(Statements {
            balance: Pence::new(balance),
            covered_to,
            gap: self.gap(span, side.id)?,
            stated: self.stated(span, side, statement_before)?,
            unseen,
            unbooked,
        })
    }

    /// What the month before handed on of an account: entries and lines.
    fn carried(&self, span: &Span, account: AccountId) -> Result<(Vec<Piece>, Vec<Piece>)> {
        let Some(base) = span.base else { return Ok((Vec::new(), Vec::new())) };
        let items = self.all(
            "SELECT c.entry_id, e.effective_on, c.amount_pence FROM carried_item c JOIN entry e USING (entry_id)
              WHERE c.event = ? AND c.account_id = ?",
            params![base.event.get(), account.get()],
            |row| Ok(piece(PieceId::Entry(EntryId::new(row.get(0)?)), parsed(row, 1)?, row.get(2)?)),
        )?;
        let lines = self.all(
            "SELECT l.line_id, l.posted_on, l.amount_pence, coalesce(l.text, l.reference, l.kind, '')
               FROM carried_line c CROSS JOIN statement_line l ON l.line_id = c.line_id
              WHERE c.event = ? AND l.account_id = ?",
            params![base.event.get(), account.get()],
            line,
        )?;
        Ok((items, lines))
    }

    fn lines_between(&self, account: AccountId, since: &str, until: &str) -> Result<Vec<Piece>> {
        self.all(
            "SELECT line_id, posted_on, amount_pence, coalesce(text, reference, kind, '')
               FROM statement_line WHERE account_id = ? AND counted_on > ? AND counted_on <= ? ORDER BY counted_on, line_id",
            params![account.get(), since, until],
            line,
        )
    }

    /// Leaves out what is matched with what counts by the month's end; else says what there is to say.
    fn unless_matched(&self, span: &Span, account: AccountId, mut piece: Piece) -> Result<Option<Piece>> {
        const LATEST: &str = "
            SELECT max(coalesce((SELECT max(l.counted_on) FROM matching_line p JOIN statement_line l ON l.line_id = p.line_id
                                  WHERE p.matching_id = m.matching_id), ''),
                       coalesce((SELECT max(e.effective_on) FROM matching_item p JOIN entry e ON e.entry_id = p.entry_id
                                  WHERE p.matching_id = m.matching_id), ''))";
        let latest: Option<String> = match piece.id {
            PieceId::Entry(entry) => self.one(
                &format!(
                    "{LATEST} FROM matching_item m
                     WHERE m.entry_id = ?1 AND m.account_id = ?2 AND m.undone_by IS NULL
                       AND (SELECT run FROM matching WHERE matching_id = m.matching_id) < ?3"
                ),
                params![entry.get(), account.get(), span.known],
                |row| Ok(row.get(0)?),
            )?,
            PieceId::Line(line) => self.one(
                &format!(
                    "{LATEST} FROM matching_line m
                     WHERE m.line_id = ?1 AND m.undone_by IS NULL
                       AND (SELECT run FROM matching WHERE matching_id = m.matching_id) < ?2"
                ),
                params![line.get(), span.known],
                |row| Ok(row.get(0)?),
            )?,
        };
        match latest {
            Some(day) if day <= span.until => return Ok(None),
            Some(day) => {
                let damaged = |_| super::StoreError::Damaged(format!("`{day}` is not a day"));
                piece.settled_on = Some(day.parse().map_err(damaged)?);
            }
            None => {}
        }
        let answer = match piece.id {
            PieceId::Entry(entry) => {
                piece.what = self.entry_in_words(entry)?;
                self.answer_of_item_before(entry, account, span.known)?
            }
            PieceId::Line(line) => self.answer_of_line_before(line, span.known)?,
        };
        if let Some(answer) = answer {
            let asked = match answer.asked {
                Some(id) => self.practitioner_numbered(id)?.map(|practitioner| practitioner.code),
                None => None,
            };
            let super::matching::Answer { number, verdict, because, said, .. } = answer;
            piece.answer = Some(Answer { number, verdict, because, asked, said });
        }
        Ok(Some(piece))
    }

    /// Says what an entry was, in a few words.
    fn entry_in_words(&self, entry: EntryId) -> Result<String> {
        let words = self.one(
            concat!(
                "SELECT coalesce(k.description, g.label, e.note, ",
                include_str!("query/fragment/what.sql"),
                ") || coalesce(', ' || v.name, '')
               FROM entry e
               LEFT JOIN commission k ON k.commission_id = e.commission_id
               LEFT JOIN category g USING (category_id)
               LEFT JOIN provider v USING (provider_id)
              WHERE e.entry_id = ?"
            ),
            [entry.get()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(words.unwrap_or_default())
    }

    /// Finds the last balance that a statement states by the month's end, and what the lines come to.
    fn stated(&self, span: &Span, side: &Reading, before: i64) -> Result<Option<Stated>> {
        let point = self.one(
            "SELECT day, pence FROM (
                SELECT covers_to AS day, closing_pence AS pence, event FROM statement_account WHERE account_id = ?1
                 UNION ALL
                SELECT date(covers_from, '-1 day'), opening_pence, event FROM statement_account WHERE account_id = ?1)
              WHERE pence IS NOT NULL AND day > ?2 AND day <= ?3 AND event < ?4 ORDER BY day DESC, event DESC LIMIT 1",
            params![side.id.get(), side.since, span.until, span.known],
            |row| Ok((parsed::<Day>(row, 0)?, row.get::<_, i64>(1)?)),
        )?;
        let Some((on, pence)) = point else { return Ok(None) };
        let since = self.one(
            "SELECT coalesce(sum(amount_pence), 0) FROM statement_line
              WHERE account_id = ? AND counted_on > ? AND posted_on <= ?",
            params![side.id.get(), side.since, on.to_string()],
            |row| Ok(row.get::<_, i64>(0)?),
        )?;
        let lines = Pence::new(before + since.unwrap_or(0));
        Ok(Some(Stated { on, pence: Pence::new(pence), lines }))
    }

    /// Finds the first time longer than a fortnight that no statement covers and that reaches into the days
    /// after the month before.
    fn gap(&self, span: &Span, account: AccountId) -> Result<Option<(Day, Day)>> {
        self.one(
            "SELECT date(reached, '+1 day'), date(covers_from, '-1 day') FROM (
                SELECT covers_from,
                       (SELECT max(b.covers_to) FROM statement_account b
                         WHERE b.account_id = a.account_id AND coalesce(b.covers_from, b.covers_to) < a.covers_from) AS reached
                  FROM statement_account a WHERE account_id = ?1 AND covers_from > ?2 AND event < ?4)
              WHERE julianday(covers_from) - julianday(reached) - 1 > ?5
                AND date(reached, '+1 day') <= ?3 ORDER BY covers_from LIMIT 1",
            params![account.get(), span.since, span.until, span.known, GAP_DAYS],
            |row| Ok((parsed(row, 0)?, parsed(row, 1)?)),
        )
    }

    /// Reads the orders with money promised or owed at the end of a month.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn orders_at(&self, month: Month) -> Result<Vec<OrderEnd>> {
        let span = self.span(month)?;
        let mut orders: HashMap<i64, (i64, i64)> = HashMap::new();
        let mut add = |row: &rusqlite::Row<'_>| {
            let order = orders.entry(row.get(0)?).or_insert((0, 0));
            order.0 += row.get::<_, i64>(1)?;
            order.1 += row.get::<_, i64>(2)?;
            Ok(())
        };
        if let Some(base) = span.base {
            let carried =
                "SELECT commission_id, committed_pence, owed_pence FROM carried_order WHERE event = ?";
            self.all(carried, [base.event.get()], &mut add)?;
        }
        let since = if span.base.is_some() {
            "e.effective_on > ?1 AND e.effective_on"
        } else {
            "?1 = '' AND +e.effective_on"
        };
        let moved = format!(
            "SELECT e.commission_id, m.committed_pence, m.invoiced_pence - m.paid_pence
               FROM entry e CROSS JOIN transfer_effect m ON m.entry_id = e.entry_id
              WHERE e.commission_id IS NOT NULL AND {since} <= ?2"
        );
        self.all(&moved, params![span.since, span.until], &mut add)?;
        let mut orders: Vec<OrderEnd> = orders
            .into_iter()
            .filter(|(_, figures)| *figures != (0, 0))
            .map(|(commission, (committed, owed))| OrderEnd {
                commission: EntryId::new(commission),
                committed: Pence::new(committed),
                owed: Pence::new(owed),
            })
            .collect();
        orders.sort_by_key(|order| order.commission);
        Ok(orders)
    }

    /// Reads how a month was signed, where it is closed.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn sign_off(&self, month: Month) -> Result<Option<SignOff>> {
        let mark = self.one(
            "SELECT m.event, v.actor_id, m.mark = 'closed' FROM month_mark m JOIN event v ON v.seq = m.event
              WHERE m.month = ? ORDER BY m.event DESC LIMIT 1",
            [month.to_string()],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, bool>(2)?)),
        )?;
        let Some((event, actor, true)) = mark else { return Ok(None) };
        let accounts = self.all(
            "SELECT a.name, m.ledger_pence, m.statement_pence, m.unseen_in_pence, m.unseen_out_pence,
                    m.unbooked_in_pence, m.unbooked_out_pence
               FROM month_account m JOIN account a USING (account_id) WHERE m.event = ? ORDER BY a.name",
            [event],
            |row| {
                let pence = |column| -> Result<Pence> { Ok(Pence::new(row.get(column)?)) };
                Ok(SignedAccount {
                    account: parsed(row, 0)?,
                    ledger: pence(1)?,
                    statement: row.get::<_, Option<i64>>(2)?.map(Pence::new),
                    unseen: (pence(3)?, pence(4)?),
                    unbooked: (pence(5)?, pence(6)?),
                })
            },
        )?;
        Ok(Some(SignOff { event: EntryId::new(event), signed_by: PractitionerId::new(actor), accounts }))
    }

    /// Reads who may sign off months and has not left.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn signers(&self) -> Result<Vec<(PractitionerId, Code)>> {
        let everyone = self.all(
            "SELECT practitioner_id, code, role FROM practitioner WHERE left_on IS NULL ORDER BY code",
            [],
            |row| Ok((PractitionerId::new(row.get(0)?), parsed::<Code>(row, 1)?, parsed::<Role>(row, 2)?)),
        )?;
        let may = everyone.into_iter().filter(|(.., role)| role.may(Action::Months));
        Ok(may.map(|(id, code, _)| (id, code)).collect())
    }

    /// Reads who had a hand in a month: who recorded an entry of it, took in a line of its statements,
    /// matched either, answered for either or for what the month before handed on, counted a float, or
    /// re-opened it last.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn hands_in(&self, month: Month) -> Result<Vec<(PractitionerId, EntryId, Hand)>> {
        let (first, last) = (month.first().to_string(), month.last().to_string());
        let base = self.carried_from(month.first().before())?.map_or(0, |base| base.event.get());
        let hands: [(&str, Hand); 13] = [
            (
                "SELECT v.actor_id, min(v.seq) FROM entry e JOIN event v ON v.seq = e.entry_id
               WHERE e.effective_on BETWEEN ?1 AND ?2 GROUP BY 1",
                Hand::Recorded,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM account a
               CROSS JOIN statement_line l ON l.account_id = a.account_id AND l.counted_on BETWEEN ?1 AND ?2
               CROSS JOIN event v ON v.seq = l.statement
               WHERE a.kind IN ('bank', 'card', 'imprest') GROUP BY 1",
                Hand::TookIn,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM account a
               CROSS JOIN statement_line l ON l.account_id = a.account_id AND l.counted_on BETWEEN ?1 AND ?2
               CROSS JOIN matching_line p ON p.line_id = l.line_id AND p.undone_by IS NULL
               CROSS JOIN matching m ON m.matching_id = p.matching_id
               CROSS JOIN event v ON v.seq = m.run
               WHERE a.kind IN ('bank', 'card', 'imprest') GROUP BY 1",
                Hand::Matched,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM account a
               CROSS JOIN statement_line l ON l.account_id = a.account_id AND l.counted_on BETWEEN ?1 AND ?2
               CROSS JOIN answer r ON r.line_id = l.line_id
               CROSS JOIN event v ON v.seq = r.event
               WHERE a.kind IN ('bank', 'card', 'imprest') GROUP BY 1",
                Hand::Answered,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM answer r JOIN entry e ON e.entry_id = r.entry_id
               JOIN event v ON v.seq = r.event WHERE e.effective_on BETWEEN ?1 AND ?2 GROUP BY 1",
                Hand::Answered,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM cash_count c JOIN event v ON v.seq = c.event
               WHERE c.counted_on BETWEEN ?1 AND ?2 GROUP BY 1",
                Hand::Counted,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM advance c JOIN event v ON v.seq = c.event
               WHERE c.given_on BETWEEN ?1 AND ?2 GROUP BY 1",
                Hand::Advanced,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM entry e
               CROSS JOIN matching_item p ON p.entry_id = e.entry_id AND p.undone_by IS NULL
               CROSS JOIN matching m ON m.matching_id = p.matching_id
               CROSS JOIN event v ON v.seq = m.run
               WHERE e.effective_on BETWEEN ?1 AND ?2 GROUP BY 1",
                Hand::Matched,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM carried_item c
               CROSS JOIN matching_item p ON p.entry_id = c.entry_id AND p.account_id = c.account_id AND p.undone_by IS NULL
               CROSS JOIN matching m ON m.matching_id = p.matching_id
               CROSS JOIN event v ON v.seq = m.run WHERE c.event = ?3 GROUP BY 1",
                Hand::Matched,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM carried_line c
               CROSS JOIN matching_line p ON p.line_id = c.line_id AND p.undone_by IS NULL
               CROSS JOIN matching m ON m.matching_id = p.matching_id
               CROSS JOIN event v ON v.seq = m.run WHERE c.event = ?3 GROUP BY 1",
                Hand::Matched,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM carried_item c
               CROSS JOIN answer r ON r.entry_id = c.entry_id AND r.account_id = c.account_id
               CROSS JOIN event v ON v.seq = r.event WHERE c.event = ?3 GROUP BY 1",
                Hand::Answered,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM carried_line c
               CROSS JOIN answer r ON r.line_id = c.line_id
               CROSS JOIN event v ON v.seq = r.event WHERE c.event = ?3 GROUP BY 1",
                Hand::Answered,
            ),
            (
                "SELECT v.actor_id, v.seq FROM month_mark k JOIN event v ON v.seq = k.event
               WHERE k.month = substr(?1, 1, 7) AND k.mark = 'reopened'
                 AND k.event = (SELECT max(event) FROM month_mark WHERE month = k.month)",
                Hand::Reopened,
            ),
        ];
        let mut found = Vec::new();
        for (sql, hand) in hands {
            // Not every question needs all three.
            let sql = format!("WITH asked AS (SELECT ?1, ?2, ?3) {sql}");
            found.extend(self.all(&sql, params![first, last, base], |row| {
                Ok((PractitionerId::new(row.get(0)?), EntryId::new(row.get(1)?), hand))
            })?);
        }
        Ok(found)
    }
}

fn piece(id: PieceId, on: Day, pence: i64) -> Piece {
    let (what, amount) = (String::new(), Pence::new(pence));
    Piece { id, on, amount, what, settled_on: None, answer: None }
}

fn line(row: &rusqlite::Row<'_>) -> Result<Piece> {
    let bare = piece(PieceId::Line(LineId::new(row.get(0)?)), parsed(row, 1)?, row.get(2)?);
    Ok(Piece { what: row.get(3)?, ..bare })
}

impl WriteTx<'_> {
    /// Writes what a month rests on beside its mark: each account, and the lists it hands on.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_month_end(
        &mut self,
        accounts: &[Reconciled],
        orders: &[OrderEnd],
        funds: &[FundMove],
    ) -> Result<()> {
        for account in accounts {
            self.add_month_account(account)?;
        }
        let mut carried = Carried::of(accounts);
        carried.orders =
            orders.iter().map(|o| (o.commission.get(), o.committed.get(), o.owed.get())).collect();
        carried.funds = funds.iter().map(|f| (f.fund, f.pot.clone(), f.pence.get())).collect();
        let count = |n: usize| i64::try_from(n).expect("a month has fewer rows than numbers");
        let (items, lines, orders) = (&carried.items, &carried.lines, &carried.orders);
        self.insert(&rows::MonthEnd {
            items: count(items.len()),
            lines: count(lines.len()),
            orders: count(orders.len()),
            sha256: carried.hash(),
        })?;
        let event = self.next();
        for (account, entry, pence) in &carried.items {
            self.execute(
                "INSERT INTO carried_item (event, account_id, entry_id, amount_pence) VALUES (?, ?, ?, ?)",
                params![event, account, entry, pence],
            )?;
        }
        for line in &carried.lines {
            self.execute("INSERT INTO carried_line (event, line_id) VALUES (?, ?)", params![event, line])?;
        }
        for (commission, committed, owed) in &carried.orders {
            self.execute(
                "INSERT INTO carried_order (event, commission_id, committed_pence, owed_pence) VALUES (?, ?, ?, ?)",
                params![event, commission, committed, owed],
            )?;
        }
        for (fund, pot, pence) in &carried.funds {
            self.execute(
                "INSERT INTO carried_fund (event, fund_id, pot, balance_pence) VALUES (?, ?, ?, ?)",
                params![event, fund, pot, pence],
            )?;
        }
        Ok(())
    }

    fn add_month_account(&mut self, account: &Reconciled) -> Result<()> {
        let (unseen, unbooked) = (account.sum(Side::Unseen, |_| true), account.sum(Side::Unbooked, |_| true));
        let end = &account.end;
        let row = rows::MonthAccount {
            account_id: end.id,
            ledger_pence: end.ledger,
            statement_pence: end.statements.as_ref().map(|statements| statements.balance),
            unseen_in_pence: unseen.money_in,
            unseen_out_pence: unseen.money_out,
            unbooked_in_pence: unbooked.money_in,
            unbooked_out_pence: unbooked.money_out,
        };
        self.insert(&row).map(drop)
    }
}

/// What a closed month hands on, in order: (account, entry, pence), lines, (order, promised, owed).
#[derive(Debug, Default)]
pub(super) struct Carried {
    pub items: Vec<(i64, i64, i64)>,
    pub lines: Vec<i64>,
    pub orders: Vec<(i64, i64, i64)>,
    /// Fund, kind of pot, what is in them.
    pub funds: Vec<(i64, String, i64)>,
}

impl Carried {
    fn of(accounts: &[Reconciled]) -> Self {
        let mut carried = Self::default();
        for account in accounts {
            for standing in &account.standings {
                match standing.piece.id {
                    PieceId::Entry(entry) => {
                        carried.items.push((account.end.id.get(), entry.get(), standing.piece.amount.get()));
                    }
                    PieceId::Line(line) => carried.lines.push(line.get()),
                }
            }
        }
        carried.items.sort_unstable();
        carried.lines.sort_unstable();
        carried
    }

    /// The SHA-256 of a line of text for each item, line, order and fund, in order of number; words are
    /// joined by tabs.
    pub fn hash(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        for (account, entry, pence) in &self.items {
            let _ = writeln!(text, "item\t{account}\t{entry}\t{pence}");
        }
        for line in &self.lines {
            let _ = writeln!(text, "line\t{line}");
        }
        for (order, committed, owed) in &self.orders {
            let _ = writeln!(text, "order\t{order}\t{committed}\t{owed}");
        }
        for (fund, pot, pence) in &self.funds {
            let _ = writeln!(text, "fund\t{fund}\t{pot}\t{pence}");
        }
        crate::domain::hex(&Sha256::digest(text.as_bytes()))
    }
}
