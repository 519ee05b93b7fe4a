-- title: Deliveries by provider
-- purpose: How providers deliver against what was commissioned: on time, late, short. A purchase in one step is delivered
--     on its day, a commission of which no delivery was recorded on the day of its first invoice
-- place: 580
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: practitioner, provider, category, since, until
-- nothing: nothing has been bought or commissioned
-- columns:
--   provider
--   provider_name
--   commissions | Commissions | count totalled | commissions and purchases that hold or have spent money
--   delivered | Delivered | count totalled | those of them that are complete
--   dated | With a date | count totalled | those delivered that were needed by a day
--   on_time | On time | count totalled | those delivered by that day
--   on_time_share | Share | percent | on time in percent of those with a date, rounded down
--   late_days | Days late | count | of those late, the median number of days; of two middles the lower
--   short | Short | count totalled | those complete with fewer units than were commissioned
--   overdue | Overdue | count totalled | those not complete though the day they were needed has passed

WITH o AS MATERIALIZED (
    SELECT a.*, unixepoch(arrived_on) / 86400 - unixepoch(needed_on) / 86400 AS days_late
      FROM {arrived} a
     WHERE true
       AND child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
       AND provider_id = (SELECT provider_id FROM provider WHERE code = :provider)
       AND category_id = (SELECT category_id FROM category WHERE code = :category)
       AND placed_on >= :since
       AND placed_on <= :until
), late AS (
    SELECT provider_id, days_late, row_number() OVER (PARTITION BY provider_id ORDER BY days_late) AS place,
           count(*) OVER (PARTITION BY provider_id) AS n
      FROM o WHERE days_late > 0
), middle AS MATERIALIZED (
    SELECT provider_id, days_late FROM late WHERE place = (n + 1) / 2
)
SELECT v.code AS provider, v.name AS provider_name, count(*) AS commissions, count(arrived_on) AS delivered, count(o.days_late) AS dated,
       count(*) FILTER (WHERE o.days_late <= 0) AS on_time,
       nearest(count(*) FILTER (WHERE o.days_late <= 0) * 1000, count(o.days_late)) AS on_time_share,
       middle.days_late AS late_days,
       count(*) FILTER (WHERE arrived_on IS NOT NULL AND units < ordered) AS short,
       count(*) FILTER (WHERE arrived_on IS NULL AND needed_on < :day) AS overdue
  FROM o
  JOIN provider v ON v.provider_id = o.provider_id
  LEFT JOIN middle ON middle.provider_id = o.provider_id
 GROUP BY v.code
 ORDER BY v.code
