-- title: Time
-- purpose: The time that practitioners gave one child
-- place: 455
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: child
-- filters: child
-- nothing: no time is recorded
-- columns:
--   number | No. | count | the number of the time, by which a correction names it
--   worked_on | Day | day | the day it was given
--   practitioner | Practitioner | text | who gave it
--   minutes | Minutes | count totalled | how many minutes
--   activity | What | text | what was done
--   was

SELECT t.number, t.worked_on, w.code AS practitioner, t.minutes, t.activity, {was} AS was
  FROM time_standing t JOIN practitioner w USING (practitioner_id)
 WHERE true
   AND t.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND t.worked_on <= :as_at
   AND t.event <= :known
 ORDER BY t.worked_on, t.number
