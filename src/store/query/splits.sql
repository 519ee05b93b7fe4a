-- title: Split purchases
-- purpose: Purchases within the limit that together exceed it: one buyer, child and provider, within the split window
-- place: 360
-- read: manager all, finance all, administrator all
-- filters: child, practitioner, since, until
-- nothing: no purchases together exceed a limit
-- columns:
--   commission | Last commission | count | the purchase with which the limit was passed
--   placed_on | Day | day | the day of that purchase
--   child_ref
--   practitioner
--   provider_name
--   limit | Limit | money | what could be commissioned without approval
--   purchases | Purchases | count | how many, that one included
--   together | Together | money | their price, with VAT
--   first_on | Since | day | the day of the first of them
--   commissions | Commissions | text | the commissions' numbers

-- Only those who bought more than the limit in all are looked at day by day, of those days that can matter.
WITH often AS (
    SELECT practitioner_id, child_id, provider_id
      FROM commission
     WHERE limit_pence IS NOT NULL
       AND placed_on > date(:since, '-' || max(14, (SELECT coalesce(max(split_days), 14) FROM policy)) || ' days')
       AND placed_on <= :until
     GROUP BY practitioner_id, child_id, provider_id
    HAVING count(*) > 1 AND sum(estimate_pence) > min(limit_pence))
SELECT k.commission_id AS commission, k.placed_on, ch.child_ref, w.code AS practitioner, iif(k.commission_id IN {masked}, 'not shown', v.name) AS provider_name,
       k.limit_pence AS "limit", count(*) AS purchases, sum(o.estimate_pence) AS together,
       min(o.placed_on) AS first_on, group_concat(o.commission_id, ' ' ORDER BY o.commission_id) AS commissions
  FROM often f
 CROSS JOIN commission k ON k.child_id = f.child_id AND k.practitioner_id = f.practitioner_id
   AND k.provider_id = f.provider_id
  JOIN commission o ON o.child_id = k.child_id AND o.practitioner_id = k.practitioner_id AND o.provider_id = k.provider_id
   AND o.placed_on > date(k.placed_on, '-' || {split days} || ' days')
   AND (o.placed_on, o.commission_id) <= (k.placed_on, k.commission_id)
   AND o.estimate_pence <= o.limit_pence AND o.committed_pence + o.spent_pence > 0
  JOIN child ch ON ch.child_id = k.child_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
  JOIN provider v ON v.provider_id = k.provider_id
 WHERE k.estimate_pence <= k.limit_pence AND k.committed_pence + k.spent_pence > 0
   AND k.placed_on <= :as_at
   AND k.commission_id <= :known
   AND ch.child_ref = :child
   AND w.code = :practitioner
   AND k.placed_on >= :since
   AND k.placed_on <= :until
 GROUP BY k.commission_id
HAVING count(*) > 1 AND sum(o.estimate_pence) > k.limit_pence
 ORDER BY k.placed_on, k.commission_id
