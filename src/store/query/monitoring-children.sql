-- title: Budget monitoring by child
-- purpose: Where each child's budget stands, and where it will stand at the pilot's end if spending goes on as it has
-- place: 190
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner
-- nothing: no child has a budget
-- columns:
--   child_ref
--   days_gone | Days gone | count | days since the budget was opened, both days counted
--   days | Days in all | count | days from the opening to the pilot's end, both days counted
--   allocated
--   committed
--   spent
--   forecast | Forecast | money totalled | spent x days / days gone, to the penny; at least committed + spent, at
--       most allocated
--   variance | Unused | money totalled | allocated less forecast: what would be left unused

SELECT child_ref, elapsed AS days_gone, days, allocated_pence AS allocated, committed_pence AS committed,
       spent_pence AS spent, forecast, allocated_pence - forecast AS variance
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
