-- title: What was said of data
-- purpose: Who agreed to what, with whom data is shared and who objects, who is shielded: with day, person and way
-- place: 335
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner
-- nothing: nothing is recorded of what may be done with data
-- columns:
--   number | No. | count filled | the number by which what was recorded wrongly is withdrawn
--   child_ref
--   said_on | Day | day | the day it was said
--   kind | What | word | `agreement` to the service, as the register of children has it, and `agreement_withdrawn`; `sharing` and
--       `sharing_withdrawn`; `sharing_for_safety`; `objection` and `objection_withdrawn`; `shield` and `shield_withdrawn`;
--       `basis`, where it is not a public task
--   with | With | text | with whom, or whose use
--   for_what | For | text | for what it is shared; the law of a basis
--   refused | Not | text | the parts that are not to be shared
--   said_by | By | word | `parent` or `young_person`
--   how | How | word | `written` or `spoken`
--   reason | Why | text | why it is shared for safety, or shielded
--   holds | Holds | word | `yes` where it holds on the day

WITH said AS (
    SELECT NULL AS number, ch.child_id, ch.consent_on AS said_on, 'agreement' AS kind, NULL AS party, NULL AS purpose,
           NULL AS refused, NULL AS said_by, NULL AS how, NULL AS reason, 'agreement' AS family, 0 AS event
      FROM child ch WHERE ch.consent_on IS NOT NULL
       AND ch.event <= :known
     UNION ALL
    SELECT number, child_id, said_on, kind, party, purpose, refused, said_by, how, reason, replace(kind, '_withdrawn', ''), event
      FROM consent_standing WHERE true
       AND said_on <= :as_at
       AND event <= :known
    )
SELECT s.number, ch.child_ref, s.said_on, s.kind,
       iif(s.child_id IN {unasked} AND s.party IS NOT NULL, 'not shown', s.party) AS "with", iif(s.child_id IN {unasked}, NULL, s.purpose) AS for_what,
       iif(s.child_id IN {unasked}, NULL, s.refused) AS refused, s.said_by, s.how, iif(s.child_id IN {unasked}, NULL, s.reason) AS reason,
       iif(s.kind NOT LIKE '%withdrawn' AND NOT EXISTS (
           SELECT 1 FROM said o
            WHERE o.child_id = s.child_id AND o.family = s.family AND o.party IS s.party
              AND (o.said_on, o.event) > (s.said_on, s.event)), 'yes', NULL) AS holds
  FROM said s
  JOIN child ch ON ch.child_id = s.child_id
 WHERE true
   AND ch.child_ref = :child
   AND s.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
 ORDER BY ch.child_ref, s.said_on, s.event
