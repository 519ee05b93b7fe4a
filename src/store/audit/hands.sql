-- title: Accounts that are overdue, and old debts
-- place: 146
-- asks: Which money in other hands was to be accounted for and was not, and which debts of families are older than 90 days?
-- why: Money that nobody accounts for may not have met the child's need, and is harder to get back with every month.
-- answer: What was agreed with the payee, and by when it is accounted for; that the payee is blocked; that it is written off.
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
 WHERE h.debt_pence > 0 AND h.debt_on < date(:day, '-90 days'))
{answered}
