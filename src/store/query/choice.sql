-- How things were chosen: out of how many, by whom, beside or instead of what, and what the family said.
WITH bought AS (
         SELECT m.options_considered AS options, m.chosen_by, m.additional_to, m.instead_of, m.wish, m.consent_on,
                m.contribution_pence
           FROM commission_position k JOIN commission m ON m.commission_id = k.commission_id
          WHERE k.committed_pence + k.spent_pence > 0
            AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
            AND k.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
            AND k.provider_id = (SELECT provider_id FROM provider WHERE code = :provider)
            AND k.category_id = (SELECT category_id FROM category WHERE code = :category)
            AND k.placed_on >= :since
            AND k.placed_on <= :until
     ),
     question (place, about) AS (
         VALUES (1, 'options considered'), (2, 'chosen by'), (3, 'mainstream service'), (4, 'wish of the family'),
                (5, 'consent of the family'), (6, 'contribution of the family')),
     -- Imported purchases say `additional` where they replace nothing.
     told AS (
         SELECT q.place, q.about,
                CASE q.place
                     WHEN 1 THEN CASE WHEN b.options IS NULL THEN 'not said' WHEN b.options >= 4 THEN '4 or more'
                                      ELSE printf('%d', b.options) END
                     WHEN 2 THEN coalesce(b.chosen_by, 'not said')
                     WHEN 3 THEN CASE WHEN b.additional_to IS NOT NULL OR b.instead_of = 'additional' THEN 'added to'
                                      WHEN b.instead_of IS NOT NULL THEN 'replaced' ELSE 'not said' END
                     WHEN 4 THEN iif(b.wish IS NULL, 'not recorded', 'recorded')
                     WHEN 5 THEN iif(b.consent_on IS NULL, 'not recorded', 'recorded')
                     ELSE iif(b.contribution_pence IS NULL, 'none', 'paid') END AS answer,
                b.options, b.contribution_pence
           FROM bought b CROSS JOIN question q)
SELECT about, answer, purchases, share, mean, contribution
  FROM (SELECT place, about, answer, count(*) AS purchases,
               count(*) * 1000 / sum(count(*)) OVER (PARTITION BY place) AS share, NULL AS mean,
               iif(place = 6 AND answer = 'paid', sum(contribution_pence), NULL) AS contribution, 1 AS turn
          FROM told GROUP BY place, about, answer
         UNION ALL
        SELECT place, about, 'mean', count(options), count(options) * 1000 / count(*),
               sum(options) * 1000 / count(options), NULL, 2
          FROM told WHERE place = 1 GROUP BY place HAVING count(options) > 0)
 ORDER BY place, turn, answer = 'not said', answer
