(SELECT t.event, t.area, t.aim, t.indicator, t.better, t.baseline_thousandths AS baseline, t.floor_thousandths AS floor,
       t.target_thousandths AS target, t.predicted_thousandths AS predicted, t.weight, t.due_on, t.measure_id,
       CASE WHEN t.measure_id IS NOT NULL THEN s.mean WHEN t.indicator = 'needs_achieved' THEN n.share ELSE a.value_thousandths END AS actual,
       CASE WHEN t.measure_id IS NOT NULL THEN s.last_on WHEN t.indicator = 'needs_achieved' THEN iif(n.share IS NULL, NULL, :day) ELSE a.observed_on END AS observed_on,
       iif(t.measure_id IS NULL, NULL, s.children) AS children,
       iif(t.measure_id IS NULL OR t.floor_thousandths IS NULL, NULL, s.beyond) AS beyond_floor
  FROM area_target t
  LEFT JOIN area_actual a ON a.event = (
       SELECT x.event FROM area_target o JOIN area_actual x ON x.target = o.event
        WHERE o.aim = t.aim AND o.indicator = t.indicator AND o.area IS t.area AND x.observed_on <= :day
          AND x.event <= :known
        ORDER BY x.observed_on DESC, x.event DESC LIMIT 1)
  LEFT JOIN (
       SELECT f.event, CAST(round(avg(l.value_thousandths)) AS INTEGER) AS mean, max(l.observed_on) AS last_on,
              count(DISTINCT l.child_id) AS children,
              count(DISTINCT iif(iif(f.better = 'higher', l.value_thousandths < f.floor_thousandths, l.value_thousandths > f.floor_thousandths), l.child_id, NULL)) AS beyond
         FROM area_target f
         JOIN outcome_standing l ON l.measure_id = f.measure_id
         JOIN child c ON c.child_id = l.child_id
        WHERE (f.area IS NULL OR c.area = f.area) AND l.observed_on <= :day
          AND l.event <= :known
          AND NOT EXISTS (SELECT 1 FROM outcome_standing y
                           WHERE y.child_id = l.child_id AND y.measure_id = l.measure_id AND y.item = l.item AND y.observed_on <= :day
          AND y.event <= :known
                             AND (y.observed_on, y.event) > (l.observed_on, l.event))
        GROUP BY f.event) s ON s.event = t.event
  LEFT JOIN (
       SELECT f.event, CAST(round(100000.0 * sum(r.result = 'achieved') / count(*)) AS INTEGER) AS share
         FROM area_target f JOIN {results} r ON r.aim = f.aim JOIN child c ON c.child_id = r.child_id
        WHERE f.indicator = 'needs_achieved' AND (f.area IS NULL OR c.area = f.area) AND r.result IN ('achieved', 'partly', 'not_achieved')
          AND r.event <= :known
        GROUP BY f.event) n ON n.event = t.event
 WHERE NOT EXISTS (SELECT 1 FROM area_target z WHERE z.aim = t.aim AND z.indicator = t.indicator AND z.area IS t.area AND z.event > t.event
   AND z.event <= :known
       )
   AND t.event <= :known
)
