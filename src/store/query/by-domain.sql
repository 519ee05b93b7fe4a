-- title: Spending by domain
-- purpose: What was bought, by the part of the common assessment whose need it serves: the child, its parents and
--     carers, or family and environment
-- place: 135
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, family, practitioner, category, since, until
-- nothing: nothing has been bought or commissioned
-- columns:
--   domain | Domain | text | part of the common assessment: `child`, `carers` (a parent's or carer's need),
--       `environment`; `not said` where it falls under no need
--   children
--   purchases
--   committed
--   spent
--   share

SELECT coalesce(n.domain, 'not said') AS domain, count(DISTINCT p.child_id) AS children, count(*) AS purchases,
       sum(p.committed_pence) AS committed, sum(p.spent_pence) AS spent,
       nearest(sum(p.spent_pence) * 1000, sum(sum(p.spent_pence)) OVER ()) AS share
  FROM commission_position p
  JOIN commission m USING (commission_id)
  LEFT JOIN need_standing n ON n.need_id = m.need_id
 WHERE p.committed_pence + p.spent_pence > 0
   AND p.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND p.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND p.child_id IN (SELECT child_id FROM family_member_standing WHERE family_ref = :family)
   AND p.category_id = (SELECT category_id FROM category WHERE code = :category)
   AND p.placed_on >= :since
   AND p.placed_on <= :until
 GROUP BY n.domain
 ORDER BY n.domain IS NULL, n.domain
