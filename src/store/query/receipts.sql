-- What purchases can show for themselves.
SELECT r.event, r.commission_id, k.placed_on, ch.child_ref, coalesce(k.description, g.label), v.name, r.name, r.size,
       CASE r.kept WHEN 1 THEN 'in the ledger' || coalesce(' and ' || r.place, '') ELSE r.place END,
       r.reason, w.code, e.recorded_at, r.sha256
  FROM receipt r
  JOIN commission k ON k.commission_id = r.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN event e ON e.seq = r.event
  JOIN practitioner w ON w.practitioner_id = e.actor_id
 WHERE true
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND k.placed_on <= :as_at
   AND r.event <= :known
 ORDER BY r.event
