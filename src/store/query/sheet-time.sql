-- title: Time
-- purpose: What `bhlp import --template` fills the sheet of time with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   practitioner | Practitioner | text | whose time it is
--   child_ref
--   on
--   minutes | Minutes | count | how many minutes
--   activity | What | text | what was done

SELECT w.code AS practitioner, ch.child_ref, t.worked_on AS "on", t.minutes, t.activity
  FROM time_standing t JOIN practitioner w USING (practitioner_id) JOIN child ch USING (child_id)
 WHERE ch.child_id NOT IN {shield}
 ORDER BY t.number
