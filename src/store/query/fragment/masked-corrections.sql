(SELECT q.event FROM corrected_fact q WHERE q.child_id IN {unasked}
  UNION
 SELECT q.event FROM correction q JOIN receipt r ON q.kind = 'receipt' AND r.event = q.fact
  WHERE r.commission_id IN {masked})
