-- How providers deliver against what was ordered.
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
SELECT v.code, v.name, count(*), count(arrived_on), count(o.days_late), count(*) FILTER (WHERE o.days_late <= 0),
       count(*) FILTER (WHERE o.days_late <= 0) * 1000 / nullif(count(o.days_late), 0),
       middle.days_late,
       count(*) FILTER (WHERE arrived_on IS NOT NULL AND units < ordered),
       count(*) FILTER (WHERE arrived_on IS NULL AND needed_on < :day)
  FROM o
  JOIN provider v ON v.provider_id = o.provider_id
  LEFT JOIN middle ON middle.provider_id = o.provider_id
 GROUP BY v.code
 ORDER BY v.code
