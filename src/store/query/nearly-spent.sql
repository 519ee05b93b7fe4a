-- Open budgets of which little is left.
SELECT ch.child_ref, led.code, p.allocated_pence, p.committed_pence, p.spent_pence, p.available_pence,
       p.available_pence * 1000 / p.allocated_pence
  FROM budget_position p
  JOIN budget b USING (child_id)
  JOIN child ch USING (child_id)
  LEFT JOIN {led} led USING (child_id)
 WHERE p.allocated_pence > 0
   AND (b.closed_on IS NULL OR b.closed_on > :day)
   AND p.available_pence * 100 <= p.allocated_pence * :percent
   AND led.code = :practitioner
 ORDER BY 7, ch.child_ref
