-- Every child with a budget: read, not added up.
SELECT c.child_ref, b.allocated_pence, b.committed_pence, b.spent_pence, b.available_pence, b.purchases,
       b.first_on, b.last_on
  FROM child c
  JOIN budget_position b USING (child_id)
 WHERE true
   AND c.child_ref = :child
   AND c.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
 ORDER BY c.child_ref
