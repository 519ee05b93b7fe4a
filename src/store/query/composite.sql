-- title: Composite indicator
-- purpose: How far each area is from its baselines to its targets, by indicator and over all: each part counts by its
--     weight and between 0 and 100 per cent, so that one that is far ahead hides none that is behind
-- place: 144
-- read: manager all, finance all, administrator all
-- nothing: no target is set
-- columns:
--   area | Area | text | the area; empty: the whole pilot
--   part | Part | text | the aim and indicator; `composite`: all parts
--   weight | Weight | count | its weight; of the composite, of all parts
--   progress | Progress | percent | the way from baseline to target that is made; the composite is empty where a part is
--       not known
--   points | Points | percent | what it adds to the composite: parts of a tenth by the largest remainder, so that they add up to it
--   unknown | Not known | count | parts of which nothing was observed
--   broken | Floors broken | count | parts on the worse side of their floor

WITH part AS (
    SELECT t.area, t.aim || ' ' || t.indicator AS part, t.weight, t.actual IS NULL AS unknown,
           coalesce(iif(t.better = 'higher', t.actual < t.floor, t.actual > t.floor), 0) AS broken,
           CASE WHEN t.target <> t.baseline THEN (t.actual - t.baseline) * 1000.0 / (t.target - t.baseline)
                ELSE 1000.0 * iif(t.better = 'higher', t.actual >= t.target, t.actual <= t.target) END AS made
      FROM {targets} t),
shown AS (
    SELECT p.area, 1 AS place, p.part, p.weight, p.made,
           min(max(p.made, 0), 1000) * p.weight / (SELECT sum(o.weight) FROM part o WHERE o.area IS p.area) AS points,
           p.unknown, p.broken
      FROM part p
     UNION ALL
    SELECT p.area, 2, 'composite', sum(p.weight),
           iif(sum(p.unknown) > 0, NULL, sum(min(max(p.made, 0), 1000) * p.weight) / sum(p.weight)), NULL,
           sum(p.unknown), sum(p.broken)
      FROM part p
     GROUP BY p.area)
SELECT s.area, s.part, s.weight, CAST(round(s.made) AS INTEGER) AS progress,
       CASE WHEN s.place = 1 AND s.points IS NOT NULL
            THEN CAST(s.points AS INTEGER)
                 + coalesce(row_number() OVER (PARTITION BY s.area, s.place ORDER BY s.points - CAST(s.points AS INTEGER) DESC, s.part)
                   <= CAST(round(total(s.points) OVER w) AS INTEGER) - sum(CAST(s.points AS INTEGER)) OVER w, 0) END AS points,
       s.unknown, s.broken
  FROM shown s
WINDOW w AS (PARTITION BY s.area, s.place)
 ORDER BY s.area NULLS FIRST, s.place, s.part
