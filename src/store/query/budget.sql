-- title: Budget
-- purpose: What is left for one child and where it stands, fund by fund
-- place: 370
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: budget
-- filters: child
-- nothing: the child has no budget
-- columns:
--   child_ref | above
--   opened_on | above
--   closed_on | above
--   expected_outcome | above
--   fund
--   allocated
--   committed
--   spent
--   available
--   holder | above

SELECT ch.child_ref, b.opened_on, b.closed_on, b.expected_outcome, f.code AS fund,
       sum(a.balance_pence) AS allocated,
       sum(iif(a.kind = 'committed', a.balance_pence, 0)) AS committed,
       sum(iif(a.kind = 'spent', a.balance_pence, 0)) AS spent,
       sum(iif(a.kind = 'available', a.balance_pence, 0)) AS available,
       {holder} AS holder
  FROM child ch
  JOIN budget b USING (child_id)
  JOIN account_position a USING (child_id)
  JOIN fund f ON f.fund_id = a.fund_id
 WHERE true
   AND ch.child_ref = :child
 GROUP BY f.fund_id
 ORDER BY f.code
