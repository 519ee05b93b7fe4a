-- title: Waits
-- purpose: How many days things took, from asking to delivery: for everything, by category and by provider. Quantiles
--     are interpolated (Hyndman and Fan 1996, type 7)
-- place: 240
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, provider, category, since, until
-- nothing: nothing has been bought or commissioned
-- columns:
--   by | By | text | `all`, `category` or `provider`
--   code | Code | text | the code of the category or provider
--   name
--   span | Stage | text | `requested to commissioned`; `commissioned to approved`, where approval was asked for; `commissioned
--       to delivered`: to the first delivery, without one to the first invoice, a purchase at once on its day;
--       `requested to delivered`; `needed to delivered`, negative: early; `mainstream wait avoided`: what the
--       mainstream service would have taken, less requested to delivered
--   purchases | Purchases | count | purchases of which both days are known, and that hold or have spent money
--   median | Median | score | the median, in days
--   p90 | 90% within | score | the 90th percentile, in days: nine in ten took at most so long
--   in_time | In time | percent | delivered on or before the day needed, in percent, rounded down

-- Of n sorted values the quantile p lies at place (n - 1) p + 1. Days are whole, so tenths are exact.
WITH dated AS (
         SELECT k.category_id, iif(false
                    OR k.commission_id IN {masked} AND :child <> ''
                , NULL, k.provider_id) AS provider_id, k.placed_on, m.requested_on, m.needed_on, m.mainstream_wait_days,
                coalesce((SELECT min(d.delivered_on) FROM delivery_standing d WHERE d.commission_id = k.commission_id
                             AND d.delivered_on <= :as_at
                             AND d.event <= :known
                         ),
                         (SELECT min(e.effective_on) FROM entry e
                           WHERE e.child_id = k.child_id AND e.commission_id = k.commission_id
                             AND e.kind IN ('invoice.record', 'buy')
                             AND e.effective_on <= :as_at
                             AND e.entry_id <= :known
                             AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id))) AS delivered_on,
                (SELECT d.decided_on FROM decision d WHERE d.request = k.commission_id AND d.verdict = 'approved'
                    AND d.decided_on <= :as_at
                    AND d.event <= :known
                ) AS approved_on
           FROM commission_position k JOIN commission m ON m.commission_id = k.commission_id
          WHERE k.committed_pence + k.spent_pence > 0
            AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
            AND k.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
            AND k.provider_id = (SELECT provider_id FROM provider WHERE code = :provider)
            AND k.commission_id NOT IN {masked} AND :child <> '' AND :provider <> ''
            AND k.category_id = (SELECT category_id FROM category WHERE code = :category)
            AND k.placed_on >= :since
            AND k.placed_on <= :until
     ),
     -- Days as numbers, looked up and worked out once for each purchase.
     bought AS MATERIALIZED (
         SELECT category_id, provider_id, mainstream_wait_days AS mainstream, unixepoch(placed_on) / 86400 AS placed,
                unixepoch(requested_on) / 86400 AS requested, unixepoch(needed_on) / 86400 AS needed,
                unixepoch(delivered_on) / 86400 AS delivered, unixepoch(approved_on) / 86400 AS approved
           FROM dated),
     span (place, span) AS (
         VALUES (1, 'requested to commissioned'), (2, 'commissioned to approved'), (3, 'commissioned to delivered'),
                (4, 'requested to delivered'), (5, 'needed to delivered'), (6, 'mainstream wait avoided')),
     took AS (
         SELECT b.category_id, b.provider_id, s.place,
                CASE s.place WHEN 1 THEN b.placed - b.requested WHEN 2 THEN b.approved - b.placed
                             WHEN 3 THEN b.delivered - b.placed WHEN 4 THEN b.delivered - b.requested
                             WHEN 5 THEN b.delivered - b.needed
                             ELSE b.mainstream - (b.delivered - b.requested) END AS days
           FROM bought b CROSS JOIN span s),
     -- Counted before they are sorted: few days differ, however many purchases there are.
     cell AS (
         SELECT category_id, provider_id, place, days, count(*) AS n
           FROM took WHERE days IS NOT NULL GROUP BY category_id, provider_id, place, days),
     grouped AS (
         SELECT 1 AS level, 0 AS id, place, days, sum(n) AS n FROM cell GROUP BY place, days
          UNION ALL
         SELECT 2, category_id, place, days, sum(n) FROM cell GROUP BY category_id, place, days
          UNION ALL
         SELECT 3, provider_id, place, days, sum(n) FROM cell GROUP BY provider_id, place, days),
     ranked AS (
         SELECT level, id, place, days, n, sum(n) OVER (PARTITION BY level, id, place ORDER BY days) AS upto,
                sum(n) OVER (PARTITION BY level, id, place) AS total
           FROM grouped),
     -- The value at a place, and the one after it.
     found AS (
         SELECT level, id, place, total,
                min(iif(upto >= (total - 1) * 5 / 10 + 1, days, NULL)) AS median,
                min(iif(upto >= (total - 1) * 5 / 10 + 2, days, NULL)) AS median_next,
                min(iif(upto >= (total - 1) * 9 / 10 + 1, days, NULL)) AS p90,
                min(iif(upto >= (total - 1) * 9 / 10 + 2, days, NULL)) AS p90_next,
                sum(iif(days <= 0, n, 0)) AS in_time
           FROM ranked GROUP BY level, id, place)
SELECT CASE f.level WHEN 1 THEN 'all' WHEN 2 THEN 'category' ELSE 'provider' END AS "by",
       CASE f.level WHEN 2 THEN g.code WHEN 3 THEN coalesce(v.code, 'not shown') END AS code,
       CASE f.level WHEN 2 THEN g.label WHEN 3 THEN coalesce(v.name, 'not shown') END AS name,
       s.span, f.total AS purchases,
       f.median * 1000 + (f.total - 1) * 5 % 10 * 100 * (coalesce(f.median_next, f.median) - f.median) AS median,
       f.p90 * 1000 + (f.total - 1) * 9 % 10 * 100 * (coalesce(f.p90_next, f.p90) - f.p90) AS p90,
       iif(f.place = 5, nearest(f.in_time * 1000, f.total), NULL) AS in_time
  FROM found f
  JOIN span s ON s.place = f.place
  LEFT JOIN category g ON f.level = 2 AND g.category_id = f.id
  LEFT JOIN provider v ON f.level = 3 AND v.provider_id = f.id
 ORDER BY f.level, 2, f.place
