-- What waits for approval, oldest first, with what an approver asks before deciding.
SELECT k.commission_id, e.effective_on, (unixepoch(:day) - unixepoch(e.effective_on)) / 86400, ch.child_ref,
       coalesce(k.description, g.label), g.code, v.name, q.asked_pence, q.because, w.code, by.code,
       b.allocated_pence - b.committed_pence - b.spent_pence, b.spent_pence + b.committed_pence,
       near.number, near.pence, k.needed_on, k.wish, e.note,
       (SELECT s.step || iif(s.stops_orders, ', new orders stopped', '') FROM provider_step s
         WHERE s.event = {step} AND s.step <> 'restored')
  FROM commission k
  JOIN request q ON q.event = k.waiting
  JOIN entry e ON e.entry_id = q.event
  JOIN event ev ON ev.seq = q.event
  JOIN practitioner by ON by.practitioner_id = ev.actor_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN budget b ON b.child_id = k.child_id
  LEFT JOIN (
      -- What the same buyer bought for the same child within the split window before it.
      SELECT k.commission_id, count(*) AS number, sum(o.estimate_pence) AS pence
        FROM commission k
        JOIN commission o ON o.child_id = k.child_id AND o.practitioner_id = k.practitioner_id
         AND o.committed_pence + o.spent_pence > 0
         AND (o.placed_on, o.commission_id) < (k.placed_on, k.commission_id)
         AND o.placed_on > date(k.placed_on, '-' || {split days} || ' days')
       WHERE k.waiting IS NOT NULL
       GROUP BY k.waiting) near ON near.commission_id = k.commission_id
 WHERE k.waiting IS NOT NULL
   AND k.commission_id = :number
   AND ch.child_ref = :child
 ORDER BY e.effective_on, k.waiting
