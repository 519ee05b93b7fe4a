-- title: Accounts that are overdue, old debts, and families paid without an agreement
-- place: 146
-- asks: Which money in other hands was to be accounted for and was not, which debts of families are older than 90 days, and which
--     families were paid for a child for whom nothing was agreed with them by then?
-- why: Money that nobody accounts for may not have met the child's need, and is harder to get back with every month.
-- answer: What was agreed with the payee, and by when it is accounted for (bhlp agreement record, with its day); that the payee is blocked; that it is written off.
-- limits: What a payee may keep as contingency is no finding. Whether receipts are true it does not know.

-- Payments and advances whose accounts are overdue beyond the contingency; and debts older than 90 days.
WITH hand AS MATERIALIZED (
    SELECT * FROM ({hands})
),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(h.commission_id AS TEXT), h.due_on, w.code, cast(h.commission_id AS TEXT), ch.child_ref, v.code, h.late_pence,
       'given on ' || h.since_on || ', accounts due on ' || h.due_on
  FROM hand h
  JOIN practitioner w ON w.practitioner_id = h.practitioner_id
  JOIN child ch ON ch.child_id = h.child_id
  JOIN provider v ON v.provider_id = h.provider_id
 WHERE h.late_pence > 0
 UNION ALL
SELECT 'debt/' || h.commission_id, h.debt_on, w.code, cast(h.commission_id AS TEXT), ch.child_ref, v.code, h.debt_pence,
       'owed back since ' || h.debt_on
  FROM hand h
  JOIN practitioner w ON w.practitioner_id = h.practitioner_id
  JOIN child ch ON ch.child_id = h.child_id
  JOIN provider v ON v.provider_id = h.provider_id
 WHERE h.debt_pence > 0 AND h.debt_on < date(:day, '-90 days')
 UNION ALL
SELECT 'agreement/' || p.commission_id, p.paid_on, w.code, cast(p.commission_id AS TEXT), ch.child_ref, v.code, p.invoiced_pence,
       'nothing was agreed with them for this child by then'
  FROM (SELECT k.*, (SELECT min(e.effective_on) FROM entry e
                      WHERE e.child_id = k.child_id AND e.commission_id = k.commission_id
                        AND e.kind IN ('buy', 'payment.record')) AS paid_on
          FROM commission k
         WHERE k.paid_pence > 0
           AND k.provider_id IN (SELECT provider_id FROM agreement_standing WHERE basis IS NOT NULL)) p
  JOIN practitioner w ON w.practitioner_id = p.practitioner_id
  JOIN child ch ON ch.child_id = p.child_id
  JOIN provider v ON v.provider_id = p.provider_id
 WHERE NOT EXISTS (SELECT 1 FROM agreement_standing g
                    WHERE g.provider_id = p.provider_id AND g.child_id = p.child_id AND g.agreed_on <= p.paid_on))
{answered}
