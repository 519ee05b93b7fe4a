-- title: Missing receipts
-- purpose: Purchases above the policy's evidence threshold without a receipt or a reason; without a threshold, every
--     purchase
-- place: 650
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, since, until
-- nothing: no receipt is missing
-- columns:
--   commission
--   placed_on
--   age_days
--   child_ref
--   item
--   provider_name
--   practitioner
--   invoiced | Invoiced | money totalled | what it cost, with VAT
--   threshold | Required above | money | the threshold of the policy of its day; empty: there was none

SELECT k.commission_id AS commission, k.placed_on, (unixepoch(:day) - unixepoch(k.placed_on)) / 86400 AS age_days,
       ch.child_ref,
       iif(k.commission_id IN {masked}, g.label, coalesce(m.description, g.label)) AS item, iif(k.commission_id IN {masked}, 'not shown', v.name) AS provider_name, w.code AS practitioner,
       k.invoiced_pence AS invoiced, y.evidence_pence AS threshold
  FROM commission_position k
  JOIN commission m ON m.commission_id = k.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
  LEFT JOIN policy y ON y.policy_id = (SELECT p.policy_id FROM policy p
                                        WHERE p.from_on <= k.placed_on AND p.event < k.commission_id
                                        ORDER BY p.policy_id DESC LIMIT 1)
 WHERE k.spent_pence > 0 AND k.invoiced_pence > coalesce(y.evidence_pence, 0)
   AND NOT EXISTS (SELECT 1 FROM receipt_standing r WHERE r.commission_id = k.commission_id
                   AND r.event <= :known
                  )
   AND ch.child_ref = :child
   AND w.code = :practitioner
   AND k.placed_on >= :since
   AND k.placed_on <= :until
 ORDER BY k.placed_on, k.commission_id
