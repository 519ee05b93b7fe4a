-- Children, with the budgets that were open by then.
SELECT ch.child_id, ch.child_ref, ch.arm, ch.cohort, ch.born || '-01', ch.sex, ch.ethnicity, ch.area, ch.need,
       ch.need_level, ch.caf_on, b.opened_on, b.closed_on, p.allocated_pence, p.committed_pence, p.spent_pence,
       b.expected_outcome
  FROM child ch
  LEFT JOIN budget_position p ON p.child_id = ch.child_id
  LEFT JOIN budget b ON b.child_id = p.child_id
 ORDER BY ch.child_id
