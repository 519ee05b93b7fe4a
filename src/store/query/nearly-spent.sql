-- title: Nearly spent budgets
-- purpose: Open budgets of which little is left (--percent of what was given, 10 unless you say otherwise)
-- place: 220
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: percent, practitioner
-- nothing: no budget is nearly spent
-- columns:
--   child_ref
--   lead_professional
--   allocated
--   committed
--   spent
--   available
--   available_share | Left of given | percent | available in percent of allocated, rounded down

SELECT ch.child_ref, led.code AS lead_professional, p.allocated_pence AS allocated, p.committed_pence AS committed,
       p.spent_pence AS spent, p.available_pence AS available,
       nearest(p.available_pence * 1000, p.allocated_pence) AS available_share
  FROM budget_position p
  JOIN budget b USING (child_id)
  JOIN child ch USING (child_id)
  LEFT JOIN {led} led USING (child_id)
 WHERE p.allocated_pence > 0
   AND (b.closed_on IS NULL OR b.closed_on > :day)
   AND p.available_pence * 100 <= p.allocated_pence * :percent
   AND led.code = :practitioner
 ORDER BY 7, ch.child_ref
