-- title: Compacts
-- purpose: Who promised what, and when it is to be reviewed
-- place: 330
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner
-- nothing: no compact is recorded
-- columns:
--   compact | Compact | count | the compact's number
--   child_ref
--   agreed_on | Agreed | day | the day it was agreed
--   who | Who | text | `family`, `child`, `professional`, `council` or `provider`
--   promise | Promise | text | what they promised
--   reviews | Reviews | count | how often it was looked at again
--   reviewed_on | Last review | day | the day it was last looked at
--   note | Review note | text | what was found then
--   next_on | Next review | day | when to look at it next
--   review | Review no. | count filled | the last review's number, by which it is withdrawn

SELECT k.event AS compact, ch.child_ref, k.agreed_on, p.who, iif(k.child_id IN {unasked}, 'not shown', p.what) AS promise,
       (SELECT count(*) FROM compact_review_standing o WHERE o.compact = k.event
           AND o.reviewed_on <= :as_at
           AND o.event <= :known
       ) AS reviews, r.reviewed_on, iif(k.child_id IN {unasked}, NULL, r.note) AS note, iif(r.event IS NULL, k.review_on, r.next_on) AS next_on,
       r.event AS review
  FROM compact_standing k
  JOIN child ch USING (child_id)
  JOIN compact_promise p ON p.event = k.event
  LEFT JOIN compact_review_standing r ON r.event = (
       SELECT max(o.event) FROM compact_review_standing o WHERE o.compact = k.event
           AND o.reviewed_on <= :as_at
           AND o.event <= :known
       )
 WHERE true
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND k.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND k.agreed_on <= :as_at
   AND k.event <= :known
 ORDER BY k.event, p.line
