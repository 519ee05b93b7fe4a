-- Orders that still hold promised money, oldest first.
SELECT k.commission_id, k.placed_on, (unixepoch(:day) - unixepoch(k.placed_on)) / 86400, ch.child_ref,
       coalesce(m.description, g.label), v.name, w.code, m.needed_on, {committed shares}, k.committed_pence
  FROM commission_position k
  JOIN commission m ON m.commission_id = k.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
 WHERE k.committed_pence > 0
   AND ch.child_ref = :child
   AND w.code = :practitioner
   AND v.code = :provider
 ORDER BY k.placed_on, k.commission_id
