-- Every budget, with who leads the case.
SELECT ch.child_ref, led.code, b.opened_on, b.closed_on, b.expected_outcome, p.allocated_pence,
       p.committed_pence, p.spent_pence, p.available_pence,
       {holder}
  FROM child ch
  JOIN budget b USING (child_id)
  JOIN budget_position p USING (child_id)
  LEFT JOIN {led} led USING (child_id)
 ORDER BY ch.child_ref
