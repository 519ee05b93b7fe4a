-- title: Spending by child and category
-- purpose: What each child used in each category, the categories in the order they were registered
-- place: 30
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, category
-- nothing: nothing has been bought or commissioned
-- columns:
--   child_ref
--   category
--   spent
--   purchases

-- Driven by the children in their order, each answered from the covering index alone.
SELECT c.child_ref, (SELECT g.code FROM category g WHERE g.category_id = k.category_id) AS category,
       sum(k.spent_pence) AS spent, count(*) AS purchases
  FROM child c
 CROSS JOIN commission_position k USING (child_id)
 WHERE k.committed_pence + k.spent_pence > 0
   AND c.child_ref = :child
   AND c.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND k.category_id = (SELECT category_id FROM category WHERE code = :category)
 GROUP BY c.child_ref, k.category_id
 ORDER BY c.child_ref, k.category_id
