-- title: Spending by child
-- purpose: Every child with a budget: what was given, promised, used and is left
-- place: 20
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner
-- nothing: no child has a budget
-- columns:
--   child_ref
--   allocated
--   committed
--   spent
--   available
--   purchases
--   first_on
--   last_on

-- Read, not added up.
SELECT c.child_ref, b.allocated_pence AS allocated, b.committed_pence AS committed, b.spent_pence AS spent,
       b.available_pence AS available, b.purchases,
       b.first_on, b.last_on
  FROM child c
  JOIN budget_position b USING (child_id)
 WHERE true
   AND c.child_ref = :child
   AND c.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
 ORDER BY c.child_ref
