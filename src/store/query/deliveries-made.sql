-- title: Deliveries
-- purpose: What became of commissions, as it was recorded
-- place: 600
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, provider
-- nothing: no delivery is recorded
-- columns:
--   delivery | Delivery | count | the delivery's number
--   commission
--   delivered_on | Day | day | the day it was delivered
--   child_ref
--   item
--   provider_name
--   units | Units | units | how many units were delivered
--   part | Part | text | `complete` or `partly`
--   recorded_by
--   was

SELECT d.number AS delivery, d.commission_id AS commission, d.delivered_on, ch.child_ref,
       iif(k.commission_id IN {masked}, g.label, coalesce(k.description, g.label)) AS item,
       iif(k.commission_id IN {masked}, 'not shown', v.name) AS provider_name,
       d.units_thousandths AS units, iif(d.complete, 'complete', 'partly') AS part, w.code AS recorded_by, iif(k.commission_id IN {masked}, NULL, {was}) AS was
  FROM delivery_standing d
  JOIN commission k ON k.commission_id = d.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN event e ON e.seq = d.event
  JOIN practitioner w ON w.practitioner_id = e.actor_id
 WHERE d.delivered_on <= :day
   AND d.event <= :known
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND v.code = :provider AND k.commission_id NOT IN {masked}
 ORDER BY d.number
