-- title: Happenings
-- purpose: What `bhlp import --template` fills the sheet of happenings with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   child_ref
--   kind | What | word | what happened
--   happened_on | Day | day | the day it happened
--   to | To whom | text | of a referral and its answers
--   days | Days | count | days of school lost by an exclusion

SELECT ch.child_ref, h.kind, h.happened_on, h.to_whom AS "to", h.days
  FROM happening_standing h JOIN child ch USING (child_id)
 WHERE ch.child_id NOT IN {shield}
 ORDER BY ch.child_ref, h.happened_on, h.event
