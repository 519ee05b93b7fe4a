-- title: Commitments outstanding
-- purpose: Commissions that still hold promised money, oldest first
-- place: 160
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, provider
-- nothing: nothing is promised
-- columns:
--   commission
--   placed_on
--   age_days
--   child_ref
--   item
--   provider_name
--   practitioner
--   needed_on
--   funds
--   committed

SELECT k.commission_id AS commission, k.placed_on, (unixepoch(:day) - unixepoch(k.placed_on)) / 86400 AS age_days,
       ch.child_ref,
       iif(k.commission_id IN {masked}, g.label, coalesce(m.description, g.label)) AS item, iif(k.commission_id IN {masked}, 'not shown', v.name) AS provider_name, w.code AS practitioner, m.needed_on,
       {committed shares} AS funds, k.committed_pence AS committed
  FROM commission_position k
  JOIN commission m ON m.commission_id = k.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
 WHERE k.committed_pence > 0
   AND ch.child_ref = :child
   AND w.code = :practitioner
   AND v.code = :provider AND k.commission_id NOT IN {masked}
 ORDER BY k.placed_on, k.commission_id
