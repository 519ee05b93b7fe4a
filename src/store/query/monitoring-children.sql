-- How far each child's budget has gone, and how far it will go at this pace.
SELECT child_ref, elapsed, days, allocated_pence, committed_pence, spent_pence, forecast, allocated_pence - forecast
  FROM (SELECT child_ref, elapsed, days, allocated_pence, committed_pence, spent_pence,
               min(allocated_pence,
                   max(spent_pence + committed_pence,
                       iif(elapsed > 0, (2 * spent_pence * days + elapsed) / (2 * max(elapsed, 1)), 0))) AS forecast
          FROM (SELECT c.child_ref, b.allocated_pence, b.committed_pence, b.spent_pence,
                       CAST(julianday(pilot.ends_on) - julianday(o.opened_on) + 1 AS INTEGER) AS days,
                       CAST(max(0, julianday(min(:day, pilot.ends_on)) - julianday(o.opened_on) + 1) AS INTEGER)
                           AS elapsed
                  FROM child c
                  JOIN budget_position b ON b.child_id = c.child_id
                  JOIN budget o ON o.child_id = c.child_id
                  JOIN pilot
                 WHERE true
                   AND c.child_ref = :child
                   AND c.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
               ))
 ORDER BY child_ref
