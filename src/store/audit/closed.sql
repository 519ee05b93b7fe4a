-- title: Spend after a budget closed
-- place: 110
-- asks: What was spent or promised for a child after the budget closed, or on a day when it was?
-- why: The ledger refuses it after the closing; a budget that is open again takes what is dated while it was closed.
-- answer: How it came about; of a day while it was closed, what shows that day.
-- limits: Paying an invoice that was recorded before the budget closed is no new spending, and is not listed.

-- What was spent or promised for a child on a day after the budget closed, or recorded after that.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(e.entry_id AS TEXT), e.effective_on, w.code, cast(e.entry_id AS TEXT), ch.child_ref, v.code, sum(m.spent_pence),
       'the budget closed on ' || b.closed_on || iif(e.effective_on > b.closed_on, '', '; recorded after that')
  FROM budget b
  JOIN child ch ON ch.child_id = b.child_id
 CROSS JOIN entry e ON e.child_id = b.child_id
   AND (e.effective_on > b.closed_on OR e.entry_id > (SELECT max(c.entry_id) FROM entry c
                                                       WHERE c.child_id = b.child_id AND c.kind = 'budget.close'))
  JOIN transfer_effect m ON m.entry_id = e.entry_id
  JOIN event a ON a.seq = e.entry_id
  JOIN practitioner w ON w.practitioner_id = a.actor_id
  LEFT JOIN commission k ON k.commission_id = e.commission_id
  LEFT JOIN provider v ON v.provider_id = k.provider_id
 WHERE b.closed_on IS NOT NULL AND e.kind <> 'budget.close'
 GROUP BY e.entry_id
HAVING sum(m.spent_pence) > 0 OR sum(m.committed_pence) > 0
 UNION ALL
-- What is dated between a closing and the opening after it, recorded once it was open again.
SELECT cast(e.entry_id AS TEXT), e.effective_on, w.code, cast(e.entry_id AS TEXT), ch.child_ref, v.code, sum(m.spent_pence),
       'the budget was closed from ' || coalesce(c.effective_on, z.day) || ' until it was opened again on ' || o.reopened_on
  FROM budget_reopening o
  JOIN event z ON z.seq = o.closed_by
  LEFT JOIN entry c ON c.entry_id = o.closed_by
  JOIN child ch ON ch.child_id = o.child_id
  JOIN entry e ON e.child_id = o.child_id AND e.entry_id > o.event AND e.effective_on < o.reopened_on
   AND e.effective_on > coalesce(c.effective_on, z.day)
  JOIN transfer_effect m ON m.entry_id = e.entry_id
  JOIN event a ON a.seq = e.entry_id
  JOIN practitioner w ON w.practitioner_id = a.actor_id
  LEFT JOIN commission k ON k.commission_id = e.commission_id
  LEFT JOIN provider v ON v.provider_id = k.provider_id
 GROUP BY o.event, e.entry_id
HAVING sum(m.spent_pence) > 0 OR sum(m.committed_pence) > 0)
{answered}
