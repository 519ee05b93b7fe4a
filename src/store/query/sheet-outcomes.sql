-- title: Outcomes
-- purpose: What `bhlp import --template` fills the sheet of outcomes with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   child_ref
--   measure
--   item | Item | text | which goal or part
--   informant | Reported by | text | who reported it
--   observed_on | Observed | day | the day it was observed
--   value | Score | score | the score

SELECT ch.child_ref, m.code AS measure, o.item, o.informant, o.observed_on, o.value_thousandths AS value
  FROM outcome_standing o JOIN measure m USING (measure_id) JOIN child ch USING (child_id)
 WHERE ch.child_id NOT IN {shield}
 ORDER BY ch.child_ref, m.code, o.item, o.informant, o.observed_on
