-- title: Deliveries outstanding
-- purpose: What was commissioned and is not delivered, or not all of it; what is needed soonest comes first
-- place: 590
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, provider
-- nothing: everything is delivered
-- columns:
--   commission
--   placed_on
--   needed_on
--   days_over | Days over | count | days since that day; negative: days until then
--   child_ref
--   item
--   provider_name
--   practitioner
--   commissioned | Commissioned | units | how many units were commissioned
--   units | Delivered | units | how many units have been delivered

SELECT a.commission_id AS commission, a.placed_on, a.needed_on,
       (unixepoch(:day) - unixepoch(a.needed_on)) / 86400 AS days_over, ch.child_ref,
       iif(a.commission_id IN {masked}, g.label, coalesce(a.description, g.label)) AS item, iif(a.commission_id IN {masked}, 'not shown', v.name) AS provider_name, w.code AS practitioner,
       a.ordered AS commissioned, a.units
  FROM {arrived} a
  JOIN child ch ON ch.child_id = a.child_id
  JOIN category g ON g.category_id = a.category_id
  JOIN provider v ON v.provider_id = a.provider_id
  JOIN practitioner w ON w.practitioner_id = a.practitioner_id
 WHERE a.arrived_on IS NULL
   AND a.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND a.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND v.code = :provider AND a.commission_id NOT IN {masked}
 ORDER BY a.needed_on IS NULL, a.needed_on, a.commission_id
