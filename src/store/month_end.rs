//! Where each of the pilot's own accounts stands at the end of a month.
//!
//! Everything starts from the newest closed month before and its lists, and reads what came since: what
//! a month end costs is in proportion to the month, not to the ledger.

use std::collections::HashMap;

use rusqlite::params;

use super::lookup::{optional, parsed};
use super::matching::CarriedFrom;
use super::query::assemble;
use super::statements::{LINE, bank_item};
use super::{Filter, Reader, Result};
use domain::matching::ItemId;
use domain::month_end::{
    CommissionEnd, Count, FloatCount, Reconciliation, ReconcilingItem, RestsOn, Start, Stated, Statements,
    gap,
};
use domain::{AccountId, AccountName, Day, EntryId, Month, Pence};

/// A month end that is read: from the newest closed month before, up to the month's last day.
struct Span {
    month: Month,
    base: Option<CarriedFrom>,
    /// Only what was recorded before this event is told of statements, matchings and answers.
    known: i64,
}

impl Span {
    /// The last day of the month whose lists it begins with.
    fn since(&self) -> Option<Day> {
        self.base.map(|base| base.month.last())
    }

    fn until(&self) -> String {
        self.month.last().to_string()
    }
}

/// A day as SQL compares it: nothing is before every day.
fn after(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// An account while its month end is read.
struct AccountReading {
    id: AccountId,
    name: AccountName,
    start: Start,
    counted_on: Option<Day>,
    ledger: Pence,
    /// Whether an entry of the month moved it.
    moved: bool,
    /// Whether somebody sends statements of it, by the policy of the month's last day.
    expected: bool,
    /// What entries did to it.
    moves: Vec<(EntryId, Day, Pence)>,
}

impl Reader<'_> {
    /// Reconciles each of the pilot's own accounts at the end of a month.
    pub fn reconciled(&self, month: Month) -> Result<Vec<Reconciliation>> {
        self.reconciled_at(month, EntryId::new(i64::MAX))
    }

    /// The same as it was known when the month was signed off, by an event.
    pub fn reconciled_at(&self, month: Month, signed_by: EntryId) -> Result<Vec<Reconciliation>> {
        let span = Span { known: signed_by.get(), ..self.span(month)? };
        let mut accounts = self.accounts_from(&span)?;
        self.follow_entries(&span, &mut accounts)?;
        accounts.into_iter().map(|account| self.reconciliation(&span, account)).collect()
    }

    fn span(&self, month: Month) -> Result<Span> {
        let base = self.carried_from(month.first().before())?;
        Ok(Span { month, base, known: i64::MAX })
    }

    /// The accounts, and what is known of them without reading their entries.
    fn accounts_from(&self, span: &Span) -> Result<Vec<AccountReading>> {
        let signed = span.base.map(|base| self.signed_balances(base)).transpose()?.unwrap_or_default();
        self.statement_accounts()?
            .into_iter()
            .map(|(id, name)| {
                let signed = signed.get(&id).copied();
                let start = Start::of(span.since(), signed, self.had_statement(id, span)?);
                let counted_on = self.query_one(
                    "SELECT max(counted_on) FROM cash_count WHERE account_id = ? AND counted_on <= ? AND event < ?
                     HAVING max(counted_on) IS NOT NULL",
                    params![id.get(), span.until(), span.known],
                    |row| parsed(row, 0),
                )?;
                let (ledger, moves, moved) = (start.before.ledger, Vec::new(), false);
                let expected = !self.sends_none(id, span)?;
                Ok(AccountReading { id, name, start, counted_on, ledger, moved, expected, moves })
            })
            .collect()
    }

    /// Tells whether the policy of the month's last day says that nobody sends statements of an account.
    fn sends_none(&self, account: AccountId, span: &Span) -> Result<bool> {
        let found = self.query_one(
            "SELECT 1 FROM policy_account
              WHERE account_id = ?1 AND statements = 0
                AND policy_id = (SELECT policy_id FROM policy WHERE from_on <= ?2 AND event < ?3
                                  ORDER BY policy_id DESC LIMIT 1)",
            params![account.get(), span.until(), span.known],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    fn had_statement(&self, account: AccountId, span: &Span) -> Result<bool> {
        let found = self.query_one(
            "SELECT EXISTS (SELECT 1 FROM statement_line WHERE account_id = ?1 AND counted_on <= ?2 AND statement < ?3)
                 OR EXISTS (SELECT 1 FROM statement_account
                             WHERE account_id = ?1 AND coalesce(covers_from, covers_to) <= ?2 AND event < ?3)",
            params![account.get(), span.until(), span.known],
            |row| Ok(row.get(0)?),
        )?;
        Ok(found.unwrap_or(false))
    }

    /// Adds up what entries did to the accounts, an item for each entry where a statement or a count asks
    /// for it.
    fn follow_entries(&self, span: &Span, accounts: &mut [AccountReading]) -> Result<()> {
        if let Some(since) = span.since() {
            self.follow("e.effective_on > ?1 AND e.effective_on <= ?2", Some(since), span, accounts)?;
        }
        if accounts.iter().any(|account| account.start.since.is_none()) {
            // From the beginning in the order of writing, not through the index of days.
            self.follow("?1 = '' AND +e.effective_on <= ?2", None, span, accounts)?;
        }
        Ok(())
    }

    /// The same for the accounts that are read from one day on.
    fn follow(
        &self,
        which: &str,
        since: Option<Day>,
        span: &Span,
        accounts: &mut [AccountReading],
    ) -> Result<()> {
        let of_these = (0..).zip(&*accounts).filter(|(_, account)| account.start.since == since);
        let places: HashMap<i64, usize> =
            of_these.map(|(place, account)| (account.id.get(), place)).collect();
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT e.entry_id, e.effective_on, t.debit_account_id, t.credit_account_id, t.amount_pence
               FROM entry e CROSS JOIN transfer t ON t.entry_id = e.entry_id
              WHERE t.book = 'cash' AND {which}"
        ))?;
        let first = span.month.first().to_string();
        let mut rows = statement.query(params![after(since), span.until()])?;
        while let Some(row) = rows.next()? {
            let amount = Pence::new(row.get(4)?);
            for (column, amount) in [(2, amount), (3, -amount)] {
                let Some(place) = places.get(&row.get(column)?) else { continue };
                let account = &mut accounts[*place];
                account.ledger += amount;
                account.moved |= row.get_ref(1)?.as_str().unwrap_or_default() >= first.as_str();
                if !account.start.has_statements && account.counted_on.is_none() {
                    continue;
                }
                let entry = EntryId::new(row.get(0)?);
                match account.moves.last_mut() {
                    Some(last) if last.0 == entry => last.2 += amount,
                    _ => account.moves.push((entry, parsed(row, 1)?, amount)),
                }
            }
        }
        Ok(())
    }

    fn reconciliation(&self, span: &Span, mut account: AccountReading) -> Result<Reconciliation> {
        account.moves.retain(|(.., amount)| *amount != Pence::ZERO);
        let counted = match account.counted_on {
            Some(on) => Some(self.counted(span, &account, on)?),
            None => None,
        };
        let (statements, items) = match account.start.has_statements {
            true => {
                let (statements, items) = self.statements(span, &account)?;
                (Some(statements), items)
            }
            false => (None, Vec::new()),
        };
        let AccountReading { id, name, ledger, moved, expected, .. } = account;
        let unseen = moved && expected && statements.is_none() && counted.is_none();
        let end =
            Reconciliation { id, account: name, ledger, statements, counted, items, unseen, reason: None };
        Ok(end.explained(span.month.last()))
    }

    /// Reads the count that the month of a float rests on; `on` is the day of the last one by its end.
    fn counted(&self, span: &Span, float: &AccountReading, on: Day) -> Result<FloatCount> {
        let next = self.query_one(
            "SELECT min(counted_on) FROM cash_count
              WHERE account_id = ? AND counted_on > ? AND counted_on <= ? AND event < ?
             HAVING min(counted_on) IS NOT NULL",
            params![float.id.get(), span.until(), span.month.next().last().to_string(), span.known],
            |row| parsed(row, 0),
        )?;
        let moves: Vec<(Day, Pence)> = float.moves.iter().map(|(_, day, amount)| (*day, *amount)).collect();
        Ok(match RestsOn::of(span.month, on, next, float.ledger, &moves) {
            RestsOn::Before(on) => FloatCount::Before(on),
            RestsOn::Within { on, ledger, moved_on } => {
                FloatCount::Within(self.count_on(float.id, on, ledger, moved_on)?)
            }
            RestsOn::After(on) => {
                FloatCount::Within(self.count_on(float.id, on, self.float_on(float.id, on)?, None)?)
            }
        })
    }

    /// What was found in a float on a day, beside what the ledger says of that day.
    fn count_on(&self, float: AccountId, on: Day, ledger: Pence, moved_on: Option<Day>) -> Result<Count> {
        let cash = self.query_one(
            "SELECT cash_pence FROM cash_count WHERE account_id = ? AND counted_on = ? ORDER BY event DESC LIMIT 1",
            params![float.get(), on.to_string()],
            |row| Ok(Pence::new(row.get(0)?)),
        )?;
        let advances = self.advances_out(float, on)?;
        Ok(Count { on, cash: cash.unwrap_or(Pence::ZERO), advances, ledger, moved_on })
    }

    /// What statements say of an account, and what is on one side only.
    fn statements(
        &self,
        span: &Span,
        account: &AccountReading,
    ) -> Result<(Statements, Vec<ReconcilingItem>)> {
        let Start { before, since, .. } = account.start;
        let before = before.statement.unwrap_or(Pence::ZERO);
        let lines = self.lines_between(account.id, since, span)?;
        let balance = before + lines.iter().map(|line| line.amount).sum();
        let moves = account
            .moves
            .iter()
            .map(|(entry, on, amount)| ReconcilingItem::new(ItemId::Book(*entry), *on, *amount));
        let mut items = Vec::new();
        for item in self.carried_items(span, account.id)?.into_iter().chain(moves).chain(lines) {
            items.extend(self.unless_reconciled(span, account.id, item)?);
        }
        let covered = self.query_all(
            "SELECT coalesce(covers_from, covers_to), covers_to FROM statement_account
              WHERE account_id = ? AND covers_to IS NOT NULL AND event < ?",
            params![account.id.get(), span.known],
            |row| Ok((parsed(row, 0)?, parsed(row, 1)?)),
        )?;
        let statements = Statements {
            balance,
            covered_to: self.reach(account.id)?.covers_to,
            gap: gap(&covered, span.since(), span.month.last()),
            stated: self.stated(span, account, before)?,
        };
        Ok((statements, items))
    }

    /// What the month before handed on of an account: entries, then lines.
    fn carried_items(&self, span: &Span, account: AccountId) -> Result<Vec<ReconcilingItem>> {
        let Some(base) = span.base else { return Ok(Vec::new()) };
        let mut items = self.query_all(
            "SELECT c.entry_id, e.effective_on, c.amount_pence FROM carried_item c JOIN entry e USING (entry_id)
              WHERE c.event = ? AND c.account_id = ?",
            params![base.event.get(), account.get()],
            |row| {
                let (entry, amount) = (EntryId::new(row.get(0)?), Pence::new(row.get(2)?));
                Ok(ReconcilingItem::new(ItemId::Book(entry), parsed(row, 1)?, amount))
            },
        )?;
        items.extend(self.query_all(
            &format!(
                "SELECT {LINE} FROM carried_line c CROSS JOIN statement_line l USING (line_id)
                  WHERE c.event = ? AND account_id = ?"
            ),
            params![base.event.get(), account.get()],
            reconciling,
        )?);
        Ok(items)
    }

    fn lines_between(
        &self,
        account: AccountId,
        since: Option<Day>,
        span: &Span,
    ) -> Result<Vec<ReconcilingItem>> {
        self.query_all(
            &format!(
                "SELECT {LINE} FROM statement_line
                  WHERE account_id = ? AND counted_on > ? AND counted_on <= ? ORDER BY counted_on, line_id"
            ),
            params![account.get(), after(since), span.until()],
            reconciling,
        )
    }

    /// Leaves out what is reconciled by the month's end; else says what there is to say.
    fn unless_reconciled(
        &self,
        span: &Span,
        account: AccountId,
        item: ReconcilingItem,
    ) -> Result<Option<ReconcilingItem>> {
        const LATEST: &str = "
            SELECT max(coalesce((SELECT max(l.counted_on) FROM matching_line p JOIN statement_line l ON l.line_id = p.line_id
                                  WHERE p.matching_id = m.matching_id), ''),
                       coalesce((SELECT max(e.effective_on) FROM matching_item p JOIN entry e ON e.entry_id = p.entry_id
                                  WHERE p.matching_id = m.matching_id), ''))";
        let matched_until: Option<Option<Day>> = match item.id {
            ItemId::Book(entry) => self.query_one(
                &format!(
                    "{LATEST} FROM matching_item m
                     WHERE m.entry_id = ?1 AND m.account_id = ?2 AND m.undone_by IS NULL
                       AND (SELECT run FROM matching WHERE matching_id = m.matching_id) < ?3"
                ),
                params![entry.get(), account.get(), span.known],
                |row| optional(row, 0),
            )?,
            ItemId::Bank(line) => self.query_one(
                &format!(
                    "{LATEST} FROM matching_line m
                     WHERE m.line_id = ?1 AND m.undone_by IS NULL
                       AND (SELECT run FROM matching WHERE matching_id = m.matching_id) < ?2"
                ),
                params![line.get(), span.known],
                |row| optional(row, 0),
            )?,
        };
        let Some(mut item) = item.unless_reconciled(matched_until.flatten(), span.month.last()) else {
            return Ok(None);
        };
        if let ItemId::Book(entry) = item.id {
            item.what = self.entry_in_words(entry)?;
        }
        item.resolution = self.resolution_before(item.id, account, span.known)?;
        Ok(Some(item))
    }

    /// Says what an entry was, in a few words.
    fn entry_in_words(&self, entry: EntryId) -> Result<String> {
        let words = self.query_one(
            &assemble(
                "SELECT iif(e.commission_id IN {hidden}, g.label || ', not shown',
                            coalesce(k.description, g.label, e.note, {what}) || coalesce(', ' || v.name, ''))
                   FROM entry e
                   LEFT JOIN commission k ON k.commission_id = e.commission_id
                   LEFT JOIN category g USING (category_id)
                   LEFT JOIN provider v USING (provider_id)
                  WHERE e.entry_id = ?",
                &Filter::default(),
            ),
            [entry.get()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(words.unwrap_or_default())
    }

    /// Finds the last balance that a statement states by the month's end, and what the lines come to.
    fn stated(&self, span: &Span, account: &AccountReading, before: Pence) -> Result<Option<Stated>> {
        let since = after(account.start.since);
        let point = self.query_one(
            "SELECT day, pence FROM (
                SELECT covers_to AS day, closing_pence AS pence, event FROM statement_account WHERE account_id = ?1
                 UNION ALL
                SELECT date(covers_from, '-1 day'), opening_pence, event FROM statement_account WHERE account_id = ?1)
              WHERE pence IS NOT NULL AND day > ?2 AND day <= ?3 AND event < ?4 ORDER BY day DESC, event DESC LIMIT 1",
            params![account.id.get(), since, span.until(), span.known],
            |row| Ok((parsed::<Day>(row, 0)?, Pence::new(row.get(1)?))),
        )?;
        let Some((on, pence)) = point else { return Ok(None) };
        let came = self.query_one(
            "SELECT coalesce(sum(amount_pence), 0) FROM statement_line
              WHERE account_id = ? AND counted_on > ? AND posted_on <= ?",
            params![account.id.get(), since, on.to_string()],
            |row| Ok(Pence::new(row.get(0)?)),
        )?;
        Ok(Some(Stated { on, pence, lines: before + came.unwrap_or(Pence::ZERO) }))
    }

    /// Tells whether so few entries count by a day that they are sooner found one by one, through the index
    /// of days, than by reading all in the order of writing.
    pub(crate) fn few_entries_by(&self, day: Day) -> Result<bool> {
        let many = "SELECT 1 FROM entry WHERE effective_on <= ?
                     LIMIT 1 OFFSET (SELECT coalesce(max(entry_id), 0) / 16 FROM entry)";
        Ok(self.query_one(many, [day.to_string()], |_| Ok(()))?.is_none())
    }

    /// Reads the commissions with money promised or owed at the end of a month.
    pub fn commissions_at(&self, month: Month) -> Result<Vec<CommissionEnd>> {
        let span = self.span(month)?;
        let mut commissions: HashMap<i64, (i64, i64)> = HashMap::new();
        let mut add = |row: &rusqlite::Row<'_>| {
            let commission = commissions.entry(row.get(0)?).or_insert((0, 0));
            commission.0 += row.get::<_, i64>(1)?;
            commission.1 += row.get::<_, i64>(2)?;
            Ok(())
        };
        if let Some(base) = span.base {
            let carried =
                "SELECT commission_id, committed_pence, owed_pence FROM carried_order WHERE event = ?";
            self.query_all(carried, [base.event.get()], &mut add)?;
        }
        let by_day = span.base.is_some() || self.few_entries_by(span.month.last())?;
        let moved = format!(
            "SELECT e.commission_id, m.committed_pence, m.invoiced_pence - m.paid_pence
               FROM entry e CROSS JOIN transfer_effect m ON m.entry_id = e.entry_id
              WHERE e.commission_id IS NOT NULL AND {day} > ?1 AND {day} <= ?2",
            day = if by_day { "e.effective_on" } else { "+e.effective_on" }
        );
        self.query_all(&moved, params![after(span.since()), span.until()], &mut add)?;
        let mut commissions: Vec<CommissionEnd> = commissions
            .into_iter()
            .filter(|(_, figures)| *figures != (0, 0))
            .map(|(commission, (committed, owed))| CommissionEnd {
                commission: EntryId::new(commission),
                committed: Pence::new(committed),
                owed: Pence::new(owed),
            })
            .collect();
        commissions.sort_by_key(|commission| commission.commission);
        Ok(commissions)
    }
}

fn reconciling(row: &rusqlite::Row<'_>) -> Result<ReconcilingItem> {
    bank_item(row).map(|item| ReconcilingItem::of_bank(&item))
}
