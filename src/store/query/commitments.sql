-- Orders that still hold promised money, oldest first.
SELECT k.commission_id, k.placed_on, (unixepoch(:day) - unixepoch(k.placed_on)) / 86400, ch.child_ref,
       coalesce(k.description, g.label), v.name, w.code, k.needed_on, {committed shares}, p.committed_pence
  FROM commission_position p
  JOIN commission k USING (commission_id)
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
 WHERE p.committed_pence > 0
   AND ch.child_ref = :child
   AND w.code = :practitioner
   AND v.code = :provider
 ORDER BY k.placed_on, k.commission_id
