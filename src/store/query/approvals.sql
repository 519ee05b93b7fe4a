-- title: Requests for approval
-- purpose: Every request for approval, what became of it, and how long it took
-- place: 350
-- read: lead_professional own, manager all, finance all, administrator all
-- filters: child, practitioner, since, until
-- nothing: nobody has asked for approval
-- columns:
--   commission
--   asked_on
--   child_ref
--   item
--   category
--   asked | totalled
--   because
--   practitioner
--   verdict | Verdict | text | `approved`, `refused`, `withdrawn` by whoever asked, or `waiting`
--   decided_on | Decided | day | the day it was decided
--   decided_by | By | text | who decided
--   days | Days | count | from the day it was asked for to the day it was decided, or to now
--   minutes | Minutes | count | between the recording of the one and of the other
--   reason | Reason | text | why it was refused, or the approver's remark

SELECT q.commission_id AS commission, e.effective_on AS asked_on, ch.child_ref,
       iif(k.commission_id IN {masked}, g.label, coalesce(k.description, g.label)) AS item, g.code AS category, q.asked_pence AS asked,
       q.because, w.code AS practitioner, coalesce(d.verdict, 'waiting') AS verdict, d.decided_on,
       p.code AS decided_by,
       (unixepoch(coalesce(d.decided_on, :day)) - unixepoch(e.effective_on)) / 86400 AS days,
       (unixepoch(dv.recorded_at) - unixepoch(ev.recorded_at)) / 60 AS minutes, d.reason
  FROM request q
  JOIN entry e ON e.entry_id = q.event
  JOIN event ev ON ev.seq = q.event
  JOIN commission k ON k.commission_id = q.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
  LEFT JOIN decision d ON d.request = q.event
   AND d.decided_on <= :as_at
   AND d.event <= :known
  LEFT JOIN event dv ON dv.seq = d.event
  LEFT JOIN practitioner p ON p.practitioner_id = d.decided_by
 WHERE true
   AND e.effective_on <= :as_at
   AND q.event <= :known
   AND ch.child_ref = :child
   AND w.code = :practitioner
   AND e.effective_on >= :since
   AND e.effective_on <= :until
 ORDER BY q.event
