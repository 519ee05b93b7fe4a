-- Every request for approval and what became of it.
SELECT q.commission_id, e.effective_on, ch.child_ref, coalesce(k.description, g.label), g.code, q.asked_pence,
       q.because, w.code, coalesce(d.verdict, 'waiting'), d.decided_on, p.code,
       (unixepoch(coalesce(d.decided_on, :day)) - unixepoch(e.effective_on)) / 86400,
       (unixepoch(dv.recorded_at) - unixepoch(ev.recorded_at)) / 60, d.reason
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
