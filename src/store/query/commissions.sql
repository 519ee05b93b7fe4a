-- What was ordered or bought, and what is still open of it.
SELECT k.commission_id, k.placed_on, ch.child_ref, coalesce(k.description, g.label), g.code, v.name, w.code,
       k.estimate_pence, p.committed_pence, p.spent_pence, p.invoiced_pence - p.paid_pence,
       CASE WHEN k.closed_by IS NULL THEN 'open'
            WHEN p.spent_pence = 0 THEN 'cancelled'
            ELSE 'complete' END
  FROM commission_position p
  JOIN commission k USING (commission_id)
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
 WHERE true
   AND p.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND p.committed_pence >= :open
   AND k.placed_on >= :since
   AND k.placed_on <= :until
 ORDER BY k.commission_id
