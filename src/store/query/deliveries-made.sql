-- What came, as it was recorded.
SELECT d.event, d.commission_id, d.delivered_on, ch.child_ref, coalesce(k.description, g.label), v.name,
       d.units_thousandths, iif(d.complete, 'complete', 'partly'), w.code
  FROM delivery d
  JOIN commission k ON k.commission_id = d.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN event e ON e.seq = d.event
  JOIN practitioner w ON w.practitioner_id = e.actor_id
 WHERE d.delivered_on <= :day
   AND d.event <= :known
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND v.code = :provider
 ORDER BY d.event
