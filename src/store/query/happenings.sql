-- title: What happened
-- purpose: What happened to children: referrals and their answers, exclusions, care, contact
-- place: 291
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, since, until
-- nothing: nothing is recorded as having happened
-- columns:
--   number | No. | count | the number by which it is corrected or withdrawn
--   child_ref
--   happened_on | Day | day | the day it happened
--   kind | What | word | `referred`, `waiting`, `accepted` or `rejected`; `excluded` for some days or `permanently_excluded`;
--       `entered_care`, `left_care` or `placement_moved`; `caf_closed` or `re_referred`; `contact_tried`, `contact_refused`
--       or `reached`; `left` the pilot
--   to | To | text | the service asked, or that answers
--   days | Days | count totalled | the days of school of an exclusion
--   answer | Answer | word | of a referral: `accepted` or `rejected`; `waiting` until then
--   answered_on | Answered | day | the day of that answer
--   was

WITH asked AS (
         SELECT event, child_id, to_whom, row_number() OVER (PARTITION BY child_id, to_whom ORDER BY happened_on, event) AS n
           FROM happening_standing
          WHERE kind = 'referred'
            AND happened_on <= :as_at
            AND event <= :known
     ),
     replied AS (
         SELECT kind AS answer, happened_on AS answered_on, child_id, to_whom,
                row_number() OVER (PARTITION BY child_id, to_whom ORDER BY happened_on, event) AS n
           FROM happening_standing
          WHERE kind IN ('accepted', 'rejected')
            AND happened_on <= :as_at
            AND event <= :known
     )
SELECT h.number, ch.child_ref, h.happened_on, h.kind, iif(h.child_id IN {unasked} AND h.to_whom IS NOT NULL, 'not shown', h.to_whom) AS "to", h.days,
       coalesce(a.answer, iif(q.n IS NULL, NULL, 'waiting')) AS answer, a.answered_on, iif(h.child_id IN {unasked}, NULL, {was}) AS was
  FROM happening_standing h
  JOIN child ch USING (child_id)
  LEFT JOIN asked q ON q.event = h.event
  LEFT JOIN replied a ON a.child_id = q.child_id AND a.to_whom = q.to_whom AND a.n = q.n
 WHERE true
   AND ch.child_ref = :child
   AND h.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND h.happened_on >= :since
   AND h.happened_on <= :until
   AND h.happened_on <= :as_at
   AND h.event <= :known
 ORDER BY h.happened_on, h.number
