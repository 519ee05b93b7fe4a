-- Orders of which a part is paid only when an outcome is recorded in time.
SELECT n.event, k.placed_on, ch.child_ref, coalesce(k.description, c.label), v.name, k.estimate_pence, n.base_pence,
       n.part_pence, n.weight_thousandths, n.held_pence, {target}, n.informant, n.due_on, s.earned_on, k.invoiced_pence,
       CASE WHEN s.lapsed_by IS NOT NULL THEN 'lapsed'
            WHEN s.earned_on IS NOT NULL THEN 'earned'
            WHEN k.closed_by IS NOT NULL THEN 'ended'
            WHEN n.due_on < :day THEN 'due'
            ELSE 'waiting' END
  FROM tariff n
  JOIN tariff_standing s ON s.commission_id = n.event
  JOIN commission k ON k.commission_id = n.event
  JOIN measure g ON g.measure_id = n.measure_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category c ON c.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
 WHERE true
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND v.code = :provider
   AND k.placed_on <= :as_at
   AND n.event <= :known
 ORDER BY n.due_on, n.event
