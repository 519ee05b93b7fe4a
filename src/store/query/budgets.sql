-- title: Budgets
-- purpose: Every budget, with who leads the case
-- place: 380
-- read: lead_professional own, manager team, finance all, administrator all
-- nothing: no budget is open
-- columns:
--   child_ref
--   lead_professional | Lead | text | who leads the case
--   opened_on
--   closed_on
--   expected_outcome
--   allocated
--   committed
--   spent
--   available
--   holder

SELECT ch.child_ref, led.code AS lead_professional, b.opened_on, b.closed_on, b.expected_outcome,
       p.allocated_pence AS allocated,
       p.committed_pence AS committed, p.spent_pence AS spent, p.available_pence AS available,
       {holder} AS holder
  FROM child ch
  JOIN budget b USING (child_id)
  JOIN budget_position p USING (child_id)
  LEFT JOIN {led} led USING (child_id)
 ORDER BY ch.child_ref
