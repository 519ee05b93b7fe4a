-- title: Unit prices
-- purpose: What a unit cost by category and provider, quarter by quarter, where the price of a unit is known
-- place: 610
-- read: lead_professional all, manager all, finance all, administrator all, evaluator all
-- filters: provider, category, since, until
-- nothing: no price of a unit is known
-- columns:
--   category
--   provider
--   provider_name
--   quarter | Quarter | text | quarter of the calendar year in which it was commissioned
--   commissions | Commissions | count | how many commissions and purchases the prices are of
--   median | Median | money | the middle price of a unit; of two middles their mean, half a penny up
--   lowest | Lowest | money | the lowest price of a unit

WITH u AS (
    SELECT k.category_id, k.provider_id, m.unit_price_pence AS price,
           substr(k.placed_on, 1, 4) || ' Q' || ((substr(k.placed_on, 6, 2) + 2) / 3) AS quarter
      FROM commission_position k JOIN commission m USING (commission_id)
     WHERE k.committed_pence + k.spent_pence > 0 AND m.unit_price_pence IS NOT NULL
       AND k.provider_id = (SELECT provider_id FROM provider WHERE code = :provider)
       AND k.category_id = (SELECT category_id FROM category WHERE code = :category)
       AND k.placed_on >= :since
       AND k.placed_on <= :until
), ranked AS (
    SELECT category_id, provider_id, quarter, price,
           row_number() OVER (PARTITION BY category_id, provider_id, quarter ORDER BY price) AS place,
           count(*) OVER (PARTITION BY category_id, provider_id, quarter) AS n
      FROM u
)
SELECT g.code AS category, v.code AS provider, v.name AS provider_name, r.quarter, r.n AS commissions,
       (sum(r.price * (r.place = (r.n + 1) / 2 OR r.place = (r.n + 2) / 2)) + (r.n % 2 = 0)) / (1 + (r.n % 2 = 0))
           AS median,
       min(r.price) AS lowest
  FROM ranked r
  JOIN category g ON g.category_id = r.category_id
  JOIN provider v ON v.provider_id = r.provider_id
 GROUP BY g.code, v.code, r.quarter, r.n
 ORDER BY g.code, v.code, r.quarter
