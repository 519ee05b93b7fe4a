-- title: Corrections
-- purpose: What was recorded wrongly beside the money: what it was, what stands instead, who said so and why
-- place: 575
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, since, until
-- nothing: nothing was corrected or withdrawn
-- columns:
--   event | No. | count | the correction's number
--   changed_on | Day | day | the day it was corrected
--   recorded_by
--   kind | Of | word | `score`, `time`, `delivery`, `need`, `mark`, `compact`, `review`, `receipt`,
--       `happening`, `member`, `consent` or `agreement`
--   number | Its no. | count | the number of what was corrected
--   child_ref
--   was | Was | text | what was recorded before
--   now | Is now | text | what stands instead; empty: it was withdrawn
--   reason | Why | text | why it was corrected

SELECT c.event, e.day AS changed_on, w.code AS recorded_by, c.kind, c.fact AS number, ch.child_ref,
       iif(h.event IS NULL, (SELECT {said} FROM (SELECT c.kind AS kind, c.undoes AS event) x), 'not shown') AS was,
       iif(h.event IS NULL, (SELECT {said} FROM (SELECT c.kind AS kind, c.event AS event) x), 'not shown') AS now,
       iif(h.event IS NULL, c.reason, 'not shown') AS reason
  FROM corrected_fact c
  JOIN child ch USING (child_id)
  LEFT JOIN {masked corrections} h ON h.event = c.event
  JOIN event e ON e.seq = c.event
  JOIN practitioner w ON w.practitioner_id = e.actor_id
 WHERE true
   AND ch.child_ref = :child
   AND e.day >= :since
   AND e.day <= :until
   AND c.event <= :known
 ORDER BY c.event
