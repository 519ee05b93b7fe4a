(SELECT q.event FROM corrected_fact q WHERE q.child_id IN {whose}
  UNION
 SELECT q.event FROM correction q JOIN receipt r ON q.kind = 'receipt' AND r.event = q.fact
  WHERE r.commission_id IN {these})
