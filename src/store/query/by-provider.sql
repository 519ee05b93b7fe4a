-- title: Spending by provider
-- purpose: What was bought, by provider
-- place: 90
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, provider, category, since, until
-- nothing: nothing has been bought or commissioned
-- columns:
--   provider | Provider | text | the provider's code
--   provider_name
--   children
--   purchases
--   committed
--   spent
--   share

SELECT iif(p.masked, 'not shown', v.code) AS provider, iif(p.masked, 'not shown', v.name) AS provider_name, count(DISTINCT p.child_id) AS children, count(*) AS purchases,
       sum(p.committed_pence) AS committed, sum(p.spent_pence) AS spent,
       nearest(sum(p.spent_pence) * 1000, sum(sum(p.spent_pence)) OVER ()) AS share
  FROM (SELECT c.*, false
                OR c.commission_id IN {masked} AND :child <> ''
               AS masked
          FROM commission_position c) p
  JOIN provider v USING (provider_id)
 WHERE p.committed_pence + p.spent_pence > 0
   AND p.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND p.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND p.provider_id = (SELECT provider_id FROM provider WHERE code = :provider)
   AND p.commission_id NOT IN {masked} AND :child <> '' AND :provider <> ''
   AND p.category_id = (SELECT category_id FROM category WHERE code = :category)
   AND p.placed_on >= :since
   AND p.placed_on <= :until
 GROUP BY 1, 2
 ORDER BY 1
