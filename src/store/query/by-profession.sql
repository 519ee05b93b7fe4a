-- What was bought, by the profession of the buyer.
SELECT w.profession, count(DISTINCT p.child_id), count(*), sum(p.committed_pence), sum(p.spent_pence),
       sum(p.spent_pence) * 1000 / nullif(sum(sum(p.spent_pence)) OVER (), 0)
  FROM commission_position p
  JOIN practitioner w USING (practitioner_id)
 WHERE p.committed_pence + p.spent_pence > 0
   AND p.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND p.category_id = (SELECT category_id FROM category WHERE code = :category)
   AND p.placed_on >= :since
   AND p.placed_on <= :until
 GROUP BY w.profession
 ORDER BY w.profession
