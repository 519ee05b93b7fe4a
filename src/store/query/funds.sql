-- title: Funds
-- purpose: Every fund: what it received, where the money is, and what it is kept for
-- place: 480
-- read: lead_professional all, manager all, finance all, administrator all, evaluator all
-- nothing: no fund is registered
-- columns:
--   fund
--   name
--   contributor
--   stream | Stream | word | `pump_priming` or `mainstream`
--   nature | Nature | text | `cash` or `notional` (in kind)
--   kept_for | Kept for | text | what it is ring-fenced to; empty: anything
--   received
--   pool
--   allocated
--   committed
--   spent
--   available
--   claim_basis | Claimed | word | `incurred`, or `defrayed`: only what is paid by its last day
--   claim_by | Claimed by | day | the day its grant is claimed by; empty: the end of settling up

SELECT f.code AS fund, f.name, f.contributor, f.stream, f.nature,
       nullif(concat_ws('; ',
           CASE f.cohort WHEN 'looked_after' THEN 'looked-after children'
                         WHEN 'additional_needs' THEN 'children with additional needs' END,
           (SELECT group_concat(g.code, ', ') FROM fund_category fg JOIN category g USING (category_id)
             WHERE fg.fund_id = f.fund_id),
           'from ' || f.from_on,
           'until ' || f.until_on), '') AS kept_for,
       sum(iif(a.kind = 'grant', -a.balance_pence, 0)) AS received,
       sum(iif(a.kind = 'pool', a.balance_pence, 0)) AS pool,
       sum(iif(a.child_id IS NOT NULL, a.balance_pence, 0)) AS allocated,
       sum(iif(a.kind = 'committed', a.balance_pence, 0)) AS committed,
       sum(iif(a.kind = 'spent', a.balance_pence, 0)) AS spent,
       sum(iif(a.kind = 'available', a.balance_pence, 0)) AS available,
       f.claim_basis, f.claim_by
  FROM fund f LEFT JOIN account_position a ON a.fund_id = f.fund_id AND a.book = 'budget'
 GROUP BY f.fund_id
 ORDER BY f.code
