-- title: Spending by area
-- purpose: What was bought, by the area of the child
-- place: 120
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: practitioner, category, since, until
-- nothing: nothing has been bought or commissioned
-- columns:
--   area | Area | text | the child's area
--   children
--   purchases
--   committed
--   spent
--   share

SELECT ch.area, count(DISTINCT p.child_id) AS children, count(*) AS purchases, sum(p.committed_pence) AS committed,
       sum(p.spent_pence) AS spent,
       nearest(sum(p.spent_pence) * 1000, sum(sum(p.spent_pence)) OVER ()) AS share
  FROM commission_position p
  JOIN child ch USING (child_id)
 WHERE p.committed_pence + p.spent_pence > 0
   AND p.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND p.category_id = (SELECT category_id FROM category WHERE code = :category)
   AND p.placed_on >= :since
   AND p.placed_on <= :until
 GROUP BY ch.area
 ORDER BY ch.area
