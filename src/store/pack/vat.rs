//! What was bought with VAT, and everything that shows whether it can be claimed.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Row, params};

use crate::lookup::{damaged, optional, parsed};
use crate::{Reader, Result};
use domain::vat_claim::{AsAt, FactSpan, VatCase, VatCharged, VatDocument};
use domain::{AccountName, Day, Pence, VatClaimed};

/// A commission with VAT.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VatCommission {
    pub case: VatCase,
    /// The provider's code and name.
    pub provider: (String, String),
    /// The accounts cash was paid from, each with the day.
    pub paid_from: Vec<(Day, AccountName)>,
}

/// What the pilot itself cost with VAT by a day. Each is a case of its own, known by its entry.
const COSTS: &str = "
    SELECT e.entry_id, e.effective_on, e.kind, e.reference, r.entry_id, r.effective_on,
           sum(t.amount_pence * (d.kind IN ('cost', 'vat'))), sum(t.amount_pence * (d.kind = 'vat')),
           max(iif(c.kind IN ('bank', 'card', 'imprest'), c.name, NULL)), v.code, v.name, v.sector = 'individual',
           (SELECT min(n.event) FROM vat_number n WHERE n.provider_id = v.provider_id),
           (SELECT p.vat_never FROM policy_category p
             WHERE p.category_id = (SELECT a.category_id FROM transfer x JOIN account a ON a.account_id = x.debit_account_id
                                     WHERE x.entry_id = e.entry_id AND a.kind = 'cost')
               AND p.policy_id = (SELECT y.policy_id FROM policy y WHERE y.from_on <= e.effective_on AND y.event < e.entry_id
                                   ORDER BY y.policy_id DESC LIMIT 1))
      FROM entry e INDEXED BY entry_of_fund
      JOIN transfer t ON t.entry_id = e.entry_id AND t.book = 'cash'
      JOIN account d ON d.account_id = t.debit_account_id
      JOIN account c ON c.account_id = t.credit_account_id
      JOIN provider v ON v.provider_id = (
           SELECT a.provider_id FROM transfer p JOIN account a ON a.account_id = p.credit_account_id
            WHERE p.entry_id = e.entry_id AND a.kind = 'creditor')
      LEFT JOIN entry r ON r.reverses_id = e.entry_id AND r.effective_on <= ?1
     WHERE e.kind = 'cost.record' AND e.effective_on <= ?1
     GROUP BY e.entry_id HAVING sum(d.kind = 'vat') > 0";

/// The commissions that had any VAT by a day, and whether all of it is of documents with a number. No index
/// leads to them: where few entries count by then it reads those, else every transfer.
const WITH_VAT: &str = "
    SELECT e.commission_id, min(e.reference IS NOT NULL)
      FROM {read}
     WHERE (SELECT account_id FROM account WHERE name = 'vat') IN (t.debit_account_id, t.credit_account_id)
       AND e.effective_on <= ?1 AND e.commission_id IS NOT NULL
     GROUP BY e.commission_id ORDER BY e.commission_id";

/// The commissions of which anything but a receipt tells more at one moment than at another: of what is
/// invoiced with a number no receipt is asked.
const TOLD_SINCE: &str = "
    SELECT commission_id FROM entry INDEXED BY entry_by_day
     WHERE effective_on > ?1 AND effective_on <= ?2 AND commission_id IS NOT NULL
     UNION
    SELECT commission_id FROM delivery WHERE delivered_on > ?1 OR event > ?3 AND event <= ?4
     UNION
    SELECT d.commission_id FROM correction c JOIN delivery d ON d.event = c.undoes WHERE c.event > ?3 AND c.event <= ?4
     UNION
    SELECT e.commission_id FROM vat_charge c JOIN entry e ON e.entry_id = c.event
      WHERE e.commission_id IS NOT NULL
     UNION
    SELECT e.commission_id FROM vat_evidence v JOIN entry e ON e.entry_id = v.document_id
      WHERE e.commission_id IS NOT NULL";

