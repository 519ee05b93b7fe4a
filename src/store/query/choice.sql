-- title: Choice
-- purpose: How things were chosen: out of how many options, by whom, for where, in addition to or instead of what, and what the
--     family said
-- place: 250
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, provider, category, since, until
-- nothing: nothing has been bought or commissioned
-- columns:
--   about | About | text | `options considered`, `chosen by`, `delivered to`, `mainstream service`, `wish`, `consent` or
--       `contribution of the family`
--   answer | Answer | text | what was said; `mean`: of the options of all that said how many
--   purchases | Purchases | count | purchases with this answer, that hold or have spent money
--   share | Share | percent | share of all purchases, in percent, rounded down
--   mean | Mean | score | the mean number of options, the one chosen included, rounded down
--   contribution | Family paid | money | what the families paid on top of the price, in all

WITH bought AS MATERIALIZED ( -- alike ones together, so that few are asked about
         SELECT m.options_considered AS options, m.chosen_by, m.delivered_to, m.additional_to IS NOT NULL AS added,
                m.instead_of IS NOT NULL AS replaced, m.instead_of = 'additional' AS imported, m.wish IS NULL AS no_wish,
                m.consent_on IS NULL AS no_consent, m.contribution_pence IS NULL AS no_contribution,
                count(*) AS n, sum(m.contribution_pence) AS contribution
           FROM commission_position k JOIN commission m ON m.commission_id = k.commission_id
          WHERE k.committed_pence + k.spent_pence > 0
            AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
            AND k.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
            AND k.provider_id = (SELECT provider_id FROM provider WHERE code = :provider)
            AND k.commission_id NOT IN {masked} AND :child <> '' AND :provider <> ''
            AND k.category_id = (SELECT category_id FROM category WHERE code = :category)
            AND k.placed_on >= :since
            AND k.placed_on <= :until
          GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9),
     question (place, about) AS (
         VALUES (1, 'options considered'), (2, 'chosen by'), (3, 'delivered to'), (4, 'mainstream service'),
                (5, 'wish of the family'), (6, 'consent of the family'), (7, 'contribution of the family')),
     told AS (
         SELECT q.place, q.about,
                CASE q.place
                     WHEN 1 THEN CASE WHEN b.options IS NULL THEN 'not said' WHEN b.options >= 4 THEN '4 or more'
                                      ELSE printf('%d', b.options) END
                     WHEN 2 THEN coalesce(b.chosen_by, 'not said')
                     WHEN 3 THEN coalesce(b.delivered_to, 'not said')
                     -- Imported purchases say `additional` where they replace nothing.
                     WHEN 4 THEN CASE WHEN b.added OR b.imported THEN 'added to' WHEN b.replaced THEN 'replaced'
                                      ELSE 'not said' END
                     WHEN 5 THEN iif(b.no_wish, 'not recorded', 'recorded')
                     WHEN 6 THEN iif(b.no_consent, 'not recorded', 'recorded')
                     ELSE iif(b.no_contribution, 'none', 'paid') END AS answer,
                b.options, b.n, b.contribution
           FROM bought b CROSS JOIN question q)
SELECT about, answer, purchases, share, mean, contribution
  FROM (SELECT place, about, answer, sum(n) AS purchases, nearest(sum(n) * 1000, sum(sum(n)) OVER (PARTITION BY place)) AS share,
               NULL AS mean, iif(place = 7 AND answer = 'paid', sum(contribution), NULL) AS contribution, 1 AS turn
          FROM told GROUP BY place, about, answer
         UNION ALL
        SELECT place, about, 'mean', sum(iif(options IS NULL, 0, n)), nearest(sum(iif(options IS NULL, 0, n)) * 1000, sum(n)),
               nearest(sum(options * n) * 1000, sum(iif(options IS NULL, 0, n))), NULL, 2
          FROM told WHERE place = 1 GROUP BY place HAVING count(options) > 0)
 ORDER BY place, turn, answer = 'not said', answer
