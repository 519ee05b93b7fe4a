-- What was ordered or bought, and what is still open of it.
SELECT k.commission_id, k.placed_on, ch.child_ref, coalesce(m.description, g.label), g.code, v.name, w.code,
       {shares}, m.estimate_pence, k.committed_pence, k.spent_pence, k.invoiced_pence - k.paid_pence,
       CASE WHEN m.waiting IS NOT NULL THEN 'waiting'
            WHEN m.closed_by IS NULL THEN 'open'
            WHEN k.spent_pence > 0 THEN 'complete'
            WHEN (SELECT kind FROM entry e WHERE e.entry_id = m.closed_by) = 'commission.refuse' THEN 'refused'
            ELSE 'cancelled' END
  FROM commission_position k
  JOIN commission m ON m.commission_id = k.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
 WHERE true
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND k.committed_pence >= :open
   AND k.placed_on >= :since
   AND k.placed_on <= :until
 ORDER BY k.commission_id
