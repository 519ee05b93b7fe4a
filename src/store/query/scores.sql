-- title: Scores
-- purpose: One child's outcome scores
-- place: 450
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: child
-- filters: child
-- nothing: no score is recorded
-- columns:
--   number | No. | count | the score's number, by which a correction names it
--   measure
--   item | Item | text | which goal or part
--   informant | Reported by | text | who reported it
--   observed_on | Day | day | the day it was observed
--   value | Score | score | the score
--   was

SELECT o.number, m.code AS measure, o.item, o.informant, o.observed_on, o.value_thousandths AS value, {was} AS was
  FROM outcome_standing o JOIN measure m USING (measure_id)
 WHERE true
   AND o.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND o.observed_on <= :as_at
 ORDER BY m.code, o.item, o.informant, o.observed_on
