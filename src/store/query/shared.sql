-- title: What families share
-- purpose: Purchases for several children of a family: each child's share, the need and domain it falls under; not
--     from whom where one of them is shielded
-- place: 405
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, family, practitioner, provider, since, until
-- nothing: nothing was bought for several children
-- columns:
--   purchase | Purchase | count | the number of what is shared: that of its first share
--   on | Day | day | the day it was bought
--   family
--   child_ref
--   what | What | text | what was bought, else its category
--   provider | Provider | text | the provider's code
--   price | Price in all | money | the price of all shares that stand, with VAT
--   spent
--   need
--   domain
--   lead_professional

SELECT s.document_id AS purchase, k.placed_on AS "on", s.family_ref AS family, ch.child_ref,
       iif(k.commission_id IN {masked}, g.label, coalesce(m.description, g.label)) AS what,
       iif(k.commission_id IN {masked}, 'not shown', v.code) AS provider, x.price, k.spent_pence AS spent,
       m.need_id AS need, n.domain, led.code AS lead_professional
  FROM {shared} s
  JOIN (SELECT o.document_id, sum(i.invoiced_pence) AS price
          FROM {shared} o JOIN commission_position i USING (commission_id) GROUP BY o.document_id) x USING (document_id)
  JOIN commission_position k USING (commission_id)
  JOIN commission m USING (commission_id)
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  LEFT JOIN need_standing n ON n.need_id = m.need_id
  LEFT JOIN {led} led ON led.child_id = k.child_id
 WHERE k.spent_pence > 0
   AND ch.child_ref = :child
   AND s.family_ref = :family
   AND led.code = :practitioner
   AND v.code = :provider AND k.commission_id NOT IN {masked}
   AND k.placed_on >= :since
   AND k.placed_on <= :until
 ORDER BY k.placed_on, s.document_id, ch.child_ref
