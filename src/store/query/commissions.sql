-- title: Commissions and purchases
-- purpose: What was commissioned or bought, and what is still open of it
-- place: 400
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, open, since, until
-- nothing: there is no such commission or purchase
-- columns:
--   commission
--   placed_on
--   child_ref
--   item
--   category
--   provider_name
--   practitioner
--   funds | Funds | shares | the part of each fund in what is promised and used
--   estimate | totalled
--   committed
--   spent
--   owed
--   state | State | text | `waiting` for approval, `open`, `complete`, `refused` or `cancelled`, as it is now

SELECT k.commission_id AS commission, k.placed_on, ch.child_ref, iif(k.commission_id IN {masked}, g.label, coalesce(m.description, g.label)) AS item,
       g.code AS category, iif(k.commission_id IN {masked}, 'not shown', v.name) AS provider_name, w.code AS practitioner,
       {shares} AS funds, m.estimate_pence AS estimate, k.committed_pence AS committed, k.spent_pence AS spent,
       k.invoiced_pence - k.paid_pence AS owed,
       CASE WHEN m.waiting IS NOT NULL THEN 'waiting'
            WHEN m.closed_by IS NULL THEN 'open'
            WHEN k.spent_pence > 0 THEN 'complete'
            WHEN (SELECT kind FROM entry e WHERE e.entry_id = m.closed_by) = 'commission.refuse' THEN 'refused'
            ELSE 'cancelled' END AS state
  FROM commission_position k
  JOIN commission m ON m.commission_id = k.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
 WHERE true
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND k.committed_pence >= :open
   AND k.placed_on >= :since
   AND k.placed_on <= :until
 ORDER BY k.commission_id