impl Reader<'_> {
    /// Lists from when on VAT is claimed, by the versions of the policy known after an event.
    pub fn vat_claimed(&self, known: i64) -> Result<Vec<(Day, VatClaimed)>> {
        self.query_all(
            "SELECT from_on, vat_claimed FROM policy WHERE event <= ? ORDER BY policy_id",
            [known],
            |row| Ok((parsed(row, 0)?, optional(row, 1)?.unwrap_or(VatClaimed::Paid))),
        )
    }

    /// Finds the commissions whose VAT may be told of in a month, by number: had VAT by its end, and what is
    /// known of that changed since the end of the month before, or was never enough to claim it. `owed` are
    /// those of which anything is owed at its end.
    pub fn vat_commissions(&self, [before, now]: [&AsAt; 2], owed: &HashSet<i64>) -> Result<Vec<i64>> {
        let read = match self.few_entries_by(now.until)? {
            true => "entry e INDEXED BY entry_by_day CROSS JOIN transfer t ON t.entry_id = e.entry_id",
            false => "transfer t CROSS JOIN entry e ON e.entry_id = t.entry_id",
        };
        let with_vat = self.query_all(&WITH_VAT.replace("{read}", read), [now.until.to_string()], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))
        })?;
        let known = [before.known.min(now.known), before.known.max(now.known)];
        let policies = "SELECT 1 FROM policy_category WHERE vat_never
                         UNION ALL SELECT 1 FROM policy WHERE event > ?1 AND event <= ?2 LIMIT 1";
        let all = self.query_one(policies, known, |_| Ok(()))?.is_some();
        let mut told: HashSet<i64> = HashSet::new();
        if !all {
            let since = params![before.until.to_string(), now.until.to_string(), known[0], known[1]];
            told.extend(self.query_all(TOLD_SINCE, since, |row| Ok(row.get::<_, i64>(0)?))?);
        }
        let may_be = |(commission, numbered): &(i64, bool)| {
            all || !numbered || owed.contains(commission) || told.contains(commission)
        };
        Ok(with_vat.into_iter().filter(may_be).map(|(commission, _)| commission).collect())
    }

    /// Reads what the pilot itself cost with VAT by a day, by entry.
    pub fn vat_costs(&self, until: Day) -> Result<BTreeMap<i64, VatCommission>> {
        Ok(self.query_all(COSTS, [until.to_string()], cost_with_vat)?.into_iter().collect())
    }

    /// Reads commissions with VAT, by number, as their entries by a day left them.
    pub fn vat_cases(&self, commissions: &[i64], until: Day) -> Result<BTreeMap<i64, VatCommission>> {
        let numbers: Vec<String> = commissions.iter().map(i64::to_string).collect();
        let of = [until.to_string(), format!("[{}]", numbers.join(","))];
        let mut cases: BTreeMap<i64, VatCommission> = BTreeMap::new();
        self.query_all(
            "SELECT k.commission_id, v.code, v.name, v.sector = 'individual',
                    (SELECT min(n.event) FROM vat_number n WHERE n.provider_id = k.provider_id),
                    (SELECT g.vat_never FROM policy_category g
                      WHERE g.category_id = k.category_id
                        AND g.policy_id = (SELECT y.policy_id FROM policy y
                                            WHERE y.from_on <= k.placed_on AND y.event < k.commission_id
                                            ORDER BY y.policy_id DESC LIMIT 1))
               FROM json_each(?2) q JOIN commission k ON k.commission_id = q.value
               JOIN provider v ON v.provider_id = k.provider_id
              WHERE ?1 IS NOT NULL",
            [&of[0], &of[1]],
            |row| {
                let case = VatCase {
                    individual: row.get(3)?,
                    number: row.get(4)?,
                    never: row.get::<_, Option<bool>>(5)?.unwrap_or(false),
                    ..VatCase::default()
                };
                let provider = (row.get(1)?, row.get(2)?);
                cases.insert(row.get(0)?, VatCommission { case, provider, paid_from: Vec::new() });
                Ok(())
            },
        )?;
        self.query_all(
            "SELECT d.commission_id, d.delivered_on, d.event,
                    (SELECT c.event FROM correction c WHERE c.undoes = d.event)
               FROM json_each(?2) q JOIN delivery d ON d.commission_id = q.value
              WHERE ?1 IS NOT NULL",
            [&of[0], &of[1]],
            |row| {
                let delivered = (parsed(row, 1)?, span(row, 2)?);
                let found = cases.get_mut(&row.get(0)?).ok_or_else(|| damaged(0))?;
                found.case.deliveries.push(delivered);
                Ok(())
            },
        )?;
        self.query_all(
            "SELECT r.commission_id, r.event, (SELECT c.event FROM correction c WHERE c.undoes = r.event)
               FROM json_each(?2) q JOIN receipt r ON r.commission_id = q.value AND r.sha256 IS NOT NULL
              WHERE ?1 IS NOT NULL",
            [&of[0], &of[1]],
            |row| {
                let found = cases.get_mut(&row.get(0)?).ok_or_else(|| damaged(0))?;
                found.case.receipts.push(span(row, 1)?);
                Ok(())
            },
        )?;
        self.query_all(
            "SELECT k.commission_id, e.entry_id, e.effective_on, e.kind, e.reference, e.reverses_id IS NOT NULL,
               r.entry_id, r.effective_on,
               sum(t.amount_pence * ((d.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat')))),
               sum(t.amount_pence * ((d.kind = 'vat') - (c.kind = 'vat'))),
               sum(t.amount_pence * ((c.kind IN ('bank', 'card', 'imprest', 'held', 'notional', 'pocket'))
                                   - (d.kind IN ('bank', 'card', 'imprest', 'held', 'notional', 'pocket')))),
               max(iif(c.kind IN ('bank', 'card', 'imprest', 'held', 'pocket'), c.name, NULL)),
               (SELECT m.total_pence FROM document m
                 WHERE m.document_id = coalesce((SELECT l.document_id FROM document_line l WHERE l.event = e.entry_id),
                                                e.entry_id))
              FROM json_each(?2) q JOIN commission k ON k.commission_id = q.value
              JOIN entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id
              JOIN transfer t ON t.entry_id = e.entry_id AND t.book = 'cash'
              JOIN account d ON d.account_id = t.debit_account_id
              JOIN account c ON c.account_id = t.credit_account_id
              LEFT JOIN entry r ON r.reverses_id = e.entry_id AND r.effective_on <= ?1
             WHERE e.effective_on <= ?1
             GROUP BY e.entry_id
             ORDER BY e.effective_on, e.entry_id",
            [&of[0], &of[1]],
            |row| {
                let found = cases.get_mut(&row.get(0)?).ok_or_else(|| damaged(0))?;
                let on: Day = parsed(row, 2)?;
                let [gross, vat, paid] = [row.get(8)?, row.get(9)?, row.get(10)?].map(Pence::new);
                found.case.owed.push((on, gross - paid));
                if row.get(5)? {
                    return Ok(());
                }
                let undone = match row.get(6)? {
                    Some(by) => Some((by, parsed(row, 7)?)),
                    None => None,
                };
                if gross != Pence::ZERO {
                    let (entry, kind, number) = (row.get(1)?, row.get(3)?, row.get(4)?);
                    let owed = gross - paid;
                    let (charges, evidence) = (Vec::new(), Vec::new());
                    let whole = row.get::<_, Option<i64>>(12)?.map_or(gross, Pence::new);
                    let document = VatDocument {
                        entry,
                        on,
                        kind,
                        number,
                        gross,
                        whole,
                        vat,
                        owed,
                        undone,
                        charges,
                        evidence,
                    };
                    found.case.documents.push(document);
                }
                if let (Some(name), None) = (row.get::<_, Option<String>>(11)?, undone) {
                    found.paid_from.push((on, name.parse().map_err(|_| damaged(11))?));
                }
                Ok(())
            },
        )?;
        let documents = cases.values().flat_map(|found| &found.case.documents);
        let documents: Vec<String> = documents.map(|document| document.entry.to_string()).collect();
        let documents = format!("[{}]", documents.join(","));
        self.query_all(
            "SELECT e.commission_id, c.document_id, e.entry_id, e.effective_on,
                    (SELECT sum(amount_pence) FROM transfer WHERE entry_id = e.entry_id AND book = 'cash'),
                    r.entry_id, r.effective_on
               FROM json_each(?) q CROSS JOIN vat_charge c ON c.document_id = q.value
               JOIN entry e ON e.entry_id = c.event
               LEFT JOIN entry r ON r.reverses_id = e.entry_id
              ORDER BY e.effective_on, e.entry_id",
            [&documents],
            |row| {
                // Charged later too: that is not asked for. It may be of a document that came later.
                let (of, document): (i64, i64) = (row.get(0)?, row.get(1)?);
                let documents = cases.get_mut(&of).map(|found| found.case.documents.iter_mut());
                let Some(found) = documents.and_then(|mut of| of.find(|known| known.entry == document))
                else {
                    return Ok(());
                };
                let undone = match row.get(5)? {
                    Some(by) => Some((by, parsed(row, 6)?)),
                    None => None,
                };
                let charge = VatCharged {
                    entry: row.get(2)?,
                    on: parsed(row, 3)?,
                    vat: Pence::new(row.get(4)?),
                    undone,
                };
                found.charges.push(charge);
                Ok(())
            },
        )?;
        self.query_all(
            "SELECT e.commission_id, v.document_id, v.event, v.form
               FROM json_each(?) q CROSS JOIN vat_evidence v ON v.document_id = q.value
               JOIN entry e ON e.entry_id = v.document_id
              ORDER BY v.event",
            [&documents],
            |row| {
                let (of, document): (i64, i64) = (row.get(0)?, row.get(1)?);
                let found = cases.get_mut(&of);
                let document = found
                    .and_then(|found| found.case.documents.iter_mut().find(|known| known.entry == document));
                if let Some(document) = document {
                    document.evidence.push((row.get(2)?, parsed(row, 3)?));
                }
                Ok(())
            },
        )?;
        Ok(cases)
    }
}

/// Reads what the pilot itself cost: paid as it is recorded, so that nothing of it is owed.
fn cost_with_vat(row: &Row<'_>) -> Result<(i64, VatCommission)> {
    let (entry, on) = (row.get(0)?, parsed(row, 1)?);
    let undone = match row.get(4)? {
        Some(by) => Some((by, parsed(row, 5)?)),
        None => None,
    };
    let gross = Pence::new(row.get(6)?);
    let document = VatDocument {
        entry,
        on,
        kind: row.get(2)?,
        number: row.get(3)?,
        gross,
        whole: gross,
        vat: Pence::new(row.get(7)?),
        owed: Pence::ZERO,
        undone,
        charges: Vec::new(),
        evidence: Vec::new(),
    };
    let paid_from = match (row.get::<_, Option<String>>(8)?, undone) {
        (Some(name), None) => vec![(on, name.parse().map_err(|_| damaged(8))?)],
        _ => Vec::new(),
    };
    let case = VatCase {
        documents: vec![document],
        individual: row.get(11)?,
        number: row.get(12)?,
        never: row.get::<_, Option<bool>>(13)?.unwrap_or(false),
        ..VatCase::default()
    };
    Ok((entry, VatCommission { case, provider: (row.get(9)?, row.get(10)?), paid_from }))
}

/// Reads from which event on a fact was known, and what undid it.
fn span(row: &Row<'_>, column: usize) -> Result<FactSpan> {
    Ok(FactSpan { event: row.get(column)?, undone_by: row.get(column + 1)? })
}
