-- title: Spending by category
-- purpose: What was bought, by category
-- place: 80
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, provider, since, until
-- nothing: nothing has been bought or commissioned
-- columns:
--   category
--   name
--   children
--   purchases
--   committed
--   spent
--   share

SELECT g.code AS category, g.label AS name, count(DISTINCT p.child_id) AS children, count(*) AS purchases,
       sum(p.committed_pence) AS committed, sum(p.spent_pence) AS spent,
       nearest(sum(p.spent_pence) * 1000, sum(sum(p.spent_pence)) OVER ()) AS share
  FROM commission_position p
  JOIN category g USING (category_id)
 WHERE p.committed_pence + p.spent_pence > 0
   AND p.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND p.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND p.provider_id = (SELECT provider_id FROM provider WHERE code = :provider)
   AND p.commission_id NOT IN {masked} AND :child <> '' AND :provider <> ''
   AND p.placed_on >= :since
   AND p.placed_on <= :until
 GROUP BY g.code
 ORDER BY g.code
