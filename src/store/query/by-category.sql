-- What was bought, by category.
SELECT g.code, g.label, count(DISTINCT p.child_id), count(*), sum(p.committed_pence), sum(p.spent_pence),
       sum(p.spent_pence) * 1000 / nullif(sum(sum(p.spent_pence)) OVER (), 0)
  FROM commission_position p
  JOIN category g USING (category_id)
 WHERE p.committed_pence + p.spent_pence > 0
   AND p.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND p.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND p.provider_id = (SELECT provider_id FROM provider WHERE code = :provider)
   AND p.placed_on >= :since
   AND p.placed_on <= :until
 GROUP BY g.code
 ORDER BY g.code
